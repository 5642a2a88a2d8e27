//! Writes files of the content for an editor: new ones, which never overwrite anything, and changed ones, atomically.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::report::failure::Failure;

/// Folder of the records of a site or plain folder.
pub fn content_folder(site: &Path) -> PathBuf {
    let content = site.join("content");
    if content.is_dir() { content } else { site.to_owned() }
}

/// Writes a new file, and creates the folders above it.
///
/// # Errors
/// When something is there already, or the disk refuses.
pub fn write_new(place: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("a folder cannot be made", folder, &error))?;
    }
    let made = fs::File::create_new(place);
    let mut file = made.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::usage(format!(
            "{} exists already and was left unchanged\n  hint: choose another title or folder",
            place.display()
        )),
        _ => Failure::io("a file cannot be written", place, &error),
    })?;
    file.write_all(text.as_bytes()).map_err(|error| Failure::io("a file cannot be written", place, &error))
}

/// Replaces the bytes of a file atomically, keeping its permissions. A link stays a link.
///
/// # Errors
/// When the disk refuses, with `what` cannot be written.
pub fn replace(place: &Path, bytes: &[u8], what: &str) -> Result<(), Failure> {
    let refused = |error: std::io::Error| Failure::io(&format!("{what} cannot be written"), place, &error);
    let place = &fs::canonicalize(place).map_err(refused)?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(refused)?;
    file.write_all(bytes).map_err(refused)?;
    file.as_file().set_permissions(fs::metadata(place).map_err(refused)?.permissions()).map_err(refused)?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist(place).map(|_| ()).map_err(|error| refused(error.error))
}
