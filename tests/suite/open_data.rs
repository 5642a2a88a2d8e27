//! The open data of a site: every format has the same rows, and what may not be passed on is in none.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::site::{Built, Site};

/// The content of a file of open data as text: unpacked, and all cells of a table.
pub(crate) fn unpacked(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    if path.ends_with(".gz") {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).expect("gzip");
        return text;
    }
    if path.ends_with(".zip") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP archive");
        let mut text = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file");
            text.extend_from_slice(file.name_raw());
            file.read_to_end(&mut text).expect("a document");
        }
        return text;
    }
    if path.ends_with(".parquet") {
        let text: Vec<String> =
            rows(bytes).into_iter().flatten().map(|(name, value)| format!("{name}={value}\n")).collect();
        return text.concat().into_bytes();
    }
    bytes
}

/// The rows of a table in Parquet, each with its columns and their values as text; missing values are left out.
fn rows(bytes: Vec<u8>) -> Vec<BTreeMap<String, String>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows");
    let text = |field: &Field| match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let row = |row: Result<parquet::record::Row, _>| {
        let row = row.expect("a row");
        row.get_column_iter().filter_map(|(name, field)| Some((name.clone(), text(field)?))).collect()
    };
    rows.map(row).collect()
}

fn table(built: &Built, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(built.files()[&format!("data/{name}.parquet")].clone())
}

/// A record with everything that tables hold.
fn town() -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlicence: CC0-1.0\n")
        .file(
            "content/people.yml",
            "people:\n  - {id: ann, names: {en: Ann Lee, fr: Anne Li}, identifiers: {wikidata: Q42}, roles: [{title: Chair, body: town}]}\n",
        )
        .file("content/organisations.yml", "organisations:\n  - {id: town, names: {en: Town Council}, type: council}\n")
        .file(
            "content/2024-03-11-fares.md",
            "---\nbody: town\nchair: Ann Lee\n---\n# Fares\n\n## Fares {item=fares matter=ferry}\n\n### Ann Lee [00:12:34]:\n=1+1 is two.\n\n\
             > (laughter)\n\n*Really.*\n\n> **Decision:** The fare is two marks.\n> Carried, 2 to 1.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss\n",
        )
        .file("content/2024-03-12-secret.md", "---\nredistribute: no\n---\n# Closed terms\n\n### Zqxperson:\nZqxwords.\n")
}

#[test]
fn tables_hold_what_records_say() {
    let built = town().build();
    let speeches = table(&built, "speeches");
    assert_eq!(speeches.len(), 1);
    let speech = &speeches[0];
    let has = |row: &BTreeMap<String, String>, column: &str, value: &str| {
        assert_eq!(row.get(column).map(String::as_str), Some(value), "{column} of {row:?}");
    };
    for (column, value) in [
        ("Text_ID", "2024-03-11-fares"),
        ("Date", "2024-03-11"),
        ("Year", "2024"),
        ("Body", "Town Council"),
        ("Agenda", "Fares"),
        ("Speaker_ID", "ann"),
        ("Speaker_name", "Ann Lee"),
        ("Speaker_role", "Chairperson"),
        ("Speaker_type", "person"),
        ("Delivery", "spoken"),
        ("Time", "00:12:34"),
        ("Text", "=1+1 is two.\nReally."),
        ("Events", "(laughter)"),
    ] {
        has(speech, column, value);
    }
    assert_eq!(speech["ID"], format!("2024-03-11-fares.{}", speech["URL"].rsplit_once('#').expect("an anchor").1));
    assert!(speech["URL"].starts_with("https://records.example/meetings/2024-03-11-fares/#"), "{speech:?}");
    let decisions = table(&built, "decisions");
    for (column, value) in
        [("Outcome", "carried"), ("Votes_for", "2"), ("Votes_against", "1"), ("Text", "The fare is two marks.")]
    {
        has(&decisions[0], column, value);
    }
    assert_eq!(decisions[0].get("Votes_absent"), None);
    let votes: Vec<_> =
        table(&built, "votes").iter().map(|vote| (vote["Speaker_name"].clone(), vote["Vote"].clone())).collect();
    let vote = |name: &str, side: &str| (name.to_owned(), side.to_owned());
    assert_eq!(votes, [vote("Ann Lee", "for"), vote("Ben Okri", "for"), vote("Cid Moss", "against")]);
    has(&table(&built, "items")[0], "Matters", "ferry");
    has(&table(&built, "organisations")[0], "Name", "Town Council");
    let ann = table(&built, "people").into_iter().find(|person| person["Speaker_ID"] == "ann").expect("Ann");
    has(&ann, "Identifiers", "wikidata:Q42");
    has(&ann, "Other_names", "Anne Li");
}

#[test]
fn the_body_that_met_is_in_each_row_whoever_names_it() {
    let record = |front_matter: &str| format!("---\n{front_matter}---\n# A\n\n### Ann Lee:\nAye.\n");
    let built = town()
        .file(
            "content/site.yml",
            "title: Town\nbody: town\nseries: {port: {title: Port, body: harbour}, pier: {title: Pier, body: Pier Board}}\n",
        )
        .file(
            "content/organisations.yml",
            "organisations:\n  - {id: town, names: Town Council}\n  - {id: harbour, names: Harbour Board}\n",
        )
        .file("content/2024-03-13-site.md", record(""))
        .file("content/2024-03-14-port.md", record("series: port\n"))
        .file("content/2024-03-15-pier.md", record("series: pier\n"))
        .file("content/2024-03-16-own.md", record("series: port\nbody: Quay Committee\n"))
        .build();
    let expected = [
        ("2024-03-13-site", Some("town"), "Town Council"),
        ("2024-03-14-port", Some("harbour"), "Harbour Board"),
        ("2024-03-15-pier", None, "Pier Board"),
        ("2024-03-16-own", None, "Quay Committee"),
    ];
    let (speeches, meetings) = (table(&built, "speeches"), table(&built, "meetings"));
    for (record, id, name) in expected {
        let of = |rows: &[BTreeMap<String, String>]| {
            rows.iter().find(|row| row["Text_ID"] == record).cloned().unwrap_or_default()
        };
        assert_eq!(of(&speeches).get("Body").map(String::as_str), Some(name), "{record}");
        assert_eq!(of(&meetings).get("Body").map(String::as_str), Some(name), "{record}");
        assert_eq!(of(&meetings).get("Body_ID").map(String::as_str), id, "{record}: the table of organisations has it");
    }
}

#[test]
fn times_are_counted_as_the_record_says() {
    let record = |times: &str| format!("---\n{times}---\n# A\n\n## Fares [10:14]\n\n### Ann Lee [10:15]:\nAye.\n");
    let built = Site::new()
        .file("content/2024-03-11-clock.md", record("times: clock\n"))
        .file("content/2024-03-12-recording.md", record("times: recording\n"))
        .build();
    let times = |name: &str| -> Vec<String> { table(&built, name).iter().map(|row| row["Time"].clone()).collect() };
    assert_eq!(times("speeches"), ["10:15:00", "00:10:15"]);
    assert_eq!(times("items"), ["10:14:00", "00:10:14"]);
}

#[test]
fn csv_and_lines_of_json_hold_the_same_rows() {
    let built = town().build();
    let files = built.files();
    let speech = &table(&built, "speeches")[0];
    let text = |path: &str| String::from_utf8(unpacked(path, files[path].clone())).expect("text");
    let line: serde_json::Value = serde_json::from_str(text("data/speeches.ndjson.gz").trim_end()).expect("one line");
    for (column, value) in speech {
        let cell = &line[column];
        assert_eq!(cell.as_str().map_or_else(|| cell.to_string(), str::to_owned), *value, "{column}");
    }
    let csv = text("data/speeches.csv.gz");
    assert!(csv.starts_with("ID,Text_ID,Date,"), "{csv}");
    assert!(csv.ends_with("\"'=1+1 is two.\nReally.\",(laughter)\n"), "no spreadsheet takes it for a formula: {csv}");
}

#[test]
fn a_record_that_may_not_be_passed_on_is_in_no_file_and_the_page_says_so() {
    let built = town().build();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.starts_with("data/")) {
        let text = String::from_utf8_lossy(&unpacked(&path, bytes)).to_lowercase();
        assert!(!text.contains("zqx") && !text.contains("closed terms"), "{path}");
    }
    assert!(built.read("data/index.html").contains("One record may not be passed on"));
    assert!(built.read("meetings/2024-03-12-secret/index.html").contains("Zqxwords"), "it is public all the same");
}

#[test]
fn a_value_of_redistribute_that_is_not_understood_permits_nothing() {
    for (value, is_free) in [("yes", true), ("true", true), ("no", false), ("nein", false), ("ask us", false)] {
        let site = Site::new()
            .file("content/2024-03-12-a.md", format!("---\nredistribute: {value}\n---\n# A\n\n### Ann:\nAye.\n"));
        assert_eq!(table(&site.build(), "speeches").len(), usize::from(is_free), "{value}");
    }
}

#[test]
fn the_data_package_tells_sizes_and_hashes() {
    let built = town().build();
    let files = built.files();
    let package: serde_json::Value = serde_json::from_str(&built.read("data/datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    let listed: Vec<&str> = resources.iter().map(|resource| resource["path"].as_str().expect("a path")).collect();
    let lists = ["datapackage.json", "catalog.jsonld", "index.html"];
    for path in files.keys().filter_map(|path| path.strip_prefix("data/")).filter(|path| !lists.contains(path)) {
        assert!(listed.contains(&path) || path == "record.schema.json", "{path} is not listed");
    }
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let hash = minutebook::bytes::sha256::Hash::of(&files[&format!("data/{path}")]);
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{path}");
    }
}

#[test]
fn akoma_ntoso_may_stand_beside_each_record() {
    let built = town().file("content/site.yml", "title: Town\ndata: akoma-ntoso-beside\n").build();
    let document = built.read("meetings/2024-03-11-fares/akoma-ntoso.xml");
    assert!(document.contains("<akomaNtoso") && document.contains("Really."), "{document}");
    assert!(
        built
            .read("meetings/2024-03-11-fares/index.html")
            .contains("href=\"/meetings/2024-03-11-fares/akoma-ntoso.xml\"")
    );
    assert!(!built.has("meetings/2024-03-12-secret/akoma-ntoso.xml") && !built.has("data/index.html"));
}

#[test]
fn each_format_can_be_left_out() {
    let with = |data: &str| {
        let built = Site::new()
            .file("content/site.yml", format!("title: Town\ndata: {data}\n"))
            .file("content/2024-03-12-a.md", "# A\n\n### Ann:\nAye.\n")
            .build();
        built.files().into_keys().filter_map(|path| path.strip_prefix("data/").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(with("none"), [""; 0]);
    assert_eq!(with("popolo"), ["catalog.jsonld", "datapackage.json", "index.html", "popolo.json"]);
    assert!(with("[parquet]").contains(&"speeches.parquet".to_owned()));
    assert!(!with("[parquet]").iter().any(|path| path.ends_with(".csv")));
}

#[test]
fn a_warm_build_makes_the_same_open_data_as_a_clean_one() {
    let mut site = town();
    site.options.cache = true;
    site.build();
    let old = "# Old\n\n### Ann Lee:\nOnce.\n";
    site.write("content/2023-01-01-old.md", old);
    let warm = site.build();
    let clean = town().file("content/2023-01-01-old.md", old).build();
    let data = |built: &Built| -> Vec<(String, Vec<u8>)> {
        built.files().into_iter().filter(|(path, _)| path.starts_with("data/")).collect()
    };
    let (warm, clean) = (data(&warm), data(&clean));
    assert!(clean.iter().any(|(path, _)| path == "data/akoma-ntoso-2023.zip"));
    for ((path, now), (_, wanted)) in warm.iter().zip(&clean) {
        assert!(now == wanted, "{path}");
    }
    assert_eq!(warm.len(), clean.len());
}
