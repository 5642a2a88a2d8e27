//! Holds the crate to names that a reader can look up: no two types and no two files have one name.

use std::collections::BTreeMap;
use std::path::Path;

/// Source files by their path below `src/`, with their code but for tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|file| file.expect("a readable source"));
    let read = |file: walkdir::DirEntry| {
        let path = file.path().strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(file.path()).expect("UTF-8");
        (path, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned())
    };
    files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs")).map(read).collect()
}

/// The name that a line gives to a struct, an enum, a trait, or an alias of a type outside any block.
fn type_named(line: &str) -> Option<&str> {
    let bare = line.trim_start();
    let bare = match bare.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.trim_start(),
        None => bare,
    };
    let (keyword, rest) = bare.split_once(' ')?;
    let is_alias = keyword == "type" && !line.starts_with(' ');
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let is_type = matches!(keyword, "struct" | "enum" | "trait") && rest.starts_with(char::is_uppercase);
    (is_type || is_alias).then_some(&rest[..end])
}

/// Names that stand in several places, with the places.
fn repeated(named: impl Iterator<Item = (String, String)>) -> Vec<(String, Vec<String>)> {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, place) in named {
        places.entry(name).or_default().push(place);
    }
    places.into_iter().filter(|(_, places)| places.len() > 1).collect()
}

#[test]
fn no_two_types_of_the_crate_have_one_name() {
    let sources = sources();
    let types = sources
        .iter()
        .flat_map(|(path, code)| code.lines().filter_map(type_named).map(move |name| (name.to_owned(), path.clone())));
    let types: Vec<(String, String)> = types.collect();
    assert!(types.len() > 300, "the types are found: {}", types.len());
    assert_eq!(repeated(types.into_iter()), []);
}

#[test]
fn no_two_files_of_the_crate_have_one_name() {
    let sources = sources();
    let names = sources.iter().filter_map(|(path, _)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        (!matches!(name, "mod.rs" | "tests.rs")).then(|| (name.to_owned(), path.clone()))
    });
    assert_eq!(repeated(names), []);
}

#[test]
fn the_top_of_the_source_fits_on_a_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(root).expect("src").count();
    assert!(entries <= 28, "{entries} entries: a new file belongs into a room");
}
