//! The table of characters with a special meaning to a host within an address, and their escaped forms.

use std::fmt::Write;

use crate::site::Address;

/// A place where a host reads an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AddressPosition {
    /// `location = "…"` of nginx.
    Nginx,
    /// An input of `map` of Caddy.
    Caddy,
    /// The pattern of `<LocationMatch "…">` of Apache.
    Apache,
    /// The first field of a row of `_redirects`.
    Redirects,
}

/// Written form of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Unescaped; in `_redirects`, encoded as in every link.
    Itself,
    /// Behind a backslash.
    Escaped,
    /// By its code, in a pattern.
    Coded,
    /// Not possible: in any form, one host or another gives it a meaning.
    LeftOut,
}

use Way::{Coded, Escaped, Itself, LeftOut};

/// Special characters, and their forms for nginx, Caddy, Apache and `_redirects`. Letters, digits, `/`, `-`, `_`,
/// spaces and everything outside of ASCII have no special meaning anywhere.
const SIGNS: [(&str, [Way; 4]); 5] = [
    ("\"\\", [Escaped, Coded, Coded, Itself]),
    // Patterns of `_redirects`: `*` for the rest, `:` up to the next `/`.
    ("*:", [Itself, Coded, Coded, LeftOut]),
    // Never part of a requested path.
    ("?#", [Itself, Coded, Coded, LeftOut]),
    (".", [Itself, Itself, Coded, Itself]),
    ("!$%&'()+,;<=>@[]^`{|}~", [Itself, Coded, Coded, Itself]),
];

fn way(sign: char, place: AddressPosition) -> Way {
    let found = SIGNS.iter().find(|(signs, _)| signs.contains(sign));
    found.map_or(Itself, |(_, ways)| ways[place as usize])
}

/// An address, not encoded, as it is to be written at a place so that it stands for itself and nothing else. `None` where
/// that cannot be done.
pub(super) fn exact(path: &str, place: AddressPosition) -> Option<String> {
    if path.chars().any(|c| c.is_control() || way(c, place) == LeftOut) {
        return None;
    }
    Some(match place {
        AddressPosition::Nginx => {
            let mut out = String::with_capacity(path.len());
            for c in path.chars() {
                if way(c, place) == Escaped {
                    out.push('\\');
                }
                out.push(c);
            }
            out
        }
        AddressPosition::Caddy if path.chars().all(|c| way(c, place) == Itself) => path.to_owned(),
        AddressPosition::Caddy => format!("~^{}$", pattern(path)),
        AddressPosition::Apache => pattern(path),
        AddressPosition::Redirects => Address::new(path).to_string(),
    })
}

/// Reports whether hosts that read `_redirects` would take an address for a pattern, so that it gets no row.
pub fn is_pattern(path: &str) -> bool {
    exact(path, AddressPosition::Redirects).is_none()
}

/// A text as a regular expression that matches it alone, which is the same to every server and within quotation marks.
pub(super) fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && way(c, AddressPosition::Apache) != Itself {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{:02x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A link as the target of a redirect, without any character that has a meaning to a server.
pub(super) fn target(link: &str) -> String {
    encoded(link, |c| c.is_ascii_alphanumeric() || "%/-._~".contains(c))
}

/// A link as the target in `_redirects`, where `:` and `*` stand for parts of the requested path.
pub(super) fn row_target(link: &str) -> String {
    encoded(link, |c| c != '*' && c != ':')
}

fn encoded(link: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(link.len());
    for c in link.chars() {
        if is_kept(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_ascii_has_one_row_or_means_nothing() {
        for c in (' '..='~').filter(|c| !c.is_ascii_alphanumeric() && !"/-_ ".contains(*c)) {
            assert_eq!(SIGNS.iter().filter(|(signs, _)| signs.contains(c)).count(), 1, "{c:?}");
        }
    }

    #[test]
    fn signs_are_written_so_that_they_mean_themselves() {
        let written = |path: &str| {
            [AddressPosition::Nginx, AddressPosition::Caddy, AddressPosition::Apache, AddressPosition::Redirects]
                .map(|at| exact(path, at))
        };
        let all = |texts: [&str; 4]| texts.map(|text| Some(text.to_owned()));
        assert_eq!(
            written("/舊 名/a.html"),
            all(["/舊 名/a.html", "/舊 名/a.html", "/舊 名/a\\x2ehtml", "/%E8%88%8A%20%E5%90%8D/a.html"])
        );
        assert_eq!(written("/a$b/"), all(["/a$b/", "~^/a\\x24b/$", "/a\\x24b/", "/a$b/"]));
        assert_eq!(written("/a\"\\b/"), all(["/a\\\"\\\\b/", "~^/a\\x22\\x5cb/$", "/a\\x22\\x5cb/", "/a%22%5Cb/"]));
        for path in ["/*", "/wiki/Category:Quay/", "/a?b/", "/a#b/"] {
            assert!(is_pattern(path), "{path}");
        }
        assert_eq!(written("/a\nb/"), [None, None, None, None]);
        assert_eq!(target("/a$b/%E6%9C%83:*/"), "/a%24b/%E6%9C%83%3A%2A/");
        assert_eq!(row_target("/a$b/:x/*"), "/a$b/%3Ax/%2A");
    }
}
