//! Finds metadata files that belong to no record: one that says “not yet” holds back what it may be meant for, and each is
//! reported.

use rustc_hash::{FxHashMap, FxHashSet};

use super::near_metadata::{MeantFor, near_metadata, report_near_metadata};
use crate::fs::discover::Discovered;
use crate::parse::{self, Opens};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{
    ContentFile, SourceFile, SourceId, Sources, Texts, describes_folder, folder_of, is_defaults, is_markdown,
    is_nearly_defaults, is_table, stem_of,
};

/// Number of stray metadata files in a folder whose names are compared with those of all records in it.
const MOST_COMPARED: usize = 100;

/// Records that may be meant by stray metadata: files that say “not yet” and belong to no record.
#[derive(Default)]
pub(super) struct StrayMetadata<'a> {
    /// Folders all of whose records may be meant: the file's name is nearly that of their defaults, or there are too many
    /// such files to find the record of each.
    folders: FxHashSet<&'a str>,
    /// Records, by path without ending, that may be meant: the file's name is nearly that of their sidecar.
    pub(super) records: FxHashSet<&'a str>,
}

impl<'a> StrayMetadata<'a> {
    /// Reports whether a record, given by its path without ending, may be meant.
    pub(super) fn covers(&self, stem: &str) -> bool {
        let mut above = stem.match_indices('/').map(|(at, _)| &stem[..at]).chain([""]);
        self.records.contains(stem) || above.any(|folder| self.folders.contains(folder))
    }

    /// Compares the names of the files that belong to nothing with those of records, sidecars and defaults.
    pub(super) fn find(found: &'a Discovered, texts: &Texts) -> Self {
        let mut stray_metadata = StrayMetadata::default();
        let records = record_stems(found);
        let by_path: FxHashMap<&str, usize> =
            found.files.iter().enumerate().map(|(at, file)| (&*file.path, at)).collect();
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
