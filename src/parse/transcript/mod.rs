//! Parses the lines of a record into sections, speeches and the events between them.
//!
//! A transcript is line-based, and its headings take precedence: whatever a speech leaves open (a fence, a quotation, a
//! `<div>`), the next `### label:` begins the next speech. So the structure is read line by line here
//! (`transcript_reader.rs`), and Markdown is parsed only within a block.

mod deliveries;
mod fences;
mod heading_counts;
mod heading_keys;
mod heading_lines;
mod named_people;
pub(super) mod oddities;
mod parsed_transcript;
mod remarks;
mod speaker_headings;
mod transcript_builder;
mod transcript_reader;

pub(super) use heading_lines::heading_lines;
pub(super) use parsed_transcript::{ParsedTranscript, Speakers};
pub(super) use remarks::is_narrative;
pub(super) use transcript_reader::read_transcript;

#[cfg(test)]
mod tests;
