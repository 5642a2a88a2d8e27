//! The text of the content's files, and how a place in it is shown to a person.

use std::sync::Arc;

use crate::diagnostic::Location;
use crate::fingerprint::Fingerprint;

/// A file of the content, as found: its path and its bytes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the content folder, NFC, with `/` between folders. This is the file's identity.
    pub path: Arc<str>,
    /// As a person would open it: relative to the site.
    pub shown: Arc<str>,
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Of the bytes.
    pub fingerprint: Fingerprint,
}

impl SourceFile {
    /// A file as found.
    pub fn new(path: Arc<str>, shown: Arc<str>, bytes: Vec<u8>) -> Self {
        let fingerprint = Fingerprint::of_bytes(&bytes);
        SourceFile { path, shown, bytes, fingerprint }
    }

    /// The name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder, without a final `/`; empty at the top.
    pub fn folder(&self) -> &str {
        folder_of(&self.path)
    }
}

/// Position of a source among the texts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Gives the text of a source when it is needed: the one way from a [`crate::record::TextRange`] back to words.
///
/// Today every text is held. A very large archive can let go of them after linking and read them again to draw, by
/// another implementation of this trait and no other change.
pub trait Sources: Sync {
    /// The text of a source that discovery found.
    fn get(&self, id: SourceId) -> SourceText;
}

impl Sources for Vec<SourceText> {
    fn get(&self, id: SourceId) -> SourceText {
        self[id.0 as usize].clone()
    }
}

/// Relative links found in a file: each target as written, and where.
pub type RelativeLinks = Vec<(Box<str>, Location)>;

/// The folder part of a path, without a final `/`; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The file name without its last extension.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Resolves `relative` against `folder`, or `None` when it would leave the content.
///
/// ```
/// use minutebook::source::resolve;
/// assert_eq!(resolve("council", "../papers/a.pdf").as_deref(), Some("papers/a.pdf"));
/// assert_eq!(resolve("council", "../../etc/passwd"), None);
/// ```
pub fn resolve(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = match relative.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file's text after decoding: UTF-8 without a byte order mark, lines ended by `\n` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// As a person would open it: relative to the site.
    pub shown: Arc<str>,
    /// The text.
    pub text: Text,
}

/// A text that many may hold. The bytes that were read become it without a copy.
pub type Text = Arc<String>;

/// The longest excerpt shown with a diagnostic, in characters.
const EXCERPT: usize = 160;

impl SourceText {
    /// The place `offset` bytes into the text, meaning `length` bytes from there to the end of the line at most.
    pub fn locate(&self, offset: usize, length: usize) -> Location {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        let mut stop = (offset + length).clamp(offset, end);
        while !self.text.is_char_boundary(stop) {
            stop -= 1;
        }
        let column = self.text[start..offset].chars().count();
        let width = self.text[offset..stop].chars().count().max(1);
        // A line of a megabyte is cut around the place; the column still counts from its beginning.
        let excerpt: String =
            self.text[start..end].chars().skip(column.saturating_sub(EXCERPT / 2)).take(EXCERPT).collect();
        Location {
            path: Arc::clone(&self.shown),
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() as u32 + 1,
            column: column as u32 + 1,
            excerpt: excerpt.into(),
            width: width as u32,
        }
    }

    /// The place of a line and column, both counted from 1, the column in characters.
    pub fn locate_line(&self, line: usize, column: usize) -> Location {
        let mut offset = 0;
        for (index, text) in self.text.split_inclusive('\n').enumerate() {
            if index + 1 >= line {
                let within = text.trim_end_matches('\n').char_indices().nth(column.saturating_sub(1));
                return self.locate(offset + within.map_or(text.trim_end().len(), |(at, _)| at), 1);
            }
            offset += text.len();
        }
        self.locate(self.text.len(), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText { shown: "a.md".into(), text: Arc::new(text.to_owned()) }
    }

    #[test]
    fn columns_count_characters() {
        let at = source("# 會議\n主席：好").locate("# 會議\n主席".len(), "：".len());
        assert_eq!((at.line, at.column, at.width, &*at.excerpt), (2, 3, 1, "主席：好"));
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let at = source("one\n").locate(99, 5);
        assert_eq!((at.line, at.column), (2, 1));
    }

    #[test]
    fn a_line_and_column_are_found_again() {
        let at = source("a\n二 bc\n").locate_line(2, 3);
        assert_eq!((at.line, at.column), (2, 3));
    }
}
