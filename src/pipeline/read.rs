//! Reads the files of the content: records, pages, registries and tables.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::near_metadata::{MeantFor, near_metadata, report_near_metadata};
use super::parse_cache::{CachedParse, LastGood, ParseCache};
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::link::{AlternateRow, RedirectRow};
use crate::parse::{self, Opens, ParsedRecord, RecordFile, TsvRow, parse_record, parse_registry, parse_table};
use crate::plan::Hold;
use crate::record::{Document, HoldReason, Registry, Visibility};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported, Severity};
use crate::report::failure::Failure;
use crate::text::source::{
    ContentFile, DEFAULTS, FileContent, METADATA_ENDINGS, RelativeLinks, SourceFile, SourceId, SourceText, Sources,
    Texts, describes_folder, folder_of, has_extension, is_defaults, is_markdown, is_nearly_defaults, is_table, stem_of,
    without_extension,
};

/// The moments between which the same records are public, as seconds since 1970.
pub(super) type Span = (i64, i64);

/// Decodes every file that has not been decoded before.
pub(super) fn decode(files: &mut [SourceFile], diagnostics: &mut Vec<Diagnostic>) -> Texts {
    let is_unread = |file: &&mut SourceFile| !matches!(file.content, FileContent::AtRest(_));
    let all: Vec<_> = files.par_iter_mut().filter(is_unread).map(parse::decode).collect();
    for decoded in all {
        decoded.clone_value(diagnostics);
    }
    Texts::of(files)
}

/// Parses the records and pages, and collects the relative links of each file.
pub(super) fn documents(
    found: &Discovered,
    texts: &mut Texts,
    config: &Config,
    parse_cache: &mut ParseCache,
    now: jiff::Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Document>, FxHashMap<Arc<str>, RelativeLinks>) {
    let files = &found.files;
    let by_path: FxHashMap<&str, usize> = files.iter().enumerate().map(|(index, file)| (&*file.path, index)).collect();
    let beside = Beside::of(found);
    let reader = super::parse_cache::reader_fingerprint(config);
    let stray_metadata = stray_metadata(found, texts);
    let read = |(index, file): (usize, &SourceFile)| {
        let name_at = file.path.len() - file.name().len();
        let stem = format!("{}{}", &file.path[..name_at], stem_of(&file.path));
        let sidecar_names = METADATA_ENDINGS.map(|ending| format!("{stem}.{ending}"));
        let default_names = defaults_above(&file.path);
        if stray_metadata.covers(&stem) {
            return None;
        }
        let (sidecars, defaults) = (beside.find(&sidecar_names)?, beside.find(&default_names)?);
        let depends: Vec<_> =
            sidecars.iter().chain(&defaults).map(|at| (&files[*at].path, files[*at].fingerprint)).collect();
        let key = Fingerprint::of(&(reader, &file.shown, file.fingerprint, depends));
        let id = SourceId(index as u32);
        if let Some(known) = parse_cache.find(&file.path, key)
            && let Some(parsed) = known.open()
        {
            return Some((Arc::clone(&file.path), known.opened(&parsed), parsed));
        }
        let text = |at: usize| texts.get(SourceId(at as u32));
        let source = text(index);
        let [sidecars, defaults] =
            [sidecars, defaults].map(|all| all.into_iter().map(text).collect::<Vec<SourceText>>());
        let [sidecars, defaults] = [&sidecars, &defaults].map(|all| all.iter().collect::<Vec<_>>());
        let record = RecordFile { id, path: &file.path, source: &source, sidecars: &sidecars, defaults: &defaults };
        let reading = CachedParse::new(key, parse_record(record, config));
        let parsed = reading.open()?;
        Some((Arc::clone(&file.path), reading, parsed))
    };
    let records = files.par_iter().enumerate().filter(|(_, file)| is_markdown(&file.path) && file.is_text());
    let all: Vec<_> = records.filter_map(read).collect();
    let mut documents = Vec::with_capacity(all.len());
    let mut links = FxHashMap::default();
    let mut add = |path: &Arc<str>, parsed: &ParsedRecord, id: SourceId| {
        if !parsed.links.is_empty() {
            links.insert(Arc::clone(path), parsed.links.clone());
        }
        documents.push(parsed.document.with_source(id));
    };
    let mut read: FxHashSet<&str> = FxHashSet::default();
    for (path, _, parsed) in &all {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        let waits = parsed.value.waits.as_ref().filter(|(over, _)| now < *over);
        diagnostics.extend(waits.map(|(_, why)| Diagnostic::clone(why)));
        let id = by_path.get(&**path).map_or(SourceId(0), |index| SourceId(*index as u32));
        if parse_cache.last_good.is_some() && is_unreadable(parsed) {
            continue;
        }
        read.insert(path);
        if !parsed.value.is_as_written() {
            texts.show(id, parsed.value.words(texts.get(id)));
        }
        add(path, &parsed.value, id);
        if let Some(last_good) = &mut parse_cache.last_good {
            last_good.insert(Arc::clone(path), LastGood { parsed: Arc::clone(parsed), text: texts.get(id) });
        }
    }
    // A record that cannot be read now is shown as it last could be.
    if let Some(last_good) = &parse_cache.last_good {
        for (index, file) in files.iter().enumerate().filter(|(_, file)| !read.contains(&*file.path)) {
            if let Some(before) = last_good.get(&file.path) {
                let id = SourceId(index as u32);
                texts.replace(id, before.text.clone());
                add(&file.path, &before.parsed.value, id);
            }
        }
    }
    parse_cache.retain(all.into_iter().map(|(path, reading, _)| (path, reading)));
    (documents, links)
}

/// Metadata files: sidecars and defaults.
struct Beside<'a> {
    /// Positions among the files, by path in its usual spelling.
    metadata: FxHashMap<Cow<'a, str>, usize>,
    /// Metadata files that could not be read and may have held a record back: their records are not published.
    broken: FxHashSet<Cow<'a, str>>,
}

impl<'a> Beside<'a> {
    fn of(found: &'a Discovered) -> Self {
        let files = &found.files;
        let undecoded = files.iter().filter(|file| !file.is_text()).map(|file| &*file.path);
        let broken = undecoded.chain(found.refused.iter().map(|(path, _)| path.as_str()));
        let is_beside = |path: &str| !is_markdown(path) && ContentFile::of(path).is_none();
        let beside = files.iter().enumerate().filter(|(_, file)| is_beside(&file.path));
        let metadata = beside.map(|(index, file)| (usual_spelling(&file.path), index)).collect();
        Beside { metadata, broken: broken.map(usual_spelling).collect() }
    }

    /// The files of these names that exist; `None` when one of them cannot be read.
    fn find(&self, names: &[String]) -> Option<Vec<usize>> {
        let is_broken = names.iter().any(|name| self.broken.contains(name.as_str()));
        (!is_broken).then(|| names.iter().filter_map(|name| self.metadata.get(name.as_str()).copied()).collect())
    }
}

/// Loose files that are held back: by their own text, or by the defaults of their folder; none when editors look at
/// drafts.
#[derive(Clone)]
pub(super) struct LooseHolds {
    /// Files that are held back now, with the reason.
    pub(super) held: FxHashMap<Arc<str>, Hold>,
    /// Moments at which a loose file's state changes.
    changes: Vec<jiff::Timestamp>,
}

/// Which loose files are not to be seen.
pub(super) fn loose_holds(
    found: &Discovered,
    texts: &Texts,
    config: &Config,
    now: jiff::Timestamp,
    drafts: bool,
) -> LooseHolds {
    let (beside, stray_metadata) = (Beside::of(found), stray_metadata(found, texts));
    let papers = papers_held(found, texts);
    let folders: FxHashSet<&str> = found.assets.keys().map(|path| folder_of(path)).collect();
    let visibility = |folder: &str| -> Option<Visibility> {
        // Any file of the folder will do.
        let path: Arc<str> = if folder.is_empty() { "_".into() } else { format!("{folder}/_").into() };
        let defaults = beside.find(&defaults_above(&path))?;
        let defaults: Vec<SourceText> = defaults.into_iter().map(|at| texts.get(SourceId(at as u32))).collect();
        parse::folder_visibility(&path, &defaults.iter().collect::<Vec<_>>(), config)
    };
    let folders: FxHashMap<&str, Option<Visibility>> =
        folders.into_par_iter().map(|folder| (folder, visibility(folder))).collect();
    let mut holds = LooseHolds { held: FxHashMap::default(), changes: Vec::new() };
    for visibility in folders.values().flatten() {
        holds.changes.extend(visibility.changes());
    }
    for (path, file) in &found.assets {
        let stem = without_extension(path);
        // `plan.pdf` is meant by `plan.md`, `plan.json` or `plan.pdf.yml`.
        let is_meant = papers.contains(stem) || stray_metadata.records.contains(&**path);
        let is_out = match folders.get(folder_of(path)) {
            Some(Some(visibility)) => {
                let reason = visibility.hold_reason(now);
                reason.is_none() || (drafts && reason != Some(HoldReason::Withdrawn))
            }
            _ => false,
        };
        let opens = file.head.as_ref().map_or(Opens::Now, |head| parse::opens(head));
        let is_open = match opens {
            Opens::Now => true,
            Opens::Unknown => false,
            Opens::After(day) => match parse::end_of(day, &config.time_zone) {
                Some(end) => {
                    holds.changes.push(end);
                    end <= now
                }
                None => false,
            },
        };
        if !is_open || is_meant || stray_metadata.covers(stem) {
            holds.held.insert(Arc::clone(path), Hold::File);
        } else if !is_out {
            holds.held.insert(Arc::clone(path), Hold::Folder);
        }
    }
    holds
}

/// Reports whether a record is missing because of an error in it.
fn is_unreadable(parsed: &Reported<ParsedRecord>) -> bool {
    matches!(parsed.value.document, Document::Nothing | Document::Withheld { .. })
        && parsed.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// `_defaults.yml` in all folders of a path, outermost first.
fn defaults_above(path: &str) -> Vec<String> {
    let mut folders = vec![""];
    let folder = folder_of(path);
    folders.extend(folder.match_indices('/').map(|(at, _)| &folder[..at]));
    if !folder.is_empty() {
        folders.push(folder);
    }
    let join = |folder: &str, name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    // The first of several in one folder wins, so it comes last.
    let names = METADATA_ENDINGS.iter().rev().map(|ending| format!("{DEFAULTS}.{ending}"));
    let names: Vec<String> = names.collect();
    folders.into_iter().flat_map(|folder| names.iter().map(move |name| join(folder, name))).collect()
}

/// A path as metadata is looked up: ending and `_defaults` in lower case, because some file systems and most people
/// ignore the case of names.
fn usual_spelling(path: &str) -> Cow<'_, str> {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let from = match path[name..].rsplit_once('.') {
        Some(_) if is_defaults(&path[name..]) => name,
        Some((stem, _)) => name + stem.len(),
        None => path.len(),
    };
    if !path[from..].bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(format!("{}{}", &path[..from], path[from..].to_ascii_lowercase()))
}

/// Number of stray metadata files in a folder whose names are compared with those of all records in it.
const MOST_COMPARED: usize = 100;

/// Records that may be meant by stray metadata: files that say “not yet” and belong to no record.
#[derive(Default)]
struct StrayMetadata<'a> {
    /// Folders all of whose records may be meant: the file's name is nearly that of their defaults, or there are too many
    /// such files to find the record of each.
    folders: FxHashSet<&'a str>,
    /// Records, by path without ending, that may be meant: the file's name is nearly that of their sidecar.
    records: FxHashSet<&'a str>,
}

impl StrayMetadata<'_> {
    fn covers(&self, stem: &str) -> bool {
        let mut above = stem.match_indices('/').map(|(at, _)| &stem[..at]).chain([""]);
        self.records.contains(stem) || above.any(|folder| self.folders.contains(folder))
    }
}

fn stray_metadata<'a>(found: &'a Discovered, texts: &Texts) -> StrayMetadata<'a> {
    let mut stray_metadata = StrayMetadata::default();
    let records = record_stems(found);
    let by_path: FxHashMap<&str, usize> = found.files.iter().enumerate().map(|(at, file)| (&*file.path, at)).collect();
    let mut by_folder: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for record in &records {
        by_folder.entry(folder_of(record)).or_default().push(record);
    }
    let mut compared: FxHashMap<&str, usize> = FxHashMap::default();
    for (file, stem) in strays(found, &records) {
        let Some(index) = by_path.get(&*file.path) else { continue };
        // Such a file must be renamed anyway, so a day in it counts as if it were to come.
        if parse::opens(&texts.get(SourceId(*index as u32)).text) == Opens::Now {
            continue;
        }
        if is_table(file.name()) {
            continue;
        }
        let count = compared.entry(file.folder()).or_default();
        *count += 1;
        if is_nearly_defaults(file.name()) || describes_folder(&file.path) || *count > MOST_COMPARED {
            stray_metadata.folders.insert(file.folder());
        } else {
            let beside = by_folder.get(file.folder()).into_iter().flatten().copied();
            stray_metadata.records.extend(crate::yaml::did_you_mean(stem, beside));
            // Perhaps it belongs to a paper.
            stray_metadata.records.insert(stem);
        }
    }
    for near in near_metadata(found, texts, &records).into_iter().filter(|near| near.says_not_yet) {
        match near.meant_for {
            MeantFor::Folder(folder) => {
                stray_metadata.folders.insert(folder);
            }
            MeantFor::Record(stem) => {
                stray_metadata.records.insert(stem);
            }
        }
    }
    stray_metadata
}

/// Paths, without their endings, of loose files beside which a text or metadata of the same name means “not yet”.
fn papers_held<'a>(found: &'a Discovered, texts: &Texts) -> FxHashSet<&'a str> {
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    for path in found.assets.keys() {
        *count.entry(without_extension(path)).or_default() += 1;
    }
    let says_not_yet = |text: &str| {
        let end = text.find("\n##").unwrap_or(text.len());
        parse::opens(&text[..end]) != Opens::Now
    };
    let is_metadata = |path: &str| METADATA_ENDINGS.iter().any(|ending| has_extension(path, ending));
    let assets = found.assets.iter().filter(|(path, _)| is_metadata(path) && count[without_extension(path)] > 1);
    let assets = assets
        .filter(|(_, file)| file.head.as_deref().is_some_and(says_not_yet))
        .map(|(path, _)| without_extension(path));
    let files = found.files.iter().enumerate().filter(|(_, file)| is_markdown(&file.path) && file.is_text());
    let beside = files.filter(|(_, file)| count.contains_key(without_extension(&file.path)));
    let beside = beside.filter(|(index, _)| says_not_yet(&texts.get(SourceId(*index as u32)).text));
    assets.chain(beside.map(|(_, file)| without_extension(&file.path))).collect()
}

/// The paths of all records and pages, without their endings.
fn record_stems(found: &Discovered) -> FxHashSet<&str> {
    let refused = found.refused.iter().map(|(path, _)| path.as_str());
    let paths = found.files.iter().map(|file| &*file.path).chain(refused).filter(|path| is_markdown(path));
    paths.filter_map(|path| path.rsplit_once('.').map(|(stem, _)| stem)).collect()
}

/// Metadata that belongs to nothing, each with its path without the ending.
fn strays<'a>(found: &'a Discovered, records: &FxHashSet<&'a str>) -> Vec<(&'a SourceFile, &'a str)> {
    let others = found.files.iter().filter(|file| !is_markdown(&file.path));
    let stems =
        others.filter_map(|file| Some((file, file.path.rsplit_once('.')?.0))).filter(|(_, stem)| !stem.is_empty());
    let is_used = |path: &str| ContentFile::of(path).is_some() || is_defaults(path);
    stems.filter(|(file, stem)| !(is_used(&file.path) || records.contains(stem))).collect()
}

/// Reports metadata that belongs to nothing. A misspelt name would else undo an embargo without a word.
pub(super) fn report_strays(found: &Discovered, texts: &Texts, diagnostics: &mut Vec<Diagnostic>) {
    let records = record_stems(found);
    report_near_metadata(found, texts, &records, diagnostics);
    for (count, (file, stem)) in strays(found, &records).into_iter().enumerate() {
        let is_compared = count < MOST_COMPARED;
        let near = is_compared.then(|| crate::yaml::did_you_mean(stem, records.iter().copied())).flatten();
        let common = crate::yaml::did_you_mean(stem, ContentFile::names().map(stem_of));
        let hint = match near {
            _ if ContentFile::of(file.name()).is_some() => {
                format!("move it to the top of the content, or its entries into `{}` there", file.name())
            }
            _ if is_nearly_defaults(file.name()) || describes_folder(&file.path) => {
                "rename it to `_defaults.yml`; if it says “not yet”, everything in this folder is held back until then"
                    .to_owned()
            }
            Some(near) => {
                format!("did you mean “{near}.yml”? if it says “not yet”, that record is held back until then")
            }
            None if !is_compared => format!(
                "give it the name of its record, with `.yml` instead of `.md`; where more than {MOST_COMPARED} such files \
                 of a folder say “not yet”, everything in it is held back until then"
            ),
            None if let Some(near) = common => format!("did you mean “{near}.yml”?"),
            None => "give it the name of its record, with `.yml` instead of `.md`".to_owned(),
        };
        diagnostics.push(
            Diagnostic::at(
                Problem::StrayMetadata,
                Location::file(&file.shown),
                "no record or registry has this name; nothing of this file is used",
            )
            .hint(hint),
        );
    }
}

/// Reads the registries.
///
/// # Errors
/// When one of them cannot be read at all: nobody could tell any more who is not to be known, and every speaker would
/// get another address.
pub(super) fn registries(
    found: &Discovered,
    texts: &Texts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Registry, Failure> {
    let kind = |path: &str| ContentFile::of(path).filter(|kind| ContentFile::REGISTRIES.contains(kind));
    let mut all = Registry::default();
    let mut unreadable: Vec<Diagnostic> =
        ContentFile::REGISTRIES.iter().filter_map(|kind| found.spelt_twice(*kind)).collect();
    for (index, file) in found.files.iter().enumerate().filter(|(_, file)| kind(&file.path).is_some()) {
        let reported = match &file.content {
            FileContent::Text(decoded) if decoded.value.is_none() => {
                Reported { value: None, diagnostics: decoded.diagnostics.clone() }
            }
            _ => parse_registry(&texts.get(SourceId(index as u32))),
        };
        match reported.value {
            Some(registry) => {
                diagnostics.extend(reported.diagnostics);
                all.people.extend(registry.people);
                all.organisations.extend(registry.organisations);
                all.combined.extend(registry.combined);
            }
            None => unreadable.extend(reported.diagnostics),
        }
    }
    unreadable.extend(found.refusals(|path| kind(path).is_some()));
    if unreadable.is_empty() {
        return Ok(all);
    }
    Err(super::settings::refusal(
        "a registry cannot be read, so speakers cannot be identified; nothing was built",
        &unreadable,
    ))
}

/// Reads the rows of `.alternates` and `.redirects`.
pub(super) fn tables(
    files: &[SourceFile],
    texts: &Texts,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<AlternateRow>, Vec<RedirectRow>) {
    let (mut alternates, mut redirects) = (Vec::new(), Vec::new());
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.is_text()) {
        let rows = |diagnostics| parse_table(&texts.get(SourceId(index as u32))).into_value(diagnostics).into_iter();
        match ContentFile::of(&file.path) {
            Some(ContentFile::Alternates) => {
                let row = |row: TsvRow| AlternateRow { left: row.left, right: row.right, at: row.at };
                alternates.extend(rows(diagnostics).map(row));
            }
            Some(ContentFile::Redirects) => {
                let row = |row: TsvRow| RedirectRow { from: row.left, to: row.right, at: row.at };
                redirects.extend(rows(diagnostics).map(row));
            }
            _ => {}
        }
    }
    (alternates, redirects)
}

/// The nearest moments before and after `now` at which some record appears or goes.
pub(super) fn span_around(documents: &[Document], loose: &LooseHolds, now: jiff::Timestamp) -> Span {
    let mut span = (i64::MIN, i64::MAX);
    let visibilities = documents.iter().filter_map(|document| match document {
        Document::Meeting(meeting) => Some(&meeting.details.visibility),
        Document::Page(page) => Some(&page.visibility),
        Document::Withheld { .. } | Document::Nothing => None,
    });
    for moment in visibilities.flat_map(Visibility::changes).chain(loose.changes.iter().copied()) {
        // A moment within a second counts as the end of that second.
        let second = moment.as_second() + i64::from(moment.subsec_nanosecond() > 0);
        if moment <= now {
            span.0 = span.0.max(second);
        } else {
            span.1 = span.1.min(second);
        }
    }
    span
}
