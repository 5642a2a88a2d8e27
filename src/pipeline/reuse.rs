//! Decides which of the last build's files may stay: all of the output, or single files.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::build_options::Options;
use super::precompress::Companions;
use super::sums;
use crate::bytes::compress::{BROTLI, GZIP};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::write::{OutputWriter, WrittenStamp, is_untouched};
use crate::pipeline::build_cache::{CachedOutput, ChecksumCache, Precompressed};
use crate::site::well_known::MANIFEST;
use crate::site::{Output, OutputKind, OutputPath};

/// Reports whether every file of the output is as the last build left it.
pub(super) fn untouched(output: &Path, drawn: &FxHashMap<String, CachedOutput>) -> bool {
    !drawn.is_empty()
        && output.join(MANIFEST).is_file()
        && drawn.par_iter().all(|(path, drawn)| {
            is_untouched(output, path, drawn.stamp)
                && match drawn.packed {
                    Precompressed::No | Precompressed::Needless => true,
                    Precompressed::Both(gzip, brotli) => {
                        is_untouched(output, &format!("{path}{GZIP}"), gzip)
                            && is_untouched(output, &format!("{path}{BROTLI}"), brotli)
                    }
                }
        })
}

/// Reports whether the checksums of the output are those that the last build wrote.
pub(super) fn sealed(output: &Path, options: &Options, seal: &ChecksumCache) -> bool {
    seal.stamps.len() == sums::planned(options).len()
        && seal.stamps.iter().all(|(path, stamp)| is_untouched(output, path, *stamp))
}

/// The files of the last build, and whether they still exist unchanged.
pub(super) struct Reuse<'a> {
    writer: &'a OutputWriter,
    drawn: &'a FxHashMap<String, CachedOutput>,
}

impl<'a> Reuse<'a> {
    pub(super) fn new(writer: &'a OutputWriter, drawn: &'a FxHashMap<String, CachedOutput>) -> Self {
        Reuse { writer, drawn }
    }

    /// An output that may stay because nothing that it may depend on has changed.
    pub(super) fn by_coarse_key(
        &self,
        output: &Output,
        companions: Option<&Companions>,
        coarse_key: Fingerprint,
    ) -> Option<CachedOutput> {
        let before = self.comparable(output).filter(|before| before.coarse_key == coarse_key)?;
        self.whole(output, companions, before)
    }

    /// An output that may stay because its view is the same. Takes over the present coarse key.
    pub(super) fn by_view_key(
        &self,
        output: &Output,
        companions: Option<&Companions>,
        coarse_key: Fingerprint,
        key: Option<Fingerprint>,
    ) -> Option<CachedOutput> {
        let before = self.comparable(output).filter(|before| before.key.is_some() && before.key == key)?;
        self.whole(output, companions, before).map(|kept| CachedOutput { coarse_key, key, ..kept })
    }

    /// The cached precompressed copies of an output that has just been written, if they were made from the same bytes.
    pub(super) fn packed(
        &self,
        path: &OutputPath,
        companions: &Companions,
        now: WrittenStamp,
    ) -> Option<Precompressed> {
        let before = self.drawn.get(path.as_str()).filter(|before| before.stamp == now)?;
        let is_known = before.packed != Precompressed::No && self.is_packed(Some(companions), before.packed);
        is_known.then_some(before.packed)
    }

    /// A file whose name changes whenever its bytes do, if it looks as the last build left it.
    pub(super) fn by_name(&self, path: &OutputPath) -> Option<CachedOutput> {
        let before = self.drawn.get(path.as_str())?;
        self.writer.is_untouched(path, before.stamp).then_some(*before)
    }

    /// The bytes of such a file.
    pub(super) fn read_by_name(&self, path: &OutputPath) -> Option<Vec<u8>> {
        self.by_name(path)?;
        self.writer.read(path)
    }

    /// The cached entry of an output. A copied file is compared with its original instead.
    fn comparable(&self, output: &Output) -> Option<&'a CachedOutput> {
        let is_copied = matches!(output.kind, OutputKind::Attachment(_) | OutputKind::Static(_));
        self.drawn.get(output.path.as_str()).filter(|_| !is_copied)
    }

    /// A cached output, if neither the file nor its precompressed copies were touched since.
    fn whole(&self, output: &Output, companions: Option<&Companions>, before: &CachedOutput) -> Option<CachedOutput> {
        let is_whole =
            self.writer.is_untouched(&output.path, before.stamp) && self.is_packed(companions, before.packed);
        let packed = if companions.is_some() { before.packed } else { Precompressed::No };
        is_whole.then_some(CachedOutput { packed, ..*before })
    }

    /// Reports whether the requested precompressed copies exist.
    fn is_packed(&self, companions: Option<&Companions>, packed: Precompressed) -> bool {
        match (companions, packed) {
            (None, _) | (Some(_), Precompressed::Needless) => true,
            (Some(_), Precompressed::No) => false,
            (Some(companions), Precompressed::Both(gzip, brotli)) => {
                self.writer.is_untouched(&companions.gzip, gzip) && self.writer.is_untouched(&companions.brotli, brotli)
            }
        }
    }
}
