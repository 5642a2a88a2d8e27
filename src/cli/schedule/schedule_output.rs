//! The schedule, for people, for programs and for calendars.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::bytes::fingerprint::Fingerprint;
use crate::record::Overdue;
use crate::schedule::ical::{escape, line};
use crate::schedule::{Coming, Schedule, ScheduleEntry, ScheduledChange};

/// One paragraph for each kind of entry.
pub(super) fn lines(schedule: &Schedule, zone: &TimeZone) -> Vec<String> {
    let there = |moment: Timestamp| moment.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string();
    let mut lines = Vec::new();
    let mut add = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push(format!("{heading}:"));
            lines.extend(items.iter().map(|item| format!("  {item}")));
            lines.push(String::new());
        }
    };
    let late = schedule.late.iter().map(|late| {
        let why = match late.overdue {
            Overdue::Review(end) => format!("its review ended at {}", there(end)),
            Overdue::Hour(hour) => format!("its hour was {}", there(hour)),
        };
        format!("{}: {why}; write `status: published`, or another date", named(&late.entry))
    });
    add("Late", late.collect());
    let coming = schedule
        .coming
        .iter()
        .map(|coming| format!("{}  {} {}", there(coming.at), verb(coming.change), named(&coming.entry)));
    add("Coming", coming.collect());
    let reviews = schedule.reviews.iter().map(|review| {
        let until = review
            .until
            .map_or_else(|| "until an editor publishes it".to_owned(), |end| format!("until {}", there(end)));
        let then = match (review.appears, review.until) {
            (Some(appears), Some(end)) if appears > end => format!(", and appears at {}", there(appears)),
            (Some(_), _) => ", and appears then".to_owned(),
            (None, _) => String::new(),
        };
        format!("{until}{then}: {}", named(&review.entry))
    });
    add("Under review", reviews.collect());
    let entries = |entries: &[ScheduleEntry]| entries.iter().map(named).collect();
    add("Awaiting approval", entries(&schedule.unapproved));
    let actions = schedule
        .actions
        .iter()
        .map(|action| format!("{}  {}, from {}", action.due, action.words, named(&action.entry)));
    add("Action items to be done", actions.collect());
    add("Drafts", entries(&schedule.drafts));
    add("Announced", entries(&schedule.announced));
    add(
        "Held back, because their metadata cannot be read (`minutebook check` shows why)",
        entries(&schedule.unreadable),
    );
    lines.push(match schedule.next() {
        Some(next) => format!("The site next changes by itself at {} ({next}).", there(next)),
        None => "Nothing will change by itself.".to_owned(),
    });
    lines
}

fn named(entry: &ScheduleEntry) -> String {
    if entry.title.is_empty() { entry.file.clone() } else { format!("“{}” ({})", entry.title, entry.file) }
}

fn verb(change: ScheduledChange) -> &'static str {
    match change {
        ScheduledChange::Appears => "appears",
        ScheduledChange::Goes => "goes",
    }
}

/// The schedule as JSON. Moments are RFC 3339.
pub(super) fn json(schedule: &Schedule) -> Value {
    let entry = |entry: &ScheduleEntry| json!({ "file": entry.file, "title": entry.title });
    let entries = |entries: &[ScheduleEntry]| entries.iter().map(entry).collect::<Vec<_>>();
    let with = |mut value: Value, more: Value| {
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    };
    let text = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
    let coming = schedule.coming.iter().map(|coming| {
        let what = json!({ "at": coming.at.to_string(), "change": verb(coming.change) });
        with(what, entry(&coming.entry))
    });
    let late = schedule.late.iter().map(|late| {
        let (why, since) = match late.overdue {
            Overdue::Review(end) => ("review", end),
            Overdue::Hour(hour) => ("hour", hour),
        };
        with(json!({ "why": why, "since": since.to_string() }), entry(&late.entry))
    });
    let reviews = schedule.reviews.iter().map(|review| {
        let when = json!({ "until": text(review.until), "appears": text(review.appears) });
        with(when, entry(&review.entry))
    });
    let actions = schedule.actions.iter().map(|action| {
        let what = json!({ "due": action.due.to_string(), "words": action.words });
        with(what, entry(&action.entry))
    });
    json!({
        "now": schedule.now.to_string(),
        "next_change": text(schedule.next()),
        "late": late.collect::<Vec<_>>(),
        "coming": coming.collect::<Vec<_>>(),
        "reviews": reviews.collect::<Vec<_>>(),
        "unapproved": entries(&schedule.unapproved),
        "actions": actions.collect::<Vec<_>>(),
        "drafts": entries(&schedule.drafts),
        "announced": entries(&schedule.announced),
        "unreadable": entries(&schedule.unreadable),
    })
}

/// Coming changes and ends of reviews as iCalendar (RFC 5545): for publishers, not for the public.
pub(super) fn calendar(schedule: &Schedule) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Minutebook//Minutebook//EN");
    for Coming { at, change, entry } in &schedule.coming {
        event(&mut out, *at, verb(*change), entry);
    }
    for review in &schedule.reviews {
        // The end of a review at which the record appears is shown by the appearance.
        if let Some(until) = review.until.filter(|until| *until > schedule.now && review.appears != Some(*until)) {
            event(&mut out, until, "review ends", &review.entry);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, at: Timestamp, what: &str, entry: &ScheduleEntry) {
    let stamp = at.strftime("%Y%m%dT%H%M%SZ");
    let uid = Fingerprint::of(&(what, &entry.file)).hex();
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid}@minutebook"));
    // Required, and must not be the clock: the same schedule is the same file.
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("DTSTART:{stamp}"));
    line(out, &format!("SUMMARY:{}", escape(&format!("{what}: {}", entry.title))));
    line(out, &format!("DESCRIPTION:{}", escape(&entry.file)));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}
