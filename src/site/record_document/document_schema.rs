//! JSON Schema (2020-12) of the documents.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::whole_document::RecordDocument;

/// The schema of `index.json`, which is published at `address`.
pub fn record_schema(address: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<RecordDocument>();
    schema.insert("$id".to_owned(), json!(address));
    schema.to_value()
}
