//! Mistakes in values: the value that the reader of a type refused, and its removal.

use serde_path_to_error::{Path, Segment};
use serde_yaml::Value;

use super::PathStep;
use super::value_texts::scalar_text;

/// A value that could not be read: the path to it, and the message of the reader.
pub(super) struct Mistake {
    pub(super) path: Vec<PathStep>,
    pub(super) message: String,
}

impl Mistake {
    pub(super) fn new(path: &Path, message: &str) -> Self {
        let mut steps = Vec::new();
        for segment in path.iter() {
            match segment {
                Segment::Map { key } => steps.push(PathStep::Key(key.clone())),
                Segment::Seq { index } => steps.push(PathStep::Index(*index)),
                Segment::Enum { .. } | Segment::Unknown => {}
            }
        }
        let mut mistake = Mistake { path: steps, message: message.to_owned() };
        if let Some((key, _)) = mistake.unknown_key() {
            let key = PathStep::Key(key.to_owned());
            if mistake.path.last() != Some(&key) {
                mistake.path.push(key);
            }
        }
        mistake
    }

    /// The unknown key and the keys that are known, from the message of a derived `Deserialize`.
    pub(super) fn unknown_key(&self) -> Option<(&str, Vec<&str>)> {
        let rest = self.message.split_once("unknown field `")?.1;
        let mut names = rest.split('`').step_by(2);
        let key = names.next()?;
        Some((key, names.filter(|name| !name.is_empty()).collect()))
    }

    pub(super) fn is_unknown_key(&self) -> bool {
        self.unknown_key().is_some()
    }

    /// Finds the value that the mistake is about.
    pub(super) fn value_in<'v>(&self, root: &'v mut Value) -> Option<&'v mut Value> {
        follow(&self.path, root)
    }

    /// Removes the value; returns false if there is nothing to remove.
    pub(super) fn take_out(&self, root: &mut Value) -> bool {
        let Some((last, parents)) = self.path.split_last() else { return false };
        let Some(value) = follow(parents, root) else { return false };
        match (last, value) {
            (PathStep::Key(key), Value::Mapping(mapping)) => {
                // A key written as a number or a date is not a string to YAML.
                let before = mapping.len();
                mapping.retain(|k, _| scalar_text(k).as_deref() != Some(key));
                mapping.len() < before
            }
            (PathStep::Index(index), Value::Sequence(items)) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }
}

/// Finds the value at a path.
fn follow<'v>(path: &[PathStep], root: &'v mut Value) -> Option<&'v mut Value> {
    path.iter().try_fold(root, |value, step| match step {
        PathStep::Key(key) => value.get_mut(key.as_str()),
        PathStep::Index(index) => value.get_mut(*index),
    })
}

/// Items of lists that were taken out, by their paths in the text.
#[derive(Default)]
pub(super) struct TakenItems(Vec<Vec<PathStep>>);

impl TakenItems {
    /// The path in the text to what is at a path in the values that are left.
    pub(super) fn as_written(&self, path: &[PathStep]) -> Vec<PathStep> {
        let mut written: Vec<PathStep> = Vec::with_capacity(path.len());
        for step in path {
            let step = match step {
                PathStep::Key(key) => PathStep::Key(key.clone()),
                PathStep::Index(index) => PathStep::Index(self.index_as_written(&written, *index)),
            };
            written.push(step);
        }
        written
    }

    /// Adds what was taken out, if it is an item of a list; `path` is that in the text.
    pub(super) fn add(&mut self, path: Vec<PathStep>) {
        if let Some(PathStep::Index(_)) = path.last() {
            self.0.push(path);
        }
    }

    fn index_as_written(&self, list: &[PathStep], index: usize) -> usize {
        let taken = self.0.iter().filter_map(|path| match path.split_last() {
            Some((PathStep::Index(taken), parents)) if parents == list => Some(*taken),
            _ => None,
        });
        let mut taken: Vec<usize> = taken.collect();
        taken.sort_unstable();
        taken.into_iter().fold(index, |index, taken| if taken <= index { index + 1 } else { index })
    }
}
