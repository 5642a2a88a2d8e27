//! Builds a site that opens from a folder: draws it into a folder of its own, and writes it from there with relative links.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Progress;
use super::build_memory::has_warning;
use super::build_options::Options;
use super::draw::draw;
use super::load::{load, refuse_nothing};
use super::memory_limit::MemoryLimit;
use super::opened::Opened;
use super::parse_cache::ParseCache;
use super::site_report::report_on;
use super::stage_times::Stages;
use super::sums;
use crate::fs::discover::KnownFiles;
use crate::fs::write::{Outcome, OutputWriter, PutError, written};
use crate::pipeline::build_cache::{BuildCache, ChecksumCache};
use crate::render::offline::OfflineSite;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::report::run_report::{Report, WrittenFiles};
use crate::search::IndexProfile;
use crate::site::{Artifact, ArtifactContent, Base, OutputPath};

/// Builds a site whose pages open from a folder, without a server. Nothing is cached: it is drawn whole each time.
///
/// # Errors
/// As [`super::build`].
pub fn build_offline(options: &Options, progress: &dyn Progress) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let options = &Options { precompress: false, ..options.clone() };
    let Opened { mut found, output, mut settings } =
        Opened::for_writing(options, &KnownFiles::default(), &MemoryLimit::of(options))?;
    // Only hosts send packed files.
    settings.config.precompress = false;
    let mut cache = ParseCache::default();
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut cache, IndexProfile::Site, None, &mut stages)?;
    refuse_nothing(&diagnostics)?;
    loaded.config.severities.apply(&mut diagnostics);
    let mut report = report_on(&loaded, span);
    if options.strict && has_warning(&diagnostics) {
        Diagnostic::sort(&mut diagnostics);
        return Ok(Report { diagnostics, stages: stages.finish(), ..report });
    }
    let drawn = tempfile::tempdir()
        .map_err(|error| Failure::io("a folder for the pages cannot be made", &std::env::temp_dir(), &error))?;
    let of_pages = Options { sums: false, signing: None, ..options.clone() };
    let site = draw(&loaded, drawn.path(), &of_pages, &BuildCache::default(), None, progress)?;
    stages.mark("draw");
    let base = Base::new(&loaded.config.base_url);
    let (files, mut left) = write(drawn.path(), &output, options, &base, loaded.now)?;
    stages.mark("write");
    report.counts.files += site.unplanned;
    report.written = files;
    report.diagnostics = site.with_mistakes(&diagnostics, &loaded.config);
    loaded.config.severities.apply(&mut left);
    report.add(left);
    report.stages = stages.finish();
    Ok(report)
}

/// Writes a drawn site with relative links. Gives the diagnostics about files that could not be written or converted.
fn write(
    drawn: &Path,
    output: &Path,
    options: &Options,
    base: &Base,
    now: jiff::Timestamp,
) -> Result<(WrittenFiles, Vec<Diagnostic>), Failure> {
    let files: BTreeSet<String> = written(drawn)?.into_iter().collect();
    let read = |path: &str| {
        let place = drawn.join(path);
        fs::read(&place).map_err(|error| Failure::io("a page cannot be read", &place, &error))
    };
    let mut scripts = BTreeMap::new();
    for path in files.iter().filter(|path| OfflineSite::is_script(path)) {
        scripts.insert(path.clone(), String::from_utf8_lossy(&read(path)?).into_owned());
    }
    let site = OfflineSite::new(base.clone(), &files, &scripts);
    let mut tasks: Vec<(Option<&String>, OutputPath)> =
        files.iter().filter_map(|path| Some((Some(path), OutputPath::new(&OfflineSite::path(path)?)?))).collect();
    let (loader, script) = OfflineSite::loader();
    tasks.extend(OutputPath::new(&loader).filter(|_| !scripts.is_empty()).map(|path| (None, path)));
    let of_seal = sums::planned(options);
    let planned: Vec<&OutputPath> = tasks.iter().map(|(_, path)| path).chain(&of_seal).collect();
    let writer = OutputWriter::open(output, &planned, options.force)?;
    let put = |(from, to): &(Option<&String>, OutputPath)| {
        let content = match from {
            None => ArtifactContent::Bytes(script.as_bytes().to_vec()),
            Some(path) if OfflineSite::is_kept(path) => ArtifactContent::CopyOf(drawn.join(path)),
            Some(path) => ArtifactContent::Bytes(site.content(path, read(path)?)),
        };
        match writer.put(&Artifact { path: to.clone(), content }) {
            Ok((outcome, _)) => Ok(Ok(outcome)),
            Err(PutError::InTheWay(diagnostic)) => Ok(Err(diagnostic)),
            Err(PutError::Failed(failure)) => Err(failure),
        }
    };
    let put = tasks.par_iter().map(put).collect::<Result<Vec<_>, Failure>>()?;
    let mut diagnostics: Vec<Diagnostic> = site.left_modules().map(left).collect();
    let mut counts = WrittenFiles::default();
    let mut manifest = BTreeSet::new();
    for ((_, path), outcome) in tasks.iter().zip(put) {
        match outcome {
            Ok(outcome) => {
                manifest.insert(path.as_str());
                match outcome {
                    Outcome::New => counts.new += 1,
                    Outcome::Changed => counts.changed += 1,
                    Outcome::Same => counts.unchanged += 1,
                }
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if options.sums {
        sums::seal(output, options, now, &writer, &manifest, &ChecksumCache::default(), &mut diagnostics)?;
        manifest.extend(of_seal.iter().map(OutputPath::as_str));
    }
    counts.removed = writer.finish(&manifest)?.len();
    Ok((counts, diagnostics))
}

fn left(path: &str) -> Diagnostic {
    let what =
        format!("{path} cannot run on pages that are opened from a folder: its imports or exports are not understood");
    let hint = "write `import { a } from \"./b.js\";` and `export const a = …` at the beginning of a line, without `await` outside of functions";
    Diagnostic::anywhere(Problem::ModuleLeft, what).hint(hint)
}
