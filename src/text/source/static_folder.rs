//! Files that a site publishes at its root as they are, as found beside the content.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use crate::bytes::fingerprint::Fingerprint;

/// Files of the folder `static/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaticFolder {
    /// Files that are published, by path in the folder, which is their path in the site.
    pub files: BTreeMap<Arc<str>, StaticFile>,
    /// Text of `robots.txt`, which is added to that of the site.
    pub robots: Option<Arc<str>>,
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Place on the disk.
    pub place: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// Time of the last change, if the system states it.
    pub modified: Option<SystemTime>,
}

impl StaticFolder {
    /// Fingerprint of all that a plan takes from the folder: its paths and sizes, and what is added to `robots.txt`.
    pub fn shape(&self) -> Fingerprint {
        let files: Vec<_> = self.files.iter().map(|(path, file)| (path, file.bytes)).collect();
        Fingerprint::of(&(files, &self.robots))
    }

    /// Fingerprint that also changes with the times of the files.
    pub fn stamp(&self) -> Fingerprint {
        let times: Vec<_> = self.files.values().map(|file| file.modified).collect();
        Fingerprint::of(&(self.shape(), times))
    }
}
