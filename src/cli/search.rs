//! `minutebook search`: finds what was said, from the index of a finished site or from its records.

use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::threads::in_threads;
use crate::cli::site_arguments::parse_site;
use crate::fs::file_range::read_range;
use crate::pipeline::{Options, default_output, search_in_memory};
use crate::report::failure::Failure;
use crate::report::shown::visible;
use crate::report::terminal::{hand_over, print_coloured, print_status};
use crate::search::{
    ContributionKind, Hit, Index, IndexManifest, OpenError, PageSection, Query, SearchResults, SortOrder, Store,
    UnmatchedFilter,
};
use crate::text::spreadsheet_cells::spreadsheet_cell;

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// The query: words, "an exact phrase", one OR another, -not, speaker:NAME, role:ROLE, body:ID, series:ID, topic:ID, year:2019..2021, from:2021-03-01, to:2021-04, lang:TAG, in:narrative
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    /// A finished site, or its sources
    #[arg(value_name = "SITE", default_value = ".", value_parser = parse_site)]
    site: PathBuf,
    /// The folder of the finished site (SITE/output; for a plain folder ./output)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The form of the results: lines for people, one JSON object, or a table
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "lines")]
    format: OutputForm,
    /// Print one JSON object, for programs: `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The number of results to print (0: all); all are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Newest first, instead of best first
    #[arg(long)]
    by_date: bool,
}

impl SearchArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || run(&self.options(), &self.request()))
    }

    /// Options for reading the records where there is no finished site: as the public sees them.
    fn options(&self) -> Options {
        Options { output: self.output.clone(), ..Options::for_site(&self.site) }
    }

    fn request(&self) -> SearchOptions {
        SearchOptions {
            query: self.query.clone(),
            order: if self.by_date { SortOrder::Date } else { SortOrder::Relevance },
            shown: if self.json { OutputForm::Json } else { self.format },
            limit: if self.limit == 0 { usize::MAX } else { self.limit },
        }
    }
}

/// A query, and the form of its results.
#[derive(Debug, Clone)]
struct SearchOptions {
    /// The query as typed.
    query: String,
    /// Order of the results.
    order: SortOrder,
    /// Form of the results.
    shown: OutputForm,
    /// Maximum number of results printed.
    limit: usize,
}

/// Form of printed results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputForm {
    /// For people.
    Lines,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Files of an index on the disk.
struct SiteFolder(PathBuf);

impl SiteFolder {
    fn place(&self, path: &str) -> Result<PathBuf, String> {
        // The directory is named by the root, which anybody may have edited.
        if path.split('/').any(|part| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':'])) {
            return Err(format!("{path} is not a path within the index"));
        }
        Ok(self.0.join(path))
    }
}

impl Store for SiteFolder {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        let place = self.place(path)?;
        std::fs::read(&place).map_err(|error| format!("{}: {error}", place.display()))
    }

    fn part(&self, path: &str, bytes: Range<u64>) -> Result<Vec<u8>, String> {
        let place = self.place(path)?;
        read_range(&place, bytes).map_err(|error| format!("{}: {error}", place.display()))
    }
}

/// Searches a finished site (`options.site`, or its output folder), else the records from which it is built, and prints
/// the results.
///
/// # Errors
/// When there is no site, or its index cannot be read.
fn run(options: &Options, request: &SearchOptions) -> Result<ExitCode, Failure> {
    let Some(folder) = finished(options) else {
        print_status(&format!("there is no finished site; reading the records in {}", options.site.display()));
        let index = search_in_memory(options)?;
        let index = index.ok_or_else(|| {
            Failure::usage("the search is turned off: site.yml says `search: false`\n  hint: take that line out")
        })?;
        return answer(request, &index);
    };
    print_status(&format!("reading {}", folder.display()));
    let index = Index::open(SiteFolder(folder)).map_err(|refusal| {
        let remedy = match refusal {
            OpenError::Version(_) => "build the site again, or use the program that built it",
            OpenError::Missing(_) | OpenError::Damaged => "build the site again",
        };
        Failure::environment(format!("{refusal}\n  hint: {remedy}"))
    })?;
    answer(request, &index)
}

/// Answers the query, and prints the results.
fn answer<S: Store>(request: &SearchOptions, index: &Index<S>) -> Result<ExitCode, Failure> {
    // The query is complete, so its last word is not the beginning of a longer one unless it ends in `*`.
    let query = &Query::parse_with(&format!("{} ", request.query), &index.taxonomy_fields());
    let answer = index.search(query, request.order);
    let unmatched = if answer.hits.is_empty() { index.unmatched(query) } else { Vec::new() };
    let pages = index.pages(query).map_err(Failure::environment)?;
    print_results(request, index.root(), &answer, &pages, &unmatched)
}

/// The folder of the index of a finished site, if there is one.
fn finished(options: &Options) -> Option<PathBuf> {
    let places = match &options.output {
        Some(output) => vec![output.clone()],
        None => vec![options.site.clone(), default_output(&options.site)],
    };
    let index = |place: &PathBuf| Some(place.join("search")).filter(|folder| folder.join("index.json").is_file());
    places.iter().find_map(index)
}

fn print_results(
    request: &SearchOptions,
    root: &IndexManifest,
    answer: &SearchResults,
    pages: &[PageSection],
    unmatched: &[UnmatchedFilter],
) -> Result<ExitCode, Failure> {
    for phrase in &answer.empty {
        print_status(&format!("“{phrase}” has no letter or digit, and cannot be searched for"));
    }
    for or in &answer.stray_ors {
        print_status(&format!("`{or}` joins only the two words or phrases beside it"));
    }
    for UnmatchedFilter { value, existing } in unmatched {
        let existing = if existing.is_empty() { "nothing else".to_owned() } else { existing.join(", ") };
        print_status(&format!("nothing is called “{value}”; there is: {existing}"));
    }
    for error in &answer.errors {
        print_status(&format!("something may be missing: {error}"));
    }
    let shown = answer.hits.iter().take(request.limit);
    match request.shown {
        OutputForm::Json => {
            let pages: Vec<Value> = pages
                .iter()
                .take(request.limit)
                .map(|page| json!({ "title": page.title, "lang": page.lang, "url": in_full(root, &page.link) }))
                .collect();
            let results: Vec<Value> = shown.map(|hit| as_value(root, hit)).collect();
            hand_over(&format!("{:#}", json!({ "total": answer.hits.len(), "results": results, "pages": pages })));
        }
        OutputForm::Csv => {
            let table = as_table(root, shown).map_err(|error| Failure::environment(error.to_string()))?;
            hand_over(table.trim_end());
        }
        OutputForm::Lines => {
            for page in pages.iter().take(request.limit) {
                print_coloured(&format!("{}\n  {}\n", tame(&page.title), tame(&in_full(root, &page.link))));
            }
            shown.for_each(|hit| print_coloured(&as_lines(root, hit)));
            let left = answer.hits.len().saturating_sub(request.limit);
            print_status(&match (answer.hits.len(), left) {
                (0, _) => "nothing found".to_owned(),
                (1, _) => "1 found".to_owned(),
                (all, 0) => format!("{all} found"),
                (all, left) => format!("{all} found, {left} not shown (`--limit 0` shows all)"),
            });
        }
    }
    if !answer.asks && answer.empty.is_empty() {
        return Err(Failure::usage(
            "the query has no words or conditions\n  hint: `minutebook search '\"a phrase\" speaker:NAME'`",
        ));
    }
    Ok(if answer.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// A table of results, with a header.
fn as_table<'h>(root: &IndexManifest, hits: impl Iterator<Item = &'h Hit>) -> Result<String, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["url", "date", "speaker", "role", "meeting", "lang", "kind", "excerpt"])?;
    for hit in hits {
        let (link, excerpt) = (in_full(root, &link(hit)), hit.in_one_line(&snippet(hit).concat()));
        let cells =
            [&link, &hit.date, &hit.speaker, &hit.role, &hit.title, &hit.lang, kind_name(hit.kind), excerpt.as_str()];
        table.write_record(cells.map(|text| spreadsheet_cell(text).into_owned()))?;
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn kind_name(kind: ContributionKind) -> &'static str {
    match kind {
        ContributionKind::Speech => "speech",
        ContributionKind::Narrative => "narrative",
        ContributionKind::Heading => "heading",
        ContributionKind::Note => "note",
        ContributionKind::Decision => "decision",
    }
}

fn as_value(root: &IndexManifest, hit: &Hit) -> Value {
    let link = link(hit);
    json!({
        "speaker": hit.speaker,
        "role": hit.role,
        "date": hit.date,
        "meeting": hit.title,
        "series": hit.series,
        "lang": hit.lang,
        "kind": kind_name(hit.kind),
        "id": hit.id,
        "href": link,
        "url": in_full(root, &link),
        "text": hit.text,
        "snippet": hit.in_one_line(&snippet(hit).concat()),
    })
}

fn as_lines(root: &IndexManifest, hit: &Hit) -> String {
    let role = if hit.role.is_empty() { String::new() } else { format!(" ({})", hit.role) };
    let who = if hit.speaker.is_empty() { String::new() } else { format!("{}{role}: ", hit.speaker) };
    // Every second piece is a match.
    let words: String = snippet(hit)
        .iter()
        .enumerate()
        .map(|(number, piece)| (number, tame(&hit.in_one_line(piece))))
        .map(|(number, piece)| if number % 2 == 1 { format!("\x1b[1m{piece}\x1b[0m") } else { piece })
        .collect();
    format!(
        "{}  {}\n  {}{words}\n  {}\n",
        tame(&hit.date),
        tame(&hit.title),
        tame(&who),
        tame(&in_full(root, &link(hit)))
    )
}

/// A text on one line, without control characters.
fn tame(text: &str) -> String {
    visible(&text.replace(['\n', '\r', '\t'], " ")).into_owned()
}

fn link(hit: &Hit) -> String {
    if hit.id.is_empty() { hit.link.clone() } else { format!("{}#{}", hit.link, hit.id) }
}

/// The full URL, if the index knows the site's base URL.
fn in_full(root: &IndexManifest, link: &str) -> String {
    match link.strip_prefix(&root.base).filter(|_| !root.url.is_empty()) {
        Some(rest) => format!("{}{rest}", root.url),
        None => link.to_owned(),
    }
}

/// Number of characters shown before and after the first match.
const AROUND: (usize, usize) = (40, 100);

/// The words around the first match, in pieces: every second one is a match.
fn snippet(hit: &Hit) -> Vec<String> {
    hit.excerpt(AROUND.0, AROUND.1)
}
