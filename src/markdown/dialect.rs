//! Which Markdown is read, and what is taken out of its way first.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Options, Parser};

use crate::record::ReferenceDefinition;

/// CommonMark with the extensions transcripts use. Mathematics and smart punctuation stay off: `$5 … $10` are prices,
/// and quotation marks are the transcriber's.
pub(super) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_FOOTNOTES);

/// A parser over text that [`neutralise`] has seen. Link labels that the text does not define are looked up among the
/// definitions of the whole file.
pub(super) fn parser<'a>(
    text: &'a str,
    references: &'a [ReferenceDefinition],
) -> Parser<'a, impl FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)>> {
    let resolve = move |link: BrokenLink<'a>| {
        let label = link.reference.to_lowercase();
        let definition = references.iter().find(|definition| *definition.label == *label)?;
        Some((CowStr::Borrowed(&definition.target), CowStr::Borrowed(&definition.title)))
    };
    Parser::new_with_broken_link_callback(text, OPTIONS, Some(resolve))
}

/// The link reference definitions in a text.
pub fn reference_definitions(text: &str) -> Vec<ReferenceDefinition> {
    if !text.contains("]:") {
        return Vec::new();
    }
    let neutral = neutralise(text);
    let parser = Parser::new_ext(&neutral, OPTIONS);
    let mut definitions: Vec<ReferenceDefinition> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| ReferenceDefinition {
            label: label.to_lowercase().into(),
            target: definition.dest.as_ref().into(),
            title: definition.title.as_deref().unwrap_or_default().into(),
        })
        .collect();
    // The parser keeps them in a hash map.
    definitions.sort_by(|a, b| a.label.cmp(&b.label));
    definitions
}

/// Containers nested deeper than this are no transcript, and would only exhaust a browser.
const DEEPEST: usize = 60;
/// More opening brackets than this in a row of text are no links.
const MOST_BRACKETS: usize = 500;

/// Whether a text nests quotations, lists or brackets so deeply that it is better shown as it was typed.
pub fn is_too_deep(text: &str) -> bool {
    let mut brackets = 0usize;
    for line in text.lines() {
        let mut markers = 0;
        for byte in line.bytes() {
            match byte {
                b'>' | b'-' | b'*' | b'+' => markers += 1,
                b' ' | b'\t' => {}
                _ => break,
            }
        }
        // A rule of 80 hyphens is no nesting.
        let is_rule = line.trim().bytes().all(|b| matches!(b, b'-' | b' ' | b'*'));
        if markers > DEEPEST && !is_rule {
            return true;
        }
        for byte in line.bytes() {
            match byte {
                b'[' => brackets += 1,
                b']' => brackets = brackets.saturating_sub(1),
                _ => continue,
            }
            if brackets > MOST_BRACKETS {
                return true;
            }
        }
    }
    false
}

/// Escapes what CommonMark would read as markup and a transcriber did not mean:
///
/// - `~~~~` opens no code block, and a single `~` (as in `5~10`) strikes nothing out;
/// - `____` and longer runs are blanks to fill in, `****` are asterisks;
/// - a fence of backticks that is never closed, or a comment that is never closed, hides nothing below it;
/// - a long number at the start of a line (`2012. That's correct`) opens no list.
pub(super) fn neutralise(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let suspicious = memchr::memchr3(b'~', b'_', b'*', bytes).is_some()
        || memchr::memchr2(b'`', b'<', bytes).is_some()
        || text.lines().any(|line| year_at_start(line).is_some());
    if !suspicious {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut escape = |out: &mut String, at: usize| {
        out.push_str(&text[copied..at]);
        out.push('\\');
        copied = at;
    };
    let mut open_fence: Option<usize> = None;
    let last_comment_end = memchr::memmem::rfind(bytes, b"-->");
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let ticks = line[indentation..].bytes().take_while(|b| *b == b'`').count();
        if let Some(fence) = open_fence {
            if indentation < 4 && ticks >= fence && line[indentation + ticks..].trim().is_empty() {
                open_fence = None;
            }
            continue;
        }
        if indentation < 4 && ticks >= 3 && !line[indentation + ticks..].contains('`') {
            if fence_closes(&text[offset..], ticks) {
                open_fence = Some(ticks);
            } else {
                for tick in 0..ticks {
                    escape(&mut out, start + indentation + tick);
                }
            }
            continue;
        }
        if let Some(dot) = year_at_start(line) {
            escape(&mut out, start + dot);
        }
        let line_bytes = line.as_bytes();
        let mut at = 0;
        while at < line_bytes.len() {
            let byte = line_bytes[at];
            let run = match byte {
                b'~' | b'_' | b'*' => line_bytes[at..].iter().take_while(|b| **b == byte).count(),
                b'\\' => {
                    at += 2;
                    continue;
                }
                b'<' if line[at..].starts_with("<!--") && last_comment_end.is_none_or(|end| end < start + at) => {
                    escape(&mut out, start + at);
                    1
                }
                _ => 1,
            };
            let blank = match byte {
                b'~' => run != 2,
                b'_' => run >= 3,
                b'*' => run >= 4 && line.trim().bytes().any(|b| b != b'*'),
                _ => false,
            };
            if blank {
                for step in 0..run {
                    escape(&mut out, start + at + step);
                }
            }
            at += run;
        }
    }
    if copied == 0 && out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The offset of the `.` or `)` after a number of three digits or more at the start of a line.
fn year_at_start(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches([' ', '>']);
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits >= 3 && trimmed[digits..].starts_with(['.', ')']);
    is_year.then(|| line.len() - trimmed.len() + digits)
}

fn fence_closes(rest: &str, ticks: usize) -> bool {
    rest.lines().any(|line| {
        let line = line.trim();
        line.len() >= ticks && line.bytes().all(|b| b == b'`')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, neutral: &str) {
        assert_eq!(neutralise(text), neutral, "{text:?}");
    }

    #[test]
    fn blanks_and_prices_are_no_markup() {
        check("~~~~\nsaid", "\\~\\~\\~\\~\nsaid");
        check("5~10 or 20~30", "5\\~10 or 20\\~30");
        check("a ~~struck~~ word", "a ~~struck~~ word");
        check("my name is ____, and", "my name is \\_\\_\\_\\_, and");
        check("**bold** and *soft*", "**bold** and *soft*");
        check("***", "***");
        check("what the f****", "what the f\\*\\*\\*\\*");
    }

    #[test]
    fn a_year_opens_no_list() {
        check("2012. That's correct", "2012\\. That's correct");
        check("12. The twelfth", "12. The twelfth");
    }

    #[test]
    fn what_is_never_closed_hides_nothing() {
        check("```\ncode", "\\`\\`\\`\ncode");
        check("```\ncode ~\n```\n", "```\ncode ~\n```\n");
        check("a <!-- b", "a \\<!-- b");
        check("a <!-- b -->", "a <!-- b -->");
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(is_too_deep(&">".repeat(50_000)));
        assert!(is_too_deep(&"[".repeat(50_000)));
        assert!(is_too_deep(&format!("{}x", "- ".repeat(1000))));
        assert!(!is_too_deep(
            "> > quoted\n- - -\n--------------------------------------------------------------------------------\n[a] [b]"
        ));
    }
}
