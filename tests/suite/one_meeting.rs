//! A meeting with records in several languages is one meeting in every list, count, feed and calendar.

use crate::site::{Built, Site};

fn record(lang: &str, title: &str, words: &str) -> String {
    format!("---\nlang: {lang}\nseries: council\n---\n# {title}\n\n### Ann:\n{words}\n\n### Ben:\n{words}\n")
}

/// Two meetings of one day and one of the next month, the first two in English and Chinese, the last in Chinese alone.
fn site() -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, zh-Hant]\nseries: {council: {title: Council}}\n")
        .file("content/2024-03-11-a.md", record("en", "Boats", "We bought three boats."))
        .file("content/2024-03-11-a.zh-Hant.md", record("zh-Hant", "船隻", "我們買了三艘船。"))
        .file("content/2024-03-11-b.md", record("en", "Ferry", "The ferry leaves at seven."))
        .file("content/2024-03-11-b.zh-Hant.md", record("zh-Hant", "渡輪", "渡輪七點開。"))
        .file("content/2024-04-15-c.md", record("zh-Hant", "橋", "橋已經修好了。"))
}

/// Titles in the list of a page.
fn titles(page: &str) -> Vec<&str> {
    let after = page.split("<a class=\"title\" href=\"/meetings/").skip(1);
    after.filter_map(|rest| rest.split_once('>')?.1.split_once('<').map(|(title, _)| title)).collect()
}

#[test]
fn lists_show_the_record_in_the_language_of_the_page_and_lead_to_the_others() {
    let built = site().build();
    for page in ["index.html", "meetings/2024/index.html", "series/council/index.html"] {
        let english = built.read(page);
        let mut shown = titles(&english);
        shown.sort_unstable();
        assert_eq!(shown, ["Boats", "Ferry", "橋"], "{page}");
        assert_eq!(english.matches("also in <a").count(), 2, "{page}: {english}");
        let chinese = built.read(&format!("zh-hant/{page}"));
        let mut shown = titles(&chinese);
        shown.sort_unstable();
        assert_eq!(shown, ["橋", "渡輪", "船隻"], "zh-hant/{page}");
        assert_eq!(chinese.matches("另有<a").count(), 2, "zh-hant/{page}");
    }
}

#[test]
fn counts_count_it_once() {
    let built = site().build();
    for page in ["index.html", "meetings/index.html", "speakers/index.html", "speakers/ann/index.html"] {
        let text = built.read(page);
        assert!(!text.contains("5 meetings"), "{page}");
    }
    let front = built.read("index.html");
    assert!(front.contains("3 meetings · 6 speeches · 2 speakers"), "{front}");
    let ann = built.read("speakers/ann/index.html");
    assert!(ann.contains("3 meetings") && ann.contains("2 records of them in other languages"), "{ann}");
    assert!(built.read("meetings/index.html").contains("3 meetings"));
}

#[test]
fn no_record_is_the_next_meeting_of_its_own_translation() {
    let built = site().build();
    let follow = |page: &str| neighbours(&built, page);
    let path = |slug: &str| format!("/meetings/{slug}/");
    let (a, b, c) = (path("2024-03-11-a"), path("2024-03-11-b"), path("2024-04-15-c"));
    let (a_zh, b_zh) = (path("2024-03-11-a.zh-hant"), path("2024-03-11-b.zh-hant"));
    assert_eq!(follow(&a), [b.clone(), b.clone()]);
    assert_eq!(follow(&b), [a.clone(), c.clone(), a, c.clone()]);
    assert_eq!(follow(&a_zh), [b_zh.clone(), b_zh.clone()], "in the language of the page");
    assert_eq!(follow(&b_zh), [a_zh.clone(), c.clone(), a_zh, c.clone()]);
    assert_eq!(follow(&c), [b_zh.clone(), b_zh]);
}

/// Links at the foot of a record to the meetings before and after, in its series too.
fn neighbours(built: &Built, record: &str) -> Vec<String> {
    let page = built.read(&format!("{}index.html", record.trim_start_matches('/')));
    let foot = page.split("<footer class=\"record-footer\">").nth(1).expect("a foot");
    let foot = foot.split("</footer>").next().unwrap_or_default();
    let around = foot.split("<nav").skip(1).flat_map(|nav| nav.split("href=\"").skip(1));
    around.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

#[test]
fn feeds_and_the_calendar_tell_of_it_once() {
    let built = site().build();
    for feed in ["atom.xml", "series/council/atom.xml"] {
        assert_eq!(built.read(feed).matches("<entry>").count(), 3, "{feed}");
    }
    assert_eq!(built.read("speakers/ann/feed.xml").matches("<item>").count(), 3);
    assert_eq!(built.read("calendar.ics").matches("BEGIN:VEVENT").count(), 3);
    // Whoever follows one language gets all that is in it.
    assert_eq!(built.read("zh-hant/atom.xml").matches("<entry>").count(), 3);
    assert_eq!(built.read("en/atom.xml").matches("<entry>").count(), 2);
}
