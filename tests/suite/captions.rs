//! Captions of recordings, made from the times of records.

use crate::site::{Built, Site};

const FRONT: &str = "lang: en\nmedia: quay.mp4\n";

const BODY: &str = "# Quay\n\n### Ann Lee [00:00:05]:\nA <b>short</b> speech & no more.\n\n### Ben [00:00:15]:\nNay.\n\n\
                    ### Cid:\nHm.\n\n> (A bell rings.)\n\n### Ann Lee {lang=fr} [00:00:25]:\nOui.\n";

fn built(front_matter: &str, body: &str) -> Built {
    Site::new()
        .file("content/2024-03-11-quay.md", format!("---\n{front_matter}---\n{body}"))
        .file("content/quay.mp4", "film")
        .file("content/rest.mp3", "sound")
        .build()
}

/// Beginning, end (in milliseconds) and text of each cue. Fails unless the file is WebVTT as parsers want it.
fn cues(file: &str) -> Vec<(u64, u64, String)> {
    let mut blocks = file.split("\n\n");
    assert_eq!(blocks.next(), Some("WEBVTT"), "{file}");
    assert!(blocks.next().is_some_and(|note| note.starts_with("NOTE\n") && !note.contains("-->")), "{file}");
    let time = |text: &str| {
        let numbers: Vec<u64> = text.split([':', '.']).map(|part| part.parse().expect("a number")).collect();
        assert_eq!((numbers.len(), text.len()), (4, 12), "{text}");
        ((numbers[0] * 60 + numbers[1]) * 60 + numbers[2]) * 1000 + numbers[3]
    };
    let mut last = 0;
    blocks
        .map(|block| {
            let (timing, text) = block.split_once('\n').expect("a timing and a text");
            let (from, to) = timing.split_once(" --> ").expect("a timing");
            let (from, to) = (time(from), time(to));
            assert!(from >= last && to > from && !text.trim().is_empty(), "{block}");
            last = from;
            (from, to, text.trim_end().to_owned())
        })
        .collect()
}

#[test]
fn the_words_of_a_speech_last_from_its_time_to_the_next() {
    let built = built(FRONT, BODY);
    let found = cues(&built.read("meetings/2024-03-11-quay/captions.vtt"));
    let expected = [
        (5_000, 13_750, "<v Ann Lee>A short speech &amp; no more."),
        (15_000, 16_545, "<v Ben>Nay."),
        (16_545, 17_704, "<v Cid>Hm."),
        (17_704, 23_500, "(A bell rings.)"),
        (25_000, 27_320, "<v Ann Lee><lang fr>Oui.</lang>"),
    ];
    let texts: Vec<&str> = found.iter().map(|(.., text)| text.as_str()).collect();
    assert_eq!(texts, expected.map(|(.., text)| text));
    let starts = |cues: &[(u64, u64, &str)]| cues.iter().map(|(from, ..)| from / 1000).collect::<Vec<_>>();
    let found: Vec<(u64, u64, &str)> = found.iter().map(|(from, to, text)| (*from, *to, text.as_str())).collect();
    assert_eq!(starts(&found), starts(&expected));
    assert!(found[0].1 <= 15_000 && found[3].1 <= 25_000, "{found:?}");
}

#[test]
fn a_page_offers_them_to_the_player_and_to_readers() {
    let page = built(FRONT, BODY).read("meetings/2024-03-11-quay/index.html");
    let track =
        "<track kind=\"captions\" src=\"/meetings/2024-03-11-quay/captions.vtt\" srclang=\"en\" label=\"English\">";
    assert!(page.contains(track), "{page}");
    assert!(
        page.contains("<a href=\"/meetings/2024-03-11-quay/captions.vtt\" hreflang=\"en\" lang=\"en\">English</a>")
    );
    let gazette = Site::new()
        .file("content/site.yml", "title: Town\ntheme: gazette\n")
        .file("content/2024-03-11-quay.md", format!("---\nmedia: https://www.youtube.com/watch?v=a\n---\n{BODY}"))
        .build();
    let page = gazette.read("meetings/2024-03-11-quay/index.html");
    assert!(page.contains("href=\"/meetings/2024-03-11-quay/captions.vtt\""), "also for recordings elsewhere: {page}");
}

#[test]
fn a_record_without_times_or_recordings_has_none() {
    for (front, body) in [
        ("place: Hall\n", BODY),
        (FRONT, "# Quay\n\n### Ann:\nAye.\n"),
        (FRONT, "# Quay\n\n### Ann, 10:15:\nAye.\n"),
        (FRONT, "# Quay\n\n## One [00:00:10]\n\n### Ann:\nAye.\n"),
    ] {
        let built = built(front, body);
        assert!(!built.files().keys().any(|path| path.ends_with(".vtt")), "{front}{body}");
        assert!(!built.read("meetings/2024-03-11-quay/index.html").contains("<track"));
    }
}

#[test]
fn each_of_several_recordings_has_its_own() {
    let parts = "media:\n  - {url: quay.mp4, starts: \"-00:00:10\", length: \"00:00:20\"}\n  - {url: rest.mp3, starts: \"00:00:20\"}\n";
    let built = built(parts, BODY);
    let first = cues(&built.read("meetings/2024-03-11-quay/captions.vtt"));
    assert_eq!(first[0].0, 15_000, "the recording started ten seconds earlier");
    let second = cues(&built.read("meetings/2024-03-11-quay/captions-2.vtt"));
    assert_eq!((second.len(), second[0].0), (1, 5_000));
    let page = built.read("meetings/2024-03-11-quay/index.html");
    assert!(page.contains("data-starts=\"0\"") && page.contains("data-starts=\"30\""), "{page}");
    // The same words on two hosts are one recording.
    let same = "media: [quay.mp4, \"https://www.youtube.com/watch?v=a\"]\n";
    let files = self::built(same, BODY).files();
    assert_eq!(files.keys().filter(|path| path.ends_with(".vtt")).count(), 1);
}

#[test]
fn a_translation_with_the_same_recording_gives_subtitles() {
    let site = Site::new()
        .file("content/2024-03-11-quay.md", format!("---\n{FRONT}---\n{BODY}"))
        .file("content/2024-03-11-quay.fr.md", format!("---\nmedia: quay.mp4\n---\n{BODY}"))
        .file("content/quay.mp4", "film");
    let page = site.build().read("meetings/2024-03-11-quay/index.html");
    let track = "<track kind=\"subtitles\" src=\"/meetings/2024-03-11-quay.fr/captions.vtt\" srclang=\"fr\" label=\"Français\">";
    assert!(page.contains(track), "{page}");
}

#[test]
fn a_long_speech_becomes_cues_of_readable_length_and_loses_no_word() {
    let speech = "It was a fair argument, and nobody in this hall would call it less. ".repeat(40);
    let body = format!("# Quay\n\n### Ann [00:00:05]:\n{speech}\n\n### Ben [00:04:05]:\nNay.\n");
    let found = cues(&built(FRONT, &body).read("meetings/2024-03-11-quay/captions.vtt"));
    let said: Vec<&str> = found.iter().filter_map(|(.., text)| text.strip_prefix("<v Ann>")).collect();
    assert_eq!(said.join(" "), speech.trim());
    assert!(said.iter().all(|text| text.len() <= 84), "{said:?}");
    assert!(found.windows(2).all(|pair| pair[0].1 <= pair[1].0), "no cue overlaps another: {found:?}");
}

#[test]
fn names_and_words_cannot_end_a_cue_or_begin_a_tag() {
    let body = "# Quay --> 2\n\n### A & B > C [00:00:05]:\nSo --> it is <now> &amp; then.\n";
    let file = built(FRONT, body).read("meetings/2024-03-11-quay/captions.vtt");
    let found = cues(&file);
    assert_eq!(found[0].2, "<v A &amp; B &gt; C>So --&gt; it is &lt;now&gt; &amp; then.");
}

#[test]
fn an_old_address_leads_to_the_captions() {
    let site = Site::new()
        .file("content/2024-03-11-new.md", format!("---\n{FRONT}aliases: [old]\n---\n{BODY}"))
        .file("content/quay.mp4", "film");
    let redirects = site.build().read("_redirects");
    let has_plain = redirects.contains("/meetings/old/index.md");
    assert_eq!(
        redirects.contains("/meetings/old/captions.vtt"),
        has_plain,
        "as for the record as Markdown: {redirects}"
    );
}
