//! Parses the files of `data/` into the values that templates use.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::decode;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::site::{TemplateData, TemplateDataFile};
use crate::text::source::{SourceFile, SourceText, has_extension};
use crate::yaml::{AnyEntry, Dialect, Yaml};

/// Parses the files of `data/`, which are in the order of their paths. A file that cannot be read is reported and left out.
pub fn parse_data_folder(files: &[SourceFile]) -> Reported<TemplateData> {
    let mut diagnostics = Vec::new();
    let mut data = TemplateData::default();
    // Names of each file and of each folder above one, with the file.
    let mut taken: BTreeMap<Vec<Box<str>>, (&Arc<str>, bool)> = BTreeMap::new();
    for file in files {
        let steps = steps(&file.path);
        let above = (1..steps.len()).map(|end| (steps[..end].to_vec(), false));
        let names: Vec<(Vec<Box<str>>, bool)> = above.chain([(steps.clone(), true)]).collect();
        let other = names.iter().find_map(|(name, is_file)| {
            let known = taken.get(name).filter(|(_, was_file)| *is_file || *was_file);
            known.map(|(other, _)| (name.join("."), *other))
        });
        if let Some((name, other)) = other {
            let message =
                format!("“{}” and “{other}” would both be `data.{name}` for templates; the first is used", file.shown);
            let diagnostic = Diagnostic::at(Problem::DataFile, Location::file(&file.shown), message);
            diagnostics.push(diagnostic.hint("rename one of the two"));
            continue;
        }
        for (name, is_file) in names {
            taken.entry(name).or_insert((&file.shown, is_file));
        }
        let Some(source) = decode(&mut file.clone()).clone_value(&mut diagnostics) else { continue };
        if let Some(value) = value(&file.path, &source, &mut diagnostics) {
            data.files.push(TemplateDataFile { steps, value, fingerprint: file.fingerprint });
        }
    }
    Reported { value: data, diagnostics }
}

/// Names by which templates find a file: folders, and the name without its extension.
fn steps(path: &str) -> Vec<Box<str>> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.split('/').map(Box::from).collect()
}

fn value(path: &str, source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    if has_extension(path, "csv") {
        return rows(source).map_err(|diagnostic| diagnostics.push(*diagnostic)).ok();
    }
    let dialect = if has_extension(path, "json") { Dialect::Json } else { Dialect::Yaml };
    let read = Yaml::file(source).written_in(dialect).read::<AnyEntry>();
    // The remedy for metadata would be to write YAML.
    let told = |diagnostic: Diagnostic| match diagnostic.problem {
        Problem::MetadataSyntax => {
            diagnostic.hint("correct it; JSON has quotation marks around names, and no comma behind the last value")
        }
        _ => diagnostic,
    };
    diagnostics.extend(read.diagnostics.into_iter().map(told));
    Some(read.value?.value.json)
}

/// Rows of a table, each a mapping from the names in its first row.
fn rows(source: &SourceText) -> Result<Value, Box<Diagnostic>> {
    let text = source.text.as_str();
    let wrong = |line: u64, message: String, hint: &str| {
        let at = source.locate_line(line.max(1) as usize, 1);
        Box::new(Diagnostic::at(Problem::DataFile, at, message).hint(hint))
    };
    let syntax = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let message =
                    format!("this row has {len} cells, and the first row names {expected_len}; the table is left out");
                wrong(line, message, "put cells with a comma in them into quotation marks")
            }
            _ => wrong(line, format!("the table cannot be read: {error}"), "save it again as CSV, in UTF-8"),
        }
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(text)).trim(csv::Trim::Headers).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|error| syntax(&error))?.clone();
    for (position, name) in names.iter().enumerate() {
        if name.is_empty() || names.iter().take(position).any(|before| before == name) {
            let message = match name {
                "" => format!("column {} has no name in the first row; the table is left out", position + 1),
                name => format!("two columns are called “{name}”; the table is left out"),
            };
            return Err(wrong(1, message, "give each column a name of its own in the first row"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| syntax(&error))?;
        let cells = names.iter().zip(record.iter()).map(|(name, cell)| (name.to_owned(), Value::from(cell)));
        rows.push(Value::Object(cells.collect::<Map<String, Value>>()));
    }
    Ok(Value::Array(rows))
}

/// Sign between cells: the one that is most frequent in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    *b"\t;,".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',')
}
