//! HTTP headers for each file: media type, caching, and security.
//!
//! The file `_headers`, the configurations that `minutebook hosting` prints, and uploads to object storage all take their
//! headers from here, so they agree. `host_table.rs` is the one table of hosts and their limits.

mod apache;
mod azure;
mod caddy;
mod cloudfront;
mod firebase;
mod headers_file;
mod host_files;
mod host_settings;
mod host_table;
mod listen;
mod mass_kind;
mod nginx;
mod over_limits;
mod redirect_rows;
mod remedies;
mod rules;
mod settings_parts;
mod signs;
mod site_measure;
mod vercel;

pub use apache::apache;
pub use caddy::caddy;
pub use cloudfront::{cloudfront, cloudfront_redirects};
pub use headers_file::headers_file;
pub use host_files::host_files;
pub use host_settings::{host_settings, unled};
pub use host_table::{HOSTS, HostLimits, Limit, OverPages, RedirectReading, RowLimits, SettingsFile};
pub use listen::{Host, Listen, NoPlace};
pub use mass_kind::mass_kind;
pub use nginx::nginx;
pub use over_limits::{Occasion, over_limits};
pub use redirect_rows::{PlannedRedirects, RedirectRows, redirect_rows};
pub use rules::{Rules, rules};
pub use signs::is_pattern;
pub use site_measure::{SiteMeasure, TextMeasure};

use crate::config::Config;
use crate::site::FeedFormat;
use crate::site::well_known::{ASSETS, CARD, DATA, FILES, SEARCH, SUMS};
use crate::text::source::has_extension;

/// Caching of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// The name changes with the content.
    Immutable,
    /// A little old does no harm.
    OneHour,
    /// A correction must be seen at once.
    Revalidate,
}

impl CachePolicy {
    /// The policy of a file, by its path in the site.
    pub fn of(path: &str) -> CachePolicy {
        if is_fingerprinted(path) {
            CachePolicy::Immutable
        } else if is_given(path) || path.rsplit_once('/').is_some_and(|(_, name)| name == CARD) {
            CachePolicy::OneHour
        } else {
            CachePolicy::Revalidate
        }
    }

    /// Value of the header `Cache-Control`.
    pub fn header(self) -> &'static str {
        match self {
            CachePolicy::Immutable => "public, max-age=31536000, immutable",
            CachePolicy::OneHour => "public, max-age=3600",
            CachePolicy::Revalidate => "public, max-age=0, must-revalidate",
        }
    }
}

/// Reports whether the name of a file contains its fingerprint, such as `assets/civic.3de7b2e06e6b.css`.
pub fn is_fingerprinted(path: &str) -> bool {
    let below = |folder: &str| path.strip_prefix(folder.trim_start_matches('/'));
    below(ASSETS).is_some_and(|name| name.split('.').any(is_digest))
        || below(SEARCH).is_some_and(|name| name.ends_with(".bin"))
}

/// A name as a pattern that is that name alone.
fn as_pattern(name: &str) -> String {
    name.replace('.', "\\.")
}

/// Reports whether part of a name is a fingerprint: twelve hexadecimal digits.
fn is_digest(part: &str) -> bool {
    part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

/// The media type of a file, by its path in the site.
pub fn media_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(feed) = FeedFormat::ALL.into_iter().find(|feed| feed.file_name() == name) {
        return format!("{}; charset=utf-8", feed.sent_type());
    }
    if name == SUMS {
        return TEXT.to_owned();
    }
    let known = MEDIA_TYPES.iter().find(|(ending, _)| has_extension(name, ending));
    match known {
        Some((_, media)) => (*media).to_owned(),
        None => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    }
}

/// Media type of plain text.
const TEXT: &str = "text/plain; charset=utf-8";

/// Media types by extension: those that hosts get wrong, or leave without a character set.
const MEDIA_TYPES: [(&str, &str); 19] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("txt", TEXT),
    ("minisig", TEXT),
    ("md", "text/markdown; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("bin", "application/octet-stream"),
    ("wasm", "application/wasm"),
    ("parquet", "application/vnd.apache.parquet"),
    ("jsonld", "application/ld+json"),
    ("gz", "application/gzip"),
    ("zip", "application/zip"),
];

/// Endings of files that servers must not compress on the way, by the address that they lie below. Readers request ranges of
/// packs, tables and recordings, and unpack tables and archives themselves.
const AS_THEY_ARE: [(&str, &str); 3] = [
    (SEARCH, "bin"),
    (DATA, "gz|parquet|zip"),
    (FILES, "aac|flac|gz|m4a|m4v|mov|mp3|mp4|oga|ogg|ogv|opus|parquet|wav|webm|zip"),
];

/// A regular expression for the paths, without the first `/`, of files that servers must not compress on the way.
fn as_they_are() -> String {
    AS_THEY_ARE.map(|(below, endings)| format!("{}.*\\.(?:{endings})", below.trim_start_matches('/'))).join("|")
}

/// Headers for every page: no frames, nothing from other hosts, no type sniffing, no referrer.
pub fn security_headers(config: &Config) -> Vec<(&'static str, String)> {
    let mut headers: Vec<_> = ALWAYS.map(|(name, value)| (name, value.to_owned())).into();
    if let Some(days) = config.hsts_days {
        headers.push(("Strict-Transport-Security", format!("max-age={}", u64::from(days) * 24 * 60 * 60)));
    }
    if !config.indexed {
        headers.push(("X-Robots-Tag", "noindex".to_owned()));
    }
    headers
}

/// The part of [`security_headers`] that holds on any host, including the editors' preview.
pub const ALWAYS: [(&str, &str); 3] =
    [(POLICY, PAGES), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

/// Header that lets pages of other sites read the open data: notebooks and charts in a browser.
pub const SHARED: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Name of the header with the content security policy.
pub const POLICY: &str = "Content-Security-Policy";

/// The policy for a file, by its path in the site.
pub fn policy(path: &str) -> &'static str {
    if is_given(path) { GIVEN } else { PAGES }
}

/// Reports whether a file is published unchanged from the content, and therefore untrusted.
pub fn is_given(path: &str) -> bool {
    path.strip_prefix(FILES.trim_start_matches('/')).is_some()
}

/// Reports whether an untrusted file has a type in which browsers run scripts. Where no policy can be sent, it must be
/// downloaded rather than shown.
pub fn is_given_and_active(path: &str) -> bool {
    let media = media_type(path);
    let media = media.split(';').next().unwrap_or_default();
    is_given(path) && (matches!(media, "text/html" | "application/xml" | "text/xml") || media.ends_with("+xml"))
}

/// Policy for pages that a theme draws.
const PAGES: &str = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Policy for files of the content: no scripts, and a separate origin.
const GIVEN: &str = "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_with_what_they_hold_are_kept_for_ever() {
        assert_eq!(CachePolicy::of("assets/civic.3de7b2e06e6b.css"), CachePolicy::Immutable);
        assert_eq!(CachePolicy::of("search/s/3de7b2e06e6b4a11.bin"), CachePolicy::Immutable);
        assert_eq!(CachePolicy::of("search/index.json"), CachePolicy::Revalidate);
        assert_eq!(CachePolicy::of("meetings/3de7b2e06e6b/index.html"), CachePolicy::Revalidate);
        assert_eq!(CachePolicy::of("files/papers/budget.csv"), CachePolicy::OneHour);
        assert_eq!(CachePolicy::of("meetings/a/card.png"), CachePolicy::OneHour);
    }

    #[test]
    fn what_was_given_has_a_policy_of_its_own() {
        for given in ["files/a.html", "files/papers/a.svg", "files/a.pdf", "files/"] {
            assert!(policy(given).starts_with("sandbox; default-src 'none';"), "{given}");
        }
        for page in ["index.html", "files.html", "meetings/files/index.html", "assets/a.svg", ""] {
            assert!(!policy(page).contains("sandbox") && policy(page).contains("script-src 'self'"), "{page}");
        }
        for active in ["files/a.html", "files/a.HTM", "files/a.xhtml", "files/a.svg", "files/a.xml", "files/a.SVG"] {
            assert!(is_given_and_active(active), "{active}");
        }
        for still in ["files/a.pdf", "files/a.png", "files/a.csv", "files/a.txt", "a.html", "assets/a.svg"] {
            assert!(!is_given_and_active(still), "{still}");
        }
    }

    #[test]
    fn feeds_are_sent_so_that_browsers_show_them() {
        assert_eq!(media_type("series/council/feed.xml"), "application/xml; charset=utf-8");
        assert_eq!(media_type("series/council/feed.json"), "application/feed+json; charset=utf-8");
        assert_eq!(media_type("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(media_type("SHA256SUMS"), "text/plain; charset=utf-8");
        assert_eq!(media_type("SHA256SUMS.minisig"), "text/plain; charset=utf-8");
        assert_eq!(media_type("a/card.png"), "image/png");
        assert_eq!(media_type("files/plan.PDF"), "application/pdf");
        assert_eq!(media_type("a/unknown.zzz"), "application/octet-stream");
    }
}
