//! `minutebook import` of XML and JSON of other archives: what a file says is what the built site shows.

use crate::commands::{code, minutebook, told};
use crate::site::Site;

fn run(site: &Site, arguments: &[&str]) -> std::process::Output {
    let all: Vec<&str> = ["import", "--to", "."].iter().chain(arguments).copied().collect();
    minutebook(&all, &site.options.site)
}

fn imported(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const DIVISION: &str = r#"<publicwhip scraperversion="a" latest="yes">
<major-heading id="uk.org.publicwhip/debate/2023-01-10a.411.1" nospeaker="true">Treasury</major-heading>
<speech id="uk.org.publicwhip/debate/2023-01-10a.411.3" person_id="uk.org.publicwhip/person/1" speakername="Ann Lee" time="11:30:00"><p pid="a411.3/1">I beg to move: status: draft &amp; *so* on.</p></speech>
<division id="uk.org.publicwhip/debate/2023-01-10a.215.2" nospeaker="true" divdate="2023-01-10" divnumber="56" time="12:00:00"><divisioncount ayes="2" noes="1"/>
<mplist vote="aye"><mpname person_id="uk.org.publicwhip/person/1" vote="aye">Lee, Ann</mpname><mpname person_id="uk.org.publicwhip/person/2" vote="aye">Ben Okri</mpname></mplist>
<mplist vote="no"><mpname person_id="uk.org.publicwhip/person/3" vote="no">Cid Moss</mpname></mplist></division>
<speech id="uk.org.publicwhip/debate/2023-01-10a.411.4" person_id="uk.org.publicwhip/person/1" speakername="The Chair" time="11:30:00"><p>Order.</p></speech></publicwhip>"#;

#[test]
fn a_division_becomes_a_decision_with_its_votes() {
    let site =
        Site::new().file("content/site.yml", "title: Town\nlanguages: [en]\n").file("debates2023-01-10a.xml", DIVISION);
    let output = run(&site, &["debates2023-01-10a.xml"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let text = imported(&site, "content/2023-01-10-house-of-commons.md");
    assert!(
        text.contains("times: clock")
            && text.contains("imported_from: \"parlparse:uk.org.publicwhip/debate/2023-01-10\""),
        "{text}"
    );
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("meetings/2023-01-10-house-of-commons/index.html");
    for part in ["I beg to move: status: draft &amp; *so* on.", "Division 56", "Ben Okri"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn the_later_version_of_a_day_is_taken() {
    let site = Site::new()
        .file("content/site.yml", "title: Town\n")
        .file("in/debates2023-01-10a.xml", DIVISION.replace("latest=\"yes\"", "latest=\"no\""))
        .file("in/debates2023-01-10b.xml", DIVISION.replace("Order.", "Order, order.").replace(" latest=\"yes\"", ""))
        .file(
            "in/debates2023-01-10c.xml",
            DIVISION.replace("Order.", "Order, order, order.").replace(" latest=\"yes\"", ""),
        );
    let output = run(&site, &["in"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(
        told(&output).contains("1 record written, 1 updated, 1 file left out as an older version."),
        "{}",
        told(&output)
    );
    assert!(imported(&site, "content/2023-01-10-house-of-commons.md").contains("Order, order, order."));
}

#[test]
fn people_are_matched_to_the_registry_and_new_ones_written_into_it() {
    let registry = "# Who is who.\npeople:\n  - id: lee # the first\n    names: {en: Ann Lee-Moss}\n    identifiers: {publicwhip: person/1}\n";
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\n")
        .file("content/people.yml", registry)
        .file("debates2023-01-10a.xml", DIVISION.replace("</publicwhip>", "<speech id=\"uk.org.publicwhip/debate/2023-01-10a.9.9\" person_id=\"uk.org.publicwhip/person/7\" speakername=\"Dee O'Hara\"><p>No.</p></speech></publicwhip>"));
    let output = run(&site, &["--people", "debates2023-01-10a.xml"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(told(&output).contains("3 people written into the registry"), "{}", told(&output));
    let people = imported(&site, "content/people.yml");
    let added = "\n  - id: dee-ohara\n    names: {en: \"Dee O'Hara\"}\n    identifiers: {publicwhip: \"person/7\"}";
    assert!(people.contains("id: ben-okri") && people.contains("id: cid-moss"), "those who only vote: {people}");
    assert!(people.starts_with(registry.trim_end()) && people.contains(added), "{people}");
    let text = imported(&site, "content/2023-01-10-house-of-commons.md");
    assert!(text.contains("speakers:\n  Ann Lee: lee\n  The Chair: lee\n"), "{text}");
    let built = site.build();
    assert!(built.has("speakers/lee/index.html") && built.has("speakers/dee-ohara/index.html"));
    assert!(!built.has("speakers/the-chair/index.html"));
    let again = run(&site, &["--people", "debates2023-01-10a.xml"]);
    assert!(told(&again).contains("0 records written, 1 unchanged."), "{}", told(&again));
    assert_eq!(imported(&site, "content/people.yml"), people);
}

#[test]
fn people_and_organisations_of_popolo_are_written_into_the_registries() {
    let popolo = r#"{"persons": [{"id": "p1", "name": "Ann Lee", "sort_name": "Lee, Ann", "other_names": [{"name": "Ann Moss"}], "identifiers": [{"scheme": "wikidata", "identifier": "Q42"}]}, {"id": "p2", "name": "no"}],
"organizations": [{"id": "o1", "name": "City Council", "classification": "council"}, {"id": "o2", "name": "Fares: a committee", "classification": "committee", "parent_id": "o1"}],
"memberships": [{"person_id": "p1", "organization_id": "o2", "role": "Chair", "start_date": "2020-05"}]}"#;
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\n")
        .file("content/2024-03-11-council.md", "# 2024-03-11 Council\n\n### Ann Moss:\nAye.\n")
        .file("popolo.json", popolo);
    let output = run(&site, &["popolo.json"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(
        told(&output).contains("2 people and 2 organisations; `--people` writes them into the registry"),
        "{}",
        told(&output)
    );
    let output = run(&site, &["--people", "popolo.json"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let people = imported(&site, "content/people.yml");
    for line in [
        "  - id: ann-lee",
        "names: {en: Ann Lee}",
        "labels: [Ann Moss]",
        "roles: [{title: Chair, body: fares-a-committee, from: 2020-05}]",
        "identifiers: {popolo: p1, wikidata: Q42}",
        "sort: \"Lee, Ann\"",
        "names: {en: \"no\"}",
    ] {
        assert!(people.contains(line), "{line}: {people}");
    }
    let organisations = imported(&site, "content/organisations.yml");
    assert!(organisations.contains("kind: committee\n    parent: city-council"), "{organisations}");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    assert!(built.read("speakers/ann-lee/index.html").contains("Ann Lee"));
}

#[test]
fn a_list_of_persons_beside_a_corpus_names_its_speakers() {
    let list = r#"<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="LeeAnn"><persName><surname>Lee</surname><forename>Ann</forename></persName></person></listPerson>"#;
    let text = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-XX_2024-03-11" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Sitting of March</title></titleStmt></fileDesc><profileDesc><settingDesc><setting><date when="2024-03-11"/></setting></settingDesc></profileDesc></teiHeader>
<text><body><div type="debateSection"><head>Fares</head><u who="#LeeAnn" ana="#regular"><seg>Aye.</seg></u></div></body></text></TEI>"##;
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\n")
        .file("in/ParlaMint-XX-listPerson.xml", list)
        .file("in/ParlaMint-XX_2024-03-11.xml", text)
        .file("in/data.json", "{\"a\": 1}")
        .file("in/page.xml", "<html/>");
    let output = run(&site, &["--people", "in"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let record = imported(&site, "content/2024-03-11-sitting-of-march.md");
    assert!(record.contains("## Fares\n\n### Ann Lee:\nAye.\n"), "{record}");
    assert!(imported(&site, "content/people.yml").contains("identifiers: {parlamint: LeeAnn}"));
}

#[test]
fn hostile_files_are_refused_and_the_rest_goes_on() {
    let bomb = "<!DOCTYPE publicwhip [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><publicwhip><speech id=\"x/debate/2023-01-10a.1.1\"><p>&b;</p></speech></publicwhip>";
    let deep = format!("<publicwhip>{}", "<p>".repeat(10_000));
    let site = Site::new()
        .file("content/site.yml", "title: Town\n")
        .file("in/1.xml", bomb)
        .file("in/2.xml", deep)
        .file("in/3.json", "{\"sentences\": ".to_owned() + &"[".repeat(100_000))
        .file("in/4.xml", "<akomaNtoso><act/></akomaNtoso>")
        .file("in/5.xml", DIVISION);
    let output = run(&site, &["in"]);
    assert_eq!(code(&output), 1);
    for part in [
        "1.xml: its DOCTYPE declares more than characters",
        "2.xml: its elements are nested",
        "4.xml: it is Akoma Ntoso and holds no debate",
        "1 record written, 3 files not imported.",
    ] {
        assert!(told(&output).contains(part), "{part}: {}", told(&output));
    }
}

/// Bytes of a document in `tests/fixtures/import/`, which `make-docx.py` there has made.
fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn documents_of_two_programs_give_the_same_record() {
    for name in ["python-docx.docx", "libreoffice.docx"] {
        let site = Site::new().file("content/site.yml", "title: Town\nlanguages: [en]\n").file(name, fixture(name));
        let output = run(&site, &[name]);
        assert_eq!(code(&output), 0, "{}", told(&output));
        let text = imported(&site, "content/2024-03-11-council-of-march.md");
        let (_, words) = text.split_once("# 2024-03-11 Council of March\n").expect("a title");
        assert_eq!(
            words,
            "\nHeld in the hall.\n\n## Ferry fares\n\n### Ann Lee:\nGood evening.\n\nWe begin with \\* and # and \\<b>. So be *it*.\n\n\
             ### Ben Okri:\nThree things:\n\n- tea\n- cake\n\n1. one\n2. two\n\n> We are asleep.\n\n| Name | Vote |\n| --- | --- |\n| Ann \\| Lee | Aye |\n\n\
             The fare is two marks.\n\n### Ann Lee:\nThank you.\n",
            "{name}"
        );
        assert_eq!(site.build().codes(), [""; 0], "{name}");
    }
}

#[test]
fn a_meeting_without_words_is_a_record_of_its_title() {
    let text = "<akomaNtoso><debate><meta><identification><FRBRWork><FRBRuri value=\"/x/debate/2024-03-11\"/></FRBRWork></identification></meta><preface><p><docTitle>Council</docTitle></p><p><docDate date=\"2024-03-11\"/></p></preface><debateBody><debateSection name=\"opening\"/></debateBody></debate></akomaNtoso>";
    let site = Site::new().file("content/site.yml", "title: Town\nlanguages: [en]\n").file("a.xml", text);
    let output = run(&site, &["a.xml"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(imported(&site, "content/2024-03-11-council.md").contains("speeches: none"));
    assert!(site.build().has("meetings/2024-03-11-council/index.html"));
}

#[test]
fn words_that_hold_a_record_back_are_told() {
    let text = "<akomaNtoso><debate><preface><p><docTitle>Council</docTitle></p><p><docDate date=\"2024-03-11\"/></p><p>DRAFT MINUTES – NOT YET APPROVED</p></preface>\
                <debateBody><debateSection><speech by=\"\"><from>Ann Lee</from><p>Aye.</p></speech></debateSection></debateBody></debate></akomaNtoso>";
    let site = Site::new().file("content/site.yml", "title: Town\nlanguages: [en]\n").file("a.xml", text);
    let output = run(&site, &["a.xml"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(told(&output).contains("it will be held back"), "{}", told(&output));
    assert!(!site.build().has("meetings/2024-03-11-council/index.html"));
}

#[test]
fn words_before_a_colon_are_no_speakers_where_lines_name_them() {
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\nlabels: line\n")
        .file("2024-03-11 Council.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Ben Okri said: Aye. EVE: no\n\n00:03.000 --> 00:04.000\n<v Ben Okri>CID MOSS: so\n");
    let output = run(&site, &["2024-03-11 Council.vtt"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let text = imported(&site, "content/2024-03-11-council.md");
    assert!(text.contains("labels: headings"), "{text}");
    let built = site.build();
    assert!(built.has("speakers/ann-lee/index.html") && !built.has("speakers/cid-moss/index.html"));
}
