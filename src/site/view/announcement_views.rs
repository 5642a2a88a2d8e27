//! The views of announced meetings, and of records and pages that were withdrawn.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::{FileLink, Head, Link};

/// An announced meeting in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AnnouncedItem {
    /// Its title, without the date.
    pub title: String,
    /// The language of the title.
    pub lang: String,
    /// Page of the announcement, at the address of the record to come.
    pub href: String,
    /// Date of the meeting, with the day of the week.
    pub date: DateView,
    /// True once its day is over and its record is awaited.
    pub over: bool,
    /// True if it does not take place.
    pub cancelled: bool,
    /// Time of the beginning, as written.
    pub start: Option<String>,
    /// Place of the meeting.
    pub place: Option<String>,
}

/// `announced.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AnnouncedView {
    /// Data that every page has.
    pub head: Head,
    /// The meeting as in a list.
    pub meeting: AnnouncedItem,
    /// Time of the end, as written.
    pub end: Option<String>,
    /// Which body meets.
    pub body: Option<Link>,
    /// Agenda papers.
    pub papers: Vec<FileLink>,
    /// Reason of its cancellation, which may be empty; none unless it is cancelled.
    pub reason: Option<String>,
    /// The calendar of its series, else of its body, else of the site.
    pub calendar: Option<Link>,
}

/// `withdrawn.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WithdrawnView {
    /// Data that every page has.
    pub head: Head,
    /// Time of the withdrawal, if it is given.
    pub since: Option<DateView>,
    /// Reason; may be empty.
    pub reason: String,
    /// The title, if it may still be shown.
    pub title: Option<String>,
    /// Date of the meeting, if the title is shown.
    pub date: Option<DateView>,
    /// Language of the withdrawn record.
    pub record_lang: String,
    /// True if it was the record of a meeting.
    pub was_record: bool,
}
