use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::parse::foreign::imported_record::ImportedRecord;
use crate::parse::foreign::{front_matter, markdown_record};

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles><w:style w:styleId=\"berschrift3\"><w:name w:val=\"heading 3\"/></w:style><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:styleId=\"Q\"><w:name w:val=\"Quote\"/></w:style><w:style w:styleId=\"Own\"><w:basedOn w:val=\"berschrift3\"/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let notes =
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"https://a.example/\"/></Relationships>";
    archive(&[
        ("word/document.xml", &text),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
        ("word/_rels/document.xml.rels", links),
    ])
}

fn record_of(body: &str) -> ImportedRecord {
    read_docx(&document(body)).expect("a document").records.remove(0)
}

fn markdown(body: &str) -> String {
    let text = markdown_record(&record_of(body), "2024-03-11 Council", "Speaker");
    text.strip_prefix("# 2024-03-11 Council\n").expect("a title").to_owned()
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn speakers_are_found_in_headings() {
    let body = [
        paragraph("T", &run("2024-03-11 Council of March")),
        paragraph("", &run("In the hall.")),
        paragraph("berschrift3", &run("Ann Lee:")),
        paragraph("", &run("Good evening.")),
        paragraph("Own", &bold("Ben Okri：")),
        paragraph("", &run("Aye.")),
    ]
    .concat();
    assert_eq!(markdown(&body), "\nIn the hall.\n\n### Ann Lee:\nGood evening.\n\n### Ben Okri:\nAye.\n");
    let facts = record_of(&body).facts;
    assert_eq!(
        (facts.title.as_deref(), facts.date.map(|date| date.to_string()).as_deref()),
        (Some("Council of March"), Some("2024-03-11"))
    );
}

#[test]
fn speakers_are_found_in_bold_paragraphs_and_runs() {
    let body = [
        paragraph("", &bold("Ann Lee")),
        paragraph("", &run("Good evening.")),
        paragraph("", &bold("Ben Okri")),
        paragraph("", &run("Aye.")),
        paragraph("", &bold("Ann Lee")),
        paragraph("", &run("So.")),
    ]
    .concat();
    assert_eq!(markdown(&body), "\n### Ann Lee:\nGood evening.\n\n### Ben Okri:\nAye.\n\n### Ann Lee:\nSo.\n");
    let body = [
        paragraph("", &(bold("林岳") + &bold("美：") + &run("大家") + &run("好"))),
        paragraph("", &(bold("Ben Okri") + &run(": Aye."))),
        paragraph("", &(bold("陳美：") + "<w:r><w:br/></w:r>" + &run("好"))),
        paragraph("", &(bold("Note:") + &run(" nothing"))),
    ]
    .concat();
    assert_eq!(markdown(&body), "\n### 林岳美:\n大家好\n\n### Ben Okri:\nAye.\n\n### 陳美:\n好\n\n**Note:** nothing\n");
}

#[test]
fn a_party_between_the_bold_name_and_the_colon_belongs_to_the_label() {
    let italic = |text: &str| format!("<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = [
        paragraph("", &(bold("Ann Lee:") + &run(" One."))),
        paragraph("", &(bold("Ben Ode") + &run(" (Green): two."))),
        paragraph("", &(bold("Cid Moss ") + &italic("(Red)") + &run(": three."))),
        paragraph("", &(bold("林岳美") + &run("（綠）：四"))),
        paragraph("", &(bold("Ben Ode") + &run(" (Green) objected: no."))),
        paragraph("", &(bold("Motion") + &run(" (lost): none."))),
    ]
    .concat();
    assert_eq!(
        markdown(&body),
        "\n### Ann Lee:\nOne.\n\n### Ben Ode (Green):\ntwo.\n\n### Cid Moss (Red):\nthree.\n\n### 林岳美（綠）:\n四\n\n\
         **Ben Ode** (Green) objected: no.\n\n**Motion** (lost): none.\n"
    );
}

#[test]
fn speakers_are_found_in_plain_lines_if_nothing_is_marked() {
    let body = ["Ann Lee: Good evening.", "Ben Okri: Aye: so be it.", "Ann Lee: So."]
        .map(|text| paragraph("", &run(text)))
        .concat();
    assert_eq!(
        markdown(&body),
        "\n### Ann Lee:\nGood evening.\n\n### Ben Okri:\nAye: so be it.\n\n### Ann Lee:\nSo.\n"
    );
}

#[test]
fn speakers_of_plain_lines_may_speak_once_each() {
    let body = |texts: &[&str]| texts.iter().map(|text| paragraph("", &run(text))).collect::<String>();
    for names in [["Ann Lee", "Ben Okri", "Cid Moss"], ["MAYOR MILLER", "BEN CARTER", "CID MOSS"]] {
        let [ann, ben, cid] = names;
        let lines = [format!("{ann}: Welcome all."), format!("{ben}: Hello."), format!("{cid}: Good evening.")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let expected = format!("\n### {ann}:\nWelcome all.\n\n### {ben}:\nHello.\n\n### {cid}:\nGood evening.\n");
        assert_eq!(markdown(&body(&lines)), expected);
    }
    let minutes = ["Town Hall: the great room", "The meeting began.", "It was long.", "Ferry Fares: two marks", "So."];
    assert_eq!(record_of(&body(&minutes)).speeches().count(), 0);
}

#[test]
fn a_document_with_names_that_are_not_read_is_not_said_to_have_no_speeches() {
    let front = |texts: &[&str]| {
        let body: String = texts.iter().map(|text| paragraph("", &run(text))).collect();
        front_matter(&record_of(&body), "x", crate::config::Labels::Headings, &[])
    };
    assert!(!front(&["Ann Lee", "Welcome all.", "Ben Okri", "Hello."]).contains("speeches"));
    assert!(!front(&["Ann: Welcome all.", "Ben: Hello."]).contains("speeches"));
    assert!(front(&["The meeting began at seven.", "The fare was two marks."]).contains("speeches: none"));
}

#[test]
fn words_are_those_that_a_reader_sees() {
    let body = [
        paragraph("", &(bold("Ann Lee:") + &run(" We "))),
        paragraph("", &format!("{}<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins>{}</w:ins>{}", run("We "), run("always"), run(" agree."))),
        paragraph("", &format!("{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", run("On "), run("Monday"))),
        paragraph("", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
        paragraph("", "<w:r><w:ruby><w:rt><w:r><w:t>りん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>林</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"),
        paragraph("", &(run("so") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:hyperlink r:id=\"r1\">" + &run("there") + "</w:hyperlink>")),
        paragraph("Q", &run("I quote.")),
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>".repeat(2),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a|b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
    ]
    .concat();
    assert_eq!(
        markdown(&body),
        "\n### Ann Lee:\nWe\n\nWe always agree.\n\nOn Monday\n\n7\n\n林（りん）✓\n\nso[^1][there](https://a.example/)\n\n> I quote.\n\n1. one\n2. one\n\n\
         | a\\|b |  |\n| --- | --- |\n| c |  |\n\n[^1]: A note.\n"
    );
}

#[test]
fn hostile_archives_are_refused() {
    let many: Vec<(String, String)> = (0..10_001).map(|n| (format!("{n}"), String::new())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (&**name, &**text)).collect();
    let bomb = " ".repeat(2_000_000);
    let deep = "<a>".repeat(1_000);
    for (files, reason) in [
        (&[("../document.xml", "<a/>"), ("/etc/document.xml", "<a/>")][..], "without the text"),
        (&[("word/document.xml", &*bomb)], "times as large"),
        (&[("word/document.xml", &*deep)], "nested more than"),
        (&[("word/document.xml", "<!DOCTYPE a [<!ENTITY x \"ha\">]><a>&x;</a>")], "declares more than characters"),
        (&many, "more than 10000 files"),
    ] {
        let refusal = read_docx(&archive(files)).expect_err("a refusal");
        assert!(refusal.contains(reason), "{refusal}");
    }
    // A size that is not true: the declared size of the only part is made smaller.
    let bytes = document("<w:p><w:r><w:t>Good evening to everyone.</w:t></w:r></w:p>");
    assert!(read_docx(&bytes).is_ok());
    assert!(read_docx(&bytes[..bytes.len() / 2]).is_err());
    assert!(!is_docx(b"PK\x03\x04 and more"));
}

#[test]
fn the_head_gives_the_day_and_who_attended() {
    let body = [
        paragraph("T", &run("Harbour Committee")),
        paragraph("", &run("Minutes of the meeting of 4 April 2024")),
        paragraph("", &format!("{}{}", bold("Present:"), run(" Ann Lee (Chair), Ben Okri"))),
        paragraph("", &run("Apologies: Dee Ray")),
        paragraph("", &run("Papers: see below")),
        paragraph("berschrift3", &run("Ann Lee:")),
        paragraph("", &run("Present: nobody else.")),
    ]
    .concat();
    assert_eq!(
        markdown(&body),
        "\nMinutes of the meeting of 4 April 2024\n\n> **Present:** Ann Lee (Chair), Ben Okri\n> **Apologies:** Dee Ray\n\nPapers: see below\n\n\
         ### Ann Lee:\nPresent: nobody else.\n"
    );
    let day = |head: &str| {
        let facts = record_of(&format!("{head}{}", paragraph("berschrift3", &run("Ann Lee:")))).facts;
        (facts.date, facts.day_in_words.map(|day| day.to_string()))
    };
    let named = |day: &str| (None, Some(day.to_owned()));
    assert_eq!(day(&paragraph("", &run("Held on 4 April 2024 in the hall."))), named("2024-04-04"));
    assert_eq!(day(&paragraph("T", &run("Council, 4 April 2024"))), named("2024-04-04"));
    let two = [paragraph("", &run("Of 4 April 2024.")), paragraph("", &run("Approved on 2 May 2024."))].concat();
    assert_eq!(day(&two), (None, None), "nothing says which of two days it is");
}

/// A document whose lists are defined by this XML.
fn numbered(numbering: &str, body: &str) -> ImportedRecord {
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let numbering = format!("<w:numbering>{numbering}</w:numbering>");
    let archive = archive(&[("word/document.xml", &text), ("word/numbering.xml", &numbering)]);
    read_docx(&archive).expect("a document").records.remove(0)
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

#[test]
fn items_have_the_numbers_that_are_printed() {
    let level = |at: u32, start: u32, form: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let definition = |id: u32, levels: &[String]| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
    };
    let numbering = [
        definition(0, &[level(0, 7, "decimal", "%1."), level(1, 1, "lowerLetter", "(%2)"), level(2, 1, "decimal", "%1.%3")]),
        definition(1, &[level(0, 1, "taiwaneseCountingThousand", "%1、")]),
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>".to_owned(),
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"21\"/></w:lvlOverride></w:num>".to_owned(),
        "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num>".to_owned(),
    ]
    .concat();
    let remark = || paragraph("", &run("It was noted."));
    let markdown = |body: &[String]| {
        let text = markdown_record(&numbered(&numbering, &body.concat()), "Council", "Speaker");
        text.strip_prefix("# Council\n").expect("a title").to_owned()
    };
    // A list goes on behind a remark, and begins anew where it says so.
    assert_eq!(
        markdown(&[
            item(1, 0, "Fares"),
            remark(),
            item(1, 0, "Pier"),
            item(1, 0, "Lamp"),
            item(2, 0, "Bell"),
            item(2, 0, "Horn")
        ]),
        "\n7. Fares\n\nIt was noted.\n\n8. Pier\n9. Lamp\n\n21\\. Bell\n\n22. Horn\n"
    );
    assert_eq!(
        markdown(&[
            item(1, 0, "Fares"),
            item(1, 1, "Adults"),
            item(1, 1, "Children"),
            item(1, 2, "Old"),
            item(1, 0, "Pier"),
            item(1, 1, "Planks")
        ]),
        "\n7. Fares\n\n(a) Adults\n\n(b) Children\n\n7\\.1 Old\n\n8. Pier\n\n(a) Planks\n"
    );
    assert_eq!(
        markdown(&[item(3, 0, "報告事項"), remark(), item(3, 0, "討論事項")]),
        "\n一、報告事項\n\nIt was noted.\n\n二、討論事項\n"
    );
}
