//! Links from file to file within a folder.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::site::well_known::INDEX;
use crate::site::{Address, Base};

/// Links of a site whose files are known.
pub(super) struct FolderLinks<'a> {
    /// Address of the site on its host.
    pub(super) base: Base,
    /// Paths of its files.
    pub(super) files: &'a BTreeSet<String>,
}

impl FolderLinks<'_> {
    /// A link from a file, if it begins at the root of the host: relative to the file, with the name of the file that it leads to. What
    /// the folder does not contain is linked on the host.
    pub(super) fn link(&self, from: &str, href: &str) -> Option<String> {
        let path = self.below_base(href)?;
        let end = path.find(['?', '#']).unwrap_or(path.len());
        let (path, rest) = path.split_at(end);
        Some(match self.file(path) {
            Some(file) if file == from && rest.starts_with('#') => rest.to_owned(),
            Some(file) => format!("{}{rest}", relative(from, &file)),
            None => format!("{}{path}{rest}", self.base.url()),
        })
    }

    /// The file of the site to which a link from the root of the host leads.
    pub(super) fn target(&self, href: &str) -> Option<String> {
        let path = self.below_base(href)?;
        self.file(&path[..path.find(['?', '#']).unwrap_or(path.len())])
    }

    /// A link from the root of the host as one from the root of the site.
    fn below_base<'h>(&self, href: &'h str) -> Option<&'h str> {
        let path = href.strip_prefix(self.base.path())?;
        // Browsers read a backslash as a slash.
        (path.starts_with('/') && !path[1..].starts_with(['/', '\\'])).then_some(path)
    }

    fn file(&self, path: &str) -> Option<String> {
        let path = percent_decode_str(&path[1..]).decode_utf8().ok()?;
        let names = [path.to_string(), format!("{path}{INDEX}"), format!("{path}/{INDEX}")];
        names.into_iter().find(|name| self.files.contains(name))
    }
}

/// The way from a file to another, encoded as links are.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').rev().skip(1).collect();
    let parts: Vec<&str> = to.split('/').collect();
    let above = &parts[..parts.len() - 1];
    let shared = folders.iter().rev().zip(above).take_while(|(one, other)| one == other).count();
    let down = parts[shared..].join("/");
    let up = "../".repeat(folders.len() - shared);
    // A first part with a colon would be a scheme.
    let here = if up.is_empty() && parts[shared].contains(':') { "./" } else { "" };
    format!("{up}{here}{}", Address::encode(&down))
}

/// The way from a file to the root of the site, with a final `/`.
pub(super) fn to_root(from: &str) -> String {
    match from.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_file_to_file_or_to_the_host() {
        let files = ["index.html", "meetings/a/index.html", "meetings/會 議/index.html", "meetings/a/b:c.pdf", "x.pdf"];
        let files = files.iter().map(|path| (*path).to_owned()).collect();
        for base in ["https://town.example", "https://town.example/records"] {
            let links = FolderLinks { base: Base::new(base), files: &files };
            let path = links.base.path().to_owned();
            for (from, href, expected) in [
                ("index.html", "/", Some("index.html")),
                ("index.html", "/meetings/a/?q=1#s", Some("meetings/a/index.html?q=1#s")),
                ("meetings/a/index.html", "/", Some("../../index.html")),
                ("meetings/a/index.html", "/meetings/a/#s", Some("#s")),
                (
                    "meetings/a/index.html",
                    "/meetings/%E6%9C%83%20%E8%AD%B0/",
                    Some("../%E6%9C%83%20%E8%AD%B0/index.html"),
                ),
                ("meetings/a/index.html", "/meetings/a/b:c.pdf", Some("./b:c.pdf")),
                ("meetings/a/index.html", "/meetings/a", Some("index.html")),
                ("meetings/a/index.html", "/gone/#s", Some("HOST/gone/#s")),
                ("index.html", "//other.example/", None),
            ] {
                let expected = expected.map(|expected| expected.replace("HOST", base));
                assert_eq!(
                    links.link(from, &format!("{path}{href}")).filter(|_| !href.starts_with("//")),
                    expected,
                    "{href}"
                );
            }
            for href in ["#s", "a.html", "https://town.example/", "mailto:a@town.example", ""] {
                assert_eq!(links.link("index.html", href), None, "{href}");
            }
        }
        let at_root = FolderLinks { base: Base::new("https://town.example"), files: &files };
        assert_eq!((at_root.link("x", "//a.example/"), at_root.link("x", "/\\a.example/")), (None, None));
    }
}
