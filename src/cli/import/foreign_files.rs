//! Files that are imported: those that were named, and those in folders.

use std::fs;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::report::failure::Failure;
use crate::text::unify_line_ends;

/// Maximum size of a file in bytes: a day of captions has a few megabytes.
const LARGEST: u64 = 64_000_000;

/// Endings of files that are looked at in folders.
const ENDINGS: [&str; 3] = ["vtt", "srt", "txt"];

/// A file to import.
#[derive(Debug, Clone)]
pub(super) struct ForeignFile {
    /// Its path.
    pub path: PathBuf,
    /// True if it was named, and not found in a folder.
    pub is_named: bool,
}

impl ForeignFile {
    /// Its text.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no text in UTF-8.
    pub(super) fn text(&self) -> Result<String, Failure> {
        let refused = |error: std::io::Error| Failure::io("a file cannot be read", &self.path, &error);
        if fs::metadata(&self.path).map_err(refused)?.len() > LARGEST {
            return Err(Failure::usage(format!("it is larger than {} MB", LARGEST / 1_000_000)));
        }
        let text = String::from_utf8(fs::read(&self.path).map_err(refused)?);
        text.map(unify_line_ends)
            .map_err(|_| Failure::usage("it is no text in UTF-8\n  hint: save it again with the encoding UTF-8"))
    }
}

/// All files, those of a folder in the order of their names.
///
/// # Errors
/// When a file or folder is not there.
pub(super) fn foreign_files(named: &[PathBuf]) -> Result<Vec<ForeignFile>, Failure> {
    let mut files = Vec::new();
    for path in named {
        let found = fs::metadata(path).map_err(|error| Failure::io("a file cannot be read", path, &error))?;
        if !found.is_dir() {
            files.push(ForeignFile { path: path.clone(), is_named: true });
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let place = error.path().unwrap_or(path).to_owned();
                Failure::io("a folder cannot be read", &place, &error.into())
            })?;
            let ending = entry.path().extension().unwrap_or_default().to_ascii_lowercase();
            if entry.file_type().is_file() && ENDINGS.iter().any(|known| ending == *known) {
                files.push(ForeignFile { path: entry.into_path(), is_named: false });
            }
        }
    }
    Ok(files)
}
