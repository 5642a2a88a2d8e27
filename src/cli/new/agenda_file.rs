//! Reads the file of an agenda: a list or headings in a text or Markdown file, or an event of a calendar (`.ics`).

use std::io::Read;
use std::path::Path;

use super::agenda::{Agenda, of_text};
use super::calendar_event::of_calendar;
use crate::record::Date;
use crate::report::failure::Failure;

/// Maximum size of an agenda in bytes.
const LARGEST: u64 = 1_000_000;

/// Reads an agenda from a file, or from the standard input for `-`.
///
/// # Errors
/// When it cannot be read, is no text, or has no items.
pub(super) fn read(path: &Path, date: Option<Date>, zone: &jiff::tz::TimeZone) -> Result<Agenda, Failure> {
    let is_input = path.as_os_str() == "-";
    let mut bytes = Vec::new();
    let read = match is_input {
        true => std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes),
        false => std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::io("the agenda cannot be read", path, &error))?;
    let shown = path.display();
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::usage(format!(
            "{shown} is larger than an agenda\n  hint: give a list of its items as text"
        )));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!(
            "{shown} is not a text in UTF-8\n  hint: save the agenda as plain text, Markdown or .ics"
        ))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let is_calendar = text.trim_start().get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    let agenda = if is_calendar { of_calendar(text, &shown.to_string(), date, zone)? } else { of_text(text) };
    if agenda.items.is_empty() {
        return Err(Failure::usage(format!(
            "{shown} has no items\n  hint: write each item on a line of its own, as a list (`1. Ferry fares`) or as headings (`## Ferry fares`)"
        )));
    }
    Ok(agenda)
}
