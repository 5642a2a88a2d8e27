//! Writes checksums of a finished site's files, and signs them.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::build_options::Options;
use crate::bytes::sha256::Hash;
use crate::fs::write::{OutputWriter, PutError, WrittenStamp, stamp_of};
use crate::integrity::{SIGNATURE, SUMS, sign, written};
use crate::pipeline::build_cache::ChecksumCache;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::site::{Artifact, ArtifactContent, OutputPath};

/// The checksum files that a build writes.
pub(super) fn planned(options: &Options) -> Vec<OutputPath> {
    let names = options.sums.then_some(SUMS).into_iter().chain(options.signing.as_ref().map(|_| SIGNATURE));
    names.filter_map(OutputPath::new).collect()
}

/// Computes the checksum of every written file, reading only those that have changed since the last build, and signs
/// the list.
pub(super) fn seal(
    output: &Path,
    options: &Options,
    now: jiff::Timestamp,
    writer: &OutputWriter,
    files: &BTreeSet<&str>,
    before: &ChecksumCache,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<ChecksumCache, Failure> {
    let sum = |path: &&str| -> Result<(String, (WrittenStamp, Hash)), Failure> {
        let place = output.join(path);
        let refused = |error| Failure::io("a page cannot be read", &place, &error);
        let stamp = stamp_of(&place).map_err(refused)?;
        if let Some((_, hash)) = before.sums.get(*path).filter(|(known, _)| *known == stamp) {
            return Ok(((*path).to_owned(), (stamp, *hash)));
        }
        let bytes = std::fs::read(&place).map_err(refused)?;
        Ok(((*path).to_owned(), (stamp, Hash::of(&bytes))))
    };
    let sums: FxHashMap<String, (WrittenStamp, Hash)> = files.par_iter().map(sum).collect::<Result<_, Failure>>()?;
    let list = written(files.iter().map(|path| (*path, sums[*path].1)));
    let mut stamps = Vec::new();
    let mut put = |name: &str, bytes: Vec<u8>| -> Result<(), Failure> {
        let Some(path) = OutputPath::new(name) else { return Ok(()) };
        match writer.put(&Artifact { path, content: ArtifactContent::Bytes(bytes) }) {
            Ok((_, stamp)) => stamps.push((name.to_owned(), stamp)),
            Err(PutError::InTheWay(diagnostic)) => diagnostics.push(diagnostic),
            Err(PutError::Failed(failure)) => return Err(failure),
        }
        Ok(())
    };
    put(SUMS, list.clone().into_bytes())?;
    if let Some(signing) = &options.signing {
        let there = output.join(SIGNATURE);
        let signature = match signing.has_signed(&list, &there) {
            true => {
                std::fs::read(&there).map_err(|error| Failure::io("the signature cannot be read", &there, &error))?
            }
            false => sign(signing, &list, now)?.into_bytes(),
        };
        put(SIGNATURE, signature)?;
    }
    Ok(ChecksumCache { sums, stamps })
}
