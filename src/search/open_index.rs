//! Opens an index wherever its files are, and reads their postings.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::clause::Clause;
use super::compressed_block::decompress;
use super::directory::{SegmentDirectory, read_directory};
use super::index_layout::index_path;
use super::pack::{BlockPlace, PackName};
use super::shard::Shard;
use super::{IndexManifest, SegmentEntry, VERSION};

/// Access to the files of an index.
pub trait Store: Sync {
    /// Reads a file, by its path below the folder of the index.
    ///
    /// # Errors
    /// Why it cannot be had, for a person to read.
    fn get(&self, path: &str) -> Result<Vec<u8>, String>;

    /// Some of the bytes of a file, as far as there are so many.
    ///
    /// # Errors
    /// As [`Store::get`].
    fn part(&self, path: &str, bytes: Range<u64>) -> Result<Vec<u8>, String> {
        self.get(path).map(|all| within(&all, bytes).to_vec())
    }
}

/// Some bytes, as far as there are so many.
fn within(all: &[u8], bytes: Range<u64>) -> &[u8] {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(all.len());
    &all[place(bytes.start)..place(bytes.end.max(bytes.start))]
}

/// Files in memory, by path.
pub type MemoryFiles = FxHashMap<String, Vec<u8>>;

impl Store for MemoryFiles {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        FxHashMap::get(self, path).cloned().ok_or_else(|| format!("{path} is not there"))
    }

    fn part(&self, path: &str, bytes: Range<u64>) -> Result<Vec<u8>, String> {
        let all = FxHashMap::get(self, path).ok_or_else(|| format!("{path} is not there"))?;
        Ok(within(all, bytes).to_vec())
    }
}

/// Reason why an index cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// Its root cannot be had.
    Missing(String),
    /// Its root is no root of an index.
    Damaged,
    /// It is of another version.
    Version(u64),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Missing(why) => write!(f, "there is no search index: {why}"),
            OpenError::Damaged => write!(f, "the search index is damaged: index.json says nothing that makes sense"),
            OpenError::Version(version) => {
                write!(f, "the search index has version {version}, and this program reads version {VERSION}")
            }
        }
    }
}

/// An index that can be asked.
pub struct Index<S> {
    store: S,
    pub(super) root: IndexManifest,
}

/// Maximum uncompressed size of an index file, in bytes.
const LIMIT: u64 = 256 * 1024 * 1024;
/// No segment has more passages.
const PASSAGES: u32 = 1 << 24;

impl<S: Store> Index<S> {
    /// Opens an index.
    ///
    /// # Errors
    /// When there is none, or none that this version can read.
    pub fn open(store: S) -> Result<Self, OpenError> {
        let bytes = store.get("index.json").map_err(OpenError::Missing)?;
        let root: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| OpenError::Damaged)?;
        match root.get("version").and_then(serde_json::Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => return Err(OpenError::Version(version)),
            None => return Err(OpenError::Damaged),
        }
        let root: IndexManifest = serde_json::from_value(root).map_err(|_| OpenError::Damaged)?;
        let sound = |segment: &SegmentEntry| {
            segment.passages <= PASSAGES
                && segment.years.first().is_none_or(|(_, first)| *first == 0)
                && segment.years.is_sorted_by_key(|(_, first)| *first)
                && (segment.passages == 0 || !segment.years.is_empty())
        };
        if root.segments.iter().all(sound) { Ok(Index { store, root }) } else { Err(OpenError::Damaged) }
    }

    /// Opens an index whose root is known.
    pub fn with_root(store: S, root: IndexManifest) -> Self {
        Index { store, root }
    }

    /// The files of the index.
    pub(super) fn store(&self) -> &S {
        &self.store
    }

    /// The root of the index.
    pub fn root(&self) -> &IndexManifest {
        &self.root
    }

    /// Returns a block of a pack, decompressed, and the path of the pack.
    pub(super) fn block(
        &self,
        path_of: fn(PackName) -> String,
        place: &BlockPlace,
    ) -> Result<(Vec<u8>, String), String> {
        let path = path_of(place.pack);
        let stored = match &place.bytes {
            Some(bytes) => self.store.part(&path, bytes.clone())?,
            None => self.store.get(&path)?,
        };
        let is_whole = place.bytes.as_ref().is_none_or(|bytes| stored.len() as u64 == bytes.end - bytes.start);
        let Some(bytes) = decompress(&stored, LIMIT).filter(|_| is_whole) else { return Err(damaged(&path)) };
        Ok((bytes, path))
    }

    /// Reads the directory; empty if it cannot be read.
    pub(super) fn directory(&self, errors: &mut Vec<String>) -> Vec<SegmentDirectory> {
        let path = format!("s/{}.bin", self.root.directory);
        let read = || {
            let bytes = decompress(&self.store.get(&path)?, LIMIT).ok_or_else(|| damaged(&path))?;
            let segments = read_directory(&bytes).ok_or_else(|| damaged(&path))?;
            let is_whole =
                segments.len() == self.root.segments.len()
                    && self.root.segments.iter().zip(&segments).all(|(told, read)| {
                        read.passages.len() == told.passages as usize && !read.beginnings.is_empty()
                    });
            if is_whole { Ok(segments) } else { Err(damaged(&path)) }
        };
        read().unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        })
    }

    /// Calls `emit` for every matching term of a segment with its clause, its passages and its counts.
    pub(super) fn postings(
        &self,
        segment: &SegmentEntry,
        directory: &SegmentDirectory,
        clauses: &[Clause],
        mut emit: impl FnMut(usize, &[u8], &[u32], &[u32]),
    ) -> Result<(), String> {
        let mut shards: BTreeSet<usize> = BTreeSet::new();
        for clause in clauses {
            shards.extend(clause.terms.iter().map(|term| directory.shard_of(term)));
            if let (true, Some(first)) = (clause.prefix, clause.terms.first()) {
                let start = directory.shard_of(first);
                let more = directory.beginnings.iter().skip(start + 1).take_while(|beginning| clause.begins(beginning));
                shards.extend(start..=start + more.count());
            }
        }
        for shard in shards {
            // Shards and beginnings are equally many.
            let Some(place) = directory.shards.get(shard) else { continue };
            let (bytes, path) = self.block(index_path, place)?;
            let shard = Shard::read(&bytes, segment.passages).ok_or_else(|| damaged(&path))?;
            let wanted = |term: &[u8]| clauses.iter().any(|clause| clause.wants(term));
            let whole = shard.find(wanted, |postings| {
                for (number, _) in clauses.iter().enumerate().filter(|(_, clause)| clause.wants(&postings.term)) {
                    emit(number, &postings.term, &postings.passages, &postings.counts);
                }
            });
            whole.ok_or_else(|| damaged(&path))?;
        }
        Ok(())
    }
}

/// Error message for a damaged file.
pub(super) fn damaged(path: &str) -> String {
    format!("{path} is damaged")
}
