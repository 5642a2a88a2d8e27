//! The text of the content's files, and how a place in it is shown to a person.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Location, Reported};
use crate::fingerprint::Fingerprint;
use crate::text::head;

/// A file of the content, as found.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the content folder, NFC, with `/` between folders. This is the file's identity.
    pub path: Arc<str>,
    /// As a person would open it: relative to the site.
    pub shown: Arc<str>,
    /// What the file holds.
    pub content: FileContent,
    /// Of the bytes.
    pub fingerprint: Fingerprint,
    /// How the file looked when it was read.
    pub stamp: FileStamp,
}

/// What a file holds: bytes as read, and their text as soon as it is known.
#[derive(Debug, Clone)]
pub enum FileContent {
    /// As read.
    Bytes(Vec<u8>),
    /// Decoded; `None` when the bytes are no text.
    Text(Arc<Reported<Option<SourceText>>>),
}

/// A file of the content that nobody reads, such as a paper or a picture: copied if something public refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseFile {
    /// Where it is.
    pub place: PathBuf,
    /// How large it is.
    pub bytes: u64,
}

/// How a file looks from outside. As long as it looks the same, nobody need read it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileStamp {
    /// In bytes.
    pub size: u64,
    /// When it was last written, as far as the system says.
    pub modified: Option<SystemTime>,
    /// Which file it is, so that one moved into another's place is noticed; 0 where the system does not say.
    pub inode: u64,
    /// Whether it was written so long before we looked that it would look otherwise if it were written once more.
    pub is_at_rest: bool,
}

impl SourceFile {
    /// A file as found.
    pub fn new(path: Arc<str>, shown: Arc<str>, bytes: Vec<u8>, stamp: FileStamp) -> Self {
        let fingerprint = Fingerprint::of_bytes(&bytes);
        SourceFile { path, shown, content: FileContent::Bytes(bytes), fingerprint, stamp }
    }

    /// Whether the file has been decoded, and is text.
    pub fn is_text(&self) -> bool {
        matches!(&self.content, FileContent::Text(decoded) if decoded.value.is_some())
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// Gives the text of a source when it is needed: the one way from a [`crate::record::TextRange`] back to words.
///
/// Today every text is held. A very large archive can let go of them after linking and read them again to draw, by
/// another implementation of this trait and no other change.
pub trait Sources: Sync {
    /// The text of a source that discovery found.
    fn get(&self, id: SourceId) -> SourceText;

    /// Of the file as it was read: as long as it stays the same, so does the text.
    fn fingerprint(&self, id: SourceId) -> Fingerprint;
}

impl Sources for Vec<SourceText> {
    fn get(&self, id: SourceId) -> SourceText {
        self[id.0 as usize].clone()
    }

    fn fingerprint(&self, id: SourceId) -> Fingerprint {
        Fingerprint::of_bytes(self[id.0 as usize].text.as_bytes())
    }
}

/// The texts of all files, in the order of discovery. A file that is no text has an empty one.
#[derive(Debug, Clone, Default)]
pub struct Texts(Vec<(SourceText, Fingerprint)>);

impl Texts {
    /// The texts of decoded files.
    pub fn of(files: &[SourceFile]) -> Self {
        let text = |file: &SourceFile| match &file.content {
            FileContent::Text(decoded) => decoded.value.clone(),
            FileContent::Bytes(_) => None,
        };
        let empty = |file: &SourceFile| SourceText { shown: Arc::clone(&file.shown), text: Text::default() };
        Texts(files.iter().map(|file| (text(file).unwrap_or_else(|| empty(file)), file.fingerprint)).collect())
    }
}

impl Texts {
    /// Puts another text into a file's place.
    pub fn replace(&mut self, id: SourceId, text: SourceText) {
        let fingerprint = Fingerprint::of_bytes(text.text.as_bytes());
        self.0[id.0 as usize] = (text, fingerprint);
    }

    /// Puts what readers may see of a file's text into the place of the whole.
    pub fn show(&mut self, id: SourceId, words: SourceText) {
        self.0[id.0 as usize].0 = words;
    }
}

impl Sources for Texts {
    fn get(&self, id: SourceId) -> SourceText {
        self.0[id.0 as usize].0.clone()
    }

    fn fingerprint(&self, id: SourceId) -> Fingerprint {
        self.0[id.0 as usize].1
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

/// Whether a path ends in an extension, in any case.
pub fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
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
        let before = head(&self.text, offset);
        let offset = before.len();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        let stop = head(&self.text, (offset + length).min(end)).len();
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
