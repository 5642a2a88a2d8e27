use super::{Speakers, read_transcript};
use crate::config::Labels;
use crate::record::{Contribution, Language};

const HEADINGS: Speakers = Speakers::Labelled(Labels::Headings);

/// Lists the contributions of a record, one a line.
fn outline(text: &str) -> Vec<String> {
    let transcript = read_transcript(text, 0, HEADINGS, &[]);
    let mut lines = Vec::new();
    for section in &transcript.sections {
        if let Some(heading) = &section.heading {
            lines.push(format!("## {heading}"));
        }
        for contribution in &section.contributions {
            lines.push(match contribution {
                Contribution::Speech(speech) => {
                    let blocks: Vec<String> =
                        speech.blocks.iter().map(|b| format!("{:?} {}", b.kind, b.text.of(text))).collect();
                    format!("{}: {}", transcript.names[speech.by as usize].label.text, blocks.join(" | "))
                }
                Contribution::Narrative(n) => match &n.agenda {
                    Some(item) => format!("agenda {}", item.title),
                    None => format!("narrative {}", n.text.of(text)),
                },
                Contribution::Note(note) => format!("note {}", note.text.of(text)),
                Contribution::Decision(decision) => format!("decision {}", decision.text.of(text)),
            });
        }
    }
    lines
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(text), expected, "{text:?}");
}

#[test]
fn headings_are_speeches_sections_and_titles() {
    check("# 2023-07-20 T\n### Ann:\nAye.\n### Ben：\nNay.\n", &["Ann: Prose Aye.", "Ben: Prose Nay."]);
    check("### Ann\nAye.\n", &["Ann: Prose Aye."]);
    check("# T\n## Opening\n### Ann:\nAye.\n# Second\n", &["## Opening", "Ann: Prose Aye.", "## Second"]);
    check("# T\n## 賴致翔：\n好\n", &["賴致翔: Prose 好"]);
    check("# T\n### Ann:\n#1 - We provide\n", &["Ann: Prose #1 - We provide"]);
    check("### 環保署代表：羅振誠\n好\n", &["環保署代表：羅振誠: Prose 好"]);
    check("Title\n=====\n### Ann:\nAye.", &["Ann: Prose Aye."]);
}

#[test]
fn a_document_with_sections_and_no_colon_has_no_speeches() {
    check("# T\n## Proposal\nText.\n### Why?\nBecause.\n", &["## Proposal", "note Text.\n### Why?\nBecause."]);
}

#[test]
fn a_heading_ends_whatever_was_open() {
    check("### Ann:\n```\ncode\n### Ben:\nHi\n", &["Ann: Prose ```\ncode", "Ben: Prose Hi"]);
    check("### Ann:\n> quoted\n### Ben:\nHi\n", &["Ann: Quotation > quoted", "Ben: Prose Hi"]);
    check("### Ann:\ntext\n### Ben:\nHi\n", &["Ann: Prose text", "Ben: Prose Hi"]);
}

#[test]
fn what_happened_is_told_from_what_was_said() {
    check(
        "### Ann:\nAye.\n\n> （與會者皆無意見）\n\n### Ben:\nHi\n",
        &["Ann: Prose Aye.", "narrative > （與會者皆無意見）", "Ben: Prose Hi"],
    );
    check("### Ann:\nOne.\n\n> (💥)\n\nTwo.\n", &["Ann: Prose One. | Narrative > (💥) | Prose Two."]);
    check("### Ann:\nOne.\n\n（點頭）\n\nTwo.\n", &["Ann: Prose One. | Narrative （點頭） | Prose Two."]);
    check("### Ann:\nOne.\n\n> He said so.\n\nTwo.\n", &["Ann: Prose One. | Quotation > He said so. | Prose Two."]);
    for remark in ["*(Rises.)*", "**（散會）**", "\\(Rises.\\)", "_[Rises.]_", "<i>(Rises.)</i>", "***(Rises.)***"]
    {
        let expected = [&format!("Ann: Prose One. | Narrative {remark} | Prose Two.")[..]];
        check(&format!("### Ann:\nOne.\n\n{remark}\n\nTwo.\n"), &expected);
    }
    check("### Ann:\n*(a)* and *(b)*\n", &["Ann: Prose *(a)* and *(b)*"]);
    check("### Ann:\n\\[not English\\]\n", &["Ann: Prose \\[not English\\]"]);
    check("### Ann:\n* (a)\n", &["Ann: Prose * (a)"]);
    check("### Ann:\n(a) and (b)\n", &["Ann: Prose (a) and (b)"]);
    check("### Ann:\nHi（笑）there\n", &["Ann: Prose Hi（笑）there"]);
    check("### Ann:\n> ![](https://a.example/p.png)\n", &["Ann: ", "narrative > ![](https://a.example/p.png)"]);
    check("### Ann:\n> （笑）\nAnd so on.\n", &["Ann: Narrative > （笑） | Prose And so on."]);
    check("> 【開始記錄】\n\n### Ann:\nHi\n", &["narrative > 【開始記錄】", "Ann: Prose Hi"]);
}

#[test]
fn agenda_items_open_at_a_labelled_link() {
    check("### Ann:\nStart.\n\n> [（案由一）](https://a.example/1)\n", &["Ann: Prose Start.", "agenda 案由一"]);
    check("### Ann:\nStart.\n\n>[（報告案三）](https://a.example/1)\n", &["Ann: Prose Start.", "agenda 報告案三"]);
    check("> ([Agenda item 2](https://a.example/1))\n", &["agenda Agenda item 2"]);
    check("> [Agenda item 2: streets](https://a.example/1)\n", &["agenda Agenda item 2: streets"]);
    check("> [the minutes](https://a.example/1)\n", &["note > [the minutes](https://a.example/1)"]);
    check("> (laughter)\n", &["narrative > (laughter)"]);
}

#[test]
fn text_before_any_speech_is_a_note() {
    check("# T\n\n📅 時間\n🏡 地點\n\n### Ann:\nHi", &["note 📅 時間\n🏡 地點", "Ann: Prose Hi"]);
}

#[test]
fn an_empty_speech_is_a_speech() {
    check("### Ann:\n\n### Ben:\nHi\n", &["Ann: ", "Ben: Prose Hi"]);
}

#[test]
fn a_label_may_name_its_language() {
    let transcript = read_transcript("### Élodie {lang=fr}:\nBonjour.\n", 0, HEADINGS, &[]);
    let Contribution::Speech(speech) = &transcript.sections[0].contributions[0] else { panic!("no speech") };
    assert_eq!(
        (&*transcript.names[speech.by as usize].label.text, speech.lang().map(Language::as_str)),
        ("Élodie", Some("fr"))
    );
}

#[test]
fn ids_do_not_depend_on_markup() {
    let id = |said: &str| {
        let transcript = read_transcript(&format!("### Ann:\n{said}\n"), 0, HEADINGS, &[]);
        match &transcript.sections[0].contributions[0] {
            Contribution::Speech(speech) => speech.id.to_string(),
            other => panic!("no speech: {other:?}"),
        }
    };
    let plain = id("So say we all, and more.");
    for marked in [
        "So *say* we all, and more.",
        "So say <b>we</b> all, and more.",
        "So [say](https://a.example/x) we all, and more.",
        "So say we\nall - and more",
    ] {
        assert_eq!(id(marked), plain, "{marked}");
    }
    assert_ne!(id("So say we not, and more."), plain);
}

#[test]
fn ids_do_not_depend_on_what_stands_above() {
    let ids = |text: &str| -> Vec<String> {
        let transcript = read_transcript(text, 0, HEADINGS, &[]);
        transcript
            .sections
            .iter()
            .flat_map(|s| &s.contributions)
            .filter_map(|c| match c {
                Contribution::Speech(speech) => Some(speech.id.to_string()),
                _ => None,
            })
            .collect()
    };
    let before = ids("### Ann:\nAye.\n### Ben:\nNay.\n### Ann:\nAye.\n");
    let after = ids("### Cy:\nHm.\n### Ann:\nAye.\n### Ben:\nNay.\n### Ann:\nAye.\n");
    assert_eq!(before[..], after[1..]);
    assert_eq!(before[2], format!("{}-2", before[0]));
}

#[test]
fn a_decision_is_an_event_of_its_own() {
    check("> **Decision:** So.\n> Carried.\n", &["decision > **Decision:** So.\n> Carried."]);
    check(
        "### Ann:\nI put it.\n\n> **Decision:** So.\n\n(Applause)\n\n> He said so.\n\nThanks.\n",
        &[
            "Ann: Prose I put it.",
            "decision > **Decision:** So.",
            "Ann: Narrative (Applause) | Quotation > He said so. | Prose Thanks.",
        ],
    );
    check(
        "### Ann:\nI put it.\n\n> (They vote.)\n\n> **Decision:** So.\n\n> (Rises.)\n\n### Ben:\nAye.\n",
        &[
            "Ann: Prose I put it.",
            "narrative > (They vote.)",
            "decision > **Decision:** So.",
            "narrative > (Rises.)",
            "Ben: Prose Aye.",
        ],
    );
    check("### Ann:\n> **Note:** So.\n", &["Ann: Quotation > **Note:** So."]);
    check("### Ann:\n> **Decision:** So.\nAnd lazy.\n", &["Ann: ", "decision > **Decision:** So.\nAnd lazy."]);
}

#[test]
fn a_decision_among_the_words_of_a_speech_leaves_its_id_alone() {
    let first = |text: &str| {
        let transcript = read_transcript(text, 0, HEADINGS, &[]);
        match &transcript.sections[0].contributions[0] {
            Contribution::Speech(speech) => (speech.id.to_string(), speech.words),
            other => panic!("no speech: {other:?}"),
        }
    };
    let (before, words) = first("### Ann:\nI put it.\n\nThanks.\n");
    let (after, first_words) = first("### Ann:\nI put it.\n\n> **Decision:** So.\n> For: Ben Okri\n\nThanks.\n");
    assert_eq!((before, words, first_words), (after, 4, 3));
}

#[test]
fn people_whom_decisions_name_are_listed_after_the_speakers() {
    let text = "> **Vote:** Carried.\n> For: Ben Okri, Ann\n\n### Ann:\nAye.\n";
    let transcript = read_transcript(text, 0, HEADINGS, &[]);
    let names: Vec<&str> = transcript.names.iter().map(|name| &*name.label.text).collect();
    assert_eq!((names, transcript.tallies.len()), (vec!["Ann", "Ben Okri", "Ann"], 1));
    let Contribution::Decision(decision) = &transcript.sections[0].contributions[0] else { panic!("a decision") };
    assert_eq!(decision.ballots.iter().map(|ballot| ballot.by).collect::<Vec<_>>(), [1, 2]);
}
