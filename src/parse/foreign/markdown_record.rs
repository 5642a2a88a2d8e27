//! Writes a record in the format of this program.

use std::fmt::Write;

use super::timestamp::written;
use super::{ImportedRecord, ImportedSpeech};

/// The record below a heading: `title` with its date, `unnamed` for speakers whom the file does not name.
pub fn markdown_record(record: &ImportedRecord, title: &str, unnamed: &str) -> String {
    let mut out = format!("# {title}\n");
    for ImportedSpeech { speaker, start, paragraphs } in &record.speeches {
        let name = if speaker.is_empty() { unnamed } else { speaker };
        let time = start.map(|start| format!(" [{}]", written(start))).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n### {}{time}:", escaped(name));
        for paragraph in paragraphs {
            let _ = writeln!(out, "{}\n", escaped(paragraph));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// Text in which nothing is Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=' | '~' | ':' | '|');
        if begins || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '<' | '&') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    // A number and a full stop at the beginning would be a list.
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}
