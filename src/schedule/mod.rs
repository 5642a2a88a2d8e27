//! What comes when, what is under review, and what waits for somebody: the calendar of those who publish. Pure.

pub mod ical;

use jiff::Timestamp;

use crate::record::{Archive, HoldReason, Overdue, Visibility};
use crate::text::source::Sources;

/// What is to come at a moment, and what is held back then.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// The moment.
    pub now: Timestamp,
    /// What the public will see appear or go, the next first.
    pub coming: Vec<Coming>,
    /// What waits for somebody though its time has come, by file.
    pub late: Vec<Late>,
    /// What those who spoke may correct, what ends first first; those of which nothing says when last.
    pub reviews: Vec<Review>,
    /// What is being written, by file.
    pub drafts: Vec<ScheduleEntry>,
    /// Meetings that are announced and whose record is held back, by file.
    pub announced: Vec<ScheduleEntry>,
    /// What says something of who may see it that cannot be read, by file.
    pub unreadable: Vec<ScheduleEntry>,
}

/// A record or page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleEntry {
    /// Its file, relative to the site.
    pub file: String,
    /// What it is called; empty where that cannot be read.
    pub title: String,
}

/// A change that comes by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// When.
    pub at: Timestamp,
    /// What happens.
    pub change: ScheduledChange,
    /// To what.
    pub entry: ScheduleEntry,
}

/// What happens to a record by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScheduledChange {
    /// The public sees it from then on.
    Appears,
    /// The public sees it no more.
    Goes,
}

/// A record that waits for somebody.
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
    /// When the review is over, if anything says so.
    pub until: Option<Timestamp>,
    /// When it appears by itself, if it does.
    pub appears: Option<Timestamp>,
}

impl Schedule {
    /// The schedule of an archive as it is at `now`.
    pub fn of(archive: &Archive, sources: &dyn Sources, now: Timestamp) -> Schedule {
        let entry = |file: &str, title: &str| ScheduleEntry { file: file.to_owned(), title: title.to_owned() };
        let mut schedule = Schedule {
            now,
            coming: Vec::new(),
            late: Vec::new(),
            reviews: Vec::new(),
            drafts: Vec::new(),
            announced: Vec::new(),
            unreadable: Vec::new(),
        };
        for meeting in &archive.meetings {
            let details = &meeting.details;
            let shown = sources.get(details.source).shown;
            schedule.add_changes(&details.visibility, &entry(&shown, &details.title));
        }
        for page in &archive.pages {
            schedule.add_changes(&page.visibility, &entry(&sources.get(page.source).shown, &page.title));
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

    /// When the site next changes by itself.
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
