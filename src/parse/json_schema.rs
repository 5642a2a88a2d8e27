//! JSON Schema (2020-12) of the YAML files, derived from the types that read them, for editors that complete and check
//! as one types.
//!
//! A schema is never stricter than the parser: whatever the schema rejects, the parser reports.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::front_matter::Metadata;
use super::registry_entries::RegistryFile;
use super::site_file::SiteFile;

/// The kinds of YAML files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// `site.yml`
    Site,
    /// `people.yml`
    People,
    /// `organisations.yml`
    Organisations,
    /// Front matter, sidecars and `_defaults.yml`.
    Record,
}

impl SchemaOf {
    /// All kinds.
    pub const ALL: [SchemaOf; 4] = [SchemaOf::Site, SchemaOf::People, SchemaOf::Organisations, SchemaOf::Record];

    /// Name of the kind, as an argument of `minutebook schema`.
    pub fn name(self) -> &'static str {
        match self {
            SchemaOf::Site => "site",
            SchemaOf::People => "people",
            SchemaOf::Organisations => "organisations",
            SchemaOf::Record => "record",
        }
    }
}

/// The schema of a kind of file.
pub fn schema(of: SchemaOf) -> Value {
    match of {
        SchemaOf::Site => made::<SiteFile>("site.yml"),
        SchemaOf::People => made::<RegistryFile>("people.yml"),
        SchemaOf::Organisations => made::<RegistryFile>("organisations.yml"),
        SchemaOf::Record => made::<Metadata>("Metadata of a record"),
    }
}

/// The schema of a record's metadata on a site with taxonomies of its own, whose keys stand among the others.
pub fn record_schema(taxonomies: &[Box<str>]) -> Value {
    let mut schema = schema(SchemaOf::Record);
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return schema };
    let mut of_key = properties.get("topics").cloned().unwrap_or_default();
    for key in taxonomies {
        of_key["description"] = json!(format!("Terms of the taxonomy “{key}” of this site."));
        properties.insert(key.to_string(), of_key.clone());
    }
    schema
}

fn made<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize().with_transform(RecursiveTransform(for_editors));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), json!(title));
    // An empty file, or one with only comments, counts as one without keys.
    schema.insert("type".to_owned(), json!(["object", "null"]));
    schema.to_value()
}

/// Adapts a schema for editors. A list or mapping whose value is missing counts as empty (`labels:` and nothing more).
/// Line breaks of the comments in the code become spaces.
fn for_editors(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for property in properties.values_mut().filter_map(Value::as_object_mut) {
        if property.get("type") == Some(&json!("array")) {
            property.insert("type".to_owned(), json!(["array", "null"]));
        }
        property.remove("default");
    }
}
