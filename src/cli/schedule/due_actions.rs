//! Open action items with a day, for the schedule.

use crate::markdown::plain_text;
use crate::pipeline::Loaded;
use crate::record::ActionStatus;
use crate::schedule::{DueAction, ScheduleEntry};
use crate::site::LoggedAction;
use crate::text::shorten;
use crate::text::source::Sources;

/// Length of a task in characters.
const LONGEST_TASK: usize = 100;

/// Open action items that have a day, soonest first.
pub(super) fn due_actions(loaded: &Loaded) -> Vec<DueAction> {
    let due = |logged: &LoggedAction| {
        let due = logged.due.filter(|_| logged.status == ActionStatus::Open)?;
        let first = logged.places.first()?;
        let details = &loaded.archive.meetings[first.meeting].details;
        let source = loaded.sources.get(details.source);
        let line = first.decision(&loaded.archive)?.text.of(&source.text).lines().next().unwrap_or_default();
        let words = shorten(plain_text(line.trim_start_matches(['>', ' '])).trim(), LONGEST_TASK);
        let entry = ScheduleEntry { file: source.shown.to_string(), title: details.title.to_string() };
        Some(DueAction { due, words, entry })
    };
    loaded.plan.actions.iter().filter_map(due).collect()
}
