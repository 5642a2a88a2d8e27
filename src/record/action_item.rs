//! An action item: a task that a meeting gives, with its day and whether it is done.

use serde::{Deserialize, Serialize};

use crate::record::Date;

/// Facts of an action item, as far as its lines give them. Who is to do it stands among the names of the decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ActionItem {
    /// Its number, as in “Action 2026-3”; empty if it has none.
    pub number: Box<str>,
    /// Day, month or year by which it is to be done.
    pub due: Option<Date>,
    /// Its progress.
    pub status: Option<ActionStatus>,
    /// Day, month or year since which it has that status.
    pub since: Option<Date>,
}

/// Progress of an action item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActionStatus {
    /// Still to be done.
    Open,
    /// Done.
    Done,
    /// Given up.
    Dropped,
}

impl ActionStatus {
    /// Its name in data, in classes of the page and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            ActionStatus::Open => "open",
            ActionStatus::Done => "done",
            ActionStatus::Dropped => "dropped",
        }
    }
}
