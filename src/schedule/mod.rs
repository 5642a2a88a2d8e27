//! The publishers' calendar: coming changes, reviews, and records that wait for an editor. Pure.

pub mod ical;
pub mod vtimezone;

use jiff::Timestamp;

use crate::record::{Approval, Archive, Date, HoldReason, Overdue, Visibility};
use crate::text::source::Sources;

/// Schedule of an archive at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// The moment.
    pub now: Timestamp,
    /// Records that will appear or disappear, soonest first.
    pub coming: Vec<Coming>,
    /// Records that still wait for an editor although their time has come, by file.
    pub late: Vec<Late>,
    /// Records under review: those that end soonest first, those without an end last.
    pub reviews: Vec<Review>,
    /// Public records whose text the body has yet to approve, oldest first.
    pub unapproved: Vec<ScheduleEntry>,
    /// Open action items with a day, soonest first.
    pub actions: Vec<DueAction>,
    /// Drafts, by file.
    pub drafts: Vec<ScheduleEntry>,
    /// Announced meetings whose record is held back, by file.
    pub announced: Vec<ScheduleEntry>,
    /// Records and pages of unreadable visibility, by file.
    pub unreadable: Vec<ScheduleEntry>,
}

/// A record or page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleEntry {
    /// Its file, relative to the site.
    pub file: String,
    /// The title; empty when it cannot be read.
    pub title: String,
}

/// An action item that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAction {
    /// The day, month or year by which it is to be done.
    pub due: Date,
    /// The task, in the words of the record.
    pub words: String,
    /// The record that gave it.
    pub entry: ScheduleEntry,
}

/// A change that comes by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// Time of the change.
    pub at: Timestamp,
    /// Kind of change.
    pub change: ScheduledChange,
    /// The record or page.
    pub entry: ScheduleEntry,
}

/// Scheduled change of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScheduledChange {
    /// The public sees it from then on.
    Appears,
    /// It is withdrawn.
    Goes,
}

/// A record that waits for an editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Late {
    /// Which.
    pub entry: ScheduleEntry,
    /// Why it should be out by now.
    pub overdue: Overdue,
}

/// A record under review.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Which.
    pub entry: ScheduleEntry,
    /// End of the review, if there is one.
    pub until: Option<Timestamp>,
    /// Time of automatic publication, if there is one.
    pub appears: Option<Timestamp>,
}

impl Schedule {
    /// The schedule of an archive at `now`, without action items.
    pub fn of(archive: &Archive, sources: &dyn Sources, now: Timestamp) -> Schedule {
        let entry = |file: &str, title: &str| ScheduleEntry { file: file.to_owned(), title: title.to_owned() };
        let mut schedule = Schedule {
            now,
            coming: Vec::new(),
            late: Vec::new(),
            reviews: Vec::new(),
            unapproved: Vec::new(),
            actions: Vec::new(),
            drafts: Vec::new(),
            announced: Vec::new(),
            unreadable: Vec::new(),
        };
        for meeting in &archive.meetings {
            let details = &meeting.details;
            let shown = sources.shown(details.source);
            schedule.add_changes(&details.visibility, &entry(&shown, &details.title));
            if details.text_status.approval == Some(Approval::Pending) {
                schedule.unapproved.push(entry(&shown, &details.title));
            }
        }
        for page in &archive.pages {
            schedule.add_changes(&page.visibility, &entry(&sources.shown(page.source), &page.title));
        }
        for held in &archive.held {
            let entry = entry(&held.shown, &held.title);
            schedule.add_changes(&held.visibility, &entry);
            if let Some(overdue) = held.visibility.overdue(now) {
                schedule.late.push(Late { entry: entry.clone(), overdue });
            }
            if archive.announced.iter().any(|announced| announced.path == held.path) {
                schedule.announced.push(entry.clone());
            }
            match held.reason {
                HoldReason::Draft => schedule.drafts.push(entry),
                HoldReason::Review => {
                    let (until, appears) = (held.visibility.review_until, held.visibility.opens());
                    schedule.reviews.push(Review { entry, until, appears });
                }
                HoldReason::Unreadable => schedule.unreadable.push(entry),
                HoldReason::Until(_) | HoldReason::Unwritten | HoldReason::Withdrawn => {}
            }
        }
        schedule.coming.sort();
        let last = |review: &Review| (review.until.is_none(), review.until);
        schedule.reviews.sort_by(|a, b| (last(a), &a.entry).cmp(&(last(b), &b.entry)));
        schedule
    }

    /// Time of the next scheduled change.
    pub fn next(&self) -> Option<Timestamp> {
        self.coming.first().map(|coming| coming.at)
    }

    fn add_changes(&mut self, visibility: &Visibility, entry: &ScheduleEntry) {
        let closes = visibility.closes();
        for at in visibility.changes().filter(|at| *at > self.now) {
            let change = if closes == Some(at) { ScheduledChange::Goes } else { ScheduledChange::Appears };
            self.coming.push(Coming { at, change, entry: entry.clone() });
        }
    }
}
