//! The text of the content's files, and how a place in it is shown to a person.

mod content_names;
mod loose;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::report::diagnostic::{Location, Reported};
use crate::text::head;

pub use content_names::{
    ContentFile, DEFAULTS, METADATA_ENDINGS, begins_like_defaults, is_defaults, is_markdown, is_nearly_defaults,
    is_other_metadata, is_table, is_text_by_name, near_sidecar,
};
pub use loose::{Kind, LooseFormat};

/// A file of the content, as found.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the content folder, NFC, with `/` between folders. This is the file's identity.
    pub path: Arc<str>,
    /// As a person would open it: relative to the site.
    pub shown: Arc<str>,
    /// What the file holds.
    pub content: FileContent,
    /// Fingerprint of the bytes.
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
    /// Those of its first words in which there may be metadata, if its name is that of a text.
    pub head: Option<Arc<str>>,
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

    /// Fingerprint of the file as it was read: as long as it stays the same, so does the text.
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
/// use minutebook::text::source::resolve;
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
    /// The place `offset` bytes into the text, meaning `length` bytes from there to the end of the line at most. Reads the
    /// text from its beginning: for many places in one text there is [`Locator`].
    pub fn locate(&self, offset: usize, length: usize) -> Location {
        let before = head(&self.text, offset);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let column = before[start..].chars().count();
        self.place(LineStart { offset: before.len(), line, start, column }, length)
    }

    /// What a person is shown of a place.
    fn place(&self, mark: LineStart, length: usize) -> Location {
        let LineStart { offset, line, start, column } = mark;
        let rest = &self.text[offset..];
        let wanted = head(rest, length);
        let meant = wanted.split('\n').next().unwrap_or_default();
        // A line of a megabyte is cut around the place; the column still counts from its beginning.
        let begin =
            self.text[start..offset].char_indices().rev().take(EXCERPT / 2).last().map_or(offset, |(at, _)| start + at);
        let excerpt: String = self.text[begin..].chars().take_while(|c| *c != '\n').take(EXCERPT).collect();
        Location {
            path: Arc::clone(&self.shown),
            line: line as u32 + 1,
            column: column as u32 + 1,
            excerpt: excerpt.into(),
            width: meant.chars().count().max(1) as u32,
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

/// A place within a text, and what comes before it.
#[derive(Debug, Clone, Copy, Default)]
struct LineStart {
    /// In bytes.
    offset: usize,
    /// How many lines end before it.
    line: usize,
    /// Where its line begins, in bytes.
    start: usize,
    /// How many characters of its line stand before it.
    column: usize,
}

/// Finds many places in one text without reading it from the beginning for each.
#[derive(Debug, Clone)]
pub struct Locator<'s> {
    source: &'s SourceText,
    /// About every so many bytes, in order; none before the first place is asked for.
    marks: Vec<LineStart>,
}

/// About so many bytes lie between two marks of a [`Locator`].
const STRIDE: usize = 1024;

impl<'s> Locator<'s> {
    /// For the places of a text.
    pub fn new(source: &'s SourceText) -> Self {
        Locator { source, marks: Vec::new() }
    }

    /// As [`SourceText::locate`].
    pub fn locate(&mut self, offset: usize, length: usize) -> Location {
        if self.marks.is_empty() {
            self.read();
        }
        let offset = head(&self.source.text, offset).len();
        let after = self.marks.partition_point(|mark| mark.offset <= offset);
        let mut mark = self.marks[after.saturating_sub(1)];
        for c in self.source.text[mark.offset..offset].chars() {
            mark.pass(c);
        }
        self.source.place(mark, length)
    }

    fn read(&mut self) {
        let mut mark = LineStart::default();
        self.marks.push(mark);
        let mut next = STRIDE;
        for c in self.source.text.chars() {
            mark.pass(c);
            if mark.offset >= next {
                self.marks.push(mark);
                next = mark.offset + STRIDE;
            }
        }
    }
}

impl LineStart {
    fn pass(&mut self, c: char) {
        self.offset += c.len_utf8();
        if c == '\n' {
            (self.line, self.start, self.column) = (self.line + 1, self.offset, 0);
        } else {
            self.column += 1;
        }
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
    fn a_locator_finds_the_same_places() {
        let text = source(&"會議 of a day\n主席：好\n\n".repeat(200));
        let mut locator = Locator::new(&text);
        for offset in (0..text.text.len() + 3).rev().chain([5, 4000, 17]) {
            assert_eq!(locator.locate(offset, 9), text.locate(offset, 9), "{offset}");
        }
        let long = source(&"字 x".repeat(900));
        assert_eq!(Locator::new(&long).locate(3001, 4), long.locate(3001, 4));
    }

    #[test]
    fn a_line_and_column_are_found_again() {
        let at = source("a\n二 bc\n").locate_line(2, 3);
        assert_eq!((at.line, at.column), (2, 3));
    }
}
