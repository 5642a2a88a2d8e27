//! A stretch of a record, arranged for a page: turns rather than headings, and speakers with their addresses.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::view::DateView;
use crate::bytes::pictures::Picture;
use crate::record::{
    Block, Decision, Delivery, Footnote, Language, PassageChange, RecordSummary, ReferenceDefinition, RollCall,
    SpeechId, TextRange,
};
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
    /// Speakers of the transcript.
    pub speakers: Vec<TurnSpeaker>,
    /// Link reference definitions.
    pub references: &'a [ReferenceDefinition],
    /// Footnotes of the record.
    pub notes: &'a [Footnote],
    /// Notes that headings mark, by the anchor of what stands below.
    pub heading_notes: &'a [(Box<str>, u32)],
    /// Targets of relative links as written, with their links.
    pub links: &'a [(Box<str>, Box<str>)],
    /// Pictures of the content that the text may show, by their links, ordered by them.
    pub pictures: Vec<(Box<str>, Picture)>,
    /// The same record in other languages, aligned as far as possible.
    pub parallel_records: Vec<ParallelRecord>,
    /// Anchors that have lost their speech, each after the anchor of its successor, by which they are ordered.
    pub old_anchors: &'a [(Box<str>, Box<str>)],
    /// Largest former paragraph count of speeches that have fewer paragraphs now, by anchor.
    pub former_paragraph_counts: &'a [(Box<str>, u32)],
    /// Corrections by the anchor of their passage, newest first.
    pub corrected: Vec<(DateView, &'a PassageChange)>,
    /// Speeches that other records link to, each with the number of places, in the order of their ids.
    pub cited: Vec<(SpeechId, usize)>,
    /// Prefix of the anchors of speeches: empty on the record's own page, the record's address elsewhere.
    pub anchors_at: Box<str>,
}

/// The same record in another language, with the aligned anchors.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParallelRecord {
    /// BCP 47.
    pub lang: Box<str>,
    /// The language's own name for itself.
    pub name: Box<str>,
    /// Sign of the language in the margin, of one or two characters.
    pub sign: Box<str>,
    /// The record.
    pub href: Box<str>,
    /// Speeches here and there, in order; empty when they do not align.
    pub speeches: Vec<(SpeechId, SpeechId)>,
    /// Anchors of sections here and there, in order, when speeches do not align but sections do.
    pub sections: Vec<(Box<str>, Box<str>)>,
}

impl ParallelRecord {
    /// Granularity of the alignment: `speeches`, `sections` or `whole`.
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
    /// A heading of a section, with its anchor and its moment.
    Section(&'a str, &'a str, Option<Box<PlayLink<'a>>>),
    /// Short account of an item of the agenda.
    Summary(&'a RecordSummary),
    /// Consecutive speeches by one speaker; position in [`TranscriptView::speakers`].
    Turn(usize, Vec<SpeechView<'a>>),
    /// Something that happened; with a title when it opens an item of the agenda, and with its moment.
    Narrative(SpeechId, TextRange, Option<&'a str>, Option<Box<PlayLink<'a>>>),
    /// A list of those who attended.
    RollCall(RollCallLines<'a>),
    /// Text before any speech.
    Note(TextRange),
    /// A decision.
    Decision(DecisionLines<'a>),
}

/// A decision with the pages of the people it names.
#[derive(Debug, Clone)]
pub struct DecisionLines<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// For each name in its lines, in order, the address of the person's page; empty for those who have none.
    pub hrefs: Vec<Box<str>>,
    /// Link to its moment in a recording.
    pub moment: Option<Box<PlayLink<'a>>>,
}

/// A roll call with the pages of the people it names.
#[derive(Debug, Clone)]
pub struct RollCallLines<'a> {
    /// Its anchor.
    pub id: SpeechId,
    /// The Markdown.
    pub text: TextRange,
    /// The roll call.
    pub roll_call: &'a RollCall,
    /// For each name in its lines, in order, the address of the person's page; empty for those who have none.
    pub hrefs: Vec<Box<str>>,
}

/// One speech.
#[derive(Debug, Clone)]
pub struct SpeechView<'a> {
    /// Its anchor.
    pub id: SpeechId,
    /// Language, when it differs from the record's.
    pub lang: Option<&'a Language>,
    /// Blocks of the speech.
    pub blocks: &'a [Block],
    /// Link to its moment in a recording.
    pub moment: Option<Box<PlayLink<'a>>>,
    /// Links of events within the speech, each with the position of its block.
    pub event_moments: Vec<(usize, PlayLink<'a>)>,
    /// Delivery: spoken at the meeting, or handed in.
    pub delivery: Delivery,
    /// The question that it answers, where it stands apart from its record.
    pub answers: Option<AnsweredQuestion>,
}

/// A question that somebody else asked just before a speech.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnsweredQuestion {
    /// The name of the one who asked it, as printed.
    pub speaker: Box<str>,
    /// The question, or its last words.
    pub words: Box<str>,
}

/// Link to a moment of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlayLink<'a> {
    /// Address of the recording at that moment; empty if there is none, and the time is only shown.
    pub href: Box<str>,
    /// The time as written in the record.
    pub written: Cow<'a, str>,
    /// Seconds since the first recording began, if that is known.
    pub second: Option<u64>,
}

/// A speaker, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TurnSpeaker {
    /// Name as printed.
    pub name: Box<str>,
    /// Name of the person behind the label of an office.
    pub person: Option<Box<str>>,
    /// Name for citations, if it is another.
    pub cited: Option<Box<str>>,
    /// Links to the speakers' pages: several for people who spoke together, none for anonymous ones.
    pub links: Vec<NamedLink>,
    /// The role that day.
    pub role: Option<Box<str>>,
    /// Icon of the speaker.
    pub icon: SpeakerIcon,
    /// Portrait shown instead of the icon.
    pub portrait: Option<Box<str>>,
}

/// A name and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedLink {
    /// Text of the link.
    pub name: Box<str>,
    /// Address of the link.
    pub href: Box<str>,
}

/// Two transcripts hash alike if they are drawn alike: the words count, not where in the file they stand.
impl Hash for TranscriptView<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lang.hash(state);
        self.speakers.hash(state);
        self.references.hash(state);
        (self.notes, self.heading_notes).hash(state);
        (self.links, &self.pictures).hash(state);
        self.anchors_at.hash(state);
        self.parallel_records.hash(state);
        self.old_anchors.hash(state);
        self.former_paragraph_counts.hash(state);
        self.corrected.hash(state);
        self.cited.hash(state);
        self.lines.len().hash(state);
        for line in &self.lines {
            match line {
                TranscriptItem::Section(heading, anchor, moment) => (0u8, heading, anchor, moment).hash(state),
                TranscriptItem::Summary(summary) => (5u8, summary).hash(state),
                TranscriptItem::Turn(speaker, speeches) => {
                    (1u8, *speaker as u64, speeches.len() as u64).hash(state);
                    for speech in speeches {
                        (speech.id, speech.lang, speech.blocks.len() as u64, &speech.moment, speech.delivery)
                            .hash(state);
                        (&speech.event_moments, &speech.answers).hash(state);
                        for block in speech.blocks {
                            (block.kind, block.text.of(&self.text)).hash(state);
                        }
                    }
                }
                TranscriptItem::RollCall(RollCallLines { id, text, hrefs, .. }) => {
                    (5u8, id, text.of(&self.text), hrefs).hash(state);
                }
                TranscriptItem::Narrative(id, text, agenda, moment) => {
                    (2u8, id, text.of(&self.text), agenda, moment).hash(state);
                }
                TranscriptItem::Note(text) => (3u8, text.of(&self.text)).hash(state),
                TranscriptItem::Decision(DecisionLines { decision, hrefs, moment }) => {
                    let words = decision.text.of(&self.text);
                    (4u8, decision.id, decision.kind, words, &decision.result, hrefs, moment).hash(state);
                }
            }
        }
    }
}
