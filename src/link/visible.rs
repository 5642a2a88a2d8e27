//! Decides what the public may see at a moment. Everything after this knows only that.

use std::sync::Arc;

use super::Parsed;
use crate::record::{Held, HoldReason, Page, Status, Visibility};

/// Divides records into those to be seen and those held back, the latter with their slugs.
pub(super) fn split(meetings: Vec<Parsed>, now: jiff::Timestamp, drafts: bool) -> (Vec<Parsed>, Vec<(Held, Box<str>)>) {
    let (mut visible, mut held) = (Vec::new(), Vec::new());
    for meeting in meetings {
        match hold_reason(&meeting.details.visibility, now, drafts) {
            None => visible.push(meeting),
            Some(reason) => {
                let details = &meeting.details;
                held.push((Held { path: Arc::clone(&details.path), reason }, details.slug.clone()));
            }
        }
    }
    (visible, held)
}

/// Whether a page may be seen.
pub(super) fn is_visible(page: &Page, now: jiff::Timestamp, drafts: bool) -> bool {
    hold_reason(&page.visibility, now, drafts).is_none()
}

/// Why something is not to be seen at `now`; `None` when it is. Editors who look at drafts see what is to come, but
/// what was taken back is gone for them too.
pub(super) fn hold_reason(visibility: &Visibility, now: jiff::Timestamp, drafts: bool) -> Option<HoldReason> {
    if visibility.withdrawn.as_ref().is_some_and(|w| w.at.is_none_or(|at| at <= now)) {
        return Some(HoldReason::Withdrawn);
    }
    if drafts {
        return None;
    }
    match visibility.status {
        Status::Draft => Some(HoldReason::Draft),
        Status::Review => Some(HoldReason::Review),
        Status::Published => visibility.publish_at.filter(|at| *at > now).map(HoldReason::Until),
    }
}
