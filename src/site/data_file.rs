//! Files of open data for the whole archive: their names, what each holds, and facts about them once they are written.

use rustc_hash::FxHashMap;

/// Table of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataTable {
    /// A row for each speech.
    Speeches,
    /// A row for each meeting.
    Meetings,
    /// A row for each speaker, and for everyone in the registry whom a public record names.
    People,
    /// A row for each organisation with a page.
    Organisations,
    /// A row for each section of a record with a heading.
    Items,
    /// A row for each decision.
    Decisions,
    /// A row for each vote by name.
    Votes,
}

impl DataTable {
    /// All tables, in the order in which they are listed.
    pub const ALL: [DataTable; 7] = [
        DataTable::Speeches,
        DataTable::Meetings,
        DataTable::People,
        DataTable::Organisations,
        DataTable::Items,
        DataTable::Decisions,
        DataTable::Votes,
    ];

    /// Its name in files, data and the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            DataTable::Speeches => "speeches",
            DataTable::Meetings => "meetings",
            DataTable::People => "people",
            DataTable::Organisations => "organisations",
            DataTable::Items => "items",
            DataTable::Decisions => "decisions",
            DataTable::Votes => "votes",
        }
    }
}

/// Form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableFormat {
    /// Apache Parquet, packed with Zstandard.
    Parquet,
    /// CSV (RFC 4180) in UTF-8.
    Csv,
    /// JSON objects, one on each line.
    Ndjson,
}

impl TableFormat {
    /// Its name in files and data.
    pub fn name(self) -> &'static str {
        match self {
            TableFormat::Parquet => "parquet",
            TableFormat::Csv => "csv",
            TableFormat::Ndjson => "ndjson",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            TableFormat::Parquet => "application/vnd.apache.parquet",
            TableFormat::Csv => "text/csv",
            TableFormat::Ndjson => "application/x-ndjson",
        }
    }
}

/// Media type of what is packed with gzip.
pub const GZIP_TYPE: &str = "application/gzip";

/// Standard form of whole records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordFormat {
    /// Akoma Ntoso 3.0.
    AkomaNtoso,
    /// TEI, in the form of ParlaMint.
    Tei,
}

impl RecordFormat {
    /// Its name in files and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            RecordFormat::AkomaNtoso => "akoma-ntoso",
            RecordFormat::Tei => "tei",
        }
    }
}

/// File of open data, below `/data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// A table; of one year, if it is divided by years.
    Table(DataTable, TableFormat, Option<i16>),
    /// The records of a year as a ZIP archive.
    Records(RecordFormat, i16),
    /// People, organisations and memberships as Popolo JSON.
    Popolo,
    /// The list of all other files as a Data Package (Frictionless).
    Package,
    /// The list of all other files as DCAT in JSON-LD.
    Catalogue,
}

impl DataFile {
    /// Its name below `/data/`.
    pub fn file_name(self) -> String {
        match self {
            DataFile::Table(table, format, year) => {
                let year = year.map(|year| format!("-{year:04}")).unwrap_or_default();
                let packed = if is_packed(table, format) { ".gz" } else { "" };
                format!("{}{year}.{}{packed}", table.name(), format.name())
            }
            DataFile::Records(format, year) => format!("{}-{year:04}.zip", format.name()),
            DataFile::Popolo => "popolo.json".to_owned(),
            DataFile::Package => "datapackage.json".to_owned(),
            DataFile::Catalogue => "catalog.jsonld".to_owned(),
        }
    }

    /// Its media type, of the packed file.
    pub fn media_type(self) -> &'static str {
        match self {
            DataFile::Table(table, format, _) if is_packed(table, format) => GZIP_TYPE,
            DataFile::Table(_, format, _) => format.media_type(),
            DataFile::Records(..) => "application/zip",
            DataFile::Popolo | DataFile::Package => "application/json",
            DataFile::Catalogue => "application/ld+json",
        }
    }

    /// The table of which it is one format, and the year of a part.
    pub fn table(self) -> Option<(DataTable, Option<i16>)> {
        match self {
            DataFile::Table(table, _, year) => Some((table, year)),
            _ => None,
        }
    }

    /// Reports whether it lists the other files, so that it is made last.
    pub fn lists_others(self) -> bool {
        matches!(self, DataFile::Package | DataFile::Catalogue)
    }
}

/// Reports whether a table is packed with gzip: the words of all speeches would be several times as large.
pub fn is_packed(table: DataTable, format: TableFormat) -> bool {
    table == DataTable::Speeches && format != TableFormat::Parquet
}

/// Facts about a written file of open data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct DataFileFacts {
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Facts about the written files of open data, by name below `/data/`.
pub type WrittenData = FxHashMap<String, DataFileFacts>;
