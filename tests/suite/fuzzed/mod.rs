//! Runs the fuzz targets on their corpus: each check is given every file of `fuzz/corpus`, in every run of the tests.
//!
//! A check is a function from arbitrary bytes that panics when a promise is broken. The target of the same name in
//! `fuzz/` calls the same function with the fuzzer's inputs; `fuzz/README.md` explains how to run and add one.

mod foreign_file;
mod host_rules;
mod hostile_copy;
pub(crate) mod record_words;
mod search_index;
mod search_query;
mod visibility;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Gets any bytes at all.
type Check = fn(&[u8]);

const CHECKS: [(&str, Check); 7] = [
    ("foreign_file", foreign_file::check), //
    ("record_words", record_words::check), //
    ("host_rules", host_rules::check),     //
    ("hostile_copy", hostile_copy::check),
    ("search_index", search_index::check), //
    ("search_query", search_query::check), //
    ("visibility", visibility::check),
];

/// Largest size of a corpus file, in bytes: each shows one thing.
const LARGEST: usize = 4096;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The names of what lies in a folder below `fuzz/`, sorted, without an ending.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(fuzz().join(folder)).expect("a folder of fuzz/");
    entries.map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into()).collect()
}

#[test]
fn every_file_of_the_corpus_passes_its_check() {
    for (name, check) in CHECKS {
        let folder = fuzz().join("corpus").join(name);
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        assert!(files.len() >= 3, "{} holds too little to be a corpus", folder.display());
        for path in files {
            let bytes = fs::read(&path).expect("a file of the corpus");
            assert!(bytes.len() <= LARGEST, "{} is larger than {LARGEST} bytes", path.display());
            let held = std::panic::catch_unwind(|| check(&bytes));
            assert!(held.is_ok(), "{} breaks what `{name}` holds", path.display());
        }
    }
}

#[test]
fn every_check_has_a_corpus_and_a_target() {
    let checks: BTreeSet<String> = CHECKS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("corpus"), checks);
    assert_eq!(names("fuzz_targets"), checks);
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).expect("the manifest of the targets");
    for (name, _) in CHECKS {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "fuzz/Cargo.toml lacks {name}");
        let target = fs::read_to_string(fuzz().join(format!("fuzz_targets/{name}.rs"))).expect("a target");
        assert!(target.contains(&format!("suite/fuzzed/{name}.rs")), "the target {name} fuzzes something else");
    }
}
