//! Reads and writes the folder of the register; the only file of this room with access to files.
//!
//! ```text
//! register/log.txt               publications with their times
//! register/addresses.txt         addresses of everything but records
//! register/records/NAME.txt      every version of a record
//! ```
//!
//! A publication writes the records first, each file completely or not at all, then the addresses, and the log last. So
//! the files that a killed publication leaves are valid, and the next publication logs them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::ledger_format::{Damage, Sound};
use super::{Register, Revision, addresses, ledger_format, log};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::report::failure::Failure;
use crate::text::source::SourceText;

/// Folder of a site's register. A plain folder has none unless one is given, because nothing is ever written into it.
pub fn folder_of(root: &Path, is_site: bool, given: Option<&Path>) -> Option<PathBuf> {
    given.map(Path::to_owned).or_else(|| is_site.then(|| root.join("register")))
}

/// Fingerprint of the files' sizes and times, by which changes are noticed without reading them.
pub fn stamp(folder: &Path) -> Fingerprint {
    let look = |place: &Path| {
        let metadata = fs::metadata(place).ok()?;
        let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((metadata.len(), since.as_nanos()))
    };
    let mut files: Vec<_> = names(&folder.join("records")).unwrap_or_default();
    files.sort();
    let records: Vec<_> = files.iter().map(|name| (name, look(&folder.join("records").join(name)))).collect();
    Fingerprint::of(&(records, look(&folder.join("log.txt")), look(&folder.join("addresses.txt"))))
}

/// Reads a register; an empty one when there is none. Damaged files are reported and left out.
///
/// # Errors
/// When the operating system would not let it be read.
pub fn read(folder: &Path) -> Result<Reported<Register>, Failure> {
    Ok(contents(folder)?.read())
}

fn contents(folder: &Path) -> Result<Contents, Failure> {
    let refused = |place: &Path, error: &io::Error| Failure::io("the register cannot be read", place, error);
    let text = |place: &Path| -> Result<Option<Vec<u8>>, Failure> {
        match fs::read(place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(refused(place, &error)),
        }
    };
    let records = folder.join("records");
    let mut names = names(&records).map_err(|error| refused(&records, &error))?;
    names.sort();
    let files: Vec<(String, Vec<u8>)> = names
        .into_par_iter()
        .map(|name| {
            let place = records.join(&name);
            fs::read(&place).map(|bytes| (name, bytes)).map_err(|error| refused(&place, &error))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(Contents {
        records: files,
        addresses: text(&folder.join("addresses.txt"))?,
        log: text(&folder.join("log.txt"))?,
    })
}

/// File names of the records.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".txt") && !name.starts_with('.') {
            names.push(name);
        }
    }
    Ok(names)
}

/// The bytes of a register.
struct Contents {
    /// By file name.
    records: Vec<(String, Vec<u8>)>,
    addresses: Option<Vec<u8>>,
    log: Option<Vec<u8>>,
}

impl Contents {
    fn read(&self) -> Reported<Register> {
        let mut register = Register { fingerprint: self.fingerprint(), ..Register::default() };
        let mut diagnostics = Vec::new();
        let mut report = |file: &str, damage: Damage| diagnostics.push(damaged(file, self.bytes(file), &damage));
        let not_text = || Damage { line: 0, what: "it is not UTF-8".to_owned() };
        let is_used = !self.records.is_empty() || self.addresses.is_some();
        match &self.log {
            None if is_used => report("log.txt", Damage { line: 0, what: "it is lost".to_owned() }),
            None => {}
            Some(bytes) => match std::str::from_utf8(bytes) {
                Err(_) => report("log.txt", not_text()),
                Ok(text) => {
                    let (log, _, damage) = log::read(text);
                    register.log = log;
                    damage.into_iter().for_each(|damage| report("log.txt", damage));
                }
            },
        }
        if let Some(bytes) = &self.addresses {
            match std::str::from_utf8(bytes).map_err(|_| not_text()).and_then(addresses::read) {
                Ok(known) => register.known_addresses = known,
                Err(damage) => report("addresses.txt", damage),
            }
        }
        if let Some((count, hash)) = register.log.addresses()
            && !addresses::begins_with(&register.known_addresses, count, hash)
        {
            report("addresses.txt", Damage { line: 0, what: "it is not the list that was published".to_owned() });
        }
        let all = self.sound();
        let logged = register.log.records();
        let mut seen: BTreeMap<String, ()> = BTreeMap::new();
        for ((name, _), sound) in self.records.iter().zip(all) {
            let file = format!("records/{name}");
            let name = name.trim_end_matches(".txt");
            seen.insert(name.to_owned(), ());
            let mut whole = sound.damage.is_none();
            sound.damage.into_iter().for_each(|damage| report(&file, damage));
            if let (Some((version, hash)), Some(history)) = (logged.get(name), &sound.history)
                && history.versions.get(*version as usize - 1).is_none_or(|version| version.hash != *hash)
                && whole
            {
                whole = false;
                let what = format!("version {version} is not the one that the log has");
                report(&file, Damage { line: 0, what });
            }
            register.histories.extend(sound.history.filter(|_| whole));
        }
        for (name, _) in logged.iter().filter(|(name, _)| !seen.contains_key(**name)) {
            report(&format!("records/{name}.txt"), Damage { line: 0, what: "it is lost".to_owned() });
        }
        register.histories.sort_by(|a, b| a.name.cmp(&b.name));
        Reported { value: register, diagnostics }
    }

    /// The undamaged part of each record.
    fn sound(&self) -> Vec<Sound> {
        let read = |(name, bytes): &(String, Vec<u8>)| match std::str::from_utf8(bytes) {
            Ok(text) => ledger_format::read(name.trim_end_matches(".txt"), text),
            // A file that is text up to some byte may be undamaged up to there.
            Err(error) => {
                let text = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
                let sound = ledger_format::read(name.trim_end_matches(".txt"), &text);
                Sound {
                    damage: Some(Damage { line: text.lines().count(), what: "it is not UTF-8".to_owned() }),
                    ..sound
                }
            }
        };
        self.records.par_iter().map(read).collect()
    }

    /// The bytes of a file, by its path in the register.
    fn bytes(&self, file: &str) -> &[u8] {
        match file.strip_prefix("records/") {
            Some(name) => self.records.iter().find(|(known, _)| known == name).map_or(&[], |(_, bytes)| bytes),
            None if file == "log.txt" => self.log.as_deref().unwrap_or_default(),
            None => self.addresses.as_deref().unwrap_or_default(),
        }
    }

    /// The file of a record, by its name in the register.
    fn record(&self, name: &str) -> Option<&[u8]> {
        let file = format!("{name}.txt");
        let at = self.records.binary_search_by(|(known, _)| known.cmp(&file)).ok()?;
        Some(&self.records[at].1)
    }

    /// Replaces a file, by its path in the register.
    fn set(&mut self, file: &str, bytes: Vec<u8>) {
        match file.strip_prefix("records/") {
            Some(name) => match self.records.binary_search_by(|(known, _)| (**known).cmp(name)) {
                Ok(at) => self.records[at].1 = bytes,
                Err(at) => self.records.insert(at, (name.to_owned(), bytes)),
            },
            None if file == "log.txt" => self.log = Some(bytes),
            None => self.addresses = Some(bytes),
        }
    }

    fn fingerprint(&self) -> Fingerprint {
        let of = |bytes: &Vec<u8>| Fingerprint::of_bytes(bytes);
        let records: Vec<_> = self.records.par_iter().map(|(name, bytes)| (name, of(bytes))).collect();
        Fingerprint::of(&(records, self.addresses.as_ref().map(of), self.log.as_ref().map(of)))
    }
}

fn damaged(file: &str, bytes: &[u8], damage: &Damage) -> Diagnostic {
    let shown: Arc<str> = format!("register/{file}").into();
    let at = match damage.line {
        0 => Location::file(&shown),
        line => {
            let text = Arc::new(String::from_utf8_lossy(bytes).into_owned());
            let at = SourceText { shown, text }.locate_line(line, 1);
            Location { width: at.excerpt.chars().count().max(1) as u32, ..at }
        }
    };
    let message = format!("the register was changed by hand or is damaged: {}", damage.what);
    Diagnostic::at(Problem::RegisterDamaged, at, message)
        .hint("restore the file from git or a copy; or let `minutebook register mend` give up the damaged part")
}

/// Appends a publication to the register.
///
/// # Errors
/// When the register is another than the one that was revised, or the disk refuses.
pub fn append(folder: &Path, revision: &Revision) -> Result<(), Failure> {
    let additions = additions(folder, &contents(folder)?, revision)?;
    if !additions.is_empty() {
        let records = folder.join("records");
        fs::create_dir_all(&records).map_err(|error| Failure::io("a folder cannot be made", &records, &error))?;
    }
    additions.iter().try_for_each(|(file, bytes)| put(&folder.join(file), bytes))
}

/// The register as it will be after a publication has been appended; nothing is written.
///
/// # Errors
/// When the register is another than the one that was revised, or cannot be read.
pub fn continued(folder: &Path, revision: &Revision) -> Result<Register, Failure> {
    let mut contents = contents(folder)?;
    for (file, bytes) in additions(folder, &contents, revision)? {
        contents.set(&file, bytes);
    }
    let Reported { value, diagnostics } = contents.read();
    if !diagnostics.is_empty() {
        let why = "what would be added to the register could not be read again, and nothing was written";
        return Err(Failure { diagnostics, ..Failure::environment(why) });
    }
    Ok(value)
}

/// The files that a publication writes, in the order in which they must be written.
fn additions(folder: &Path, contents: &Contents, revision: &Revision) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let Some(publication) = &revision.publication else { return Ok(Vec::new()) };
    if contents.fingerprint() != revision.onto {
        return Err(Failure::environment(format!(
            "the register in {} has changed meanwhile, and nothing was written\n  hint: publish again",
            folder.display()
        )));
    }
    let mut files = Vec::new();
    if contents.log.is_none() {
        // The log exists as soon as there is anything to log, so that a lost log is noticed.
        files.push(("log.txt".to_owned(), log::HEADING.as_bytes().to_vec()));
    }
    let mut records: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for record in &revision.records {
        let escapes = ledger_format::has_escapes(&record.version);
        let headings = [false, true].map(|escapes| ledger_format::heading(&record.name, escapes));
        let bytes = records.entry(&record.name).or_insert_with(|| match contents.record(&record.name) {
            Some(bytes) => bytes.to_vec(),
            None => headings[usize::from(escapes)].clone().into_bytes(),
        });
        // A file of the first form is marked as the second form; its earlier versions stand unchanged.
        if let Some(rest) = bytes.strip_prefix(headings[0].as_bytes()).filter(|_| escapes) {
            *bytes = [headings[1].as_bytes(), rest].concat();
        }
        bytes.extend_from_slice(ledger_format::written(&record.version).as_bytes());
    }
    files.extend(records.into_iter().map(|(name, bytes)| (format!("records/{name}.txt"), bytes)));
    if !revision.addresses.is_empty() {
        files.push(("addresses.txt".to_owned(), revision.address_list.clone().into_bytes()));
    }
    let log = contents.log.as_deref().unwrap_or(log::HEADING.as_bytes());
    files.push(("log.txt".to_owned(), [log, publication.written().as_bytes()].concat()));
    Ok(files)
}

/// Gives up damaged and lost files. Copies of damaged ones are kept in `damaged/` beside the register. Returns what was
/// given up.
///
/// # Errors
/// When the disk refuses.
pub fn repair(folder: &Path, now: jiff::Timestamp) -> Result<Vec<String>, Failure> {
    let contents = contents(folder)?;
    let sound = contents.sound();
    let records: Vec<(String, Vec<u8>, Sound)> =
        contents.records.iter().zip(sound).map(|((name, bytes), sound)| (name.clone(), bytes.clone(), sound)).collect();
    let (listed, log) = (contents.addresses.unwrap_or_default(), contents.log.unwrap_or_default());
    let repair = super::repair::repair(&records, &listed, &log, now);
    for (file, _) in &repair.files {
        let (from, to) = (folder.join(file), folder.join("damaged").join(format!("{now}-{}", file.replace('/', "-"))));
        if from.exists() {
            let kept = folder.join("damaged");
            fs::create_dir_all(&kept).map_err(|error| Failure::io("a folder cannot be made", &kept, &error))?;
            fs::copy(&from, &to).map_err(|error| Failure::io("a damaged file cannot be copied", &to, &error))?;
        }
    }
    for (file, bytes) in &repair.files {
        let place = folder.join(file);
        match bytes {
            Some(bytes) => put(&place, bytes)?,
            None => fs::remove_file(&place).map_err(|error| Failure::io("a file cannot be removed", &place, &error))?,
        }
    }
    Ok(repair.given_up)
}

/// Writes a file atomically.
fn put(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error: io::Error| Failure::io("the register cannot be written", place, &error);
    let folder = place.parent().unwrap_or(Path::new("."));
    failpoint();
    let mut file = tempfile::Builder::new().prefix(".").tempfile_in(folder).map_err(refused)?;
    file.write_all(bytes).map_err(refused)?;
    file.as_file().sync_all().map_err(refused)?;
    #[cfg(unix)]
    {
        // Other accounts read it too, such as those that build and check.
        let readable = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        file.as_file().set_permissions(readable).map_err(refused)?;
    }
    failpoint();
    file.persist(place).map(|_| ()).map_err(|error| refused(error.error))
}
