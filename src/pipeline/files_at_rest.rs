//! Files that have not changed since the last build: they are neither read nor hashed again unless their words are wanted.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::fs::discover::{KnownFiles, read_again};
use crate::parse::{decode, decode_clean};
use crate::text::source::{FileContent, FileStamp, RestingText, SourceFile, SourceText, TextMemory, is_markdown};

/// Record or page, as a build found it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FileAtRest {
    path: String,
    stamp: FileStamp,
    fingerprint: Fingerprint,
    /// Length of its text in bytes.
    length: usize,
}

#[cfg(test)]
impl FileAtRest {
    /// Takes over how another file looks from outside.
    pub(super) fn looks_like(&mut self, other: &FileAtRest) {
        self.stamp = other.stamp;
    }
}

/// Records and pages that the next build need not read while they look the same: decoded without diagnostics, and not
/// written just now.
pub(super) fn at_rest(files: &[SourceFile]) -> Vec<FileAtRest> {
    let files = files.iter().filter(|file| file.stamp.is_at_rest && is_markdown(&file.path));
    let file = |file: &SourceFile| {
        let (path, stamp, fingerprint) = (file.path.to_string(), file.stamp, file.fingerprint);
        Some(FileAtRest { path, stamp, fingerprint, length: file.clean_length()? })
    };
    files.filter_map(file).collect()
}

/// Files that the last build left at rest.
pub(super) fn known(files: &[FileAtRest], memory: &Arc<TextMemory>) -> KnownFiles {
    let file = |file: &FileAtRest| {
        let text = RestingText::new(file.length, file.fingerprint, read, memory);
        let path: Arc<str> = file.path.as_str().into();
        let content = FileContent::AtRest(Arc::new(text));
        let (shown, fingerprint, stamp) = (Arc::clone(&path), file.fingerprint, file.stamp);
        (Arc::clone(&path), SourceFile { path, shown, content, fingerprint, stamp })
    };
    files.iter().map(file).collect()
}

/// Decodes a record or page that has just been read, and gives its text to the memory for texts, unless there is something to
/// report of it.
pub(super) fn laid_to_rest(mut file: SourceFile, place: &Path, memory: &Arc<TextMemory>) -> SourceFile {
    if !is_markdown(&file.path) {
        return file;
    }
    let decoded = decode(&mut file);
    if let Some(source) = decoded.value.clone().filter(|_| decoded.diagnostics.is_empty()) {
        let text = RestingText::new(source.text.len(), file.fingerprint, read, memory);
        file.content = FileContent::AtRest(Arc::new(text.just_read(place, source)));
    }
    file
}

fn read(place: &Path, shown: &Arc<str>, fingerprint: Fingerprint) -> Option<SourceText> {
    let bytes = read_again(place).filter(|bytes| Fingerprint::of_bytes(bytes) == fingerprint)?;
    decode_clean(shown, bytes)
}
