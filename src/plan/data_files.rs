//! Plans the files of open data, and the page that lists them.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::Archive;
use crate::site::well_known::DATA;
use crate::site::{Address, Body, DataFile, DataTable, Locale, OutputKind, RecordFormat, TableFormat};

/// Bytes of text above which a table is divided by years.
const LARGEST_TABLE: u64 = 100_000_000;

/// Estimated bytes of a word or of a character that counts as one.
const WORD: u64 = 4;

/// Estimated bytes of a row of speeches without its words.
const SPEECH_ROW: u64 = 350;

/// Estimated bytes of a row of votes.
const VOTE_ROW: u64 = 200;

impl Planner<'_> {
    /// Plans the files of open data and their page in each language, and enters its address in each locale.
    pub(super) fn data_files(&mut self, locales: &mut [Locale], bodies: &[Body]) {
        let settings = &self.input.config.open_data;
        if !settings.has_bulk_files() {
            return;
        }
        let mut files: Vec<DataFile> = Vec::new();
        let years = years(self.archive);
        let tables = [
            (TableFormat::Parquet, settings.parquet, DataTable::ALL.as_slice()),
            (TableFormat::Csv, settings.csv, DataTable::ALL.as_slice()),
            (TableFormat::Ndjson, settings.ndjson, &[DataTable::Speeches]),
        ];
        for (format, _, tables) in tables.into_iter().filter(|(_, is_wanted, _)| *is_wanted) {
            for &table in tables.iter().filter(|table| has_rows(self.archive, bodies, **table)) {
                if is_divided(self.archive, table) {
                    files.extend(years.iter().map(|year| DataFile::Table(table, format, Some(*year))));
                } else {
                    files.push(DataFile::Table(table, format, None));
                }
            }
        }
        let records = [(RecordFormat::AkomaNtoso, settings.akoma_ntoso), (RecordFormat::Tei, settings.tei)];
        for (format, _) in records.into_iter().filter(|(_, is_wanted)| *is_wanted) {
            files.extend(years.iter().map(|year| DataFile::Records(format, *year)));
        }
        files.extend(settings.popolo.then_some(DataFile::Popolo));
        files.extend([DataFile::Package, DataFile::Catalogue]);
        for file in files {
            let address = Address::new(DATA).join(&file.file_name());
            self.add(address, OutputKind::Data(file), &Claimant::Own("a file of open data"));
        }
        for (index, locale) in locales.iter_mut().enumerate() {
            let address = urls::in_language(index, &locale.lang, &Address::new(DATA));
            let who = Claimant::Own("the page about the open data");
            locale.data = Some(self.page(address, OutputKind::DataPage(index), &who));
        }
    }
}

/// Years with records that may be redistributed, the oldest first.
fn years(archive: &Archive) -> Vec<i16> {
    let free = archive.meetings.iter().filter(|meeting| meeting.details.redistribute);
    let mut years: Vec<i16> = free.map(|meeting| meeting.details.date.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Reports whether a table has a row. Those that an archive may do without are left out if it does.
fn has_rows(archive: &Archive, bodies: &[Body], table: DataTable) -> bool {
    let mut free = archive.meetings.iter().filter(|meeting| meeting.details.redistribute);
    match table {
        DataTable::Speeches | DataTable::Meetings | DataTable::People | DataTable::Items => true,
        DataTable::Organisations => !bodies.is_empty(),
        DataTable::Decisions => free.any(|meeting| meeting.decisions().next().is_some()),
        DataTable::Votes => free.flat_map(|meeting| meeting.decisions()).any(|decision| !decision.ballots.is_empty()),
    }
}

/// Reports whether a table would be so large that it is divided by years. Its size is estimated from numbers that are known of
/// every record, so that no text need be read again.
fn is_divided(archive: &Archive, table: DataTable) -> bool {
    let free = archive.meetings.iter().filter(|meeting| meeting.details.redistribute);
    let bytes: u64 = match table {
        DataTable::Speeches => free
            .map(|meeting| meeting.total())
            .map(|total| u64::from(total.words) * WORD + u64::from(total.speeches) * SPEECH_ROW)
            .sum(),
        DataTable::Votes => {
            let decisions = free.flat_map(|meeting| meeting.decisions());
            decisions.map(|decision| decision.ballots.len() as u64 * VOTE_ROW).sum()
        }
        _ => 0,
    };
    bytes > LARGEST_TABLE
}
