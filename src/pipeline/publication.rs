//! Prepares a site for going live: reads and links it once, determines what it adds to the register, and draws it with the
//! history that its records will have.
//!
//! 1. [`SitePublication::read`] reads everything. Nothing has been written yet; a site with an error ends here.
//! 2. [`SitePublication::draw`] draws the site into its output folder, which is not live.
//! 3. [`SitePublication::write_down`] writes the register, before any of it goes live.
//!
//! A publication that is interrupted between two of these steps is repeated by the next one: the register then contains
//! none of it or all of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::Progress;
use super::build_memory::{BuildMemory, earlier_parse_cache, last_build};
use super::build_options::Options;
use super::draw::{DrawnSite, draw};
use super::files_at_rest::{FileAtRest, at_rest};
use super::linked_site::Loaded;
use super::load::{link_site, load, refuse_nothing};
use super::memory_limit::MemoryLimit;
use super::opened::Opened;
use super::parse_cache::ParseCache;
use super::publication_stops::PublicationStops;
use super::read::Span;
use super::site_mass::mass;
use super::site_report::{remembered, report_again, report_on};
use super::stage_times::Stages;
use crate::fs::discover::KnownFiles;
use crate::ledger::{self, Revising, Revision};
use crate::lint::lint_records;
use crate::pipeline::build_cache::CachedBuild;
use crate::record::MeetingIndex;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported, Severity};
use crate::report::failure::Failure;
use crate::report::run_report::Report;
use crate::search::IndexProfile;

/// Additions to the register that publishing a site would make.
pub struct PublishPlan {
    /// The site as it is read.
    pub loaded: Loaded,
    /// Diagnostics about the content.
    pub diagnostics: Vec<Diagnostic>,
    /// The additions, and diagnostics about addresses that would vanish.
    pub revision: Reported<Revision>,
    /// Folder of the register.
    pub folder: PathBuf,
}

/// Computes what publishing a site would add to its register; nothing is written. `minor` applies to corrections
/// without a note in the record.
///
/// # Errors
/// As [`super::check`], and when a plain folder is given no place for its register.
pub fn publishing(options: &Options, minor: bool) -> Result<PublishPlan, Failure> {
    let opened = Opened::new(options)?;
    let folder = register_of(&opened, options)?;
    let mut parse_cache = earlier_parse_cache(options);
    let Opened { mut found, settings, .. } = opened;
    let (loaded, diagnostics, _) =
        load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, &mut Stages::new())?;
    let revision = revise(&loaded, minor);
    Ok(PublishPlan { loaded, diagnostics, revision, folder })
}

/// Folder of the register of a published site.
fn register_of(opened: &Opened, options: &Options) -> Result<PathBuf, Failure> {
    opened.register_folder(options).ok_or_else(|| {
        Failure::usage(
            "a plain folder has no register, because nothing is ever written into it\n  \
             hint: give a place for it with `--register DIR`, or put the records into `content/` of a site",
        )
    })
}

fn revise(loaded: &Loaded, minor: bool) -> Reported<Revision> {
    let Loaded { archive, plan, sources, register, now, .. } = loaded;
    ledger::revise(register, &Revising { archive, plan, sources, now: *now, minor })
}

/// A site on its way to the public.
pub struct SitePublication<'a> {
    options: &'a Options,
    memory: BuildMemory,
    files: Vec<FileAtRest>,
    parse_cache: ParseCache,
    output: PathBuf,
    register: PathBuf,
    span: Span,
    /// The last build, if this one would write the same.
    unchanged: Option<CachedBuild>,
    /// The drawn site, and the build as the cache will store it.
    drawn: Option<(DrawnSite, CachedBuild)>,
    stages: Stages,
    /// The site with the history that its records will have; as it stands, if it must not be published.
    pub loaded: Loaded,
    /// Diagnostics about the content, ordered by place; about the words of records that are new or changed too.
    pub diagnostics: Vec<Diagnostic>,
    /// Diagnostics about the content once it is published.
    afterwards: Vec<Diagnostic>,
    /// What stops it.
    stops: PublicationStops,
    /// The additions to the register, and diagnostics about addresses that would vanish.
    pub revision: Reported<Revision>,
}

impl<'a> SitePublication<'a> {
    /// Reads and links the site, and gives its records the history that they will have; nothing is written. `minor`
    /// applies to corrections without a note in the record.
    ///
    /// # Errors
    /// As [`super::build`], and when a plain folder is given no place for its register.
    pub fn read(options: &'a Options, minor: bool) -> Result<SitePublication<'a>, Failure> {
        let mut stages = Stages::new();
        // What goes live is read in full, however little seems to have changed.
        let limit = MemoryLimit::of(options);
        let opened = Opened::for_writing(options, &KnownFiles::default(), &limit)?;
        let register = register_of(&opened, options)?;
        stages.mark("discover");
        let mut memory = BuildMemory::open(last_build(options), &opened, options);
        let unchanged = memory.unchanged(&opened, options).cloned();
        stages.mark("compare");
        let mut parse_cache = memory.parse_cache();
        let Opened { mut found, output, settings } = opened;
        let mut of_records = Vec::new();
        let before = parse_cache.register(&found, options, &mut of_records)?;
        let (linked, span) = link_site(&mut found, settings, options, &mut parse_cache, &mut stages, &mut of_records)?;
        let mut diagnostics = of_records.clone();
        let (profile, cache) = (IndexProfile::Site, &mut parse_cache);
        let reported = linked.clone().with_history(before, &found, profile, None, options, cache)?;
        let mut loaded = reported.into_value(&mut diagnostics);
        refuse_nothing(&diagnostics)?;
        settled(&loaded, &mut diagnostics);
        let revision = revise(&loaded, minor);
        if limit.texts.has_changed() {
            return Err(Failure::environment(
                "a record was changed while the site was being read\n  hint: publish again",
            ));
        }
        stages.mark("plan");
        let mut afterwards = diagnostics.clone();
        diagnostics.extend(lint_records(&loaded.archive, &loaded.sources, &records_of(&loaded, &revision.value)));
        settled(&loaded, &mut diagnostics);
        let stops = PublicationStops::new(options, &revision.value);
        let must_not_be =
            diagnostics.iter().any(|diagnostic| stops.apply_to(diagnostic)) || has_error(&revision.diagnostics);
        if !must_not_be && !revision.value.is_empty() {
            let after = Arc::new(ledger::continued(&register, &revision.value)?);
            afterwards = of_records;
            let before = Some(&loaded);
            let reported = linked.with_history(after, &found, profile, before, options, &mut parse_cache)?;
            loaded = reported.into_value(&mut afterwards);
            settled(&loaded, &mut afterwards);
            stages.mark("plan");
        }
        parse_cache.passages = loaded.index.layout.passages();
        Ok(SitePublication {
            options,
            memory,
            files: at_rest(&found.files),
            parse_cache,
            output,
            register,
            span,
            unchanged,
            drawn: None,
            stages,
            loaded,
            diagnostics,
            afterwards,
            stops,
            revision,
        })
    }

    /// Reports whether some of these diagnostics forbid the publication.
    pub fn is_stopped_by(&self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|diagnostic| self.stops.apply_to(diagnostic))
    }

    /// Those diagnostics that would forbid the publication if it did not withdraw a record.
    pub fn passed_over<'d>(&self, diagnostics: &'d [Diagnostic]) -> impl Iterator<Item = &'d Diagnostic> {
        let stops = self.stops;
        diagnostics.iter().filter(move |diagnostic| stops.is_passed_over(diagnostic))
    }

    /// Draws the site into its output folder, unless it is up to date there. Reports everything that forbids its
    /// publication, including pages that could not be drawn.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn draw(&mut self, progress: &dyn Progress) -> Result<Report, Failure> {
        let has_news = !self.revision.value.is_empty();
        if let Some(whole) = self.unchanged.take().filter(|_| !has_news) {
            let report = report_again(&whole, self.memory.last.drawn.len(), &self.loaded.config);
            return Ok(Report { stages: self.stages.finish(), ..report });
        }
        let site = draw(&self.loaded, &self.output, self.options, &self.memory.last, None, progress)?;
        self.stages.mark("draw");
        let config = &self.loaded.config;
        let mut report = report_on(&self.loaded, self.span);
        report.written = site.written;
        report.counts.files += site.unplanned;
        report.mass = mass(&self.loaded, &site.drawn, &site.seal, &self.output);
        report.diagnostics = site.with_mistakes(&self.afterwards, config);
        let whole = remembered(&report, self.span);
        report.diagnostics = site.with_mistakes(&self.diagnostics, config);
        // The cached build is not reused before the register is written, because its output depends on the register.
        self.memory.store(&site, Some(&whole).filter(|_| !has_news), &self.files, &self.parse_cache);
        self.stages.mark("remember");
        self.drawn = Some((site, whole));
        report.stages = self.stages.finish();
        Ok(report)
    }

    /// Diagnostics that the next build will report because of the records' new history, and that do not forbid this
    /// publication.
    pub fn comes_with_it(&self) -> Vec<Diagnostic> {
        let known: BTreeSet<_> = self.diagnostics.iter().map(key).collect();
        self.afterwards.iter().filter(|diagnostic| !known.contains(&key(diagnostic))).cloned().collect()
    }

    /// Writes the additions into the register. Must come before any page is published, because pages show the
    /// register's versions.
    ///
    /// # Errors
    /// When the register has changed since it was read, or cannot be written.
    pub fn write_down(&mut self) -> Result<(), Failure> {
        if self.revision.value.is_empty() {
            return Ok(());
        }
        ledger::append(&self.register, &self.revision.value)?;
        self.memory.look_at_register();
        if let Some((site, whole)) = &self.drawn {
            self.memory.store(site, Some(whole), &self.files, &self.parse_cache);
        }
        Ok(())
    }
}

/// Identity of a diagnostic.
fn key(diagnostic: &Diagnostic) -> (Problem, &Option<Location>, &str) {
    (diagnostic.problem, &diagnostic.at, &diagnostic.message)
}

/// Gives diagnostics the severities that the site wants, by place.
fn settled(loaded: &Loaded, diagnostics: &mut Vec<Diagnostic>) {
    loaded.config.severities.apply(diagnostics);
    Diagnostic::sort(diagnostics);
}

/// Records that a revision publishes for the first time, or with other words.
fn records_of(loaded: &Loaded, revision: &Revision) -> Vec<MeetingIndex> {
    let files: BTreeSet<&str> = revision.records.iter().map(|record| &*record.version.file).collect();
    let meetings = loaded.archive.meetings.iter().enumerate();
    meetings.filter(|(_, meeting)| files.contains(&*meeting.details.path)).map(|(index, _)| index).collect()
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
