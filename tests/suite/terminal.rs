//! Words of the content on a terminal and in the log of a workflow: they are shown, and steer nothing.

use std::path::Path;
use std::process::Command;

/// Turns the direction of writing, rings, and commands a terminal.
const SIGNS: &str = "\u{202e}x\u{2066}\u{9b}2J\u{200f}\u{61c}";

fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("site/content/site.yml", "title: Record\nbase_url: https://a.example\nregister: true\n");
    write(
        "site/content/2024-03-11-a.md",
        &format!(
            "# ::error::lost{SIGNS}\n### ::warning::Ann{SIGNS}:\nFerry {SIGNS} ##[error]quay. [x](y{SIGNS}.csv)\n"
        ),
    );
    write("site/content/2024-03-12-b.md", "# B\n### Ben:\nFerry \n ::stop-commands::ferry\n[p](\u{202e}q.csv)\n");
    write("site/content/.redirects", &format!("old\t::set-output name=a::b{SIGNS}\n\u{3000}::debug::x\t::y\n"));
    place
}

fn run(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("GITHUB_ACTIONS", "true")
        .output()
        .expect("the program runs");
    String::from_utf8([output.stdout, b"\n".to_vec(), output.stderr].concat()).expect("UTF-8")
}

#[test]
fn what_people_read_steers_no_terminal_and_no_workflow() {
    let place = site();
    let runs: [&[&str]; 9] = [
        &["build", "site"],
        &["check", "site"],
        &["check", "--fix", "--yes", "site"],
        &["people", "site"],
        &["schedule", "site"],
        &["search", "ferry", "site"],
        &["search", "nothing\u{202e}::a", "site"],
        &["register", "show", "site"],
        &["build", "::error::no such\u{202e}folder"],
    ];
    let mut all = String::new();
    for arguments in runs {
        let told = run(arguments, place.path());
        for line in told.split(['\n', '\r']) {
            let begins = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            assert!(!begins.starts_with("::") && !line.contains("##["), "{arguments:?}: {line:?}");
        }
        let steers = |c: &char| {
            let turns =
                matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            turns || (c.is_control() && !matches!(c, '\n' | '\t'))
        };
        assert_eq!(told.chars().find(steers), None, "{arguments:?}: {told}");
        all += &told;
    }
    for written in ["\\u{202e}", "\\u{9b}2J", "\\u{200f}", "\\u{61c}", "\\u{2066}", "\\u{3a}:", "##\\u{5b}"] {
        assert!(all.contains(written), "{written} is told: {all}");
    }
}

/// Errors that stop a build are printed like all others: the program's own colours are not control characters of the
/// content.
#[test]
fn a_refusal_is_told_as_mistakes_are() {
    let place = site();
    let wrong = place.path().join("wrong/content/site.yml");
    std::fs::create_dir_all(wrong.parent().expect("a parent")).expect("a folder");
    std::fs::write(wrong, "title: Record\nbase_url: [\n").expect("a file");
    std::fs::create_dir(place.path().join("empty")).expect("a folder");
    for (folder, code) in [("wrong", "error[yaml-syntax]"), ("empty", "error[no-records]")] {
        let told = run(&["build", folder], place.path());
        assert!(told.contains(code) && !told.contains("\\u{1b}"), "{told}");
    }
}

#[test]
fn what_programs_read_is_handed_over_as_it_is() {
    let place = site();
    let found = run(&["search", "ferry", "--json", "site"], place.path());
    assert!(found.contains("\u{202e}") && !found.contains("\\u{202e}"), "{found}");
    let commands = run(&["check", "--format", "github", "site"], place.path());
    assert!(commands.lines().any(|line| line.starts_with("::warning file=content/")), "{commands}");
}
