//! Days of `site.yml` that are not working days, and those worked in exchange.

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::entries::{OneOrMany, Scalar};
use super::shorthand::{Short, Shorthand, shorthand};
use crate::record::WorkingDays;
use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// A holiday: a day, days from one to another, or a day with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HolidayEntry {
    /// `2026-01-01`, `2026-02-16..2026-02-20`, or `12-25` for every year.
    Days(Scalar),
    /// A holiday with further keys.
    Named(Holiday),
}

/// A holiday with its name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Holiday {
    /// The day, `2026-01-01`; several, `2026-02-16..2026-02-20`; or a day of every year, `12-25`.
    date: Option<Scalar>,
    /// The first day of several.
    from: Option<Scalar>,
    /// The last day of several.
    to: Option<Scalar>,
    /// The name of the holiday; only for readers of the file.
    #[serde(rename = "name")]
    _name: Option<Scalar>,
}

impl Shorthand for HolidayEntry {
    type Full = Holiday;
    const EXPECTED: &'static str = "a day, or `date:` and `name:`, or `from:`, `to:` and `name:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "string" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        short.text_or_number().map(|days| HolidayEntry::Days(Scalar(days.trim().to_owned())))
    }

    fn from_full(full: Holiday) -> Self {
        HolidayEntry::Named(full)
    }
}

shorthand!(HolidayEntry);

/// Largest number of holidays. Each is compared with each day of each review.
const MOST_DAYS: usize = 2_000;

/// Largest number of mistakes among the days that are reported; a single one stops the build.
const MOST_REPORTED: usize = 100;

/// Reads `holidays:`, `workdays:` and `weekend:`. A value that cannot be read is an error: a missing holiday would
/// publish records too early. `place` finds a text below a key.
pub(super) fn working_days(
    holidays: Vec<HolidayEntry>,
    workdays: Vec<HolidayEntry>,
    weekend: Option<OneOrMany<Scalar>>,
    place: &dyn Fn(&str, &str) -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> WorkingDays {
    let mut days = WorkingDays::default();
    let before = diagnostics.len();
    for (key, entries) in [("holidays", holidays), ("workdays", workdays)] {
        if entries.len() > MOST_DAYS {
            let message = format!("`{key}:` lists {}, more than {MOST_DAYS}", entries.len());
            diagnostics.push(
                Diagnostic::at(Problem::InvalidHoliday, place(key, ""), message)
                    .hint("write yearly holidays once, as in `12-25`, and remove past years"),
            );
            continue;
        }
        for entry in entries {
            let text = written(&entry);
            match (stretch(&text), yearly(&text)) {
                (Some(stretch), _) if key == "holidays" => days.holidays.push(stretch),
                (Some(stretch), _) => days.worked.push(stretch),
                (None, Some(day)) if key == "holidays" => days.yearly.push(day),
                _ if diagnostics.len() >= before + MOST_REPORTED => {}
                _ => {
                    let first = text.split("..").next().unwrap_or_default();
                    let hint = "write it as in `2026-01-01`, `2026-02-16..2026-02-20`, or `12-25` for every year";
                    let message = format!("“{text}” is not a day or a range of days");
                    diagnostics.push(Diagnostic::at(Problem::InvalidHoliday, place(key, first), message).hint(hint));
                }
            }
        }
    }
    if let Some(OneOrMany(names)) = weekend {
        days.weekend.clear();
        for Scalar(name) in names {
            match weekday(&name) {
                Some(day) => days.weekend.push(day),
                None => {
                    let message = format!("“{name}” is not a day of the week");
                    diagnostics.push(
                        Diagnostic::at(Problem::InvalidHoliday, place("weekend", &name), message)
                            .hint("write it in English, as in `[Friday, Saturday]`"),
                    );
                }
            }
        }
        if (0..7).all(|day| days.weekend.contains(&Weekday::Monday.wrapping_add(day))) {
            let message = "every day of the week is listed as free";
            diagnostics.push(
                Diagnostic::at(Problem::InvalidHoliday, place("weekend", ""), message)
                    .hint("list only the days that are not worked"),
            );
        }
    }
    days
}

/// Formats the entry as one text.
fn written(entry: &HolidayEntry) -> String {
    match entry {
        HolidayEntry::Days(Scalar(text)) => text.clone(),
        HolidayEntry::Named(holiday) => {
            let Holiday { date, from, to, _name: _ } = holiday;
            let parts: Vec<&str> = [date, from, to].into_iter().flatten().map(|Scalar(text)| text.trim()).collect();
            parts.join("..")
        }
    }
}

/// Reads `2026-01-01`, or `2026-02-16..2026-02-20`.
fn stretch(text: &str) -> Option<(Date, Date)> {
    let day = |text: &str| text.trim().parse::<Date>().ok().filter(|_| text.trim().len() == "2026-01-01".len());
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    (first <= last).then_some((first, last))
}

/// Reads `12-25`; any day that exists in some year.
fn yearly(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.trim().split_once('-')?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

fn weekday(name: &str) -> Option<Weekday> {
    let name = name.trim().to_lowercase();
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let index = NAMES.iter().position(|day| *day == name || (name.len() == 3 && day.starts_with(&name)))?;
    Some(Weekday::Monday.wrapping_add(index as i64))
}
