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
    let links = page.split("<a class=\"moment\" href=\"").skip(1);
    links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
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
}
