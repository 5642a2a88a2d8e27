//! The page of a person, and what somebody said in a year: in the language of the page, beside what it answers.

use crate::site::{Built, Site};

const SETTINGS: &str = "cards: false\nsearch: false\nlanguages: [en, zh-Hant]\n";

/// A record in which Ben asks Ann often enough to fill the page of a year.
fn english(times: usize) -> String {
    let turns: String = (0..times)
        .map(|n| format!("### Ben:\nI have read it. What did lot {n} cost? Thank you.\n### Ann:\nIt cost {n} marks.\n"))
        .collect();
    format!("---\nlang: en\n---\n# Harbour\n{turns}")
}

fn chinese(times: usize) -> String {
    let turns: String = (0..times).map(|n| format!("### Ben:\n第{n}項要多少錢？\n### Ann:\n要{n}元。\n")).collect();
    format!("---\nlang: zh-Hant\n---\n# 港口\n{turns}")
}

/// A busy year in two languages, with one meeting in Chinese alone, and a meeting three years before.
fn busy() -> Site {
    Site::new()
        .file("content/site.yml", SETTINGS)
        .file("content/2024-03-11-a.md", english(410))
        .file("content/2024-03-11-a.zh-Hant.md", chinese(410))
        .file("content/2024-03-12-b.md", "---\nlang: zh-Hant\n---\n# 橋\n### Ann:\n橋已經修好了。\n")
        .file("content/2021-05-04-c.md", english(1))
        .file("content/2021-05-04-c.zh-Hant.md", chinese(1))
}

fn said(page: &str) -> usize {
    page.matches("class=\"permalink\"").count()
}

#[test]
fn a_year_is_in_the_language_of_its_page_and_leads_to_the_other() {
    let built = busy().build();
    let (english, chinese) =
        (built.read("speakers/ann/2024/index.html"), built.read("zh-hant/speakers/ann/2024/index.html"));
    assert!(english.contains("<html lang=\"en\"") && chinese.contains("<html lang=\"zh-Hant\""));
    assert_eq!((said(&english), said(&chinese)), (410, 411), "each meeting once");
    assert!(!english.contains("要1元") && !english.contains("橋已經修好了"), "words of its own language alone");
    assert!(english.contains("href=\"/zh-hant/speakers/ann/2024/#2024-03-12\""), "the rest by a link: {english}");
    assert!(chinese.contains("id=\"2024-03-12\"") && chinese.contains("href=\"#2024-03-12\""), "which has its target");
    assert!(chinese.find("id=\"2024-03-12\"") < chinese.find("id=\"2024-03-11\""), "the newest first");
    assert!(english.contains("href=\"/zh-hant/speakers/ann/2024/\""), "the language switch");
    assert!(chinese.contains("href=\"/speakers/ann/2024/\""));
    assert!(chinese.contains("href=\"/zh-hant/speakers/ann/\""), "the way back");
    assert!(english.contains("411 speeches") && english.contains("also in <a"), "{english}");
}

#[test]
fn the_search_on_the_page_of_a_year_keeps_to_that_year() {
    let built = busy().file("content/site.yml", SETTINGS.replace("search: false\n", "")).build();
    assert!(built.read("speakers/ann/2024/index.html").contains("name=\"year\" value=\"2024\""));
    assert!(
        !built.read("speakers/ann/index.html").contains("name=\"year\""),
        "that of a person goes through all years"
    );
}

#[test]
fn a_year_with_records_in_another_language_alone_has_a_page_too() {
    let built = busy().file("content/2022-05-04-d.md", "---\nlang: zh-Hant\n---\n# 船\n### Ann:\n有三艘船。\n").build();
    let page = built.read("speakers/ann/2022/index.html");
    assert_eq!(said(&page), 0);
    assert!(page.contains("<span lang=\"zh-Hant\">中文"), "{page}");
    assert!(page.contains("href=\"/zh-hant/speakers/ann/2022/#2022-05-04\""), "{page}");
}

#[test]
fn a_page_with_all_words_has_those_of_each_meeting_once() {
    let built =
        busy().file("content/2024-03-11-a.md", english(3)).file("content/2024-03-11-a.zh-Hant.md", chinese(3)).build();
    let english = built.read("speakers/ann/index.html");
    assert_eq!(said(&english), 5, "three, one, and that which is in Chinese alone");
    assert!(!english.contains("要1元") && english.contains("橋已經修好了"));
    let chinese = built.read("zh-hant/speakers/ann/index.html");
    assert!(chinese.contains("要1元") && !chinese.contains("It cost 1 marks"));
}

#[test]
fn a_speech_stands_below_the_question_that_it_answers() {
    let built = busy().build();
    let english = built.read("speakers/ann/2024/index.html");
    assert!(english.contains("<p class=\"meta\">Ben: What did lot 7 cost?</p>"), "{english}");
    assert!(english.contains(">In context</a>"));
    let chinese = built.read("zh-hant/speakers/ann/2024/index.html");
    assert!(chinese.contains("<p class=\"meta\">Ben：第7項要多少錢？</p>"), "{chinese}");
    let record = "# 2024-03-11 A\n\n## One\n### Ben:\nIs it so?\n\n## Two\n### Ann:\nIs this new?\n### Ann:\nAnd on.\n";
    let page = Site::new().file("content/2024-03-11-a.md", record).build().read("speakers/ann/index.html");
    assert!(!page.contains("Is it so?"), "another section: {page}");
    assert_eq!(page.matches("class=\"meta\"").count(), 0, "nor does somebody answer themselves: {page}");
}

#[test]
fn typical_words_are_those_that_come_again_and_no_greeting() {
    let words = "Good evening, everyone, and how very happy we all are to be here with you tonight at last. The old fog horn of Candle Point is heard as far as the lighthouse. \
        Sleep is short where the fog horn sounds at night above the lighthouse. Nobody asked those who live beside the fog horn of the lighthouse. Thanks to you all.";
    let mut site = Site::new().file("content/site.yml", SETTINGS);
    for day in 1..4 {
        let filler: String = (0..140).map(|n| format!("### Ann:\nLot {n}.\n### Ben:\nAye.\n")).collect();
        site = site.file(&format!("content/2024-0{day}-11-a.md"), format!("# Fog\n### Ann:\n{words}\n{filler}"));
    }
    for theme in ["civic", "gazette", "chamber"] {
        site.write("content/site.yml", format!("{SETTINGS}theme: {theme}\n"));
        let page = site.build().read("speakers/ann/index.html");
        let excerpt =
            page.split("class=\"first-line\"").nth(1).and_then(|rest| rest.split("</p>").next()).expect("an excerpt");
        assert!(excerpt.contains("fog horn") && !excerpt.contains("Good evening"), "{theme}: {excerpt}");
    }
}

fn registered() -> Built {
    let person = "people:\n  - id: ann\n    names: {en: Ann Lee}\n    labels: [Ann]\n    roles:\n      - {title: {en: Clerk}, from: 2019, to: 2020}\n      - {title: {en: Mayor}, from: 2021}\n  - {id: ben, names: {en: Ben Okri}, labels: [Ben], portrait: ben.png}\n";
    Site::new()
        .file("content/site.yml", "languages: [en]\ntopics: {boats: {title: Boats}, tea: {title: Tea}}\nfeeds: {speaker_formats: [rss, atom]}\n")
        .file("content/people.yml", person)
        .file("content/2020-01-02-a.md", "---\ntopics: [tea]\n---\n# Tea\n### Ann:\nTea.\n### Ben:\nAye.\n")
        .file("content/ben.png", "a picture")
        .file("content/2023-01-02-b.md", "---\ntopics: [boats]\n---\n# Boats\n### Ann:\nThree boats and a ferry.\n")
        .build()
}

#[test]
fn a_persons_page_says_who_they_are_in_a_line_and_a_picture_of_the_years() {
    let page = registered().read("speakers/ann/index.html");
    for told in [
        "<span class=\"portrait\" aria-hidden=\"true\">AL</span>",
        "<p class=\"office\">Mayor</p>",
        "2020–2023",
        "<span>2021</span>",
        "<a href=\"#year-2023\"><span",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    let ben = registered().read("speakers/ben/index.html");
    let portrait = "src=\"/files/ben.png\" alt=\"Portrait of Ben Okri\" width=\"96\" height=\"96\"";
    assert!(ben.contains(portrait) && !ben.contains("aria-hidden=\"true\">B"), "{ben}");
    let (boats, tea) = (page.find("/topics/boats/"), page.find("/topics/tea/"));
    assert!(boats.is_some() && boats < tea, "topics, those with most words first");
}

#[test]
fn what_somebody_said_at_several_meetings_is_searched_from_their_page() {
    let built = registered();
    assert!(built.read("speakers/ann/index.html").contains("name=\"speaker\" value=\"ann\""));
    assert!(!built.read("speakers/ben/index.html").contains("name=\"speaker\""), "one meeting is all on the page");
}

#[test]
fn following_is_said_in_plain_words_and_feeds_are_readable_in_a_browser() {
    let built = registered();
    let page = built.read("speakers/ann/index.html");
    assert!(page.contains("<summary>Follow Ann Lee</summary>") && page.contains("A feed tells you"), "{page}");
    for feed in ["speakers/ann/feed.xml", "speakers/ann/atom.xml", "feed.xml"] {
        let text = built.read(feed);
        let sheet =
            text.split("<?xml-stylesheet type=\"text/css\" href=\"/").nth(1).and_then(|rest| rest.split('"').next());
        assert!(built.has(sheet.expect("a style sheet")), "{feed}: {text}");
        assert!(text.starts_with("<?xml version=") && text.contains("<h:p>This is a feed."), "{feed}: {text}");
        assert!(text.contains("<h:a href=\"https://records.example/"), "{feed}");
        // An entry can be followed, under its name and its day.
        assert!(text.contains(" xml:lang=\"en\">") && text.contains(" · 2 January 2023</h:a>"), "{feed}: {text}");
    }
}

#[test]
fn licences_are_told_in_words() {
    for (id, told) in
        [("CC0-1.0", "Public domain (CC0)"), ("CC-BY-SA-4.0", "(CC BY-SA 4.0)"), ("OGL-UK-3.0", ">OGL-UK-3.0<")]
    {
        let site = Site::new().file("content/site.yml", format!("licence: {id}\n"));
        let page = site.file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n").build().read("index.html");
        assert!(page.contains(told), "{id}: {page}");
    }
}
