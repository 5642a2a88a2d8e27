//! Record of where a theme in the site came from: `themes/NAME/.origin`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::theme_source::TakenFiles;
use crate::bytes::sha256::Hash;
use crate::report::failure::Failure;

/// Name of the file. Files whose names begin with a dot are no part of a theme.
const ORIGIN: &str = ".origin";

/// Origin of a theme that was copied into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ThemeOrigin {
    /// Path or address, as given.
    pub(super) source: String,
    /// Branch or tag of a repository, if one was given.
    pub(super) branch: Option<String>,
    /// The commit, if it came from git.
    pub(super) revision: Option<String>,
    /// Hash of each file as it came, by path.
    pub(super) hashes: BTreeMap<String, String>,
}

impl ThemeOrigin {
    /// Hash of all files together, by which two copies of a theme can be compared.
    pub(super) fn hash(&self) -> String {
        let list: String = self.hashes.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
        Hash::of(list.as_bytes()).to_string()
    }

    /// Writes the record into the folder of a theme.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let mut text = String::from("# Where this theme came from; `minutebook theme update` fetches it again.\n");
        text.push_str(&format!("from {}\n", self.source));
        for (word, value) in [("branch", &self.branch), ("revision", &self.revision)] {
            if let Some(value) = value {
                text.push_str(&format!("{word} {value}\n"));
            }
        }
        text.push_str(&format!("sha256 {}\n", self.hash()));
        for (path, hash) in &self.hashes {
            text.push_str(&format!("{hash}  {path}\n"));
        }
        let place = folder.join(ORIGIN);
        fs::write(&place, text)
            .map_err(|error| Failure::io("the origin of the theme cannot be written", &place, &error))
    }

    /// Reads the record from the folder of a theme; `None` if it came from nowhere else.
    pub(super) fn read(folder: &Path) -> Option<ThemeOrigin> {
        let text = fs::read_to_string(folder.join(ORIGIN)).ok()?;
        let line =
            |word: &str| text.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix(' ')).map(str::to_owned);
        let hashes = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once("  "));
        Some(ThemeOrigin {
            source: line("from")?,
            branch: line("branch"),
            revision: line("revision"),
            hashes: hashes.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect(),
        })
    }
}

/// Hash of each file.
pub(super) fn hashes(files: &TakenFiles) -> BTreeMap<String, String> {
    files.iter().map(|(path, bytes)| (path.clone(), Hash::of(bytes).to_string())).collect()
}
