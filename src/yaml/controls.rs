//! Characters that no page, feed or file name may hold, which escapes such as `"\0"` can write.

use serde_yaml::{Mapping, Value};

use super::PathStep;
use crate::text::{is_unprintable, printable};

/// Puts U+FFFD where a control character stood. Gives how many there were, and the path to the first.
pub(super) fn take_out(root: &mut Value) -> Option<(usize, Vec<PathStep>)> {
    let mut found = ControlCharacters { count: 0, path: Vec::new(), first: None };
    found.clean(root);
    found.first.map(|first| (found.count, first))
}

struct ControlCharacters {
    count: usize,
    path: Vec<PathStep>,
    first: Option<Vec<PathStep>>,
}

impl ControlCharacters {
    /// The crate bounds how deep values go.
    fn clean(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.path.push(PathStep::Index(index));
                    self.clean(item);
                    self.path.pop();
                }
            }
            Value::Mapping(pairs) => {
                for (key, value) in pairs.iter_mut() {
                    self.path.push(PathStep::Key(key.as_str().unwrap_or_default().to_owned()));
                    self.clean(value);
                    self.path.pop();
                }
                if pairs.keys().any(|key| key.as_str().is_some_and(|key| key.chars().any(is_unprintable))) {
                    let all = std::mem::take(pairs);
                    *pairs = all.into_iter().map(|pair| self.key(pair)).collect::<Mapping>();
                }
            }
            Value::Tagged(tagged) => self.clean(&mut tagged.value),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn key(&mut self, (mut key, value): (Value, Value)) -> (Value, Value) {
        if let Value::String(text) = &mut key {
            self.text(text);
        }
        (key, value)
    }

    fn text(&mut self, text: &mut String) {
        let count = text.chars().filter(|c| is_unprintable(*c)).count();
        if count > 0 {
            self.count += count;
            self.first.get_or_insert_with(|| self.path.clone());
            *text = text.chars().map(printable).collect();
        }
    }
}
