//! The strings of the interface in one language, written in Fluent so that a translator can edit them.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;

use crate::record::Date;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::SourceText;

/// All strings of a language.
pub struct Strings {
    tag: String,
    bundle: FluentBundle<FluentResource>,
    /// Strings without arguments, as templates see them.
    fixed: tera::Value,
    /// The names of all strings.
    names: Vec<String>,
}

/// A value put into a string.
#[derive(Debug, Clone, Copy)]
pub enum Argument<'a> {
    /// Chooses the plural and is written by the language's rules.
    Number(i64),
    /// A number with one decimal.
    Decimal(f64),
    /// Written as it stands.
    Text(&'a str),
}

impl Strings {
    /// Reads a file of strings over those `below` it, lowest first, if it is not complete by itself. Unreadable
    /// messages are reported and replaced by those below.
    pub(super) fn parse(
        tag: &str,
        text: &str,
        below: &[&str],
        shown: &Arc<str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let source = SourceText { shown: Arc::clone(shown), text: Arc::new(text.to_owned()) };
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let at = source.locate(error.pos.start, error.pos.len());
                    diagnostics.push(
                        Diagnostic::at(Problem::ThemeString, at, format!("this string cannot be read: {}", error.kind))
                            .hint("the form is `key = text` (projectfluent.org)"),
                    );
                }
                resource
            }
        };
        let read = |text: &&str| FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        let below: Vec<FluentResource> = below.iter().map(read).collect();
        let mut keys: Vec<String> = below.iter().chain([&resource]).flat_map(keys).collect();
        keys.sort();
        keys.dedup();
        let language = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would stand in titles, feeds and file names; the texts put in are short names.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(super::numbers::written));
        // A duplicate within one file is reported; replacing a message of a file below is intended.
        let mut alone = FluentBundle::<&FluentResource>::new_concurrent(Vec::new());
        if let Err(errors) = alone.add_resource(&resource) {
            for error in errors {
                diagnostics.push(
                    Diagnostic::anywhere(Problem::ThemeString, format!("{shown}: {error}")).hint("keep each key once"),
                );
            }
        }
        drop(alone);
        for resource in below.into_iter().chain([resource]) {
            bundle.add_resource_overriding(resource);
        }
        let mut fixed = std::collections::BTreeMap::new();
        for key in &keys {
            let mut errors = Vec::new();
            let text = bundle
                .get_message(key)
                .and_then(|m| m.value())
                .map(|pattern| bundle.format_pattern(pattern, None, &mut errors).into_owned());
            if let (Some(text), true) = (text, errors.is_empty()) {
                fixed.insert(key.clone(), text);
            }
        }
        Strings { tag: tag.to_owned(), bundle, fixed: tera::Value::from_serializable(&fixed), names: keys }
    }

    /// The tag of the language.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The names of all strings.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Strings without arguments, as templates see them.
    pub fn fixed(&self) -> tera::Value {
        self.fixed.clone()
    }

    /// A string without arguments; the key itself if the theme has none, which a reader may report.
    pub fn get(&self, key: &str) -> String {
        self.try_format(key, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A string with arguments put in; `None` if the theme has none.
    pub fn try_format(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            match argument {
                Argument::Number(number) => given.set(*name, FluentValue::from(*number)),
                Argument::Decimal(number) => given.set(*name, FluentValue::from(*number)),
                Argument::Text(text) => given.set(*name, FluentValue::from(*text)),
            }
        }
        Some(self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned())
    }

    /// A string with arguments, or the key.
    pub fn format(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.try_format(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The name of a month, 1 to 12; for 0 the words for “month unknown”.
    pub fn month(&self, month: u8) -> String {
        if month == 0 { self.get("month-unknown") } else { self.get(&format!("month-{month}")) }
    }

    /// A date as the language writes it, with the day of the week if the day is known.
    pub fn date_with_weekday(&self, date: Date) -> String {
        let written = self.date(date);
        let Some(weekday) = date.weekday() else { return written };
        let weekday = self.get(&format!("weekday-{weekday}"));
        let arguments = [("weekday", Argument::Text(&weekday)), ("date", Argument::Text(&written))];
        self.format("date-weekday", &arguments)
    }

    /// The day of a date and its weekday, for lists under the name of the month; `None` for a date without a day.
    pub fn day_of_month(&self, date: Date) -> Option<String> {
        let (day, weekday) = (date.day()?, date.weekday()?);
        let weekday = self.get(&format!("weekday-short-{weekday}"));
        let arguments = [("weekday", Argument::Text(&weekday)), ("day", Argument::Number(day.into()))];
        Some(self.format("date-in-month", &arguments))
    }

    /// A date as the language writes it.
    pub fn date(&self, date: Date) -> String {
        let year = date.year.to_string();
        let Some(month) = date.month() else { return self.format("date-year", &[("year", Argument::Text(&year))]) };
        let (name, number) = (self.month(month), month.to_string());
        let mut arguments = vec![
            ("year", Argument::Text(&year)),
            ("month", Argument::Text(&number)),
            ("monthName", Argument::Text(&name)),
        ];
        let Some(day) = date.day() else { return self.format("date-month", &arguments) };
        // A number, because some languages have a form of their own for the first.
        arguments.push(("day", Argument::Number(day.into())));
        self.format("date-day", &arguments)
    }
}

/// The names of all strings in a text.
pub(super) fn names_of(text: &str) -> Vec<String> {
    keys(&FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource))
}

/// The names of all messages.
fn keys(resource: &FluentResource) -> Vec<String> {
    let name = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(name).collect()
}
