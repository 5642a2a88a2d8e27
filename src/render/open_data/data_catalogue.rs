//! The list of all files of open data as a catalogue for data portals: DCAT in JSON-LD, with its context written out so that it
//! can be read without another request.

use serde_json::{Map, Value, json};

use super::planned_data::{about, planned_data};
use crate::render::context::Renderer;
use crate::render::json_ld::object;
use crate::render::parts::licences::licence;
use crate::render::parts::site_title::site_title;
use crate::site::well_known::DATA;
use crate::site::{Address, DataFile, GZIP_TYPE, WrittenData, is_packed};

/// The document; sizes and hashes as far as the files are written.
pub(super) fn data_catalogue(renderer: &Renderer<'_>, written: &WrittenData) -> Vec<u8> {
    let base = &renderer.plan.base;
    let home = base.absolute(&Address::new(DATA));
    let (config, lang) = (renderer.config, renderer.plan.default_language());
    let mut datasets: Vec<(String, &'static str, Vec<Value>)> = Vec::new();
    for file in planned_data(renderer).filter(|file| !file.lists_others()) {
        let name = dataset_name(file);
        let distribution = distribution(renderer, file, written);
        match datasets.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, _, distributions)) => distributions.push(distribution),
            None => datasets.push((name, about(file), vec![distribution])),
        }
    }
    let languages: Vec<&str> = renderer.archive.languages.iter().map(|lang| lang.as_str()).collect();
    let years = (renderer.plan.years.last(), renderer.plan.years.first());
    let dataset = |(name, about, distributions): (String, &'static str, Vec<Value>)| {
        let mut dataset = object([
            ("@id", json!(format!("{home}#{name}"))),
            ("@type", json!("dcat:Dataset")),
            ("dct:title", json!(format!("{}: {name}", site_title(renderer, lang)))),
            ("dct:description", json!({"@value": about, "@language": "en"})),
            ("dct:language", json!(languages)),
            ("dcat:landingPage", json!({"@id": home})),
            ("dcat:distribution", Value::Array(distributions)),
        ]);
        add_terms(&mut dataset, renderer);
        if let (Some((from, _)), Some((to, _))) = years {
            let year = |year: &i16| json!({"@value": format!("{year:04}"), "@type": "xsd:gYear"});
            let period = json!({"@type": "dct:PeriodOfTime", "dcat:startDate": year(from), "dcat:endDate": year(to)});
            dataset.insert("dct:temporal".to_owned(), period);
        }
        Value::Object(dataset)
    };
    let mut catalogue = object([
        ("@context", context()),
        ("@id", json!(home)),
        ("@type", json!("dcat:Catalog")),
        ("dct:title", json!(site_title(renderer, lang))),
        ("foaf:homepage", json!({"@id": base.absolute(&Address::new("/"))})),
        ("dcat:dataset", Value::Array(datasets.into_iter().map(dataset).collect())),
    ]);
    let description = config.description.get(lang);
    if !description.is_empty() {
        catalogue.insert("dct:description".to_owned(), json!(description));
    }
    add_terms(&mut catalogue, renderer);
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(catalogue)).expect("memory takes whatever is written");
    bytes.push(b'\n');
    bytes
}

/// Adds publisher and licence, as far as the site has them.
fn add_terms(to: &mut Map<String, Value>, renderer: &Renderer<'_>) {
    let lang = renderer.plan.default_language();
    let publisher = renderer.config.attribution.get(lang);
    if !publisher.is_empty() {
        to.insert("dct:publisher".to_owned(), json!({"@type": "foaf:Organization", "foaf:name": publisher}));
    }
    let known = renderer.config.licence.as_deref().map(licence).filter(|licence| !licence.href.is_empty());
    if let Some(licence) = known {
        to.insert("dct:license".to_owned(), json!({"@id": licence.href}));
    }
}

/// Name of the dataset of which a file is one form or one part.
fn dataset_name(file: DataFile) -> String {
    match file {
        DataFile::Table(table, ..) => table.name().to_owned(),
        DataFile::Records(..) => "records".to_owned(),
        DataFile::Popolo => "popolo".to_owned(),
        DataFile::Package | DataFile::Catalogue => "catalogue".to_owned(),
    }
}

fn distribution(renderer: &Renderer<'_>, file: DataFile, written: &WrittenData) -> Value {
    let name = file.file_name();
    let address = renderer.plan.base.absolute(&Address::new(DATA).join(&name));
    let media_type =
        |media_type: &str| json!({"@id": format!("https://www.iana.org/assignments/media-types/{media_type}")});
    let (inner, packed) = match file {
        DataFile::Table(table, format, _) => (format.media_type(), is_packed(table, format)),
        _ => (file.media_type(), false),
    };
    let mut distribution = object([
        ("@type", json!("dcat:Distribution")),
        ("@id", json!(address)),
        ("dct:title", json!(name)),
        ("dcat:downloadURL", json!({"@id": address})),
        ("dcat:accessURL", json!({"@id": address})),
        ("dcat:mediaType", media_type(inner)),
    ]);
    let mut add = |key: &str, value: Value| distribution.insert(key.to_owned(), value);
    if packed {
        add("dcat:compressFormat", media_type(GZIP_TYPE));
    }
    if let Some(facts) = written.get(&name) {
        add("dcat:byteSize", json!({"@value": facts.bytes.to_string(), "@type": "xsd:nonNegativeInteger"}));
        add(
            "spdx:checksum",
            json!({
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@value": facts.sha256, "@type": "xsd:hexBinary"},
            }),
        );
    }
    Value::Object(distribution)
}

/// Prefixes of the vocabularies.
fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}
