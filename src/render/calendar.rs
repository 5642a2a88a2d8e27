//! Draws the meetings as iCalendar (RFC 5545): one event a meeting, all day unless its hours are known.

use super::Renderer;
use super::view::site_title;
use crate::record::MeetingIndex;

/// The whole calendar.
pub(super) fn draw(renderer: &Renderer<'_>) -> Vec<u8> {
    let lang = renderer.plan.default_language();
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Minutebook//Minutebook//EN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(&site_title(renderer, lang))));
    for index in 0..renderer.archive.meetings.len() {
        event(renderer, index, &mut out);
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

fn event(renderer: &Renderer<'_>, index: MeetingIndex, out: &mut String) {
    let details = &renderer.archive.meetings[index].details;
    // A month or a year is no day in a calendar.
    if details.date.day().is_none() {
        return;
    }
    let day = details.date.first_day();
    let next = day.tomorrow().unwrap_or(day);
    let base = &renderer.plan.base;
    let href = base.in_full(&renderer.plan.addresses.meetings[index]);
    let compact = |day: jiff::civil::Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@minutebook", crate::fingerprint::Fingerprint::of_bytes(details.slug.as_bytes()).hex()));
    // Required, and must not be the clock: the record is as old as its meeting.
    line(out, &format!("DTSTAMP:{}T000000Z", compact(day)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", compact(day)));
    line(out, &format!("DTEND;VALUE=DATE:{}", compact(next)));
    line(out, &format!("SUMMARY:{}", escape(&details.title)));
    if let Some(place) = &details.place {
        line(out, &format!("LOCATION:{}", escape(place)));
    }
    line(out, &format!("URL:{href}"));
    line(out, "END:VEVENT");
}

/// Text values escape these (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\n', '\r'], "\\n")
}

/// Lines are at most 75 bytes, folded between characters (RFC 5545, 3.1).
fn line(out: &mut String, content: &str) {
    let mut width = 0;
    for c in content.chars().filter(|c| !c.is_control()) {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}
