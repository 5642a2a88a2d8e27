//! Lists the files below a folder, and anything else found there, by path. No file is opened for this and no link is
//! followed: opening a pipe would block, and links may form a circle.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::bytes::sha256::Hash;
use crate::report::failure::Failure;

/// Something that exists at a path.
#[derive(Debug, Clone)]
pub(super) enum DiskEntry {
    /// A file.
    File(PathBuf),
    /// Anything else, with a description of what it is.
    Other(&'static str),
}

/// Lists everything below a folder, by its path with `/` between the names. Folders are listed only when empty.
///
/// # Errors
/// When the folder itself cannot be read.
pub(super) fn below(root: &Path) -> Result<BTreeMap<String, DiskEntry>, Failure> {
    let refused = |error: io::Error| Failure::io("the copy of the site cannot be read", root, &error);
    let mut all = BTreeMap::new();
    let mut folders = vec![(String::new(), root.to_owned())];
    while let Some((path, place)) = folders.pop() {
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if path.is_empty() => return Err(refused(error)),
            Err(_) => {
                all.insert(path, DiskEntry::Other("a folder that cannot be read"));
                continue;
            }
        };
        let mut is_empty = !path.is_empty();
        for entry in entries {
            is_empty = false;
            let Ok(entry) = entry else {
                all.insert(shown(&path, "…"), DiskEntry::Other("something that cannot be examined"));
                continue;
            };
            let name = entry.file_name();
            let below = shown(&path, &name.to_string_lossy());
            let what = match (entry.file_type(), name.to_str()) {
                (Ok(kind), Some(_)) if kind.is_dir() => {
                    folders.push((below, entry.path()));
                    continue;
                }
                (Ok(kind), Some(_)) if kind.is_file() => DiskEntry::File(entry.path()),
                (Ok(kind), _) if kind.is_symlink() => DiskEntry::Other("a link, which is not followed"),
                (Ok(_), None) => DiskEntry::Other("something whose name is not UTF-8"),
                (Ok(_), _) => DiskEntry::Other("a pipe, a socket or a device, which is not opened"),
                (Err(_), _) => DiskEntry::Other("something that cannot be examined"),
            };
            all.insert(below, what);
        }
        if is_empty {
            all.insert(path, DiskEntry::Other("an empty folder"));
        }
    }
    Ok(all)
}

fn shown(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Reads a file of at most `most` bytes.
pub(super) fn read(place: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(place)?;
    if file.metadata()?.len() > most {
        return Err(io::Error::other(format!("it has more than {} MB", most / 1_000_000)));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256 of a file, which may be larger than memory.
pub(super) fn sum(place: &Path) -> io::Result<Hash> {
    Hash::of_stream(open(place)?)
}

fn open(place: &Path) -> io::Result<File> {
    // The path may have changed since the folder was listed; only a file may be opened.
    if !fs::symlink_metadata(place)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    File::open(place)
}
