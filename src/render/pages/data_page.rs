//! The page about the open data: what there is, what a row means, and how to read it.

use crate::record::MeetingIndex;
use crate::render::context::Renderer;
use crate::render::open_data::{column_names, planned_data};
use crate::render::parts::file_links::size;
use crate::render::parts::head::{add_locale_links, head};
use crate::site::view::{DataAddress, DataExample, DataFileLink, DataGroup, DataPageView, DataTableView, DataYear};
use crate::site::well_known::{DATA, PLAIN_RECORD};
use crate::site::{Address, DataFile, DataTable, LocaleIndex, Output, RecordFormat, TableFormat};
use crate::text::iri;
use crate::theme::Strings;

/// The page in the language of a locale.
pub(crate) fn view(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> DataPageView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let mut head = head(renderer, output, "data", &here.lang, strings.get("data"), strings.get("data-about"));
    add_locale_links(renderer, &mut head, |locale| locale.data.as_deref().unwrap_or_default());
    let files: Vec<DataFile> = planned_data(renderer).collect();
    let link = |file: DataFile| link(renderer, strings, file);
    let of = |wanted: &dyn Fn(DataFile) -> bool| -> Vec<DataFileLink> {
        files.iter().copied().filter(|file| wanted(*file)).map(link).collect()
    };
    let table = |table: DataTable| DataTableView {
        name: table.name(),
        about: strings.get(&format!("data-{}", table.name())),
        files: openable_first(of(&|file| matches!(file, DataFile::Table(known, ..) if known == table))),
        columns: column_names(table).collect(),
    };
    let group = |format: RecordFormat| DataGroup {
        about: strings.get(&format!("data-{}", format.name())),
        files: of(&|file| matches!(file, DataFile::Records(known, _) if known == format)),
    };
    let meetings = &renderer.archive.meetings;
    DataPageView {
        head,
        years: years(renderer, locale),
        tables: DataTable::ALL.map(table).into_iter().filter(|table| !table.files.is_empty()).collect(),
        records: [RecordFormat::AkomaNtoso, RecordFormat::Tei]
            .map(group)
            .into_iter()
            .filter(|group| !group.files.is_empty())
            .collect(),
        popolo: of(&|file| file == DataFile::Popolo).pop(),
        lists: of(&DataFile::lists_others),
        left_out: meetings.iter().filter(|meeting| !meeting.details.redistribute).count(),
        examples: examples(renderer, &files),
        addresses: addresses(renderer, locale),
    }
}

/// The files of a table, those first that any spreadsheet opens.
fn openable_first(mut files: Vec<DataFileLink>) -> Vec<DataFileLink> {
    files.sort_by_key(|file| !file.name.contains(".csv"));
    files
}

fn link(renderer: &Renderer<'_>, strings: &Strings, file: DataFile) -> DataFileLink {
    let name = file.file_name();
    let written = renderer.written_data.get(&name);
    DataFileLink {
        href: renderer.plan.base.href(&Address::new(DATA).join(&name)),
        media_type: file.media_type(),
        size: written.map(|facts| size(facts.bytes, strings)).unwrap_or_default(),
        name,
    }
}

fn years(renderer: &Renderer<'_>, locale: LocaleIndex) -> Vec<DataYear> {
    let year = |(year, range): &(i16, std::ops::Range<MeetingIndex>)| {
        let meetings = &renderer.archive.meetings[range.clone()];
        let totals = || meetings.iter().map(|meeting| meeting.total());
        DataYear {
            year: *year,
            href: renderer.plan.locales[locale].years.get(year).map(ToString::to_string).unwrap_or_default(),
            meetings: meetings.len(),
            speeches: totals().map(|total| u64::from(total.speeches)).sum(),
            words: totals().map(|total| u64::from(total.words)).sum(),
        }
    };
    renderer.plan.years.iter().map(year).collect()
}

/// Addresses of the newest record that may be passed on, and of what belongs to it.
fn addresses(renderer: &Renderer<'_>, locale: LocaleIndex) -> Vec<DataAddress> {
    let (archive, addresses) = (renderer.archive, &renderer.plan.addresses);
    let Some(index) = archive.meetings.iter().rposition(|meeting| meeting.details.redistribute) else {
        return Vec::new();
    };
    let (meeting, record) = (&archive.meetings[index], &addresses.meetings[index]);
    let mut all = vec![("record", record.to_string())];
    all.extend(
        Some(&addresses.documents[index]).filter(|href| !href.is_empty()).map(|href| ("json", href.to_string())),
    );
    all.push(("markdown", format!("{record}{PLAIN_RECORD}")));
    if let Some(speech) = meeting.speeches().next() {
        all.push(("speech", format!("{record}#{}", speech.id)));
        let speaker = meeting.speaker_of(speech).by.first();
        all.extend(speaker.map(|speaker| ("speaker", renderer.plan.locales[locale].speakers[*speaker].to_string())));
    }
    let address = |(kind, href): (&'static str, String)| DataAddress {
        kind,
        shown: iri(&renderer.plan.base.in_full(&href)).into_owned(),
        href,
    };
    all.into_iter().map(address).collect()
}

/// Three lines each for DuckDB, pandas and R, which count words by speaker in the newest file of speeches.
fn examples(renderer: &Renderer<'_>, files: &[DataFile]) -> Vec<DataExample> {
    let speeches = |wanted: TableFormat| {
        let newest = files
            .iter()
            .rev()
            .find(|file| matches!(file, DataFile::Table(DataTable::Speeches, format, _) if *format == wanted));
        newest.map(|file| renderer.plan.base.absolute(&Address::new(DATA).join(&file.file_name())))
    };
    let (parquet, csv) = (speeches(TableFormat::Parquet), speeches(TableFormat::Csv));
    let mut examples = Vec::new();
    let mut add = |program: &'static str, lines: [String; 3]| {
        examples.push(DataExample { program, code: lines.join("\n") });
    };
    if let Some(url) = parquet.as_ref().or(csv.as_ref()) {
        add(
            "DuckDB",
            [
                "SELECT Speaker_name, count(*) AS Speeches, sum(Words) AS Words".to_owned(),
                format!("FROM '{url}'"),
                "GROUP BY Speaker_name ORDER BY Words DESC LIMIT 10;".to_owned(),
            ],
        );
        let read = if parquet.is_some() { "read_parquet" } else { "read_csv" };
        add(
            "pandas",
            [
                "import pandas".to_owned(),
                format!("speeches = pandas.{read}(\"{url}\")"),
                "print(speeches.groupby(\"Speaker_name\")[\"Words\"].sum().nlargest(10))".to_owned(),
            ],
        );
    }
    // R reads CSV by itself, and Parquet with packages alone.
    if let Some(url) = &csv {
        add(
            "R",
            [
                format!("lines <- readLines(gzcon(url(\"{url}\")), encoding = \"UTF-8\")"),
                "speeches <- read.csv(text = lines)".to_owned(),
                "head(sort(tapply(speeches$Words, speeches$Speaker_name, sum), decreasing = TRUE), 10)".to_owned(),
            ],
        );
    }
    examples
}
