//! Places of records in the content: that of the record that was made from a document before, else a new one.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use walkdir::WalkDir;

use crate::pipeline::{IMPORTED_FROM, imported_from};
use crate::text::slug::slugify;

/// Number of bytes of a record in which its source is looked for.
const HEAD: u64 = 65_536;

/// Records of the content by the documents from which they were made.
#[derive(Debug, Default)]
pub(super) struct RecordPlaces {
    by_source: FxHashMap<String, PathBuf>,
    /// Records that this run has written, with their documents.
    written: FxHashMap<PathBuf, String>,
}

impl RecordPlaces {
    /// Looks through all records of the content.
    pub(super) fn of(content: &Path) -> Self {
        let mut places = RecordPlaces::default();
        for entry in WalkDir::new(content).sort_by_file_name().into_iter().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "md")
                && let Some(source) = source_of(path)
            {
                places.by_source.entry(source).or_insert_with(|| path.to_owned());
            }
        }
        places
    }

    /// The file for the record of a document: that which has been made from it, wherever it is now, or else a file of the
    /// given name, with a number if that is of another document.
    pub(super) fn place(&self, source: &str, folder: &Path, name: &str) -> PathBuf {
        if let Some(place) = self.by_source.get(source) {
            return place.clone();
        }
        let stem = slugify(name).text.replace('.', "-");
        let first = folder.join(format!("{stem}.md"));
        let numbered = (2..1_000).map(|number| folder.join(format!("{stem}-{number}.md")));
        let is_free = |place: &PathBuf| match self.written.get(place) {
            Some(own) => own == source,
            None => !place.exists() || source_of(place).is_none_or(|own| own == source),
        };
        std::iter::once(first.clone()).chain(numbered).find(is_free).unwrap_or(first)
    }

    /// Remembers that a record has been written.
    pub(super) fn put(&mut self, source: &str, place: &Path) {
        self.by_source.insert(source.to_owned(), place.to_owned());
        self.written.insert(place.to_owned(), source.to_owned());
    }

    /// Reports whether this run has written a record, from an earlier version of the same document.
    pub(super) fn is_own(&self, place: &Path) -> bool {
        self.written.contains_key(place)
    }
}

/// The document from which a record was made.
fn source_of(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    fs::File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let text = String::from_utf8_lossy(&head);
    if text.contains(IMPORTED_FROM) { imported_from(&text) } else { None }
}
