//! Forms of records, and how each is read.

use crate::site::Site;

/// Titles and dates of a record, as its page shows them: `YYYY-MM-DD Title`.
fn title(path: &str, text: &str) -> String {
    let built = Site::new().file(path, text).build();
    let stem = path.rsplit('/').next().expect("a name").trim_end_matches(".md");
    let html = built.read(&format!("meetings/{}/index.html", minutebook::text::slug::slugify(stem).text));
    let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
    title.split(" · ").next().expect("a part").trim().to_owned()
}

#[test]
fn the_plain_form_needs_no_configuration() {
    assert_eq!(
        title("2024-03-11-first.md", "# 2024-03-11 First meeting\n### Ann:\nAye.\n"),
        "2024-03-11 First meeting"
    );
}

#[test]
fn date_and_title_come_from_name_and_heading_as_real_records_write_them() {
    assert_eq!(title("2017-12-13-x.md", "# 2017-12-13\u{a0}社創中心\n"), "2017-12-13 社創中心");
    assert_eq!(
        title("2019\u{2011}12\u{2011}24-Interview.md", "# 2019\u{2011}12\u{2011}24 Interview\n"),
        "2019-12-24 Interview"
    );
    assert_eq!(title("2024-03-29「黑客松」會議.md", "# 2024-03-29「黑客松」會議\n"), "2024-03-29 「黑客松」會議");
    assert_eq!(title("1999年會議.md", "# 1999年會議\n"), "1999 1999年會議");
    assert_eq!(title("2016-05-04-a.md", "# 諮詢會議 2016-05-04\n"), "2016-05-04 諮詢會議");
    assert_eq!(title("2016-02-04-a.md", "# 20160204 「公共政策」座談會\n"), "2016-02-04 「公共政策」座談會");
    assert_eq!(title("2016-01-27-a.md", "# Un jour dans le monde\n"), "2016-01-27 Un jour dans le monde");
    assert_eq!(title("a.md", "# 2024-03 Spring\n"), "2024-03 Spring");
    assert_eq!(title("a.md", "---\ndate: 2024-03-11\ntitle: Said so\n---\n# 2023-01-01 Other\n"), "2024-03-11 Said so");
}

#[test]
fn later_metadata_wins_key_by_key() {
    let built = Site::new()
        .file("content/_defaults.yml", "place: Nowhere\nlicence: MIT\nseries: outer\n")
        .file("content/in/_defaults.yml", "place: Hall\nseries: inner\n")
        .file("content/in/2024-03-11-a.yml", "series: sidecar\nsubtitle: From the sidecar\n")
        .file("content/in/2024-03-11-a.md", "---\nseries: front\n---\n# A\n")
        .build();
    let html = built.read("meetings/2024-03-11-a/index.html");
    for (word, why) in [
        ("Hall", "inner defaults"),
        ("MIT", "outer defaults"),
        ("From the sidecar", "sidecar"),
        ("/series/front/", "front matter"),
    ] {
        assert!(html.contains(word), "{why}: {word}");
    }
    assert!(!html.contains("/series/sidecar/") && !html.contains("Nowhere"));
}

#[test]
fn only_records_and_pages_are_published() {
    let built = Site::new()
        .file("content/README.md", "# Read me\n")
        .file("content/AGENTS.md", "# Notes\n")
        .file("content/pages/about.md", "# About\nHello.\n")
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
        .build();
    assert!(built.has("about/index.html") && !built.has("readme/index.html"));
    assert_eq!(built.codes(), ["skipped-file content/AGENTS.md", "skipped-file content/README.md"]);
    assert_eq!(built.report.counts.meetings, 1);
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let built = Site::new().file("2024-03-11-a.md", "---\nstatus: draft\n---\n# A\n").drafts().build();
    assert!(built.has("meetings/2024-03-11-a/index.html"));
}

#[test]
fn an_hour_without_an_offset_is_meant_in_the_sites_time_zone() {
    let site = |now| {
        Site::new()
            .file("content/site.yml", "time_zone: America/New_York\n")
            .file("content/2024-03-10-a.md", "---\npublish_at: 2024-03-10T03:30\n---\n# A\n")
            .now(now)
            .build()
            .report
            .counts
            .meetings
    };
    // The night the clocks went forward: 03:30 is four hours behind, not five.
    assert_eq!((site("2024-03-10T07:29:59Z"), site("2024-03-10T07:30:00Z")), (0, 1));
}

#[test]
fn languages_are_detected_and_may_be_said() {
    let lang = |name: &str, text: &str| {
        let built = Site::new().file(name, text).build();
        let stem = minutebook::text::slug::slugify(name.trim_end_matches(".md")).text;
        let calendar = built.read("feed.json");
        let feed: serde_json::Value = serde_json::from_str(&calendar).expect("JSON");
        assert!(built.has(&format!("meetings/{stem}/index.html")));
        feed["items"][0]["language"].as_str().expect("a language").to_owned()
    };
    assert_eq!(lang("2024-03-11-a.md", "# A\n### 主席：\n我們這個會議現在開始，請大家就座。\n"), "zh-Hant");
    assert_eq!(
        lang("2024-03-11-a.md", "# A\n### Chair:\nGood evening, and welcome to this meeting of the council.\n"),
        "en"
    );
    assert_eq!(lang("2024-03-11-a.md", "---\nlang: fr-CA\n---\n# A\n### Chair:\nOui.\n"), "fr-CA");
    assert_eq!(lang("2024-03-11-a.es.md", "# A\n### Chair:\nSí.\n"), "es");
}

#[test]
fn a_site_of_pages_alone_has_every_list() {
    let built = Site::new().file("content/pages/about.md", "# About\n").build();
    assert_eq!(built.report.counts.meetings, 0);
    assert!(built.has("index.html") && built.has("404.html"));
}

#[test]
fn a_stub_that_is_only_a_heading_is_a_page() {
    let built = Site::new().file("2017-12-13-a.md", "# 2017-12-13 A\n").build();
    assert!(built.has("meetings/2017-12-13-a/index.html"));
    assert_eq!(built.codes(), ["no-speeches 2017-12-13-a.md"]);
}

#[test]
fn the_front_page_says_what_the_settings_say() {
    let built = Site::new()
        .file(
            "content/site.yml",
            "home: {text: \"Hello, see [the rules](/about/#rule-1) and [a record](2024-03-11-a.md).\"}\n",
        )
        .file("content/pages/about.md", "# About\n## Rule 1\n")
        .file("content/2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\nAye.\n")
        .build();
    let page = built.read("index.html");
    assert!(page.contains("<p>Hello, see <a href=\"/about/#rule-1\">the rules</a>"), "{page}");
    assert!(page.contains("<a href=\"/meetings/2024-03-11-a/\">a record</a>"), "{page}");
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn a_link_to_a_speech_keeps_its_anchor() {
    let built = Site::new()
        .file("content/2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\nAye.\n")
        .file(
            "content/2024-03-12-b.md",
            "# 2024-03-12 B\n## 第一案\n### Ben:\n[there](2024-03-11-a.md#s1) [here](#section-第一案)\n",
        )
        .build();
    let page = built.read("meetings/2024-03-12-b/index.html");
    assert!(page.contains("href=\"/meetings/2024-03-11-a/#s1\""), "{page}");
    assert!(page.contains("href=\"#section-%E7%AC%AC%E4%B8%80%E6%A1%88\""), "{page}");
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn an_editor_sees_what_is_to_come_and_that_it_is() {
    let site = Site::new()
        .now("2026-01-01T00:00:00Z")
        .drafts()
        .file("content/2025-12-30-a.md", "---\npublish_at: 2026-02-01\n---\n# 2025-12-30 A\n### Ann:\nAye.\n")
        .file("content/2025-12-31-b.md", "---\npublish_at: 2025-12-31\n---\n# 2025-12-31 B\n### Ann:\nAye.\n");
    let built = site.build();
    assert!(built.read("meetings/2025-12-30-a/index.html").contains("class=\"draft\""));
    assert!(!built.read("meetings/2025-12-31-b/index.html").contains("class=\"draft\""));
}

#[test]
fn a_page_in_another_language_is_found_by_its_name() {
    let built = Site::new()
        .file("content/pages/about.md", "# About\n\nHello to all of you here.\n")
        .file("content/pages/about.fr.md", "# À propos\n\nBonjour à vous tous ici.\n")
        .file("content/2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\nAye to that, and to all of it.\n")
        .build();
    assert!(built.read("about/index.html").contains("hreflang=\"fr\""));
    assert!(built.read("fr/about/index.html").contains("hreflang=\"en\""));
    assert!(!built.has("fr/feed.xml"), "nobody spoke French");
}
