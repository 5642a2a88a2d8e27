//! The nouns of public bodies, after Akoma Ntoso and Popolo: who met, who said what, in which role.
//!
//! Nothing in here knows HTML, addresses, files or YAML.

mod archive;
mod date;
mod label;
mod language;
mod meeting;
mod moment;
mod named_date;
mod past;
mod registry;
mod speech_id;
mod visibility;
mod working_days;

pub use archive::{
    Announced, AnnouncedIndex, Appearance, Archive, FILES, Forward, Gone, GoneIndex, Held, MeetingIndex, Page,
    PageIndex, Redirection, Registered, SpeakerEntry, SpeakerIndex,
};
pub use date::{Date, Month};
pub use label::{LONGEST_NAME, Label, fold_label, is_long_name, strip_colon};
pub use language::Language;
pub use meeting::{
    AgendaItem, Block, BlockKind, Contribution, CorrectionNote, Document, Footnote, Meeting, MeetingDetails, NameIndex,
    Narrative, Note, Places, ReferenceDefinition, Section, Speaker, SpeakerName, Speech, Tally, TextRange,
};
pub use moment::Moment;
pub use named_date::{NamedDate, parse_leading_date, parse_trailing_date};
pub use past::{Change, Corrected, Correction, Past, Piece};
pub use registry::{
    CombinedLabel, LabelClaim, LocalText, Organisation, Person, PersonKind, Registry, Role, Scope, Series, Topic,
    WebLink, within,
};
pub use speech_id::SpeechId;
pub use visibility::{AfterReview, Announcement, HoldReason, Overdue, Status, Visibility, Withdrawal};
pub use working_days::{Period, WorkingDays};
