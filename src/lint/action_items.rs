//! Action items whose day has passed, and which no later record mentions.

use jiff::civil::Date as Day;

use crate::record::{ActionStatus, Archive, Date};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::site::LoggedAction;
use crate::text::source::Sources;

/// Reports open action items that were due before `today` and have never been answered in a later record.
pub fn lint_actions(archive: &Archive, actions: &[LoggedAction], today: Day, sources: &dyn Sources) -> Vec<Diagnostic> {
    let overdue = |logged: &LoggedAction| {
        let [first, later @ ..] = &*logged.places else { return None };
        let day = |meeting: usize| archive.meetings[meeting].details.date;
        // Translations of the record that gave the task do not answer it.
        let is_answered = later.iter().any(|place| day(place.meeting) != day(first.meeting));
        let due = logged.due.filter(|due| last_day(*due) < today)?;
        if logged.status != ActionStatus::Open || is_answered {
            return None;
        }
        let decision = first.decision(archive)?;
        let source = sources.get(archive.meetings[first.meeting].details.source);
        let range = decision.text;
        let line = range.of(&source.text).lines().next().unwrap_or_default();
        let at = source.locate(range.start as usize, line.len());
        let message = format!("this was to be done by {due}, and no later record says that it was");
        let hint = match &*decision.action.as_ref()?.number {
            "" => "add `Done: 2026-04-20` below it with the day, or repeat it in a later record with its progress",
            _ => "add `Done: 2026-04-20` below it with the day, or its number with the progress to a later record",
        };
        Some(Diagnostic::at(Problem::ActionOverdue, at, message).hint(hint))
    };
    actions.iter().filter_map(overdue).collect()
}

/// The last day that a date may mean.
fn last_day(date: Date) -> Day {
    let first = date.first_day();
    match (date.month(), date.day()) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, _) => first.last_of_year(),
    }
}
