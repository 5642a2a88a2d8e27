//! Plain text of Markdown: without markup, with entities and escapes decoded.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::definition_signs::typed;
use super::dialect::{events, is_too_deep};
use super::elements::{ElementKind, element};
use super::info_line::shown_info;
use super::neutral::neutralise;
use super::note_marks::{split_mark, without_marks};
use super::special_bytes::SPECIAL;
use super::tags::{HtmlPiece, pieces};
use crate::record::ReferenceDefinition;
use crate::text::{is_cjk, printable, text_lines};

/// Reports whether a text contains no markup, so that it is its own plain text.
///
/// Only bytes that could begin markup anywhere are looked for; markup at the beginning of a line is checked separately.
/// Most text of transcripts passes, and then the parser is not needed.
pub fn is_plain(text: &str) -> bool {
    !has_special(text.as_bytes()) && text_lines(text).all(line_is_plain)
}

/// Reports whether any byte can begin markup. All of these are ASCII, so that eight bytes of other scripts are passed over
/// at once.
fn has_special(bytes: &[u8]) -> bool {
    const NOT_ASCII: u64 = u64::from_ne_bytes([0x80; 8]);
    let special = |bytes: &[u8]| bytes.iter().any(|byte| SPECIAL[usize::from(*byte)]);
    let (eights, rest) = bytes.as_chunks::<8>();
    eights.iter().any(|eight| u64::from_ne_bytes(*eight) & NOT_ASCII != NOT_ASCII && special(eight)) || special(rest)
}

/// Reports whether a line begins no block and does not end in a hard break.
fn line_is_plain(line: &str) -> bool {
    match line.as_bytes().first() {
        None => true,
        Some(b'#' | b'>' | b'-' | b'+' | b'=' | b' ' | b':' | b'0'..=b'9') => {
            // A number is markup only as `1.` or `1)`.
            line.as_bytes()[0].is_ascii_digit()
                && !line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
                && !line.ends_with(' ')
        }
        Some(_) => !line.ends_with(' '),
    }
}

/// Plain text, with blocks separated by a space.
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::new();
    push_plain_text(&mut out, markdown, &[], usize::MAX);
    out
}

/// Plain text with marks of notes, each as a number between U+0005 and U+0006. `references` are those of the whole record: of a
/// link that names one only the words are kept.
pub fn plain_text_marked(markdown: &str, references: &[ReferenceDefinition]) -> String {
    let mut out = String::new();
    push(&mut out, markdown, references, usize::MAX, false, true);
    out
}

/// Appends plain text until `out` holds about `limit` bytes.
pub fn push_plain_text(out: &mut String, markdown: &str, references: &[ReferenceDefinition], limit: usize) {
    push(out, markdown, references, limit, false, false);
}

/// Appends plain text, each paragraph on a line of its own.
pub fn push_paragraphs(out: &mut String, markdown: &str, references: &[ReferenceDefinition]) {
    end_line(out);
    push(out, markdown, references, usize::MAX, true, false);
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

fn push(out: &mut String, markdown: &str, references: &[ReferenceDefinition], limit: usize, lines: bool, marks: bool) {
    // What is nested too deeply is shown as typed. The parser would take a hundred times its length in memory.
    if is_plain(markdown) || is_too_deep(markdown) {
        for line in text_lines(&typed(markdown)) {
            if !line.is_empty() {
                join(out, line);
            } else if lines {
                end_line(out);
            }
            if out.len() >= limit {
                return;
            }
        }
        if lines {
            out.truncate(out.trim_end().len());
        }
        return;
    }
    if let Some(words) = words_of_decision(markdown) {
        return push(out, &words, references, limit, lines, marks);
    }
    let neutral = neutralise(markdown);
    let mut muted = 0;
    for (event, _) in events(&neutral, references) {
        match event {
            Event::Start(Tag::Image { .. }) => muted += 1,
            Event::End(TagEnd::Image) => muted -= 1,
            _ if muted > 0 => {}
            Event::Text(text) if marks => push_marked(out, &text),
            Event::Text(text) | Event::Code(text) => out.push_str(&without_marks(&text)),
            Event::Html(html) | Event::InlineHtml(html) => raw(out, &html),
            Event::End(TagEnd::TableCell) => cell(out),
            Event::SoftBreak | Event::HardBreak => space(out),
            Event::Start(tag) if begins_block(&tag) => {
                part(out, lines);
                if let Some(info) = shown_info(&tag) {
                    out.push_str(&without_marks(info));
                    part(out, lines);
                }
            }
            Event::End(end) if ends_block(end) => part(out, lines),
            Event::Rule => part(out, lines),
            _ => {}
        }
        if out.len() >= limit {
            break;
        }
    }
    out.truncate(out.trim_end().len());
}

/// The words of a blockquote or paragraph whose only markup is the bold text at its beginning, as most decisions are written;
/// none for any other text.
fn words_of_decision(markdown: &str) -> Option<String> {
    let markdown = markdown.trim_end_matches('\n');
    let (quote, inside) = match markdown.strip_prefix("> ") {
        Some(inside) => ("> ", inside),
        None => ("", markdown),
    };
    let (bold, rest) = inside.strip_prefix("**")?.split_once("**")?;
    let is_bold = !bold.is_empty() && !bold.starts_with(char::is_whitespace) && !bold.ends_with(char::is_whitespace);
    // Only before white space are the asterisks certain to close the bold text.
    if !is_bold || !rest.starts_with([' ', '\n']) || bold.contains('\n') {
        return None;
    }
    let mut words = String::with_capacity(markdown.len());
    for (number, line) in rest.split('\n').enumerate() {
        if number == 0 {
            words.push_str(bold);
            words.push_str(line);
        } else {
            words.push('\n');
            words.push_str(line.strip_prefix(quote).filter(|line| !line.is_empty())?);
        }
    }
    is_plain(&words).then_some(words)
}

fn push_marked(out: &mut String, mut text: &str) {
    while let Some((before, number, after)) = split_mark(text) {
        out.push_str(before);
        out.push_str(&format!("\u{5}{number}\u{6}"));
        text = after;
    }
    out.push_str(text);
}

/// Reports whether a block may begin directly after words: one within a list item.
fn begins_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock)
        || matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item)
}

fn ends_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::BlockQuote(_))
        || matches!(end, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow)
}

/// Appends a separator: a line end or a space.
fn part(out: &mut String, lines: bool) {
    if lines { end_line(out) } else { space(out) }
}

/// Appends a separator of cells, which stand apart in every script.
fn cell(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

/// Appends a line break: a space, except between characters that are written without spaces.
fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(is_cjk) && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

/// Appends the words of raw HTML.
fn raw(out: &mut String, html: &str) {
    for piece in pieces(html) {
        match piece {
            HtmlPiece::Text(text) => out.push_str(&decode_entities(&without_marks(text))),
            HtmlPiece::Open { name, .. } | HtmlPiece::Close { name } if name.eq_ignore_ascii_case("br") => space(out),
            HtmlPiece::Open { name, .. } | HtmlPiece::Close { name } if element(name) == Some(ElementKind::Block) => {
                space(out);
            }
            HtmlPiece::Open { .. } | HtmlPiece::Close { .. } | HtmlPiece::Hidden(_) => {}
        }
    }
}

fn join(out: &mut String, line: &str) {
    let space = out.chars().next_back().is_some_and(|before| !(is_cjk(before) || matches!(before, ' ' | '\n')));
    if space {
        out.push(' ');
    }
    out.push_str(line);
}

/// Longest character reference of HTML, in bytes with its `&` and `;`.
const LONGEST_REFERENCE: usize = 34;

/// Decodes the character references of a text in HTML. Those of characters that no page may contain become U+FFFD.
pub fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        let length = match end.filter(|end| push_entity(&mut out, &rest[..=*end])) {
            Some(end) => end + 1,
            None => {
                out.push('&');
                1
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Appends the characters of a reference such as `&amp;`; returns false if it stands for none. Only the references that
/// this program writes are known here; for all others the Markdown parser has a table.
fn push_entity(out: &mut String, entity: &str) -> bool {
    let name = &entity[1..entity.len() - 1];
    let common = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => None,
    };
    if let Some(c) = common {
        out.push(c);
        return true;
    }
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
        return false;
    }
    let decoded = Parser::new(entity).find_map(|event| match event {
        Event::Text(text) if *text != *entity => Some(text),
        _ => None,
    });
    out.extend(decoded.iter().flat_map(|decoded| decoded.chars()).map(printable));
    decoded.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_a_reader_sees_them() {
        let check = |markdown: &str, words: &str| assert_eq!(plain_text(markdown), words, "{markdown:?}");
        check("他說 &quot;好&quot; &amp; \\[laughs\\]", "他說 \"好\" & [laughs]");
        check("**Question::** why [so](https://a.example)?", "Question:: why so?");
        check("一\n二\n\nthree\nfour", "一二three four");
        check("![a picture](a.png)", "");
        check("<b>五</b> six", "五 six");
        check("2012. That's correct", "2012. That's correct");
        check("| Ship | Berth |\n|--|--|\n| Alba | Four |\n\nThen.", "Ship Berth Alba Four Then.");
        check("| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |", "甲 乙 丙 丁");
        check("- a\n  - b\n    > c\n- d", "a b c d");
        check("alpha<br>beta", "alpha beta");
        check("<ul><li>a</li><li>b</li></ul>", "a b");
        check("I heard <inaudible> and <name withheld>.", "I heard <inaudible> and <name withheld>.");
        check("a <!-- b\n\nc --> d", "a d");
        check("**公共照顧（care）**帶，10**6", "公共照顧（care）帶，10**6");
    }

    #[test]
    fn paragraphs_keep_apart_what_nobody_said_in_one_breath() {
        let check = |markdown: &str, words: &str| {
            let mut out = String::from("before");
            push_paragraphs(&mut out, markdown, &[]);
            assert_eq!(out, format!("before\n{words}"), "{markdown:?}");
        };
        check("一\n二\n\nthree\nfour", "一二\nthree four");
        check("*一*\n二\n\nthree\nfour", "一二\nthree four");
        check("> (Applause)", "(Applause)");
        check("- one\n- two &amp; three", "one\ntwo & three");
    }

    #[test]
    fn words_of_decisions_are_those_that_the_parser_finds() {
        let parsed = |markdown: &str| {
            // A link without an address is markup, and changes no word.
            let marked = format!("{}[](https://a.example)", markdown.trim_end());
            assert!(words_of_decision(&marked).is_none());
            plain_text(&marked)
        };
        for markdown in [
            "> **Decision:** The fare is two marks.\n> Carried, 2 to 1.",
            "**Decision:** The fare is two\nmarks",
            "> **決議：** 通過。\n> 贊成：林岳美\n> 反對：無",
            "> **Vote**\n> For: Ann Lee",
            "> **A:** 4. Four",
            "**A:** four\n",
        ] {
            assert!(words_of_decision(markdown).is_some(), "{markdown:?}");
            assert_eq!(plain_text(markdown), parsed(markdown), "{markdown:?}");
        }
        for markdown in [
            "> **決議：**通過。",
            "> ** a:** b",
            "> **a: ** b",
            "> **a:** b\nc",
            "> **a:** b\n> - c",
            "> **a:** b\n>\n> c",
            "> **a:** b  \n> c",
            "> **a:** *b*",
            "> **a:** b\n> > c",
            "**a** b\n\n    c",
            "> **a\n> b** c",
        ] {
            assert!(words_of_decision(markdown).is_none(), "{markdown:?}");
        }
    }

    #[test]
    fn plain_lines_are_told_from_markup() {
        for plain in ["大家好。", "Hello there.\nSecond line", "2012 was", "（笑）", "It cost 5.", ""] {
            assert!(is_plain(plain), "{plain:?}");
        }
        for marked in
            ["a *b*", "- item", "1. item", "> quote", "    code", "a  \nb", "# h", "&amp;", "text\n---", "a ~b~"]
        {
            assert!(!is_plain(marked), "{marked:?}");
        }
    }

    #[test]
    fn entities_in_raw_html_are_decoded() {
        assert_eq!(decode_entities("a &amp; b &mdash; &#x4E00; &nope; & c"), "a & b — 一 &nope; & c");
    }
}
