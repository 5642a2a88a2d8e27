//! Markdown of a record for other programs: as written where every program reads it alike and nothing in it could do harm,
//! else written anew without raw HTML.

use std::borrow::Cow;

use super::definition_signs::typed;
use super::dialect::{events, is_too_deep};
use super::escaped_words::push_as_words;
use super::markdown_writer::{KeptEmphasis, MarkdownWriter, ResolveTarget, may_stay};
use super::neutral::neutralise;
use super::note_marks::{NoteMark, numbered, push_note_mark, split_mark};
use super::plain::{is_plain, plain_text_marked};
use crate::record::ReferenceDefinition;

/// Markdown with the words, emphasis and links of a text, without raw HTML, hidden text and link definitions. Links have the
/// schemes `http`, `https` or `mailto`, or the address that `resolve` gives for a relative target; others are words.
/// `references` are the definitions of the whole file. Marks of notes have their numbers: `[^1]`.
pub fn portable<'t>(markdown: &'t str, references: &[ReferenceDefinition], resolve: ResolveTarget<'_>) -> Cow<'t, str> {
    if is_plain(markdown) {
        return typed(markdown);
    }
    if is_too_deep(markdown) {
        return Cow::Owned(escaped_lines(&typed(markdown)));
    }
    let neutral = neutralise(markdown);
    let escapes = |text: &str| memchr::memchr_iter(b'\\', text.as_bytes()).count();
    // Other programs know neither the escapes that this one adds nor which definitions are words.
    let is_read_alike = escapes(&neutral.text) == escapes(markdown)
        && !markdown.contains('\u{7}')
        && memchr::memmem::find(markdown.as_bytes(), b"]:").is_none()
        && memchr::memmem::find(markdown.as_bytes(), b"[^").is_none();
    if is_read_alike && events(&neutral, references).all(|(event, range)| may_stay(&event, &range, &neutral.text)) {
        return with_note_marks(markdown);
    }
    // Emphasis that cannot be written so that it is read again would change the words.
    let words = |text: &str| -> String {
        let words = plain_text_marked(text, references).replace('\u{5}', "[^").replace('\u{6}', "]");
        words.split_whitespace().collect()
    };
    let write = |kept: KeptEmphasis| {
        let mut writer = MarkdownWriter::new(&neutral.text, resolve, kept);
        for (event, range) in events(&neutral, references) {
            writer.event(event, range);
        }
        writer.finish()
    };
    let said = words(markdown);
    let found = KeptEmphasis::ALL.into_iter().map(write).find(|written| words(written) == said);
    Cow::Owned(found.unwrap_or_else(|| escaped_lines(&plain_text_marked(markdown, references))))
}

/// Markdown that [`portable`] has made for a file, which may have been changed since: read again, with links to other hosts
/// alone. `notes` is the number of notes that marks may refer to.
pub fn portable_again(markdown: &str, notes: usize) -> String {
    // Control characters have a meaning of their own here.
    let clean: String =
        markdown.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    let marks: Vec<NoteMark> =
        note_marks(&clean).filter(|mark| (1..=notes).contains(&(mark.number as usize))).collect();
    portable(&numbered(&clean, &marks), &[], &|_| None).into_owned()
}

/// Marks such as `[^1]` that are not escaped, in order.
fn note_marks(markdown: &str) -> impl Iterator<Item = NoteMark> + '_ {
    markdown.match_indices("[^").filter_map(|(at, open)| {
        let inside = &markdown[at + open.len()..];
        let (number, _) = inside.split_once(']')?;
        let is_escaped = markdown[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let end = at + open.len() + number.len() + 1;
        let number = number.parse().ok().filter(|_| !is_escaped && !number.starts_with('+'))?;
        Some(NoteMark { at: (at..end).into(), number })
    })
}

/// The text with marks of notes as authors type them.
fn with_note_marks(text: &str) -> Cow<'_, str> {
    let Some(_) = split_mark(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, number, after)) = split_mark(rest) {
        out.push_str(before);
        push_note_mark(&mut out, number);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Lines of words in which nothing is markup.
fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        push_marked_words(&mut out, line.trim());
    }
    out
}

/// Appends words at the beginning of a line, in which only the marks of notes mean anything.
fn push_marked_words(out: &mut String, line: &str) {
    let mut is_first = true;
    for part in line.split_inclusive('\u{6}') {
        let (words, number) = match part.strip_suffix('\u{6}').and_then(|part| part.split_once('\u{5}')) {
            Some((words, number)) => (words, number.parse().unwrap_or(0)),
            None => (part, 0),
        };
        push_as_words(out, words, is_first);
        push_note_mark(out, number);
        is_first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        let resolve = |target: &str| (target == "b.md").then(|| "https://a.example/meetings/b/".to_owned());
        let written = portable(markdown, &[], &resolve);
        assert_eq!(written, expected, "{markdown:?}");
        assert_eq!(
            portable(&written, &[], &|_| None),
            written,
            "{markdown:?} is not the same when it is written again"
        );
    }

    #[test]
    fn text_that_every_program_reads_alike_stays_as_written() {
        for text in [
            "Good evening.",
            "So it is.\n\nAnd *not* otherwise, **ever**.",
            "- a\n- b\n\n> quoted",
            "see [it](https://a.example/x) or [ask](mailto:clerk@a.example)",
            "![The map](https://a.example/map.png)",
            "`a_b` and \\[laughs\\]",
            "**注意：**請",
            "#### Later\n\nwords",
            "| a | b |\n|---|---|\n| c | d |",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn raw_html_becomes_markdown_or_words() {
        check("<b>So</b> it is<br>then", "**So** it is\\\nthen");
        check("a <!-- secret --> b", "a  b");
        check("<script>steal()</script>x", "x");
        check("<p>one</p><p>two</p>", "one\n\ntwo");
        check("<a href=\"https://a.example/?q=1&amp;b\">x</a>", "[x](https://a.example/?q=1&amp;b)");
        check("<a href=\"javascript:steal()\">x</a>", "x");
        check("I heard <inaudible> then", "I heard \\<inaudible> then");
        check(
            "<iframe src=\"https://www.youtube-nocookie.com/embed/qsa\" title=\"A & B\"></iframe>\n\nSo.",
            "![A \\& B](https://www.youtube.com/watch?v=qsa)\n\nSo.",
        );
        check("<b onclick=\"steal()\">x", "**x**");
        check("- <b>a</b>\n- b\n  - <i>c</i>\n\n> 1. <b>d</b>", "- **a**\n- b\n  - *c*\n\n> 1. **d**");
    }

    #[test]
    fn links_lead_somewhere_safe_or_are_words() {
        check("[b](b.md) and [c](c.md)", "[b](https://a.example/meetings/b/) and c");
        check("[x](javascript:steal()) [y](tel:+1) ![z](data:steal)", "x y");
        check("<https://a.example/>", "[https://a.example/](https://a.example/)");
        check("![the plan](b.md)", "![the plan](https://a.example/meetings/b/)");
    }

    #[test]
    fn what_only_this_program_reads_as_words_is_escaped() {
        check("5~10 and 6~7", "5\\~10 and 6\\~7");
        check("2012. That's *correct*", "2012\\. That's *correct*");
        check("[Ben]: Aye.", "\\[Ben\\]: Aye.");
        check("so\n---", "so");
        check("## So", "#### So");
    }

    #[test]
    fn what_comes_from_a_file_is_made_safe_again() {
        let check = |markdown: &str, expected: &str| assert_eq!(portable_again(markdown, 2), expected, "{markdown:?}");
        check("So[^1] it[^3] is\\[^2] *so*.", "So[^1] it\\[^3\\] is\\[^2\\] *so*.");
        check("a <script>steal()</script>[x](javascript:steal()) \u{2}b\u{3}", "a x  b");
        check("So:\n\t1.\tone", "So:\n\t1.\tone");
        check("> a,<br>\n> b<br>\n\nc", "> a,\\\n> b\n\nc");
        check("[x]: https://a.example/\n\n[x]", "\\[x\\]: https://a.example/\n\n\\[x\\]");
        check("## Ann:\nwords", "#### Ann:\n\nwords");
    }

    #[test]
    fn marks_of_notes_have_their_numbers() {
        let marked =
            crate::markdown::numbered("So[^a] *it* is", &[crate::markdown::NoteMark { at: (2..6).into(), number: 12 }]);
        assert_eq!(portable(&marked, &[], &|_| None), "So[^12] *it* is");
        let marked = crate::markdown::numbered(
            "<b>So</b>[^a] it",
            &[crate::markdown::NoteMark { at: (9..13).into(), number: 3 }],
        );
        assert_eq!(portable(&marked, &[], &|_| None), "**So**[^3] it");
    }
}
