//! `minutebook import`: captions and the text files of recorders become records that a build reads as they were meant.

use crate::commands::{code, minutebook, told};
use crate::site::Site;

const CAPTIONS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>Good evening.\n\n00:00:02.500 --> 00:00:04.000\nWe begin.\n\n\
    00:00:05.000 --> 00:00:06.000\n<v Ben Okri>3. <i>I</i> move # *it*.\n\n00:00:07.000 --> 00:00:08.000\n>> And I second it.\n";

fn site() -> Site {
    Site::new().file("content/site.yml", "title: Town\n").file("2024-03-11 Council.vtt", CAPTIONS)
}

fn run(site: &Site, arguments: &[&str]) -> std::process::Output {
    let all: Vec<&str> = ["import", "--to", "."].iter().chain(arguments).copied().collect();
    minutebook(&all, &site.options.site)
}

#[test]
fn captions_become_a_record_with_times() {
    let site = site();
    let output = run(&site, &["2024-03-11 Council.vtt"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let text = std::fs::read_to_string(site.path("content/2024-03-11-council.md")).expect("a record");
    assert_eq!(
        text,
        "---\nextra:\n  imported_from: \"vtt:2024-03-11 Council.vtt\"\n---\n# 2024-03-11 Council\n\n### Ann Lee [00:00:01]:\nGood evening. We begin.\n\n\
         ### Ben Okri [00:00:05]:\n3\\. I move # \\*it\\*.\n\n### Speaker [00:00:07]:\nAnd I second it.\n"
    );
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("meetings/2024-03-11-council/index.html");
    assert!(page.contains("<p>3. I move # *it*.</p>"), "{page}");
}

/// The words of a record without its front matter.
fn words(text: &str) -> &str {
    text.rsplit_once("---\n").map_or(text, |(_, words)| words)
}

#[test]
fn a_second_import_changes_nothing_unless_it_must_and_keeps_metadata() {
    let site = site();
    assert_eq!(code(&run(&site, &["2024-03-11 Council.vtt"])), 0);
    let again = run(&site, &["2024-03-11 Council.vtt"]);
    assert_eq!(code(&again), 0);
    assert!(told(&again).contains("0 records written, 1 unchanged."), "{}", told(&again));
    let path = "content/2024-03-11-council.md";
    let first = std::fs::read_to_string(site.path(path)).expect("a record");
    let own = format!("---\nplace: Town Hall # as always\n---\n{}", words(&first));
    site.write(path, &own);
    site.write("2024-03-11 Council.vtt", CAPTIONS.replace("We begin", "We begin now"));
    let left = run(&site, &["2024-03-11 Council.vtt"]);
    assert_eq!(code(&left), 1);
    assert!(told(&left).contains("exists already and was left unchanged"), "{}", told(&left));
    let forced = run(&site, &["--force", "2024-03-11 Council.vtt"]);
    assert_eq!(code(&forced), 0);
    assert!(told(&forced).contains("0 records written, 1 updated."), "{}", told(&forced));
    let text = std::fs::read_to_string(site.path(path)).expect("a record");
    assert_eq!(text, own.replace("We begin", "We begin now"));
}

#[test]
fn a_renamed_record_is_found_by_the_document_that_it_was_made_from() {
    let site = site();
    assert_eq!(code(&run(&site, &["2024-03-11 Council.vtt"])), 0);
    let text = std::fs::read_to_string(site.path("content/2024-03-11-council.md")).expect("a record");
    std::fs::remove_file(site.path("content/2024-03-11-council.md")).expect("it is there");
    site.write("content/council/2024-03-11-spring.md", text.replacen("---\n", "---\nplace: Hall\n", 1));
    site.write("2024-03-11 Council.vtt", CAPTIONS.replace("We begin", "We begin now"));
    assert_eq!(code(&run(&site, &["--force", "2024-03-11 Council.vtt"])), 0);
    assert!(!site.path("content/2024-03-11-council.md").exists());
    let text = std::fs::read_to_string(site.path("content/council/2024-03-11-spring.md")).expect("a record");
    assert!(text.starts_with("---\nplace: Hall\nextra:") && text.contains("We begin now"), "{text}");
}

#[test]
fn records_of_one_day_and_title_do_not_take_each_others_place() {
    let site = site().file("b/2024-03-11 council.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnn Lee: Aye.\n");
    assert_eq!(code(&run(&site, &["2024-03-11 Council.vtt", "b"])), 0);
    let second = std::fs::read_to_string(site.path("content/2024-03-11-council-2.md")).expect("a second record");
    assert!(second.contains("srt:2024-03-11 council.srt"), "{second}");
}

#[test]
fn metadata_that_holds_a_record_back_is_never_lost() {
    let site = site();
    assert_eq!(code(&run(&site, &["2024-03-11 Council.vtt"])), 0);
    let path = "content/2024-03-11-council.md";
    let first = std::fs::read_to_string(site.path(path)).expect("a record");
    let words = words(&first);
    site.write(path, format!("---\r\nstatus: draft\r\n---\r\n{words}"));
    assert_eq!(code(&run(&site, &["--force", "2024-03-11 Council.vtt"])), 0);
    let text = std::fs::read_to_string(site.path(path)).expect("a record");
    assert_eq!(text, format!("---\r\nstatus: draft\r\n---\r\n{words}"));
    for top in [
        "+++\nstatus = \"draft\"\n+++\n# 2024-03-11 Council\n",
        "# 2024-03-11 Council\n\nstatus: draft\n",
        "status: draft\n\n# 2024-03-11 Council\n",
        "---\nstatus: draft\n",
    ] {
        let held = format!("{top}\n### Ann Lee:\nAye.\n");
        site.write(path, &held);
        let output = run(&site, &["--force", "2024-03-11 Council.vtt"]);
        assert_eq!(code(&output), 1, "{top}");
        assert!(told(&output).contains("metadata might be lost"), "{}", told(&output));
        assert_eq!(std::fs::read_to_string(site.path(path)).expect("a record"), held);
    }
}

#[test]
fn a_folder_is_searched_and_a_dry_run_writes_nothing() {
    let site = site()
        .file("in/2024-04-02_council.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnn Lee: Aye.\n")
        .file("in/deep/2024-05-02 Council.txt", "Ann Lee  0:05\nAye.\n")
        .file("in/readme.txt", "Nothing to see.\n")
        .file("in/Council.vtt", CAPTIONS);
    let dry = run(&site, &["--dry-run", "in"]);
    assert!(told(&dry).contains("2 records would be written, 1 file not imported."), "{}", told(&dry));
    assert!(!site.path("content/2024-04-02-council.md").exists());
    let output = run(&site, &["--folder", "council", "in"]);
    assert_eq!(code(&output), 1, "a file without a day is told");
    assert!(told(&output).contains("the day of the meeting is not known"), "{}", told(&output));
    for name in ["2024-04-02-council.md", "2024-05-02-council.md"] {
        let text = std::fs::read_to_string(site.path(&format!("content/council/{name}"))).expect("a record");
        assert!(text.contains("### Ann Lee ["), "{text}");
    }
}

#[test]
fn what_cannot_be_imported_is_named_with_the_reason() {
    let site = site()
        .file("notes.txt", "Nothing to see.\n")
        .file("2024-04-02 empty.vtt", "WEBVTT\n")
        .file("bytes.srt", b"\xFF\n");
    for (arguments, message) in [
        (&["notes.txt"][..], "its format is not known"),
        (&["2024-04-02 empty.vtt"], "nobody speaks in it"),
        (&["bytes.srt"], "no text in UTF-8"),
        (&["nowhere.vtt"], "nowhere.vtt"),
        (&["--folder", "../elsewhere", "2024-03-11 Council.vtt"], "cannot hold records"),
    ] {
        let output = run(&site, arguments);
        assert_ne!(code(&output), 0, "{arguments:?}");
        assert!(told(&output).contains(message), "{arguments:?}: {}", told(&output));
    }
}

#[test]
fn a_title_that_gives_the_date_is_not_given_another() {
    let site = site();
    assert_eq!(code(&run(&site, &["--date", "1968", "--title", "1968年防波堤大會", "2024-03-11 Council.vtt"])), 0);
    let text = std::fs::read_to_string(site.path("content/1968年防波堤大會.md")).expect("a record");
    assert!(text.contains("\n# 1968年防波堤大會\n"), "{text}");
    // The day at the end of a title stands before it already.
    for (name, heading) in [
        ("2024-04-04 Harbour Committee, 4 April 2024.vtt", "2024-04-04 Harbour Committee"),
        ("2024-04-05 Council (5 April 2024).vtt", "2024-04-05 Council"),
        ("2024-04-06 Minutes, 4 April 2024.vtt", "2024-04-06 Minutes, 4 April 2024"),
    ] {
        site.write(name, CAPTIONS);
        let output = run(&site, &[name]);
        assert_eq!(code(&output), 0, "{}", told(&output));
        let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let text = std::fs::read_to_string(site.path(&path)).expect("a record");
        assert!(text.contains(&format!("\n# {heading}\n")), "{text}");
    }
}

#[test]
fn minutes_lose_no_speech_to_a_line_with_a_time() {
    let minutes = "Council\n\nAnn Lee: Good evening.\n\nBen Ode: I object.\n\nAdjourned (10:45)\n\n[10:50] Ann Lee: Let us go on.\n\nBen Ode: No.\n\nCid Moss: Yes.";
    let site = site()
        .file("2024-02-04 m.txt", minutes)
        .file("2024-02-05 c.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Thank you all.\n\n00:03.000 --> 00:04.000\n[APPLAUSE]\n\n00:05.000 --> 00:06.000\n<v Ben Ode>So.\n");
    let output = run(&site, &["2024-02-04 m.txt", "2024-02-05 c.vtt"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(!told(&output).contains("left out"), "{}", told(&output));
    let text = std::fs::read_to_string(site.path("content/2024-02-04-council.md")).expect("a record");
    assert!(
        text.ends_with(
            "\n### Ann Lee:\nGood evening.\n\n### Ben Ode:\nI object.\n\n> (Adjourned (10:45))\n\n### Ann Lee [10:50]:\nLet us go on.\n\n\
             ### Ben Ode:\nNo.\n\n### Cid Moss:\nYes.\n"
        ),
        "{text}"
    );
    let text = std::fs::read_to_string(site.path("content/2024-02-05-c.md")).expect("a record");
    assert!(text.contains("Thank you all.\n\n> (APPLAUSE)\n\n### Ben Ode [00:00:05]:"), "{text}");
}
