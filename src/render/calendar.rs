//! Draws meetings as iCalendar (RFC 5545): one event for each meeting, announced ones included, with its hours where the record
//! gives them and for the whole day elsewhere.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ZonedDateTime};
use rustc_hash::FxHashSet;

use super::inputs::RenderInputs;
use super::parts::preferred_records::preferred_of;
use super::parts::site_title::site_title;
use crate::record::{Announced, AnnouncedIndex, Announcement, ClockTime, Date, Language, MeetingIndex};
use crate::schedule::ical::{escape, line};
use crate::schedule::vtimezone;
use crate::site::CalendarScope;

/// Days after which programs should ask for a calendar again.
const REFRESH: &str = "P1D";

/// A calendar.
pub(super) fn draw(inputs: &RenderInputs<'_>, scope: CalendarScope) -> Vec<u8> {
    let (meetings, announced) = meetings_of(inputs, scope);
    let mut events: Vec<Event<'_>> =
        preferred_of(inputs, 0, &meetings).into_iter().filter_map(|index| of_record(inputs, index)).collect();
    let mut known: FxHashSet<String> = events.iter().map(|event| event.name.clone()).collect();
    // A meeting may be announced in several languages, and its record be out in one of them.
    let announced = announced.into_iter().filter_map(|index| of_announcement(inputs, index));
    events.extend(announced.filter(|event| known.insert(event.name.clone())));

    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Minutebook//Minutebook//EN");
    let name = escape(&name_of(inputs, scope));
    line(&mut out, &format!("NAME:{name}"));
    line(&mut out, &format!("X-WR-CALNAME:{name}"));
    line(&mut out, &format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"));
    line(&mut out, &format!("X-PUBLISHED-TTL:{REFRESH}"));
    for (zone, (from, to)) in zones(&events) {
        if let Ok(zone) = TimeZone::get(&zone) {
            vtimezone::push(&mut out, &zone, from, to);
        }
    }
    for event in &events {
        push(inputs, event, &mut out);
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// Records and announced meetings of a calendar, of records in several languages all.
pub(super) fn meetings_of(inputs: &RenderInputs<'_>, scope: CalendarScope) -> (Vec<MeetingIndex>, Vec<AnnouncedIndex>) {
    let plan = inputs.plan;
    match scope {
        CalendarScope::Site => {
            ((0..inputs.archive.meetings.len()).collect(), (0..inputs.archive.announced.len()).collect())
        }
        CalendarScope::Series(index) => (plan.series[index].meetings.clone(), plan.series[index].announced.clone()),
        CalendarScope::Body(index) => (plan.bodies[index].meetings.clone(), plan.bodies[index].announced.clone()),
    }
}

fn name_of(inputs: &RenderInputs<'_>, scope: CalendarScope) -> String {
    let lang = inputs.plan.default_language();
    let site = site_title(inputs, lang);
    let own = match scope {
        CalendarScope::Site => return site,
        CalendarScope::Series(index) => inputs.plan.series[index].title.get(lang),
        CalendarScope::Body(index) => {
            inputs.archive.registry.organisations[inputs.plan.bodies[index].organisation].names.get(lang)
        }
    };
    if site.is_empty() { own.to_owned() } else { format!("{own} · {site}") }
}

/// A meeting, its record out or not; the event stays the same when the record comes.
struct Event<'a> {
    /// Name of the meeting, which its records in other languages and its announcement share.
    name: String,
    day: jiff::civil::Date,
    title: &'a str,
    lang: &'a Language,
    place: Option<&'a str>,
    hours: EventHours,
    /// Times of the beginning and the end, as written.
    written: Vec<&'a str>,
    href: &'a str,
    /// Time of the last change of what is shown, if it is known.
    changed: Option<Timestamp>,
    /// Number that grows with each change that is known.
    sequence: i64,
    announcement: Option<&'a Announcement>,
}

/// Beginning of a meeting, and its end if that is known and later.
enum EventHours {
    /// Only the day is known.
    WholeDay,
    /// By the clock of the place, whose time zone is unknown.
    Floating(DateTime, Option<DateTime>),
    /// In a time zone.
    Zoned(ZonedDateTime, Option<ZonedDateTime>),
}

fn of_record<'r>(inputs: &'r RenderInputs<'_>, index: MeetingIndex) -> Option<Event<'r>> {
    let details = &inputs.archive.meetings[index].details;
    let day = day_of(details.date)?;
    let records = || inputs.archive.translations[index].iter().copied().chain([index]);
    let name = |record: MeetingIndex| {
        // The register knows the address under which a record was first published.
        let history = inputs.archive.histories[record].as_ref();
        event_name(history.map_or(&inputs.archive.meetings[record].details.slug, |history| &history.name))
    };
    let history = inputs.archive.histories[index].as_ref();
    let changed =
        history.map(|history| history.corrections.first().map_or(history.published, |correction| correction.at));
    let announcement = details.visibility.announcement.as_ref();
    Some(Event {
        name: records().map(name).min_by_key(|name| (name.len(), name.clone())).unwrap_or_default(),
        day,
        title: &details.title,
        lang: &details.lang,
        place: details.place.as_deref(),
        hours: hours(inputs, day, [&details.start, &details.end, &details.time_zone]),
        written: [&details.start, &details.end].into_iter().filter_map(|time| time.as_deref()).collect(),
        href: &inputs.plan.addresses.meetings[index],
        changed,
        // A record comes after its meeting, which comes after all changes that were announced.
        sequence: minutes(changed).max(minutes(midnight(day))),
        announcement: announcement.filter(|announcement| announcement.cancelled.is_some()),
    })
}

/// `None` where something else has the address.
fn of_announcement<'r>(inputs: &'r RenderInputs<'_>, index: AnnouncedIndex) -> Option<Event<'r>> {
    let meeting: &Announced = &inputs.archive.announced[index];
    let href = &inputs.plan.addresses.announced[index];
    let day = day_of(meeting.date).filter(|_| !href.is_empty())?;
    let changed = meeting.announcement.last_change();
    Some(Event {
        name: event_name(&meeting.slug),
        day,
        title: &meeting.title,
        lang: &meeting.lang,
        place: meeting.place.as_deref(),
        hours: hours(inputs, day, [&meeting.start, &meeting.end, &meeting.time_zone]),
        written: [&meeting.start, &meeting.end].into_iter().filter_map(|time| time.as_deref()).collect(),
        href,
        changed,
        sequence: minutes(changed),
        announcement: Some(&meeting.announcement),
    })
}

/// The day of a meeting; a month or a year is no day in a calendar.
fn day_of(date: Date) -> Option<jiff::civil::Date> {
    date.day().map(|_| date.first_day())
}

/// Minutes since 1970, 0 for what was before and for no time.
fn minutes(at: Option<Timestamp>) -> i64 {
    at.map_or(0, |at| at.as_second() / 60).max(0)
}

fn midnight(day: jiff::civil::Date) -> Option<Timestamp> {
    day.to_zoned_datetime(TimeZone::UTC).ok().map(|midnight| midnight.timestamp())
}

/// Name of a meeting, from the slug of one of its records: without the language, as in `2024-03-11-budget.fr`.
fn event_name(slug: &str) -> String {
    let plain = slug.rsplit_once('.').filter(|(_, suffix)| {
        suffix.len() >= 2 && suffix.split('-').next().is_some_and(|language| language.len() == 2)
    });
    plain.map_or(slug, |(plain, _)| plain).to_owned()
}

/// Hours of a meeting on a day, from its beginning, its end and its time zone, as written.
fn hours(inputs: &RenderInputs<'_>, day: jiff::civil::Date, [start, end, zone]: [&Option<Box<str>>; 3]) -> EventHours {
    let Some(start) = start.as_deref().and_then(|start| moment(day, start)) else { return EventHours::WholeDay };
    // A meeting may go on after midnight.
    let next = day.tomorrow().unwrap_or(day);
    let end = end.as_deref().and_then(|end| moment(day, end).filter(|end| *end >= start).or_else(|| moment(next, end)));
    let own = zone.as_deref().and_then(|name| TimeZone::get(name).ok());
    // Without a setting the time zone of the site is UTC, which no town is in.
    let zone = own.or_else(|| Some(inputs.config.time_zone.clone()).filter(|zone| *zone != TimeZone::UTC));
    let zoned = |zone: &TimeZone, moment: DateTime| zone.to_ambiguous_zoned_datetime(moment).compatible().ok();
    match zone.as_ref().and_then(|zone| Some((zone, zoned(zone, start)?))) {
        // One hour of the night in which clocks are put forward does not exist.
        Some((zone, start)) => {
            let end = end.and_then(|end| zoned(zone, end)).filter(|end| *end > start);
            EventHours::Zoned(start, end)
        }
        None => EventHours::Floating(start, end.filter(|end| *end > start)),
    }
}

/// A time of day, as written, on a day; `None` if it cannot be read.
fn moment(day: jiff::civil::Date, written: &str) -> Option<DateTime> {
    let minutes = ClockTime::parse(written)?.minutes();
    day.to_datetime(jiff::civil::Time::midnight()).checked_add(Span::new().minutes(i64::from(minutes))).ok()
}

/// Time zones of events by name, each with the time from its first event to its last.
fn zones(events: &[Event<'_>]) -> BTreeMap<String, (Timestamp, Timestamp)> {
    let mut zones: BTreeMap<String, (Timestamp, Timestamp)> = BTreeMap::new();
    for event in events {
        let EventHours::Zoned(start, end) = &event.hours else { continue };
        let Some(name) = named_zone(start) else { continue };
        let (from, to) = (start.timestamp(), end.as_ref().unwrap_or(start).timestamp());
        zones
            .entry(name.to_owned())
            .and_modify(|known| *known = (known.0.min(from), known.1.max(to)))
            .or_insert((from, to));
    }
    zones
}

/// Name of a time zone other than UTC, which has a form of its own.
fn named_zone(moment: &ZonedDateTime) -> Option<&str> {
    moment.time_zone().iana_name().filter(|_| *moment.time_zone() != TimeZone::UTC)
}

fn push(inputs: &RenderInputs<'_>, event: &Event<'_>, out: &mut String) {
    let default = inputs.plan.default_language();
    line(out, "BEGIN:VEVENT");
    let uid = crate::bytes::fingerprint::Fingerprint::of_bytes(event.name.as_bytes());
    line(out, &format!("UID:{}@minutebook", uid.hex()));
    let instant = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    // Required, and must not be the clock: without a known change, the record is as old as its meeting.
    let stamp = event.changed.or_else(|| midnight(event.day)).unwrap_or_default();
    line(out, &format!("DTSTAMP:{}", instant(stamp)));
    if let Some(changed) = event.changed {
        line(out, &format!("LAST-MODIFIED:{}", instant(changed)));
    }
    line(out, &format!("SEQUENCE:{}", event.sequence));
    times(event, out);
    // The language of the site need not be said of each event.
    let language = if event.lang == default { String::new() } else { format!(";LANGUAGE={}", event.lang.as_str()) };
    line(out, &format!("SUMMARY{language}:{}", escape(event.title)));
    let mut description = Vec::new();
    if matches!(event.hours, EventHours::WholeDay) && !event.written.is_empty() {
        description.push(event.written.join("–"));
    }
    let cancelled = event.announcement.and_then(|announcement| announcement.cancelled.as_ref());
    if let Some(announcement) = event.announcement {
        let strings = inputs.strings(&inputs.interface_language(event.lang));
        let note = if announcement.cancelled.is_some() { "cancelled-note" } else { "announced-note" };
        description.push(strings.get(note));
    }
    description.extend(cancelled.map(|cancelled| cancelled.reason.get(event.lang).to_owned()));
    description.retain(|text| !text.is_empty());
    if !description.is_empty() {
        line(out, &format!("DESCRIPTION{language}:{}", escape(&description.join("\n"))));
    }
    if let Some(place) = event.place {
        line(out, &format!("LOCATION{language}:{}", escape(place)));
    }
    line(out, &format!("STATUS:{}", if cancelled.is_some() { "CANCELLED" } else { "CONFIRMED" }));
    // Whoever follows the meetings of a body is not busy at each of them.
    line(out, "TRANSP:TRANSPARENT");
    line(out, &format!("URL:{}", inputs.plan.base.in_full(event.href)));
    line(out, "END:VEVENT");
}

fn times(event: &Event<'_>, out: &mut String) {
    let local = |moment: DateTime| moment.strftime("%Y%m%dT%H%M%S").to_string();
    let mut push = |key: &str, value: String| line(out, &format!("{key}{value}"));
    match &event.hours {
        EventHours::WholeDay => {
            let written = |day: jiff::civil::Date| format!(";VALUE=DATE:{}", day.strftime("%Y%m%d"));
            push("DTSTART", written(event.day));
            push("DTEND", written(event.day.tomorrow().unwrap_or(event.day)));
        }
        EventHours::Floating(start, end) => {
            push("DTSTART", format!(":{}", local(*start)));
            if let Some(end) = end {
                push("DTEND", format!(":{}", local(*end)));
            }
        }
        EventHours::Zoned(start, end) => {
            let written = |moment: &ZonedDateTime| match named_zone(moment) {
                Some(zone) => format!(";TZID={zone}:{}", local(moment.datetime())),
                None => format!(":{}", moment.timestamp().strftime("%Y%m%dT%H%M%SZ")),
            };
            push("DTSTART", written(start));
            if let Some(end) = end {
                push("DTEND", written(end));
            }
        }
    }
}
