//! Everything is connected: people, roles, twins, series, old addresses.

use crate::site::{Built, Site};

const PEOPLE: &str = "people:\n- id: ann\n  names: {en: Ann Vale, zh-Hant: 安}\n  labels: [Ann, {label: Chair, only_in: [2024-03-11-a.md]}]\n  roles:\n  - {title: Clerk, from: 2020-01-01, to: 2023-12-31}\n  - {title: Mayor, from: 2024-01-01}\n- id: ben\n  names: {en: Ben}\n- {id: public, kind: anonymous, names: {en: Member of the public}}\n";

fn meeting(text: &str) -> Site {
    Site::new().file("content/people.yml", PEOPLE).file("content/2024-03-11-a.md", format!("# 2024-03-11 A\n{text}"))
}

fn page(text: &str) -> String {
    meeting(text).build().read("meetings/2024-03-11-a/index.html")
}

#[test]
fn a_label_leads_to_the_person_with_the_role_of_that_day() {
    let html = page("### Ann:\nAye.\n");
    assert!(html.contains("</i><a href=\"/speakers/ann/\">Ann</a> <span class=\"role\">Mayor</span></h3>"), "{html}");
}

#[test]
fn a_label_may_mean_somebody_in_one_record_only() {
    let built =
        meeting("### Chair:\nAye.\n").file("content/2024-04-11-b.md", "# 2024-04-11 B\n### Chair:\nAye.\n").build();
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("/speakers/ann/"));
    assert!(built.read("meetings/2024-04-11-b/index.html").contains("/speakers/chair/"));
}

#[test]
fn the_record_itself_may_say_who_is_meant() {
    let built = Site::new()
        .file("content/people.yml", PEOPLE)
        .file("content/2024-03-11-a.md", "---\nspeakers: {The boss: ben}\n---\n# A\n### The boss:\nAye.\n")
        .build();
    let named = "<a href=\"/speakers/ben/\">The boss <span class=\"person\">Ben</span></a>";
    assert!(built.read("meetings/2024-03-11-a/index.html").contains(named));
}

#[test]
fn a_role_in_brackets_is_the_persons() {
    let html = page("### Ben（Host）:\nAye.\n");
    assert!(html.contains("<a href=\"/speakers/ben/\">Ben（Host）</a>"), "{html}");
}

#[test]
fn brackets_never_merge_people_across_records() {
    let built = Site::new()
        .file("2024-03-11-a.md", "# A\n### 王先生（甲）：\n好\n")
        .file("2024-04-11-b.md", "# B\n### 王先生（乙）：\n好\n")
        .file("2024-05-11-c.md", "# C\n### 王先生：\n好\n### 王先生（丙）：\n好\n")
        .build();
    assert_eq!(built.report.counts.speakers, 3, "甲, 乙, and one of C who is 丙 there");
}

#[test]
fn several_people_under_one_heading_are_each_linked() {
    let html = page("### Ann:\nAye.\n### Ann、Ben:\nTogether.\n");
    assert!(html.contains("<a href=\"/speakers/ann/\">Ann Vale</a> · <a href=\"/speakers/ben/\">Ben</a>"), "{html}");
    let built = Site::new().file("2024-03-11-a.md", "# A\n### 丙、丁：\n好\n").build();
    assert_eq!(built.report.counts.speakers, 1, "nobody knows the parts, so the label is one speaker");
}

#[test]
fn anonymous_speakers_have_no_page() {
    let built = meeting("### Member of the public:\nAye.\n").build();
    assert!(!built.has("speakers/public/index.html"));
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("</i>Member of the public</h3>"));
}

#[test]
fn a_label_that_nobody_claimed_has_a_page_of_its_own() {
    let built = meeting("### 記者：\n好\n### 中央社記者：\n好\n").build();
    assert!(built.has("speakers/記者/index.html") && built.has("speakers/中央社記者/index.html"));
}

#[test]
fn the_address_of_a_label_leads_to_the_person_it_turned_out_to_be() {
    let built = meeting("### Ann:\nAye.\n### Ann Vale:\nAye.\n").build();
    assert!(built.read("speakers/ann-vale/index.html").contains("/speakers/ann/"));
    assert!(built.read("_redirects").contains("/speakers/ann-vale/ /speakers/ann/ 301"));
}

#[test]
fn consecutive_speeches_are_one_turn_with_an_anchor_each() {
    let html = page("### Ann:\nOne.\n### Ann:\nTwo.\n### Ben:\nThree.\n");
    assert_eq!((html.matches("class=\"turn\"").count(), html.matches("class=\"speech\"").count()), (2, 3));
}

/// Web clippers and reader view remove what has one of these names: findings/web-clipper-words.sh, findings/reader-view-speakers.sh.
#[test]
fn nothing_that_was_said_has_a_class_that_clippers_remove() {
    let html = page("### Ann:\nAye (laughs), and no more.\n\n> (Applause)\n\n> *quoted*\n");
    let (_, transcript) = html.split_once("<div class=\"transcript").expect("a transcript");
    let transcript = transcript.split("<footer").next().unwrap_or_default();
    assert!(transcript.contains("<i class=\"reaction\">(laughs)</i>"), "{transcript}");
    for class in transcript.split("class=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        let removed = ["aside", "author", "byline", "comment", "footer", "header", "remark"];
        assert!(!removed.iter().any(|name| class.contains(name)), "{class}");
    }
}

/// Programs that gather the text of pages drop a short `div` with two links in it as a menu: findings/trafilatura-short-speeches.sh.
#[test]
fn turns_and_speeches_are_sections_and_not_divisions() {
    let built = meeting("### Ann:\nAye.\n### Ben:\nNay.\n").build();
    for page in ["meetings/2024-03-11-a/index.html", "speakers/ann/index.html"] {
        let html = built.read(page);
        assert!(html.contains("<section class=\"speech"), "{html}");
        assert!(!html.contains("<div class=\"speech") && !html.contains("<div class=\"turn"), "{html}");
    }
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("<section class=\"turn"));
}

#[test]
fn what_somebody_said_in_a_year_leads_back_to_the_record() {
    let built = meeting("### Ann:\nOne.\n### Ben:\nTwo.\n").build();
    let year = built.read("speakers/ann/index.html");
    assert!(
        year.contains("One.") && !year.contains("Two.") && year.contains("href=\"/meetings/2024-03-11-a/#s"),
        "{year}"
    );
}

#[test]
fn twins_lead_to_each_other_however_they_are_declared() {
    let record = |lang: &str| format!("---\nlang: {lang}\n---\n# T\n### Ann:\nAye.\n");
    let check = |built: Built, a: &str, b: &str| {
        for (here, there) in [(a, b), (b, a)] {
            let html = built.read(&format!("meetings/{here}/index.html"));
            assert!(
                html.contains(&format!("https://records.example/meetings/{there}/")),
                "{here} has no hreflang to {there}: {html}"
            );
        }
    };
    let site = || Site::new().file("2024-03-11-a.md", record("en")).file("2024-03-11-b.md", record("fr"));
    check(
        site().file(".alternates", "# pairs\n2024-03-11-a.md\t2024-03-11-b.md\n").build(),
        "2024-03-11-a",
        "2024-03-11-b",
    );
    check(site().file("2024-03-11-b.yml", "translations: [2024-03-11-a.md]\n").build(), "2024-03-11-a", "2024-03-11-b");
    let by_name = Site::new().file("2024-03-11-a.md", record("en")).file("2024-03-11-a.fr.md", "# T\n### Ann:\nOui.\n");
    check(by_name.build(), "2024-03-11-a", "2024-03-11-a.fr");
}

#[test]
fn old_addresses_lead_on() {
    let built = Site::new()
        .file("2024-03-11-a.md", "---\naliases: [old-a]\n---\n# A\n")
        .file("2024-04-11-b_c.md", "# B\n")
        .file(
            ".redirects",
            "older\told-a-2\nold-a-2\t2024-03-11-a\nfrom-elsewhere\t2024-04-11-bc\n/not/below/meetings\t2024-03-11-a\n",
        )
        .build();
    let redirects = built.read("_redirects");
    for row in [
        "/meetings/old-a/ /meetings/2024-03-11-a/ 301",
        "/meetings/older/ /meetings/2024-03-11-a/ 301",
        "/meetings/old-a-2/ /meetings/2024-03-11-a/ 301",
        "/meetings/from-elsewhere/ /meetings/2024-04-11-b_c/ 301",
        "/not/below/meetings/ /meetings/2024-03-11-a/ 301",
    ] {
        assert!(redirects.contains(row), "{row} in {redirects}");
    }
    assert!(built.read("meetings/older/index.html").contains("/meetings/2024-03-11-a/"));
}

#[test]
fn the_addresses_of_archive_tw_can_be_kept() {
    let built = Site::new()
        .file("content/site.yml", "urls: archive-tw\n")
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
        .build();
    assert!(built.has("2024-03-11-a/index.html") && built.has("speaker/ann/index.html"));
    assert!(built.read("2024-03-11-a/index.html").contains("href=\"/speaker/ann/\""));
}

#[test]
fn only_files_that_a_public_record_refers_to_are_published() {
    let built = Site::new()
        .file("content/papers/a.csv", "a")
        .file("content/papers/secret.csv", "secret")
        .file("content/papers/unused.csv", "unused")
        .file(
            "content/2024-03-11-a.md",
            "---\nattachments: [{title: Paper, url: papers/a.csv}]\n---\n# A\n### Ann:\n[it](papers/a.csv)\n",
        )
        .file("content/2024-04-11-b.md", "---\nstatus: draft\nattachments: [papers/secret.csv]\n---\n# B\n")
        .build();
    assert_eq!(built.read("files/papers/a.csv"), "a");
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("href=\"/files/papers/a.csv\""));
    assert!(!built.has("files/papers/secret.csv") && !built.has("files/papers/unused.csv"));
}

#[test]
fn series_and_topics_gather_their_meetings() {
    let built = Site::new()
        .file("content/site.yml", "series: {harbour: {title: Harbour committee}}\ntopics: {boats: {title: Boats}}\n")
        .file("content/harbour/_defaults.yml", "series: harbour\n")
        .file("content/harbour/2024-03-11-a.md", "---\ntopics: boats\n---\n# A\n")
        .file("content/2024-04-11-b.md", "# B\n")
        .build();
    for path in
        ["series/harbour/index.html", "topics/boats/index.html", "series/harbour/feed.xml", "topics/boats/feed.json"]
    {
        let text = built.read(path);
        assert!(text.contains("2024-03-11-a/") && !text.contains("2024-04-11-b/"), "{path}");
    }
}

#[test]
fn a_link_to_a_record_that_comes_or_went_by_itself_stops_nothing() {
    let site = Site::new()
        .file(
            "content/2024-03-11-a.md",
            "# A\n### Ann:\nSee [one](2024-03-12-b.md#x), [two](2024-03-13-c.md) and [three](2024-03-14-d).\n",
        )
        .file("content/2024-03-12-b.md", "---\nwithdrawn: {at: 2024-05-01T12:00:00Z}\n---\n# B\n### Ben:\nAye.\n")
        .file("content/2024-03-13-c.md", "---\npublish_at: 2024-05-01T12:00:00Z\n---\n# C\n### Ben:\nNay.\n")
        .file("content/2024-03-14-d.md", "---\nstatus: draft\n---\n# D\n### Ben:\nWell.\n")
        .now("2024-05-01T11:00:00Z");
    let built = site.build();
    assert_eq!(
        built.codes(),
        ["link-to-held content/2024-03-11-a.md:3:31", "link-to-held content/2024-03-11-a.md:3:58"]
    );
    let page = built.read("meetings/2024-03-11-a/index.html");
    assert!(page.contains("/meetings/2024-03-12-b/#x\">one</a>, two and three."), "{page}");
    let site = site.now("2024-05-01T13:00:00Z");
    let built = site.build();
    assert_eq!(built.codes(), ["link-to-held content/2024-03-11-a.md:3:58"]);
    let page = built.read("meetings/2024-03-11-a/index.html");
    assert!(
        page.contains("/meetings/2024-03-12-b/#x\">one</a>, <a href=\"/meetings/2024-03-13-c/\">two</a> and three."),
        "{page}"
    );
    assert!(built.read("meetings/2024-03-12-b/index.html").contains("withdrawn"));
}

#[test]
fn a_file_whose_name_holds_signs_of_addresses_is_named_as_it_must_be_written() {
    let built = Site::new()
        .file("content/papers/Budget #3 100%.pdf", "pdf")
        .file(
            "content/2024-03-11-a.md",
            "# A\n### Ann:\n[a](<papers/Budget #3 100%.pdf>), [b](papers/Budget%20#3%20100%25.pdf), [c](papers/Budget%20%233%20100%25.pdf), [d](papers/lost#3.pdf).\n",
        )
        .build();
    let hints: Vec<&str> = built.report.diagnostics.iter().filter_map(|told| told.hint.as_deref()).collect();
    let named = hints.iter().filter(|hint| hint.contains("write `papers/Budget%20%233%20100%25.pdf`")).count();
    assert_eq!((named, hints.len()), (2, 3), "{hints:?}");
    assert!(built.has("files/papers/Budget #3 100%.pdf"), "as the third link writes it");
}
