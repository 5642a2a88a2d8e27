//! A record as another format has it, before it is written in the format of this program.

use rustc_hash::FxHashMap;

use super::inline_markdown::InlineMarkdown;
use super::own_markdown::OwnMarkdown;
use crate::record::{Date, ItemKeys, Presence, Quorum, RecordSummary, Side, TimeScale, TranscriptKind};
use crate::text::single_spaced;

/// Content of a foreign file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedFile {
    /// Records of meetings.
    pub records: Vec<ImportedRecord>,
    /// People and organisations that a file lists for themselves, beside those who speak in its records.
    pub registry: ImportedRegistry,
    /// True if the file says that a later version of it exists.
    pub is_superseded: bool,
}

/// Record of one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedRecord {
    /// Metadata of the meeting.
    pub facts: MeetingFacts,
    /// Parts in the order of the file.
    pub parts: Vec<ImportedPart>,
    /// Footnotes, in the order of their numbers, which begin with 1.
    pub notes: Vec<InlineMarkdown>,
    /// Numbers of the footnotes that the title marks.
    pub title_notes: Vec<u32>,
    /// People who speak or vote, as far as the file identifies them; each once.
    pub people: Vec<ImportedPerson>,
    /// Words that have no place in a record: of headers, notes and footers.
    pub left_out: Vec<LeftOut>,
    /// Positions of people by their references.
    pub(super) known: FxHashMap<String, usize>,
}

/// Metadata of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingFacts {
    /// Identifier of the document in its own format.
    pub id: Option<String>,
    /// Day, month or year of the meeting.
    pub date: Option<Date>,
    /// Day that the words above the first speaker name, if they name just one. It may be another one than that of the meeting.
    pub day_in_words: Option<Date>,
    /// Title without the date.
    pub title: Option<String>,
    /// Second line for the title.
    pub subtitle: Option<String>,
    /// Language, as a BCP 47 tag.
    pub lang: Option<String>,
    /// Name of the organisation that met.
    pub body: Option<String>,
    /// Time at which it began, as written.
    pub start: Option<String>,
    /// Time at which it ended, as written.
    pub end: Option<String>,
    /// Place of the meeting.
    pub place: Option<String>,
    /// Name of the person who presided.
    pub chair: Option<String>,
    /// Scale of the times, if the format has only one.
    pub times: Option<TimeScale>,
    /// Recordings.
    pub media: Vec<ImportedLink>,
    /// Papers of the meeting.
    pub papers: Vec<ImportedLink>,
    /// Name of the record in addresses.
    pub slug: Option<String>,
    /// The organisation that met, if the file gives its id; instead of `body`.
    pub body_entry: Option<ImportedEntry>,
    /// The committee or other series of meetings.
    pub series: Option<ImportedEntry>,
    /// Subjects.
    pub topics: Vec<ImportedEntry>,
    /// Approval of the text by the body.
    pub approval: Option<ImportedApproval>,
    /// Way in which the text was made.
    pub transcript: Option<TranscriptKind>,
    /// Short account of the meeting.
    pub summary: Option<RecordSummary>,
    /// Licence of the record.
    pub licence: Option<String>,
    /// Name to credit when the record is used.
    pub attribution: Option<String>,
    /// People whom the file lists beside the words of the record.
    pub attendees: Vec<ImportedAttendee>,
    /// Number of members needed for decisions.
    pub quorum: Option<Quorum>,
}

/// An entry of a list of another archive: a body, series or topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedEntry {
    /// Id in the other archive.
    pub id: String,
    /// Title, if it is not the id.
    pub title: Option<String>,
}

/// Approval of the text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedApproval {
    /// The body has yet to approve it.
    Pending,
    /// The body approved it; with its entry, if the file names it.
    Approved(Option<ImportedEntry>),
}

/// A paper or recording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedLink {
    /// Address.
    pub address: String,
    /// Title.
    pub title: Option<String>,
    /// Media type, or a word for it.
    pub kind: Option<String>,
    /// Time of the record at which a recording starts, in seconds.
    pub starts: Option<i64>,
    /// Length of a recording in seconds.
    pub length: Option<u64>,
}

impl From<String> for ImportedLink {
    /// An address alone.
    fn from(address: String) -> Self {
        ImportedLink { address, ..ImportedLink::default() }
    }
}

/// A person in the attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedAttendee {
    /// Part of the person.
    pub presence: Presence,
    /// Name.
    pub name: String,
    /// Times of coming and leaving, as written; none for the whole meeting.
    pub stays: Vec<(Option<String>, Option<String>)>,
}

/// Time beside a name or heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMoment {
    /// Time as written.
    pub written: String,
    /// Address of that moment in a recording.
    pub link: Option<String>,
}

/// Part of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedPart {
    /// Heading of a section.
    Heading(ImportedHeading),
    /// Words of one speaker.
    Speech(ImportedSpeech),
    /// Something that happened.
    Event(InlineMarkdown),
    /// Words of the record that nobody spoke.
    Note(ImportedBlock),
    /// A vote or another decision.
    Decision(ImportedDecision),
    /// Attendance, line by line, each with its word in bold: `**Present:** Ann Lee`.
    RollCall(Vec<InlineMarkdown>),
}

/// Heading of a section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedHeading {
    /// Plain text.
    pub text: String,
    /// Numbers of the footnotes that it marks.
    pub notes: Vec<u32>,
    /// Keys of the item that it is.
    pub keys: ItemKeys,
    /// Time at which it begins.
    pub time: Option<u64>,
    /// Time at which it begins, as another archive of this program has it; instead of `time`.
    pub moment: Option<ImportedMoment>,
}

/// Words of one speaker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedSpeech {
    /// Name as the file has it; empty if it does not say who speaks.
    pub speaker: String,
    /// Numbers of the footnotes that the name marks.
    pub notes: Vec<u32>,
    /// Milliseconds since the beginning of the recording, or since midnight.
    pub start: Option<u64>,
    /// Language, if it differs from the record's.
    pub lang: Option<String>,
    /// Time at which it begins, as another archive of this program has it; instead of `start`.
    pub moment: Option<ImportedMoment>,
    /// True if the words were handed in and not spoken.
    pub is_written: bool,
    /// True if the name stands for nobody in particular: `?`, `<name withheld>`.
    pub is_unnamed: bool,
    /// True if it goes on below a decision or a list of those present that was recorded among its words.
    pub is_continued: bool,
    /// Part of the numbers of its lists in its permalink, if another archive of this program says so.
    pub list_numbers: Option<ListNumbers>,
    /// Words, and what happened between them.
    pub blocks: Vec<ImportedBlock>,
}

/// Part of the numbers of lists in the permalink of a speech, which depends on the signs of Markdown in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListNumbers {
    /// They count as words.
    Counted,
    /// They do not count, because there are signs of links, tags or entities as well.
    Uncounted,
}

/// Block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedBlock {
    /// Paragraph.
    Paragraph(InlineMarkdown),
    /// Words of somebody else, paragraph by paragraph.
    Quotation(Vec<InlineMarkdown>),
    /// Something that happened between two paragraphs.
    Event(InlineMarkdown),
    /// Heading within a speech.
    Subheading(InlineMarkdown),
    /// List; with its first number if it is numbered.
    List(Option<u32>, Vec<InlineMarkdown>),
    /// Table by rows.
    Table(Vec<Vec<InlineMarkdown>>),
    /// Paragraphs and other blocks of another archive of this program.
    Own(OwnMarkdown),
    /// Quotation of another archive of this program: an event, or words of somebody else.
    OwnQuotation(OwnMarkdown),
    /// Line across the page.
    Rule,
}

/// A vote or another decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedDecision {
    /// Word that introduces it, with its number: `Division 12`.
    pub word: String,
    /// Words that were decided on.
    pub wording: InlineMarkdown,
    /// Result in words of the format of this program: `Carried`.
    pub outcome: Option<&'static str>,
    /// Number of votes on each side.
    pub counts: Vec<(Side, u32)>,
    /// Names of each side.
    pub names: Vec<(Side, Vec<String>)>,
    /// Lines of words that belong to it.
    pub remarks: Vec<String>,
    /// All lines as another archive of this program has them, instead of everything else.
    pub lines: Vec<InlineMarkdown>,
}

/// Line that is no part of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Number of the line, from 1; 0 if the format has no lines.
    pub line: usize,
    /// Its text.
    pub text: String,
}

/// People and organisations of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedRegistry {
    /// People in the order of the file.
    pub people: Vec<ImportedPerson>,
    /// Organisations in the order of the file.
    pub organisations: Vec<ImportedOrganisation>,
    /// Further references, each with the reference of its person.
    pub references: Vec<(String, String)>,
}

/// A person as another format has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedPerson {
    /// Reference by which other parts of the file name the person; empty if there is none.
    pub reference: String,
    /// Main name.
    pub name: String,
    /// Other names, and labels under which the person speaks.
    pub labels: Vec<String>,
    /// Scheme and value.
    pub identifiers: Vec<(String, String)>,
    /// Offices and memberships.
    pub memberships: Vec<ImportedMembership>,
    /// Addresses on the web.
    pub links: Vec<String>,
    /// Text to sort by.
    pub sort: Option<String>,
}

/// An office or membership.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedMembership {
    /// Name of the office.
    pub title: Option<String>,
    /// Reference or name of the organisation.
    pub body: Option<String>,
    /// First day, month or year.
    pub from: Option<Date>,
    /// Last day, month or year.
    pub to: Option<Date>,
}

/// An organisation as another format has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedOrganisation {
    /// Reference by which other parts of the file name it.
    pub reference: String,
    /// Main name.
    pub name: String,
    /// Other names.
    pub labels: Vec<String>,
    /// Kind in the words of this program, if it is certain.
    pub kind: Option<&'static str>,
    /// Reference of the organisation it belongs to.
    pub parent: Option<String>,
    /// Scheme and value.
    pub identifiers: Vec<(String, String)>,
    /// Addresses on the web.
    pub links: Vec<String>,
}

impl From<ImportedBlock> for ImportedPart {
    /// A block that nobody speaks.
    fn from(block: ImportedBlock) -> Self {
        match block {
            ImportedBlock::Event(event) => ImportedPart::Event(event),
            block => ImportedPart::Note(block),
        }
    }
}

impl ImportedFile {
    /// A file with one record.
    pub(super) fn of(record: ImportedRecord) -> Self {
        ImportedFile { records: vec![record], ..ImportedFile::default() }
    }
}

impl ImportedRecord {
    /// Speeches in order.
    pub fn speeches(&self) -> impl Iterator<Item = &ImportedSpeech> {
        self.parts.iter().filter_map(|part| match part {
            ImportedPart::Speech(speech) => Some(speech),
            _ => None,
        })
    }

    /// Names of those who vote in decisions, in order.
    pub fn voters(&self) -> impl Iterator<Item = &str> {
        let decisions = self.parts.iter().filter_map(|part| match part {
            ImportedPart::Decision(decision) => Some(decision),
            _ => None,
        });
        decisions.flat_map(|decision| &decision.names).flat_map(|(_, names)| names).map(String::as_str)
    }

    /// Adds the heading of a section, unless it is empty.
    pub(super) fn push_heading(&mut self, text: &str) {
        let text = single_spaced(text);
        if !text.is_empty() {
            self.parts.push(ImportedPart::Heading(ImportedHeading { text, ..ImportedHeading::default() }));
        }
    }

    /// Adds a block to the speech that is being read; before the first speech of a section it is a note.
    pub(super) fn push_block(&mut self, block: ImportedBlock) {
        match self.parts.last_mut() {
            Some(ImportedPart::Speech(speech)) => speech.blocks.push(block),
            _ => self.parts.push(block.into()),
        }
    }

    /// Remembers a person whom the file identifies, once for each reference.
    pub(super) fn meet(&mut self, person: ImportedPerson) {
        match self.known.get(&person.reference).and_then(|at| self.people.get_mut(*at)) {
            Some(known) => {
                for label in std::iter::once(person.name).chain(person.labels) {
                    if label != known.name && !known.labels.contains(&label) {
                        known.labels.push(label);
                    }
                }
            }
            None => {
                self.known.insert(person.reference.clone(), self.people.len());
                self.people.push(person);
            }
        }
    }
}
