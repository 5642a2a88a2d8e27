//! Finds files that are not metadata by their name but were perhaps meant as such: if one says “not yet”, what it was
//! meant for is held back.

use rustc_hash::FxHashSet;

use crate::fs::discover::Discovered;
use crate::parse::{self, Opens};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::text::source::{
    METADATA_ENDINGS, SourceId, Sources, Texts, begins_like_defaults, describes_folder, folder_of, is_markdown,
    near_sidecar,
};

/// Probable purpose of a file that is not metadata.
pub(super) enum MeantFor<'a> {
    Folder(&'a str),
    /// A record, by its path without the ending.
    Record(&'a str),
}

/// A file that is no metadata by its name, and perhaps was meant for it.
pub(super) struct NearMetadata<'a> {
    pub(super) path: &'a str,
    pub(super) meant_for: MeantFor<'a>,
    pub(super) says_not_yet: bool,
}

/// Sidecars and defaults with other endings, and files of Markdown with which other programs describe a folder.
pub(super) fn near_metadata<'a>(
    found: &'a Discovered,
    texts: &Texts,
    records: &FxHashSet<&'a str>,
) -> Vec<NearMetadata<'a>> {
    let mut all = Vec::new();
    let read: FxHashSet<&str> = found.files.iter().map(|file| &*file.path).collect();
    for (path, file) in &found.assets {
        let Some(head) = file.head.as_deref().filter(|_| !read.contains(&**path)) else { continue };
        let meant_for = if begins_like_defaults(path.rsplit('/').next().unwrap_or(path)) {
            MeantFor::Folder(folder_of(path))
        } else if describes_folder(path) {
            // Most such files say nothing of who may see what.
            if parse::opens(head) == Opens::Now {
                continue;
            }
            MeantFor::Folder(folder_of(path))
        } else {
            let Some((stem, is_copy)) = near_sidecar(path).filter(|(stem, _)| records.contains(stem)) else { continue };
            // A former copy of what is there says nothing.
            let is_there = || METADATA_ENDINGS.iter().any(|ending| read.contains(&*format!("{stem}.{ending}")));
            if is_copy && is_there() {
                continue;
            }
            MeantFor::Record(stem)
        };
        all.push(NearMetadata { path, meant_for, says_not_yet: parse::opens(head) != Opens::Now });
    }
    let describes = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        describes_folder(path) || begins_like_defaults(&name)
    };
    for (index, file) in found.files.iter().enumerate() {
        if !is_markdown(&file.path) || !describes(&file.path) || file.path.starts_with("pages/") {
            continue;
        }
        let text = texts.get(SourceId(index as u32)).text;
        let is_record = || text.lines().take(40).any(|line| line.to_lowercase().starts_with("date"));
        if file.name().to_ascii_lowercase().strip_suffix(".md") == Some("index") && is_record() {
            continue;
        }
        // Code there shows how metadata is written.
        let mut in_fence = false;
        let is_word = |line: &&str| {
            in_fence ^= line.trim_start().starts_with("```");
            !in_fence && !line.contains('`')
        };
        let words: Vec<&str> = text.lines().filter(is_word).collect();
        let says_not_yet = parse::opens(&words.join("\n")) != Opens::Now;
        if says_not_yet || begins_like_defaults(file.name()) {
            all.push(NearMetadata { path: &file.path, meant_for: MeantFor::Folder(file.folder()), says_not_yet });
        }
    }
    all.sort_by_key(|near| near.path);
    all
}

/// Tells of what has nearly the name of metadata, and of what it holds back.
pub(super) fn report_near_metadata<'a>(
    found: &'a Discovered,
    texts: &Texts,
    records: &FxHashSet<&'a str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let prefix = if found.is_site { "content/" } else { "" };
    for near in near_metadata(found, texts, records) {
        let (what, hint) = match near.meant_for {
            MeantFor::Folder(_) => (
                "all in this folder is",
                "write it into `_defaults.yml` if it is meant for the records here, otherwise remove it",
            ),
            MeantFor::Record(_) => ("the record beside it is", "give it the ending `.yml`, or delete it"),
        };
        let message = match near.says_not_yet {
            true => format!(
                "nothing of this file is used, but it could say that this is not to be seen yet; {what} held back"
            ),
            false => "this file looks like metadata, but nothing of it is used because of its name".to_owned(),
        };
        let at = Location::file(&format!("{prefix}{}", near.path).into());
        let mut diagnostic = Diagnostic::at(Problem::StrayMetadata, at, message).hint(hint);
        if !near.says_not_yet {
            diagnostic.severity = Severity::Warning;
        }
        diagnostics.push(diagnostic);
    }
}
