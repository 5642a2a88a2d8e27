//! Working days and periods counted in them.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Weekends and holidays of the bodies in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WorkingDays {
    /// Weekdays that are not worked.
    pub weekend: Vec<Weekday>,
    /// First and last days of holiday periods.
    pub holidays: Vec<(Date, Date)>,
    /// Months and days of yearly holidays.
    pub yearly: Vec<(i8, i8)>,
    /// First and last days of periods worked although the weekday is not: in exchange for a holiday.
    pub worked: Vec<(Date, Date)>,
}

impl Default for WorkingDays {
    fn default() -> Self {
        let weekend = vec![Weekday::Saturday, Weekday::Sunday];
        WorkingDays { weekend, holidays: Vec::new(), yearly: Vec::new(), worked: Vec::new() }
    }
}

impl WorkingDays {
    /// Reports whether a day is a working day.
    pub fn has(&self, day: Date) -> bool {
        let within = |stretches: &[(Date, Date)]| stretches.iter().any(|(first, last)| (*first..=*last).contains(&day));
        let rests = self.weekend.contains(&day.weekday())
            || within(&self.holidays)
            || self.yearly.contains(&(day.month(), day.day()));
        !rests || within(&self.worked)
    }
}

/// A period in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// Calendar days.
    Days(u16),
    /// Working days.
    WorkingDays(u16),
}

/// Maximum number of days counted ahead.
const FARTHEST: usize = 366 * 20;

impl Period {
    /// Last day of the period. The day on which it begins is not counted, as is usual in law. `None` beyond
    /// some twenty years.
    pub fn last_day(self, begins: Date, worked: &WorkingDays) -> Option<Date> {
        let mut following = begins.series(jiff::Span::new().days(1)).take(FARTHEST).skip(1);
        match self {
            Period::Days(0) | Period::WorkingDays(0) => Some(begins),
            Period::Days(count) => following.nth(usize::from(count) - 1),
            Period::WorkingDays(count) => following.filter(|day| worked.has(*day)).nth(usize::from(count) - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays_and_the_first_day() {
        let taipei = WorkingDays {
            holidays: vec![(day("2026-02-16"), day("2026-02-20"))],
            yearly: vec![(2, 28)],
            worked: vec![(day("2026-02-07"), day("2026-02-07"))],
            ..WorkingDays::default()
        };
        let last = |begins, count| Period::WorkingDays(count).last_day(day(begins), &taipei);
        assert_eq!(last("2026-02-06", 1), Some(day("2026-02-07")), "a Saturday worked for a holiday");
        assert_eq!(last("2026-02-13", 1), Some(day("2026-02-23")), "the New Year");
        assert_eq!(last("2026-02-27", 1), Some(day("2026-03-02")), "a holiday of every year on a Saturday");
        assert_eq!(last("2026-03-02", 10), Some(day("2026-03-16")));
        assert_eq!(last("2026-03-07", 1), Some(day("2026-03-09")), "sent on a Saturday");
        assert_eq!(Period::Days(10).last_day(day("2026-02-13"), &taipei), Some(day("2026-02-23")));
    }

    #[test]
    fn where_no_day_is_worked_nothing_ends() {
        let weekend = [0, 1, 2, 3, 4, 5, 6].map(|day| Weekday::Monday.wrapping_add(day)).to_vec();
        let never = WorkingDays { weekend, ..WorkingDays::default() };
        assert_eq!(Period::WorkingDays(1).last_day(day("2026-02-06"), &never), None);
    }
}
