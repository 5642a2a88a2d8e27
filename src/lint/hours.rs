//! Records still held back after their time of publication or the end of their review, and records published before
//! their review ends.

use jiff::Timestamp;

use crate::config::Config;
use crate::record::{Archive, Overdue, Status};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// Reports records that are overdue at `now`, and those published before their review ends.
pub fn lint_hours(archive: &Archive, now: Timestamp, config: &Config, sources: &dyn Sources) -> Vec<Diagnostic> {
    let there = |moment: Timestamp| config.time_zone.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string();
    let late = archive.held.iter().filter_map(|held| {
        let (message, hint) = match held.visibility.overdue(now)? {
            Overdue::Review(end) => (
                format!("the review ended at {}, but the record is still held back", there(end)),
                "write `status: published`, or extend the review with `review_until:`",
            ),
            Overdue::Hour(hour) => (
                format!("the time of publication was {}, but the record's status still holds it back", there(hour)),
                "write `status: published`, or another `publish_at:`",
            ),
        };
        Some(Diagnostic::at(Problem::Overdue, held.at.clone(), message).hint(hint))
    });
    let early = archive.meetings.iter().filter_map(|meeting| {
        let details = &meeting.details;
        let end = details.visibility.review_until.filter(|end| *end > now)?;
        let is_out = details.visibility.status == Status::Published && details.visibility.hold_reason(now).is_none();
        let at = details.places.of("review_until", &sources.shown(details.source));
        let message = format!("the record is public, but its review lasts until {}", there(end));
        is_out.then(|| {
            Diagnostic::at(Problem::PublishedInReview, at, message)
                .hint("write `status: review` until then, or remove `review_until:`")
        })
    });
    late.chain(early).collect()
}
