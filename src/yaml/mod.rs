//! Reads YAML, and metadata in TOML and JSON, into typed values, key by key, with the place of every mistake.
//!
//! The only room that names the YAML crate. A key whose value cannot be read is reported and removed, and the rest is
//! read again, so that one wrong value costs that value alone.

mod comments;
mod controls;
mod curly_quotes;
mod dialects;
mod each_text;
mod gathered_keys;
mod layers;
mod leftover_words;
mod locate;
mod mistake;
mod nesting;
mod path_step;
mod places;
mod repeats;
pub mod scalars;
mod suggestion;
mod type_mistakes;
mod typed;
mod uneven_indent;
mod value_texts;
mod yaml_diagnostics;
mod yaml_signs;

pub use dialects::Dialect;

use std::cell::OnceCell;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use gathered_keys::GatheredKeys;
use layers::lay_over;
use mistake::{Mistake, TakenItems};
use nesting::too_deep;
use value_texts::{pairs, take_out_empty};

use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::SourceText;

pub use locate::{Node, NodeKind, YamlLayout};
pub use path_step::PathStep;
pub use places::KeyPlaces;
pub use suggestion::did_you_mean;
pub use value_texts::AnyEntry;

/// Remarks behind `#` in YAML, in order.
pub fn remarks_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| remark(line).map(|sign| &line[sign + 1..]))
}

/// Any YAML as JSON, for comparisons; `None` if it cannot be read, or is nested too deeply.
pub fn json_of(text: &str) -> Option<serde_json::Value> {
    if too_deep(text).is_some() {
        return None;
    }
    serde_yaml::from_str(text).ok()
}

/// A piece of YAML in a source: a whole file, or the front matter of a record.
#[derive(Debug, Clone)]
pub struct Yaml<'a> {
    source: &'a SourceText,
    start: usize,
    end: usize,
    dialect: Dialect,
    sparse: bool,
    /// Keys that are read as if they stood in one mapping.
    gathered: Option<GatheredKeys<'a>>,
    /// A text that is laid over this one.
    over: Option<Box<Yaml<'a>>>,
    /// Positions of the values, once one has been asked for.
    layout: OnceCell<YamlLayout<'a>>,
}

/// Result of reading a text.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// The value, without the keys that could not be read.
    pub value: T,
    /// Top-level keys that were written but not understood.
    pub rejected_keys: Vec<RejectedKey>,
    /// Text of the HTML comments found in values.
    pub comments: Vec<String>,
}

/// A top-level key whose value is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedKey {
    /// As written.
    pub key: String,
    /// True if no such key exists; false if the key is known and its value is wrong.
    pub unknown: bool,
    /// Index of its diagnostic among those of the reading.
    pub diagnostic: usize,
    /// The key and its value, and every key and text within the value. Used to judge what an unknown key may have
    /// meant.
    pub pairs: Vec<(String, String)>,
}

/// Largest number of mistakes in a file that are reported one by one.
const MOST_REPORTED: usize = 100;
/// A file with more mistakes than this is not used at all.
const MOST_MISTAKES: usize = 2_000;
/// A file is not used either if reading it again for each of its mistakes would take more than this many bytes.
const MOST_READ: usize = 50_000_000;

impl<'a> Yaml<'a> {
    /// Takes the whole source.
    pub fn file(source: &'a SourceText) -> Self {
        Yaml::part(source, 0, source.text.len())
    }

    /// Takes a range of bytes of the source.
    pub fn part(source: &'a SourceText, start: usize, end: usize) -> Self {
        let layout = OnceCell::new();
        Yaml { source, start, end, dialect: Dialect::Yaml, sparse: false, gathered: None, over: None, layout }
    }

    /// Sets the format of the text.
    #[must_use]
    pub fn written_in(self, dialect: Dialect) -> Self {
        Yaml { dialect, ..self }
    }

    /// Lays another text over this one: its mappings are merged with those of this text key by key, its other values replace them.
    #[must_use]
    pub fn under(self, over: Yaml<'a>) -> Self {
        Yaml { over: Some(Box::new(over)), ..self }
    }

    /// Treats keys with an empty value as absent: editing forms write `publish_at: ""`.
    #[must_use]
    pub fn without_empty_values(self) -> Self {
        Yaml { sparse: true, ..self }
    }

    /// Reads some keys of the outermost mapping as keys of the mapping `under`: `ward: north` as `taxonomies: {ward: north}`.
    #[must_use]
    pub fn gathering(self, under: &'static str, keys: &'a [Box<str>]) -> Self {
        Yaml { gathered: (!keys.is_empty()).then_some(GatheredKeys { under, keys }), ..self }
    }

    fn text(&self) -> &'a str {
        &self.source.text[self.start..self.end]
    }

    /// The values of the text with those laid over it, and its numbers as numbers where they were typed in an unusual form.
    fn parsed(&self) -> Result<(Value, Option<Value>), Box<Diagnostic>> {
        if let Some(at) = too_deep(self.text()) {
            let at = self.source.locate(self.start + at, 1);
            let diagnostic =
                Diagnostic::at(Problem::YamlSyntax, at, "the YAML cannot be read: brackets are nested too deeply")
                    .hint("nest less deeply");
            return Err(Box::new(diagnostic));
        }
        if yaml_signs::too_many(self.text(), self.dialect) {
            let at = self.source.locate(self.start, 1);
            let name = self.dialect.name();
            let message =
                format!("the {name} cannot be read: it consists of brackets, commas and hyphens rather than words");
            let diagnostic = Diagnostic::at(self.dialect.syntax(), at, message)
                .hint("keep only the metadata, and move data of programs into a file of its own");
            return Err(Box::new(diagnostic));
        }
        if self.dialect == Dialect::Yaml && repeats::too_much(self.text()) {
            let at = self.source.locate(self.start, 1);
            let message = "the YAML cannot be read: with its anchors resolved it is far longer than as written";
            let hint = "write the values out instead of repeating them by `&` and `*`";
            return Err(Box::new(Diagnostic::at(Problem::YamlSyntax, at, message).hint(hint)));
        }
        let parsed = match self.dialect {
            Dialect::Yaml => typed::read(self.text()).map(|t| (t.value, t.numbers)).map_err(|e| self.syntax(&e)),
            Dialect::Toml => dialects::toml(self.text()).map(|value| (value, None)).map_err(|why| self.refusal(&why)),
            Dialect::Json => dialects::json(self.text()).map(|value| (value, None)).map_err(|why| self.refusal(&why)),
        };
        let (mut value, mut numbers) = parsed.map_err(Box::new)?;
        if let Some(over) = &self.over {
            let (above, above_numbers) = over.parsed()?;
            if !above.is_null() {
                if numbers.is_some() || above_numbers.is_some() {
                    let below = numbers.get_or_insert_with(|| value.clone());
                    lay_over(below, above_numbers.unwrap_or_else(|| above.clone()));
                }
                lay_over(&mut value, above);
            }
        }
        Ok((value, numbers))
    }

    /// Reads a value whose fields are all optional. `None` when the text as a whole cannot be parsed, so that nothing
    /// is known about its content.
    pub fn read<T: DeserializeOwned + Default>(&self) -> Reported<Option<Read<T>>> {
        let (mut value, mut numbers) = match self.parsed() {
            Ok(parsed) => parsed,
            Err(diagnostic) => return Reported { value: None, diagnostics: vec![*diagnostic] },
        };
        let comments = comments::take_out(&mut value);
        if let (Some(_), Some(numbers)) = (&comments.first, &mut numbers) {
            comments::take_out(numbers);
        }
        let valueless = if self.sparse { take_out_empty(&mut value) } else { Vec::new() };
        if let Some(gathered) = self.gathered {
            gathered.gather(&mut value);
            numbers.iter_mut().for_each(|numbers| gathered.gather(numbers));
        }
        if value.is_null() && comments.first.is_none() {
            return Reported::clean(Some(Read {
                value: T::default(),
                rejected_keys: Vec::new(),
                comments: comments.texts,
            }));
        }
        let (mut diagnostics, mut rejected_keys) = (Vec::new(), Vec::new());
        let mut taken_items = TakenItems::default();
        diagnostics.extend(comments.first.map(|path| self.comment(&path)));
        if let Some((count, path)) = controls::take_out(&mut value) {
            diagnostics.push(self.controls(count, &path));
        }
        if self.dialect == Dialect::Yaml
            && self.text().contains(['”', '’'])
            && let Some((count, path, text)) = curly_quotes::find(&mut value, self.layout())
        {
            diagnostics.push(self.curly_quotes(count, &path, &text));
        }
        // The whole text is read again for each mistake.
        let most_mistakes = (MOST_READ / self.text().len().max(1)).clamp(MOST_REPORTED, MOST_MISTAKES);
        for mistakes in 0..most_mistakes {
            let error = match serde_path_to_error::deserialize::<_, T>(&value) {
                Ok(read) => {
                    if !valueless.is_empty() {
                        self.report_leftover_words::<T>(value, valueless, &mut diagnostics, &mut rejected_keys);
                    }
                    let read = Read { value: read, rejected_keys, comments: comments.texts };
                    return Reported { value: Some(read), diagnostics };
                }
                Err(error) => error,
            };
            let mistake = Mistake::new(error.path(), &error.inner().to_string());
            // A number or boolean may be what the field expects: `0x14` for a count, `TRUE` for `true`.
            if let Some(number) =
                numbers.as_mut().and_then(|numbers| mistake.value_in(numbers)).filter(|n| n.is_number() || n.is_bool())
                && let Some(text) = mistake.value_in(&mut value).filter(|value| value.is_string())
            {
                *text = number.clone();
                continue;
            }
            let written = taken_items.as_written(&mistake.path);
            if mistakes < MOST_REPORTED {
                diagnostics.push(self.describe(&mistake, &written));
            } else if mistakes == MOST_REPORTED {
                let at = self.source.locate(self.start, 1);
                let message = format!("there are more than {MOST_REPORTED} mistakes in this file; these are the first");
                diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint("fix these to see the others"));
            }
            if let Some(key) = mistake.path.first() {
                let (unknown, diagnostic) = (mistake.is_unknown_key(), diagnostics.len() - 1);
                let pairs = value.get(key.to_string()).map(|value| pairs(key.to_string(), value)).unwrap_or_default();
                rejected_keys.push(RejectedKey { key: key.to_string(), unknown, diagnostic, pairs });
            }
            if let Some(numbers) = &mut numbers {
                mistake.take_out(numbers);
            }
            if !mistake.take_out(&mut value) {
                return Reported { value: None, diagnostics };
            }
            taken_items.add(written);
        }
        let at = self.source.locate(self.start, 1);
        let message = format!("there are more than {most_mistakes} mistakes in this file; nothing of it is used");
        diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint("docs/format.md describes its content"));
        Reported { value: None, diagnostics }
    }

    /// Comments behind `#` in YAML and TOML, each with the byte of the source at which it begins.
    pub fn remarks(&self) -> Vec<(usize, &'a str)> {
        if self.dialect == Dialect::Json {
            return Vec::new();
        }
        let text = self.text();
        let lines = text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line.trim_end()))
        });
        lines.filter_map(|(at, line)| remark(line).map(|sign| (self.start + at + sign, &line[sign + 1..]))).collect()
    }

    /// Reports whether this is a mapping with a key that satisfies `is_one`.
    pub fn has_key(&self, is_one: impl Fn(&str) -> bool) -> bool {
        if self.is_hostile() || (self.dialect == Dialect::Yaml && repeats::too_much(self.text())) {
            return false;
        }
        let value = match self.dialect {
            Dialect::Yaml => typed::read(self.text()).map(|typed| typed.value).ok(),
            Dialect::Toml => dialects::toml(self.text()).ok(),
            Dialect::Json => dialects::json(self.text()).ok(),
        };
        let keys = value.as_ref().and_then(Value::as_mapping).into_iter().flat_map(|pairs| pairs.keys());
        keys.filter_map(Value::as_str).any(is_one)
    }

    /// Reports whether parsing the text would cost far more than its length suggests.
    fn is_hostile(&self) -> bool {
        too_deep(self.text()).is_some() || yaml_signs::too_many(self.text(), self.dialect)
    }

    /// Location of a range of bytes of the source.
    pub fn locate(&self, at: usize, length: usize) -> Location {
        self.source.locate(at, length)
    }

    /// Positions of the values. JSON is parsed as YAML.
    fn layout(&self) -> &YamlLayout<'a> {
        self.layout.get_or_init(|| YamlLayout::of(if self.is_hostile() { "" } else { self.text() }))
    }

    /// Location of a value, or of its nearest ancestor that is found; in the text that is laid over this one, if that has it.
    pub fn place(&self, path: &[PathStep]) -> Location {
        if let Some(over) = self.over.as_ref().filter(|over| over.layout().has(path)) {
            return over.place(path);
        }
        let path = match self.gathered {
            Some(gathered) => gathered.as_written(path, |key| self.keys().iter().any(|(written, _)| *written == key)),
            None => path,
        };
        let (start, length) = match self.dialect {
            Dialect::Toml => dialects::toml_place(self.text(), path),
            Dialect::Yaml | Dialect::Json => self.layout().locate(path),
        };
        self.source.locate(self.start + start, length)
    }

    /// Top-level keys with their locations; in YAML and JSON in the order of the text.
    pub fn keys(&self) -> Vec<(String, Location)> {
        let locate =
            |(key, (start, length)): (String, (usize, usize))| (key, self.source.locate(self.start + start, length));
        match self.dialect {
            Dialect::Toml => dialects::toml_keys(self.text()).into_iter().map(locate).collect(),
            Dialect::Yaml | Dialect::Json => {
                self.layout().keys().map(|(key, place)| locate((key.to_owned(), place))).collect()
            }
        }
    }

    /// Finder of many places in the text, which must be asked for in the order of the text.
    pub fn places(&self) -> KeyPlaces<'a> {
        KeyPlaces::new(self.clone())
    }

    /// Location of the next occurrence of `needle` after a place, or the place itself if there is none.
    pub fn place_after(&self, place: &Location, needle: &str) -> Location {
        if let Some(over) = self.over.as_ref().filter(|over| over.source.shown == place.path) {
            return over.place_after(place, needle);
        }
        let mut offset = 0;
        for (index, line) in
            self.source.text.split_inclusive('\n').inspect(|_| crate::report::steps::step()).enumerate()
        {
            if index + 1 >= place.line as usize {
                break;
            }
            offset += line.len();
        }
        match self.source.text[offset..].find(needle) {
            Some(at) => self.source.locate(offset + at, needle.len()),
            None => place.clone(),
        }
    }
}

/// Position of the `#` that starts a comment: at the beginning of a line or after white space, and not within quotation
/// marks.
fn remark(line: &str) -> Option<usize> {
    let value = line.split_once([':', '=']).map_or("", |(_, value)| value.trim_start());
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (mut is_open, mut before) = (false, ' ');
    for (at, c) in line.char_indices() {
        is_open ^= Some(c) == quote;
        if c == '#' && before.is_whitespace() && !is_open {
            return Some(at);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests;
