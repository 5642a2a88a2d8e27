//! A branch for a host of pages: one commit a publishing, and what others keep there stays.

use std::collections::BTreeMap;
use std::fs;

use super::{Place, run, shows};
use crate::commands::{code, told};
use crate::site::files_below;

/// A bare repository beside the site.
pub(super) fn bare(place: &Place) {
    run("git", &["init", "--quiet", "--bare", "pages.git"], &place.path(""));
}

pub(super) const TO: [&str; 4] = ["--remote", "../pages.git", "--branch", "pages"];

/// Files on the branch.
pub(super) fn seen(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = folder.path().join("site.tar");
    let archive = archive.to_str().expect("UTF-8");
    run("git", &["--git-dir", "pages.git", "archive", "--output", archive, "pages"], &place.path(""));
    run("tar", &["xf", archive], folder.path());
    fs::remove_file(archive).expect("the archive");
    files_below(folder.path())
}

fn commits(place: &Place) -> usize {
    run("git", &["--git-dir", "pages.git", "rev-list", "pages"], &place.path("")).lines().count()
}

#[test]
fn each_publishing_is_one_commit_that_says_what_it_does() {
    let place = Place::new();
    bare(&place);
    place.published(&TO);
    assert!(shows(&seen(&place), &place.built()) && seen(&place).contains_key(".nojekyll"));
    assert!(place.published(&TO).contains("Nothing to publish"));
    assert_eq!(commits(&place), 1);
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    fs::remove_file(place.path("site/content/2024-04-11-second.md")).expect("a record");
    place.forget();
    place.published(&TO);
    assert!(shows(&seen(&place), &place.built()));
    assert_eq!(commits(&place), 2);
    let message = run("git", &["--git-dir", "pages.git", "log", "-1", "--format=%B", "pages"], &place.path(""));
    assert!(
        message.starts_with("Publish: ") && message.contains("`/meetings/2024-03-11-first/`: record corrected"),
        "{message}"
    );
    // On another machine, where nothing is remembered.
    fs::remove_dir_all(place.path("site/.minutebook")).expect("what was kept");
    assert!(place.published(&TO).contains("Nothing to publish"));
}

#[test]
fn what_others_keep_on_the_branch_stays_and_what_they_push_meanwhile_too() {
    let place = Place::new();
    bare(&place);
    let here = place.path("");
    run("git", &["clone", "--quiet", "pages.git", "clone"], &here);
    let push = |name: &str| {
        place.write(&format!("clone/{name}"), "ours\n");
        let clone = place.path("clone");
        run("git", &["add", "."], &clone);
        run("git", &["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", name], &clone);
        run("git", &["push", "--quiet", "origin", "HEAD:refs/heads/pages"], &clone);
    };
    push("README");
    place.published(&TO);
    assert!(seen(&place).contains_key("README") && shows(&without(seen(&place), "README"), &place.built()));
    run("git", &["pull", "--quiet", "origin", "pages"], &place.path("clone"));
    push("CNAME");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n");
    place.published(&TO);
    let all = seen(&place);
    assert!(all.contains_key("CNAME") && all.contains_key("README"));
    assert!(shows(&without(without(all, "README"), "CNAME"), &place.built()));
}

fn without(mut files: BTreeMap<String, Vec<u8>>, name: &str) -> BTreeMap<String, Vec<u8>> {
    files.remove(name);
    files
}

#[test]
fn a_remote_of_the_site_itself_is_pushed_to_as_it_always_is() {
    let place = Place::new();
    bare(&place);
    let site = place.path("site");
    run("git", &["init", "--quiet", "--initial-branch=main"], &site);
    run("git", &["remote", "add", "origin", "../pages.git"], &site);
    let to = ["--target", "git", "--branch", "pages"];
    place.published(&to);
    assert!(shows(&seen(&place), &place.built()));
    let status = run("git", &["status", "--short"], &site);
    assert!(!status.contains('A') && !status.contains('M'), "the index is as it was: {status}");
    let onto_itself = place.publish(&["--target", "git", "--branch", "main"]);
    assert!(
        code(&onto_itself) == 2 && told(&onto_itself).contains("the site itself is on the branch"),
        "{}",
        told(&onto_itself)
    );
    let nowhere = place.publish(&["--target", "git", "--remote", "upstream"]);
    let said = told(&nowhere);
    assert!(code(&nowhere) == 2 && said.contains("has no remote “upstream”"), "{said}");
    assert!(said.contains("git remote add upstream ADDRESS") && !said.contains("did not succeed"), "{said}");
}

#[test]
fn a_push_that_is_refused_changes_nothing_and_tells_no_password() {
    let place = Place::new();
    bare(&place);
    place.published(&TO);
    let before = seen(&place);
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n");
    place.write("pages.git/hooks/pre-receive", "#!/bin/sh\necho the disk is full; exit 1\n");
    run("chmod", &["+x", "pages.git/hooks/pre-receive"], &place.path(""));
    let refused = place.publish(&TO);
    assert_eq!(code(&refused), 3);
    assert!(told(&refused).contains("the disk is full"), "{}", told(&refused));
    assert_eq!(seen(&place), before);
    fs::remove_file(place.path("pages.git/hooks/pre-receive")).expect("a hook");
    place.published(&TO);
    assert!(shows(&seen(&place), &place.built()));
    let away = place.publish(&["--remote", "http://bot:geheim@127.0.0.1:1/pages.git", "--report", "r.json"]);
    assert_eq!(code(&away), 3);
    assert!(!told(&away).contains("geheim") && told(&away).contains("the live site is unchanged"), "{}", told(&away));
}

#[test]
fn a_repository_that_is_full_or_locked_loses_nothing() {
    let place = Place::new();
    let Some(mounted) = super::folder::Mounted::new(place.path("disk"), "size=6m") else {
        println!("SKIPPED: only root can make a file system that is full");
        return;
    };
    run("git", &["init", "--quiet", "--bare", "disk/pages.git"], &place.path(""));
    run("ln", &["-s", "disk/pages.git", "pages.git"], &place.path(""));
    place.published(&TO);
    let before = seen(&place);
    // Bytes that no program makes smaller.
    let noise = super::numbers(0x2545_F491_4F6C_DD1D).map(|number| (number >> 24) as u8);
    place.write("site/content/map.bin", noise.take(8 * 1024 * 1024).collect::<Vec<u8>>());
    place.write("site/content/2024-05-11-map.md", "# Map\n### Ann:\n[See](map.bin)\n");
    let full = place.publish(&TO);
    assert_eq!(code(&full), 3, "{}", told(&full));
    assert!(
        told(&full).contains("space, and publish again") || told(&full).contains("free some space"),
        "{}",
        told(&full)
    );
    assert!(seen(&place) == before);
    mounted.remount("ro");
    let locked = place.publish(&TO);
    assert_eq!(code(&locked), 3, "{}", told(&locked));
    assert!(told(&locked).contains("the live site is unchanged"), "{}", told(&locked));
    assert!(seen(&place) == before);
    mounted.remount("rw,size=64m");
    place.published(&TO);
    assert!(shows(&seen(&place), &place.built()));
}
