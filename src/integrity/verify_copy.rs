//! Checks a copy of a site: every file is the one that was published and there is no other, the list of files is signed
//! and not too old, and the records are those of the register, word for word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;

use super::copy_origin::{self, CopyOrigin};
use super::disk::{self, DiskEntry};
use super::host_copy::is_kept_by_hosts;
use super::pages;
use super::sign::signed_by;
use super::verification::{MISSING, Verification};
use super::{BESIDE, BESIDE_SIGNATURE, SIGNATURE, SUMS, read};
use crate::ledger;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::site::well_known::{MANIFEST, PUBLISHED};

/// Settings of a check.
#[derive(Debug, Clone)]
pub struct VerifyOptions {
    /// The copy of the site.
    pub folder: PathBuf,
    /// Origin of the copy, which says what it may lack.
    pub origin: CopyOrigin,
    /// Public key of the publisher.
    pub key: Option<String>,
    /// The register.
    pub register: Option<PathBuf>,
    /// A copy signed before this time is too old.
    pub at_least: Option<Timestamp>,
}

/// Minutebook's own files in the folder of a site: the manifest of the build, and the list of what is live.
const OWN: [&str; 2] = [MANIFEST, PUBLISHED];
/// Largest list of checksums that is read, in bytes.
const MOST_OF_A_LIST: u64 = 512 * 1024 * 1024;
/// Largest signature that is read, in bytes.
const MOST_OF_A_SIGNATURE: u64 = 64 * 1024;

/// Checks a copy of a site.
///
/// # Errors
/// When the folder or the register cannot be read, or the site was published without sums.
pub fn verify(wanted: &VerifyOptions) -> Result<Verification, Failure> {
    let folder = &wanted.folder;
    let mut there = disk::below(folder)?;
    let mut found = Verification::default();
    let place = folder.join(SUMS);
    let sums = match there.remove(SUMS) {
        Some(DiskEntry::File(place)) => disk::read(&place, MOST_OF_A_LIST)
            .map_err(|error| Failure::io("the list of sums cannot be read", &place, &error))?,
        Some(DiskEntry::Other(what)) => {
            return Err(Failure::usage(format!("{} is {what}\n  hint: this is not a copy of a site", place.display())));
        }
        None => {
            return Err(Failure::usage(format!(
                "there is no {SUMS} in {}\n  hint: a site has one when it is published, or built with `--sums`{}",
                folder.display(),
                match wanted.origin {
                    CopyOrigin::Files => "",
                    _ => "; no page links to it, so save it from the host too",
                }
            )));
        }
    };
    let sums = String::from_utf8_lossy(&sums).into_owned();
    let signature = signature(there.remove(SIGNATURE));
    found.is_signed = signature.is_some();
    match checked(wanted.key.as_deref(), &sums, signature.as_deref()) {
        Ok(at) => (found.is_of_key, found.signed_at) = (wanted.key.is_some(), at),
        Err(why) => found.report(Problem::BadSignature, SIGNATURE, why),
    }
    found.age(wanted);
    if matches!(wanted.origin, CopyOrigin::Saved) {
        copy_origin::as_published(&mut there, &read(&sums).unwrap_or_default());
    }
    let pages = copy_origin::pages(&there);
    found.files = found.listed(&mut there, &sums, SUMS, &wanted.origin);
    let beside = (there.remove(BESIDE), signature_of_beside(&mut there));
    if let (Some(list), signature) = beside {
        found.beside = found.put_beside(&mut there, list, signature.as_deref(), wanted);
    } else if beside_is_stray(&beside) {
        found.report(Problem::AlteredFile, BESIDE_SIGNATURE, "the list that it signs is missing");
    }
    found.rest(&there, &sums);
    if let Some(place) = &wanted.register {
        let register = ledger::read(place)?.into_value(&mut found.diagnostics);
        found.head = register.log.publications.last().map(|last| (last.at, last.hash));
        pages::compare(&pages, &register, &mut found);
    }
    Diagnostic::sort(&mut found.diagnostics);
    Ok(found)
}

fn signature(entry: Option<DiskEntry>) -> Option<String> {
    let bytes = match entry? {
        DiskEntry::File(place) => disk::read(&place, MOST_OF_A_SIGNATURE).unwrap_or_default(),
        DiskEntry::Other(_) => Vec::new(),
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn signature_of_beside(there: &mut BTreeMap<String, DiskEntry>) -> Option<String> {
    signature(there.remove(BESIDE_SIGNATURE))
}

fn beside_is_stray(beside: &(Option<DiskEntry>, Option<String>)) -> bool {
    beside.0.is_none() && beside.1.is_some()
}

/// Verifies the signature on a list and returns the time of signing; `None` without a key.
fn checked(key: Option<&str>, sums: &str, signature: Option<&str>) -> Result<Option<Timestamp>, String> {
    match (key, signature) {
        (None, _) => Ok(None),
        (Some(_), None) => Err("there is no signature".to_owned()),
        (Some(key), Some(signature)) => signed_by(key, sums, signature),
    }
}

impl Verification {
    /// Reports a copy that is older than allowed.
    fn age(&mut self, wanted: &VerifyOptions) {
        let Some(least) = wanted.at_least else { return };
        match self.signed_at {
            Some(at) if at >= least => {}
            Some(at) => {
                let what = format!("this copy was signed at {at}, which is before {least}");
                self.report(Problem::OutdatedCopy, SIGNATURE, what);
            }
            None => {
                let what = format!(
                    "without a signature of the given key, the age of this copy is unknown; it may be older than {least}"
                );
                self.report(Problem::OutdatedCopy, SIGNATURE, what);
            }
        }
    }

    /// Compares the files of a list and removes them from `there`. Returns the number of unchanged files.
    fn listed(
        &mut self,
        there: &mut BTreeMap<String, DiskEntry>,
        sums: &str,
        name: &str,
        origin: &CopyOrigin,
    ) -> usize {
        let listed = match read(sums) {
            Ok(listed) => listed,
            Err(line) => {
                self.report(
                    Problem::AlteredFile,
                    name,
                    format!("line {line} does not have the form that Minutebook writes"),
                );
                return 0;
            }
        };
        let (work, missing): (Vec<_>, Vec<_>) = listed
            .iter()
            .map(|(path, hash)| (*path, *hash, there.remove(*path)))
            .partition(|(path, _, entry)| entry.is_some() || !origin.may_miss(path, &listed));
        for (path, ..) in missing {
            if !is_kept_by_hosts(path, &listed) {
                self.not_saved.push(path.to_owned());
            }
        }
        let looked: Vec<(&str, Option<String>)> = work
            .par_iter()
            .map(|(path, hash, entry)| {
                let wrong = match entry {
                    None => Some(MISSING.to_owned()),
                    Some(DiskEntry::Other(what)) => Some(format!("it was published, but here is {what}")),
                    Some(DiskEntry::File(place)) => match disk::sum(place) {
                        Ok(now) if now == *hash => None,
                        Ok(_) => Some("its content differs from what was published".to_owned()),
                        Err(error) => Some(format!("it was published, but cannot be read: {error}")),
                    },
                };
                (*path, wrong)
            })
            .collect();
        let mut sound = 0;
        for (path, wrong) in looked {
            match wrong {
                None => sound += 1,
                Some(what) => self.report(Problem::AlteredFile, path, what),
            }
        }
        sound
    }

    /// Compares the files that a publishing added beside the site. Returns the number of unchanged files.
    fn put_beside(
        &mut self,
        there: &mut BTreeMap<String, DiskEntry>,
        list: DiskEntry,
        signature: Option<&str>,
        wanted: &VerifyOptions,
    ) -> usize {
        let key = wanted.key.as_deref();
        let bytes = match list {
            DiskEntry::File(place) => disk::read(&place, MOST_OF_A_LIST).ok(),
            DiskEntry::Other(_) => None,
        };
        let Some(list) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            self.report(Problem::AlteredFile, BESIDE, "it is not a list, or cannot be read");
            return 0;
        };
        // Without a valid signature the list proves nothing.
        if let Err(why) = checked(key, &list, signature) {
            self.report(Problem::BadSignature, BESIDE, why);
            return 0;
        }
        if key.is_none() {
            self.unvouched =
                read(&list).map(|listed| listed.keys().map(|path| (*path).to_owned()).collect()).unwrap_or_default();
        }
        self.listed(there, &list, BESIDE, &wanted.origin)
    }

    /// Judges the files that no checksum covers.
    fn rest(&mut self, there: &BTreeMap<String, DiskEntry>, sums: &str) {
        for (path, entry) in there {
            let place = match entry {
                DiskEntry::File(place) => place,
                DiskEntry::Other(what) => {
                    self.report(Problem::AlteredFile, path, format!("it was not published: it is {what}"));
                    continue;
                }
            };
            if OWN.contains(&path.as_str()) {
                match is_own(path, place, sums) {
                    true => self.own.push(path.clone()),
                    false => {
                        self.report(Problem::AlteredFile, path, "its content is not that of Minutebook's own file");
                    }
                }
                continue;
            }
            // GitHub Pages needs this file, and it is empty.
            if path == ".nojekyll" && std::fs::symlink_metadata(place).is_ok_and(|metadata| metadata.len() == 0) {
                continue;
            }
            self.report(Problem::AlteredFile, path, "it was not published");
        }
    }
}

/// Reports whether one of Minutebook's own files lists files of the site and nothing else.
fn is_own(path: &str, place: &Path, sums: &str) -> bool {
    let Some(text) = disk::read(place, MOST_OF_A_LIST).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return false;
    };
    if path == OWN[1] {
        let list: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        return list["minutebook"] == "published 1" && list["files"].is_object() && list["lingering"].is_object();
    }
    let Ok(listed) = read(sums) else { return false };
    let mut lines = text.lines();
    lines.next() == Some("minutebook manifest 2")
        && lines.all(|line| listed.contains_key(line) || matches!(line, SUMS | SIGNATURE))
}
