//! Words that were handed in are told apart from those that were spoken.

use crate::site::{Built, Site};

fn built(body: &str) -> Built {
    Site::new()
        .file("content/people.yml", "people:\n  - {id: ann, names: {en: Ann Lee}}\n  - {id: ben, names: {en: Ben}}\n")
        .file("content/2024-03-11-quay.md", format!("---\nlang: en\nmedia: quay.mp3\n---\n# Quay\n\n{body}"))
        .file("content/quay.mp3", "sound")
        .build()
}

const BODY: &str = "### Ann Lee [00:00:05]:\nAye.\n\n### Ann Lee {delivered=written}:\nI could not come.\n\n### Ben [00:00:10]:\nNay.\n";

#[test]
fn the_page_the_markdown_and_feeds_say_so() {
    let built = built(BODY);
    let page = built.read("meetings/2024-03-11-quay/index.html");
    assert_eq!(page.matches("<section class=\"turn\">").count(), 3, "a turn of its own: {page}");
    assert!(page.contains("Ann Lee</a> <span class=\"delivery\">handed in in writing</span></h3>"), "{page}");
    assert!(built.read("meetings/2024-03-11-quay/index.md").contains(" delivered=written}\n\nI could not come."));
    let feed = built.read("feed.json");
    assert!(feed.contains("Ann Lee</strong> (handed in in writing)"), "{feed}");
    let speaker = built.read("speakers/ann/index.html");
    assert_eq!(speaker.matches("<p class=\"delivery\">handed in in writing</p>").count(), 1, "{speaker}");
    let captions = built.read("meetings/2024-03-11-quay/captions.vtt");
    assert!(captions.contains("Aye.") && captions.contains("Nay.") && !captions.contains("could not"), "{captions}");
}

#[test]
fn a_remark_behind_the_name_means_the_same() {
    for (name, is_written) in [
        ("Ann Lee (written statement)", true),
        ("Ann Lee（書面意見）", true),
        ("Ann Lee {delivered=written lang=fr}", true),
        ("Ann Lee {lang=fr delivered=\"written\"}", true),
        ("Ann Lee (interpreting)", false),
        ("Ann Lee(補充說明)", false),
        ("Ann Lee {delivered=spoken}", false),
    ] {
        let built = built(&format!("### Ann Lee:\nAye.\n\n### {name}:\nI could not come.\n"));
        let page = built.read("meetings/2024-03-11-quay/index.html");
        assert_eq!(page.contains("class=\"delivery\""), is_written, "{name}");
        assert!(!page.contains("delivered="), "{name}");
        assert!(built.read("speakers/ann/index.html").contains("I could not come."), "{name} is Ann Lee");
    }
}

#[test]
fn how_words_were_delivered_changes_no_address() {
    let anchor = |name: &str| {
        let page = built(&format!("### {name}:\nI could not come.\n")).read("meetings/2024-03-11-quay/index.html");
        page.split_once("class=\"speech\" id=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
    };
    assert!(anchor("Ann Lee").is_some());
    assert_eq!(anchor("Ann Lee"), anchor("Ann Lee {delivered=written}"));
}

#[test]
fn who_only_handed_something_in_did_not_take_part() {
    let page =
        built("### Ann Lee {delivered=written}:\nSo.\n\n### Ben:\nNay.\n").read("meetings/2024-03-11-quay/index.html");
    let data = page.split_once("\"performer\":").map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
    assert!(data.contains("Ben") && !data.contains("Ann Lee"), "{data}");
}

#[test]
fn an_unknown_delivery_is_reported_and_the_words_are_shown_as_spoken() {
    let built = built("### Ann Lee {delivered=writen}:\nSo.\n");
    assert!(built.codes().iter().any(|code| code.starts_with("unknown-delivery")), "{:?}", built.codes());
    assert!(!built.read("meetings/2024-03-11-quay/index.html").contains("class=\"delivery\""));
}
