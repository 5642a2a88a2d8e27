//! Text of the content's files, and locations in it as shown to people.

mod content_names;
mod loose;
mod resting_text;
mod source_text;
mod static_folder;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::report::diagnostic::{Location, Reported};

pub use content_names::{
    ContentFile, DEFAULTS, METADATA_ENDINGS, begins_like_defaults, describes_folder, environment_of, is_defaults,
    is_environment, is_markdown, is_nearly_defaults, is_other_metadata, is_table, is_text_by_name, near_sidecar,
};
pub use loose::{Kind, LooseFormat};
pub use resting_text::{PublishedText, ReadAgain, RestingText, TextMemory};
pub use source_text::{Locator, SourceText, Text};
pub use static_folder::{StaticFile, StaticFolder};

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
    /// Decoded without diagnostics, by this build or an earlier one; read again when its words are needed and not in memory.
    AtRest(Arc<RestingText>),
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
/// Words of a record may be in memory or not: a build holds as many texts as [`TextMemory`] has room for, and reads the
/// others again when they are needed.
pub trait Sources: Sync {
    /// The text of a source that discovery found.
    fn get(&self, id: SourceId) -> SourceText;

    /// Path of the file, as a person would open it.
    fn shown(&self, id: SourceId) -> Arc<str> {
        self.get(id).shown
    }

    /// Length of the text in bytes.
    fn length(&self, id: SourceId) -> usize {
        self.get(id).text.len()
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
    /// Memory of the texts at rest, if there are any.
    memory: Option<Arc<TextMemory>>,
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
        let memory = files.iter().find_map(|file| match &file.content {
            FileContent::AtRest(text) => Some(Arc::clone(text.memory())),
            FileContent::Bytes(_) | FileContent::Text(_) => None,
        });
        Texts { all: files.iter().map(|file| (text(file), file.fingerprint)).collect(), memory }
    }
}

impl Texts {
    /// Replaces the text of a file.
    pub fn replace(&mut self, id: SourceId, text: SourceText) {
        let fingerprint = Fingerprint::of_bytes(text.text.as_bytes());
        self.all[id.0 as usize] = (HeldText::Read(text), fingerprint);
    }

    /// Replaces the text of a file with the part of it that readers may see, which `published` makes of it.
    pub fn show(&mut self, id: SourceId, published: PublishedText) {
        let held = &mut self.all[id.0 as usize].0;
        *held = match held {
            HeldText::Read(source) => HeldText::Read(published(source.clone())),
            HeldText::AtRest(text) => HeldText::AtRest(Arc::new(text.published(published))),
        };
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
            HeldText::AtRest(text) => Arc::clone(text.shown()),
        }
    }

    fn length(&self, id: SourceId) -> usize {
        match &self.all[id.0 as usize].0 {
            HeldText::Read(source) => source.text.len(),
            HeldText::AtRest(text) => text.length(),
        }
    }

    fn have_changed(&self) -> bool {
        self.memory.as_ref().is_some_and(|memory| memory.has_changed())
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
