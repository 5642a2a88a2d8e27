//! Decides what is public at a moment, and what notices the public gets about the rest. Later stages see nothing else.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::SharedMeeting;
use crate::record::{Announced, HeldBack, HoldReason, KeyLocations, MeetingBodies, Page, Visibility, WithdrawnNotice};
use crate::report::diagnostic::Location;
use crate::text::source::Sources;

/// Divides records into public ones and held-back ones, with the reason.
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

/// Reason why a record is held back. An announced meeting without any text is no record yet.
fn reason(meeting: &SharedMeeting, now: Timestamp, drafts: bool) -> Option<HoldReason> {
    let visibility = &meeting.details.visibility;
    let unwritten = || {
        let is_empty = visibility.announcement.is_some() && meeting.contributions().next().is_none();
        (is_empty && !drafts).then_some(HoldReason::Unwritten)
    };
    hold_reason(visibility, now, drafts).or_else(unwritten)
}

/// Reason why something is not public at `now`; `None` when it is. Editors who look at drafts see records to come, but
/// withdrawn ones are gone for them too.
pub(super) fn hold_reason(visibility: &Visibility, now: Timestamp, drafts: bool) -> Option<HoldReason> {
    visibility.hold_reason(now).filter(|reason| !drafts || *reason == HoldReason::Withdrawn)
}

/// The editors' entry for a held-back record.
pub(super) fn held(meeting: &SharedMeeting, reason: HoldReason, sources: &dyn Sources) -> HeldBack {
    let details = &meeting.details;
    let shown = sources.shown(details.source);
    let (path, title, visibility) = (details.path.clone(), details.title.clone(), details.visibility.clone());
    HeldBack { path, at: place(&details.places, &shown), shown, title, reason, visibility }
}

/// The editors' entry for a held-back page.
pub(super) fn held_page(page: &Page, reason: HoldReason, sources: &dyn Sources) -> HeldBack {
    let shown = sources.shown(page.source);
    let (path, title, visibility) = (page.path.clone(), page.title.clone(), page.visibility.clone());
    HeldBack { path, at: place(&page.places, &shown), shown, title, reason, visibility }
}

/// The editors' entry for a file that cannot be read.
pub(super) fn unreadable(path: Arc<str>, shown: &Arc<str>) -> HeldBack {
    let (reason, visibility) = (HoldReason::Unreadable, Visibility::default());
    HeldBack { path, at: Location::file(shown), shown: shown.clone(), title: "".into(), reason, visibility }
}

/// Place in the metadata that explains why a record is held back.
fn place(places: &KeyLocations, shown: &Arc<str>) -> Location {
    let written = ["status", "review_until", "publish_at"].map(|key| places.of(key, shown));
    written.into_iter().find(|at| at.line > 0).unwrap_or_else(|| Location::file(shown))
}

/// The public announcement of a meeting whose record is held back; `None` when there is none.
pub(super) fn announced(
    meeting: &SharedMeeting,
    reason: HoldReason,
    bodies: &MeetingBodies,
    sources: &dyn Sources,
    (now, time_zone): (Timestamp, &TimeZone),
) -> Option<Announced> {
    let details = &meeting.details;
    let announcement = details.visibility.announcement.as_ref().filter(|_| reason != HoldReason::Withdrawn)?;
    Some(Announced {
        path: details.path.clone(),
        slug: details.slug.clone(),
        title: details.title.clone(),
        date: details.date,
        is_over: details.is_over_at(time_zone).is_some_and(|end| end <= now),
        start: details.start.clone(),
        end: details.end.clone(),
        time_zone: details.time_zone.clone(),
        lang: details.lang.clone(),
        place: details.place.clone(),
        body: bodies.of(details).map(Box::from),
        series: details.series.clone(),
        announcement: announcement.clone(),
        at: details.places.of("announced", &sources.shown(details.source)),
    })
}

/// The public notice about a withdrawn record.
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

/// The public notice about a withdrawn page.
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
