//! Reports public records of meetings whose day is still to come: a mistyped day, or a record that should wait.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::SharedMeeting;
use super::visible::hold_reason;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// Reports them. The day after today counts as today, which it is already somewhere else.
pub(super) fn report(
    meetings: &[SharedMeeting],
    sources: &dyn Sources,
    (now, time_zone): (Timestamp, &TimeZone),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let today = time_zone.to_datetime(now).date();
    let latest = today.saturating_add(1.day());
    for meeting in meetings {
        let details = &meeting.details;
        let visibility = &details.visibility;
        let is_meant = visibility.announcement.is_some() || hold_reason(visibility, now, false).is_some();
        if is_meant || details.date.first_day() <= latest {
            continue;
        }
        let at = details.places.of("date", &sources.shown(details.source));
        let message = format!("the day of the meeting, {}, is still to come, and its record is public", details.date);
        diagnostics.push(
            Diagnostic::at(Problem::FutureMeeting, at, message)
                .hint("correct the day, or write `status: draft` until the record may be read; `announced: true` announces the meeting"),
        );
    }
}
