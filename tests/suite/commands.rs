//! The program as a person runs it: exit codes, what it prints, what it leaves behind.

use std::path::Path;
use std::process::{Command, Output};

pub(crate) fn minutebook(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .output()
        .expect("the program runs")
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn init_lays_down_a_site_that_builds_without_a_warning() {
    let place = folder();
    assert_eq!(code(&minutebook(&["init", "record"], place.path())), 0);
    let build = minutebook(&["build", "record", "--strict", "--report", "report.json"], place.path());
    assert_eq!(code(&build), 0, "{}", told(&build));
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(place.path().join("report.json")).expect("a report")).expect("JSON");
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(0), "{report:#}");
    assert!(report["counts"]["speeches"].as_u64().is_some_and(|n| n > 0) && report["stages"]["total"].is_number());
    assert!(place.path().join("record/output/index.html").is_file());
    assert_eq!(code(&minutebook(&["init", "record"], place.path())), 2, "a second time it refuses");
}

#[test]
fn init_takes_the_name_the_language_and_the_zone_of_a_site() {
    let place = folder();
    let arguments =
        ["init", "town", "--title", "Minutes: a town", "--language", "zh-Hant", "--time-zone", "Asia/Taipei"];
    assert_eq!(code(&minutebook(&arguments, place.path())), 0);
    let settings = std::fs::read_to_string(place.path().join("town/content/site.yml")).expect("settings");
    for line in ["title: \"Minutes: a town\"\n", "languages: [zh-Hant]\n", "time_zone: Asia/Taipei\n"] {
        assert!(settings.contains(line), "{line} in {settings}");
    }
    assert_eq!(code(&minutebook(&["check", "town", "--strict"], place.path())), 0);
    for wrong in [["--time-zone", "Taipei"], ["--language", "中文"]] {
        let said = minutebook(&[&["init", "other"][..], &wrong].concat(), place.path());
        assert!(code(&said) == 2 && told(&said).contains("such as"), "{}", told(&said));
    }
    let readme =
        std::fs::read_to_string(place.path().join("town/content/2024-04-08-next-meeting.md")).expect("a draft");
    assert!(readme.contains("status: draft") && readme.contains("papers/budget-2024.csv"), "{readme}");
    let built = minutebook(&["build", "town"], place.path());
    assert_eq!(code(&built), 0, "{}", told(&built));
    assert!(
        !place.path().join("town/output/files/papers/budget-2024.csv").exists(),
        "what a draft links to waits with it"
    );
}

#[test]
fn a_plain_folder_is_never_written_to() {
    let place = folder();
    let records = place.path().join("records");
    std::fs::create_dir(&records).expect("a folder");
    std::fs::write(records.join("2024-03-11-a.md"), "# A\n### Ann:\nAye.\n").expect("a record");
    let build = minutebook(&["build", "records"], place.path());
    assert_eq!(code(&build), 0, "{}", told(&build));
    assert!(place.path().join("output/index.html").is_file());
    assert_eq!(std::fs::read_dir(&records).expect("a folder").count(), 1);
}

#[test]
fn exit_codes_tell_content_usage_and_world_apart() {
    let place = folder();
    let write = |path: &str, bytes: &[u8]| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write("good/2024-03-11-a.md", b"# A\n");
    write("bad/2024-03-11-a.md", b"# A\n\xFF");
    write("warn/2024-03-11-a.md", b"# A\n### Ann:\n<u>x</u>\n");
    write("wrong/content/site.yml", b"base_url: ftp://x\n");
    write("file", b"");
    let run = |arguments: &[&str]| code(&minutebook(arguments, place.path()));
    assert_eq!(run(&["build", "good", "-o", "o1"]), 0);
    assert_eq!(run(&["build", "bad", "-o", "o2"]), 1);
    assert_eq!(run(&["check", "bad"]), 1);
    assert_eq!(run(&["build", "warn", "-o", "o3"]), 0);
    assert_eq!(run(&["build", "warn", "-o", "o4", "--strict"]), 1);
    assert!(!place.path().join("o4").exists(), "a strict build that fails writes nothing");
    assert_eq!(run(&["build", "wrong"]), 2);
    assert_eq!(run(&["build", "--nonsense"]), 2);
    assert_eq!(run(&["build", "good", "--now", "yesterday"]), 2);
    assert_eq!(run(&["build", "nowhere"]), 3);
    assert_eq!(run(&["build", "good", "-o", "file"]), 3);
}

#[test]
fn a_build_says_one_line_and_is_quiet_when_asked() {
    let place = folder();
    std::fs::create_dir(place.path().join("r")).expect("a folder");
    std::fs::write(place.path().join("r/2024-03-11-a.md"), "# A\n### Ann:\nAye.\n").expect("a record");
    let build = minutebook(&["build", "r"], place.path());
    assert!(told(&build).starts_with("1 meeting, 1 speech, 1 speaker"), "{}", told(&build));
    assert!(told(&build).lines().count() <= 2 && build.stdout.is_empty(), "{}", told(&build));
    let quiet = minutebook(&["build", "r", "--quiet"], place.path());
    assert!(quiet.stderr.is_empty() && quiet.stdout.is_empty());
    assert!(!told(&build).contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn check_lists_everything_and_writes_nothing() {
    let place = folder();
    std::fs::create_dir(place.path().join("r")).expect("a folder");
    std::fs::write(place.path().join("r/2024-03-11-a.md"), "# A\n### Ann:\n<u>x</u>\n").expect("a record");
    let check = minutebook(&["check", "r"], place.path());
    let text = told(&check);
    assert_eq!(code(&check), 0);
    assert!(
        text.contains("warning[dropped-html]") && text.contains("2024-03-11-a.md:3:1") && text.contains("<u>x</u>"),
        "{text}"
    );
    assert!(!place.path().join("output").exists());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = folder();
    std::fs::create_dir(place.path().join("r")).expect("a folder");
    for day in 10..30 {
        std::fs::write(
            place.path().join(format!("r/2024-03-{day}-m.md")),
            format!("# M {day}\n### Ann:\nAye {day}.\n### Ben {day}:\nNay.\n"),
        )
        .expect("a record");
    }
    for (jobs, output) in [("1", "one"), ("4", "four")] {
        assert_eq!(code(&minutebook(&["build", "r", "-o", output, "--jobs", jobs, "--no-cache"], place.path())), 0);
    }
    let one = crate::site::files_below(&place.path().join("one"));
    assert!(one == crate::site::files_below(&place.path().join("four")) && one.len() > 100);
}

#[test]
fn check_speaks_to_other_programs() {
    let place = folder();
    std::fs::create_dir(place.path().join("r")).expect("a folder");
    std::fs::write(place.path().join("r/2024-03-11-a.md"), "# A\n### Ann:\n<object>x\n").expect("a record");
    let check =
        |format: &str| minutebook(&["check", "r", "--base-url", "https://a.example", "--format", format], place.path());
    let said = |format: &str| String::from_utf8(check(format).stdout).expect("UTF-8");
    assert!(
        said("github").starts_with("::warning file=2024-03-11-a.md,line=3,col=1,title=dropped-html::"),
        "{}",
        said("github")
    );
    let json: serde_json::Value = serde_json::from_str(&said("json")).expect("JSON");
    assert_eq!(json["diagnostics"][0]["code"], "dropped-html");
    let sarif: serde_json::Value = serde_json::from_str(&said("sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "dropped-html");
    assert!(check("human").stdout.is_empty() && told(&check("human")).contains("     1  dropped-html (warning)"));
    assert_eq!(check("sarif").status.code(), Some(0));
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let place = folder();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = minutebook(&["completions", shell], place.path());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(code(&output) == 0 && text.contains("schema") && text.contains("merge"), "{shell}");
    }
    assert_eq!(code(&minutebook(&["completions", "command.com"], place.path())), 2);
    let page = String::from_utf8_lossy(&minutebook(&["man"], place.path()).stdout).into_owned();
    assert!(page.contains(".TH minutebook 1") && page.contains("people"), "{page}");
    assert_eq!(code(&minutebook(&["man", "pages/of/man"], place.path())), 0);
    let pages = crate::site::files_below(&place.path().join("pages/of/man"));
    for name in [
        "minutebook.1",
        "minutebook-build.1",
        "minutebook-people.1",
        "minutebook-new-meeting.1",
        "minutebook-theme-eject.1",
    ] {
        assert!(pages.contains_key(name), "{name} among {:?}", pages.keys());
    }
}

#[test]
fn check_mends_how_a_record_is_written_and_nothing_that_was_said() {
    let place = folder();
    let folder = place.path().join("r");
    std::fs::create_dir(&folder).expect("a folder");
    let file = folder.join("2024-03-11-a.md");
    let before = "\u{feff}# A \r\n\r\n### Ann:\r\nAye.  \r\nSo.   \r\n\r\n### Ben  Lee：\r\nNay.\r\n### Cy:\r\nHm.\r\n";
    std::fs::write(&file, before).expect("a record");
    let read = || std::fs::read_to_string(&file).expect("the record");
    let asked = minutebook(&["check", "r", "--fix"], place.path());
    assert_eq!(asked.status.code(), Some(2), "nobody is there to be asked");
    assert_eq!(read(), before);
    let diff = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert!(diff.contains("+++ b/2024-03-11-a.md") && diff.contains("+### Ben Lee:"), "{diff}");
    assert_eq!(minutebook(&["check", "r", "--fix", "--yes"], place.path()).status.code(), Some(0));
    assert_eq!(read(), "# A\n\n### Ann:\nAye.  \nSo.\n\n### Ben Lee:\nNay.\n### Cy:\nHm.\n");
    let again = minutebook(&["check", "r", "--fix", "--yes"], place.path());
    assert!(told(&again).contains("nothing to fix"), "{}", told(&again));
}

#[test]
fn a_record_whose_addresses_would_change_is_not_mended() {
    let place = folder();
    let file = place.path().join("2024-03-11-a.md");
    // Composing the letter would give the speech another address.
    std::fs::write(&file, "# A\n### Ann:\nA cafe\u{301}.\n").expect("a record");
    let output = minutebook(&["check", ".", "--fix", "--yes"], place.path());
    assert!(told(&output).contains("nothing to fix"), "{}", told(&output));
}

/// The text without tags that only lay out what they contain.
fn without_layout(text: &str) -> String {
    let mut parts = text.split('<');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        match part.split_once('>').filter(|_| ["p", "span", "div", "font", "center", "o:p"].contains(&name)) {
            Some((_, after)) => bare.push_str(after),
            None => bare.extend(["<", part]),
        }
    }
    bare
}

#[test]
fn mending_real_records_changes_nothing_that_was_said() {
    for name in ["pilot", "sample-600"] {
        let Some(records) = crate::site::real_records(name) else { continue };
        let mut site = crate::site::Site::new();
        site.options.site = records;
        let mends = minutebook::pipeline::find_fixes(&site.options).expect("records");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for mend in &mends {
            assert_eq!(letters(&without_layout(&mend.before)), letters(&mend.after), "{}", mend.shown);
        }
        assert!(!mends.is_empty(), "{name}");
    }
}

#[test]
fn habits_of_other_generators_are_answered_with_what_does_the_same_here() {
    let place = folder();
    for (arguments, answer) in [
        (&["build", "--destination", "x"][..], "--output DIR"),
        (&["build", "--destination=x"], "--output DIR"),
        (&["build", "-d", "x"], "--output DIR"),
        (&["build", "--future"], "--drafts"),
        (&["build", "--watch"], "minutebook serve"),
        (&["serve", "--bind", "0.0.0.0"], "--host ADDRESS"),
        (&["serve", "-D"], "`serve` always shows them"),
        (&["version"], "minutebook --version"),
        (&["deploy"], "minutebook publish"),
        (&["clean"], "may be deleted"),
        (&["serve", "--drafts"], "`serve` always shows drafts"),
        (&["build", "--gc"], "removes what it no longer makes"),
        (&["build", "-e", "staging"], "--env NAME"),
        (&["serve", "--live-reload-port", "1"], "--port NUMBER"),
        (&["start"], "minutebook serve"),
    ] {
        let output = minutebook(arguments, place.path());
        let said = told(&output);
        assert!(code(&output) == 2 && said.contains(answer), "{arguments:?}: {said}");
        assert_eq!(said.matches("tip:").count(), 1, "{said}");
    }
    let own = told(&minutebook(&["build", "--ouput", "x"], place.path()));
    assert!(own.contains("'--output'"), "misspelt arguments of our own are still guessed: {own}");
    let unknown = told(&minutebook(&["build", "--zzz"], place.path()));
    assert!(!unknown.contains("-- --zzz"), "no folder is called so: {unknown}");
}

#[test]
fn init_names_what_it_leaves_to_do_the_branch_and_the_user() {
    let place = folder();
    std::fs::create_dir_all(place.path().join(".git")).expect("a folder");
    std::fs::write(place.path().join(".git/HEAD"), "ref: refs/heads/trunk\n").expect("a branch");
    std::fs::write(place.path().join("2024-01-02-old.md"), "# Old\n### Ann:\nAye.\n").expect("a record");
    let said = minutebook(&["init", "."], place.path());
    assert!(told(&said).contains("1 record lies beside the folder content"), "{}", told(&said));
    assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), "minutebook serve .");
    let said = minutebook(&["init", ".", "--with", "github-actions"], place.path());
    assert!(told(&said).contains("MINUTEBOOK_SOURCE"), "{}", told(&said));
    let file = std::fs::read_to_string(place.path().join(".github/workflows/minutebook.yml")).expect("a file");
    assert!(file.contains("branches: [trunk]"), "{file}");
    let said = minutebook(&["init", ".", "--with", "systemd"], place.path());
    assert!(told(&said).contains("systemctl enable --now minutebook.timer"), "{}", told(&said));
    let cron = Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(["init", ".", "--with", "cron"])
        .current_dir(place.path())
        .env("USER", "clerk")
        .output()
        .expect("the program runs");
    assert_eq!(code(&cron), 0, "{}", told(&cron));
    let file = std::fs::read_to_string(place.path().join("cron/minutebook")).expect("a file");
    assert!(file.contains("*/15 * * * * clerk cd "), "{file}");
}

#[test]
fn a_command_in_the_content_of_a_site_means_the_whole_site() {
    let place = tempfile::tempdir().expect("a folder");
    let made = minutebook(&["init", "town"], place.path());
    assert_eq!(made.status.code(), Some(0));
    let folder = place.path().join("town/content/pages");
    for (folder, site) in
        [(folder.as_path(), "."), (&place.path().join("town/content"), "."), (place.path(), "town/content")]
    {
        let built = minutebook(&["build", site], folder);
        assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
        assert!(place.path().join("town/output/index.html").is_file());
        std::fs::remove_dir_all(place.path().join("town/output")).expect("an output");
    }
    assert!(!place.path().join("town/content/output").exists() && !place.path().join("output").exists());
    // A folder of that name without settings is as good as any other.
    std::fs::create_dir(place.path().join("content")).expect("a folder");
    std::fs::write(place.path().join("content/2024-03-12-a.md"), "# A\n\n### Ann:\nAye.\n").expect("a record");
    assert_eq!(minutebook(&["build", "content", "--output", "out"], place.path()).status.code(), Some(0));
    assert!(place.path().join("out/index.html").is_file() && !place.path().join("register").exists());
}
