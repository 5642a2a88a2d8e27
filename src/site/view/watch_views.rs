//! The views of queries that can be followed.

use serde::Serialize;

use super::chart_views::YearBar;
use super::date_view::DateView;
use super::shared_views::{Head, Link, MeetingItem};

/// `watches.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchIndexView {
    /// Data that every page has.
    pub head: Head,
    /// Queries that can be followed, in the order of the settings.
    pub watches: Vec<WatchItem>,
}

/// A query that can be followed.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchItem {
    /// Its name.
    pub title: String,
    /// Address of its page.
    pub href: String,
    /// The query.
    pub query: String,
    /// Number of matching speeches and decisions.
    pub matches: usize,
    /// Date of the newest match.
    pub latest: Option<DateView>,
}

/// `watch.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchView {
    /// Data that every page has.
    pub head: Head,
    /// The query, as a link to the search page.
    pub query: Link,
    /// Number of matching speeches and decisions.
    pub matches: usize,
    /// Number of those that are shown.
    pub shown: usize,
    /// Matches by year as bars of a chart, the newest first.
    pub years: Vec<YearBar>,
    /// Meetings with the newest matches, the newest first.
    pub meetings: Vec<WatchedMeeting>,
}

impl WatchView {
    /// Maximum number of matches on a page.
    pub const MOST: usize = 50;
}

/// A meeting with matches.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchedMeeting {
    /// The meeting.
    pub meeting: MeetingItem,
    /// In the order of the record.
    pub speeches: Vec<WatchedSpeech>,
}

/// A speech or decision that matches.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchedSpeech {
    /// Its permanent address.
    pub href: String,
    /// Its language.
    pub lang: String,
    /// Its speaker as printed; empty for a decision.
    pub speaker: String,
    /// The role of the speaker; may be empty.
    pub role: String,
    /// Its words around the match.
    pub words: Vec<WatchedWords>,
}

/// Some words of a speech.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WatchedWords {
    /// Plain text.
    pub text: String,
    /// True if they match the query.
    pub is_match: bool,
}
