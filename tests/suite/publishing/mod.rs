//! A site goes live whole or not at all, wherever it goes, and whatever happens on the way.

mod folder;
mod git;
mod in_parts;
mod killed;
pub(super) mod runners;
mod s3;
mod told;
mod urgent;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::commands::{code, told};
use crate::site::files_below;

/// A site that is published, in a folder of its own.
pub(super) struct Place {
    folder: tempfile::TempDir,
}

pub(super) const SETTINGS: &str = "title: Record\nbase_url: https://records.example\n";

impl Place {
    pub(super) fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a temporary folder") };
        place.write("site/content/site.yml", SETTINGS);
        place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood evening.\n### Ben:\nThank you.\n");
        place.write("site/content/2024-04-11-second.md", "# Second\n### Ann:\nGood evening again.\n");
        place
    }

    /// The same site a while later: a record corrected, one new, one gone, and a theme whose files have other names.
    pub(super) fn later() -> Place {
        let place = Place::new();
        place.write("site/content/site.yml", format!("{SETTINGS}theme: {{options: {{measure: 44rem}}}}\n"));
        place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
        place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
        std::fs::remove_file(place.path("site/content/2024-04-11-second.md")).expect("a record");
        place
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.path(path);
        std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        std::fs::write(place, text).expect("a file");
    }

    /// As if nobody had promised that anything stays.
    pub(super) fn forget(&self) {
        std::fs::remove_dir_all(self.path("site/register")).expect("a register");
    }

    /// The command, not started.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.args(["publish", "site"]).args(arguments).current_dir(self.folder.path());
        command.env("XDG_CACHE_HOME", self.path("cache"));
        for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT"] {
            command.env_remove(name);
        }
        command
    }

    pub(super) fn publish(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Publishes and expects that it goes well; gives what was said.
    pub(super) fn published(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert_eq!(code(&output), 0, "{}", told(&output));
        told(&output)
    }

    /// Files of the build, without the precompressed ones.
    pub(super) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("site/output"))
    }
}

/// Reports whether readers see this site: each of its files, and otherwise only files that may linger.
pub(super) fn shows(seen: &BTreeMap<String, Vec<u8>>, site: &BTreeMap<String, Vec<u8>>) -> bool {
    site.iter().all(|(path, bytes)| seen.get(path) == Some(bytes))
        && seen.keys().all(|path| site.contains_key(path) || may_linger(path) || path == ".nojekyll")
}

/// Always the same numbers from one seed, far from each other (xorshift).
fn numbers(mut seed: u64) -> impl Iterator<Item = u64> {
    std::iter::repeat_with(move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    })
}

/// Numbers from 0 to 1.
fn fractions(seed: u64) -> impl Iterator<Item = f64> {
    numbers(seed).map(|number| (number >> 11) as f64 / (1_u64 << 53) as f64)
}

/// Reports whether a file may stay for pages that are open in a browser. Words may not, since their record may have
/// been withdrawn.
fn may_linger(path: &str) -> bool {
    path.starts_with("assets/")
}

#[test]
fn nothing_goes_live_with_a_mistake_in_it() {
    let place = Place::new();
    place.write("site/content/2024-06-11-bad.md", "# Bad\n### Ann:\n<u>x</u>\n");
    let warned = place.publish(&["--path", "live"]);
    assert_eq!(code(&warned), 1);
    assert!(
        told(&warned).contains("dropped-html") && told(&warned).contains("nothing was published"),
        "{}",
        told(&warned)
    );
    assert!(!place.path("live/current").exists());
    place.published(&["--path", "live", "--allow-warnings"]);
    place.write("site/content/2024-06-12-worse.md", b"# Worse\n\xFF");
    assert_eq!(code(&place.publish(&["--path", "live", "--allow-warnings"])), 1);
    assert!(!place.path("live/current/meetings/2024-06-12-worse").exists());
}

#[test]
fn a_publishing_says_where_to_or_asks() {
    let place = Place::new();
    let run = |settings: &str, arguments: &[&str]| {
        place.write("site/content/site.yml", format!("{SETTINGS}{settings}\n"));
        let output = place.publish(arguments);
        assert_eq!(code(&output), 2, "{settings} {}", told(&output));
        told(&output)
    };
    assert!(run("", &[]).contains("no target of publication is configured"));
    let both = "publish: {folder: {path: ../live}, s3: {bucket: b}}";
    assert!(run(both, &[]).contains("several places to publish to: folder, s3"));
    assert!(run("publish: {target: ftp}", &[]).contains("there is no target “ftp”"));
    assert!(run("publish: {folder: {path: live, keep: 0}}", &[]).contains("no release would stay"));
    assert!(run("publish: {git: {remote: 'https://bot:geheim@git.example/a'}}", &[]).contains("contains a password"));
    assert!(
        run("publish: {s3: {bucket: b, endpoint: s3.example}}", &[])
            .contains("is not the address of a storage service")
    );
    assert!(run("publish: {also: ../../etc}", &[]).contains("is not a folder of the site"));
    assert!(run("", &["--path", "site/output/live"]).contains("would mix"));
    assert!(run("publish: {s3: {bucket: b}}", &[]).contains("there is no key for the object storage"));
}

#[test]
fn what_is_still_to_come_is_not_published_by_trying_out_a_moment() {
    let place = Place::new();
    let output = place.publish(&["--path", "live", "--now", "2999-01-01T00:00"]);
    assert_eq!(code(&output), 2);
    assert!(told(&output).contains("`--now` is in the future"), "{}", told(&output));
    place.published(&["--path", "live", "--now", "2999-01-01T00:00", "--dry-run"]);
    assert!(!place.path("live").exists());
}

#[test]
fn a_site_is_published_by_one_at_a_time() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    let before = files_below(&place.path("live/current"));
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nChanged.\n");
    let lock = std::fs::File::options().append(true).open(place.path("live/releases/.lock")).expect("a lock");
    lock.lock().expect("the lock");
    let output = place.publish(&["--path", "live"]);
    assert_eq!(code(&output), 3);
    assert!(told(&output).contains("another publication of"), "{}", told(&output));
    assert_eq!(files_below(&place.path("live/current")), before);
    drop(lock);
    assert!(place.published(&["--path", "live"]).contains("Published to"));
}

#[test]
fn addresses_in_a_report_are_all_of_one_kind() {
    let place = Place::new();
    place.write("site/content/site.yml", "title: Record\nbase_url: https://town.example/records\n");
    place.write("site/content/2024-05-11-會議.md", "# 會議\n### Ann:\nGood night.\n");
    place.published(&["--path", "live"]);
    place.write("site/content/2024-05-11-會議.md", "# 會議\n### Ann:\nGood morning.\n");
    place.write("site/content/.redirects", "2024-04-11-second\t2024-04-12-散會\n");
    let moved = place.path("site/content/2024-04-12-散會.md");
    std::fs::rename(place.path("site/content/2024-04-11-second.md"), moved).expect("a record");
    let said = place.published(&["--path", "live", "--dry-run"]);
    for line in [
        "changed   /speakers/ann/  (moved: /meetings/2024-04-12-散會/; corrected: /meetings/2024-05-11-會議/)",
        "added     /meetings/2024-04-12-散會/  (record moved from /meetings/2024-04-11-second/)",
        "redirect  /meetings/2024-04-11-second/  (moved to /meetings/2024-04-12-散會/)",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("/records/") && !said.contains('%'), "{said}");
}

#[test]
fn reports_say_what_changed_and_why() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
    std::fs::rename(place.path("site/content/2024-04-11-second.md"), place.path("site/content/2024-04-12-moved.md"))
        .expect("a record");
    place.write("site/content/.redirects", "2024-04-11-second\t2024-04-12-moved\n");
    let said = place.published(&["--path", "live", "--dry-run", "--report", "a.json", "--report", "a.md"]);
    for line in [
        "added     /meetings/2024-05-11-third/  (new record)",
        "added     /meetings/2024-04-12-moved/  (record moved from /meetings/2024-04-11-second/)",
        "changed   /meetings/2024-03-11-first/  (record corrected)",
        "changed   /speakers/ann/  (moved: /meetings/2024-04-12-moved/; corrected: /meetings/2024-03-11-first/)",
        "added     /speakers/cy/  (new: /meetings/2024-05-11-third/)",
        "changed   /corrections/  (",
        "redirect  /meetings/2024-04-11-second/  (moved to /meetings/2024-04-12-moved/)",
        "Nothing was changed there",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    let markdown = std::fs::read_to_string(place.path("a.md")).expect("a report");
    assert!(
        markdown.starts_with("Publish: ") && markdown.contains("- `/meetings/2024-05-11-third/`: new record"),
        "{markdown}"
    );
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(place.path("a.json")).expect("a report")).expect("JSON");
    assert!(json["placed"].is_null() && json["build"]["counts"]["meetings"] == 3, "{json:#}");
    let corrected = json["changed"].as_array().expect("a list").iter().find(|c| c["kind"] == "meeting");
    assert_eq!(corrected.expect("a record")["why"], "record corrected", "{json:#}");
    let lists =
        |said: &str| -> Vec<String> { said.lines().filter(|line| line.starts_with("  ")).map(str::to_owned).collect() };
    // What was told beforehand is what is done.
    assert_eq!(lists(&place.published(&["--path", "live"])), lists(&said));
    place.write("site/content/site.yml", format!("{SETTINGS}theme: {{options: {{measure: 44rem}}}}\n"));
    let said = place.published(&["--path", "live", "--dry-run"]);
    assert!(said.contains("/meetings/2024-05-11-third/  (site.yml, theme)"), "{said}");
}

#[test]
fn reports_name_nothing_that_is_held_back() {
    let place = Place::new();
    // Two that want one address, of which editors are told.
    for (day, metadata) in [
        ("11", "publish_at: 2999-01-01T00:00:00Z"),
        ("12", "status: draft\ntopics: [tarantella]\naliases: [tarantella-old]"),
    ] {
        place.write(
            &format!("site/content/2024-06-{day}-tarantella.md"),
            format!("---\n{metadata}\nslug: tarantella\n---\n# Tarantella\n### Tarantella Lee:\nTarantella.\n"),
        );
    }
    place.write("site/content/.redirects", "tarantella-row\ttarantella\n");
    place.write(
        "site/content/people.yml",
        "people:\n- id: tarantella\n  names: Tarantella Lee\n  labels: [Tarantella]\n",
    );
    let reports = ["--report", "a.json", "--report", "a.md"];
    let output = place.publish(&[&["--path", "live"][..], &reports].concat());
    assert_eq!(code(&output), 0, "{}", told(&output));
    for report in ["a.json", "a.md"] {
        let report = std::fs::read_to_string(place.path(report)).expect("a report");
        assert!(!report.to_lowercase().contains("tarantella") && report.contains("2024-03-11-first"), "{report}");
    }
    let again = place.publish(&[&["--path", "live", "--dry-run"][..], &reports].concat());
    assert!(code(&again) <= 1, "{}", told(&again));
    for report in ["a.json", "a.md"] {
        let report = std::fs::read_to_string(place.path(report)).expect("a report");
        assert!(!report.to_lowercase().contains("tarantella"), "{report}");
    }
}

#[test]
fn what_is_published_is_written_down_and_does_not_vanish() {
    let place = Place::new();
    place.published(&["--path", "live", "--dry-run"]);
    assert!(!place.path("site/register").exists(), "a dry run writes nothing down");
    place.published(&["--path", "live"]);
    let log = || std::fs::read_to_string(place.path("site/register/log.txt")).expect("a log");
    let before = log();
    place.published(&["--path", "live"]);
    assert_eq!(log(), before);
    let live = files_below(&place.path("live/current"));
    std::fs::remove_file(place.path("site/content/2024-04-11-second.md")).expect("a record");
    let output = place.publish(&["--path", "live"]);
    assert!(code(&output) == 1 && told(&output).contains("vanished-address"), "{}", told(&output));
    assert!(files_below(&place.path("live/current")) == live && log() == before);
    let away = place.publish(&["--remote", "http://127.0.0.1:1/pages.git"]);
    assert!(code(&away) != 0 && log() == before, "what cannot go live is not written down");
}

#[test]
fn what_goes_live_is_what_a_build_makes_of_the_register_that_was_written() {
    let place = Place::new();
    place.published(&["--path", "live", "--now", "2026-01-01T00:00:00Z"]);
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
    std::fs::rename(place.path("site/content/2024-04-11-second.md"), place.path("site/content/2024-04-12-moved.md"))
        .expect("a record");
    place.write("site/content/.redirects", "2024-04-11-second\t2024-04-12-moved\n");
    place.published(&["--path", "live", "--now", "2026-01-02T00:00:00Z"]);
    let live = files_below(&place.path("live/current"));
    let build = |arguments: &[&str]| {
        let all = [&["build", "site", "--sums", "--now", "2026-01-02T00:00:00Z"], arguments].concat();
        let output = crate::commands::minutebook(&all, &place.path(""));
        assert_eq!(code(&output), 0, "{}", told(&output));
    };
    build(&["--output", "clean", "--no-cache"]);
    assert!(shows(&live, &files_below(&place.path("clean"))));
    // And the next build knows that there is nothing to do.
    build(&["--report", "report.json"]);
    let report = std::fs::read(place.path("report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    let stages: Vec<&String> = report["stages"].as_object().expect("stages").keys().collect();
    assert_eq!(stages, ["compare", "discover", "total"]);
}

#[test]
fn a_warning_is_printed_once() {
    let place = Place::new();
    place.write("site/content/2024-06-11-bad.md", "# Bad\n### Ann:\n<u>x</u>\n");
    let said = place.published(&["--path", "live", "--allow-warnings"]);
    assert_eq!(said.matches("dropped-html").count(), 1, "{said}");
}

#[test]
fn what_cannot_go_live_is_not_written_down() {
    let place = Place::new();
    let refused = |arguments: &[&str], wanted: i32, why: &str| {
        let output = place.publish(arguments);
        assert!(code(&output) == wanted && told(&output).contains(why), "{}", told(&output));
        assert!(!place.path("site/register").exists(), "{arguments:?}");
    };
    refused(&["--path", "site/output/live"], 2, "would mix");
    refused(&["--remote", "http://127.0.0.1:1/pages.git"], 3, "");
    // A page that cannot be drawn is found while the site is drawn.
    place.write("site/themes/own/templates/meeting.html", "{{ no_such_value.at_all }}");
    place.write("site/content/site.yml", format!("{SETTINGS}theme: own\n"));
    refused(&["--path", "live"], 1, "template-error");
    assert!(!place.path("live/current").exists());
}

#[test]
fn files_beside_the_site_go_live_with_it() {
    let place = Place::new();
    place.write("site/content/site.yml", format!("{SETTINGS}publish: {{also: beside, folder: {{path: ../live}}}}\n"));
    place.write("site/beside/CNAME", "records.example\n");
    place.write("site/static/.well-known/security.txt", "Contact: mailto:a@b.example\n");
    place.published(&[]);
    assert!(
        place.path("live/current/CNAME").is_file() && place.path("live/current/.well-known/security.txt").is_file()
    );
    std::fs::remove_file(place.path("site/beside/CNAME")).expect("a file");
    place.published(&[]);
    assert!(!place.path("live/current/CNAME").exists());
    place.write("site/beside/index.html", "mine");
    let output = place.publish(&[]);
    assert!(code(&output) == 2 && told(&output).contains("has the path of a page"), "{}", told(&output));
    std::fs::remove_file(place.path("site/beside/index.html")).expect("a file");
    place.write("site/static/index.html", "mine");
    let output = place.publish(&[]);
    assert!(code(&output) == 1 && told(&output).contains("static-conflict"), "{}", told(&output));
}

#[test]
fn the_static_folder_goes_live_whether_or_not_the_settings_name_it() {
    let place = Place::new();
    place.write("site/static/CNAME", "records.example\n");
    place.published(&["--path", "live"]);
    let live = || files_below(&place.path("live/current")).into_keys().filter(|path| path == "CNAME").count();
    assert_eq!(live(), 1);
    place.write("site/content/site.yml", format!("{SETTINGS}publish: {{also: static}}\n"));
    place.published(&["--path", "live"]);
    assert_eq!(live(), 1);
    std::fs::remove_file(place.path("site/static/CNAME")).expect("a file");
    let said = told(&place.publish(&["--path", "live", "--report", "report.json"]));
    let report = std::fs::read_to_string(place.path("report.json")).expect("a report");
    assert!(live() == 0 && report.contains("no longer in static/"), "{said} {report}");
}

/// Runs a program and expects that it succeeds; gives what it prints.
pub(super) fn run(program: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_site_under_an_address_for_examples_does_not_go_live() {
    let place = Place::new();
    for settings in [
        "title: Record\n",
        "base_url: https://records.example.org/\n",
        "base_url: https://example.com/records\n",
        "base_url: http://localhost:8000/\n",
        "base_url: http://127.0.0.1/\n",
        "base_url: http://[::1]:8000/\n",
    ] {
        place.write("site/content/site.yml", settings);
        let output = place.publish(&["--path", "live", "--quiet"]);
        assert!(code(&output) == 2 && told(&output).contains("base_url:"), "{settings}{}", told(&output));
        assert!(!place.path("live").exists() && !place.path("site/register").exists(), "{settings}");
        assert_eq!(code(&place.publish(&["--path", "live", "--dry-run"])), 0, "{settings}");
    }
    place.published(&["--path", "live", "--base-url", "https://records.example"]);
}

#[test]
fn warnings_that_stop_a_publication_are_told_with_the_remedy_also_when_quiet() {
    let place = Place::new();
    place.write("site/content/2024-04-11-second.md", "# Second\n### Ann:\nGood <blink>evening</blink>.\n");
    for arguments in [&["--path", "live"][..], &["--path", "live", "--quiet"]] {
        let output = place.publish(arguments);
        let said = told(&output);
        assert!(code(&output) == 1 && said.contains("dropped-html") && said.contains("second.md:3"), "{said}");
        assert!(said.contains("1 warning stops it") && said.contains("--allow-warnings"), "{said}");
        assert_eq!(said.matches("second.md:3").count(), 1, "once: {said}");
    }
    place.write("site/content/2024-05-11-third.md", "---\nstatus: secret\n---\n# Third\n### Ann:\nNot yet.\n");
    let said = told(&place.publish(&["--path", "live", "--quiet"]));
    assert!(said.contains("1 error and 1 warning stop it"), "{said}");
}

#[test]
fn another_address_or_licence_of_the_site_is_no_correction_of_a_record() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    for settings in [
        "title: Record\nbase_url: https://minutes.example\n",
        "title: Record\nbase_url: https://minutes.example\nlicence: CC0-1.0\n",
    ] {
        place.write("site/content/site.yml", settings);
        let said = place.published(&["--path", "live", "--report", "report.md"]);
        let report = std::fs::read_to_string(place.path("report.md")).expect("a report");
        for told in [said, report] {
            assert!(told.contains("site.yml") && !told.contains("corrected"), "{told}");
        }
    }
    place.write("site/content/site.yml", format!("{SETTINGS}licence: CC0-1.0\n"));
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    let said = place.published(&["--path", "live"]);
    assert_eq!(said.matches("(record corrected)").count(), 1, "of two records one was corrected as well: {said}");
}
