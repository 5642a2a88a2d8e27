//! Reads YAML, and metadata in TOML and JSON, into typed values, key by key, with the place of every mistake.
//!
//! The only file that names the YAML crate. A key whose value cannot be read is reported and removed, and the rest is
//! read again, so that one wrong value costs that value alone.

mod comments;
mod controls;
mod dialects;
mod each_text;
mod locate;
mod places;
mod repeats;
pub mod scalars;
mod typed;
mod yaml_signs;

pub use dialects::Dialect;

use std::cell::OnceCell;

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};
use serde_yaml::Value;

use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::SourceText;

pub use locate::{Node, NodeKind, YamlLayout};
pub use places::KeyPlaces;

/// A piece of YAML in a source: a whole file, or the front matter of a record.
#[derive(Debug, Clone)]
pub struct Yaml<'a> {
    source: &'a SourceText,
    start: usize,
    end: usize,
    dialect: Dialect,
    sparse: bool,
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
        Yaml { source, start, end, dialect: Dialect::Yaml, sparse: false, layout: OnceCell::new() }
    }

    /// Sets the format of the text.
    #[must_use]
    pub fn written_in(self, dialect: Dialect) -> Self {
        Yaml { dialect, ..self }
    }

    /// Treats keys with an empty value as absent: editing forms write `publish_at: ""`.
    #[must_use]
    pub fn without_empty_values(self) -> Self {
        Yaml { sparse: true, ..self }
    }

    fn text(&self) -> &'a str {
        &self.source.text[self.start..self.end]
    }

    /// Reads a value whose fields are all optional. `None` when the text as a whole cannot be parsed, so that nothing
    /// is known about its content.
    pub fn read<T: DeserializeOwned + Default>(&self) -> Reported<Option<Read<T>>> {
        if let Some(at) = too_deep(self.text()) {
            let at = self.source.locate(self.start + at, 1);
            let diagnostic =
                Diagnostic::at(Problem::YamlSyntax, at, "the YAML cannot be read: brackets are nested too deeply")
                    .hint("nest less deeply");
            return Reported { value: None, diagnostics: vec![diagnostic] };
        }
        if yaml_signs::too_many(self.text(), self.dialect) {
            let at = self.source.locate(self.start, 1);
            let name = self.dialect.name();
            let message =
                format!("the {name} cannot be read: it is made of brackets, commas and hyphens rather than of words");
            let diagnostic = Diagnostic::at(self.dialect.syntax(), at, message)
                .hint("write what readers are to know, and put what a program made into a file of its own");
            return Reported { value: None, diagnostics: vec![diagnostic] };
        }
        if self.dialect == Dialect::Yaml && repeats::too_much(self.text()) {
            let at = self.source.locate(self.start, 1);
            let message =
                "the YAML cannot be read: with all that it repeats by anchors it is far longer than it is written";
            let hint = "write the values out instead of repeating them by `&` and `*`";
            return Reported {
                value: None,
                diagnostics: vec![Diagnostic::at(Problem::YamlSyntax, at, message).hint(hint)],
            };
        }
        let parsed = match self.dialect {
            Dialect::Yaml => typed::read(self.text()).map(|t| (t.value, t.numbers)).map_err(|e| self.syntax(&e)),
            Dialect::Toml => dialects::toml(self.text()).map(|value| (value, None)).map_err(|why| self.refusal(&why)),
            Dialect::Json => dialects::json(self.text()).map(|value| (value, None)).map_err(|why| self.refusal(&why)),
        };
        let (mut value, mut numbers) = match parsed {
            Ok(parsed) => parsed,
            Err(diagnostic) => return Reported { value: None, diagnostics: vec![diagnostic] },
        };
        let comments = comments::take_out(&mut value);
        if let (Some(_), Some(numbers)) = (&comments.first, &mut numbers) {
            comments::take_out(numbers);
        }
        if self.sparse {
            take_out_empty(&mut value);
        }
        if value.is_null() && comments.first.is_none() {
            return Reported::clean(Some(Read {
                value: T::default(),
                rejected_keys: Vec::new(),
                comments: comments.texts,
            }));
        }
        let (mut diagnostics, mut rejected_keys) = (Vec::new(), Vec::new());
        diagnostics.extend(comments.first.map(|path| self.comment(&path)));
        if let Some((count, path)) = controls::take_out(&mut value) {
            diagnostics.push(self.controls(count, &path));
        }
        // The whole text is read again for each mistake.
        let most_mistakes = (MOST_READ / self.text().len().max(1)).clamp(MOST_REPORTED, MOST_MISTAKES);
        for mistakes in 0..most_mistakes {
            let error = match serde_path_to_error::deserialize::<_, T>(&value) {
                Ok(read) => {
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
            if mistakes < MOST_REPORTED {
                diagnostics.push(self.describe(&mistake));
            } else if mistakes == MOST_REPORTED {
                let at = self.source.locate(self.start, 1);
                let message = format!("there are more than {MOST_REPORTED} mistakes in this file; these are the first");
                diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint("mend these, and see the others"));
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
        }
        let at = self.source.locate(self.start, 1);
        let message = format!("there are more than {most_mistakes} mistakes in this file; nothing of it is used");
        diagnostics
            .push(Diagnostic::at(Problem::YamlType, at, message).hint("see docs/format.md for what it may hold"));
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

    /// Location of a value, or of its nearest ancestor that is found.
    pub fn place(&self, path: &[PathStep]) -> Location {
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

    fn refusal(&self, why: &dialects::DialectRefusal) -> Diagnostic {
        let text = self.text();
        // The end of the text is reported as a place past its last line; an editor wants to see the last thing written.
        let at = why.at.min(text.trim_end().len().saturating_sub(1));
        let name = self.dialect.name();
        let message = format!("the {name} cannot be read: {}", why.message);
        Diagnostic::at(Problem::MetadataSyntax, self.source.locate(self.start + at, 1), message)
            .hint("correct it, or write the metadata as YAML between two lines `---`")
    }

    fn comment(&self, path: &[PathStep]) -> Diagnostic {
        let message = "there is a comment `<!-- … -->` in a value; what stands in it is not published";
        Diagnostic::at(Problem::MetadataComment, self.place(path), message)
            .hint("in YAML and TOML comments begin with `#`, outside of quotation marks")
    }

    fn controls(&self, count: usize, path: &[PathStep]) -> Diagnostic {
        let plural = if count == 1 { "" } else { "s" };
        let message =
            format!("{count} control character{plural} in what the escapes here write; U+FFFD stands instead");
        Diagnostic::at(Problem::ControlCharacter, self.place(path), message)
            .hint("leave out escapes such as `\\0` and `\\a`; in quotation marks `\"…\"` a backslash is written `\\\\`")
    }

    fn syntax(&self, error: &serde_yaml::Error) -> Diagnostic {
        let message = error.to_string();
        // The crate ends its messages with “at line 3 column 5”, counted within the YAML. The location says it better.
        let short = message.split(" at line ").next().unwrap_or(&message).to_owned();
        let at = match error.location() {
            Some(at) => {
                let line = self.source.text[..self.start].matches('\n').count() + at.line();
                self.source.locate_line(line.max(1), at.column())
            }
            None => self.source.locate(self.start, 1),
        };
        // The end of the text is reported as a place past its last line; an editor wants to see the last thing written.
        let at = if at.excerpt.trim().is_empty() {
            let written = self.text().trim_end();
            let last = written.chars().next_back().map_or(0, char::len_utf8);
            self.source.locate(self.start + written.len() - last, 1)
        } else {
            at
        };
        if short.contains("duplicate entry") || short.contains("duplicate field") {
            let key = short.split('"').nth(1).or_else(|| short.split('`').nth(1)).unwrap_or("?");
            // The crate reports a duplicate at the beginning of the mapping; an editor wants to see the second key.
            let second = self.layout().second_key(key);
            let at = second.map_or(at, |(second, length)| self.source.locate(self.start + second, length));
            return Diagnostic::at(Problem::DuplicateKey, at, format!("the key “{key}” stands twice"))
                .hint("keep one of the two");
        }
        let hint = if short.contains("repetition limit") {
            "write the values out instead of repeating anchors within anchors"
        } else if short.contains("recursion limit") {
            "nest less deeply"
        } else if short.contains('\t') || self.text().lines().any(|line| line.trim_start_matches(' ').starts_with('\t'))
        {
            "indent with spaces; YAML does not allow tabs"
        } else {
            "put texts that hold `: ` or begin with a sign in quotation marks, and indent with spaces"
        };
        Diagnostic::at(Problem::YamlSyntax, at, format!("the YAML cannot be read: {short}")).hint(hint)
    }

    fn describe(&self, mistake: &Mistake) -> Diagnostic {
        let at = self.place(&mistake.path);
        if let Some((key, known)) = mistake.unknown_key() {
            let diagnostic = Diagnostic::at(Problem::UnknownKey, at, format!("the key “{key}” is not known here"));
            let hint = match did_you_mean(key, known.iter().copied()) {
                Some(near) => format!("did you mean “{near}”? values for other programs go under `extra:`"),
                None => format!("known here: {}", known.join(", ")),
            };
            return diagnostic.hint(hint);
        }
        if mistake.message.contains("missing field `id`") {
            return Diagnostic::at(Problem::MissingId, at, "this entry has no id, and is left out")
                .hint("give it an `id:` of lower-case letters, digits and hyphens; it becomes part of an address");
        }
        let name = mistake.path.iter().map(PathStep::to_string).collect::<Vec<_>>().join(".");
        let name = if name.is_empty() { String::new() } else { format!("“{name}” ") };
        Diagnostic::at(Problem::YamlType, at, format!("{name}cannot be read: {}", mistake.message))
            .hint("see docs/format.md for what may stand here")
    }
}

/// Deepest nesting of brackets that is accepted.
const DEEPEST: usize = 64;

/// Position of the bracket that opens too deep a nesting, if there is one. The crate has a limit too, but reaches it in
/// quadratic time: seconds for 100 KB of `[`.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// Words longer than this, in bytes, get no suggestion: the time of a comparison grows with the square of their length.
const LONGEST_WORD: usize = 200;

/// Closest of the known names, if it is close enough to be what was meant.
pub fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_WORD {
        return None;
    }
    let name = name.to_lowercase();
    known
        .filter(|candidate| candidate.len() <= LONGEST_WORD)
        .inspect(|_| crate::report::steps::step())
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// One step on the path from a value to a value within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// Into a mapping.
    Key(String),
    /// Into a sequence, counted from 0.
    Index(usize),
}

impl std::fmt::Display for PathStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PathStep::Key(key) => f.write_str(key),
            PathStep::Index(index) => write!(f, "{}", index + 1),
        }
    }
}

struct Mistake {
    path: Vec<PathStep>,
    message: String,
}

impl Mistake {
    fn new(path: &Path, message: &str) -> Self {
        let mut steps = Vec::new();
        for segment in path.iter() {
            match segment {
                Segment::Map { key } => steps.push(PathStep::Key(key.clone())),
                Segment::Seq { index } => steps.push(PathStep::Index(*index)),
                Segment::Enum { .. } | Segment::Unknown => {}
            }
        }
        let mut mistake = Mistake { path: steps, message: message.to_owned() };
        if let Some((key, _)) = mistake.unknown_key() {
            let key = PathStep::Key(key.to_owned());
            if mistake.path.last() != Some(&key) {
                mistake.path.push(key);
            }
        }
        mistake
    }

    /// The unknown key and the keys that are known, from the message of a derived `Deserialize`.
    fn unknown_key(&self) -> Option<(&str, Vec<&str>)> {
        let rest = self.message.split_once("unknown field `")?.1;
        let mut names = rest.split('`').step_by(2);
        let key = names.next()?;
        Some((key, names.filter(|name| !name.is_empty()).collect()))
    }

    fn is_unknown_key(&self) -> bool {
        self.unknown_key().is_some()
    }

    /// Finds the value that the mistake is about.
    fn value_in<'v>(&self, root: &'v mut Value) -> Option<&'v mut Value> {
        follow(&self.path, root)
    }

    /// Removes the value; returns false if there is nothing to remove.
    fn take_out(&self, root: &mut Value) -> bool {
        let Some((last, parents)) = self.path.split_last() else { return false };
        let Some(value) = follow(parents, root) else { return false };
        match (last, value) {
            (PathStep::Key(key), Value::Mapping(mapping)) => {
                // A key written as a number or a date is not a string to YAML.
                let before = mapping.len();
                mapping.retain(|k, _| scalar_text(k).as_deref() != Some(key));
                mapping.len() < before
            }
            (PathStep::Index(index), Value::Sequence(items)) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
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

/// Removes empty keys and items.
fn take_out_empty(root: &mut Value) {
    let Value::Mapping(pairs) = root else { return };
    for value in pairs.values_mut() {
        match value {
            Value::Sequence(items) => items.retain(|item| !is_empty(item)),
            Value::Mapping(inner) => inner.retain(|_, value| !is_empty(value)),
            _ => {}
        }
    }
    pairs.retain(|_, value| !is_empty(value));
}

/// Reports whether a value is empty. An empty mapping is not, since `withdrawn: {}` has a meaning.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Sequence(items) => items.is_empty(),
        _ => false,
    }
}

/// Every text within a value of any kind, each with its key, which is empty for a text without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaves(pub Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Leaves {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Leaves(pairs(String::new(), &value)))
    }
}

/// Lists every key and text within a value.
fn pairs(key: String, value: &Value) -> Vec<(String, String)> {
    let mut open = vec![(key, value)];
    let mut found = Vec::new();
    while let Some((key, value)) = open.pop() {
        match value {
            Value::Sequence(items) => open.extend(items.iter().map(|item| (key.clone(), item))),
            Value::Mapping(pairs) => {
                let key_of = |key: &Value| scalar_text(key).unwrap_or_default();
                open.extend(pairs.iter().map(|(key, value)| (key_of(key), value)));
            }
            Value::Tagged(tagged) => open.push((key, &tagged.value)),
            scalar => found.push((key, scalar_text(scalar).unwrap_or_default())),
        }
    }
    found
}

/// Finds the value at a path.
fn follow<'v>(path: &[PathStep], root: &'v mut Value) -> Option<&'v mut Value> {
    path.iter().try_fold(root, |value, step| match step {
        PathStep::Key(key) => value.get_mut(key.as_str()),
        PathStep::Index(index) => value.get_mut(*index),
    })
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        title: Option<String>,
        count: Option<u32>,
        people: Vec<Entry>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        id: String,
        #[serde(default)]
        labels: Vec<String>,
    }

    /// Reads the text and lists each mistake as `code line:column`.
    fn check(text: &str) -> (Option<Sample>, Vec<String>) {
        let source = SourceText { shown: "site.yml".into(), text: std::sync::Arc::new(text.to_owned()) };
        let read = Yaml::file(&source).read::<Sample>();
        let mistakes = read.diagnostics.iter().map(|d| {
            let at = d.at.as_ref().expect("a place");
            format!("{} {}:{}", d.problem, at.line, at.column)
        });
        (read.value.map(|r| r.value), mistakes.collect())
    }

    #[test]
    fn what_is_typed_stays_as_typed_where_a_text_is_asked_for_and_is_a_number_where_a_number_is() {
        for typed in [
            "9.30",
            "2025.10",
            "0x1F",
            "0o17",
            "1e3",
            "12:30",
            "0123",
            "no",
            "1_000",
            ".5",
            "+1",
            "2024-01-01",
            "-0",
            ".inf",
        ] {
            let (value, mistakes) = check(&format!("title: {typed}\npeople:\n- id: a\n  labels: [{typed}, \"7\"]\n"));
            let value = value.expect("a value");
            assert_eq!(value.title.as_deref(), Some(typed));
            assert_eq!(value.people[0].labels, [typed, "7"]);
            assert_eq!(mistakes, [""; 0]);
        }
        let (value, mistakes) = check("count: 0x14\ntitle: 0x14\n");
        assert_eq!((value.as_ref().and_then(|v| v.count), mistakes), (Some(20), vec![]));
        assert_eq!(value.and_then(|v| v.title).as_deref(), Some("0x14"));
        assert_eq!(check("count: 9.30\n").1, ["yaml-type 1:1"]);
    }

    #[test]
    fn typed_numbers_survive_anchors_merges_and_nesting() {
        let (value, mistakes) = check("title: &t 1.10\npeople:\n- &a {id: *t, labels: [0x1F]}\n- {<<: *a, id: 2.20}\n");
        let people = value.expect("a value").people;
        assert_eq!(
            people.iter().map(|p| (&*p.id, &*p.labels[0])).collect::<Vec<_>>(),
            [("1.10", "0x1F"), ("2.20", "0x1F")]
        );
        assert_eq!(mistakes, [""; 0]);
    }

    #[test]
    fn no_escape_writes_a_control_character() {
        let (value, mistakes) = check("title: \"a\\0b\\a\\uFFFF\\x85\\tc\"\ncount: 1\n");
        assert_eq!(value.and_then(|v| v.title).as_deref(), Some("a\u{FFFD}b\u{FFFD}\u{FFFD} \tc"));
        assert_eq!(mistakes, ["control-character 1:1"]);
    }

    #[test]
    fn one_wrong_value_costs_that_value_alone() {
        let (value, mistakes) = check("title: A\ncount: many\n");
        assert_eq!(value, Some(Sample { title: Some("A".into()), ..Sample::default() }));
        assert_eq!(mistakes, ["yaml-type 2:1"]);
    }

    #[test]
    fn an_unknown_key_is_found_and_a_near_one_suggested() {
        let (value, mistakes) = check("count: 3\ntitel: A\n");
        assert_eq!((value.and_then(|v| v.count), mistakes), (Some(3), vec!["unknown-key 2:1".to_owned()]));
    }

    #[test]
    fn a_mistake_deep_inside_is_found() {
        let (value, mistakes) = check("people:\n  - id: a\n  - id: b\n    labels: [x, {}]\n    lables: 1\n");
        assert_eq!(value.map(|v| v.people.len()), Some(2));
        assert_eq!(mistakes, ["yaml-type 4:17", "unknown-key 5:5"]);
    }

    #[test]
    fn an_entry_without_an_id_is_left_out() {
        let (value, mistakes) = check("people:\n- id: a\n- labels: [x]\n");
        assert_eq!(value.map(|v| v.people.len()), Some(1));
        assert_eq!(mistakes, ["missing-id 3:3"]);
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error_at_the_second() {
        let (value, mistakes) = check("title: A\ncount: 1\ntitle: B\n");
        assert_eq!((value, mistakes), (None, vec!["duplicate-key 3:1".to_owned()]));
    }

    /// Checks that each mistake is reported where the text is marked with `‸`, in the order of the marks.
    #[track_caller]
    fn check_places(dialect: Dialect, marked: &str) {
        let mut wanted = Vec::new();
        for (at, _) in marked.match_indices('‸') {
            let before = marked[..at].replace('‸', "");
            let line = before.rsplit('\n').next().unwrap_or_default();
            wanted.push((before.matches('\n').count() + 1, line.chars().count() + 1));
        }
        let text = std::sync::Arc::new(marked.replace('‸', ""));
        let source = SourceText { shown: "site.yml".into(), text };
        let read = Yaml::file(&source).written_in(dialect).read::<Sample>();
        let places = read.diagnostics.iter().filter_map(|diagnostic| diagnostic.at.as_ref());
        let places: Vec<_> = places.map(|at| (at.line as usize, at.column as usize)).collect();
        assert_eq!(places, wanted, "{marked}\n{:?}", read.diagnostics);
    }

    #[test]
    fn a_mistake_is_found_in_flow_style() {
        check_places(Dialect::Yaml, "people: [{id: a, labels: [x, ‸{}]}, {id: b, ‸lables: 1}]\n");
        check_places(Dialect::Yaml, "people:\n  - {id: \"a, b\", labels: [\"x, {y}\",\n     ‸{}]}\n");
        check_places(Dialect::Yaml, "title: 會議\npeople: [{id: 甲, names: 乙}]\n".replace("names", "‸names").as_str());
        check_places(Dialect::Yaml, "{title: A, ‸count: many}\n");
    }

    #[test]
    fn words_that_look_like_keys_are_not_taken_for_them() {
        check_places(Dialect::Yaml, "title: >-\n  x\n\n  people:\n  - id: x\n‸count: many\n");
        check_places(Dialect::Yaml, "title: \"a\n  count: b\"\n# count: c\n‸count: many\n");
        check_places(Dialect::Yaml, "people:\n- id: a\n  labels:\n  - |\n    lables: x\n  ‸lables: 1\n");
        check_places(Dialect::Yaml, "title: A\n‸\"count\": many\n");
    }

    #[test]
    fn the_second_of_two_keys_is_found_wherever_it_stands() {
        check_places(Dialect::Yaml, "people:\n- id: a\n- id: b\n  labels: [x]\n  ‸id: c\n");
        check_places(Dialect::Yaml, "people: [{id: a, ‸id: b}]\n");
        check_places(Dialect::Yaml, "title: |\n  title: A\n‸\"title\": B\n");
        let deep = format!("title: A\n‸title: B\npeople:\n{}\n", "- ".repeat(90_000));
        check_places(Dialect::Yaml, &deep);
    }

    #[test]
    fn a_mistake_that_an_anchor_repeats_is_found_where_it_is_written() {
        check_places(Dialect::Yaml, "people:\n- {id: x, labels: &l [y, ‸‸{}]}\n- {id: z, labels: *l}\n");
        check_places(Dialect::Yaml, "people:\n- &a {id: x, ‸‸lables: 1}\n- {<<: *a, id: z}\n");
        check_places(Dialect::Yaml, "people:\n- {id: x}\n- &b {id: y, labels: [‸{}]}\n");
    }

    #[test]
    fn a_mistake_is_found_in_json_and_toml() {
        check_places(
            Dialect::Json,
            "{\n\t\"title\": \"A\",\n\t\"people\": [{\"id\": \"a\", ‸\"lables\": 1}],\n\t‸\"cuont\": 1\n}\n",
        );
        check_places(
            Dialect::Toml,
            "title = \"count = 1\"\n‸\"count\" = \"many\"\n[[people]]\nid = \"a\"\n‸lables = 1\n",
        );
    }

    #[test]
    fn the_keys_of_the_top_level_are_given_with_their_places() {
        let keys = |dialect: Dialect, text: &str| {
            let source = SourceText { shown: "site.yml".into(), text: std::sync::Arc::new(text.to_owned()) };
            let keys = Yaml::file(&source).written_in(dialect).keys();
            keys.into_iter().map(|(key, at)| format!("{key} {}:{}", at.line, at.column)).collect::<Vec<_>>()
        };
        let yaml = "title: |\n  count: 2\n'count': 1\npeople: [{id: a}]\n";
        assert_eq!(keys(Dialect::Yaml, yaml), ["title 1:1", "count 3:1", "people 4:1"]);
        assert_eq!(keys(Dialect::Toml, "count = 1\n[people]\nid = 1\n"), ["count 1:1", "people 2:2"]);
        assert_eq!(keys(Dialect::Json, "{\"count\": 1}"), ["count 1:2"]);
        assert_eq!(keys(Dialect::Yaml, "- a\n- b\n"), [""; 0]);
    }

    #[test]
    fn broken_yaml_is_an_error_with_line_and_column() {
        let (value, mistakes) = check("title: \"A\ncount: 1\n");
        assert!(value.is_none());
        assert!(mistakes[0].starts_with("yaml-syntax"), "{mistakes:?}");
    }

    #[test]
    fn an_anchor_bomb_and_deep_nesting_are_errors() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (this, last) in
            ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
        {
            bomb.push_str(&format!(
                "{this}: &{this} [*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last}]\n"
            ));
        }
        assert_eq!(check(&bomb).0, None);
        assert_eq!(check(&"[".repeat(50_000)).0, None);
        assert_eq!(check(&format!("a: {}", "{a: ".repeat(50_000))).0, None);
    }
}
