//! The output folder: nothing is written outside it, nobody's file is lost in it, and whatever stops a build, the next
//! one heals it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use minutebook::report::failure::FailureKind;

use crate::site::{Built, Site, files_below};

const ANN: &str = "# 2024-03-11 Budget\n### Ann:\nAye.\n";
const BEN: &str = "# 2024-03-12 Harbour\n### Ben:\nNay.\n";

/// A site with two records.
fn site() -> Site {
    Site::new().file("content/2024-03-11-budget.md", ANN).file("content/2024-03-12-harbour.md", BEN)
}

/// A site with something of every kind, its files laid down in this order.
fn rich_site(order: impl Fn(&mut Vec<(String, String)>)) -> Site {
    let mut files: Vec<(String, String)> = (1..=40)
        .map(|day| {
            let (month, day, who) = (day / 28 + 1, day % 28 + 1, ["Ann", "Ben", "A. Tang", "主席", "Ann、Ben"][day % 5]);
            let record = format!("# 2024-{month:02}-{day:02} Sitting {day}\n## Opening\n### {who}:\nAye {day}. [paper](papers/a.txt)\n\n> (They rise.)\n\n### Cy:\n<b>Nay.\n");
            (format!("content/2024-{month:02}-{day:02}-sitting-{day}.md"), record)
        })
        .collect();
    let more = [
        ("content/papers/a.txt", "A paper."),
        ("content/site.yml", "title: Town\nseries:\n  council: {title: Council}\n"),
        ("content/_defaults.yml", "series: council\ntopics: [harbour, budget]\n"),
        (
            "content/people.yml",
            "people:\n- id: ann\n  labels: [Ann]\n- id: audrey\n  names: A. Tang\n- id: aubrey\n  names: A. Tang\n",
        ),
        ("content/pages/about.md", "# About\nWords.\n"),
        ("content/.redirects", "old-1\t2024-01-02-sitting-2\nold-2\told-1\nlost\tnowhere\n"),
    ];
    files.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
    order(&mut files);
    let site = Site::new();
    for (path, text) in files {
        site.write(&path, text);
    }
    site
}

/// Every file outside the output, by path from the folder that holds site and output; a link by where it leads.
fn outside(site: &Site) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = site.output();
    let walk = walkdir::WalkDir::new(site.folder.path()).into_iter().filter_entry(|entry| entry.path() != output);
    let entries = walk.map(|entry| entry.expect("a readable folder"));
    entries
        .map(|entry| {
            let held = match entry.file_type() {
                kind if kind.is_file() => fs::read(entry.path()).expect("a readable file"),
                kind if kind.is_symlink() => {
                    fs::read_link(entry.path()).expect("a link").to_string_lossy().into_owned().into_bytes()
                }
                _ => b"a folder".to_vec(),
            };
            (entry.into_path(), held)
        })
        .collect()
}

/// Builds, fails or not, and finds everything outside the output as it was, and nothing but files and folders in it.
fn check_stays_inside(site: &Site) -> Option<Built> {
    let before = outside(site);
    let built = site.try_build().ok();
    assert!(before == outside(site), "something was written outside the output");
    for entry in walkdir::WalkDir::new(site.output()) {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(!name.contains('\\') && !name.chars().any(char::is_control), "the name {name:?}");
    }
    built
}

/// The build fails because of the outside world or of how it was started, and says so with these words.
fn check_failure(site: &Site, kind: FailureKind, words: &str) {
    let Err(failure) = site.try_build() else { panic!("built all the same into {}", site.output().display()) };
    assert_eq!(failure.kind, kind, "{failure}");
    assert!(failure.message.contains(words) && failure.message.contains("hint: "), "{words} in {failure}");
}

/// Minutebook's own files in the folder; after a build only the manifest.
fn own_files(output: &Path) -> Vec<String> {
    let own = output.join(".minutebook");
    let files = walkdir::WalkDir::new(&own).sort_by_file_name().into_iter().flatten().filter(|entry| entry.depth() > 0);
    files.map(|entry| entry.path().strip_prefix(&own).expect("below it").to_string_lossy().into_owned()).collect()
}

// Within the output.

/// A record or page, and a name that wants to lead elsewhere in every place where content may name something.
fn site_of_names(name: &str) -> Site {
    // JSON is YAML.
    let quoted = serde_json::to_string(name).expect("a text");
    let words = name.replace(['\0', '\n'], "");
    site()
        .file("content/2024-03-13-a.md", format!("---\ntitle: {quoted}\n---\n### {words}:\nAye.\n"))
        .file("content/2024-03-14-b.md", format!("---\nslug: {quoted}\n---\n# 2024-03-14 {words}\n## {words}\n"))
        .file("content/2024-03-15-c.md", format!("---\naliases: [{quoted}]\n---\n# C\n"))
        .file(
            "content/2024-03-16-d.md",
            format!("---\nseries: {quoted}\ntopics: [{quoted}]\nlang: {quoted}\nbody: {quoted}\n---\n# D\n"),
        )
        .file(
            "content/2024-03-17-e.md",
            format!("---\nattachments: [{quoted}]\nmedia: [{{url: {quoted}}}]\ntranslations: [{quoted}]\n---\n# E\n[x](<{words}>) ![y](<{words}>)\n"),
        )
        .file("content/pages/f.md", format!("---\nslug: {quoted}\naliases: [{quoted}]\n---\n# F\n"))
        .file(
            "content/people.yml",
            format!("people:\n- id: ann\n  labels: [Ann]\n  portrait: {quoted}\n- id: {quoted}\nroles_only:\n- labels: [{quoted}]\n  kind: role\n"),
        )
        .file("content/.redirects", format!("{words}\t2024-03-11-budget\n2024-03-09-old\t{words}\n"))
}

#[test]
fn no_name_in_the_content_leads_out_of_the_output() {
    let absolute = std::env::temp_dir().join("minutebook-escaped");
    let names = [
        "../../escaped",
        "/../../escaped/",
        "/escaped",
        "//escaped",
        "a/../../../escaped",
        "..",
        ".",
        "...",
        "~/escaped",
        "..\\..\\escaped",
        "C:\\escaped",
        "%2e%2e/%2e%2e/escaped",
        "..%2fescaped",
        "%2e%2e%5cescaped",
        "a\0b",
        "../a\0b",
        "a\n../escaped",
        "\u{202e}../escaped",
        "．．／escaped",
        "/meetings/../../escaped",
        "/../escaped.html",
        &absolute.to_string_lossy(),
    ];
    for name in names {
        let site = site_of_names(name);
        let built = check_stays_inside(&site).expect("bad content is no failure");
        assert!(built.read("meetings/2024-03-11-budget/index.html").contains("Aye."), "{name:?}");
        assert_eq!(built.report.counts.meetings, 7, "all of them are published: {name:?}: {:?}", built.codes());
        assert!(!absolute.exists(), "{name:?}");
    }
}

#[test]
fn no_pattern_of_addresses_leads_out_of_the_output() {
    for pattern in
        ["/../{slug}/", "../../{slug}", "/./{slug}/", "/a\\..\\..\\{slug}/", "/%2e%2e/{slug}/", "/{slug}/../../../x/"]
    {
        let site = site().file("content/site.yml", format!("urls:\n  meeting: '{pattern}'\n"));
        check_stays_inside(&site);
    }
}

#[test]
fn an_old_address_that_no_file_can_have_is_reported() {
    for alias in ["../../escaped", "/../escaped/", "a\\b"] {
        let site = site().file(
            "content/2024-03-13-a.md",
            format!("---\naliases: ['{alias}']\n---\n# 2024-03-13 A\n### Ben:\nNay.\n"),
        );
        let built = check_stays_inside(&site).expect("bad content is no failure");
        assert_eq!(built.codes(), ["invalid-address content/2024-03-13-a.md:2:1"], "{alias}");
    }
}

#[test]
fn no_content_is_written_into_the_folder_that_is_our_own() {
    for alias in ["/.minutebook/manifest", "/.minutebook/lock", "/.minutebook/tmp/1.html", "/.Minutebook/manifest/"] {
        let site = site().file("content/2024-03-13-a.md", format!("---\naliases: [{alias}]\n---\n# 2024-03-13 A\n"));
        let built = site.try_build().unwrap_or_else(|failure| panic!("{alias}: {failure}"));
        assert_eq!(own_files(&built.output), ["manifest"], "{alias}");
        assert!(!built.output.join(".Minutebook").exists(), "one folder to a file system that folds case");
    }
}

#[test]
fn files_outside_the_content_are_never_published() {
    let site = site();
    let outside = site.folder.path().join("secret.txt");
    fs::write(&outside, "embargoed").expect("a file");
    let paths = [
        "../../secret.txt",
        "..%2f..%2fsecret.txt",
        "%2e%2e/%2e%2e/secret.txt",
        "papers/../../../secret.txt",
        "..\\..\\secret.txt",
        &outside.to_string_lossy(),
    ];
    let quoted = paths.map(|path| format!("'{path}'")).join(", ");
    let links = paths.map(|path| format!("[x](<{path}>)")).join(" ");
    site.write(
        "content/2024-03-13-a.md",
        format!("---\nattachments: [{quoted}]\nmedia: [{quoted}]\n---\n# 2024-03-13 A\n### Ann:\n{links}\n"),
    );
    site.write("content/people.yml", format!("people:\n- id: ann\n  labels: [Ann]\n  portrait: {}\n", paths[0]));
    let built = check_stays_inside(&site).expect("bad content is no failure");
    for (path, bytes) in built.files() {
        assert!(memchr::memmem::find(&bytes, b"embargoed").is_none() && !path.contains("secret"), "{path}");
    }
    assert!(
        built.codes().iter().filter(|code| code.starts_with("missing-file")).count() >= paths.len(),
        "{:?}",
        built.codes()
    );
}

#[test]
fn a_manifest_that_names_files_outside_the_output_removes_none_of_them() {
    let site = site().file("notes.txt", "Mine.");
    let built = site.build();
    let manifest = built.output.join(".minutebook/manifest");
    let absolute = site.path("notes.txt");
    let lines = format!(
        "../site/notes.txt\n{}\na/../../site/notes.txt\n..\\site\\notes.txt\n\n.\nmeetings\n",
        absolute.display()
    );
    fs::write(&manifest, fs::read_to_string(&manifest).expect("a manifest") + &lines).expect("a file");
    let before = built.files();
    let after = check_stays_inside(&site).expect("a build").files();
    assert!(before == after, "nothing but the manifest changes");
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn a_linked_paper_is_published_only_if_the_link_stays_in_the_content() {
        let site = site().file("content/papers/inside.txt", "A paper.");
        fs::write(site.folder.path().join("secret.txt"), "embargoed").expect("a file");
        symlink("../../../secret.txt", site.path("content/papers/a.txt")).expect("a link");
        symlink("/etc/passwd", site.path("content/papers/b.txt")).expect("a link");
        symlink("../../..", site.path("content/papers/c")).expect("a link");
        symlink("inside.txt", site.path("content/papers/d.txt")).expect("a link");
        site.write("content/2024-03-13-a.md", "# 2024-03-13 A\n### Ann:\n[a](papers/a.txt) [b](papers/b.txt) [c](papers/c/secret.txt) [d](papers/d.txt)\n");
        let built = check_stays_inside(&site).expect("bad content is no failure");
        for (path, bytes) in built.files() {
            let holds = |words: &[u8]| memchr::memmem::find(&bytes, words).is_some();
            assert!(!holds(b"embargoed") && !holds(b"root:"), "{path}");
        }
        assert_eq!(built.read("files/papers/d.txt"), "A paper.");
        let count = |code: &str| built.codes().iter().filter(|told| told.starts_with(code)).count();
        assert_eq!((count("symlink-skipped"), count("missing-file")), (3, 3), "{:?}", built.codes());
    }

    #[test]
    fn a_folder_of_the_output_that_leads_elsewhere_is_not_written_through() {
        let site = site().file("elsewhere/2024-03-11-budget/index.html", "Mine.");
        site.build();
        let meetings = site.output().join("meetings");
        fs::remove_dir_all(&meetings).and_then(|()| symlink(site.path("elsewhere"), &meetings)).expect("a link");
        let before = outside(&site);
        check_failure(&site, FailureKind::Environment, &meetings.to_string_lossy());
        assert!(before == outside(&site), "something was written outside the output");
        // What is no more is not removed there either.
        fs::remove_file(site.path("content/2024-03-11-budget.md")).expect("to remove");
        fs::remove_file(site.path("content/2024-03-12-harbour.md")).expect("to remove");
        let before = outside(&site);
        let _ = site.try_build();
        assert!(before == outside(&site), "something was removed outside the output");
    }

    #[test]
    fn a_page_that_was_made_a_link_is_replaced_and_not_written_through() {
        let site = site().file("mine.html", "Mine.");
        let page = site.build().output.join("index.html");
        let clean = fs::read(&page).expect("a page");
        fs::remove_file(&page).and_then(|()| symlink(site.path("mine.html"), &page)).expect("a link");
        check_stays_inside(&site).expect("a build");
        assert!(fs::symlink_metadata(&page).is_ok_and(|metadata| metadata.is_file()));
        assert!(fs::read(&page).is_ok_and(|bytes| bytes == clean));
    }

    #[test]
    fn a_copy_by_hard_link_keeps_its_bytes() {
        let site = site();
        let page = site.build().output.join("meetings/2024-03-11-budget/index.html");
        let backup = site.folder.path().join("backup.html");
        fs::hard_link(&page, &backup).expect("a hard link");
        let before = fs::read(&backup).expect("a file");
        site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
        check_stays_inside(&site).expect("a build");
        assert!(fs::read(&backup).is_ok_and(|bytes| bytes == before));
    }

    #[test]
    fn links_in_the_folder_that_is_our_own_are_not_followed() {
        let fresh = || {
            let site = site().file("mine/notes.txt", "Mine.");
            let own = site.build().output.join(".minutebook");
            (site, own)
        };
        let (site, own) = fresh();
        let _ = fs::remove_dir_all(own.join("tmp"));
        symlink(site.path("mine"), own.join("tmp")).expect("a link");
        check_stays_inside(&site);
        let (site, own) = fresh();
        let _ = fs::remove_file(own.join("lock"));
        symlink(site.path("mine/notes.txt"), own.join("lock")).expect("a link");
        check_stays_inside(&site);
    }

    #[test]
    fn an_own_folder_that_leads_elsewhere_is_refused() {
        let site = site().file("mine/tmp/notes.txt", "Mine.");
        fs::create_dir(site.output())
            .and_then(|()| symlink(site.path("mine"), site.output().join(".minutebook")))
            .expect("a link");
        let before = outside(&site);
        check_failure(&site, FailureKind::Usage, ".minutebook");
        assert!(before == outside(&site));
    }

    #[test]
    fn an_output_that_a_link_leads_into_the_content_is_refused() {
        let mut site = site();
        symlink(site.path("content"), site.folder.path().join("link")).expect("a link");
        for output in ["link", "link/out", "link/a/b"] {
            site.options.output = Some(site.folder.path().join(output));
            check_failure(&site, FailureKind::Usage, "would mix with the records");
            assert_eq!(files_below(&site.path("content")).len(), 2, "{output}");
        }
    }

    #[test]
    fn a_page_larger_than_the_system_allows_leaves_the_old_site_whole() {
        let site = site();
        let before = site.build().files();
        site.write("content/2024-03-11-budget.md", format!("{ANN}\n{}\n", "Aye, aye. ".repeat(100_000)));
        // A limit on the size of files: whatever the shell counts it in, a page of a megabyte is over it.
        let mut limited = Command::new("sh");
        limited.args([
            "-c",
            "trap '' XFSZ; ulimit -f 200 && exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_minutebook"),
            "build",
            "--no-cache",
            "--base-url",
            "https://records.example",
            "--now",
            crate::site::NOW,
        ]);
        limited.arg(&site.options.site).arg("--output").arg(site.output());
        let run = limited.output().expect("a shell");
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(3), "{told}");
        assert!(
            told.contains("a page cannot be written")
                && told.contains(&*site.output().to_string_lossy())
                && told.contains("hint: "),
            "{told}"
        );
        assert_whole(&site, &before);
    }

    /// Every file of the output is as it was before, or as a clean build has it; and the next build makes all of it so.
    fn assert_whole(site: &Site, before: &BTreeMap<String, Vec<u8>>) {
        let mut clean = site.options.clone();
        let elsewhere = tempfile::tempdir().expect("a folder");
        clean.output = Some(elsewhere.path().join("output"));
        minutebook::pipeline::build(&clean, &crate::site::Unseen).expect("a clean build");
        let clean = files_below(&elsewhere.path().join("output"));
        let half_way = files_below(&site.output());
        for (path, bytes) in &half_way {
            assert!(before.get(path) == Some(bytes) || clean.get(path) == Some(bytes), "{path} is neither old nor new");
        }
        for path in before.keys() {
            assert!(half_way.contains_key(path), "{path} is gone");
        }
        assert!(site.build().files() == clean, "the next build heals everything");
        assert_eq!(own_files(&site.output()), ["manifest"]);
    }

    /// A small file system in memory, taken down again when dropped.
    struct SmallDisk(PathBuf);

    impl SmallDisk {
        fn mount(at: &Path) -> Option<Self> {
            fs::create_dir(at).expect("a folder");
            let run = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(at).output();
            run.is_ok_and(|run| run.status.success()).then(|| SmallDisk(at.to_owned()))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }

    #[test]
    fn a_full_disk_leaves_the_old_site_whole() {
        let mut site = site();
        let place = site.folder.path().join("disk");
        let Some(disk) = SmallDisk::mount(&place) else {
            println!("SKIPPED: this user may not mount a small disk");
            return;
        };
        site.options.output = Some(disk.0.join("output"));
        let before = site.build().files();
        let filler = disk.0.join("filler");
        let _ = fs::write(&filler, vec![0; 2 * 1024 * 1024]);
        site.write("content/2024-03-11-budget.md", format!("{ANN}\n{}\n", "Aye, aye. ".repeat(1000)));
        site.write("content/2024-03-13-new.md", "# 2024-03-13 New\n### Cy:\nHm.\n");
        let Err(failure) = site.try_build() else { panic!("built on a full disk") };
        assert_eq!(failure.kind, FailureKind::Environment, "{failure}");
        assert!(
            failure.message.contains(&*disk.0.join("output").to_string_lossy())
                && failure.message.contains("free some space"),
            "{failure}"
        );
        assert!(files_below(&site.output()) == before, "the old pages are whole");
        fs::remove_file(filler).expect("to free some space");
        assert_whole(&site, &before);
    }

    #[test]
    fn a_build_that_is_killed_leaves_every_page_old_or_new_and_the_next_heals_it() {
        let site = rich_site(|_| {});
        let run = || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_minutebook"));
            program.args([
                "build",
                "--quiet",
                "--no-cache",
                "--base-url",
                "https://records.example",
                "--now",
                crate::site::NOW,
            ]);
            program.arg(&site.options.site).arg("--output").arg(site.output()).spawn().expect("to start the program")
        };
        // How long a build takes here and now, so that it is stopped at work.
        let begun = std::time::Instant::now();
        assert!(run().wait().expect("a build").success());
        let whole = begun.elapsed();
        fs::remove_dir_all(site.output()).expect("to begin from nothing");
        // The first build from nothing, then a change of every page, stopped ever later.
        let mut at_work = 0;
        let mut before = BTreeMap::new();
        for round in 0..2 {
            for seventh in 0..7 {
                let mut child = run();
                std::thread::sleep(whole * seventh / 7);
                at_work += u32::from(child.try_wait().expect("a child").is_none());
                let _ = child.kill();
                let _ = child.wait();
            }
            if round == 0 {
                // None of the files is half of one; it may have been stopped before there was any.
                let half_way = if site.output().is_dir() { files_below(&site.output()) } else { BTreeMap::new() };
                let clean = site.build().files();
                for (path, bytes) in half_way {
                    assert!(clean.get(&path) == Some(&bytes), "{path} is neither old nor new");
                }
                before = clean;
                site.write("content/site.yml", "title: Village\nseries:\n  council: {title: Council}\n");
            }
        }
        assert!(at_work > 4, "the program was killed at work: {at_work}");
        assert_whole(&site, &before);
    }

    #[test]
    fn an_output_that_may_not_be_written_is_a_failure_of_the_world() {
        let mut site = site();
        let place = site.folder.path().join("disk");
        let disk = SmallDisk::mount(&place);
        let read_only = fs::Permissions::from_mode(0o555);
        let closed = match &disk {
            Some(disk) => {
                let run = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).output();
                run.is_ok_and(|run| run.status.success())
            }
            None => fs::set_permissions(&place, read_only).is_ok() && fs::write(place.join("probe"), "").is_err(),
        };
        if !closed {
            println!("SKIPPED: this user can write anywhere");
            return;
        }
        for output in [place.clone(), place.join("output")] {
            let path = output.to_string_lossy().into_owned();
            site.options.output = Some(output);
            check_failure(&site, FailureKind::Environment, &path);
        }
    }
}

// What is left alone.

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

/// Makes every file of the output old.
fn age(output: &Path) {
    for path in files_below(output).keys() {
        fs::File::options()
            .write(true)
            .open(output.join(path))
            .and_then(|file| file.set_modified(long_ago()))
            .expect("to set a time");
    }
}

/// Files of the output that are not old.
fn touched(output: &Path) -> Vec<String> {
    let is_old = |path: &String| {
        fs::metadata(output.join(path)).and_then(|metadata| metadata.modified()).is_ok_and(|time| time == long_ago())
    };
    files_below(output).into_keys().filter(|path| !is_old(path)).collect()
}

#[test]
fn files_that_do_not_change_keep_their_times() {
    for cache in [false, true] {
        let mut site = site();
        site.options.cache = cache;
        let output = site.build().output;
        age(&output);
        let built = site.build();
        assert_eq!(touched(&output), [""; 0], "cache: {cache}");
        let written = built.report.written;
        assert_eq!((written.new, written.changed, written.removed), (0, 0, 0));
        assert_eq!(written.unchanged, built.files().len());

        site.write("content/2024-03-12-harbour.md", BEN.replace("Nay", "Never"));
        let built = site.build();
        let touched = touched(&output);
        let written = built.report.written;
        // Files of the search index that hold something else go by another name.
        assert_eq!(written.changed + written.new, touched.len());
        assert_eq!(written.new, touched.iter().filter(|path| path.ends_with(".bin")).count(), "{touched:?}");
        assert!(touched.contains(&"meetings/2024-03-12-harbour/index.html".to_owned()), "{touched:?}");
        assert!(
            touched
                .iter()
                .all(|path| !path.contains("budget") && !path.contains("ann") && !path.starts_with("assets/")),
            "{touched:?}"
        );
    }
}

#[test]
fn pages_that_are_no_more_are_removed_with_the_folders_they_leave_empty() {
    let site = site().file("content/papers/a.txt", "A paper.");
    site.write("content/2024-03-12-harbour.md", format!("{BEN}[a](papers/a.txt)\n"));
    let built = site.build();
    for folder in ["meetings/2024-03-12-harbour", "speakers/ben", "files/papers"] {
        assert!(built.has(folder), "{folder}");
    }
    fs::remove_file(site.path("content/2024-03-12-harbour.md")).expect("to remove");
    let built = site.build();
    for folder in ["meetings/2024-03-12-harbour", "speakers/ben", "files"] {
        assert!(!built.has(folder), "{folder}");
    }
    assert!(built.report.written.removed >= 5 && built.has("meetings/2024-03-11-budget/index.html"));
    let clean = Site::new().file("content/2024-03-11-budget.md", ANN);
    assert!(built.files() == clean.build().files(), "as if it had never been there");
}

#[test]
fn files_of_others_are_never_removed() {
    let site = site();
    let built = site.build();
    let theirs = [
        ("CNAME", "records.example"),
        ("meetings/2024-03-12-harbour/notes.txt", "Mine."),
        ("speakers/ben/notes/a.txt", "Mine."),
        (".well-known/security.txt", "Mine."),
    ];
    for (path, text) in theirs {
        let place = built.output.join(path);
        fs::create_dir_all(place.parent().expect("a parent")).and_then(|()| fs::write(place, text)).expect("a file");
    }
    fs::create_dir(built.output.join("meetings/empty")).expect("a folder");
    fs::remove_file(site.path("content/2024-03-12-harbour.md")).expect("to remove");
    let built = site.build();
    for (path, text) in theirs {
        assert_eq!(built.read(path), text, "{path}");
    }
    assert!(built.has("meetings/empty"));
    assert!(!built.has("meetings/2024-03-12-harbour/index.html") && !built.has("speakers/ben/index.html"));
}

/// The file of somebody else stays, however often the site is built.
fn check_stranger(site: &Site, path: &str) {
    for _ in 0..3 {
        let built = site.build();
        let diagnostic = built.diagnostic("stranger-in-the-way");
        assert!(diagnostic.message.contains(path) && diagnostic.hint.is_some(), "{diagnostic:?}");
        assert!(built.report.fails(false));
        assert_eq!(built.read(path), "Mine.");
        assert!(built.has("meetings/2024-03-11-budget/index.html"));
    }
}

#[test]
fn a_file_of_somebody_else_where_a_page_should_go_stays() {
    let mut site = site();
    fs::create_dir(site.output()).and_then(|()| fs::write(site.output().join("index.html"), "Mine.")).expect("a file");
    site.options.force = true;
    check_stranger(&site, "index.html");
    let site = self::site();
    let output = site.build().output;
    fs::create_dir(output.join("about"))
        .and_then(|()| fs::write(output.join("about/index.html"), "Mine."))
        .expect("a file");
    site.write("content/pages/about.md", "# About\n");
    check_stranger(&site, "about/index.html");
    // Nor is it removed with the page that it kept out.
    fs::remove_file(site.path("content/pages/about.md")).expect("to remove");
    assert_eq!(site.build().read("about/index.html"), "Mine.");
}

#[test]
fn a_file_of_somebody_else_stays_also_when_its_page_cannot_be_drawn() {
    let site = site();
    let output = site.build().output;
    fs::create_dir(output.join("about"))
        .and_then(|()| fs::write(output.join("about/index.html"), "Mine."))
        .expect("a file");
    site.write("content/pages/about.md", "# About\n");
    site.write("themes/civic/templates/page.html", "{{ mayor }}");
    assert_eq!(site.build().codes(), ["template-error themes/civic/templates/page.html:1:4"]);
    site.write("themes/civic/templates/page.html", "{{ head.title }}");
    check_stranger(&site, "about/index.html");
}

#[test]
fn a_file_of_somebody_else_stays_also_when_the_build_before_failed() {
    let mut site = site();
    site.options.force = true;
    fs::create_dir(site.output()).expect("a folder");
    for name in ["index.html", "meetings"] {
        fs::write(site.output().join(name), "Mine.").expect("a file");
    }
    for _ in 0..2 {
        assert!(site.try_build().is_err(), "a file stands where a folder must be");
        for name in ["index.html", "meetings"] {
            assert_eq!(fs::read_to_string(site.output().join(name)).ok().as_deref(), Some("Mine."), "{name}");
        }
    }
    fs::remove_file(site.output().join("meetings")).expect("to remove");
    check_stranger(&site, "index.html");
}

#[test]
fn a_folder_with_other_files_is_refused_unless_forced() {
    let mut site = site();
    fs::create_dir(site.output()).and_then(|()| fs::write(site.output().join("thesis.txt"), "Mine.")).expect("a file");
    check_failure(&site, FailureKind::Usage, "thesis.txt");
    assert_eq!(fs::read_dir(site.output()).expect("a folder").count(), 1, "nothing is written");
    site.options.force = true;
    let built = site.build();
    assert!(built.has("index.html"));
    assert_eq!(built.read("thesis.txt"), "Mine.");
    site.options.force = false;
    assert_eq!(site.build().read("thesis.txt"), "Mine.", "once it is ours, nobody needs to force us");
}

#[test]
fn an_empty_folder_and_one_of_a_repository_are_taken() {
    let site = site();
    fs::create_dir_all(site.output().join(".git"))
        .and_then(|()| fs::write(site.output().join(".git/HEAD"), "main"))
        .expect("a file");
    let built = site.build();
    assert_eq!((built.has("index.html"), built.read(".git/HEAD").as_str()), (true, "main"));
}

#[test]
fn an_output_that_is_a_file_is_a_failure_of_the_world() {
    let mut site = site();
    fs::write(site.output(), "Mine.").expect("a file");
    check_failure(&site, FailureKind::Environment, &site.output().to_string_lossy());
    assert_eq!(fs::read_to_string(site.output()).ok().as_deref(), Some("Mine."));
    site.options.output = Some(site.output().join("below"));
    check_failure(&site, FailureKind::Environment, &site.output().to_string_lossy());
}

#[test]
fn an_output_among_the_records_is_refused() {
    for output in ["site/content", "site/content/out", "site/content/a/b", "site", ".", "site/./content/../content"] {
        check_refused(site(), output);
    }
    // A plain folder is the content itself.
    for output in ["site/content", "site"] {
        let mut site = site();
        site.options.site = site.path("content");
        check_refused(site, output);
    }
}

#[test]
fn an_output_that_leads_back_among_the_records_is_refused() {
    check_refused(site(), "site/nowhere/../content/out");
}

/// The output, by its path from the folder that holds the site, would mix with the records, and nothing is written.
fn check_refused(mut site: Site, output: &str) {
    site.options.output = Some(site.folder.path().join(output));
    let before = files_below(site.folder.path());
    check_failure(&site, FailureKind::Usage, "would mix with the records");
    assert!(before == files_below(site.folder.path()), "{output}");
}

#[test]
fn a_strict_build_with_a_warning_touches_nothing() {
    let mut site = site().file("content/2024-03-13-no-heading.md", "### Cy:\nHm.\n");
    site.options.strict = true;
    let built = site.build();
    assert!(built.report.fails(true) && !built.output.exists());
}

#[test]
fn two_builds_never_write_to_one_output_at_once() {
    let site = site();
    let output = site.build().output;
    let lock = fs::File::create(output.join(".minutebook/lock")).expect("a lock");
    lock.lock().expect("to lock");
    check_failure(&site, FailureKind::Environment, "another build");
    drop(lock);
    site.build();
}

// What heals.

#[test]
fn what_an_interrupted_build_left_is_healed() {
    let site = site();
    let built = site.build();
    let clean = built.files();
    let (own, page) = (built.output.join(".minutebook"), built.output.join("meetings/2024-03-11-budget/index.html"));
    // Written ahead of the pages, with what is planned and what was there; pages cut off, missing, and of another time.
    let mut manifest = String::from("minutebook manifest 2\n");
    for path in clean.keys() {
        manifest.push_str(&format!("{path}\n"));
    }
    manifest.push_str("meetings/gone/index.html\nold/index.html\n");
    fs::create_dir_all(own.join("tmp")).and_then(|()| fs::write(own.join("manifest"), manifest)).expect("a manifest");
    for left in ["0", "17", "manifest"] {
        fs::write(own.join("tmp").join(left), "half a pa").expect("a file");
    }
    fs::write(own.join("lock"), "").expect("a lock");
    fs::write(&page, "half a pa").expect("a file");
    fs::remove_dir_all(built.output.join("speakers/ann")).expect("to remove");
    fs::create_dir(built.output.join("old"))
        .and_then(|()| fs::write(built.output.join("old/index.html"), "Old."))
        .expect("a file");
    let healed = site.build();
    assert!(healed.files() == clean);
    assert!(!healed.has("old"));
    assert_eq!(own_files(&built.output), ["manifest"]);
    assert_eq!(site.build().report.written.unchanged, clean.len());
}

#[test]
fn an_output_whose_manifest_is_lost_is_refused_and_taken_again_when_forced() {
    let mut site = site();
    let built = site.build();
    let clean = built.files();
    fs::remove_dir_all(built.output.join(".minutebook")).expect("to remove");
    check_failure(&site, FailureKind::Usage, "did not write");
    site.options.force = true;
    assert!(site.build().files() == clean);
    site.options.force = false;
    fs::remove_file(site.path("content/2024-03-12-harbour.md")).expect("to remove");
    assert!(!site.build().has("meetings/2024-03-12-harbour/index.html"), "it is ours again");
}

#[test]
fn a_manifest_that_cannot_be_read_is_like_none() {
    for broken in [&b""[..], b"minutebook manifest 99\n", b"\xFF\xFE"] {
        let site = site();
        let built = site.build();
        fs::write(built.output.join(".minutebook/manifest"), broken).expect("a file");
        site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
        check_failure(&site, FailureKind::Usage, "did not write");
    }
}

#[test]
fn a_file_that_becomes_a_folder_and_a_file_again_is_right_each_time() {
    let site = site()
        .file("content/pages/a.md", "---\nslug: a\n---\n# A\n")
        .file("content/site.yml", "urls:\n  page: /p/{slug}/\n");
    let with = |slug: &str| {
        site.write("content/pages/a.md", format!("---\nslug: {slug}\naliases: [/old.html{}]\n---\n# A\n", &slug[1..]));
        let built = site.build();
        assert_eq!(built.codes(), [""; 0]);
        let clean = Site::new()
            .file("content/2024-03-11-budget.md", ANN)
            .file("content/2024-03-12-harbour.md", BEN)
            .file("content/site.yml", "urls:\n  page: /p/{slug}/\n")
            .file("content/pages/a.md", fs::read(site.path("content/pages/a.md")).expect("a file"));
        assert!(built.files() == clean.build().files(), "{slug}");
        built
    };
    assert!(with("a").output.join("old.html").is_file());
    let built = with("a/index.html");
    assert!(built.output.join("p/a/index.html").is_dir() && built.output.join("old.html").is_dir());
    let built = with("a/index.html/index.html/b");
    assert!(built.output.join("p/a/index.html/index.html/b").is_dir());
    assert!(with("a").output.join("p/a/index.html").is_file());
}

#[test]
fn a_folder_that_should_become_a_file_keeps_the_files_of_others() {
    let site = site().file("content/pages/a.md", "---\nslug: a/index.html\n---\n# A\n");
    let output = site.build().output;
    fs::write(output.join("a/index.html/notes.txt"), "Mine.").expect("a file");
    site.write("content/pages/a.md", "---\nslug: a\n---\n# A\n");
    let built = site.build();
    assert!(built.diagnostic("stranger-in-the-way").message.contains("a/index.html"));
    assert_eq!(built.read("a/index.html/notes.txt"), "Mine.");
}

// Same in, same out.

#[test]
fn the_site_is_the_same_on_one_thread_and_on_four() {
    let build_on = |threads: usize| {
        let site = rich_site(|_| {});
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let built = pool.install(|| site.build());
        let manifest = fs::read(built.output.join(".minutebook/manifest")).expect("a manifest");
        (built.files(), built.report.diagnostics, manifest)
    };
    let one = build_on(1);
    assert!(one.0.len() > 80 && one.1.len() > 40, "{} files, {} diagnostics", one.0.len(), one.1.len());
    for _ in 0..3 {
        let four = build_on(4);
        assert!(one.0 == four.0, "the files");
        assert_eq!(one.1, four.1);
        assert!(one.2 == four.2, "the manifest");
    }
}

#[test]
fn the_site_is_the_same_whatever_order_its_files_were_made_in() {
    let first = rich_site(|_| {}).build();
    let second = rich_site(|files| files.reverse()).build();
    let third = rich_site(|files| files.sort_by_key(|(path, _)| path.bytes().rev().collect::<Vec<u8>>())).build();
    for other in [second, third] {
        assert!(first.files() == other.files());
        assert_eq!(first.report.diagnostics, other.report.diagnostics);
    }
}
