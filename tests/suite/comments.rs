//! Holds the comments of the code to the rule of prose in CONTRIBUTING.md: each names its subject in the first words.

use std::path::Path;

/// Words with which no documentation begins, because the subject then comes late or never.
const WITHOUT_SUBJECT: [&str; 17] = [
    "Of", "Who", "Whom", "Whose", "Whoever", "Nobody", "Somebody", "What", "Whatever", "Whether", "How", "Where",
    "When", "That", "Those", "Told", "So",
];

/// Documentation comments of a text that begin with such a word, each with its line.
fn without_subject(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for (index, line) in text.lines().map(str::trim_start).enumerate() {
        let words = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim_start);
        let first = words.filter(|_| !is_inside).and_then(|words| words.split([' ', ',', ':', '.', ';']).next());
        if first.is_some_and(|first| WITHOUT_SUBJECT.contains(&first)) {
            found.push((index + 1, line));
        }
        is_inside = words.is_some();
    }
    found
}

#[test]
fn documentation_of_the_code_begins_with_its_subject() {
    let text =
        "/// Of all outputs.\n/// What they are.\nfn a() {}\n\n/// Outputs.\n/// Whether\nfn b() {}\n//! So many";
    assert_eq!(without_subject(text), [(1, "/// Of all outputs."), (8, "//! So many")]);

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut files, mut found) = (0, Vec::new());
    for folder in ["src", "tests", "benches", "fuzz/fuzz_targets"] {
        for file in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let file = file.expect("a readable source");
            if file.path().extension().is_some_and(|extension| extension == "rs") {
                files += 1;
                let text = std::fs::read_to_string(file.path()).expect("UTF-8");
                let lines = without_subject(&text);
                found.extend(lines.iter().map(|(line, words)| format!("{}:{line}: {words}", file.path().display())));
            }
        }
    }
    assert!(files > 300, "the sources are found: {files}");
    assert_eq!(found, [""; 0]);
}
