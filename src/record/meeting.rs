//! A meeting: its metadata, and its record in order.
//!
//! `S` is the knowledge of a speaker. `Meeting<Arc<SpeakerName>>` has been parsed and has names as printed;
//! `Meeting<Speaker>` has been linked and has people. Both share the transcript, so that linking an archive again after
//! an edit copies no words.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::record::registry::LocalText;
use crate::record::{
    Attendance, Date, Decision, DecisionKind, Delivery, Highlight, ItemKeys, Label, Language, Moment, NameIndex,
    RecordSummary, Registered, RollCall, SpeakerIndex, SpeechBlocks, SpeechId, TOPICS_KEY, TextRange, TextStatus,
    TimeScale, Visibility, WebLink,
};
use crate::report::diagnostic::Location;
use crate::text::source::SourceId;

/// The record of one meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting<S> {
    /// The metadata of the meeting.
    pub details: Arc<MeetingDetails>,
    /// Everyone whom the record names: first the speakers, each label once, in order; then people who are only listed.
    pub names: Vec<S>,
    /// Number of speeches and words of each speaker; as long as the first part of `names`.
    pub tallies: Arc<[Tally]>,
    /// The chair.
    pub chair: Option<NameIndex>,
    /// Attendance according to the record, including people who never spoke.
    pub attendance: Arc<Attendance>,
    /// The record in order. The first section has no heading and may be empty.
    pub sections: Arc<[Section]>,
}

/// Amount of speech at a meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// Number of speeches.
    pub speeches: u32,
    /// Number of words; see [`Speech::words`].
    pub words: u32,
}

/// The metadata of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingDetails {
    /// The source that holds the text.
    pub source: SourceId,
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The readable end of the address, unique in the archive.
    pub slug: Box<str>,
    /// Without the date.
    pub title: Box<str>,
    /// A second line for the title.
    pub subtitle: Option<Box<str>>,
    /// Date of the meeting.
    pub date: Date,
    /// Time at which it began, as written.
    pub start: Option<Box<str>>,
    /// Time at which it ended, as written.
    pub end: Option<Box<str>>,
    /// Time zone of its times, as an IANA name; none if it is that of the site.
    pub time_zone: Option<Box<str>>,
    /// The language of the record; a speech may differ.
    pub lang: Language,
    /// The id of the series, such as a committee.
    pub series: Option<Box<str>>,
    /// Ids of subjects.
    pub topics: Vec<Box<str>>,
    /// Terms under each further taxonomy of the site that the record names, in the order of the settings.
    pub terms: Vec<(Box<str>, Vec<Box<str>>)>,
    /// The id of the organisation that met.
    pub body: Option<Box<str>>,
    /// Place of the meeting.
    pub place: Option<Box<str>>,
    /// Speeches that the editor has chosen.
    pub highlights: Vec<Highlight>,
    /// Agenda papers.
    pub attachments: Vec<WebLink>,
    /// Video and audio.
    pub media: Vec<WebLink>,
    /// Scale of the times beside names, if it is stated.
    pub times: Option<TimeScale>,
    /// Files (relative to the content) with the same meeting in another language.
    pub translations: Vec<Box<str>>,
    /// Old addresses that must lead here.
    pub aliases: Vec<Box<str>>,
    /// SPDX id that overrides the site's licence.
    pub licence: Option<Box<str>>,
    /// The name to give when the record is used.
    pub attribution: Option<Box<str>>,
    /// True if it may be part of files for the whole archive; false for a record under terms that forbid passing it on.
    pub redistribute: bool,
    /// Values for templates, as a JSON object.
    pub extra: Option<Box<str>>,
    /// Name of the template that draws the page, if it is not the usual one.
    pub template: Option<Box<str>>,
    /// Approval and kind of the text.
    pub text_status: TextStatus,
    /// Short account of the meeting.
    pub summary: Option<RecordSummary>,
    /// Visibility of the record.
    pub visibility: Visibility,
    /// The editors' notes on its corrections, in the order of their publication.
    pub corrections: Vec<CorrectionNote>,
    /// Labels that mean a person in this record only: (folded label, person id).
    pub speakers: Vec<(Box<str>, Box<str>)>,
    /// Link reference definitions of the whole file, which its speeches may use.
    pub references: Vec<ReferenceDefinition>,
    /// Footnotes of the whole file, in the order of their first marks; unreferenced ones at the end.
    pub notes: Vec<Footnote>,
    /// Notes that headings mark: the anchor of the section or speech, empty for the title, and the number of the note.
    pub heading_notes: Vec<(Box<str>, u32)>,
    /// The first words of the record as plain text.
    pub excerpt: Box<str>,
    /// Places of the metadata's keys, for later diagnostics.
    pub places: KeyLocations,
}

/// Numbers of the notes that the heading with an anchor marks; an empty anchor is the title. `all` is
/// [`MeetingDetails::heading_notes`], ordered by anchor.
pub fn notes_of_heading<'n>(all: &'n [(Box<str>, u32)], anchor: &'n str) -> impl Iterator<Item = u32> + 'n {
    let from = all.partition_point(|(known, _)| **known < *anchor);
    all[from..].iter().take_while(move |(known, _)| **known == *anchor).map(|(_, number)| *number)
}

impl MeetingDetails {
    /// Terms of the record under the taxonomy with a key.
    pub fn terms_of(&self, key: &str) -> &[Box<str>] {
        if key == TOPICS_KEY {
            return &self.topics;
        }
        self.terms.iter().find(|(known, _)| **known == *key).map_or(&[], |(_, terms)| terms)
    }

    /// Moment at which the day of the meeting is over: in its own time zone if it names one, else in that of the site.
    pub fn is_over_at(&self, site: &TimeZone) -> Option<Timestamp> {
        let own = self.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        self.date.end_in(own.as_ref().unwrap_or(site))
    }

    /// Hash of everything that other pages may show of the meeting: all except its words and the places of its
    /// metadata.
    pub(super) fn metadata_hash(&self) -> impl std::hash::Hash + '_ {
        // Taken apart by name, so that a new field is thought about here.
        let MeetingDetails {
            source: _,
            excerpt: _,
            references: _,
            places: _,
            corrections: _,
            path,
            slug,
            title,
            subtitle,
            ..
        } = self;
        let MeetingDetails {
            date,
            start,
            end,
            time_zone,
            lang,
            series,
            topics,
            terms,
            body,
            place,
            attachments,
            media,
            ..
        } = self;
        let MeetingDetails { translations, aliases, licence, attribution, visibility, speakers, .. } = self;
        let MeetingDetails { text_status, summary, times, redistribute, extra, template, highlights, .. } = self;
        (
            (path, slug, title, subtitle, date, lang, series, (topics, terms), body, place),
            (start, end, time_zone),
            (attachments, media, translations, aliases, licence, attribution, visibility, speakers),
            (text_status, summary, times, redistribute, extra, template, highlights),
        )
    }
}

/// Places of the keys of a record's metadata.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeyLocations(Vec<(Box<str>, Location)>);

impl KeyLocations {
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

/// An editors' note on a correction.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CorrectionNote {
    /// Why.
    pub note: Option<Box<str>>,
    /// True if it is a slip of the pen, which is not announced.
    pub minor: bool,
}

/// A link reference definition (CommonMark 4.7).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReferenceDefinition {
    /// The label, case folded.
    pub label: Box<str>,
    /// The destination as written.
    pub target: Box<str>,
    /// The title, perhaps empty.
    pub title: Box<str>,
}

/// A footnote. It belongs to no speaker, and its number is its position.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Footnote {
    /// The Markdown; marks of other notes are numbers, as in the text of the record.
    pub text: Box<str>,
    /// Byte offset in the file.
    pub at: u32,
}

/// A part of the meeting under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading's plain text; `None` before the first heading.
    pub heading: Option<Box<str>>,
    /// Its anchor, unique in the record.
    pub anchor: Box<str>,
    /// Keys of the item of the agenda that it is, if it has any.
    pub item: Option<Box<ItemKeys>>,
    /// The time beside its heading, if the record gives one.
    pub time: Option<Box<Moment>>,
    /// Speeches, narratives, decisions and notes, in order.
    pub contributions: Vec<Contribution>,
}

impl Section {
    /// The summary of the item of the agenda that this is, if it has one.
    pub fn summary(&self) -> Option<&RecordSummary> {
        self.item.as_ref()?.summary.as_ref().filter(|summary| !summary.text.is_empty())
    }
}

/// One part of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Contribution {
    /// Words of a speaker.
    Speech(Speech),
    /// An event that the record describes.
    Narrative(Box<Narrative>),
    /// Text that stands before any speech: context, video, boilerplate.
    Note(Note),
    /// A decision, motion, vote or task.
    Decision(Box<Decision>),
}

impl Contribution {
    /// The decision, if it is one.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Contribution::Decision(decision) => Some(decision),
            Contribution::Speech(_) | Contribution::Narrative(_) | Contribution::Note(_) => None,
        }
    }

    /// All its texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = TextRange> {
        let (blocks, other) = match self {
            Contribution::Speech(speech) => (&*speech.blocks, None),
            Contribution::Narrative(narrative) => (Default::default(), Some(narrative.text)),
            Contribution::Note(note) => (Default::default(), Some(note.text)),
            Contribution::Decision(decision) => (Default::default(), Some(decision.text)),
        };
        blocks.iter().map(|block| block.text).chain(other)
    }
}

/// Consecutive words of one speaker under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// Its permanent name in the record.
    pub id: SpeechId,
    /// The speaker.
    pub by: NameIndex,
    /// The blocks of the speech, in order; empty for a heading with nothing under it.
    pub blocks: SpeechBlocks,
    /// Facts that few speeches have.
    pub details: Option<Box<SpeechDetails>>,
    /// Delivery: spoken at the meeting, or handed in.
    pub delivery: Delivery,
    /// Latin words plus Han, kana and Hangul characters.
    pub words: u32,
}

/// Facts that few speeches have; together, so that the others need no memory for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeechDetails {
    /// The language, when it differs from the record's.
    pub lang: Option<Language>,
    /// The time beside the speaker's name, if the record gives one.
    pub time: Option<Moment>,
}

impl SpeechDetails {
    /// The details, if there are any.
    pub fn new(lang: Option<Language>, time: Option<Moment>) -> Option<Box<Self>> {
        (lang.is_some() || time.is_some()).then(|| Box::new(SpeechDetails { lang, time }))
    }
}

impl Speech {
    /// The language, when it differs from the record's.
    pub fn lang(&self) -> Option<&Language> {
        self.details.as_ref()?.lang.as_ref()
    }

    /// The time beside the speaker's name, if the record gives one.
    pub fn time(&self) -> Option<&Moment> {
        self.details.as_ref()?.time.as_ref()
    }
}

/// An event that the record describes, without a speaker: `（與會者皆無意見）`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrative {
    /// Its anchor.
    pub id: SpeechId,
    /// The Markdown, with its blockquote marks.
    pub text: TextRange,
    /// Set when this opens an item of the agenda.
    pub agenda: Option<AgendaItem>,
    /// The time in its brackets, if the record gives one.
    pub time: Option<Box<Moment>>,
    /// Set when this lists who attended.
    pub roll_call: Option<Box<RollCall>>,
}

/// An item of the agenda, opened by a narrative whose link is labelled `案由一`, `Agenda item 2` and the like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The label without its brackets.
    pub title: Box<str>,
}

/// Text that stands before any speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The Markdown.
    pub text: TextRange,
}

/// A speaker as printed, which is all that parsing knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpeakerName {
    /// The label.
    pub label: Label,
    /// Byte offset of its first heading in the file, for diagnostics.
    pub first_seen: u32,
}

/// A speaker after linking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name as printed.
    pub name: Arc<SpeakerName>,
    /// The speakers' pages it stands for: none for an anonymous label, several for people who spoke together.
    pub by: Vec<SpeakerIndex>,
    /// The role on the day, from the label's brackets or from the registry.
    pub role: Option<LocalText>,
    /// The entry of the registry, also of those who are only listed and have no page; none for several people, and for
    /// anonymous ones.
    pub registered: Option<Registered>,
}

impl<S> Meeting<S> {
    /// All contributions in order.
    pub fn contributions(&self) -> impl Iterator<Item = &Contribution> {
        self.sections.iter().flat_map(|section| &section.contributions)
    }

    /// All speeches in order.
    pub fn speeches(&self) -> impl Iterator<Item = &Speech> {
        self.contributions().filter_map(|contribution| match contribution {
            Contribution::Speech(speech) => Some(speech),
            _ => None,
        })
    }

    /// All decisions in order.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.contributions().filter_map(Contribution::decision)
    }

    /// Decisions that were taken, in order: all but action items, which stand among them and have lists of their own.
    pub fn decided(&self) -> impl Iterator<Item = &Decision> {
        self.decisions().filter(|decision| decision.kind != DecisionKind::Action)
    }

    /// The speaker of a speech.
    pub fn speaker_of(&self, speech: &Speech) -> &S {
        &self.names[speech.by as usize]
    }

    /// All speakers in the order of their first word, with the amount of their speech.
    pub fn speaking(&self) -> impl Iterator<Item = (&S, Tally)> {
        self.names.iter().zip(self.tallies.iter().copied())
    }

    /// Total amount of speech.
    pub fn total(&self) -> Tally {
        let add = |sum: Tally, one: &Tally| Tally {
            speeches: sum.speeches + one.speeches,
            words: sum.words.saturating_add(one.words),
        };
        self.tallies.iter().fold(Tally::default(), add)
    }

    /// The same meeting with other values for its names, in the same order.
    pub fn with_names<T>(&self, names: Vec<T>) -> Meeting<T> {
        debug_assert_eq!(names.len(), self.names.len());
        Meeting {
            details: Arc::clone(&self.details),
            names,
            tallies: Arc::clone(&self.tallies),
            chair: self.chair,
            attendance: Arc::clone(&self.attendance),
            sections: Arc::clone(&self.sections),
        }
    }
}

/// A person, however a record names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeakerIdentity<'a> {
    /// An entry of the registry.
    Registered(Registered),
    /// Speakers with a page: one, or several who spoke together.
    Speakers(&'a [SpeakerIndex]),
    /// A folded name.
    Label(&'a str),
}

impl Speaker {
    /// The identity of the speaker, which is the same for all names of one person.
    pub fn identity(&self) -> SpeakerIdentity<'_> {
        match self.registered {
            Some(registered) => SpeakerIdentity::Registered(registered),
            None if !self.by.is_empty() => SpeakerIdentity::Speakers(&self.by),
            None => SpeakerIdentity::Label(&self.name.label.key),
        }
    }

    /// The role for a reader of `lang`, unless it is already printed with the name.
    pub fn shown_role(&self, lang: &Language) -> Option<&str> {
        let role = self.role.as_ref().map(|role| role.get(lang));
        role.filter(|role| !role.is_empty() && !self.name.label.text.contains(role))
    }
}

impl Meeting<Speaker> {
    /// Number of people who spoke: each once, whatever the record calls them, and each anonymous label once.
    pub fn people(&self) -> usize {
        let spoke = || self.speaking().map(|(speaker, _)| speaker);
        let mut known: Vec<SpeakerIndex> = spoke().flat_map(|speaker| speaker.by.iter().copied()).collect();
        let anonymous = spoke().filter(|speaker| speaker.by.is_empty());
        let mut labels: Vec<&str> = anonymous.map(|speaker| &*speaker.name.label.key).collect();
        known.sort_unstable();
        labels.sort_unstable();
        known.dedup();
        labels.dedup();
        known.len() + labels.len()
    }

    /// The speeches of one speaker, including joint ones, in order.
    pub fn speeches_of(&self, speaker: SpeakerIndex) -> impl Iterator<Item = &Speech> {
        self.speeches().filter(move |speech| self.speaker_of(speech).by.contains(&speaker))
    }
}
