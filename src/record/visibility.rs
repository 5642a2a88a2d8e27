//! Visibility of records and pages: their metadata, and what is public at a given moment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::record::{LocalText, WebLink};

/// Visibility of a record or page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Visibility {
    /// Stage of the work on it.
    pub status: Status,
    /// Not public before this time.
    pub publish_at: Option<Timestamp>,
    /// End of the period in which its speakers may correct it.
    pub review_until: Option<Timestamp>,
    /// Action at the end of the review.
    pub after_review: AfterReview,
    /// Withdrawal, if it has been withdrawn.
    pub withdrawn: Option<Withdrawal>,
    /// Facts about the meeting that are published before its record.
    pub announcement: Option<Announcement>,
}

/// Stage of a record on its way to publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Status {
    /// Being written.
    Draft,
    /// With the speakers for correction.
    Review,
    /// Public.
    #[default]
    Published,
}

/// Action at the end of a record's review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum AfterReview {
    /// It waits until an editor publishes it.
    #[default]
    Wait,
    /// It is published automatically.
    Publish,
}

/// Withdrawal of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Time of the withdrawal; `None` means from the beginning.
    pub at: Option<Timestamp>,
    /// The published reason.
    pub reason: LocalText,
    /// True if the notice still shows the title.
    pub keeps_title: bool,
}

/// Announcement of a meeting whose record is not public yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Announcement {
    /// Agenda papers that are public already.
    pub papers: Vec<WebLink>,
    /// Time of the last change of its day, hours or place, if it is given.
    pub changed: Option<Timestamp>,
    /// Cancellation, if it does not take place.
    pub cancelled: Option<Cancellation>,
}

/// Cancellation of an announced meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Cancellation {
    /// Time of the cancellation, if it is given.
    pub at: Option<Timestamp>,
    /// The published reason.
    pub reason: LocalText,
}

impl Announcement {
    /// Time of the last change that is given.
    pub fn last_change(&self) -> Option<Timestamp> {
        self.changed.max(self.cancelled.as_ref().and_then(|cancelled| cancelled.at))
    }
}

/// Why a record is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoldReason {
    /// Its status is draft.
    Draft,
    /// Its status is review.
    Review,
    /// It is to be published at this time.
    Until(Timestamp),
    /// It is announced, and has no text yet.
    Unwritten,
    /// It was taken back.
    Withdrawn,
    /// Its visibility cannot be read.
    Unreadable,
}

/// A record whose time has come and that still waits for an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overdue {
    /// Its review ended at this time.
    Review(Timestamp),
    /// It was to be published at this time.
    Hour(Timestamp),
}

impl Visibility {
    /// First moment at which it is public: [`Timestamp::MIN`] for always, `None` while it waits for an editor.
    pub fn opens(&self) -> Option<Timestamp> {
        let hour = self.publish_at.unwrap_or(Timestamp::MIN);
        match (self.status, self.after_review) {
            (Status::Published, _) => Some(hour),
            (Status::Review, AfterReview::Publish) => self.review_until.map(|end| end.max(hour)),
            (Status::Draft, _) | (Status::Review, AfterReview::Wait) => None,
        }
    }

    /// Time of its withdrawal; [`Timestamp::MIN`] for one from the beginning.
    pub fn closes(&self) -> Option<Timestamp> {
        self.withdrawn.as_ref().map(|withdrawal| withdrawal.at.unwrap_or(Timestamp::MIN))
    }

    /// Reason why it is not public at a moment; `None` when it is public.
    pub fn hold_reason(&self, now: Timestamp) -> Option<HoldReason> {
        if self.closes().is_some_and(|at| at <= now) {
            return Some(HoldReason::Withdrawn);
        }
        let in_review = self.status == Status::Review && self.review_until.is_none_or(|end| end > now);
        match self.opens() {
            Some(at) if at <= now => None,
            Some(at) if !in_review => Some(HoldReason::Until(at)),
            _ if self.status == Status::Draft => Some(HoldReason::Draft),
            _ => Some(HoldReason::Review),
        }
    }

    /// Reports whether it was public for a time and has been withdrawn by `now`.
    pub fn has_gone(&self, now: Timestamp) -> bool {
        let (Some(opens), Some(closes)) = (self.opens(), self.closes()) else { return false };
        // An immediate withdrawal has no date: whatever was public by now was seen.
        let end = if closes == Timestamp::MIN { now } else { closes };
        closes <= now && opens <= end && (closes == Timestamp::MIN || opens < closes)
    }

    /// Returns the reason if the record waits for an editor although its review is over or its time has come.
    pub fn overdue(&self, now: Timestamp) -> Option<Overdue> {
        if self.opens().is_some() || self.withdrawn.is_some() {
            return None;
        }
        let past = |moment: &Timestamp| *moment <= now;
        let review = self.review_until.filter(|_| self.status == Status::Review);
        match (review, self.publish_at.filter(past)) {
            (Some(end), _) if end <= now => Some(Overdue::Review(end)),
            (None, Some(hour)) => Some(Overdue::Hour(hour)),
            _ => None,
        }
    }

    /// Moments at which its public state changes, in no order.
    pub fn changes(&self) -> impl Iterator<Item = Timestamp> {
        let closes = self.closes();
        // A record withdrawn before its publication is never public.
        let opens = self.opens().filter(|opens| *opens > Timestamp::MIN && closes.is_none_or(|closes| *opens < closes));
        let closes = closes.filter(|closes| *closes > Timestamp::MIN);
        opens.into_iter().chain(closes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_record_under_review_appears_by_itself_only_if_that_was_said() {
        let review = Visibility {
            status: Status::Review,
            review_until: Some(at("2026-02-05T00:00:00Z")),
            publish_at: Some(at("2026-02-05T09:00:00Z")),
            ..Visibility::default()
        };
        assert_eq!((review.opens(), review.changes().count()), (None, 0));
        let review = Visibility { after_review: AfterReview::Publish, ..review };
        let reason = |now| review.hold_reason(at(now));
        assert_eq!(reason("2026-02-04T23:59:59Z"), Some(HoldReason::Review));
        assert_eq!(reason("2026-02-05T00:00:00Z"), Some(HoldReason::Until(at("2026-02-05T09:00:00Z"))));
        assert_eq!(reason("2026-02-05T09:00:00Z"), None);
    }

    #[test]
    fn what_was_never_seen_leaves_nothing_when_it_is_taken_back() {
        let withdrawn = |at: Option<&str>| {
            let at = at.map(|at| at.parse().expect("a moment"));
            Some(Withdrawal { at, reason: LocalText::default(), keeps_title: false })
        };
        let early = Visibility {
            publish_at: Some(at("2026-02-05T00:00:00Z")),
            withdrawn: withdrawn(Some("2026-02-04T00:00:00Z")),
            ..Visibility::default()
        };
        assert!(!early.has_gone(at("2026-03-01T00:00:00Z")));
        assert_eq!(early.changes().collect::<Vec<_>>(), [at("2026-02-04T00:00:00Z")]);
        let at_once = Visibility { withdrawn: withdrawn(None), ..early };
        assert!(!at_once.has_gone(at("2026-02-01T00:00:00Z")) && at_once.has_gone(at("2026-02-06T00:00:00Z")));
        let draft = Visibility { status: Status::Draft, withdrawn: withdrawn(None), ..Visibility::default() };
        assert!(!draft.has_gone(at("2026-03-01T00:00:00Z")));
    }
}
