//! The publication history of a record: its corrections, and the former anchors of its speeches.

use std::sync::Arc;

use jiff::Timestamp;

/// The history of a record that has been published before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordHistory {
    /// Name of the record in the register.
    pub name: Box<str>,
    /// Time of the first publication.
    pub published: Timestamp,
    /// Number of the version published last, from 1.
    pub version: u32,
    /// Hash of that version, which covers all versions before it.
    pub head: Box<str>,
    /// Newest first.
    pub corrections: Vec<Correction>,
    /// Versions that were corrected, oldest first.
    pub former: Vec<FormerVersion>,
    /// Anchors of removed speeches, each after the anchor of its successor; the successor is empty for the beginning of
    /// the record. Ordered by successor, then anchor.
    pub old_anchors: Vec<(Box<str>, Box<str>)>,
    /// Largest paragraph count ever published for each speech that has fewer paragraphs now (or was removed), sorted by
    /// anchor. Keeps `#id.3` links alive.
    pub former_paragraph_counts: Vec<(Box<str>, u32)>,
    /// Speeches that keep the id under which they were first published, each with the id that its words alone would
    /// give.
    pub preserved_ids: Vec<(Box<str>, Box<str>)>,
    /// Names in the register of the records merged into this one.
    pub merged: Vec<Box<str>>,
}

impl RecordHistory {
    /// Time of the last correction, ignoring slips of the pen.
    pub fn corrected(&self) -> Option<Timestamp> {
        self.corrections.iter().find(|correction| !correction.minor).map(|correction| correction.at)
    }

    /// Old anchors whose successor is `anchor`.
    pub fn old_anchors_of<'p>(&'p self, anchor: &'p str) -> impl Iterator<Item = &'p str> {
        self.old_anchors.iter().filter(move |(place, _)| **place == *anchor).map(|(_, old)| &**old)
    }
}

/// One correction: all changes published at one time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// Number of the version it made.
    pub version: u32,
    /// Time of publication.
    pub at: Timestamp,
    /// True if it is a slip of the pen, which is not announced.
    pub minor: bool,
    /// The editors' reasons, in one line.
    pub note: Option<Box<str>>,
    /// Positions of these reasons in the corrections that the record lists.
    pub noted: std::ops::Range<usize>,
    /// The title before, if it was changed.
    pub title: Option<Box<str>>,
    /// The changed passages, in order.
    pub passages: Vec<PassageChange>,
}

impl Correction {
    /// Number of speeches altered, added or removed.
    pub fn speeches(&self) -> usize {
        self.passages.iter().filter(|passage| passage.is_speech).count()
    }
}

/// A changed speech, remark or heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PassageChange {
    /// Its anchor, or that of its successor; empty for the beginning of the record.
    pub anchor: Box<str>,
    /// True if it is a speech.
    pub is_speech: bool,
    /// The speaker, as printed now.
    pub speaker: Box<str>,
    /// The speaker printed before, if it was changed.
    pub speaker_before: Option<Box<str>>,
    /// Kind of change.
    pub change: ChangeKind,
    /// The words before and now, as spans; `None` when the words have been removed from the register.
    pub words: Option<Vec<DiffSpan>>,
}

/// Kind of change of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Its words or its speaker changed.
    Altered,
    /// It was not there before.
    Added,
    /// It was removed.
    Removed,
}

/// A run of words that stood in the version before, stands in the new one, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DiffSpan {
    /// In both versions.
    Same(Box<str>),
    /// Only in the version before.
    Before(Box<str>),
    /// Only in the new version.
    Now(Box<str>),
}

/// A version of a record that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FormerVersion {
    /// Number of the last version that said this. Versions before it that differ in their address alone have no entry of
    /// their own.
    pub version: u32,
    /// Time of its publication.
    pub at: Timestamp,
    /// Time of the correction.
    pub until: Timestamp,
    /// The title without the date.
    pub title: Box<str>,
    /// Date of the meeting, as far as it was known: `2024-03-11`.
    pub date: Box<str>,
    /// Its passages, in order.
    pub passages: Vec<FormerPassage>,
}

/// A passage of a former version.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FormerPassage {
    /// Kind of passage.
    pub kind: PassageKind,
    /// Its anchor; empty for a note, which has none.
    pub anchor: Box<str>,
    /// The speaker's label, as printed; may be empty.
    pub label: Box<str>,
    /// One paragraph a line, without markup; `None` when the words have been removed from the register.
    pub words: Option<Arc<str>>,
    /// True if the record says it as it did then.
    pub stands: bool,
    /// Anchor of what has its place in the record now; empty for the beginning of the record.
    pub successor: Box<str>,
}

/// Kind of passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassageKind {
    /// Words of a speaker.
    Speech,
    /// An event that the record describes.
    Remark,
    /// A heading.
    Section,
    /// Text before any speech.
    Note,
    /// A decision, motion, vote or task.
    Decision,
}
