//! The views of the front page, and of the index of meetings and its years.

use serde::Serialize;

use super::announcement_views::AnnouncedItem;
use super::date_view::DateView;
use super::shared_views::{Head, Link, MeetingItem};

/// `front.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FrontView {
    /// Data that every page has.
    pub head: Head,
    /// Introduction from `site.yml`, as HTML.
    #[serde(skip)]
    pub intro: String,
    /// Announced meetings, ordered by date.
    pub announced: Vec<AnnouncedItem>,
    /// The newest first.
    pub newest: Vec<MeetingItem>,
    /// Committees and the like.
    pub series: Vec<ListingItem>,
    /// Subjects.
    pub topics: Vec<ListingItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// The archive in figures.
    pub figures: Figures,
}

/// The archive in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Figures {
    /// Records.
    pub meetings: usize,
    /// Speeches.
    pub speeches: usize,
    /// Speakers with a page.
    pub speakers: usize,
    /// Words; see `count_words`.
    pub words: u64,
    /// Year of the oldest record.
    pub from: Option<i16>,
    /// Year of the newest record.
    pub to: Option<i16>,
}

/// A series or topic in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ListingItem {
    /// Its title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Its page.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
    /// Date of the newest meeting.
    pub latest: Option<DateView>,
}

/// A year in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearItem {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of meetings in each month.
    pub months: Vec<MonthItem>,
    /// The days with meetings or with announced ones, in order.
    pub days: Vec<DayItem>,
}

/// A day with meetings, as a calendar of weeks shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DayItem {
    /// Zero-based week of the year; weeks start on Monday, so week 0 may be partial.
    pub week: u32,
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u32,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of announced meetings.
    pub announced: usize,
}

/// A month in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthItem {
    /// 1 to 12; 0 for meetings of which only the year is known.
    pub month: u8,
    /// Its name in the page's language.
    pub name: String,
    /// Anchor on the page of the year.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
}

/// `meetings.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MeetingIndexView {
    /// Data that every page has.
    pub head: Head,
    /// Announced meetings, ordered by date.
    pub announced: Vec<AnnouncedItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// All meetings.
    pub total: usize,
}

/// `year.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct YearView {
    /// Data that every page has.
    pub head: Head,
    /// The year.
    pub year: i16,
    /// In order.
    pub months: Vec<MonthView>,
    /// All meetings of the year.
    pub total: usize,
    /// The days with meetings or with announced ones, in order.
    pub days: Vec<DayItem>,
    /// The year before that has meetings.
    pub previous: Option<Link>,
    /// The year after that has meetings.
    pub next: Option<Link>,
}

/// The meetings of a month.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MonthView {
    /// 1 to 12; 0 for meetings of which only the year is known.
    pub month: u8,
    /// Its name in the page's language.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// Ordered by date.
    pub meetings: Vec<MeetingItem>,
}
