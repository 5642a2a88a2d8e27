//! ARCHITECTURE.md says what is there: every room, every crate, and no file or function that is not.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

/// The section of the page below a heading.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let from = page.find(heading).unwrap_or_else(|| panic!("a section “{heading}”")) + heading.len();
    let rest = &page[from..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

/// Texts in backticks.
fn quoted(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|name| !name.contains([' ', '\n'])).collect()
}

/// The code of a room, or of a file.
fn code_of(room: &str) -> Option<String> {
    let place = root().join("src").join(room);
    let place = if place.exists() { place } else { place.with_extension("rs") };
    if place.is_file() {
        return fs::read_to_string(place).ok();
    }
    let files = walkdir::WalkDir::new(&place).into_iter().flatten().filter(|file| file.file_type().is_file());
    place.is_dir().then(|| files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect())
}

#[test]
fn every_room_has_its_line() {
    let page = page();
    let rooms = section(&page, "\n## What is where");
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let is_named = rooms.contains(&format!("| `{name}/` |")) || matches!(&*name, "lib.rs" | "main.rs");
        assert!(is_named, "src/{name} has no line in the table of rooms");
    }
}

#[test]
fn every_crate_has_its_reason() {
    let page = page();
    let reasons = quoted(section(&page, "\n## Crates"));
    let manifest: toml::Table =
        fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml").parse().expect("TOML");
    for table in ["dependencies", "dev-dependencies"] {
        let crates = manifest[table].as_table().expect("a table");
        for (name, value) in crates {
            let package = value.get("package").and_then(|package| package.as_str()).unwrap_or(name);
            assert!(reasons.contains(&package), "{package} has no reason in the table of crates");
        }
    }
}

#[test]
fn every_file_and_function_that_the_page_names_is_there() {
    let page = page();
    let (mut files, mut functions) = (0, 0);
    for name in quoted(&page) {
        if name.ends_with(".rs") && name.contains('/') {
            let is_there =
                [Path::new("src").join(name), PathBuf::from(name)].iter().any(|path| root().join(path).exists());
            assert!(is_there, "there is no {name}");
            files += 1;
        }
        let Some((path, last)) = name.split_once("::").map(|_| name.rsplit_once("::").expect("a path")) else {
            continue;
        };
        let room = path.replace("::", "/");
        // `room::Type::method`, `room::function`, `Type::method`.
        let of_type = path.rsplit_once("::").map(|(room, _)| room.replace("::", "/"));
        let code = code_of(&room).or_else(|| code_of(&of_type?)).or_else(|| code_of(""));
        let code = code.expect("the sources");
        let last = last.trim_end_matches("()");
        let is_there = ["fn ", "struct ", "enum ", "trait ", "type ", "mod ", "const "]
            .iter()
            .any(|keyword| code.contains(&format!("{keyword}{last}")));
        assert!(is_there, "there is no {name}");
        functions += 1;
    }
    assert!(files > 15 && functions > 10, "{files} files, {functions} functions");
}
