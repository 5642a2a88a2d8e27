//! Mistakes that could publish what is meant to stay back: words left over behind a comma, marks of git, stamps in small
//! letters, misspelt withdrawals.

use crate::site::{Built, Site};

const SPEECH: &str = "### Ben:\nThis is embargoed.\n";

/// Builds a record with these lines as its metadata.
fn with_metadata(lines: &str) -> Built {
    with_text(&format!("---\n{lines}\n---\n# 2024-03-12 Bad\n{SPEECH}"))
}

fn with_text(text: &str) -> Built {
    let good = "# 2024-03-11 Good\n### Ann:\nAye.\n";
    Site::new().file("content/2024-03-11-good.md", good).file("content/2024-03-12-bad.md", text).build()
}

/// Codes of the diagnostics, and their messages with hints.
fn told(built: &Built) -> (Vec<String>, String) {
    let said =
        built.report.diagnostics.iter().map(|d| format!("{} | {}\n", d.message, d.hint.as_deref().unwrap_or("")));
    (built.codes(), said.collect())
}

fn says_embargoed(built: &Built) -> bool {
    built.files().values().any(|bytes| memchr::memmem::find(bytes, b"embargoed").is_some())
}

#[test]
fn words_behind_a_comma_in_braces_are_reported_and_hold_back_what_they_could_decide() {
    let built = with_metadata("withdrawn: {reason: It named a person, who asked us.}");
    let (codes, said) = told(&built);
    assert_eq!(codes, ["unknown-key content/2024-03-12-bad.md:2:40"]);
    assert!(said.contains("“who asked us.” stands behind a comma") && said.contains("held back"), "{said}");
    assert!(said.contains("quotation marks"), "{said}");
    assert!(!says_embargoed(&built));
    for (line, code) in [
        ("attachments: {title: Budget, and more, url: https://a.example/b.pdf}", "unknown-key"),
        ("approval: {by: The council, of course}", "unknown-key"),
        ("announced: {cancelled: {reason: The hall is flooded, sadly}}", "unknown-key"),
        ("quorum: {needed: 4, of}", "unknown-key"),
        ("corrections: {note: Two, not three}", "unknown-key"),
        ("speakers: {Chair: ann-lee, Clerk}", "yaml-type"),
    ] {
        let codes = with_metadata(line).codes();
        assert!(codes.iter().any(|told| told.starts_with(code)), "{line}: {codes:?}");
    }
    // Editing forms leave empty keys behind.
    for line in [
        "withdrawn: {at: , reason: It named a person}",
        "withdrawn:\n  at:\n  reason: \"It named a person, who asked us.\"\n  keep_title:",
        "attachments: {title: , url: https://a.example/b.pdf}",
    ] {
        assert_eq!(with_metadata(line).codes(), [""; 0], "{line}");
    }
}

#[test]
fn the_marks_of_git_hold_a_record_back() {
    for text in [
        "# 2024-03-12 Bad\n### Ben:\n<<<<<<< HEAD\nTwo are embargoed.\n=======\nThree are embargoed.\n>>>>>>> other\n",
        "# 2024-03-12 Bad\n### Ben:\nTwo are embargoed.\n||||||| 1a2b3c4\nOne is.\n=======\nThree.\n",
        "---\n<<<<<<< HEAD\nplace: A\n=======\nplace: B\n>>>>>>> other\n---\n# 2024-03-12 Bad\n### Ben:\nIt is embargoed.\n",
    ] {
        let built = with_text(text);
        let (codes, said) = told(&built);
        assert!(codes.len() == 1 && codes[0].starts_with("conflict-marker "), "{text}: {codes:?}");
        assert!(said.contains("held back") && said.contains("keep the version"), "{said}");
        assert!(!says_embargoed(&built), "{text}");
    }
    let built = with_text("# 2024-03-12 Bad\n### Ben:\nAn example:\n\n```\n<<<<<<< HEAD\n```\n");
    assert_eq!(built.codes(), [""; 0]);
    let built = with_text("# 2024-03-12 Bad\n### Ben:\n>>>>>>> quoted seven times\n\nSo\n=======\n\nAye.\n");
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn a_stamp_in_small_letters_at_the_top_holds_a_record_back() {
    for stamp in [
        "Confidential – not for publication",
        "**Confidential: not for publication**",
        "Not for public release",
        "In camera",
        "*Exempt from publication*",
        "Draft minutes",
        "DRAFT – for internal use only",
        "DRAFT MINUTES – SUBJECT TO CONFIRMATION",
        "Restricted",
        "Strictly private and confidential",
        "Vertraulich – nicht zur Veröffentlichung",
    ] {
        let built = with_text(&format!("# 2024-03-12 Bad\n\n{stamp}\n\nPresent: Ann, Ben\n\n{SPEECH}"));
        let codes = built.codes();
        assert!(codes.len() == 1 && codes[0].starts_with("unread-metadata "), "{stamp}: {codes:?}");
        assert!(!says_embargoed(&built), "{stamp}");
    }
}

#[test]
fn sentences_that_only_mention_a_stamp_are_public() {
    for words in [
        "The draft minutes of the last meeting were confirmed.",
        "Draft minutes of 3 March were confirmed",
        "Confidential items were moved to the end.",
        "The public was asked to leave; the rest was in camera.",
        "- Draft minutes\n- In camera session",
        "Restricted parking in Quay Street",
        "Private members' bills",
        "Draft minutes:\n\n- of March\n- of April",
        "The council met at seven in the town hall, and the mayor opened the sitting.\n\nIn camera",
        "## Closed part\n\nIn camera",
    ] {
        let built = with_text(&format!("# 2024-03-12 Bad\n\n{words}\n\n{SPEECH}"));
        assert!(says_embargoed(&built), "{words}: {:?}", built.codes());
    }
}

#[test]
fn a_misspelt_withdrawal_or_announcement_holds_a_record_back() {
    for line in [
        "withdrawal: {reason: It named a person.}",
        "withdrawn_at: 2024-04-01",
        "withdrawn-on: 2024-04-01",
        "withdrawl: true",
        "retracted: yes",
        "removed: true",
        "anounced: true",
        "announcement: {papers: []}",
        "announced: maybe",
        "withdrawn: [It named a person.]",
        "withdrawn: 31/02/2024",
        "withdrawn: perhaps",
    ] {
        let built = with_metadata(line);
        let (codes, said) = told(&built);
        assert!(codes.len() == 1 && said.contains("held back"), "{line}: {codes:?} {said}");
        assert!(!says_embargoed(&built), "{line}");
    }
    for line in ["removed: false", "withdrawn: no", "announced: no"] {
        assert!(says_embargoed(&with_metadata(line)), "{line}");
    }
}

#[test]
fn a_withdrawal_may_be_written_as_a_text_or_as_yes() {
    let page = "meetings/2024-03-12-bad/index.html";
    for (line, reason) in [
        ("withdrawn: It named a person who had not agreed.", "It named a person who had not agreed."),
        ("withdrawn: \"It named a person, who had not agreed.\"", "It named a person, who had not agreed."),
        ("withdrawn: yes", "withdrawn"),
        ("withdrawn: 2024-04-01", "2024"),
    ] {
        let built = with_metadata(line);
        assert_eq!(built.codes(), [""; 0], "{line}");
        assert!(built.read(page).contains(reason) && !says_embargoed(&built), "{line}");
    }
    let built = with_metadata("withdrawn: [so]");
    let (_, said) = told(&built);
    assert!(said.contains("write it as in `withdrawn: \"It named a person.\"`"), "{said}");
    let meeting = |line: &str| {
        Site::new().file("content/2027-03-11-next.md", format!("---\n{line}\n---\n# 2027-03-11 Next\n")).build()
    };
    let page = "meetings/2027-03-11-next/index.html";
    assert!(meeting("announced: yes").has(page));
    let built = meeting("announced: {cancelled: The hall is flooded.}");
    assert!(built.read(page).contains("The hall is flooded."), "{:?}", built.codes());
}

#[test]
fn the_name_of_a_language_is_no_tag() {
    for (line, hint) in [
        ("lang: english", "did you mean `en`?"),
        ("lang: French", "did you mean `fr`?"),
        ("lang: eng", "did you mean `en`?"),
        ("lang: traditional chinese", "did you mean `zh-Hant`?"),
        ("lang: klingon", "write it as in `en`"),
    ] {
        let built = with_metadata(line);
        let (codes, said) = told(&built);
        assert_eq!(codes, ["invalid-language content/2024-03-12-bad.md:2:1"], "{line}");
        assert!(said.contains(hint), "{said}");
        let page = built.read("meetings/2024-03-12-bad/index.html");
        assert!(page.contains("<html lang=\"en\""), "{line}: {}", &page[..200]);
    }
    let built = Site::new()
        .file("content/site.yml", "languages: [en, english]\n")
        .file("content/2024-03-11-good.md", "# 2024-03-11 Good\n### Ann:\nAye.\n")
        .build();
    let (_, said) = told(&built);
    assert!(said.contains("“english” is not a language tag | did you mean `en`?") && !built.has("english"), "{said}");
}

#[test]
fn a_reason_that_a_comma_divides_is_reported() {
    let built = with_metadata("corrections: [The fare was two marks, not three.]");
    assert_eq!(built.codes(), ["divided-text content/2024-03-12-bad.md:2:39"]);
    let (_, said) = told(&built);
    assert!(said.contains("“not three.” is read as a reason of its own"), "{said}");
    for line in [
        "corrections: [\"The fare was two marks, not three.\"]",
        "corrections: [The fare was two marks., The place was wrong.]",
        "corrections:\n  - The fare was two marks, not three.\n  - so it says",
    ] {
        assert_eq!(with_metadata(line).codes(), [""; 0], "{line}");
    }
}

#[test]
fn lists_that_are_typed_as_one_text_are_lists() {
    let lines = "participants: Ann Lee, Ben Okri and Cid Moss\nabsent: none\ntopics: Road works, Harbour";
    let built = with_metadata(lines);
    let document = built.read("meetings/2024-03-12-bad/index.json");
    for name in ["Ann Lee", "Ben Okri", "Cid Moss"] {
        assert!(document.contains(&format!("\"{name}\"")), "{name}: {document}");
    }
    assert!(!document.contains("none") && built.has("topics/road-works/index.html"), "{document}");
    assert!(built.has("topics/harbour/index.html"));
}

#[test]
fn a_moment_in_words_is_refused_with_the_form_that_was_meant() {
    for (line, meant) in [
        ("publish_at: 28 March 2027 18:00", "did you mean `2027-03-28T18:00`?"),
        ("publish_at: 28/03/2027 6pm", "did you mean `2027-03-28T18:00`?"),
        ("publish_hour: 6pm", "did you mean `\"18:00\"`?"),
        ("withdrawn: {at: 1 March 2027}", "did you mean `2027-03-01`?"),
        ("status: review\nreview_until: ten working days", "did you mean `10 working days`?"),
    ] {
        let built = with_metadata(line);
        let (_, said) = told(&built);
        assert!(said.contains(meant) && said.contains("held back"), "{line}: {said}");
        assert!(!says_embargoed(&built));
    }
}

#[test]
fn a_space_that_does_not_break_is_named() {
    let built = with_metadata("status:\u{a0}draft");
    let (_, said) = told(&built);
    assert!(said.contains("a space that does not break"), "{said}");
    assert!(!says_embargoed(&built));
}

#[test]
fn a_decision_in_another_form_is_noted() {
    for text in [
        "> Decision: The fare is two.\n> Carried, 2 to 1",
        "**Decision:** The fare is two.\nCarried, 2 to 1",
        "> **DECISION** The fare is two.",
        "Decision: The fare is two. Carried, 2 to 1.",
        "Motion: The fare is two. Moved by Lee. Carried 5-2.",
    ] {
        let built = with_text(&format!("# 2024-03-12 Bad\n### Ben:\nAye.\n\n{text}\n"));
        assert_eq!(built.codes(), ["unread-decision content/2024-03-12-bad.md:5:1"], "{text}");
        let (_, said) = told(&built);
        assert!(said.contains("write `> **Decision:** …`"), "{said}");
    }
    for text in [
        "> **Decision:** The fare is two.\n> Carried, 2 to 1",
        "The decision: so it is.",
        "We came to a decision: the fare is two.",
        "Decision",
    ] {
        let built = with_text(&format!("# 2024-03-12 Bad\n### Ben:\nAye.\n\n{text}\n"));
        assert_eq!(built.codes(), [""; 0], "{text}");
    }
}

#[test]
fn parts_of_minutes_without_a_colon_are_doubtful_speakers() {
    for heading in ["Decision", "Agenda", "1. Opening", "2) Ferry fares", "Motion carried"] {
        let built =
            with_text(&format!("# 2024-03-12 Bad\n### Ann Lee:\nAye.\n### {heading}\nSo.\n### Ben Okri:\nAye.\n"));
        assert_eq!(built.codes(), ["doubtful-name content/2024-03-12-bad.md:4:5"], "{heading}");
    }
    let built = with_text("# 2024-03-12 Bad\n### Ann Lee\nAye.\n### Ben Okri\nAye.\n");
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn an_answer_on_the_line_of_a_name_is_spoken() {
    let text = "# 2024-03-12 Bad\n### Ann Lee: Yes\n### Ben Okri: So moved.\n### Chair: Cid Moss\nAye.\n";
    let built = with_text(text);
    assert_eq!(built.codes(), [2, 3].map(|line| format!("words-in-heading content/2024-03-12-bad.md:{line}:5")));
    assert!(built.has("speakers/ann-lee/index.html") && built.has("speakers/ben-okri/index.html"));
    let built = with_text("# 2024-03-12 Bad\n### Ann Lee: Welcome all\nSo.\n");
    assert_eq!(built.codes(), ["doubtful-name content/2024-03-12-bad.md:2:5"]);
}
