//! Approval and kind of a record's text, and its summary: on the page, in lists, feeds, cards and the schedule.

use minutebook::pipeline::check;

use crate::site::{Built, Site};

fn site(front_matter: &str) -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nbody: council\n")
        .file("content/organisations.yml", "organisations:\n  - {id: council, names: {en: Port Council}}\n")
        .file("content/2024-03-11-budget.md", format!("---\n{front_matter}---\n# Budget\n\n### Ann:\nAye.\n"))
        .file("content/2024-04-08-april.md", "# April sitting\n\n### Ann:\nThe minutes are approved.\n")
}

fn page(built: &Built) -> String {
    built.read("meetings/2024-03-11-budget/index.html")
}

fn codes(site: &Site) -> Vec<String> {
    let found = check(&site.options).unwrap_or_else(|failure| panic!("{failure}")).diagnostics;
    found.iter().map(|diagnostic| diagnostic.problem.code().to_owned()).collect()
}

#[test]
fn a_text_that_waits_for_approval_says_so_wherever_it_is_shown_or_cited() {
    let built = site("approval: pending\n").build();
    let page = page(&built);
    assert!(page.contains("<b class=\"draft\">Not yet approved</b>"), "{page}");
    assert!(page.contains("data-title=\"Budget [Not yet approved]\""), "{page}");
    assert!(page.contains("\"creativeWorkStatus\":\"Not yet approved\""), "{page}");
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        assert!(built.read(file).contains("[Not yet approved] "), "{file}");
    }
    assert!(built.read("meetings/2024-03-11-budget/index.md").contains("\nNot yet approved\n"));
    let other = built.read("meetings/2024-04-08-april/index.html");
    assert!(!other.contains("text-status") && !other.contains("creativeWorkStatus"), "{other}");
}

#[test]
fn an_approved_text_names_the_body_and_the_meeting_that_approved_it() {
    let built = site("approval: {by: council, meeting: 2024-04-08-april.md}\n").build();
    let page = page(&built);
    let (_, status) = page.split_once("<p class=\"text-status\">").expect("a status");
    let (status, _) = status.split_once("</p>").expect("an end");
    assert!(status.contains("<b>Approved</b>") && status.contains("Port Council"), "{status}");
    assert!(status.contains("<a href=\"/meetings/2024-04-08-april/\">8 April 2024 · April sitting</a>"), "{status}");
    assert!(page.contains("data-title=\"Budget\""), "a final text is cited without a remark");
}

#[test]
fn the_meeting_that_approved_a_text_leaves_no_trace_until_it_is_public() {
    let held = site("approval: {meeting: 2024-05-06-zqxcanary.md}\n")
        .file("content/2024-05-06-zqxcanary.md", "---\nstatus: draft\n---\n# zqxcanary\n\n### Ann:\nAye.\n");
    let built = held.build();
    assert!(page(&built).contains("<b>Approved</b>"));
    assert!(
        built.files().iter().all(|(path, bytes)| {
            !path.contains("zqxcanary") && !String::from_utf8_lossy(bytes).contains("zqxcanary")
        })
    );
    assert!(!codes(&held).contains(&"unknown-approval".to_owned()));
}

#[test]
fn how_a_text_was_made_is_said_and_a_machine_is_a_reason_for_care() {
    for (kind, shown, cited) in [
        ("verbatim", "Verbatim: every word as it was said", ""),
        ("edited", "Edited: what was said, put into written language", ""),
        ("summary", "Summary minutes, not word for word", " [Summary minutes, not word for word]"),
        ("machine", "Machine transcript, not corrected", " [Machine transcript, not corrected by a person]"),
    ] {
        let page = page(&site(&format!("transcript: {kind}\n")).build());
        assert!(page.contains(shown), "{kind}: {page}");
        assert!(page.contains(&format!("data-title=\"Budget{cited}\"")), "{kind}");
    }
}

#[test]
fn a_summary_describes_the_meeting_in_lists_feeds_and_the_head_of_the_page() {
    let built = site("summary: >\n  The fare rises\n  to two marks.\nsummary_by: Ann Lee\n").build();
    let page = page(&built);
    assert!(page.contains("<p lang=\"en\" dir=\"ltr\">The fare rises to two marks.</p>"), "{page}");
    assert!(page.contains("By Ann Lee"), "{page}");
    assert!(
        page.contains(
            "<meta name=\"description\" property=\"og:description\" content=\"The fare rises to two marks.\">"
        ),
        "{page}"
    );
    for file in ["index.html", "meetings/2024/index.html", "atom.xml"] {
        assert!(built.read(file).contains("The fare rises to two marks."), "{file}");
    }
}

#[test]
fn a_summary_that_a_program_wrote_is_marked_everywhere() {
    let built = site("summary: The fare rises.\nsummary_by: machine\n").build();
    for file in ["index.html", "meetings/2024/index.html", "meetings/2024-03-11-budget/index.html", "atom.xml"] {
        assert!(built.read(file).contains("written by a program"), "{file}");
    }
    assert!(
        built.read("meetings/2024-03-11-budget/index.md").contains("Summary: The fare rises. (written by a program)")
    );
}

#[test]
fn a_summary_changes_the_card() {
    let card = |front: &str| built_bytes(&site(front).build());
    assert_ne!(card(""), card("summary: The fare rises to two marks.\n"));
    assert_ne!(card(""), card("approval: pending\n"));
    assert_eq!(card(""), card("approval: approved\n"), "a final text needs no remark");
}

fn built_bytes(built: &Built) -> Vec<u8> {
    std::fs::read(built.output.join("meetings/2024-03-11-budget/card.png")).expect("a card")
}

#[test]
fn mistakes_are_named_and_a_wrong_value_holds_nothing_back() {
    for (front, code) in [
        ("approval: {meeting: 2024-09-09-nowhere.md}\n", "unknown-approval"),
        ("approval: perhaps\n", "yaml-type"),
        ("transcript: stenographic\n", "yaml-type"),
        ("summary: [a, b]\n", "yaml-type"),
    ] {
        let site = site(front);
        assert!(codes(&site).contains(&code.to_owned()), "{front}: {:?}", codes(&site));
        assert!(site.build().has("meetings/2024-03-11-budget/index.html"), "{front}");
    }
}

#[test]
fn the_schedule_lists_what_awaits_approval() {
    let site = site("approval: pending\n");
    let ran = crate::commands::minutebook(&["schedule"], &site.options.site);
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(told.contains("Awaiting approval:\n  “Budget” ("), "{told}");
}
