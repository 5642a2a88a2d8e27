//! Permanence of what was published: its addresses, its anchors and its words.

use std::collections::{BTreeMap, BTreeSet};

use minutebook::ledger::append;
use minutebook::pipeline::{PublishPlan, publishing};
use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::site::{Built, Site};

/// Publishes as far as the register goes, and gives what is in the way.
fn try_publish(site: &Site) -> Result<PublishPlan, Vec<String>> {
    let publishing = publishing(&site.options, false).unwrap_or_else(|failure| panic!("{failure}"));
    if !publishing.revision.diagnostics.is_empty() {
        let told = publishing.revision.diagnostics.iter();
        return Err(told.map(|d| format!("{}: {}", d.problem, d.message)).collect());
    }
    append(&publishing.folder, &publishing.revision.value).unwrap_or_else(|failure| panic!("{failure}"));
    Ok(publishing)
}

fn publish(site: &Site) -> PublishPlan {
    try_publish(site).unwrap_or_else(|told| panic!("{told:#?}"))
}

/// The anchors of speeches on a page, in order, beside their words.
fn speeches(page: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let (speech, words) = (selector(".speech"), selector("p"));
    let words_of = |speech: scraper::ElementRef<'_>| {
        speech.select(&words).map(|p| p.text().collect::<String>()).collect::<Vec<_>>().join(" ")
    };
    page.select(&speech).map(|speech| (speech.attr("id").unwrap_or_default().to_owned(), words_of(speech))).collect()
}

fn ids(page: &str) -> BTreeSet<String> {
    let (page, below) = (Html::parse_document(page), selector(".transcript [id]"));
    page.select(&below).filter_map(|element| element.attr("id").map(str::to_owned)).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

const MEETING: &str = "content/2024-03-11-harbour.md";
const PAGE: &str = "meetings/2024-03-11-harbour/index.html";

fn harbour(speeches: &[(&str, &str)]) -> String {
    let mut text = "# 2024-03-11 Harbour\n".to_owned();
    for (label, words) in speeches {
        text.push_str(&format!("\n### {label}:\n{words}\n"));
    }
    text
}

const LONG: &str = "We bought three boats in the spring, and two of them are at sea every day of the week.";
const MORE: &str = "The third waits for its engine, which the yard has promised for the first of September.";

#[test]
fn a_corrected_speech_keeps_its_anchor_on_every_page() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG), ("Ben", "Aye.")]));
    let before = speeches(&site.build().read(PAGE));
    publish(&site);
    site.write(MEETING, harbour(&[("Ann", &LONG.replace("three", "four")), ("Ben", "Aye.")]));
    let built = site.build();
    let after = speeches(&built.read(PAGE));
    assert_eq!((&after[0].0, &after[1].0), (&before[0].0, &before[1].0));
    assert!(after[0].1.contains("four"), "{after:?}");
    let anchor = format!("/meetings/2024-03-11-harbour/#{}", before[0].0);
    assert!(built.read("speakers/ann/index.html").contains(&anchor));
    assert!(built.read("meetings/2024-03-11-harbour/index.md").contains(&format!("{{#{}}}", before[0].0)));
    let note = built.diagnostic("unpublished-change");
    assert!(note.message.contains("2026-01-01T00:00:00Z"), "{}", note.message);
    // Once it is published, nothing more is to be said, and a second publication changes nothing.
    publish(&site);
    assert!(publish(&site).revision.value.is_empty());
    let again = site.build();
    assert_eq!(again.codes(), Vec::<String>::new());
    assert_eq!(speeches(&again.read(PAGE))[0].0, before[0].0);
}

#[test]
fn a_corrected_vote_is_a_correction_of_its_decision_in_the_open() {
    let record = |votes: &str| {
        format!(
            "# 2024-03-11 Harbour\n\n### Ann:\n{LONG}\n\n> **Decision:** Three boats.\n> Carried, {votes}\n\n{MORE}\n"
        )
    };
    let site = Site::new().file(MEETING, record("2 to 1.\n> For: Ann, Ben\n> Against: Cy"));
    let before = site.build().read(PAGE);
    publish(&site);
    site.write(MEETING, record("3 to 1.\n> For: Ann, Ben, Dee\n> Against: Cy"));
    publish(&site);
    let after = site.build().read(PAGE);
    assert_eq!(ids(&before), ids(&after), "no anchor changes");
    assert!(after.contains("Carried, <del>2</del> <ins>3</ins> to 1."), "{after}");
    let page = Html::parse_document(&after);
    assert_eq!(page.select(&selector(".decision > .correction")).count(), 1);
    assert_eq!(page.select(&selector(".speech .correction")).count(), 0);
    // A decision that is taken out leads to what stands in its place.
    site.write(MEETING, format!("# 2024-03-11 Harbour\n\n### Ann:\n{LONG}\n\n{MORE}\n"));
    publish(&site);
    let without = site.build().read(PAGE);
    assert!(ids(&before).iter().all(|anchor| ids(&without).contains(anchor)), "{:?}", ids(&without));
}

#[test]
fn anchors_of_what_was_merged_or_taken_out_lead_to_its_place() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", "Aye."), ("Ben", LONG), ("Ben", MORE), ("Ann", "Nay.")]));
    let before = speeches(&site.build().read(PAGE));
    publish(&site);
    site.write(MEETING, harbour(&[("Ann", "Aye."), ("Ben", &format!("{LONG} {MORE}"))]));
    publish(&site);
    let page = site.build().read(PAGE);
    assert_eq!(speeches(&page).len(), 2);
    let merged = Html::parse_document(&page);
    assert_eq!(merged.select(&selector(".speech .former")).count(), 2, "{page}");
    for (anchor, _) in &before {
        assert!(ids(&page).contains(anchor), "#{anchor} is gone");
    }
    // What comes back has its anchor again.
    site.write(MEETING, harbour(&[("Ann", "Aye."), ("Ben", LONG), ("Ben", MORE), ("Ann", "Nay.")]));
    publish(&site);
    let back = speeches(&site.build().read(PAGE));
    let anchors = |all: &[(String, String)]| all.iter().map(|(anchor, _)| anchor.clone()).collect::<BTreeSet<_>>();
    assert_eq!(anchors(&back), anchors(&before));
}

#[test]
fn a_renamed_record_and_people_put_together_are_led_to() {
    let mut site = Site::new()
        .file(MEETING, harbour(&[("Ann", LONG), ("Anna", MORE)]))
        .file("content/people.yml", "people:\n- {id: ann, names: {en: Ann}}\n- {id: anna, names: {en: Anna}}\n")
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n");
    site.options.cache = true;
    site.build();
    publish(&site);
    std::fs::rename(site.path(MEETING), site.path("content/2024-03-11-port.md")).expect("a renamed record");
    site.write("content/people.yml", "people:\n- {id: ann, names: {en: Ann}, labels: [Anna]}\n");
    let built = site.build();
    assert_eq!(leads(&built, "/meetings/2024-03-11-harbour/").as_deref(), Some("/meetings/2024-03-11-port/"));
    assert_eq!(leads(&built, "/speakers/anna/").as_deref(), Some("/speakers/ann/"));
    assert!(built.read("speakers/anna/feed.xml").contains("<rss"));
    assert!(built.read("_redirects").contains("/meetings/2024-03-11-harbour/ /meetings/2024-03-11-port/ 301"));
    let publishing = publish(&site);
    let [record] = publishing.revision.value.records.as_slice() else { panic!("one record changed") };
    assert_eq!((record.version.number, record.speeches), (2, 0));
    assert_eq!(record.moved_from.as_deref(), Some("/meetings/2024-03-11-harbour/"));
}

#[test]
fn what_names_a_record_by_its_file_still_holds_when_that_is_renamed() {
    let chinese = "content/2024-03-11-港.md";
    let mut site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, zh-Hant]\n")
        .file(MEETING, harbour(&[("Ann", LONG), ("Ben", "See [the minutes](2024-04-08-next.md#x).")]))
        .file(chinese, "---\nlang: zh-Hant\n---\n# 2024-03-11 港\n\n### 安：\n我們買了三艘船。\n")
        .file("content/2024-04-08-next.md", format!("---\nlang: en\n---\n{}", harbour(&[("Cy", MORE)]).replace("03-11", "04-08")))
        .file("content/2024-05-13-last.md", "---\ntranslations: [2024-04-08-next.md]\napproval: {meeting: 2024-04-08-next.md}\n---\n# 2024-05-13 Last\n\n### Dee:\nLa fin.\n")
        .file("content/.alternates", "2024-03-11-harbour.md\t2024-03-11-港.md\n");
    site.options.cache = true;
    assert_eq!(site.build().codes(), [""; 0]);
    publish(&site);
    // All are renamed at once: both of a row, and the one that others name.
    for (from, to) in [
        (MEETING, "content/2024-03-11-port.md"),
        (chinese, "content/2024-03-11-碼頭.md"),
        ("content/2024-04-08-next.md", "content/2024-04-08-second.md"),
    ] {
        std::fs::rename(site.path(from), site.path(to)).expect("a renamed record");
    }
    for step in ["before it is published", "and afterwards"] {
        let built = site.build();
        assert!(
            !built.codes().iter().any(|code| code.starts_with("unknown-") || code.starts_with("missing-")),
            "{step}: {:?}",
            built.codes()
        );
        let page = built.read("meetings/2024-03-11-port/index.html");
        assert!(
            page.contains(
                "hreflang=\"zh-Hant\" href=\"https://records.example/meetings/2024-03-11-%E7%A2%BC%E9%A0%AD/\""
            ),
            "{step}: {page}"
        );
        assert!(page.contains("href=\"/meetings/2024-04-08-second/#x\""), "{step}: {page}");
        let last = built.read("meetings/2024-05-13-last/index.html");
        assert!(last.contains("href=\"/meetings/2024-04-08-second/\""), "{step}: {last}");
        publish(&site);
    }
    // A name that never was one is reported as before, and a new record of the old name is meant itself.
    site.write("content/.alternates", "2024-03-11-harbor.md\t2024-03-11-港.md\n");
    assert!(site.build().codes().contains(&"unknown-translation content/.alternates:1:1".to_owned()));
    site.write("content/.alternates", "");
    site.write(MEETING, harbour(&[("Eve", "Quite another meeting, of which nobody knew.")]));
    site.write("content/2024-06-10-new.md", "# 2024-06-10 New\n\n### Eve:\nAs [then](2024-03-11-harbour.md).\n");
    assert!(site.build().read("meetings/2024-06-10-new/index.html").contains("href=\"/meetings/2024-03-11-harbour"));
}

#[test]
fn a_record_that_took_another_in_may_be_renamed_itself() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file(OTHER, other("topics: [boats]"));
    publish(&site);
    std::fs::remove_file(site.path(MEETING)).expect("a joined record");
    site.write(OTHER, other("aliases: [2024-03-11-harbour]") + &format!("\n### Ann:\n{LONG}\n"));
    publish(&site);
    // The old address that it claims was that of the other; which of the two this was, its words tell.
    std::fs::remove_file(site.path(OTHER)).expect("a renamed record");
    let both = other("aliases: [2024-03-11-harbour]") + &format!("\n### Ann:\n{LONG}\n");
    site.write("content/2024-04-01-both.md", both);
    publish(&site);
    // Also when nothing is left but what it took in.
    std::fs::remove_file(site.path("content/2024-04-01-both.md")).expect("a renamed record");
    let text = harbour(&[("Ann", LONG)]);
    site.write("content/2024-04-01-last.md", format!("---\naliases: [2024-03-11-harbour]\n---\n{text}"));
    publish(&site);
    let built = site.build();
    for address in ["2024-03-11-harbour", "2024-04-01-other", "2024-04-01-both"] {
        let to = leads(&built, &format!("/meetings/{address}/"));
        assert_eq!(to.as_deref(), Some("/meetings/2024-04-01-last/"), "{address}");
    }
}

#[test]
fn anchors_of_a_record_that_was_joined_with_another_lead_to_its_words_there() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)]) + "\n## Engines\n\n### Ben:\nAye.\n\nAnd nay.\n");
    site.write(OTHER, other("topics: [boats]"));
    publish(&site);
    let page = site.build().read(PAGE);
    let (before, anns) = (ids(&page), speeches(&page)[0].0.clone());
    // A corrected speech keeps an anchor that its words no longer give.
    let corrected = LONG.replace("three", "four");
    site.write(MEETING, harbour(&[("Ann", &corrected)]) + "\n## Engines\n\n### Ben:\nAye.\n\nAnd nay.\n");
    publish(&site);
    std::fs::remove_file(site.path(MEETING)).expect("a joined record");
    let both = |metadata: &str| other(metadata) + &format!("\n### Ann:\n{corrected}\n\n### Ben:\nAye. And nay.\n");
    site.write(OTHER, both("aliases: [2024-03-11-harbour]"));
    let publication = publish(&site);
    assert_eq!(publication.revision.value.records.len(), 1);
    site.write(OTHER, both("topics: [boats]"));
    publish(&site);
    assert!(publish(&site).revision.value.is_empty());
    let built = site.build();
    assert_eq!(leads(&built, "/meetings/2024-03-11-harbour/").as_deref(), Some("/meetings/2024-04-01-other/"));
    let page = built.read("meetings/2024-04-01-other/index.html");
    let there = ids(&page);
    assert!(before.iter().all(|anchor| there.contains(anchor)), "{before:?}\n{there:?}");
    // Each at its own words.
    let (now, html) = (speeches(&page)[1].0.clone(), Html::parse_document(&page));
    assert_ne!(now, anns);
    assert!(html.select(&selector(&format!("#{now} #{anns}"))).next().is_some(), "{page}");
}

#[test]
fn what_would_vanish_is_not_published_and_the_remedy_works() {
    let site = Site::new()
        .file(MEETING, harbour(&[("Ann", LONG)]))
        .file("content/2024-04-01-other.md", harbour(&[("Ben", MORE)]).replace("03-11", "04-01"))
        .file("content/pages/about.md", "# About\n");
    publish(&site);
    std::fs::remove_file(site.path("content/2024-04-01-other.md")).expect("a removed record");
    std::fs::remove_file(site.path("content/pages/about.md")).expect("a removed page");
    let told = try_publish(&site).err().expect("it must not be published");
    for gone in ["/meetings/2024-04-01-other/", "/about/"] {
        assert!(told.iter().any(|told| told.contains(gone)), "{gone}: {told:#?}");
    }
    assert!(told.iter().all(|told| told.starts_with(&format!("{}: ", "vanished-address"))), "{told:#?}");
    site.write("content/.redirects", "/about/\t/\n");
    site.write(MEETING, format!("---\naliases: [2024-04-01-other]\n---\n{}", harbour(&[("Ann", LONG)])));
    publish(&site);
    assert_eq!(leads(&site.build(), "/speakers/ben/").as_deref(), Some("/speakers/"));
    site.write("content/.redirects", "/about/\t/nowhere/\n");
    assert_eq!(site.build().codes(), ["redirect-to-nowhere content/.redirects:1:1"]);
}

#[test]
fn a_page_that_was_taken_out_may_say_so_and_a_lost_registry_is_told_as_one() {
    let hints = |site: &Site| -> Vec<(String, String)> {
        let publishing = publishing(&site.options, false).unwrap_or_else(|failure| panic!("{failure}"));
        let told = publishing.revision.diagnostics.iter();
        told.map(|found| (found.message.clone(), found.hint.clone().unwrap_or_default())).collect()
    };
    let people = "people:\n- {id: lee, labels: [Ann, A. Lee, Mayor]}\n- {id: okri, labels: [Ben, B. Okri, Clerk]}\n";
    let record = "# 2024-03-11 Harbour\n### Ann:\nAye.\n### A. Lee:\nNo.\n### Ben:\nAye, aye.\n### B. Okri:\nNever.\n";
    let site = Site::new()
        .file(MEETING, record)
        .file("content/people.yml", people)
        .file("content/pages/rules.md", "# Rules\n");
    publish(&site);
    std::fs::remove_file(site.path("content/pages/rules.md")).expect("a removed page");
    let told = hints(&site);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].0.contains("/rules/") && told[0].1.contains("withdrawn:"), "{told:#?}");
    site.write("content/pages/rules.md", "---\nwithdrawn: {reason: Repealed}\n---\n# Rules\n");
    publish(&site);
    std::fs::remove_file(site.path("content/people.yml")).expect("a removed registry");
    let told = hints(&site);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].0.contains("people.yml is gone") && told[0].0.contains("/speakers/lee/"), "{told:#?}");
    assert!(told[0].1.contains("restore people.yml"), "{told:#?}");
    site.write("content/people.yml", people);
    publish(&site);
}

const OTHER: &str = "content/2024-04-01-other.md";

fn other(metadata: &str) -> String {
    format!("---\n{metadata}\n---\n{}", harbour(&[("Eve", MORE)]).replace("03-11 Harbour", "04-01 Other"))
}

#[test]
fn old_addresses_of_what_is_taken_back_lead_to_what_says_so() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file(OTHER, other("topics: [boats]"));
    publish(&site);
    // Nothing but the words tells whose successor this is; and the topic is left without a record.
    std::fs::remove_file(site.path(OTHER)).expect("a renamed record");
    site.write("content/2024-04-01-moved.md", other("topics: [boats]"));
    publish(&site);
    site.write("content/2024-04-01-moved.md", other("topics: [boats]\nwithdrawn: {reason: A name.}"));
    publish(&site);
    let built = site.build();
    assert_eq!(leads(&built, "/meetings/2024-04-01-other/").as_deref(), Some("/meetings/2024-04-01-moved/"));
    assert!(built.read("meetings/2024-04-01-moved/index.html").contains("A name."));
    assert_eq!(leads(&built, "/topics/boats/").as_deref(), Some("/meetings/"));
    // A row that hides what is said there is told; a record that has its place may have the address.
    site.write("content/.redirects", "2024-04-01-moved\t2024-03-11-harbour\n");
    assert_eq!(site.build().codes(), ["redirect-over-live-page content/.redirects:1:1"]);
    site.write("content/.redirects", "");
    site.write(MEETING, format!("---\naliases: [2024-04-01-moved]\n---\n{}", harbour(&[("Ann", LONG)])));
    publish(&site);
    assert_eq!(leads(&site.build(), "/meetings/2024-04-01-other/").as_deref(), Some("/meetings/2024-03-11-harbour/"));
}

#[test]
fn links_to_paragraphs_and_to_the_markdown_stay() {
    let both = format!("{LONG}\n\n{MORE}\n\nAye.");
    let site = Site::new().file(MEETING, harbour(&[("Ann", &both), ("Ben", LONG), ("Ben", &both), ("Ann", "Nay.")]));
    let before = ids(&site.build().read(PAGE));
    assert_eq!(before.iter().filter(|id| id.contains('.')).count(), 4, "{before:?}");
    publish(&site);
    std::fs::remove_file(site.path(MEETING)).expect("a renamed record");
    let port = "content/2024-03-11-port.md";
    let aliases = "---\naliases: [2024-03-11-harbour]\n---\n";
    let now = harbour(&[("Ann", LONG), ("Ben", &format!("{LONG} {MORE} Aye.")), ("Ann", "Nay.")]);
    site.write(port, format!("{aliases}{now}"));
    publish(&site);
    let built = site.build();
    let after = ids(&built.read("meetings/2024-03-11-port/index.html"));
    assert!(before.is_subset(&after), "{:?}", before.difference(&after));
    let rows = built.read("_redirects");
    for name in ["", "index.md", "card.png"] {
        let row = format!("/meetings/2024-03-11-harbour/{name} /meetings/2024-03-11-port/{name} 301\n");
        assert!(rows.contains(&row), "{row} in {rows}");
    }
    site.write(port, format!("---\nwithdrawn: true\n---\n{now}"));
    let rows = site.build().read("_redirects");
    for old in ["harbour", "port"] {
        let row = format!("/meetings/2024-03-11-{old}/index.md /meetings/2024-03-11-port/ 301\n");
        assert!(rows.contains(&row), "{row} in {rows}");
    }
}

#[test]
fn papers_that_moved_answer_at_both_addresses_and_none_is_lost_unannounced() {
    let paper = |metadata: &str| format!("---\n{metadata}\n---\n{}", harbour(&[("Ann", LONG)]));
    let site = Site::new()
        .file(MEETING, paper("attachments: [papers/plan.csv, papers/costs.csv]"))
        .file("content/pages/about.md", "# About\n\n[rules](../papers/rules.csv)\n")
        .file("content/papers/plan.csv", "boats,3\n")
        .file("content/papers/costs.csv", "boats,900\n")
        .file("content/papers/rules.csv", "no wake\n");
    publish(&site);
    // Moved, together with what else was done to the record: the old address has the same file.
    std::fs::create_dir_all(site.path("content/2024")).expect("a folder");
    for name in ["plan.csv", "costs.csv"] {
        std::fs::rename(site.path(&format!("content/papers/{name}")), site.path(&format!("content/2024/{name}")))
            .expect("a moved paper");
    }
    std::fs::remove_file(site.path(MEETING)).expect("a renamed record");
    let port = "content/2024-03-11-port.md";
    site.write(port, paper("attachments: [2024/plan.csv, 2024/costs.csv]"));
    publish(&site);
    let built = site.build();
    assert_eq!(built.read("files/papers/plan.csv"), "boats,3\n");
    assert_eq!(built.read("files/2024/plan.csv"), "boats,3\n");
    // Taken out: nothing is published until somebody says what has its place.
    site.write(port, paper("attachments: [2024/plan.csv]"));
    site.write("content/pages/about.md", "# About\n");
    let told = try_publish(&site).err().expect("papers would be gone");
    for gone in ["/files/papers/costs.csv", "/files/2024/costs.csv", "/files/papers/rules.csv"] {
        assert!(told.iter().any(|told| told.contains(gone)), "{gone}: {told:#?}");
    }
    assert_eq!(told.len(), 3, "{told:#?}");
    site.write(
        "content/.redirects",
        "/files/papers/costs.csv\t/files/2024/plan.csv\n/files/2024/costs.csv\t2024-03-11-port\n\
         /files/papers/rules.csv\t/about/\n",
    );
    publish(&site);
    let built = site.build();
    assert_eq!(built.codes(), Vec::<String>::new());
    assert_eq!(built.read("files/papers/costs.csv"), "boats,3\n");
    let rows = built.read("_redirects");
    for row in ["/files/2024/costs.csv /meetings/2024-03-11-port/ 301\n", "/files/papers/rules.csv /about/ 301\n"] {
        assert!(rows.contains(row), "{row} in {rows}");
    }
    // No page pretends to be a table.
    assert!(!built.has("files/2024/costs.csv"));
    site.write("content/.redirects", "/files/2024/plan.csv\t/about/\n/files/x.csv\t/files/lost.csv\n");
    assert_eq!(
        site.build().codes(),
        ["redirect-over-live-page content/.redirects:1:1", "redirect-to-nowhere content/.redirects:2:1"]
    );
}

#[test]
fn a_row_may_lead_to_a_paper_that_moved_and_to_where_it_was() {
    let paper = |path: &str| format!("---\nattachments: [{path}]\n---\n{}", harbour(&[("Ann", LONG)]));
    let site = Site::new()
        .file(MEETING, paper("papers/plan.csv"))
        .file("content/papers/plan.csv", "boats,3\n")
        .file("content/2024/plan.csv", "boats,3\n");
    publish(&site);
    site.write(MEETING, paper("2024/plan.csv"));
    publish(&site);
    let rows =
        "/files/leaflet.csv\t/files/papers/plan.csv\n/leaflet/\t/files/papers/plan.csv\n/plan/\t/files/2024/plan.csv\n";
    site.write("content/.redirects", rows);
    let built = site.build();
    assert_eq!(built.codes(), Vec::<String>::new());
    assert_eq!(built.read("files/leaflet.csv"), "boats,3\n");
    assert_eq!(leads(&built, "/leaflet/").as_deref(), Some("/files/papers/plan.csv"));
    assert_eq!(leads(&built, "/plan/").as_deref(), Some("/files/2024/plan.csv"));
}

#[test]
fn rows_and_published_addresses_lead_on_through_each_other_however_deep() {
    let page = |name: &str, slug: usize| {
        (format!("content/pages/{name}.md"), format!("---\nslug: {name}{slug}\n---\n# A page\n"))
    };
    let names = ["a", "b", "c", "d"];
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)]));
    for slug in [1, 2] {
        for (path, text) in names.map(|name| page(name, slug)) {
            site.write(&path, text);
        }
        publish(&site);
    }
    for (path, _) in names.map(|name| page(name, 2)) {
        std::fs::remove_file(site.path(&path)).expect("a removed page");
    }
    // The second address of each page leads where somebody wrote that the first does.
    site.write("content/.redirects", "/a1/\t/b2/\n/b1/\t/c2/\n/c1/\t/d2/\n/d1/\t/meetings/\n");
    let built = site.build();
    assert_eq!(built.codes(), Vec::<String>::new());
    let rows = built.read("_redirects");
    for (from, to) in [("a", "/b2/"), ("b", "/c2/"), ("c", "/d2/"), ("d", "/meetings/")] {
        for slug in [1, 2] {
            assert!(rows.contains(&format!("/{from}{slug}/ {to} 301\n")), "{from}{slug}: {rows}");
        }
    }
    publish(&site);
}

#[test]
fn papers_of_what_is_taken_back_lead_to_what_says_so() {
    let site = Site::new()
        .file(MEETING, harbour(&[("Ann", LONG)]))
        .file(OTHER, other("attachments: [papers/plan.csv]"))
        .file("content/papers/plan.csv", "boats,3\n");
    publish(&site);
    site.write(OTHER, other("attachments: [papers/plan.csv]\nwithdrawn: {reason: A name.}"));
    publish(&site);
    let built = site.build();
    assert!(!built.has("files/papers/plan.csv"));
    assert!(built.read("_redirects").contains("/files/papers/plan.csv /meetings/2024-04-01-other/ 301\n"));
}

#[test]
fn what_only_ever_led_on_still_does_when_nobody_says_so_any_more() {
    let site = Site::new()
        .file(OTHER, other("aliases: [2019-other]"))
        .file("content/pages/about.md", "---\naliases: [imprint]\n---\n# About\n")
        .file("content/.redirects", "/old/eve/\t/speakers/eve/\n/older/eve/\t/old/eve/\n");
    publish(&site);
    site.write(OTHER, other("slug: third"));
    site.write("content/pages/about.md", "# About\n");
    site.write("content/.redirects", "");
    site.write("content/people.yml", "people:\n- {id: e, names: {en: E}, labels: [Eve]}\n");
    publish(&site);
    let built = site.build();
    for (from, to) in [
        ("/meetings/2019-other/", "/meetings/third/"),
        ("/imprint/", "/about/"),
        ("/old/eve/", "/speakers/e/"),
        ("/older/eve/", "/speakers/e/"),
    ] {
        assert_eq!(leads(&built, from).as_deref(), Some(to), "{from}");
    }
    assert!(publish(&site).revision.value.is_empty());
    // Where it led is gone: it goes the same way.
    std::fs::remove_file(site.path("content/pages/about.md")).expect("a removed page");
    assert!(try_publish(&site).is_err());
    site.write("content/.redirects", "/about/\t/meetings/\n");
    publish(&site);
    assert_eq!(leads(&site.build(), "/imprint/").as_deref(), Some("/meetings/"));
}

#[test]
fn a_record_is_not_put_back_to_an_announcement() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file(OTHER, other("announced: true"));
    publish(&site);
    site.write(OTHER, other("announced: true\nstatus: draft"));
    let told = try_publish(&site).err().expect("what was said would be gone");
    assert!(
        told.iter().any(|told| told.contains("/meetings/2024-04-01-other/") && told.contains("held back")),
        "{told:?}"
    );
}

#[test]
fn a_row_that_was_right_stays_right_when_its_record_moves_on() {
    let site = Site::new()
        .file(OTHER, other("slug: second"))
        .file("content/.redirects", "first\tsecond\nzeroth\t/meetings/second/\n/speakers/evelyn/\t/speakers/eve/\n");
    publish(&site);
    site.write(OTHER, other("slug: third"));
    site.write("content/people.yml", "people:\n- {id: e, names: {en: E}, labels: [Eve]}\n");
    let built = site.build();
    assert_eq!(built.codes(), ["unpublished-change content/2024-04-01-other.md"; 0]);
    assert_eq!(leads(&built, "/meetings/zeroth/").as_deref(), Some("/meetings/third/"));
    assert_eq!(leads(&built, "/meetings/first/").as_deref(), Some("/meetings/third/"));
    assert_eq!(leads(&built, "/meetings/second/").as_deref(), Some("/meetings/third/"));
    assert_eq!(leads(&built, "/speakers/evelyn/").as_deref(), Some("/speakers/e/"));
}

#[test]
fn a_record_at_the_address_of_another_is_no_correction_of_it() {
    let site = Site::new().file(OTHER, other("slug: first"));
    publish(&site);
    // The record goes on under another name; something else has the old one.
    site.write(OTHER, other("slug: second"));
    site.write(MEETING, format!("---\nslug: first\n---\n{}", harbour(&[("Ann", LONG)])));
    let told = try_publish(&site).err().expect("links would lead to what was never meant");
    let [told] = told.as_slice() else { panic!("{told:#?}") };
    assert!(told.contains("/meetings/first/ was the address of 2024-04-01-other.md"), "{told}");
    // Nor when the other is gone altogether; unless it is said that it is the same.
    std::fs::remove_file(site.path(OTHER)).expect("a removed record");
    assert!(try_publish(&site).is_err());
    site.write(MEETING, format!("---\nslug: first\naliases: [first]\n---\n{}", harbour(&[("Ann", LONG)])));
    site.write("content/.redirects", "/speakers/eve/\t/speakers/\n");
    let publishing = publish(&site);
    assert_eq!(publishing.revision.value.records[0].version.number, 2);
}

#[test]
fn a_topic_that_is_renamed_leads_on_and_all_of_it_is_written_down_at_once() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file(OTHER, other("topics: [boats]"));
    publish(&site);
    site.write(OTHER, other("topics: [ships]"));
    let publishing = publish(&site);
    assert_eq!(publishing.revision.value.records[0].version.topics, [Box::from("ships")]);
    assert!(publish(&site).revision.value.is_empty(), "a second publication has nothing to write down");
    let built = site.build();
    assert_eq!(leads(&built, "/topics/boats/").as_deref(), Some("/topics/ships/"));
    assert!(built.read("topics/boats/feed.xml").contains("<rss"));
    assert!(!built.read("meetings/2024-04-01-other/index.html").contains("Corrected"), "nothing was said otherwise");
}

/// Breaks off a publication: what it wrote before the log is there, and the log is as it was.
#[test]
fn a_publication_that_was_killed_is_finished_by_the_next() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)]));
    publish(&site);
    let log = std::fs::read(site.path("register/log.txt")).expect("a log");
    site.write(MEETING, harbour(&[("Ann", MORE)]));
    publish(&site);
    let whole = std::fs::read(site.path("register/log.txt")).expect("a log");
    site.write("register/log.txt", &log);
    assert_eq!(site.build().codes(), Vec::<String>::new());
    let publishing = publish(&site);
    assert!(publishing.revision.value.records.is_empty() && !publishing.revision.value.is_empty());
    assert_eq!(std::fs::read(site.path("register/log.txt")).expect("a log"), whole);
}

#[test]
fn a_publication_cut_off_between_any_two_files_is_finished_by_the_next() {
    let make = || {
        let site = Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file(OTHER, other("topics: [boats]"));
        publish(&site);
        site.write(MEETING, harbour(&[("Ann", MORE)]));
        site.write(OTHER, other("topics: [ships]"));
        site.write("content/2024-05-01-new.md", harbour(&[("Zoe", LONG)]).replace("03-11", "05-01"));
        site
    };
    let site = make();
    publish(&site);
    let whole = crate::site::files_below(&site.path("register"));
    // In the order in which they are written.
    let order = ["2024-03-11-harbour", "2024-04-01-other", "2024-05-01-new"].map(|name| format!("records/{name}.txt"));
    let order: Vec<String> = order.into_iter().chain(["addresses.txt", "log.txt"].map(str::to_owned)).collect();
    for written in 0..order.len() {
        let site = make();
        for file in &order[..written] {
            site.write(&format!("register/{file}"), &whole[file]);
        }
        // And half of the next, under the name that it has until it is whole.
        site.write("register/.tmpHalf", &whole[&order[written]][..30]);
        site.write("register/records/.tmpHalf", &whole[&order[written]][..30]);
        let read = minutebook::ledger::read(&site.path("register")).expect("readable");
        assert!(read.diagnostics.is_empty(), "after {written}: {:#?}", read.diagnostics);
        publish(&site);
        let mut now = crate::site::files_below(&site.path("register"));
        now.retain(|path, _| !path.ends_with(".tmpHalf"));
        assert!(now == whole, "after {written}");
        assert!(publish(&site).revision.value.is_empty());
    }
}

#[test]
fn no_byte_of_the_register_can_be_changed_unnoticed() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG), ("Ben", "Aye.")]));
    publish(&site);
    site.write(MEETING, harbour(&[("Ann", MORE), ("Ben", "Aye.")]));
    publish(&site);
    for file in ["log.txt", "addresses.txt", "records/2024-03-11-harbour.txt"] {
        let path = format!("register/{file}");
        let sound = std::fs::read(site.path(&path)).expect("a file of the register");
        for at in 0..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << (at % 8);
            site.write(&path, &bytes);
            let read = minutebook::ledger::read(&site.path("register")).expect("readable");
            assert!(!read.diagnostics.is_empty(), "byte {at} of {path}");
        }
        std::fs::remove_file(site.path(&path)).expect("a lost file");
        assert!(!minutebook::ledger::read(&site.path("register")).expect("readable").diagnostics.is_empty(), "{path}");
        site.write(&path, &sound);
    }
    site.write("register/records/2024-03-11-harbour.txt", "");
    let failure = site.try_build().err().expect("a damaged register builds nothing");
    assert_eq!(failure.diagnostics[0].problem.code(), "register-damaged");
    assert!(failure.to_string().contains("register/records/2024-03-11-harbour.txt"), "{failure}");
}

#[test]
fn what_is_to_be_forgotten_can_be_taken_out_of_the_chain() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG), ("Ben", "Aye.")]));
    publish(&site);
    site.write(MEETING, harbour(&[("Ann", MORE), ("Ben", "Aye.")]));
    publish(&site);
    let path = site.path("register/records/2024-03-11-harbour.txt");
    let text = std::fs::read_to_string(&path).expect("a history");
    site.write("register/records/2024-03-11-harbour.txt", text.replace(&format!("| {LONG}\n"), ""));
    assert_eq!(site.build().codes(), Vec::<String>::new());
    assert!(publish(&site).revision.value.is_empty());
}

/// Addresses that earlier versions gave to speakers: a page for every year and in every language of the site, and three feeds.
#[test]
fn what_earlier_versions_published_of_speakers_still_answers() {
    let site = Site::new()
        .file("content/site.yml", "languages: [zh-Hant, en]\n")
        .file("content/people.yml", "people: [{id: bo, names: Bo}]\n")
        .file(
            "content/2024-03-01-a.md",
            "---\nlang: zh-Hant\n---\n# 2024-03-01 會議\n### Li:\n你好。\n### Bo:\n早安。\n",
        )
        .file(
            "content/2024-03-02-b.md",
            "---\nlang: en\n---\n# 2024-03-02 Meeting\n### Ann:\nGood morning.\n### Bo:\nHello.\n",
        );
    publish(&site);
    let place = site.path("register/addresses.txt");
    let mut addresses = std::fs::read_to_string(&place).expect("the addresses");
    let mut old = Vec::new();
    for id in ["ann", "bo", "li"] {
        for path in ["", "2024/", "2024/03/", "feed.xml", "atom.xml", "feed.json"] {
            old.push((id, format!("/speakers/{id}/{path}")));
        }
        old.push((id, format!("/en/speakers/{id}/")));
    }
    for (id, address) in &old {
        let line = format!("speaker\t{id}\t{address}\n");
        if !addresses.contains(&line) {
            addresses.push_str(&line);
        }
    }
    site.write("register/addresses.txt", addresses);
    // The log has the hash of the addresses; without it they are read as they are.
    let built = site.build();
    let rows = built.read("_redirects");
    let expected = |id: &str| if id == "ann" { "/en/speakers/ann/".to_owned() } else { format!("/speakers/{id}/") };
    for (id, address) in &old {
        let row = rows.lines().find(|row| row.starts_with(&format!("{address} ")));
        let by_host = row.and_then(|row| row.split(' ').nth(1)).map(str::to_owned);
        let to = leads(&built, address).or(by_host).unwrap_or_else(|| panic!("{address} answers nowhere: {rows}"));
        let is_there =
            if to.ends_with(".xml") { built.has(to.trim_start_matches('/')) } else { leads(&built, &to).is_some() };
        assert!(is_there, "{address} leads to {to}");
        let wanted = match (*id, address.rsplit('/').next().unwrap_or_default()) {
            ("bo", "feed.xml" | "atom.xml" | "feed.json") => "/speakers/bo/feed.xml".to_owned(),
            ("bo", _) if address.starts_with("/en/") => "/en/speakers/bo/".to_owned(),
            (id, _) => expected(id),
        };
        assert_eq!(to, wanted, "{address}");
    }
}

/// Reports whether a page shows a record, as it is or as it was.
fn is_record(page: &str) -> bool {
    page.contains("class=\"record\"") || page.contains("class=\"former-record\"")
}

/// Final target of an address; `None` when it has none.
fn leads(built: &Built, address: &str) -> Option<String> {
    let mut address = address.to_owned();
    for _ in 0..4 {
        let path = address.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let page = std::fs::read_to_string(built.output.join(path)).ok()?;
        let Some((_, rest)) = page.split_once("http-equiv=\"refresh\" content=\"0; url=") else { return Some(address) };
        address = rest.split('"').next().unwrap_or_default().to_owned();
    }
    None
}

#[test]
fn pages_of_what_a_site_no_longer_has_lead_on() {
    let full = "---\nlang: fr\nbody: town\n---\n# Tout\n\n## Bac {item=bac matter=bac}\n\n### Ann:\nOui.\n\n\
        > **Décision :** Le bac part à sept heures.\n> Pour : Ann, Ben\n\n> **Action 7 :** Réparer le bac.\n> Échéance : 2026-03-31\n";
    let site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n")
        .file("content/organisations.yml", "organisations: [{id: town, names: {en: Town}}]\n")
        .file("content/2024-03-11-tout.md", full)
        .file("content/2024-03-12-a.md", "# A\n### Ann:\nAye.\n");
    publish(&site);
    let before = site.build();
    let pages: Vec<String> =
        before.files().into_keys().filter_map(|path| Some(format!("/{}", path.strip_suffix("index.html")?))).collect();
    for part in ["/decisions/", "/decisions/actions/", "/matters/bac/", "/fr/matters/", "/fr/data/", "/bodies/town/"] {
        assert!(pages.iter().any(|page| page == part), "{part} of {pages:?}");
    }
    site.write("content/2024-03-11-tout.md", "---\nwithdrawn: true\n---\n# Tout\n");
    site.write("content/site.yml", "title: Town\nlanguages: [en]\ndata: none\n");
    publish(&site);
    let built = site.build();
    for page in pages {
        assert!(leads(&built, &page).is_some(), "{page} is gone");
    }
    let rows = built.read("_redirects");
    for file in before.files().into_keys().filter(|path| path.starts_with("data/")) {
        let page = format!("/{}", file.trim_end_matches("index.html"));
        let row = rows.lines().find(|row| row.starts_with(&format!("{page} ")));
        assert_eq!(row.and_then(|row| row.split(' ').nth(1)), Some("/"), "{page} leads to the front page: {rows}");
        assert_eq!(built.has(&file), file.ends_with("index.html"), "no page stands at the address of a table: {file}");
    }
    assert!(built.has("decisions/feed.xml"), "a reader of feeds follows no page that leads on");
}

/// Something an editor does to a record that has been published.
#[derive(Debug, Clone)]
enum Edit {
    Correct(usize, usize),
    Split(usize),
    Merge(usize),
    TakeOut(usize),
    PutIn(usize, usize),
    Move(usize, usize),
    Relabel(usize, usize),
    Rename(usize),
    Section(usize),
    /// Under which old name it is known too, for now.
    Alias(usize),
    /// Into which folder its paper goes.
    Paper(usize),
    Withdraw,
    Restore,
    /// It becomes a part of the other one.
    Join,
}

fn edits() -> impl Strategy<Value = Vec<(usize, Edit)>> {
    let at = || 0..8usize;
    let edit = prop_oneof![
        4 => (at(), at()).prop_map(|(at, word)| Edit::Correct(at, word)),
        2 => at().prop_map(Edit::Split),
        2 => at().prop_map(Edit::Merge),
        2 => at().prop_map(Edit::TakeOut),
        2 => (at(), at()).prop_map(|(at, word)| Edit::PutIn(at, word)),
        1 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => (at(), at()).prop_map(|(at, who)| Edit::Relabel(at, who)),
        1 => at().prop_map(Edit::Rename),
        1 => at().prop_map(Edit::Section),
        1 => at().prop_map(Edit::Alias),
        2 => at().prop_map(Edit::Paper),
        1 => Just(Edit::Withdraw),
        2 => Just(Edit::Restore),
        1 => Just(Edit::Join),
    ];
    prop::collection::vec((0..2usize, edit), 1..14)
}

/// A record as the editor has it.
#[derive(Clone, Default)]
struct Draft {
    slug: String,
    speeches: Vec<(String, String)>,
    section: usize,
    aliases: Vec<String>,
    /// The folder of its paper.
    paper: usize,
    withdrawn: bool,
    /// Joined with the other.
    joined: bool,
    /// The other, which was joined with it.
    joined_from: Option<String>,
}

const WORDS: [&str; 8] = ["boats", "engine", "harbour", "water", "bridge", "ferry", "船隻", "Aye."];

impl Draft {
    fn text(&self) -> String {
        let mut text = format!(
            "---\nattachments: [papers/{}/plan.csv]\naliases: [{}]\nwithdrawn: {}\n---\n# Meeting\n",
            self.paper,
            self.aliases.iter().chain(&self.joined_from).cloned().collect::<Vec<_>>().join(", "),
            self.withdrawn
        );
        for (index, (label, words)) in self.speeches.iter().enumerate() {
            if index == self.section {
                text.push_str("\n## The middle\n");
            }
            text.push_str(&format!("\n### {label}:\n{words}\n"));
        }
        text
    }

    fn apply(&mut self, edit: &Edit) {
        let count = self.speeches.len();
        let place = |at: &usize| at % count.max(1);
        match edit {
            Edit::PutIn(at, word) => {
                let words = (0..6).map(|n| WORDS[(word + n * 3) % 8]).collect::<Vec<_>>().join(" ");
                self.speeches.insert(at % (count + 1), ("Cy".to_owned(), words));
            }
            // Of a record without a word nothing tells whose successor it is, and publishing stops: that has a test of its own.
            Edit::Rename(_) if count == 0 => {}
            Edit::Rename(to) => self.slug = format!("2024-0{}-11-renamed-{to}", 1 + to % 9),
            Edit::Section(at) => self.section = *at,
            Edit::Alias(at) => self.aliases = vec![format!("old-{at}-{}", self.slug)],
            Edit::Paper(folder) => self.paper = *folder,
            Edit::Withdraw => self.withdrawn = true,
            Edit::Restore => self.withdrawn = false,
            Edit::Join => self.joined = true,
            _ if count == 0 => {}
            Edit::Correct(at, word) => {
                let words = &mut self.speeches[place(at)].1;
                *words = format!("{words} {}", WORDS[word % 8]);
            }
            Edit::Split(at) => {
                let (label, words) = self.speeches[place(at)].clone();
                let half = words.match_indices(' ').nth(words.matches(' ').count() / 2).map_or(0, |(at, _)| at);
                self.speeches[place(at)].1 = words[..half].to_owned();
                self.speeches.insert(place(at) + 1, (label, words[half..].trim().to_owned()));
            }
            Edit::Merge(at) if count > 1 => {
                let (_, words) = self.speeches.remove(place(at).max(1));
                let above = &mut self.speeches[place(at).max(1) - 1].1;
                *above = format!("{above} {words}");
            }
            Edit::TakeOut(at) => {
                self.speeches.remove(place(at));
            }
            Edit::Move(from, to) => {
                let speech = self.speeches.remove(place(from));
                self.speeches.insert(place(to).min(self.speeches.len()), speech);
            }
            Edit::Relabel(at, who) => self.speeches[place(at)].0 = ["Ann", "Ben", "Dee"][who % 3].to_owned(),
            Edit::Merge(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(crate::proptest_config::cases(12))]

    #[test]
    fn nothing_that_was_published_is_ever_lost(edits in edits()) {
        let speech = |label: &str, words: &str| (label.to_owned(), words.to_owned());
        let mut drafts = [
            Draft {
                slug: "2024-03-11-harbour".to_owned(),
                speeches: vec![speech("Ann", LONG), speech("Ben", MORE), speech("Ann", "Aye."), speech("Ben", "Aye.")],
                section: 2,
                ..Draft::default()
            },
            Draft {
                slug: "2024-04-01-bridge".to_owned(),
                speeches: vec![speech("Ann", "橋已經修好了，下週開放通行。"), speech("Eve", "What of the lights on the bridge?")],
                section: 9,
                ..Draft::default()
            },
        ];
        let mut site = Site::new();
        site.options.cache = true;
        for folder in 0..8 {
            site.write(&format!("content/papers/{folder}/plan.csv"), "boats,3\n");
        }
        for draft in &drafts {
            site.write(&format!("content/{}.md", draft.slug), draft.text());
        }
        let mut published: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut papers: BTreeSet<String> = BTreeSet::new();
        let mut heads: Vec<String> = Vec::new();
        for step in std::iter::once(None).chain(edits.iter().map(Some)) {
            if let Some((which, edit)) = step {
                let taken = drafts[1 - which].slug.clone();
                let draft = drafts[*which].clone();
                let _ = std::fs::remove_file(site.path(&format!("content/{}.md", draft.slug)));
                let mut next = draft.clone();
                if !draft.joined {
                    next.apply(edit);
                }
                // One that was joined stays so, and one that was taken back is not renamed: both have tests of their own.
                if next.slug == taken || draft.withdrawn {
                    next.slug = draft.slug.clone();
                }
                next.joined &= !drafts[1 - which].joined && !drafts[1 - which].withdrawn && !draft.withdrawn;
                if next.joined && !draft.joined {
                    drafts[1 - which].speeches.extend(next.speeches.clone());
                    drafts[1 - which].joined_from = Some(next.slug.clone());
                }
                drafts[*which] = next;
                for draft in drafts.iter().filter(|draft| !draft.joined) {
                    site.write(&format!("content/{}.md", draft.slug), draft.text());
                }
            }
            // A name that was another record's may not be taken; then the editor thinks again.
            if let Err(told) = try_publish(&site) {
                prop_assert!(told.iter().all(|told| told.contains("would be that of") || told.contains("/speakers/")), "{told:#?}");
                let rows: String = told.iter().filter_map(|told| told.split(' ').nth(1)).filter(|a| a.starts_with("/speakers/"))
                    .map(|address| format!("{address}\t/speakers/\n")).collect();
                let before = std::fs::read_to_string(site.path("content/.redirects")).unwrap_or_default();
                site.write("content/.redirects", before + &rows);
                if told.iter().any(|told| told.contains("would be that of")) {
                    return Ok(());
                }
                publish(&site);
            }
            let built = site.build();
            crate::warm_equals_clean::compare(&site, &built);
            for (address, anchors) in &published {
                let to = leads(&built, address);
                prop_assert!(to.is_some(), "{address} is gone");
                let page = built.read(&format!("{}index.html", to.unwrap_or_default().trim_start_matches('/')));
                if is_record(&page) {
                    let there = ids(&page);
                    for anchor in anchors {
                        prop_assert!(there.contains(anchor), "{address}#{anchor} is gone");
                    }
                }
            }
            for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
                let page = String::from_utf8_lossy(bytes);
                let anchors = if is_record(&page) {
                    ids(&page).into_iter().filter(|id| !id.contains('.')).collect()
                } else {
                    BTreeSet::new()
                };
                published.entry(format!("/{}", path.trim_end_matches("index.html"))).or_default().extend(anchors);
            }
            let rows = built.read("_redirects");
            for paper in &papers {
                prop_assert!(built.has(&paper[1..]) || rows.contains(&format!("{paper} /")), "{paper} is gone");
            }
            papers.extend(built.files().into_keys().filter(|path| path.starts_with("files/")).map(|path| format!("/{path}")));
            let register = minutebook::ledger::read(&site.path("register")).expect("a register");
            prop_assert!(register.diagnostics.is_empty(), "{:#?}", register.diagnostics);
            let now: Vec<String> = register.value.log.publications.iter().map(|p| p.hash.to_string()).collect();
            prop_assert!(now.starts_with(&heads));
            heads = now;
        }
    }
}

#[test]
fn a_correction_is_told_on_the_record_on_a_page_of_its_own_and_in_feeds() {
    let mut site = Site::new()
        .file(MEETING, harbour(&[("Ann", LONG), ("Ben", "我們買了三艘船。"), ("Ann", "Aye.")]))
        .file("content/2024-04-01-other.md", harbour(&[("Eve", MORE)]).replace("03-11", "04-01"))
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n");
    publish(&site);
    let built = site.build();
    assert!(built.read("corrections/index.html").contains("No record has been corrected."));
    site = site.now("2026-08-04T10:00:00Z");
    let corrected = harbour(&[("Ann", &LONG.replace("three", "four")), ("Ben", "我們買了四艘船。")]);
    site.write(MEETING, format!("---\ncorrections: ['Four & no fewer.']\n---\n{corrected}"));
    site.write(
        "content/2024-04-01-other.md",
        format!(
            "---\ncorrections: [{{note: Yard., minor: true}}]\n---\n{}",
            harbour(&[("Eve", &MORE.replace("yard", "Yard"))])
        )
        .replace("03-11", "04-01"),
    );
    publish(&site);
    let built = site.build();
    let page = built.read(PAGE);
    for told in [
        "<time datetime=\"2026-08-04\">Corrected on 4 August 2026</time>",
        "We bought <del>three</del> <ins>four</ins> boats",
        "我們買了<del>三</del> <ins>四</ins>艘船。",
        "Taken out here on 4 August 2026",
        "<b>Ann</b> <del>Aye.</del>",
        "Four &amp; no fewer.",
        "3 speeches",
        "\"dateModified\":\"2026-08-04T10:00:00Z\"",
        "\"version\":2",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    let all = built.read("corrections/index.html");
    assert!(all.contains("Harbour") && all.contains("4 August 2026") && !all.contains("2024-04-01"), "{all}");
    for told in [
        "We bought <del>three</del> <ins>four</ins> boats",
        "我們買了<del>三</del> <ins>四</ins>艘船。",
        "<b>Ann</b></a> <del>Aye.</del>",
        "<p class=\"reason\">Four &amp; no fewer.</p>",
        "Version 2",
    ] {
        assert!(all.contains(told), "{told}\n{all}");
    }
    let about = page.split("id=\"about-record\"").nth(1).expect("about the record");
    assert!(about.contains("corrected on 4 August 2026") && about.contains(">Version 1</a>"), "{about}");
    assert!(built.read("fr/corrections/index.html").contains("4 août 2026"));
    assert!(built.read("meetings/2024-04-01-other/index.html").contains("A slip of the pen."));
    let feed = built.read("corrections/atom.xml");
    assert!(feed.contains("2026-08-04T10:00:00") && feed.contains("&lt;del&gt;three&lt;/del&gt;"), "{feed}");
    let json: serde_json::Value = serde_json::from_str(&built.read("feed.json")).expect("JSON");
    let items = json["items"].as_array().expect("items");
    let modified = |slug: &str| {
        let item = items.iter().find(|item| item["url"].as_str().is_some_and(|url| url.contains(slug)));
        item.expect("an item")["date_modified"].clone()
    };
    assert_eq!(modified("harbour"), "2026-08-04T10:00:00Z");
    assert!(modified("other").is_null());
    assert!(built.read("atom.xml").contains("<updated>2026-08-04T10:00:00"));
    assert!(publish(&site).revision.value.is_empty());
}

/// Runs the program on a site.
fn run(site: &Site, arguments: &[&str]) -> (i32, String) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(arguments)
        .arg(&site.options.site)
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (run.status.code().unwrap_or(-1), told)
}

fn git(site: &Site, at: &str, arguments: &[&str]) {
    let run = std::process::Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .env("GIT_COMMITTER_DATE", at)
        .env("GIT_AUTHOR_DATE", at)
        .current_dir(&site.options.site)
        .output();
    let run = run.expect("git");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn an_archive_kept_in_git_begins_with_its_true_corrections() {
    if std::process::Command::new("git").arg("--version").output().is_err() {
        println!("SKIPPED: there is no program git");
        return;
    }
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG), ("Ben", MORE)]));
    let commit = |at: &str| {
        git(&site, at, &["add", "-A"]);
        git(&site, at, &["commit", "-q", "-m", "x"]);
    };
    git(&site, "2024-03-12T10:00:00Z", &["init", "-q"]);
    let first = speeches(&site.build().read(PAGE));
    commit("2024-03-12T10:00:00Z");
    // A link is no correction.
    site.write(MEETING, harbour(&[("Ann", LONG), ("Ben", &MORE.replace("engine", "[engine](https://e.example)"))]));
    commit("2024-03-13T10:00:00Z");
    site.write(MEETING, harbour(&[("Ann", &LONG.replace("three", "four")), ("Ben", MORE)]));
    commit("2024-03-14T10:00:00Z");
    std::fs::rename(site.path(MEETING), site.path("content/2024-03-11-port.md")).expect("a renamed record");
    site.write("content/2024-05-01-draft.md", "---\nstatus: draft\n---\n# Draft\n### Ann:\nHush.\n");
    commit("2024-03-15T10:00:00Z");
    let (code, told) = run(&site, &["register", "import"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("3 versions of 1 record imported from git; 1 record corrected or moved"), "{told}");
    let built = site.build();
    let page = built.read("meetings/2024-03-11-port/index.html");
    assert!(page.contains("<del>three</del> <ins>four</ins>") && page.contains("14 March 2024"), "{page}");
    assert_eq!(
        speeches(&page).iter().map(|s| &s.0).collect::<Vec<_>>(),
        first.iter().map(|s| &s.0).collect::<Vec<_>>()
    );
    assert_eq!(leads(&built, "/meetings/2024-03-11-harbour/").as_deref(), Some("/meetings/2024-03-11-port/"));
    assert!(!std::fs::read_to_string(site.path("register/log.txt")).expect("a log").contains("draft"));
    assert!(run(&site, &["register", "import"]).1.contains("0 versions of 0 records"));
    let (code, told) = run(&site, &["register", "status"]);
    assert!(code == 0 && told.contains("1 record in the register; publishing would add 0 versions"), "{told}");
    assert_eq!(run(&site, &["register", "check"]).0, 0);
}

#[test]
fn what_is_damaged_or_lost_can_be_given_up_and_the_log_says_so() {
    let site = Site::new()
        .file(MEETING, harbour(&[("Ann", LONG), ("Ben", MORE)]))
        .file("content/2024-04-01-other.md", harbour(&[("Eve", MORE)]).replace("03-11", "04-01"));
    publish(&site);
    site.write(MEETING, harbour(&[("Ann", MORE), ("Ben", LONG)]));
    publish(&site);
    let history = "register/records/2024-03-11-harbour.txt";
    let text = std::fs::read_to_string(site.path(history)).expect("a history");
    let second = text.find("version 2").expect("a second version");
    site.write(history, format!("{}{}", &text[..second], text[second..].replacen("spring", "autumn", 1)));
    std::fs::remove_file(site.path("register/records/2024-04-01-other.txt")).expect("a lost file");
    let (code, told) = run(&site, &["register", "check"]);
    assert!(code == 1 && told.contains("it is lost") && told.contains("not those that were published"), "{told}");
    let (code, told) = run(&site, &["register", "mend"]);
    assert!(code == 0 && told.contains("all but the first 1 versions"), "{told}");
    let log = std::fs::read_to_string(site.path("register/log.txt")).expect("a log");
    assert!(log.contains("\nmend 3\n") && log.contains("lost 2024-04-01-other"), "{log}");
    assert_eq!(std::fs::read_dir(site.path("register/damaged")).expect("what was damaged").count(), 2);
    // The next publication goes on from there.
    assert_eq!(publish(&site).revision.value.records.len(), 2);
    assert!(publish(&site).revision.value.is_empty());
    assert_eq!(site.build().codes(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_feed_is_refused_and_breaks_no_register() {
    let record = |words: &str| harbour(&[("Ann", words)]);
    for name in ["2024-03-12-a\nhash b.md", "2024-03-12-a\tb.md", "2024-03-12-\u{85}.md", "a\nb/2024-03-12-c.md"] {
        let site = Site::new().file(MEETING, record(LONG)).file(&format!("content/{name}"), record("We shall see."));
        let site = site.file("content/pages/a\nb.md", "# A\n").file("content/\u{1b}[2J.yml", "x: 1\n");
        let built = site.build();
        assert_eq!(built.codes().iter().filter(|code| code.starts_with("control-in-name ")).count(), 3, "{name:?}");
        for told in built.report.diagnostics.iter().filter(|d| d.problem.code() == "control-in-name") {
            let shown = told.at.as_ref().map(|at| at.path.to_string()).unwrap_or_default();
            assert!(!shown.contains(char::is_control) && shown.contains("\\u{"), "{shown:?}");
        }
        assert!(built.has(PAGE) && !built.has("meetings/2024-03-12-c/index.html"), "{name:?}");
        assert_eq!(publish(&site).revision.value.records.len(), 1, "{name:?}");
        assert_eq!(run(&site, &["register", "check"]).0, 0, "{name:?}");
    }
}

#[cfg(unix)]
#[test]
fn defaults_and_sidecars_with_such_a_name_hold_nothing_back_and_nothing_open() {
    // A folder that cannot be named is not read, and what lies in it is not published.
    let site =
        Site::new().file(MEETING, harbour(&[("Ann", LONG)])).file("content/2024\n/_defaults.yml", "status: draft\n");
    let site = site.file("content/2024\n/2024-03-12-x.md", harbour(&[("Ann", "We shall see.")]));
    let built = site.build();
    assert_eq!(built.codes(), ["control-in-name content/2024\\u{a}"]);
}

#[test]
fn a_register_that_cannot_be_read_stops_what_is_made_and_not_who_looks() {
    let site = Site::new().file(MEETING, harbour(&[("Ann", LONG), ("Ben", MORE)]));
    publish(&site);
    let history = site.path("register/records/2024-03-11-harbour.txt");
    let text = std::fs::read_to_string(&history).expect("a history");
    let wrecked: [&dyn Fn(); 3] = [
        &|| std::fs::write(&history, text.replace("title Harbour", "title Har\nbour")).expect("a file"),
        &|| std::fs::write(&history, b"\xFF").expect("a file"),
        &|| {
            std::fs::remove_file(&history).expect("no file");
            std::fs::create_dir(&history).expect("a folder in its place");
        },
    ];
    for wreck in wrecked {
        wreck();
        let (code, told) = run(&site, &["check"]);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("register-damaged") && told.contains("1 meeting, 2 speeches"), "{told}");
        assert!(told.contains("register mend") || told.contains("restore it"), "{told}");
        let mut workspace = minutebook::pipeline::Workspace::new(site.options.clone());
        let edition = workspace.read().unwrap_or_else(|failure| panic!("{failure}")).expect("an edition");
        assert!(edition.diagnostics.iter().any(|d| d.problem.code() == "register-damaged"));
        let (code, told) = run(&site, &["build"]);
        assert!(code > 1 && told.contains("register"), "{told}");
    }
}
