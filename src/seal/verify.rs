//! Checks a copy of a site: that every file is the one that was published, that the list of them is signed, and that the
//! records are those of the register.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::sign::signed_by;
use super::{SIGNATURE, SUMS, read};
use crate::diagnostic::{Diagnostic, Location, Problem};
use crate::digest::Hash;
use crate::failure::Failure;
use crate::fingerprint::Fingerprint;
use crate::register::{self, Register};
use crate::site::OWN_FOLDER;

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The copy of the site.
    pub folder: PathBuf,
    /// The public key of whoever publishes it.
    pub key: Option<String>,
    /// The register.
    pub register: Option<PathBuf>,
    /// Files that the publishing put beside the site, which the sums do not cover, with the fingerprint of each.
    pub beside: BTreeMap<String, String>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Verification {
    /// What is not as it was published.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are as they were published.
    pub files: usize,
    /// Files that were put beside the site, and hold what was put there.
    pub beside: usize,
    /// There is a signature.
    pub is_signed: bool,
    /// Records whose hash the register knows.
    pub records: usize,
}

/// Checks a copy of a site.
///
/// # Errors
/// When the folder or the register cannot be read, or the site was published without sums.
pub fn verify(wanted: &Wanted) -> Result<Verification, Failure> {
    let folder = &wanted.folder;
    let place = folder.join(SUMS);
    let sums = fs::read(&place).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::usage(format!(
            "there is no {SUMS} in {}\n  hint: a site has one when it is published, or built with `--sums`",
            folder.display()
        )),
        _ => Failure::io("the list of sums cannot be read", &place, &error),
    })?;
    let mut found = Verification::default();
    let mut altered = |file: &str, what: &str| {
        found.diagnostics.push(Diagnostic::at(Problem::AlteredFile, Location::file(&Arc::from(file)), what));
    };
    let sums = String::from_utf8_lossy(&sums).into_owned();
    let mut files = BTreeSet::new();
    walk(folder, folder, &mut files)?;
    let (mut files_as_published, mut files_beside) = (0, 0);
    match read(&sums) {
        Err(line) => altered(SUMS, &format!("line {line} is not as Minutebook writes it")),
        Ok(listed) => {
            let hash = |path: &str| fs::read(folder.join(path)).map(|bytes| Hash::of(&bytes));
            let hashes: Vec<_> = listed.par_iter().map(|(path, listed)| (*path, *listed, hash(path))).collect();
            for (path, listed, hash) in hashes {
                match hash {
                    Ok(hash) if hash == listed => files_as_published += 1,
                    Ok(_) => altered(path, "it holds something else than was published"),
                    Err(_) => altered(path, "it was published, and is not there or cannot be read"),
                }
            }
            for path in files.iter().filter(|path| !listed.contains_key(path.as_str())) {
                let hash = || fs::read(folder.join(path)).map(|bytes| Fingerprint::of_bytes(&bytes).hex());
                match wanted.beside.get(path) {
                    Some(known) if hash().is_ok_and(|hash| hash == *known) => files_beside += 1,
                    Some(_) => altered(path, "it holds something else than was put beside the site"),
                    None => altered(path, "it was not published"),
                }
            }
        }
    }
    (found.files, found.beside) = (files_as_published, files_beside);
    let signature = fs::read(folder.join(SIGNATURE)).ok();
    found.is_signed = signature.is_some();
    let at = || Location::file(&Arc::from(SIGNATURE));
    match (&wanted.key, signature) {
        (Some(_), None) => {
            found.diagnostics.push(Diagnostic::at(Problem::BadSignature, at(), "there is no signature"));
        }
        (Some(key), Some(signature)) => {
            if let Err(why) = signed_by(key, &sums, &String::from_utf8_lossy(&signature)) {
                found.diagnostics.push(Diagnostic::at(Problem::BadSignature, at(), why));
            }
        }
        (None, _) => {}
    }
    if let Some(place) = &wanted.register {
        let register = register::read(place)?.into_value(&mut found.diagnostics);
        chain(folder, &files, &register, &mut found);
    }
    Diagnostic::sort(&mut found.diagnostics);
    Ok(found)
}

/// Every file below a folder but Minutebook's own and the seal, by path.
fn walk(root: &Path, folder: &Path, files: &mut BTreeSet<String>) -> Result<(), Failure> {
    let refused = |error: std::io::Error| Failure::io("the copy of the site cannot be read", folder, &error);
    for entry in fs::read_dir(folder).map_err(refused)? {
        let place = entry.map_err(refused)?.path();
        let path = place.strip_prefix(root).unwrap_or(&place).to_string_lossy().replace('\\', "/");
        if matches!(path.as_str(), SUMS | SIGNATURE) || path.eq_ignore_ascii_case(OWN_FOLDER) {
            continue;
        }
        if place.is_dir() {
            walk(root, &place, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}

/// How the hash of a record stands on its page.
const MARK: &str = "{\"@type\":\"PropertyValue\",\"name\":\"";

/// Checks the records on the pages against the register.
fn chain(folder: &Path, files: &BTreeSet<String>, register: &Register, found: &mut Verification) {
    let pages: Vec<&String> = files.iter().filter(|path| path.ends_with(".html")).collect();
    let told: Vec<(&String, String)> = pages
        .par_iter()
        .filter_map(|path| {
            let page = fs::read_to_string(folder.join(path)).ok()?;
            let start = page.find(MARK)?;
            let end = start + page[start..].find('}')? + 1;
            Some((*path, page[start..end].to_owned()))
        })
        .collect();
    for (path, json) in told {
        let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let (name, hash) = (json["name"].as_str().unwrap_or_default(), json["value"].as_str().unwrap_or_default());
        let history = register.histories.iter().find(|history| *history.name == *name);
        let version = history.and_then(|history| history.versions.iter().find(|v| v.hash.to_string() == hash));
        let what = match (history, version) {
            (Some(history), Some(version)) if version.number == history.last().number => {
                found.records += 1;
                continue;
            }
            (Some(history), Some(version)) => format!(
                "it shows version {} of the record; version {} was published at {}",
                version.number,
                history.last().number,
                history.last().at
            ),
            (Some(_), None) => "the register knows no version of the record with this hash".to_owned(),
            (None, _) => format!("the register knows no record “{name}”"),
        };
        found.diagnostics.push(Diagnostic::at(Problem::AlteredFile, Location::file(&Arc::from(path.as_str())), what));
    }
}
