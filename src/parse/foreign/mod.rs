//! Reads formats of other programs: captions, the text files of recorders, and the XML and JSON of other archives. Gives
//! records in the format of this program.

mod akoma_ntoso;
mod bundestag;
mod council_data_project;
mod cues;
mod document_metadata;
mod documents;
mod foreign_dates;
mod foreign_names;
mod foreign_text;
mod html_blocks;
mod import_format;
mod imported_record;
mod inline_markdown;
mod join_cues;
mod list_numbers;
mod markdown_record;
mod other_documents;
mod own_markdown;
mod parlparse;
mod popolo;
mod record_document;
mod recorder_text;
mod tei;
mod timestamp;
mod voices;
mod written_decision;
mod xml_inline;
mod xml_tree;

pub use document_metadata::{IMPORTED_FROM, front_matter, imported_from, is_silent};
pub use foreign_names::ForeignNames;
pub use import_format::ImportFormat;
pub use imported_record::{
    ImportedApproval, ImportedEntry, ImportedFile, ImportedMembership, ImportedOrganisation, ImportedPart,
    ImportedPerson, ImportedRecord, ImportedRegistry, MeetingFacts,
};
pub use markdown_record::{markdown_record, words_of};

#[cfg(test)]
mod tests;
