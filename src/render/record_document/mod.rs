//! Draws a record as JSON for other programs; see [`crate::site::record_document`].

mod document_names;
mod document_sections;
mod document_votes;
mod document_writer;
mod record_facts;

use self::document_names::{DocumentPeople, attendance};
use self::document_sections::sections;
use self::document_writer::DocumentWriter;
use self::record_facts::facts;
use super::context::Renderer;
use crate::record::MeetingIndex;
use crate::site::Address;
use crate::site::record_document::{RecordDocument, record_schema};
use crate::site::well_known::RECORD_SCHEMA;

/// The document of a record.
pub(super) fn draw(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<u8> {
    let meeting = &renderer.archive.meetings[index];
    let text = renderer.text(index);
    let people = DocumentPeople::of(renderer, index);
    let writer = DocumentWriter::of(renderer, index, &text, &people);
    let document = RecordDocument {
        chair: meeting.chair.map(|name| people.position(name)),
        attendance: attendance(meeting, &people),
        title_notes: writer.notes_at(""),
        sections: sections(meeting, &writer),
        footnotes: meeting.details.notes.iter().map(|note| writer.markdown(note.text.trim())).collect(),
        people: people.people,
        ..facts(renderer, index)
    };
    json(&document)
}

/// The schema of all documents.
pub(super) fn schema(renderer: &Renderer<'_>) -> Vec<u8> {
    json(&record_schema(&renderer.plan.base.absolute(&Address::new(RECORD_SCHEMA))))
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    let mut out = serde_json::to_vec(value).expect("text, numbers and lists are valid JSON");
    out.push(b'\n');
    out
}
