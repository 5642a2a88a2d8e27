//! Full-text search: makes the index of an archive, and reads it.
//!
//! `docs/search-format.md` describes the files. An index is planned first ([`IndexLayout`]: where passages begin, which years
//! make a segment, what every file is called), which takes a look at the length of the texts only; its files are made
//! when they are wanted, passages one by one and segments as a whole. [`Index`] reads such files from wherever they are
//! and answers a [`Query`]; whether a speech holds a phrase is decided by its words, and never by the index alone.

mod answer_query;
mod chunk_indexer;
mod clause;
mod codec;
mod compressed_file;
mod corpus;
mod directory;
mod fold;
mod index_layout;
mod index_manifest;
mod matcher;
mod merge;
mod open_index;
mod passage;
mod posting_buffer;
mod query;
mod query_plan;
mod score;
mod segment;
mod segment_cache;
mod shard;
mod term;
mod vocabulary;

pub use answer_query::{Hit, SearchResults, SortOrder};
pub use compressed_file::{pack, unpack};
pub use corpus::Corpus;
pub use fold::Fold;
pub use index_layout::{IndexLayout, IndexProfile};
pub use index_manifest::{IndexManifest, IndexedSeries, SegmentEntry};
pub use open_index::{Index, MemoryFiles, OpenError, Store};
pub use passage::{ContributionKind, IndexPassage, IndexedContribution, PassageSpeaker, write_passage};
pub use query::{Query, Term, TermKind};
pub use segment::{SegmentFiles, write_segment};
pub use segment_cache::SegmentCache;

/// Version of the file format; a reader stops at any other.
pub const VERSION: u32 = 2;

/// Approximate length of a passage, in characters.
const PASSAGE: usize = 4000;
