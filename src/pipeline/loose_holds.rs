//! Determines which loose files (papers, pictures) are held back.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::metadata_files::{MetadataFiles, defaults_above};
use super::stray_metadata::StrayMetadata;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::parse::{self, Opens};
use crate::plan::Hold;
use crate::record::{HoldReason, Visibility};
use crate::text::source::{
    METADATA_ENDINGS, SourceId, SourceText, Sources, Texts, folder_of, has_extension, is_markdown, without_extension,
};

/// Loose files that are held back: by their own text, or by the defaults of their folder; none when editors look at
/// drafts.
#[derive(Clone)]
pub(super) struct LooseHolds {
    /// Files that are held back now, with the reason.
    pub(super) held: FxHashMap<Arc<str>, Hold>,
    /// Moments at which a loose file's state changes.
    pub(super) changes: Vec<jiff::Timestamp>,
}

/// Which loose files are not to be seen.
pub(super) fn loose_holds(
    found: &Discovered,
    texts: &Texts,
    stray_metadata: &StrayMetadata<'_>,
    config: &Config,
    now: jiff::Timestamp,
    drafts: bool,
) -> LooseHolds {
    let beside = MetadataFiles::of(found);
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
