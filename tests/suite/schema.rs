//! An editor with our schemas says of a YAML file what the reader would say.

use std::path::Path;

use minutebook::pipeline::{SchemaOf, record_schema, schema};
use serde_json::Value;

use crate::site::Site;

fn json(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}:\n{yaml}"))
}

/// Errors of a piece of YAML according to the schema.
fn complaints(of: SchemaOf, yaml: &str) -> Vec<String> {
    complaints_by(&schema(of), yaml)
}

fn complaints_by(schema: &Value, yaml: &str) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    validator.iter_errors(&json(yaml)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The front matter of a record, if it has one.
fn front_matter(text: &str) -> Option<&str> {
    text.strip_prefix("---\n")?.split_once("\n---\n").map(|(yaml, _)| yaml)
}

#[test]
fn all_yaml_of_the_sample_site_is_as_its_schema_says() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut seen = [0; 4];
    let of_record = record_schema(&["quarter".into()]);
    for entry in walkdir::WalkDir::new(&content) {
        let entry = entry.expect("a readable content");
        let name = entry.file_name().to_string_lossy().into_owned();
        let of = match name.as_str() {
            "site.yml" => SchemaOf::Site,
            "people.yml" => SchemaOf::People,
            "organisations.yml" => SchemaOf::Organisations,
            name if name.ends_with(".yml") || name.ends_with(".md") => SchemaOf::Record,
            _ => continue,
        };
        let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
        let yaml = if name.ends_with(".md") { front_matter(&text) } else { Some(text.as_str()) };
        let Some(yaml) = yaml else { continue };
        let schema = if of == SchemaOf::Record { of_record.clone() } else { schema(of) };
        assert_eq!(complaints_by(&schema, yaml), [""; 0], "{name}");
        seen[of as usize] += 1;
    }
    assert!(seen[..3] == [1, 1, 1] && seen[3] > 10, "{seen:?}");
}

#[test]
fn what_the_reader_reports_the_schema_refuses() {
    let refused = |of, yaml: &str| assert!(!complaints(of, yaml).is_empty(), "{yaml}");
    refused(SchemaOf::Site, "titel: A");
    refused(SchemaOf::Site, "series: {a: {tilte: A}}");
    refused(SchemaOf::Site, "feeds: {limit: many}");
    refused(SchemaOf::Site, "urls: archive");
    refused(SchemaOf::Site, "theme: {nmae: civic}");
    refused(SchemaOf::Site, "theme: {options: [accent]}");
    refused(SchemaOf::Site, "menu: [{title: About}]");
    refused(SchemaOf::Site, "publish: {folder: {paht: /srv}}");
    refused(SchemaOf::Site, "publish: {s3: {secret_access_key: abc}}");
    refused(SchemaOf::Site, "hosting: {hsts_days: -1}");
    refused(SchemaOf::Site, "host: neocities");
    refused(SchemaOf::Site, "host: {name: netlify, plan: team}");
    refused(SchemaOf::People, "people: [{id: ann, lables: [A]}]");
    refused(SchemaOf::People, "people: [{names: Ann}]");
    refused(SchemaOf::People, "people: [{id: a/b}]");
    refused(SchemaOf::People, "people: [{id: -a}]");
    refused(SchemaOf::People, "people: [{id: ann, kind: ghost}]");
    refused(SchemaOf::People, "people: [{id: ann, roles: [{title: Chair, from: May}]}]");
    refused(SchemaOf::People, "people: [{id: ann, labels: [{label: A, until: 2024}]}]");
    refused(SchemaOf::Organisations, "organisations: [{id: a, units: [{id: b, parnet: c}]}]");
    refused(SchemaOf::Record, "titel: A");
    refused(SchemaOf::Record, "date: yesterday");
    refused(SchemaOf::Record, "status: finished");
    refused(SchemaOf::Record, "withdrawn: {when: 2024-01-01}");
    refused(SchemaOf::Record, "announced: soon");
    refused(SchemaOf::Record, "after_review: forget");
    refused(SchemaOf::Site, "series: {a: {publish: {statu: draft}}}");
    refused(SchemaOf::Site, "series: {a: {publish: {status: finished}}}");
    refused(SchemaOf::Site, "holidays: [{day: 2024-01-01}]");
    refused(SchemaOf::Record, "attachments: [{title: A}]");
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    let taken = [
        (
            SchemaOf::Site,
            "content/site.yml",
            "title: 1999\nlanguages: en\ntime_zone:\nlicense: CC0-1.0\nmenu:\nseries:\n",
        ),
        (
            SchemaOf::Site,
            "content/site.yml",
            "urls: archive-tw\nhome: {newest: 3, text: {en: A, fr: B}}\nfeeds: {limit: 5}",
        ),
        (
            SchemaOf::Site,
            "content/site.yml",
            "theme: {name: civic, options: {accent: {dark: teal}, front: [newest], measure: 40rem}}",
        ),
        (
            SchemaOf::Site,
            "content/site.yml",
            "urls: {preset: default, page: \"/p/{slug}/\"}\ntopics: {1: {title: One}}",
        ),
        (
            SchemaOf::Site,
            "content/site.yml",
            "publish: {target: s3, also: static, folder: {path: /srv/www, keep: 3}, s3: {bucket: b, parallel: 4}, git: {branch: p}}\nhosting: {hsts_days: 365}",
        ),
        (SchemaOf::Site, "content/site.yml", "host:\n"),
        (SchemaOf::Site, "content/site.yml", "host: gitlab-pages"),
        (SchemaOf::Site, "content/site.yml", "host: {name: azure-static-web-apps, plan: }"),
        (SchemaOf::People, "content/people.yml", "# nobody yet\n"),
        (SchemaOf::People, "content/people.yml", "people:\n"),
        (
            SchemaOf::People,
            "content/people.yml",
            "people: [{id: 7, names: 7, labels: [7, {label: 8, only_in: a, from: 1999}]}]",
        ),
        (
            SchemaOf::People,
            "content/people.yml",
            "people: [{id: 陳-1_a.b, labels: , roles: [{from: 1999-03, to: 2024-01-31}]}]",
        ),
        (
            SchemaOf::People,
            "content/people.yml",
            "people: [{id: a, links: \"https://a.example\", note: [1, {b: c}], seen: 3}]",
        ),
        (
            SchemaOf::People,
            "content/people.yml",
            "people: [{id: a}]\ncombined: [{label: A, people: a}]\nroles_only: [{labels: [B], kind: role}]",
        ),
        (
            SchemaOf::Organisations,
            "content/organisations.yml",
            "organisations: [{id: a, units: [{id: b}], identifiers: {x: 1}}]",
        ),
        (
            SchemaOf::Record,
            "content/_defaults.yml",
            "language: en\ntimezone: Asia/Taipei\ntags: harbour\nlicense: CC0-1.0",
        ),
        (
            SchemaOf::Record,
            "content/_defaults.yml",
            "participants: [Ann, 3]\nabsent: Ben\nspeakers: {Chair: ann}\nextra: {a: [1]}",
        ),
        (
            SchemaOf::Record,
            "content/_defaults.yml",
            "speakers: [Ann]\nmedia: \"https://a.example\"\nwithdrawn: false\nstatus: draft",
        ),
        (
            SchemaOf::Record,
            "content/_defaults.yml",
            "attachments: [\"https://a.example\", {title: {en: A}, url: \"https://b.example\"}]",
        ),
        (
            SchemaOf::Record,
            "content/_defaults.yml",
            "withdrawn: {at: 2024-01-01, reason: A}\npublish_at: 2024-01-01T00:00",
        ),
        (SchemaOf::Record, "content/_defaults.yml", "date: 1999\nstart: 9\ntitle: yes\naliases: [a, b]"),
    ];
    for (of, path, yaml) in taken {
        let built = Site::new().file(path, yaml).file("content/2024-01-01-a.md", "# A\n").build();
        assert!(!built.codes().iter().any(|code| code.contains(".yml")), "{yaml}: {:?}", built.codes());
        assert_eq!(complaints(of, yaml), [""; 0], "{yaml}");
    }
}

/// The keys that the reader knows somewhere: it lists them when it meets a key that is like none of them.
fn known_keys(path: &str, yaml: &str) -> Vec<String> {
    let built = Site::new().file(path, yaml).file("content/2024-01-01-a.md", "# A\n").build();
    let hint = built.diagnostic("unknown-key").hint.clone().expect("a hint");
    let mut keys: Vec<String> =
        hint.strip_prefix("known here: ").expect("a list of keys").split(", ").map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_knows_the_keys_that_the_reader_knows_everywhere() {
    let (site, people, record) = ("content/site.yml", "content/people.yml", "content/_defaults.yml");
    let places = [
        (SchemaOf::Site, site, "qqqqqqqq: 1", ""),
        (SchemaOf::Site, site, "feeds: {qqqqqqqq: 1}", "/$defs/FeedsEntry"),
        (SchemaOf::Site, site, "home: {qqqqqqqq: 1}", "/$defs/HomeEntry"),
        (SchemaOf::Site, site, "series: {a: {qqqqqqqq: 1}}", "/$defs/SeriesEntry"),
        (SchemaOf::Site, site, "topics: {a: {qqqqqqqq: 1}}", "/$defs/TermEntry"),
        (SchemaOf::Site, site, "holidays: [{date: 2026-01-01, qqqqqqqq: 1}]", "/$defs/Holiday"),
        (SchemaOf::Site, site, "publish: {qqqqqqqq: 1}", "/$defs/TargetsEntry"),
        (SchemaOf::Site, site, "publish: {folder: {qqqqqqqq: 1}}", "/$defs/FolderEntry"),
        (SchemaOf::Site, site, "publish: {s3: {qqqqqqqq: 1}}", "/$defs/S3Entry"),
        (SchemaOf::Site, site, "publish: {git: {qqqqqqqq: 1}}", "/$defs/GitEntry"),
        (SchemaOf::Site, site, "hosting: {qqqqqqqq: 1}", "/$defs/HostingEntry"),
        (SchemaOf::Site, site, "check: {qqqqqqqq: 1}", "/$defs/CheckEntry"),
        (SchemaOf::Site, site, "check: {paths: {council: {qqqqqqqq: 1}}}", "/$defs/LevelsEntry"),
        (SchemaOf::People, people, "qqqqqqqq: 1", ""),
        (SchemaOf::People, people, "people: [{id: a, qqqqqqqq: 1}]", "/$defs/PersonEntry"),
        (SchemaOf::People, people, "people: [{id: a, roles: [{qqqqqqqq: 1}]}]", "/$defs/RoleEntry"),
        (SchemaOf::People, people, "people: [{id: a, labels: [{label: b, qqqqqqqq: 1}]}]", "/$defs/Scoped"),
        (SchemaOf::People, people, "organisations: [{id: a, qqqqqqqq: 1}]", "/$defs/OrganisationEntry"),
        (SchemaOf::People, people, "roles_only: [{labels: [a], kind: role, qqqqqqqq: 1}]", "/$defs/RoleOnlyEntry"),
        (SchemaOf::People, people, "combined: [{label: a, qqqqqqqq: 1}]", "/$defs/CombinedEntry"),
        (SchemaOf::Record, record, "qqqqqqqq: 1", ""),
        (SchemaOf::Record, record, "media: [{url: \"https://a.example\", qqqqqqqq: 1}]", "/$defs/Link"),
        (SchemaOf::Record, record, "withdrawn: {qqqqqqqq: 1}", "/$defs/Withdrawn"),
        (SchemaOf::Record, record, "announced: {qqqqqqqq: 1}", "/$defs/Announced"),
    ];
    for (of, path, yaml, pointer) in places {
        let schema = schema(of);
        let part = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in {schema:#}"));
        let keys: Vec<String> = part["properties"].as_object().expect("keys").keys().cloned().collect();
        assert_eq!(keys, known_keys(path, yaml), "{yaml}");
        let undescribed: Vec<&String> =
            keys.iter().filter(|key| part["properties"][key]["description"].is_null()).collect();
        assert!(undescribed.is_empty(), "{pointer} {undescribed:?}");
    }
}

#[test]
fn the_schemas_are_printed_by_name() {
    let program = env!("CARGO_BIN_EXE_minutebook");
    for of in SchemaOf::ALL {
        let output =
            std::process::Command::new(program).args(["schema", of.name()]).output().expect("the program runs");
        let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(printed, schema(of));
        assert_eq!(printed["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    let unknown = std::process::Command::new(program).args(["schema", "persons"]).output().expect("the program runs");
    assert_eq!(unknown.status.code(), Some(2));
}
