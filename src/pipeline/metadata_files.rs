//! Finds the metadata files of a record: its sidecars, and the defaults of the folders above it.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fs::discover::Discovered;
use crate::text::source::{ContentFile, DEFAULTS, METADATA_ENDINGS, folder_of, is_defaults, is_markdown};

/// Metadata files: sidecars and defaults.
pub(super) struct MetadataFiles<'a> {
    /// Positions among the files, by path in its usual spelling.
    metadata: FxHashMap<Cow<'a, str>, usize>,
    /// Metadata files that could not be read and may have held a record back: their records are not published.
    broken: FxHashSet<Cow<'a, str>>,
}

impl<'a> MetadataFiles<'a> {
    /// Metadata files of a site.
    pub(super) fn of(found: &'a Discovered) -> Self {
        let files = &found.files;
        let undecoded = files.iter().filter(|file| !file.is_text()).map(|file| &*file.path);
        let broken = undecoded.chain(found.refused.iter().map(|(path, _)| path.as_str()));
        let is_beside = |path: &str| !is_markdown(path) && ContentFile::of(path).is_none();
        let beside = files.iter().enumerate().filter(|(_, file)| is_beside(&file.path));
        let metadata = beside.map(|(index, file)| (usual_spelling(&file.path), index)).collect();
        MetadataFiles { metadata, broken: broken.map(usual_spelling).collect() }
    }

    /// The files of these names that exist; `None` when one of them cannot be read.
    pub(super) fn find(&self, names: &[String]) -> Option<Vec<usize>> {
        let is_broken = names.iter().any(|name| self.broken.contains(name.as_str()));
        (!is_broken).then(|| names.iter().filter_map(|name| self.metadata.get(name.as_str()).copied()).collect())
    }
}

/// `_defaults.yml` in all folders of a path, outermost first.
pub(super) fn defaults_above(path: &str) -> Vec<String> {
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
