//! Policy for untrusted content on a page: which tags, links and videos it may contain.

/// Inline tags that are kept; the only attribute kept is the `href` of `a`.
pub(super) const TAGS: [&str; 8] = ["br", "a", "b", "i", "em", "strong", "sup", "sub"];

/// Schemes that a link may have.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ipfs", "ipns"];

/// The schemes, in a hint for people.
const SCHEMES_HINT: &str = "links may begin with http, https, mailto, tel, ipfs or ipns";

/// The remedy for a link whose target is unsafe.
pub fn unsafe_link_hint(target: &str) -> &'static str {
    let target = target.trim().trim_start_matches(['/', '\\']);
    let mut signs = target.chars();
    let drive = signs.next().is_some_and(|c| c.is_ascii_alphabetic())
        && signs.next() == Some(':')
        && signs.next().is_some_and(|c| matches!(c, '\\' | '/'));
    if drive || target.len() > 5 && target.as_bytes()[..5].eq_ignore_ascii_case(b"file:") {
        return "it is a file on your computer: copy it into the content, beside the record, and link to it by its name";
    }
    SCHEMES_HINT
}

/// Kind of a link's target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind<'a> {
    /// Another site, with an allowed scheme.
    Absolute(&'a str),
    /// `//host/path`: the scheme of the page, which is taken to be https.
    SchemeRelative(&'a str),
    /// Within the content: a path relative to the file, perhaps with a query or fragment.
    Relative(&'a str),
    /// A scheme that is not allowed, or not an address.
    Unsafe,
}

/// Classifies a link's target. Control characters and white space within a scheme are ignored, as browsers do.
pub fn classify(destination: &str) -> LinkKind<'_> {
    let destination = destination.trim();
    if destination.starts_with("//") {
        return LinkKind::SchemeRelative(destination);
    }
    if destination.contains('\\') && destination.trim_start_matches('/').starts_with('\\') {
        return LinkKind::Unsafe;
    }
    let head = destination.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = head.split_once(':') else { return LinkKind::Relative(destination) };
    let scheme: String =
        scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    if SCHEMES.contains(&scheme.as_str()) {
        LinkKind::Absolute(destination)
    } else if is_scheme || scheme.is_empty() {
        LinkKind::Unsafe
    } else {
        // A colon in a file name, such as `會議：一.md` or `a b:c.md`.
        LinkKind::Relative(destination)
    }
}

/// Reports whether the text before a colon in angle brackets is not a scheme of links, as in `<Self::Item>` or
/// `<note:unclear>`: then the whole is words. A harmful scheme makes a link that is dropped and reported.
pub(super) fn is_odd_scheme(scheme: &str) -> bool {
    let harmful = ["javascript", "data", "vbscript", "file", "blob", "about"];
    !SCHEMES.iter().chain(&harmful).any(|known| known.eq_ignore_ascii_case(scheme))
}

/// Page on which an embedded video can be watched, for known video hosts.
pub(super) fn video_page(frame: &str) -> Option<String> {
    let rest =
        frame.strip_prefix("https:").or_else(|| frame.strip_prefix("http:")).unwrap_or(frame).strip_prefix("//")?;
    let (host, path) = rest.split_once('/')?;
    let id = |path: &str| path.split(['?', '&', '#', '/']).next().filter(|id| !id.is_empty()).map(str::to_owned);
    match host.trim_start_matches("www.") {
        "youtube.com" | "youtube-nocookie.com" => {
            Some(format!("https://www.youtube.com/watch?v={}", id(path.strip_prefix("embed/")?)?))
        }
        "player.vimeo.com" => Some(format!("https://vimeo.com/{}", id(path.strip_prefix("video/")?)?)),
        "archive.org" => Some(format!("https://archive.org/details/{}", id(path.strip_prefix("embed/")?)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_allowed_one_by_one() {
        for good in
            ["https://a.example/", "HTTP://a.example", "mailto:a@b.example", "tel:+886", "ipfs://Qm", "ipns://x"]
        {
            assert_eq!(classify(good), LinkKind::Absolute(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            " data:text/html,x",
            "vbscript:x",
            "file:///etc",
            ":x",
            "\\\\evil",
            "/\\evil",
        ] {
            assert_eq!(classify(bad), LinkKind::Unsafe, "{bad:?}");
        }
        assert_eq!(classify("//host/a"), LinkKind::SchemeRelative("//host/a"));
        for relative in ["a.md", "../b.pdf?x=1", "#s1", "2024-會議：一.md", "a/b:c"] {
            assert_eq!(classify(relative), LinkKind::Relative(relative));
        }
    }

    #[test]
    fn frames_of_known_video_hosts_lead_to_their_page() {
        assert_eq!(
            video_page("https://www.youtube-nocookie.com/embed/qsa?x=1").as_deref(),
            Some("https://www.youtube.com/watch?v=qsa")
        );
        assert_eq!(video_page("//player.vimeo.com/video/12"), Some("https://vimeo.com/12".into()));
        assert_eq!(video_page("https://tracker.example/embed/1"), None);
    }
}
