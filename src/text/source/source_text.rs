//! Text of a file after decoding, and locations in it as shown to people.

use std::sync::Arc;

use crate::report::diagnostic::Location;
use crate::text::head;

/// A file's text after decoding: UTF-8 without a byte order mark, lines ended by `\n` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Path relative to the site, as a person would open it.
    pub shown: Arc<str>,
    /// The text.
    pub text: Text,
}

/// A shared text. It takes over the bytes that were read, without a copy.
pub type Text = Arc<String>;

/// Longest excerpt shown with a diagnostic, in characters.
const EXCERPT: usize = 160;

impl SourceText {
    /// Location of the byte at `offset`, with `length` bytes from there or up to the end of the line. Reads the text
    /// from its beginning; [`Locator`] is for many places in one text.
    pub fn locate(&self, offset: usize, length: usize) -> Location {
        let before = head(&self.text, offset);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let column = before[start..].chars().count();
        self.place(LineStart { offset: before.len(), line, start, column }, length)
    }

    /// Location with its line as an excerpt.
    fn place(&self, mark: LineStart, length: usize) -> Location {
        let LineStart { offset, line, start, column } = mark;
        let rest = &self.text[offset..];
        let wanted = head(rest, length);
        let meant = wanted.split('\n').next().unwrap_or_default();
        // A very long line is cut around the place; the column still counts from its beginning.
        let begin =
            self.text[start..offset].char_indices().rev().take(EXCERPT / 2).last().map_or(offset, |(at, _)| start + at);
        let excerpt: String = self.text[begin..].chars().take_while(|c| *c != '\n').take(EXCERPT).collect();
        Location {
            path: Arc::clone(&self.shown),
            line: line as u32 + 1,
            column: column as u32 + 1,
            excerpt: excerpt.into(),
            width: meant.chars().count().max(1) as u32,
        }
    }

    /// Location of a line and column, both counted from 1, the column in characters.
    pub fn locate_line(&self, line: usize, column: usize) -> Location {
        let mut offset = 0;
        for (index, text) in self.text.split_inclusive('\n').enumerate() {
            if index + 1 >= line {
                let within = text.trim_end_matches('\n').char_indices().nth(column.saturating_sub(1));
                return self.locate(offset + within.map_or(text.trim_end().len(), |(at, _)| at), 1);
            }
            offset += text.len();
        }
        self.locate(self.text.len(), 1)
    }
}

/// A position in a text, with its line and column.
#[derive(Debug, Clone, Copy, Default)]
struct LineStart {
    /// Position in bytes.
    offset: usize,
    /// Number of line ends before it.
    line: usize,
    /// Position in bytes at which its line begins.
    start: usize,
    /// Number of characters before it on its line.
    column: usize,
}

/// Finds many locations in one text without reading it from the beginning for each.
#[derive(Debug, Clone)]
pub struct Locator<'s> {
    source: &'s SourceText,
    /// Known positions in order, about [`STRIDE`] bytes apart; empty before the first location is asked for.
    marks: Vec<LineStart>,
}

/// Approximate distance in bytes between two known positions of a [`Locator`].
const STRIDE: usize = 1024;

impl<'s> Locator<'s> {
    /// Makes a locator for a text.
    pub fn new(source: &'s SourceText) -> Self {
        Locator { source, marks: Vec::new() }
    }

    /// Location of a range; see [`SourceText::locate`].
    pub fn locate(&mut self, offset: usize, length: usize) -> Location {
        if self.marks.is_empty() {
            self.read();
        }
        let offset = head(&self.source.text, offset).len();
        let after = self.marks.partition_point(|mark| mark.offset <= offset);
        let mut mark = self.marks[after.saturating_sub(1)];
        for c in self.source.text[mark.offset..offset].chars() {
            mark.pass(c);
        }
        self.source.place(mark, length)
    }

    fn read(&mut self) {
        let mut mark = LineStart::default();
        self.marks.push(mark);
        let mut next = STRIDE;
        for c in self.source.text.chars() {
            mark.pass(c);
            if mark.offset >= next {
                self.marks.push(mark);
                next = mark.offset + STRIDE;
            }
        }
    }
}

impl LineStart {
    fn pass(&mut self, c: char) {
        self.offset += c.len_utf8();
        if c == '\n' {
            (self.line, self.start, self.column) = (self.line + 1, self.offset, 0);
        } else {
            self.column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText { shown: "a.md".into(), text: Arc::new(text.to_owned()) }
    }

    #[test]
    fn columns_count_characters() {
        let at = source("# 會議\n主席：好").locate("# 會議\n主席".len(), "：".len());
        assert_eq!((at.line, at.column, at.width, &*at.excerpt), (2, 3, 1, "主席：好"));
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let at = source("one\n").locate(99, 5);
        assert_eq!((at.line, at.column), (2, 1));
    }

    #[test]
    fn a_locator_finds_the_same_places() {
        let text = source(&"會議 of a day\n主席：好\n\n".repeat(200));
        let mut locator = Locator::new(&text);
        for offset in (0..text.text.len() + 3).rev().chain([5, 4000, 17]) {
            assert_eq!(locator.locate(offset, 9), text.locate(offset, 9), "{offset}");
        }
        let long = source(&"字 x".repeat(900));
        assert_eq!(Locator::new(&long).locate(3001, 4), long.locate(3001, 4));
    }

    #[test]
    fn a_line_and_column_are_found_again() {
        let at = source("a\n二 bc\n").locate_line(2, 3);
        assert_eq!((at.line, at.column), (2, 3));
    }
}
