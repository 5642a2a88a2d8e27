//! When a record or page is public: what its metadata says, and what follows from it at a moment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::record::{LocalText, WebLink};

/// When a record or page is public.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Visibility {
    /// How far it has come.
    pub status: Status,
    /// Not to be seen before.
    pub publish_at: Option<Timestamp>,
    /// Until when those who spoke may correct it.
    pub review_until: Option<Timestamp>,
    /// What becomes of it when its review is over.
    pub after_review: AfterReview,
    /// Taken back.
    pub withdrawn: Option<Withdrawal>,
    /// What may be told of the meeting before its record is out.
    pub announcement: Option<Announcement>,
}

/// How far a record has come on its way to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Status {
    /// Being written.
    Draft,
    /// With those who spoke.
    Review,
    /// For everyone.
    #[default]
    Published,
}

/// What becomes of a record when its review is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum AfterReview {
    /// It waits until somebody says that it is published.
    #[default]
    Wait,
    /// It appears by itself.
    Publish,
}

/// A record taken back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Since when; `None` means since ever.
    pub at: Option<Timestamp>,
    /// What the public is told.
    pub reason: LocalText,
    /// Whether the public is told what it was called.
    pub keeps_title: bool,
}

/// That the public is told of a meeting before its record is out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Announcement {
    /// Agenda papers that are to be had already.
    pub papers: Vec<WebLink>,
}

/// Why a record is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoldReason {
    /// Its status is draft.
    Draft,
    /// Its status is review.
    Review,
    /// Its hour has not come.
    Until(Timestamp),
    /// It is announced, and nobody has written anything down yet.
    Unwritten,
    /// It was taken back.
    Withdrawn,
    /// What it says of this cannot be read.
    Unreadable,
}

/// What should long have been seen, and waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overdue {
    /// Its review ended then.
    Review(Timestamp),
    /// That was its hour.
    Hour(Timestamp),
}

impl Visibility {
    /// From when on the public may see it: [`Timestamp::MIN`] for since ever, `None` for what waits until somebody says so.
    pub fn opens(&self) -> Option<Timestamp> {
        let hour = self.publish_at.unwrap_or(Timestamp::MIN);
        match (self.status, self.after_review) {
            (Status::Published, _) => Some(hour),
            (Status::Review, AfterReview::Publish) => self.review_until.map(|end| end.max(hour)),
            (Status::Draft, _) | (Status::Review, AfterReview::Wait) => None,
        }
    }

    /// When it was or will be taken back; [`Timestamp::MIN`] for since ever.
    pub fn closes(&self) -> Option<Timestamp> {
        self.withdrawn.as_ref().map(|withdrawal| withdrawal.at.unwrap_or(Timestamp::MIN))
    }

    /// Why it is not to be seen at a moment; `None` when it is.
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

    /// Whether it was to be seen for a time, and is not at `now` because it was taken back.
    pub fn has_gone(&self, now: Timestamp) -> bool {
        let (Some(opens), Some(closes)) = (self.opens(), self.closes()) else { return false };
        // Who takes back at once does not say when; then what was to be seen by now was seen.
        let end = if closes == Timestamp::MIN { now } else { closes };
        closes <= now && opens <= end && (closes == Timestamp::MIN || opens < closes)
    }

    /// Whether it waits for somebody though its review is over, or its hour has come.
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

    /// The moments at which what the public sees of it changes, in no order.
    pub fn changes(&self) -> impl Iterator<Item = Timestamp> {
        let closes = self.closes();
        // What is taken back before it was to be seen never is.
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
