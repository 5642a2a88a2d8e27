//! Decides what the public may see at a moment, and what it is told of the rest. Everything after this knows only that.

use std::sync::Arc;

use jiff::Timestamp;

use super::SharedMeeting;
use crate::record::{Announced, HeldBack, HoldReason, KeyLocations, Page, Visibility, WithdrawnNotice};
use crate::report::diagnostic::Location;
use crate::text::source::Sources;

/// Divides records into those to be seen and those held back, with the reason.
pub(super) fn split(
    meetings: Vec<SharedMeeting>,
    now: Timestamp,
    drafts: bool,
) -> (Vec<SharedMeeting>, Vec<(SharedMeeting, HoldReason)>) {
    let (mut visible, mut held) = (Vec::new(), Vec::new());
    for meeting in meetings {
        match reason(&meeting, now, drafts) {
            None => visible.push(meeting),
            Some(reason) => held.push((meeting, reason)),
        }
    }
    (visible, held)
}

/// Why a record is held back. One that is announced, and of which nothing is written yet, is no record.
fn reason(meeting: &SharedMeeting, now: Timestamp, drafts: bool) -> Option<HoldReason> {
    let visibility = &meeting.details.visibility;
    let unwritten = || {
        let is_empty = visibility.announcement.is_some() && meeting.contributions().next().is_none();
        (is_empty && !drafts).then_some(HoldReason::Unwritten)
    };
    hold_reason(visibility, now, drafts).or_else(unwritten)
}

/// Why something is not to be seen at `now`; `None` when it is. Editors who look at drafts see what is to come, but
/// what was taken back is gone for them too.
pub(super) fn hold_reason(visibility: &Visibility, now: Timestamp, drafts: bool) -> Option<HoldReason> {
    visibility.hold_reason(now).filter(|reason| !drafts || *reason == HoldReason::Withdrawn)
}

/// What editors are told of a record that is held back.
pub(super) fn held(meeting: &SharedMeeting, reason: HoldReason, sources: &dyn Sources) -> HeldBack {
    let details = &meeting.details;
    let shown = sources.get(details.source).shown;
    let (path, title, visibility) = (details.path.clone(), details.title.clone(), details.visibility.clone());
    HeldBack { path, at: place(&details.places, &shown), shown, title, reason, visibility }
}

/// The same of a page.
pub(super) fn held_page(page: &Page, reason: HoldReason, sources: &dyn Sources) -> HeldBack {
    let shown = sources.get(page.source).shown;
    let (path, title, visibility) = (page.path.clone(), page.title.clone(), page.visibility.clone());
    HeldBack { path, at: place(&page.places, &shown), shown, title, reason, visibility }
}

/// The same of a file that cannot be read.
pub(super) fn unreadable(path: Arc<str>, shown: &Arc<str>) -> HeldBack {
    let (reason, visibility) = (HoldReason::Unreadable, Visibility::default());
    HeldBack { path, at: Location::file(shown), shown: shown.clone(), title: "".into(), reason, visibility }
}

/// Where somebody would look for why a record is held back.
fn place(places: &KeyLocations, shown: &Arc<str>) -> Location {
    let written = ["status", "review_until", "publish_at"].map(|key| places.of(key, shown));
    written.into_iter().find(|at| at.line > 0).unwrap_or_else(|| Location::file(shown))
}

/// What everybody is told of a meeting whose record is held back; `None` when that is nothing.
pub(super) fn announced(meeting: &SharedMeeting, reason: HoldReason, sources: &dyn Sources) -> Option<Announced> {
    let details = &meeting.details;
    let announcement = details.visibility.announcement.as_ref().filter(|_| reason != HoldReason::Withdrawn)?;
    Some(Announced {
        path: details.path.clone(),
        slug: details.slug.clone(),
        title: details.title.clone(),
        date: details.date,
        start: details.start.clone(),
        end: details.end.clone(),
        lang: details.lang.clone(),
        place: details.place.clone(),
        body: details.body.clone(),
        papers: announcement.papers.clone(),
        at: details.places.of("announced", &sources.get(details.source).shown),
    })
}

/// What everybody is told of a record that was to be seen and has been taken back.
pub(super) fn gone(meeting: &SharedMeeting, now: Timestamp) -> Option<WithdrawnNotice> {
    let details = &meeting.details;
    let withdrawal = details.visibility.withdrawn.as_ref().filter(|_| details.visibility.has_gone(now))?;
    Some(WithdrawnNotice {
        path: details.path.clone(),
        slug: details.slug.clone(),
        date: Some(details.date),
        title: withdrawal.keeps_title.then(|| details.title.clone()),
        lang: details.lang.clone(),
        since: withdrawal.at,
        reason: withdrawal.reason.clone(),
        aliases: details.aliases.clone(),
    })
}

/// The same of a page.
pub(super) fn gone_page(page: &Page, now: Timestamp) -> Option<WithdrawnNotice> {
    let withdrawal = page.visibility.withdrawn.as_ref().filter(|_| page.visibility.has_gone(now))?;
    Some(WithdrawnNotice {
        path: page.path.clone(),
        slug: page.slug.clone(),
        date: None,
        title: withdrawal.keeps_title.then(|| page.title.clone()),
        lang: page.lang.clone(),
        since: withdrawal.at,
        reason: withdrawal.reason.clone(),
        aliases: page.aliases.clone(),
    })
}
