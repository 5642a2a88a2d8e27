//! How a transcript writes who speaks: names in headings and at the beginning of lines, and what stands around them.
//!
//! Knows one line at a time, and nothing of Markdown's blocks: the reader of records, what `check` notices and what
//! `check --fix` mends all ask here, so that they agree.

mod clock;
mod heading;
mod line;

pub use heading::{Behind, Heading, behind_colon, is_label, is_withheld, nobody, understand, without_attributes};
pub use line::{LabelLine, LineKind, Unread, false_heading, marks, unread, unread_bold, with_headings};
