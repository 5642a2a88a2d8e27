//! Files of open data for the whole archive: tables, standard forms of records, and the lists of them.
//!
//! 1. `*_rows.rs` give the rows of a table, cell by cell, from the archive.
//! 2. `row_batches.rs` hands rows to the formats `parquet_table.rs`, `csv_table.rs` and `ndjson_table.rs`, which write them as they come.
//! 3. `record_archives.rs` packs the records of a year.
//! 4. `data_package.rs` and `data_catalogue.rs` list all files with their sizes and hashes, so they are made last.
//!
//! Records that may not be redistributed are left out of all of them.

mod agenda_entries;
mod cell;
mod csv_table;
mod data_catalogue;
mod data_package;
mod decision_rows;
mod item_rows;
mod meeting_rows;
mod ndjson_table;
mod organisation_rows;
mod parquet_table;
mod people_rows;
mod planned_data;
mod popolo_document;
mod record_archives;
mod row_batches;
mod speech_rows;
mod table_facts;
mod table_formats;
mod vote_rows;

pub(super) use planned_data::planned_data;
pub(super) use table_formats::column_names;

use std::io::{self, Write};

use super::context::Renderer;
use crate::site::{DataFile, DataTable, TableFormat};

impl Renderer<'_> {
    /// Writes a table of open data in several formats at once, piece by piece; of one year, or all.
    ///
    /// # Errors
    /// As the writers.
    pub fn write_table(
        &self,
        table: DataTable,
        year: Option<i16>,
        outs: Vec<(TableFormat, &mut (dyn Write + Send))>,
    ) -> io::Result<()> {
        table_formats::write_table(self, table, year, outs)
    }

    /// Writes a file of open data piece by piece.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_data(&self, file: DataFile, out: &mut (dyn Write + Send)) -> io::Result<()> {
        match file {
            DataFile::Table(table, format, year) => self.write_table(table, year, vec![(format, out)]),
            DataFile::Records(format, year) => record_archives::write_records(self, format, year, out),
            DataFile::Popolo => popolo_document::write_popolo(self, out),
            DataFile::Package => out.write_all(&data_package::data_package(self, self.written_data)),
            DataFile::Catalogue => out.write_all(&data_catalogue::data_catalogue(self, self.written_data)),
        }
    }
}
