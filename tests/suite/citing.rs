//! Citations, reports and edits: names behind offices, and links with the record filled in.

use crate::site::{Built, Site};

const RECORD: &str = "content/2024/2024-03-11-budget.md";
const PAGE: &str = "meetings/2024-03-11-budget/index.html";

fn site(settings: &str) -> Site {
    let people = "people:\n- id: ines\n  names: {en: Ines Vargholm, zh-Hant: 范英}\n  labels: [The Chair, I. Vargholm, 主席, Chair Ines Vargholm]\n\
                  - id: public\n  names: {en: Public gallery}\n  kind: group\n  labels: [Voices]\n";
    let speeches = ["The Chair", "I. Vargholm", "Chair Ines Vargholm", "Voices", "Ann"]
        .map(|label| format!("### {label}:\nAye.\n"));
    Site::new()
        .file("content/site.yml", settings)
        .file("content/people.yml", people)
        .file(RECORD, format!("---\ntitle: Costs & {{words}}\n---\n{}", speeches.concat()))
        .file(
            "content/2024-04-08-zh.md",
            "---\nlang: zh-Hant\n---\n# 2024-04-08 預算\n\n### 主席：\n是的，我們開會。\n",
        )
}

/// Addresses of the links with some words, as browsers read them: in the dialogs, which are data until a script shows them, and
/// on the page.
fn links(built: &Built, file: &str, words: &str) -> Vec<String> {
    let selector = |text| scraper::Selector::parse(text).expect("a selector");
    let page = scraper::Html::parse_document(&built.read(file));
    let (dialog, link) = (selector("script[data-part]"), selector("a"));
    let dialogs = page.select(&dialog).map(|data| data.text().collect::<String>());
    let dialogs = dialogs.map(|text| scraper::Html::parse_fragment(&text)).collect::<Vec<_>>();
    let mut found = Vec::new();
    for document in dialogs.iter().chain([&page]) {
        let links = document.select(&link).filter(|link| link.text().collect::<String>() == words);
        found.extend(links.map(|link| link.value().attr("href").unwrap_or_default().to_owned()));
    }
    found
}

#[test]
fn a_person_behind_an_office_is_cited_by_name() {
    let built = site("").build();
    let page = built.read(PAGE);
    let cited: Vec<&str> =
        page.split("data-cited=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    // The whole name is printed in the third, and the last two name nobody else.
    assert_eq!(cited, ["Ines Vargholm (Chair)", "Ines Vargholm"]);
    assert!(built.read("meetings/2024-04-08-zh/index.html").contains("data-cited=\"范英（主席）\""));
}

#[test]
fn a_chinese_citation_is_set_as_one() {
    let page = site("").build().read("meetings/2024-04-08-zh/index.html");
    assert!(
        page.contains(
            "data-pattern=\"[speaker]，〈[title]〉，《[site]》，[day][versionNote]。[shown] （[accessedDay]瀏覽）\""
        ),
        "{page}"
    );
}

#[test]
fn a_mistake_is_reported_with_the_record_filled_in() {
    let built = site("contact: mailto:clerk@a.example\n").build();
    let links = links(&built, PAGE, "Report a mistake");
    let subject = "Mistake%20in%20%E2%80%9CCosts%20%26%20%7Bwords%7D%E2%80%9D";
    let address = "https%3A%2F%2Frecords.example%2Fmeetings%2F2024-03-11-budget%2F";
    let expected = format!("mailto:clerk@a.example?subject={subject}&body=%0D%0A%0D%0A{address}%0D%0A");
    assert_eq!(links, [expected.as_str(), &expected], "in the dialog, and below the record");
    let pattern = format!(
        "data-report=\"mailto:clerk@a.example?subject={subject}&amp;body=%0D%0A%0D%0A{{url}}%0D%0A%0D%0A%3E%20{{words}}%0D%0A\""
    );
    assert!(built.read(PAGE).contains(&pattern), "{}", built.read(PAGE));
}

#[test]
fn a_form_gets_what_it_asks_for_and_other_pages_lead_to_it_empty() {
    let built = site("contact: https://a.example/new?kind=minutes&link={url}&v={version}&said={words}\n").build();
    let expected = "https://a.example/new?kind=minutes&link=https%3A%2F%2Frecords.example%2Fmeetings%2F2024-03-11-budget%2F&v=&said=";
    assert_eq!(links(&built, PAGE, "Report a mistake"), [expected, expected]);
    assert_eq!(
        links(&built, "index.html", "https://a.example/new?kind=minutes"),
        ["https://a.example/new?kind=minutes"],
        "the form alone"
    );
    assert!(!built.read("humans.txt").contains('{'), "{}", built.read("humans.txt"));
}

#[test]
fn what_was_published_is_cited_and_reported_by_its_version() {
    let mut site = site("contact: https://a.example/new?v={version}&text={body}\n");
    assert!(!site.build().read(PAGE).contains("data-version"), "there is none yet");
    for (version, words) in [(1, "Aye."), (2, "No.")] {
        let record = format!("# Costs\n\n### The Chair:\n{words}\n");
        site = site.now(&format!("2026-08-0{version}T10:00:00Z"));
        site.write(RECORD, record);
        site.publish();
        let page = site.build().read(PAGE);
        let told = format!("data-version=\"{version}\" data-version-note=\", version {version}\"");
        assert!(page.contains(&told), "{page}");
        assert!(
            page.contains(&format!(
                "new?v={version}&amp;text=%0D%0A%0D%0A{{url}}%0D%0AVersion%20{version}%0D%0A%0D%0A"
            )),
            "{page}"
        );
    }
}

#[test]
fn a_site_without_a_contact_has_nothing_to_report_to() {
    let built = site("").build();
    assert!(!built.read(PAGE).contains("Report a mistake"));
    assert!(!built.read(PAGE).contains("Edit this record"));
}

#[test]
fn public_sources_are_edited_where_they_lie() {
    let settings = "edit_url: https://code.example/edit/main/content/\n";
    let site = site(settings)
        .file("content/pages/about us.md", "# About\n\nWords.\n")
        .file("content/2024-05-06-zqxcanary.md", "---\nstatus: draft\n---\n# zqxcanary\n\n### Ann:\nAye.\n")
        .file("content/pages/zqxpage.md", "---\nstatus: draft\n---\n# zqxpage\n\nWords.\n");
    let built = site.build();
    let base = "https://code.example/edit/main/content";
    assert_eq!(links(&built, PAGE, "Edit this record"), [format!("{base}/2024/2024-03-11-budget.md")]);
    assert_eq!(links(&built, "about-us/index.html", "Edit this page"), [format!("{base}/pages/about%20us.md")]);
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("zqx"), "{path} names what is held back");
        assert!(!text.contains(&*site.path("").to_string_lossy()), "{path} names a folder of this machine");
    }
    let preview = site.drafts().build();
    assert_eq!(links(&preview, "meetings/2024-05-06-zqxcanary/index.html", "Edit this record"), Vec::<String>::new());
    assert_eq!(links(&preview, "zqxpage/index.html", "Edit this page"), Vec::<String>::new());
    assert_eq!(links(&preview, PAGE, "Edit this record").len(), 1, "public ones lead there also among drafts");
}
