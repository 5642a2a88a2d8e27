//! Times beside names lead to their moments in the recording of the meeting.

use minutebook::pipeline::check;

use crate::site::Site;

const BODY: &str = "# Quay\n\n### Ann [00:00:05]:\nAye.\n\n### Ben [00:12:34]:\nNay.\n\n### Cid:\nHm.\n";

fn site(front_matter: &str, body: &str) -> Site {
    Site::new()
        .file("content/2024-03-11-quay.md", format!("---\n{front_matter}---\n{body}"))
        .file("content/quay.mp3", "sound")
        .file("content/rest.mp3", "sound")
}

/// Links of the record's page into recordings, in order.
fn moments(site: &Site) -> Vec<String> {
    let page = site.build().read("meetings/2024-03-11-quay/index.html");
    let links = page.split("<a class=\"").skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix("moment").or_else(|| rest.strip_prefix("time"))?.strip_prefix("\" href=\"")?;
        Some(rest.split_once('"')?.0.to_owned())
    });
    links.collect()
}

#[test]
fn a_time_leads_to_the_very_second_on_each_kind_of_host() {
    for (media, expected) in [
        ("https://www.youtube.com/watch?v=a1", "https://www.youtube.com/watch?v=a1&amp;t=754s"),
        ("https://youtu.be/a1", "https://youtu.be/a1?t=754s"),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871#t=754s"),
        ("https://tube.example/w/abc", "https://tube.example/w/abc?start=754s"),
        ("https://files.example/quay.mp3", "https://files.example/quay.mp3#t=754"),
    ] {
        let found = moments(&site(&format!("media: \"{media}\"\n"), BODY));
        assert_eq!(found.get(1).map(String::as_str), Some(expected));
        assert_eq!(found.len(), 2, "a speech without a time has no link");
    }
    let own = moments(&site("media: quay.mp3\n", BODY));
    assert!(own[1].starts_with('/') && own[1].ends_with("quay.mp3#t=754"), "{own:?}");
}

#[test]
fn nothing_is_linked_where_the_moment_is_not_known() {
    assert_eq!(moments(&site("place: Hall\n", BODY)), [""; 0], "no recording");
    assert_eq!(moments(&site("media: https://town.example/stream\n", BODY)), [""; 0], "a page that takes no time");
    let clocks = "# Quay\n\n### Ann, 10:15:\nAye.\n\n### Ben, 10:18:\nNay.\n";
    assert_eq!(moments(&site("media: quay.mp3\n", clocks)), [""; 0], "a clock or a recording?");
}

#[test]
fn a_clock_needs_the_time_at_which_the_recording_starts() {
    let clocks = "# Quay\n\n### Ann, 10:15:\nAye.\n\n### Ben, 10:18:\nNay.\n";
    let found = moments(&site("times: clock\nmedia: {url: quay.mp3, starts: \"10:00:00\"}\n", clocks));
    assert!(found[0].ends_with("#t=900") && found[1].ends_with("#t=1080"), "{found:?}");
}

#[test]
fn several_recordings_follow_each_other() {
    let parts = "media:\n  - {url: quay.mp3, starts: \"-00:00:10\"}\n  - {url: rest.mp3, starts: \"00:12:00\"}\n";
    let found = moments(&site(parts, BODY));
    assert!(found[0].ends_with("quay.mp3#t=15") && found[1].ends_with("rest.mp3#t=34"), "{found:?}");
}

#[test]
fn the_link_that_a_record_gives_wins_unless_it_is_unsafe() {
    let body = |link: &str| format!("# Quay\n\n### Ann [0:15]({link}):\nAye.\n");
    let given = moments(&site("media: quay.mp3\n", &body("https://tube.example/w/x?start=15s")));
    assert_eq!(given, ["https://tube.example/w/x?start=15s"]);
    let unsafe_link = moments(&site("media: quay.mp3\n", &body("javascript:alert(1)")));
    assert!(unsafe_link.iter().all(|href| !href.contains("javascript")), "{unsafe_link:?}");
}

#[test]
fn a_time_that_runs_backwards_is_reported() {
    let body = "# Quay\n\n### Ann [00:12:34]:\nAye.\n\n### Ben [00:12:04]:\nNay.\n";
    let codes = |front: &str| -> Vec<String> {
        let found = check(&site(front, body).options).unwrap_or_else(|failure| panic!("{failure}")).diagnostics;
        found.iter().map(|diagnostic| diagnostic.problem.code().to_owned()).collect()
    };
    assert!(codes("media: quay.mp3\n").contains(&"time-backwards".to_owned()));
    assert!(!codes("place: Hall\n").contains(&"time-backwards".to_owned()), "without a recording it does no harm");
    assert!(codes("media: {url: quay.mp3, starts: soon}\n").contains(&"yaml-type".to_owned()));
    let clock = "# Quay\n\n### Ann [10:15:30]:\nAye.\n\n### Ben [10:16]:\nNay.\n";
    let found =
        check(&site("media: quay.mp3\ntimes: clock\n", clock).options).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(found.diagnostics.iter().all(|diagnostic| diagnostic.problem.code() != "time-backwards"), "a minute later");
}

#[test]
fn an_item_an_event_and_a_decision_may_have_a_time() {
    let body = "# Quay\n\n## 3. Ferry fares [00:00:40] {item=fares}\n\n### Ann [00:00:50]:\nAye.\n\n\
                > [00:01:10] (The bell rings.)\n\n> (00:01:15 Agenda item 2: the horn)\n\n\
                > **Decision:** [00:01:20] The fare is two marks.\n> Carried.\n\n## [02:00] Close\n\n### Ben:\nSo.\n";
    let site = site("media: quay.mp3\n", body);
    let found = moments(&site);
    let seconds: Vec<&str> = found.iter().filter_map(|href| href.split_once("#t=")).map(|(_, t)| t).collect();
    // The contents come first.
    assert_eq!(seconds, ["40", "75", "120", "40", "50", "70", "75", "80", "120"]);
    let built = site.build();
    let page = built.read("meetings/2024-03-11-quay/index.html");
    assert!(page.contains("id=\"item-fares\">3. Ferry fares <a"), "the time is no part of the heading: {page}");
    assert!(page.contains(">Agenda item 2: the horn</a>"), "nor of an item: {page}");
    assert!(
        page.contains("[<a class=\"time\" href=\"/files/quay.mp3#t=70\"")
            && page.contains("data-t=\"80\"")
            && page.contains("id=\"section-close\""),
        "{page}"
    );
    let plain = built.read("meetings/2024-03-11-quay/index.md");
    for line in ["## 3. Ferry fares [00:00:40]", "> **Decision:** [00:01:20] The fare is two marks."] {
        assert!(plain.contains(line), "{line}: {plain}");
    }
}

#[test]
fn an_event_within_a_speech_leads_to_its_moment() {
    let body = "# Quay\n\n### Ann [00:00:50]:\nAye.\n\n> (The bell rings. 00:01:10)\n\nAs I said.\n\n> (Laughter)\n\n\
                > [00:01:30] (The horn.)\n\nThat is all.\n";
    let built = site("media: quay.mp3\n", body).build();
    let page = built.read("meetings/2024-03-11-quay/index.html");
    assert_eq!(page.matches("<section class=\"speech").count(), 1, "{page}");
    for (second, time) in [(70, "00:01:10"), (90, "00:01:30")] {
        assert!(page.contains(&format!("<a class=\"time\" href=\"/files/quay.mp3#t={second}\"")), "{page}");
        assert_eq!(page.matches(&format!(">{time}</a>")).count(), 1, "{page}");
    }
    let page = site("place: Hall\n", body).build().read("meetings/2024-03-11-quay/index.html");
    assert!(!page.contains("class=\"time\""), "without a recording the times are words: {page}");
}

#[test]
fn a_time_changes_no_address() {
    let ids = |text: &str| -> Vec<String> {
        let page = site("media: quay.mp3\n", text).build().read("meetings/2024-03-11-quay/index.html");
        let ids = page.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        ids.filter(|id| id.starts_with("section-") || (id.len() == 9 && id.starts_with('s'))).collect()
    };
    let with = "# Quay\n\n## Fares [00:00:40]\n\n### Ann [00:00:50]:\nAye.\n\n> **Decision:** [00:01:20] So.\n\n\
                > [00:01:30] (The bell rings.)\n\n> (00:01:40 Item 2: the horn)\n";
    let without = "# Quay\n\n## Fares\n\n### Ann:\nAye.\n\n> **Decision:** So.\n\n> (The bell rings.)\n\n\
                   > (Item 2: the horn)\n";
    assert_eq!(ids(with), ids(without));
    assert_eq!(ids(with).len(), 5);
}

#[test]
fn a_time_of_an_item_without_a_recording_is_shown_and_verified() {
    let body = "# Quay\n\n## Fares [12:40]\n\n### Ann:\nAye.\n";
    let page = site("place: Hall\n", body).build().read("meetings/2024-03-11-quay/index.html");
    assert!(page.contains("Fares <span class=\"moment\">12:40</span></h2>"), "{page}");
}

#[test]
fn of_recordings_that_start_together_the_page_plays_its_own() {
    let both = "media: [\"https://www.youtube.com/watch?v=a1\", quay.mp3]\n";
    let found = moments(&site(both, BODY));
    assert!(found[1].ends_with("quay.mp3#t=754"), "{found:?}");
}

#[test]
fn a_time_past_the_end_of_its_recording_is_reported() {
    let told = |front: &str| -> Vec<String> {
        let found = check(&site(front, BODY).options).unwrap_or_else(|failure| panic!("{failure}")).diagnostics;
        let told = found.into_iter().filter(|found| found.problem.code() == "time-past-end");
        told.map(|found| format!("{}: {}", found.at.map_or(0, |at| at.line), found.message)).collect()
    };
    let expected = "10: the time 00:12:34 is past the end of the recording, which has 0:10:00";
    assert_eq!(told("media: {url: quay.mp3, length: \"00:10:00\"}\n"), [expected]);
    assert_eq!(told("media: {url: quay.mp3, length: \"00:12:34\"}\n"), [""; 0]);
    let second = "media:\n  - {url: quay.mp3, length: \"00:12:00\"}\n  - {url: rest.mp3, starts: \"00:12:00\"}\n";
    assert_eq!(told(second), [""; 0], "it is in the second recording");
}
