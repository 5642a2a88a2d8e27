//! Time zones in iCalendar (RFC 5545, 3.6.5): the offsets of a zone as long as the events of a calendar need them.

use jiff::Timestamp;
use jiff::tz::{Dst, Offset, TimeZone};

use super::ical::{escape, line};

/// Adds a zone as `VTIMEZONE`, with an observance for each change of the clocks from the last one before `from` until `to`. Changes
/// have no rule, so that past events keep the hours that were in force then. A zone without a name adds nothing.
pub fn push(out: &mut String, zone: &TimeZone, from: Timestamp, to: Timestamp) {
    let Some(name) = zone.iana_name() else { return };
    line(out, "BEGIN:VTIMEZONE");
    line(out, &format!("TZID:{}", escape(name)));
    let first = zone.preceding(from.saturating_add(jiff::Span::new().seconds(1)).unwrap_or(from)).next();
    let begin = match &first {
        Some(change) => change.timestamp(),
        None => {
            // No change of the clocks is known before.
            let info = zone.to_offset_info(from);
            observance(out, is_summer(info.dst()), "16010101T000000", [info.offset(); 2], info.abbreviation());
            from
        }
    };
    for change in first.into_iter().chain(zone.following(begin).take_while(|change| change.timestamp() <= to)) {
        let before = zone.to_offset(change.timestamp().saturating_sub(jiff::Span::new().seconds(1)).unwrap_or(from));
        let local = before.to_datetime(change.timestamp()).strftime("%Y%m%dT%H%M%S").to_string();
        observance(out, is_summer(change.dst()), &local, [before, change.offset()], change.abbreviation());
    }
    line(out, "END:VTIMEZONE");
}

fn is_summer(dst: Dst) -> bool {
    dst == Dst::Yes
}

fn observance(out: &mut String, is_summer: bool, start: &str, [before, now]: [Offset; 2], abbreviation: &str) {
    let name = if is_summer { "DAYLIGHT" } else { "STANDARD" };
    line(out, &format!("BEGIN:{name}"));
    line(out, &format!("DTSTART:{start}"));
    line(out, &format!("TZOFFSETFROM:{}", written(before)));
    line(out, &format!("TZOFFSETTO:{}", written(now)));
    line(out, &format!("TZNAME:{}", escape(abbreviation)));
    line(out, &format!("END:{name}"));
}

/// An offset as iCalendar has it: `+0100`, with seconds where there are any.
fn written(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, all) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    let rest = if all % 60 == 0 { String::new() } else { format!("{:02}", all % 60) };
    format!("{sign}{:02}{:02}{rest}", all / 3600, all / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str, from: &str, to: &str) -> String {
        let mut out = String::new();
        let at = |text: &str| text.parse().expect("a moment");
        push(&mut out, &TimeZone::get(name).expect("a zone"), at(from), at(to));
        out
    }

    #[test]
    fn each_change_of_the_clocks_is_an_observance() {
        let paris = zone("Europe/Paris", "2026-01-10T00:00:00Z", "2026-06-01T00:00:00Z");
        let starts: Vec<&str> = paris.lines().filter_map(|line| line.strip_prefix("DTSTART:")).collect();
        assert_eq!(starts, ["20251026T030000", "20260329T020000"], "by the clocks before the change");
        assert!(
            paris.contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n")
        );
        // A moment of change belongs to the new time.
        let change = zone("Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z");
        assert_eq!(change.matches("BEGIN:DAYLIGHT").count() + change.matches("BEGIN:STANDARD").count(), 1, "{change}");
    }

    #[test]
    fn a_zone_that_never_changed_and_one_with_odd_seconds_are_written() {
        let utc = zone("Etc/UTC", "2026-01-10T00:00:00Z", "2027-06-01T00:00:00Z");
        assert!(utc.contains("DTSTART:16010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"), "{utc}");
        let amsterdam = zone("America/New_York", "1883-01-01T00:00:00Z", "1884-01-01T00:00:00Z");
        assert!(amsterdam.contains("TZOFFSETFROM:-045602\r\nTZOFFSETTO:-0500\r\n"), "{amsterdam}");
    }
}
