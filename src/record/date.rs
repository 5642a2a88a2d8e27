//! Days as records know them: a day, a month or only a year (EDTF level 0).

use std::fmt;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// Date of a meeting. Orders by time; a whole month sorts before its days, a whole year before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Four digits.
    pub year: i16,
    month: u8,
    day: u8,
}

/// A month of a year, 1 to 12.
pub type Month = u8;

impl Date {
    /// A year, and perhaps a month, and perhaps a day; `None` if no calendar has it.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let valid = match (month, day) {
            (None, None) => (1..=9999).contains(&year),
            (Some(month), None) => (1..=9999).contains(&year) && (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                year >= 1 && jiff::civil::Date::new(year, month, day).is_ok()
            }
            (None, Some(_)) => false,
        };
        valid.then_some(Date { year, month: month.unwrap_or(0), day: day.unwrap_or(0) })
    }

    /// The month, when it is known.
    pub fn month(self) -> Option<Month> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, when it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for any other form and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        match strict(text)? {
            (Some(date), "") => Some(date),
            _ => None,
        }
    }

    /// Reports whether `other` lies within this date: 2023 contains 2023-07-20.
    pub fn agrees_with(self, other: Date) -> bool {
        self.year == other.year
            && (self.month == 0 || other.month == 0 || self.month == other.month)
            && (self.day == 0 || other.day == 0 || self.day == other.day)
    }

    /// The first day that is meant.
    pub fn first_day(self) -> jiff::civil::Date {
        let (month, day) = (self.month.max(1), self.day.max(1));
        // `new` has checked the parts; a year always has a first of January.
        jiff::civil::Date::new(self.year, month as i8, day as i8).unwrap_or(jiff::civil::Date::ZERO)
    }

    /// The first moment after it in a time zone.
    pub fn end_in(self, zone: &TimeZone) -> Option<Timestamp> {
        let first = self.first_day();
        let next = match (self.month(), self.day()) {
            (_, Some(_)) => first.tomorrow(),
            (Some(_), None) => first.checked_add(1.month()),
            (None, None) => first.checked_add(1.year()),
        };
        zone.to_timestamp(next.ok()?.to_datetime(Time::midnight())).ok()
    }

    /// Day of the week, 1 for Monday to 7 for Sunday, if the day is known.
    pub fn weekday(self) -> Option<u8> {
        self.day().map(|_| self.first_day().weekday().to_monday_one_offset() as u8)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// The hyphens seen in dates of real records: `-`, U+2010 and U+2011 (the record of 2019‑12‑24).
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Splits a date in the forms of metadata off the beginning of a text: `YYYY-MM-DD`, `YYYY-MM`, `YYYYMMDD`, `YYYY`.
///
/// `None` when the text begins with no date, `Some((None, rest))` when no calendar has it.
fn strict(text: &str) -> Option<(Option<Date>, &str)> {
    let (year, rest) = digits(text, 4)?;
    let year = year as i16;
    if let Some((both, after)) = digits(rest, 4).filter(|(_, after)| !after.starts_with(|c: char| c.is_ascii_digit())) {
        return Some((Date::new(year, Some((both / 100) as u8), Some((both % 100) as u8)), after));
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let month = rest.strip_prefix(is_hyphen).and_then(|rest| digits(rest, 2)).filter(|(_, after)| ends_number(after));
    let Some((month, after_month)) = month else {
        let ends = rest.is_empty()
            || rest.starts_with(|c: char| is_hyphen(c) || c.is_whitespace() || matches!(c, '年' | '_' | '「'));
        return ends.then(|| (Date::new(year, None, None), rest));
    };
    let day =
        after_month.strip_prefix(is_hyphen).and_then(|rest| digits(rest, 2)).filter(|(_, after)| ends_number(after));
    match day {
        Some((day, after)) => Some((Date::new(year, Some(month as u8), Some(day as u8)), after)),
        None => Some((Date::new(year, Some(month as u8), None), after_month)),
    }
}

fn ends_number(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_ascii_digit())
}

fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let head = text.get(..count)?;
    head.bytes().all(|b| b.is_ascii_digit()).then(|| (head.parse().unwrap_or(0), &text[count..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_writes_dates_in_few_forms() {
        let parsed = |text: &str| Date::parse(text).map(|date| date.to_string());
        for date in ["2023-07-20", "1999-03", "1999"] {
            assert_eq!(parsed(date).as_deref(), Some(date));
        }
        assert_eq!(parsed("20160204").as_deref(), Some("2016-02-04"));
        for other in ["2023-07-20 x", "20231", "2023-02-30", "2023-7-20", "x", ""] {
            assert_eq!(parsed(other), None, "{other}");
        }
    }

    #[test]
    fn a_year_agrees_with_its_days() {
        let year = Date::parse("2023").expect("a year");
        let day = Date::parse("2023-07-20").expect("a day");
        assert!(year.agrees_with(day) && !day.agrees_with(Date::parse("2023-07-21").expect("a day")));
        assert!(year < day);
    }
}
