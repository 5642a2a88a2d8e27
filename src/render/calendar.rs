//! Draws the meetings as iCalendar (RFC 5545): one event for each meeting, announced ones included, with its hours where the
//! record gives them and for the whole day elsewhere.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::inputs::RenderInputs;
use super::parts::preferred_records::all_preferred;
use super::parts::site_view::site_title;
use crate::record::{AnnouncedIndex, ClockTime, Date, MeetingIndex};
use crate::schedule::ical::{escape, line};

/// The whole calendar.
pub(super) fn draw(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let lang = inputs.plan.default_language();
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Minutebook//Minutebook//EN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(&site_title(inputs, lang))));
    for index in all_preferred(inputs, 0) {
        push(inputs, &of_record(inputs, index), &mut out);
    }
    for event in (0..inputs.archive.announced.len()).filter_map(|index| of_announcement(inputs, index)) {
        push(inputs, &event, &mut out);
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// A meeting, its record out or not; the event stays the same when the record comes.
struct Event<'a> {
    slug: &'a str,
    date: Date,
    title: &'a str,
    place: Option<&'a str>,
    /// Time of the beginning, as written.
    start: Option<&'a str>,
    /// Time of the end, as written.
    end: Option<&'a str>,
    /// Its own time zone.
    time_zone: Option<&'a str>,
    href: &'a str,
}

fn of_record<'r>(inputs: &'r RenderInputs<'_>, index: MeetingIndex) -> Event<'r> {
    let details = &inputs.archive.meetings[index].details;
    Event {
        slug: &details.slug,
        date: details.date,
        title: &details.title,
        place: details.place.as_deref(),
        start: details.start.as_deref(),
        end: details.end.as_deref(),
        time_zone: details.time_zone.as_deref(),
        href: &inputs.plan.addresses.meetings[index],
    }
}

/// `None` where something else has the address.
fn of_announcement<'r>(inputs: &'r RenderInputs<'_>, index: AnnouncedIndex) -> Option<Event<'r>> {
    let meeting = &inputs.archive.announced[index];
    let href = &inputs.plan.addresses.announced[index];
    (!href.is_empty()).then_some(Event {
        slug: &meeting.slug,
        date: meeting.date,
        title: &meeting.title,
        place: meeting.place.as_deref(),
        start: meeting.start.as_deref(),
        end: meeting.end.as_deref(),
        time_zone: meeting.time_zone.as_deref(),
        href,
    })
}

fn push(inputs: &RenderInputs<'_>, event: &Event<'_>, out: &mut String) {
    // A month or a year is no day in a calendar.
    if event.date.day().is_none() {
        return;
    }
    let day = event.date.first_day();
    let next = day.tomorrow().unwrap_or(day);
    let compact = |day: jiff::civil::Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    line(out, "BEGIN:VEVENT");
    line(
        out,
        &format!("UID:{}@minutebook", crate::bytes::fingerprint::Fingerprint::of_bytes(event.slug.as_bytes()).hex()),
    );
    // Required, and must not be the clock: the record is as old as its meeting.
    line(out, &format!("DTSTAMP:{}T000000Z", compact(day)));
    let hours = event.start.and_then(|start| moment(day, start));
    if let Some(start) = hours {
        let own = event.time_zone.and_then(|name| TimeZone::get(name).ok());
        let written = |moment: DateTime| in_zone(moment, own.as_ref().unwrap_or(&inputs.config.time_zone));
        line(out, &format!("DTSTART:{}", written(start)));
        // A meeting may go on after midnight. One hour of the night in which clocks are put forward does not exist.
        let end = event.end.and_then(|end| moment(day, end).filter(|end| *end >= start).or_else(|| moment(next, end)));
        if let Some(end) = end.map(written).filter(|end| *end > written(start)) {
            line(out, &format!("DTEND:{end}"));
        }
    } else {
        line(out, &format!("DTSTART;VALUE=DATE:{}", compact(day)));
        line(out, &format!("DTEND;VALUE=DATE:{}", compact(next)));
    }
    line(out, &format!("SUMMARY:{}", escape(event.title)));
    let written: Vec<&str> = [event.start, event.end].into_iter().flatten().collect();
    if hours.is_none() && !written.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escape(&written.join("–"))));
    }
    if let Some(place) = event.place {
        line(out, &format!("LOCATION:{}", escape(place)));
    }
    line(out, &format!("URL:{}", inputs.plan.base.in_full(event.href)));
    line(out, "END:VEVENT");
}

/// A time of day, as written, on a day; `None` if it cannot be read.
fn moment(day: jiff::civil::Date, written: &str) -> Option<DateTime> {
    let minutes = ClockTime::parse(written)?.minutes();
    day.to_datetime(jiff::civil::Time::midnight()).checked_add(jiff::Span::new().minutes(i64::from(minutes))).ok()
}

/// A moment as iCalendar has it (RFC 5545, 3.3.5): in UTC. Without a time zone of the site or the record it is that of the clock at
/// the place of the meeting.
fn in_zone(moment: DateTime, zone: &TimeZone) -> String {
    let local = || moment.strftime("%Y%m%dT%H%M%S").to_string();
    if *zone == TimeZone::UTC {
        return local();
    }
    let utc = zone.to_ambiguous_timestamp(moment).compatible();
    utc.map_or_else(|_| local(), |utc| utc.strftime("%Y%m%dT%H%M%SZ").to_string())
}
