//! Builds a site.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::Progress;
use super::build_memory::{BuildMemory, has_warning};
use super::build_options::Options;
use super::draw::draw;
use super::host_limits::{WeighedSite, host_file, site_host};
use super::load::{load, refuse_nothing};
use super::opened::Opened;
use super::site_mass::{files, mass};
use super::site_report::{remembered, report_again, report_on};
use super::stage_times::Stages;
use crate::config::Config;
use crate::hosting::{HostLimits, Occasion};
use crate::pipeline::build_cache::{CachedOutput, ChecksumCache};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::mass::SiteMass;
use crate::report::run_report::Report;
use crate::search::IndexProfile;
use crate::site::well_known::{HEADERS, REDIRECTS};

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
        let config = &opened.settings.config;
        let mut report = report_again(whole, memory.last.drawn.len(), config);
        let last = &memory.last;
        report.add(over_limits(options, config, &opened.output, &report.mass, (&last.drawn, &last.seal)));
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
    report.mass = mass(&loaded, &site.drawn, &site.seal, &output);
    report.diagnostics = site.with_mistakes(&diagnostics, &loaded.config);
    memory.store(&site, Some(&remembered(&report, span)), &parse_cache);
    stages.mark("remember");
    report.add(over_limits(options, &loaded.config, &output, &report.mass, (&site.drawn, &site.seal)));
    report.stages = stages.finish();
    // Freeing the archive piece by piece takes longer than the operating system needs for the whole process.
    std::mem::forget(loaded);
    Ok(report)
}

/// Limits of the host that a finished site exceeds.
fn over_limits(
    options: &Options,
    config: &Config,
    output: &Path,
    mass: &SiteMass,
    (drawn, seal): (&FxHashMap<String, CachedOutput>, &ChecksumCache),
) -> Vec<Diagnostic> {
    let Some(host) = site_host(&options.site, config, &config.targets) else { return Vec::new() };
    if !HostLimits::of(host).has_any() {
        return Vec::new();
    }
    let files = files(drawn, seal, output);
    let (redirects, headers) = (host_file(output, REDIRECTS), host_file(output, HEADERS));
    let site = WeighedSite { site: &options.site, config, host, mass: mass.clone(), files, redirects, headers };
    site.with_files_beside().over_limits(Occasion::Built)
}
