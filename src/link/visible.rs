//! Decides which records the public may see at a moment. Everything after this knows only those.

use std::sync::Arc;

use crate::record::{Held, HoldReason, Meeting, MeetingDetails, SpeakerName, Status};

type Parsed = Meeting<Arc<SpeakerName>>;

/// Divides records into those to be seen and those held back, the latter with their slugs.
pub(super) fn split(meetings: Vec<Parsed>, now: jiff::Timestamp, drafts: bool) -> (Vec<Parsed>, Vec<(Held, Box<str>)>) {
    let (mut visible, mut held) = (Vec::new(), Vec::new());
    for meeting in meetings {
        match hold_reason(&meeting.details, now).filter(|reason| !drafts || *reason == HoldReason::Withdrawn) {
            None => visible.push(meeting),
            Some(reason) => held.push((Held { path: meeting.details.path, reason }, meeting.details.slug)),
        }
    }
    (visible, held)
}

/// Why a record is not to be seen at `now`; `None` when it is.
fn hold_reason(details: &MeetingDetails, now: jiff::Timestamp) -> Option<HoldReason> {
    if details.withdrawn.as_ref().is_some_and(|w| w.at.is_none_or(|at| at <= now)) {
        return Some(HoldReason::Withdrawn);
    }
    match details.status {
        Status::Draft => Some(HoldReason::Draft),
        Status::Review => Some(HoldReason::Review),
        Status::Published => details.publish_at.filter(|at| *at > now).map(HoldReason::Until),
    }
}
