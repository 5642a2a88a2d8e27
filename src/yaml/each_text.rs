//! Visitor that edits every text and key within a value.

use serde_yaml::{Mapping, Value};

use super::PathStep;

/// Replaces each text and key for which `edit` returns a new text. `edit` also receives the path to the text; for a
/// key, the path to its mapping.
pub(super) fn edit_each_text(root: &mut Value, edit: impl FnMut(&str, &[PathStep]) -> Option<String>) {
    TextWalk { path: Vec::new(), edit }.walk(root);
}

struct TextWalk<F> {
    path: Vec<PathStep>,
    edit: F,
}

impl<F: FnMut(&str, &[PathStep]) -> Option<String>> TextWalk<F> {
    /// Recursive: the crate limits the depth of nesting.
    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(edited) = (self.edit)(text, &self.path) {
                    *text = edited;
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.step(PathStep::Index(index), item);
                }
            }
            Value::Mapping(pairs) => {
                for (key, value) in pairs.iter_mut() {
                    self.step(PathStep::Key(key.as_str().unwrap_or_default().to_owned()), value);
                }
                self.keys(pairs);
            }
            Value::Tagged(tagged) => self.walk(&mut tagged.value),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn step(&mut self, step: PathStep, value: &mut Value) {
        self.path.push(step);
        self.walk(value);
        self.path.pop();
    }

    fn keys(&mut self, pairs: &mut Mapping) {
        let edited: Vec<Option<String>> =
            pairs.keys().map(|key| key.as_str().and_then(|key| (self.edit)(key, &self.path))).collect();
        if edited.iter().any(Option::is_some) {
            let all = std::mem::take(pairs).into_iter().zip(edited);
            *pairs = all.map(|((key, value), edited)| (edited.map_or(key, Value::String), value)).collect();
        }
    }
}
