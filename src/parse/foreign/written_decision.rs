//! Lines of a decision in the format of this program: its word and wording, its result, and the names of each side.

use super::imported_record::ImportedDecision;
use super::inline_markdown::escaped;
use crate::markdown::labels::looks_like_name;
use crate::parse::decisions::NAME_JOINERS;
use crate::record::Side;

/// Length of a line of names, in bytes, after which the names go on in the next line.
const LONGEST_LINE: usize = 8_000;

/// Lines without the marks of a quotation.
pub(super) fn decision_lines(decision: &ImportedDecision) -> Vec<String> {
    if !decision.lines.is_empty() {
        return decision.lines.iter().map(|line| line.as_str().to_owned()).collect();
    }
    let wording = decision.wording.as_str();
    let space = if wording.is_empty() { "" } else { " " };
    let mut lines = vec![format!("**{}:**{space}{wording}", escaped(&decision.word))];
    lines.extend(result(decision));
    for (side, names) in &decision.names {
        names_lines(*side, names, &mut lines);
    }
    lines.extend(decision.remarks.iter().map(|remark| escaped(remark)));
    lines
}

/// `Carried, ayes 161, noes 349.`
fn result(decision: &ImportedDecision) -> Option<String> {
    let counts = decision.counts.iter().map(|(side, count)| {
        let word = match side {
            Side::For => "ayes",
            Side::Against => "noes",
            Side::Abstaining => "abstaining",
            Side::Recused => "recused",
            Side::Absent => "absent",
        };
        match side {
            Side::For | Side::Against => format!("{word} {count}"),
            Side::Abstaining | Side::Recused | Side::Absent => format!("{count} {word}"),
        }
    });
    let parts: Vec<String> = decision.outcome.map(str::to_owned).into_iter().chain(counts).collect();
    let line = parts.join(", ");
    let mut signs = line.chars();
    let first = signs.next()?;
    Some(format!("{}{}.", first.to_uppercase(), signs.as_str()))
}

/// The names of a side. Those that would not be read as names stand on a line of words.
fn names_lines(side: Side, names: &[String], lines: &mut Vec<String>) {
    let word = match side {
        Side::For => "For",
        Side::Against => "Against",
        Side::Abstaining => "Abstaining",
        Side::Recused => "Recused",
        Side::Absent => "Absent",
    };
    let (mut readable, other): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_readable(name));
    // At the beginning of a line, two names with “and” between them are two.
    readable.sort_by_key(|name| NAME_JOINERS.iter().any(|and| name.contains(and)));
    let separator = if readable.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    let mut line = format!("{word}: ");
    for (at, name) in readable.iter().enumerate() {
        if line.len() > LONGEST_LINE {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push_str(separator);
        }
        line.push_str(name);
        let is_last = at + 1 == readable.len();
        let is_joined = NAME_JOINERS.iter().any(|and| name.contains(and));
        if (!is_last && line.len() > LONGEST_LINE) || (is_last && is_joined) {
            line.push_str(separator.trim_end());
        }
    }
    if !readable.is_empty() {
        lines.push(line);
    }
    if !other.is_empty() {
        let names: Vec<String> = other.iter().map(|name| escaped(name)).collect();
        lines.push(format!("{word}, by name: {}", names.join("; ")));
    }
}

/// Reports whether a list of names is read with this name as it is.
fn is_readable(name: &str) -> bool {
    !name.is_empty()
        && looks_like_name(name)
        && name.trim() == name
        && !name.contains(['[', ']', '<', '`', '\\', '&', '|', ';', '、', '。', '；'])
        && !name.contains(char::is_control)
}
