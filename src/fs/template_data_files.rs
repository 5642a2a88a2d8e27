//! Finds and reads the files of `data/`, which templates use.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::entry_names::{breaks_a_line, broken_name, leads_inside, relative};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{FileStamp, SourceFile, has_extension};

/// Name of the folder, beside the content.
pub const DATA_FOLDER: &str = "data";

/// Extensions that are read.
const ENDINGS: [&str; 4] = ["yml", "yaml", "json", "csv"];

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1_000_000;

/// Reads the files of `data/` in a site, in the order of their paths. Hidden files are passed over.
pub(super) fn data_files(site: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceFile> {
    let root = site.join(DATA_FOLDER);
    if !root.is_dir() {
        return Vec::new();
    }
    let canonical = fs::canonicalize(&root).ok();
    let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    let mut files = Vec::new();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let shown = shown(&relative(error.path().unwrap_or(&root), &root));
                let why = error.io_error().map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
                diagnostics.push(unreadable(&shown, &why));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        match read(&entry, &relative(entry.path(), &root), canonical.as_deref()) {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn read(entry: &DirEntry, path: &str, root: Option<&Path>) -> Result<SourceFile, Diagnostic> {
    let (kind, shown) = (entry.file_type(), shown(path));
    if path.contains(breaks_a_line) {
        return Err(broken_name(&shown, false));
    }
    if kind.is_symlink() && !leads_inside(entry.path(), root) {
        let message = "this symbolic link is not followed: it leads to a folder, out of `data/`, or nowhere";
        return Err(
            Diagnostic::at(Problem::SymlinkSkipped, Location::file(&shown), message).hint("put the file itself here")
        );
    }
    if !ENDINGS.iter().any(|ending| has_extension(path, ending)) {
        let message = "this file is not read, because of its extension";
        let hint = "write data for templates as YAML, JSON or CSV; files that are published belong into static/";
        return Err(Diagnostic::at(Problem::UnreadData, Location::file(&shown), message).hint(hint));
    }
    if !(kind.is_file() || kind.is_symlink()) {
        return Err(unreadable(&shown, "it is a pipe or a device"));
    }
    let size = fs::metadata(entry.path()).map_err(|error| unreadable(&shown, &error.to_string()))?.len();
    if size > LARGEST {
        let message = format!(
            "this file has {:.1} MB, more than the 1 MB that templates can use; it is left out",
            size as f64 / 1e6
        );
        return Err(Diagnostic::at(Problem::DataFile, Location::file(&shown), message)
            .hint("divide it into several files, or keep only what the templates show"));
    }
    let bytes = fs::read(entry.path()).map_err(|error| unreadable(&shown, &error.to_string()))?;
    Ok(SourceFile::new(path.into(), shown, bytes, FileStamp::default()))
}

fn unreadable(shown: &Arc<str>, why: &str) -> Diagnostic {
    Diagnostic::at(Problem::UnreadableFile, Location::file(shown), format!("cannot be read: {why}"))
        .hint("check the file's permissions, and that it is still there")
}

fn shown(path: &str) -> Arc<str> {
    format!("{DATA_FOLDER}/{path}").into()
}
