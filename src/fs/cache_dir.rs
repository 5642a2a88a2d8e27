//! Where things are kept that only save time, and how. Whatever is missing or cannot be kept costs time and nothing else,
//! so nobody is told.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::bytes::fingerprint::Fingerprint;
use crate::site::well_known::OWN_FOLDER;

/// Where a kind of thing is kept for a site and an output folder, both without links and detours: with the site, or for a
/// plain folder, which is never written to, in the user's cache.
pub fn place(root: &Path, output: &Path, is_site: bool, kind: &str) -> Option<PathBuf> {
    let name = Fingerprint::of(&(root, output)).hex();
    let folder = if is_site { root.join(OWN_FOLDER).join("cache") } else { user_cache()?.join("minutebook") };
    Some(folder.join(format!("{name}.{kind}")))
}

fn user_cache() -> Option<PathBuf> {
    let given = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    given("XDG_CACHE_HOME").or_else(|| given("LOCALAPPDATA")).or_else(|| given("HOME").map(|home| home.join(".cache")))
}

/// What was kept, if it is there.
pub fn read(place: &Path) -> Option<Vec<u8>> {
    fs::read(place).ok()
}

/// Keeps all of the pieces, one after the other, or nothing.
pub fn write(place: &Path, pieces: &[&[u8]]) {
    let Some(folder) = place.parent() else { return };
    if fs::create_dir_all(folder).is_err() {
        return;
    }
    // Nothing of the cache belongs in a repository.
    if let Some(own) = folder.parent().filter(|own| own.ends_with(OWN_FOLDER)) {
        let ignore = own.join(".gitignore");
        if !ignore.exists() {
            let _ = fs::write(ignore, "*\n");
        }
    }
    let Ok(mut file) = tempfile::NamedTempFile::new_in(folder) else { return };
    if pieces.iter().all(|piece| file.write_all(piece).is_ok()) {
        let _ = file.persist(place);
    }
}
