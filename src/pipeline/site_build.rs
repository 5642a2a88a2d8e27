//! Builds a site.

use super::Progress;
use super::build_memory::{BuildMemory, has_warning};
use super::build_options::Options;
use super::draw::draw;
use super::load::{load, refuse_nothing};
use super::opened::Opened;
use super::site_report::{remembered, report_again, report_on};
use super::stage_times::Stages;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::Report;
use crate::search::IndexProfile;

/// Builds a site.
///
/// # Errors
/// When the site cannot be read, is configured wrongly, or the output cannot be written. Mistakes in the content are
/// in the report.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let opened = Opened::for_writing(options)?;
    stages.mark("discover");
    let memory = BuildMemory::open(&opened, options);
    let unchanged = memory.unchanged(&opened, options);
    stages.mark("compare");
    if let Some(whole) = unchanged {
        let report = report_again(whole, memory.last.drawn.len(), &opened.settings.config);
        return Ok(Report { stages: stages.finish(), ..report });
    }
    let Opened { mut found, output, settings } = opened;
    let mut parse_cache = memory.parse_cache();
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, &mut stages)?;
    refuse_nothing(&diagnostics)?;
    loaded.config.severities.apply(&mut diagnostics);
    let mut report = report_on(&loaded, span);
    if options.strict && has_warning(&diagnostics) {
        Diagnostic::sort(&mut diagnostics);
        return Ok(Report { diagnostics, stages: stages.finish(), ..report });
    }
    let site = draw(&loaded, &output, options, &memory.last, progress)?;
    stages.mark("draw");
    report.written = site.written;
    report.counts.files += site.unplanned;
    report.diagnostics = site.with_mistakes(&diagnostics, &loaded.config);
    memory.store(&site, Some(&remembered(&report, span)), &parse_cache);
    stages.mark("remember");
    report.stages = stages.finish();
    // Freeing the archive piece by piece takes longer than the operating system needs for the whole process.
    std::mem::forget(loaded);
    Ok(report)
}
