//! Draws what has changed and writes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicUsize;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::build_options::Options;
use super::draw_index::DrawnIndex;
use super::draw_output::{DrawTask, Drawing, WriteStep};
use super::index_tasks::IndexTasks;
use super::linked_site::Loaded;
use super::parts::BuildPart;
use super::precompress::{Companions, companions};
use super::reuse::Reuse;
use super::{Progress, sums};
use crate::bytes::compress::packed_from;
use crate::config::Config;
use crate::fs::write::{Outcome, OutputWriter};
use crate::pipeline::build_cache::{BuildCache, CachedOutput, ChecksumCache, IndexCache, Precompressed};
use crate::render::{InputFingerprints, RenderContext, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::WrittenFiles;
use crate::site::{Output, OutputPath, WrittenData};

/// Results of drawing a site into its output folder.
pub(super) struct DrawnSite {
    /// Each file that was drawn or reused, by path.
    pub(super) drawn: FxHashMap<String, CachedOutput>,
    /// Contents of the packs of the search index.
    pub(super) index: IndexCache,
    /// Facts about the files of open data.
    pub(super) data: WrittenData,
    /// Number of its packs that could not be planned.
    pub(super) unplanned: usize,
    pub(super) written: WrittenFiles,
    pub(super) seal: ChecksumCache,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Outputs that could not be drawn or written, with the reason.
    pub(super) refused: Vec<(String, Diagnostic)>,
    /// True if every file of the site could be drawn and written.
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

/// Draws what has changed and writes it, each file as soon as it is drawn. With a part, draws its share alone.
pub(super) fn draw(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    cache: &BuildCache,
    part: Option<BuildPart>,
    progress: &dyn Progress,
) -> Result<DrawnSite, Failure> {
    let outputs: Vec<&Output> = loaded.outputs().collect();
    let beside = companions(&outputs, loaded.config.precompress);
    let of_seal = sums::planned(options);
    let all_tasks = IndexTasks::new(&outputs, loaded.index.layout.segments());
    let chosen = match part {
        None => all_tasks,
        Some(part) => all_tasks.share(part),
    };
    let positions = chosen.positions();
    let damaged = loaded.renditions.fill(&loaded.plan, positions.iter().map(|at| outputs[*at]))?;
    let packed = positions.iter().filter_map(|at| beside[*at].as_ref()).flat_map(Companions::paths);
    let planned: Vec<&OutputPath> =
        positions.iter().map(|at| &outputs[*at].path).chain(packed).chain(&of_seal).collect();
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
    let DrawnFiles { steps, packs, index, data, mistakes } = all(&drawing, &chosen, cache)?;
    drawing.hold_if_changed()?;
    let mut result = FinishedFiles { diagnostics: mistakes, ..FinishedFiles::default() };
    steps.into_iter().for_each(|(at, step)| result.add(&tasks[at].0.path, tasks[at].1, step, &writer));
    let (packs, steps): (Vec<OutputPath>, Vec<WriteStep>) = packs.into_iter().unzip();
    packs.iter().zip(steps).for_each(|(path, step)| result.add(path, None, step, &writer));
    let unplanned = packs.len();
    result.diagnostics.extend(damaged);
    loaded.renditions.forget(&loaded.plan);
    let site =
        result.finish(writer, &of_seal, &SealedOutput { output, options, now: loaded.now, before: &cache.seal })?;
    let is_complete = site.drawn.len() == positions.len() + unplanned;
    Ok(DrawnSite { index, data, unplanned, is_complete, ..site })
}

/// Files that have been drawn.
struct DrawnFiles {
    /// Outcome for each output by its position, in their order.
    steps: Vec<(usize, WriteStep)>,
    /// The packs of the search index that were not planned.
    packs: Vec<(OutputPath, WriteStep)>,
    /// Contents of the index, for the next build.
    index: IndexCache,
    /// Facts about the files of open data.
    data: WrittenData,
    /// Mistakes of queries that can be followed.
    mistakes: Vec<Diagnostic>,
}

/// Draws every output.
fn all(drawing: &Drawing<'_>, tasks: &IndexTasks, before: &BuildCache) -> Result<DrawnFiles, Failure> {
    let others = || tasks.others.par_iter().map(|at| drawing.one(drawing.tasks[*at], None).map(|step| (*at, step)));
    let pages = || others().collect::<Result<Vec<_>, Failure>>();
    let (index, (data, others)) = rayon::join(
        || drawing.index(tasks, &before.index),
        || rayon::join(|| drawing.data(&tasks.data, &before.data), pages),
    );
    let (DrawnIndex { steps, packs, cache, .. }, (data, written)) = (index?, data?);
    let mut steps: Vec<(usize, WriteStep)> = steps.into_iter().chain(data).chain(others?).collect();
    let (watches, mistakes) = drawing.watches(&tasks.watches)?;
    steps.extend(watches);
    steps.sort_by_key(|(at, _)| *at);
    Ok(DrawnFiles { steps, packs, index: cache, data: written, mistakes })
}

/// The output folder that is sealed when all files are in it.
pub(super) struct SealedOutput<'a> {
    pub(super) output: &'a Path,
    pub(super) options: &'a Options,
    pub(super) now: jiff::Timestamp,
    /// Checksums of the last build.
    pub(super) before: &'a ChecksumCache,
}

/// The files that are done, brought together.
#[derive(Default)]
pub(super) struct FinishedFiles<'a> {
    drawn: FxHashMap<String, CachedOutput>,
    written: WrittenFiles,
    manifest: BTreeSet<&'a str>,
    diagnostics: Vec<Diagnostic>,
    refused: Vec<(String, Diagnostic)>,
}

impl<'a> FinishedFiles<'a> {
    /// Writes the checksums and the manifest, and removes what is no longer part of the site. `of_seal` are the checksum files.
    pub(super) fn finish(
        self,
        writer: OutputWriter,
        of_seal: &'a [OutputPath],
        sealed: &SealedOutput<'_>,
    ) -> Result<DrawnSite, Failure> {
        let FinishedFiles { drawn, mut written, mut manifest, mut diagnostics, refused } = self;
        let SealedOutput { output, options, now, before } = sealed;
        let mut seal = ChecksumCache::default();
        if options.sums {
            seal = sums::seal(output, options, *now, &writer, &manifest, before, &mut diagnostics)?;
            manifest.extend(of_seal.iter().map(OutputPath::as_str));
        }
        written.removed = pages_among(&writer.finish(&manifest)?, &manifest);
        let (index, data) = (IndexCache::default(), WrittenData::default());
        Ok(DrawnSite { drawn, index, data, unplanned: 0, written, seal, diagnostics, refused, is_complete: false })
    }

    /// Adds what became of a file.
    pub(super) fn add(
        &mut self,
        path: &'a OutputPath,
        companions: Option<&'a Companions>,
        step: WriteStep,
        writer: &OutputWriter,
    ) {
        let path = path.as_str();
        let packed = companions.into_iter().flat_map(Companions::paths).map(OutputPath::as_str);
        let drawn = match step {
            WriteStep::Refused(diagnostic) => {
                // A page that cannot be drawn keeps its last good version, if it is ours.
                if writer.owns(path) {
                    self.manifest.insert(path);
                    self.manifest.extend(packed.filter(|path| writer.owns(path)));
                }
                self.refused.push((path.to_owned(), (*diagnostic).clone()));
                self.diagnostics.push(*diagnostic);
                return;
            }
            WriteStep::Kept(drawn) => {
                self.written.unchanged += 1;
                drawn
            }
            WriteStep::Put(drawn, outcome, refused) => {
                self.diagnostics.extend(refused.map(|refused| *refused));
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
