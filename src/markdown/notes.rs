//! Footnotes. A mark in one speech may refer to a note anywhere in the file, and notes are not part of any speech. So
//! they are removed before the file is split at its headings, and each mark becomes a number between two control
//! characters, which no text contains and which all readers of Markdown here recognise.

use rustc_hash::FxHashMap;

use super::code_fences::{fence_end, fence_end_of_page, line_end};
use super::hidden::{code_end, last_runs};
use super::labels::label_of;
use super::note_marks::{NoteMark, encoded};
use crate::config::Labels;
use crate::record::TextRange;

/// A note of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNote {
    /// Markdown of the note, with marks as numbers.
    pub text: String,
    /// Position in bytes.
    pub at: usize,
}

/// Notes of a file, and their marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// In the order of their first marks; notes without a mark come last.
    pub notes: Vec<FoundNote>,
    /// Number of notes that have a mark.
    pub used: usize,
    /// Lines that contain notes.
    pub lines: Vec<TextRange>,
    /// Marks in the order of the text.
    pub marks: Vec<NoteMark>,
    /// Positions and lengths of marks without a note.
    pub without_note: Vec<(usize, usize)>,
    /// Positions of notes whose label an earlier note has.
    pub twice: Vec<usize>,
}

/// Finds the notes of a text, from byte `start` on. A line that names a speaker, as `labels` says, ends a note; a page has no
/// labels.
pub fn notes(text: &str, start: usize, labels: Option<Labels>) -> Notes {
    let mut found = Notes::default();
    if memchr::memmem::find(&text.as_bytes()[start..], b"[^").is_none() {
        return found;
    }
    let (definitions, marks) = scan(text, start, labels);
    let mut by_label: FxHashMap<String, usize> = FxHashMap::default();
    for (index, definition) in definitions.iter().enumerate() {
        found.lines.push((definition.start..definition.end).into());
        if by_label.contains_key(&definition.label) {
            found.twice.push(definition.start);
        } else {
            by_label.insert(definition.label.clone(), index);
        }
    }
    let mut numbers = vec![0u32; definitions.len()];
    let mut order: Vec<usize> = Vec::new();
    let mut number = |label: &str, order: &mut Vec<usize>| {
        let index = *by_label.get(&label.to_lowercase())?;
        if numbers[index] == 0 {
            order.push(index);
            numbers[index] = order.len() as u32;
        }
        Some(numbers[index])
    };
    for (from, to) in marks {
        match number(&text[from + 2..to - 1], &mut order) {
            Some(number) if encoded(number, to - from).is_some() => {
                found.marks.push(NoteMark { at: (from..to).into(), number });
            }
            _ => found.without_note.push((from, to - from)),
        }
    }
    let mut texts: Vec<Option<String>> = vec![None; definitions.len()];
    let (mut next, mut rest) = (0, 0);
    loop {
        // Notes with marks, in order; a note may contain marks of others. Then the remaining notes.
        let index = match order.get(next) {
            Some(index) => {
                next += 1;
                *index
            }
            None => {
                found.used = found.used.max(if rest == 0 { next } else { 0 });
                let Some(left) = (rest..definitions.len()).find(|index| texts[*index].is_none()) else { break };
                rest = left + 1;
                order.push(left);
                next += 1;
                left
            }
        };
        let definition = &definitions[index];
        let mut written = String::new();
        let mut copied = 0;
        for (from, to) in marks_in(&definition.text) {
            if let Some(code) = number(&definition.text[from + 2..to - 1], &mut order).and_then(|n| encoded(n, 16)) {
                written.push_str(&definition.text[copied..from]);
                written.push_str(&code);
                copied = to;
            } else {
                found.without_note.push((definition.start, 1));
            }
        }
        written.push_str(&definition.text[copied..]);
        texts[index] = Some(written);
    }
    found.notes = order
        .iter()
        .filter_map(|index| Some(FoundNote { text: texts[*index].take()?, at: definitions[*index].start }))
        .collect();
    found
}

struct Definition {
    label: String,
    text: String,
    start: usize,
    end: usize,
}

/// Reads the lines: the definitions of notes, and the marks outside code.
fn scan(text: &str, start: usize, labels: Option<Labels>) -> (Vec<Definition>, Vec<(usize, usize)>) {
    let (mut definitions, mut marks) = (Vec::new(), Vec::new());
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let bare = line.trim();
        let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
        if ticks >= 3
            && !bare[ticks..].contains('`')
            && let Some(close) = if labels.is_some() { fence_end } else { fence_end_of_page }(text, end, ticks)
        {
            at = close;
            continue;
        }
        if let Some((label, first)) = definition(line) {
            let close = definition_end(text, end, labels);
            let mut note = first.to_owned();
            for more in text[end..close].lines() {
                note.push('\n');
                note.push_str(without_indentation(unquoted(more)));
            }
            let label = label.to_lowercase();
            definitions.push(Definition { label, text: note.trim_end().to_owned(), start: at, end: close });
            at = close;
            continue;
        }
        if memchr::memmem::find(line.as_bytes(), b"[^").is_some() {
            marks.extend(marks_in(line).map(|(from, to)| (at + from, at + to)));
        }
        at = end;
    }
    (definitions, marks)
}

/// Label and first words of a note that begins on a line.
fn definition(line: &str) -> Option<(&str, &str)> {
    let bare = unquoted(line);
    let bare =
        bare.strip_prefix("   ").or_else(|| bare.strip_prefix("  ")).or_else(|| bare.strip_prefix(' ')).unwrap_or(bare);
    let rest = bare.strip_prefix("[^")?;
    let (label, text) = rest.split_once("]:")?;
    is_label(label).then_some((label, text.trim()))
}

/// Removes the quotation mark `>` from the beginning of a line.
fn unquoted(line: &str) -> &str {
    let trimmed = line.trim_start_matches(' ');
    match trimmed.strip_prefix('>') {
        Some(rest) if line.len() - trimmed.len() < 4 => rest.strip_prefix(' ').unwrap_or(rest),
        _ => line,
    }
}

fn without_indentation(line: &str) -> &str {
    let spaces = line.bytes().take(4).take_while(|byte| *byte == b' ').count();
    line.strip_prefix('\t').unwrap_or(&line[spaces..])
}

fn is_label(label: &str) -> bool {
    (1..=64).contains(&label.len())
        && !label.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']' | '^' | '`'))
}

/// End of a note: an empty line not followed by an indented one, a heading, a line that names a speaker, or the next
/// note.
fn definition_end(text: &str, from: usize, labels: Option<Labels>) -> usize {
    let mut end = from;
    let mut at = from;
    let mut after_gap = false;
    while at < text.len() {
        let next = line_end(text, at);
        let line = unquoted(&text[at..next]);
        if line.trim().is_empty() {
            after_gap = true;
            at = next;
            continue;
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        let begins_other = line.starts_with('#')
            || line.starts_with("```")
            || definition(line).is_some()
            || labels.is_some_and(|labels| label_of(line.trim_end(), labels).is_some());
        if !indented && (after_gap || begins_other) {
            break;
        }
        at = next;
        end = next;
    }
    end
}

/// Marks on a line or in a note, outside code.
fn marks_in(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    let mut runs: Option<FxHashMap<usize, usize>> = None;
    std::iter::from_fn(move || {
        while let Some(step) = memchr::memchr3(b'[', b'`', b'\\', &line.as_bytes()[at..]) {
            at += step;
            match line.as_bytes()[at] {
                b'\\' => at += 1 + line[at + 1..].chars().next().map_or(0, char::len_utf8),
                b'`' => {
                    let length = line.as_bytes()[at..].iter().take_while(|byte| **byte == b'`').count();
                    let last = runs.get_or_insert_with(|| last_runs(line, at, line.len()));
                    at += length;
                    if last.get(&length).is_some_and(|last| *last >= at) {
                        at = code_end(line, at, line.len(), length);
                    }
                }
                _ => {
                    let from = at;
                    at += 1;
                    let Some(inside) = line[at..].strip_prefix('^') else { continue };
                    let Some(close) = inside.bytes().take(65).position(|byte| byte == b']') else { continue };
                    if is_label(&inside[..close]) && !inside[close + 1..].starts_with('(') {
                        at = from + 2 + close + 1;
                        return Some((from, at));
                    }
                }
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::note_marks::{marked, numbered, without_marks};
    use super::*;

    #[test]
    fn code_of_a_page_may_show_how_a_record_is_written() {
        let text = "# P\n```markdown\n### Ben:\nThe count[^a].\n\n[^b]: Seven.\n```\nA[^c].\n\n[^c]: Note.\n";
        let found = notes(text, 0, None);
        assert_eq!((found.notes.len(), found.marks.len(), found.without_note.len()), (1, 1, 0), "{found:?}");
        assert_eq!(notes(text, 0, Some(Labels::Headings)).notes.len(), 2, "a speaker ends a fence that was left open");
    }

    #[test]
    fn a_mark_finds_its_note_wherever_it_stands() {
        let text = "### A[^n]:\nThe count[^b] and `[^b]`, [^x] \\[^b].\n\n[^a]: Unused.\n\n[^b]: Seven\nto six[^n].\n\n    More.\n\n### B:\nAgain[^B].\n[^n]: Late.\n[^b]: Twice.\n";
        let found = notes(text, 0, Some(Labels::Headings));
        let texts: Vec<String> = found.notes.iter().map(|note| without_marks(&note.text).into_owned()).collect();
        assert_eq!(texts, ["Late.", "Seven\nto six.\n\nMore.", "Unused.", "Twice."]);
        assert_eq!(found.marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), [1, 2, 2]);
        assert_eq!((found.used, found.without_note.len(), found.twice.len()), (2, 1, 1));
        assert_eq!(marked(&found.notes[1].text), [1]);
        let shown = numbered(text, &found.marks);
        assert_eq!(shown.len(), text.len());
        assert!(without_marks(&shown).starts_with("### A:\nThe count and `[^b]`, [^x] \\[^b]."), "{shown}");
        assert_eq!(marked(&shown), [1, 2, 2]);
    }

    #[test]
    fn a_line_that_names_a_speaker_ends_a_note() {
        for (text, labels) in [
            ("[^1]: Counted\ntwice.\nBen Ode: I object.\n", Labels::Line),
            ("[^1]: Counted\ntwice.\n**Ben Ode:** I object.\n", Labels::Bold),
        ] {
            assert_eq!(notes(text, 0, Some(labels)).notes[0].text, "Counted\ntwice.", "{labels:?}");
            assert!(notes(text, 0, Some(Labels::Headings)).notes[0].text.contains("Ben Ode"), "{labels:?}");
        }
    }

    #[test]
    fn notes_may_stand_in_quotations_and_marks_may_be_cut() {
        let text = "> a[^1]\n>\n> [^1]: b\n> c\n";
        let found = notes(text, 0, Some(Labels::Headings));
        assert_eq!(found.notes[0].text, "b\nc");
        assert_eq!(without_marks("a\u{2}0"), "a");
        assert_eq!(notes("nothing [a]: b", 0, Some(Labels::Headings)), Notes::default());
        for text in ["[^a]: ", "[^a]:\n    [^a]", "`[^", "[^1][^1]\n[^1]: x\n"] {
            notes(&text.repeat(3000), 0, Some(Labels::Line));
        }
    }
}
