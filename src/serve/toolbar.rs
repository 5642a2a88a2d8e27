//! Data of the editors' toolbar on a page: status of its record, its problems, and the next record with problems.

use serde::Serialize;

use super::PreviewState;
use crate::pipeline::Snapshot;
use crate::record::{HeldBack, HoldReason, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::site::{Output, OutputKind};
use crate::text::source::Sources;

/// Content of the toolbar.
#[derive(Serialize)]
pub(super) struct Toolbar {
    /// Changes when anything may have.
    number: u64,
    /// `public`, `draft`, `review`, `scheduled`, `withdrawn` or `held`; empty for pages of no record.
    status: &'static str,
    /// For a scheduled record or one under review: until when.
    until: Option<String>,
    /// Source file of the page.
    source: Option<String>,
    /// Diagnostics about this record.
    problems: Vec<ToolbarProblem>,
    /// Errors elsewhere, and errors that keep the site from being read.
    elsewhere: Vec<ToolbarProblem>,
    /// True if the page may be older than its files, because the site cannot be read or the page cannot be drawn.
    is_stale: bool,
    /// The next record that has problems.
    next: Option<Next>,
}

/// A diagnostic as the panel shows it.
#[derive(Serialize)]
struct ToolbarProblem {
    severity: Severity,
    code: &'static str,
    message: String,
    hint: Option<String>,
    /// `content/a.md:3:1`; empty when no file is to blame.
    place: String,
    excerpt: String,
    /// The speech in which it stands, as a fragment; empty when it stands in none.
    anchor: String,
}

#[derive(Serialize)]
struct Next {
    href: String,
    title: String,
}

/// The toolbar while the site cannot be read.
pub(super) fn unread(state: &PreviewState) -> Toolbar {
    Toolbar {
        number: state.number,
        status: "",
        until: None,
        source: None,
        problems: Vec::new(),
        elsewhere: state.load_errors.iter().map(|error| toolbar_problem(error, None)).collect(),
        is_stale: true,
        next: None,
    }
}

/// The toolbar of a page. `mistake` is the error that kept the page from being drawn, `held` the record that would be there if it were
/// not held back.
pub(super) fn bar(
    state: &PreviewState,
    snapshot: &Snapshot,
    page: Option<&Output>,
    mistake: Option<&Diagnostic>,
    held: Option<&HeldBack>,
) -> Toolbar {
    let kind = page.map(|output| &output.kind);
    let meeting = match kind {
        Some(OutputKind::Meeting(index)) => Some(*index),
        _ => None,
    };
    let source = kind.and_then(|kind| source_of(snapshot, kind)).or(held.map(|held| held.shown.to_string()));
    let stem = source.as_deref().map(|source| source.rsplit_once('.').map_or(source, |(stem, _)| stem));
    let is_here = |diagnostic: &&Diagnostic| {
        let at = diagnostic.at.as_ref().and_then(|at| at.path.rsplit_once('.')).map(|(stem, _)| stem);
        stem.is_some() && at == stem
    };
    let all = || snapshot.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
    let here = snapshot.diagnostics.iter().filter(is_here).filter(|diagnostic| {
        let is_ahead = || meeting.is_some_and(|meeting| is_ahead(snapshot, meeting, diagnostic));
        diagnostic.severity >= Severity::Warning || is_ahead()
    });
    let problem = |diagnostic: &Diagnostic| toolbar_problem(diagnostic, meeting.map(|meeting| (snapshot, meeting)));
    let errors = all().filter(|d| d.severity == Severity::Error && !is_here(d));
    let (status, until) = match kind {
        Some(OutputKind::Withdrawn(_)) => ("withdrawn", None),
        None if held.is_some() => ("held", None),
        _ => meeting.map_or(("", None), |meeting| status(snapshot, meeting)),
    };
    Toolbar {
        number: state.number,
        status,
        until,
        problems: here.map(problem).collect(),
        is_stale: !state.load_errors.is_empty() || mistake.is_some(),
        elsewhere: state.load_errors.iter().chain(mistake).chain(errors).map(|d| toolbar_problem(d, None)).collect(),
        next: next(snapshot, source.as_deref()),
        source,
    }
}

/// Reports whether a note will be a warning once its record is public. A record that is only begun has nothing to warn of.
fn is_ahead(snapshot: &Snapshot, meeting: MeetingIndex, diagnostic: &Diagnostic) -> bool {
    let archive = &snapshot.loaded.archive;
    let is_begun_only =
        diagnostic.problem == Problem::NoSpeeches && archive.meetings[meeting].contributions().next().is_none();
    let is_lessened = diagnostic.severity == Severity::Note && diagnostic.problem.severity() >= Severity::Warning;
    is_lessened && archive.pending[meeting].is_some() && !is_begun_only
}

fn status(snapshot: &Snapshot, meeting: MeetingIndex) -> (&'static str, Option<String>) {
    let archive = &snapshot.loaded.archive;
    let visibility = &archive.meetings[meeting].details.visibility;
    let local = |moment: jiff::Timestamp| {
        moment.to_zoned_datetime(snapshot.loaded.config.time_zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    };
    match archive.pending[meeting] {
        None => ("public", None),
        Some(HoldReason::Draft | HoldReason::Unwritten | HoldReason::Unreadable) => ("draft", None),
        Some(HoldReason::Review) => ("review", visibility.review_until.map(local)),
        Some(HoldReason::Until(moment)) => ("scheduled", Some(local(moment))),
        Some(HoldReason::Withdrawn) => ("withdrawn", None),
    }
}

/// Source file of a page.
fn source_of(snapshot: &Snapshot, kind: &OutputKind) -> Option<String> {
    let loaded = &snapshot.loaded;
    let id = match kind {
        OutputKind::Meeting(index) => loaded.archive.meetings[*index].details.source,
        OutputKind::Page(index) => loaded.archive.pages[*index].source,
        OutputKind::Withdrawn(index) => {
            let gone = &loaded.archive.gone[*index];
            let held = loaded.archive.held.iter().find(|held| held.path == gone.path)?;
            return Some(held.shown.to_string());
        }
        _ => return None,
    };
    Some(loaded.sources.shown(id).to_string())
}

/// The next record with problems, in the order of files, starting over at the end.
fn next(snapshot: &Snapshot, here: Option<&str>) -> Option<Next> {
    let loaded = &snapshot.loaded;
    let worth_seeing = snapshot.diagnostics.iter().filter(|d| d.severity >= Severity::Warning);
    let mut paths: Vec<&str> = worth_seeing.filter_map(|d| d.at.as_ref().map(|at| &*at.path)).collect();
    paths.sort_unstable();
    paths.dedup();
    let (before, after): (Vec<&str>, Vec<&str>) = paths.into_iter().partition(|path| Some(*path) <= here);
    let find = |path: &str| {
        let index = loaded.archive.meetings.iter().position(|m| &*loaded.sources.shown(m.details.source) == path)?;
        let title = loaded.archive.meetings[index].details.title.to_string();
        Some(Next { href: loaded.plan.addresses.meetings[index].to_string(), title })
    };
    after.into_iter().chain(before).filter(|path| Some(*path) != here).find_map(find)
}

fn toolbar_problem(diagnostic: &Diagnostic, record: Option<(&Snapshot, MeetingIndex)>) -> ToolbarProblem {
    let at = diagnostic.at.as_ref();
    let place = at.map(|at| match at.line {
        0 => at.path.to_string(),
        line => format!("{}:{line}:{}", at.path, at.column),
    });
    ToolbarProblem {
        severity: diagnostic.severity,
        code: diagnostic.problem.code(),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        place: place.unwrap_or_default(),
        excerpt: at.map(|at| at.excerpt.to_string()).unwrap_or_default(),
        anchor: record.and_then(|(snapshot, meeting)| anchor(snapshot, meeting, diagnostic)).unwrap_or_default(),
    }
}

/// The speech in which a diagnostic stands.
fn anchor(snapshot: &Snapshot, meeting: MeetingIndex, diagnostic: &Diagnostic) -> Option<String> {
    let at = diagnostic.at.as_ref().filter(|at| at.line > 0 && at.path.ends_with(".md"))?;
    let meeting = &snapshot.loaded.archive.meetings[meeting];
    let text = snapshot.loaded.sources.get(meeting.details.source).text;
    let offset: usize = text.split_inclusive('\n').take(at.line as usize).map(str::len).sum();
    let last = |speech: &&crate::record::Speech| speech.blocks.last().map_or(0, |block| block.text.end as usize);
    let speech = meeting.speeches().find(|speech| last(speech) + 1 >= offset)?;
    Some(format!("#{}", speech.id))
}
