//! What a build remembers for the next one. Never more than a shortcut: whatever is missing, damaged or old is drawn
//! again, and the result is the same byte for byte.

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;
use crate::fs::cache_dir;
use crate::fs::write::WrittenStamp;
use crate::report::diagnostic::Diagnostic;
use crate::report::run_report::Counts;

/// What the last build of a site into an output folder did.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct BuildCache {
    /// Each file drawn, by path.
    pub drawn: FxHashMap<String, CachedOutput>,
    /// The sums of the files, if they were wanted.
    pub seal: ChecksumCache,
    /// What each record said.
    pub parses: Vec<SerializedParse>,
    /// The build as a whole, if it went well.
    pub whole: Option<CachedBuild>,
}

/// The seal on an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChecksumCache {
    /// For each file how it looked, and its hash then.
    pub sums: FxHashMap<String, (WrittenStamp, Hash)>,
    /// How the files of the seal looked when they had been written.
    pub stamps: Vec<(String, WrittenStamp)>,
}

/// A file drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CachedOutput {
    /// The fingerprint of what the file may depend on: quick to tell, and changes too often rather than too seldom.
    pub coarse_key: Fingerprint,
    /// The fingerprint of what the file does depend on: its view. A first build does not look at it; most files never need it.
    pub key: Option<Fingerprint>,
    /// How the file looked when it had been written.
    pub stamp: WrittenStamp,
    /// The packed files beside it.
    pub packed: Precompressed,
}

/// Packed files beside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Precompressed {
    /// They were not asked for, or could not be written.
    No,
    /// The file is too small, or no text.
    Needless,
    /// How they looked when they had been written: gzip, Brotli.
    Both(WrittenStamp, WrittenStamp),
}

/// What a record said, as bytes that only whoever packed them understands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SerializedParse {
    /// The record.
    pub path: String,
    /// The fingerprint of its files, and of all else on which reading it depends.
    pub key: Fingerprint,
    /// The packed reading.
    pub bytes: Vec<u8>,
}

/// A build as a whole: if its inputs are the same, so is its output.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CachedBuild {
    /// The fingerprint of everything that was read, and of all options but the time.
    pub inputs: Fingerprint,
    /// From when the same records were public, as seconds since 1970.
    pub since: i64,
    /// Until when, not included.
    pub until: i64,
    /// What was counted.
    pub counts: Counts,
    /// What was reported.
    pub diagnostics: Vec<Diagnostic>,
    /// Files of records and pages that were public.
    pub published: Vec<String>,
}

impl CachedBuild {
    /// Whether the same records are public at a moment.
    pub(super) fn holds_at(&self, now: jiff::Timestamp) -> bool {
        (self.since..self.until).contains(&now.as_second())
    }
}

/// Reads a memo; an empty one when there is none that can be trusted.
pub(crate) fn read(place: &Path) -> BuildCache {
    let Some(bytes) = cache_dir::read(place) else { return BuildCache::default() };
    let Some((digest, payload)) = bytes.split_at_checked(16) else { return BuildCache::default() };
    if digest != seal(payload).bytes() {
        return BuildCache::default();
    }
    postcard::from_bytes(payload).unwrap_or_default()
}

/// Keeps a memo.
pub(crate) fn write(place: &Path, cache: &BuildCache) {
    let Ok(payload) = postcard::to_stdvec(cache) else { return };
    cache_dir::write(place, &[seal(&payload).bytes(), &payload]);
}

/// The fingerprint of the payload and of the program that wrote it: another version's memo is no memo.
fn seal(payload: &[u8]) -> Fingerprint {
    Fingerprint::of(&("memo 11", env!("CARGO_PKG_VERSION"), payload))
}
