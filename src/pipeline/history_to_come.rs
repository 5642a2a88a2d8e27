//! Links a site with the history that its records will have once it is published.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::build_options::Options;
use super::linked_site::Loaded;
use super::load::{link_site, refuse_nothing};
use super::opened::Opened;
use super::parse_cache::ParseCache;
use super::publication_stops::PublicationStops;
use super::read::Span;
use super::settings::Settings;
use super::stage_times::Stages;
use crate::fs::discover::Discovered;
use crate::ledger::{self, Revising, Revision};
use crate::lint::lint_records;
use crate::record::MeetingIndex;
use crate::report::diagnostic::{Diagnostic, Reported, Severity};
use crate::report::failure::Failure;
use crate::search::IndexProfile;
use crate::text::source::Sources;

/// A site that is to be published.
pub(super) struct FutureSite {
    /// The site with the history that its records will have; as it stands, if it must not be published.
    pub(super) loaded: Loaded,
    pub(super) future: Future,
    /// Diagnostics about the content, ordered by place; about the words of records that are new or changed too.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) span: Span,
}

/// Changes that a publication brings.
pub(super) struct Future {
    /// Diagnostics about the content once it is published.
    pub(super) afterwards: Vec<Diagnostic>,
    /// Rules of what stops the publication.
    pub(super) stops: PublicationStops,
    /// The additions to the register, and diagnostics about addresses that would vanish.
    pub(super) revision: Reported<Revision>,
}

/// Terms of a publication.
pub(super) struct PublicationTerms<'a> {
    pub(super) options: &'a Options,
    /// Folder of the register.
    pub(super) register: PathBuf,
    /// True if corrections without a note in the record count as slips of the pen.
    pub(super) minor: bool,
}

impl<'a> PublicationTerms<'a> {
    /// Terms of the publication of an opened site.
    ///
    /// # Errors
    /// When a plain folder is given no place for its register.
    pub(super) fn new(opened: &Opened, options: &'a Options, minor: bool) -> Result<PublicationTerms<'a>, Failure> {
        let register = opened.register_folder(options).ok_or_else(|| {
            Failure::usage(
                "a plain folder has no register, because nothing is ever written into it\n  \
                 hint: give a place for it with `--register DIR`, or put the records into `content/` of a site",
            )
        })?;
        Ok(PublicationTerms { options, register, minor })
    }

    /// Links a site, and gives its records the history that they will have; nothing is written.
    ///
    /// # Errors
    /// As `build`.
    pub(super) fn link(
        &self,
        found: &mut Discovered,
        settings: Settings,
        parse_cache: &mut ParseCache,
        stages: &mut Stages,
    ) -> Result<FutureSite, Failure> {
        let options = self.options;
        let mut of_records = Vec::new();
        let before = parse_cache.register(found, options, &mut of_records)?;
        let (linked, span) = link_site(found, settings, options, parse_cache, stages, &mut of_records)?;
        let mut diagnostics = of_records.clone();
        let profile = IndexProfile::Site;
        let reported = linked.clone().with_history(before, found, profile, None, options, parse_cache)?;
        let mut loaded = reported.into_value(&mut diagnostics);
        refuse_nothing(&diagnostics)?;
        settle(&loaded, &mut diagnostics);
        let revision = revise(&loaded, self.minor);
        if loaded.sources.have_changed() {
            return Err(Failure::environment(
                "a record was changed while the site was being read\n  hint: publish again",
            ));
        }
        stages.mark("plan");
        let mut afterwards = diagnostics.clone();
        diagnostics.extend(lint_records(&loaded.archive, &loaded.sources, &records_of(&loaded, &revision.value)));
        settle(&loaded, &mut diagnostics);
        let stops = PublicationStops::new(options, &revision.value);
        let must_not_be = stops.apply_to_any(&diagnostics) || has_error(&revision.diagnostics);
        if !must_not_be && !revision.value.is_empty() {
            let after = Arc::new(ledger::continued(&self.register, &revision.value)?);
            afterwards = of_records;
            let reported = linked.with_history(after, found, profile, Some(&loaded), options, parse_cache)?;
            loaded = reported.into_value(&mut afterwards);
            settle(&loaded, &mut afterwards);
            stages.mark("plan");
        }
        Ok(FutureSite { loaded, future: Future { afterwards, stops, revision }, diagnostics, span })
    }
}

/// Computes what a publication would add to the register.
pub(super) fn revise(loaded: &Loaded, minor: bool) -> Reported<Revision> {
    let Loaded { archive, plan, sources, register, now, .. } = loaded;
    ledger::revise(register, &Revising { archive, plan, sources, now: *now, minor })
}

/// Gives diagnostics the severities that the site wants, by place.
fn settle(loaded: &Loaded, diagnostics: &mut Vec<Diagnostic>) {
    loaded.config.severities.apply(diagnostics);
    Diagnostic::sort(diagnostics);
}

/// Records that a revision publishes for the first time, or with other words.
fn records_of(loaded: &Loaded, revision: &Revision) -> Vec<MeetingIndex> {
    let files: BTreeSet<&str> = revision.records.iter().map(|record| &*record.version.file).collect();
    let meetings = loaded.archive.meetings.iter().enumerate();
    meetings.filter(|(_, meeting)| files.contains(&*meeting.details.path)).map(|(index, _)| index).collect()
}

pub(super) fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
