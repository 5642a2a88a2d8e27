//! Origins of copies, and what copies of each cannot contain.

use std::collections::BTreeMap;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use super::disk::{self, DiskEntry};
use super::host_copy::{HostCopy, is_kept_by_hosts};
use crate::bytes::sha256::Hash;

/// Origin of a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CopyOrigin {
    /// The files themselves were copied: everything that was published is there.
    #[default]
    Files,
    /// Pages were saved from a host, as by `wget --mirror`: what no link led to is missing.
    Saved,
    /// A host was asked for every file: only what hosts keep for themselves is missing, and what they hand out another page for.
    Host(HostCopy),
}

impl CopyOrigin {
    /// Reports whether a published file may be missing.
    pub(super) fn may_miss(&self, path: &str, listed: &BTreeMap<&str, Hash>) -> bool {
        match self {
            CopyOrigin::Files => false,
            CopyOrigin::Saved => true,
            CopyOrigin::Host(host) => is_kept_by_hosts(path, listed) || host.led_on.contains_key(path),
        }
    }
}

/// The files of a saved copy by the paths under which they were published. A program that saves pages escapes signs in
/// their names (`%E6`), and saves a page again for each query in a link (`search/index.html?q=wall`).
pub(super) fn as_published(there: &mut BTreeMap<String, DiskEntry>, listed: &BTreeMap<&str, Hash>) {
    let strange: Vec<String> = there.keys().filter(|path| !listed.contains_key(path.as_str())).cloned().collect();
    for path in strange {
        let Some(DiskEntry::File(place)) = there.get(&path).cloned() else { continue };
        let Some((meant, hash)) = meant_by(&path, listed) else { continue };
        if !there.contains_key(meant) {
            there.remove(&path);
            there.insert(meant.to_owned(), DiskEntry::File(place));
        } else if disk::sum(&place).is_ok_and(|now| now == hash) {
            there.remove(&path);
        }
    }
}

/// The published file that was saved under a name, with its hash.
fn meant_by<'a>(path: &str, listed: &BTreeMap<&'a str, Hash>) -> Option<(&'a str, Hash)> {
    let known = |name: &str| listed.get_key_value(name).map(|(path, hash)| (*path, *hash));
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let without_query = |name: &str| name.split_once('?').and_then(|(name, _)| known(name));
    known(&decoded).or_else(|| without_query(path)).or_else(|| without_query(&decoded))
}

/// Places of the pages among some files, by path.
pub(super) fn pages(there: &BTreeMap<String, DiskEntry>) -> BTreeMap<String, PathBuf> {
    let page = |(path, entry): (&String, &DiskEntry)| match entry {
        DiskEntry::File(place) if path.ends_with(".html") => Some((path.clone(), place.clone())),
        _ => None,
    };
    there.iter().filter_map(page).collect()
}
