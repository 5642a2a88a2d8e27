//! Makes the report of a run, from the loaded site or from the cache of the last build.

use std::collections::BTreeSet;

use super::counts::counts;
use super::linked_site::Loaded;
use super::read::Span;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::pipeline::build_cache::CachedBuild;
use crate::report::run_report::{Report, WrittenFiles};
use crate::text::source::{SourceId, Sources, without_extension};

/// The report on a site before it is drawn, without diagnostics.
pub(super) fn report_on(loaded: &Loaded, span: Span) -> Report {
    Report {
        counts: counts(loaded),
        next_change: instant_text(span.1),
        next_change_there: instant_there(span.1, &loaded.config),
        published: published(loaded),
        ..Report::default()
    }
}

/// Report of the last build again, for a site whose `files` are all unchanged.
pub(super) fn report_again(whole: &CachedBuild, files: usize, config: &Config) -> Report {
    Report {
        counts: whole.counts,
        written: WrittenFiles { unchanged: files, ..WrittenFiles::default() },
        mass: whole.mass.clone(),
        diagnostics: whole.diagnostics.clone(),
        next_change: instant_text(whole.until),
        next_change_there: instant_there(whole.until, config),
        published: whole.published.iter().cloned().collect(),
        ..Report::default()
    }
}

/// A build as the next one will remember it, without its inputs.
pub(super) fn remembered(report: &Report, span: Span) -> CachedBuild {
    CachedBuild {
        inputs: Fingerprint::of_bytes(b""),
        since: span.0,
        until: span.1,
        counts: report.counts,
        mass: report.mass.clone(),
        diagnostics: report.diagnostics.clone(),
        published: report.published.iter().cloned().collect(),
    }
}

/// A moment in UTC; `None` for never.
fn instant_text(second: i64) -> Option<String> {
    let instant = jiff::Timestamp::from_second(second).ok().filter(|_| second < i64::MAX)?;
    Some(instant.to_string())
}

/// A moment in the site's time zone; `None` for never.
fn instant_there(second: i64, config: &Config) -> Option<String> {
    let instant = jiff::Timestamp::from_second(second).ok().filter(|_| second < i64::MAX)?;
    Some(instant.to_zoned_datetime(config.time_zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string())
}

/// Files of the public records and pages, relative to the site and without endings.
fn published(loaded: &Loaded) -> BTreeSet<String> {
    let Loaded { archive, sources, .. } = loaded;
    let stem = |source: SourceId| without_extension(&sources.shown(source)).to_owned();
    let meetings = archive.meetings.iter().zip(&archive.pending).filter(|(_, pending)| pending.is_none());
    let pages = archive.pages.iter().filter(|page| page.visibility.hold_reason(loaded.now).is_none());
    meetings.map(|(meeting, _)| stem(meeting.details.source)).chain(pages.map(|page| stem(page.source))).collect()
}
