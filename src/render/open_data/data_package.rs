//! The list of all files of open data as a Data Package (Frictionless, version 2).

use serde_json::{Map, Value, json};

use super::cell::{Column, ColumnKind};
use super::planned_data::{about, planned_data};
use super::table_formats::columns;
use crate::render::context::Renderer;
use crate::render::json_ld::object;
use crate::render::parts::licences::licence;
use crate::render::parts::site_title::site_title;
use crate::site::well_known::DATA;
use crate::site::{Address, DataFile, DataTable, TableFormat, WrittenData, is_packed};

/// The document; sizes and hashes as far as the files are written.
pub(super) fn data_package(renderer: &Renderer<'_>, written: &WrittenData) -> Vec<u8> {
    let (config, lang) = (renderer.config, renderer.plan.default_language());
    let home = renderer.plan.base.absolute(&Address::new(DATA));
    let mut package = object([
        ("$schema", json!("https://datapackage.org/profiles/2.0/datapackage.json")),
        ("name", json!("archive")),
        ("id", json!(home)),
        ("title", json!(site_title(renderer, lang))),
        ("homepage", json!(home)),
    ]);
    let description = config.description.get(lang);
    if !description.is_empty() {
        package.insert("description".to_owned(), json!(description));
    }
    if let Some(id) = &config.licence {
        package.insert("licenses".to_owned(), json!([licence_entry(id)]));
    }
    let attribution = config.attribution.get(lang);
    if !attribution.is_empty() {
        package.insert("contributors".to_owned(), json!([{"title": attribution, "roles": ["publisher"]}]));
    }
    let resources = planned_data(renderer).filter(|file| !file.lists_others());
    let resources: Vec<Value> = resources.map(|file| resource(file, written)).collect();
    package.insert("resources".to_owned(), Value::Array(resources));
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(package)).expect("memory takes whatever is written");
    bytes.push(b'\n');
    bytes
}

fn licence_entry(id: &str) -> Value {
    let known = licence(id);
    let mut entry = object([("name", json!(id))]);
    if !known.href.is_empty() {
        entry.insert("path".to_owned(), json!(known.href));
    }
    Value::Object(entry)
}

fn resource(file: DataFile, written: &WrittenData) -> Value {
    let path = file.file_name();
    let mut resource = object([
        // A name may hold no other signs.
        ("name", json!(path.replace('.', "-"))),
        ("path", json!(path)),
        ("description", json!(about(file))),
        ("mediatype", json!(file.media_type())),
    ]);
    let mut add = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    if let DataFile::Table(table, format, year) = file {
        add("type", json!("table"));
        add("format", json!(format.name()));
        add("encoding", json!("utf-8"));
        if is_packed(table, format) {
            add("compression", json!("gz"));
        }
        add("schema", schema(table, format, year.is_some()));
    }
    if let Some(facts) = written.get(&path) {
        // frictionless takes the right size of a table that another library reads, or that is packed, for a mistake.
        let is_counted = match file {
            DataFile::Table(table, format, _) => format == TableFormat::Csv && !is_packed(table, format),
            _ => true,
        };
        if is_counted {
            add("bytes", json!(facts.bytes));
        }
        add("hash", json!(format!("sha256:{}", facts.sha256)));
    }
    Value::Object(resource)
}

/// The columns of a table, and the key of its rows.
fn schema(table: DataTable, format: TableFormat, is_part: bool) -> Value {
    let field = |column: &Column| {
        let kind = match column.kind {
            ColumnKind::Text | ColumnKind::Unique | ColumnKind::Words => "string",
            ColumnKind::Number => "integer",
            // frictionless reads Parquet with pandas, which makes the missing numbers fractions.
            ColumnKind::PerhapsNumber if format == TableFormat::Parquet => "number",
            ColumnKind::PerhapsNumber => "integer",
            ColumnKind::Flag => "boolean",
        };
        json!({"name": column.name, "type": kind, "description": column.about})
    };
    let mut schema: Map<String, Value> =
        object([("fields", columns(table).iter().map(field).collect::<Vec<_>>().into())]);
    let key = match table {
        // A member may stand twice in a list of votes.
        DataTable::Votes => None,
        _ if is_part => None,
        _ => columns(table).first().map(|column| column.name),
    };
    if let Some(key) = key {
        schema.insert("primaryKey".to_owned(), json!([key]));
    }
    Value::Object(schema)
}
