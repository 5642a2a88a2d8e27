//! Schema parts that several files share: aliases of keys, dates, ids.

use schemars::Schema;
use schemars::transform::Transform;
use serde_json::{Value, json};

/// Aliases of keys: (alias, key). The derive of schemars ignores serde's `alias`; a test compares the two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aliases(pub(super) &'static [(&'static str, &'static str)]);

impl Transform for Aliases {
    fn transform(&mut self, schema: &mut Schema) {
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
        for (spelling, key) in self.0 {
            let Some(Value::Object(mut property)) = properties.get(*key).cloned() else { continue };
            property.insert("description".to_owned(), json!(format!("Another spelling of `{key}`.")));
            properties.insert((*spelling).to_owned(), Value::Object(property));
        }
    }
}

/// Pattern of a date up to its last digit, as [`crate::record::Date`] reads it.
pub(super) const DATE: &str = "\\d{4}([-‐‑]\\d{2}([-‐‑]\\d{2})?|\\d{4})?";

/// Pattern of an id; see [`super::registry_file::is_id`].
pub(super) const ID: &str = r"^[\p{Alphabetic}\p{N}_]([\p{Alphabetic}\p{N}_.-]*[\p{Alphabetic}\p{N}_])?$";
