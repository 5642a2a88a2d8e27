//! Determines the date and the title of a record.

use jiff::tz::TimeZone;

use super::record_parser::Parser;
use crate::markdown::labels::is_label;
use crate::parse::datetimes::{WrittenTime, written};
use crate::parse::entries::Scalar;
use crate::parse::front_matter::Metadata;
use crate::parse::not_yet;
use crate::record::{
    Date, DateDoubt, NamedDate, TextRange, day_within, only_day_within, parse_leading_date, parse_trailing_date,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::text::source::SourceText;

impl<'a> Parser<'a> {
    /// Determines the date, by the order of precedence, and the title without it. `None` when there is no date.
    pub(super) fn date_and_title(
        &mut self,
        metadata: &Metadata,
        transcript: &crate::parse::transcript::ParsedTranscript,
        stem: &str,
    ) -> Option<(Date, String)> {
        let written = metadata.date.as_ref().and_then(|Scalar(text)| {
            // A date-time counts as its date; the time is given by `start`.
            let date = self.day_of_moment(text, metadata).or_else(|| Date::parse(text));
            let date = date.or_else(|| Date::parse(text.get(..10)?)).or_else(|| worded_day(text));
            if date.is_none() {
                self.diagnostics.push(
                    Diagnostic::at(Problem::ImpossibleDate, self.place("date"), format!("“{text}” is no date"))
                        .hint("write it as in `2023-07-20`, `2023-07` or `2023`"),
                );
            }
            date
        });
        let heading = transcript.title.as_ref();
        // If the file name leaves the date open, the H1 may decide.
        let settled = heading.and_then(|(title, _)| {
            let leading =
                parse_leading_date(title).filter(|found| found.doubt == DateDoubt::None).and_then(|found| found.date);
            let day = leading.filter(|date| date.day().is_some()).or_else(|| Some(parse_trailing_date(title)?.0))?;
            let named = parse_leading_date(stem).filter(|found| found.doubt != DateDoubt::None)?.date?;
            named.agrees_with(day).then_some(day)
        });
        let from_name = self.leading_date(stem, None, written.or(settled).is_none());
        let is_open = written.or(settled).or(from_name.date).is_none();
        let from_heading = heading.map(|(title, range)| self.leading_date(title, Some(*range), is_open));
        if let (Some(name), Some(title), None) = (from_name.date, from_heading.as_ref().and_then(|d| d.date), written)
            && !name.agrees_with(title)
        {
            let at = heading.map_or_else(
                || Location::file(&self.file.source.shown),
                |(_, range)| self.file.source.locate(range.start as usize, 10),
            );
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::DateMismatch,
                    at,
                    format!("the H1 says {title}, the file name {name}; the file name wins"),
                )
                .hint("correct whichever is wrong"),
            );
        }
        let date = written.or(settled).or(from_name.date).or_else(|| from_heading.as_ref().and_then(|d| d.date));
        let date = date.or(from_name.nearest).or_else(|| from_heading.as_ref().and_then(|d| d.nearest));
        // Some records give the date only at the end of the H1.
        let date = date.or_else(|| heading.and_then(|(title, _)| parse_trailing_date(title)).map(|(date, _)| date));
        let date = match date {
            Some(date) => date,
            None => self.day_in_name(stem, metadata.status.is_some())?,
        };

        if let Some(Scalar(title)) = &metadata.title {
            return Some((date, title.clone()));
        }
        let Some((title, _)) = heading else {
            let title = from_name.rest.replace(['-', '_'], " ").trim().to_owned();
            let title = if title.is_empty() { stem.to_owned() } else { title };
            self.report(
                Problem::MissingTitle,
                &format!("there is no H1 and no `title`; “{title}” is taken from the file name"),
                "begin the record with `# YYYY-MM-DD Title`, with a space behind the `#`",
            );
            return Some((date, title));
        };
        let rest = from_heading.map_or(title.as_str(), |leading| without_leading_date(&leading, title));
        let rest = without_trailing_date(rest, date).trim_matches(is_separator);
        Some((date, if rest.is_empty() { title.clone() } else { rest.to_owned() }))
    }

    /// The only day anywhere else in the file name, unless the name says that this is a draft and no `status:` says otherwise.
    pub(super) fn day_in_name(&mut self, stem: &str, has_status: bool) -> Option<Date> {
        let date = only_day_within(stem).filter(|_| has_status || !not_yet::names_draft(stem))?;
        let message = format!("the day {date} is taken from within the file's name");
        self.report(
            Problem::DayInName,
            &message,
            "begin the name with `YYYY-MM-DD-`, or write `date:` in the front matter",
        );
        Some(date)
    }

    /// Day of a date-time with an offset in the record's time zone. Some editors write local midnight as a time in UTC.
    pub(super) fn day_of_moment(&mut self, text: &str, metadata: &Metadata) -> Option<Date> {
        let Some(WrittenTime::Instant(instant)) = written(text) else { return None };
        let zone = match &metadata.time_zone {
            Some(Scalar(name)) => TimeZone::get(name).ok()?,
            None => self.config.time_zone.clone(),
        };
        let day = zone.to_datetime(instant).date();
        let date = Date::new(day.year(), Some(day.month() as u8), Some(day.day() as u8))?;
        if Date::parse(text.get(..10)?).is_some_and(|written| written != date) {
            let message = format!("“{text}” is {date} in the time zone of the record, and is taken for that day");
            self.diagnostics.push(
                Diagnostic::at(Problem::MovedDay, self.place("date"), message)
                    .hint(format!("write `date: {date}`, or the day that is meant")),
            );
        }
        Some(date)
    }

    /// Date at the beginning of the file name, or of the H1 at `place`. A doubtful date is reported if it matters.
    pub(super) fn leading_date<'t>(&mut self, text: &'t str, place: Option<TextRange>, matters: bool) -> NamedDate<'t> {
        let none = NamedDate { date: None, nearest: None, doubt: DateDoubt::None, rest: text };
        let Some(found) = parse_leading_date(text) else { return none };
        let written = &text[..text.len() - found.rest.len()];
        let (problem, message, hint) = match found.date {
            None => (
                Problem::ImpossibleDate,
                format!("no calendar has the date {written}"),
                "correct the date; the year, or year and month, is used until then",
            ),
            Some(date) if found.doubt != DateDoubt::None && matters => {
                let shown = crate::text::shorten(text, 60);
                let message = match found.doubt {
                    DateDoubt::DayOrMonth => format!(
                        "“{shown}” is read as {date} alone: which of the numbers in front of the year is the day cannot be told"
                    ),
                    DateDoubt::MoreNumbers | DateDoubt::None => {
                        format!("“{shown}” is read as {date} alone, though more numbers follow")
                    }
                };
                let hint = "write the day as `2024-03-05`, or say it with `date:` in the front matter";
                (Problem::DoubtfulDate, message, hint)
            }
            Some(_) => return found,
        };
        let at = place.map_or_else(
            || Location::file(&self.file.source.shown),
            |range| self.file.source.locate(range.start as usize, 10),
        );
        self.diagnostics.push(Diagnostic::at(problem, at, message).hint(hint));
        found
    }
}

/// Reads a date in words: `5 March 2024`, `2024年3月5日`.
pub(super) fn worded_day(text: &str) -> Option<Date> {
    let found = parse_leading_date(text.trim()).filter(|found| found.doubt == DateDoubt::None)?;
    found.date.filter(|_| found.rest.trim_matches(is_separator).is_empty())
}

/// Removes the date from the beginning of a title, unless the text after it shows that it is part of the title
/// (`1999年…`).
pub(super) fn without_leading_date<'t>(leading: &NamedDate<'t>, title: &'t str) -> &'t str {
    if leading.rest.starts_with(['年', '년']) { title } else { leading.rest }
}

/// Diagnostic for a file without a date, which therefore is not a record: a warning if it seems to be meant as one.
pub(super) fn undated(source: &SourceText, stem: &str, title: Option<&str>, text: &str) -> Diagnostic {
    let speaks = || {
        let mut labels = text.lines().filter_map(|line| line.strip_prefix("### "));
        labels.any(|label| is_label(label.trim_end()))
    };
    let within = [Some(stem), title].into_iter().flatten().find_map(|text| Some((text, day_within(text)?)));
    let begin = "begin the file's name with `YYYY-MM-DD-`, or write `date:` in its front matter";
    let (message, hint, is_meant) = match within {
        Some((written, date)) => (
            format!(
                "“{}” holds the date {date}, but not at its beginning: the file is no record, and is not published",
                crate::text::shorten(written, 60)
            ),
            begin,
            true,
        ),
        None if speaks() => (
            "speakers are named in this file, but no date that can be read begins its name or its H1, and there is no `date:`: it is no record, and is not published".to_owned(),
            begin,
            true,
        ),
        None => (
            "no date that can be read begins its name or its H1, and there is no `date:`: not a record, not published".to_owned(),
            "begin the file's name with `YYYY-MM-DD-`, or move it to `content/pages/`",
            false,
        ),
    };
    let mut diagnostic = Diagnostic::at(Problem::SkippedFile, Location::file(&source.shown), message).hint(hint);
    if is_meant {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

/// Reports whether a character separates a date from a title, as found in real records.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '_' | '\u{a0}')
}

/// Removes the date from the end of a title, with a preposition before it: some records have it there (2016-05-04).
pub(super) fn without_trailing_date(title: &str, date: Date) -> &str {
    const PREPOSITIONS: [&str; 12] = ["of", "on", "for", "from", "at", "vom", "am", "du", "le", "de", "del", "dal"];
    let compact = date.to_string().replace('-', "");
    let slashed = date.to_string().replace('-', "/");
    for written in [date.to_string(), compact, slashed] {
        if let Some(rest) = title.trim_end().strip_suffix(&written)
            && rest.ends_with(is_separator)
        {
            let bare = rest.trim_end_matches(is_separator);
            let (before, last) = bare.rsplit_once(is_separator).unwrap_or(("", bare));
            return if PREPOSITIONS.contains(&last) && !before.is_empty() { before } else { rest };
        }
    }
    title
}
