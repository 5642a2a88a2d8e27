//! Names beside turns: people behind offices, each counted once, and what nobody said apart from the words.

use crate::site::{Built, Site};

const PAGE: &str = "meetings/2024-03-11-budget/index.html";

fn site(record: &str) -> Site {
    let people = "people:\n- id: ines\n  names: {en: Ines Vargholm, zh-Hant: 范英}\n  labels: [The Chair, Mayor, Councillor Vargholm, I. Vargholm, 主席]\n";
    Site::new().file("content/people.yml", people).file("content/2024-03-11-budget.md", record)
}

/// Texts of what a selector finds, each without the space around it.
fn texts(built: &Built, page: &str, selector: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&built.read(page));
    let selector = scraper::Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn a_turn_by_an_office_names_the_person_behind_the_label_as_written() {
    let role = "Chair of the Council";
    let labels = ["The Chair", "Councillor Vargholm", "I. Vargholm", "Ann"];
    let speeches = labels.map(|label| format!("### {label}:\nAye.\n"));
    let people = format!(
        "people:\n- id: ines\n  names: {{en: Ines Vargholm, zh-Hant: 范英}}\n  labels: [The Chair, Councillor Vargholm, I. Vargholm, 主席]\n  roles: [{{title: {role}, from: 2019-05-06}}]\n"
    );
    let built = site(&format!("# 2024-03-11 Budget\n{}", speeches.concat()))
        .file("content/people.yml", people)
        .file(
            "content/2024-04-08-zh.md",
            "---\nlang: zh-Hant\n---\n# 2024-04-08 預算\n\n### 主席：\n是的，我們開會。\n",
        )
        .build();
    assert_eq!(
        texts(&built, PAGE, ".speaker > a"),
        ["The Chair Ines Vargholm", "Councillor Vargholm", "I. Vargholm", "Ann"],
        "a label with the name, or a part of it, needs no other"
    );
    assert_eq!(texts(&built, PAGE, ".speaker .person"), ["Ines Vargholm"]);
    assert_eq!(texts(&built, PAGE, ".speaker .role"), [role, role], "not once more beside “The Chair”");
    assert_eq!(texts(&built, "meetings/2024-04-08-zh/index.html", ".speaker > a"), ["主席 范英"]);
}

#[test]
fn whoever_speaks_under_several_labels_is_one_speaker_everywhere() {
    let labels = ["The Chair", "Mayor", "Ann", "ANN", "Ann and Mayor", "Member of the public (anonymous)"];
    let speeches = labels.map(|label| format!("### {label}:\nAye.\n"));
    let built = site(&format!("# 2024-03-11 Budget\n{}", speeches.concat())).build();
    let said = |page: &str| {
        let html = built.read(page);
        let (before, _) = html.split_once(" speakers").unwrap_or_else(|| panic!("{page}: {html}"));
        before.rsplit(['>', ' ']).next().unwrap_or_default().to_owned()
    };
    let on_the_record = texts(&built, PAGE, ".who-spoke summary .count").concat();
    let counts = [on_the_record, said("meetings/2024/index.html"), said("index.html")];
    assert_eq!(counts[0], counts[1], "{counts:?}");
    assert_eq!(counts[0], counts[2], "{counts:?}");
    let (head, row) = (built.read("data/meetings.csv"), 1);
    let column = head.lines().next().and_then(|line| line.split(',').position(|name| name == "Speakers"));
    let cell = head.lines().nth(row).and_then(|line| line.split(',').nth(column.expect("a column")));
    assert_eq!(cell, Some(&*counts[0]), "{head}");
    assert_eq!(texts(&built, PAGE, ".only .who").iter().filter(|name| *name == "Ines Vargholm").count(), 1);
    assert_eq!(texts(&built, PAGE, ".only .role"), ["The Chair, Mayor"], "as the record calls them");
    assert_eq!(counts[0], "4", "Ines Vargholm, Ann, those who spoke together, and an anonymous one");
}

#[test]
fn an_item_of_the_agenda_is_a_heading_with_its_paper_beside_it() {
    let built = site(
        "# 2024-03-11 Budget\n### Ann:\nAye.\n\n> [(Agenda item 1: roads)](https://papers.example/1.pdf)\n\n> ([Agenda item 2](https://town.example/2))\n",
    )
    .build();
    let page = built.read(PAGE);
    assert!(
        page.contains(
            "<h3><span class=\"bracket\">(</span>Agenda item 1: roads<span class=\"bracket\">)</span></h3> <a class=\"paper\" href=\"https://papers.example/1.pdf\">Paper (PDF)</a>"
        ),
        "{page}"
    );
    assert_eq!(texts(&built, PAGE, ".agenda h3 a"), ["Agenda item 2"], "what is no file stays a link");
    assert_eq!(texts(&built, PAGE, ".agenda-item"), ["Agenda item 1: roads", "Agenda item 2"]);
}

#[test]
fn a_film_before_the_first_word_stands_outside_what_was_said() {
    let film = |name: &str| {
        format!("<iframe src=\"https://www.youtube-nocookie.com/embed/{name}\" title=\"{name}\"></iframe>\n\n")
    };
    let record = format!("# 2024-03-11 Budget\n### Ann:\n{}Good evening.\n\n{}Bye.\n", film("one"), film("two"));
    let built = site(&record).build();
    assert_eq!(texts(&built, PAGE, ".transcript > .recording .video"), ["one"]);
    assert_eq!(texts(&built, PAGE, ".speech p"), ["Good evening.", "two", "Bye."]);
    let page = built.read(PAGE);
    assert!(page.find("class=\"recording\"") < page.find("class=\"speaker\""), "before the name: {page}");
}
