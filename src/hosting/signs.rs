//! The table of characters with a special meaning to a host within an address, and their escaped forms.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::HostName;

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
    /// `route` in the settings of Azure Static Web Apps.
    Azure,
    /// `regex` in the settings of Firebase.
    Firebase,
    /// `src` in the settings of Vercel.
    Vercel,
}

/// Written form of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Unescaped; in `_redirects` and the settings of Azure, as browsers write it in a request.
    Itself,
    /// Behind a backslash.
    Escaped,
    /// By its code, in a pattern.
    Coded,
    /// Not possible: in any form, one host or another gives it a meaning.
    LeftOut,
}

use Way::{Coded, Escaped, Itself, LeftOut};

/// Special characters, and their forms at each [`AddressPosition`]. Letters, digits, `/`, `-`, `_`, spaces and everything
/// outside of ASCII have no special meaning anywhere.
const SIGNS: [(&str, [Way; 7]); 7] = [
    ("\"\\", [Escaped, Coded, Coded, Itself, Itself, Coded, Coded]),
    // Patterns of `_redirects`: `*` for the rest, `:` up to the next `/`. Azure knows the former.
    ("*", [Itself, Coded, Coded, LeftOut, LeftOut, Coded, Coded]),
    (":", [Itself, Coded, Coded, LeftOut, Itself, Coded, Coded]),
    // Never part of a requested path.
    ("?#", [Itself, Coded, Coded, LeftOut, LeftOut, LeftOut, LeftOut]),
    // Firebase decodes a request before it compares it, except for some signs.
    ("%", [Itself, Coded, Coded, Itself, Itself, LeftOut, Coded]),
    (".", [Itself, Itself, Coded, Itself, Itself, Coded, Coded]),
    ("!$&'()+,;<=>@[]^`{|}~", [Itself, Coded, Coded, Itself, Itself, Coded, Coded]),
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
        AddressPosition::Redirects | AddressPosition::Azure => requested(path),
        AddressPosition::Firebase | AddressPosition::Vercel => either(path),
    })
}

/// The place of an address in the file of redirects that a host reads; that of `_redirects` where the host is not known.
/// `None` for one that reads no such file.
fn position(host: Option<HostName>) -> Option<AddressPosition> {
    Some(match host {
        None | Some(HostName::CloudflarePages | HostName::Netlify | HostName::GitlabPages) => {
            AddressPosition::Redirects
        }
        Some(HostName::AzureStaticWebApps) => AddressPosition::Azure,
        Some(HostName::Firebase) => AddressPosition::Firebase,
        Some(HostName::Vercel) => AddressPosition::Vercel,
        Some(HostName::GithubPages | HostName::S3 | HostName::Server) => return None,
    })
}

/// Reports whether a host would take an address for something else than itself, so that it gets no row. Without a host,
/// one that reads `_redirects` is meant.
pub fn is_pattern(path: &str, host: Option<HostName>) -> bool {
    position(host).is_some_and(|place| exact(path, place).is_none())
}

/// An address as browsers write it in a request.
fn requested(path: &str) -> String {
    utf8_percent_encode(path, REQUESTED).to_string()
}

/// Characters that browsers encode in the path of a request (WHATWG URL, path percent-encode set), and those that they
/// would take for something else.
const REQUESTED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// An address as a regular expression that matches it alone, plain as well as encoded.
fn either(path: &str) -> String {
    let mut out = String::new();
    let kind = |c: char| match c {
        _ if c.is_ascii_alphanumeric() || "-_/.~".contains(c) => 0,
        _ if c.is_ascii() => 1,
        _ => 2,
    };
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        // Of ASCII one character, as a request may have one of them encoded and the next not.
        let end = if kind(first) == 1 {
            first.len_utf8()
        } else {
            rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len())
        };
        let (run, after) = rest.split_at(end);
        let _ = match (first, kind(first)) {
            ('%', _) => write!(out, "%25"),
            (_, 0) => write!(out, "{}", pattern(run)),
            _ => write!(out, "(?:{}|{})", pattern(run), encoded(run, |_| false)),
        };
        rest = after;
    }
    out
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
            [
                AddressPosition::Nginx,
                AddressPosition::Caddy,
                AddressPosition::Apache,
                AddressPosition::Redirects,
                AddressPosition::Azure,
                AddressPosition::Firebase,
                AddressPosition::Vercel,
            ]
            .map(|at| exact(path, at))
        };
        let all = |texts: [&str; 7]| texts.map(|text| Some(text.to_owned()));
        assert_eq!(
            written("/舊 名/a.html"),
            all([
                "/舊 名/a.html",
                "/舊 名/a.html",
                "/舊 名/a\\x2ehtml",
                "/%E8%88%8A%20%E5%90%8D/a.html",
                "/%E8%88%8A%20%E5%90%8D/a.html",
                "/(?:舊|%E8%88%8A)(?: |%20)(?:名|%E5%90%8D)/a\\x2ehtml",
                "/(?:舊|%E8%88%8A)(?: |%20)(?:名|%E5%90%8D)/a\\x2ehtml",
            ])
        );
        assert_eq!(
            written("/a$b/"),
            all(["/a$b/", "~^/a\\x24b/$", "/a\\x24b/", "/a$b/", "/a$b/", "/a(?:\\x24|%24)b/", "/a(?:\\x24|%24)b/"])
        );
        assert_eq!(
            written("/a\"\\b/"),
            all([
                "/a\\\"\\\\b/",
                "~^/a\\x22\\x5cb/$",
                "/a\\x22\\x5cb/",
                "/a%22%5Cb/",
                "/a%22%5Cb/",
                "/a(?:\\x22|%22)(?:\\x5c|%5C)b/",
                "/a(?:\\x22|%22)(?:\\x5c|%5C)b/"
            ])
        );
        assert_eq!(
            exact("/%41&'/", AddressPosition::Redirects).as_deref(),
            Some("/%2541&'/"),
            "as browsers ask for it"
        );
        assert_eq!(exact("/%41/", AddressPosition::Vercel).as_deref(), Some("/%2541/"));
        for path in ["/*", "/wiki/Category:Quay/", "/a?b/", "/a#b/"] {
            assert!(is_pattern(path, None) && is_pattern(path, Some(HostName::Netlify)), "{path}");
            assert!(!is_pattern(path, Some(HostName::Server)), "{path}");
        }
        let read_by = |path: &str| {
            [HostName::AzureStaticWebApps, HostName::Firebase, HostName::Vercel]
                .map(|host| !is_pattern(path, Some(host)))
        };
        assert_eq!(read_by("/wiki/Category:Quay/"), [true, true, true]);
        assert_eq!(read_by("/a*/"), [false, true, true]);
        assert_eq!(read_by("/100%/"), [true, false, true]);
        assert_eq!(written("/a\nb/"), [const { None }; 7]);
        assert_eq!(target("/a$b/%E6%9C%83:*/"), "/a%24b/%E6%9C%83%3A%2A/");
        assert_eq!(row_target("/a$b/:x/*"), "/a$b/%3Ax/%2A");
    }
}
