//! Releases in a folder: whole, switched in one step, and there to go back to.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use super::{Place, shows};
use crate::commands::{code, told};
use crate::site::files_below;

fn releases(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("live/releases")).expect("releases").flatten();
    let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[test]
fn a_second_publishing_with_nothing_to_do_changes_nothing() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    assert!(shows(&files_below(&place.path("live/current")), &place.built()));
    let before = (releases(&place), fs::read_link(place.path("live/current")).expect("a link"));
    let said = place.published(&["--path", "live"]);
    assert!(said.contains("Nothing to publish"), "{said}");
    assert_eq!(before, (releases(&place), fs::read_link(place.path("live/current")).expect("a link")));
}

#[test]
fn what_did_not_change_is_the_same_file_in_both_releases() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    let first = place.path("live").join(fs::read_link(place.path("live/current")).expect("a link"));
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    place.published(&["--path", "live"]);
    let same = |path: &str| {
        let of = |folder: &std::path::Path| fs::metadata(folder.join(path)).expect("a file").ino();
        of(&first) == of(&place.path("live/current"))
    };
    assert!(same("robots.txt") && same("meetings/2024-04-11-second/index.md"));
    assert!(!same("meetings/2024-03-11-first/index.html"));
    // What somebody altered by hand is not taken over.
    fs::write(first.join("robots.txt"), "altered").expect("a file");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood day.\n### Ben:\nThank you.\n");
    place.published(&["--path", "live"]);
    assert!(shows(&files_below(&place.path("live/current")), &place.built()));
    // Whoever copies the site sees by the times what has not changed.
    let time = |path: std::path::PathBuf| fs::metadata(path).and_then(|m| m.modified()).expect("a time");
    assert_eq!(time(place.path("site/output/humans.txt")), time(place.path("live/current/humans.txt")));
}

#[test]
fn one_goes_back_to_the_release_before_and_only_some_are_kept() {
    let place = Place::new();
    let mut seen = Vec::new();
    for words in ["One.", "Two.", "Three.", "Four."] {
        place.write("site/content/2024-03-11-first.md", format!("# First\n### Ann:\n{words}\n"));
        place.published(&["--path", "live", "--keep", "3"]);
        seen.push(place.built());
    }
    assert_eq!(releases(&place).len(), 3);
    let current = || files_below(&place.path("live/current"));
    let said = place.published(&["--path", "live", "--rollback"]);
    assert!(said.contains("is live again") && shows(&current(), &seen[2]), "{said}");
    place.published(&["--path", "live", "--rollback"]);
    assert!(shows(&current(), &seen[1]));
    let none = place.publish(&["--path", "live", "--rollback"]);
    assert!(code(&none) == 2 && told(&none).contains("there is no release before"), "{}", told(&none));
    let named = releases(&place)[1].clone();
    place.published(&["--path", "live", &format!("--rollback={named}")]);
    assert!(shows(&current(), &seen[2]));
    let said = place.published(&["--path", "live"]);
    assert!(
        said.contains("--resume") && shows(&current(), &seen[2]),
        "a timer does not take the rollback back: {said}"
    );
    assert_eq!(place.published(&["--path", "live", "--quiet"]), "", "nor does it send a mail each time");
    let drawn = place.built();
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nFour and a half.\n");
    place.published(&["--path", "live"]);
    assert!(drawn == place.built(), "nothing is drawn that would not go live");
    place.published(&["--path", "live", "--resume"]);
    assert!(shows(&current(), &place.built()) && place.built() != seen[3], "then readers see what the records say");
    place.published(&["--path", "live", "--rollback"]);
    let newest = releases(&place).pop().expect("a release");
    let said = place.published(&["--path", "live", &format!("--rollback={newest}")]);
    assert!(said.contains("It is the newest"), "{said}");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nFive.\n");
    place.published(&["--path", "live"]);
    assert!(shows(&current(), &place.built()), "going back to the newest release holds nothing");
    let elsewhere = place.publish(&["--path", "nowhere", "--rollback"]);
    assert_eq!(code(&elsewhere), 2);
}

#[test]
fn a_page_that_is_open_finds_its_style_sheet_once_more() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    let sheets = || {
        let all = files_below(&place.path("live/current/assets")).into_keys();
        all.filter(|name| name.ends_with(".css")).collect::<Vec<_>>()
    };
    let old = sheets();
    place.write("site/themes/civic/static/civic.css", "body { color: black }\n");
    place.published(&["--path", "live"]);
    assert!(old.iter().all(|name| sheets().contains(name)) && sheets().len() > old.len(), "{old:?} {:?}", sheets());
    place.published(&["--path", "live"]);
    assert!(old.iter().all(|name| sheets().contains(name)), "nothing to do prunes nothing");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n");
    place.published(&["--path", "live"]);
    assert!(shows(&files_below(&place.path("live/current")), &place.built()));
    assert!(!old.iter().all(|name| sheets().contains(name)), "{old:?} {:?}", sheets());
}

#[test]
fn what_lingers_and_what_was_put_beside_the_site_is_no_stranger_to_verify() {
    let place = Place::new();
    let settings = format!("{}publish: {{also: beside}}\n", super::SETTINGS);
    place.write("site/content/site.yml", &settings);
    place.write("site/beside/CNAME", "records.example\n");
    place.published(&["--path", "live"]);
    place.write("site/content/site.yml", format!("{settings}theme: {{options: {{measure: 44rem}}}}\n"));
    place.published(&["--path", "live"]);
    let verified =
        || crate::commands::minutebook(&["verify", "live/current", "--register", "site/register"], &place.path(""));
    let output = verified();
    assert!(code(&output) == 0 && told(&output).contains("1 file beside them"), "{}", told(&output));
    // They are looked at all the same, and what nobody put there is found.
    for (path, what) in [("CNAME", "its content differs"), ("stranger.html", "was not published")] {
        let there = place.path("live/current").join(path);
        let before = fs::read(&there).ok();
        fs::write(&there, "evil.example\n").expect("a file");
        let output = verified();
        assert!(
            code(&output) == 1 && told(&output).contains(path) && told(&output).contains(what),
            "{}",
            told(&output)
        );
        match before {
            Some(bytes) => fs::write(&there, bytes).expect("a file"),
            None => fs::remove_file(&there).expect("a file"),
        }
    }
    assert_eq!(code(&verified()), 0);
}

#[test]
fn what_is_no_release_is_left_alone() {
    let place = Place::new();
    place.write("live/current/mine.html", "mine");
    let output = place.publish(&["--path", "live"]);
    assert!(code(&output) == 2 && told(&output).contains("is not a link"), "{}", told(&output));
    assert_eq!(fs::read_to_string(place.path("live/current/mine.html")).expect("my file"), "mine");
}

/// A small file system of its own, where the system lets one be made.
pub(super) struct Mounted(std::path::PathBuf);

impl Mounted {
    pub(super) fn new(at: std::path::PathBuf, options: &str) -> Option<Mounted> {
        fs::create_dir_all(&at).expect("a folder");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        done.is_ok_and(|output| output.status.success()).then_some(Mounted(at))
    }

    pub(super) fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(done.is_ok_and(|status| status.success()));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_or_locked_disk_loses_nothing() {
    let place = Place::new();
    let Some(mounted) = Mounted::new(place.path("live"), "size=4m") else {
        println!("SKIPPED: only root can make a file system that is full");
        return;
    };
    place.published(&["--path", "live"]);
    let before = place.built();
    place.write("site/content/map.svg", vec![b' '; 6 * 1024 * 1024]);
    place.write("site/content/2024-05-11-map.md", "# Map\n### Ann:\n[See](map.svg)\n");
    let full = place.publish(&["--path", "live"]);
    assert_eq!(code(&full), 3, "{}", told(&full));
    assert!(told(&full).contains("free some space"), "{}", told(&full));
    let current = || files_below(&place.path("live/current"));
    assert!(shows(&current(), &before));
    mounted.remount("ro");
    let locked = place.publish(&["--path", "live"]);
    assert_eq!(code(&locked), 3, "{}", told(&locked));
    assert!(told(&locked).contains("hint: choose a place that can be written"), "{}", told(&locked));
    mounted.remount("rw,size=64m");
    place.published(&["--path", "live"]);
    assert!(shows(&current(), &place.built()));
}
