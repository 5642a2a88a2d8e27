//! Search: which words are found and which are not, and the files of the index.

use std::collections::BTreeSet;
use std::path::PathBuf;

use minutebook::pipeline::search_in_memory;
use minutebook::search::{Index, OpenError, Query, SearchResults, SortOrder, Store, compress, decompress};
use proptest::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::site::{Built, Site};

struct Folder(PathBuf);

impl Store for Folder {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn ask(built: &Built, query: &str) -> SearchResults {
    let index = Index::open(Folder(built.output.join("search"))).expect("an index");
    let answer = index.search(&Query::parse(query), SortOrder::Relevance);
    assert_eq!(answer.errors, Vec::<String>::new());
    answer
}

/// Results, as `speaker: text`.
fn found(built: &Built, query: &str) -> Vec<String> {
    let said = |hit: &minutebook::search::Hit| format!("{}: {}", hit.speaker, hit.text.replace('\n', " / "));
    ask(built, query).hits.iter().map(said).collect()
}

const PEOPLE: &str = "people:\n- {id: tang, names: {en: Audrey Tang, zh-Hant: 唐鳳}, labels: [Tang], roles: [{title: Minister, from: 2016-10-01}]}\n";

fn site() -> Site {
    Site::new()
        .file("content/people.yml", PEOPLE)
        .file("content/site.yml", "series: {harbour: {title: Harbour Council}}\n")
        .file(
            "content/2023-05-02-quay.md",
            "---\nseries: harbour\nlang: en\n---\n# 2023-05-02 The quay\n## Opening\n### Ann:\nThe café is \\[closed\\] &amp; \"shut\".\n\nThe ferries leave.\n### Tang:\nNo ferry today.\n\n> (Applause)\n",
        )
        .file("content/2024-01-11-council.md", "---\nlang: zh-Hant\n---\n# 2024-01-11 會議\n### 唐鳳：\n好，謝謝。ＡＩ治理（笑）\n### Ben:\n治理嗎？\n")
}

#[test]
fn a_phrase_is_found_to_the_letter_and_words_in_their_forms() {
    let built = site().build();
    let quay = "Ann: The café is [closed] & \"shut\". / The ferries leave.";
    assert_eq!(found(&built, "\"café is [closed] &\""), [quay]);
    assert_eq!(found(&built, "\"cafe\""), Vec::<String>::new(), "in a phrase accents count");
    assert_eq!(found(&built, "CAFE "), [quay]);
    assert_eq!(found(&built, "\"ferr\""), Vec::<String>::new(), "a phrase ends where a word does");
    assert_eq!(found(&built, "ferry "), ["Tang: No ferry today.", quay], "the word itself comes first");
    assert_eq!(found(&built, "ferry -today "), [quay]);
    assert_eq!(found(&built, "lea"), [quay], "what is still being typed");
    assert_eq!(found(&built, "\"shut. the\""), Vec::<String>::new(), "the mark counts");
    assert_eq!(found(&built, "\"好，謝謝\""), ["唐鳳: 好，謝謝。ＡＩ治理（笑）"]);
    assert_eq!(found(&built, "\"ai治理（笑）\""), ["唐鳳: 好，謝謝。ＡＩ治理（笑）"]);
    assert_eq!(found(&built, "治理").len(), 2);
    assert_eq!(found(&built, "笑"), ["唐鳳: 好，謝謝。ＡＩ治理（笑）"]);
}

#[test]
fn parts_of_a_decision_are_lines_which_results_set_apart() {
    let built = Site::new()
        .file(
            "content/2024-03-11-fare.md",
            "---\nlang: en\n---\n# The fare\n### Ann:\nLet us see.\n\n> **Motion:** That the fare be\n> two marks\n> Moved by Ann, seconded by Ben\n> Deferred to May.\n> For: Ann\n",
        )
        .file(
            "content/2024-04-08-price.md",
            "---\nlang: zh-Hant\n---\n# 票價\n### 林岳美：\n好。\n\n> **決議：** 票價兩元\n> 贊成：林岳美\n> 反對：王小明\n",
        )
        .build();
    let motion = ": Motion: That the fare be two marks / Moved by Ann, seconded by Ben / Deferred to May. / For: Ann";
    assert_eq!(found(&built, "marks "), [motion]);
    assert_eq!(found(&built, "\"marks moved\"").len(), 1, "a line ends no phrase");
    assert_eq!(found(&built, "票價兩元"), [": 決議： 票價兩元 / 贊成：林岳美 / 反對：王小明"]);
    let hits = ask(&built, "票價兩元").hits;
    assert_eq!(hits[0].in_one_line(&hits[0].text), "決議： 票價兩元 · 贊成：林岳美 · 反對：王小明");
}

#[test]
fn who_speaks_by_an_office_is_named() {
    let record = |label: &str| format!("### {label}:\nThe fare, then.\n### Ann:\nYes.\n");
    let people = |role: &str| {
        format!(
            "people:\n- {{id: ines, names: {{en: Ines Vargholm, zh-Hant: 殷霓}}, labels: [The Chair, 主席, Vargholm]{role}}}\n"
        )
    };
    let named = |people: String, lang: &str, label: &str| {
        let text = format!("---\nlang: {lang}\n---\n# The fare\n{}", record(label));
        let built = Site::new().file("content/people.yml", people).file("content/2024-03-11-fare.md", text).build();
        let hits = ask(&built, "fare ").hits;
        assert_eq!(ask(&built, &format!("speaker:\"{label}\"")).hits.len(), 1, "found by the label too");
        (hits[0].speaker.clone(), hits[0].role.clone())
    };
    let told = |name: &str, role: &str| (name.to_owned(), role.to_owned());
    assert_eq!(named(people(""), "en", "The Chair"), told("Ines Vargholm (Chair)", ""));
    assert_eq!(named(people(""), "zh-Hant", "主席"), told("殷霓（主席）", ""));
    let chair = people(", roles: [{title: Chair of the Council, from: 2020-01-01}]");
    assert_eq!(named(chair.clone(), "en", "The Chair"), told("Ines Vargholm", "Chair of the Council"));
    assert_eq!(named(chair, "en", "Vargholm"), told("Vargholm", "Chair of the Council"), "a part of the name is one");
}

#[test]
fn fields_narrow_what_is_found() {
    let built = site().build();
    let count = |query: &str| ask(&built, query).hits.len();
    assert_eq!(count("speaker:tang"), 2);
    assert_eq!(count("speaker:唐鳳"), 2);
    assert_eq!(count("speaker:Audrey"), 2);
    assert_eq!(count("speaker:鳳"), 2);
    assert_eq!(count("-speaker:唐鳳 year:2023"), 1);
    assert_eq!(count("speaker:nobody"), 0);
    assert_eq!((count("year:2023"), count("year:2023..2024"), count("year:2025.."), count("-year:2024")), (2, 4, 0, 2));
    assert_eq!((count("series:harbour"), count("series:\"Harbour Council\""), count("-series:harbour")), (2, 2, 2));
    assert_eq!((count("lang:zh"), count("lang:zh-Hant"), count("lang:en"), count("lang:e")), (2, 2, 2, 0));
    assert_eq!(found(&built, "in:narrative applause "), [": (Applause)"]);
    assert_eq!(found(&built, "in:narrative opening "), [": Opening"]);
    let tang = &ask(&built, "today ").hits[0];
    assert_eq!((tang.role.as_str(), tang.date.as_str(), tang.title.as_str()), ("Minister", "2023-05-02", "The quay"));
    assert!(tang.link.ends_with("quay/") && tang.id.starts_with('s'), "{} {}", tang.link, tang.id);
    let page = built.read(&format!("{}index.html", tang.link.trim_start_matches('/')));
    assert!(page.contains(&format!("id=\"{}\"", tang.id)), "the link leads to the speech");
}

#[test]
fn of_alternatives_one_is_enough() {
    let built = site().build();
    let quay = "Ann: The café is [closed] & \"shut\". / The ferries leave.";
    let today = "Tang: No ferry today.";
    assert_eq!(found(&built, "closed OR today "), [today, quay]);
    assert_eq!(found(&built, "ferry closed OR nowhere "), [quay], "binds more tightly than the rest");
    assert_eq!(found(&built, "\"the café\" OR 治理 year:2023 "), [quay]);
    assert_eq!(found(&built, "closed OR today -ferry "), Vec::<String>::new(), "what is excluded is excluded of all");
    assert_eq!(found(&built, "笑 或 today ").len(), 2);
    assert_eq!(found(&built, "nowhere OR nothing "), Vec::<String>::new());
    assert_eq!(found(&built, "closed or today "), Vec::<String>::new(), "in small letters it is a word");
    assert_eq!(ask(&built, "closed OR year:2023 ").stray_ors, ["OR"]);
    assert_eq!(ask(&built, "year:2023 OR year:2024 ").stray_ors, Vec::<String>::new());
    let both = (found(&built, "speaker:ann OR speaker:tang ").len(), found(&built, "speaker:ann speaker:tang ").len());
    assert_eq!(both, (3, 3));
}

const BODIES: &str = "organisations:\n- {id: board, names: {en: Harbour Board, zh-Hant: 港務會}}\n";

#[test]
fn days_roles_and_bodies_narrow_what_is_found() {
    let people = "people:\n- id: tang\n  names: {en: Audrey Tang}\n  labels: [Tang]\n  roles:\n  - {title: Minister of Quays, to: 2023-05-31}\n  - {title: Chair, from: 2023-06-01}\n- {id: ann, names: Ann Lee, labels: [Chair Ann], roles: [{title: Chair, from: 2020-01-01}]}\n";
    let mut site = Site::new()
        .file("content/people.yml", people)
        .file("content/organisations.yml", BODIES)
        .file("content/site.yml", "series: {harbour: {title: Harbour, body: board}}\n")
        .file(
            "content/2023-05-02-a.md",
            "---\nseries: harbour\nlang: en\n---\n# A\n### Tang:\nOne ferry.\n### Chair Ann:\nTwo.\n",
        )
        .file("content/2023-06-30-b.md", "---\nlang: en\n---\n# B\n### Tang:\nThree ferries.\n")
        .file("content/2023-06.md", "---\ndate: 2023-06\nlang: en\n---\n# C\n### Ben:\nFour.\n")
        .file("content/2024-02-29-d.md", "---\nlang: en\n---\n# D\n### Tang:\nFive.\n");
    let built = site.build();
    let texts = |query: &str| {
        let mut texts: Vec<String> = ask(&built, query).hits.iter().map(|hit| hit.text.replace('.', "")).collect();
        texts.sort();
        texts.join(", ")
    };
    assert_eq!(texts("from:2023-06-30"), "Five, Four, Three ferries", "of June only the month is known");
    assert_eq!(texts("from:2023-06-01 to:2023-06-29"), "Four");
    assert_eq!(texts("to:2023-05"), "One ferry, Two");
    assert_eq!(texts("from:2023-05-03 to:2023"), "Four, Three ferries");
    assert_eq!(texts("from:2024-03"), "");
    assert_eq!(texts("-from:2023-06-30"), "Four, One ferry, Two", "what may be before the day stays");
    assert_eq!(texts("-from:2023-06-30 -to:2023-05-02"), "Four");
    assert_eq!(texts("ferry from:2023-06-02 "), "Three ferries");
    assert_eq!(texts("role:chair"), "Five, Three ferries, Two", "also where the name says it");
    assert_eq!(texts("role:minister"), "One ferry", "from its beginning");
    assert_eq!(texts("role:quays"), "One ferry", "from any word on");
    assert_eq!(texts("role:minister role:chair year:2023"), "One ferry, Three ferries, Two");
    assert_eq!(texts("speaker:tang -role:chair"), "One ferry");
    assert_eq!(texts("role:mini OR role:nobody"), "One ferry");
    assert_eq!(
        (texts("body:board"), texts("body:\"harbour board\""), texts("body:港務會")),
        ("One ferry, Two".into(), "One ferry, Two".into(), "One ferry, Two".into())
    );
    assert_eq!(texts("-body:board"), "Five, Four, Three ferries");
    let index = Index::open(Folder(built.output.join("search"))).expect("an index");
    let unmatched = |query: &str| -> Vec<String> {
        let all = index.unmatched(&Query::parse(query)).into_iter();
        all.map(|one| format!("{}: {}", one.value, one.existing.join(" "))).collect()
    };
    assert_eq!(unmatched("year:1999 from:2025 to:2024"), ["1999: 2024 2023", "2025: 2024 2023"]);
    assert_eq!(unmatched("body:bord series:harbour lang:fr"), ["bord: board", "fr: en"]);
    assert_eq!(unmatched("role:chairperson role:chair speaker:tangram"), ["chairperson: chair", "tangram: Tang"]);
    // The register of people decides what role somebody had, and the site's settings which body met.
    site.options.cache = true;
    site.build();
    for (path, text) in [
        ("content/people.yml", people.replace("to: 2023-05-31", "to: 2023-04-30").as_str()),
        ("content/site.yml", "series: {harbour: {title: Harbour}}\n"),
        ("content/site.yml", "body: board\n"),
        ("content/2024-02-29-d.md", "---\nlang: en\ndate: 2024-02\n---\n# D\n### Tang:\nFive.\n"),
    ] {
        site.write(path, text);
        let warm = site.build();
        crate::warm_equals_clean::compare(&site, &warm);
    }
    assert_eq!(ask(&site.build(), "body:board").hits.len(), 5);
}

#[test]
fn what_is_not_public_is_not_in_the_index() {
    let mut site = site();
    for (name, head) in [
        ("draft", "status: draft"),
        ("review", "status: review"),
        ("later", "publish_at: 2027-01-01T00:00:00Z"),
        ("gone", "withdrawn: true"),
        ("broken", "broken: ["),
    ] {
        let text = format!("---\n{head}\n---\n# 2024-02-0{} Xyzzy\n### Xyzzy:\nXyzzy {name}.\n", name.len());
        site.write(&format!("content/2024-02-0{}-{name}.md", name.len()), text);
    }
    for cache in [false, true, true] {
        site.options.cache = cache;
        let built = site.build();
        assert_eq!(found(&built, "xyzzy "), Vec::<String>::new());
        assert_eq!(ask(&built, "speaker:xyzzy").hits.len(), 0);
        let mut blocks = 0;
        for (path, bytes) in built.files().iter().filter(|(path, _)| path.starts_with("search/")) {
            assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("xyz"), "{path}");
            for block in blocks_of(bytes) {
                let text = String::from_utf8_lossy(&block).to_lowercase();
                assert!(!text.contains("xyz"), "{path}");
                blocks += usize::from(text.contains("ferr"));
            }
        }
        assert!(blocks >= 2, "the words are seen in passages and in shards");
    }
}

/// Blocks of a file, which begin at multiples of 32 bytes.
fn blocks_of(file: &[u8]) -> Vec<Vec<u8>> {
    (0..file.len()).step_by(32).filter_map(|start| decompress(&file[start..], 1 << 24)).collect()
}

#[test]
fn a_site_without_meetings_or_without_search_works() {
    let empty = Site::new().file("content/pages/about.md", "# Nothing yet\n").build();
    assert_eq!(ask(&empty, "anything").hits.len(), 0);
    let without = site().file("content/site.yml", "search: false\n").build();
    let files: Vec<String> = without.files().into_keys().filter(|path| path.starts_with("search")).collect();
    assert_eq!(files, Vec::<String>::new());
}

/// Records of many words, each of which stands in few places.
fn wordy(records: usize) -> Site {
    let mut seed = 7_u64;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let letters = (0..5).map(|at| char::from(b'a' + (seed >> (24 + 5 * at)) as u8 % 26));
        letters.collect::<String>()
    };
    let site = Site::new();
    for record in 0..records {
        let mut text = format!("# 2024-{:02}-{:02} Sitting {record}\n", 1 + record / 28, 1 + record % 28);
        for speech in 0..60 {
            let said: Vec<String> = (0..40).map(|_| word()).collect();
            text.push_str(&format!("### Ann:\nNumber {speech}: {}.\n", said.join(" ")));
        }
        site.write(&format!("content/2024-{record:03}.md"), text);
    }
    site
}

fn index_of(built: &Built) -> BTreeSet<String> {
    built.files().into_keys().filter(|path| path.starts_with("search/") && path.ends_with(".bin")).collect()
}

fn below<'p>(paths: &'p BTreeSet<String>, folder: &str) -> BTreeSet<&'p str> {
    paths.iter().map(String::as_str).filter(|path| path.starts_with(folder)).collect()
}

#[test]
fn an_index_has_few_files_and_one_sentence_changes_few_of_them() {
    let mut site = wordy(40);
    site.options.cache = true;
    let built = site.build();
    let before = index_of(&built);
    let (shards, passages) = (below(&before, "search/s/").len(), below(&before, "search/t/").len());
    assert!((4..20).contains(&shards) && (5..30).contains(&passages), "{before:?}");
    let path = "content/2024-020.md";
    let text = std::fs::read_to_string(site.path(path)).expect("a record");
    site.write(path, text.replacen("Number 30:", "Number 30: Ferries leave", 1));
    let built = site.build();
    let after = index_of(&built);
    let new = |folder: &str| below(&after, folder).difference(&below(&before, folder)).count();
    assert_eq!(new("search/t/"), 1, "the pack of the passage");
    assert!((2..=4).contains(&new("search/s/")), "the directory, and a pack for each word: {}", new("search/s/"));
    assert_eq!((before.len(), after.len()), (after.len(), before.len()), "what is no more wanted is gone");
    assert_eq!(found(&built, "ferries ").len(), 1);
    // What a warm build leaves is what a clean one makes.
    site.options.cache = false;
    let clean = site.build();
    assert_eq!(built.files(), clean.files());
    // And what was lost or changed since is made again.
    site.options.cache = true;
    for path in below(&after, "search/") {
        if path.ends_with("0.bin") || path.ends_with("8.bin") {
            std::fs::remove_file(built.output.join(path)).expect("a file");
        }
    }
    assert_eq!(site.build().files(), clean.files());
}

#[test]
fn an_index_made_from_the_last_one_is_the_one_that_is_made_at_once() {
    let mut site = wordy(30).file("content/site.yml", "title: A\n");
    site.options.cache = true;
    site.build();
    let path = |record: usize| format!("content/2024-{record:03}.md");
    let edit = |site: &Site, record: usize, from: &str, to: &str| {
        let text = std::fs::read_to_string(site.path(&path(record))).expect("a record");
        assert!(text.contains(from), "{from} is in {text}");
        site.write(&path(record), text.replacen(from, to, 1));
    };
    let long = "A speech that is longer than a passage may be. ".repeat(200);
    let steps: [&dyn Fn(&Site); 11] = [
        &|site| edit(site, 12, "Number 31:", "Number 31: Ferries leave"),
        &|site| edit(site, 12, "Number 31: Ferries leave", "Number 31:"),
        &|site| edit(site, 4, "### Ann:\nNumber 7:", "### Zoe:\nNumber 7:"),
        &|site| edit(site, 20, "Number 59:", &format!("{long} Number 59:")),
        &|site| edit(site, 20, &long, ""),
        &|site| edit(site, 9, "Sitting 9", "Session nine"),
        &|site| std::fs::remove_file(site.path(&path(3))).expect("a record"),
        &|site| site.write("content/2024-zz.md", "# 2023-01-01 Before all others\n### Ann:\nNumber 1: aye.\n"),
        &|site| site.write("content/people.yml", "people:\n- {id: ann, names: {en: Ann Lee}, labels: [Ann]}\n"),
        &|site| edit(site, 15, "# 2024-01-16", "# 2024-01-02"),
        &|site| site.write("content/site.yml", "title: B\n"),
    ];
    for step in steps {
        step(&site);
        let warm = site.build();
        crate::warm_equals_clean::compare(&site, &warm);
    }
}

#[test]
fn where_a_pack_is_lost_or_cut_off_the_rest_is_found_and_the_loss_is_told() {
    let built = wordy(12).build();
    let files: FxHashMap<String, Vec<u8>> =
        crate::site::files_below(&built.output.join("search")).into_iter().collect();
    let ask = |files: FxHashMap<String, Vec<u8>>| {
        let index = Index::open(files).expect("the root is whole");
        index.search(&Query::parse("number "), SortOrder::Date)
    };
    let all = ask(files.clone()).hits.len();
    assert_eq!(all, 12 * 60);
    let mut packs: Vec<&String> = files.keys().filter(|path| path.starts_with("t/")).collect();
    packs.sort();
    assert!(packs.len() > 1);
    for path in packs {
        let half = files[path][..files[path].len() / 2].to_vec();
        for damage in [None, Some(half), Some(b"<!doctype html>".repeat(9)), Some(Vec::new())] {
            let is_half = damage.as_ref().is_some_and(|bytes| bytes.len() > 1000);
            let mut files = files.clone();
            match damage {
                None => files.remove(path),
                Some(bytes) => files.insert(path.clone(), bytes),
            };
            let answer = ask(files);
            assert!(answer.hits.len() < all && (!answer.hits.is_empty() || !is_half), "{path}");
            assert!(answer.errors.iter().any(|why| why.contains(path.as_str())), "{path}: {:?}", answer.errors);
        }
    }
}

#[test]
fn another_version_and_damage_are_told_politely() {
    let built = site().build();
    let folder = built.output.join("search");
    let mut files: FxHashMap<String, Vec<u8>> = FxHashMap::default();
    for (path, bytes) in crate::site::files_below(&folder) {
        files.insert(path, bytes);
    }
    let refusal = |root: &str| {
        let mut files = files.clone();
        files.insert("index.json".to_owned(), root.as_bytes().to_vec());
        Index::open(files).map(|_| ()).expect_err("refused")
    };
    assert_eq!(refusal("{\"version\": 2}"), OpenError::Version(2));
    assert_eq!(refusal("{\"version\": 6}"), OpenError::Version(6));
    assert_eq!(refusal("{}"), OpenError::Damaged);
    assert_eq!(refusal("{\"version\": 5}"), OpenError::Damaged);
    assert_eq!(refusal("<html>"), OpenError::Damaged);
    assert!(matches!(Index::open(FxHashMap::default()).map(|_| ()), Err(OpenError::Missing(_))));
    // The names are for the search page.
    for path in files.keys().filter(|path| path.ends_with(".bin") && !path.starts_with("n/")) {
        for damage in [None, Some(b"<html>".to_vec()), Some(Vec::new())] {
            let mut files = files.clone();
            match damage {
                None => files.remove(path),
                Some(bytes) => files.insert(path.clone(), bytes),
            };
            let index = Index::open(files).expect("the root is whole");
            let answers = ["治理", "ferry", "in:narrative year:2023", "speaker:tang", "ferry 治理"]
                .map(|query| index.search(&Query::parse(query), SortOrder::Date));
            assert!(answers.iter().any(|a| a.errors.iter().any(|why| why.contains(path.as_str()))), "{path}");
        }
    }
}

#[test]
fn the_command_prints_lines_and_one_object() {
    let site = site();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_minutebook")).args(arguments).output();
        let output = output.expect("a run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let place = site.options.site.to_string_lossy().into_owned();
    let (code, unbuilt, told) = run(&["search", "--json", "\"AI治理\"", &place]);
    assert_eq!(code, Some(0));
    assert!(told.contains("no finished site"), "{told}");
    let mut options = site.options.clone();
    options.output = None;
    minutebook::pipeline::build(&options, &crate::site::Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let (_, built, told) = run(&["search", "--json", "\"AI治理\"", &place]);
    assert!(told.contains("reading"), "{told}");
    let output = site.path("output").to_string_lossy().into_owned();
    let value: Value = serde_json::from_str(&built).expect("one object");
    for other in [unbuilt, run(&["search", "--json", "\"AI治理\"", &output]).1] {
        let mut other: Value = serde_json::from_str(&other).expect("one object");
        // The index in memory was not told where the site stands.
        other["results"][0]["url"] = value["results"][0]["url"].clone();
        assert_eq!(other, value);
    }
    let result = &value["results"][0];
    assert_eq!((value["total"].as_u64(), result["speaker"].as_str()), (Some(1), Some("唐鳳")));
    assert_eq!(
        (result["date"].as_str(), result["snippet"].as_str()),
        (Some("2024-01-11"), Some("好，謝謝。ＡＩ治理（笑）"))
    );
    let (_, limited, _) = run(&["search", "--json", "--limit", "1", "year:2023", &place]);
    let limited: Value = serde_json::from_str(&limited).expect("one object");
    assert_eq!((limited["total"].as_u64(), limited["results"].as_array().map(Vec::len)), (Some(2), Some(1)));
    let (code, lines, _) = run(&["search", "-today ferry", &place]);
    assert_eq!(code, Some(0));
    assert!(lines.contains("2023-05-02  The quay\n  Ann: ") && lines.contains("/#s"), "{lines}");
    let (code, lines, told) = run(&["search", "absent", &place]);
    assert_eq!((code, lines.as_str()), (Some(0), ""));
    assert!(told.contains("nothing found"), "{told}");
    assert_eq!(run(&["search", "--limit", "0", "", &place]).0, Some(2), "nothing is asked for");
    let (code, table, _) = run(&["search", "--format", "csv", "year:2023", &place]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!((code, rows[0], rows.len()), (Some(0), "url,date,speaker,role,meeting,lang,kind,excerpt", 3), "{table}");
    assert!(
        rows[1].contains("/meetings/2023-05-02-quay/#s") && rows[1].contains(",2023-05-02,Ann,,The quay,en,speech,"),
        "{table}"
    );
    assert!(rows[2].ends_with(",2023-05-02,Tang,Minister,The quay,en,speech,No ferry today."), "no formula: {table}");
    let (_, _, told) = run(&["search", "series:harbor", &place]);
    assert!(told.contains("nothing is called “harbor”; there is: harbour"), "{told}");
    let (_, _, told) = run(&["search", "ferry OR year:2023", &place]);
    assert!(told.contains("`OR` joins only the two words"), "{told}");
    let (_, _, told) = run(&["search", "\"？！\"", &place]);
    assert!(told.contains("no letter or digit"), "{told}");
}

proptest! {
    #![proptest_config(crate::proptest_config::cases(64))]

    #[test]
    fn no_query_and_no_damage_makes_it_fail(query in "\\PC*|(speaker|in|:|narrative|year|治|理|\"|-|ferry|f|20| |\\*|from|to|role|body|OR | OR |2023-05)*", at: usize, value: u8) {
        let site = site();
        let files = index_files(&site);
        let index = Index::open(files.clone()).expect("an index");
        let _ = index.search(&Query::parse(&query), SortOrder::Relevance);
        let mut paths: Vec<&String> = files.keys().collect();
        paths.sort();
        let path = paths[at % paths.len()].clone();
        let file = files.get(&path).expect("a file").clone();
        let place = at / 7;
        let mut damages = vec![file[..place % file.len()].to_vec()];
        let mut changed = file.clone();
        changed[place % file.len()] = value;
        damages.push(changed);
        // One byte of its first block, before it is compressed, is another: of the directory, all of which is one, a place.
        if let Some(mut bytes) = decompress(&file, 1 << 24) {
            let place = place % bytes.len();
            bytes[place] = value;
            damages.push(compress(&bytes, bytes.len()));
        }
        for damage in damages {
            let mut damaged = files.clone();
            damaged.insert(path.clone(), damage);
            if let Ok(index) = Index::open(damaged) {
                let _ = index.search(&Query::parse(&query), SortOrder::Date);
                let _ = index.search(&Query::parse("ferry speaker:t 治理"), SortOrder::Date);
            }
        }
    }
}

fn index_files(site: &Site) -> FxHashMap<String, Vec<u8>> {
    let built = site.build();
    crate::site::files_below(&built.output.join("search")).into_iter().collect()
}

#[test]
fn an_index_in_memory_says_what_the_finished_site_says() {
    let site = site();
    let built = site.build();
    let index = search_in_memory(&site.options).unwrap_or_else(|failure| panic!("{failure}")).expect("an index");
    for query in ["治理", "ferry", "speaker:tang", "in:narrative lang:en"] {
        let answer = index.search(&Query::parse(query), SortOrder::Relevance);
        let said: Vec<String> = answer.hits.iter().map(|hit| hit.id.clone()).collect();
        let expected: Vec<String> = ask(&built, query).hits.iter().map(|hit| hit.id.clone()).collect();
        assert_eq!(said, expected, "{query}");
    }
}

#[test]
fn pages_are_found_by_the_words_of_each_section() {
    let site = Site::new()
        .file("content/2023-05-02-quay.md", "# The quay\n### Ann:\nAye.\n")
        .file("content/pages/manual.md", "# Manual\n\nThe **fer**ries run[^1].\n\n## Winter & <ice>\n\nNo `boats` in [the harbour](https://a.example/).\n\n<!-- secret -->\n\n| a | b |\n|---|---|\n| tug | buoy |\n\n[^1]: But slowly.\n")
        .file("content/pages/hidden.md", "---\nstatus: draft\n---\n# Hidden\n\nsecret harbour\n");
    let built = site.build();
    let index = Index::open(Folder(built.output.join("search"))).expect("an index");
    let in_memory = search_in_memory(&site.options).expect("readable").expect("a search");
    let found = |query: &str| -> Vec<(String, String)> {
        let pages = index.pages(&Query::parse(query)).expect("readable");
        assert_eq!(in_memory.pages(&Query::parse(query)).expect("readable"), pages);
        pages.into_iter().map(|page| (page.title, page.link)).collect()
    };
    let manual = ("Manual".to_owned(), "/manual/".to_owned());
    let winter = ("Winter & <ice> · Manual".to_owned(), "/manual/#winter--ice".to_owned());
    assert_eq!(found("ferry "), std::slice::from_ref(&manual));
    assert_eq!(found("slowly "), [manual]);
    assert_eq!(found("boats harbour "), std::slice::from_ref(&winter));
    assert_eq!((found("buoy "), found("winter tug ")), (vec![winter.clone()], vec![winter]));
    assert_eq!((found("secret "), found("ferry boats "), found("aye ")), (vec![], vec![], vec![]));
    let mut site = site;
    site.options.cache = true;
    site.build();
    site.write("content/pages/manual.md", "# Manual\n\nOnly tugs.\n");
    let warm = site.build();
    crate::warm_equals_clean::compare(&site, &warm);
    let index = Index::open(Folder(warm.output.join("search"))).expect("an index");
    assert_eq!(index.pages(&Query::parse("tugs ")).expect("readable").len(), 1);
}
