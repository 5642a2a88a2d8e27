//! The dialect of Markdown, and limits for texts that are not given to the parser.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag};

use super::definition_signs::folded;
use super::neutral::{JOIN, Neutral, SIGN_BEFORE, SIGN_BEHIND};
use super::special_bytes::SPECIAL;
use crate::record::ReferenceDefinition;

/// CommonMark with the extensions that transcripts use. Mathematics and smart punctuation are off: `$5 … $10` are
/// prices, and quotation marks stay as the transcriber typed them.
pub(super) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_FOOTNOTES);

/// Events of the parser for a text. Link labels that the text does not define are looked up in the definitions of the
/// whole file, which are sorted by label.
pub(super) fn events<'a>(
    neutral: &'a Neutral<'_>,
    references: &'a [ReferenceDefinition],
) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
    let resolve = move |link: BrokenLink<'a>| {
        let label = folded(&link.reference);
        let found = references.binary_search_by(|definition| (*definition.label).cmp(&*label)).ok()?;
        let definition = &references[found];
        Some((CowStr::Borrowed(&definition.target), CowStr::Borrowed(&definition.title)))
    };
    let parser = Parser::new_with_broken_link_callback(&neutral.text, OPTIONS, Some(resolve));
    Events { inner: parser.into_offset_iter().peekable(), joined: neutral.joined }
}

/// Events of the parser with two changes: a block of raw HTML, which arrives line by line, is joined, and characters
/// inserted for the parser are removed.
struct Events<I: Iterator> {
    inner: Peekable<I>,
    joined: bool,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Events<I> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut event, mut range) = self.inner.next()?;
        if let Event::Html(first) = &event {
            let is_html = |next: &(Event<'a>, Range<usize>)| matches!(next.0, Event::Html(_));
            let mut all = String::new();
            while let Some((Event::Html(more), at)) = self.inner.next_if(is_html) {
                if all.is_empty() {
                    all.push_str(first);
                }
                all.push_str(&more);
                range.end = at.end;
            }
            if !all.is_empty() {
                event = Event::Html(all.into());
            }
        }
        if self.joined {
            event = without_joins(event);
        }
        Some((event, range))
    }
}

fn without_joins(event: Event<'_>) -> Event<'_> {
    let clean = |text: CowStr<'_>| -> CowStr<'static> {
        text.replace(JOIN, "").replace(SIGN_BEFORE, "").replace(SIGN_BEHIND, "").into()
    };
    let is_touched = |text: &str| text.contains([JOIN, '\u{4}']);
    match event {
        Event::Text(text) if is_touched(&text) => Event::Text(clean(text)),
        Event::Code(text) if is_touched(&text) => Event::Code(clean(text)),
        Event::Html(text) if is_touched(&text) => Event::Html(clean(text)),
        Event::InlineHtml(text) if is_touched(&text) => Event::InlineHtml(clean(text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: clean(dest_url), title: clean(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: clean(dest_url), title: clean(title), id })
        }
        other => other,
    }
}

/// Largest depth of nested containers; more is not found in transcripts and would only exhaust a browser.
const DEEPEST: usize = 60;
/// A longer run of opening brackets is not a link.
const MOST_BRACKETS: usize = 500;

/// Number of markup characters in a block beyond which it is shown as typed: the parser takes a hundred bytes for each.
const MOST_SIGNS: usize = 150_000;

/// Reports whether a text has so much markup that it is better shown as typed.
pub fn is_too_much(text: &str) -> bool {
    if lacks_cells(text) {
        return true;
    }
    if text.len() <= MOST_SIGNS {
        return false;
    }
    let within = text.bytes().filter(|byte| SPECIAL[*byte as usize]).count();
    let at_start = text.lines().filter(|line| line.trim_start().starts_with(['-', '+', '>', '#', ':', '=']));
    within + at_start.count() > MOST_SIGNS
}

/// Number of cells that may be missing from the rows of all tables of a block, plus three for each `|`: the parser
/// makes an empty cell of each missing one.
const MOST_MISSING: usize = 1_000;

/// Reports whether table rows lack more cells than would be in proportion to the text.
fn lacks_cells(text: &str) -> bool {
    let written = memchr::memchr_iter(b'|', text.as_bytes()).count();
    if written < 8 {
        return false;
    }
    let (mut width, mut missing) = (0, 0);
    for line in text.lines() {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        if bare.is_empty() {
            width = 0;
            continue;
        }
        let cells = memchr::memchr_iter(b'|', bare.as_bytes()).count();
        if is_row_of_hyphens(bare) {
            width = cells + 1;
        } else {
            missing += usize::saturating_sub(width, cells + 1);
        }
    }
    missing > MOST_MISSING + 3 * written
}

/// Reports whether a line, perhaps in a list, is the delimiter row of a table: `|:-|-|`.
fn is_row_of_hyphens(bare: &str) -> bool {
    bare.contains('|') && bare.contains('-') && bare.bytes().all(|byte| b"|-: \t+*.)0123456789>".contains(&byte))
}

/// Reports whether a text is so deeply nested, or has so much markup, that it is better shown as typed.
pub fn is_too_deep(text: &str) -> bool {
    is_too_much(text) || is_nested_too_deeply(text)
}

/// Reports whether quotations, lists or brackets are nested too deeply.
pub fn is_nested_too_deeply(text: &str) -> bool {
    let mut brackets = 0usize;
    for line in text.lines() {
        let mut markers = 0;
        let mut is_number = false;
        for byte in line.bytes() {
            match byte {
                b'>' | b'-' | b'*' | b'+' => markers += 1,
                b'.' | b')' if is_number => markers += 1,
                b' ' | b'\t' | b'0'..=b'9' => {}
                _ => break,
            }
            is_number = byte.is_ascii_digit();
        }
        // A rule of 80 hyphens is not nesting.
        let is_rule = line.trim().bytes().all(|b| matches!(b, b'-' | b' ' | b'*'));
        if markers > DEEPEST && !is_rule {
            return true;
        }
        for at in memchr::memchr2_iter(b'[', b']', line.as_bytes()) {
            match line.as_bytes()[at] {
                b'[' => brackets += 1,
                _ => brackets = brackets.saturating_sub(1),
            }
            if brackets > MOST_BRACKETS {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_has_an_end() {
        assert!(is_too_deep(&">".repeat(50_000)));
        assert!(is_too_deep(&"[".repeat(50_000)));
        assert!(is_too_deep(&format!("{}x", "- ".repeat(1000))));
        assert!(is_too_deep(&"1. ".repeat(100)) && !is_too_deep(&"1. ".repeat(50)));
        assert!(is_too_deep(&"*a* ".repeat(80_000)) && !is_too_deep(&"*a* ".repeat(70_000)));
        assert!(is_too_deep(&"- a\n".repeat(150_001)) && !is_too_deep(&"- a\n".repeat(150_000)));
        assert!(!is_too_deep(
            "> > quoted\n- - -\n--------------------------------------------------------------------------------\n[a] [b]"
        ));
    }

    #[test]
    fn a_table_whose_rows_lack_most_of_its_cells_is_too_much() {
        let table = |columns: usize, rows: usize, row: &str| {
            format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), row.repeat(rows))
        };
        assert!(is_too_deep(&table(1_000, 300, "||\n")) && is_too_deep(&table(60, 60, "a\n")));
        assert!(is_too_deep(&table(1_000, 300, "> ||\n").replace("|a|", "> |a|")));
        let full = format!("{}\n", "|b".repeat(1_000));
        for honest in [table(1_000, 100, &full), table(10, 200, "|b|c|\n"), table(3, 5_000, "|b|\n")] {
            assert!(!is_too_deep(&honest));
        }
        assert!(!is_too_deep(&format!("{}\n\n{}", table(30, 2, "|b|\n"), "A line.\n".repeat(1_000))));
    }
}
