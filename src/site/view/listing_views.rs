//! The views of series and of taxonomies with their terms.

use serde::Serialize;

use super::chart_views::YearBar;
use super::index_views::ListingItem;
use super::shared_views::{Head, Link, MeetingItem};

/// `listings.html`: all series, or all terms of a taxonomy such as topics.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingIndexView {
    /// Data that every page has.
    pub head: Head,
    /// One sentence about the taxonomy; may be empty.
    pub description: String,
    /// In the order of the registry.
    pub listings: Vec<ListingItem>,
}

/// `listing.html`: a series, a topic, or another term.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingView {
    /// Data that every page has.
    pub head: Head,
    /// One sentence; may be empty.
    pub description: String,
    /// The calendar of a series with a meeting on a known day.
    pub calendar: Option<Link>,
    /// The podcast of a series with recordings that are files.
    pub podcast: Option<Link>,
    /// The newest first.
    pub years: Vec<ListingYear>,
    /// The years as bars of a chart.
    pub bars: Vec<YearBar>,
    /// All meetings.
    pub total: usize,
}

/// The meetings of a year in a listing.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingYear {
    /// The year.
    pub year: i16,
    /// The newest first.
    pub meetings: Vec<MeetingItem>,
}
