//! The cache that a build leaves for the next one. It only saves time: whatever is missing, damaged or outdated is
//! drawn again, with the same bytes.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

use super::parse_cache::{ParseCache, SerializedParse};
use crate::bytes::fingerprint::{Fingerprint, FingerprintingWriter};
use crate::bytes::sha256::Hash;
use crate::fs::cache_dir;
use crate::fs::write::WrittenStamp;
use crate::pipeline::examined_pictures::ExaminedPictures;
use crate::pipeline::files_at_rest::FileAtRest;
use crate::report::diagnostic::Diagnostic;
use crate::report::mass::SiteMass;
use crate::report::run_report::Counts;
use crate::search::{SegmentKey, SerializedPassages, WrittenSegment};
use crate::site::WrittenData;

/// Version of the program, and a fingerprint of its sources: two programs with the same value read and draw everything in the same way.
pub(super) const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("MINUTEBOOK_SOURCES"));

/// Cached results of the last build of a site into an output folder.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct BuildCache {
    /// Drawn files, by path.
    pub drawn: FxHashMap<String, CachedOutput>,
    /// Contents of the packs of the search index.
    pub index: IndexCache,
    /// Facts about the files of open data.
    pub data: WrittenData,
    /// Checksums of the output, if it has any.
    pub seal: ChecksumCache,
    /// Files at rest, which are not read while they look the same.
    pub files: Vec<FileAtRest>,
    /// Parsed records.
    pub parses: Vec<SerializedParse>,
    /// Passages of each record in the search index.
    pub passages: SerializedPassages,
    /// Pictures that were examined.
    pub pictures: ExaminedPictures,
    /// The build as a whole, if it went well.
    pub whole: Option<CachedBuild>,
}

/// Borrowed parts that are stored as a [`BuildCache`] while most of them are still in use: the same fields in the same order.
#[derive(Serialize)]
pub(super) struct BuildCacheRef<'a> {
    pub(super) drawn: &'a FxHashMap<String, CachedOutput>,
    pub(super) index: &'a IndexCache,
    pub(super) data: &'a WrittenData,
    pub(super) seal: &'a ChecksumCache,
    pub(super) files: &'a [FileAtRest],
    pub(super) parses: &'a ParsesToStore<'a>,
    pub(super) passages: &'a SerializedPassages,
    pub(super) pictures: &'a ExaminedPictures,
    pub(super) whole: Option<&'a CachedBuild>,
}

/// Parsed records that are serialized when it is their turn, or have been already.
pub(super) enum ParsesToStore<'a> {
    /// Records that this run has parsed.
    Parsed(&'a ParseCache),
    /// Records that an earlier run has parsed.
    Serialized(&'a [SerializedParse]),
}

impl Serialize for ParsesToStore<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ParsesToStore::Parsed(parses) => parses.serialize_parses(serializer),
            ParsesToStore::Serialized(parses) => parses.serialize(serializer),
        }
    }
}

impl BuildCache {
    /// The same to be stored with other files at rest.
    pub(super) fn with_files<'a>(
        &'a self,
        files: &'a [FileAtRest],
        parses: &'a ParsesToStore<'a>,
    ) -> BuildCacheRef<'a> {
        let BuildCache { drawn, index, data, seal, files: _, parses: _, passages, pictures, whole } = self;
        BuildCacheRef { drawn, index, data, seal, files, parses, passages, pictures, whole: whole.as_ref() }
    }
}

/// Contents of the packs of the search index, from which the directory is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct IndexCache {
    /// Segments, by key.
    pub segments: FxHashMap<SegmentKey, WrittenSegment>,
    /// Lengths of the passages in each pack, by the path of the pack.
    pub passages: FxHashMap<String, Vec<u32>>,
}

/// The seal on an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChecksumCache {
    /// For each file its stamp and the hash it had then.
    pub sums: FxHashMap<String, (WrittenStamp, Hash)>,
    /// Stamps of the checksum files as they were written.
    pub stamps: Vec<(String, WrittenStamp)>,
}

/// A file drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CachedOutput {
    /// Fingerprint of every input that the file may depend on: cheap to compute, and changes more often than the file.
    pub coarse_key: Fingerprint,
    /// Fingerprint of the file's view, its exact input. A first build does not compute it; most files never need it.
    pub key: Option<Fingerprint>,
    /// Stamp of the file as it was written.
    pub stamp: WrittenStamp,
    /// The precompressed copies beside it.
    pub packed: Precompressed,
}

/// Precompressed copies of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Precompressed {
    /// They were not requested, or could not be written.
    No,
    /// The file is too small, or no text.
    Needless,
    /// Stamps of the gzip and Brotli copies as they were written.
    Both(WrittenStamp, WrittenStamp),
}

/// A build as a whole: if its inputs are the same, so is its output.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CachedBuild {
    /// Fingerprint of all inputs and options except the time.
    pub inputs: Fingerprint,
    /// Start of the period, in seconds since 1970, in which the same records were public.
    pub since: i64,
    /// End of that period, exclusive.
    pub until: i64,
    /// The counts of the build.
    pub counts: Counts,
    /// Its files and bytes by kind.
    pub mass: SiteMass,
    /// The diagnostics reported.
    pub diagnostics: Vec<Diagnostic>,
    /// Files of the public records and pages.
    pub published: Vec<String>,
}

impl CachedBuild {
    /// Reports whether the same records are public at a moment.
    pub(super) fn holds_at(&self, now: jiff::Timestamp) -> bool {
        (self.since..self.until).contains(&now.as_second())
    }
}

/// Reads the cache; empty when there is none that can be trusted.
pub(crate) fn read(place: &Path) -> BuildCache {
    let Some(bytes) = cache_dir::read(place) else { return BuildCache::default() };
    let Some((payload, digest)) = bytes.split_last_chunk::<SEAL>() else { return BuildCache::default() };
    if digest != Fingerprint::of_bytes(payload).bytes() {
        return BuildCache::default();
    }
    match payload.strip_prefix(PROGRAM.as_bytes()) {
        Some(payload) => postcard::from_bytes(payload).unwrap_or_default(),
        // The cache of a program from other sources is not used.
        None => BuildCache::default(),
    }
}

/// Number of bytes of the fingerprint behind everything else.
const SEAL: usize = 16;

/// Writes the cache: the program, everything that is stored, and the fingerprint of both. Nothing is serialized as a whole, because what
/// is stored grows with the archive.
pub(super) fn write(place: &Path, cache: &BuildCacheRef<'_>) {
    cache_dir::write_with(place, |file| {
        let mut out = BufWriter::with_capacity(1 << 16, FingerprintingWriter::new(file));
        out.write_all(PROGRAM.as_bytes())?;
        let out = postcard::to_io(cache, out).map_err(io::Error::other)?;
        let (mut file, fingerprint) = out.into_inner()?.finish();
        file.write_all(fingerprint.bytes())
    });
}
