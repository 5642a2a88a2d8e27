//! Texts within values of any kind.

use serde_yaml::Value;

/// Removes empty keys and items.
pub(super) fn take_out_empty(root: &mut Value) {
    let Value::Mapping(pairs) = root else { return };
    for value in pairs.values_mut() {
        match value {
            Value::Sequence(items) => items.retain(|item| !is_empty(item)),
            Value::Mapping(inner) => inner.retain(|_, value| !is_empty(value)),
            _ => {}
        }
    }
    pairs.retain(|_, value| !is_empty(value));
}

/// Reports whether a value is empty. An empty mapping is not, since `withdrawn: {}` has a meaning.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Sequence(items) => items.is_empty(),
        _ => false,
    }
}

/// Every text within a value of any kind, each with its key, which is empty for a text without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaves(pub Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Leaves {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Leaves(pairs(String::new(), &value)))
    }
}

/// Lists every key and text within a value.
pub(super) fn pairs(key: String, value: &Value) -> Vec<(String, String)> {
    let mut open = vec![(key, value)];
    let mut found = Vec::new();
    while let Some((key, value)) = open.pop() {
        match value {
            Value::Sequence(items) => open.extend(items.iter().map(|item| (key.clone(), item))),
            Value::Mapping(pairs) => {
                let key_of = |key: &Value| scalar_text(key).unwrap_or_default();
                open.extend(pairs.iter().map(|(key, value)| (key_of(key), value)));
            }
            Value::Tagged(tagged) => open.push((key, &tagged.value)),
            scalar => found.push((key, scalar_text(scalar).unwrap_or_default())),
        }
    }
    found
}

/// Text of a scalar; `None` for null and collections.
pub(super) fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        _ => None,
    }
}
