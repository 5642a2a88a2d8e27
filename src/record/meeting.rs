//! A meeting: what is known about it, and its record in order.
//!
//! `S` tells the time. `Meeting<Arc<SpeakerName>>` has been parsed and knows names as printed;
//! `Meeting<Arc<Speaker>>` has been linked and knows who they are.

use std::sync::Arc;

use crate::diagnostic::Location;
use crate::record::registry::LocalText;
use crate::record::{Date, Label, Language, SpeakerIndex, SpeechId, WebLink};
use crate::source::SourceId;

/// The record of one meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting<S> {
    /// What is known about the meeting besides what was said.
    pub details: MeetingDetails,
    /// Who presided.
    pub chair: Option<S>,
    /// Who attended, as far as the record says so, also those who never spoke.
    pub participants: Vec<S>,
    /// Who was expected and did not come.
    pub absent: Vec<S>,
    /// The record in order. The first section has no heading and may be empty.
    pub sections: Vec<Section<S>>,
}

/// What is known about a meeting besides what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingDetails {
    /// Where the text is.
    pub source: SourceId,
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The readable end of the address, unique in the archive.
    pub slug: Box<str>,
    /// Without the date.
    pub title: Box<str>,
    /// A second line for the title.
    pub subtitle: Option<Box<str>>,
    /// When it was held.
    pub date: Date,
    /// When it began and ended, as written.
    pub start: Option<Box<str>>,
    /// When it ended, as written.
    pub end: Option<Box<str>>,
    /// Of the record; a speech may differ.
    pub lang: Language,
    /// The id of the series, such as a committee.
    pub series: Option<Box<str>>,
    /// Ids of subjects.
    pub topics: Vec<Box<str>>,
    /// The id of the organisation that met.
    pub body: Option<Box<str>>,
    /// Where it was held.
    pub place: Option<Box<str>>,
    /// Agenda papers.
    pub attachments: Vec<WebLink>,
    /// Video and audio.
    pub media: Vec<WebLink>,
    /// Files (relative to the content) with the same meeting in another language.
    pub translations: Vec<Box<str>>,
    /// Old addresses that must lead here.
    pub aliases: Vec<Box<str>>,
    /// SPDX id that overrides the site's licence.
    pub licence: Option<Box<str>>,
    /// Whom to name when the record is used.
    pub attribution: Option<Box<str>>,
    /// Who may see it, and when.
    pub visibility: Visibility,
    /// Labels that mean a person in this record only: (folded label, person id).
    pub speakers: Vec<(Box<str>, Box<str>)>,
    /// Link reference definitions of the whole file, which its speeches may use.
    pub references: Vec<ReferenceDefinition>,
    /// The first words of the record as plain text.
    pub excerpt: Box<str>,
    /// Where each key of the metadata was written, for later diagnostics.
    pub places: Places,
}

/// Where each key of a record's metadata was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places(Vec<(Box<str>, Location)>);

impl Places {
    /// The place of a key, or the file as a whole.
    pub fn of(&self, key: &str, shown: &Arc<str>) -> Location {
        let place = self.0.iter().find(|(name, _)| &**name == key);
        place.map_or_else(|| Location::file(shown), |(_, at)| at.clone())
    }

    /// Remembers a key, and forgets where a wider scope wrote it.
    pub fn put(&mut self, key: &str, at: Location) {
        self.0.retain(|(name, _)| &**name != key);
        self.0.push((key.into(), at));
    }
}

/// Who may see a record or page, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visibility {
    /// How far it has come.
    pub status: Status,
    /// Not to be seen before.
    pub publish_at: Option<jiff::Timestamp>,
    /// Until when those who spoke may correct it.
    pub review_until: Option<jiff::Timestamp>,
    /// Taken back, with the reason.
    pub withdrawn: Option<Withdrawal>,
}

/// How far a record has come on its way to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Being written.
    Draft,
    /// With those who spoke.
    Review,
    /// For everyone.
    #[default]
    Published,
}

/// A record taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Since when; `None` means since ever.
    pub at: Option<jiff::Timestamp>,
    /// What the public is told.
    pub reason: Option<Box<str>>,
}

/// A link reference definition (CommonMark 4.7).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReferenceDefinition {
    /// The label, case folded.
    pub label: Box<str>,
    /// The destination as written.
    pub target: Box<str>,
    /// The title, perhaps empty.
    pub title: Box<str>,
}

/// A part of the meeting under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<S> {
    /// The heading's plain text; `None` before the first heading.
    pub heading: Option<Box<str>>,
    /// Its anchor, unique in the record.
    pub anchor: Box<str>,
    /// What was said and what happened, in order.
    pub contributions: Vec<Contribution<S>>,
}

/// One thing in the record.
#[derive(Debug, Clone, PartialEq)]
pub enum Contribution<S> {
    /// Somebody said something.
    Speech(Speech<S>),
    /// Something happened, said by nobody.
    Narrative(Narrative),
    /// Text that stands before any speech: context, video, boilerplate.
    Note(Note),
}

/// What one speaker said under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Speech<S> {
    /// Its permanent name in the record.
    pub id: SpeechId,
    /// Who spoke.
    pub by: S,
    /// What was said, in order; empty for a heading with nothing under it.
    pub blocks: Vec<Block>,
    /// When it differs from the record's.
    pub lang: Option<Language>,
    /// Latin words plus Han, kana and Hangul characters.
    pub words: u32,
}

/// Something that happened, said by nobody: `（與會者皆無意見）`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// Its anchor.
    pub id: SpeechId,
    /// The Markdown, with its blockquote marks.
    pub text: TextRange,
    /// Set when this opens an item of the agenda.
    pub agenda: Option<AgendaItem>,
}

/// An item of the agenda, opened by a narrative whose link is labelled `案由一`, `Agenda item 2` and the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// The label without its brackets.
    pub title: Box<str>,
}

/// Text that stands before any speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The Markdown.
    pub text: TextRange,
}

/// A stretch of a speech of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The Markdown.
    pub text: TextRange,
}

/// What a block of a speech is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Words of the speaker.
    Prose,
    /// Something that happened meanwhile.
    Narrative,
    /// Something the speaker quotes, or a note that stays with the speech.
    Quotation,
}

/// A range of bytes in the text of a source; on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextRange {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The words themselves.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    /// Sources are refused when they are longer than a `u32` can count.
    fn from(range: std::ops::Range<usize>) -> Self {
        TextRange { start: range.start as u32, end: range.end as u32 }
    }
}

/// A speaker as printed: what parsing knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpeakerName {
    /// The label.
    pub label: Label,
    /// Byte offset of its first heading in the file, for diagnostics.
    pub first_seen: u32,
}

/// A speaker as known: what linking adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// As printed.
    pub name: Arc<SpeakerName>,
    /// Who that is: nobody for an anonymous label, several for people who spoke together.
    pub by: Vec<SpeakerIndex>,
    /// The role on the day, from the label's brackets or from the registry.
    pub role: Option<LocalText>,
}

/// What a Markdown file turned out to be.
#[derive(Debug, Clone)]
pub enum Document {
    /// A meeting's record.
    Meeting(Box<Meeting<Arc<SpeakerName>>>),
    /// A page of the site, such as “About”.
    Page(Box<crate::record::Page>),
    /// Not to be published; a diagnostic says why.
    Nothing,
}

impl<S> Meeting<S> {
    /// All contributions in order.
    pub fn contributions(&self) -> impl Iterator<Item = &Contribution<S>> {
        self.sections.iter().flat_map(|section| &section.contributions)
    }

    /// All speeches in order.
    pub fn speeches(&self) -> impl Iterator<Item = &Speech<S>> {
        self.contributions().filter_map(|contribution| match contribution {
            Contribution::Speech(speech) => Some(speech),
            _ => None,
        })
    }

    /// The same meeting with each speaker replaced.
    pub fn map_speakers<T>(self, mut map: impl FnMut(S) -> T) -> Meeting<T> {
        let sections = self
            .sections
            .into_iter()
            .map(|section| Section {
                heading: section.heading,
                anchor: section.anchor,
                contributions: section
                    .contributions
                    .into_iter()
                    .map(|contribution| match contribution {
                        Contribution::Speech(Speech { id, by, blocks, lang, words }) => {
                            Contribution::Speech(Speech { id, by: map(by), blocks, lang, words })
                        }
                        Contribution::Narrative(narrative) => Contribution::Narrative(narrative),
                        Contribution::Note(note) => Contribution::Note(note),
                    })
                    .collect(),
            })
            .collect();
        Meeting {
            details: self.details,
            sections,
            chair: self.chair.map(&mut map),
            participants: self.participants.into_iter().map(&mut map).collect(),
            absent: self.absent.into_iter().map(&mut map).collect(),
        }
    }
}
