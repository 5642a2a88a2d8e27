//! Reports files among the records that no stage reads, so that no record is missing silently.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::record::{Document, Registry, parse_leading_date};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{Kind, LooseFormat, RelativeLinks, folder_of, is_markdown};

/// File names that occur in every folder and are no records.
const COMMON: [&str; 14] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "contributing",
    "authors",
    "robots",
    "humans",
    "security",
    "requirements",
    "ads",
    "provenance",
];

/// Reports files among the records that are not read: Markdown with other endings, and other files without a link to
/// them.
pub(super) fn report_formats(
    found: &Discovered,
    documents: &[Document],
    links: &FxHashMap<Arc<str>, RelativeLinks>,
    registry: &Registry,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let format = |path: &str| -> Option<&'static LooseFormat> {
        let (stem, _) = path.rsplit('/').next()?.rsplit_once('.')?;
        let stem = stem.to_lowercase();
        let is_common = COMMON
            .iter()
            .any(|name| stem.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
        LooseFormat::of(path).filter(|format| format.may_be_record && !stem.is_empty() && !is_common)
    };
    let mut candidates: Vec<(&Arc<str>, &'static LooseFormat)> =
        found.assets.keys().filter(|path| !is_lock(path)).filter_map(|path| Some((path, format(path)?))).collect();
    if candidates.is_empty() {
        return;
    }
    // A record is a file beside other records, or one named by a date. A file that is neither counts as a paper.
    let folders: FxHashSet<&str> =
        found.files.iter().filter(|file| is_markdown(&file.path)).map(|file| folder_of(&file.path)).collect();
    let lies_among = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        folders.is_empty() || folders.contains(folder_of(path)) || parse_leading_date(name).is_some()
    };
    let named = named(documents, links, registry, config);
    candidates.retain(|(path, format)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_paper = format.kind != Kind::Markdown && named.contains(&folded(name));
        lies_among(path) && !config.is_page(path) && !is_paper
    });
    candidates.sort_by_key(|(path, _)| *path);
    let Some((first, _)) = candidates.first() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, format) in &candidates {
        *counts.entry(format.ending).or_default() += 1;
    }
    let shown: Vec<String> = counts.iter().map(|(ending, count)| format!("{count} `.{ending}`")).collect();
    let prefix = if found.is_site { "content/" } else { "" };
    let what = if candidates.len() == 1 { "a file among the records is" } else { "files among the records are" };
    let message = format!("{what} not read: {}; the first is “{first}”", shown.join(", "));
    diagnostics.push(
        Diagnostic::at(Problem::UnreadFormat, Location::file(&format!("{prefix}{first}").into()), message)
            .hint(format!("{}; link to papers, and move all other files elsewhere", remedy(first))),
    );
}

/// Reports whether a file is one by which a word processor marks an open document: `~$2024-03-11 Council.docx`.
fn is_lock(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("~$") || name.starts_with(".~lock.")
}

/// Remedy for a file that is no record yet.
fn remedy(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_lowercase();
    let (stem, ending) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    match ending {
        // Windows hides the endings of known files.
        "txt" if stem.ends_with(".md") => format!("rename it, without `.txt` at the end of “{name}”"),
        "docx" | "vtt" | "srt" => format!("if it is a record, `minutebook import \"{name}\"` makes one of it"),
        "odt" | "rtf" | "doc" => {
            format!("if it is a record, save it as `.docx`, and `minutebook import` makes one of it (“{name}”)")
        }
        "txt" => format!(
            "if it is a record in Markdown, let its name end in `.md`; if a recorder made it, `minutebook import \"{name}\"` makes a record of it"
        ),
        _ => "let the names of records end in `.md`".to_owned(),
    }
}

/// The last segments of all link targets, folded.
fn named(
    documents: &[Document],
    links: &FxHashMap<Arc<str>, RelativeLinks>,
    registry: &Registry,
    config: &Config,
) -> FxHashSet<String> {
    let mut targets: BTreeSet<&str> = links.values().flatten().map(|link| &*link.target).collect();
    targets.extend(config.settings_links.iter().map(|link| &*link.target));
    targets.extend(registry.people.iter().filter_map(|person| person.portrait.as_deref()));
    for document in documents {
        let Document::Meeting(meeting) = document else { continue };
        let details = &meeting.details;
        targets.extend(details.attachments.iter().chain(&details.media).map(|link| &*link.target));
        targets.extend(details.media.iter().filter_map(|link| link.poster.as_deref()));
        if let Some(announcement) = &details.visibility.announcement {
            targets.extend(announcement.papers.iter().map(|link| &*link.target));
        }
    }
    let last = |target: &str| {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(path);
        folded(&percent_encoding::percent_decode_str(name).decode_utf8_lossy())
    };
    targets.into_iter().map(last).collect()
}

fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Reports a site without any record or page: the wrong folder was given, or the records are named otherwise than
/// records are.
pub(super) fn report_nothing(found: &Discovered, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    let markdown = found.files.iter().filter(|file| is_markdown(&file.path)).count();
    // An unreadable file may be a record, and so may one that its metadata holds back; diagnostics there say so.
    let unread = !found.refused.is_empty() || documents.len() < markdown;
    if unread || documents.iter().any(|document| !matches!(document, Document::Nothing)) {
        return;
    }
    let (what, hint) = match markdown {
        0 => (
            "there is no Markdown file in it".to_owned(),
            "put records there, named `YYYY-MM-DD-title.md`, or make one with `minutebook new meeting`",
        ),
        _ => (
            format!("of {markdown} Markdown files none has a date in its name, its H1 or its metadata"),
            "name them `YYYY-MM-DD-title.md`, or put pages into `pages/`",
        ),
    };
    let folder = found.content.display();
    let message = format!("there is no record and no page in {folder}: {what}");
    diagnostics.push(Diagnostic::anywhere(Problem::NoRecords, message).hint(hint));
}
