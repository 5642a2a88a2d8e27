//! The built files that wait to go live, each with its fingerprint. Reads the disk, and changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{File, FileKind};
use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;
use crate::report::failure::Failure;
use crate::site::OutputPath;

/// Files that wait to go live, by path in the site.
#[derive(Debug, Clone, Default)]
pub struct Staged(BTreeMap<String, StagedFile>);

/// A staged file.
#[derive(Debug, Clone)]
pub struct StagedFile {
    /// Its entry in the list of live files.
    pub file: File,
    /// Its path on the disk.
    pub place: PathBuf,
}

/// Collects the files that a build wrote into a folder, and those of `also`, which go live as they are.
///
/// # Errors
/// When a file cannot be read, or one of `also` has the path of one that was built.
pub fn stage(
    output: &Path,
    written: &[String],
    kinds: &dyn Fn(&str) -> FileKind,
    also: Option<&Path>,
) -> Result<Staged, Failure> {
    let mut waiting: Vec<(String, PathBuf, FileKind)> =
        written.iter().map(|path| (path.clone(), output.join(path), kinds(path))).collect();
    if let Some(also) = also {
        let mut paths = Vec::new();
        below(also, "", &mut paths)?;
        for path in paths {
            if written.contains(&path) {
                return Err(Failure::usage(format!(
                    "{} has the path of a page of the site, /{path}\n  hint: remove it, or give it another name",
                    also.join(&path).display()
                )));
            }
            waiting.push((path.clone(), also.join(&path), FileKind::Also));
        }
    }
    let read = |(path, place, kind): (String, PathBuf, FileKind)| {
        let bytes = read(&place)?;
        let hash = Fingerprint::of_bytes(&bytes).hex();
        let sum = (kind == FileKind::Asset).then(|| Hash::of(&bytes).to_string());
        Ok((path, StagedFile { file: File { hash, size: bytes.len() as u64, kind, sum }, place }))
    };
    waiting.into_par_iter().map(read).collect::<Result<_, Failure>>().map(Staged)
}

/// Paths and bytes of the files that go live beside a site.
///
/// # Errors
/// As [`stage`].
pub fn files_beside(also: &Path) -> Result<Vec<(String, u64)>, Failure> {
    let mut paths = Vec::new();
    below(also, "", &mut paths)?;
    let size = |path: String| {
        let place = also.join(&path);
        let metadata = fs::metadata(&place)
            .map_err(|error| Failure::io("a file that is to go live cannot be read", &place, &error))?;
        Ok((path, metadata.len()))
    };
    paths.into_iter().map(size).collect()
}

/// All files below a folder, by their paths relative to it.
fn below(root: &Path, folder: &str, paths: &mut Vec<String>) -> Result<(), Failure> {
    let here = root.join(folder);
    let refused = |error: std::io::Error| Failure::io("a folder whose files go live cannot be read", &here, &error);
    for entry in fs::read_dir(&here).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let name = entry.file_name();
        let path =
            name.to_str().map(|name| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
        let kind = entry.file_type().map_err(refused)?;
        let Some(path) = path.filter(|path| OutputPath::new(path).is_some() && path != ".git" && !kind.is_symlink())
        else {
            return Err(Failure::usage(format!(
                "{} cannot go live: it is a link, or its name is not one that every host can have\n  hint: remove it",
                entry.path().display()
            )));
        };
        if kind.is_dir() {
            below(root, &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn read(place: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(place).map_err(|error| Failure::io("a file that is to go live cannot be read", place, &error))
}

impl Staged {
    /// Their entries in the list of live files.
    pub fn files(&self) -> BTreeMap<String, File> {
        self.0.iter().map(|(path, staged)| (path.clone(), staged.file.clone())).collect()
    }

    /// A staged file, by path.
    pub fn get(&self, path: &str) -> Option<&StagedFile> {
        self.0.get(path)
    }
}

impl StagedFile {
    /// Its bytes, if they are unchanged since it was staged.
    ///
    /// # Errors
    /// When it cannot be read, or somebody has changed it since.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let bytes = read(&self.place)?;
        if Fingerprint::of_bytes(&bytes).hex() != self.file.hash {
            return Err(Failure::environment(format!(
                "{} was changed during the publication\n  hint: wait until no build is running there, and publish again",
                self.place.display()
            )));
        }
        Ok(bytes)
    }
}
