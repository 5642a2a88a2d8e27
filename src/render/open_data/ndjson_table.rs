//! Writes a table as lines of JSON: an object for each row, with every column.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::Formatter;

use super::cell::{Cell, Column, RowSink};

/// Writes the rows of a table as they come.
pub(super) struct NdjsonTable<W: Write> {
    columns: &'static [Column],
    out: W,
}

impl<W: Write> NdjsonTable<W> {
    /// A table with these columns.
    pub(super) fn new(columns: &'static [Column], out: W) -> Self {
        NdjsonTable { columns, out }
    }

    /// Returns what the table was written to.
    pub(super) fn finish(self) -> W {
        self.out
    }
}

impl<W: Write> RowSink for NdjsonTable<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.out, LineFormatter);
        Row(self.columns, cells).serialize(&mut serializer)?;
        self.out.write_all(b"\n")
    }
}

struct Row<'r>(&'r [Column], &'r [Cell<'r>]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            match cell {
                Cell::Text(text) => map.serialize_entry(column.name, text)?,
                Cell::Number(number) => map.serialize_entry(column.name, number)?,
                Cell::Flag(flag) => map.serialize_entry(column.name, flag)?,
                Cell::Missing => map.serialize_entry(column.name, &())?,
            }
        }
        map.end()
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
