//! `minutebook man DIR`: writes the manual pages.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::report::failure::Failure;
use crate::report::terminal::{print, print_status};

/// Writes manual pages, each under its file name, into a folder, which is created if necessary. Existing pages are
/// replaced.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn run(folder: &Path, pages: &[(String, String)]) -> Result<ExitCode, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::io("a folder cannot be made", folder, &error))?;
    for (name, text) in pages {
        let place = folder.join(name);
        fs::write(&place, text).map_err(|error| Failure::io("a manual page cannot be written", &place, &error))?;
    }
    print_status(&format!("{} manual pages are in {}", pages.len(), folder.display()));
    print(&folder.display().to_string());
    Ok(ExitCode::SUCCESS)
}
