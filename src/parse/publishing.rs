//! Rules for publishing the records of a series, from `publish:` of the series in `site.yml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::datetimes::{WrittenTime, hour, period, written};
use super::entries::{Pairs, Scalar};
use super::front_matter::{Afterwards, Stage};
use crate::config::{ReviewFrom, SeriesDefaults};
use crate::record::{AfterReview, Status};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Rules for publishing records, unless they or their folders say otherwise. The type for editors; [`publishing`] reads
/// it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its schema is used")]
pub(super) struct PublishEntry {
    /// State of a record that does not state its own.
    status: Option<Stage>,
    /// Period in which the speakers may correct it: `10 working days` or `14 days`.
    review_until: Option<Scalar>,
    /// Start of that period: `meeting`, for the day of the meeting.
    review_from: Option<Scalar>,
    /// Action at the end of the review: `publish`, or `wait` for `status: published`.
    after_review: Option<Afterwards>,
    /// Time of day at which it is published: `"18:00"`.
    publish_hour: Option<Scalar>,
}

const KEYS: [&str; 5] = ["status", "review_until", "review_from", "after_review", "publish_hour"];

/// Reads `publish:` of a series. A value that cannot be read is an error, since it may have held records back.
pub(super) fn publishing(
    series: &str,
    entry: &Pairs<Scalar>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> SeriesDefaults {
    let mut publishing = SeriesDefaults::default();
    for (key, Scalar(text)) in &entry.0 {
        let text = text.trim();
        let expected = match key.as_str() {
            "status" => {
                publishing.status = match text {
                    "draft" => Some(Status::Draft),
                    "review" => Some(Status::Review),
                    "published" => Some(Status::Published),
                    _ => None,
                };
                publishing.status.is_none().then_some("`draft`, `review` or `published`")
            }
            "review_until" => {
                publishing.review_for = period(text);
                publishing.review_for.is_none().then_some("`10 working days` or `14 days`")
            }
            "review_from" => {
                publishing.review_from = match written(text) {
                    _ if text == "meeting" => Some(ReviewFrom::Meeting),
                    Some(WrittenTime::Day(day)) => Some(ReviewFrom::Day(day)),
                    _ => None,
                };
                publishing.review_from.is_none().then_some("`meeting`, or a day as in `2026-02-05`")
            }
            "after_review" => {
                publishing.after_review = match text {
                    "wait" => Some(AfterReview::Wait),
                    "publish" => Some(AfterReview::Publish),
                    _ => None,
                };
                publishing.after_review.is_none().then_some("`wait` or `publish`")
            }
            "publish_hour" => {
                publishing.hour = hour(text);
                publishing.hour.is_none().then_some("an hour as in `\"18:00\"`")
            }
            _ => {
                let at = yaml.place(&steps(series, key));
                let hint = match crate::yaml::did_you_mean(key, KEYS.into_iter()) {
                    Some(near) => format!("did you mean “{near}”?"),
                    None => format!("known here: {}", KEYS.join(", ")),
                };
                let message = format!("the key “{key}” is not known here");
                diagnostics.push(Diagnostic::at(Problem::UnknownKey, at, message).hint(hint).as_error());
                None
            }
        };
        if let Some(expected) = expected {
            let message = format!("“{text}” cannot be {key} of a series");
            let at = yaml.place(&steps(series, key));
            diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint(format!("write {expected}")));
        }
    }
    publishing
}

fn steps(series: &str, key: &str) -> [PathStep; 4] {
    ["series", series, "publish", key].map(|step| PathStep::Key(step.to_owned()))
}
