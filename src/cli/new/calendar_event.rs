//! The agenda in an event of a calendar (RFC 5545): its title, time, place, and the items of its description.

use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, Event, EventLike};
use jiff::civil;
use jiff::tz::TimeZone;

use super::agenda::{Agenda, of_text};
use crate::record::Date;
use crate::report::failure::Failure;
use crate::text::single_spaced;

/// The agenda of the only event of a calendar, or of the only one on a day.
pub(super) fn of_calendar(text: &str, shown: &str, day: Option<Date>, zone: &TimeZone) -> Result<Agenda, Failure> {
    let calendar: Calendar = text
        .parse()
        .map_err(|_| Failure::usage(format!("{shown} cannot be read as a calendar\n  hint: export the event again as .ics, or give a list of its items as text")))?;
    let events: Vec<&Event> = calendar.components.iter().filter_map(|component| component.as_event()).collect();
    let on_day: Vec<&&Event> =
        events.iter().filter(|event| day.is_none() || start(event, zone).map(|(date, _)| date) == day).collect();
    let event = match (on_day.as_slice(), events.as_slice()) {
        ([one], _) => **one,
        // A meeting that repeats has the day of its first.
        ([], [one]) => *one,
        _ => {
            return Err(Failure::usage(format!(
                "{shown} has {} events\n  hint: name the day of the meeting with `--date`, or export that event alone",
                events.len()
            )));
        }
    };
    let mut agenda = of_text(event.get_description().unwrap_or_default());
    if let Some(summary) = event.get_summary() {
        agenda.title = None;
        agenda.set_title(summary);
    }
    if let Some((date, time)) = start(event, zone) {
        agenda.date = Some(day.unwrap_or(date));
        agenda.metadata.extend(time.map(|time| ("start", clock(time))));
    }
    let end = event.get_end().and_then(|end| local(&end, zone));
    agenda.metadata.extend(end.and_then(|(_, time)| time).map(|time| ("end", clock(time))));
    let place = event.get_location().map(single_spaced);
    agenda.metadata.extend(place.filter(|place| !place.is_empty()).map(|place| ("place", place)));
    Ok(agenda)
}

fn start(event: &Event, zone: &TimeZone) -> Option<(Date, Option<civil::Time>)> {
    local(&event.get_start()?, zone)
}

fn clock(time: civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Day and time of day. A time in UTC becomes that of the site; any other is that of the place, as printed on the agenda.
fn local(moment: &DatePerhapsTime, zone: &TimeZone) -> Option<(Date, Option<civil::Time>)> {
    let written = match moment {
        DatePerhapsTime::Date(day) => return Some((Date::parse(&day.to_string())?, None)),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(moment)) => {
            let instant = jiff::Timestamp::from_second(moment.timestamp()).ok()?;
            zone.to_datetime(instant)
        }
        DatePerhapsTime::DateTime(
            CalendarDateTime::Floating(moment) | CalendarDateTime::WithTimezone { date_time: moment, .. },
        ) => moment.to_string().replace(' ', "T").parse::<civil::DateTime>().ok()?,
    };
    let date = Date::parse(&written.date().to_string())?;
    Some((date, Some(written.time())))
}
