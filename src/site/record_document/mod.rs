//! A record as JSON for other programs: the types of `index.json` beside each record, from which its JSON Schema is made.
//!
//! The document has everything that the page of the record shows, and each word of the record once. Text is Markdown without
//! raw HTML: [`crate::markdown::portable`] makes it.

mod document_agenda;
mod document_attendance;
mod document_decision;
mod document_facts;
mod document_people;
mod document_schema;
mod document_time;
mod whole_document;

pub use document_agenda::{
    BlockWords, DocumentContribution, DocumentNarrative, DocumentPassage, DocumentRollCall, DocumentSection,
    DocumentSpeech,
};
pub use document_attendance::{DocumentAttendance, DocumentAttendee, DocumentQuorum, DocumentStay};
pub use document_decision::{DocumentAction, DocumentDecision, DocumentMajority, DocumentVotes};
pub use document_facts::{
    DocumentApproval, DocumentFile, DocumentRecording, DocumentRevision, DocumentSummary, DocumentTranslation,
    NamedThing,
};
pub use document_people::{DocumentPerson, DocumentSpeaker};
pub use document_schema::record_schema;
pub use document_time::DocumentTime;
pub use whole_document::{FORMAT, RecordDocument, VERSION};
