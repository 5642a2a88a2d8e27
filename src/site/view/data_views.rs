//! The view of the page about the open data.

use serde::Serialize;

use super::shared_views::Head;

/// `data.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DataPageView {
    /// Data that every page has.
    pub head: Head,
    /// Figures of each year, the newest first.
    pub years: Vec<DataYear>,
    /// Tables, each with its files.
    pub tables: Vec<DataTableView>,
    /// Standard forms of records, each with a file for each year.
    pub records: Vec<DataGroup>,
    /// People and organisations as Popolo.
    pub popolo: Option<DataFileLink>,
    /// Lists of all files, for programs.
    pub lists: Vec<DataFileLink>,
    /// Number of records that may not be redistributed, and are in no file.
    pub left_out: usize,
    /// Lines of code that read the speeches, for each program.
    pub examples: Vec<DataExample>,
    /// Addresses of the newest record and of what belongs to it, as examples of how addresses are built.
    pub addresses: Vec<DataAddress>,
}

/// An address as an example.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataAddress {
    /// `record`, `json`, `markdown`, `speech` or `speaker`.
    pub kind: &'static str,
    /// Target of the link.
    pub href: String,
    /// The whole address, with letters of every script as themselves.
    pub shown: String,
}

/// Figures of a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataYear {
    /// The year.
    pub year: i16,
    /// Page of its meetings.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of speeches.
    pub speeches: u64,
    /// Number of words.
    pub words: u64,
}

/// Table of open data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataTableView {
    /// Its name in files.
    pub name: &'static str,
    /// Description of a row.
    pub about: String,
    /// Its files.
    pub files: Vec<DataFileLink>,
    /// Names of its columns, in their order.
    pub columns: Vec<&'static str>,
}

/// Files of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataGroup {
    /// Description of them.
    pub about: String,
    /// The files.
    pub files: Vec<DataFileLink>,
}

/// Link to a file of open data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataFileLink {
    /// Its name.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its size for people; empty if it is not known.
    pub size: String,
}

/// Lines of code that read the speeches.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataExample {
    /// The program or library.
    pub program: &'static str,
    /// The lines.
    pub code: String,
}
