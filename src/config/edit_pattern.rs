//! Addresses at which the sources of an archive are edited.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters that are percent-encoded in a path or a query: all but unreserved ones (RFC 3986) and the strokes between folders.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The place of the file's path in a pattern.
const PLACE: &str = "{path}";

/// Address at which a source is edited, with a place for its path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EditPattern(Box<str>);

impl EditPattern {
    /// Pattern as written: with `{path}` behind the host, or ending in `/`, as the `editUrl` of Docusaurus and the `edit_uri` of
    /// MkDocs. `None` for a text that is no web address, or has other places.
    pub fn of(written: &str) -> Option<Self> {
        let written = written.trim();
        let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
        let (host, behind) = rest.split_once('/')?;
        let is_host = !host.is_empty() && !host.contains(['{', '}', '?', '#', '@', '\\']);
        let is_sound = is_host && !written.contains(|c: char| c.is_whitespace() || c.is_control());
        let with_place = if !behind.contains(PLACE) && written.ends_with('/') {
            format!("{written}{PLACE}")
        } else {
            written.to_owned()
        };
        let is_known = with_place.contains(PLACE) && !with_place.replace(PLACE, "").contains(['{', '}']);
        (is_sound && is_known).then(|| EditPattern(with_place.into()))
    }

    /// Address for a file, by its path within the content. Each part of the path is percent-encoded.
    pub fn address(&self, path: &str) -> String {
        self.0.replace(PLACE, &utf8_percent_encode(path, PATH).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_put_in_encoded() {
        for (pattern, address) in [
            (
                "https://a.example/edit/main/content/{path}",
                "https://a.example/edit/main/content/%E9%A0%90%E7%AE%97/a%26b%20%23.md",
            ),
            (
                "https://a.example/edit/main/content/",
                "https://a.example/edit/main/content/%E9%A0%90%E7%AE%97/a%26b%20%23.md",
            ),
            (
                "https://a.example/edit?file={path}&mode=edit",
                "https://a.example/edit?file=%E9%A0%90%E7%AE%97/a%26b%20%23.md&mode=edit",
            ),
        ] {
            assert_eq!(EditPattern::of(pattern).expect(pattern).address("預算/a&b #.md"), address);
        }
    }

    #[test]
    fn what_is_no_web_address_with_a_path_is_no_pattern() {
        for pattern in [
            "https://a.example/edit",
            "https://a.example",
            "https://{path}/",
            "https://a.example/{file}",
            "https://a.example/{path}{",
            "https://u@a.example/{path}",
            "edit/main/{path}",
            "file:///{path}",
            "javascript:steal('{path}')",
            "https://a.example/a b/{path}",
        ] {
            assert_eq!(EditPattern::of(pattern), None, "{pattern}");
        }
    }
}
