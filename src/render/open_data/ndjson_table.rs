//! Writes a table as lines of JSON: an object for each row, with every column.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::cell::{Cell, Column, RowSink};

/// Writes the rows of a table as they come.
pub(super) struct NdjsonTable<W: Write> {
    /// Beginnings of the values of each column: `{"ID":`, then `,"Text_ID":` and so on.
    keys: Vec<String>,
    /// The row that is being written, to be used again.
    line: Vec<u8>,
    out: W,
}

impl<W: Write> NdjsonTable<W> {
    /// A table with these columns, whose names need no escapes.
    pub(super) fn new(columns: &[Column], out: W) -> Self {
        let signs = std::iter::once('{').chain(std::iter::repeat(','));
        let keys = signs.zip(columns).map(|(sign, column)| format!("{sign}\"{}\":", column.name)).collect();
        NdjsonTable { keys, line: Vec::new(), out }
    }

    /// Returns what the table was written to.
    pub(super) fn finish(self) -> W {
        self.out
    }
}

impl<W: Write> RowSink for NdjsonTable<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.line.clear();
        for (key, cell) in self.keys.iter().zip(cells) {
            self.line.extend_from_slice(key.as_bytes());
            match cell {
                Cell::Text(text) => {
                    text.serialize(&mut serde_json::Serializer::with_formatter(&mut self.line, LineFormatter))?;
                }
                Cell::Number(number) => write!(self.line, "{number}")?,
                Cell::Flag(flag) => write!(self.line, "{flag}")?,
                Cell::Missing => self.line.extend_from_slice(b"null"),
            }
        }
        self.line.extend_from_slice(b"}\n");
        self.out.write_all(&self.line)
    }
}

/// Escapes the characters that some readers take for the end of a line: U+0085, U+2028 and U+2029.
struct LineFormatter;

impl Formatter for LineFormatter {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        // These bytes begin all three, and are rare in most scripts.
        for at in memchr::memchr2_iter(0xC2, 0xE2, fragment.as_bytes()) {
            let Some(character @ ('\u{85}' | '\u{2028}' | '\u{2029}')) = fragment[at..].chars().next() else {
                continue;
            };
            write!(out, "{}\\u{:04x}", &fragment[written..at], u32::from(character))?;
            written = at + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::open_data::cell::{flag, number, text};

    static COLUMNS: &[Column] = &[text("A", ""), number("B", ""), flag("C", "")];

    #[test]
    fn no_line_is_broken_within() {
        let mut table = NdjsonTable::new(COLUMNS, Vec::new());
        table.row(&[Cell::text("one\ntwo\u{2028}three\u{85}\"四\""), Cell::number(7), Cell::Missing]).expect("memory");
        let written = String::from_utf8(table.finish()).expect("text");
        assert_eq!(written, "{\"A\":\"one\\ntwo\\u2028three\\u0085\\\"四\\\"\",\"B\":7,\"C\":null}\n");
    }
}
