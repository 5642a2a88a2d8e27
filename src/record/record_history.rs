//! What became of a record since it was first published: its corrections, and the names its speeches have had.

use jiff::Timestamp;

/// The past of a record that has been published before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordHistory {
    /// Under which name the register keeps it.
    pub name: Box<str>,
    /// When it was first published.
    pub published: Timestamp,
    /// Which version is the last that was published, from 1.
    pub version: u32,
    /// The hash of that version, and through it of all before.
    pub head: Box<str>,
    /// The newest first.
    pub corrections: Vec<Correction>,
    /// Anchors of speeches that are no more, beside the anchor of what stands in their place; empty for the beginning of
    /// the record. By place, then anchor.
    pub old_anchors: Vec<(Box<str>, Box<str>)>,
    /// Largest paragraph count ever published for each speech that has fewer paragraphs now (or was removed), sorted by
    /// anchor. Keeps `#id.3` links alive.
    pub former_paragraph_counts: Vec<(Box<str>, u32)>,
    /// Speeches that keep the id under which they were first published, beside the id their words alone would give.
    pub preserved_ids: Vec<(Box<str>, Box<str>)>,
    /// Names in the register of records that were joined with it.
    pub merged: Vec<Box<str>>,
}

impl RecordHistory {
    /// When it was last corrected, slips of the pen apart.
    pub fn corrected(&self) -> Option<Timestamp> {
        self.corrections.iter().find(|correction| !correction.minor).map(|correction| correction.at)
    }

    /// Old anchors that lead to what has this one now.
    pub fn old_anchors_of<'p>(&'p self, anchor: &'p str) -> impl Iterator<Item = &'p str> {
        self.old_anchors.iter().filter(move |(place, _)| **place == *anchor).map(|(_, old)| &**old)
    }
}

/// One correction: everything that was published otherwise at one time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// Which version it made.
    pub version: u32,
    /// When it was published.
    pub at: Timestamp,
    /// A slip of the pen, which is not announced.
    pub minor: bool,
    /// Why, as the editors say.
    pub note: Option<Box<str>>,
    /// What the title was before, if it is another now.
    pub title: Option<Box<str>>,
    /// What was said otherwise, in order.
    pub passages: Vec<PassageChange>,
}

impl Correction {
    /// How many speeches it changed, put in or took out.
    pub fn speeches(&self) -> usize {
        self.passages.iter().filter(|passage| passage.is_speech).count()
    }
}

/// A speech, remark or heading that reads otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PassageChange {
    /// Where it stands now, or what stands in its place; empty for the beginning of the record.
    pub anchor: Box<str>,
    /// Somebody said it.
    pub is_speech: bool,
    /// The speaker, as printed now.
    pub speaker: Box<str>,
    /// The speaker, as printed before, if that was another one.
    pub speaker_before: Option<Box<str>>,
    /// What became of it.
    pub change: ChangeKind,
    /// What was said, before and now, piece by piece; `None` when the words are no longer kept.
    pub words: Option<Vec<DiffSpan>>,
}

/// What became of a speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It reads otherwise.
    Altered,
    /// It was not there before.
    Added,
    /// It is there no more.
    Removed,
}

/// A run of words that was there before, is there now, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DiffSpan {
    /// Before and now.
    Same(Box<str>),
    /// Only before.
    Before(Box<str>),
    /// Only now.
    Now(Box<str>),
}
