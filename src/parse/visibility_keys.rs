//! Evaluates the metadata of a record that decides who may see it, and when.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::datetimes::{
    Doubt, LocalMoment, Meant, WrittenTime, hour, meant_hour, meant_moment, meant_period, moment, period, written,
};
use super::entries::Scalar;
use super::front_matter::{Afterwards, AnnouncedEntry, Metadata, Stage};
use super::registry_file::links;
use crate::config::{Config, ReviewFrom, SeriesDefaults};
use crate::record::{AfterReview, Announcement, Cancellation, KeyLocations, Status, Visibility, Withdrawal};
use crate::report::diagnostic::{Diagnostic, Problem, Reported};

/// Metadata of a record, and the settings needed to evaluate it.
pub(super) struct VisibilityInput<'a> {
    pub(super) metadata: &'a Metadata,
    pub(super) config: &'a Config,
    pub(super) places: &'a KeyLocations,
    /// Path of the record's file as shown to people.
    pub(super) shown: &'a Arc<str>,
    /// Day of the meeting, if it is known.
    pub(super) day: Option<Date>,
}

/// Determines who may see the record. `None` when a value that decides it cannot be read; then nobody may.
pub(super) fn visibility(settled: &VisibilityInput<'_>) -> Reported<Option<Visibility>> {
    let zone = match &settled.metadata.time_zone {
        None => Ok(settled.config.time_zone.clone()),
        Some(Scalar(name)) => TimeZone::get(name).map_err(|_| name.as_str()),
    };
    let mut reader =
        VisibilityReader { settled, zone, hidden_by_zone: false, visibility_unknown: false, diagnostics: Vec::new() };
    let visibility = reader.read();
    let VisibilityReader { hidden_by_zone, mut visibility_unknown, mut diagnostics, .. } = reader;
    if let Err(name) = reader.zone {
        let held = if hidden_by_zone { "; the record is held back" } else { "" };
        let at = settled.places.of("time_zone", settled.shown);
        diagnostics.push(
            Diagnostic::at(Problem::InvalidTimeZone, at, format!("there is no time zone “{name}”{held}"))
                .hint("write it as in `Asia/Taipei` (IANA)"),
        );
        visibility_unknown |= hidden_by_zone;
    }
    Reported { value: (!visibility_unknown).then_some(visibility), diagnostics }
}

struct VisibilityReader<'a> {
    settled: &'a VisibilityInput<'a>,
    zone: Result<TimeZone, &'a str>,
    /// True if a time is unknown by up to a day because its time zone cannot be read.
    hidden_by_zone: bool,
    /// True if a value cannot be read.
    visibility_unknown: bool,
    diagnostics: Vec<Diagnostic>,
}

const MOMENT_HINT: &str = "write it as in `2023-08-04T18:00:00+08:00`, `2023-08-04T18:00` or `2023-08-04`";

const REVIEW_HINT: &str = "write it as in `10 working days`, `14 days`, `2023-08-04` or `2023-08-04T18:00`";

impl VisibilityReader<'_> {
    fn read(&mut self) -> Visibility {
        let metadata = self.settled.metadata;
        let series = metadata.series.as_ref().map(|Scalar(id)| self.settled.config.publishing(id)).unwrap_or_default();
        let status = match metadata.status {
            Some(Stage::Draft) => Status::Draft,
            Some(Stage::Review) => Status::Review,
            Some(Stage::Published) => Status::Published,
            Some(Stage::NoDraft) => series.status.filter(|status| *status != Status::Draft).unwrap_or_default(),
            None => series.status.unwrap_or_default(),
        };
        let after_review = match metadata.after_review {
            Some(Afterwards::Wait) => AfterReview::Wait,
            Some(Afterwards::Publish) => AfterReview::Publish,
            None => series.after_review.unwrap_or_default(),
        };
        let hour = self.hour().or(series.hour);
        let midnight = Time::midnight();
        let publish_at = metadata.publish_at.as_ref().and_then(|text| {
            self.instant("publish_at", text, Meant::Later, |day| Some((day, hour.unwrap_or(midnight))))
        });
        let review_until = self.review_end(&series);
        let by_itself = status == Status::Review && after_review == AfterReview::Publish;
        let is_counted =
            metadata.review_until.as_ref().map_or(series.review_for.is_some(), |text| period(&text.0).is_some());
        let is_known = review_until.is_some() || self.visibility_unknown || self.hidden_by_zone;
        if status == Status::Review && !is_known && (is_counted || by_itself) {
            self.report_endless(is_counted);
        }
        let publish_at = match (publish_at, review_until) {
            (Some(at), Some(end)) if by_itself && at < end => {
                let message =
                    "the review ends after the time of publication; the record is published at the end of the review";
                self.report(Problem::PublishedInReview, "publish_at", message, "correct whichever is wrong");
                Some(at)
            }
            (None, Some(end)) if by_itself => hour.and_then(|hour| self.first(hour, end)),
            (at, _) => at,
        };
        let withdrawn = metadata.withdrawn.as_ref().filter(|entry| entry.withdrawn).map(|entry| Withdrawal {
            at: entry
                .at
                .as_ref()
                .and_then(|text| self.instant("withdrawn", text, Meant::Earlier, |day| Some((day, midnight)))),
            reason: entry.reason.0.clone(),
            keeps_title: entry.keep_title,
        });
        let announcement = metadata.announced.as_ref().filter(|entry| entry.announced);
        let announcement = announcement.map(|entry| self.announcement(entry));
        Visibility { status, publish_at, review_until, after_review, withdrawn, announcement }
    }

    /// Announcement of a meeting. Its times are those of changes, which hold nothing back.
    fn announcement(&mut self, entry: &AnnouncedEntry) -> Announcement {
        let cancelled = entry.cancelled.as_ref().filter(|entry| entry.cancelled);
        Announcement {
            papers: links(entry.papers.clone()),
            changed: entry.changed.as_ref().and_then(|text| self.time_of_change(text)),
            cancelled: cancelled.map(|entry| Cancellation {
                at: entry.at.as_ref().and_then(|text| self.time_of_change(text)),
                reason: entry.reason.0.clone(),
            }),
        }
    }

    /// Time of a change of an announcement; one that cannot be read is reported.
    fn time_of_change(&mut self, Scalar(text): &Scalar) -> Option<Timestamp> {
        let zone = self.zone.as_ref().ok().cloned().unwrap_or(jiff::tz::TimeZone::UTC);
        let local = match written(text) {
            Some(WrittenTime::Instant(instant)) => return Some(instant),
            Some(WrittenTime::Local(local)) => Some(local),
            Some(WrittenTime::Day(day)) => Some(day.to_datetime(Time::midnight())),
            None => None,
        };
        let found = local.and_then(|local| moment(local, &zone, Meant::Earlier));
        if found.is_none() {
            let message = format!("“{text}” is not a valid point in time");
            self.report(Problem::YamlType, "announced", message, MOMENT_HINT);
        }
        found.map(|moment| moment.at)
    }

    /// Time of day at which records are published.
    fn hour(&mut self) -> Option<Time> {
        let Scalar(text) = self.settled.metadata.publish_hour.as_ref()?;
        let read = hour(text);
        if read.is_none() {
            self.unreadable("publish_hour", text, "hour of the day", "write it as in `\"18:00\"`");
        }
        read
    }

    /// End of the review: the end of its last day, unless a time is written.
    fn review_end(&mut self, series: &SeriesDefaults) -> Option<Timestamp> {
        let length = match &self.settled.metadata.review_until {
            None => series.review_for?,
            Some(text) => match period(&text.0) {
                Some(length) => length,
                None => {
                    let end_of = |day: Date| Some((day.tomorrow().ok()?, Time::midnight()));
                    return self.instant("review_until", text, Meant::Later, end_of);
                }
            },
        };
        let last = length.last_day(self.review_begin(series)?, &self.settled.config.working_days)?;
        self.at(last.tomorrow().ok()?, Time::midnight(), Meant::Later).map(|moment| moment.at)
    }

    /// First day of the review.
    fn review_begin(&mut self, series: &SeriesDefaults) -> Option<Date> {
        let from = match &self.settled.metadata.review_from {
            None => series.review_from?,
            Some(Scalar(text)) if text.trim().eq_ignore_ascii_case("meeting") => ReviewFrom::Meeting,
            Some(Scalar(text)) => match written(text) {
                Some(WrittenTime::Day(day)) => ReviewFrom::Day(day),
                Some(WrittenTime::Local(local)) => ReviewFrom::Day(local.date()),
                Some(WrittenTime::Instant(instant)) => {
                    ReviewFrom::Day(self.zone.as_ref().ok()?.to_datetime(instant).date())
                }
                None => {
                    self.unreadable("review_from", text, "day", "write it as in `2023-08-04`, or `meeting`");
                    return None;
                }
            },
        };
        match from {
            ReviewFrom::Meeting => self.settled.day,
            ReviewFrom::Day(day) => Some(day),
        }
    }

    /// First point in time, from a given one on, at which the clocks show a time of day.
    fn first(&mut self, hour: Time, after: Timestamp) -> Option<Timestamp> {
        let local = self.zone.as_ref().ok()?.to_datetime(after);
        let today = self.at(local.date(), hour, Meant::Later).filter(|moment| moment.at >= after);
        let moment = match today {
            Some(today) => Some(today),
            None => self.at(local.date().tomorrow().ok()?, hour, Meant::Later),
        };
        moment.map(|moment| moment.at)
    }

    /// Reads a point in time as people write it; `of_day` chooses the time of day when there is none.
    fn instant(
        &mut self,
        key: &str,
        Scalar(text): &Scalar,
        meant: Meant,
        of_day: impl Fn(Date) -> Option<(Date, Time)>,
    ) -> Option<Timestamp> {
        let (day, hour, is_written) = match written(text) {
            Some(WrittenTime::Instant(instant)) => return Some(instant),
            Some(WrittenTime::Local(local)) => (local.date(), local.time(), true),
            Some(WrittenTime::Day(day)) => {
                let Some((day, hour)) = of_day(day) else {
                    self.unreadable(key, text, "point in time", MOMENT_HINT);
                    return None;
                };
                (day, hour, false)
            }
            None => {
                let hint = if key == "review_until" { REVIEW_HINT } else { MOMENT_HINT };
                self.unreadable(key, text, "point in time", hint);
                return None;
            }
        };
        if self.zone.is_err() {
            self.hidden_by_zone = true;
            return None;
        }
        let Some(moment) = self.at(day, hour, meant) else {
            self.unreadable(key, text, "point in time", MOMENT_HINT);
            return None;
        };
        if let Some(doubt) = moment.doubt.filter(|_| is_written) {
            let local = self.zone.as_ref().map(|zone| zone.to_datetime(moment.at)).unwrap_or_default();
            let shown = local.strftime("%H:%M");
            let message = match doubt {
                Doubt::Skipped => format!("the clocks skip “{text}” on this day; {shown} is used"),
                Doubt::Twice if meant == Meant::Later => format!("the clocks show “{text}” twice; the second is used"),
                Doubt::Twice => format!("the clocks show “{text}” twice; the first is used"),
            };
            self.report(Problem::DoubtfulHour, key, message, "write another time, or add the offset: `…+02:00`");
        }
        Some(moment.at)
    }

    fn at(&mut self, day: Date, hour: Time, meant: Meant) -> Option<LocalMoment> {
        match &self.zone {
            Ok(zone) => moment(day.to_datetime(hour), zone, meant),
            Err(_) => {
                self.hidden_by_zone = true;
                None
            }
        }
    }

    /// Reports a review whose end is unknown. Records that would be published then wait.
    fn report_endless(&mut self, lacks_begin: bool) {
        let (message, hint) = if lacks_begin {
            (
                "the day from which the days of the review are counted is missing; the record waits",
                "write `review_from:`",
            )
        } else {
            ("the end of the review is missing; the record waits", "write `review_until:`, or `status: published`")
        };
        self.report(Problem::EndlessReview, "review_until", message, hint);
    }

    fn unreadable(&mut self, key: &str, text: &str, what: &str, hint: &str) {
        self.visibility_unknown = true;
        let meant = match what {
            "hour of the day" => meant_hour(text).map(|meant| format!("`\"{meant}\"`")),
            _ => meant_period(text).or_else(|| meant_moment(text)).map(|meant| format!("`{meant}`")),
        };
        let guess = meant.map(|meant| format!("did you mean {meant}? {hint}"));
        let hint = guess.as_deref().unwrap_or(hint);
        self.report(Problem::YamlType, key, format!("“{text}” is not a valid {what}; the record is held back"), hint);
    }

    fn report(&mut self, problem: Problem, key: &str, message: impl Into<String>, hint: &str) {
        let at = self.settled.places.of(key, self.settled.shown);
        self.diagnostics.push(Diagnostic::at(problem, at, message).hint(hint));
    }
}
