//! The head of a record: what came of the meeting, and who spoke.

use std::collections::BTreeSet;

use crate::decisions::{attributes, texts};
use crate::site::Site;

const PAGE: &str = "meetings/2024-03-11-harbour/index.html";

fn record(text: &str) -> String {
    let people = "people:\n- id: ines\n  names: {en: Ines Vargholm}\n  labels: [Chair, The Chair of the Council]\n";
    Site::new().file("people.yml", people).file("2024-03-11-harbour.md", text).build().read(PAGE)
}

fn words(count: usize) -> String {
    "word ".repeat(count)
}

#[test]
fn those_who_said_most_come_first_each_person_once() {
    let page = record(&format!(
        "# Harbour\n### Ben:\n{}\n### Chair:\n{}\n### Cy:\nAye.\n### The Chair of the Council:\n{}\n### Ben:\nNo.\n",
        words(100),
        words(60),
        words(200)
    ));
    assert_eq!(texts(&page, ".only .share"), ["72%", "28%", "<1%"]);
    assert_eq!(attributes(&page, ".only", "value"), ["/speakers/ines/", "/speakers/ben/", "/speakers/cy/"]);
    assert_eq!(texts(&page, ".only .count"), ["2 speeches", "2 speeches", "1 speech"]);
    assert_eq!(attributes(&page, ".only", "type"), ["button"; 3]);
}

#[test]
fn a_ribbon_shows_who_spoke_when_and_leads_to_each_turn() {
    let page = record(&format!(
        "# Harbour\n### Ben:\n{}\n### Chair:\n{}\n\n## Vote\n\n### The Chair of the Council:\n{}\n### Ben:\n{}\n",
        words(100),
        words(100),
        words(100),
        words(100)
    ));
    // Two labels of one person are one turn, and what stands between them does not divide it.
    assert_eq!(attributes(&page, ".ribbon path", "d"), ["M0 .5h250", "M750 .5h250", "M250 .5h500"]);
    let speeches = attributes(&page, ".speech", "id");
    let links: Vec<String> = [0, 3, 1].map(|speech: usize| format!("#{}", speeches[speech])).into();
    assert_eq!(attributes(&page, ".ribbon a", "href"), links);
    assert_eq!(attributes(&page, ".ribbon a", "tabindex"), ["-1"; 3]);
    assert_eq!(texts(&page, ".ribbon title"), ["Ben", "Ines Vargholm"]);
    assert!(!page.contains("style="), "the policy forbids inline styles");
    assert!(!record("# Harbour\n### Ben:\nAye.\n").contains("ribbon"), "one voice needs no picture");
}

#[test]
fn the_ribbon_of_a_long_record_stays_small() {
    let turns: String = (0..3_000).map(|n| format!("### Speaker {}:\nAye, number {n}.\n\n", n % 9)).collect();
    let page = record(&format!("# Harbour\n\n{turns}"));
    let spans = attributes(&page, ".ribbon path", "d");
    assert!((50..=100).contains(&spans.len()), "{}", spans.len());
    assert!(page.split("<svg class=\"ribbon\"").nth(1).and_then(|rest| rest.find("</svg>")) < Some(9_000));
}

#[test]
fn no_two_people_of_a_record_have_the_same_icon() {
    let turns: String = (0..40).map(|n| format!("### Speaker {n}:\nAye.\n\n")).collect();
    let page = record(&format!("# Harbour\n\n{turns}"));
    let in_text = attributes(&page, ".speaker i", "class");
    assert_eq!(in_text.iter().collect::<BTreeSet<_>>().len(), 40);
    assert_eq!(BTreeSet::from_iter(attributes(&page, ".only i", "class")), BTreeSet::from_iter(in_text));
}

#[test]
fn what_was_decided_stands_above_the_words_and_the_rest_is_folded() {
    let decision = |number: usize| format!("> **Decision:** Berth {number} is let.\n> Carried, {number} to 1.\n\n");
    let page = record(&format!(
        "---\nplace: Rope Hall\nstart: \"18:00\"\nparticipants: [ines, Ben]\n---\n# Harbour\n\n## Berths\n### Chair:\nSo be it.\n\n{}{}",
        decision(1),
        decision(2)
    ));
    let place = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part}"));
    assert!(place("class=\"decided-here\"") < place("class=\"transcript\""));
    assert_eq!(texts(&page, ".record-header > .decided-here a"), ["Berth 1 is let.", "Berth 2 is let."]);
    assert_eq!(texts(&page, ".decided-here details a"), ["Berth 2 is let."]);
    assert_eq!(texts(&page, ".decided-here summary"), ["1 more decision"]);
    assert_eq!(texts(&page, ".record-header > .summary li"), ["Monday, 11 March 2024, 18:00", "Rope Hall"]);
    // Everything else can be unfolded without scripts.
    for folded in [".record-facts > details > .facts", ".contents > details > ol", ".who-spoke > details > ol"] {
        assert_eq!(texts(&page, &format!(".record-side > {folded}")).len(), 1, "{folded}");
    }
    assert_eq!(texts(&page, ".record-side summary"), ["Details", "Contents", "Who spoke 1"]);
}
