//! Recognises heading lines, and what the headings of a record show about its structure.

use crate::markdown::labels::{is_label, is_odd_blank};
use crate::markdown::{is_plain, plain_text};

/// Recognises an ATX heading: its level, and the range of its text within the line.
pub(super) fn heading(line: &str) -> Option<(u8, std::ops::Range<usize>)> {
    // Invisible characters in front of it do not matter.
    let indentation = line.len() - line.trim_start_matches(|c| c == ' ' || is_odd_blank(c)).len();
    let spaces = line[..indentation].bytes().filter(|b| *b == b' ').count();
    let level = line[indentation..].bytes().take_while(|b| *b == b'#').count();
    if spaces > 3 || !(1..=6).contains(&level) {
        return None;
    }
    let rest = &line[indentation + level..];
    // A hash without a space begins a paragraph, as in CommonMark. Some keyboards give a wide space, which is accepted.
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) && !rest.starts_with(is_odd_blank) {
        return None;
    }
    let is_blank = |c: char| c.is_whitespace() || is_odd_blank(c);
    let trimmed = rest.trim_end_matches(is_blank);
    let without_closing = trimmed.trim_end_matches('#');
    let end = if without_closing.is_empty() || without_closing.ends_with([' ', '\t']) {
        without_closing.trim_end_matches(is_blank).len()
    } else {
        trimmed.len()
    };
    let begin = rest[..end].len() - rest[..end].trim_start_matches(is_blank).len();
    Some((level as u8, indentation + level + begin..indentation + level + end))
}

/// Positions of all heading lines, whatever surrounds them.
pub(in crate::parse) fn heading_lines(text: &str) -> impl Iterator<Item = usize> {
    let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let is_heading = |start: usize| {
        let line = text[start..].trim_start_matches(|c| c == ' ' || is_odd_blank(c));
        line.starts_with('#') && heading(text[start..].lines().next().unwrap_or_default()).is_some()
    };
    std::iter::once(0).chain(starts).filter(move |start| is_heading(*start))
}

/// Reports whether H3 headings are subheadings: if none ends in a colon and H2 sections stand above them, the document
/// has no speeches. With a single colon, every H3 begins a speech.
pub(super) fn has_subheadings(text: &str) -> bool {
    let (mut sections, mut below) = (false, false);
    let mut above = "";
    for line in text.lines() {
        let previous = std::mem::replace(&mut above, line);
        match heading(line) {
            None if underlined(previous, line) == Some(2) && is_label(previous.trim()) => return false,
            None if underlined(previous, line) == Some(2) => sections = true,
            Some((2 | 3, range)) if is_label(&line[range.clone()]) => return false,
            Some((2, _)) => sections = true,
            Some((3, _)) if !sections => return false,
            Some((3, _)) => below = true,
            _ => {}
        }
    }
    sections && below
}

/// Reports whether a line consists of `=` only, as below a title.
pub(super) fn is_underline(line: &str) -> bool {
    line.trim().len() >= 2 && line.trim().bytes().all(|b| b == b'=')
}

/// Level of the heading that a row of `=` or `-` makes of the line above it. A row of `-` is often a rule, so it must be as
/// long as the line, as programs write it.
pub(super) fn underlined(above: &str, line: &str) -> Option<u8> {
    let sign = line.trim_start_matches(' ').bytes().next().filter(|sign| matches!(sign, b'=' | b'-'))?;
    let bare = line.trim();
    let is_row = line.len() - line.trim_start_matches(' ').len() <= 3 && bare.len() >= 3;
    if !is_row || !bare.bytes().all(|byte| byte == sign) || !may_be_underlined(above) {
        return None;
    }
    let text = above.trim();
    let count = text.chars().count();
    // Some programs count a wide character twice.
    let width =
        count + text.chars().filter(|c| crate::text::is_cjk(*c) || matches!(c, '\u{ff00}'..='\u{ff60}')).count();
    match sign {
        b'=' => Some(1),
        _ => (bare.len() == count || bare.len() == width).then_some(2),
    }
}

/// Reports whether a line may belong to a paragraph, rather than to a list, a quotation, a table, a heading or code.
pub(super) fn may_be_underlined(line: &str) -> bool {
    let bare = line.trim();
    let indentation = line.len() - line.trim_start_matches(' ').len();
    let is_item = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([')', '.']);
    let is_other = is_item
        || bare.starts_with(['#', '>', '|', '`', '<', '!', '~'])
        || ["- ", "+ ", "* "].iter().any(|item| bare.starts_with(item))
        || bare.contains(" | ");
    !bare.is_empty() && indentation <= 3 && !line.starts_with('\t') && !is_other && bare.contains(char::is_alphanumeric)
}

/// Reports whether a heading begins with the number of an item: `1. Opening`, `2) Fares`.
pub(super) fn is_numbered(text: &str) -> bool {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, rest) = text.split_at(digits);
    let is_ended = number.ends_with('.') || rest.starts_with(')');
    number.starts_with(|c: char| c.is_ascii_digit())
        && is_ended
        && rest.trim_start_matches(')').starts_with(' ')
        && rest.contains(char::is_alphabetic)
}

/// Words of a heading, without markup.
pub(super) fn words(text: &str) -> String {
    let text = text.trim();
    if is_plain(text) {
        text.to_owned()
    } else {
        plain_text(&format!("\u{2060}{text}")).trim_start_matches('\u{2060}').trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_signs_makes_a_heading_of_the_line_above() {
        assert_eq!(underlined("Adjournment", "-----------"), Some(2));
        assert_eq!(underlined("休會", "----"), Some(2));
        assert_eq!(underlined("Budget", "==="), Some(1));
        for (above, line) in [
            ("Adjournment", "---"),
            ("- So", "----"),
            ("> So", "----"),
            ("| a |", "-----"),
            ("", "---"),
            ("---", "---"),
            ("So it is", "- - - - "),
            ("    Adjournment", "    -----------"),
        ] {
            assert_eq!(underlined(above, line), None, "{above}");
        }
    }
}
