//! A stretch of a record, arranged for a page: turns rather than headings, and speakers with their addresses.

use std::hash::{Hash, Hasher};

use super::view::DateView;
use crate::record::{Block, Footnote, Language, PassageChange, ReferenceDefinition, SpeechId, TextRange};
use crate::site::SpeakerIcon;
use crate::text::source::Text;

/// A stretch of a record in order, with all that drawing it needs.
#[derive(Debug, Clone)]
pub struct TranscriptView<'a> {
    /// The text that the ranges are of.
    pub text: Text,
    /// The language of the record.
    pub lang: &'a Language,
    /// In order.
    pub lines: Vec<TranscriptItem<'a>>,
    /// Those who speak in it.
    pub speakers: Vec<TurnSpeaker>,
    /// Link reference definitions.
    pub references: &'a [ReferenceDefinition],
    /// Footnotes of the record.
    pub notes: &'a [Footnote],
    /// Notes that headings mark, by the anchor of what stands below.
    pub heading_notes: &'a [(Box<str>, u32)],
    /// Where relative links lead.
    pub links: &'a [(Box<str>, Box<str>)],
    /// The same record in other languages, as far as it corresponds.
    pub parallel_records: Vec<ParallelRecord>,
    /// Anchors that have no speech of their own any more, and the anchor that has their place, by that.
    pub old_anchors: &'a [(Box<str>, Box<str>)],
    /// How many paragraphs speeches had that have fewer now, by their anchor.
    pub former_paragraph_counts: &'a [(Box<str>, u32)],
    /// What was corrected, by the anchor where it stands, the newest first.
    pub corrected: Vec<(DateView, &'a PassageChange)>,
    /// In front of the anchor of a speech: empty in the record itself, the record's address elsewhere.
    pub anchors_at: Box<str>,
}

/// The same record in another language: what there corresponds to what here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParallelRecord {
    /// BCP 47.
    pub lang: Box<str>,
    /// The language's own name for itself.
    pub name: Box<str>,
    /// The record.
    pub href: Box<str>,
    /// Speeches here and there, in order; empty when they do not align.
    pub speeches: Vec<(SpeechId, SpeechId)>,
    /// Anchors of sections here and there, in order, when speeches do not align but sections do.
    pub sections: Vec<(Box<str>, Box<str>)>,
}

impl ParallelRecord {
    /// How far the two go together: `speeches`, `sections` or `whole`.
    pub fn alignment(&self) -> &'static str {
        match (self.speeches.as_slice(), self.sections.as_slice()) {
            ([], []) => "whole",
            ([], _) => "sections",
            _ => "speeches",
        }
    }
}

/// One thing in the transcript.
#[derive(Debug, Clone)]
pub enum TranscriptItem<'a> {
    /// A heading of a section, with its anchor.
    Section(&'a str, &'a str),
    /// Consecutive speeches by one speaker; position in [`TranscriptView::speakers`].
    Turn(usize, Vec<SpeechView<'a>>),
    /// Something that happened; with a title when it opens an item of the agenda.
    Narrative(SpeechId, TextRange, Option<&'a str>),
    /// Text before any speech.
    Note(TextRange),
}

/// One speech.
#[derive(Debug, Clone)]
pub struct SpeechView<'a> {
    /// Its anchor.
    pub id: SpeechId,
    /// When it differs from the record's.
    pub lang: Option<&'a Language>,
    /// What was said.
    pub blocks: &'a [Block],
}

/// Somebody who speaks, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TurnSpeaker {
    /// As printed.
    pub name: Box<str>,
    /// Where to find more: several for people who spoke together, none for anonymous ones.
    pub links: Vec<NamedLink>,
    /// The role that day.
    pub role: Option<Box<str>>,
    /// By which one knows them again.
    pub icon: SpeakerIcon,
    /// A picture, instead of the mark.
    pub portrait: Option<Box<str>>,
}

/// A name and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedLink {
    /// What to show.
    pub name: Box<str>,
    /// Where it leads.
    pub href: Box<str>,
}

/// Two transcripts hash alike if they are drawn alike: the words count, not where in the file they stand.
impl Hash for TranscriptView<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lang.hash(state);
        self.speakers.hash(state);
        self.references.hash(state);
        (self.notes, self.heading_notes).hash(state);
        self.links.hash(state);
        self.anchors_at.hash(state);
        self.parallel_records.hash(state);
        self.old_anchors.hash(state);
        self.former_paragraph_counts.hash(state);
        self.corrected.hash(state);
        self.lines.len().hash(state);
        for line in &self.lines {
            match line {
                TranscriptItem::Section(heading, anchor) => (0u8, heading, anchor).hash(state),
                TranscriptItem::Turn(speaker, speeches) => {
                    (1u8, *speaker as u64, speeches.len() as u64).hash(state);
                    for speech in speeches {
                        (speech.id, speech.lang, speech.blocks.len() as u64).hash(state);
                        for block in speech.blocks {
                            (block.kind, block.text.of(&self.text)).hash(state);
                        }
                    }
                }
                TranscriptItem::Narrative(id, text, agenda) => (2u8, id, text.of(&self.text), agenda).hash(state),
                TranscriptItem::Note(text) => (3u8, text.of(&self.text)).hash(state),
            }
        }
    }
}
