//! Writes the finished site. The only writer of the output folder; it makes no decisions about content.
//!
//! Each file is written beside the site and moved into place, so that a reader sees the old file or the new one. Files with
//! the same bytes are not written, so their times stay and uploads stay small. A manifest lists all written files, and only
//! files listed by an earlier manifest are ever removed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::bytes::sha256::{Hash, HashingWriter};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::site::well_known::{MANIFEST, OWN_FOLDER};
use crate::site::{Artifact, ArtifactContent, OutputPath};

const FIRST_LINE: &str = "minutebook manifest 2";

/// An output folder that is being written.
#[derive(Debug)]
pub struct OutputWriter {
    root: PathBuf,
    temporary: PathBuf,
    /// Files written by the last run.
    previous: BTreeSet<String>,
    /// True if the manifest on disk lists files that may not be there yet.
    is_ahead: Mutex<bool>,
    /// Folders known to be there and to be folders rather than links.
    folders: Mutex<FxHashSet<String>>,
    counter: AtomicU64,
    /// Held until the end, so that two builds never mix.
    _lock: File,
}

/// File of the output that is written piece by piece and hashed on its way. Until it is closed it lies beside the site; if it never is, it
/// is removed.
#[derive(Debug)]
pub struct StreamedFile {
    out: Option<HashingWriter<io::BufWriter<File>>>,
    temporary: PathBuf,
    place: PathBuf,
    /// Metadata of the file that is in its place.
    there: Option<fs::Metadata>,
}

impl StreamedFile {
    /// The failure of writing it.
    pub fn failed(&self, error: &io::Error) -> Failure {
        Failure::io("a file cannot be written", &self.place, error)
    }
}

impl Write for StreamedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or_else(|| Err(io::ErrorKind::BrokenPipe.into()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for StreamedFile {
    fn drop(&mut self) {
        // Nothing is there once it has been put into place.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Result of writing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file is new.
    New,
    /// The content has changed.
    Changed,
    /// The content was the same, and the file was left alone.
    Same,
}

/// Why a file was not put into place.
#[derive(Debug)]
pub enum PutError {
    /// A file that Minutebook did not write is there, and stays.
    InTheWay(Diagnostic),
    /// The operating system refuses.
    Failed(Failure),
}

/// Stamp of a file; as long as it is the same, the file counts as untouched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenStamp {
    /// Size in bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: u64,
}

impl OutputWriter {
    /// Opens an output folder for the files that are planned, making it if need be.
    ///
    /// # Errors
    /// When the path is a file, cannot be written, is in use by another build, or holds files that Minutebook did not
    /// write and `force` is not set.
    pub fn open(root: &Path, planned: &[&OutputPath], force: bool) -> Result<OutputWriter, Failure> {
        match fs::metadata(root) {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(Failure::environment(format!(
                    "the output {} is a file\n  hint: give a folder with `--output`",
                    root.display()
                )));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(root)
                    .map_err(|error| Failure::io("the output folder cannot be made", root, &error))?;
            }
            Err(error) => return Err(Failure::io("the output folder cannot be read", root, &error)),
        }
        let own = root.join(OWN_FOLDER);
        if fs::symlink_metadata(&own).is_ok_and(|m| !m.is_dir()) {
            return Err(Failure::usage(format!(
                "{} is not a folder\n  hint: remove it; Minutebook keeps its manifest there",
                own.display()
            )));
        }
        let manifest = root.join(MANIFEST);
        let previous = match fs::read(&manifest) {
            Ok(bytes) => std::str::from_utf8(&bytes).ok().and_then(read_manifest),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::io("the manifest of the output cannot be read", &manifest, &error)),
        };
        let is_empty = previous.is_none() && is_empty(root, force)?;
        let previous = previous.unwrap_or_default();
        let temporary = own.join("tmp");
        // These may have been replaced by links, which lead to foreign files.
        for name in ["tmp", "lock"] {
            let place = own.join(name);
            if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()) {
                fs::remove_file(&place).map_err(|error| Failure::io("this link cannot be removed", &place, &error))?;
            }
        }
        fs::create_dir_all(&temporary)
            .map_err(|error| Failure::io("the output folder cannot be written", &temporary, &error))?;
        let lock_path = own.join("lock");
        let lock = File::create(&lock_path)
            .map_err(|error| Failure::io("the output folder cannot be written", &lock_path, &error))?;
        if lock.try_lock().is_err() {
            return Err(Failure::environment(format!(
                "another build is writing to {}\n  hint: wait for it to end",
                root.display()
            )));
        }
        // Remains of an interrupted build.
        for left in fs::read_dir(&temporary).into_iter().flatten().flatten() {
            let _ = fs::remove_file(left.path());
        }
        let writer = OutputWriter {
            root: root.to_owned(),
            temporary,
            previous,
            is_ahead: Mutex::default(),
            folders: Mutex::default(),
            counter: AtomicU64::new(0),
            _lock: lock,
        };
        // A folder without files contains no foreign files, so nothing needs to be checked.
        let is_free = |path: &str| is_empty && !path.starts_with('.');
        writer.list_ahead(planned, is_free)?;
        Ok(writer)
    }

    /// Plans files that could not be planned when the folder was opened.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn expect(&self, planned: &[&OutputPath]) -> Result<(), Failure> {
        self.list_ahead(planned, |_| false)
    }

    /// Makes way for files, and lists them in the manifest before they are written, so that the files of a killed build are
    /// known to be ours. Existing files of another origin are not listed.
    fn list_ahead(&self, planned: &[&OutputPath], is_free: impl Fn(&str) -> bool) -> Result<(), Failure> {
        self.make_way(planned)?;
        let mut is_ahead = self.is_ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |path: &&str| {
            !self.previous.contains(*path) && (is_free(path) || fs::symlink_metadata(self.root.join(path)).is_err())
        };
        let new: Vec<&str> = planned.iter().map(|path| path.as_str()).filter(is_new).collect();
        if new.is_empty() {
            return Ok(());
        }
        if *is_ahead {
            return self.append_to_manifest(&new);
        }
        *is_ahead = true;
        self.write_manifest(&self.previous.iter().map(String::as_str).chain(new).collect())
    }

    /// Reports whether an earlier run wrote a file.
    pub fn owns(&self, path: &str) -> bool {
        self.previous.contains(path)
    }

    /// Puts a file into place, unless it holds these bytes already.
    ///
    /// # Errors
    /// When a file that Minutebook did not write is in the way, or the disk refuses.
    pub fn put(&self, artifact: &Artifact) -> Result<(Outcome, WrittenStamp), PutError> {
        let copied;
        let pieces: &[Vec<u8>] = match &artifact.content {
            ArtifactContent::Bytes(bytes) => std::slice::from_ref(bytes),
            ArtifactContent::Pieces(pieces) => pieces,
            ArtifactContent::CopyOf(place) => {
                copied = fs::read(place).map_err(|error| {
                    PutError::Failed(Failure::io("a file that a record refers to cannot be read", place, &error))
                })?;
                std::slice::from_ref(&copied)
            }
        };
        self.put_pieces(&artifact.path, pieces)
    }

    fn put_pieces(&self, path: &OutputPath, pieces: &[Vec<u8>]) -> Result<(Outcome, WrittenStamp), PutError> {
        let length: usize = pieces.iter().map(Vec::len).sum();
        let place = self.root.join(path.as_str());
        let fresh = self.folder(path).map_err(PutError::Failed)?;
        let there = if fresh { None } else { fs::symlink_metadata(&place).ok() };
        if let Some(metadata) = &there {
            let same = metadata.is_file()
                && metadata.len() == length as u64
                && fs::read(&place).is_ok_and(|old| begins_with_all(&old, pieces));
            if same {
                return Ok((Outcome::Same, stamp(metadata)));
            }
            if !self.previous.contains(path.as_str()) {
                return Err(in_the_way(&place));
            }
        }
        let refused = |error: io::Error| PutError::Failed(Failure::io("a page cannot be written", &place, &error));
        let temporary = self.temporary.join(self.counter.fetch_add(1, Ordering::Relaxed).to_string());
        let mut file = File::create(&temporary).map_err(refused)?;
        let written = pieces.iter().try_for_each(|piece| file.write_all(piece)).and_then(|()| file.metadata());
        drop(file);
        let metadata =
            written.and_then(|metadata| fs::rename(&temporary, &place).map(|()| metadata)).map_err(|error| {
                let _ = fs::remove_file(&temporary);
                refused(error)
            })?;
        Ok((if there.is_some() { Outcome::Changed } else { Outcome::New }, stamp(&metadata)))
    }

    /// Opens a file that is written piece by piece, and put into place by [`OutputWriter::close_file`].
    ///
    /// # Errors
    /// When a foreign file is in the way, or the disk refuses.
    pub fn open_file(&self, path: &OutputPath) -> Result<StreamedFile, PutError> {
        let place = self.root.join(path.as_str());
        let there = if self.folder(path).map_err(PutError::Failed)? { None } else { fs::symlink_metadata(&place).ok() };
        if there.is_some() && !self.previous.contains(path.as_str()) {
            return Err(in_the_way(&place));
        }
        let temporary = self.temporary.join(self.counter.fetch_add(1, Ordering::Relaxed).to_string());
        let refused = |error| PutError::Failed(Failure::io("a file cannot be written", &place, &error));
        let file = File::create(&temporary).map_err(refused)?;
        let out = Some(HashingWriter::new(io::BufWriter::with_capacity(1 << 18, file)));
        Ok(StreamedFile { out, temporary, place, there })
    }

    /// Puts a file that was written piece by piece into place, unless the same bytes are there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn close_file(&self, mut streamed: StreamedFile) -> Result<(Outcome, WrittenStamp, Hash), Failure> {
        let put = |streamed: &mut StreamedFile| -> io::Result<_> {
            streamed.flush()?;
            let (file, hash) = streamed.out.take().ok_or(io::ErrorKind::BrokenPipe)?.finish();
            let metadata = file.get_ref().metadata()?;
            drop(file);
            let (place, there) = (&streamed.place, &streamed.there);
            if let Some(old) = there.as_ref().filter(|old| old.is_file() && old.len() == metadata.len())
                && File::open(place).and_then(Hash::of_stream).is_ok_and(|known| known == hash)
            {
                return Ok((Outcome::Same, stamp(old), hash));
            }
            fs::rename(&streamed.temporary, place)?;
            Ok((if there.is_some() { Outcome::Changed } else { Outcome::New }, stamp(&metadata), hash))
        };
        put(&mut streamed).map_err(|error| streamed.failed(&error))
    }

    /// Place of a file in the output folder.
    pub fn place(&self, path: &OutputPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// Reports whether a file still has this stamp.
    pub fn is_untouched(&self, path: &OutputPath, stamp: WrittenStamp) -> bool {
        is_untouched(&self.root, path.as_str(), stamp)
    }

    /// The bytes of a file that an earlier run wrote.
    pub fn read(&self, path: &OutputPath) -> Option<Vec<u8>> {
        fs::read(self.root.join(path.as_str())).ok()
    }

    /// Removes files that earlier runs wrote and this one did not plan, and writes the manifest. Returns the removed
    /// files.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(self, written: &BTreeSet<&str>) -> Result<Vec<String>, Failure> {
        let mut removed = Vec::new();
        for path in self.previous.iter().filter(|path| !written.contains(path.as_str())) {
            if self.remove(path)? {
                removed.push(path.clone());
            }
        }
        let is_ahead = *self.is_ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let unchanged = !is_ahead
            && removed.is_empty()
            && self.previous.len() == written.len()
            && self.previous.iter().all(|path| written.contains(path.as_str()));
        if !unchanged {
            self.write_manifest(written)?;
        }
        let _ = fs::remove_dir(&self.temporary);
        let _ = fs::remove_file(self.root.join(OWN_FOLDER).join("lock"));
        Ok(removed)
    }

    /// Removes one file of an earlier run, and the folders that become empty. `false` when it is gone already.
    fn remove(&self, path: &str) -> Result<bool, Failure> {
        // A manifest may have been edited by hand: it must not lead out of the output either.
        let Some(sound) = OutputPath::new(path) else { return Ok(false) };
        if self.leads_through_link(sound.as_str()) {
            return Ok(false);
        }
        let place = self.root.join(sound.as_str());
        match fs::remove_file(&place) {
            Ok(()) => {}
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
                ) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(Failure::io("an outdated page cannot be removed", &place, &error)),
        }
        let mut folder = place.parent();
        while let Some(current) = folder.filter(|folder| *folder != self.root) {
            if fs::remove_dir(current).is_err() {
                break;
            }
            folder = current.parent();
        }
        Ok(true)
    }

    /// Removes files of earlier runs in the place of planned folders, and folders in the place of planned files.
    fn make_way(&self, planned: &[&OutputPath]) -> Result<(), Failure> {
        let files: FxHashSet<&str> = planned.iter().map(|path| path.as_str()).collect();
        let folders: FxHashSet<&str> = planned
            .iter()
            .flat_map(|path| path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]))
            .collect();
        for old in &self.previous {
            let above = old.match_indices('/').any(|(at, _)| files.contains(&old[..at]));
            if above || folders.contains(old.as_str()) {
                self.remove(old)?;
            }
        }
        Ok(())
    }

    /// Creates the folder of a path within the output. `true` if it is new.
    fn folder(&self, path: &OutputPath) -> Result<bool, Failure> {
        let Some((folder, _)) = path.as_str().rsplit_once('/') else { return Ok(false) };
        if self.known().contains(folder) {
            return Ok(false);
        }
        let mut place = self.root.clone();
        let mut made = false;
        let mut so_far = String::with_capacity(folder.len());
        for part in folder.split('/') {
            place.push(part);
            if !so_far.is_empty() {
                so_far.push('/');
            }
            so_far.push_str(part);
            if self.known().contains(&so_far) {
                continue;
            }
            made = match fs::create_dir(&place) {
                Ok(()) => true,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    // Another thread may have created it; a link would lead out of the output.
                    if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) {
                        return Err(Failure::environment(format!(
                            "{} is not a folder, but must be one\n  hint: move it elsewhere",
                            place.display()
                        )));
                    }
                    false
                }
                Err(error) => return Err(Failure::io("a folder cannot be made", &place, &error)),
            };
            self.known().insert(so_far.clone());
        }
        Ok(made)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, FxHashSet<String>> {
        // Nothing panics while it is held; and the set would be sound even then.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leads_through_link(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.into_iter().any(|folder| fs::symlink_metadata(self.root.join(folder)).is_ok_and(|m| !m.is_dir()))
    }

    fn write_manifest(&self, files: &BTreeSet<&str>) -> Result<(), Failure> {
        let temporary = self.temporary.join("manifest");
        let write = || -> io::Result<()> {
            let mut out = io::BufWriter::new(File::create(&temporary)?);
            writeln!(out, "{FIRST_LINE}")?;
            files.iter().try_for_each(|path| writeln!(out, "{path}"))?;
            out.into_inner()?;
            fs::rename(&temporary, self.root.join(MANIFEST))
        };
        write().map_err(|error| self.manifest_failed(&error))
    }

    /// Lists further files in the manifest that is there. If the build is killed meanwhile, half a line may be left, which is not read.
    fn append_to_manifest(&self, files: &[&str]) -> Result<(), Failure> {
        let lines: String = files.iter().flat_map(|path| [*path, "\n"]).collect();
        let append = || -> io::Result<()> {
            File::options().append(true).open(self.root.join(MANIFEST))?.write_all(lines.as_bytes())
        };
        append().map_err(|error| self.manifest_failed(&error))
    }

    fn manifest_failed(&self, error: &io::Error) -> Failure {
        Failure::io("the manifest of the output cannot be written", &self.root.join(MANIFEST), error)
    }

    /// An empty file beside the site for what is needed for a while. It has no name, so nothing is left of it when the build ends or
    /// is killed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn passing_file(&self) -> io::Result<File> {
        tempfile::tempfile_in(&self.temporary)
    }

    /// The failure of something that was done in such a file.
    pub fn failed(&self, what: &str, error: &io::Error) -> Failure {
        Failure::io(what, &self.temporary, error)
    }
}

/// Existing files of the manifest of an output folder: every file that a build wrote.
///
/// # Errors
/// When there is no manifest, or it cannot be read.
pub fn written(root: &Path) -> Result<Vec<String>, Failure> {
    let place = root.join(MANIFEST);
    let bytes =
        fs::read(&place).map_err(|error| Failure::io("the manifest of the output cannot be read", &place, &error))?;
    let Some(listed) = std::str::from_utf8(&bytes).ok().and_then(read_manifest) else {
        return Err(Failure::environment(format!(
            "{} is not a manifest\n  hint: build into an empty folder",
            place.display()
        )));
    };
    let sound = |path: &String| OutputPath::new(path).is_some_and(|sound| root.join(sound.as_str()).is_file());
    Ok(listed.into_iter().filter(sound).collect())
}

/// Refusal to replace a file that is not ours.
fn in_the_way(place: &Path) -> PutError {
    PutError::InTheWay(
        Diagnostic::anywhere(
            Problem::ForeignFile,
            format!("{} is there, and Minutebook did not write it; it stays", place.display()),
        )
        .hint("move it elsewhere, or choose another output folder"),
    )
}

/// Reports whether bytes begin with these pieces, one after the other.
fn begins_with_all(mut bytes: &[u8], pieces: &[Vec<u8>]) -> bool {
    pieces.iter().all(|piece| {
        let rest = bytes.strip_prefix(piece.as_slice());
        bytes = rest.unwrap_or_default();
        rest.is_some()
    })
}

/// Stamp of a file.
///
/// # Errors
/// When it cannot be looked at.
pub fn stamp_of(place: &Path) -> io::Result<WrittenStamp> {
    fs::symlink_metadata(place).map(|metadata| stamp(&metadata))
}

/// Reports whether a file in an output folder still has this stamp.
pub fn is_untouched(root: &Path, path: &str, expected: WrittenStamp) -> bool {
    fs::symlink_metadata(root.join(path)).is_ok_and(|metadata| metadata.is_file() && stamp(&metadata) == expected)
}

fn stamp(metadata: &fs::Metadata) -> WrittenStamp {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    WrittenStamp { size: metadata.len(), modified: modified.map_or(0, |age| age.as_nanos() as u64) }
}

/// Files of a manifest; `None` when it is no manifest, or one of a later version. A last line that was not written to its end is none.
fn read_manifest(text: &str) -> Option<BTreeSet<String>> {
    let (whole, _) = text.rsplit_once('\n')?;
    let mut lines = whole.lines();
    if lines.next() != Some(FIRST_LINE) {
        return None;
    }
    Some(lines.map(str::to_owned).collect())
}

/// Reports whether a folder without a manifest is empty except for hidden files.
///
/// # Errors
/// When it contains other files, which are foreign, unless forced.
fn is_empty(root: &Path, force: bool) -> Result<bool, Failure> {
    let entries = fs::read_dir(root).map_err(|error| Failure::io("the output folder cannot be read", root, &error))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    match names.iter().find(|name| !name.starts_with('.')) {
        Some(name) if !force => Err(Failure::usage(format!(
            "the output folder {} contains files that Minutebook did not write, such as “{name}”\n  hint: choose another with `--output`, or use `--force` to build into it; the files will stay",
            root.display()
        ))),
        Some(_) => Ok(false),
        None => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Address;

    #[test]
    fn files_that_are_planned_late_are_known_to_be_ours_if_the_build_is_killed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |address: &str| OutputPath::of(&Address::new(address)).expect("a path");
        let [page, pack, other] = ["/a/", "/search/s/1.bin", "/search/s/2.bin"].map(path);
        let writer = OutputWriter::open(folder.path(), &[&page], false).expect("an output folder");
        writer.expect(&[&pack]).expect("the disk");
        writer.expect(&[&other, &pack]).expect("the disk");
        // Killed while it was writing the last line.
        drop(writer);
        let place = folder.path().join(MANIFEST);
        let listed = fs::read_to_string(&place).expect("the manifest");
        fs::write(&place, format!("{listed}search/s/3")).expect("the disk");
        let next = OutputWriter::open(folder.path(), &[&page], false).expect("an output folder");
        let known = ["a/index.html", "search/s/1.bin", "search/s/2.bin", "search/s/3"].map(|path| next.owns(path));
        assert_eq!(known, [true, true, true, false]);
        let mut passing = next.passing_file().expect("a file");
        passing.write_all(b"runs").expect("the disk");
        let names = fs::read_dir(&next.temporary).expect("a folder").count();
        assert_eq!(names, usize::from(cfg!(windows)), "nothing of it is left after a kill");
        drop(passing);
        next.finish(&BTreeSet::from(["a/index.html"])).expect("the disk");
        assert_eq!(fs::read_to_string(&place).expect("the manifest"), format!("{FIRST_LINE}\na/index.html\n"));
    }

    #[test]
    fn a_file_written_piece_by_piece_is_put_into_place_when_it_is_closed_and_never_half() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = OutputPath::of(&Address::new("/data/a.csv")).expect("a path");
        let writer = OutputWriter::open(folder.path(), &[&path], false).expect("an output folder");
        let place = folder.path().join("data/a.csv");
        let open = |words: &str| {
            let mut file = writer.open_file(&path).expect("a file");
            words.split_inclusive(' ').for_each(|piece| file.write_all(piece.as_bytes()).expect("the disk"));
            file
        };
        drop(open("never closed"));
        assert!(!place.exists());
        assert_eq!(fs::read_dir(&writer.temporary).expect("a folder").count(), 0, "nothing of it is left");
        let (outcome, stamp, hash) = writer.close_file(open("Aye, nay")).expect("the disk");
        assert_eq!((outcome, stamp.size, hash), (Outcome::New, 8, Hash::of(b"Aye, nay")));
        assert_eq!(fs::read(&place).expect("the file"), b"Aye, nay");
        drop(writer);
    }
}
