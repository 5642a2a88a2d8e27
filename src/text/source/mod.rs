//! Text of the content's files, and locations in it as shown to people.

mod content_names;
mod loose;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::report::diagnostic::{Location, Reported};
use crate::text::head;

pub use content_names::{
    ContentFile, DEFAULTS, METADATA_ENDINGS, begins_like_defaults, describes_folder, is_defaults, is_markdown,
    is_nearly_defaults, is_other_metadata, is_table, is_text_by_name, near_sidecar,
};
pub use loose::{Kind, LooseFormat};

/// A file of the content, as found.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the content folder, in NFC, with `/` between folders. Identifies the file.
    pub path: Arc<str>,
    /// Path relative to the site, as a person would open it.
    pub shown: Arc<str>,
    /// Content of the file.
    pub content: FileContent,
    /// Fingerprint of the bytes.
    pub fingerprint: Fingerprint,
    /// Size, time and inode when the file was read.
    pub stamp: FileStamp,
}

/// Content of a file: its bytes as read, or its text once decoded.
#[derive(Debug, Clone)]
pub enum FileContent {
    /// As read.
    Bytes(Vec<u8>),
    /// Decoded text; `None` when the bytes are not text.
    Text(Arc<Reported<Option<SourceText>>>),
    /// Unchanged since an earlier build decoded it without diagnostics; read again when its words are needed.
    AtRest(Arc<RestingText>),
}

/// Text of a file that has not changed since an earlier build read it.
#[derive(Debug)]
pub struct RestingText {
    /// Path of the file; empty before it has been found again.
    place: PathBuf,
    shown: Arc<str>,
    /// Length of the text in bytes.
    length: usize,
    fingerprint: Fingerprint,
    read: ReadAgain,
    text: OnceLock<SourceText>,
    /// Flag that is set when a file turns out to have changed after all.
    has_changed: Arc<AtomicBool>,
}

/// Reads and decodes a file; `None` when its fingerprint is another one now, or it cannot be read.
pub type ReadAgain = fn(&Path, &Arc<str>, Fingerprint) -> Option<SourceText>;

impl RestingText {
    /// Text whose length in bytes an earlier build stored. `has_changed` is shared by all texts of a run.
    pub fn new(length: usize, fingerprint: Fingerprint, read: ReadAgain, has_changed: &Arc<AtomicBool>) -> Self {
        RestingText {
            place: PathBuf::new(),
            shown: Arc::from(""),
            length,
            fingerprint,
            read,
            text: OnceLock::new(),
            has_changed: Arc::clone(has_changed),
        }
    }

    fn found_at(&self, place: &Path, shown: &Arc<str>) -> Self {
        let (place, shown) = (place.to_owned(), Arc::clone(shown));
        RestingText { place, shown, ..RestingText::new(self.length, self.fingerprint, self.read, &self.has_changed) }
    }

    /// Length of the text in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns the text. If the file has just changed, the text is blank, so that every range of it is valid, and
    /// [`Sources::have_changed`] reports it.
    fn get(&self) -> SourceText {
        let read = || match (self.read)(&self.place, &self.shown, self.fingerprint) {
            Some(source) if source.text.len() == self.length => source,
            _ => {
                self.has_changed.store(true, Ordering::SeqCst);
                SourceText { shown: Arc::clone(&self.shown), text: Arc::new(" ".repeat(self.length)) }
            }
        };
        self.text.get_or_init(read).clone()
    }
}

/// A file of the content that is not parsed, such as a paper or a picture. It is copied if something public refers to
/// it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseFile {
    /// Path of the file on disk.
    pub place: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// Words at its beginning that may be metadata, if its name is that of a text.
    pub head: Option<Arc<str>>,
    /// Text of a small table, if its name is that of one.
    pub table: Option<Arc<str>>,
}

/// Size, times and inode of a file. While they stay the same, the file need not be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileStamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, if the system states it.
    pub modified: Option<SystemTime>,
    /// Time of the last change to the content or metadata (ctime), in seconds and nanoseconds since 1970, which no program
    /// can set back; 0 where the system does not state it.
    pub changed: (i64, i64),
    /// Inode number, which shows that another file was moved into its place; 0 where the system does not state it.
    pub inode: u64,
    /// True if the last change was so long before the file was examined that another change would alter the time.
    pub is_at_rest: bool,
}

impl SourceFile {
    /// A file as found.
    pub fn new(path: Arc<str>, shown: Arc<str>, bytes: Vec<u8>, stamp: FileStamp) -> Self {
        let fingerprint = Fingerprint::of_bytes(&bytes);
        SourceFile { path, shown, content: FileContent::Bytes(bytes), fingerprint, stamp }
    }

    /// Returns a known file that has been found again, unchanged.
    #[must_use]
    pub fn found_at(&self, place: &Path, shown: &Arc<str>) -> Self {
        let content = match &self.content {
            FileContent::AtRest(text) => FileContent::AtRest(Arc::new(text.found_at(place, shown))),
            content => content.clone(),
        };
        SourceFile { content, shown: Arc::clone(shown), ..self.clone() }
    }

    /// Reports whether the file has been decoded and is text.
    pub fn is_text(&self) -> bool {
        match &self.content {
            FileContent::Bytes(_) => false,
            FileContent::Text(decoded) => decoded.value.is_some(),
            FileContent::AtRest(_) => true,
        }
    }

    /// Length of its text in bytes, if it has been decoded without anything to report.
    pub fn clean_length(&self) -> Option<usize> {
        match &self.content {
            FileContent::Bytes(_) => None,
            FileContent::Text(decoded) => {
                decoded.value.as_ref().filter(|_| decoded.diagnostics.is_empty()).map(|source| source.text.len())
            }
            FileContent::AtRest(text) => Some(text.length()),
        }
    }

    /// Name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Folder without a final `/`; empty at the top.
    pub fn folder(&self) -> &str {
        folder_of(&self.path)
    }
}

/// Index of a source among the texts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// Gives the text of a source on demand: the only way from a [`crate::record::TextRange`] to its words.
///
/// A first build keeps every text in memory, a later one those that it needs. For a very large archive, another
/// implementation of this trait could release the texts after linking and read them again for drawing.
pub trait Sources: Sync {
    /// The text of a source that discovery found.
    fn get(&self, id: SourceId) -> SourceText;

    /// Path of the file, as a person would open it.
    fn shown(&self, id: SourceId) -> Arc<str> {
        self.get(id).shown
    }

    /// Reports whether a file changed after it was found; nothing may be written then.
    fn have_changed(&self) -> bool {
        false
    }

    /// Fingerprint of the file as it was read; while it stays the same, so does the text.
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

/// Texts of all files, in the order of discovery; empty for a file that is not text.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    all: Vec<(HeldText, Fingerprint)>,
    /// Shared by all texts at rest, if there are any.
    has_changed: Option<Arc<AtomicBool>>,
}

#[derive(Debug, Clone)]
enum HeldText {
    Read(SourceText),
    AtRest(Arc<RestingText>),
}

impl Texts {
    /// Texts of decoded files.
    pub fn of(files: &[SourceFile]) -> Self {
        let empty = |file: &SourceFile| SourceText { shown: Arc::clone(&file.shown), text: Text::default() };
        let text = |file: &SourceFile| match &file.content {
            FileContent::Text(decoded) => HeldText::Read(decoded.value.clone().unwrap_or_else(|| empty(file))),
            FileContent::Bytes(_) => HeldText::Read(empty(file)),
            FileContent::AtRest(text) => HeldText::AtRest(Arc::clone(text)),
        };
        let has_changed = files.iter().find_map(|file| match &file.content {
            FileContent::AtRest(text) => Some(Arc::clone(&text.has_changed)),
            FileContent::Bytes(_) | FileContent::Text(_) => None,
        });
        Texts { all: files.iter().map(|file| (text(file), file.fingerprint)).collect(), has_changed }
    }
}

impl Texts {
    /// Replaces the text of a file.
    pub fn replace(&mut self, id: SourceId, text: SourceText) {
        let fingerprint = Fingerprint::of_bytes(text.text.as_bytes());
        self.all[id.0 as usize] = (HeldText::Read(text), fingerprint);
    }

    /// Replaces the text of a file with the part of it that readers may see.
    pub fn show(&mut self, id: SourceId, words: SourceText) {
        self.all[id.0 as usize].0 = HeldText::Read(words);
    }
}

impl Sources for Texts {
    fn get(&self, id: SourceId) -> SourceText {
        match &self.all[id.0 as usize].0 {
            HeldText::Read(source) => source.clone(),
            HeldText::AtRest(text) => text.get(),
        }
    }

    fn shown(&self, id: SourceId) -> Arc<str> {
        match &self.all[id.0 as usize].0 {
            HeldText::Read(source) => Arc::clone(&source.shown),
            HeldText::AtRest(text) => Arc::clone(&text.shown),
        }
    }

    fn have_changed(&self) -> bool {
        self.has_changed.as_ref().is_some_and(|changed| changed.load(Ordering::SeqCst))
    }

    fn fingerprint(&self, id: SourceId) -> Fingerprint {
        self.all[id.0 as usize].1
    }
}

/// Relative links found in a file.
pub type RelativeLinks = Vec<RelativeLink>;

/// A link to another file of the content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RelativeLink {
    /// Target as written.
    pub target: Box<str>,
    /// Place where it is written.
    pub at: Location,
    /// True if the page shows its target, which is a picture.
    pub shows: bool,
}

impl RelativeLink {
    /// A link that a reader may follow.
    pub fn to(target: &str, at: Location) -> Self {
        RelativeLink { target: target.into(), at, shows: false }
    }

    /// A picture that the page shows.
    pub fn showing(target: &str, at: Location) -> Self {
        RelativeLink { shows: true, ..RelativeLink::to(target, at) }
    }
}

/// Folder part of a path, without a final `/`; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Path without the last extension of its file.
pub fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// File name without its last extension.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    without_extension(name)
}

/// Reports whether a path ends in an extension, ignoring case.
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

/// Path of the file of the content that a relative target names, without its query and fragment; `None` when it would leave the
/// content or is empty.
pub fn file_named(folder: &str, target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let file = resolve(folder, &path).filter(|file| !file.is_empty())?;
    Some(unicode_normalization::UnicodeNormalization::nfc(file.as_str()).collect())
}

/// A file's text after decoding: UTF-8 without a byte order mark, lines ended by `\n` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Path relative to the site, as a person would open it.
    pub shown: Arc<str>,
    /// The text.
    pub text: Text,
}

/// A shared text. It takes over the bytes that were read, without a copy.
pub type Text = Arc<String>;

/// Longest excerpt shown with a diagnostic, in characters.
const EXCERPT: usize = 160;

impl SourceText {
    /// Location of the byte at `offset`, with `length` bytes from there or up to the end of the line. Reads the text
    /// from its beginning; [`Locator`] is for many places in one text.
    pub fn locate(&self, offset: usize, length: usize) -> Location {
        let before = head(&self.text, offset);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let column = before[start..].chars().count();
        self.place(LineStart { offset: before.len(), line, start, column }, length)
    }

    /// Location with its line as an excerpt.
    fn place(&self, mark: LineStart, length: usize) -> Location {
        let LineStart { offset, line, start, column } = mark;
        let rest = &self.text[offset..];
        let wanted = head(rest, length);
        let meant = wanted.split('\n').next().unwrap_or_default();
        // A very long line is cut around the place; the column still counts from its beginning.
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

    /// Location of a line and column, both counted from 1, the column in characters.
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

/// A position in a text, with its line and column.
#[derive(Debug, Clone, Copy, Default)]
struct LineStart {
    /// Position in bytes.
    offset: usize,
    /// Number of line ends before it.
    line: usize,
    /// Position in bytes at which its line begins.
    start: usize,
    /// Number of characters before it on its line.
    column: usize,
}

/// Finds many locations in one text without reading it from the beginning for each.
#[derive(Debug, Clone)]
pub struct Locator<'s> {
    source: &'s SourceText,
    /// Known positions in order, about [`STRIDE`] bytes apart; empty before the first location is asked for.
    marks: Vec<LineStart>,
}

/// Approximate distance in bytes between two known positions of a [`Locator`].
const STRIDE: usize = 1024;

impl<'s> Locator<'s> {
    /// Makes a locator for a text.
    pub fn new(source: &'s SourceText) -> Self {
        Locator { source, marks: Vec::new() }
    }

    /// Location of a range; see [`SourceText::locate`].
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
