//! Texts within values of any kind.

use serde_yaml::Value;

/// Maximum number of keys without a value that are remembered.
const MOST_VALUELESS: usize = 20;

/// A key without a value, within the mapping of a top-level key.
pub(super) struct ValuelessKey {
    pub(super) outer: Value,
    pub(super) inner: Value,
}

/// Removes empty keys and items. Returns the first of the removed keys that have no value at all and belong to an inner
/// mapping: a comma within `{…}` makes such a key of the words behind it.
pub(super) fn take_out_empty(root: &mut Value) -> Vec<ValuelessKey> {
    let Value::Mapping(pairs) = root else { return Vec::new() };
    let mut valueless = Vec::new();
    for (outer, value) in pairs.iter_mut() {
        match value {
            Value::Sequence(items) => items.retain(|item| !is_empty(item)),
            Value::Mapping(inner) => inner.retain(|key, value| {
                if value.is_null() && valueless.len() < MOST_VALUELESS {
                    valueless.push(ValuelessKey { outer: outer.clone(), inner: key.clone() });
                }
                !is_empty(value)
            }),
            _ => {}
        }
    }
    pairs.retain(|_, value| !is_empty(value));
    valueless
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

/// Value of any kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnyEntry {
    /// Every text within it, each with its key, which is empty for a text without one.
    pub leaves: Vec<(String, String)>,
    /// The value as JSON: numbers that JSON does not have, and those with a fraction, are texts as typed.
    pub json: serde_json::Value,
}

impl<'de> serde::Deserialize<'de> for AnyEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer)
            .map(|value| AnyEntry { json: json(&value), leaves: pairs(String::new(), &value) })
    }
}

/// A value as JSON. Recursive: the reader limits the depth of nesting.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(boolean) => (*boolean).into(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into(),
            (None, Some(number)) => number.into(),
            (None, None) => number.to_string().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(pairs) => {
            pairs.iter().filter_map(|(key, value)| Some((scalar_text(key)?, json(value)))).collect()
        }
        Value::Tagged(tagged) => json(&tagged.value),
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
