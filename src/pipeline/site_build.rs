//! Builds a site.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::Progress;
use super::build_memory::{BuildMemory, LastBuild, has_warning, last_build};
use super::build_options::Options;
use super::draw::draw;
use super::files_at_rest::{at_rest, known};
use super::host_limits::{WeighedSite, host_file, site_host};
use super::load::{load, refuse_nothing};
use super::memory_limit::MemoryLimit;
use super::opened::Opened;
use super::site_mass::{files, mass};
use super::site_report::{remembered, report_again, report_on};
use super::stage_times::Stages;
use crate::config::Config;
use crate::fs::discover::KnownFiles;
use crate::hosting::{HostLimits, Occasion};
use crate::pipeline::build_cache::{CachedOutput, ChecksumCache};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::mass::SiteMass;
use crate::report::run_report::Report;
use crate::search::IndexProfile;
use crate::site::well_known::{HEADERS, REDIRECTS};
use crate::text::source::Sources;

/// Builds a site.
///
/// # Errors
/// When the site cannot be read, is configured wrongly, or the output cannot be written. Mistakes in the content are
/// in the report.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Report, Failure> {
    let last = last_build(options);
    let limit = MemoryLimit::of(options);
    let known = known(&last.1.files, &limit.texts);
    if let Some(report) = attempt(options, progress, last, &known, &limit)? {
        return Ok(report);
    }
    // A file was changed while it was being looked at. Nothing that was made of it has been written; all are read now.
    let limit = MemoryLimit::of(options);
    let report = attempt(options, progress, last_build(options), &KnownFiles::default(), &limit)?;
    report.ok_or_else(|| Failure::environment("the records keep changing\n  hint: build when they are left alone"))
}

/// Builds a site of which some files are known; `None` when one of them has changed after it was found.
fn attempt(
    options: &Options,
    progress: &dyn Progress,
    last: LastBuild,
    known: &KnownFiles,
    limit: &MemoryLimit,
) -> Result<Option<Report>, Failure> {
    let mut stages = Stages::new();
    let opened = Opened::for_writing(options, known, limit)?;
    stages.mark("discover");
    let mut memory = BuildMemory::open(last, &opened, options);
    let unchanged = memory.unchanged(&opened, options);
    stages.mark("compare");
    if let Some(whole) = unchanged {
        let config = &opened.settings.config;
        let mut report = report_again(whole, memory.last.drawn.len(), config);
        let last = &memory.last;
        report.add(over_limits(options, config, &opened.output, &report.mass, (&last.drawn, &last.seal)));
        memory.store_rest(&opened.found.files);
        return Ok(Some(Report { stages: stages.finish(), ..report }));
    }
    let Opened { mut found, output, settings } = opened;
    let mut parse_cache = memory.parse_cache();
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, &mut stages)?;
    if loaded.sources.have_changed() {
        return Ok(None);
    }
    refuse_nothing(&diagnostics)?;
    loaded.config.severities.apply(&mut diagnostics);
    let mut report = report_on(&loaded, span);
    if options.strict && has_warning(&diagnostics) {
        Diagnostic::sort(&mut diagnostics);
        return Ok(Some(Report { diagnostics, stages: stages.finish(), ..report }));
    }
    let drawn = draw(&loaded, &output, options, &memory.last, None, progress);
    if loaded.sources.have_changed() {
        return Ok(None);
    }
    let site = drawn?;
    stages.mark("draw");
    report.written = site.written;
    report.counts.files += site.unplanned;
    report.mass = mass(&loaded, &site.drawn, &site.seal, &output);
    report.diagnostics = site.with_mistakes(&diagnostics, &loaded.config);
    memory.store(&site, Some(&remembered(&report, span)), &at_rest(&found.files), &parse_cache);
    stages.mark("remember");
    report.add(over_limits(options, &loaded.config, &output, &report.mass, (&site.drawn, &site.seal)));
    report.stages = stages.finish();
    if options.ends_process {
        std::mem::forget(loaded);
    }
    Ok(Some(report))
}

/// Limits of the host that a finished site exceeds.
pub(super) fn over_limits(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fs::discover::FileReading;

    struct Unseen;

    impl Progress for Unseen {
        fn drawn(&self, _: usize, _: usize) {}
    }

    /// A site of two records, built once, of which one has been changed since in a way that its stamp does not show.
    fn changed_unseen() -> (tempfile::TempDir, Options, LastBuild) {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("content")).expect("a folder");
        let write = |name: &str, words: &str| {
            let place = site.join("content").join(name);
            std::fs::write(&place, words).expect("to write");
            let file = std::fs::File::options().append(true).open(&place).expect("to open");
            let an_hour_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
            file.set_modified(an_hour_ago).expect("to set the time");
        };
        write("2024-03-11-budget.md", "# Budget\n### Ann:\nAye to the ferry.\n");
        write("2024-03-12-roads.md", "# Roads\n### Ben:\nNay.\n");
        let output = Some(folder.path().join("output"));
        let options = Options { output, cache: true, ..Options::for_site(&site) };
        build(&options, &Unseen).expect("to build");
        write("2024-03-11-budget.md", "# Budget\n### Ann:\nNay to the ferry.\n");
        // The cache says that the changed file looks as it does now.
        let mut last = last_build(&options);
        let known = KnownFiles::default();
        let reading = FileReading::all(&known);
        let now = crate::fs::discover::discover(&site, &folder.path().join("output"), reading);
        let mut now = now.expect("a site").files;
        crate::pipeline::read::decode(&mut now, &mut Vec::new());
        let now = at_rest(&now);
        assert_eq!((last.1.files.len(), now.len()), (2, 2), "both are at rest");
        for (before, now) in last.1.files.iter_mut().zip(now) {
            before.looks_like(&now);
        }
        (folder, options, last)
    }

    #[test]
    fn nothing_is_written_of_a_record_that_changes_while_it_is_being_looked_at() {
        let (_folder, options, last) = changed_unseen();
        let page = options.output_folder().join("meetings/2024-03-11-budget/index.html");
        std::fs::remove_file(&page).expect("the page");
        let limit = MemoryLimit::of(&options);
        let known = known(&last.1.files, &limit.texts);
        let report = attempt(&options, &Unseen, last, &known, &limit).expect("no failure");
        assert!(report.is_none(), "the change is noticed");
        assert!(!page.exists(), "no page is drawn of words that are not there");
        let report = build(&options, &Unseen).expect("to build");
        assert!(report.diagnostics.iter().all(|diagnostic| !diagnostic.message.contains("changed")));
        let text = std::fs::read_to_string(&page).expect("the page");
        assert!(text.contains("Nay to the ferry."), "{text}");
    }

    #[test]
    fn records_at_rest_are_not_read() {
        let (_folder, options, last) = changed_unseen();
        let limit = MemoryLimit::of(&options);
        let known = known(&last.1.files, &limit.texts);
        let report =
            attempt(&options, &Unseen, last, &known, &limit).expect("no failure").expect("nothing has changed");
        assert_eq!((report.written.new, report.written.changed), (0, 0));
    }
}
