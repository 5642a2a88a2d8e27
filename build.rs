//! Tells the program which sources it was built from, so that it never uses a cache that other code has written. Builds again when a
//! file of the embedded themes changes, which the embedding macro cannot tell Cargo by itself.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// Files and folders on which the behaviour of the program depends.
const SOURCES: [&str; 5] = ["src", "themes", "assets", "Cargo.toml", "Cargo.lock"];

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    println!("cargo::rustc-env=MINUTEBOOK_SOURCES={:016x}", fingerprint_of_sources(&root));
}

/// Fingerprint of the sources below a folder: of the paths within it and the bytes of all files. Neither the place of the folder nor
/// the times of files have a part in it, so that equal sources give equal programs.
pub(crate) fn fingerprint_of_sources(root: &Path) -> u64 {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(root, source.to_owned(), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for path in files {
        let bytes = fs::read(root.join(&path)).unwrap_or_default();
        for part in [path.as_bytes(), &bytes] {
            hasher.write(&(part.len() as u64).to_le_bytes());
            hasher.write(part);
        }
    }
    hasher.finish()
}

/// Adds the files at a path within a folder, with `/` between the names.
fn collect(root: &Path, path: String, files: &mut Vec<String>) {
    let place = root.join(&path);
    if place.is_file() {
        files.push(path);
        return;
    }
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        collect(root, format!("{path}/{}", entry.file_name().to_string_lossy()), files);
    }
}
