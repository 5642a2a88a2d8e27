//! `minutebook verify`

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use crate::diagnostic::Severity;
use crate::failure::Failure;
use crate::publish::{Kind, PLACE, Published};
use crate::report::{counted, print_diagnostics, say};
use crate::seal::{Wanted, verify};

/// Altered files of which each is told.
const SHOWN: usize = 100;

/// A public key: as it stands, or from the file that holds it.
///
/// # Errors
/// When there is such a file and it cannot be read.
pub fn key(given: &str) -> Result<String, Failure> {
    let place = Path::new(given);
    if !place.is_file() {
        return Ok(given.to_owned());
    }
    std::fs::read_to_string(place).map_err(|error| Failure::io("the key cannot be read", place, &error))
}

/// What the list of what is live says was put beside the site in `folder`: what lingers from the publishing before, and files
/// that went live as they are. Nothing where there is no list, as in a copy that was made through the web.
pub fn beside(folder: &Path) -> BTreeMap<String, String> {
    let place = folder.join(PLACE);
    let list = std::fs::read(&place).ok().and_then(|bytes| Published::from_bytes(&bytes, "").ok()).unwrap_or_default();
    let also = list.files.into_iter().filter(|(_, file)| file.kind == Kind::Also);
    list.lingering.into_iter().chain(also).map(|(path, file)| (path, file.hash)).collect()
}

/// Checks a copy of a site, and tells what was altered.
///
/// # Errors
/// As [`verify`].
pub fn run(wanted: &Wanted) -> Result<ExitCode, Failure> {
    let found = verify(wanted)?;
    print_diagnostics(&found.diagnostics, Severity::Note, SHOWN);
    say(&format!("{} as published", counted(found.files, "file")));
    if found.beside > 0 {
        say(&format!("{} beside them as put there; no sum covers these", counted(found.beside, "file")));
    }
    match (&wanted.key, found.is_signed) {
        (Some(_), true)
            if !found.diagnostics.iter().any(|d| d.at.as_ref().is_some_and(|at| at.path.ends_with(".minisig"))) =>
        {
            say("the signature is that of the key");
        }
        (None, true) => say("there is a signature, which was not checked: give the public key with `--key`"),
        (None, false) => say("there is no signature: whoever can change a file can change the list of sums as well"),
        (Some(_), _) => {}
    }
    match &wanted.register {
        Some(_) => say(&format!("{} as in the register", counted(found.records, "record"))),
        None => say("the register was not looked at: give its folder with `--register`"),
    }
    if found.diagnostics.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!("{} not as published", counted(found.diagnostics.len(), "thing")));
    Ok(ExitCode::from(1))
}
