//! Files with which the project is released: installers, a container, a desktop entry. None of it runs on the machine of the tests, so
//! each file is read as its program reads it, and compared with what the program and docs/install.md say.

use std::path::Path;
use std::process::Command;

use crate::commands::{code, minutebook, told};

/// The script that Cargo runs before it builds the program.
#[path = "../../build.rs"]
#[expect(dead_code, reason = "only Cargo runs it as a whole")]
mod build_script;

#[test]
fn equal_sources_have_equal_fingerprints_wherever_they_lie() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let write = |root: &Path, path: &str, words: &str| {
        let place = root.join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
        std::fs::write(place, words).expect("a file");
    };
    for root in [one.path(), two.path()] {
        write(root, "src/main.rs", "fn main() {}");
        write(root, "themes/civic/theme.yml", "name: Civic");
    }
    let fingerprint = build_script::fingerprint_of_sources;
    let before = fingerprint(one.path());
    assert_eq!(before, fingerprint(two.path()));
    write(one.path(), "docs/read.md", "another matter");
    assert_eq!(before, fingerprint(one.path()), "what has no part in the program does not count");
    write(one.path(), "themes/civic/theme.yml", "name: City");
    assert_ne!(before, fingerprint(one.path()));
    std::fs::rename(two.path().join("src/main.rs"), two.path().join("src/lib.rs")).expect("a renamed file");
    assert_ne!(before, fingerprint(two.path()));
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn toml(path: &str) -> toml::Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Targets for which there is a release.
fn targets() -> Vec<String> {
    let settings = toml("dist-workspace.toml");
    let all = settings["dist"]["targets"].as_array().expect("a list of targets");
    all.iter().map(|target| target.as_str().expect("a target").to_owned()).collect()
}

#[test]
fn there_is_a_release_for_each_system_and_cargo_binstall_finds_it() {
    let targets = targets();
    for system in ["windows", "apple-darwin", "linux-gnu", "linux-musl"] {
        assert!(targets.iter().any(|target| target.contains(system)), "{system} among {targets:?}");
    }
    let package = &toml("Cargo.toml")["package"];
    let binstall = &package["metadata"]["binstall"];
    // `dist` calls its archives NAME-TARGET.tar.xz, and those for Windows NAME-TARGET.zip.
    let address = binstall["pkg-url"].as_str().expect("an address");
    assert!(address.ends_with("/releases/download/v{ version }/{ name }-{ target }{ archive-suffix }"), "{address}");
    assert_eq!(binstall["pkg-fmt"].as_str(), Some("txz"));
    for target in targets.iter().filter(|target| target.contains("windows")) {
        assert_eq!(binstall["overrides"][target.as_str()]["pkg-fmt"].as_str(), Some("zip"), "{target}");
    }
    let page = read("docs/install.md");
    let named: Vec<&str> = page.split(['`', '/', ' ', '\n']).filter(|word| word.starts_with("minutebook-")).collect();
    assert!(named.len() >= 4, "{named:?}");
    for name in named.iter().map(|name| name.trim_end_matches(".sha256")) {
        let target = name.trim_start_matches("minutebook-").split('.').next().expect("a target");
        assert!(target == "installer" || targets.iter().any(|known| known == target), "{name} is released");
    }
}

#[test]
fn what_is_released_has_no_symbols() {
    let profiles = &toml("Cargo.toml")["profile"];
    assert_eq!(profiles["release"]["strip"].as_str(), Some("symbols"));
    assert_eq!(profiles["dist"]["inherits"].as_str(), Some("release"));
}

#[test]
fn every_step_of_the_release_is_read_as_a_shell_reads_it() {
    let workflow = read(".github/workflows/release.yml");
    let version = &toml("dist-workspace.toml")["dist"]["cargo-dist-version"];
    let version = version.as_str().expect("a version");
    assert!(
        workflow.contains(&format!("/releases/download/v{version}/cargo-dist-installer.sh")),
        "made by dist {version}"
    );
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).expect("YAML");
    let expression = without_expressions();
    let mut steps = 0;
    for (name, job) in workflow["jobs"].as_mapping().expect("jobs") {
        for step in job["steps"].as_sequence().expect("steps") {
            let action = step["uses"].as_str();
            assert!(action.is_none_or(|action| action.starts_with("actions/") && action.contains('@')), "{action:?}");
            let Some(script) = step["run"].as_str() else { continue };
            let script = expression(script);
            let read = Command::new("bash").args(["-n", "-c", &script]).output().expect("bash runs");
            assert!(read.status.success(), "{name:?}: {script}: {}", told(&read));
            steps += 1;
        }
    }
    assert!(steps > 8, "{steps} steps");
}

/// Puts a word for each `${{ … }}`, which the runner replaces before a shell sees the script.
fn without_expressions() -> impl Fn(&str) -> String {
    |script| {
        let mut rest = script;
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once("${{") {
            let (_, behind) = after.split_once("}}").expect("an expression that ends");
            out.push_str(before);
            out.push_str("value");
            rest = behind;
        }
        out + rest
    }
}

#[test]
fn a_folder_is_opened_by_a_command_that_there_is() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let help = minutebook(&["serve", "--help"], place.path());
    assert!(code(&help) == 0 && String::from_utf8_lossy(&help.stdout).contains("--open"));
    let entry = read("packaging/minutebook.desktop");
    let value = |key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_else(|| panic!("{key} in {entry}"))
    };
    assert!(entry.starts_with("[Desktop Entry]\n") && value("Type") == "Application" && !value("Name").is_empty());
    assert_eq!((value("Exec"), value("MimeType")), ("minutebook serve --open %f", "inode/directory;"));
    let included = &toml("dist-workspace.toml")["dist"]["include"];
    assert!(
        included
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one.as_str() == Some("packaging/minutebook.desktop")))
    );
    // The installer for Windows is well-formed, and its menu runs the same command.
    let installer = read("wix/main.wxs");
    let mut reader = quick_xml::Reader::from_str(&installer);
    let (mut depth, mut commands) = (0, Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Empty(element) => {
                let value = element.try_get_attribute("Value").expect("attributes");
                commands.extend(value.map(|value| String::from_utf8_lossy(&value.value).into_owned()));
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(commands.iter().any(|command| command.ends_with("serve --open &quot;%1&quot;")), "{commands:?}");
}

#[test]
fn the_container_compiles_in_one_stage_and_runs_in_another_as_an_ordinary_user() {
    let file = read("packaging/Containerfile");
    let joined = file.replace("\\\n", " ");
    let lines: Vec<Vec<&str>> = joined
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split_whitespace().collect())
        .collect();
    let known = ["FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "EXPOSE", "ENTRYPOINT", "CMD"];
    for words in &lines {
        assert!(known.contains(&words[0]), "{words:?}");
        if words[0] == "RUN" {
            let script = words[1..].join(" ");
            let read = Command::new("bash").args(["-n", "-c", &script]).output().expect("bash runs");
            assert!(read.status.success(), "{script}: {}", told(&read));
        }
    }
    let stages: Vec<usize> = (0..lines.len()).filter(|at| lines[*at][0] == "FROM").collect();
    assert_eq!(stages.len(), 2);
    assert!(lines[stages[0]].ends_with(&["AS", "build"]));
    let last = &lines[stages[1]..];
    let users: Vec<&Vec<&str>> = last.iter().filter(|words| words[0] == "USER").collect();
    assert!(users.len() == 1 && users[0][1] != "root", "{users:?}");
    let copies: Vec<&Vec<&str>> = last.iter().filter(|words| words[0] == "COPY").collect();
    assert!(copies.len() == 1 && copies[0][1] == "--from=build", "nothing but the program: {copies:?}");
    assert!(last.iter().any(|words| words.join(" ") == "ENTRYPOINT [\"minutebook\"]"));
}
