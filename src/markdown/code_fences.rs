//! Lines of a file, what stands in front of their words, and code between fences of backticks.

use crate::record::TextRange;

/// Length of the quotation and list markers at the beginning of a line, with the white space around them.
pub(super) fn prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let marker = match bytes.get(at + digits) {
            Some(b'-' | b'+' | b'*') if digits == 0 => 1,
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
            _ => return at,
        };
        if !matches!(bytes.get(at + marker), Some(b' ' | b'\t')) {
            return at;
        }
        at += marker;
    }
}

/// Position of the line after a code fence, if the fence is closed before the next speaker. Code may contain lines that
/// look like headings, but hardly any that end in a colon.
pub(super) fn fence_end(text: &str, from: usize, ticks: usize) -> Option<usize> {
    fence_end_before(text, from, ticks, |line| line.starts_with("### ") && line.trim().ends_with([':', '：']))
}

/// Position of the line after a code fence of a text without speakers.
pub(super) fn fence_end_of_page(text: &str, from: usize, ticks: usize) -> Option<usize> {
    fence_end_before(text, from, ticks, |_| false)
}

fn fence_end_before(text: &str, from: usize, ticks: usize, stops: impl Fn(&str) -> bool) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let bare = line.trim().trim_start_matches(['>', ' ']);
        if bare.len() >= ticks && bare.bytes().all(|byte| byte == b'`') {
            return Some(end);
        }
        if stops(line) {
            return None;
        }
        at = end;
    }
    None
}

/// Ranges of the lines of code between fences, from byte `start` on.
pub fn fenced(text: &str, start: usize) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        let bare = text[at + prefix(&text[at..end])..end].trim_end();
        let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
        let close = (ticks >= 3 && !bare[ticks..].contains('`')).then(|| fence_end(text, end, ticks)).flatten();
        if let Some(close) = close {
            found.push((at..close).into());
        }
        at = close.unwrap_or(end);
    }
    found
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |step| at + step + 1)
}
