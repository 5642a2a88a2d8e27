//! Lines that are headings, and what a record's headings say of one another.

use crate::markdown::labels::{is_label, is_odd_blank};

/// An ATX heading: level, and the range of its text within the line.
pub(super) fn heading(line: &str) -> Option<(u8, std::ops::Range<usize>)> {
    // What editors leave in front of it and nobody sees makes no other line of it.
    let indentation = line.len() - line.trim_start_matches(|c| c == ' ' || is_odd_blank(c)).len();
    let spaces = line[..indentation].bytes().filter(|b| *b == b' ').count();
    let level = line[indentation..].bytes().take_while(|b| *b == b'#').count();
    if spaces > 3 || !(1..=6).contains(&level) {
        return None;
    }
    let rest = &line[indentation + level..];
    // A hash without a space is a paragraph, as CommonMark says; a wide space is what some keyboards give.
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

/// Where the lines begin that are headings, whatever stands around them.
pub(super) fn heading_lines(text: &str) -> impl Iterator<Item = usize> {
    let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let is_heading = |start: usize| {
        let line = text[start..].trim_start_matches(|c| c == ' ' || is_odd_blank(c));
        line.starts_with('#') && heading(text[start..].lines().next().unwrap_or_default()).is_some()
    };
    std::iter::once(0).chain(starts).filter(move |start| is_heading(*start))
}

/// Whether H3 headings are subheadings: a document in which none ends in a colon and H2 sections stand above them
/// holds no speeches at all. A transcript with a single colon keeps every H3 a speech.
pub(super) fn has_subheadings(text: &str) -> bool {
    let (mut sections, mut below) = (false, false);
    for line in text.lines() {
        match heading(line) {
            Some((2 | 3, range)) if is_label(&line[range.clone()]) => return false,
            Some((2, _)) => sections = true,
            Some((3, _)) if !sections => return false,
            Some((3, _)) => below = true,
            _ => {}
        }
    }
    sections && below
}

/// Whether a line is nothing but `=`, as below a title.
pub(super) fn is_underline(line: &str) -> bool {
    line.trim().len() >= 2 && line.trim().bytes().all(|b| b == b'=')
}
