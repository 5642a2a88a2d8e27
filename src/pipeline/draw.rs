//! Draws what has changed and writes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Loaded, Options, Progress, sums};
use crate::bytes::compress::{self, Effort};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::write::{Outcome, OutputWriter, WrittenStamp, is_untouched};
use crate::pipeline::build_cache::{BuildCache, CachedOutput, ChecksumCache, Precompressed};
use crate::render::{InputFingerprints, RenderContext, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::WrittenFiles;
use crate::search::SegmentFiles;
use crate::site::{Artifact, ArtifactContent, OWN_FOLDER, Output, OutputKind, OutputPath};

/// Whether every file of the output looks as the last build left it.
pub(super) fn untouched(output: &Path, drawn: &FxHashMap<String, CachedOutput>) -> bool {
    !drawn.is_empty()
        && output.join(OWN_FOLDER).join("manifest").is_file()
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

/// Whether the seal of the output is the one that the last build put on it.
pub(super) fn sealed(output: &Path, options: &Options, seal: &ChecksumCache) -> bool {
    seal.stamps.len() == sums::planned(options).len()
        && seal.stamps.iter().all(|(path, stamp)| is_untouched(output, path, *stamp))
}

/// What is put behind the name of a packed file.
const GZIP: &str = ".gz";
const BROTLI: &str = ".br";

/// The packed files of an output: where they go.
struct Companions {
    gzip: OutputPath,
    brotli: OutputPath,
}

/// Where the packed files of each output go; `None` for what is not to be packed.
fn companions(outputs: &[&Output], wanted: bool) -> Vec<Option<Companions>> {
    let taken: BTreeSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    let beside = |path: &OutputPath, ending: &str| {
        OutputPath::new(&format!("{path}{ending}")).filter(|path| !taken.contains(path.as_str()))
    };
    let of = |output: &&Output| {
        let path = &output.path;
        // Hosts read these themselves, and never send them.
        let is_sent = !matches!(output.kind, OutputKind::Headers | OutputKind::Redirects);
        if !wanted || !is_sent || !compress::is_text(path.as_str()) {
            return None;
        }
        Some(Companions { gzip: beside(path, GZIP)?, brotli: beside(path, BROTLI)? })
    };
    outputs.iter().map(of).collect()
}

fn effort_for(output: &Output) -> Effort {
    if matches!(output.kind, OutputKind::Asset(_)) { Effort::Best } else { Effort::Good }
}

/// Writes the packed files of a file, if it is large enough.
fn pack(
    writer: &OutputWriter,
    companions: &Companions,
    pieces: &[Vec<u8>],
    effort: Effort,
) -> Result<(WrittenStamp, WrittenStamp), Result<Diagnostic, Failure>> {
    let put = |path: &OutputPath, packed: Vec<u8>| {
        writer.put(&Artifact { path: path.clone(), content: ArtifactContent::Bytes(packed) }).map(|(_, stamp)| stamp)
    };
    Ok((put(&companions.gzip, compress::gzip(pieces))?, put(&companions.brotli, compress::brotli(pieces, effort))?))
}

/// What became of one file.
enum WriteStep {
    Kept(CachedOutput),
    /// Perhaps with what kept its packed files from being written.
    Put(CachedOutput, Outcome, Option<Diagnostic>),
    Refused(Diagnostic),
}

/// Draws what has changed and writes it, each file as soon as it is drawn.
pub(super) fn draw(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    memo: &BuildCache,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(FxHashMap<String, CachedOutput>, WrittenFiles, ChecksumCache), Failure> {
    let outputs: Vec<&Output> = loaded.outputs().collect();
    let beside = companions(&outputs, loaded.config.precompress);
    let packed = beside.iter().flatten().flat_map(|beside| [&beside.gzip, &beside.brotli]);
    let of_seal = sums::planned(options);
    let planned: Vec<&OutputPath> = outputs.iter().map(|output| &output.path).chain(packed).chain(&of_seal).collect();
    let writer = OutputWriter::open(output, &planned, options.force)?;
    let context = RenderContext::new(&loaded.render_inputs());
    // A first build computes no view keys: there is nothing to compare them with.
    let renderer =
        Renderer::new(loaded.render_inputs(), &context).with_view_keys(options.cache && !memo.drawn.is_empty());
    let fingerprints = options.cache.then(|| InputFingerprints::new(renderer, loaded.non_record_fingerprint));
    let done = AtomicUsize::new(0);
    let step = |output: &Output,
                beside: &Option<Companions>,
                made: Option<&SegmentFiles>|
     -> Result<WriteStep, Failure> {
        let coarse_key = fingerprints.as_ref().map_or(Fingerprint::of_bytes(b""), |all| all.coarse_key(output));
        let is_copy = matches!(output.kind, OutputKind::Attachment(_));
        let before = memo.drawn.get(output.path.as_str()).filter(|_| !is_copy);
        let is_packed = |before: &CachedOutput| match (beside, before.packed) {
            (None, _) | (Some(_), Precompressed::Needless) => true,
            (Some(_), Precompressed::No) => false,
            (Some(beside), Precompressed::Both(gzip, brotli)) => {
                writer.is_untouched(&beside.gzip, gzip) && writer.is_untouched(&beside.brotli, brotli)
            }
        };
        let untouched = |before: &&CachedOutput| writer.is_untouched(&output.path, before.stamp) && is_packed(before);
        let packed_before = |before: &CachedOutput| if beside.is_some() { before.packed } else { Precompressed::No };
        if let Some(before) = before.filter(|before| before.coarse_key == coarse_key).filter(untouched) {
            return Ok(WriteStep::Kept(CachedOutput { packed: packed_before(before), ..*before }));
        }
        let prepared = renderer.prepare(output);
        let key = prepared.key;
        let kept = |stamp: WrittenStamp, packed: Precompressed| CachedOutput { coarse_key, key, stamp, packed };
        if let Some(before) = before.filter(|before| before.key.is_some() && before.key == key).filter(untouched) {
            return Ok(WriteStep::Kept(kept(before.stamp, packed_before(before))));
        }
        let drawn = match (made, &output.kind) {
            (Some(made), OutputKind::SearchDirectory(_)) => Ok(artifact(output, &made.directory)),
            (Some(made), OutputKind::SearchShard(_, shard)) => Ok(artifact(output, made.shard(*shard))),
            _ => renderer.draw(prepared),
        };
        let step = match drawn {
            Err(diagnostic) => WriteStep::Refused(diagnostic),
            Ok(artifact) => match writer.put(&artifact) {
                Ok((outcome, stamp)) => {
                    let same = memo.drawn.get(output.path.as_str()).filter(|before| before.stamp == stamp);
                    let same = same.filter(|before| before.packed != Precompressed::No && is_packed(before));
                    let mut refused = None;
                    let packed = match (beside, same) {
                        (None, _) => Precompressed::No,
                        (Some(_), Some(before)) => before.packed,
                        (Some(_), None) if stamp.size < compress::WORTHWHILE as u64 => Precompressed::Needless,
                        (Some(beside), None) => {
                            match pack(&writer, beside, &pieces_of(artifact.content)?, effort_for(output)) {
                                Ok((gzip, brotli)) => Precompressed::Both(gzip, brotli),
                                Err(Ok(diagnostic)) => {
                                    refused = Some(diagnostic);
                                    Precompressed::No
                                }
                                Err(Err(failure)) => return Err(failure),
                            }
                        }
                    };
                    WriteStep::Put(kept(stamp, packed), outcome, refused)
                }
                Err(Ok(diagnostic)) => WriteStep::Refused(diagnostic),
                Err(Err(failure)) => return Err(failure),
            },
        };
        progress.drawn(done.fetch_add(1, Ordering::Relaxed) + 1, outputs.len());
        Ok(step)
    };
    // The files of a segment come from one reading of its records, and are let go before the next is read.
    let mut segments: Vec<Vec<usize>> = vec![Vec::new(); loaded.index.layout.segments()];
    let mut others = Vec::new();
    for (at, output) in outputs.iter().enumerate() {
        match output.kind {
            OutputKind::SearchDirectory(segment) | OutputKind::SearchShard(segment, _) => segments[segment].push(at),
            _ => others.push(at),
        }
    }
    let is_kept = |at: &usize| {
        let path = &outputs[*at].path;
        memo.drawn.get(path.as_str()).is_some_and(|before| writer.is_untouched(path, before.stamp))
    };
    let draw_all = |group: &[usize], segment: Option<usize>| -> Result<Vec<(usize, WriteStep)>, Failure> {
        let made = segment.filter(|_| !group.iter().all(is_kept)).map(|segment| renderer.segment(segment));
        group.par_iter().map(|at| step(outputs[*at], &beside[*at], made.as_ref()).map(|step| (*at, step))).collect()
    };
    // Beside each other, because bringing a segment together takes one thread only.
    let (of_segments, of_others) = rayon::join(
        || {
            (0..)
                .zip(&segments)
                .map(|(segment, group)| draw_all(group, Some(segment)))
                .collect::<Result<Vec<_>, Failure>>()
        },
        || draw_all(&others, None),
    );
    let mut steps: Vec<(usize, WriteStep)> = of_segments?.into_iter().flatten().chain(of_others?).collect();
    steps.sort_by_key(|(at, _)| *at);
    let (mut all, mut written) = (FxHashMap::default(), WrittenFiles::default());
    let mut manifest: BTreeSet<&str> = BTreeSet::new();
    for ((output, beside), (_, step)) in outputs.iter().zip(&beside).zip(steps) {
        let path = output.path.as_str();
        let drawn = match step {
            WriteStep::Refused(diagnostic) => {
                // A page that cannot be drawn keeps its last good version, if it is ours.
                if writer.owns(path) {
                    manifest.insert(path);
                    let packed = beside.iter().flat_map(|beside| [beside.gzip.as_str(), beside.brotli.as_str()]);
                    manifest.extend(packed.filter(|path| writer.owns(path)));
                }
                diagnostics.push(diagnostic);
                continue;
            }
            WriteStep::Kept(drawn) => {
                written.unchanged += 1;
                drawn
            }
            WriteStep::Put(drawn, outcome, refused) => {
                diagnostics.extend(refused);
                match outcome {
                    Outcome::New => written.new += 1,
                    Outcome::Changed => written.changed += 1,
                    Outcome::Same => written.unchanged += 1,
                }
                drawn
            }
        };
        manifest.insert(path);
        if let (Some(beside), Precompressed::Both(..)) = (beside, drawn.packed) {
            manifest.extend([beside.gzip.as_str(), beside.brotli.as_str()]);
        }
        all.insert(path.to_owned(), drawn);
    }
    let mut seal = ChecksumCache::default();
    if options.sums {
        seal = sums::seal(output, options, loaded.now, &writer, &manifest, &memo.seal, diagnostics)?;
        manifest.extend(of_seal.iter().map(OutputPath::as_str));
    }
    let removed: BTreeSet<String> = writer.finish(&manifest)?.into_iter().collect();
    // A packed file that went with its file, or was not wanted any more, is no page that was removed.
    let is_companion = |path: &str| {
        let stem = path.strip_suffix(GZIP).or_else(|| path.strip_suffix(BROTLI));
        stem.is_some_and(|stem| removed.contains(stem) || manifest.contains(stem))
    };
    written.removed = removed.iter().filter(|path| !is_companion(path)).count();
    Diagnostic::merge(diagnostics);
    Ok((all, written, seal))
}

/// A file of a segment.
fn artifact(output: &Output, bytes: &[u8]) -> Artifact {
    Artifact { path: output.path.clone(), content: ArtifactContent::Bytes(bytes.to_vec()) }
}

/// The bytes of a file that has been written.
fn pieces_of(content: ArtifactContent) -> Result<Vec<Vec<u8>>, Failure> {
    match content {
        ArtifactContent::Bytes(bytes) => Ok(vec![bytes]),
        ArtifactContent::Pieces(pieces) => Ok(pieces),
        ArtifactContent::CopyOf(place) => std::fs::read(&place)
            .map(|bytes| vec![bytes])
            .map_err(|error| Failure::io("a file that a record refers to cannot be read", &place, &error)),
    }
}
