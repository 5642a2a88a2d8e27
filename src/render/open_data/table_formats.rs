//! Tables of open data: their columns, their rows, and how they are written in each format.

use std::io::{self, Write};

use super::cell::{Column, RowSink};
use super::csv_table::CsvTable;
use super::ndjson_table::NdjsonTable;
use super::parquet_table::ParquetTable;
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

/// Writes a table; of one year, or all.
///
/// # Errors
/// As `out`.
pub(super) fn write_table(
    renderer: &Renderer<'_>,
    table: DataTable,
    format: TableFormat,
    year: Option<i16>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        TableFormat::Parquet => {
            let expected = expected_rows(renderer, table, year);
            let mut sink = ParquetTable::new(table.name(), columns(table), expected, out)?;
            rows(renderer, table, year, &mut sink)?;
            sink.finish().map(|_| ())
        }
        _ if is_packed(table, format) => {
            let packed = GzipWriter::new(out);
            write_text(renderer, table, format, year, packed)?.finish().map(|_| ())
        }
        TableFormat::Csv | TableFormat::Ndjson => write_text(renderer, table, format, year, out).map(|_| ()),
    }
}

/// Writes a table in a format of text, and returns what it was written to.
fn write_text<W: Write>(
    renderer: &Renderer<'_>,
    table: DataTable,
    format: TableFormat,
    year: Option<i16>,
    out: W,
) -> io::Result<W> {
    if format == TableFormat::Csv {
        let mut sink = CsvTable::new(columns(table), out)?;
        rows(renderer, table, year, &mut sink)?;
        return sink.finish();
    }
    let mut sink = NdjsonTable::new(columns(table), out);
    rows(renderer, table, year, &mut sink)?;
    Ok(sink.finish())
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
