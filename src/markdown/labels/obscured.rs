//! Finds labels with hidden parts, and labels within code. No headings are made in a text that has one, because the
//! words below it would be given to the speaker above.

use rustc_hash::FxHashMap;

use super::line::for_lines;
use crate::markdown::hidden::{code_end, last_runs, masked_length};

/// Reports whether a line is a label only because a hidden part in front of it or within it was masked. `find` returns
/// the length of a line's label; `shown` is the text with hidden parts masked.
pub(super) fn holds_hidden_label(shown: &str, start: usize, find: impl Fn(&str) -> Option<usize>) -> bool {
    let mut found = false;
    for_lines(shown, start, |_, line| {
        if found {
            return;
        }
        let Some(first) = masks(line).next() else { return };
        let mut bare = String::with_capacity(line.len());
        let mut copied = 0;
        for (at, length) in masks(line) {
            bare.push_str(&line[copied..at]);
            copied = at + length;
        }
        bare.push_str(&line[copied..]);
        let blanks = bare.len() - bare.trim_start().len();
        found = find(&bare[blanks..]).is_some_and(|length| blanks + length > first.0);
    });
    found
}

/// Positions and lengths of the masks on a line.
fn masks(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let places = memchr::memmem::find_iter(line.as_bytes(), b"<?");
    places.filter_map(|at| Some((at, masked_length(&line[at..])?)))
}

/// Positions of the lines that begin within code between backticks.
pub(super) fn lines_in_code(text: &str, start: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut paragraph: Option<(usize, usize)> = None;
    for_lines(text, start, |at, line| {
        if line.is_empty() {
            if let Some((from, to)) = paragraph.take() {
                code_lines(text, from, to, &mut found);
            }
        } else {
            let end = at + line.len();
            paragraph = Some(match paragraph {
                // A fence stands between two paragraphs.
                Some((from, to))
                    if !text[to..at].trim_matches(' ').contains("\n\n") && text[to..at].trim().is_empty() =>
                {
                    (from, end)
                }
                Some((from, to)) => {
                    code_lines(text, from, to, &mut found);
                    (at, end)
                }
                None => (at, end),
            });
        }
    });
    if let Some((from, to)) = paragraph {
        code_lines(text, from, to, &mut found);
    }
    found
}

fn code_lines(text: &str, from: usize, to: usize, found: &mut Vec<usize>) {
    let Some(first) = memchr::memchr(b'`', &text.as_bytes()[from..to]) else { return };
    let last: FxHashMap<usize, usize> = last_runs(text, from, to);
    let mut at = from + first;
    while let Some(step) = memchr::memchr2(b'`', b'\\', &text.as_bytes()[at..to]) {
        at += step;
        if text.as_bytes()[at] == b'\\' {
            at = (at + 2).min(to);
            continue;
        }
        let length = text.as_bytes()[at..to].iter().take_while(|byte| **byte == b'`').count();
        at += length;
        if last.get(&length).is_some_and(|last| *last >= at) {
            let end = code_end(text, at, to, length);
            found.extend(memchr::memchr_iter(b'\n', &text.as_bytes()[at..end]).map(|step| at + step + 1));
            at = end;
        }
    }
}
