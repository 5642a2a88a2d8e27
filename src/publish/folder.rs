//! A folder on this machine: releases beside each other, and the link `current` to the one that a server shows.
//!
//! A release is made whole under another name, looked through, and only then shown, by moving a link over the one that is
//! there: one step of the file system. Files that did not change are the same files on the disk (hard links) in both.

use std::collections::BTreeSet;
use std::fs::{self, FileTimes};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{File, Live, Lock, PLACE, PublishJob, PublishResult, PublishTarget, Published};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::report::failure::Failure;
use crate::site::OutputPath;

/// Default number of releases kept.
const KEPT: usize = 5;
/// The link that a server shows.
const CURRENT: &str = "current";
/// File among the releases that holds the name of the one that a person has put live again.
const HELD: &str = ".held";
/// Suffix of a release in the making.
const PARTIAL: &str = ".partial";

/// A folder with releases.
#[derive(Debug)]
pub struct ReleaseFolder {
    root: PathBuf,
    keep: usize,
    /// Held when something is to be changed.
    lock: Option<Lock>,
}

impl ReleaseFolder {
    /// The folder at a path.
    pub fn new(root: PathBuf, keep: Option<usize>) -> ReleaseFolder {
        ReleaseFolder { root, keep: keep.unwrap_or(KEPT).max(1), lock: None }
    }

    fn releases(&self) -> PathBuf {
        self.root.join("releases")
    }

    fn take_lock(&mut self) -> Result<(), Failure> {
        if self.lock.is_none() {
            self.lock = Some(Lock::take(&self.releases().join(".lock"), &self.name())?);
        }
        Ok(())
    }

    /// The release that is shown.
    fn current(&self) -> Result<Option<String>, Failure> {
        let link = self.root.join(CURRENT);
        match fs::read_link(&link) {
            Ok(target) => {
                let own = target.parent().is_some_and(|parent| parent.ends_with("releases"));
                match target.file_name().and_then(|name| name.to_str()).filter(|_| own) {
                    Some(name) => Ok(Some(name.to_owned())),
                    None => Err(Failure::usage(format!(
                        "{} links to {}, which is not a release\n  hint: remove the link, or publish into another folder",
                        link.display(),
                        target.display()
                    ))),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(Failure::usage(format!(
                "{} exists, but is not a link\n  hint: move it elsewhere, or publish into another folder",
                link.display()
            ))),
            Err(error) => Err(Failure::io("the link to the release that is shown cannot be read", &link, &error)),
        }
    }

    /// Releases that are complete, the oldest first.
    fn complete(&self) -> Vec<String> {
        let entries = fs::read_dir(self.releases()).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let is_release = |name: &String| !name.starts_with('.') && self.releases().join(name).join(PLACE).is_file();
        let mut names: Vec<String> = names.filter(is_release).collect();
        names.sort();
        names
    }

    /// The list of the files of a release, if it is complete.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn list_of(&self, release: &str) -> Result<Option<Published>, Failure> {
        let place = self.releases().join(release).join(PLACE);
        match fs::read(&place) {
            Ok(bytes) => Published::from_bytes(&bytes, &place.display().to_string()).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::io("the list of what is live cannot be read", &place, &error)),
        }
    }

    /// Shows a release, in one step.
    fn show(&self, release: &str) -> Result<(), Failure> {
        let (link, waiting) = (self.root.join(CURRENT), self.root.join(format!(".{CURRENT}")));
        let refused = |error: io::Error| Failure::io("the link to the release cannot be moved", &link, &error);
        failpoint();
        match fs::remove_file(&waiting) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(refused(error)),
            _ => {}
        }
        failpoint();
        make_link(&Path::new("releases").join(release), &waiting).map_err(refused)?;
        failpoint();
        fs::rename(&waiting, &link).map_err(refused)?;
        sync_folder(&self.root);
        match self.current()? {
            Some(shown) if shown == release => Ok(()),
            _ => Err(Failure::environment(format!(
                "{} does not link to the release {release}\n  hint: publish again",
                link.display()
            ))),
        }
    }

    /// Name of the release to which one goes back: the previous one, or the named one. Nobody else can change the folder from then on.
    ///
    /// # Errors
    /// When there is none, or somebody else publishes.
    pub fn earlier_release(&mut self, named: Option<&str>) -> Result<String, Failure> {
        if !self.releases().is_dir() {
            return Err(Failure::usage(format!(
                "nothing was published into {}\n  hint: check the path",
                self.root.display()
            )));
        }
        self.take_lock()?;
        let (current, releases) = (self.current()?, self.complete());
        let found = match named {
            Some(name) => releases.iter().find(|release| *release == name),
            None => releases.iter().rev().find(|release| current.as_ref().is_some_and(|current| *release < current)),
        };
        let Some(release) = found else {
            let there = if releases.is_empty() { "none".to_owned() } else { releases.join(", ") };
            let sought = named.map_or("before the one that is shown".to_owned(), |name| format!("“{name}”"));
            return Err(Failure::usage(format!(
                "there is no release {sought} in {}\n  hint: there are: {there}",
                self.root.display()
            )));
        };
        Ok(release.clone())
    }

    /// Shows a release again. Until somebody publishes on purpose, no publication replaces it, unless it is the newest.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn roll_back(&mut self, release: &str) -> Result<(), Failure> {
        // Before it is shown, so that no timer takes it back in between.
        match self.complete().last() {
            Some(newest) if newest == release => self.let_go()?,
            _ => self.hold(release)?,
        }
        self.show(release)
    }

    /// Makes sure that a release stays live.
    fn hold(&self, release: &str) -> Result<(), Failure> {
        let place = self.releases().join(HELD);
        write(&place, release.as_bytes(), None)
            .map_err(|error| Failure::io("the name of the release that is to stay cannot be written", &place, &error))
    }

    /// Lets publications replace the release that is live.
    fn let_go(&self) -> Result<(), Failure> {
        let place = self.releases().join(HELD);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Failure::io("the name of the release that was to stay cannot be removed", &place, &error))
            }
            _ => Ok(()),
        }
    }

    /// A name for the next release that sorts behind all that are there.
    fn next_name(&self, at: &str) -> String {
        // `2026-11-25T22:41:08Z`, as a file on any system can be called.
        let moment = at.split('.').next().unwrap_or(at).trim_end_matches('Z').replace(':', "");
        let last = self.complete().pop().unwrap_or_default();
        let mut name = format!("{moment}Z");
        let mut number = 1;
        while name <= last || self.releases().join(&name).exists() {
            number += 1;
            // Behind any moment that a clock set back would give.
            let stem =
                if name <= last { last.split('~').next().unwrap_or(&last).to_owned() } else { format!("{moment}Z") };
            name = format!("{stem}~{number:04}");
        }
        name
    }

    /// Makes one file of a release: a hard link to the file in the previous release if that is intact, else a copy.
    fn place(
        &self,
        path: &str,
        file: &File,
        before: Option<&Path>,
        into: &Path,
        work: &PublishJob<'_>,
    ) -> Result<bool, Failure> {
        let there = into.join(path);
        let refused = |error: io::Error| Failure::io("a file of the release cannot be written", &there, &error);
        if let Some(old) = before.map(|before| before.join(path))
            && let Ok(bytes) = fs::read(&old)
            && Fingerprint::of_bytes(&bytes).hex() == file.hash
        {
            failpoint();
            if fs::hard_link(&old, &there).is_ok() {
                return Ok(false);
            }
            // Some file systems have no hard links, or few of them.
            write(&there, &bytes, fs::metadata(&old).and_then(|m| m.modified()).ok()).map_err(refused)?;
            return Ok(false);
        }
        let Some(staged) = work.staged.get(path) else {
            // The file only lingers and is damaged or gone, so it cannot be restored.
            return Ok(false);
        };
        let bytes = staged.bytes()?;
        write(&there, &bytes, fs::metadata(&staged.place).and_then(|m| m.modified()).ok()).map_err(refused)?;
        Ok(true)
    }

    fn make(
        &self,
        into: &Path,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure> {
        let refused =
            |place: &Path, error: io::Error| Failure::io("a folder of the release cannot be made", place, &error);
        let all: Vec<(&String, &File)> = work.next.all().collect();
        let folders: BTreeSet<&str> = all.iter().filter_map(|(path, _)| Some(path.rsplit_once('/')?.0)).collect();
        for folder in folders.into_iter().chain([super::PLACE.split('/').next().unwrap_or_default()]) {
            let place = into.join(folder);
            failpoint();
            fs::create_dir_all(&place).map_err(|error| refused(&place, error))?;
        }
        let before = self.current()?.map(|release| self.releases().join(release));
        let (done, sent) = (AtomicUsize::new(0), AtomicUsize::new(0));
        all.par_iter().try_for_each(|(path, file)| {
            // The list may have been edited by hand: it must not lead out of the release.
            if OutputPath::new(path).is_none() {
                return Ok(());
            }
            if self.place(path, file, before.as_deref(), into, work)? {
                sent.fetch_add(1, Ordering::Relaxed);
            }
            on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, all.len());
            Ok(())
        })?;
        // A lingering file may be missing; a file of the site may not.
        let verified = work.next.files.par_iter().map(|(path, file)| {
            let place = into.join(path);
            match fs::read(&place) {
                Ok(bytes) if Fingerprint::of_bytes(&bytes).hex() == file.hash => Ok(1),
                Ok(_) => Err(Failure::environment(format!(
                    "{} does not contain what was written to it\n  hint: check the disk, and publish again; the live site is unchanged",
                    place.display()
                ))),
                Err(error) => Err(Failure::io("a file of the release cannot be read", &place, &error)),
            }
        });
        let verified = verified.try_reduce(|| 0, |a, b| Ok(a + b))?;
        let mut list = work.next.clone();
        list.lingering.retain(|path, _| into.join(path).is_file());
        for own in work.own {
            let place = into.join(own.path);
            write(&place, &own.bytes, None).map_err(|error| Failure::io("a file cannot be written", &place, &error))?;
        }
        let place = into.join(PLACE);
        write(&place, &list.to_bytes(), None)
            .map_err(|error| Failure::io("the list of what is live cannot be written", &place, &error))?;
        let sent = sent.into_inner();
        Ok(PublishResult { name: String::new(), sent, kept: all.len() - sent, verified, ahead: 0 })
    }

    /// Removes the oldest releases beyond the limit; never the one that is shown.
    fn prune(&self, shown: &str) {
        let old: Vec<String> =
            self.complete().into_iter().rev().filter(|release| release != shown).skip(self.keep - 1).collect();
        for release in old {
            // First by name, so that a half-removed one is no release.
            let place = self.releases().join(&release);
            let leaving = self.releases().join(format!(".{release}{PARTIAL}"));
            failpoint();
            if fs::rename(&place, &leaving).is_ok() {
                failpoint();
                let _ = fs::remove_dir_all(&leaving);
            }
        }
    }
}

impl PublishTarget for ReleaseFolder {
    fn name(&self) -> String {
        format!("the folder {}", self.root.display())
    }

    fn live(&mut self) -> Result<Live, Failure> {
        let published = match self.current()? {
            Some(release) => self.list_of(&release)?,
            None => None,
        };
        Ok(Live { published, interrupted: false })
    }

    fn held(&self) -> Result<Option<String>, Failure> {
        let place = self.releases().join(HELD);
        match fs::read_to_string(&place) {
            Ok(release) => Ok(Some(release.trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::io("the name of the release that is to stay cannot be read", &place, &error)),
        }
    }

    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure> {
        self.take_lock()?;
        // Remains of interrupted publications.
        for entry in fs::read_dir(self.releases()).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().ends_with(PARTIAL) {
                failpoint();
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let release = self.next_name(&work.next.at);
        let partial = self.releases().join(format!(".{release}{PARTIAL}"));
        let made = self.make(&partial, work, on_progress);
        let placed = match made {
            Ok(placed) => placed,
            Err(failure) => {
                // The partial release may be what fills the disk.
                let _ = fs::remove_dir_all(&partial);
                return Err(failure);
            }
        };
        let whole = self.releases().join(&release);
        failpoint();
        fs::rename(&partial, &whole).map_err(|error| Failure::io("the release cannot be named", &whole, &error))?;
        sync_folder(&self.releases());
        self.show(&release)?;
        self.let_go()?;
        self.prune(&release);
        Ok(PublishResult { name: release, ..placed })
    }
}

/// Writes a file and flushes it to the disk. Keeps the modification time of the original, so that browsers need not
/// fetch it again.
fn write(place: &Path, bytes: &[u8], modified: Option<std::time::SystemTime>) -> io::Result<()> {
    failpoint();
    let mut file = fs::File::create(place)?;
    // Half of the file has been written.
    failpoint();
    file.write_all(bytes)?;
    if let Some(modified) = modified {
        let _ = file.set_times(FileTimes::new().set_modified(modified));
    }
    file.sync_all()
}

/// Asks for a folder's names to be on the disk; not every system can.
fn sync_folder(place: &Path) {
    if let Ok(folder) = fs::File::open(place) {
        let _ = folder.sync_all();
    }
}

#[cfg(unix)]
fn make_link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn make_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system cannot switch a link in one step"))
}
