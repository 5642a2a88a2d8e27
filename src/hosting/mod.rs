//! What a host should say of each file: its media type, how long it may be kept, and what goes with every page.
//!
//! The file `_headers`, the configurations that `minutebook hosting` prints and uploads to object storage all say the
//! same, because all ask here.

mod apache;
mod caddy;
mod nginx;
mod rules;

pub use apache::apache;
pub use caddy::caddy;
pub use nginx::nginx;
pub use rules::{Rules, rules};

use crate::config::Config;

/// For how long a copy of a file may be used without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// The name changes with what the file holds.
    Forever,
    /// A little old does no harm.
    Hour,
    /// A correction must be seen at once.
    Asked,
}

impl Keeping {
    /// Of a file, by its path in the site.
    pub fn of(path: &str) -> Keeping {
        if is_fingerprinted(path) {
            Keeping::Forever
        } else if path.starts_with("files/") || path.ends_with("/card.png") {
            Keeping::Hour
        } else {
            Keeping::Asked
        }
    }

    /// As the header `Cache-Control` says it.
    pub fn header(self) -> &'static str {
        match self {
            Keeping::Forever => "public, max-age=31536000, immutable",
            Keeping::Hour => "public, max-age=3600",
            Keeping::Asked => "public, max-age=0, must-revalidate",
        }
    }
}

/// Whether the name of a file changes with what it holds, as `assets/civic.3de7b2e06e6b.css`.
pub fn is_fingerprinted(path: &str) -> bool {
    match path.split_once('/') {
        Some(("assets", name)) => name.split('.').any(is_digest),
        Some(("search", name)) => name.ends_with(".bin"),
        _ => false,
    }
}

/// Whether a part of a name is one that no person gives: twelve hexadecimal digits.
fn is_digest(part: &str) -> bool {
    part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

/// The media type of a file, by its path in the site.
pub fn media_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let known = MEDIA_TYPES.iter().find(|(ending, _)| match ending.strip_prefix('/') {
        Some(whole) => name == whole,
        None => name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(ending)),
    });
    match known {
        Some((_, media)) => (*media).to_owned(),
        None => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    }
}

/// By extension, or with `/` before it by the whole name. What hosts get wrong, or leave without a character set.
const MEDIA_TYPES: [(&str, &str); 17] = [
    ("/feed.xml", "application/rss+xml; charset=utf-8"),
    ("/atom.xml", "application/atom+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("bin", "application/octet-stream"),
    ("wasm", "application/wasm"),
];

/// What goes with every answer: no frames, nothing from other hosts, no guessing of types, no telling where a reader was.
pub fn safety(config: &Config) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
    ];
    if let Some(days) = config.hsts_days {
        headers.push(("Strict-Transport-Security", format!("max-age={}", u64::from(days) * 24 * 60 * 60)));
    }
    headers
}

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_with_what_they_hold_are_kept_for_ever() {
        assert_eq!(Keeping::of("assets/civic.3de7b2e06e6b.css"), Keeping::Forever);
        assert_eq!(Keeping::of("search/3de7b2e06e6b4a/7.bin"), Keeping::Forever);
        assert_eq!(Keeping::of("search/index.json"), Keeping::Asked);
        assert_eq!(Keeping::of("meetings/3de7b2e06e6b/index.html"), Keeping::Asked);
        assert_eq!(Keeping::of("files/papers/budget.csv"), Keeping::Hour);
        assert_eq!(Keeping::of("meetings/a/card.png"), Keeping::Hour);
    }

    #[test]
    fn feeds_have_types_of_their_own() {
        assert_eq!(media_type("series/council/feed.xml"), "application/rss+xml; charset=utf-8");
        assert_eq!(media_type("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(media_type("a/card.png"), "image/png");
        assert_eq!(media_type("files/plan.PDF"), "application/pdf");
        assert_eq!(media_type("a/unknown.zzz"), "application/octet-stream");
    }
}
