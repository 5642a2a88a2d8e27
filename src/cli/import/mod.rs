//! `minutebook import`: records from the files of other programs.
//!
//! Each new text is first read by the parser that every build uses. If that does not give what the file says, nothing is
//! written for that file.

mod foreign_files;
mod import_arguments;
mod import_summary;
mod matched_people;
mod read_back;
mod record_places;
mod record_update;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::foreign_files::{ForeignFile, foreign_files};
use self::import_summary::{ImportSummary, people, tell_left_out};
use self::matched_people::MatchedPeople;
use self::read_back::read_back;
use self::record_places::RecordPlaces;
use self::record_update::{WordsUpdate, other_keys, updated};
use crate::cli::content_files::{content, records_folder, replace, write_new};
use crate::cli::progress::FileProgress;
use crate::config::Config;
use crate::pipeline::{
    ForeignNames, ImportFormat, ImportedRecord, ImportedRegistry, Options, front_matter, is_silent, load_site,
    markdown_record,
};
use crate::record::{Date, parse_leading_date, parse_trailing_date};
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::{print, print_status};

pub(super) use import_arguments::ImportCommandArguments;

/// Files to import, and the ways to do it.
#[derive(Debug, Clone)]
pub(super) struct ImportRequest {
    /// Files, and folders that are searched for files.
    pub files: Vec<PathBuf>,
    /// The format, instead of the one found by the content.
    pub format: Option<ImportFormat>,
    /// The day of the meeting, instead of the one in the file.
    pub date: Option<Date>,
    /// The title, instead of the one in the file.
    pub title: Option<String>,
    /// The folder within the content.
    pub folder: Option<String>,
    /// Label of speakers whom the file does not name.
    pub unnamed: String,
    /// True if people whom the registry does not have are written into it.
    pub people: bool,
    /// True if new records begin as drafts.
    pub draft: bool,
    /// True if nothing is written.
    pub dry_run: bool,
    /// True if records that exist are written anew; their metadata stays.
    pub force: bool,
}

/// Imports each file, prints the paths of the records, and tells what went wrong.
///
/// # Errors
/// When the site cannot be read, no file can be found, or the disk refuses.
pub(super) fn run(options: &Options, request: &ImportRequest) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let folder = request.folder.as_deref().map(records_folder).transpose()?.unwrap_or_default();
    let content = content(&options.site);
    let files = foreign_files(&request.files)?;
    let mut run = ImportRun {
        request,
        config: &loaded.config,
        folder: content.join(folder),
        people: MatchedPeople::of(&loaded.archive.registry, &loaded.config, request.people),
        names: ForeignNames::default(),
        places: RecordPlaces::of(&content),
        summary: ImportSummary::default(),
    };
    for file in &files {
        run.list(file);
    }
    let bar = FileProgress::new("files", false);
    for (at, file) in files.iter().enumerate() {
        bar.show(at, files.len());
        if let Err(failure) = run.import(file) {
            print_status(&format!("{}: {}", file.path.display(), failure.message));
            run.summary.failed += 1;
        }
    }
    bar.clear();
    let ImportRun { people, mut summary, .. } = run;
    if summary.is_nothing() {
        return Err(Failure::usage(
            "no file is of a format that can be imported\n  hint: `minutebook import --help` lists the formats; `--from txt` says what a file is",
        ));
    }
    (summary.people, summary.organisations) = people.counts();
    if !request.dry_run {
        people.write(&options.site)?;
    }
    print_status(&summary.line(request.dry_run));
    Ok(if summary.failed + summary.left > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// An import while it goes on.
struct ImportRun<'r> {
    request: &'r ImportRequest,
    config: &'r Config,
    /// Folder of new records.
    folder: PathBuf,
    people: MatchedPeople,
    /// Names that files list for others.
    names: ForeignNames,
    places: RecordPlaces,
    summary: ImportSummary,
}

impl ImportRun<'_> {
    /// Takes in the people of a file that lists them for others. Mistakes in it are told later.
    fn list(&mut self, file: &ForeignFile) {
        if !file.may_list_people() {
            return;
        }
        let Ok(bytes) = file.bytes() else { return };
        let Some(format) = self.request.format.or_else(|| ImportFormat::detect(&bytes)) else { return };
        if let Ok(found) = format.read(&bytes, &self.names) {
            self.names.add(&found.registry);
        }
    }

    /// Imports one file; nothing if it was found in a folder and is of no format.
    fn import(&mut self, file: &ForeignFile) -> Result<(), Failure> {
        let bytes = file.bytes()?;
        let Some(format) = self.request.format.or_else(|| ImportFormat::detect(&bytes)) else {
            if !file.is_named {
                return Ok(());
            }
            let names = ImportFormat::ALL.map(|format| format!("`--from {}`", format.name())).join(", ");
            ImportFormat::check_text(&bytes).map_err(Failure::usage)?;
            return Err(Failure::usage(format!("its format is not known\n  hint: one of {names} says what it is")));
        };
        let mut found = format.read(&bytes, &self.names).map_err(Failure::usage)?;
        if found.is_superseded && !file.is_named {
            self.summary.superseded += 1;
            return Ok(());
        }
        self.people.take(&found.registry);
        if found.records.is_empty() {
            self.tell_list(file, &found.registry);
            self.summary.lists += 1;
        }
        let count = found.records.len();
        for record in &mut found.records {
            self.people.name_entries(&mut record.facts);
            self.record(file, format, record, count > 1)?;
        }
        Ok(())
    }

    fn tell_list(&self, file: &ForeignFile, registry: &ImportedRegistry) {
        let people = people(registry.people.len());
        let organisations = counted(registry.organisations.len(), "organisation");
        let hint = if self.request.people { "" } else { "; `--people` writes them into the registry" };
        print_status(&format!("{}: {people} and {organisations}{hint}", file.path.display()));
    }

    fn record(
        &mut self,
        file: &ForeignFile,
        format: ImportFormat,
        record: &ImportedRecord,
        is_one_of_many: bool,
    ) -> Result<(), Failure> {
        // Of an archive, a meeting without words is a record too.
        if record.parts.is_empty() && (record.facts.id.is_none() || record.facts.date.is_none()) {
            return Err(Failure::usage("nobody speaks in it"));
        }
        let (date, title) = self.date_and_title(file, format, record)?;
        let id = record.facts.id.clone().unwrap_or_else(|| file.name());
        let part = if is_one_of_many && record.facts.id.is_none() { format!("#{date}") } else { String::new() };
        let source = format!("{}:{id}{part}", format.name());
        // A title may give the date itself: `1968年防波堤大會`.
        let is_dated = parse_leading_date(&title).is_some_and(|found| found.date == Some(date));
        let between = |sign: &str| if is_dated { title.clone() } else { format!("{date}{sign}{title}") };
        let name = record.facts.slug.clone().unwrap_or_else(|| between("-"));
        let place = self.places.place(&source, &self.folder, &name);
        let speakers = self.people.speakers(record);
        let words = markdown_record(record, &between(" "), &self.request.unnamed);
        let metadata = front_matter(record, &source, self.config.labels, &speakers);
        let before = std::fs::read_to_string(&place).ok();
        let text = match &before {
            None if self.request.draft => format!("{}{words}", as_draft(&metadata)),
            None => format!("{metadata}{words}"),
            Some(before) => match updated(before, &words) {
                WordsUpdate::Unchanged => {
                    self.summary.unchanged += 1;
                    self.places.put(&source, &place);
                    return Ok(());
                }
                WordsUpdate::Changed(text) if self.request.force || self.places.is_own(&place) => text,
                WordsUpdate::Changed(_) => {
                    self.summary.left += 1;
                    print_status(&format!(
                        "{}: {} exists already and was left unchanged\n  hint: `--force` writes its words anew and keeps its metadata",
                        file.path.display(),
                        place.display()
                    ));
                    return Ok(());
                }
                WordsUpdate::Unclear => return Err(unclear(&place)),
            },
        };
        if let Some(reason) = read_back(&text, record, &self.request.unnamed, self.config)? {
            print_status(&format!("{}: it will be held back: {reason}", place.display()));
        }
        if !self.request.dry_run {
            match &before {
                Some(_) => replace(&place, text.as_bytes(), "a record")?,
                None => write_new(&place, &text)?,
            }
        }
        if let Some(before) = &before {
            self.tell_other_keys(&place, before, &metadata);
        }
        match before {
            Some(_) => self.summary.updated += 1,
            None => self.summary.written += 1,
        }
        print(&place.display().to_string());
        self.places.put(&source, &place);
        tell_left_out(file, record);
        if is_silent(record) && !metadata.contains("\nspeeches: none\n") {
            print_status(&format!(
                "{}: no line was read as the name of a speaker, although some look like one\n  hint: write `### Name:` above the words of each speaker, or `speeches: none` if nobody speaks",
                place.display()
            ));
        }
        Ok(())
    }

    fn tell_other_keys(&self, place: &Path, before: &str, metadata: &str) {
        let keys = other_keys(before, metadata);
        if !keys.is_empty() {
            print_status(&format!(
                "{}: its metadata was kept; the file gives other values for {}",
                place.display(),
                keys.join(", ")
            ));
        }
    }

    /// Day and title of a meeting: as asked for, or else from the file, or from its name.
    fn date_and_title(
        &self,
        file: &ForeignFile,
        format: ImportFormat,
        record: &ImportedRecord,
    ) -> Result<(Date, String), Failure> {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
        let found = parse_leading_date(&stem);
        let date = self.request.date.or(record.facts.date).or_else(|| found.as_ref()?.date);
        if let (None, Some(day)) = (date, record.facts.day_in_words) {
            print_status(&format!(
                "{}: the day {day} is taken from the words above the first speaker\n  hint: if the meeting was on another day, add `--date`",
                file.path.display()
            ));
        }
        let date = date.or(record.facts.day_in_words).ok_or_else(|| {
            Failure::usage("the day of the meeting is not known\n  hint: add `--date 2024-03-11`, or begin the file's name with it: `2024-03-11 Council.vtt`")
        })?;
        let rest = found.map_or(&*stem, |found| found.rest).trim_matches([' ', '-']).to_owned();
        let found = || record.facts.title.clone().unwrap_or(rest);
        let title = self.request.title.clone().unwrap_or_else(|| match format {
            // Documents of people; the others have a place of their own for the day.
            ImportFormat::Docx | ImportFormat::PlainText | ImportFormat::WebVtt | ImportFormat::SubRip => {
                without_day(&found(), date)
            }
            _ => found(),
        });
        // Spaces that do not break are a part of it.
        let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(Failure::usage(
                "the title of the meeting is not known\n  hint: add `--title \"Council\"`, or write it behind the day in the file's name",
            ));
        }
        Ok((date, title))
    }
}

/// A title without the day of the meeting at its end, behind a sign: `Harbour Committee, 4 April 2024`. The day stands before it.
fn without_day(title: &str, day: Date) -> String {
    let found = parse_trailing_date(title).filter(|(found, _)| *found == day).map(|(_, before)| before.trim_end());
    let is_in_brackets = title.trim_end().ends_with([')', '）', ']', '】']);
    let head = found.and_then(|before| match before.strip_suffix([',', '–', '—', '-', ':', '，']) {
        None if is_in_brackets => Some(before),
        head => head,
    });
    let head = head.map(str::trim_end).filter(|head| !head.is_empty());
    head.unwrap_or(title).to_owned()
}

/// Front matter of a record that only editors see. It always names the document, so there is a place for the key.
fn as_draft(metadata: &str) -> String {
    match metadata.strip_prefix("---\n") {
        Some(rest) if !rest.lines().any(|line| line.starts_with("status:")) => format!("---\nstatus: draft\n{rest}"),
        _ => metadata.to_owned(),
    }
}

/// Failure for a record whose metadata cannot be told from its words.
fn unclear(place: &Path) -> Failure {
    Failure::usage(format!(
        "{} was left unchanged, because it has more than front matter and words of the file, and its metadata might be lost\n  hint: move its metadata between two lines `---` at its top, or correct its words by hand",
        place.display()
    ))
}
