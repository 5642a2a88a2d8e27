//! The views of decisions.

use serde::Serialize;

use super::date_view::DateView;
use super::decision_item_view::DecisionItem;
use super::shared_views::{Head, Link, MeetingItem, SummaryView};

/// `decisions.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DecisionsView {
    /// Data that every page has.
    pub head: Head,
    /// Number of decisions in this list.
    pub total: usize,
    /// Number of decisions on this page; fewer if the older ones are only on the pages of years.
    pub shown: usize,
    /// Lists of the decisions of a year, the newest first; on the first page only, as those of series and terms.
    pub years: Vec<DecisionListLink>,
    /// On the page of a year, the year before.
    pub previous: Option<Link>,
    /// On the page of a year, the next year.
    pub next: Option<Link>,
    /// Lists of the decisions of a series.
    pub series: Vec<DecisionListLink>,
    /// Lists of the decisions on a topic.
    pub topics: Vec<DecisionListLink>,
    /// Lists of the decisions under each term, by taxonomy that the site has added to topics.
    pub taxonomies: Vec<DecisionsByTaxonomy>,
    /// Lists of the decisions of a body, unless its meetings are those of a series.
    pub bodies: Vec<DecisionListLink>,
    /// The list of action items, with the number of open ones; on the first page only.
    pub actions: Option<DecisionListLink>,
    /// Meetings with their decisions, the newest first.
    pub meetings: Vec<DecidedMeetingView>,
}

/// Lists of the decisions under the terms of a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DecisionsByTaxonomy {
    /// Key in the metadata of records.
    pub key: String,
    /// Name of the taxonomy.
    pub title: String,
    /// A list for each term with decisions.
    pub terms: Vec<DecisionListLink>,
}

/// A list of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DecisionListLink {
    /// The year, the name of the series or term, or that of the list.
    pub title: String,
    /// Address of the list.
    pub href: String,
    /// Number of decisions or open action items.
    pub decisions: usize,
}

/// The decisions of a meeting.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DecidedMeetingView {
    /// The meeting.
    pub meeting: MeetingItem,
    /// In the order of the record.
    pub decisions: Vec<DecisionItem>,
}

/// A vote of a member.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct VoteItem {
    /// The meeting.
    pub meeting: MeetingItem,
    /// The decision voted on.
    pub decision: DecisionItem,
    /// `for`, `against`, `abstaining`, `recused` or `absent`.
    pub side: &'static str,
}

/// `matters.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatterIndexView {
    /// Data that every page has.
    pub head: Head,
    /// All matters, those dealt with last first.
    pub matters: Vec<MatterItem>,
}

/// A matter in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MatterItem {
    /// Title in the page's language, where known.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Number of meetings that dealt with it.
    pub meetings: usize,
    /// Day of the last of them.
    pub latest: Option<DateView>,
    /// Outcome of the last decision there; empty if there is none.
    pub outcome: &'static str,
    /// The result of it in words; may be empty.
    pub result: String,
}

/// `matter.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatterView {
    /// Data that every page has.
    pub head: Head,
    /// Meetings that dealt with it, in the order of time.
    pub hearings: Vec<HearingView>,
}

/// An item of an agenda that dealt with a matter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HeardItem {
    /// Its title.
    pub title: String,
    /// Its place in the record.
    pub href: String,
    /// Language of the record.
    pub lang: String,
    /// Short account of the item.
    pub summary: Option<SummaryView>,
}

/// A meeting that dealt with a matter.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct HearingView {
    /// The meeting.
    pub meeting: MeetingItem,
    /// The items of its agenda that dealt with the matter.
    pub items: Vec<HeardItem>,
    /// The decisions there.
    pub decisions: Vec<DecisionItem>,
}
