//! Finds ranges of a decoded text in the bytes of its file, where line ends and a byte order mark are as typed.

use std::ops::Range;

use super::bytes::MARK;
use crate::text::printable;

/// The bytes of a file that a range of its decoded text stands for. `None` for bytes that are not text, and for a range
/// beyond the text or within a character.
pub fn range_in_file(bytes: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let mark = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let text = std::str::from_utf8(&bytes[mark..]).ok()?;
    let (mut start, mut end) = (None, None);
    let mut decoded = 0;
    let mut signs = text.char_indices().peekable();
    loop {
        let at = signs.peek().map_or(text.len(), |(at, _)| *at);
        if decoded == range.start {
            start = Some(mark + at);
        }
        if decoded == range.end {
            end = Some(mark + at);
        }
        if decoded >= range.end {
            break;
        }
        let Some((_, sign)) = signs.next() else { break };
        // Both characters of CR LF are one line end.
        if sign == '\r' {
            signs.next_if(|(_, next)| *next == '\n');
            decoded += 1;
        } else {
            decoded += printable(sign).len_utf8();
        }
    }
    Some(start?..end?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of the file where the decoded text has some words.
    fn in_file(bytes: &[u8], decoded: &str, words: &str) -> String {
        let at = decoded.find(words).expect("words of the text");
        let range = range_in_file(bytes, at..at + words.len()).expect("a range");
        String::from_utf8(bytes[range].to_vec()).expect("text")
    }

    #[test]
    fn line_ends_and_marks_and_controls_are_counted_as_they_stand_in_the_file() {
        let (file, decoded) = ("\u{feff}# é\r\n\r\na\u{1}b\u{85}c\rd\ne\r\n", "# é\n\na\u{fffd}b c\nd\ne\n");
        let bytes = file.as_bytes();
        assert_eq!(in_file(bytes, decoded, "é"), "é");
        assert_eq!(in_file(bytes, decoded, "a\u{fffd}b c"), "a\u{1}b\u{85}c");
        assert_eq!(in_file(bytes, decoded, "c\nd\ne"), "c\rd\ne");
        assert_eq!(range_in_file(bytes, 0..decoded.len()), Some(3..bytes.len()));
        for beyond in [3..4, 0..99] {
            assert_eq!(range_in_file(bytes, beyond), None, "within a character, or beyond the end");
        }
        assert_eq!(range_in_file(b"\xff", 0..1), None);
        assert_eq!(range_in_file(b"", 0..0), Some(0..0));
    }
}
