//! Texts of files that lie on the disk: as many are in memory as there is room for, and the others are read again.

use std::collections::VecDeque;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::source_text::{SourceText, Text};
use crate::bytes::fingerprint::Fingerprint;

/// Text of a file that has been decoded without diagnostics, by this build or an earlier one.
pub struct RestingText {
    /// Path of the file; empty before it has been found again.
    place: PathBuf,
    shown: Arc<str>,
    /// Length of the text in bytes.
    length: usize,
    fingerprint: Fingerprint,
    read: ReadAgain,
    /// Makes of the text what readers may see of it.
    published: Option<PublishedText>,
    cell: Arc<TextCell>,
    memory: Arc<TextMemory>,
}

/// Reads and decodes a file; `None` when its fingerprint is another one now, or it cannot be read.
pub type ReadAgain = fn(&Path, &Arc<str>, Fingerprint) -> Option<SourceText>;

/// Makes of the text of a file the part that readers may see, of the same length.
pub type PublishedText = Arc<dyn Fn(SourceText) -> SourceText + Send + Sync>;

impl RestingText {
    /// Text whose length in bytes an earlier build stored.
    pub fn new(length: usize, fingerprint: Fingerprint, read: ReadAgain, memory: &Arc<TextMemory>) -> Self {
        let (place, shown, memory) = (PathBuf::new(), Arc::from(""), Arc::clone(memory));
        RestingText { place, shown, length, fingerprint, read, published: None, cell: Arc::default(), memory }
    }

    /// Text that has just been read. It stays in memory while there is room.
    #[must_use]
    pub fn just_read(self, place: &Path, source: SourceText) -> Self {
        let text = RestingText { place: place.to_owned(), shown: source.shown, ..self };
        text.cell.lock().put(&source.text);
        text.memory.hold(&text.cell, text.length);
        text
    }

    /// The same text of a file that has been found again.
    pub(super) fn found_at(&self, place: &Path, shown: &Arc<str>) -> Self {
        let (place, shown) = (place.to_owned(), Arc::clone(shown));
        RestingText { place, shown, ..RestingText::new(self.length, self.fingerprint, self.read, &self.memory) }
    }

    /// The part of the text that readers may see.
    pub(super) fn published(&self, published: PublishedText) -> Self {
        RestingText { published: Some(published), ..self.found_at(&self.place, &self.shown) }
    }

    /// Length of the text in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Path of the file, as a person would open it.
    pub(super) fn shown(&self) -> &Arc<str> {
        &self.shown
    }

    /// Memory in which the text is held.
    pub(super) fn memory(&self) -> &Arc<TextMemory> {
        &self.memory
    }

    /// Returns the text. If the file has just changed, the text is blank, so that every range of it is valid, and
    /// [`TextMemory::has_changed`] reports it.
    pub(super) fn get(&self) -> SourceText {
        let mut held = self.cell.lock();
        if let Some(text) = held.get() {
            self.cell.was_used.store(true, Ordering::Relaxed);
            return SourceText { shown: Arc::clone(&self.shown), text };
        }
        let source = match (self.read)(&self.place, &self.shown, self.fingerprint) {
            Some(source) if source.text.len() == self.length => source,
            _ => {
                self.memory.has_changed.store(true, Ordering::SeqCst);
                SourceText { shown: Arc::clone(&self.shown), text: Arc::new(" ".repeat(self.length)) }
            }
        };
        let source = match &self.published {
            Some(published) => published(source),
            None => source,
        };
        held.put(&source.text);
        drop(held);
        self.memory.hold(&self.cell, self.length);
        source
    }
}

impl fmt::Debug for RestingText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestingText").field("shown", &self.shown).field("length", &self.length).finish_non_exhaustive()
    }
}

/// Memory for texts, shared by all texts of a run.
#[derive(Debug)]
pub struct TextMemory {
    /// Maximum number of bytes of the held texts.
    limit: AtomicUsize,
    held: Mutex<HeldTexts>,
    /// Flag that is set when a file turns out to have changed after all.
    has_changed: AtomicBool,
}

/// Texts in memory, the oldest first, and their bytes in all.
#[derive(Debug, Default)]
struct HeldTexts {
    bytes: usize,
    queue: VecDeque<(Arc<TextCell>, usize)>,
}

/// Place of one text in memory.
#[derive(Debug, Default)]
struct TextCell {
    text: Mutex<CellText>,
    /// True if the text was asked for since it was read, or since it was last spared.
    was_used: AtomicBool,
}

/// A text that is held, or that was let go and may still be in use.
#[derive(Debug, Default)]
struct CellText {
    held: Option<Text>,
    in_use: Weak<String>,
}

impl CellText {
    fn get(&self) -> Option<Text> {
        self.held.clone().or_else(|| self.in_use.upgrade())
    }

    fn put(&mut self, text: &Text) {
        (self.held, self.in_use) = (Some(Arc::clone(text)), Arc::downgrade(text));
    }
}

impl TextCell {
    fn lock(&self) -> MutexGuard<'_, CellText> {
        // A text is put in whole or not at all.
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TextMemory {
    /// Memory with room for so many bytes of text.
    pub fn with_room(limit: usize) -> Arc<Self> {
        let limit = AtomicUsize::new(limit);
        Arc::new(TextMemory { limit, held: Mutex::default(), has_changed: AtomicBool::new(false) })
    }

    /// Reports whether a file changed after it was found.
    pub fn has_changed(&self) -> bool {
        self.has_changed.load(Ordering::SeqCst)
    }

    /// Gives texts another number of bytes.
    pub fn resize(&self, limit: usize) {
        self.limit.store(limit, Ordering::Relaxed);
        self.make_room(&mut self.lock());
    }

    fn lock(&self) -> MutexGuard<'_, HeldTexts> {
        // Nothing panics while it is held.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a text in, and lets others go.
    fn hold(&self, cell: &Arc<TextCell>, bytes: usize) {
        let mut held = self.lock();
        held.bytes += bytes;
        held.queue.push_back((Arc::clone(cell), bytes));
        self.make_room(&mut held);
    }

    /// Lets texts go that have not been asked for lately (second chance), until the others have room.
    fn make_room(&self, held: &mut HeldTexts) {
        while held.bytes > self.limit.load(Ordering::Relaxed) {
            let Some((oldest, bytes)) = held.queue.pop_front() else { break };
            if oldest.was_used.swap(false, Ordering::Relaxed) {
                held.queue.push_back((oldest, bytes));
                continue;
            }
            held.bytes -= bytes;
            oldest.lock().held = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(place: &Path, shown: &Arc<str>, fingerprint: Fingerprint) -> Option<SourceText> {
        let text =
            fs::read_to_string(place).ok().filter(|text| Fingerprint::of_bytes(text.as_bytes()) == fingerprint)?;
        Some(SourceText { shown: Arc::clone(shown), text: Arc::new(text) })
    }

    /// Texts of as many files, in memory with so much room.
    fn texts(folder: &Path, words: &[&str], room: usize) -> (Arc<TextMemory>, Vec<RestingText>) {
        let memory = TextMemory::with_room(room);
        let text = |(at, words): (usize, &&str)| {
            let place = folder.join(at.to_string());
            fs::write(&place, words).expect("to write");
            let source = SourceText { shown: "a.md".into(), text: Arc::new((*words).to_owned()) };
            let fingerprint = Fingerprint::of_bytes(words.as_bytes());
            RestingText::new(words.len(), fingerprint, read, &memory).just_read(&place, source)
        };
        let texts = words.iter().enumerate().map(text).collect();
        (memory, texts)
    }

    fn in_memory(texts: &[RestingText]) -> Vec<bool> {
        texts.iter().map(|text| text.cell.lock().held.is_some()).collect()
    }

    #[test]
    fn texts_are_let_go_when_there_is_no_room_and_read_again_when_they_are_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let (memory, texts) = texts(folder.path(), &["Aye.", "Nay.", "Oui.", "Non."], 8);
        assert_eq!(in_memory(&texts), [false, false, true, true]);
        assert_eq!(*texts[0].get().text, "Aye.");
        assert_eq!(in_memory(&texts), [true, false, false, true], "the oldest goes");
        texts[3].get();
        assert_eq!(*texts[1].get().text, "Nay.");
        assert_eq!(in_memory(&texts), [false, true, false, true], "one that was asked for stays");
        assert!(!memory.has_changed());
    }

    #[test]
    fn a_text_larger_than_the_room_is_had_and_not_held() {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, texts) = texts(folder.path(), &["Aye to the ferry."], 0);
        assert_eq!(*texts[0].get().text, "Aye to the ferry.");
        assert_eq!(in_memory(&texts), [false]);
    }

    #[test]
    fn a_text_that_somebody_still_has_is_not_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (memory, texts) = texts(folder.path(), &["Aye."], 0);
        let first = texts[0].get();
        fs::remove_file(folder.path().join("0")).expect("to remove");
        assert!(Arc::ptr_eq(&first.text, &texts[0].get().text));
        drop(first);
        assert_eq!(*texts[0].get().text, "    ");
        assert!(memory.has_changed());
    }

    #[test]
    fn a_file_that_changed_after_its_text_was_let_go_is_noticed_and_its_text_is_blank() {
        let folder = tempfile::tempdir().expect("a folder");
        let (memory, texts) = texts(folder.path(), &["Aye.", "Nay."], 4);
        fs::write(folder.path().join("0"), "Hush.").expect("to write");
        assert_eq!(*texts[0].get().text, "    ");
        assert!(memory.has_changed());
    }

    #[test]
    fn what_readers_may_see_is_made_again_each_time_a_text_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, texts) = texts(folder.path(), &["Aye <!-- hush -->"], 0);
        let masked = texts[0].published(Arc::new(|source: SourceText| SourceText {
            text: Arc::new(source.text.replace("<!-- hush -->", "             ")),
            ..source
        }));
        for _ in 0..2 {
            assert_eq!(*masked.get().text, "Aye              ");
        }
    }
}
