//! Prepares a site for going live: reads and links it once, determines what it adds to the register, and draws it with the
//! history that its records will have.
//!
//! 1. [`SitePublication::read`] reads everything, or [`SitePublication::of_parts`] takes what parts have read and drawn. Nothing has
//!    been written yet; a site with an error ends here.
//! 2. [`SitePublication::draw`] draws the site into its output folder, or joins it there from its parts. It is not live.
//! 3. [`SitePublication::write_down`] writes the register, before any of it goes live.
//!
//! A publication that is interrupted between two of these steps is repeated by the next one: the register then contains
//! none of it or all of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Progress;
use super::build_memory::{BuildMemory, earlier_parse_cache, last_build};
use super::build_options::Options;
use super::draw::{DrawnSite, draw};
use super::files_at_rest::{FileAtRest, at_rest};
use super::history_to_come::{Future, FutureSite, PublicationTerms, revise};
use super::linked_site::Loaded;
use super::load::load;
use super::memory_limit::MemoryLimit;
use super::opened::Opened;
use super::parse_cache::ParseCache;
use super::parts::{DrawnSiteOfParts, SiteOfParts};
use super::publication_stops::PublicationStops;
use super::read::Span;
use super::site_mass::mass;
use super::site_report::{remembered, report_again, report_on};
use super::stage_times::Stages;
use crate::fs::discover::KnownFiles;
use crate::ledger::{self, Revision};
use crate::pipeline::build_cache::CachedBuild;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
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
    let folder = PublicationTerms::new(&opened, options, minor)?.register;
    let mut parse_cache = earlier_parse_cache(options);
    let Opened { mut found, settings, .. } = opened;
    let (loaded, diagnostics, _) =
        load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, &mut Stages::new())?;
    let revision = revise(&loaded, minor);
    Ok(PublishPlan { loaded, diagnostics, revision, folder })
}

/// A site on its way to the public.
pub struct SitePublication<'a> {
    options: &'a Options,
    origin: FileOrigin<'a>,
    output: PathBuf,
    register: PathBuf,
    span: Span,
    stages: Stages,
    /// The site with the history that its records will have; as it stands, if it must not be published.
    pub loaded: Loaded,
    /// Diagnostics about the content, ordered by place; about the words of records that are new or changed too.
    pub diagnostics: Vec<Diagnostic>,
    /// Diagnostics about the content once it is published.
    afterwards: Vec<Diagnostic>,
    /// Rules of what stops it.
    stops: PublicationStops,
    /// The additions to the register, and diagnostics about addresses that would vanish.
    pub revision: Reported<Revision>,
}

/// Origin of the files of a publication.
enum FileOrigin<'a> {
    /// They are drawn here, as far as the last build has not drawn them.
    Here(Box<DrawingHere>),
    /// Parts have drawn them.
    Parts(DrawnSiteOfParts<'a>),
}

/// Memory of the builds of this machine.
struct DrawingHere {
    memory: BuildMemory,
    files: Vec<FileAtRest>,
    parse_cache: ParseCache,
    /// The last build, if this one would write the same.
    unchanged: Option<CachedBuild>,
    /// The drawn site, and the build as the cache will store it.
    drawn: Option<(DrawnSite, CachedBuild)>,
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
        let terms = PublicationTerms::new(&opened, options, minor)?;
        stages.mark("discover");
        let mut memory = BuildMemory::open(last_build(options), &opened, options);
        let unchanged = memory.unchanged(&opened, options).cloned();
        stages.mark("compare");
        let mut parse_cache = memory.parse_cache();
        let Opened { mut found, output, settings } = opened;
        let site = terms.link(&mut found, settings, &mut parse_cache, &mut stages)?;
        parse_cache.passages = site.loaded.index.layout.passages();
        let files = at_rest(&found.files);
        let here = DrawingHere { memory, files, parse_cache, unchanged, drawn: None };
        let origin = FileOrigin::Here(Box::new(here));
        Ok(SitePublication::of(site, options, origin, (output, terms.register), stages))
    }

    /// Links the site with what its parts have read and drawn for a publication; nothing is written. `work` is the folder that the
    /// parts share.
    ///
    /// # Errors
    /// As [`super::build_part`] when parts are joined, and as [`SitePublication::read`].
    pub fn of_parts(
        options: &'a Options,
        minor: bool,
        work: &Path,
        parts: u32,
    ) -> Result<SitePublication<'a>, Failure> {
        let mut stages = Stages::new();
        let (drawn, site) = DrawnSiteOfParts::open(options, minor, work, parts, &mut stages)?;
        let SiteOfParts { loaded, diagnostics, span, output, future, .. } = site;
        let (future, register) = future.expect("the parts were linked for a publication");
        let site = FutureSite { loaded, future, diagnostics, span };
        Ok(SitePublication::of(site, options, FileOrigin::Parts(drawn), (output, register), stages))
    }

    fn of(
        site: FutureSite,
        options: &'a Options,
        origin: FileOrigin<'a>,
        (output, register): (PathBuf, PathBuf),
        stages: Stages,
    ) -> SitePublication<'a> {
        let FutureSite { loaded, future: Future { afterwards, stops, revision }, diagnostics, span } = site;
        SitePublication {
            options,
            origin,
            output,
            register,
            span,
            stages,
            loaded,
            diagnostics,
            afterwards,
            stops,
            revision,
        }
    }

    /// Reports whether some of these diagnostics forbid the publication.
    pub fn is_stopped_by(&self, diagnostics: &[Diagnostic]) -> bool {
        self.stops.apply_to_any(diagnostics)
    }

    /// Diagnostics that would forbid the publication if it did not withdraw a record.
    pub fn passed_over<'d>(&self, diagnostics: &'d [Diagnostic]) -> impl Iterator<Item = &'d Diagnostic> {
        let stops = self.stops;
        diagnostics.iter().filter(move |diagnostic| stops.pass_over(diagnostic))
    }

    /// Draws the site into its output folder, unless it is up to date there. Reports everything that forbids its
    /// publication, including pages that could not be drawn.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn draw(&mut self, progress: &dyn Progress) -> Result<Report, Failure> {
        let has_news = !self.revision.value.is_empty();
        let site = match &mut self.origin {
            FileOrigin::Here(here) => {
                if let Some(whole) = here.unchanged.take().filter(|_| !has_news) {
                    let report = report_again(&whole, here.memory.last.drawn.len(), &self.loaded.config);
                    return Ok(Report { stages: self.stages.finish(), ..report });
                }
                draw(&self.loaded, &self.output, self.options, &here.memory.last, None, progress)?
            }
            FileOrigin::Parts(parts) => parts.join(&self.loaded, &self.output, progress)?,
        };
        self.stages.mark("draw");
        let config = &self.loaded.config;
        let mut report = report_on(&self.loaded, self.span);
        report.written = site.written;
        report.counts.files += site.unplanned;
        report.mass = mass(&self.loaded, &site.drawn, &site.seal, &self.output);
        report.diagnostics = site.with_mistakes(&self.afterwards, config);
        let whole = remembered(&report, self.span);
        report.diagnostics = site.with_mistakes(&self.diagnostics, config);
        if let FileOrigin::Here(here) = &mut self.origin {
            // The cached build is not reused before the register is written, because its output depends on the register.
            here.memory.store(&site, Some(&whole).filter(|_| !has_news), &here.files, &here.parse_cache);
            here.drawn = Some((site, whole));
            self.stages.mark("remember");
        }
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
        if let FileOrigin::Here(here) = &mut self.origin {
            here.memory.look_at_register();
            if let Some((site, whole)) = &here.drawn {
                here.memory.store(site, Some(whole), &here.files, &here.parse_cache);
            }
        }
        Ok(())
    }
}

/// Identity of a diagnostic.
fn key(diagnostic: &Diagnostic) -> (Problem, &Option<Location>, &str) {
    (diagnostic.problem, &diagnostic.at, &diagnostic.message)
}
