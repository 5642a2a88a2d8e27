//! The views of action items.

use serde::Serialize;

use super::date_view::DateView;
use super::decision_item_view::DecisionItem;
use super::shared_views::{Head, Link, MeetingItem};

/// `actions.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ActionsView {
    /// Data that every page has.
    pub head: Head,
    /// Action items still to be done, by their day; those without one last.
    pub open: Vec<ActionView>,
    /// The others that were mentioned last, the newest first.
    pub closed: Vec<ActionView>,
    /// Number of all others.
    pub closed_total: usize,
}

/// An action item, as far as the records tell.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ActionView {
    /// The meeting that gave it.
    pub meeting: MeetingItem,
    /// The words of the record that gave it.
    pub decision: DecisionItem,
    /// People who are to do it, with their pages.
    pub assignees: Vec<Link>,
    /// The day by which it is to be done.
    pub due: Option<DateView>,
    /// `open`, `done` or `dropped`.
    pub status: &'static str,
    /// Day since which it has that status.
    pub since: Option<DateView>,
    /// Later records that mention it, in the order of time.
    pub mentions: Vec<ActionMention>,
}

/// A later record that mentions an action item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ActionMention {
    /// Title of the meeting.
    pub title: String,
    /// Language of the record.
    pub lang: String,
    /// Day of the meeting.
    pub date: DateView,
    /// The place in the record.
    pub href: String,
}
