//! Tables of open data: their columns, their rows, and how they are written in each format.

use std::io::{self, Write};

use super::cell::{Cell, Column, RowSink};
use super::csv_table::CsvTable;
use super::ndjson_table::NdjsonTable;
use super::parquet_table::ParquetTable;
use super::row_batches::RowBatches;
use super::table_facts::free_meetings;
use super::{decision_rows, item_rows, meeting_rows, organisation_rows, people_rows, speech_rows, vote_rows};
use crate::bytes::compress::GzipWriter;
use crate::render::context::Renderer;
use crate::site::{DataTable, TableFormat, is_packed};

/// Columns of a table, in their order.
pub(super) fn columns(table: DataTable) -> &'static [Column] {
    match table {
        DataTable::Speeches => speech_rows::COLUMNS,
        DataTable::Meetings => meeting_rows::COLUMNS,
        DataTable::People => people_rows::COLUMNS,
        DataTable::Organisations => organisation_rows::COLUMNS,
        DataTable::Items => item_rows::COLUMNS,
        DataTable::Decisions => decision_rows::COLUMNS,
        DataTable::Votes => vote_rows::COLUMNS,
    }
}

/// Gives the rows of a table to a sink; of one year, or all.
fn rows(renderer: &Renderer<'_>, table: DataTable, year: Option<i16>, sink: &mut dyn RowSink) -> io::Result<()> {
    match table {
        DataTable::Speeches => speech_rows::rows(renderer, year, sink),
        DataTable::Meetings => meeting_rows::rows(renderer, sink),
        DataTable::People => people_rows::rows(renderer, sink),
        DataTable::Organisations => organisation_rows::rows(renderer, sink),
        DataTable::Items => item_rows::rows(renderer, sink),
        DataTable::Decisions => decision_rows::rows(renderer, sink),
        DataTable::Votes => vote_rows::rows(renderer, year, sink),
    }
}

/// Writes a table in each of some formats, to the writer beside it; of one year, or all.
///
/// # Errors
/// As the writers.
pub(super) fn write_table(
    renderer: &Renderer<'_>,
    table: DataTable,
    year: Option<i16>,
    outs: Vec<(TableFormat, &mut (dyn Write + Send))>,
) -> io::Result<()> {
    let columns = columns(table);
    let sink = |(format, out)| match format {
        TableFormat::Parquet => {
            let expected = expected_rows(renderer, table, year);
            let sink = ParquetTable::new(table.name(), columns, expected, out)?;
            Ok(TableSink::Parquet(Box::new(sink)))
        }
        TableFormat::Csv => Ok(TableSink::Csv(Box::new(CsvTable::new(columns, TextOut::new(table, format, out))?))),
        TableFormat::Ndjson => Ok(TableSink::Ndjson(NdjsonTable::new(columns, TextOut::new(table, format, out)))),
    };
    let mut batches = RowBatches::new(outs.into_iter().map(sink).collect::<io::Result<_>>()?);
    rows(renderer, table, year, &mut batches)?;
    batches.finish()?.into_iter().try_for_each(TableSink::finish)
}

/// A table that is being written in a format.
enum TableSink<'o> {
    Parquet(Box<ParquetTable<&'o mut (dyn Write + Send)>>),
    Csv(Box<CsvTable<TextOut<'o>>>),
    Ndjson(NdjsonTable<TextOut<'o>>),
}

impl RowSink for TableSink<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        match self {
            TableSink::Parquet(table) => table.row(cells),
            TableSink::Csv(table) => table.row(cells),
            TableSink::Ndjson(table) => table.row(cells),
        }
    }
}

impl TableSink<'_> {
    fn finish(self) -> io::Result<()> {
        match self {
            TableSink::Parquet(table) => table.finish().map(|_| ()),
            TableSink::Csv(table) => table.finish()?.finish(),
            TableSink::Ndjson(table) => table.finish().finish(),
        }
    }
}

/// Writer of a format of text, packed if the table is large.
enum TextOut<'o> {
    Plain(&'o mut (dyn Write + Send)),
    Packed(Box<GzipWriter<&'o mut (dyn Write + Send)>>),
}

impl<'o> TextOut<'o> {
    fn new(table: DataTable, format: TableFormat, out: &'o mut (dyn Write + Send)) -> Self {
        if is_packed(table, format) { TextOut::Packed(Box::new(GzipWriter::new(out))) } else { TextOut::Plain(out) }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            TextOut::Plain(out) => out.flush(),
            TextOut::Packed(out) => out.finish().map(|_| ()),
        }
    }
}

impl Write for TextOut<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            TextOut::Plain(out) => out.write(bytes),
            TextOut::Packed(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            TextOut::Plain(out) => out.flush(),
            TextOut::Packed(out) => out.flush(),
        }
    }
}

/// About how many rows a table will have; exact for speeches.
fn expected_rows(renderer: &Renderer<'_>, table: DataTable, year: Option<i16>) -> usize {
    let meetings = free_meetings(renderer, year).map(|index| &renderer.archive.meetings[index]);
    match table {
        DataTable::Speeches => meetings.map(|meeting| meeting.total().speeches as usize).sum(),
        DataTable::Votes => {
            meetings.flat_map(|meeting| meeting.decisions()).map(|decision| decision.ballots.len()).sum()
        }
        _ => meetings.count(),
    }
}

/// Names of the columns of a table, in their order.
pub(crate) fn column_names(table: DataTable) -> impl Iterator<Item = &'static str> {
    columns(table).iter().map(|column| column.name)
}
