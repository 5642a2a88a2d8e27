//! Draws a record as JSON for other programs; see [`crate::site::record_document`].

mod document_people;
mod document_sections;
mod document_votes;
mod document_words;
mod record_facts;

use self::document_people::{attendance, people};
use self::document_sections::sections;
use self::document_words::DocumentWords;
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
    let words = DocumentWords::of(renderer, index, &text);
    let document = RecordDocument {
        people: people(renderer, index),
        chair: meeting.chair,
        attendance: attendance(meeting),
        title_notes: words.notes_at(""),
        sections: sections(meeting, &words),
        footnotes: meeting.details.notes.iter().map(|note| words.markdown(note.text.trim())).collect(),
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
