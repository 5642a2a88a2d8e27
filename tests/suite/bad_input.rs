//! Bad content: every mistake is named with its place and its remedy, and everything else is published all the same.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use minutebook::report::diagnostic::{Diagnostic, Problem, Severity};
use minutebook::report::failure::FailureKind;
use minutebook::report::terminal::render;

use crate::decisions::attributes;
use crate::site::{Built, Site, files_below};

/// The record that stands beside every mistake.
const GOOD: &str = "# 2024-03-11 Good\n### Ann:\nAye.\n";
/// Record text below bad metadata. Nobody may read `embargoed` before its time.
const SECRET: &str = "# 2024-03-12 Bad\n### Ben:\nThis is embargoed.\n";

/// A site with one good record.
fn site() -> Site {
    Site::new().file("content/2024-03-11-good.md", GOOD)
}

/// With a bad record beside the good one.
fn bad(text: impl AsRef<[u8]>) -> Site {
    site().file("content/2024-03-12-bad.md", text)
}

/// Builds; every diagnostic is expected, as `code path:line:column`, and the good record is published.
fn check(site: &Site, expected: &[&str]) -> Built {
    let built = site.build();
    assert_eq!(built.codes(), expected, "{:#?}", built.report.diagnostics);
    for diagnostic in &built.report.diagnostics {
        assert_well_told(site, diagnostic);
    }
    assert!(built.read("meetings/2024-03-11-good/index.html").contains("Aye."), "the good record is published");
    built
}

/// As `check`, for what may hide an embargo: not a byte of the bad record is published.
fn check_held(site: &Site, expected: &[&str]) {
    assert_eq!(holder(&check(site, expected).output, "embargoed"), None, "{expected:?}");
}

/// Checks the rules for all diagnostics: each has a remedy, and one with a place shows the line itself.
fn assert_well_told(site: &Site, diagnostic: &Diagnostic) {
    assert!(
        !diagnostic.message.is_empty() && diagnostic.hint.as_ref().is_some_and(|hint| !hint.is_empty()),
        "a remedy: {diagnostic:?}"
    );
    let told = anstream::adapter::strip_str(&render(diagnostic)).to_string();
    assert!(told.contains(diagnostic.problem.code()), "the code is told: {told}");
    let Some(at) = &diagnostic.at else { return };
    assert!(told.contains(&*at.path), "the file is told: {told}");
    assert!(fs::symlink_metadata(site.path(&at.path)).is_ok(), "the file is there: {diagnostic:?}");
    if at.line == 0 {
        return;
    }
    assert!(at.column > 0 && at.width > 0 && !at.excerpt.trim().is_empty(), "an excerpt: {diagnostic:?}");
    let bytes = fs::read(site.path(&at.path)).expect("the file");
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
    let line = text.lines().nth(at.line as usize - 1).unwrap_or_else(|| panic!("line {} is there", at.line));
    assert!(line.contains(&*at.excerpt), "the excerpt is of line {}: {diagnostic:?}", at.line);
    assert!(at.column as usize <= line.chars().count() + 1, "the column is in the line: {diagnostic:?}");
    // A very long line is shown cut; a test of its own looks at its column.
    let shown = if at.excerpt.chars().count() == line.chars().count() {
        format!("{}:{}:{}", at.path, at.line, at.column)
    } else {
        format!("{}:{}:", at.path, at.line)
    };
    assert!(told.contains(&shown), "the place is told: {told}");
}

/// A file of the output that holds the words, in its bytes or in its name.
fn holder(output: &Path, words: &str) -> Option<String> {
    let holds =
        |path: &str, bytes: &[u8]| path.contains(words) || memchr::memmem::find(bytes, words.as_bytes()).is_some();
    files_below(output).into_iter().find(|(path, bytes)| holds(path, bytes)).map(|(path, _)| path)
}

/// The site cannot be built at all, because its settings are wrong: all of `words` are told, and nothing is written.
fn check_refused(site: &Site, words: &[&str]) {
    let Err(failure) = site.try_build() else { panic!("built all the same") };
    let told = failure.to_string();
    assert_eq!(failure.kind, FailureKind::Usage, "{told}");
    for word in words {
        assert!(told.contains(word), "{word} in {told}");
    }
    assert!(!site.output().exists(), "nothing is written");
}

/// Longer than any of these small sites takes, whatever else the machine is doing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds with the program itself, so that one that never ends, or that a full stack ends, costs its own test alone.
/// Gives the exit code and what is reported.
fn build_by(mut program: Command, site: &Site) -> (Option<i32>, Vec<Diagnostic>) {
    let report = site.folder.path().join("report.json");
    program.args([
        "build",
        "--quiet",
        "--no-cache",
        "--now",
        "2026-01-01T00:00:00Z",
        "--base-url",
        "https://records.example",
    ]);
    program.arg(&site.options.site).arg("--output").arg(site.output()).arg("--report").arg(&report);
    let mut child = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("to start the program");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("to wait") {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().and_then(|()| child.wait()).expect("to end the program");
            panic!("not built after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let json = fs::read(&report).unwrap_or_else(|error| panic!("no report, {status}: {error}"));
    let report: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let mut diagnostics: Vec<Diagnostic> = serde_json::from_value(report["diagnostics"].clone()).expect("diagnostics");
    for at in diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.at.as_mut()).filter(|at| at.line > 0) {
        // A report for everybody quotes no line of a file; whoever has the file can look.
        assert!(at.excerpt.is_empty(), "{at:?}");
        let bytes = fs::read(site.path(&at.path)).expect("the file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line: String = text.lines().nth(at.line as usize - 1).unwrap_or_default().chars().take(160).collect();
        at.excerpt = line.into();
    }
    (status.code(), diagnostics)
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_minutebook"))
}

/// Diagnostics as `code path`.
fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|d| format!("{} {}", d.problem, d.at.as_ref().map_or("", |at| &at.path))).collect()
}

/// A page of a site that the program built.
fn page_of(site: &Site, path: &str) -> String {
    fs::read_to_string(site.output().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

// Bytes and files.

#[test]
fn bytes_that_are_not_utf8_cost_their_file_alone() {
    let built = check(&bad(b"# 2024-03-12 Bad\n### Ben:\nNa\xFFy.\n"), &["invalid-utf8 content/2024-03-12-bad.md:3:3"]);
    assert!(built.diagnostic("invalid-utf8").message.contains("0xFF"));
    assert!(!built.has("meetings/2024-03-12-bad/index.html"));
}

#[test]
fn a_byte_that_is_not_utf8_at_the_start_of_a_line_has_an_excerpt_too() {
    check(&bad(b"# 2024-03-12 Bad\n### Ben:\n\xFFNay.\n"), &["invalid-utf8 content/2024-03-12-bad.md:3:1"]);
}

#[test]
fn a_nul_character_costs_its_file_alone() {
    let built = check(&bad("# 2024-03-12 Bad\n### Ben:\nNa\0y.\n"), &["nul-byte content/2024-03-12-bad.md:3:3"]);
    assert!(!built.has("meetings/2024-03-12-bad/index.html"));
}

#[test]
fn a_byte_order_mark_is_skipped_and_noted() {
    let built = check(
        &bad("\u{feff}---\ntitle: Marked\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n"),
        &["byte-order-mark content/2024-03-12-bad.md"],
    );
    let page = built.read("meetings/2024-03-12-bad/index.html");
    assert!(page.contains("Marked") && page.contains("Nay.") && !page.contains('\u{feff}'));
}

#[test]
fn line_ends_of_other_systems_make_the_same_site() {
    let record = "---\ntitle: Ends\n---\n# 2024-03-12 Bad\n\n> (They rise.)\n\n### Ben:\nNay.\nNo.\n\n- one\n- two\n";
    let table = "2024-03-10-old\t2024-03-11-good\n";
    let with = |end: &str| bad(record.replace('\n', end)).file("content/.redirects", table.replace('\n', end));
    let (lf, crlf, cr) = (with("\n"), with("\r\n"), with("\r"));
    let expected = check(&lf, &[]).files();
    assert!(expected == check(&crlf, &[]).files(), "CRLF");
    assert!(expected == check(&cr, &[]).files(), "CR");
}

#[test]
fn an_empty_file_is_reported() {
    check(&bad(""), &["empty-record content/2024-03-12-bad.md"]);
    check(&bad(" \n\t\n"), &["empty-record content/2024-03-12-bad.md"]);
}

#[test]
fn traces_of_a_broken_conversion_are_reported_once_a_file() {
    let site = bad("# 2024-03-12 Bad\n### Ben:\nNa\u{96}y.\nNo\u{97}.\n### Cy:\nL\u{FFFD}st \u{FFFD}.\n");
    let built = check(
        &site,
        &["control-character content/2024-03-12-bad.md:3:3", "replacement-character content/2024-03-12-bad.md:6:2"],
    );
    assert!(built.diagnostic("control-character").message.starts_with("2 "));
    assert!(built.diagnostic("replacement-character").message.starts_with("2 "));
    assert!(built.has("meetings/2024-03-12-bad/index.html"));
}

#[test]
fn a_file_of_more_headings_than_a_record_can_have_is_named_with_its_line() {
    let headings = "## Item\n".repeat(75_001);
    let site = bad(format!("# Bad\n\n### Ann:\nAye.\n\n```\n# x\n```\n\n{headings}"));
    let built = check(&site, &["file-too-large content/2024-03-12-bad.md:75007:1"]);
    assert!(built.diagnostic("file-too-large").message.contains("75004 headings"));
    assert!(!built.has("meetings/2024-03-12-bad/index.html"));
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_by_its_size() {
    let site = bad("");
    fs::File::create(site.path("content/2024-03-12-bad.md"))
        .and_then(|file| file.set_len(100 * 1024 * 1024))
        .expect("a sparse file");
    let start = Instant::now();
    let built = check(&site, &["file-too-large content/2024-03-12-bad.md"]);
    assert!(built.diagnostic("file-too-large").message.contains("104 MB"));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_folder_named_like_a_record_is_reported_and_read() {
    let site = site().file("content/2024-03-12-bad.md/2024-03-13-inner.md", "# 2024-03-13 Inner\n### Ben:\nNay.\n");
    let built = check(&site, &["directory-named-like-record content/2024-03-12-bad.md"]);
    assert!(built.has("meetings/2024-03-13-inner/index.html"));
}

#[test]
fn markdown_that_is_no_record_is_listed_as_skipped() {
    let built = check(&site().file("content/README.md", "# Read me\n"), &["skipped-file content/README.md"]);
    assert_eq!(holder(&built.output, "Read me"), None);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    #[test]
    fn links_that_loop_or_lead_out_of_the_content_are_not_followed() {
        let site = site();
        fs::write(site.folder.path().join("outside.md"), SECRET).expect("a file");
        symlink("../../outside.md", site.path("content/2024-03-12-out.md")).expect("a link");
        symlink("2024-03-13-loop.md", site.path("content/2024-03-13-loop.md")).expect("a link");
        symlink("nowhere.md", site.path("content/2024-03-14-dangling.md")).expect("a link");
        symlink(".", site.path("content/folder")).expect("a link");
        symlink("2024-03-11-good.md", site.path("content/2024-03-15-inside.md")).expect("a link");
        let built = check(
            &site,
            &[
                "symlink-skipped content/2024-03-12-out.md",
                "symlink-skipped content/2024-03-13-loop.md",
                "symlink-skipped content/2024-03-14-dangling.md",
                "date-mismatch content/2024-03-15-inside.md:1:3",
                "symlink-skipped content/folder",
            ],
        );
        assert_eq!(holder(&built.output, "embargoed"), None);
        assert!(built.read("meetings/2024-03-15-inside/index.html").contains("Aye."), "a link to a record is a record");
    }

    #[test]
    fn a_pipe_named_like_a_record_is_reported_and_does_not_stop_the_build() {
        let site = site();
        let pipe = site.path("content/2024-03-12-pipe.md");
        assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()), "a pipe");
        let (exit, diagnostics) = build_by(program(), &site);
        assert_eq!((exit, codes(&diagnostics)), (Some(1), vec!["unreadable-file ".to_owned()]));
        assert!(page_of(&site, "meetings/2024-03-11-good/index.html").contains("Aye."));
    }

    /// Builds with the program itself, as somebody who may not read everything: the exit code, and the codes with their
    /// files. `None` where that cannot be tried, which is said.
    fn build_as_nobody(site: &Site) -> Option<(Option<i32>, Vec<String>)> {
        for folder in [site.folder.path(), &site.options.site] {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).expect("to give a folder free");
        }
        let probe = site.folder.path().join("probe");
        fs::write(&probe, "")
            .and_then(|()| fs::set_permissions(&probe, fs::Permissions::from_mode(0o000)))
            .expect("a file");
        let reads_anything = fs::read(&probe).is_ok();
        let nobody = || {
            let mut program = program();
            if reads_anything {
                program.uid(65534).gid(65534);
            }
            program
        };
        if !nobody().arg("--version").output().is_ok_and(|output| output.status.success()) {
            println!(
                "SKIPPED: this user can read anything, and another user cannot start {}",
                env!("CARGO_BIN_EXE_minutebook")
            );
            return None;
        }
        let (exit, diagnostics) = build_by(nobody(), site);
        Some((exit, codes(&diagnostics)))
    }

    fn forbid(path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("to forbid a file");
    }

    #[test]
    fn a_file_that_may_not_be_read_costs_itself_alone() {
        let site = bad(SECRET);
        forbid(&site.path("content/2024-03-12-bad.md"));
        let Some((exit, codes)) = build_as_nobody(&site) else { return };
        assert_eq!((exit, codes), (Some(1), vec!["unreadable-file ".to_owned()]));
        assert!(
            fs::read_to_string(site.output().join("meetings/2024-03-11-good/index.html"))
                .is_ok_and(|page| page.contains("Aye."))
        );
    }

    #[test]
    fn a_sidecar_that_may_not_be_read_holds_its_record_back() {
        let site = bad(SECRET).file("content/2024-03-12-bad.yml", "status: draft\n");
        forbid(&site.path("content/2024-03-12-bad.yml"));
        let Some((exit, codes)) = build_as_nobody(&site) else { return };
        assert_eq!((exit, codes), (Some(1), vec!["unreadable-file ".to_owned()]));
        assert!(site.output().join("meetings/2024-03-11-good/index.html").exists());
        assert!(!site.output().join("meetings/2024-03-12-bad/index.html").exists(), "the record is held back");
    }

    #[test]
    fn a_sidecar_that_is_a_link_to_nowhere_holds_its_record_back() {
        let site = bad(SECRET);
        symlink("nowhere.yml", site.path("content/2024-03-12-bad.yml")).expect("a link");
        check_held(&site, &["symlink-skipped content/2024-03-12-bad.yml"]);
    }

    #[test]
    fn a_folder_that_may_not_be_read_costs_itself_alone() {
        let site = site().file("content/council/2024-03-12-bad.md", SECRET);
        forbid(&site.path("content/council"));
        let built = build_as_nobody(&site);
        fs::set_permissions(site.path("content/council"), fs::Permissions::from_mode(0o755)).expect("to clear up");
        let Some((exit, codes)) = built else { return };
        assert_eq!((exit, codes), (Some(1), vec!["unreadable-file ".to_owned()]));
        assert!(site.output().join("meetings/2024-03-11-good/index.html").exists());
    }
}

#[test]
fn a_sidecar_that_is_no_text_holds_its_record_back() {
    check_held(
        &bad(SECRET).file("content/2024-03-12-bad.yml", b"status: dr\xFFft\n"),
        &["invalid-utf8 content/2024-03-12-bad.yml:1:11"],
    );
    check_held(
        &bad(SECRET).file("content/2024-03-12-bad.yml", "status: dr\0ft\n"),
        &["nul-byte content/2024-03-12-bad.yml:1:11"],
    );
}

#[test]
fn a_sidecar_too_large_to_be_read_holds_its_record_back() {
    let site = bad(SECRET).file("content/2024-03-12-bad.yml", "status: draft\n");
    fs::File::options()
        .write(true)
        .open(site.path("content/2024-03-12-bad.yml"))
        .and_then(|file| file.set_len(100 * 1024 * 1024))
        .expect("a sparse file");
    check_held(&site, &["file-too-large content/2024-03-12-bad.yml"]);
}

#[test]
fn defaults_that_cannot_be_read_hold_back_every_record_below_and_are_reported_once() {
    let site = site()
        .file("content/council/_defaults.yml", "status: draft: 1\n")
        .file("content/council/2024-03-12-bad.md", SECRET)
        .file("content/council/sub/2024-03-12-worse.md", SECRET);
    check_held(&site, &["yaml-syntax content/council/_defaults.yml:1:14"]);
}

#[test]
fn metadata_whose_record_has_another_name_is_reported() {
    let built = check(
        &bad(SECRET).file("content/2024-03-12-bda.yml", "status: draft\n").file("content/peple.yml", "people: []\n"),
        &["stray-metadata content/2024-03-12-bda.yml", "stray-metadata content/peple.yml"],
    );
    let hint = built.report.diagnostics[0].hint.as_deref();
    assert!(hint.is_some_and(|hint| hint.contains("2024-03-12-bad.yml")), "{hint:?}");
}

/// Every spelling of the files for the whole site is read alike, in whatever case its name is written.
#[test]
fn a_registry_is_read_by_every_spelling_of_its_name() {
    let people = "people:\n- {id: audrey, labels: [Ann], names: Audrey}\n";
    for name in ["people.yml", "people.yaml", "people.YML", "People.yaml"] {
        let built = check(&site().file(&format!("content/{name}"), people), &[]);
        assert!(built.has("speakers/audrey/index.html"), "{name}");
    }
    let organisations = "organisations:\n- {id: works, labels: [Ann], names: Works}\n";
    for name in ["organisations.yml", "organisations.yaml", "organizations.yml", "organizations.yaml"] {
        let built = check(&site().file(&format!("content/{name}"), organisations), &[]);
        assert!(built.has("speakers/works/index.html"), "{name}");
    }
    for name in ["site.yml", "site.yaml", "site.YAML"] {
        let built = check(&site().file(&format!("content/{name}"), SETTINGS), &[]);
        assert!(built.read("index.html").contains("Spelt"), "{name}");
    }
}

const SETTINGS: &str = "title: Spelt\nbase_url: https://records.example/\nlanguages: [en]\n";

#[test]
fn two_spellings_of_one_file_stop_the_build_and_both_are_named() {
    let two = |first: &str, second: &str, text: &str| {
        let paths = [first, second].map(|name| format!("content/{name}"));
        let site = site().file(&paths[0], text).file(&paths[1], text);
        check_refused(&site, &["duplicate-file", &paths[0], &paths[1]]);
    };
    two("people.yml", "people.yaml", "people: []\n");
    two("organisations.yml", "organizations.yaml", "organisations: []\n");
    two("organizations.yml", "organizations.yaml", "organisations: []\n");
    two("site.yml", "site.yaml", SETTINGS);
}

#[test]
fn a_file_for_the_whole_site_in_a_folder_below_is_reported() {
    let site = site()
        .file("content/council/people.yaml", "people: []\n")
        .file("content/council/.redirects", "/a/\t/b/\n")
        .file("content/council/organizations.yml", "organisations: []\n");
    let built = check(
        &site,
        &[
            "stray-metadata content/council/.redirects",
            "stray-metadata content/council/organizations.yml",
            "stray-metadata content/council/people.yaml",
        ],
    );
    for told in &built.report.diagnostics {
        assert!(told.hint.as_deref().is_some_and(|hint| hint.contains("to the top of the content")), "{told:?}");
    }
    let hint = check(&bad_name("peple.yml"), &["stray-metadata content/peple.yml"]).report.diagnostics[0].hint.clone();
    assert!(hint.as_deref().is_some_and(|hint| hint.contains("“people.yml”")), "{hint:?}");
}

fn bad_name(name: &str) -> Site {
    site().file(&format!("content/{name}"), "people: []\n")
}

#[test]
fn a_record_called_like_a_registry_does_not_take_it_for_its_metadata() {
    let site = site()
        .file("content/people.md", "# 2024-03-12 People\n### Ben:\nNay.\n")
        .file("content/people.yml", "people:\n- {id: ben, names: Ben}\n");
    assert!(check(&site, &[]).has("speakers/ben/index.html"));
}

// Metadata.

/// A bad record with this front matter.
fn front_matter(yaml: &str) -> Site {
    bad(format!("---\n{yaml}---\n{SECRET}"))
}

#[test]
fn front_matter_that_is_no_yaml_holds_the_record_back() {
    check_held(&front_matter("title: \"Bad\nstatus: draft\n"), &["yaml-syntax content/2024-03-12-bad.md:4:1"]);
    check_held(&front_matter("title: Bad\n\tstatus: draft\n"), &["yaml-syntax content/2024-03-12-bad.md:3:1"]);
    check_held(&front_matter("title: a: b\nstatus: draft\n"), &["yaml-syntax content/2024-03-12-bad.md:2:9"]);
}

#[test]
fn yaml_that_ends_too_soon_has_an_excerpt_too() {
    check_held(
        &bad(SECRET).file("content/2024-03-12-bad.yml", "status: [\n"),
        &["yaml-syntax content/2024-03-12-bad.yml:1:9"],
    );
}

#[test]
fn front_matter_of_the_wrong_type_holds_the_record_back() {
    check_held(&front_matter("- status\n- draft\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("status draft\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
}

#[test]
fn front_matter_that_is_never_closed_holds_the_record_back() {
    check_held(&bad(format!("---\nstatus: draft\n{SECRET}")), &["unclosed-front-matter content/2024-03-12-bad.md:1:1"]);
}

#[test]
fn front_matter_that_begins_with_a_comment_and_is_never_closed_holds_the_record_back() {
    check_held(
        &bad(format!("---\n# for the clerk\nstatus: draft\n{SECRET}")),
        &["unclosed-front-matter content/2024-03-12-bad.md:1:1"],
    );
    check_held(
        &bad(format!("---\n\nstatus: draft\n{SECRET}")),
        &["unclosed-front-matter content/2024-03-12-bad.md:1:1"],
    );
}

#[test]
fn toml_that_cannot_be_read_holds_the_record_back() {
    check_held(
        &bad(format!("+++\nstatus = draft\n+++\n{SECRET}")),
        &["metadata-syntax content/2024-03-12-bad.md:2:10"],
    );
    check_held(
        &bad(SECRET).file("content/2024-03-12-bad.json", "{\"status\": \"draft\""),
        &["metadata-syntax content/2024-03-12-bad.json:1:18"],
    );
}

#[test]
fn metadata_where_it_is_not_read_holds_the_record_back() {
    check_held(
        &bad(SECRET.replace("###", "**Status:** draft\n\n###")),
        &["unread-metadata content/2024-03-12-bad.md:2:1"],
    );
}

#[test]
fn what_other_programs_write_for_public_is_understood_and_noted() {
    let built = check(
        &bad("---\ndraft: false\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n"),
        &["other-spelling content/2024-03-12-bad.md:2:1"],
    );
    assert!(built.has("meetings/2024-03-12-bad/index.html"));
}

#[test]
fn a_day_within_the_name_of_a_file_and_a_date_in_words_are_read() {
    for (name, day) in [
        ("minutes-2024-03-05-final", "2024-03-05"),
        ("Council 5 March 2024", "2024-03-05"),
        ("會議 2024年3月5日", "2024-03-05"),
    ] {
        let built = check(
            &site().file(&format!("content/{name}.md"), "# Bad\n### Ben:\nNay.\n"),
            &[&format!("day-in-name content/{name}.md")],
        );
        assert!(built.diagnostic("day-in-name").message.contains(day), "{name}");
    }
    for date in [
        "5 March 2024",
        "March 5, 2024",
        "2024年3月5日",
        "民國113年3月5日",
        "5. März 2024",
        "中華民國一百十三年三月五日",
    ] {
        let built = check(&bad(format!("---\ndate: {date}\n---\n# Bad\n### Ben:\nNay.\n")), &[]);
        assert!(built.read("meetings/2024-03-12-bad/index.html").contains("datetime=\"2024-03-05\""), "{date}");
    }
}

#[test]
fn a_moment_that_is_another_day_in_the_time_zone_of_the_record_is_noted() {
    let record = "---\ndate: 2024-03-11T16:00:00.000Z\ntime_zone: Asia/Taipei\n---\n# Bad\n### Ben:\nNay.\n";
    check(&bad(record), &["moved-day content/2024-03-12-bad.md:2:1"]);
}

#[test]
fn curly_quotation_marks_around_a_value_are_told_unless_they_are_meant() {
    let built = check(
        &front_matter("title: “Budget”\ntopics: [“roads”, ‘sea’]\n"),
        &["curly-quotes content/2024-03-12-bad.md:2:1"],
    );
    let told = built.diagnostic("curly-quotes");
    assert!(told.message.contains("“Budget”") && told.message.contains("2 more"), "{}", told.message);
    assert!(told.hint.as_deref().is_some_and(|hint| hint.contains("\"Budget\"")), "{:?}", told.hint);
    for meant in
        ["title: \"“Budget”\"\n", "title: '‘Budget’'\n", "title: “Quay” and “Wall”\n", "subtitle: the “quay”\n"]
    {
        check(&front_matter(meant), &[]);
    }
}

#[test]
fn a_comment_in_a_value_of_metadata_is_noted() {
    let record = "---\nplace: Hall\ntitle: \"A <!-- second version -->\"\n---\n# T\n### Ann:\nAye.\n";
    let built = check(&bad(record), &["metadata-comment content/2024-03-12-bad.md:3:1"]);
    assert!(!built.read("meetings/2024-03-12-bad/index.html").contains("second version"));
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    let built = bad("---\n# 2024-03-12 Bad\n### Ben:\nNay: never.\n").build();
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("Nay: never."));
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn a_wrong_value_costs_that_value_alone() {
    let built = check(&front_matter("title: [a, b]\nplace: Town hall\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("Town hall"));
}

#[test]
fn a_wrong_value_that_decides_who_may_see_the_record_holds_it_back() {
    check_held(&front_matter("status: secret\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("title: Bad\nstatus: [draft]\n"), &["yaml-type content/2024-03-12-bad.md:3:1"]);
    check_held(&front_matter("publish_at: soon\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("publish_at: 2025-02-30\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("publish_at: {day: 2025-02-03}\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("withdrawn: perhaps\n"), &["yaml-type content/2024-03-12-bad.md:2:1"]);
    check_held(
        &bad(SECRET).file("content/2024-03-12-bad.yml", "status: secret\n"),
        &["yaml-type content/2024-03-12-bad.yml:1:1"],
    );
}

#[test]
fn a_record_held_back_for_its_metadata_says_so() {
    for yaml in ["status: secret\n", "status: [\n", "publish_at: {day: 2025-02-03}\n"] {
        let built = front_matter(yaml).build();
        let told = built.report.diagnostics.iter().any(|d| d.message.contains("held back"));
        assert!(told, "{yaml}: {:#?}", built.report.diagnostics);
    }
}

#[test]
fn an_unknown_key_is_reported_with_the_key_that_was_meant() {
    let built = check(&front_matter("titel: Bad\nplace: Town hall\n"), &["unknown-key content/2024-03-12-bad.md:2:1"]);
    assert!(built.diagnostic("unknown-key").hint.as_ref().is_some_and(|hint| hint.contains("did you mean “title”")));
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("Town hall"));
}

#[test]
fn a_misspelt_embargo_holds_the_record_back() {
    let waits = ["unread-metadata content/2024-03-12-bad.md:2:1", "unknown-key content/2024-03-12-bad.md:2:1"];
    check_held(&front_matter("publish_ate: 2030-01-01\n"), &waits);
    check_held(&front_matter("Status: draft\n"), &["unknown-key content/2024-03-12-bad.md:2:1"]);
    check_held(&front_matter("publish-at: 2030-01-01\n"), &waits);
}

#[test]
fn a_repeated_key_is_reported_at_the_second_and_holds_the_record_back() {
    check_held(
        &front_matter("status: draft\ntitle: Bad\nstatus: published\n"),
        &["duplicate-key content/2024-03-12-bad.md:4:1"],
    );
}

#[test]
fn an_anchor_bomb_holds_the_record_back() {
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (this, last) in "bcdefghi".chars().zip("abcdefgh".chars()) {
        bomb.push_str(&format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(",")));
    }
    check_bomb(&bomb);
}

#[test]
fn deeply_nested_front_matter_holds_the_record_back() {
    check_bomb(&format!("a: {}\n", "[".repeat(50_000)));
    check_bomb(&format!("a: {}\n", "{a: ".repeat(50_000)));
    check_bomb(&format!("{}a\n", "- ".repeat(5_000)));
}

/// YAML that is made to exhaust its reader: one error, at a place, and soon.
fn check_bomb(yaml: &str) {
    let site = front_matter(yaml);
    // The report of a build does not say where; that of a check does.
    let (exit, diagnostics) = build_by(program(), &site);
    assert_eq!((exit, codes(&diagnostics)), (Some(1), vec!["yaml-syntax ".to_owned()]));
    let arguments = ["check", "--format", "json", "--base-url", "https://records.example"];
    let checked = program().args(arguments).arg(&site.options.site).output().expect("the program runs");
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let diagnostics: Vec<Diagnostic> = serde_json::from_value(report["diagnostics"].clone()).expect("diagnostics");
    assert_eq!(codes(&diagnostics), ["yaml-syntax content/2024-03-12-bad.md"]);
    assert_well_told(&site, &diagnostics[0]);
    assert!(diagnostics[0].at.as_ref().is_some_and(|at| at.line > 1), "{diagnostics:?}");
    assert_eq!(holder(&site.output(), "embargoed"), None);
    assert!(page_of(&site, "meetings/2024-03-11-good/index.html").contains("Aye."));
}

#[test]
fn a_mistake_far_along_a_very_long_line_is_told_with_its_true_column() {
    let site = bad(format!("# 2024-03-12 Bad\n### Ben:\n{}\0\n", "x".repeat(500)));
    let built = check(&site, &["nul-byte content/2024-03-12-bad.md:3:501"]);
    let told = anstream::adapter::strip_str(&render(built.diagnostic("nul-byte"))).to_string();
    assert!(told.contains("content/2024-03-12-bad.md:3:501"), "{told}");
}

#[test]
fn an_unknown_time_zone_beside_a_local_hour_holds_the_record_back() {
    let record = "time_zone: Mars/Olympus\nplace: Town hall\n";
    let built = check(&front_matter(record), &["invalid-time-zone content/2024-03-12-bad.md:2:1"]);
    assert!(built.has("meetings/2024-03-12-bad/index.html"), "without an hour, a zone hides nothing");
    check_held(
        &front_matter("time_zone: Mars/Olympus\npublish_at: 2025-12-31T20:00\n"),
        &["invalid-time-zone content/2024-03-12-bad.md:2:1"],
    );
}

#[test]
fn a_language_that_is_none_is_reported() {
    check(&front_matter("lang: no language\n"), &["invalid-language content/2024-03-12-bad.md:2:1"]);
}

#[test]
fn a_series_or_topic_that_nobody_declared_is_reported_with_the_one_that_was_meant() {
    let site = front_matter("series: counsil\ntopics: [harbor]\n")
        .file("content/site.yml", "series:\n  council: {title: Council}\ntopics:\n  harbour: {title: Harbour}\n");
    let built = check(
        &site,
        &["unknown-reference content/2024-03-12-bad.md:2:1", "unknown-reference content/2024-03-12-bad.md:3:1"],
    );
    assert!(built.report.diagnostics.iter().all(|d| d.hint.as_ref().is_some_and(|hint| hint.contains("did you mean"))));
}

// Title, date and address.

#[test]
fn a_record_without_a_heading_takes_its_title_from_its_name() {
    let built = check(
        &site().file("content/2024-03-12-no-heading.md", "### Ben:\nNay.\n"),
        &["missing-title content/2024-03-12-no-heading.md"],
    );
    assert!(built.read("meetings/2024-03-12-no-heading/index.html").contains("no heading"));
}

#[test]
fn a_date_that_no_calendar_has_is_reported_where_it_stands() {
    let site = site()
        .file("content/2024-02-30-name.md", "# Name\n### Ben:\nNay.\n")
        .file("content/heading.md", "# 2024-13-01 Heading\n### Ben:\nNay.\n")
        .file("content/metadata.md", "---\ndate: 2024-02-31\n---\n# 2024-02-01 Metadata\n### Ben:\nNay.\n");
    let built = check(
        &site,
        &[
            "impossible-date content/2024-02-30-name.md",
            "impossible-date content/heading.md:1:3",
            "impossible-date content/metadata.md:2:1",
        ],
    );
    for record in ["2024-02-30-name", "heading", "metadata"] {
        assert!(built.read(&format!("meetings/{record}/index.html")).contains("Nay."), "{record}");
    }
}

#[test]
fn a_file_name_and_a_heading_that_disagree_are_both_named() {
    let built = check(
        &site().file("content/2024-03-12-bad.md", "# 2024-03-21 Bad\n### Ben:\nNay.\n"),
        &["date-mismatch content/2024-03-12-bad.md:1:3"],
    );
    let message = &built.diagnostic("date-mismatch").message;
    assert!(message.contains("2024-03-12") && message.contains("2024-03-21"), "{message}");
}

#[test]
fn two_records_with_one_address_are_both_named() {
    let site = site()
        .file("content/a/2024-03-12-bad.md", "# 2024-03-12 First\n### Ben:\nNay.\n")
        .file("content/b/2024-03-12-bad.md", "# 2024-03-12 Second\n### Ben:\nNay.\n");
    let built = check(&site, &["duplicate-slug content/b/2024-03-12-bad.md"]);
    assert!(built.diagnostic("duplicate-slug").message.contains("content/a/2024-03-12-bad.md"));
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("First"));
    let site = bad("---\nslug: 2024-03-11-good\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    check(&site, &["duplicate-slug content/2024-03-12-bad.md:2:1"]);
}

#[test]
fn addresses_that_differ_only_by_case_or_normalisation_are_one() {
    let pairs = [("ÉCOLE", "école"), ("e\u{301}cole", "\u{e9}cole"), ("Ａ", "a"), ("ﬁre", "fire")];
    for (one, other) in pairs {
        let site = site()
            .file("content/a.md", format!("---\nslug: \"{one}\"\n---\n# 2024-03-12 First\n### Ben:\nNay.\n"))
            .file("content/b.md", format!("---\nslug: \"{other}\"\n---\n# 2024-03-13 Second\n### Ben:\nNay.\n"));
        let built = check(&site, &["duplicate-slug content/b.md:2:1"]);
        assert!(built.diagnostic("duplicate-slug").message.contains("content/a.md"), "{one} and {other}");
    }
}

#[test]
fn an_address_too_long_for_a_file_system_is_shortened() {
    let site = bad(format!("---\nslug: {}\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n", "long-".repeat(100)));
    let built = check(&site, &["slug-too-long content/2024-03-12-bad.md:2:1"]);
    assert!(
        built
            .files()
            .iter()
            .any(|(path, bytes)| path.starts_with("meetings/long-") && bytes.windows(4).any(|w| w == b"Nay."))
    );
}

#[test]
fn a_name_that_is_no_name_is_shown_and_gets_no_page() {
    let name = "long ".repeat(61);
    let site = bad(format!("# 2024-03-12 Bad\n### {name}:\nNay.\n### Ann:\nAye.\n"));
    let built = check(&site, &["over-limit content/2024-03-12-bad.md:2:5"]);
    let page = built.read("meetings/2024-03-12-bad/index.html");
    assert!(page.contains(name.trim()) && page.contains("Nay."), "{page}");
    assert!(!built.files().keys().any(|path| path.starts_with("speakers/long")), "{:?}", built.files().keys());
}

/// As `check`, for two that want one address: both are named.
fn check_collision(site: &Site, one: &str, other: &str) -> Built {
    let built = site.build();
    let diagnostic = built.diagnostic("path-collision");
    assert_well_told(site, diagnostic);
    assert!(diagnostic.message.contains(one) && diagnostic.message.contains(other), "{}", diagnostic.message);
    assert!(built.report.fails(false));
    built
}

#[test]
fn a_record_at_the_address_of_an_index_gives_way() {
    let site = bad("---\nslug: \"2024\"\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    let built = check_collision(&site, "2024-03-12-bad.md", "the meetings of a year");
    assert!(built.has("meetings/2024-03-11-good/index.html"));
}

#[test]
fn a_record_and_a_page_that_want_one_address_are_both_named() {
    let site = site()
        .file("content/site.yml", "urls:\n  meeting: /{slug}/\n")
        .file("content/2024-03-12-bad.md", "---\nslug: about\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n")
        .file("content/pages/about.md", "# About\n");
    let built = check_collision(&site, "2024-03-12-bad.md", "pages/about.md");
    assert!(built.read("about/index.html").contains("Nay.") && built.has("2024-03-11-good/index.html"));
}

#[test]
fn a_record_and_a_speaker_who_want_one_address_are_both_named() {
    let site = site()
        .file("content/site.yml", "urls:\n  meeting: /speakers/{slug}/\n")
        .file("content/2024-03-12-bad.md", "---\nslug: ben\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    let built = check_collision(&site, "2024-03-12-bad.md", "“ben”");
    assert!(built.read("speakers/ben/index.html").contains("Nay."));
}

#[test]
fn two_pages_that_want_one_address_or_one_within_the_other_are_both_named() {
    let pages = |slug: &str| {
        site()
            .file("content/pages/a.md", "---\nslug: about\n---\n# A\n")
            .file("content/pages/b.md", format!("---\nslug: {slug}\n---\n# B\n"))
    };
    check_collision(&pages("About"), "pages/a.md", "pages/b.md");
    check_collision(&pages("about/index.html"), "pages/a.md", "pages/b.md");
}

#[test]
fn a_collision_names_a_place_in_a_file() {
    let site = bad("---\nslug: \"2024\"\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    assert_eq!(site.build().codes(), ["path-collision content/2024-03-12-bad.md:2:1"]);
}

#[test]
fn an_old_address_never_takes_that_of_a_list_for_search_engines() {
    let site = bad("---\naliases: [/Sitemap.xml, /sitemap.xml]\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    let built = site.build();
    assert!(built.read("sitemap.xml").contains("/meetings/2024-03-12-bad/"), "{}", built.read("sitemap.xml"));
    let told = built.codes();
    assert!(told.iter().any(|code| code.contains("content/2024-03-12-bad.md:2")), "{told:?}");
}

#[test]
fn a_record_left_out_for_a_collision_is_in_no_list() {
    let site = bad("---\nslug: \"2024\"\n---\n# 2024-03-12 Unplaced\n### Ben:\nNay.\n");
    let built = site.build();
    assert_eq!(holder(&built.output, "Unplaced"), None);
}

// The registry.

fn people(yaml: &str) -> Site {
    bad("# 2024-03-12 Bad\n### A. Tang:\nNay.\n").file("content/people.yml", yaml)
}

#[test]
fn a_registry_that_cannot_be_read_stops_the_build() {
    check_refused(&people("people: [\n"), &["yaml-syntax", "content/people.yml:1"]);
    check_refused(
        &people("people: []\n").file("content/organisations.yml", b"\xFF"),
        &["invalid-utf8", "content/organisations.yml:1:1"],
    );
}

#[test]
fn who_is_not_to_be_known_does_not_become_known_by_a_slip_of_the_pen() {
    let site = people("people:\n- id: witness\n  labels: [A. Tang]\n  kind: anonymus\n");
    let built = check(&site, &["yaml-type content/people.yml:4:3"]);
    assert!(!built.has("speakers/witness/index.html") && !built.has("speakers/a.-tang/index.html"));
}

#[test]
fn a_label_that_two_people_claim_is_reported_with_both() {
    let site = people("people:\n- id: audrey\n  labels: [A. Tang]\n- id: aubrey\n  labels:\n  - A. Tang\n");
    let built =
        check(&site, &["ambiguous-speaker content/2024-03-12-bad.md:2:5", "ambiguous-label content/people.yml:6:5"]);
    let message = &built.diagnostic("ambiguous-label").message;
    assert!(
        message.contains("audrey") && message.contains("content/people.yml:3") && message.contains("aubrey"),
        "{message}"
    );
}

#[test]
fn a_label_is_shown_where_it_is_claimed_and_not_where_its_words_stand_otherwise() {
    let line = "- {id: bo, names: {en: A. Tang Bo}, note: 'labels: [A. Tang]', labels: [Bo, A. Tang]}";
    let site = people(&format!("people:\n- {{id: audrey, labels: [A. Tang]}}\n{line}\n"));
    let column = line.rfind("A. Tang").map_or(0, |at| at + 1);
    let place = format!("ambiguous-label content/people.yml:3:{column}");
    check(&site, &["ambiguous-speaker content/2024-03-12-bad.md:2:5", &place]);
}

#[test]
fn ids_in_the_registry_that_nobody_has_are_reported() {
    let people = "people:\n- {id: ann, names: {en: Ann}}\n- {id: cy, names: {en: Cy}}\n\
                  combined:\n- {label: Ann and Cy, people: [ann, ci]}\n";
    let site = site().file("content/people.yml", people).file(
        "content/organisations.yml",
        "organisations:\n- {id: works, names: {en: Works}, parent: counsil}\n- {id: council, names: {en: Council}}\n",
    );
    let built =
        check(&site, &["unknown-reference content/organisations.yml:2:8", "unknown-reference content/people.yml:5:11"]);
    let hints: Vec<_> = built.report.diagnostics.iter().filter_map(|told| told.hint.as_deref()).collect();
    assert!(hints.contains(&"did you mean “council”?"), "{hints:?}");
}

#[test]
fn an_entry_without_an_id_is_left_out_and_the_rest_is_used() {
    let site = people("people:\n- names: Ben\n- id: audrey\n  labels: [A. Tang]\n");
    let built = check(&site, &["missing-id content/people.yml:2:3"]);
    assert!(built.has("speakers/audrey/index.html"));
}

#[test]
fn an_id_given_twice_is_reported_with_both_places() {
    let site = people("people:\n- id: audrey\n  labels: [A. Tang]\n- id: audrey\n  labels: [Ben]\n")
        .file("content/organisations.yml", "organisations:\n- id: audrey\n");
    let built = check(&site, &["duplicate-id content/organisations.yml:2:7", "duplicate-id content/people.yml:4:7"]);
    assert!(
        built.report.diagnostics.iter().all(|d| d.message.contains("content/people.yml:2")),
        "{:#?}",
        built.report.diagnostics
    );
}

#[test]
fn an_id_that_no_address_can_hold_is_reported() {
    let site = people("people:\n- id: ../audrey\n  labels: [A. Tang]\n- id: ben\n  labels: [Ben]\n");
    check(&site, &["invalid-id content/people.yml:2:7"]);
}

#[test]
fn a_registry_with_many_unknown_keys_is_used_all_the_same() {
    let mut yaml = String::from("people:\n- id: audrey\n  labels: [A. Tang]\n");
    for person in 0..101 {
        yaml.push_str(&format!("- id: person-{person}\n  party: none\n"));
    }
    let built = people(&yaml).build();
    let told = built.report.diagnostics.iter().any(|d| d.problem != Problem::UnknownKey);
    assert!(built.has("speakers/audrey/index.html") || told, "the registry is lost silently");
}

#[test]
fn a_person_that_metadata_names_and_nobody_declared_is_reported() {
    let site = people("people:\n- id: audrey-tang\n").file(
        "content/2024-03-12-bad.md",
        "---\nspeakers:\n  Chair: audrey-tangg\n---\n# 2024-03-12 Bad\n### Chair:\nNay.\n",
    );
    let built = check(&site, &["unknown-reference content/2024-03-12-bad.md:2:1"]);
    assert!(built.diagnostic("unknown-reference").hint.as_ref().is_some_and(|hint| hint.contains("audrey-tang")));
}

#[test]
fn a_decision_whose_numbers_and_names_do_not_agree_is_reported() {
    let record = |lines: &str| bad(format!("# 2024-03-12 Bad\n### Ben:\nNay.\n\n> **Decision:** So.\n{lines}"));
    let built = check(
        &record("> Carried, 3 to 1.\n> For: Ann, Ben\n> Against: Cy\n"),
        &["tally-mismatch content/2024-03-12-bad.md:5:1"],
    );
    let message = &built.diagnostic("tally-mismatch").message;
    assert!(message.contains("3 are counted as for, and 2 names listed"), "{message}");
    check(&record("> Carried, 2 to 1.\n> For: Ann, Ben\n> Against: Cy\n"), &[]);
    check(&record("> Carried, 1 to 2.\n"), &["tally-mismatch content/2024-03-12-bad.md:5:1"]);
}

#[test]
fn a_voter_whom_nobody_knows_is_reported_once_there_is_a_registry() {
    let record = "# 2024-03-12 Bad\n### Ben:\nNay.\n\n> **Decision:** So.\n> For: Ann, Cyd Moss, Ben\n";
    check(&bad(record), &[]);
    let site = bad(record).file("content/people.yml", "people:\n- {id: cid, names: {en: Cid Moss}}\n");
    let built = check(&site, &["unknown-voter content/2024-03-12-bad.md:6:13"]);
    let hint = built.diagnostic("unknown-voter").hint.clone().unwrap_or_default();
    assert!(hint.contains("Cid Moss"), "{hint}");
    let site =
        bad(record).file("content/people.yml", "people:\n- {id: cid, names: {en: Cid Moss}, labels: [Cyd Moss]}\n");
    check(&site, &[]);
}

#[test]
fn attendance_that_contradicts_itself_is_reported() {
    let record = |lines: &str| bad(format!("# 2024-03-12 Bad\n\n{lines}\n### Ben:\nNay.\n"));
    let told = |lines: &str, place: &str, what: &str| {
        let built = check(&record(lines), &[&format!("attendance-mismatch content/2024-03-12-bad.md:{place}")]);
        let message = &built.diagnostic("attendance-mismatch").message;
        assert!(message.contains(what), "{message}");
    };
    told("> **Present:** Ann, Ben\n> **Apologies:** Ben\n", "3:21", "“Ben” is listed as present and as excused");
    told(
        "> **Present:** Ann\n> **Absent:** Ben\n\n> **Vote:** So.\n> For: Ann, Ben\n",
        "4:15",
        "“Ben” votes, and is listed as absent",
    );
    told("> **Present:** Ann\n> **Quorum:** 2, met\n", "4:3", "the quorum of 2 is given as met, and 1 are listed");
    told("> **Quorum:** 6 of 5\n", "3:3", "the quorum is 6, of 5 members");
    check(&record("> **Present:** Ann, Ben\n> **Quorum:** 2, met\n\n> **Vote:** So.\n> For: Ann, Ben\n"), &[]);
    let late = bad(
        "---\ntimes: clock\nparticipants: [{name: Ann, to: \"20:00\"}]\n---\n# 2024-03-12 Bad\n\n### Ben [20:10]:\nNay.\n\n> **Vote:** So.\n> For: Ann\n",
    );
    let built = check(&late, &["attendance-mismatch content/2024-03-12-bad.md:3:1"]);
    assert!(built.diagnostic("attendance-mismatch").message.contains("votes at 20:10"));
}

#[test]
fn an_attendee_whom_nobody_knows_is_reported_once_there_is_a_registry() {
    let record =
        "# 2024-03-12 Bad\n\n> **Present:** Cyd Moss, Ben\n> **In attendance:** Guest Star\n\n### Ben:\nNay.\n";
    check(&bad(record), &[]);
    let site = bad(record).file("content/people.yml", "people:\n- {id: cid, names: {en: Cid Moss}}\n");
    check(&site, &["unknown-attendee content/2024-03-12-bad.md:3:16"]);
}

#[test]
fn a_time_of_coming_that_is_none_is_reported() {
    let site = bad("---\nparticipants: [{name: Ann, from: noonish}]\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n");
    check(&site, &["yaml-type content/2024-03-12-bad.md:2:28"]);
}

#[test]
fn an_organisation_within_itself_is_reported() {
    let site = site().file(
        "content/organisations.yml",
        "organisations:\n- {id: a, names: A, parent: b}\n- {id: b, names: B, parent: a}\n- {id: c, names: C, parent: c}\n- {id: d, names: D, parent: c}\n",
    );
    check(&site, &["circular-parent content/organisations.yml:3:8", "circular-parent content/organisations.yml:4:8"]);
}

#[test]
fn a_kind_of_organisation_that_there_is_not_is_reported() {
    let site = site().file("content/organisations.yml", "organisations:\n- {id: a, kind: bord, names: A}\n");
    check(&site, &["yaml-type content/organisations.yml:2:11"]);
}

#[test]
fn a_word_for_decisions_of_an_unknown_kind_is_reported() {
    let site = site().file("content/site.yml", "title: Town\ndecisions: {Conclusion: verdict}\n");
    assert!(site.try_build().is_err(), "a mistake in the settings stops the build");
}

#[test]
fn a_query_to_follow_that_finds_nothing_is_reported() {
    let site = site().file("content/site.yml", "title: Town\nwatches:\n  a: Good\n  b: 'series:harbor Good'\n");
    check(&site, &["watch-query content/site.yml:4:3"]);
}

#[test]
fn of_two_people_with_one_name_the_one_in_office_is_meant() {
    let two = |first: &str, second: &str| {
        people(&format!(
            "people:\n- id: elder\n  names: A. Tang\n  roles: [{{title: Mayor{first}}}]\n- id: younger\n  names: A. Tang\n  roles: [{{title: Clerk{second}}}]\n"
        ))
    };
    let built = check(&two(", from: 2010, to: 2020", ", from: 2021"), &[]);
    assert!(built.has("speakers/younger/index.html") && !built.has("speakers/elder/index.html"));
    for (first, second) in [("", ""), (", from: 2010", ", from: 2021")] {
        let built = check(&two(first, second), &["ambiguous-speaker content/2024-03-12-bad.md:2:5"]);
        let message = &built.diagnostic("ambiguous-speaker").message;
        assert!(message.contains("elder") && message.contains("younger"), "{message}");
        assert!(built.read("meetings/2024-03-12-bad/index.html").contains("Nay."), "nothing is lost");
        assert!(
            !built.has("speakers/elder/index.html") && !built.has("speakers/younger/index.html"),
            "nobody is picked"
        );
    }
}

// Links between records.

#[test]
fn a_translation_to_nowhere_is_reported() {
    check(&front_matter("translations: [2024-03-12-mal.md]\n"), &["unknown-translation content/2024-03-12-bad.md:2:1"]);
    let site = site().file("content/.alternates", "2024-03-11-good.md\t2024-03-11-bon.md\n");
    check(&site, &["unknown-translation content/.alternates:1:1"]);
}

#[test]
fn both_unknown_names_of_a_pair_are_reported_in_one_run() {
    let site = site().file("content/.alternates", "2024-03-12-good.md\t2024-03-12-bon.md\n");
    check(&site, &["unknown-translation content/.alternates:1:1"; 2]);
}

#[test]
fn a_translation_of_a_page_to_nowhere_is_reported() {
    let site = site().file("content/pages/about.md", "---\ntranslations: [a-propos.md]\n---\n# About\n");
    check(&site, &["unknown-translation content/pages/about.md:2:1"]);
}

#[test]
fn a_redirect_to_nowhere_is_reported() {
    let site = site().file("content/.redirects", "# old\tnew\n2024-03-10-old\t2024-03-10-gone\n");
    check(&site, &["redirect-to-nowhere content/.redirects:2:1"]);
}

#[test]
fn redirects_in_a_circle_are_reported() {
    let site = site().file("content/.redirects", "a\tb\nb\tc\nc\ta\nd\td\nold\t2024-03-11-good\n");
    let built = check(
        &site,
        &[
            "redirect-loop content/.redirects:1:1",
            "redirect-loop content/.redirects:2:1",
            "redirect-loop content/.redirects:3:1",
            "redirect-loop content/.redirects:4:1",
        ],
    );
    assert!(built.report.diagnostics[0].message.contains("a → b → c → a"), "{}", built.report.diagnostics[0].message);
    assert!(built.has("meetings/old/index.html"));
}

#[test]
fn addresses_written_in_full_are_the_same_only_as_a_whole() {
    // As somebody writes them who had the site elsewhere before: the ends are those of what they lead to.
    let rows = "/people/ann/\t/speakers/ann/\n/minutes/2024-03-11-good/\t2024-03-11-good\n\
                /2024/good.html\t2024-03-11-good\n/notes/good.html\t/people/ann\n";
    let built = check(&site().file("content/.redirects", rows), &[]);
    for (page, to) in [
        ("people/ann/index.html", "/speakers/ann/"),
        ("minutes/2024-03-11-good/index.html", "/meetings/2024-03-11-good/"),
        ("2024/good.html", "/meetings/2024-03-11-good/"),
        ("notes/good.html", "/speakers/ann/"),
    ] {
        assert!(built.read(page).contains(&format!("url={to}\"")), "{page}: {}", built.read(page));
    }
    check(
        &site().file("content/.redirects", "/a/\t/b/\n/b/\t/a/\n"),
        &["redirect-loop content/.redirects:1:1", "redirect-loop content/.redirects:2:1"],
    );
}

#[test]
fn a_live_page_wins_over_a_redirect() {
    let site = bad("---\naliases: [2024-03-11-good]\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n")
        .file("content/.redirects", "2024-03-11-good\t2024-03-12-bad\n");
    let built = check(
        &site,
        &["redirect-over-live-page content/.redirects:1:1", "redirect-over-live-page content/2024-03-12-bad.md:2:1"],
    );
    assert!(built.read("meetings/2024-03-11-good/index.html").contains("Aye."));
}

#[test]
fn a_live_page_that_is_no_record_wins_over_a_redirect_and_that_is_reported() {
    let site = bad("---\naliases: [/speakers/]\n---\n# 2024-03-12 Bad\n### Ben:\nNay.\n")
        .file("content/.redirects", "/about/\t2024-03-11-good\n")
        .file("content/pages/about.md", "# About\n");
    check(
        &site,
        &["redirect-over-live-page content/.redirects:1:1", "redirect-over-live-page content/2024-03-12-bad.md:2:1"],
    );
}

#[test]
fn an_old_address_that_no_request_can_ask_for_is_reported_and_left_out() {
    for address in ["/debates/?id=5", "/debates/#5", "/old.php?x=1&y=2", "/debates/舊?", "/files/a.pdf?v=2"] {
        let row = site().file("content/.redirects", format!("{address}\t2024-03-11-good\n"));
        let built = check(&row, &["unreachable-address content/.redirects:1:1"]);
        assert!(!built.read("_redirects").contains("301"), "{address}");
        assert_eq!(files_below(&built.output).keys().find(|path| path.contains(['?', '#'])), None, "{address}");
        let alias = bad(format!("---\naliases: [\"{address}\"]\n---\n# 2024-03-12 Bad\n### Ann:\nAye.\n"));
        check(&alias, &["unreachable-address content/2024-03-12-bad.md:2:1"]);
        let page = site().file("content/pages/about.md", format!("---\naliases: [\"{address}\"]\n---\n# About\n"));
        check(&page, &["unreachable-address content/pages/about.md:2:1"]);
    }
    // Written as links are: nobody asks for what stands there, but it was an address of the site before.
    let encoded = site().file("content/.redirects", "/caf%C3%A9/\t2024-03-11-good\n");
    check(&encoded, &["unreachable-address content/.redirects:1:1"]);
    check(&site().file("content/.redirects", "/100%/\t2024-03-11-good\n/café/\t2024-03-11-good\n"), &[]);
}

#[test]
fn no_old_address_means_another_host() {
    for address in
        ["//evil.example/", "//evil.example/a", "///evil.example/", "/\\evil.example/", "/\\/evil.example/", "//"]
    {
        let row = site().file("content/.redirects", format!("{address}\t2024-03-11-good\n"));
        let built = check(&row, &["unreachable-address content/.redirects:1:1"]);
        let told = format!("“{address}” begins with two slashes");
        assert!(built.report.diagnostics[0].message.starts_with(&told), "{:?}", built.report.diagnostics);
        assert_eq!(built.read("_redirects"), "", "{address}");
        assert!(!files_below(&built.output).keys().any(|path| path.contains("evil")), "{address}");
        let alias = bad(format!("---\naliases: ['{address}']\n---\n# 2024-03-12 Bad\n### Ann:\nAye.\n"));
        let built = check(&alias, &["unreachable-address content/2024-03-12-bad.md:2:1"]);
        assert_eq!(built.read("_redirects"), "", "{address}");
        let page = site().file("content/pages/about.md", format!("---\naliases: ['{address}']\n---\n# About\n"));
        assert_eq!(
            check(&page, &["unreachable-address content/pages/about.md:2:1"]).read("_redirects"),
            "",
            "{address}"
        );
    }
    // What an address leads to is another host just as little.
    for target in ["//about/", "//speakers/", "/\\about/", "///about"] {
        let row =
            site().file("content/pages/about.md", "# About\n").file("content/.redirects", format!("/old/\t{target}\n"));
        let built = check(&row, &["redirect-to-nowhere content/.redirects:1:1"]);
        assert!(!built.has("old/index.html") && built.read("_redirects").is_empty(), "{target}");
    }
}

#[test]
fn an_old_address_that_hosts_would_take_for_a_pattern_is_told_and_takes_nothing_over() {
    for address in ["/*", "/old/*/", "/wiki/Category:Quay/", "/:all/", "/a*.html"] {
        let row = site().file("content/.redirects", format!("{address}\t2024-03-11-good\n"));
        let built = check(&row, &["address-as-pattern content/.redirects:1:1"]);
        assert_eq!(built.read("_redirects"), "", "{address}");
        let page =
            if address.ends_with('/') || address.contains('.') { address.to_owned() } else { format!("{address}/") };
        let file = if page.ends_with('/') { format!("{page}index.html") } else { page };
        assert!(built.read(file.trim_start_matches('/')).contains("2024-03-11-good"), "the page leads on: {address}");
        let alias = bad(format!("---\naliases: [\"{address}\"]\n---\n# 2024-03-12 Bad\n### Ann:\nAye.\n"));
        check(&alias, &["address-as-pattern content/2024-03-12-bad.md:2:1"]);
    }
    // Of a file there is no page that could lead on.
    let file = site().file("content/.redirects", "/files/*\t2024-03-11-good\n");
    assert_eq!(check(&file, &["address-as-pattern content/.redirects:1:1"]).read("_redirects"), "");
    check(&site().file("content/.redirects", "/a$b(c)+d/\t2024-03-11-good\n"), &[]);
}

#[test]
fn two_redirects_from_one_address_are_reported() {
    let site = bad("# 2024-03-12 Bad\n### Ben:\nNay.\n")
        .file("content/.redirects", "old\t2024-03-11-good\nold\t2024-03-12-bad\n");
    let built = check(&site, &["duplicate-redirect content/.redirects:2:1"]);
    assert!(built.read("meetings/old/index.html").contains("2024-03-11-good"), "the first stays");
    let twice = self::site().file("content/.redirects", "old\t2024-03-11-good\nold\t2024-03-11-good\n");
    check(&twice, &[]);
}

#[test]
fn a_row_without_a_tab_is_reported_and_the_others_are_used() {
    let site = site().file("content/.redirects", "old 2024-03-11-good\nolder\t2024-03-11-good\n\tnameless\n");
    let built = check(&site, &["malformed-row content/.redirects:1:1", "malformed-row content/.redirects:3:1"]);
    assert!(built.has("meetings/older/index.html"));
}

#[test]
fn a_relative_link_to_nowhere_loses_the_link_and_keeps_its_text() {
    let site = bad(
        "---\nattachments: [papers/gone.pdf]\n---\n# 2024-03-12 Bad\n### Ben:\nSee [the paper](papers/lost.pdf).\n",
    );
    let built =
        check(&site, &["missing-file content/2024-03-12-bad.md:2:1", "missing-file content/2024-03-12-bad.md:6:5"]);
    let page = built.read("meetings/2024-03-12-bad/index.html");
    assert!(page.contains("the paper") && !page.contains("lost.pdf"), "{page}");
}

#[test]
fn a_link_out_of_the_content_is_told_apart() {
    let site =
        bad("# 2024-03-12 Bad\n### Ben:\nSee [the paper](../papers/budget.pdf).\n").file("papers/budget.pdf", "x");
    let built = check(&site, &["outside-content content/2024-03-12-bad.md:3:5"]);
    let page = built.read("meetings/2024-03-12-bad/index.html");
    assert!(page.contains("the paper") && !page.contains("budget.pdf"), "{page}");
}

#[test]
fn a_link_to_the_web_without_its_scheme_is_told_apart() {
    let record =
        "# 2024-03-12 Bad\n### Ben:\nOn [our site](www.host.example) and [here](host.example/a), not [there](a.pdf).\n";
    check(
        &bad(record),
        &[
            "missing-scheme content/2024-03-12-bad.md:3:4",
            "missing-scheme content/2024-03-12-bad.md:3:37",
            "missing-file content/2024-03-12-bad.md:3:65",
        ],
    );
}

// Text.

#[test]
fn programs_in_records_are_in_no_byte_of_the_site() {
    let lines = [
        ("<script>steal()</script>", "dropped-html"),
        ("<SCRIPT SRC=//steal.example></SCRIPT>", "dropped-html"),
        ("<style>@import 'steal.css'</style>", "dropped-html"),
        ("<img src=x onerror=steal()>", "dropped-html"),
        ("<svg onload=steal()>", "dropped-html"),
        ("<object data=steal.swf></object>", "dropped-html"),
        ("[x](javascript:steal())", "unsafe-link"),
        ("[x](JaVaScRiPt:steal())", "unsafe-link"),
        ("[x](java&#115;cript:steal())", "unsafe-link"),
        ("[x](<java\tscript:steal()>)", "unsafe-link"),
        ("[x](data:text/html,steal)", "unsafe-link"),
        ("[x](vbscript:steal)", "unsafe-link"),
        ("![x](data:image/svg+xml,steal)", "unsafe-link"),
        ("[x][bad]\n\n[bad]: javascript:steal()", "unsafe-link"),
        ("<a href=\"javascript:steal()\">x</a>", "unsafe-link"),
        ("<a href='java&#x0A;script:steal()'>x</a>", "unsafe-link"),
    ];
    for (line, code) in lines {
        check_dropped(line, code);
    }
}

/// A speech that begins with these words: they are reported with the code, and `steal` is in no byte of the site.
fn check_dropped(line: &str, code: &str) {
    let site = bad(format!("# 2024-03-12 Bad\n### Ben:\nNay.\n\n{line}\n"));
    let built = site.build();
    let column = line.find(['<', '[', '!']).unwrap_or(0) + 1;
    assert_eq!(
        built.codes().first(),
        Some(&format!("{code} content/2024-03-12-bad.md:5:{column}")),
        "{line}: {:?}",
        built.codes()
    );
    built.report.diagnostics.iter().for_each(|diagnostic| assert_well_told(&site, diagnostic));
    assert!(
        built.read("meetings/2024-03-12-bad/index.html").contains("Nay.")
            && built.has("meetings/2024-03-11-good/index.html"),
        "{line}"
    );
    assert_eq!(holder(&built.output, "steal"), None, "{line}");
}

#[test]
fn a_bare_address_by_a_forbidden_scheme_stays_as_words() {
    let built =
        check(&bad("# 2024-03-12 Bad\n### Ben:\n<javascript:steal>\n"), &["unsafe-link content/2024-03-12-bad.md:3:1"]);
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("javascript:steal"));
    assert_eq!(holder(&built.output, "href=\"javascript"), None);
}

#[test]
fn a_program_within_a_line_is_dropped_with_all_that_is_in_it() {
    check_dropped("a <script>steal()</script> b", "dropped-html");
    check_dropped("a <style>@import 'steal.css'</style> b", "dropped-html");
}

#[test]
fn event_handlers_are_dropped_and_each_drop_is_reported() {
    for line in [
        "<b onclick=\"steal()\">x</b>",
        "<a href=\"https://a.example\" onmouseover='steal()'>x</a>",
        "<br onload=steal()>",
    ] {
        let site = bad(format!("# 2024-03-12 Bad\n### Ben:\n{line}\n"));
        let built = site.build();
        assert_eq!(holder(&built.output, "steal"), None, "{line}");
        assert_eq!(built.codes(), ["dropped-html content/2024-03-12-bad.md:3:1"], "{line}");
    }
}

#[test]
fn a_frame_that_leads_nowhere_is_reported() {
    for (line, code) in [
        ("<iframe src=\"javascript:steal()\"></iframe>", "unsafe-link"),
        ("<iframe srcdoc=\"steal\"></iframe>", "dropped-html"),
    ] {
        let site = bad(format!("# 2024-03-12 Bad\n### Ben:\n{line}\n"));
        let built = site.build();
        assert_eq!(holder(&built.output, "steal"), None, "{line}");
        assert_eq!(built.codes(), [format!("{code} content/2024-03-12-bad.md:3:1")], "{line}");
    }
}

#[test]
fn markup_dropped_from_a_heading_is_reported() {
    for text in [
        "# 2024-03-12 Bad <script>steal()</script>\n### Ben:\nNay.\n",
        "# 2024-03-12 Bad\n## Part <img src=steal>\n### Ben:\nNay.\n",
        "# 2024-03-12 Bad\n### Ben <object data=steal>:\nNay.\n",
    ] {
        let built = bad(text).build();
        assert!(
            built.codes().iter().any(|code| code.starts_with("dropped-html content/2024-03-12-bad.md:")),
            "{text}: {:?}",
            built.codes()
        );
    }
}

#[test]
fn text_that_looks_like_a_program_is_shown_as_text() {
    let title = "<script>alert(1)</script>";
    let site = bad(format!(
        "---\ntitle: \"{title}\"\nplace: \"{title}\"\nslug: \"{title}\"\n---\n# 2024-03-12 Bad\n### Ben &lt;script&gt;:\n\\<script> `<script>`\n"
    ));
    let built = check(&site, &[]);
    for (path, bytes) in built.files() {
        if path.ends_with(".html") {
            let page = scraper::Html::parse_document(&String::from_utf8(bytes).expect("UTF-8"));
            let programs = scraper::Selector::parse("script").expect("a selector");
            for script in page.select(&programs) {
                let text: String = script.text().collect();
                if script.attr("data-part").is_some() {
                    // A part that the theme's scripts put into the page as markup.
                    assert_eq!(script.attr("type"), Some("text/html"), "{path}");
                    let part = scraper::Html::parse_fragment(&text);
                    let of_part = scraper::Selector::parse("*").expect("a selector");
                    for element in part.select(&of_part).map(|element| element.value()) {
                        let acts =
                            element.attrs().any(|(name, value)| name.starts_with("on") || value.contains("script:"));
                        assert!(element.name() != "script" && !acts, "{path}: {text}");
                    }
                    continue;
                }
                // Data is no program, as long as nothing in it can begin a tag.
                let is_data = matches!(script.attr("type"), Some("application/ld+json" | "application/json"));
                let is_data = is_data && !text.contains('<');
                assert!(is_data || (text.is_empty() && script.attr("src").is_some()), "{path}: {text}");
            }
        }
    }
}

#[test]
fn a_link_of_a_person_by_a_forbidden_scheme_is_dropped_and_reported() {
    let site = people("people:\n- id: audrey\n  labels: [A. Tang]\n  links: [\"javascript:steal()\"]\n");
    let built = site.build();
    assert_eq!(holder(&built.output, "steal"), None);
    check(&site, &["unsafe-link content/people.yml:4:3"]);
}

#[test]
fn tags_that_are_never_closed_end_with_their_paragraph() {
    let built = check(
        &bad("# 2024-03-12 Bad\n### Ben:\nNay <b>loud.\n\nSoft.\n"),
        &["unclosed-html content/2024-03-12-bad.md:3:5"],
    );
    assert!(built.read("meetings/2024-03-12-bad/index.html").contains("<b>loud.</b></p>"));
}

/// A speech in which something is nested very deeply: no stack overflows, nobody waits, every word is shown.
fn check_deep(text: &str, expected: &[&str]) {
    let site = bad(format!("# 2024-03-12 Bad\n### Ben:\n{text}\n\n### Cy:\nAfterwards.\n"));
    let (exit, diagnostics) = build_by(program(), &site);
    assert_eq!(
        (exit, codes(&diagnostics)),
        (Some(0), expected.iter().map(|code| format!("{code} content/2024-03-12-bad.md")).collect())
    );
    for diagnostic in &diagnostics {
        assert_well_told(&site, diagnostic);
        assert_eq!(diagnostic.at.as_ref().map(|at| (at.line, at.column)), Some((3, 1)));
    }
    let page = page_of(&site, "meetings/2024-03-12-bad/index.html");
    assert!(page.contains("innermost") && page.contains("Afterwards."));
    assert!(page.matches("<blockquote").count() < 100 && page.matches("<ul").count() < 100, "a browser must not drown");
}

/// Levels of nesting.
const DEEP: usize = 50_000;

#[test]
fn fifty_thousand_nested_quotations_are_shown_as_typed() {
    check_deep(&format!("{}innermost", ">".repeat(DEEP)), &["nesting-too-deep"]);
    check_deep(&format!("{}innermost", "> ".repeat(DEEP)), &["nesting-too-deep"]);
}

#[test]
fn fifty_thousand_nested_items_are_shown_as_typed() {
    check_deep(&format!("{}innermost", "- ".repeat(DEEP)), &["nesting-too-deep"]);
}

#[test]
fn fifty_thousand_brackets_are_shown_as_typed() {
    check_deep(&format!("{}innermost", "[".repeat(DEEP)), &["nesting-too-deep"]);
    check_deep(&format!("{}innermost", "![".repeat(DEEP)), &["nesting-too-deep"]);
}

#[test]
fn fifty_thousand_brackets_that_are_closed_again_are_read_in_time() {
    check_deep(&format!("{}innermost{}", "[".repeat(DEEP), "]".repeat(DEEP)), &["nesting-too-deep"]);
}

#[test]
fn fifty_thousand_round_brackets_are_read_in_time() {
    check_deep(&format!("{}innermost", "（".repeat(DEEP)), &[]);
    check_deep(&format!("[innermost]({}x{})", "(".repeat(DEEP), ")".repeat(DEEP)), &[]);
}

#[test]
fn fifty_thousand_comments_that_are_never_closed_are_read_in_time() {
    check_deep(&format!("{}innermost", "<!-- ".repeat(DEEP)), &["unclosed-html"]);
}

#[test]
fn links_with_spaces_and_tables_drawn_with_lines_are_told() {
    let built = check(
        &bad("# 2024-03-12 Bad\n### Ben:\nSee [the plan](papers/plan of quay.csv) and [the map] (papers/map.png).\n"),
        &["lost-link content/2024-03-12-bad.md:3:5", "lost-link content/2024-03-12-bad.md:3:45"],
    );
    let hints: Vec<&str> = built.report.diagnostics.iter().filter_map(|told| told.hint.as_deref()).collect();
    assert!(
        hints[0].contains("(<papers/plan of quay.csv>)") && hints[0].contains("papers/plan%20of%20quay.csv"),
        "{hints:?}"
    );
    for table in [
        "Ship    Berth\n------- -------\nAlba    Four\n\n: Ships",
        "-----------------\nShip    Berth\n------- ---------\nAlba    Four\n\nDora    Five\n-----------------",
        "+------+-------+\n| Ship | Berth |\n+======+=======+\n| Alba | Four  |\n+------+-------+",
    ] {
        let built = bad(format!("# 2024-03-12 Bad\n### Ben:\nNay.\n\n{table}\n")).build();
        assert_eq!(built.codes().len(), 1, "{table}: {:?}", built.codes());
        assert!(built.codes()[0].starts_with("drawn-table content/2024-03-12-bad.md:"), "{table}");
        let words = built.read("meetings/2024-03-12-bad/index.html");
        assert!(["Ship", "Berth", "Alba", "Four"].iter().all(|word| words.contains(word)), "{table}: {words}");
    }
}

#[test]
fn marks_and_notes_that_do_not_find_each_other_are_told() {
    check(
        &bad("# 2024-03-12 Bad\n### Ben:\nNay[^a].\n\n[^b]: Unused.\n"),
        &["lost-note content/2024-03-12-bad.md:3:4", "lost-note content/2024-03-12-bad.md:5:1"],
    );
}

#[test]
fn a_comment_that_is_never_closed_or_holds_another_is_told() {
    check(
        &bad("# 2024-03-12 Bad\n### Ben:\nNay.\n\n<!-- Ask him\n\n## Part\n"),
        &["unclosed-html content/2024-03-12-bad.md:5:1"],
    );
    check(
        &bad("# 2024-03-12 Bad\n### Ben:\nNay.\n\n<!-- Ask him\n\nAye.\n\n<!-- x -->\n"),
        &["unclosed-html content/2024-03-12-bad.md:5:1"],
    );
    check(
        &bad("# 2024-03-12 Bad\n### Ben:\nNay.\n\n<script>\nAye.\n"),
        &["dropped-html content/2024-03-12-bad.md:5:1", "unclosed-html content/2024-03-12-bad.md:5:1"],
    );
}

#[test]
fn fifty_thousand_tags_that_are_never_closed_are_read_in_time() {
    let site = bad(format!("# 2024-03-12 Bad\n### Ben:\n{}innermost\n", "<b>".repeat(DEEP)));
    let (_, diagnostics) = build_by(program(), &site);
    assert!(!diagnostics.is_empty() && diagnostics.iter().all(|d| d.problem == Problem::UnclosedHtml));
    assert!(page_of(&site, "meetings/2024-03-12-bad/index.html").contains("innermost"));
}

// The site's settings.

#[test]
fn a_base_url_that_is_none_stops_the_build() {
    for url in ["records.example", "ftp://records.example", "https://", "https://a.example/?x", "javascript:x"] {
        check_refused(
            &site().file("content/site.yml", format!("title: T\nbase_url: {url}\n")),
            &["invalid-base-url", "content/site.yml:2:1", url, "https://records.example.org/"],
        );
        let mut site = site();
        site.options.base_url = Some(url.to_owned());
        check_refused(&site, &["invalid-base-url", url]);
    }
}

#[test]
fn a_base_url_that_nobody_gave_is_noted() {
    let mut site = site();
    site.options.base_url = None;
    check(&site, &["missing-base-url"]);
}

#[test]
fn an_unknown_time_zone_of_the_site_stops_the_build() {
    check_refused(
        &site().file("content/site.yml", "time_zone: Mars/Olympus\n"),
        &["invalid-time-zone", "content/site.yml:1:1", "Mars/Olympus", "Asia/Taipei"],
    );
}

#[test]
fn an_unknown_order_of_names_stops_the_build() {
    check_refused(
        &site().file("content/site.yml", "title: T\nspeakers: {order: radicals}\n"),
        &["yaml-type", "content/site.yml:2", "“radicals”", "`bopomofo`"],
    );
}

#[test]
fn a_contact_or_an_edit_address_with_unknown_places_stops_the_build() {
    for (settings, told) in [
        ("contact: https://a.example/new?text={speech}\n", ["“speech”", "{words}"]),
        ("contact: https://{words}/new?text={url}\n", ["outside its query", "behind the `?`"]),
        ("edit_url: https://a.example/edit/{file}\n", ["edit/{file}”", "`{path}`"]),
        ("edit_url: javascript:steal('{path}')\n", ["“javascript:", "`{path}`"]),
    ] {
        let expected = [&["yaml-type", "content/site.yml:1:1"][..], &told].concat();
        check_refused(&site().file("content/site.yml", settings), &expected);
    }
}

#[test]
fn what_word_saves_is_named_and_converted() {
    let bytes = b"# 2024-03-12 Caf\xe9\n\n### Ann:\nIt\x92s \x93fine\x94 \x96 and costs 5 \x80.\n";
    let site = site().file("content/2024-03-12-bad.md", bytes);
    let built = check(&site, &["invalid-utf8 content/2024-03-12-bad.md:1:17"]);
    let hint = built.diagnostic("invalid-utf8").hint.clone().unwrap_or_default();
    assert!(hint.contains("Windows-1252") && hint.contains("check --fix"), "{hint}");
    let fixed = program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("the program runs");
    assert!(fixed.status.success(), "{}", String::from_utf8_lossy(&fixed.stderr));
    let text = fs::read_to_string(site.path("content/2024-03-12-bad.md")).expect("UTF-8");
    assert_eq!(text, "# 2024-03-12 Café\n\n### Ann:\nIt’s “fine” – and costs 5 €.\n");
    // What Notepad calls “Unicode”.
    let words = "# 2024-03-12 預算\r\n\r\n### Ann:\r\nAye.\r\n";
    for (mark, unit) in [([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xFE, 0xFF], u16::to_be_bytes)] {
        let bytes: Vec<u8> = mark.into_iter().chain(words.encode_utf16().flat_map(unit)).collect();
        let site = Site::new().file("content/2024-03-12-bad.md", bytes);
        let hint = site.build().diagnostic("invalid-utf8").hint.clone().unwrap_or_default();
        assert!(hint.contains("Notepad") && hint.contains("check --fix"), "{hint}");
        let fixed = program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("it runs");
        assert!(fixed.status.success(), "{}", String::from_utf8_lossy(&fixed.stderr));
        let text = fs::read_to_string(site.path("content/2024-03-12-bad.md")).expect("UTF-8");
        assert_eq!(text, words.replace("\r\n", "\n"));
    }
    // Big5, bytes without a character, and half a character of UTF-16 are not guessed.
    for bytes in [
        &b"# 2024-03-12 \xb7|\xc4\xb3\xac\xf6\xbf\xfd\n\n### \xa5D\xae\xc9:\n\xa7A\xa6n\n"[..],
        b"# A\n### Ann:\nWords and words and words and \x81 words.\n",
        b"\xFF\xFE#\0 \0\x3D\xD8A\0",
    ] {
        let site = Site::new()
            .file("content/2024-03-11-good.md", "# Good\n### Ann:\nAye.\n")
            .file("content/2024-03-12-bad.md", bytes);
        let hint = site.build().diagnostic("invalid-utf8").hint.clone().unwrap_or_default();
        assert!(!hint.contains("--fix"), "{hint}");
        program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("the program runs");
        assert_eq!(fs::read(site.path("content/2024-03-12-bad.md")).expect("a file"), bytes);
    }
}

#[test]
fn links_to_files_of_ones_own_computer_are_answered_with_what_to_do() {
    let record = "# 2024-03-12 Bad\n### Ann:\n[a](C:\\docs\\a.pdf), [b](<file:///C:/a b.pdf>), [c](c:/x.pdf) and [d](javascript:alert).\n";
    let built = site().file("content/2024-03-12-bad.md", record).build();
    let hints: Vec<&str> = built.report.diagnostics.iter().filter_map(|found| found.hint.as_deref()).collect();
    assert_eq!(hints.iter().filter(|hint| hint.contains("copy it into the content")).count(), 3, "{hints:#?}");
    assert_eq!(hints.iter().filter(|hint| hint.contains("links may begin with")).count(), 1, "{hints:#?}");
}

#[test]
fn mistakes_in_lists_name_the_entry_as_written_in_words_without_types() {
    let settings = "baseURL: https://a.example\nmenu:\n  - {title: A}\n  - {title: B, url: /about/}\n  - {name: C, href: /about/}\n  - {url: /about/}\n\
                    topics: {roads: [Roads]}\nseries: [a]\nfeeds: {entries: many}\n";
    let told = [
        ["“menu.1”", "has no `url`", "site.yml:3"],
        ["“menu.4”", "has no `title`", "site.yml:6"],
        ["“topics.roads”", "a list stands here", "site.yml:7"],
        ["“series”", "keys with values", "site.yml:8"],
        ["unknown-key", "“base_url”", "site.yml:1"],
    ];
    check_refused(&site().file("content/site.yml", settings), told.as_flattened());
    let Err(failure) = site().file("content/site.yml", settings).try_build() else { panic!("built all the same") };
    for word in ["struct", "invalid type", "expected a mapping", "sequence", "usize", "Entry"] {
        assert!(!failure.to_string().contains(word), "{word} in {failure}");
    }
}

#[test]
fn names_of_topics_and_series_may_stand_alone_and_links_of_the_menu_are_checked() {
    let settings = "title: T\nbase_url: https://records.example\ntopics: {roads: Roads}\nseries: {council: Full Council, 1999: ~}\nmenu:\n\
                    \u{20} - {title: A, url: pages/about.md}\n  - {title: B, url: /about/}\n  - {title: C, url: /nope/}\n  - {name: D, href: nope}\n\
                    \u{20} - {title: E, url: \"https://a.example/\"}\n";
    let record = "---\nseries: council\ntopics: roads\n---\n# Third\n### Ann:\nAye.\n";
    let site = site()
        .file("content/site.yml", settings)
        .file("content/pages/about.md", "# About\nWords.\n")
        .file("content/2024-05-11-third.md", record);
    let built = check(&site, &["missing-file content/site.yml:8:16", "missing-file content/site.yml:9:5"]);
    let menu = attributes(&built.read("index.html"), ".site-menu a", "href");
    assert_eq!(menu[menu.len() - 4..], ["/about/", "/about/", "/nope/", "https://a.example/"], "{menu:?}");
    assert!(built.read("topics/roads/index.html").contains(">Roads</h1>"));
    assert!(built.read("series/council/index.html").contains("Full Council</h1>"));
}

#[test]
fn settings_that_are_no_yaml_stop_the_build() {
    check_refused(&site().file("content/site.yml", "title: [\n"), &["yaml-syntax", "content/site.yml:"]);
    check_refused(&site().file("content/site.yml", b"title: \xFF\n"), &["invalid-utf8", "content/site.yml:1:8"]);
    check_refused(&site().file("content/site.yml", "title: a\ntitle: b\n"), &["duplicate-key", "content/site.yml:2:1"]);
}

#[test]
fn settings_too_large_to_be_read_stop_the_build() {
    let site = site().file("content/site.yml", "theme: civic\n");
    fs::File::options()
        .write(true)
        .open(site.path("content/site.yml"))
        .and_then(|file| file.set_len(100 * 1024 * 1024))
        .expect("a sparse file");
    check_refused(&site, &["file-too-large", "content/site.yml"]);
}

#[test]
fn settings_lead_to_no_forbidden_address() {
    let site = site().file(
        "content/site.yml",
        "contact: javascript:steal()\nmenu:\n- {title: M, url: \"data:text/html,steal\"}\nhome: {text: \"[x](javascript:steal()) <script>steal()</script>\"}\n",
    );
    let built = site.build();
    assert_eq!(holder(&built.output, "steal"), None);
    let expected = [
        "unsafe-link content/site.yml:1:1",
        "unsafe-link content/site.yml:3:14",
        "dropped-html content/site.yml:4:1",
        "unsafe-link content/site.yml:4:1",
    ];
    assert_eq!(built.codes(), expected);
}

#[test]
fn a_record_that_is_public_before_the_day_of_its_meeting_is_reported() {
    let of = |day: &str, metadata: &str| {
        let record = format!("{metadata}# Council\n\n### Ann:\nAye.\n");
        let site = site().file(&format!("content/{day}-council.md"), record);
        site.now("2026-03-10T20:00:00Z").build().codes().join(" ")
    };
    assert_eq!(of("2026-03-12", ""), "future-meeting content/2026-03-12-council.md");
    assert_eq!(of("2026-04", ""), "future-meeting content/2026-04-council.md");
    // It is the next day already elsewhere.
    for (day, metadata) in [
        ("2026-03-11", ""),
        ("2026-03", ""),
        ("2026", ""),
        ("2026-03-12", "---\nstatus: draft\n---\n"),
        ("2026-03-12", "---\nannounced: true\n---\n"),
    ] {
        assert_eq!(of(day, metadata), "", "{day} {metadata}");
    }
}

#[test]
fn a_title_without_a_space_behind_its_sign_is_told_and_fixed() {
    let site = site().file("content/2024-03-12-budget.md", "\n#2024-03-12 Budget\n\n### Ann:\nAye.\n");
    let site = site.file("content/2024-03-13-tag.md", "#budget\n\n### Ann:\nAye.\n");
    let built =
        check(&site, &["missing-title content/2024-03-12-budget.md", "missing-title content/2024-03-13-tag.md"]);
    let hint = built.report.diagnostics[0].hint.clone().unwrap_or_default();
    assert!(hint.contains("with a space behind the `#`"), "{hint}");
    let fixed = program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("the program runs");
    assert!(fixed.status.success(), "{}", String::from_utf8_lossy(&fixed.stderr));
    let text = |name: &str| fs::read_to_string(site.path(name)).expect("a record");
    assert_eq!(text("content/2024-03-12-budget.md"), "\n# 2024-03-12 Budget\n\n### Ann:\nAye.\n");
    assert_eq!(text("content/2024-03-13-tag.md"), "#budget\n\n### Ann:\nAye.\n", "it may be a hashtag");
}

#[test]
fn tags_of_a_word_processor_are_noted_and_fixed() {
    let pasted =
        "# Council\n\n### Ann:\n<p class=\"MsoNormal\">The <span lang=EN>ferry</span> is late<o:p></o:p>.</p>\n";
    let site = site().file("content/2024-03-12-council.md", pasted);
    let found = site.build().report.diagnostics;
    let found: Vec<_> = found.iter().map(|found| (found.problem.code(), found.severity)).collect();
    assert_eq!(found, [("dropped-html", Severity::Note); 3], "{found:?}");
    let fixed = program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("the program runs");
    assert!(fixed.status.success(), "{}", String::from_utf8_lossy(&fixed.stderr));
    let text = std::fs::read_to_string(site.options.site.join("content/2024-03-12-council.md")).expect("the record");
    assert_eq!(text, "# Council\n\n### Ann:\nThe ferry is late.\n");
}

#[test]
fn signs_in_place_of_the_colon_behind_a_name_are_told_and_fixed() {
    let slips = "# Council\n\n### Jane Smith;\nAye.\n\n### Ben:\nNo.\n\n### Ben.\nNever.\n\n### Cy Lee -:\nOh.\n";
    let site = site().file("content/2024-03-12-council.md", slips);
    let told = site.build().report.diagnostics;
    let hints: Vec<&str> = told.iter().filter_map(|found| found.hint.as_deref()).collect();
    for (hint, name) in hints.iter().zip(["Jane Smith", "Ben", "Cy Lee"]) {
        assert!(hint.contains(&format!("write `### {name}:`")), "{hints:#?}");
    }
    assert_eq!(hints.len(), 3, "{hints:#?}");
    let fixed = program().args(["check", "--fix", "--yes"]).arg(&site.options.site).output().expect("the program runs");
    assert!(fixed.status.success(), "{}", String::from_utf8_lossy(&fixed.stderr));
    let text = std::fs::read_to_string(site.options.site.join("content/2024-03-12-council.md")).expect("the record");
    let expected = "# Council\n\n### Jane Smith:\nAye.\n\n### Ben:\nNo.\n\n### Ben:\nNever.\n\n### Cy Lee:\nOh.\n";
    assert_eq!(text, expected);
    assert_eq!(site.build().codes(), [""; 0]);
}

#[test]
fn a_heading_of_minutes_among_names_with_a_colon_is_told() {
    let record = "# 2024-03-12 Bad\n### Ann:\nAye.\n### Ben:\nNo.\n### Decision\nCarried.\n### Action items\nNone.\n### Cy:\nOh.\n";
    check(
        &bad(record),
        &["doubtful-name content/2024-03-12-bad.md:6:5", "doubtful-name content/2024-03-12-bad.md:8:5"],
    );
    // A name without its colon is still a name.
    check(&bad("# 2024-03-12 Bad\n### Ann:\nAye.\n### Ben:\nNo.\n### Cy\nOh.\n"), &[]);
}

#[test]
fn settings_of_other_generators_are_told_where_they_belong() {
    let settings = "title: Town\nlogo: crest.svg\nparams: {phone: 1}\nanalytics: x\nfavicon: a.ico\n";
    let built = site().file("content/site.yml", settings).build();
    let hints: Vec<&str> = built.report.diagnostics.iter().filter_map(|found| found.hint.as_deref()).collect();
    for (hint, word) in hints.iter().zip(["theme: {options: {logo", "`extra:`", "no other server", "static/icon.svg"]) {
        assert!(hint.contains(word), "{hints:#?}");
    }
    assert_eq!(hints.len(), 4, "{hints:#?}");
}

#[test]
fn an_unknown_setting_is_reported() {
    let built = check(&site().file("content/site.yml", "titel: T\n"), &["unknown-key content/site.yml:1:1"]);
    assert!(built.diagnostic("unknown-key").hint.as_ref().is_some_and(|hint| hint.contains("“title”")));
}

// Themes.

#[test]
fn an_unknown_theme_stops_the_build() {
    for theme in ["solemn", "../civic", "\"\""] {
        check_refused(&site().file("content/site.yml", format!("theme: {theme}\n")), &["unknown-theme", "themes/"]);
    }
}

#[test]
fn a_theme_that_extends_itself_or_nobody_stops_the_build() {
    let town = |text: &str| site().file("content/site.yml", "theme: town\n").file("themes/town/theme.yml", text);
    check_refused(&town("description: x\nextends: town\n"), &["theme-file", "themes/town/theme.yml:2:1", "civic"]);
    check_refused(&town("extends: gazete\n"), &["unknown-theme", "themes/town/theme.yml:1:1", "“gazette”"]);
    check_refused(&town("leave: [templates]\n"), &["yaml-type", "themes/town/theme.yml:1:9"]);
}

#[test]
fn an_option_that_the_theme_does_not_have_is_reported() {
    let settings = "theme:\n  name: civic\n  options:\n    acent: teal\n";
    let built = check(&site().file("content/site.yml", settings), &["unknown-option content/site.yml:4:5"]);
    assert!(built.diagnostic("unknown-option").hint.as_ref().is_some_and(|hint| hint.contains("“accent”")));
}

#[test]
fn an_option_with_a_value_that_it_cannot_have_stops_the_build() {
    let wrong = [
        ("accent: greenish", "greenish"),
        ("accent: \"red; } body { display: none\"", "not a colour"),
        ("accent: {light: teal, night: navy}", "night"),
        ("reading_font: \"url(x)\"", "not a font"),
        ("measure: 39", "rem, em, ch"),
        ("measure: 39px", "rem, em, ch"),
        ("measure: 2rem", "too small"),
        ("front: [newest, serise]", "“series”"),
        ("front: [newest, newest]", "stands twice"),
        ("front: {newest: 1}", "cannot have keys"),
        ("logo: ../site.yml", "not an image"),
        ("logo: img/none.svg", "not there"),
        ("logo: [a.svg, b.svg]", "one value"),
    ];
    for (option, told) in wrong {
        let settings = format!("theme:\n  name: civic\n  options:\n    {option}\n");
        check_refused(&site().file("content/site.yml", settings), &["wrong-option", "content/site.yml:4:5", told]);
    }
}

#[test]
fn an_option_that_cannot_be_stops_the_build() {
    let wrong = [
        ("Tint: {type: colour}", "name of an option"),
        ("tint: {type: color, default: greenish}", "greenish"),
        ("tint: {type: clour}", "“colour”"),
        ("tint: {type: colour, property: color}", "--link"),
        ("tint: {type: list}", "choices"),
    ];
    for (option, told) in wrong {
        let site = site()
            .file("content/site.yml", "theme: town\n")
            .file("themes/town/theme.yml", format!("options:\n  {option}\n"));
        check_refused(&site, &["theme-file", "themes/town/theme.yml:2:", told]);
    }
}

#[test]
fn a_theme_may_bring_one_string_alone() {
    let built = check(&site().file("themes/civic/i18n/en.ftl", "speakers = Voices\n"), &[]);
    let page = built.read("index.html");
    assert!(page.contains("Voices") && page.contains("Meetings"), "{page}");
}

#[test]
fn a_template_that_cannot_be_read_is_reported_and_the_own_one_stands_in() {
    let site = site().file("themes/civic/templates/year.html", "one\n{% if %}\n");
    let built = check(&site, &["template-error themes/civic/templates/year.html:2:7"]);
    assert!(built.read("meetings/2024/index.html").contains("Good"));
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_reported_with_its_name() {
    let site = site().file("themes/civic/templates/year.html", "one\n{{ mayor }}\n");
    let built = check(&site, &["template-error themes/civic/templates/year.html:2:4"]);
    assert!(built.diagnostic("template-error").message.contains("mayor"));
    let site = site_with_page_template("one\n{{ t(lang=\"en\", key=\"motto\") }}\n");
    let built = site.build();
    let diagnostic = built.diagnostic("template-error");
    assert_well_told(&site, diagnostic);
    assert!(diagnostic.message.contains("motto"), "{}", diagnostic.message);
    assert!(!built.has("about/index.html") && built.has("meetings/2024-03-11-good/index.html"));
}

#[test]
fn what_a_template_lacks_is_named_with_its_place_and_what_there_is() {
    // The template of the page, where the mistake is, what is told of it, and what is suggested.
    let part = "themes/civic/templates/parts/mine.html";
    let page = "themes/civic/templates/page.html";
    let cases = [
        ("one\n{{ boddy }}", page, "2:4", "“boddy” is not there", "did you mean “body”?"),
        ("{{ head.titel }}", page, "1:9", "“head” has no “titel”", "did you mean “title”? there are "),
        ("{{ head.titel | upper }}", page, "1:4", "“head” has no “titel”", "did you mean “title”?"),
        ("{{ site.feeds[0].hrf }}", page, "1:", "“hrf”", "did you mean “href”?"),
        ("{{ s[\"not-fuond-text\"] }}", page, "1:4", "“s” has no “not-fuond-text”", "did you mean “not-found-text”?"),
        (
            "{{ t(lang=\"en\", key=\"meeting-cuont\") }}",
            page,
            "1:4",
            "no string “meeting-cuont”",
            "did you mean “meeting-count”?",
        ),
        ("{% for one in site.meun %}{% endfor %}", page, "1:15", "“site” has no “meun”", "did you mean “menu”?"),
        (
            "{% for one in site.menu %}{{ one.tilte }}{% endfor %}",
            page,
            "1:34",
            "“one” has no “tilte”",
            "did you mean “title”?",
        ),
        ("{{ <lnk to={site.menu[0]} /> }}", page, "1:4", "no component “lnk”", "did you mean “link”?"),
        (
            "{% include \"parts/contnets.html\" %}",
            page,
            "1:12",
            "no template “parts/contnets.html”",
            "“parts/contents.html”",
        ),
        ("{% extends \"bsae.html\" %}", page, "1:13", "“bsae.html”", "did you mean “base.html”?"),
        ("{{ <date of={site.mayor} /> }}", page, "1:4", "handed on as “of”", "docs/themes.md"),
        ("one\n{% if head.title %}", page, "2:", "end of input", "docs/themes.md"),
        ("one\n{{ head.title }", page, "2:15", "Found `}`", "docs/themes.md"),
        ("{% include \"parts/mine.html\" %}", part, "2:4", "“boddy” is not there", "did you mean “body”?"),
    ];
    for (template, file, place, told, meant) in cases {
        let site = site_with_page_template(template).file(part, "x\n{{ boddy }}\n");
        let built = site.build();
        let diagnostic = built.diagnostic("template-error");
        assert_well_told(&site, diagnostic);
        let at = diagnostic.at.as_ref().expect("a place");
        assert!(*at.path == *file && format!("{}:{}", at.line, at.column).starts_with(place), "{template}: {at:?}");
        let hint = diagnostic.hint.as_deref().unwrap_or_default();
        assert!(
            diagnostic.message.contains(told) && hint.contains(meant),
            "{template}: {} / {hint}",
            diagnostic.message
        );
    }
}

#[test]
fn a_part_that_fails_on_every_page_is_told_once() {
    let site = site().file("themes/civic/templates/parts/site-footer.html", "{{ mayor }}");
    assert_eq!(site.build().codes(), ["template-error themes/civic/templates/parts/site-footer.html:1:4"]);
}

fn site_with_page_template(template: &str) -> Site {
    site().file("content/pages/about.md", "# About\n").file("themes/civic/templates/page.html", template)
}

#[test]
fn a_page_that_cannot_be_drawn_any_more_keeps_its_last_good_version() {
    let site = site_with_page_template("{{ head.title }}");
    let before = site.build().read("about/index.html");
    assert_eq!(before, "About");
    site.write("themes/civic/templates/page.html", "{{ mayor }}");
    let built = check(&site, &["template-error themes/civic/templates/page.html:1:4"]);
    assert_eq!(built.read("about/index.html"), before);
}

#[test]
fn a_string_of_a_theme_that_cannot_be_read_is_reported() {
    let built = check(
        &site().file("themes/civic/i18n/fr.ftl", "speakers = Voix\nmeetings\n"),
        &["theme-string themes/civic/i18n/fr.ftl:2:9"],
    );
    assert!(built.has("index.html"));
}

// The list itself.

#[test]
fn every_problem_is_asserted_in_some_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut tests = String::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        tests.push_str(&fs::read_to_string(entry.path()).expect("UTF-8"));
    }
    let asserted = |code: &str| tests.contains(&format!("\"{code}\"")) || tests.contains(&format!("\"{code} "));
    let missing: Vec<&str> = Problem::ALL.iter().map(|problem| problem.code()).filter(|code| !asserted(code)).collect();
    assert!(missing.is_empty(), "no test asserts {missing:?}");
}

#[test]
fn every_problem_is_explained_in_the_documentation() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let text = fs::read_to_string(place).expect("the documentation");
    let explained: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("## `")?.strip_suffix('`')).collect();
    let codes: Vec<&str> = Problem::ALL.iter().map(|problem| problem.code()).collect();
    assert_eq!(explained, codes, "one section for each, in the order of the list");
    for section in text.split("\n## `").skip(1) {
        let (code, words) = section.split_once('`').expect("a code");
        let severity = Problem::from_code(code).map(|problem| format!("{:?}", problem.severity()));
        assert!(severity.is_some_and(|word| words.trim_start().starts_with(&word)), "{code} says how much it matters");
    }
}
