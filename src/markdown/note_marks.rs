//! Marks of footnotes as numbers between two control characters, which no text contains.

use std::borrow::Cow;

use crate::record::TextRange;

/// Control characters around the number of a mark.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';
/// Digits of these numbers, chosen so that a number is never longer than the mark as typed.
const DIGITS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A mark of a note in a text: `[^1]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NoteMark {
    /// Its range.
    pub at: TextRange,
    /// Number of the note to which it refers, from 1.
    pub number: u32,
}

/// Formats a number between its control characters, padded to `length`; `None` if it is longer.
pub(super) fn encoded(number: u32, length: usize) -> Option<String> {
    let mut digits = vec![DIGITS[0]; length.checked_sub(2)?];
    let mut rest = number as usize;
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[rest % 62];
        rest /= 62;
    }
    let digits = String::from_utf8(digits).ok().filter(|_| rest == 0)?;
    Some(format!("{OPEN}{digits}{CLOSE}"))
}

/// Replaces the marks of a text with numbers; positions stay the same.
pub fn numbered(text: &str, marks: &[NoteMark]) -> String {
    let mut out = String::with_capacity(text.len());
    for mark in marks {
        out.push_str(&text[out.len()..mark.at.start as usize]);
        let length = (mark.at.end - mark.at.start) as usize;
        out.push_str(&encoded(mark.number, length).unwrap_or_else(|| " ".repeat(length)));
    }
    out.push_str(&text[out.len()..]);
    out
}

/// Splits a text at its first mark: the text before, the number, and the text after. A mark that was cut off has the
/// number 0.
pub(super) fn split_mark(text: &str) -> Option<(&str, u32, &str)> {
    let at = memchr::memchr(OPEN as u8, text.as_bytes())?;
    let inside = &text[at + 1..];
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let Some(rest) = inside[length..].strip_prefix(CLOSE) else { return Some((&text[..at], 0, &inside[length..])) };
    let digit = |byte: u8| DIGITS.iter().position(|known| *known == byte).unwrap_or_default() as u32;
    let number = inside[..length].bytes().fold(0u32, |sum, byte| sum.wrapping_mul(62).wrapping_add(digit(byte)));
    Some((&text[..at], number, rest))
}

/// Appends the mark of a note as authors type it; nothing for one that was cut off.
pub(super) fn push_note_mark(out: &mut String, number: u32) {
    if number > 0 {
        out.push_str(&format!("[^{number}]"));
    }
}

/// Removes the marks of notes from a text.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    let Some((before, _, mut rest)) = split_mark(text) else { return Cow::Borrowed(text) };
    let mut out = before.to_owned();
    while let Some((before, _, after)) = split_mark(rest) {
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Numbers of the notes that a text marks, in order.
pub fn marked(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some((_, number, after)) = split_mark(rest) {
        numbers.extend(Some(number).filter(|number| *number > 0));
        rest = after;
    }
    numbers
}
