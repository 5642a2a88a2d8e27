//! Data of the folder `data/`, which templates use. Has nothing to do with the open data that a site publishes.

use serde_json::{Map, Value};

use crate::bytes::fingerprint::Fingerprint;

/// Files of `data/`, as values.
#[derive(Debug, Clone, Default)]
pub struct TemplateData {
    /// Files in the order of their paths.
    pub files: Vec<TemplateDataFile>,
}

/// A file of `data/`.
#[derive(Debug, Clone)]
pub struct TemplateDataFile {
    /// Names by which a template finds it: its folders, and its own name without the extension.
    pub steps: Vec<Box<str>>,
    /// Value that it holds.
    pub value: Value,
    /// Fingerprint of its bytes.
    pub fingerprint: Fingerprint,
}

impl TemplateData {
    /// The files that are wanted, as one table with a table for each folder, and their fingerprint.
    pub fn part(&self, is_wanted: impl Fn(&[Box<str>]) -> bool) -> (Value, Fingerprint) {
        let mut table = Value::Object(Map::new());
        let mut keys = Vec::new();
        for file in self.files.iter().filter(|file| is_wanted(&file.steps)) {
            let place = file.steps.iter().fold(&mut table, |above, step| &mut above[&**step]);
            *place = file.value.clone();
            keys.push((&file.steps, file.fingerprint));
        }
        (table, Fingerprint::of(&keys))
    }
}
