//! Joins the files that the parts have drawn.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicUsize;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::part_files::{PartDrawn, WorkFolder, run_again};
use super::part_number::BuildPart;
use super::site_of_parts::{Purpose, SiteOfParts};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::fs::write::{Outcome, OutputWriter, PutError, WrittenStamp};
use crate::pipeline::Progress;
use crate::pipeline::build_cache::{CachedOutput, ChecksumCache, Precompressed};
use crate::pipeline::build_options::Options;
use crate::pipeline::draw::{DrawnSite, FinishedFiles, SealedOutput};
use crate::pipeline::draw_index::{DrawnSegment, below_search};
use crate::pipeline::draw_output::{DrawTask, Drawing, WriteStep};
use crate::pipeline::index_tasks::{IndexTasks, SegmentTasks};
use crate::pipeline::linked_site::Loaded;
use crate::pipeline::precompress::{Companions, companions};
use crate::pipeline::reuse::Reuse;
use crate::pipeline::site_build::over_limits;
use crate::pipeline::site_mass::mass;
use crate::pipeline::site_report::report_on;
use crate::pipeline::stage_times::Stages;
use crate::pipeline::sums;
use crate::render::{RenderContext, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::Report;
use crate::search::shard_paths;
use crate::site::{Artifact, ArtifactContent, Output, OutputPath, WrittenData};

/// Puts the files of all parts into the output folder, and draws what lists them.
pub(super) fn join(options: &Options, work: WorkFolder, progress: &dyn Progress) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let (parts, site) = DrawnSiteOfParts::link(options, Purpose::Build, work, &mut stages)?;
    let mut report = report_on(&site.loaded, site.span);
    let joined = parts.join(&site.loaded, &site.output, progress)?;
    stages.mark("join");
    report.written = joined.written;
    report.counts.files += joined.unplanned;
    report.mass = mass(&site.loaded, &joined.drawn, &joined.seal, &site.output);
    report.diagnostics = joined.with_mistakes(&site.diagnostics, &site.loaded.config);
    let host = (&joined.drawn, &joined.seal);
    report.add(over_limits(options, &site.loaded.config, &site.output, &report.mass, host));
    Ok(Report { stages: stages.finish(), ..report })
}

/// A site that parts have drawn, and that is not joined yet.
pub(in crate::pipeline) struct DrawnSiteOfParts<'a> {
    options: &'a Options,
    work: WorkFolder,
    parts: Vec<PartDrawn>,
}

impl<'a> DrawnSiteOfParts<'a> {
    /// The results of all parts, and the site that was linked of them for a publication.
    ///
    /// # Errors
    /// When a part is missing, or belongs to other inputs.
    pub(in crate::pipeline) fn open(
        options: &'a Options,
        minor: bool,
        work: &Path,
        parts: u32,
        stages: &mut Stages,
    ) -> Result<(DrawnSiteOfParts<'a>, SiteOfParts), Failure> {
        let purpose = Purpose::Publication { minor };
        DrawnSiteOfParts::link(options, purpose, WorkFolder::open(work, parts)?, stages)
    }

    fn link(
        options: &'a Options,
        purpose: Purpose,
        work: WorkFolder,
        stages: &mut Stages,
    ) -> Result<(DrawnSiteOfParts<'a>, SiteOfParts), Failure> {
        let linked = work.linked()?;
        let parts = work.all_drawn()?;
        let site = SiteOfParts::link(options, purpose, &work, Some(linked), stages)?;
        let outdated = work.all().zip(&parts).filter(|(_, drawn)| drawn.inputs != site.inputs);
        let outdated: Vec<String> =
            outdated.map(|(part, _)| format!("part {part} was drawn before the parts were linked again")).collect();
        if !outdated.is_empty() {
            return Err(run_again("draw", &outdated));
        }
        Ok((DrawnSiteOfParts { options, work, parts }, site))
    }

    /// Puts the files of all parts into the output folder.
    ///
    /// # Errors
    /// When a part has lost a file, or the output cannot be written.
    pub(in crate::pipeline) fn join(
        &self,
        loaded: &Loaded,
        output: &Path,
        progress: &dyn Progress,
    ) -> Result<DrawnSite, Failure> {
        let options = Options { cache: false, ..self.options.clone() };
        join_files(loaded, output, &options, &DrawnParts::new(&self.work, &self.parts), progress)
    }
}

/// The files of all parts.
struct DrawnParts<'a> {
    work: &'a WorkFolder,
    parts: &'a [PartDrawn],
    /// The part of each file, by path, and its packed copies.
    files: FxHashMap<&'a str, (BuildPart, Precompressed)>,
    refused: FxHashMap<&'a str, &'a Diagnostic>,
}

impl<'a> DrawnParts<'a> {
    fn new(work: &'a WorkFolder, parts: &'a [PartDrawn]) -> Self {
        let file = |(part, drawn): (BuildPart, &'a PartDrawn)| {
            drawn.files.iter().map(move |(path, packed)| (path.as_str(), (part, *packed)))
        };
        let refused = parts.iter().flat_map(|drawn| &drawn.refused).map(|(path, why)| (path.as_str(), why)).collect();
        DrawnParts { work, parts, files: work.all().zip(parts).flat_map(file).collect(), refused }
    }

    /// The bytes of a file, as its part has drawn it.
    fn bytes(&self, part: BuildPart, path: &str) -> Result<Vec<u8>, Failure> {
        let known = self.parts[part.index as usize - 1].bytes.get(path);
        let bytes = fs::read(self.work.site(part).join(path)).ok();
        bytes
            .filter(|bytes| known == Some(&Fingerprint::of_bytes(bytes)))
            .ok_or_else(|| run_again("draw", &[format!("part {part} has lost the file {path}, or it was changed")]))
    }

    /// Facts about all files of open data.
    fn data(&self) -> WrittenData {
        self.parts.iter().flat_map(|drawn| drawn.data.clone()).collect()
    }
}

/// Files of parts on their way into the output folder.
struct Joining<'a> {
    parts: &'a DrawnParts<'a>,
    writer: &'a OutputWriter,
}

impl Joining<'_> {
    /// Puts a file of a part into its place, with its packed copies.
    fn take(&self, path: &OutputPath, companions: Option<&Companions>) -> Result<WriteStep, Failure> {
        let Some(&(part, packed)) = self.parts.files.get(path.as_str()) else {
            return match self.parts.refused.get(path.as_str()) {
                Some(why) => Ok(WriteStep::Refused(Box::new((*why).clone()))),
                None => Err(Failure::environment(format!(
                    "no part has drawn {path}\n  hint: run `--phase draw` of all parts again"
                ))),
            };
        };
        let (outcome, stamp) = match self.put(part, path)? {
            Ok(put) => put,
            Err(why) => return Ok(WriteStep::Refused(Box::new(why))),
        };
        let mut refused = None;
        let mut copy = |path: &OutputPath| match self.put(part, path)? {
            Ok((_, stamp)) => Ok::<_, Failure>(Some(stamp)),
            Err(why) => {
                refused = Some(Box::new(why));
                Ok(None)
            }
        };
        let packed = match (packed, companions) {
            (Precompressed::Both(..), Some(companions)) => match (copy(&companions.gzip)?, copy(&companions.brotli)?) {
                (Some(gzip), Some(brotli)) => Precompressed::Both(gzip, brotli),
                _ => Precompressed::No,
            },
            (packed, _) => packed,
        };
        let joined = CachedOutput { coarse_key: Fingerprint::default(), key: None, stamp, packed };
        Ok(WriteStep::Put(joined, outcome, refused))
    }

    /// Puts a file of a part into its place; an inner error says what is in its way.
    fn put(&self, part: BuildPart, path: &OutputPath) -> Result<Result<(Outcome, WrittenStamp), Diagnostic>, Failure> {
        let content = ArtifactContent::Bytes(self.parts.bytes(part, path.as_str())?);
        failpoint();
        match self.writer.put(&Artifact { path: path.clone(), content }) {
            Ok(put) => Ok(Ok(put)),
            Err(PutError::InTheWay(why)) => Ok(Err(why)),
            Err(PutError::Failed(failure)) => Err(failure),
        }
    }
}

fn join_files(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    parts: &DrawnParts<'_>,
    progress: &dyn Progress,
) -> Result<DrawnSite, Failure> {
    let outputs: Vec<&Output> = loaded.outputs().collect();
    let beside = companions(&outputs, loaded.config.precompress);
    let of_seal = sums::planned(options);
    let mut tasks = IndexTasks::new(&outputs, loaded.index.layout.segments());
    let segments = segments(loaded, &outputs, &tasks, parts)?;
    let packs: Vec<OutputPath> = segments.iter().flat_map(packs_of).collect();
    let packed = beside.iter().flatten().flat_map(Companions::paths);
    let planned: Vec<&OutputPath> =
        outputs.iter().map(|output| &output.path).chain(packed).chain(&packs).chain(&of_seal).collect();
    let writer = OutputWriter::open(output, &planned, options.force)?;
    let context = RenderContext::new(&loaded.render_inputs());
    let renderer = Renderer::new(loaded.render_inputs(), &context);
    let drawn = FxHashMap::default();
    let draw_tasks: Vec<DrawTask<'_>> = outputs.iter().copied().zip(beside.iter().map(Option::as_ref)).collect();
    let drawing = Drawing {
        renderer,
        fingerprints: None,
        reuse: Reuse::new(&writer, &drawn),
        writer: &writer,
        tasks: &draw_tasks,
        progress,
        done: AtomicUsize::new(0),
    };
    let joining = Joining { parts, writer: &writer };
    // What lists other files is drawn here; all else the parts have drawn.
    let (directory, lists) = (tasks.directory.take(), std::mem::take(&mut tasks.data.lists));
    let watches = std::mem::take(&mut tasks.watches);
    let mut files = FinishedFiles::default();
    let taken = tasks.positions();
    let steps: Vec<WriteStep> =
        taken.par_iter().map(|at| joining.take(&outputs[*at].path, beside[*at].as_ref())).collect::<Result<_, _>>()?;
    taken.iter().zip(steps).for_each(|(at, step)| files.add(&outputs[*at].path, beside[*at].as_ref(), step, &writer));
    let steps: Vec<WriteStep> = packs.par_iter().map(|path| joining.take(path, None)).collect::<Result<_, _>>()?;
    packs.iter().zip(steps).for_each(|(path, step)| files.add(path, None, step, &writer));
    let mut own = drawing.data_lists(&lists, &parts.data())?;
    if let Some(directory) = directory {
        own.push((directory, drawing.directory(directory, &segments)?));
    }
    let (watched, mistakes) = drawing.watches(&watches)?;
    own.extend(watched);
    drawing.hold_if_changed()?;
    own.into_iter().for_each(|(at, step)| files.add(&outputs[at].path, beside[at].as_ref(), step, &writer));
    failpoint();
    let before = ChecksumCache::default();
    let sealed = SealedOutput { output, options, now: loaded.now, before: &before };
    let mut joined = files.finish(writer, &of_seal, &sealed)?;
    joined.unplanned = packs.len();
    joined.diagnostics.extend(mistakes);
    joined.diagnostics.extend(parts.parts.iter().flat_map(|drawn| drawn.diagnostics.iter().cloned()));
    Ok(joined)
}

/// Segments of the search index, as the parts have drawn them.
fn segments(
    loaded: &Loaded,
    outputs: &[&Output],
    tasks: &IndexTasks,
    parts: &DrawnParts<'_>,
) -> Result<Vec<DrawnSegment>, Failure> {
    let layout = &loaded.index.layout;
    let missing = || {
        Failure::environment(
            "no part has drawn a piece of the search index\n  hint: run `--phase draw` of all parts again",
        )
    };
    let segment = |(segment, tasks): (usize, &SegmentTasks)| {
        let key = layout.key(segment);
        let table = parts.parts.iter().find_map(|drawn| drawn.index.segments.get(&key)).ok_or_else(missing)?;
        let lengths = tasks.passages.iter().map(|(_, at)| {
            let path = outputs[*at].path.as_str();
            parts.parts.iter().find_map(|drawn| drawn.index.passages.get(path)).cloned().ok_or_else(missing)
        });
        let lengths = lengths.collect::<Result<_, Failure>>()?;
        Ok(DrawnSegment { table: Some(table.table.clone()), lengths })
    };
    tasks.segments.iter().enumerate().map(segment).collect()
}

/// Packs of the shards of a segment.
fn packs_of(segment: &DrawnSegment) -> Vec<OutputPath> {
    let paths = segment.table.as_deref().and_then(shard_paths).unwrap_or_default();
    paths.iter().filter_map(|path| below_search(path)).collect()
}
