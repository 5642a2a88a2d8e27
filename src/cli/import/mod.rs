//! `minutebook import`: records from captions and from the text files of recorders.
//!
//! Each new text is first read by the parser that every build uses. If that does not give the same speeches, nothing is
//! written for that file.

mod foreign_files;
mod import_arguments;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::foreign_files::{ForeignFile, foreign_files};
use crate::cli::content_files::{content, records_folder, replace, write_new};
use crate::config::Config;
use crate::pipeline::{ImportFormat, ImportedRecord, ImportedSpeech, Options, load_site, markdown_record, preview};
use crate::record::{Date, Document, parse_leading_date};
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::{print, print_status};
use crate::text::shorten;
use crate::text::slug::slugify;

pub(super) use import_arguments::ImportCommandArguments;

/// Files to import, and the ways to do it.
#[derive(Debug, Clone)]
pub(super) struct ImportRequest {
    /// Files, and folders that are searched for files.
    pub files: Vec<PathBuf>,
    /// The format, instead of the one found by the content.
    pub format: Option<ImportFormat>,
    /// The day of the meeting, instead of the one in the file's name.
    pub date: Option<Date>,
    /// The title, instead of the one in the file's name.
    pub title: Option<String>,
    /// The folder within the content.
    pub folder: Option<String>,
    /// Label of speakers whom the file does not name.
    pub unnamed: String,
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
    let folder = content(&options.site).join(folder);
    let (mut written, mut failed) = (0usize, 0usize);
    for file in foreign_files(&request.files)? {
        match import(&file, request, &folder, &loaded.config) {
            Ok(Some(place)) => {
                print(&place.display().to_string());
                written += 1;
            }
            Ok(None) => {}
            Err(failure) => {
                print_status(&format!("{}: {}", file.path.display(), failure.message));
                failed += 1;
            }
        }
    }
    if written + failed == 0 {
        return Err(Failure::usage(
            "no file is of a format that can be imported\n  hint: name captions (.vtt, .srt) or the text of a recorder; `--from txt` says what a file is",
        ));
    }
    let verb = if request.dry_run { "would be written" } else { "written" };
    let others = if failed > 0 { format!(", {} not imported", counted(failed, "file")) } else { String::new() };
    print_status(&format!("{} {verb}{others}.", counted(written, "record")));
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Imports one file; none if it was found in a folder and is of no format.
fn import(
    file: &ForeignFile,
    request: &ImportRequest,
    folder: &Path,
    config: &Config,
) -> Result<Option<PathBuf>, Failure> {
    let text = file.text()?;
    let Some(format) = request.format.or_else(|| ImportFormat::detect(&text)) else {
        return if file.is_named {
            Err(Failure::usage(
                "its format is not known\n  hint: `--from vtt`, `--from srt` or `--from txt` says what it is",
            ))
        } else {
            Ok(None)
        };
    };
    let record = format.read(&text);
    if record.speeches.is_empty() {
        return Err(Failure::usage("nobody speaks in it"));
    }
    let (date, title) = date_and_title(file, request)?;
    let stem = slugify(&format!("{date}-{title}")).text.replace('.', "-");
    let place = folder.join(format!("{stem}.md"));
    let before = std::fs::read_to_string(&place).ok();
    if before.is_some() && !request.force {
        return Err(Failure::usage(format!(
            "{} exists already and was left unchanged\n  hint: `--force` writes its words anew and keeps its metadata",
            place.display()
        )));
    }
    let words = markdown_record(&record, &format!("{date} {title}"), &request.unnamed);
    let metadata = before.as_deref().map(|before| front_matter(before).ok_or_else(|| unclear(&place))).transpose()?;
    let text = format!("{}{words}", metadata.unwrap_or_default());
    read_back(&text, &record, &request.unnamed, config)?;
    if !request.dry_run {
        match before {
            Some(_) => replace(&place, &text, "a record")?,
            None => write_new(&place, &text)?,
        }
    }
    tell_left_out(file, &record);
    Ok(Some(place))
}

/// Failure for a record whose metadata cannot be told from its words.
fn unclear(place: &Path) -> Failure {
    Failure::usage(format!(
        "{} was left unchanged, because it has more than front matter and speeches, and its metadata might be lost\n  hint: move its metadata between two lines `---` at its top, or correct its words by hand",
        place.display()
    ))
}

/// Day and title of a meeting: as asked for, or else from the file's name.
fn date_and_title(file: &ForeignFile, request: &ImportRequest) -> Result<(Date, String), Failure> {
    let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
    let found = parse_leading_date(&stem);
    let date = request.date.or_else(|| found.as_ref()?.date).ok_or_else(|| {
        Failure::usage("the day of the meeting is not known\n  hint: add `--date 2024-03-11`, or begin the file's name with it: `2024-03-11 Council.vtt`")
    })?;
    let rest = found.map_or(&*stem, |found| found.rest).trim_matches([' ', '-']).to_owned();
    let title = request.title.clone().unwrap_or(rest);
    if title.is_empty() {
        return Err(Failure::usage(
            "the title of the meeting is not known\n  hint: add `--title \"Council\"`, or write it behind the day in the file's name",
        ));
    }
    Ok((date, title))
}

/// The front matter of a record, with its marks; none unless its heading and the first speech follow, so that nothing that
/// may hold the record back is lost.
fn front_matter(text: &str) -> Option<&str> {
    let ends = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let length = match lines.next() {
        Some(first) if ends(first) => {
            let inner: Vec<&str> = lines.by_ref().take_while(|line| !ends(line)).collect();
            let closing = text[first.len() + inner.concat().len()..].split_inclusive('\n').next()?;
            first.len() + inner.concat().len() + closing.len()
        }
        _ => 0,
    };
    let mut words = text[length..].lines().map(str::trim).filter(|line| !line.is_empty());
    let is_plain = words.next()?.starts_with("# ") && words.next().is_none_or(|line| line.starts_with("### "));
    is_plain.then(|| &text[..length])
}

/// Reads the text as a build would, and compares who speaks, in order.
fn read_back(text: &str, record: &ImportedRecord, unnamed: &str, config: &Config) -> Result<(), Failure> {
    let name =
        |speech: &ImportedSpeech| if speech.speaker.is_empty() { unnamed.to_owned() } else { speech.speaker.clone() };
    let names: Vec<String> = record.speeches.iter().map(name).collect();
    let Document::Meeting(meeting) = preview("imported.md", text, config).value else {
        return Err(Failure::usage("its record would not be read as one"));
    };
    let read: Vec<&str> = meeting.speeches().map(|speech| &*meeting.names[speech.by as usize].label.text).collect();
    let mut pairs = names.iter().zip(&read);
    match pairs.find(|(wanted, found)| wanted != *found) {
        None if names.len() == read.len() => Ok(()),
        None => Err(Failure::usage("its record would have other speeches")),
        Some((wanted, found)) => Err(Failure::usage(format!(
            "the speaker “{}” would be read as “{}”\n  hint: correct the name in the file",
            shorten(wanted, 60),
            shorten(found, 60)
        ))),
    }
}

/// Number of lines that are shown if they were left out of a record.
const MOST_LINES: usize = 5;

/// Says which lines have no place in the record.
fn tell_left_out(file: &ForeignFile, record: &ImportedRecord) {
    let lines = &record.left_out;
    if lines.is_empty() {
        return;
    }
    print_status(&format!("{}: {} left out:", file.path.display(), counted(lines.len(), "line")));
    for left in lines.iter().take(MOST_LINES) {
        print_status(&format!("  {}: {}", left.line, shorten(&left.text, 100)));
    }
    if lines.len() > MOST_LINES {
        print_status(&format!("  and {} more", lines.len() - MOST_LINES));
    }
}
