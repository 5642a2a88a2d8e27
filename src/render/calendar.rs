//! Draws the meetings as iCalendar (RFC 5545): one all-day event for each meeting, announced ones included.

use super::inputs::RenderInputs;
use super::parts::preferred_records::all_preferred;
use super::parts::site_view::site_title;
use crate::record::{AnnouncedIndex, Date, MeetingIndex};
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
    /// Its hours as written; shown only while the meeting is announced.
    hours: Option<String>,
    href: &'a str,
}

fn of_record<'r>(inputs: &'r RenderInputs<'_>, index: MeetingIndex) -> Event<'r> {
    let details = &inputs.archive.meetings[index].details;
    Event {
        slug: &details.slug,
        date: details.date,
        title: &details.title,
        place: details.place.as_deref(),
        hours: None,
        href: &inputs.plan.addresses.meetings[index],
    }
}

/// `None` where something else has the address.
fn of_announcement<'r>(inputs: &'r RenderInputs<'_>, index: AnnouncedIndex) -> Option<Event<'r>> {
    let meeting = &inputs.archive.announced[index];
    let href = &inputs.plan.addresses.announced[index];
    let hours: Vec<&str> = [&meeting.start, &meeting.end].into_iter().flatten().map(|hour| &**hour).collect();
    (!href.is_empty()).then(|| Event {
        slug: &meeting.slug,
        date: meeting.date,
        title: &meeting.title,
        place: meeting.place.as_deref(),
        hours: (!hours.is_empty()).then(|| hours.join("–")),
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
    line(out, &format!("DTSTART;VALUE=DATE:{}", compact(day)));
    line(out, &format!("DTEND;VALUE=DATE:{}", compact(next)));
    line(out, &format!("SUMMARY:{}", escape(event.title)));
    if let Some(hours) = &event.hours {
        line(out, &format!("DESCRIPTION:{}", escape(hours)));
    }
    if let Some(place) = event.place {
        line(out, &format!("LOCATION:{}", escape(place)));
    }
    line(out, &format!("URL:{}", inputs.plan.base.in_full(event.href)));
    line(out, "END:VEVENT");
}
