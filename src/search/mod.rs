//! Finds what was said: makes the index of an archive, and reads it.
//!
//! `docs/search-format.md` describes the files. An index is planned first ([`Layout`]: where passages begin, which years
//! make a segment, what every file is called), which takes a look at the length of the texts only; its files are made
//! when they are wanted, passages one by one and segments as a whole. [`Index`] reads such files from wherever they are
//! and answers a [`Query`]; whether a speech holds a phrase is decided by its words, and never by the index alone.

mod chunk;
mod codec;
mod corpus;
mod directory;
mod envelope;
mod fold;
mod index;
mod layout;
mod matching;
mod merge;
mod packed;
mod passage;
mod query;
mod root;
mod segment;
mod shard;
mod shelf;
mod term;
mod vocabulary;

pub use corpus::Corpus;
pub use envelope::{pack, unpack};
pub use fold::Fold;
pub use index::{Answer, Files, Hit, Index, Order, Refusal, Store};
pub use layout::{Grain, Layout};
pub use passage::{Contribution, Kind, Passage, Voice, write_passage};
pub use query::{Query, Term, TermKind};
pub use root::{Root, SegmentEntry, SeriesEntry};
pub use segment::{SegmentFiles, write_segment};
pub use shelf::Shelf;

/// Of the files; a reader that meets another one stops.
pub const VERSION: u32 = 2;

/// About as many characters make a passage.
const PASSAGE: usize = 4000;
