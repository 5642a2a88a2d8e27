//! Writes a table as Apache Parquet, packed with Zstandard.
//!
//! Rows come in groups so large that the footer with their statistics stays small, and so small that a program that reads
//! over HTTP fetches little besides what it asks for.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type};

use super::cell::{Cell, Column, ColumnKind, RowSink};

/// Level of Zstandard: of the levels up to 9 it has the best ratio of size to time on transcripts.
const LEVEL: i32 = 3;

/// Fewest rows of a group: the statistics of ten such groups still fit into the first 16 KiB that DuckDB reads.
const SMALLEST_GROUP: usize = 2_000;

/// Most rows of a group: they are in memory until it is written.
const LARGEST_GROUP: usize = 20_000;

/// Groups that a table of middle size is divided into.
const GROUPS: usize = 16;

/// Writes the rows of a table group by group.
pub(super) struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<ColumnValues>,
    /// Number of rows of a group.
    group: usize,
    /// Number of rows in `columns`.
    rows: usize,
}

/// Values of a column in the group that is being filled, with a level for each row: 1 if it has a value.
enum ColumnValues {
    /// All texts one after the other, and the end of each.
    Text(Vec<u8>, Vec<usize>, Vec<i16>),
    Number(Vec<i32>, Vec<i16>),
    Flag(Vec<bool>, Vec<i16>),
}

impl<W: Write + Send> ParquetTable<W> {
    /// Begins a table that will have about `expected` rows.
    ///
    /// # Errors
    /// As the writer.
    pub(super) fn new(name: &str, columns: &[Column], expected: usize, out: W) -> io::Result<Self> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let schema = Type::group_type_builder(name).with_fields(fields).build().map_err(failed)?;
        let writer =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties(columns)?)).map_err(failed)?;
        Ok(ParquetTable {
            writer,
            columns: columns.iter().map(|column| ColumnValues::new(column.kind)).collect(),
            group: (expected / GROUPS).clamp(SMALLEST_GROUP, LARGEST_GROUP),
            rows: 0,
        })
    }

    /// Writes the last group and the footer, and returns what the table was written to.
    ///
    /// # Errors
    /// As the writer.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.writer.into_inner().map_err(failed)
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for values in &mut self.columns {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            match values {
                ColumnValues::Text(texts, ends, levels) => {
                    let length = texts.len();
                    let texts = ByteArray::from(std::mem::replace(texts, Vec::with_capacity(length)));
                    let starts = std::iter::once(&0).chain(ends.iter());
                    let values: Vec<ByteArray> =
                        starts.zip(ends.iter()).map(|(start, end)| texts.slice(*start, end - start)).collect();
                    column.typed::<ByteArrayType>().write_batch(&values, Some(levels), None).map_err(failed)?;
                }
                ColumnValues::Number(values, levels) => {
                    column.typed::<Int32Type>().write_batch(values, Some(levels), None).map_err(failed)?;
                }
                ColumnValues::Flag(values, levels) => {
                    column.typed::<BoolType>().write_batch(values, Some(levels), None).map_err(failed)?;
                }
            }
            column.close().map_err(failed)?;
            values.clear();
        }
        group.close().map(|_| ()).map_err(failed)
    }
}

impl<W: Write + Send> RowSink for ParquetTable<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            values.push(cell);
        }
        self.rows += 1;
        if self.rows == self.group { self.write_group() } else { Ok(()) }
    }
}

impl ColumnValues {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text | ColumnKind::Unique | ColumnKind::Words => {
                ColumnValues::Text(Vec::new(), Vec::new(), Vec::new())
            }
            ColumnKind::Number | ColumnKind::PerhapsNumber => ColumnValues::Number(Vec::new(), Vec::new()),
            ColumnKind::Flag => ColumnValues::Flag(Vec::new(), Vec::new()),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (ColumnValues::Text(texts, ends, levels), Cell::Text(text)) => {
                texts.extend_from_slice(text.as_bytes());
                ends.push(texts.len());
                levels.push(1);
            }
            (ColumnValues::Number(values, levels), Cell::Number(number)) => {
                values.push(*number);
                levels.push(1);
            }
            (ColumnValues::Flag(values, levels), Cell::Flag(flag)) => {
                values.push(*flag);
                levels.push(1);
            }
            (
                ColumnValues::Text(_, _, levels) | ColumnValues::Number(_, levels) | ColumnValues::Flag(_, levels),
                other,
            ) => {
                debug_assert_eq!(*other, Cell::Missing, "a cell has the kind of its column");
                levels.push(0);
            }
        }
    }

    fn clear(&mut self) {
        match self {
            ColumnValues::Text(texts, ends, levels) => {
                texts.clear();
                ends.clear();
                levels.clear();
            }
            ColumnValues::Number(values, levels) => {
                values.clear();
                levels.clear();
            }
            ColumnValues::Flag(values, levels) => {
                values.clear();
                levels.clear();
            }
        }
    }
}

/// The column in the schema of the file. Every column may lack values.
fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        ColumnKind::Text | ColumnKind::Unique | ColumnKind::Words => {
            (PhysicalType::BYTE_ARRAY, Some(LogicalType::String))
        }
        ColumnKind::Number | ColumnKind::PerhapsNumber => (PhysicalType::INT32, None),
        ColumnKind::Flag => (PhysicalType::BOOLEAN, None),
    };
    let builder = Type::primitive_type_builder(column.name, physical).with_logical_type(logical);
    builder.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
}

/// Settings of the file. Texts that are different in each row need no dictionary, which would be filled and given up. Long ones are never searched by
/// their first letters, so they have no statistics. `DELTA_BYTE_ARRAY` would write only what is new of each identifier and save 1 % of the table of
/// speeches, but fastparquet cannot read it.
fn properties(columns: &[Column]) -> io::Result<WriterProperties> {
    let level = ZstdLevel::try_new(LEVEL).map_err(failed)?;
    let mut properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_compression(Compression::ZSTD(level))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by(concat!("minutebook ", env!("CARGO_PKG_VERSION")).to_owned());
    for column in columns {
        let path = ColumnPath::from(column.name);
        properties = match column.kind {
            ColumnKind::Unique => properties.set_column_dictionary_enabled(path, false),
            ColumnKind::Words => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_statistics_enabled(path, EnabledStatistics::None),
            ColumnKind::Text | ColumnKind::Number | ColumnKind::PerhapsNumber | ColumnKind::Flag => properties,
        };
    }
    Ok(properties.build())
}

/// The error of the writer below, or that of the format.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}
