//! Keys that a site has added to its metadata, read as if they stood in one mapping: `ward: north` as `taxonomies: {ward: north}`.

use serde_yaml::{Mapping, Value};

use super::PathStep;
use super::value_texts::scalar_text;

/// Keys of the outermost mapping that are read as keys of a mapping within it.
#[derive(Debug, Clone, Copy)]
pub(super) struct GatheredKeys<'a> {
    /// Key of the mapping within.
    pub(super) under: &'static str,
    /// The keys that are moved there.
    pub(super) keys: &'a [Box<str>],
}

impl GatheredKeys<'_> {
    /// Moves the keys into the mapping within, which keeps what it has. Nothing moves if its key holds another kind of value.
    pub(super) fn gather(self, value: &mut Value) {
        let Value::Mapping(outer) = value else { return };
        let within = |key: &Value| scalar_text(key).is_some_and(|key| self.has(&key));
        if !outer.keys().any(within) {
            return;
        }
        let mut inner = match outer.remove(self.under) {
            None | Some(Value::Null) => Mapping::new(),
            Some(Value::Mapping(inner)) => inner,
            Some(other) => {
                outer.insert(self.under.into(), other);
                return;
            }
        };
        for (key, value) in std::mem::take(outer) {
            if within(&key) {
                inner.entry(key).or_insert(value);
            } else {
                outer.insert(key, value);
            }
        }
        outer.insert(self.under.into(), Value::Mapping(inner));
    }

    /// The path in the text of a value that may have been moved; `is_written` reports whether the outermost mapping has a key.
    pub(super) fn as_written(self, path: &[PathStep], is_written: impl Fn(&str) -> bool) -> &[PathStep] {
        match path {
            [PathStep::Key(under), rest @ ..] if under == self.under => match rest {
                [PathStep::Key(key), ..] if self.has(key) && is_written(key) => rest,
                _ => path,
            },
            _ => path,
        }
    }

    fn has(self, key: &str) -> bool {
        self.keys.iter().any(|own| **own == *key)
    }
}
