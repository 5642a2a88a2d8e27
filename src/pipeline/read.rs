//! Reads the files of the content: records, pages, registries and tables.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::loose_holds::LooseHolds;
use super::metadata_files::{MetadataFiles, defaults_above};
use super::parse_cache::{CachedParse, LastGood, ParseCache};
use super::stray_metadata::StrayMetadata;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::link::{AlternateRow, RedirectRow};
use crate::parse::{self, ParsedRecord, RecordFile, TsvRow, parse_record, parse_registry, parse_table};
use crate::record::{Document, Registry, Visibility};
use crate::report::diagnostic::{Diagnostic, Reported, Severity};
use crate::report::failure::Failure;
use crate::text::source::{
    ContentFile, FileContent, METADATA_ENDINGS, RelativeLinks, SourceFile, SourceId, SourceText, Sources, Texts,
    is_markdown, stem_of,
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
    stray_metadata: &StrayMetadata<'_>,
    config: &Config,
    parse_cache: &mut ParseCache,
    now: jiff::Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Document>, FxHashMap<Arc<str>, RelativeLinks>) {
    let files = &found.files;
    let by_path: FxHashMap<&str, usize> = files.iter().enumerate().map(|(index, file)| (&*file.path, index)).collect();
    let beside = MetadataFiles::of(found);
    let reader = super::parse_cache::reader_fingerprint(config);
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
        let is_unreadable = is_unreadable(parsed);
        let is_known = || parse_cache.last_good.as_ref().is_some_and(|known| known.contains_key(path));
        if is_unreadable && is_known() {
            continue;
        }
        read.insert(path);
        if !parsed.value.is_as_written() {
            texts.show(id, parsed.value.published_text());
        }
        add(path, &parsed.value, id);
        if let Some(last_good) = parse_cache.last_good.as_mut().filter(|_| !is_unreadable) {
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

/// Reports whether a record is missing because of an error in it.
fn is_unreadable(parsed: &Reported<ParsedRecord>) -> bool {
    matches!(parsed.value.document, Document::Nothing | Document::Withheld { .. })
        && parsed.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Reads the registries.
///
/// # Errors
/// When one of them cannot be read at all: it would be unknown who must stay anonymous, and every speaker would get
/// another address.
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
    Err(super::refusal::refusal(
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

/// The nearest moments before and after `now` at which some record appears or goes, or the day of an announced meeting is over.
pub(super) fn span_around(
    documents: &[Document],
    loose: &LooseHolds,
    time_zone: &jiff::tz::TimeZone,
    now: jiff::Timestamp,
) -> Span {
    let mut span = (i64::MIN, i64::MAX);
    let visibilities = documents.iter().filter_map(|document| match document {
        Document::Meeting(meeting) => Some(&meeting.details.visibility),
        Document::Page(page) => Some(&page.visibility),
        Document::Withheld { .. } | Document::Nothing => None,
    });
    let ends = documents.iter().filter_map(|document| match document {
        Document::Meeting(meeting) if meeting.details.visibility.announcement.is_some() => {
            meeting.details.is_over_at(time_zone)
        }
        _ => None,
    });
    for moment in visibilities.flat_map(Visibility::changes).chain(ends).chain(loose.changes.iter().copied()) {
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
