//! Metadata in TOML and JSON, read into the same values as YAML.

use serde_yaml::{Mapping, Value};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::PathStep;
use crate::report::diagnostic::Problem;

/// Format in which metadata is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// `status: draft`.
    #[default]
    Yaml,
    /// `status = "draft"`.
    Toml,
    /// `{"status": "draft"}`.
    Json,
}

impl Dialect {
    /// Usual name of the format.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Yaml => "YAML",
            Dialect::Toml => "TOML",
            Dialect::Json => "JSON",
        }
    }
}

impl Dialect {
    /// Diagnostic code for text in this format that cannot be read.
    pub(super) fn syntax(self) -> Problem {
        if self == Dialect::Yaml { Problem::YamlSyntax } else { Problem::MetadataSyntax }
    }
}

/// Error of a parser: the reason, and the byte at which it was noticed.
pub(super) struct DialectRefusal {
    pub(super) message: String,
    pub(super) at: usize,
}

pub(super) fn toml(text: &str) -> Result<Value, DialectRefusal> {
    let table = DeTable::parse(text).map_err(|error| DialectRefusal {
        message: error.message().lines().next().unwrap_or_default().to_owned(),
        at: error.span().map_or(0, |span| span.start),
    })?;
    Ok(of_table(table.get_ref(), text))
}

/// Place of a value in TOML, or of its nearest ancestor that is found: the byte at which it starts, and its length on
/// that line in bytes.
pub(super) fn toml_place(text: &str, path: &[PathStep]) -> (usize, usize) {
    let mut found = (text.len() - text.trim_start().len(), 1);
    let Ok(root) = DeTable::parse(text) else { return found };
    let (mut table, mut list) = (Some(root.get_ref()), None);
    for step in path {
        let (place, value) = match step {
            PathStep::Key(key) => {
                let pair = table.and_then(|table| table.iter().find(|(own, _)| own.get_ref() == key));
                let Some((own, value)) = pair else { break };
                (own.span(), value)
            }
            PathStep::Index(index) => {
                let Some(value) = list.and_then(|list: &DeArray<'_>| list.get(*index)) else { break };
                (value.span(), value)
            }
        };
        let line = text.get(place.clone()).unwrap_or_default().split('\n').next().unwrap_or_default();
        found = (place.start, line.trim_end().len().max(1));
        table = value.get_ref().as_table();
        list = value.get_ref().as_array();
    }
    found
}

/// Top-level keys of a TOML text, each with its start and length in bytes.
pub(super) fn toml_keys(text: &str) -> Vec<(String, (usize, usize))> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let place = |key: &Spanned<_>| (key.span().start, key.span().len());
    root.get_ref().iter().map(|(key, _)| (key.get_ref().to_string(), place(key))).collect()
}

/// Converts a TOML table. Recursive: the crate limits the depth of nesting.
fn of_table(table: &DeTable<'_>, text: &str) -> Value {
    let pairs = table.iter().map(|(key, value)| (Value::String(key.get_ref().to_string()), of_value(value, text)));
    Value::Mapping(pairs.collect::<Mapping>())
}

fn of_value(spanned: &Spanned<DeValue<'_>>, text: &str) -> Value {
    let typed = || text.get(spanned.span()).unwrap_or_default().to_owned();
    match spanned.get_ref() {
        DeValue::String(string) => Value::String(string.to_string()),
        DeValue::Boolean(boolean) => Value::Bool(*boolean),
        DeValue::Integer(_) => match typed().parse::<i64>() {
            Ok(number) if number.to_string() == typed() => Value::Number(number.into()),
            _ => Value::String(typed()),
        },
        DeValue::Float(_) | DeValue::Datetime(_) => Value::String(typed()),
        DeValue::Array(items) => Value::Sequence(items.iter().map(|item| of_value(item, text)).collect()),
        DeValue::Table(table) => of_table(table, text),
    }
}

pub(super) fn json(text: &str) -> Result<Value, DialectRefusal> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| {
        let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        DialectRefusal { message, at: (line + error.column().saturating_sub(1)).min(text.len()) }
    })?;
    let mut numbers = numbers(text);
    retype(&mut value, &mut numbers);
    Ok(value)
}

/// Numbers of a JSON text as typed, in the order of the text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
            rest = &rest[at..];
            if let Some(inside) = rest.strip_prefix('"') {
                let mut escaped = false;
                let end = inside.find(|c: char| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                })?;
                rest = &inside[end + 1..];
                continue;
            }
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(rest.len());
            let (number, after) = rest.split_at(end.max(1));
            rest = after;
            return Some(number);
        }
    })
}

/// Replaces numbers that were typed in an unusual form by their text. Recursive: the crate limits the depth of nesting.
fn retype<'t>(value: &mut Value, typed: &mut impl Iterator<Item = &'t str>) {
    match value {
        Value::Number(number) => {
            if let Some(text) = typed.next().filter(|text| number.is_f64() || number.to_string() != **text) {
                *value = Value::String(text.to_owned());
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| retype(item, typed)),
        Value::Mapping(pairs) => pairs.values_mut().for_each(|value| retype(value, typed)),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Tagged(_) => {}
    }
}
