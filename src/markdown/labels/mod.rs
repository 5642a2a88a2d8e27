//! Recognises how a transcript names its speakers: in headings and at the beginning of lines, with everything around
//! the names.
//!
//! Works on single lines and ignores Markdown's blocks. The parser of records, `check` and `check --fix` all use it, so
//! that they agree.

mod clock;
mod course;
mod dressed;
mod event_time;
mod false_heading;
mod forms_of_address;
mod heading;
mod line;
mod minutes_words;
mod name;
mod name_particles;
mod no_speaker;
mod obscured;
mod office;
mod remark_time;
mod slip;
mod unread;

pub use dressed::{DressedLabel, Strength, dressed_label, is_full_name};
pub use event_time::{time_beside, time_in_front};
pub use false_heading::{FalseHeading, HeadingForm, false_heading, with_restored};
pub use heading::{
    Behind, Heading, behind_colon, is_label, is_withheld, nobody, understand, understand_speaker, without_attributes,
    without_middle,
};
pub use line::{LabelLine, cue, is_nameless, label_of, marks, segments};
pub use name::{is_odd_blank, looks_like_name};
pub use no_speaker::{is_no_speaker, may_be_no_speaker};
pub use remark_time::{is_bracketed, time_of_remark, without_quote_marks, words_of_remark};
pub use slip::{with_colons, without_slip};
pub use unread::{LineKind, Unread, unread, unread_bold, with_headings};
