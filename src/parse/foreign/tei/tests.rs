use super::*;
use crate::parse::foreign::markdown_record;
use crate::parse::foreign::xml_tree::parse_xml;

const PEOPLE: &str = r##"<listPerson xmlns="http://www.tei-c.org/ns/1.0">
<person xml:id="LeeAnn"><persName to="2019"><surname>Moss</surname><forename>Ann</forename></persName>
<persName from="2020"><surname>Lee</surname><forename>Ann</forename></persName><idno type="URI" subtype="wikidata">https://www.wikidata.org/wiki/Q42</idno>
<affiliation role="member" ref="#BP" from="2020-01-01" to="2024-05"/><affiliation role="head" ref="#DZ" from="2021"><roleName xml:lang="en">Speaker</roleName></affiliation></person>
<person xml:id="林"><persName><surname>林</surname><forename>岳美</forename></persName></person>
<person xml:id="public"><persName><term>The public</term></persName></person></listPerson>"##;

const TEXT: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-XX_2024-03-11" xml:lang="en" ana="#parla.sitting"><teiHeader>
<fileDesc><titleStmt><title type="main" xml:lang="sl">Zbor</title><title type="main" xml:lang="en">Parliament, session 1 [ParlaMint SAMPLE]</title>
<meeting n="1" corresp="#DZ" ana="#parla.term">1</meeting></titleStmt><sourceDesc><bibl><date when="2024-03-12">12</date></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><name type="place">Port Tessamare</name><date when="2024-03-11">11.3.2024</date></setting></settingDesc></profileDesc></teiHeader>
<text ana="#reference"><body><div type="debateSection"><head>1. Fares</head><note type="time">The session began at 10.00.</note>
<note type="speaker">THE CHAIR:</note><u who="#LeeAnn" ana="#chair" xml:id="u1"><seg xml:id="s1">Good <kinesic type="applause"><desc>applause</desc></kinesic> evening.</seg>
<seg>We <gap reason="inaudible"/> begin.</seg><incident type="action"><desc>(The lights go out.)</desc></incident><seg>So.</seg></u>
<vocal type="shouting"><desc>shouts</desc></vocal><u who="#LeeAnn" ana="#chair" prev="#u1"><seg>Order!</seg></u>
<pb n="2"/><u who="#林" ana="#regular" xml:lang="zh"><seg><s><w join="right">好</w><pc>。</pc></s></seg></u>
<note type="speaker">A. Nobody:</note><u who="#NobodyA" ana="#guest"><seg><s><w>I</w> <w join="right">do<w norm="do"/><w norm="not"/>n't</w><pc>.</pc></s> <s><w>So</w></s></seg></u></div></body></text></TEI>"##;

fn names() -> ForeignNames {
    let file = read(&parse_xml(PEOPLE).expect("XML"), &ForeignNames::default()).expect("a list");
    let mut names = ForeignNames::default();
    names.add(&file.registry);
    names
}

#[test]
fn lists_of_people_are_read() {
    let registry = read(&parse_xml(PEOPLE).expect("XML"), &ForeignNames::default()).expect("a list").registry;
    let ann = &registry.people[0];
    assert_eq!(
        (&*ann.name, &*ann.labels, ann.sort.as_deref()),
        ("Ann Lee", &["Ann Moss".to_owned()][..], Some("Lee, Ann"))
    );
    assert_eq!(ann.identifiers[1], ("wikidata".to_owned(), "Q42".to_owned()));
    let [member, head] = ann.memberships.as_slice() else { panic!("two memberships") };
    assert_eq!((member.title.as_deref(), member.body.as_deref()), (None, Some("BP")));
    assert_eq!(member.to.map(|date| date.to_string()).as_deref(), Some("2024-05"));
    assert_eq!(head.title.as_deref(), Some("Speaker"));
    assert_eq!((&*registry.people[1].name, &*registry.people[2].name), ("林岳美", "The public"));
}

#[test]
fn a_sitting_is_read_in_order() {
    let file = read(&parse_xml(TEXT).expect("XML"), &names()).expect("a sitting");
    let record = &file.records[0];
    let facts = &record.facts;
    assert_eq!(facts.date.map(|date| date.to_string()).as_deref(), Some("2024-03-11"));
    assert_eq!((facts.title.as_deref(), facts.lang.as_deref()), (Some("Parliament, session 1"), Some("en")));
    assert_eq!((facts.place.as_deref(), facts.chair.as_deref()), (Some("Port Tessamare"), Some("Ann Lee")));
    assert_eq!(record.left_out.len(), 1);
    assert_eq!(
        markdown_record(record, "2024-03-11 Parliament", "Speaker"),
        "# 2024-03-11 Parliament\n\n## 1. Fares\n\n> (The session began at 10.00.)\n\n### Ann Lee:\nGood (applause) evening.\n\nWe (inaudible) begin.\n\n\
         > (The lights go out.)\n\nSo.\n\n> (shouts)\n\nOrder!\n\n### 林岳美 {lang=zh}:\n好。\n\n### A. Nobody:\nI don't. So\n"
    );
}

#[test]
fn labels_within_utterances_and_titles_of_corpora_are_understood() {
    let text = "<TEI xml:lang=\"en\"><teiHeader><fileDesc><titleStmt><title type=\"main\">Corpus ParlaMint-XX, session 1</title><title type=\"sub\">2024-03-11</title>\
        <title type=\"sub\">Sitting of March</title></titleStmt></fileDesc></teiHeader><text><body><div><u who=\"#LeeAnn\"><note type=\"speaker\">The Chair:</note><seg>Aye.</seg></u></div></body></text></TEI>";
    let file = read(&parse_xml(text).expect("XML"), &names()).expect("a sitting");
    let record = &file.records[0];
    assert_eq!((record.facts.title.as_deref(), record.facts.subtitle.as_deref()), (Some("Sitting of March"), None));
    assert_eq!(markdown_record(record, "2024-03-11 X", "Speaker"), "# 2024-03-11 X\n\n### The Chair:\nAye.\n");
    assert_eq!(record.people[0].labels, ["The Chair"]);
    let own = text.replace("Corpus ParlaMint-XX, session 1", "Council");
    let facts = read(&parse_xml(&own).expect("XML"), &names()).expect("a sitting").records.remove(0).facts;
    assert_eq!((facts.title.as_deref(), facts.subtitle.as_deref()), (Some("Council"), Some("Sitting of March")));
}
