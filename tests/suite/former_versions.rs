//! Versions of a record that were corrected have pages that stay.

use crate::site::{Built, Site};

const MEETING: &str = "content/2024-03-11-harbour.md";
const PAGE: &str = "meetings/2024-03-11-harbour/index.html";
const FIRST: &str = "meetings/2024-03-11-harbour/revisions/1/index.html";

fn record(boats: &str, more: &str) -> String {
    format!(
        "# 2024-03-11 Harbour\n\n### Ann:\nWe bought {boats} boats.\n\nThey are *blue*.\n\n### Ben:\nAye & no.\n{more}"
    )
}

/// A site whose record was published with three boats, and later with four.
fn corrected() -> Site {
    let site = Site::new().file(MEETING, record("three", "\n### Ann:\nThat is all.\n"));
    site.publish();
    let site = site.now("2026-08-04T10:00:00Z");
    let noted = format!("---\ncorrections: ['Four, as the receipt says.']\n---\n{}", record("four", ""));
    site.write(MEETING, noted);
    site.publish();
    site
}

fn leads(built: &Built, from: &str, to: &str) -> bool {
    let page = built.read(&format!("{}index.html", from.trim_start_matches('/')));
    page.contains(&format!("url={to}\"")) || page.contains(&format!("href=\"{to}\""))
}

#[test]
fn a_corrected_record_keeps_a_page_of_what_stood_before() {
    let site = Site::new().file(MEETING, record("three", ""));
    site.publish();
    assert!(!site.build().has(FIRST), "nothing has been corrected");
    let built = corrected().build();
    let page = built.read(FIRST);
    for told in [
        "We bought three boats.",
        "<p>They are blue.</p>",
        "Aye &amp; no.",
        "That is all.",
        "until 4 August 2026",
        "Four, as the receipt says.",
        "<b>Version 1</b>",
        "href=\"/meetings/2024-03-11-harbour/\"",
        "<meta name=\"robots\" content=\"noindex\">",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    // What was altered and what was taken out lead to what stands there now; what stands is not marked.
    assert_eq!(page.matches("Corrected since").count(), 2, "{page}");
    let now = built.read(PAGE);
    assert!(now.contains("href=\"/meetings/2024-03-11-harbour/revisions/1/\">What stood before</a>"), "{now}");
    assert!(now.contains("<a href=\"/meetings/2024-03-11-harbour/revisions/1/\">Version 1</a>"), "{now}");
    // Its anchors are those of the record, so that a link to a speech can be followed back.
    let id = page.split("class=\"speech\" id=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a speech");
    assert!(now.contains(&format!("id=\"{id}\"")), "{id}");
    assert!(!built.read("sitemap.xml").contains("revisions"), "search engines are led to what holds");
}

#[test]
fn every_version_answers_also_when_the_record_moves() {
    let site = corrected();
    let built = site.build();
    assert!(leads(&built, "/meetings/2024-03-11-harbour/revisions/2/", "/meetings/2024-03-11-harbour/"));
    // Only the address changes, so nothing new stands there.
    std::fs::rename(site.path(MEETING), site.path("content/2024-03-11-quay.md")).expect("a record");
    site.publish();
    let site = site.now("2026-09-01T10:00:00Z");
    let built = site.build();
    for (from, to) in [
        ("harbour/revisions/1/", "quay/revisions/1/"),
        ("harbour/revisions/2/", "quay/"),
        ("quay/revisions/2/", "quay/"),
        ("quay/revisions/3/", "quay/"),
    ] {
        let at = |path: &str| format!("/meetings/2024-03-11-{path}");
        assert!(leads(&built, &at(from), &at(to)), "{from} leads to {to}");
    }
    site.write("content/2024-03-11-quay.md", record("five", ""));
    site.publish();
    let built = site.build();
    // Version 3 said the same as version 2, at another address.
    let page = built.read("meetings/2024-03-11-quay/revisions/3/index.html");
    assert!(page.contains("We bought four boats."), "{page}");
    assert!(leads(&built, "/meetings/2024-03-11-quay/revisions/2/", "/meetings/2024-03-11-quay/revisions/3/"));
    assert!(leads(&built, "/meetings/2024-03-11-harbour/revisions/2/", "/meetings/2024-03-11-quay/revisions/3/"));
    assert!(built.read("meetings/2024-03-11-quay/revisions/1/index.html").contains("We bought three boats."));
}

#[test]
fn nothing_of_a_withdrawn_record_stays_and_forgotten_words_are_not_shown() {
    let site = corrected();
    let withdrawn = format!("---\nwithdrawn: {{at: 2026-08-05T00:00, reason: A name.}}\n---\n{}", record("four", ""));
    site.write(MEETING, withdrawn);
    let site = site.now("2026-08-06T10:00:00Z");
    site.publish();
    let built = site.build();
    for (path, bytes) in built.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("three boats"), "{path}");
    }
    assert!(leads(&built, "/meetings/2024-03-11-harbour/revisions/1/", "/meetings/2024-03-11-harbour/"));

    let site = corrected();
    let path = site.path("register/records/2024-03-11-harbour.txt");
    let text = std::fs::read_to_string(&path).expect("the register");
    let words = "| We bought three boats.\n| They are blue.\n";
    assert!(text.contains(words), "{text}");
    std::fs::write(&path, text.replacen(words, "", 1)).expect("the register");
    let page = site.build().read(FIRST);
    assert!(!page.contains("three boats") && page.contains("no longer kept"), "{page}");
}

#[test]
fn each_reason_stands_by_itself() {
    let site = Site::new().file(MEETING, record("three", ""));
    site.publish();
    let site = site.now("2026-08-04T10:00:00Z");
    let reasons = "---\ncorrections: ['Four, as the  receipt says.', {note: A comma., minor: true}]\n---\n";
    site.write(MEETING, format!("{reasons}{}", record("four", "")));
    site.publish();
    let page = site.build().read("corrections/index.html");
    assert!(page.contains("<p class=\"reason\">Four, as the receipt says.</p>"), "{page}");
    assert!(page.contains("<p class=\"reason\">A comma. <span class=\"meta\">A slip of the pen.</span></p>"), "{page}");
}

/// A reason may be written after a timer has published its correction; it must not stand above the next one.
#[test]
fn a_reason_that_comes_late_stands_beside_its_own_correction() {
    let noted = |reasons: &str, boats: &str| format!("---\ncorrections: [{reasons}]\n---\n{}", record(boats, ""));
    let reasons = |site: &Site| -> Vec<Vec<String>> {
        let page = site.build().read("corrections/index.html");
        let entries = page.split("<li class=\"entry\">").skip(1);
        let of_entry = |entry: &str| {
            let reasons = entry.split("<p class=\"reason\">").skip(1);
            reasons.filter_map(|rest| rest.split("</p>").next()).map(str::to_owned).collect()
        };
        entries.map(of_entry).collect()
    };
    let site = Site::new().file(MEETING, record("three", ""));
    site.publish();
    let site = site.now("2026-08-04T10:00:00Z");
    site.write(MEETING, record("four", ""));
    site.publish();
    let site = site.now("2026-08-05T10:00:00Z");
    site.write(MEETING, noted("Four came.", "four"));
    site.publish();
    assert_eq!(reasons(&site), [["Four came."]]);
    // The correction has its reason, so a further one is for what comes.
    let site = site.now("2026-08-06T10:00:00Z");
    site.write(MEETING, noted("Four came., Five with the old one.", "four"));
    site.publish();
    assert_eq!(reasons(&site), [["Four came."]]);
    site.write(MEETING, noted("Four came., Five with the old one.", "five"));
    site.publish();
    assert_eq!(reasons(&site), [["Five with the old one."], ["Four came."]]);
    assert!(site.build().has("meetings/2024-03-11-harbour/revisions/2/index.html"));
}

#[test]
fn a_reason_without_a_correction_waits_for_one() {
    let site = Site::new().file(MEETING, record("three", ""));
    site.publish();
    let site = site.now("2026-08-04T10:00:00Z");
    site.write(MEETING, format!("---\ncorrections: [Four came.]\n---\n{}", record("three", "")));
    site.publish();
    let built = site.build();
    assert!(built.files().iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Four came.")));
    site.write(MEETING, format!("---\ncorrections: [Four came.]\n---\n{}", record("four", "")));
    site.publish();
    assert!(site.build().read("corrections/index.html").contains("<p class=\"reason\">Four came.</p>"));
}
