//! Draws what has changed and writes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::build_options::Options;
use super::linked_site::Loaded;
use super::precompress::{Companions, companions, packed_from, precompress};
use super::reuse::Reuse;
use super::segments::{SegmentGroups, file_of};
use super::{Progress, sums};
use crate::bytes::compress;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::write::{Outcome, OutputWriter, PutError, WrittenStamp};
use crate::pipeline::build_cache::{BuildCache, CachedOutput, ChecksumCache, Precompressed};
use crate::render::{InputFingerprints, RenderContext, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::WrittenFiles;
use crate::search::SegmentFiles;
use crate::site::{Artifact, Output, OutputPath};

/// Results of drawing a site into its output folder.
pub(super) struct DrawnSite {
    /// Each file that was drawn or reused, by path.
    pub(super) drawn: FxHashMap<String, CachedOutput>,
    pub(super) written: WrittenFiles,
    pub(super) seal: ChecksumCache,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether every file of the site could be drawn and written.
    pub(super) is_complete: bool,
}

impl DrawnSite {
    /// Diagnostics from reading and from drawing, ordered by place and without duplicates.
    pub(super) fn with_mistakes(&self, read: &[Diagnostic], config: &Config) -> Vec<Diagnostic> {
        let mut diagnostics = [read, &self.diagnostics].concat();
        Diagnostic::merge(&mut diagnostics);
        config.severities.apply(&mut diagnostics);
        Diagnostic::sort(&mut diagnostics);
        diagnostics
    }
}

/// Result for one file.
enum WriteStep {
    Kept(CachedOutput),
    /// Perhaps with a diagnostic about its precompressed copies.
    Put(CachedOutput, Outcome, Option<Diagnostic>),
    Refused(Diagnostic),
}

/// An output, and where its packed files go.
type DrawTask<'a> = (&'a Output, Option<&'a Companions>);

/// Draws what has changed and writes it, each file as soon as it is drawn.
pub(super) fn draw(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    cache: &BuildCache,
    progress: &dyn Progress,
) -> Result<DrawnSite, Failure> {
    let outputs: Vec<&Output> = loaded.outputs().collect();
    let beside = companions(&outputs, loaded.config.precompress);
    let of_seal = sums::planned(options);
    let packed = beside.iter().flatten().flat_map(Companions::paths);
    let planned: Vec<&OutputPath> = outputs.iter().map(|output| &output.path).chain(packed).chain(&of_seal).collect();
    let writer = OutputWriter::open(output, &planned, options.force)?;
    let context = RenderContext::new(&loaded.render_inputs());
    // A first build computes no view keys: there is nothing to compare them with.
    let renderer =
        Renderer::new(loaded.render_inputs(), &context).with_view_keys(options.cache && !cache.drawn.is_empty());
    let tasks: Vec<DrawTask<'_>> = outputs.iter().copied().zip(beside.iter().map(Option::as_ref)).collect();
    let drawing = Drawing {
        renderer,
        fingerprints: options.cache.then(|| InputFingerprints::new(renderer, loaded.non_record_fingerprint)),
        reuse: Reuse::new(&writer, &cache.drawn),
        writer: &writer,
        tasks: &tasks,
        progress,
        done: AtomicUsize::new(0),
    };
    let steps = drawing.all(&SegmentGroups::new(&outputs, loaded.index.layout.segments()))?;
    let mut result = FinishedFiles::default();
    tasks.iter().zip(steps).for_each(|(task, step)| result.add(*task, step, &writer));
    let FinishedFiles { drawn, mut written, mut manifest, mut diagnostics } = result;
    let mut seal = ChecksumCache::default();
    if options.sums {
        seal = sums::seal(output, options, loaded.now, &writer, &manifest, &cache.seal, &mut diagnostics)?;
        manifest.extend(of_seal.iter().map(OutputPath::as_str));
    }
    written.removed = pages_among(&writer.finish(&manifest)?, &manifest);
    let is_complete = drawn.len() == outputs.len();
    Ok(DrawnSite { drawn, written, seal, diagnostics, is_complete })
}

/// A site that is being drawn.
struct Drawing<'a> {
    renderer: Renderer<'a>,
    fingerprints: Option<InputFingerprints<'a>>,
    reuse: Reuse<'a>,
    writer: &'a OutputWriter,
    tasks: &'a [DrawTask<'a>],
    progress: &'a dyn Progress,
    done: AtomicUsize,
}

impl Drawing<'_> {
    /// Draws every output; returns the result of each, in their order.
    fn all(&self, groups: &SegmentGroups) -> Result<Vec<WriteStep>, Failure> {
        // In parallel, because joining a segment uses one thread only.
        let (of_segments, of_others) = rayon::join(
            || (0..).zip(&groups.of_segments).map(|(segment, group)| self.segment(segment, group)).collect(),
            || self.group(&groups.others, None),
        );
        let of_segments: Result<Vec<_>, Failure> = of_segments;
        let mut steps: Vec<(usize, WriteStep)> = of_segments?.into_iter().flatten().chain(of_others?).collect();
        steps.sort_by_key(|(at, _)| *at);
        Ok(steps.into_iter().map(|(_, step)| step).collect())
    }

    /// Draws the files of one segment of the search index. Its records are read once for all of them, and released
    /// before the next segment is read.
    fn segment(&self, segment: usize, group: &[usize]) -> Result<Vec<(usize, WriteStep)>, Failure> {
        let is_kept = |at: &usize| self.reuse.is_untouched(&self.tasks[*at].0.path);
        let files = (!group.iter().all(is_kept)).then(|| self.renderer.segment(segment));
        self.group(group, files.as_ref())
    }

    fn group(&self, group: &[usize], files: Option<&SegmentFiles>) -> Result<Vec<(usize, WriteStep)>, Failure> {
        group.par_iter().map(|at| self.one(self.tasks[*at], files).map(|step| (*at, step))).collect()
    }

    /// Draws one output, unless it may stay as it is.
    fn one(&self, task: DrawTask<'_>, files: Option<&SegmentFiles>) -> Result<WriteStep, Failure> {
        let (output, companions) = task;
        let coarse_key = self.fingerprints.as_ref().map_or(Fingerprint::of_bytes(b""), |all| all.coarse_key(output));
        if let Some(kept) = self.reuse.by_coarse_key(output, companions, coarse_key) {
            return Ok(WriteStep::Kept(kept));
        }
        let prepared = self.renderer.prepare(output);
        let key = prepared.key;
        if let Some(kept) = self.reuse.by_view_key(output, companions, coarse_key, key) {
            return Ok(WriteStep::Kept(kept));
        }
        let from_segment = files.and_then(|files| file_of(output, files));
        let step = match from_segment.map_or_else(|| self.renderer.draw(prepared), Ok) {
            Err(diagnostic) => WriteStep::Refused(diagnostic),
            Ok(artifact) => self.put(task, artifact, (coarse_key, key))?,
        };
        self.progress.drawn(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.tasks.len());
        Ok(step)
    }

    /// Writes a drawn file and its precompressed copies.
    fn put(
        &self,
        (output, companions): DrawTask<'_>,
        artifact: Artifact,
        (coarse_key, key): (Fingerprint, Option<Fingerprint>),
    ) -> Result<WriteStep, Failure> {
        let (outcome, stamp) = match self.writer.put(&artifact) {
            Ok(put) => put,
            Err(PutError::InTheWay(diagnostic)) => return Ok(WriteStep::Refused(diagnostic)),
            Err(PutError::Failed(failure)) => return Err(failure),
        };
        let (packed, refused) = match companions {
            None => (Precompressed::No, None),
            Some(companions) => self.pack(output, companions, artifact, stamp)?,
        };
        Ok(WriteStep::Put(CachedOutput { coarse_key, key, stamp, packed }, outcome, refused))
    }

    /// Writes the precompressed copies of an output, unless they exist or it is too small.
    fn pack(
        &self,
        output: &Output,
        companions: &Companions,
        artifact: Artifact,
        stamp: WrittenStamp,
    ) -> Result<(Precompressed, Option<Diagnostic>), Failure> {
        match self.reuse.packed(&output.path, companions, stamp) {
            Some(packed) => Ok((packed, None)),
            None if stamp.size < compress::WORTHWHILE as u64 => Ok((Precompressed::Needless, None)),
            None => precompress(self.writer, output, companions, artifact.content),
        }
    }
}

/// The files that are done, brought together.
#[derive(Default)]
struct FinishedFiles<'a> {
    drawn: FxHashMap<String, CachedOutput>,
    written: WrittenFiles,
    manifest: BTreeSet<&'a str>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> FinishedFiles<'a> {
    fn add(&mut self, (output, companions): DrawTask<'a>, step: WriteStep, writer: &OutputWriter) {
        let path = output.path.as_str();
        let packed = companions.into_iter().flat_map(Companions::paths).map(OutputPath::as_str);
        let drawn = match step {
            WriteStep::Refused(diagnostic) => {
                // A page that cannot be drawn keeps its last good version, if it is ours.
                if writer.owns(path) {
                    self.manifest.insert(path);
                    self.manifest.extend(packed.filter(|path| writer.owns(path)));
                }
                self.diagnostics.push(diagnostic);
                return;
            }
            WriteStep::Kept(drawn) => {
                self.written.unchanged += 1;
                drawn
            }
            WriteStep::Put(drawn, outcome, refused) => {
                self.diagnostics.extend(refused);
                match outcome {
                    Outcome::New => self.written.new += 1,
                    Outcome::Changed => self.written.changed += 1,
                    Outcome::Same => self.written.unchanged += 1,
                }
                drawn
            }
        };
        self.manifest.insert(path);
        if matches!(drawn.packed, Precompressed::Both(..)) {
            self.manifest.extend(packed);
        }
        self.drawn.insert(path.to_owned(), drawn);
    }
}

/// Number of pages among the removed files. A precompressed copy does not count.
fn pages_among(removed: &[String], manifest: &BTreeSet<&str>) -> usize {
    let gone: BTreeSet<&str> = removed.iter().map(String::as_str).collect();
    let is_companion =
        |path: &str| packed_from(path).is_some_and(|file| gone.contains(file) || manifest.contains(file));
    gone.iter().filter(|path| !is_companion(path)).count()
}
