//! Estimates the mass of a site of which cards, the search index and packed copies have not been made.

use super::linked_site::Loaded;
use crate::bytes::compress::{WORTHWHILE, is_text};
use crate::hosting::mass_kind;
use crate::report::mass::{MassKind, SiteMass};
use crate::site::well_known::{MANIFEST, is_read_by_hosts};
use crate::site::{Artifact, ArtifactContent, DataFile, DataTable, Output, OutputKind, TableFormat};

/// Bytes of a card: 13,030 on average in an archive of 604 meetings.
const CARD: u64 = 13_000;

/// Share of the bytes of the records as Markdown that the passages of the search index have: 0.49 in two archives.
const PASSAGES: f64 = 0.49;

/// The same for its shards: 0.20 and 0.31.
const SHARDS: f64 = 0.22;

/// Bytes of a pack of shards.
const PACK: f64 = 65_536.0;

/// Share of the bytes of a text that its two packed copies have.
const PACKED: f64 = 0.45;

/// The same for the table of speeches as Parquet: 0.42 in an archive of 604 meetings.
const SPEECHES: f64 = 0.42;

/// The same for that table as packed text: 0.48 and 0.51.
const PACKED_SPEECHES: f64 = 0.5;

/// The same for all records as packed XML.
const PACKED_RECORDS: f64 = 0.5;

/// The same for each of the other tables, above [`SMALL_TABLE`].
const SMALL_TABLES: f64 = 0.0015;

/// Bytes of a table with few rows.
const SMALL_TABLE: u64 = 1_500;

/// Bytes for each pixel of a copy of a photograph: 0.03 to 0.2 in those at hand.
const RENDITION: f64 = 0.12;

/// Bytes of a list of all files of open data.
const DATA_LIST: u64 = 22_000;

/// Bytes of a file that was drawn and not written.
pub(super) fn length(loaded: &Loaded, output: &Output, artifact: &Artifact) -> u64 {
    match &artifact.content {
        ArtifactContent::Bytes(bytes) => bytes.len() as u64,
        ArtifactContent::Pieces(pieces) => pieces.iter().map(|piece| piece.len() as u64).sum(),
        ArtifactContent::CopyOf(_) => match &output.kind {
            OutputKind::Attachment(path) => loaded.plan.attachments.get(path).map_or(0, |file| file.bytes),
            OutputKind::Rendition(path, width) => loaded
                .plan
                .facts_of(path)
                .map_or(0, |facts| share(u64::from(*width) * u64::from(facts.height_at(*width)), RENDITION)),
            OutputKind::Static(path) => loaded.plan.statics.files.get(path).map_or(0, |file| file.bytes),
            _ => 0,
        },
    }
}

/// About the mass of a site, and about its files, by the bytes of those outputs of the plan that were drawn. Files that have no
/// name before they are made have none here.
pub(super) fn estimate(loaded: &Loaded, drawn: &[(&Output, u64)]) -> (SiteMass, Vec<(String, u64)>) {
    let mut mass = SiteMass::default();
    let mut files = Vec::with_capacity(loaded.plan.outputs.len());
    for (output, bytes) in drawn {
        mass.add(mass_kind(&output.kind), 1, *bytes);
        files.push((output.path.as_str().to_owned(), *bytes));
        add_packed(&mut mass, loaded, output, *bytes);
    }
    let words = mass.of(MassKind::Markdown).bytes;
    for output in &loaded.plan.outputs {
        let (kind, bytes) = match output.kind {
            OutputKind::Card(_) => (MassKind::Cards, CARD),
            OutputKind::Data(file) => (MassKind::OpenData, about_data(loaded, file, words)),
            _ => continue,
        };
        mass.add(kind, 1, bytes);
        files.push((output.path.as_str().to_owned(), bytes));
        add_packed(&mut mass, loaded, output, bytes);
    }
    let index = loaded.index.outputs.len() as u64;
    if index > 0 {
        let shards = share(words, SHARDS);
        mass.add(MassKind::Search, index + (shards as f64 / PACK).ceil() as u64, share(words, PASSAGES) + shards);
    }
    mass.add(MassKind::Programs, 1, 0);
    files.push((MANIFEST.to_owned(), 0));
    (mass, files)
}

/// Adds the packed copies of a file, if it will have some.
fn add_packed(mass: &mut SiteMass, loaded: &Loaded, output: &Output, bytes: u64) {
    let is_packed =
        !is_read_by_hosts(output.path.as_str()) && bytes >= WORTHWHILE as u64 && is_text(output.path.as_str());
    if loaded.config.precompress && is_packed {
        mass.add(MassKind::Packed, 2, share(bytes, PACKED));
    }
}

/// About the bytes of a file of open data, from those of the records as Markdown.
fn about_data(loaded: &Loaded, file: DataFile, words: u64) -> u64 {
    let years = loaded.plan.years.len().max(1) as f64;
    let (part, is_year) = match file {
        DataFile::Table(DataTable::Speeches, TableFormat::Parquet, year) => (SPEECHES, year.is_some()),
        DataFile::Table(DataTable::Speeches, _, year) => (PACKED_SPEECHES, year.is_some()),
        DataFile::Records(..) => (PACKED_RECORDS, true),
        DataFile::Package | DataFile::Catalogue => return DATA_LIST,
        DataFile::Table(..) | DataFile::Popolo => return SMALL_TABLE + share(words, SMALL_TABLES),
    };
    share(words, if is_year { part / years } else { part })
}

fn share(bytes: u64, part: f64) -> u64 {
    (bytes as f64 * part) as u64
}
