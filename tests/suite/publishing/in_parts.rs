//! A site that is published in parts goes live as one that is published at once: whole or not at all, whatever befalls a part.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use minutebook::fs::failpoint::ABORT_AT;

use super::s3::Server;
use super::{Place, SETTINGS, shows};
use crate::commands::{code, told};
use crate::site::files_below;

/// Words that must not be in the bucket of readers.
const CANARY: &str = "heron-in-the-draft";

/// Runs each step of a publication with other arguments.
type Step<'a> = &'a dyn Fn(&[&str]) -> Command;

fn site() -> Place {
    let place = Place::new();
    place.write("site/content/2024-07-01-draft.md", format!("---\nstatus: draft\n---\n# Draft\n### Ann:\n{CANARY}\n"));
    place
}

fn run(mut command: Command) -> String {
    let output: Output = command.output().expect("the program runs");
    assert_eq!(code(&output), 0, "{}", told(&output));
    told(&output)
}

/// All steps but the last.
fn before_the_last(step: Step<'_>) {
    for part in ["1/3", "2/3", "3/3"] {
        run(step(&["--phase", "read", "--part", part]));
    }
    run(step(&["--phase", "link", "--parts", "3"]));
    for part in ["1/3", "2/3", "3/3"] {
        run(step(&["--phase", "draw", "--part", part]));
    }
}

/// The last step. It may be run on another machine than the one that was killed.
const JOIN: [&str; 5] = ["--phase", "join", "--parts", "3", "--take-over"];

/// Name and bytes of the files of a folder.
fn files(place: &Place, folder: &str) -> BTreeMap<String, Vec<u8>> {
    files_below(&place.path(folder))
}

#[test]
fn a_site_published_in_parts_is_the_one_that_is_published_at_once() {
    let (whole, parts) = (site(), site());
    let at = |now: &'static str| ["--path", "live", "--now", now];
    let in_parts = |now: &'static str| {
        let step = |arguments: &[&str]| {
            let mut command = parts.command(&at(now));
            command.args(["--work", "work"]).args(arguments);
            command
        };
        before_the_last(&step);
        run(step(&JOIN))
    };
    let compare = || {
        let (found, expected) = (files(&parts, "live/current"), files(&whole, "live/current"));
        assert!(found.keys().eq(expected.keys()), "the same files");
        for (path, bytes) in &expected {
            assert!(found[path] == *bytes, "{path} differs");
        }
        assert!(files(&parts, "site/register") == files(&whole, "site/register"), "the registers differ");
        assert!(found.len() > 20 && !found.values().any(|bytes| String::from_utf8_lossy(bytes).contains(CANARY)));
    };
    whole.published(&at("2026-01-01T00:00:00Z"));
    let said = in_parts("2026-01-01T00:00:00Z");
    assert!(said.contains("Published to"), "{said}");
    compare();
    // A correction, whose page shows both versions.
    for place in [&whole, &parts] {
        place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    }
    whole.published(&at("2026-01-02T00:00:00Z"));
    in_parts("2026-01-02T00:00:00Z");
    compare();
    assert!(in_parts("2026-01-03T00:00:00Z").contains("Nothing to publish"));
}

#[test]
fn what_forbids_a_publication_stops_it_when_the_parts_are_linked() {
    let place = site();
    place.write("site/content/2024-06-11-bad.md", "# Bad\n### Ann:\n<u>x</u>\n");
    let step = |arguments: &[&str]| {
        let mut command = place.command(&["--path", "live", "--work", "work"]);
        command.args(arguments);
        command
    };
    run(step(&["--phase", "read", "--part", "1/1"]));
    let output = step(&["--phase", "link", "--parts", "1"]).output().expect("the program runs");
    assert!(code(&output) == 1 && told(&output).contains("nothing was published"), "{}", told(&output));
    let output = step(&["--phase", "draw", "--part", "1/1"]).output().expect("the program runs");
    assert!(code(&output) == 3 && told(&output).contains("--phase link --parts 1"), "{}", told(&output));
    assert!(!place.path("live").exists());
    // Parts that were linked to be built are not published.
    std::fs::remove_file(place.path("site/content/2024-06-11-bad.md")).expect("a record");
    run(step(&["--phase", "read", "--part", "1/1"]));
    let built = ["build", "site", "--phase", "link", "--parts", "1", "--work", "work"];
    let output = crate::commands::minutebook(&built, &place.path(""));
    assert_eq!(code(&output), 0, "{}", told(&output));
    let output = step(&["--phase", "draw", "--part", "1/1"]).output().expect("the program runs");
    assert!(code(&output) == 3 && told(&output).contains("run all phases again"), "{}", told(&output));
}

#[test]
fn a_withdrawal_in_parts_does_not_wait_for_mistakes_of_other_records() {
    let place = site();
    place.published(&["--path", "live"]);
    place.write("site/content/2024-03-11-first.md", "---\nwithdrawn: true\n---\n# First\n### Ann:\nGood evening.\n");
    place.write("site/content/2024-05-11-third.md", "---\nstatus: Draft.\n---\n# Third\n### Cy:\nNo.\n");
    place.write("site/content/2024-06-11-fourth.md", "# Fourth\n### Cy:\n[A paper](missing.pdf)\n");
    let step = |arguments: &[&str]| {
        let mut command = place.command(&["--path", "live", "--work", "work"]);
        command.args(arguments);
        command
    };
    before_the_last(&step);
    let output = step(&JOIN).output().expect("the program runs");
    let said = told(&output);
    // The error gives exit code 1 when all is done, so that a timer tells of it.
    assert!(code(&output) == 1 && said.contains("does not wait for 1 error and 1 warning"), "{said}");
    let page = std::fs::read_to_string(place.path("live/current/meetings/2024-03-11-first/index.html"));
    assert!(!page.expect("the page of the record").contains("Good evening."));
}

/// A server with a bucket for readers and one that the parts share; `None` if this machine has no such server.
fn with_buckets() -> Option<Server> {
    let server = Server::start()?;
    server.make_bucket("records");
    server.make_bucket("work");
    Some(server)
}

/// A step on a machine of its own, where nothing is left of earlier steps; the parts share a bucket.
fn elsewhere(place: &Place, server: &Server, arguments: &[&str]) -> Command {
    let _ = std::fs::remove_dir_all(place.path("site/.minutebook"));
    let _ = std::fs::remove_dir_all(place.path("site/output"));
    let mut command = super::s3::command(place, "records", server.port, &["--work", "s3://work/parts"]);
    command.args(arguments).env("AWS_ENDPOINT", format!("http://127.0.0.1:{}", server.port));
    command.env("AWS_ALLOW_HTTP", "true").env("AWS_REGION", "us-east-1");
    command
}

#[test]
fn parts_share_a_bucket_and_send_ahead_what_they_draw_and_nothing_is_live_before_the_last_step() {
    let Some(server) = with_buckets() else { return };
    let place = site();
    let step = |arguments: &[&str]| elsewhere(&place, &server, arguments);
    before_the_last(&step);
    assert!(server.seen("records").is_empty(), "nothing is live");
    let ahead = || server.keys("records").into_iter().filter(|key| key.starts_with(".minutebook/ahead/")).count();
    assert!(ahead() > 20, "files are sent ahead: {}", ahead());
    run(step(&[&JOIN[..], &["--report", "r.json"]].concat()));
    assert!(shows(&server.seen("records"), &place.built()));
    assert_eq!(ahead(), 0, "what was sent ahead is cleared away");
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(place.path("r.json")).expect("a report")).expect("JSON");
    let number = |key: &str| report["placed"][key].as_u64().expect("a number");
    assert!(number("ahead") > 20 && number("ahead") <= number("sent"), "{report:#}");
    // What is stored with a file is stored with its copy.
    let (_, media, keeping) = server.get("records", "index.html").expect("an object");
    assert_eq!((&*media, &*keeping), ("text/html; charset=utf-8", "public, max-age=0, must-revalidate"));

    // One part is lost, and another is killed while it sends: what was live stays.
    place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
    let before = server.seen("records");
    before_the_last(&step);
    for point in [1, 3, 60] {
        let mut killed = step(&["--phase", "draw", "--part", "2/3"]);
        let _ = killed.env(ABORT_AT, point.to_string()).output().expect("the program runs");
        assert!(server.seen("records") == before, "killed at {point}, something is live");
    }
    ureq::delete(server.url("work/parts/draw-2-of-3")).header("Authorization", "AWS a:b").call().expect("removed");
    let output = step(&JOIN).output().expect("the program runs");
    assert!(
        code(&output) == 3 && told(&output).contains("part 2 of 3 has not been run to its end"),
        "{}",
        told(&output)
    );
    assert!(server.seen("records") == before, "nothing goes live without a part");
    run(step(&["--phase", "draw", "--part", "2/3"]));
    run(step(&JOIN));
    assert!(shows(&server.seen("records"), &place.built()));
    // A part that is late disturbs nobody, and the next publication clears up behind it.
    let live = server.seen("records");
    run(step(&["--phase", "draw", "--part", "1/3"]));
    assert!(server.seen("records") == live);
    place.write("site/content/2024-05-12-fourth.md", "# Fourth\n### Cy:\nGood night again.\n");
    before_the_last(&step);
    run(step(&JOIN));
    assert!(shows(&server.seen("records"), &place.built()));
    assert_eq!(ahead(), 0);
    let canary = |bucket: &str| {
        let mut objects = server.keys(bucket).into_iter().filter_map(|key| server.get(bucket, &key));
        objects.any(|(bytes, ..)| String::from_utf8_lossy(&bytes).contains(CANARY))
    };
    assert!(!canary("records"), "a draft is in the bucket of readers");
}

#[test]
fn the_last_step_killed_anywhere_leaves_a_bucket_that_the_next_run_puts_right() {
    let Some(server) = with_buckets() else { return };
    let place = site();
    let step = |arguments: &[&str]| elsewhere(&place, &server, arguments);
    before_the_last(&step);
    for point in [1, 2, 40, 120, 180, 220, 260, 300] {
        let mut killed = step(&JOIN);
        let output = killed.env(ABORT_AT, point.to_string()).output().expect("the program runs");
        if output.status.success() {
            break;
        }
    }
    run(step(&JOIN));
    assert!(shows(&server.seen("records"), &place.built()));
    let own: Vec<String> = server.keys("records").into_iter().filter(|key| key.starts_with(".minutebook/")).collect();
    assert_eq!(own, [".minutebook/beside", ".minutebook/published"]);
}

#[test]
fn parts_do_not_share_the_bucket_of_readers() {
    let place = site();
    place.write("site/content/site.yml", format!("{SETTINGS}publish: {{s3: {{bucket: records}}}}\n"));
    let mut command = place.command(&["--phase", "read", "--part", "1/2", "--work", "s3://records/parts"]);
    let output = command.env("AWS_ACCESS_KEY_ID", "a").env("AWS_SECRET_ACCESS_KEY", "b").output().expect("runs");
    assert!(code(&output) == 2 && told(&output).contains("drafts and embargoed"), "{}", told(&output));
    let output = place.command(&["--phase", "read", "--part", "1/2", "--work", "s3://"]).output().expect("runs");
    assert!(code(&output) == 2 && told(&output).contains("names no bucket"), "{}", told(&output));
}
