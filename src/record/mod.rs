//! The nouns of public bodies, after Akoma Ntoso and Popolo: meetings, speakers, speeches, roles.
//!
//! Nothing in here knows HTML, addresses, files or YAML.

mod archive;
mod date;
mod document;
mod east_asian_dates;
mod label;
mod language;
mod linked_archive;
mod meeting;
mod moment;
mod month_names;
mod named_date;
mod page;
mod positions;
mod record_history;
mod registry;
mod speech_id;
mod visibility;
mod working_days;

pub use archive::{
    AddressRedirect, Announced, Appearance, Archive, HeldBack, RecordRedirect, Registered, SpeakerEntry,
    WithdrawnNotice,
};
pub use date::{Date, Month};
pub use document::Document;
pub use east_asian_dates::han_number;
pub use label::{LONGEST_NAME, Label, fold_label, is_long_name, strip_colon};
pub use language::Language;
pub use linked_archive::LinkedArchive;
pub use meeting::{
    AgendaItem, Block, BlockKind, Contribution, CorrectionNote, Footnote, KeyLocations, Meeting, MeetingDetails,
    NameIndex, Narrative, Note, ReferenceDefinition, Section, Speaker, SpeakerName, Speech, Tally, TextRange,
};
pub use moment::Moment;
pub use month_names::DateDoubt;
pub use named_date::{NamedDate, day_within, only_day_within, parse_leading_date, parse_trailing_date};
pub use page::Page;
pub use positions::{AnnouncedIndex, GoneIndex, MeetingIndex, PageIndex, SpeakerIndex};
pub use record_history::{ChangeKind, Correction, DiffSpan, PassageChange, RecordHistory};
pub use registry::{
    CombinedLabel, LabelClaim, LocalText, Organisation, Person, PersonKind, Registry, Role, Scope, Series, Topic,
    WebLink, within,
};
pub use speech_id::SpeechId;
pub use visibility::{AfterReview, Announcement, HoldReason, Overdue, Status, Visibility, Withdrawal};
pub use working_days::{Period, WorkingDays};
