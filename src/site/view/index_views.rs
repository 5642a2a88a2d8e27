//! The views of the front page, and of the index of meetings and its years.

use serde::Serialize;

use super::announcement_views::AnnouncedItem;
use super::chart_views::YearBar;
use super::date_view::DateView;
use super::decision_item_view::DecisionItem;
use super::highlight_views::HighlightItem;
use super::shared_views::{Head, Link, MeetingItem, TaxonomyLinks};
use super::speaker_views::SpeakerItem;

/// `front.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FrontView {
    /// Data that every page has.
    pub head: Head,
    /// Introduction from `site.yml`, as HTML.
    #[serde(skip)]
    pub intro: String,
    /// Queries that find something, each with a link to the search; none without a search.
    pub examples: Vec<Link>,
    /// Announced meetings still to come, ordered by date.
    pub announced: Vec<AnnouncedItem>,
    /// The newest meeting, if there is any.
    pub latest: Option<LatestMeeting>,
    /// The newest first, the very newest among them.
    pub newest: Vec<MeetingItem>,
    /// The newest chosen speeches.
    pub highlights: Vec<HighlightItem>,
    /// Committees and the like.
    pub series: Vec<ListingItem>,
    /// Subjects.
    pub topics: Vec<ListingItem>,
    /// Taxonomies that the site has added to topics, with their terms.
    pub taxonomies: Vec<TaxonomyItems>,
    /// The people who said most, by the number of words.
    pub people: Vec<SpeakerItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// The same years as bars of a chart.
    pub bars: Vec<YearBar>,
    /// The archive in figures.
    pub figures: Figures,
}

/// The newest meeting, as the front page tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LatestMeeting {
    /// The meeting as in a list; its date names the day of the week.
    pub meeting: MeetingItem,
    /// Subtitle in the language of the record.
    pub subtitle: Option<String>,
    /// Subjects.
    pub topics: Vec<Link>,
    /// Terms under the taxonomies that the site has added to topics.
    pub taxonomies: Vec<TaxonomyLinks>,
    /// The first decisions, in the order of the record.
    pub decisions: Vec<DecisionItem>,
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

/// A taxonomy with its terms.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TaxonomyItems {
    /// Key in the metadata of records.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Address of the page with all terms.
    pub href: String,
    /// Terms with meetings, in the order of the registry.
    pub terms: Vec<ListingItem>,
    /// The page with all terms, if there are more.
    pub all: Option<String>,
}

/// A series or term in a list.
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
    /// Announced meetings still to come, ordered by date.
    pub announced: Vec<AnnouncedItem>,
    /// Announced meetings whose day is over and whose record is awaited, the latest first.
    pub awaited: Vec<AnnouncedItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// Meetings of the newest years, the newest first; all of a small archive.
    pub newest: Vec<ListedYear>,
    /// The series with most meetings, in the order of the registry.
    pub series: Vec<ListingItem>,
    /// The page with all series, if there are more.
    pub all_series: Option<String>,
    /// The topics with most meetings, in the order of the registry.
    pub topics: Vec<ListingItem>,
    /// The page with all topics, if there are more.
    pub all_topics: Option<String>,
    /// Taxonomies that the site has added to topics, with the terms with most meetings.
    pub taxonomies: Vec<TaxonomyItems>,
    /// All meetings.
    pub total: usize,
}

/// A year in the index of meetings, with its newest meetings.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListedYear {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// Number of its meetings.
    pub total: usize,
    /// The newest first; all of them, unless the index would grow too long.
    pub meetings: Vec<MeetingItem>,
}

/// `year.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct YearView {
    /// Data that every page has.
    pub head: Head,
    /// The year.
    pub year: i16,
    /// The newest first; meetings of which only the year is known come last.
    pub months: Vec<MonthView>,
    /// All meetings of the year.
    pub total: usize,
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
    /// The newest first. Their dates are written as the day of the month and of the week.
    pub meetings: Vec<MeetingItem>,
}
