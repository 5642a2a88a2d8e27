//! Full-text search: makes the index of an archive, and reads it.
//!
//! `docs/search-format.md` describes the files. An index is planned first ([`IndexLayout`]: where passages begin, which years
//! make a segment, which passages share a pack); its files are made when they are wanted, each pack of passages by itself, the
//! shards of a segment together, and at last the directory, which tells where in their packs all of them are. Beside it stand lists of
//! names ([`NamedPage`]) and the words of pages ([`PageSection`]). [`Index`] reads such files from wherever they are
//! and answers a [`Query`]; whether a speech holds a phrase is decided by its words, and never by the index alone.

mod answer_query;
mod chunk_indexer;
mod clause;
mod codec;
mod compressed_block;
mod content_defined_cuts;
mod corpus;
mod directory;
mod earlier_shards;
mod find_pages;
mod fold;
mod index_layout;
mod index_manifest;
mod matcher;
mod merge;
mod name_list;
mod open_index;
mod pack;
mod page_words;
mod passage;
mod posting_buffer;
mod posting_run;
mod query;
mod query_plan;
mod score;
mod segment;
mod segment_cache;
mod shard;
mod shard_packs;
mod term;
mod unmatched_filters;
mod vocabulary;
mod watched_matches;

pub use answer_query::{Hit, SearchResults, SortOrder};
pub use compressed_block::{compress, decompress};
pub use corpus::Corpus;
pub use earlier_shards::{WrittenSegment, most_alike};
pub use fold::Fold;
pub use index_layout::{IndexLayout, IndexProfile, KnownPassages, SegmentKey, SerializedPassages};
pub use index_manifest::{IndexManifest, IndexedGroup, IndexedTaxonomy, SegmentEntry, WordedPages};
pub use name_list::{NamedPage, write_name_list};
pub use open_index::{Index, MemoryFiles, OpenError, Store};
pub use page_words::{PageSection, write_page_words};
pub use passage::{ContributionKind, IndexPassage, IndexedContribution, PassageSpeaker, write_passages};
pub use posting_run::RunFile;
pub use query::{Query, Term, TermKind, is_field};
pub use segment::{
    EarlierSegment, SegmentOutput, SegmentShards, shard_paths, shards_in_memory, write_index_directory, write_shards,
};
pub use segment_cache::SegmentCache;
pub use shard_packs::ShardPack;
pub use unmatched_filters::UnmatchedFilter;
pub use watched_matches::WatchedMatches;

/// Version of the files; a reader that meets another one stops.
pub const VERSION: u32 = 5;
