//! Files that are imported: those that were named, and those in folders.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::pipeline::ImportFormat;
use crate::report::failure::Failure;

/// Maximum size of a file in bytes: a day of captions has a few megabytes.
const LARGEST: u64 = 64_000_000;

/// Endings of files that are looked at in folders.
const ENDINGS: [&str; 6] = ["vtt", "srt", "txt", "xml", "json", "docx"];

/// Number of bytes at the beginning of a file that show whether it lists people.
const HEAD: u64 = 16_384;

/// A file to import.
#[derive(Debug, Clone)]
pub(super) struct ForeignFile {
    /// Its path.
    pub path: PathBuf,
    /// True if it was named, and not found in a folder.
    pub is_named: bool,
}

impl ForeignFile {
    /// Its bytes.
    ///
    /// # Errors
    /// When it cannot be read, or is too large.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let refused = |error: std::io::Error| Failure::io("a file cannot be read", &self.path, &error);
        if fs::metadata(&self.path).map_err(refused)?.len() > LARGEST {
            return Err(Failure::usage(format!("it is larger than {} MB", LARGEST / 1_000_000)));
        }
        fs::read(&self.path).map_err(refused)
    }

    /// Its name without folders.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Reports whether it may list people for other files, by its beginning.
    pub(super) fn may_list_people(&self) -> bool {
        has_ending(&self.path, &["xml", "json"])
            && fs::File::open(&self.path).is_ok_and(|file| {
                let mut head = Vec::new();
                file.take(HEAD).read_to_end(&mut head).is_ok() && ImportFormat::may_list_people(&head)
            })
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    endings.iter().any(|known| ending == *known)
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
            if entry.file_type().is_file() && has_ending(entry.path(), &ENDINGS) {
                files.push(ForeignFile { path: entry.into_path(), is_named: false });
            }
        }
    }
    Ok(files)
}
