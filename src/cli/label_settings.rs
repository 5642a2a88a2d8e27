//! Applies today's `labels:` to past versions that have no such setting: without it, a record whose speakers stand in
//! bold type could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::pipeline::ThenFile;

/// Present values of `labels:`, by path: of folders, and of records by themselves.
#[derive(Debug, Default)]
pub(super) struct LabelSettings {
    /// From `site.yml` and the `_defaults.yml` of folders.
    folders: BTreeMap<String, String>,
    /// From front matter.
    records: BTreeMap<String, String>,
}

impl LabelSettings {
    /// Reads the settings of these records and their folders from the content.
    pub(super) fn of(content: &Path, records: &[String]) -> Self {
        let mut settings = LabelSettings::default();
        let mut folders: BTreeSet<&str> = BTreeSet::from([""]);
        for record in records {
            folders.extend(record.match_indices('/').map(|(at, _)| &record[..=at]));
            let text = std::fs::read_to_string(content.join(record)).unwrap_or_default();
            let front = text.trim_start_matches('\u{feff}').strip_prefix("---");
            let front = front.and_then(|rest| Some(&rest[..rest.find("\n---")?]));
            settings.records.extend(front.and_then(labels).map(|labels| (record.clone(), labels)));
        }
        for name in folders.iter().map(|folder| format!("{folder}_defaults.yml")).chain(["site.yml".to_owned()]) {
            let text = std::fs::read_to_string(content.join(&name)).unwrap_or_default();
            settings.folders.extend(labels(&text).map(|labels| (name, labels)));
        }
        settings
    }

    /// Adds the present settings to the files of a past state that had none. `records` maps the records' former names
    /// to their present ones.
    pub(super) fn given_to<'n>(
        &self,
        mut files: Vec<ThenFile>,
        records: impl Iterator<Item = (&'n str, &'n str)>,
    ) -> Vec<ThenFile> {
        let beside = records.filter_map(|(then, now)| {
            let labels = self.records.get(now)?;
            Some((format!("{}.yml", then.rsplit_once('.')?.0), labels.as_str()))
        });
        let folders = self.folders.iter().map(|(name, labels)| (name.clone(), labels.as_str()));
        let settings: BTreeMap<String, &str> = folders.chain(beside).collect();
        if settings.is_empty() {
            return files;
        }
        let mut missing = settings.clone();
        for file in &mut files {
            let Some(setting) = settings.get(file.path()) else { continue };
            missing.remove(file.path());
            let text = file.text().unwrap_or_default();
            if file.text().is_some() && labels(text).is_none() {
                *file = ThenFile::new(file.path(), Some(format!("{text}\nlabels: {setting}\n").into_bytes()));
            }
        }
        files.extend(
            missing
                .iter()
                .map(|(name, setting)| ThenFile::new(name, Some(format!("labels: {setting}\n").into_bytes()))),
        );
        files
    }
}

/// The value of `labels:`, if a line begins with it.
fn labels(text: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.strip_prefix("labels:"))?;
    let value = value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    ["headings", "bold", "line"].contains(&value).then(|| value.to_owned())
}
