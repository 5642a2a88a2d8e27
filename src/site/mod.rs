//! The nouns of publishing: outputs and their paths, addresses, listings, feeds, and what a template sees.

mod address;
mod former;
mod locale;
mod mark;
mod output;
mod plan;
mod transcript;
pub mod view;

pub use address::{Address, Base, with_digest};
pub use former::{Former, FormerKind, Successor};
pub use locale::{Locale, LocaleIndex};
pub use mark::Mark;
pub use output::{Artifact, ArtifactContent, FeedFormat, FeedScope, OWN_FOLDER, Output, OutputKind, OutputPath};
pub use plan::{Addresses, Listing, Plan};
pub use transcript::{Counterpart, Line, Passage, SpeechView, Transcript, Voice};
