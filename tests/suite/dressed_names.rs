//! Names of speakers in the forms that programs and offices give them: they are read where the record says how, and a known
//! name that is not read is reported.

use minutebook::pipeline::check;
use minutebook::report::diagnostic::Severity;

use crate::site::{Built, Site};

const PATH: &str = "content/2025-02-02-a.md";

fn labelled(labels: &str, body: &str) -> Site {
    Site::new().file(PATH, format!("---\nlabels: {labels}\n---\n# Quay\n\n{body}"))
}

/// Site with a record of headings, in which Ann and Ben speak.
fn headed(body: &str) -> Site {
    Site::new().file(
        PATH,
        format!("# Quay\n\n### Ann Lee:\nFirst item.\n\n{body}\n\n### Ben Ode:\nGood.\n\n### 鈴木委員：\n好。\n"),
    )
}

fn markdown(built: &Built) -> String {
    built.read("meetings/2025-02-02-a/index.md")
}

/// Speakers, in order.
fn speaking(site: &Site) -> Vec<String> {
    let markdown = markdown(&site.build());
    let names = markdown.lines().filter_map(|line| line.strip_prefix("### "));
    names.filter_map(|name| name.rsplit_once(" {#")).map(|(name, _)| name.replace('\\', "")).collect()
}

/// Words under the heading of that number.
fn said(site: &Site, number: usize) -> String {
    let markdown = markdown(&site.build());
    let speech = markdown.split("\n### ").nth(number + 1).unwrap_or_default();
    let speech = speech.split("\n## ").next().unwrap_or_default();
    speech.split_once('\n').unwrap_or_default().1.trim().to_owned()
}

/// Lines with a diagnostic of a check, each with its severity.
fn told(site: &Site, code: &str) -> Vec<(u32, Severity)> {
    let found = check(&site.options).unwrap_or_else(|failure| panic!("{failure}")).diagnostics;
    let found = found.into_iter().filter(|diagnostic| diagnostic.problem.code() == code);
    found.filter_map(|diagnostic| Some((diagnostic.at?.line, diagnostic.severity))).collect()
}

#[test]
fn what_minutes_hold_is_no_speaker_however_often_it_stands_there() {
    for (labels, line) in [
        ("line", "For: 7"),
        ("line", "Proposed: Cllr Smith"),
        ("line", "TOP 3: Haushalt"),
        ("line", "Total: 400"),
        ("line", "Chapter 3: Roads"),
        ("line", "Article 5: Roads"),
        ("line", "Exhibit A: Roads"),
        ("line", "Amendment: Roads"),
        ("line", "Moved: Cllr Smith"),
        ("line", "Tel: 555 1234"),
        ("line", "Email: a@town.example"),
        ("line", "提案：道路"),
        ("line", "第三條：道路"),
        ("bold", "**One thing:** roads"),
        ("bold", "**Next meeting:** May"),
        ("bold", "**他說：**好"),
    ] {
        let [ann, ben] = if labels == "bold" { ["**Ann:** A.", "**Ben:** B."] } else { ["Ann: A.", "Ben: B."] };
        let body = format!("{ann}\n\n{line}\n\n{ben}\n\n{line}\n\n{ann}\n");
        assert_eq!(speaking(&labelled(labels, &body)), ["Ann", "Ben", "Ann"], "{line}");
    }
}

#[test]
fn a_label_that_may_name_what_is_said_is_reported_by_a_build_unless_the_registry_knows_it() {
    for line in ["Question: why?", "Question 3: why?", "Frage: warum?", "問題：好嗎", "질문: 왜요"] {
        let site = labelled("line", &format!("Ann: A.\n\n{line}\n\nBen: B.\n\n{line}\n\nAnn: C.\n"));
        assert_eq!(site.build().codes(), [format!("doubtful-name {PATH}:8:1")], "{line}");
    }
    let body = "Ann: A.\n\nQuestion: why?\n\nAnn: C.\n";
    let known = labelled("line", body).file("content/people.yml", "roles_only:\n- labels: [Question]\n  kind: role\n");
    assert_eq!(known.build().codes(), [""; 0]);
    let heading = Site::new().file(PATH, "# Quay\n\n### Question:\nWhy?\n\n### Ann:\nSo.\n");
    assert_eq!(heading.build().codes(), [""; 0], "a heading is meant");
}

#[test]
fn a_break_within_a_paragraph_begins_another_label() {
    let bold = labelled("bold", "**Ann Lee:** One.<br>**Ben Ode:** Two.<br />Three.<BR>**Ann Lee:**<br>Four.\n");
    assert_eq!(speaking(&bold), ["Ann Lee", "Ben Ode", "Ann Lee"]);
    assert_eq!(said(&bold, 0), "One.");
    assert!(said(&bold, 1).contains("Two.") && said(&bold, 1).contains("Three."));
    assert_eq!(said(&bold, 2), "Four.");
    let line = labelled("line", "Ann Lee: One.<br>Ben Ode: Two.\n");
    assert_eq!(speaking(&line), ["Ann Lee", "Ben Ode"]);
    assert_eq!(said(&line, 0), "One.");
    for body in [
        "So.<br>**Ben Ode:** I object.<br>And on.",
        "So.<br>Ben Ode: I object.",
        "So,\nBen Ode: I object.\nand on.",
        "So,\nBen Ode:\nI object.",
    ] {
        let told = told(&headed(body), "lost-heading");
        assert!(matches!(told[..], [(6 | 7, Severity::Warning)]), "{body}: {told:?}");
    }
    for body in ["So,\nBen Ode: to write to them.", "| a<br>b | Ben Ode |\n| - | - |", "So `<br>Ben Ode: I` it."] {
        assert_eq!(told(&headed(body), "lost-heading"), [], "{body}");
    }
}

#[test]
fn a_row_of_signs_below_a_line_makes_a_heading_of_it() {
    for (title, row) in [
        ("Adjournment", "-----------"),
        ("Adjournment", "==="),
        ("休會", "--"),
        ("休會", "----"),
        ("Any other business", "------------------"),
    ] {
        let site = headed(&format!("{title}\n{row}\n\nThe clerk closed the hall."));
        let built = site.build();
        let page = markdown(&built);
        if row.len() < 3 {
            continue;
        }
        assert!(page.contains(&format!("## {title}")), "{title}: {page}");
        assert!(!built.read("speakers/ann-lee/index.html").contains("closed the hall"), "{title}");
        assert_eq!(told(&site, "lost-heading"), [], "{title}");
    }
    let spoken = headed("Ben Ode:\n--------\n\nI object.");
    assert_eq!(speaking(&spoken), ["Ann Lee", "Ben Ode", "Ben Ode", "鈴木委員"]);
    for heading in ["Ben Ode\n-------", "## Ben Ode"] {
        let section = headed(&format!("{heading}\n\nI object."));
        assert_eq!(told(&section, "lost-heading"), [(6, Severity::Warning)], "{heading}");
    }
    let sections = headed("## Ben Ode\n\n### Ben Ode:\nI object.");
    assert_eq!(told(&sections, "lost-heading"), [], "a section of that speaker");
    let middle = headed("So it is.\n\nAdjournment\n-----------\n\nThe clerk closed the hall.");
    assert!(said(&middle, 0).contains("So it is.") && !said(&middle, 0).contains("closed the hall"));
    for words in [
        "I thank you.\n---",
        "So it is\nand so it was\n-------------",
        "- So\n----",
        "> So\n----",
        "```\nAdjournment\n-----------\n```",
        "So it is.\n\n---",
        "- - -",
    ] {
        let site = headed(&format!("{words}\n\nThe clerk closed the hall."));
        assert!(said(&site, 0).contains("closed the hall"), "{words}");
        assert_eq!(told(&site, "lost-heading"), [], "{words}");
    }
    assert_eq!(
        told(&headed("Adjournment\n---\n\nThe clerk closed the hall."), "lost-heading"),
        [(6, Severity::Warning)]
    );
    let documents = Site::new().file(PATH, "# Quay\n\nPart\n----\n\nWords.\n\n### Sub\n\nMore.\n");
    assert_eq!(speaking(&documents), [""; 0], "what stands below sections are subheadings");
}

#[test]
fn a_label_of_somebody_known_in_the_dress_of_any_program_is_reported() {
    for line in [
        "**Ben Ode** I object.",
        "**鈴木委員**　反対です。",
        "Ben Ode — I object.",
        "Ben Ode. — I object.",
        "BEN ODE.- I object.",
        "**Ben Ode, Clerk:** I object.",
        "**Ben Ode**, Clerk: I object.",
        "Ben Ode, Clerk: I object.",
        "— Ben Ode: I object.",
        "[00:12:03] **Ben Ode**: I object.",
        "[0:15](https://video.example/?t=15) **Ben Ode**: I object.",
        "**Ben Ode** 0:12\\\nI object.",
        "Ben Ode\nI object.",
        "Ben Ode\n\nI object.",
        "#### Ben Ode\n\nI object.",
        "<v Ben Ode>I object.</v>",
        "[Ben Ode]{.smallcaps}: I object.",
        "| Ben Ode: | I object. |\n| --- | --- |",
        "○鈴木委員　反対です。",
        "【鈴木委員】反対です。",
        "<b>Ben Ode</b><br>I object.",
        "Ben Ode<sup>1</sup>: I object.",
        "\\>\\> BEN ODE: I object.",
        "    Ben Ode: I object.",
    ] {
        assert_eq!(told(&headed(line), "lost-heading"), [(6, Severity::Warning)], "{line}");
    }
    let styled = headed("::: {custom-style=\"Speaker\"}\nBen Ode\n:::\n\nI object.");
    assert_eq!(told(&styled, "lost-heading"), [(7, Severity::Warning)]);
    for line in ["- Ben Ode: I object.", "• Ben Ode: I object."] {
        assert_eq!(told(&headed(line), "lost-heading"), [(6, Severity::Note)], "{line}");
    }
}

#[test]
fn a_name_that_words_of_a_speech_begin_with_is_not_reported() {
    for line in [
        "**Ben Ode** rose.",
        "Ben Ode — the clerk — rose.",
        "Ben Ode, I ask you: why?",
        "We thank these:\n\nAnn Lee\n\nBen Ode",
        "Ann Lee\n\nBen Ode\n\nAnn Lee",
        "So it is.\n\nBen Ode",
        "- Ben Ode: to write to the council",
        "○鈴木委員",
        "【鈴木委員】",
        "**鈴木委員**是",
        "| Ben Ode | yes |\n| --- | --- |",
        "| Ben Ode: | yes |\n| --- | --- |",
        "I write to you.\n\nBen Ode\n\nClerk of the council",
        "So we asked\n**Ben Ode** The clerk.",
    ] {
        assert_eq!(told(&headed(line), "lost-heading"), [], "{line}");
    }
    for line in ["【會後補充】研擬意見表", "○會後補充　研擬意見表", "- 會後補充：研擬意見表。", "會後補充\n\n研擬"]
    {
        let elsewhere = headed(line).file("content/2025-03-03-b.md", "# B\n\n### 會後補充：\n好。\n");
        assert_eq!(told(&elsewhere, "lost-heading"), [], "{line}: what only another record calls somebody");
    }
}

#[test]
fn names_that_programs_give_are_read_where_the_record_says_so() {
    for label in ["SPEAKER_01: Two.", "[SPEAKER_01]: Two.", "SPEAKER_01 0:15\nTwo."] {
        let site = labelled("line", &format!("Ann Lee: One.\n\n{label}\n\nAnn Lee: Three.\n"));
        assert_eq!(speaking(&site), ["Ann Lee", "SPEAKER_01", "Ann Lee"], "{label}");
        assert_eq!(said(&site, 1), "Two.", "{label}");
    }
    let unread = Site::new().file(PATH, "# Quay\n\nSPEAKER_00: One.\n\nSPEAKER_01: Two.\n\nSPEAKER_00: Three.\n");
    assert_eq!(unread.build().codes(), [format!("unread-labels {PATH}:3:1")]);
    let rev = labelled(
        "line",
        "Ann Lee ([00:25](https://www.rev.example/x?ts=25)):\nOne.\n\nBen Ode ([00:31](https://www.rev.example/x?ts=31)):\nTwo.\n\nAnn Lee ([00:41](https://www.rev.example/x?ts=41)):\nThree.\n",
    );
    assert_eq!(speaking(&rev), ["Ann Lee", "Ben Ode", "Ann Lee"]);
    let teams = labelled("bold", "**Ann Lee** 0:03\\\nOne.\n\n**Ben Ode** 0:12\\\nTwo.\n");
    assert_eq!(speaking(&teams), ["Ann Lee", "Ben Ode"]);
    assert_eq!(said(&teams, 1), "Two.");
    let unread = Site::new().file(PATH, "# Quay\n\n**Ann Lee** 0:03\\\nOne.\n\n**Ben Ode** 0:12\\\nTwo.\n");
    assert_eq!(unread.build().codes(), [format!("unread-labels {PATH}:3:1")]);
}

#[test]
fn arrows_of_captions_say_that_somebody_speaks() {
    let site =
        labelled("line", "\\>\\> ANN LEE: One.\n\n\\>\\> BEN ODE: Two.\n\n\\>\\> Three.\n\n\\>\\> ANN LEE: Four.\n");
    assert_eq!(speaking(&site), ["ANN LEE", "BEN ODE", "?", "ANN LEE"]);
    assert_eq!(said(&site, 2), "Three.");
    assert_eq!(site.build().codes(), [format!("nameless-heading {PATH}:10:1")]);
    let plain = labelled("line", ">> ANN LEE: One.\n>> Two.\n");
    assert_eq!(speaking(&plain), ["ANN LEE", "?"]);
    let quoted = labelled("line", "ANN LEE: One.\n\n>> Two.\n");
    assert_eq!(speaking(&quoted), ["ANN LEE"], "without a name among them, arrows are a quotation");
}

#[test]
fn a_label_ends_the_note_above_it() {
    for (labels, bold) in [("line", ""), ("bold", "**")] {
        let body = format!(
            "{bold}Ann Lee:{bold} Four boats[^1].\n\n[^1]: Counted twice.\n{bold}Ben Ode:{bold} I object.\n\n{bold}Ann Lee:{bold} Noted.\n"
        );
        assert_eq!(speaking(&labelled(labels, &body)), ["Ann Lee", "Ben Ode", "Ann Lee"], "{labels}");
    }
    let heading = headed("Four boats[^1].\n\n[^1]: Counted twice.\nBen Ode: I object.");
    assert_eq!(told(&heading, "lost-heading"), [(8, Severity::Warning)]);
    assert_eq!(told(&headed("Four[^1].\n\n[^1]: Counted\ntwice."), "lost-heading"), []);
}

#[test]
fn numbers_and_timings_of_captions_are_nobodys_words() {
    let site = labelled(
        "line",
        "1\n00:00:01.000 --> 00:00:03.000\nAnn Lee: Four boats.\n\n2\n00:00:03.500 --> 00:00:06.000\nAnd 12 more\n12\n\n3\n00:00:07.000 --> 00:00:09.000 align:start\nBen Ode: I object.\n",
    );
    assert_eq!(speaking(&site), ["Ann Lee", "Ben Ode"]);
    let words = said(&site, 0);
    assert!(words.contains("Four boats.") && words.contains("And 12 more\n12"), "{words}");
    let built = site.build();
    for (path, bytes) in built.files() {
        assert!(memchr::memmem::find(&bytes, b"-->").is_none() || path.ends_with(".html"), "{path}");
        assert!(memchr::memmem::find(&bytes, "--&gt;".as_bytes()).is_none(), "{path}");
    }
}

#[test]
fn a_heading_names_the_same_person_in_any_dress() {
    for heading in [
        "1. Ann Lee:",
        "3) Ann Lee:",
        "[]{#_Toc123 .anchor}Ann Lee:",
        "[Ann Lee]{.underline}:",
        "Ann Lee<sup>1</sup>:",
        "Ann Lee ^1^:",
        "Ann Lee[1]:",
        "Ann Lee 2m 3s",
        "Ann Lee (9.03 a.m.)",
        "Ann Lee 2024-01-05 10:03:",
        "Ann Lee,",
        "Ann Lee –",
        "上午9時03分 Ann Lee：",
    ] {
        let site = Site::new().file(PATH, format!("# Quay\n\n### Ann Lee:\nOne.\n\n### {heading}\nTwo.\n"));
        assert_eq!(speaking(&site), ["Ann Lee", "Ann Lee"], "{heading}");
        assert!(!site.build().has("speakers/ann-lee-1/index.html"), "{heading}");
    }
    for heading in ["Ann Lee said:", "Speaker: Ann Lee", "SPEAKER: Ann Lee:"] {
        let site = Site::new().file(PATH, format!("# Quay\n\n### Ann Lee:\nOne.\n\n### {heading}\nTwo.\n"));
        assert_eq!(told(&site, "doubtful-name"), [(6, Severity::Warning)], "{heading}");
    }
}

#[test]
fn fix_makes_headings_of_labels_behind_breaks() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("2025-02-02-a.md");
    std::fs::write(&file, "# Quay\n\n**Ann:** One.<br>**Ben:** Two.\n\n**Ann:** Three.\n").expect("a record");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_minutebook"));
    let output = program.args(["check", ".", "--fix", "--yes"]).current_dir(place.path()).output().expect("to run");
    assert!(output.status.success(), "{output:?}");
    let after = std::fs::read_to_string(&file).expect("the record");
    assert_eq!(after, "# Quay\n\n### Ann:\nOne.\n\n### Ben:\nTwo.\n\n### Ann:\nThree.\n");
}
