//! What is live, as the publishing that put it there wrote it down: a list that lies with the site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::hosting::is_fingerprinted;
use crate::integrity::SIGNATURE;
use crate::report::failure::Failure;

/// Where the list lies in the site that is live.
pub use crate::site::well_known::PUBLISHED as PLACE;

/// Every file that is live, and what it was made with. Holds nothing that is not public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Which form of list this is.
    minutebook: Form,
    /// When it went live.
    pub at: String,
    /// What all files depend on, such as the theme, with the fingerprint of each.
    pub causes: BTreeMap<String, String>,
    /// The files of the site, by path.
    pub files: BTreeMap<String, File>,
    /// Files of the site before, which pages that are open may still ask for.
    pub lingering: BTreeMap<String, File>,
}

/// The form of the list; a list of another form is not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Form {
    #[default]
    #[serde(rename = "published 1")]
    One,
}

/// A file that is live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Of its bytes, as 32 hexadecimal digits.
    pub hash: String,
    /// In bytes.
    pub size: u64,
    /// What it shows.
    pub kind: FileKind,
    /// The SHA-256 of a file that may linger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
}

/// What a file shows, as far as it matters to those who publish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A record.
    Meeting,
    /// Something that belongs to a record: its Markdown, its card.
    OfMeeting,
    /// A speaker, or a year of one.
    Speaker,
    /// A list of meetings or speakers, or the front page.
    List,
    /// A page of its own.
    Page,
    /// A feed, a calendar, a sitemap.
    Feed,
    /// A page that leads elsewhere.
    Redirect,
    /// A file of the theme.
    Asset,
    /// A file that a record refers to.
    Attachment,
    /// A packed file beside another.
    Packed,
    /// Not made by Minutebook: put beside the site as it is.
    Also,
    /// Anything else, such as `robots.txt`.
    #[serde(other)]
    Other,
}

impl Published {
    /// What is to be live once `files` are, after `before`. A style sheet or script whose name changes with what it holds
    /// stays for one publishing more, because pages that are open may ask for it. A part of the search index does not: it
    /// may hold words of a record that has just been taken back, and a search page that misses one reads the index anew.
    pub fn after(before: Option<&Published>, files: BTreeMap<String, File>, at: String) -> Published {
        let gone = before.into_iter().flat_map(|before| &before.files);
        let lingers = |path: &str| path.starts_with("assets/") && is_fingerprinted(path) && !files.contains_key(path);
        let gone = gone.filter(|(path, _)| lingers(path));
        let mut lingering: BTreeMap<String, File> = gone.map(|(path, file)| (path.clone(), file.clone())).collect();
        if let Some(before) = before.filter(|before| before.shows_the_same(&files)) {
            lingering.clone_from(&before.lingering);
        }
        Published { at, files, lingering, ..Published::default() }
    }

    /// Whether the same files are live, whenever they were put there. A signature says when it was made, and is not looked
    /// at: what it signs is.
    pub fn shows_the_same(&self, files: &BTreeMap<String, File>) -> bool {
        let same = |path: &str, file: &File, new: &File| file.hash == new.hash || path == SIGNATURE;
        self.files.len() == files.len()
            && self.files.iter().zip(files).all(|((path, file), (other, new))| path == other && same(path, file, new))
    }

    /// Every file that is there: those of the site and those that linger.
    pub fn all(&self) -> impl Iterator<Item = (&String, &File)> {
        self.files.iter().chain(self.lingering.iter().filter(|(path, _)| !self.files.contains_key(*path)))
    }

    /// One of them.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path).or_else(|| self.lingering.get(path))
    }

    /// As it lies with the site.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("texts and numbers can be written as JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads what [`Published::to_bytes`] gave.
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
        let was =
            [("assets/a.0123456789ab.css", "a"), ("old/index.html", "x"), ("search/t/2025/0123456789ab-0.bin", "w")];
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
