//! Times of day, points in time and lengths of time as people write them, with regard to clock changes.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::record::{DateDoubt, Period, parse_leading_date};

/// A point in time, and whether the clocks show it more than once or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocalMoment {
    pub(super) at: Timestamp,
    pub(super) doubt: Option<Doubt>,
}

/// Irregularity of a local time on the day of a clock change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The clocks skip it.
    Skipped,
    /// The clocks show it twice.
    Twice,
}

/// Which of two points in time is meant when a local time is ambiguous. The choice always shows less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// For the time of publication.
    Later,
    /// For the time of removal.
    Earlier,
}

/// A point in time as far as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenTime {
    /// With an offset, so independent of the time zone.
    Instant(Timestamp),
    /// Without an offset.
    Local(DateTime),
    /// Without a time of day.
    Day(Date),
}

/// Reads `2026-02-06T18:00:00+08:00`, `2026-02-06T18:00` or `2026-02-06`.
pub(super) fn written(text: &str) -> Option<WrittenTime> {
    let text = text.trim();
    if let Ok(instant) = text.parse() {
        return Some(WrittenTime::Instant(instant));
    }
    let local: DateTime = text.parse().ok()?;
    let has_hour = text.len() > "2026-02-06".len();
    Some(if has_hour { WrittenTime::Local(local) } else { WrittenTime::Day(local.date()) })
}

/// Point in time at which the clocks of a zone show a local time.
pub(super) fn moment(local: DateTime, zone: &TimeZone, meant: Meant) -> Option<LocalMoment> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let doubt = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(Doubt::Skipped),
        AmbiguousOffset::Fold { .. } => Some(Doubt::Twice),
    };
    let at = match meant {
        Meant::Later => ambiguous.later(),
        Meant::Earlier => ambiguous.earlier(),
    };
    Some(LocalMoment { at: at.ok()?, doubt })
}

/// End of a day in a time zone.
pub fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let midnight = day.tomorrow().ok()?.to_datetime(Time::midnight());
    moment(midnight, zone, Meant::Later).map(|moment| moment.at)
}

/// Reads a time of day: `18:00`.
pub(super) fn hour(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok());
    Time::new(digits(hour)??, digits(minute)??, 0, 0).ok()
}

/// Guess at a point in time in other words, in the form that [`written`] reads: `2027-03-28T18:00` for `28 March 2027 18:00`.
pub(super) fn meant_moment(text: &str) -> Option<String> {
    let text = text.trim();
    let found = parse_leading_date(text);
    let (date, rest) = match found.filter(|found| found.doubt == DateDoubt::None) {
        Some(found) => (found.date?, found.rest),
        None => day_first(text)?,
    };
    let day = date.day().is_some().then(|| date.first_day())?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '@'));
    let rest = ["at ", "um ", "à ", "a las "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    if rest.is_empty() {
        return Some(day.to_string());
    }
    Some(format!("{day}T{}", meant_hour(rest)?))
}

/// Reads `28/03/2027`, if its first number cannot be a month.
fn day_first(text: &str) -> Option<(crate::record::Date, &str)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let numbers: Vec<i16> = text[..end].split(['/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = numbers.try_into().ok()?;
    let is_plain = day > 12 && year > 1000;
    let written = is_plain.then(|| format!("{year}-{month:02}-{day:02}"))?;
    Some((parse_leading_date(&written)?.date?, &text[end..]))
}

/// Guess at a time of day in other words: `18:00` for `6pm`, `18.00` and `6:00 p.m.`.
pub(super) fn meant_hour(text: &str) -> Option<String> {
    let bare = text.trim().to_lowercase().replace("p.m.", "pm").replace("a.m.", "am").replace([' ', '\u{a0}'], "");
    let (digits, is_afternoon) = match (bare.strip_suffix("pm"), bare.strip_suffix("am")) {
        (Some(rest), _) => (rest, Some(true)),
        (_, Some(rest)) => (rest, Some(false)),
        (None, None) => (&*bare, None),
    };
    let digits = digits.trim_end_matches("uhr").trim_end_matches('h');
    let (hours, minutes) = digits.split_once([':', '.', 'h']).unwrap_or((digits, "00"));
    let (hours, minutes): (i8, i8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let hours = match is_afternoon {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(true) => hours % 12 + 12,
        Some(false) => hours % 12,
        None => hours,
    };
    let time = Time::new(hours, minutes, 0, 0).ok()?;
    Some(time.strftime("%H:%M").to_string())
}

/// Guess at a length of time in words: `10 working days` for `ten working days`.
pub(super) fn meant_period(text: &str) -> Option<String> {
    const NUMBERS: [&str; 15] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen",
    ];
    let lower = text.trim().to_lowercase();
    let (first, rest) = lower.split_once(' ')?;
    let number = NUMBERS.iter().position(|word| *word == first)? + 1;
    let meant = format!("{number} {}", rest.trim());
    period(&meant).map(|_| meant)
}

/// Reads a length of time in days: `10 working days`, `14 days`, `2 weeks`.
pub(super) fn period(text: &str) -> Option<Period> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let count: u16 = text[..end].parse().ok().filter(|count| *count <= 3_660)?;
    match text[end..].split_whitespace().collect::<Vec<_>>()[..] {
        ["day" | "days"] => Some(Period::Days(count)),
        ["week" | "weeks"] => Some(Period::Days(count.checked_mul(7)?)),
        ["working" | "business", "day" | "days"] => Some(Period::WorkingDays(count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_written_in_words() {
        assert_eq!(period("10 working days"), Some(Period::WorkingDays(10)));
        assert_eq!(period(" 1  Business day"), Some(Period::WorkingDays(1)));
        assert_eq!((period("14 days"), period("2weeks")), (Some(Period::Days(14)), Some(Period::Days(14))));
        for bad in ["10", "ten days", "-1 days", "10 working", "99999 days", "2026-02-05", "10 days or so", ""] {
            assert_eq!(period(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_in_words_are_guessed() {
        for (text, meant) in [
            ("28 March 2027 18:00", Some("2027-03-28T18:00")),
            ("28 March 2027, 6 pm", Some("2027-03-28T18:00")),
            ("28/03/2027 6pm", Some("2027-03-28T18:00")),
            ("1 March 2027", Some("2027-03-01")),
            ("2027-03-01 at 9.30", Some("2027-03-01T09:30")),
            ("03/04/2027", None),
            ("March 2027", None),
            ("soon", None),
            ("28 March 2027 in the evening", None),
        ] {
            assert_eq!(meant_moment(text).as_deref(), meant, "{text}");
        }
        assert_eq!((meant_hour("6pm").as_deref(), meant_hour("12 a.m.").as_deref()), (Some("18:00"), Some("00:00")));
        assert_eq!((meant_hour("13pm"), meant_hour("noon")), (None, None));
        assert_eq!(meant_period("ten working days").as_deref(), Some("10 working days"));
        assert_eq!((meant_period("ten sitting days"), meant_period("10 days")), (None, None));
    }

    #[test]
    fn hours_are_those_of_a_clock() {
        assert_eq!((hour("18:00"), hour("9:05")), (Time::new(18, 0, 0, 0).ok(), Time::new(9, 5, 0, 0).ok()));
        for bad in ["24:00", "18", "6 pm", "18:60", "+8:00", "18:00:00"] {
            assert_eq!(hour(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_hour_that_the_clocks_skip_or_show_twice_is_the_one_that_shows_less() {
        let paris = TimeZone::get("Europe/Paris").expect("a zone");
        let at = |local: &str, meant| {
            let moment = moment(local.parse().expect("an hour"), &paris, meant).expect("a moment");
            (moment.at.to_string(), moment.doubt)
        };
        let skipped = "2026-03-29T02:30";
        assert_eq!(at(skipped, Meant::Later), ("2026-03-29T01:30:00Z".to_owned(), Some(Doubt::Skipped)));
        assert_eq!(at(skipped, Meant::Earlier), ("2026-03-29T00:30:00Z".to_owned(), Some(Doubt::Skipped)));
        let twice = "2026-10-25T02:30";
        assert_eq!(at(twice, Meant::Later), ("2026-10-25T01:30:00Z".to_owned(), Some(Doubt::Twice)));
        assert_eq!(at(twice, Meant::Earlier), ("2026-10-25T00:30:00Z".to_owned(), Some(Doubt::Twice)));
        assert_eq!(at("2026-03-29T03:00", Meant::Later), ("2026-03-29T01:00:00Z".to_owned(), None));
        assert_eq!(at("2026-10-25T03:00", Meant::Later), ("2026-10-25T02:00:00Z".to_owned(), None));
    }
}
