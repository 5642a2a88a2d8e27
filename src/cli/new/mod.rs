//! `minutebook new`: a correct file in the right place, or a correct entry in a registry.
//!
//! The new text is first read by the parser that every build uses. If that would report anything, nothing is written,
//! and the diagnostics are shown.

mod agenda;
mod agenda_file;
mod archetype;
mod calendar_event;
mod entry;
mod file;
mod new_arguments;

use std::path::Path;
use std::process::ExitCode;

use crate::pipeline::{Loaded, Options, load_site};
use crate::record::{Date, only_day_within};
use crate::report::failure::Failure;
use crate::report::terminal::{print, print_status};
use crate::text::slug::slugify;

pub(super) use new_arguments::NewArguments;

pub(super) use entry::{Called, NewOrganisation, NewPerson};
pub(super) use file::{NewMeeting, NewPage};

/// The new item.
#[derive(Debug, Clone)]
pub(super) enum New {
    /// A record.
    Meeting(NewMeeting),
    /// An entry in people.yml.
    Person(NewPerson),
    /// An entry in organisations.yml.
    Organisation(NewOrganisation),
    /// A page that is no record.
    Page(NewPage),
}

/// Creates the item and prints the path of its file; asks for missing values on a terminal.
///
/// # Errors
/// When something that is needed is missing or wrong, when it is there already, or when the disk refuses.
pub(super) fn run(options: &Options, new: &New, edit: bool) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let place = match new {
        New::Meeting(meeting) => file::meeting(&options.site, &loaded, meeting)?,
        New::Page(page) => file::page(&options.site, &loaded, page)?,
        New::Person(person) => entry::person(&options.site, &loaded, person)?,
        New::Organisation(organisation) => entry::organisation(&options.site, &loaded, organisation)?,
    };
    print(&place.display().to_string());
    if edit {
        open(&place)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The id suggested by a name; empty when the name has no letters.
pub(super) fn id_from(name: &str) -> String {
    if !name.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    let id: String = slugify(name).text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    id.trim_matches('-').to_owned()
}

/// The given value, or the answer at a terminal; `missing` names the option to use without one.
fn needed<T>(
    given: Option<&str>,
    question: &str,
    missing: &str,
    check: impl Fn(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match given {
        Some(text) => check(text.trim()),
        None if super::prompt::is_possible() => super::prompt::text(question, "", check),
        None => Err(Failure::usage(missing)),
    }
}

/// A text on one line.
fn line(text: &str) -> Result<String, Failure> {
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(Failure::usage("a title or name is some words on one line\n  hint: write it in quotation marks"));
    }
    Ok(text.to_owned())
}

fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| {
        let hint = match only_day_within(text) {
            Some(day) => format!("did you mean {day}?"),
            None => "write it as in 2023-07-20, 2023-07 or 2023, or `today`".to_owned(),
        };
        Failure::usage(format!("“{text}” is not a date\n  hint: {hint}"))
    })
}

/// A day as given: as the parser of records reads it, or `today`, which is that of the site's time zone.
fn day(text: &str, loaded: &Loaded) -> Result<Date, Failure> {
    match text {
        "today" => Ok(today(loaded)),
        text => date(text),
    }
}

/// The day in the time zone of the site.
fn today(loaded: &Loaded) -> Date {
    let day = loaded.config.time_zone.to_datetime(loaded.now).date();
    Date::new(day.year(), Some(day.month() as u8), Some(day.day() as u8)).expect("a day of the calendar")
}

/// Opens a file in the user's editor and waits until it is closed.
fn open(place: &Path) -> Result<(), Failure> {
    let editor = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok()).find(|own| !own.is_empty());
    let Some(editor) = editor else {
        print_status("hint: set VISUAL or EDITOR, to the editor that `--edit` should open");
        return Ok(());
    };
    // The setting may contain arguments, as in `code --wait`.
    let mut words = editor.split_whitespace();
    let mut command = std::process::Command::new(words.next().unwrap_or_default());
    let opened = command.args(words).arg(place).status();
    opened.map(|_| ()).map_err(|error| Failure::io("the editor cannot be started", Path::new(&editor), &error))
}
