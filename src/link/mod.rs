//! Links single documents to one archive: resolves speakers, translations and redirects, and applies visibility. Pure.

mod approvals;
mod attendance_findings;
mod claims;
mod future_meetings;
mod redirects;
mod speakers;
mod suggestions;
mod taxonomy_findings;
mod translations;
mod unknown_voters;
mod visible;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Config;
use crate::record::{
    Announced, Archive, Document, HoldReason, Language, LinkedArchive, Meeting, MeetingBodies, Page, Registry,
    SpeakerName, UnresolvedReferences, WithdrawnNotice,
};
use crate::report::diagnostic::{Diagnostic, Problem, Reported, Severity};
use crate::text::slug::folded;
use crate::text::source::Sources;

pub use redirects::RedirectRow;
pub use translations::AlternateRow;

/// A parsed record, shared with the cache.
type SharedMeeting = Arc<Meeting<Arc<SpeakerName>>>;

/// Input of linking besides the documents.
pub struct LinkInput<'a> {
    /// The contents of the registries.
    pub registry: Registry,
    /// Rows of `.alternates`.
    pub alternates: Vec<AlternateRow>,
    /// Rows of `.redirects`.
    pub redirects: Vec<RedirectRow>,
    /// The site's settings.
    pub config: &'a Config,
    /// Texts, for the places of labels.
    pub sources: &'a dyn Sources,
    /// The moment for which the archive is made.
    pub now: jiff::Timestamp,
    /// True if drafts, records under review and records still to come are shown.
    pub drafts: bool,
}

/// Links all documents into an archive.
pub fn link(documents: Vec<Document>, input: LinkInput<'_>) -> Reported<LinkedArchive> {
    let mut diagnostics = Vec::new();
    let (mut meetings, mut pages, mut held) = (Vec::new(), Vec::new(), Vec::new());
    for document in documents {
        match document {
            Document::Meeting(meeting) => meetings.push(meeting),
            Document::Page(page) => pages.push(page),
            Document::Withheld { source, path } => {
                held.push(visible::unreadable(path, &input.sources.shown(source)));
            }
            Document::Nothing => {}
        }
    }
    let known_pages: Vec<Arc<str>> = pages.iter().map(|page| Arc::clone(&page.path)).collect();
    let known_paths: Vec<Arc<str>> = meetings.iter().map(|m| Arc::clone(&m.details.path)).collect();
    let (mut meetings, hidden) = visible::split(meetings, input.now, input.drafts);
    meetings.sort_by(|a, b| {
        (a.details.date, &a.details.slug, &a.details.path).cmp(&(b.details.date, &b.details.slug, &b.details.path))
    });
    let meetings = without_duplicates(meetings, input.sources, &mut diagnostics);
    report_duplicates_ahead(&meetings, &hidden, input.sources, &mut diagnostics);
    let held_slugs: Vec<Box<str>> = hidden.iter().map(|(meeting, _)| meeting.details.slug.clone()).collect();
    held.extend(hidden.iter().map(|(meeting, reason)| visible::held(meeting, *reason, input.sources)));
    let bodies = MeetingBodies::new(&input.registry, input.config.body.as_deref());
    let clock = (input.now, &input.config.time_zone);
    let announced = |(meeting, reason): &(_, _)| visible::announced(meeting, *reason, &bodies, input.sources, clock);
    let mut announced: Vec<Announced> = hidden.iter().filter_map(announced).collect();
    announced.sort_by(|a, b| (a.date, &a.start, &a.path).cmp(&(b.date, &b.start, &b.path)));
    let mut gone: Vec<WithdrawnNotice> =
        hidden.iter().filter_map(|(meeting, _)| visible::gone(meeting, input.now)).collect();
    future_meetings::report(&meetings, input.sources, clock, &mut diagnostics);
    let mut suggestions = suggestions::Suggestions::default();
    check_series(&meetings, &input, &mut suggestions, &mut diagnostics);
    taxonomy_findings::report(&meetings, &hidden, &input, &mut suggestions, &mut diagnostics);

    let claims = claims::Claims::new(&input.registry, &bodies, &mut suggestions, &mut diagnostics);
    let (meetings, speakers) = speakers::resolve(&meetings, &claims, &input, &mut suggestions, &mut diagnostics);
    unknown_voters::report(&meetings, &claims, &input, &mut suggestions, &mut diagnostics);
    attendance_findings::report(&meetings, &input, &mut diagnostics);
    let (translations, unknown_translations) =
        translations::translations(&meetings, &input.alternates, &known_paths, input.sources, &mut diagnostics);
    let (approved_at, unknown_approvals) = approvals::approvals(&meetings, &known_paths, input.sources);
    let redirects::ResolvedRedirects { redirects, forwards, waiting } =
        redirects::resolve(&meetings, &input.redirects, &held_slugs, input.sources, &mut diagnostics);
    let mut gone_by_slug: FxHashMap<String, usize> = FxHashMap::default();
    for (index, gone) in gone.iter().enumerate().filter(|(_, gone)| gone.date.is_some()) {
        gone_by_slug.entry(folded(&gone.slug)).or_insert(index);
    }
    for (from, slug) in waiting {
        if let Some(index) = gone_by_slug.get(&slug) {
            gone[*index].aliases.push(from);
        }
    }
    pages.retain(|page| match visible::hold_reason(&page.visibility, input.now, input.drafts) {
        None => true,
        Some(reason) => {
            held.push(visible::held_page(page, reason, input.sources));
            gone.extend(visible::gone_page(page, input.now));
            false
        }
    });
    held.sort_by(|a, b| a.path.cmp(&b.path));
    gone.sort_by(|a, b| a.path.cmp(&b.path));
    translations::check_pages(&pages, &known_pages, input.sources, &mut diagnostics);
    translations::pair_pages(&mut pages);
    pages.sort_by(|a, b| (&a.slug, &a.path).cmp(&(&b.slug, &b.path)));
    let languages = languages(&meetings, &pages);
    let reason = |meeting: &Meeting<_>| visible::hold_reason(&meeting.details.visibility, input.now, false);
    let pending = meetings.iter().map(reason).collect();
    let is_held = |page: &Arc<Page>| visible::hold_reason(&page.visibility, input.now, false).is_some();
    let pending_pages = pages.iter().map(is_held).collect();
    let histories = vec![None; meetings.len()];
    let registry = input.registry;
    let archive = Archive {
        meetings,
        speakers,
        registry,
        pages,
        translations,
        approved_at,
        unresolved: UnresolvedReferences { translations: unknown_translations, approvals: unknown_approvals },
        former_files: Vec::new(),
        redirects,
        forwards,
        pending,
        pending_pages,
        histories,
        held,
        announced,
        gone,
        languages,
    };
    Reported { value: LinkedArchive::new(archive), diagnostics }
}

/// Keeps the first record, by path, of those with the same address; the others are reported, each naming both files.
fn without_duplicates(
    meetings: Vec<SharedMeeting>,
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SharedMeeting> {
    let mut by_path: Vec<usize> = (0..meetings.len()).collect();
    by_path.sort_by(|a, b| meetings[*a].details.path.cmp(&meetings[*b].details.path));
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut dropped = vec![false; meetings.len()];
    for index in by_path {
        let details = &meetings[index].details;
        let Some(other) = first.get(&folded(&details.slug)).copied() else {
            first.insert(folded(&details.slug), index);
            continue;
        };
        dropped[index] = true;
        let other = &meetings[other].details;
        let how = if other.slug == details.slug { "" } else { ", which differs only by case or normalisation" };
        let shown = sources.shown(details.source);
        diagnostics.push(
            Diagnostic::at(
                Problem::DuplicateSlug,
                details.places.of("slug", &shown),
                format!(
                    "this record's address “{}” is taken by {}{how}; this one is left out",
                    details.slug,
                    sources.shown(other.source)
                ),
            )
            .hint("give one of the two a `slug:` of its own"),
        );
    }
    let mut keep = dropped.into_iter().map(|dropped| !dropped);
    let mut meetings = meetings;
    meetings.retain(|_| keep.next().unwrap_or(true));
    meetings
}

/// Reports held-back records whose address will collide with another's when they are published, so that editors learn
/// of it in time. Withdrawn records give way.
fn report_duplicates_ahead(
    meetings: &[SharedMeeting],
    hidden: &[(SharedMeeting, HoldReason)],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: FxHashMap<String, &SharedMeeting> =
        meetings.iter().map(|meeting| (folded(&meeting.details.slug), meeting)).collect();
    let mut waiting: Vec<&SharedMeeting> =
        hidden.iter().filter(|(_, reason)| *reason != HoldReason::Withdrawn).map(|(meeting, _)| meeting).collect();
    waiting.sort_by(|a, b| a.details.path.cmp(&b.details.path));
    for meeting in waiting {
        let details = &meeting.details;
        let Some(other) = first.get(&folded(&details.slug)).copied() else {
            first.insert(folded(&details.slug), meeting);
            continue;
        };
        let other = sources.shown(other.details.source);
        let message = format!("this record is held back, and its address “{}” is that of {other}", details.slug);
        let at = details.places.of("slug", &sources.shown(details.source));
        let mut diagnostic =
            Diagnostic::at(Problem::DuplicateSlug, at, message).hint("give one of the two a `slug:` of its own");
        // A record that waits for an editor collides with nothing until then.
        if details.visibility.opens().is_none() {
            diagnostic.severity = Severity::Note;
        }
        diagnostics.push(diagnostic);
    }
}

/// Reports undeclared series. Those of a folder without `site.yml` need no declaration.
fn check_series(
    meetings: &[SharedMeeting],
    input: &LinkInput<'_>,
    suggestions: &mut suggestions::Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let declared: FxHashSet<&str> = input.registry.series.iter().map(|series| &*series.id).collect();
    for details in meetings.iter().map(|meeting| &meeting.details) {
        let Some(id) = details.series.as_deref().filter(|id| !declared.is_empty() && !declared.contains(id)) else {
            continue;
        };
        let near = suggestions.near("series", id, || input.registry.series.iter().map(|series| &*series.id));
        let hint = near.map_or_else(
            || "declare it under `series:` in site.yml".to_owned(),
            |near| format!("did you mean “{near}”? Else declare it under `series:` in site.yml"),
        );
        let at = details.places.of("series", &input.sources.shown(details.source));
        let message = format!("series: “{id}” is not declared");
        diagnostics.push(Diagnostic::at(Problem::UnknownReference, at, message).hint(hint));
    }
}

/// Languages of records and pages, the most frequent first, ties by tag.
fn languages<S>(meetings: &[Meeting<S>], pages: &[Arc<Page>]) -> Vec<Language> {
    let mut counts: FxHashMap<&Language, usize> = FxHashMap::default();
    for lang in meetings.iter().map(|m| &m.details.lang).chain(pages.iter().map(|p| &p.lang)) {
        *counts.entry(lang).or_default() += 1;
    }
    let mut languages: Vec<(usize, &Language)> = counts.into_iter().map(|(lang, count)| (count, lang)).collect();
    languages.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    languages.into_iter().map(|(_, lang)| lang.clone()).collect()
}
