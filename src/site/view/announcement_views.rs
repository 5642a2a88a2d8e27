//! The views of announced meetings, and of records and pages that were withdrawn.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::{FileLink, Head, Link};

/// A meeting of which the public is told before its record is out, in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AnnouncedItem {
    /// Its title, without the date.
    pub title: String,
    /// The language of the title.
    pub lang: String,
    /// The page that says more, at the address of the record to come.
    pub href: String,
    /// When it is held.
    pub date: DateView,
    /// When it begins, as written.
    pub start: Option<String>,
    /// Where it is held.
    pub place: Option<String>,
}

/// `announced.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AnnouncedView {
    /// What every page has.
    pub head: Head,
    /// The meeting as in a list.
    pub meeting: AnnouncedItem,
    /// When it ends, as written.
    pub end: Option<String>,
    /// Which body meets.
    pub body: Option<Link>,
    /// Agenda papers.
    pub papers: Vec<FileLink>,
}

/// `withdrawn.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WithdrawnView {
    /// What every page has.
    pub head: Head,
    /// Since when it is gone, if that was said.
    pub since: Option<DateView>,
    /// Why; may be empty.
    pub reason: String,
    /// What it was called, if that is to be told.
    pub title: Option<String>,
    /// When the meeting was held, if the title is told.
    pub date: Option<DateView>,
    /// In which it was written.
    pub record_lang: String,
    /// It was the record of a meeting, and no other page.
    pub was_record: bool,
}
