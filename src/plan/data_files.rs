//! Plans the files of open data, and the page that lists them.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::config::{OpenDataFormat, SiteHost};
use crate::hosting::HostLimits;
use crate::record::{Archive, Meeting, Speaker};
use crate::site::well_known::{DATA, RECORD_SCHEMA};
use crate::site::{Address, Body, DataFile, DataTable, Locale, OutputKind, RecordFormat, TableFormat};

/// Bytes of a file above which a table is divided by years, unless the host of the site takes less.
const LARGEST_FILE: u64 = 100_000_000;

/// Estimated bytes of a word or of a character that counts as one.
const WORD: f64 = 4.0;

/// Estimated bytes of a row of speeches without its words.
const SPEECH_ROW: f64 = 350.0;

/// Share that the largest packed file of speeches has of its text: 0.28 in an archive of 604 meetings.
const PACKED: f64 = 0.3;

/// Estimated bytes of a row of votes without the name of its record, which it has twice.
const VOTE_ROW: usize = 100;

impl Planner<'_> {
    /// Plans the files of open data and their page in each language, and enters its address in each locale.
    pub(super) fn data_files(&mut self, locales: &mut [Locale], bodies: &[Body]) {
        let settings = &self.input.config.open_data;
        if settings.has(OpenDataFormat::RecordJson) {
            let who = Claimant::Own("the schema of records as JSON");
            self.add(Address::new(RECORD_SCHEMA), OutputKind::RecordSchema, &who);
        }
        if !settings.has_bulk_files() {
            return;
        }
        let mut files: Vec<DataFile> = Vec::new();
        let years = years(self.archive);
        let most = most_bytes(self.input.config.host);
        let tables = [
            (OpenDataFormat::Parquet, TableFormat::Parquet, DataTable::ALL.as_slice()),
            (OpenDataFormat::Csv, TableFormat::Csv, DataTable::ALL.as_slice()),
            (OpenDataFormat::Ndjson, TableFormat::Ndjson, &[DataTable::Speeches]),
        ];
        for (_, format, tables) in tables.into_iter().filter(|(offer, ..)| settings.has(*offer)) {
            for &table in tables.iter().filter(|table| has_rows(self.archive, bodies, **table)) {
                let is_divided = largest_file(self.archive, table) > most;
                files.extend(parts(is_divided, &years).map(|year| DataFile::Table(table, format, year)));
            }
        }
        let records =
            [(OpenDataFormat::AkomaNtoso, RecordFormat::AkomaNtoso), (OpenDataFormat::Tei, RecordFormat::Tei)];
        for (_, format) in records.into_iter().filter(|(offer, _)| settings.has(*offer)) {
            files.extend(years.iter().map(|year| DataFile::Records(format, *year)));
        }
        files.extend(settings.has(OpenDataFormat::Popolo).then_some(DataFile::Popolo));
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

/// Most bytes of a table in one file.
fn most_bytes(host: Option<SiteHost>) -> u64 {
    let of_host = host.and_then(|host| HostLimits::of(host).file_bytes);
    of_host.map_or(LARGEST_FILE, |limit| limit.most.min(LARGEST_FILE))
}

/// Parts of a table: one for each year, or the whole.
fn parts(is_divided: bool, years: &[i16]) -> impl Iterator<Item = Option<i16>> {
    let whole = (!is_divided).then_some(None);
    whole.into_iter().chain(years.iter().copied().map(Some).filter(move |_| is_divided))
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

/// About the size of the largest file of a table, in bytes. It is estimated from numbers that are known of every record, so that no
/// text need be read again; 0 for tables that stay small.
fn largest_file(archive: &Archive, table: DataTable) -> u64 {
    let free = archive.meetings.iter().filter(|meeting| meeting.details.redistribute);
    let bytes: f64 = match table {
        DataTable::Speeches => free
            .map(|meeting| meeting.total())
            .map(|total| (f64::from(total.words) * WORD + f64::from(total.speeches) * SPEECH_ROW) * PACKED)
            .sum(),
        DataTable::Votes => {
            let rows = |meeting: &Meeting<Speaker>| -> usize {
                let votes = meeting.decisions().map(|decision| decision.ballots.len()).sum::<usize>();
                votes * (VOTE_ROW + 2 * meeting.details.slug.len())
            };
            free.map(rows).sum::<usize>() as f64
        }
        _ => 0.0,
    };
    bytes as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{HostName, HostPlan};

    #[test]
    fn a_table_that_the_host_would_not_take_is_divided_by_years() {
        let host = |name| Some(SiteHost { name, plan: HostPlan::Free });
        assert_eq!(most_bytes(host(HostName::CloudflarePages)), 25 << 20);
        assert_eq!(most_bytes(host(HostName::S3)), LARGEST_FILE);
        assert_eq!(most_bytes(None), LARGEST_FILE);
        assert_eq!(parts(true, &[2023, 2024]).collect::<Vec<_>>(), [Some(2023), Some(2024)]);
        assert_eq!(parts(false, &[2023, 2024]).collect::<Vec<_>>(), [None]);
    }
}
