//! Differences between the live site and the built one, with their reasons. Pure.

use crate::site::well_known::INDEX;
use serde::Serialize;

use super::{File, FileKind, Published, Reasons};

/// Changes of a publication, ordered by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Not live before.
    pub added: Vec<FileChange>,
    /// Live with other bytes.
    pub changed: Vec<FileChange>,
    /// Live, and not in the site any more.
    pub removed: Vec<FileChange>,
    /// Number of files that are no longer part of the site and stay live once more for open pages.
    pub lingering: usize,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its path in the site.
    pub path: String,
    /// Kind of the file.
    pub kind: FileKind,
    /// Why it differs.
    pub why: String,
}

/// Compares the live site with the next one.
pub fn difference(live: Option<&Published>, next: &Published, reasons: &Reasons<'_>) -> Difference {
    let mut difference = Difference { lingering: next.lingering.len(), ..Difference::default() };
    let change = |path: &str, file: &File, why: String| FileChange { path: path.to_owned(), kind: file.kind, why };
    for (path, file) in &next.files {
        // A lingering file is live; that it is part of the site again changes nothing for a reader.
        match live.and_then(|live| live.get(path)) {
            None => difference.added.push(change(path, file, reasons.added(path, file.kind))),
            Some(before) if before.hash != file.hash => {
                difference.changed.push(change(path, file, reasons.changed(path, before.kind, file.kind)));
            }
            Some(_) => {}
        }
    }
    for (path, file) in live.into_iter().flat_map(Published::all) {
        if next.get(path).is_none() {
            difference.removed.push(change(path, file, reasons.removed(path, file.kind)));
        }
    }
    difference
}

impl Difference {
    /// Reports whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Summary in one line, such as `3 pages added, 12 changed; 5 other files`.
    pub fn summary(&self) -> String {
        let lists = [(&self.added, "added"), (&self.changed, "changed"), (&self.removed, "removed")];
        let (mut pages, mut others) = (Vec::new(), 0);
        for (list, word) in lists {
            let count = list.iter().filter(|change| change.is_page()).count();
            others += list.len() - count;
            if count > 0 {
                let what = if count == 1 { "page" } else { "pages" };
                pages.push(if pages.is_empty() { format!("{count} {what} {word}") } else { format!("{count} {word}") });
            }
        }
        let mut line = if pages.is_empty() { "no page differs".to_owned() } else { pages.join(", ") };
        if others > 0 {
            line.push_str(&format!("; {others} other file{}", if others == 1 { "" } else { "s" }));
        }
        line
    }
}

impl FileChange {
    /// Reports whether it is meant for people rather than programs.
    pub fn is_page(&self) -> bool {
        matches!(self.kind, FileKind::Meeting | FileKind::Speaker | FileKind::List | FileKind::Page)
    }

    /// The address as people write it: `/about/` for `about/index.html`.
    pub fn address(&self) -> String {
        let path = self.path.strip_suffix(INDEX).filter(|path| path.is_empty() || path.ends_with('/'));
        format!("/{}", path.unwrap_or(&self.path))
    }
}
