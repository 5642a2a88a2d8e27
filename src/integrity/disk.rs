//! What lies on the disk below a folder, by its path: files, and whatever else somebody may have put there. Nothing is opened
//! to find out, and no link is followed: to open a pipe is to wait for ever, and a link may lead in a circle.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::bytes::sha256::Hash;
use crate::report::failure::Failure;

/// What somebody finds under a path.
#[derive(Debug, Clone)]
pub(super) enum DiskEntry {
    /// A file.
    File(PathBuf),
    /// Anything else, and what it is.
    Other(&'static str),
}

/// Everything below a folder but folders in which something lies, by its path with `/` between the names.
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
                all.insert(shown(&path, "…"), DiskEntry::Other("something that cannot be looked at"));
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
                (Err(_), _) => DiskEntry::Other("something that cannot be looked at"),
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

/// The bytes of a file that is no larger than it may be.
pub(super) fn read(place: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(place)?;
    if file.metadata()?.len() > most {
        return Err(io::Error::other(format!("it has more than {} MB", most / 1_000_000)));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The sum of a file, which may be larger than the memory.
pub(super) fn sum(place: &Path) -> io::Result<Hash> {
    Hash::of_stream(open(place)?)
}

fn open(place: &Path) -> io::Result<File> {
    // Whatever it was when the folder was listed: only a file is opened.
    if !fs::symlink_metadata(place)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    File::open(place)
}
