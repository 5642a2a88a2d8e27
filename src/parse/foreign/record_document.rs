//! Reads `index.json` of another archive of this program: see [`crate::site::record_document`].
//!
//! The file may be from anywhere, so nothing in it is taken as it is: text is made safe again, names and headings are escaped,
//! and the whole is read by the parser of records before it is written.

use super::imported_record::{
    ImportedApproval, ImportedAttendee, ImportedBlock, ImportedDecision, ImportedEntry, ImportedFile, ImportedHeading,
    ImportedLink, ImportedMoment, ImportedPart, ImportedPerson, ImportedRecord, ImportedSpeech, MeetingFacts,
};
use super::own_markdown::OwnMarkdown;
use crate::markdown::{LinkKind, classify};
use crate::record::{
    Date, ItemKeys, Language, Presence, Quorum, RecordSummary, SummaryAuthor, TimeScale, TranscriptKind,
};
use crate::site::record_document::{
    DocumentApproval, DocumentAttendance, DocumentAttendee, DocumentContribution, DocumentFile, DocumentPassage,
    DocumentPerson, DocumentSection, DocumentSpeech, DocumentSummary, DocumentTime, FORMAT, NamedThing, RecordDocument,
    VERSION,
};
use crate::text::single_spaced;

/// Maximum length in characters of a time as written; some have the day in front.
const LONGEST_TIME: usize = 40;

/// Reads a document.
///
/// # Errors
/// When it is none, or of a later version: the reason.
pub(super) fn read(text: &str) -> Result<ImportedFile, String> {
    let document: RecordDocument =
        serde_json::from_str(text).map_err(|error| format!("it is no document of a record: {error}"))?;
    if document.format != FORMAT || document.version != VERSION {
        return Err(format!("it has version {} of the format, and only {VERSION} can be read", document.version));
    }
    let mut reader = DocumentReader { document: &document, record: ImportedRecord::default(), speaker: None };
    reader.record.facts = facts(&document);
    reader.record.title_notes = reader.known_notes(&document.title_notes);
    document.sections.iter().for_each(|section| reader.section(section));
    reader.record.notes = document.footnotes.iter().map(|note| reader.markdown(note).line()).collect();
    let mut record = reader.record;
    document.people.iter().filter_map(person).for_each(|person| record.meet(person));
    Ok(ImportedFile::of(record))
}

/// A label under which somebody with another name speaks.
fn person(person: &DocumentPerson) -> Option<ImportedPerson> {
    let [speaker] = person.speakers.as_slice() else { return None };
    let name = speaker.name.clone()?;
    let labels = vec![person.label.clone()];
    Some(ImportedPerson { reference: speaker.id.clone(), name, labels, ..ImportedPerson::default() })
}

struct DocumentReader<'d> {
    document: &'d RecordDocument,
    record: ImportedRecord,
    /// Position of the last speaker of the section.
    speaker: Option<u32>,
}

impl DocumentReader<'_> {
    fn markdown(&self, text: &str) -> OwnMarkdown {
        OwnMarkdown::new(text, self.document.footnotes.len())
    }

    /// Numbers of notes that exist.
    fn known_notes(&self, notes: &[u32]) -> Vec<u32> {
        let most = self.document.footnotes.len();
        notes.iter().copied().filter(|note| (1..=most).contains(&(*note as usize))).collect()
    }

    fn section(&mut self, section: &DocumentSection) {
        self.speaker = None;
        if let Some(heading) = &section.heading {
            let heading = ImportedHeading {
                text: heading.trim().to_owned(),
                moment: moment(&section.time),
                keys: ItemKeys {
                    id: section.item.as_deref().filter(|item| is_key(item)).map(Box::from),
                    matters: keys(&section.matters),
                    topics: keys(&section.topics),
                    summary: section.summary.as_ref().map(summary),
                },
                notes: self.known_notes(&section.heading_notes),
                ..ImportedHeading::default()
            };
            self.record.parts.push(ImportedPart::Heading(heading));
        }
        for contribution in &section.contributions {
            let part = match contribution {
                DocumentContribution::Speech(own) => ImportedPart::Speech(self.speech(own)),
                DocumentContribution::Narrative(own) => {
                    ImportedPart::Note(ImportedBlock::OwnQuotation(self.markdown(&own.text)))
                }
                DocumentContribution::RollCall(own) => {
                    ImportedPart::RollCall(self.markdown(&own.lines.join("\n")).lines())
                }
                DocumentContribution::Decision(own) => ImportedPart::Decision(ImportedDecision {
                    word: own.word.clone(),
                    lines: self.markdown(&own.lines.join("\n")).lines(),
                    ..ImportedDecision::default()
                }),
                DocumentContribution::Note(own) => ImportedPart::Note(ImportedBlock::Own(self.markdown(&own.text))),
            };
            self.record.parts.push(part);
        }
    }

    fn speech(&mut self, speech: &DocumentSpeech) -> ImportedSpeech {
        let person = self.document.people.get(speech.by as usize);
        let before = self.speaker.replace(speech.by);
        let block = |block: &DocumentPassage| match block {
            DocumentPassage::Words(text) => ImportedBlock::Own(self.markdown(text)),
            DocumentPassage::Event { event } => ImportedBlock::OwnQuotation(self.markdown(event)),
            DocumentPassage::Quotation { quotation } => ImportedBlock::OwnQuotation(self.markdown(quotation)),
        };
        ImportedSpeech {
            speaker: person.map(|person| person.label.trim().to_owned()).unwrap_or_default(),
            moment: moment(&speech.time),
            lang: speech.lang.as_deref().and_then(Language::parse).map(|lang| lang.as_str().to_owned()),
            is_written: speech.written,
            is_unnamed: person.is_some_and(|person| person.unnamed),
            is_continued: speech.continued && before == Some(speech.by),
            notes: self.known_notes(&speech.heading_notes),
            blocks: speech.blocks.iter().map(block).collect(),
            ..ImportedSpeech::default()
        }
    }
}

fn facts(document: &RecordDocument) -> MeetingFacts {
    let label = |position: u32| document.people.get(position as usize).map(|person| single_spaced(&person.label));
    MeetingFacts {
        id: Some(document.address.clone()).filter(|address| !address.is_empty()),
        date: Date::parse(&document.date),
        title: Some(document.title.clone()),
        subtitle: document.subtitle.clone(),
        lang: Language::parse(&document.lang).map(|lang| lang.as_str().to_owned()),
        start: document.start.clone(),
        end: document.end.clone(),
        place: document.place.clone(),
        chair: document.chair.and_then(label),
        times: match document.times.as_deref() {
            Some("recording") => Some(TimeScale::Recording),
            Some("clock") => Some(TimeScale::Clock),
            _ => None,
        },
        media: document
            .media
            .iter()
            .filter_map(|own| Some(ImportedLink { starts: own.starts, length: own.length, ..link(&own.file)? }))
            .collect(),
        papers: document.papers.iter().filter_map(link).collect(),
        slug: Some(document.id.clone()).filter(|id| !id.is_empty()),
        body_entry: document.body.as_ref().map(entry),
        series: document.series.as_ref().map(entry),
        topics: document.topics.iter().map(entry).collect(),
        approval: document.approval.as_ref().and_then(approval),
        transcript: document.transcript.as_deref().and_then(TranscriptKind::of_name),
        summary: document.summary.as_ref().map(summary),
        licence: document.licence.clone(),
        attribution: document.attribution.clone(),
        attendees: attendees(&document.attendance, label),
        quorum: document.attendance.quorum.map(|own| Quorum { needed: own.needed, members: own.members, met: own.met }),
        ..MeetingFacts::default()
    }
}

/// A paper or recording; none if its address is not of the web.
fn link(own: &DocumentFile) -> Option<ImportedLink> {
    is_web(&own.address).then(|| ImportedLink {
        address: own.address.clone(),
        title: own.title.clone(),
        kind: own.kind.clone(),
        ..ImportedLink::default()
    })
}

fn entry(own: &NamedThing) -> ImportedEntry {
    ImportedEntry { id: own.id.clone(), title: own.title.clone() }
}

fn approval(own: &DocumentApproval) -> Option<ImportedApproval> {
    match &*own.status {
        "pending" => Some(ImportedApproval::Pending),
        "approved" => Some(ImportedApproval::Approved(own.by.as_ref().map(entry))),
        _ => None,
    }
}

fn summary(own: &DocumentSummary) -> RecordSummary {
    let by = SummaryAuthor::of_name(own.by.as_deref().unwrap_or_default());
    RecordSummary { text: single_spaced(&own.text).into(), by }
}

/// People whom only the metadata of the record lists: its roll calls list the others.
fn attendees(attendance: &DocumentAttendance, label: impl Fn(u32) -> Option<String>) -> Vec<ImportedAttendee> {
    let lists = [
        (Presence::Present, &attendance.present),
        (Presence::InAttendance, &attendance.in_attendance),
        (Presence::Apologies, &attendance.apologies),
        (Presence::Absent, &attendance.absent),
    ];
    let attendee = |presence: Presence, own: &DocumentAttendee| {
        let stays = own.stays.iter().map(|stay| (stay.from.clone(), stay.to.clone())).collect();
        Some(ImportedAttendee { presence, name: label(own.person)?, stays })
    };
    let listed = lists.into_iter().flat_map(|(presence, list)| list.iter().map(move |own| (presence, own)));
    listed.filter(|(_, own)| own.listed).filter_map(|(presence, own)| attendee(presence, own)).collect()
}

/// Time beside a name; none if it could be anything else.
fn moment(own: &DocumentTime) -> Option<ImportedMoment> {
    let written = own.time.as_deref().map(single_spaced)?;
    let is_time = written.starts_with(|c: char| c.is_alphanumeric() || c == '-')
        && written.chars().count() <= LONGEST_TIME
        && written.chars().all(|c| c.is_alphanumeric() || " :：.,，/-".contains(c));
    let link = own.time_link.clone().filter(|link| is_web(link));
    is_time.then_some(ImportedMoment { written, link })
}

fn is_web(address: &str) -> bool {
    matches!(classify(address), LinkKind::Absolute(_))
        && address.starts_with("http")
        && !address.contains(char::is_control)
}

/// Ids that a key of an item may have.
fn keys(own: &[String]) -> Vec<Box<str>> {
    own.iter().filter(|id| is_key(id)).map(|id| id.as_str().into()).collect()
}

fn is_key(id: &str) -> bool {
    !id.trim().is_empty() && !id.contains(|c: char| c.is_control() || "/<>{}[],、".contains(c))
}
