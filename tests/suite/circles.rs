//! Reads the paths that begin with `crate::` or `super::`, and the imports of scripts, and finds files that need each other
//! in a circle: none of them can be understood without the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Dependencies of each file, by its path.
type Needs = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with an ending, and their text.
fn texts(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root().join(folder)).into_iter().map(|entry| entry.expect("a readable source"));
    let wanted = files.filter(|file| file.path().extension().is_some_and(|extension| extension == ending));
    let read = |file: walkdir::DirEntry| {
        let path = file.path().strip_prefix(root().join(folder)).expect("below the folder");
        (path.to_string_lossy().replace('\\', "/"), fs::read_to_string(file.path()).expect("UTF-8"))
    };
    wanted.map(read).collect()
}

/// The module that a file is, as a path from the root of the crate.
fn module(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&&**last)) {
        parts.pop();
    }
    parts
}

/// Code without comments and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// A path and what it stands for, with the braces of `use a::{b, c::{d}}` written out: (path, name).
fn written_out(path: &str) -> Vec<(Vec<String>, String)> {
    fn expand(text: &str, before: &[String], out: &mut Vec<(Vec<String>, String)>) {
        let text = text.trim();
        if let Some((head, inside)) = text.strip_suffix('}').and_then(|text| text.split_once('{')) {
            let mut before = before.to_vec();
            before.extend(head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
            let (mut depth, mut start) = (0, 0);
            for (at, sign) in inside.char_indices().chain([(inside.len(), ',')]) {
                match sign {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        expand(&inside[start..at], &before, out);
                        start = at + 1;
                    }
                    _ => {}
                }
            }
        } else if !text.is_empty() {
            let (path, alias) = text.split_once(" as ").unwrap_or((text, ""));
            let mut whole = before.to_vec();
            whole.extend(path.split("::").map(|part| part.trim().to_owned()));
            whole.retain(|part| part != "self" || whole_is_self(path));
            let name =
                if alias.is_empty() { whole.last().cloned().unwrap_or_default() } else { alias.trim().to_owned() };
            out.push((whole, name));
        }
    }
    fn whole_is_self(path: &str) -> bool {
        path.starts_with("self::")
    }
    let mut out = Vec::new();
    expand(path, &[], &mut out);
    out
}

/// Paths that begin with `crate::` or `super::`, braces written out.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for begin in ["crate::", "super::"] {
        for (at, _) in code.match_indices(begin) {
            let is_begin = !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'));
            let rest = &code[at..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
            let end = if rest[end..].starts_with('{') { closing(rest, end) } else { end };
            if is_begin {
                found.extend(written_out(rest[..end].trim_end_matches(':')).into_iter().map(|(path, _)| path));
            }
        }
    }
    found
}

/// The position behind the brace that closes the one at `open`.
fn closing(text: &str, open: usize) -> usize {
    let mut depth = 0;
    let end = text[open..].char_indices().find(|(_, sign)| {
        depth += match sign {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth == 0
    });
    end.map_or(text.len(), |(at, _)| open + at + 1)
}

/// A path from the root of the crate.
fn absolute(mut path: Vec<String>, here: &[String]) -> Vec<String> {
    let mut base = here.to_vec();
    match path.first().map(String::as_str) {
        Some("crate") => base.clear(),
        Some("super") => drop(base.pop()),
        Some("self") => {}
        _ => return [base, path].concat(),
    }
    path.remove(0);
    while path.first().is_some_and(|part| part == "super") {
        base.pop();
        path.remove(0);
    }
    [base, path].concat()
}

/// Which files of the program each file needs. What a room's `mod.rs` only hands on belongs to the file that it comes from.
fn needs_of_sources() -> Needs {
    let files = texts("src", "rs");
    let codes: BTreeMap<&str, String> = files.iter().map(|(file, text)| (&**file, code(text))).collect();
    let by_module: BTreeMap<Vec<String>, &str> = codes.keys().map(|file| (module(file), *file)).collect();
    let mut handed_on: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for (file, code) in &codes {
        for (at, _) in code.match_indices("use ") {
            let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = code[at..].find(';').map_or(code.len(), |end| at + end);
            if code[line..at].trim_start().starts_with("pub") {
                for (path, name) in written_out(&code[at + 4..end]) {
                    handed_on.insert((file, name), absolute(path, &module(file)));
                }
            }
        }
    }
    let find = |path: &[String]| {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let known = (0..=path.len()).rev().find_map(|end| Some((*by_module.get(&path[..end])?, end)));
            let (file, end) = known?;
            let next = path.get(end).and_then(|name| handed_on.get(&(file, name.clone())));
            match next {
                Some(next) => path = [next.clone(), path[end + 1..].to_vec()].concat(),
                None => return Some(file),
            }
        }
        None
    };
    let needs = |(file, code): (&&str, &String)| {
        let found = paths(code).into_iter().filter_map(|path| find(&absolute(path, &module(file))));
        ((*file).to_owned(), found.filter(|other| other != file).map(str::to_owned).collect())
    };
    codes.iter().map(needs).collect()
}

/// Which scripts of the themes each script imports.
fn needs_of_scripts() -> Needs {
    let needs = |(file, text): (String, String)| {
        let folder = file.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
        let named = lines.filter_map(|line| line.split_once("from \"./").or_else(|| line.split_once("import(\"./")));
        let paths = named.filter_map(|(_, rest)| Some(format!("{folder}/{}", rest.split_once('"')?.0)));
        let paths: BTreeSet<String> = paths.collect();
        (file, paths)
    };
    texts("themes", "js").into_iter().map(needs).collect()
}

/// The files that need themselves by way of others: what is left when every file is taken away again and again that needs
/// nothing more, or that nothing more needs.
fn circles(mut needs: Needs) -> Needs {
    loop {
        let needed: BTreeSet<String> = needs.values().flatten().cloned().collect();
        let before = needs.len();
        needs.retain(|file, of| !of.is_empty() && needed.contains(file));
        let left: BTreeSet<String> = needs.keys().cloned().collect();
        for of in needs.values_mut() {
            of.retain(|file| left.contains(file));
        }
        if needs.len() == before {
            break;
        }
    }
    // What leads from one circle to another is left too.
    let comes_back = |file: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), needs[file].clone());
        while let Some(other) = next.pop_first() {
            if seen.insert(other.clone()) {
                next.extend(needs[&other].iter().cloned());
            }
        }
        seen.contains(file)
    };
    needs.keys().filter(|file| comes_back(file)).map(|file| (file.clone(), needs[file].clone())).collect()
}

#[test]
fn a_circle_is_found_through_what_a_room_hands_on() {
    let needs = |pairs: &[(&str, &[&str])]| -> Needs {
        let of = |of: &[&str]| of.iter().map(|file| (*file).to_owned()).collect();
        pairs.iter().map(|(file, others)| ((*file).to_owned(), of(others))).collect()
    };
    let left = circles(needs(&[("a", &["b"]), ("b", &["c"]), ("c", &["b", "d"]), ("d", &[])]));
    assert_eq!(left, needs(&[("b", &["c"]), ("c", &["b"])]));
    let paths = paths("use super::{a::{B, C}, d};\nfn f(x: crate::g::H) {}");
    let paths: Vec<String> = paths.into_iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::g::H", "super::a::B", "super::a::C", "super::d"]);
    let known = needs_of_sources();
    assert!(known["render/turns.rs"].contains("record/meeting.rs"), "`crate::record::Speaker` is of `meeting.rs`");
}

#[test]
fn no_files_need_each_other_in_a_circle() {
    let left = circles(needs_of_sources());
    assert!(left.is_empty(), "a circle: {left:#?}");
}

#[test]
fn no_scripts_import_each_other_in_a_circle() {
    let left = circles(needs_of_scripts());
    assert!(left.is_empty(), "a circle: {left:#?}");
}
