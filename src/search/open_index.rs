//! Opens an index wherever its files are, and reads their postings.

use std::collections::BTreeSet;
use std::fmt;

use rustc_hash::FxHashMap;

use super::clause::Clause;
use super::compressed_file::unpack;
use super::directory::Directory;
use super::shard::Shard;
use super::{IndexManifest, SegmentEntry, VERSION};

/// Access to the files of an index.
pub trait Store: Sync {
    /// Reads a file, by its path below the folder of the index.
    ///
    /// # Errors
    /// Why it cannot be had, for a person to read.
    fn get(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Files in memory, by path.
pub type MemoryFiles = FxHashMap<String, Vec<u8>>;

impl Store for MemoryFiles {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        FxHashMap::get(self, path).cloned().ok_or_else(|| format!("{path} is not there"))
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

    /// The root of the index.
    pub fn root(&self) -> &IndexManifest {
        &self.root
    }

    /// Reads and uncompresses a file of the index.
    pub(super) fn file(&self, path: &str) -> Result<Vec<u8>, String> {
        unpack(&self.store.get(path)?, LIMIT).ok_or_else(|| damaged(path))
    }

    /// The directory of each segment; `None` where it cannot be read.
    pub(super) fn directories(&self, errors: &mut Vec<String>) -> Vec<Option<Directory>> {
        let read = |segment: &SegmentEntry| {
            let path = format!("s/{}/d.bin", segment.folder);
            let directory = Directory::read(&self.file(&path)?).ok_or_else(|| damaged(&path))?;
            let passages: u64 = directory.meetings.iter().map(|(passages, _)| u64::from(*passages)).sum();
            let is_whole = passages == u64::from(segment.passages) && !directory.shards.is_empty();
            if is_whole { Ok(directory) } else { Err(damaged(&path)) }
        };
        let kept = |directory: Result<Directory, String>| directory.map_err(|error| errors.push(error)).ok();
        self.root.segments.iter().map(read).map(kept).collect()
    }

    /// Calls `emit` for every matching term of a segment with its clause, its passages and its counts.
    pub(super) fn postings(
        &self,
        segment: &SegmentEntry,
        directory: &Directory,
        clauses: &[Clause],
        mut emit: impl FnMut(usize, &[u8], &[u32], &[u32]),
    ) -> Result<(), String> {
        let mut shards: BTreeSet<usize> = BTreeSet::new();
        for clause in clauses {
            shards.extend(clause.terms.iter().map(|term| directory.shard_of(term)));
            if let (true, Some(first)) = (clause.prefix, clause.terms.first()) {
                let start = directory.shard_of(first);
                let more = directory.shards.iter().skip(start + 1).take_while(|beginning| clause.begins(beginning));
                shards.extend(start..=start + more.count());
            }
        }
        for shard in shards {
            let path = format!("s/{}/{shard}.bin", segment.folder);
            let bytes = self.file(&path)?;
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

/// The words about a file that makes no sense.
pub(super) fn damaged(path: &str) -> String {
    format!("{path} is damaged")
}
