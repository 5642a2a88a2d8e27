//! The files of open data that a site has, in the order in which they are listed.

use crate::render::context::Renderer;
use crate::site::{DataFile, DataTable, OutputKind, RecordFormat};

/// All files of open data that are planned, in the order of their kinds.
pub(in crate::render) fn planned_data(renderer: &Renderer<'_>) -> impl Iterator<Item = DataFile> {
    let mut files: Vec<DataFile> = renderer
        .plan
        .outputs
        .iter()
        .filter_map(|output| match output.kind {
            OutputKind::Data(file) => Some(file),
            _ => None,
        })
        .collect();
    files.sort();
    files.into_iter()
}

/// Description of a file, in one English sentence.
pub(super) fn about(file: DataFile) -> &'static str {
    match file {
        DataFile::Table(table, ..) => match table {
            DataTable::Speeches => "Each speech with its speaker, item and words, in the order of time.",
            DataTable::Meetings => "Each meeting with its metadata and figures, in the order of time.",
            DataTable::People => "Each speaker with figures, by identifier.",
            DataTable::Organisations => "Each organisation with a page, in the order of the registry.",
            DataTable::Items => "Each section and agenda item with its figures, in the order of time.",
            DataTable::Decisions => "Each decision with its outcome and counts, in the order of time.",
            DataTable::Votes => "Each vote by name, in the order of time.",
        },
        DataFile::Records(RecordFormat::AkomaNtoso, _) => "The records of a year as Akoma Ntoso 3.0 documents.",
        DataFile::Records(RecordFormat::Tei, _) => "The records of a year as TEI documents in the form of ParlaMint.",
        DataFile::Popolo => "People, organisations and memberships as Popolo JSON.",
        DataFile::Package => "The list of all files as a Data Package (Frictionless).",
        DataFile::Catalogue => "The list of all files as DCAT in JSON-LD.",
    }
}
