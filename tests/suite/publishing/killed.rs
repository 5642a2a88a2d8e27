//! Ended at any point, a reader sees the whole old site or the whole new one, and the next publishing finishes the job.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::time::Instant;

use minutebook::fs::failpoint::ABORT_AT;

use super::s3::Server;
use super::{Place, fractions, git, shows};
use crate::commands::{code, told};
use crate::site::files_below;

/// Number of times that each target is killed by the clock.
const POINTS: u32 = 100;

type Files = BTreeMap<String, Vec<u8>>;

/// Publishes two sites in turn to one target, ends each publishing at one point after the other before a change that it makes
/// outside, looks, and publishes again. `is_whole` tells whether what a reader sees is sound while it should be one of
/// two sites; `seen` gives all of it.
fn end_everywhere(
    sites: [&Place; 2],
    command: &dyn Fn(&Place) -> Command,
    seen: &dyn Fn() -> Files,
    is_whole: &dyn Fn([&Files; 2]) -> bool,
) {
    let finish = |place: &Place| {
        let output = command(place).output().expect("the program runs");
        assert_eq!(code(&output), 0, "{}", told(&output));
    };
    // The second time round nothing is to be built any more, and all that happens is publishing.
    (0..4).for_each(|round| finish(sites[round % 2]));
    let built = sites.map(Place::built);
    assert!(shows(&seen(), &built[1]));
    let mut point = 0;
    loop {
        let next = point as usize % 2;
        point += 1;
        let mut publishing = command(sites[next]);
        let output = publishing.env(ABORT_AT, point.to_string()).output().expect("the program runs");
        if output.status.success() {
            break;
        }
        assert_eq!(output.status.code(), None, "ended at point {point}: {}", told(&output));
        assert!(is_whole([&built[0], &built[1]]), "ended at point {point}, neither site is whole");
        finish(sites[next]);
        assert!(shows(&seen(), &built[next]), "after point {point} the next publishing did not finish the job");
    }
    assert!(point > 8, "there are points to end at: {point}");
    if std::env::var_os("MINUTEBOOK_FULL").is_some() {
        kill_everywhere(sites, command, seen, is_whole);
    }
}

/// The same by the clock, which finds what no point was set for. `MINUTEBOOK_FULL=1` asks for it.
fn kill_everywhere(
    sites: [&Place; 2],
    command: &dyn Fn(&Place) -> Command,
    seen: &dyn Fn() -> Files,
    is_whole: &dyn Fn([&Files; 2]) -> bool,
) {
    let finish = |place: &Place| {
        let begun = Instant::now();
        let output = command(place).output().expect("the program runs");
        assert_eq!(code(&output), 0, "{}", told(&output));
        begun.elapsed()
    };
    let mut longest = sites.map(finish).into_iter().max().unwrap_or_default();
    let built = sites.map(Place::built);
    for (point, fraction) in (0..POINTS).zip(fractions(0x2545_F491_4F6C_DD1D)) {
        let next = point as usize % 2;
        let moment = longest.mul_f64(fraction * 1.1);
        let mut child =
            command(sites[next]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
        std::thread::sleep(moment);
        let _ = child.kill();
        let _ = child.wait();
        assert!(is_whole([&built[0], &built[1]]), "killed after {moment:?}, at point {point}, neither site is whole");
        longest = (longest * 3 + finish(sites[next])) / 4;
        assert!(shows(&seen(), &built[next]), "after point {point} the next publishing did not finish the job");
    }
}

/// Looked at once: what the killed program had asked for may still come about.
fn is_one_of(seen: &Files, built: [&Files; 2]) -> bool {
    built.iter().any(|site| shows(seen, site))
}

#[test]
fn a_folder_shows_one_whole_site() {
    let (old, new) = (Place::new(), Place::later());
    let target = old.path("live");
    let path = target.to_str().expect("UTF-8");
    let seen = || files_below(&target.join("current"));
    let is_whole = |built: [&Files; 2]| is_one_of(&seen(), built);
    end_everywhere([&old, &new], &|place| place.command(&["--path", path, "--keep", "2"]), &seen, &is_whole);
    let left = std::fs::read_dir(target.join("releases")).expect("releases").flatten();
    let names: Vec<_> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().filter(|name| !name.starts_with('.')).count() == 2, "{names:?}");
}

#[test]
fn the_register_is_sound_whenever_a_publishing_is_killed_and_goes_on_from_where_it_was() {
    let arguments = ["--path", "live", "--keep", "2"];
    let mut point = 1;
    loop {
        // Each correction adds a page for the version before, and so a point to end at: a site anew for each point.
        let place = Place::new();
        place.published(&arguments);
        let log = || std::fs::read(place.path("site/register/log.txt")).expect("a log");
        place.write("site/content/2024-03-11-first.md", format!("# First\n### Ann:\nGood evening, {point}.\n"));
        let before = log();
        let output = place.command(&arguments).env(ABORT_AT, point.to_string()).output().expect("the program runs");
        let ended = !output.status.success();
        let output = crate::commands::minutebook(&["register", "check", "site"], &place.path(""));
        assert_eq!(code(&output), 0, "ended at point {point}: {}", told(&output));
        assert!(log().starts_with(&before), "ended at point {point}, the log does not go on from where it was");
        place.published(&arguments);
        assert!(shows(&files_below(&place.path("live/current")), &place.built()));
        assert!(log().starts_with(&before));
        let history = std::fs::read_to_string(place.path("site/register/records/2024-03-11-first.txt"));
        let versions = history.expect("a history").matches("\nversion ").count();
        assert_eq!(versions, 2, "the correction is a version, and stands once");
        if !ended {
            break;
        }
        point += 1;
    }
    assert!(point > 8, "there are points to end at: {point}");
}

#[test]
fn a_branch_shows_one_whole_site() {
    let (old, new) = (Place::new(), Place::later());
    git::bare(&old);
    let remote = old.path("pages.git");
    let remote = remote.to_str().expect("UTF-8");
    let seen = || git::seen(&old);
    let is_whole = |built: [&Files; 2]| is_one_of(&seen(), built);
    end_everywhere([&old, &new], &|place| place.command(&["--remote", remote, "--branch", "pages"]), &seen, &is_whole);
}

#[test]
fn no_page_of_a_bucket_leads_to_something_that_is_missing() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let (old, new) = (Place::new(), Place::later());
    let seen = || server.seen("records");
    let command = |place: &Place| super::s3::command(place, "records", server.port, &[]);
    end_everywhere([&old, &new], &command, &seen, &|built| is_sound(&seen(), built));
    let kept: Vec<String> = server.keys("records").into_iter().filter(|key| key.starts_with(".minutebook/")).collect();
    assert_eq!(kept, [".minutebook/beside", ".minutebook/published"]);
}

/// Reports whether every file that is reachable from the front page exists, and belongs to one of the two sites.
fn is_sound(seen: &Files, built: [&Files; 2]) -> bool {
    let mut waiting = vec!["index.html".to_owned()];
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        let Some(bytes) = seen.get(&path) else {
            println!("{path} is missing");
            return false;
        };
        if !built.iter().any(|site| site.get(&path) == Some(bytes)) {
            println!("{path} is of neither site");
            return false;
        }
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8_lossy(bytes);
        let links = page.split(['"', '\'']).filter(|part| part.starts_with('/') && !part.starts_with("//"));
        // The data of the search page says how addresses are made, and between two values a tag may end.
        let links = links.filter(|link| !link.contains(['{', '<']));
        for link in links {
            let address = link.split(['#', '?']).next().unwrap_or_default();
            let mut file = address.trim_start_matches('/').to_owned();
            if file.is_empty() || file.ends_with('/') {
                file.push_str("index.html");
            }
            if known.insert(file.clone()) {
                waiting.push(file);
            }
        }
    }
    known.len() > 10
}
