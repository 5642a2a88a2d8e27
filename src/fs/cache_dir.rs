//! Reads and writes cache files. A missing cache only costs time, so failures are not reported.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::bytes::fingerprint::Fingerprint;
use crate::site::well_known::OWN_FOLDER;

/// Path of a cache for a site and an output folder, both resolved: within the site, or in the user's cache for a plain
/// folder, which is never written to.
pub fn place(root: &Path, output: &Path, is_site: bool, kind: &str) -> Option<PathBuf> {
    let name = Fingerprint::of(&(root, output)).hex();
    let folder = if is_site { root.join(OWN_FOLDER).join("cache") } else { user_cache()?.join("minutebook") };
    Some(folder.join(format!("{name}.{kind}")))
}

/// Folder of caches that do not depend on the output, for a site whose folder is resolved; `None` if it cannot be made.
pub fn folder(root: &Path, is_site: bool, kind: &str) -> Option<PathBuf> {
    let folder = if is_site {
        root.join(OWN_FOLDER).join("cache").join(kind)
    } else {
        user_cache()?.join("minutebook").join(format!("{}.{kind}", Fingerprint::of(root).hex()))
    };
    fs::create_dir_all(&folder).ok()?;
    if is_site {
        ignore(&root.join(OWN_FOLDER));
    }
    // The last build may have been run by somebody else.
    tempfile::tempfile_in(&folder).is_ok().then_some(folder)
}

/// Keeps caches out of a repository.
fn ignore(own: &Path) {
    let ignore = own.join(".gitignore");
    if !ignore.exists() {
        let _ = fs::write(ignore, "*\n");
    }
}

fn user_cache() -> Option<PathBuf> {
    let given = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    given("XDG_CACHE_HOME").or_else(|| given("LOCALAPPDATA")).or_else(|| given("HOME").map(|home| home.join(".cache")))
}

/// Content of a cache file, if it exists.
pub fn read(place: &Path) -> Option<Vec<u8>> {
    fs::read(place).ok()
}

/// Writes some bytes, or nothing.
pub fn write(place: &Path, bytes: &[u8]) {
    write_with(place, |mut file| file.write_all(bytes));
}

/// Writes what `fill` writes, or nothing if that fails.
pub fn write_with(place: &Path, fill: impl FnOnce(&fs::File) -> io::Result<()>) {
    let Some(folder) = place.parent() else { return };
    if fs::create_dir_all(folder).is_err() {
        return;
    }
    if let Some(own) = folder.parent().filter(|own| own.ends_with(OWN_FOLDER)) {
        ignore(own);
    }
    let Ok(file) = tempfile::NamedTempFile::new_in(folder) else { return };
    if fill(file.as_file()).is_ok() {
        let _ = file.persist(place);
    }
}
