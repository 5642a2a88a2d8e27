//! Writes a table as CSV: UTF-8, a comma between cells, a header, line feeds.

use std::io::{self, Write};

use super::cell::{Cell, Column, RowSink};
use crate::text::spreadsheet_cells::spreadsheet_cell;

/// Writes the rows of a table as they come.
pub(super) struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// As the writer.
    pub(super) fn new(columns: &[Column], out: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name))?;
        Ok(CsvTable { writer })
    }

    /// Ends the table, and returns what it was written to.
    ///
    /// # Errors
    /// As the writer.
    pub(super) fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|error| error.into_error())
    }
}

impl<W: Write> RowSink for CsvTable<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.writer.write_field(spreadsheet_cell(text).as_bytes())?,
                Cell::Number(number) => self.writer.write_field(number.to_string())?,
                Cell::Flag(flag) => self.writer.write_field(if *flag { "true" } else { "false" })?,
                Cell::Missing => self.writer.write_field("")?,
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::open_data::cell::{flag, number, text};

    #[test]
    fn cells_are_written_so_that_no_program_runs_them() {
        let columns = [text("A", ""), number("B", ""), flag("C", ""), text("D", "")];
        let mut table = CsvTable::new(&columns, Vec::new()).expect("memory");
        table.row(&[Cell::text("=1+1"), Cell::number(7), Cell::Flag(true), Cell::Missing]).expect("memory");
        table
            .row(&[Cell::text("a \"b\",\nc"), Cell::number(0), Cell::Flag(false), Cell::text("會議")])
            .expect("memory");
        let written = String::from_utf8(table.finish().expect("memory")).expect("text");
        assert_eq!(written, "A,B,C,D\n'=1+1,7,true,\n\"a \"\"b\"\",\nc\",0,false,會議\n");
    }
}
