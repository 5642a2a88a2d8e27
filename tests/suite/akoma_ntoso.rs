//! Records as Akoma Ntoso, and the same records made of it again.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use minutebook::config::{Config, Labels};
use minutebook::pipeline::{ForeignNames, ImportFormat, front_matter, load_site, markdown_record, preview};
use minutebook::record::{Contribution, Document, Meeting, Moment, NameIndex, Speaker, SpeakerName};

use crate::proptest_config::cases;
use crate::site::{Built, Site, build_folder, options, real_records};

/// The documents of a site in a format, by the ends of the addresses of their records.
pub(crate) fn documents(built: &Built, format: &str) -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    for (path, bytes) in built.files() {
        if !path.starts_with(&format!("data/{format}-")) {
            continue;
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a file");
            let name = file.name().expect("a name").into_owned();
            assert!(name.is_ascii() && name.ends_with(".xml"), "{name}");
            let text = std::io::read_to_string(&mut file).expect("UTF-8");
            let slug = slug_of(&text);
            assert!(documents.insert(slug.clone(), text).is_none(), "{path} has {slug} twice");
        }
    }
    documents
}

/// End of the address of a document's record.
fn slug_of(document: &str) -> String {
    let address = document.split_once("/meetings/").and_then(|(_, rest)| rest.split_once('/')).expect("an address").0;
    percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// The record that an import of a document makes.
fn imported(document: &str) -> String {
    let format = ImportFormat::detect(document.as_bytes()).expect("a format");
    let file = format.read(document.as_bytes(), &ForeignNames::default()).expect("a record");
    let record = &file.records[0];
    let title = record.facts.title.as_deref().unwrap_or_default();
    let date = record.facts.date.expect("a date");
    let metadata = front_matter(record, "akn:x", Labels::Headings, &[]);
    format!("{metadata}{}", markdown_record(record, &format!("{date} {title}"), "Speaker"))
}

/// The record of a text.
fn read(text: &str, config: &Config) -> Meeting<Arc<SpeakerName>> {
    match preview("imported.md", text, config).value {
        Document::Meeting(meeting) => Arc::unwrap_or_clone(meeting),
        other => panic!("{other:?}: {text}"),
    }
}

fn moment(moment: Option<&Moment>) -> String {
    moment.map(|moment| format!("[{} {}]", moment.milliseconds, moment.written)).unwrap_or_default()
}

/// Everything that must be the same in a record and in the one that is made of its document, line by line.
fn outline<S>(meeting: &Meeting<S>, label: impl Fn(&S) -> &str) -> Vec<String> {
    let name = |by: NameIndex| label(&meeting.names[by as usize]).to_owned();
    let details = &meeting.details;
    let mut lines = vec![
        format!("{} {} {:?} {}", details.date, details.title, details.subtitle, details.lang),
        format!("{:?} {:?} {:?} {:?}", details.start, details.end, details.place, details.times),
        format!("{} notes, marked {:?}", details.notes.len(), details.heading_notes),
    ];
    for section in meeting.sections.iter() {
        let time = moment(section.time.as_deref());
        lines.push(format!("section {} {:?} {:?} {time}", section.anchor, section.heading, section.item));
        for contribution in &section.contributions {
            lines.push(match contribution {
                Contribution::Speech(speech) => format!(
                    "speech {} {} {:?} {:?} {}",
                    speech.id,
                    name(speech.by),
                    speech.lang(),
                    speech.delivery,
                    moment(speech.time())
                ),
                Contribution::Narrative(narrative) => {
                    let attendees = narrative.roll_call.iter().flat_map(|call| &call.attendance.attendees);
                    let attendees: Vec<String> = attendees
                        .map(|attendee| format!("{} {:?} {:?}", name(attendee.by), attendee.presence, attendee.stays))
                        .collect();
                    let (id, time) = (narrative.id, moment(narrative.time.as_deref()));
                    format!("event {id} {:?} {time} {}", narrative.agenda, attendees.join("; "))
                }
                Contribution::Note(_) => continue,
                Contribution::Decision(decision) => {
                    let ballots: Vec<String> = decision
                        .ballots
                        .iter()
                        .map(|ballot| format!("{} {:?}", name(ballot.by), ballot.side))
                        .collect();
                    format!(
                        "decision {} {:?} {} {:?} {} {:?} {}",
                        decision.id,
                        decision.kind,
                        decision.word,
                        decision.result,
                        ballots.join("; "),
                        decision.action,
                        moment(decision.time.as_deref())
                    )
                }
            });
        }
    }
    lines
}

/// Differences between the records of a site and those made of their documents: of each record the first. The second is the
/// number of records compared.
fn differences(built: &Built, site: &Path) -> (Vec<String>, usize) {
    let loaded = load_site(&options(site, &built.output)).unwrap_or_else(|failure| panic!("{failure}")).0;
    let documents = documents(built, "akoma-ntoso");
    let mut found = Vec::new();
    for meeting in &loaded.archive.meetings {
        let slug = &*meeting.details.slug;
        let Some(document) = documents.get(slug) else { panic!("{slug} has no document: {:?}", documents.keys()) };
        let text = imported(document);
        let again = read(&text, &loaded.config);
        let wanted = outline(meeting, |speaker: &Speaker| &*speaker.name.label.text);
        let made = outline(&again, |name| &*name.label.text);
        if let Some((wanted, made)) = wanted.iter().zip(&made).find(|(wanted, made)| wanted != made) {
            found.push(format!("{slug}:\n  {wanted}\n  {made}"));
        } else if wanted.len() != made.len() {
            found.push(format!("{slug}: {} lines, {} made", wanted.len(), made.len()));
        }
    }
    (found, documents.len())
}

fn assert_same(built: &Built, site: &Path) {
    let (found, count) = differences(built, site);
    assert!(count > 0, "there are documents");
    assert!(found.is_empty(), "{} of {count} differ:\n{}", found.len(), found.join("\n"));
}

/// The document of the only record of a site.
fn only_document(site: Site, text: &str, format: &str) -> (Built, String) {
    let built = site.file("content/2024-03-11-a.md", text).build();
    let document = documents(&built, format).remove("2024-03-11-a").expect("a document");
    (built, document)
}

const MADE: &str = "---\ntimes: clock\nlicence: CC0-1.0\nchair: Ann Lee\n---\n# 2024-03-11 Budget & *harbour*[^t]\n\n\
    > **Present:** Ann Lee, Ben Okri (from 19:20)\n> **Quorum:** 2 of 3, met\n\n\
    ## 3. Fares[^n] [19:05] {item=fares matter=ferry-fares topics=ferry}\nsummary: The fare rises.\nsummary_by: machine\n\n\
    ### Ann Lee[^n] [19:06]:\nGood *evening*（笑）, see [the paper](https://a.example/x?a=1&b=2)[^n].\n\n> (The bell rings.)\n\n1. one\n3. three\n\n\
    | a | b |\n|--|--|\n| c | d |\n\n<!-- hidden --> <script>alert(1)</script>\n\n\
    > **Motion 4:** The fare is two marks.\n> Carried, 2 to 1.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss\n\nSo it is.\n\n\
    > （散會）\n\n### Ben Okri {delivered=written lang=zh-Hant}:\n好。\n\n[^n]: Counted *twice*.\n[^t]: Of the town.\n";

#[test]
fn a_reader_of_akoma_ntoso_finds_everything_in_its_place() {
    let site = Site::new().file("content/site.yml", "title: Town\nlanguages: [en-GB]\n").file(
        "content/people.yml",
        "people:\n  - id: ann-lee\n    names: {en: Ann Lee}\n  - id: ben-okri\n    names: {en: Ben Okri}\n",
    );
    let (built, document) = only_document(site, MADE, "akoma-ntoso");
    for part in [
        "<FRBRuri value=\"https://records.example/meetings/2024-03-11-a/\"/>",
        "<FRBRcountry value=\"gb\"/>",
        "<docTitle>Budget &amp; harbour<noteRef href=\"#note-1\" marker=\"1\"/></docTitle>",
        "<TLCPerson eId=\"person-ann-lee\" href=\"https://records.example/speakers/ann-lee/\" showAs=\"Ann Lee\"/>",
        "<TLCConcept eId=\"matter-ferry-fares\" href=\"https://records.example/matters/ferry-fares/\"",
        "<debateSection name=\"item\" eId=\"item-fares\" refersTo=\"#matter-ferry-fares #topic-ferry\"",
        "<summary class=\"abstract\" mb:by=\"machine\">The fare rises.</summary>",
        "startTime=\"2024-03-11T19:06:00\"",
        "<p>Good <i>evening</i><remark type=\"phenomenon\">（笑）</remark>, see <a href=\"https://a.example/x?a=1&amp;b=2\">the paper</a>",
        "<p><remark type=\"sceneDescription\">(The bell rings.)</remark></p>",
        "<ol><li>one</li><li value=\"3\">three</li></ol>",
        "<table><tr><th><p>a</p></th>",
        "<p><outcome refersTo=\"#outcome-carried\">Carried, 2 to 1.</outcome></p>",
        "<vote by=\"#person-ben-okri\" choice=\"#votes-for\">Ben Okri</vote>",
        "<count value=\"2\" refersTo=\"#votes-for\"/>",
        "<quorum eId=\"quorum-needed\" value=\"2\"/>",
        "<p><b>Present</b>: <person refersTo=\"#person-ann-lee\">Ann Lee</person>",
        "class=\"written\" xml:lang=\"zh-Hant\"",
        "<dcterms:license>https://creativecommons.org/publicdomain/zero/1.0/</dcterms:license>",
    ] {
        assert!(document.contains(part), "{part}: {document}");
    }
    for dropped in ["hidden", "alert", "<script"] {
        assert!(!document.contains(dropped), "{dropped}: {document}");
    }
    // The permalinks are those of the page.
    let page = built.read("meetings/2024-03-11-a/index.html");
    let ids: Vec<&str> = document.split("<speech eId=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| page.contains(&format!("id=\"{id}\""))), "{ids:?}");
}

#[test]
fn a_reader_of_tei_finds_utterances_and_what_happened() {
    let (_, document) = only_document(Site::new().file("content/site.yml", "title: Town\n"), MADE, "tei");
    for part in [
        "<title type=\"main\" xml:lang=\"en\">Budget &amp; harbour</title>",
        "<measure unit=\"speeches\" quantity=\"3\">3 speeches</measure>",
        "<person xml:id=\"person-ann-lee\"><persName><term>Ann Lee</term></persName>",
        "<div type=\"debateSection\" n=\"item-fares\"><head>3. Fares</head>",
        "<note type=\"speaker\">Ann Lee:</note>",
        "who=\"#person-ann-lee\" ana=\"#chair\"",
        "<seg>Good evening<kinesic type=\"laughter\"><desc>（笑）</desc></kinesic>, see the paper<note type=\"footnote\" n=\"2\" xml:id=\"note-2\">Counted twice.</note>.</seg>",
        "<incident type=\"incident\"><desc>(The bell rings.)</desc></incident>",
        "<seg>one</seg><seg>three</seg>",
        "<seg>c d</seg>",
        "<note type=\"result\">Carried, 2 to 1.</note>",
        "<note type=\"names\">For: Ann Lee, Ben Okri</note>",
        "<tagUsage gi=\"u\" occurs=\"3\"/>",
    ] {
        assert!(document.contains(part), "{part}: {document}");
    }
    for dropped in ["hidden", "alert", "<script"] {
        assert!(!document.contains(dropped), "{dropped}: {document}");
    }
}

#[test]
fn a_made_record_comes_back_as_it_was() {
    let site = Site::new().file("content/site.yml", "title: Town\n").file("content/2024-03-11-a.md", MADE);
    assert_same(&site.build(), &site.options.site);
}

/// A debate of another archive stays the same through a site.
#[test]
fn a_debate_of_another_archive_comes_back_as_it_was_read() {
    let foreign = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><debate name=\"hansard\"><meta><references source=\"#x\"><TLCPerson eId=\"lee\" href=\"/p/lee\" showAs=\"Ann Lee\"/></references>\
        <notes source=\"#x\"><note eId=\"n\"><p>Laid.</p></note></notes></meta><preface><p><docTitle>Budget</docTitle></p><p><docDate date=\"2024-03-11\">11 March 2024</docDate></p></preface>\
        <debateBody><debateSection name=\"a\" eId=\"s\"><heading>Opening</heading><scene>[Mr. Speaker in the Chair]</scene><speech by=\"#lee\" startTime=\"2024-03-11T14:31:05\"><from>The Chair:</from>\
        <p>Good <i>evening</i><remark>(Applause)</remark><noteRef href=\"#n\" marker=\"1\"/>.</p><ul><li>tea</li><li>cake</li></ul></speech></debateSection></debateBody></debate></akomaNtoso>";
    let site = Site::new().file("content/site.yml", "title: Town\n").file("content/2024-03-11-a.md", imported(foreign));
    assert_same(&site.build(), &site.options.site);
}

#[test]
fn the_sample_comes_back_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_same(&build_folder(folder), folder);
}

#[test]
fn real_records_come_back_as_they_were() {
    let Some(folder) = real_records("pilot") else { return };
    assert_same(&build_folder(&folder), &folder);
}

#[test]
#[ignore = "takes a minute"]
fn six_hundred_real_records_come_back_as_they_were() {
    let Some(folder) = real_records("sample-600") else { return };
    assert_same(&build_folder(&folder), &folder);
}

/// Words of a paragraph, perhaps with markup.
fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Good evening",
        "大家好",
        "*so* it is",
        "**注意：**請",
        "see [it](https://a.example/b_(c))",
        "10**6",
        "a `code` b",
        "（笑）",
        "(laughs)",
        "\\[laughs\\]",
        "5 < 6 & 7",
        "<b>bold</b>",
        "<sup>2</sup>",
        "so<br>then",
        "text[^n]",
        "__init__",
        "\"quoted\"",
        "#1",
        "2012. That",
        "![p](https://a.example/p.png)",
        "<https://a.example/>",
        "&quot;x&quot;",
        "~~no~~",
        "Ann: no",
        "[a] {b}",
        "% 100%",
        "|",
        "so) then",
        "…——",
    ]);
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "> (The bell rings.)",
        "> 【所有人鼓掌】",
        "> [laughs]",
        "（點頭）",
        "> [（案由一）](https://a.example/1)",
        "> [00:41:10] (The bell.)",
        "> A letter,\n> in two lines.",
        "- a\n- b\n  - c",
        "1. a\n3. b",
        "1. a\n   1. b",
        "| a | b |\n|--|--|\n| c | d |",
        "#### Within",
        "```\ncode *x*\n```",
        "> **Decision:** [00:58:10] The fare is *two* marks.\n> Carried, 2 to 1.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss",
        "> **決議（一）：**照案通過。\n> 贊成：林岳美、陳美",
        "> **Present:** Ann Lee (Chair), Ben Okri (from 19:20)\n> **Absent:** none",
        "> **Action 12:** Write to them.\n> Owner: Ben Okri\n> Due: 31 March 2026",
        "line one\nline two",
        "一行\n兩行",
        "hard  \nbreak",
        "---",
        "> - x\n> - y",
    ]);
    prop_oneof![3 => words(), 2 => fixed.prop_map(str::to_owned)]
}

fn part() -> impl Strategy<Value = String> {
    let speaker = prop::sample::select(vec![
        "### Ann Lee:",
        "### 林岳美：",
        "### Ben Okri [00:12:30]:",
        "### Works Office: L. Marsh:",
        "### :",
        "### <Unknown>:",
        "### Ann (written):",
        "### Ben Okri {lang=fr}:",
        "### Ann Lee {delivered=written}:",
        "### SPEAKER_01 [0:15]:",
        "### 石怡佳（司儀）：",
        "### Ann[^n]:",
        "### 丁、戊：",
    ]);
    let section = prop::sample::select(vec![
        "## Fares",
        "## 3. Ferry fares [00:40:00] {item=ferry-fares matter=a,b topics=ferry}",
        "## The lamp\nmatter: breakwater lamp\nsummary: It is *mended*.\nsummary_by: machine",
        "## 會議[^n]",
        "## 1. a",
        "# Later",
        "## A & B <c>",
        "## Fares",
    ]);
    let blocks = prop::collection::vec(block(), 0..4).prop_map(|blocks| blocks.join("\n\n"));
    (prop_oneof![4 => speaker, 1 => section], blocks).prop_map(|(heading, blocks)| format!("{heading}\n\n{blocks}\n\n"))
}

proptest! {
    #![proptest_config(cases(6))]
    #[test]
    fn made_records_come_back_as_they_were(records in prop::collection::vec(prop::collection::vec(part(), 1..8), 30)) {
        let site = Site::new().file("content/site.yml", "title: Town\nlanguages: [en]\n");
        for (number, parts) in records.iter().enumerate() {
            let text = format!("# 2024-03-11 Council\n\n{}\n[^n]: A *note*.\n", parts.concat());
            site.write(&format!("content/2024-03-11-a{number}.md"), text);
        }
        let (found, count) = differences(&site.build(), &site.options.site);
        prop_assert!(count > 0 && found.is_empty(), "{} of {count} differ:\n{}", found.len(), found.join("\n"));
    }
}
