//! Decisions and votes: from the words of a record to its page, the lists, the members' pages, the feed and the search.

use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::commands::minutebook;
use crate::site::{Built, Site, build_folder, real_records};

/// A record with nothing but a decision, as the issue of a clerk's first day has it.
const FARE: &str = "# 2024-04-02 Ferry fares\n\n### Ann Lee:\nI move that the fare be two marks.\n\n\
    > **Decision:** The fare is two *marks* from May.\n> Carried, 2 to 1, 1 abstaining.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss\n\n\
    ### Cid Moss:\nI regret it.\n";

const PAGE: &str = "meetings/2024-04-02-ferry-fares/index.html";

fn fare() -> Site {
    Site::new().file("2024-04-02-ferry-fares.md", FARE)
}

/// The texts of all elements that a selector finds on a page, white space collapsed.
pub(crate) fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Html::parse_document(page).select(&selector).map(text).collect()
}

/// An attribute of all elements that a selector finds on a page.
pub(crate) fn attributes(page: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let page = Html::parse_document(page);
    page.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

#[test]
fn a_decision_is_shown_as_written_with_a_picture_of_the_vote() {
    let built = fare().build();
    assert_eq!(built.codes(), ["missing-base-url"; 0]);
    let page = built.read(PAGE);
    assert_eq!(
        texts(&page, ".decision > :not(.permalink)"),
        [
            "Decision: The fare is two marks from May.",
            "Carried, 2 to 1, 1 abstaining.",
            "For: Ann Lee, Ben Okri",
            "Against: Cid Moss",
            "211"
        ]
    );
    assert_eq!(attributes(&page, ".ballots a", "href"), ["/speakers/ann-lee/", "/speakers/cid-moss/"]);
    assert_eq!(attributes(&page, ".tally svg", "aria-label"), ["2 for, 1 against, 1 abstaining"]);
    assert_eq!(attributes(&page, ".decision", "class"), ["decision carried"]);
    // The speeches have only their own words.
    assert_eq!(texts(&page, ".speech > p"), ["I move that the fare be two marks.", "I regret it."]);
    assert!(!page.contains("style="), "the policy forbids inline styles");
    let id = &attributes(&page, ".decision", "id")[0];
    assert_eq!(attributes(&page, ".decided-here a", "href"), [format!("#{id}")]);
    assert_eq!(texts(&page, ".decided-here .meta"), ["Carried, 2 for, 1 against, 1 abstaining"]);
}

#[test]
fn decisions_are_listed_by_year_series_and_topic() {
    let built = decided().build();
    let newest = built.read("decisions/index.html");
    assert_eq!(texts(&newest, ".decision-item > a"), ["照案通過。", "The wall stays.", "The fare is two marks."]);
    assert_eq!(texts(&newest, ".decision-item > .meta"), ["Carried", "Lost, by a simple majority", "1 for, 1 against"]);
    assert_eq!(
        attributes(&newest, ".decision-lists a", "href"),
        ["/decisions/2025/", "/decisions/2024/", "/decisions/series/council/", "/decisions/topics/fares/"]
    );
    let of = |path: &str| texts(&built.read(path), ".decision-item > a");
    assert_eq!(of("decisions/2024/index.html"), ["The wall stays.", "The fare is two marks."]);
    assert_eq!(of("decisions/series/council/index.html"), ["The fare is two marks."]);
    assert_eq!(of("decisions/topics/fares/index.html"), ["The fare is two marks."]);
    assert!(built.read("index.html").contains("href=\"/decisions/\""), "the menu leads there");
    assert!(built.read("sitemap.xml").contains("/decisions/2024/"));
}

fn decided() -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\n")
        .file(
            "content/2024-04-02-fares.md",
            "---\nseries: council\ntopics: [fares]\n---\n# Fares\n\n### Ann:\nAye.\n\n> **Motion:** The fare is two marks.\n> For: Ann\n> Against: Ben\n",
        )
        .file("content/2024-05-02-wall.md", "# Wall\n\n> **Vote 3:** The wall stays.\n> Lost by a simple majority.\n\n### Ben:\nNay.\n")
        .file("content/2025-01-02-open.md", "# 開放\n\n> **決議：**照案通過。\n\n### Ann:\nAye.\n")
        .file("content/2025-01-03-silent.md", "# Silent\n### Ann:\nNothing.\n")
}

#[test]
fn a_member_s_page_shows_their_votes_without_a_score() {
    let built = decided().build();
    let page = built.read("speakers/ann/index.html");
    assert_eq!(texts(&page, ".votes .side"), ["for"]);
    assert_eq!(texts(&page, ".votes th > a"), ["The fare is two marks."]);
    let ben = built.read("speakers/ben/index.html");
    assert_eq!(texts(&ben, ".votes .side"), ["against"]);
}

#[test]
fn a_member_who_votes_and_never_speaks_has_a_page() {
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n")
        .file("content/people.yml", "people:\n  - {id: cid-moss, names: {en: Cid Moss}}\n  - {id: w, kind: anonymous, names: {en: Witness A}}\n")
        .file("content/2024-04-02-tarifs.md", "---\nlang: fr\n---\n# Tarifs\n\n### Ann:\nOui.\n\n> **Décision :** Deux marks.\n> Pour : Ann\n> Contre : Cid Moss, Witness A, Ben Okri\n");
    let built = site.build();
    let page = built.read("fr/speakers/cid-moss/index.html");
    assert_eq!(texts(&page, ".votes .side"), ["contre"]);
    assert!(!built.has("speakers/cid-moss/index.html"), "in the languages in which a record names them");
    let record = built.read("meetings/2024-04-02-tarifs/index.html");
    assert_eq!(attributes(&record, ".ballots.against a", "href"), ["/fr/speakers/cid-moss/"]);
    assert!(!built.has("fr/speakers/w/index.html") && !built.has("fr/speakers/ben-okri/index.html"));
    assert!(!built.has("speakers/cid-moss/feed.xml"), "a feed would be empty");
    let index = texts(&built.read("fr/speakers/index.html"), ".letter-groups li");
    assert_eq!(index, ["Ann 1", "Cid Moss"], "who never spoke has no number of meetings");
}

#[test]
fn a_site_without_decisions_has_no_trace_of_them() {
    let built = Site::new().file("content/2025-01-03-silent.md", "# Silent\n### Ann:\n> **Note:** None.\n").build();
    assert!(!built.files().keys().any(|path| path.contains("decisions")));
    assert!(!built.read("index.html").contains("decisions"));
    assert!(built.read("meetings/2025-01-03-silent/index.html").contains("<strong>Note:</strong>"));
}

#[test]
fn the_feed_of_decisions_has_each_with_its_result() {
    let built = decided().build();
    let feed: serde_json::Value = serde_json::from_str(&built.read("decisions/feed.json")).expect("JSON");
    let titles: Vec<&str> =
        feed["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles, ["決議: 照案通過。", "Vote 3: The wall stays.", "Motion: The fare is two marks."]);
    assert_eq!(feed["items"][1]["summary"], "Lost, by a simple majority");
    assert!(feed["items"][1]["url"].as_str().expect("a url").contains("/meetings/2024-05-02-wall/#s"));
    assert!(built.has("decisions/feed.xml") && built.has("decisions/atom.xml"));
}

#[test]
fn the_search_finds_decisions() {
    let site = decided();
    site.build();
    let found = |query: &str| {
        let output = site.output();
        let ran = minutebook(&["search", "--json", "--output", &output.to_string_lossy(), "--", query], &site.path(""));
        let answer: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
        let results = answer["results"].as_array().expect("results").clone();
        let mut kinds: Vec<String> = results.iter().filter_map(|hit| hit["kind"].as_str().map(str::to_owned)).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(found("fare"), ["decision"]);
    assert_eq!(found("in:decision"), ["decision", "decision", "decision"]);
    assert_eq!(found("in:decision 照案"), ["decision"]);
    assert_eq!(found("in:speech fare"), [""; 0]);
    assert_eq!(found("-in:decision fare"), [""; 0]);
    assert_eq!(found("Aye"), ["speech", "speech"]);
}

#[test]
fn the_plain_record_reads_as_the_same_decision() {
    let built = fare().build();
    let plain = built.read("meetings/2024-04-02-ferry-fares/index.md");
    let decision = "> **Decision:** The fare is two marks from May.\n> Carried, 2 to 1, 1 abstaining.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss\n";
    assert!(plain.contains(decision), "{plain}");
}

#[test]
fn twins_are_listed_once_in_the_language_of_the_page() {
    let built = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n")
        .file(
            "content/2024-04-02-fares.md",
            "---\nlang: en\n---\n# Fares\n\n> **Decision:** Two marks.\n> Carried.\n\n### Ann:\nAye.\n",
        )
        .file(
            "content/2024-04-02-fares.fr.md",
            "# Tarifs\n\n> **Décision :** Deux marks.\n> Adoptée.\n\n### Ann:\nOui.\n",
        )
        .build();
    assert_eq!(texts(&built.read("decisions/index.html"), ".decision-item > a"), ["Two marks."]);
    let french = built.read("fr/decisions/index.html");
    assert_eq!(texts(&french, ".decision-item > a"), ["Deux marks."]);
    assert_eq!(texts(&french, ".decision-item > .meta"), ["Adopté"]);
}

#[test]
fn a_site_may_add_words() {
    let record = "# Town\n\n### Ann:\nSo.\n\n> **結論：**通過。\n";
    let site = Site::new().file("content/2024-04-02-town.md", record);
    assert!(!site.build().has("decisions/index.html"));
    site.write("content/site.yml", "title: Town\ndecisions: {結論: decision}\n");
    assert_eq!(texts(&site.build().read("meetings/2024-04-02-town/index.html"), ".decision > p"), ["結論：通過。"]);
}

#[test]
fn decisions_without_speeches_are_a_record() {
    let built = Site::new().file("2024-04-02-town.md", "# Town\n\n> **Decision:** So.\n").build();
    assert_eq!(built.codes(), [""; 0]);
}

/// Every decision that is found in the real records is read by a person; there are none, and nothing else may become one.
#[test]
fn nothing_in_the_real_records_becomes_a_decision_by_mistake() {
    for name in ["pilot", "sample-600"] {
        let Some(folder) = real_records(name) else { continue };
        let built: Built = build_folder(&folder);
        assert!(!built.has("decisions/index.html"), "{name}");
    }
}

/// Lines as a clerk may write them below the word of a decision, understood or not.
const LINES: [&str; 22] = [
    "Carried, 2 to 1, 1 abstaining.",
    "Carried as amended.",
    "Lost",
    "Deferred to the sitting in May.",
    "By consensus",
    "照案通過。",
    "For: Ann Lee, Ben Okri",
    "Against (1): Cid Moss",
    "Abstaining: none",
    "Moved by Ann Lee, seconded by Ben Okri.",
    "贊成：林岳美、陳美",
    "Owner: Ben Okri",
    "Due: 31 March 2026",
    "Due: whenever",
    "Done: 2026-04-20",
    "Status: in progress",
    "The Clerk will write to them & <all> of *them*.",
    "Carried by hand to the harbour",
    "For: the whole of the harbour",
    "",
    "Present: [the list](list.pdf)",
    "1 to 2",
];

proptest! {
    #![proptest_config(crate::proptest_config::cases(48))]

    /// Shows that all of a decision is shown, in order, and nothing else, whatever of it is understood.
    #[test]
    fn what_is_written_in_a_decision_is_what_is_shown(
        word in prop::sample::select(vec!["Decision", "Motion 12", "Action 3", "決議", "Vote"]),
        lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 0..8),
    ) {
        let quote: String = std::iter::once(format!("> **{word}:** So be it.\n")).chain(lines.iter().map(|line| format!("> {line}\n"))).collect();
        let built = Site::new().file("2024-04-02-town.md", format!("# Town\n\n### Ann Lee:\nAye.\n\n{quote}\n### Ben Okri:\nNay.\n")).build();
        let page = built.read("meetings/2024-04-02-town/index.html");
        let shown = texts(&page, ".decision > :not(.permalink):not(.tally)").concat();
        let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let written: String = lines.iter().map(|line| line.replace('*', "").replace("[the list](list.pdf)", "the list")).collect();
        prop_assert_eq!(signs(&shown), signs(&format!("{word}: So be it.{written}")));
    }
}
