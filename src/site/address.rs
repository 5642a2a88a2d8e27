//! Addresses on the site: Unicode as paths, percent-encoded once as links.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::site::well_known::FILES;

/// Characters encoded in a path segment (WHATWG URL, path percent-encode set, and a few more that HTML checkers and
/// mail programs stumble over).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'\'')
    .add(b'&');

/// A path from the root of the site, such as `/meetings/2023-07-20-會議/`; not encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Box<str>);

impl Address {
    /// An address; a missing first `/` is put in.
    pub fn new(path: &str) -> Self {
        if path.starts_with('/') { Address(path.into()) } else { Address(format!("/{path}").into()) }
    }

    /// Address of a file of the content, by its path there.
    pub fn of_file(path: &str) -> Self {
        Address(format!("{FILES}{path}").into())
    }

    /// Reports whether only a file of the content can have it.
    pub fn is_of_file(&self) -> bool {
        self.0.starts_with(FILES)
    }

    /// A part of an address, encoded as links are.
    pub fn encode(part: &str) -> impl fmt::Display + '_ {
        utf8_percent_encode(part, PATH)
    }

    /// The path.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// This address with more after it.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Address(format!("{}{rest}", self.0).into())
    }

    /// This address with a final `/`, as addresses of pages have it.
    #[must_use]
    pub fn with_final_slash(&self) -> Self {
        if self.0.ends_with('/') { self.clone() } else { self.join("/") }
    }
}

/// The name of a file with a fingerprint in it: `map.svg` becomes `map.fe99205d29d5.svg`.
pub fn with_digest(name: &str, digest: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{digest}.{extension}")
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        utf8_percent_encode(&self.0, PATH).fmt(f)
    }
}

/// Base URL of the site: its absolute address, and the path below the host.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Base {
    url: Box<str>,
    path: Box<str>,
}

impl Base {
    /// Parses an absolute address without a final `/`.
    pub fn new(url: &str) -> Self {
        let after_scheme = url.find("://").map_or(0, |at| at + 3);
        let path = url[after_scheme..].find('/').map_or("", |at| &url[after_scheme + at..]);
        Base { url: url.into(), path: path.into() }
    }

    /// The absolute address, without a final `/`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The path below the host, without a final `/`; empty at the root of the host.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// An address as a link from any page.
    pub fn href(&self, address: &Address) -> String {
        format!("{}{address}", self.path)
    }

    /// An address in full, for feeds and canonical links.
    pub fn absolute(&self, address: &Address) -> String {
        format!("{}{address}", self.url)
    }

    /// The address on the site to which a link from [`Base::href`] leads, not encoded; an external link stays as it is.
    pub fn within(&self, href: &str) -> String {
        match href.strip_prefix(&*self.path).filter(|rest| rest.starts_with('/')) {
            Some(rest) => percent_decode_str(rest).decode_utf8_lossy().into_owned(),
            None => href.to_owned(),
        }
    }

    /// The full URL of a link from [`Base::href`]; an external link stays as it is.
    pub fn in_full(&self, href: &str) -> String {
        match href.strip_prefix(&*self.path).filter(|rest| rest.starts_with('/')) {
            Some(rest) => format!("{}{rest}", self.url),
            None => href.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_encoded_once_and_know_the_sub_path() {
        let base = Base::new("https://a.example/records");
        let address = Address::new("/meetings/會 議%/");
        assert_eq!(base.href(&address), "/records/meetings/%E6%9C%83%20%E8%AD%B0%25/");
        assert_eq!(base.absolute(&Address::new("/")), "https://a.example/records/");
        assert_eq!(base.within(&base.href(&address)), address.path());
        assert_eq!(base.within("https://a.example/x"), "https://a.example/x");
        assert_eq!(Base::new("https://a.example").path(), "");
    }
}
