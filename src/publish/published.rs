//! List of the live files, written by the publication that put them there and stored with the site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::hosting::is_fingerprinted;
use crate::integrity::SIGNATURE;
use crate::report::failure::Failure;
use crate::site::well_known::PICTURES;

/// Path of the list in the live site.
pub use crate::site::well_known::PUBLISHED as PLACE;

/// All live files, and the inputs they were made from. Contains only public information.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Version of the list's format.
    minutebook: Form,
    /// Time of the publication.
    pub at: String,
    /// Fingerprints of inputs that all files depend on, such as the theme.
    pub causes: BTreeMap<String, String>,
    /// Files of the site, by path.
    pub files: BTreeMap<String, File>,
    /// Files of the site before, which open pages may still request.
    pub lingering: BTreeMap<String, File>,
}

/// Version of the list's format; lists of other versions are not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Form {
    #[default]
    #[serde(rename = "published 1")]
    One,
}

/// A file that is live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Fingerprint of its bytes, as 32 hexadecimal digits.
    pub hash: String,
    /// Size in bytes.
    pub size: u64,
    /// Kind of the file.
    pub kind: FileKind,
    /// SHA-256 of a file that may linger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
}

/// Kind of file, as changes are listed for publishers. It is part of the live list, so its names never change, and lists
/// written by earlier versions are read. `MassKind` divides the same files differently, by the settings that decide how
/// many there are: a record and its Markdown change together, but only the latter can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A record.
    Meeting,
    /// Something that belongs to a record: its Markdown, its card.
    OfMeeting,
    /// The page of a speaker, or of one year of a speaker.
    Speaker,
    /// A list of meetings or speakers, or the front page.
    List,
    /// A content page.
    Page,
    /// A feed, a calendar, a sitemap.
    Feed,
    /// A page that leads elsewhere.
    Redirect,
    /// A file of the theme.
    Asset,
    /// A file that a record refers to.
    Attachment,
    /// A precompressed copy.
    Packed,
    /// A file not made by Minutebook, copied as it is.
    Also,
    /// A file of `static/`.
    Static,
    /// Anything else, such as `robots.txt`.
    #[serde(other)]
    Other,
}

impl Published {
    /// The next list: `files` after the list `before`. A style sheet or script with a fingerprinted name stays live for
    /// one more publication, because open pages may request it. Parts of the search index do not: they may hold words
    /// of a withdrawn record, and a search page that misses one loads the index again.
    pub fn after(before: Option<&Published>, files: BTreeMap<String, File>, at: String) -> Published {
        let gone = before.into_iter().flat_map(|before| &before.files);
        // A picture may be withdrawn with its record.
        let is_asset = |path: &str| path.starts_with("assets/") && !path.starts_with(&PICTURES[1..]);
        let lingers = |path: &str| is_asset(path) && is_fingerprinted(path) && !files.contains_key(path);
        let gone = gone.filter(|(path, _)| lingers(path));
        let mut lingering: BTreeMap<String, File> = gone.map(|(path, file)| (path.clone(), file.clone())).collect();
        if let Some(before) = before.filter(|before| before.shows_the_same(&files)) {
            lingering.clone_from(&before.lingering);
        }
        Published { at, files, lingering, ..Published::default() }
    }

    /// Reports whether the same files are live, whatever the time of publication. Signatures contain a time and are
    /// ignored; the files they sign are compared.
    pub fn shows_the_same(&self, files: &BTreeMap<String, File>) -> bool {
        let same = |path: &str, file: &File, new: &File| file.hash == new.hash || path == SIGNATURE;
        self.files.len() == files.len()
            && self.files.iter().zip(files).all(|((path, file), (other, new))| path == other && same(path, file, new))
    }

    /// All live files: those of the site and those that linger.
    pub fn all(&self) -> impl Iterator<Item = (&String, &File)> {
        self.files.iter().chain(self.lingering.iter().filter(|(path, _)| !self.files.contains_key(*path)))
    }

    /// A live file, by path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path).or_else(|| self.lingering.get(path))
    }

    /// The list as stored with the site.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("texts and numbers can be written as JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads the result of [`Published::to_bytes`].
    ///
    /// # Errors
    /// When it is something else; `place` is named.
    pub fn from_bytes(bytes: &[u8], place: &str) -> Result<Published, Failure> {
        serde_json::from_slice(bytes).map_err(|error| {
            Failure::environment(format!(
                "the list of what is live cannot be read: {place}: {error}\n  hint: it was damaged, or written by a later \
                 Minutebook; remove it, and everything is put live again"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, File> {
        let file = |hash: &str| File { hash: hash.to_owned(), size: 1, kind: FileKind::Other, sum: None };
        list.iter().map(|(path, hash)| ((*path).to_owned(), file(hash))).collect()
    }

    #[test]
    fn what_is_named_for_what_it_holds_lingers_for_one_publishing() {
        let at = String::new;
        let was = [
            ("assets/a.0123456789ab.css", "a"),
            ("assets/pictures/roof-960.0123456789ab.webp", "p"),
            ("old/index.html", "x"),
            ("search/t/0123456789abcdef.bin", "w"),
        ];
        let old = Published::after(None, files(&was), at());
        let new = Published::after(Some(&old), files(&[("assets/a.ba9876543210.css", "b")]), at());
        assert_eq!(new.lingering.keys().collect::<Vec<_>>(), ["assets/a.0123456789ab.css"]);
        let same = Published::after(Some(&new), files(&[("assets/a.ba9876543210.css", "b")]), at());
        assert_eq!(same.lingering, new.lingering, "nothing is put live, so nothing goes");
        let last =
            Published::after(Some(&new), files(&[("assets/a.ba9876543210.css", "b"), ("index.html", "y")]), at());
        assert_eq!(last.lingering.len(), 0);
    }

    #[test]
    fn a_list_reads_back_and_a_strange_one_is_refused() {
        let list = Published::after(None, files(&[("index.html", "a")]), "now".to_owned());
        assert_eq!(Published::from_bytes(&list.to_bytes(), "p").ok().as_ref(), Some(&list));
        let later = String::from_utf8(list.to_bytes()).expect("UTF-8").replace("published 1", "published 2");
        assert!(Published::from_bytes(later.as_bytes(), "p").is_err());
    }
}
