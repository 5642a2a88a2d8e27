//! The nouns of public bodies, after Akoma Ntoso and Popolo: meetings, speakers, speeches, roles.
//!
//! Nothing in here knows HTML, addresses, files or YAML.

mod action_item;
mod archive;
mod attendance;
mod clock_time;
mod date;
mod decision;
mod delivery;
mod document;
mod east_asian_dates;
mod highlight;
mod item_keys;
mod label;
mod language;
mod language_tags;
mod linked_archive;
mod meeting;
mod meeting_bodies;
mod moment;
mod month_names;
mod named_date;
mod office_holder;
mod organisation_kind;
mod organisation_tree;
mod page;
mod positions;
mod record_history;
mod registry;
mod speech_blocks;
mod speech_id;
mod text_range;
mod text_status;
mod time_scale;
mod timeline;
mod unresolved_reference;
mod visibility;
mod working_days;

pub use action_item::{ActionItem, ActionStatus};
pub use archive::{
    AddressRedirect, Announced, Appearance, Archive, HeldBack, MOST_LANGUAGES, RecordRedirect, SpeakerEntry,
    WithdrawnNotice,
};
pub use attendance::{Attendance, Attendee, Presence, Quorum, RollCall, RollCallLine, Stay};
pub use clock_time::ClockTime;
pub use date::{Date, Month};
pub use decision::{
    Agreement, Ballot, Decision, DecisionKind, DecisionLine, DecisionOutcome, Majority, NamedRole, NamesLine, Side,
    VoteResult,
};
pub use delivery::Delivery;
pub use document::Document;
pub use east_asian_dates::han_number;
pub use highlight::Highlight;
pub use item_keys::ItemKeys;
pub use label::{LONGEST_NAME, Label, fold_label, is_long_name, strip_colon};
pub use language::Language;
pub use linked_archive::LinkedArchive;
pub use meeting::{
    AgendaItem, Contribution, CorrectionNote, Footnote, KeyLocations, Meeting, MeetingDetails, Narrative, Note,
    ReferenceDefinition, Section, Speaker, SpeakerIdentity, SpeakerName, Speech, SpeechDetails, Tally,
    notes_of_heading,
};
pub use meeting_bodies::MeetingBodies;
pub use moment::{Moment, hours_minutes_seconds};
pub use month_names::DateDoubt;
pub use named_date::{NamedDate, day_within, only_day_within, parse_leading_date, parse_trailing_date};
pub use office_holder::is_part_of_name;
pub use organisation_kind::OrganisationKind;
pub use organisation_tree::OrganisationTree;
pub use page::{Page, PageHeading};
pub use positions::{AnnouncedIndex, GoneIndex, MeetingIndex, NameIndex, PageIndex, SpeakerIndex};
pub use record_history::{
    ChangeKind, Correction, DiffSpan, FormerPassage, FormerVersion, PassageChange, PassageKind, RecordHistory,
};
pub use registry::{
    CombinedLabel, LabelClaim, LocalText, Organisation, Person, PersonKind, Registered, Registry, Role, Scope, Series,
    TOPICS_KEY, Taxonomy, TaxonomyTerm, WebLink, within,
};
pub use speech_blocks::{Block, BlockKind, SpeechBlocks};
pub use speech_id::SpeechId;
pub use text_range::TextRange;
pub use text_status::{Approval, RecordSummary, SummaryAuthor, TextStatus, TranscriptKind};
pub use time_scale::TimeScale;
pub use timeline::{RecordedMoment, RecordedPart, Timeline};
pub use unresolved_reference::{NamedRecord, UnknownFile, UnresolvedReferences};
pub use visibility::{AfterReview, Announcement, Cancellation, HoldReason, Overdue, Status, Visibility, Withdrawal};
pub use working_days::{Period, WorkingDays};
