use super::*;
use crate::parse::foreign::markdown_record;
use crate::parse::foreign::xml_tree::parse_xml;

fn record(text: &str) -> ImportedRecord {
    read(&parse_xml(text).expect("XML")).expect("a debate").records.remove(0)
}

fn markdown(text: &str) -> String {
    markdown_record(&record(text), "2024-03-11 Council", "Speaker")
}

const HEAD: &str = r##"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="hansard"><meta>
<identification source="#x"><FRBRWork><FRBRthis value="/za/debate/2024-03-11/main"/><FRBRuri value="/za/debate/2024-03-11"/>
<FRBRdate date="2024-03-12" name="generation"/><FRBRauthor href="#x"/><FRBRcountry value="za"/></FRBRWork>
<FRBRExpression><FRBRdate date="2024-03-13" name=""/><FRBRlanguage language="eng"/></FRBRExpression></identification>
<analysis source="#x"><parliamentary source="#x"><voting eId="v1" href="#s2" outcome="#carried"><count eId="c1" refersTo="#for" value="2"/><count eId="c2" refersTo="#against" value="1"/></voting></parliamentary></analysis>
<references source="#x"><TLCPerson eId="lee" href="/ontology/person/za/lee" showAs="Ann Lee"/><TLCPerson eId="okri" href="" showAs="Ben Okri"/>
<TLCConcept eId="carried" href="/c" showAs="Agreed"/></references>
<notes source="#x"><note eId="n1"><p>Laid on the table.</p></note></notes></meta>
<preface><p><docTitle>Budget debate</docTitle></p><p><docDate date="2024-03-11">11 March 2024</docDate></p><p>The House met at <recordedTime type="startEvent" time="2024-03-11T14:30:00"/>2.30 p.m.</p></preface>
<debateBody>"##;

#[test]
fn a_debate_is_read_in_order() {
    let text = format!(
        "{HEAD}<debateSection eId=\"s1\" name=\"opening\"><num>1</num><heading>Opening</heading><scene>[Mr. Speaker in the Chair]</scene>
         <speech by=\"#lee\" as=\"#chair\" startTime=\"2024-03-11T14:31:05\"><from>The Chair:</from><p>Good <i>evening</i><remark type=\"sceneDescription\">(Applause)</remark>.</p>
         <p><remark>[The bell rings]</remark></p><ul><li>tea <b>&amp;</b></li><li>cake<ul><li>sweet</li></ul></li></ul></speech>
         <p>Papers<noteRef href=\"#n1\" marker=\"1\"/> were laid.</p>
         <debateSection eId=\"item-fares\" name=\"x\"><heading>Fares:</heading><question by=\"#okri\"><p>Why?</p></question></debateSection>
         <answer by=\"\"><p>See <a href=\"https://a.example/x\">here</a> and <ref href=\"/za/act\">there</ref>.</p></answer></debateSection>
         <rollCall eId=\"s2\"><summary>A vote was taken.</summary></rollCall></debateBody></debate></akomaNtoso>"
    );
    let record = record(&text);
    let facts = &record.facts;
    assert_eq!(facts.date.map(|date| date.to_string()).as_deref(), Some("2024-03-11"));
    assert_eq!((facts.title.as_deref(), facts.lang.as_deref()), (Some("Budget debate"), Some("en")));
    assert_eq!((facts.id.as_deref(), facts.start.as_deref()), (Some("/za/debate/2024-03-11"), Some("14:30")));
    assert_eq!(facts.times, Some(TimeScale::Clock));
    assert_eq!(record.people.len(), 2);
    assert_eq!((&*record.people[0].name, &*record.people[0].labels), ("Ann Lee", &["The Chair".to_owned()][..]));
    assert_eq!(record.people[0].identifiers, [("akn".to_owned(), "/ontology/person/za/lee".to_owned())]);
    assert_eq!(
        markdown(&text),
        "# 2024-03-11 Council\n\nThe House met at 2.30 p.m.\n\n## 1 Opening\n\n> (Mr. Speaker in the Chair)\n\n### The Chair [14:31:05]:\n\
         Good *evening* (Applause).\n\n> (The bell rings)\n\n- tea \\&\n- cake\n- sweet\n\n> (Papers[^1] were laid.)\n\n## Fares {item=fares}\n\n\
         ### Ben Okri:\nWhy?\n\n## 1 Opening\n\n### Speaker:\nSee [here](https://a.example/x) and there.\n\n> (A vote was taken.)\n\n\
         > **Vote:**\n> Carried, ayes 2, noes 1.\n\n[^1]: Laid on the table.\n"
    );
}

#[test]
fn the_dialect_of_sayit_is_read() {
    let text = "<akomaNtoso><debate><preface><p><docTitle>This is the title</docTitle></p><p><docDate date=\"2014-07-24\">24th July 2014</docDate></p></preface>\
                <debateBody><speech><p>Hello</p></speech><speech by=\"\"><p>You</p></speech></debateBody></debate></akomaNtoso>";
    assert_eq!(markdown(text), "# 2024-03-11 Council\n\n### Speaker:\nHello\n\n### Speaker:\nYou\n");
    assert_eq!(record(text).facts.title.as_deref(), Some("This is the title"));
}

#[test]
fn an_act_is_no_debate() {
    let root = parse_xml("<akomaNtoso><act><meta/></act></akomaNtoso>").expect("XML");
    assert!(read(&root).expect_err("a refusal").contains("holds `act`"));
}

#[test]
fn an_archive_of_this_program_is_read_with_decisions_and_attendance() {
    let text = "<akomaNtoso xmlns:mb=\"m\"><debate><meta><notes><note eId=\"note-1\"><p>Counted <i>twice</i>.</p></note></notes>\
        <proprietary source=\"#publisher\"><mb:record maker=\"Minutebook\" times=\"recording\" place=\"Hall\"/></proprietary></meta>\
        <preface><p><docTitle>Council<noteRef href=\"#note-1\" marker=\"1\"/></docTitle></p><p><docDate date=\"1968-01-01\">1968</docDate></p><p class=\"subtitle\">So</p></preface>\
        <debateBody><debateSection name=\"opening\"><rollCall eId=\"r\"><p><b>Present</b>: <person refersTo=\"#a\">Ann Lee</person></p></rollCall></debateSection>\
        <debateSection name=\"item\" eId=\"item-fares\" mb:matters=\"Ferry fares, x\" mb:topics=\"ferry\" mb:time=\"0:04\"><heading>Fares<noteRef href=\"#note-1\" marker=\"1\"/></heading><summary class=\"abstract\" mb:by=\"machine\">It rises.</summary>\
        <scene>[00:06:20] (The bell.)</scene><narrative><a href=\"https://a.example/\">(Agenda item 1)</a> [0:05]</narrative><scene>[sic]</scene>\
        <speech by=\"#a\" mb:time=\"0:05\" class=\"written\"><from>Ann -</from><p>Aye.</p>\
        <blockContainer class=\"quotation\"><p>one</p><p>two</p></blockContainer><p><remark type=\"sceneDescription\">【so】</remark></p><p><remark type=\"phenomenon\">[laughs]</remark></p><ol><li>a</li><li value=\"4\"><p>b</p><p>c</p></li></ol><p><img src=\"https://a.example/b.png\" alt=\"B\"/></p></speech>\
        <other class=\"decision\" eId=\"d\"><p><b>Decision:</b> [00:06:11] The fare.</p><ol><li>x</li></ol><p>Carried.</p><p>For: <vote by=\"#a\" choice=\"#for\">Ann Lee</vote></p></other>\
        <speech by=\"#a\" mb:continued=\"true\"><p>So.</p></speech><speech by=\"#b\" mb:nameless=\"true\"><from>?</from><p>No.</p></speech></debateSection></debateBody></debate></akomaNtoso>";
    let facts = record(text).facts;
    assert_eq!(
        (facts.date.map(|date| date.to_string()).as_deref(), facts.subtitle.as_deref()),
        (Some("1968"), Some("So"))
    );
    assert_eq!((facts.times, facts.place.as_deref()), (Some(TimeScale::Recording), Some("Hall")));
    assert_eq!(
        markdown(text),
        "# 2024-03-11 Council[^1]\n\n> **Present**: Ann Lee\n\n## Fares[^1] [0:04] {item=fares}\nmatter: Ferry fares, x\ntopics: ferry\nsummary: It rises.\nsummary_by: machine\n\n\
         > [00:06:20] (The bell.)\n\n> [(Agenda item 1)](https://a.example/) [0:05]\n\n> [sic]\n\n### Ann - [0:05] {delivered=written}:\nAye.\n\n> one\n>\n> two\n\n\
         > 【so】\n\n\\[laughs\\]\n\n1. a\n\n4. b\n\nc\n\n![B](https://a.example/b.png)\n\n> **Decision:** [00:06:11] The fare.\n> 1. x\n> Carried.\n> For: Ann Lee\n\nSo.\n\n### :\nNo.\n\n[^1]: Counted *twice*.\n"
    );
}

#[test]
fn the_words_of_annexes_stand_at_the_end() {
    let annexes = "<attachments><attachment><heading>Tariff</heading><doc name=\"annex\"><meta><identification/></meta><preface><p><docTitle>Tariff</docTitle></p></preface>\
        <mainBody><p>Adults two marks.</p><section><num>1</num><content><p>Children <i>one</i>.</p></content></section></mainBody></doc></attachment>\
        <attachment><doc><mainBody><p>A map.</p></mainBody></doc></attachment><attachment><documentRef href=\"/za/budget\" showAs=\"Budget\"/></attachment></attachments>";
    let text = format!(
        "<akomaNtoso><debate><debateBody><speech by=\"\"><from>Ann Lee</from><p>Aye.</p></speech></debateBody>{annexes}</debate></akomaNtoso>"
    );
    assert_eq!(
        markdown(&text),
        "# 2024-03-11 Council\n\n### Ann Lee:\nAye.\n\n## Tariff\n\nTariff\n\nAdults two marks.\n\n1\n\nChildren *one*.\n\n## Annex\n\nA map.\n"
    );
    let left_out: Vec<String> = record(&text).left_out.into_iter().map(|left| left.text).collect();
    assert_eq!(left_out, ["attached document Budget /za/budget"]);
}
