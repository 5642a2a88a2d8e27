//! The nouns of publishing: outputs and their paths, addresses, listings, feeds, and the views of templates.

mod action_log;
mod address;
mod body;
mod citations;
mod data_file;
mod locale;
mod old_address;
mod output;
mod plan;
pub mod record_document;
mod recording_type;
mod speaker_icon;
mod template_data;
mod term_index;
mod turns_view;
pub mod view;
pub mod well_known;

pub use crate::config::FeedFormat;
pub use action_log::{DecisionPlace, LoggedAction};
pub use address::{Address, Base, with_digest};
pub use body::{Body, BodyIndex, Membership};
pub use citations::{Citations, CitingSources};
pub use data_file::{DataFile, DataFileFacts, DataTable, GZIP_TYPE, RecordFormat, TableFormat, WrittenData, is_packed};
pub use locale::{Locale, LocaleIndex};
pub use old_address::{OldAddress, OldAddressKind, Successor};
pub use output::{
    Artifact, ArtifactContent, CalendarScope, DecisionScope, FeedScope, Output, OutputKind, OutputPath, PodcastScope,
};
pub use plan::{
    Addresses, DecidedMeetings, Hearing, HighlightedSpeech, ListedTaxonomy, Listing, Matter, Plan, SpeakerPages,
    SpokenYear,
};
pub use recording_type::recording_type;
pub use speaker_icon::SpeakerIcon;
pub use template_data::{TemplateData, TemplateDataFile};
pub use term_index::{TOPICS, TermIndex};
pub use turns_view::{
    AnsweredQuestion, DecisionLines, NamedLink, ParallelRecord, PlayLink, RollCallLines, SpeechView, TranscriptItem,
    TranscriptView, TurnSpeaker,
};
