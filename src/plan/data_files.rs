//! Plans the files of open data, and the page that lists them.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{Archive, Contribution};
use crate::site::well_known::DATA;
use crate::site::{Address, DataFile, DataTable, Locale, OutputKind, RecordFormat, TableFormat};

/// Bytes above which a table is divided by years. The size is estimated from the records, so that no file need be written
/// first.
const LARGEST_TABLE: usize = 100_000_000;

/// Estimated size of a row of votes, in bytes of CSV.
const VOTE_ROW: usize = 200;

/// Tables that grow with every meeting so much that they are divided by years where they would be too large.
const DIVIDED: [DataTable; 2] = [DataTable::Speeches, DataTable::Votes];

impl Planner<'_> {
    /// Plans the files of open data and their page in each language, and enters its address in each locale.
    pub(super) fn data_files(&mut self, locales: &mut [Locale]) {
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
            for &table in tables {
                if is_divided(self.archive, self.input.sources, table) {
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

/// Reports whether a table would be so large that it is divided by years.
fn is_divided(archive: &Archive, sources: &dyn crate::text::source::Sources, table: DataTable) -> bool {
    if !DIVIDED.contains(&table) {
        return false;
    }
    let of_meeting = |meeting: &crate::record::Meeting<crate::record::Speaker>| match table {
        DataTable::Speeches => sources.get(meeting.details.source).text.len(),
        _ => {
            let decisions = meeting.contributions().filter_map(Contribution::decision);
            decisions.map(|decision| decision.ballots.len() * VOTE_ROW).sum()
        }
    };
    archive.meetings.iter().map(of_meeting).sum::<usize>() > LARGEST_TABLE
}
