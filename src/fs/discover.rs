//! Finds and reads the content. The only reader of `content/`.
//!
//! Text files that the pipeline needs are read; other files (papers, pictures) are only listed. They are copied when a
//! record refers to them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::entry_names::{breaks_a_line, broken_name, leads_inside, relative};
use super::static_files::static_files;
use super::template_data_files::data_files;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::report::failure::Failure;
use crate::site::well_known::{MANIFEST, PUBLISHED};
use crate::text::source::{
    ContentFile, FileStamp, LooseFile, LooseFormat, SourceFile, StaticFolder, has_extension, is_nearly_defaults,
    is_other_metadata, is_table, is_text_by_name,
};

/// Files of a site or plain folder.
#[derive(Debug)]
pub struct Discovered {
    /// The site itself, or the plain folder.
    pub root: PathBuf,
    /// Folder of the records: `content/` of a site, or the plain folder.
    pub content: PathBuf,
    /// True if this is a site with `content/`, or a plain folder of transcripts.
    pub is_site: bool,
    /// Names of what lies beside the content of a site, in order.
    pub beside: Vec<String>,
    /// Files read, by path.
    pub files: Vec<SourceFile>,
    /// Other files, by path relative to the content.
    pub assets: FxHashMap<Arc<str>, LooseFile>,
    /// Files that are published as they are, beside the content.
    pub statics: StaticFolder,
    /// Files of `data/`, beside the content.
    pub data: Vec<SourceFile>,
    /// Existing files that could not be read, by path relative to the content, with the reason: whatever depends on one
    /// of them must not be published as if it did not exist.
    pub refused: Vec<(String, Diagnostic)>,
    /// Errors of reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// A record larger than this is no record.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Two writes within this time may leave the same stamp: systems record times to within some milliseconds, older file
/// systems to two seconds.
const TICK: Duration = Duration::from_secs(2);

/// Files read before, by path: one with an unchanged stamp is not read again.
pub type KnownFiles = FxHashMap<Arc<str>, SourceFile>;

/// Choice of the files that are read, and the form in which they are kept.
#[derive(Clone, Copy)]
pub struct FileReading<'a> {
    /// Files read before.
    pub known: &'a KnownFiles,
    /// Reports whether a file is read, by its path; another is passed over.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Takes a file that has been read, with its place on the disk, and gives it as it is kept.
    pub keep: &'a (dyn Fn(SourceFile, &Path) -> SourceFile + Sync),
}

impl<'a> FileReading<'a> {
    /// Reads every file of which nothing is known, and keeps it as it is.
    pub fn all(known: &'a KnownFiles) -> Self {
        FileReading { known, wanted: &|_| true, keep: &|file, _| file }
    }
}

/// Finds and reads everything below `root`. `output` is passed over should it lie within.
///
/// # Errors
/// When `root` is not a folder that can be read.
pub fn discover(root: &Path, output: &Path, reading: FileReading<'_>) -> Result<Discovered, Failure> {
    let metadata = fs::metadata(root).map_err(|error| Failure::io("there is no folder to read here", root, &error))?;
    if !metadata.is_dir() {
        return Err(Failure::usage(format!("{} is a file; give the folder that contains the records", root.display())));
    }
    fs::read_dir(root).map_err(|error| Failure::io("this folder cannot be read", root, &error))?;
    if is_finished_site(root) {
        return Err(Failure::usage(format!(
            "{} contains a finished site\n  hint: give the folder that contains the records",
            root.display()
        )));
    }
    let content = root.join("content");
    let is_site = content.is_dir();
    let content = if is_site { content } else { root.to_owned() };
    let prefix = if is_site { "content/" } else { "" };

    let mut found = Discovered {
        root: root.to_owned(),
        content,
        is_site,
        beside: if is_site { names_in(root) } else { Vec::new() },
        files: Vec::new(),
        assets: FxHashMap::default(),
        statics: StaticFolder::default(),
        data: Vec::new(),
        refused: Vec::new(),
        diagnostics: Vec::new(),
    };
    if is_site {
        found.statics = static_files(root, output, &mut found.diagnostics);
        found.data = data_files(root, &mut found.diagnostics);
    }
    let mut candidates = found.walk(prefix, output);
    candidates.retain(|candidate| (reading.wanted)(&candidate.path));
    let read: Vec<Result<SourceFile, Diagnostic>> =
        candidates.par_iter().map(|candidate| read_file(candidate, reading)).collect();
    for (candidate, result) in candidates.iter().zip(read) {
        match result {
            Ok(file) => found.files.push(file),
            Err(diagnostic) => found.refuse(&candidate.path, diagnostic),
        }
    }
    Ok(found)
}

/// Names of the entries of a folder, in order. What cannot be read has none.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

struct FoundFile {
    path: Arc<str>,
    shown: Arc<str>,
    place: PathBuf,
}

impl Discovered {
    fn refuse(&mut self, path: &str, diagnostic: Diagnostic) {
        self.refused.push((path.to_owned(), diagnostic.clone()));
        self.diagnostics.push(diagnostic);
    }

    /// Why files that this concerns could not be read; without them nothing can be built.
    pub fn refusals(&self, concerns: impl Fn(&str) -> bool) -> impl Iterator<Item = Diagnostic> {
        self.refused.iter().filter(move |(path, _)| concerns(path)).map(|(_, why)| why.clone().as_error())
    }

    /// Site-wide files of a kind, with their positions among all files, ordered by path.
    pub fn of_kind(&self, kind: ContentFile) -> impl Iterator<Item = (usize, &SourceFile)> {
        self.files.iter().enumerate().filter(move |(_, file)| ContentFile::of(&file.path) == Some(kind))
    }

    /// Reports a site-wide file that exists in several spellings of its name, because it is unclear which is meant.
    pub fn spelt_twice(&self, kind: ContentFile) -> Option<Diagnostic> {
        let mut files = self.of_kind(kind).map(|(_, file)| &file.shown);
        let (first, second) = (files.next()?, files.next()?);
        let message = format!("“{first}” and “{second}” are two spellings of one name, and either could be meant");
        let hint = format!("put everything into one of them, best `{}`, and delete the other", kind.name());
        Some(Diagnostic::at(Problem::DuplicateFile, Location::file(second), message).hint(hint))
    }

    /// Lists the files to read, by path; the rest become assets.
    fn walk(&mut self, prefix: &str, output: &Path) -> Vec<FoundFile> {
        let mut candidates = Vec::new();
        let output = fs::canonicalize(output).ok();
        let canonical = fs::canonicalize(&self.content).ok();
        let skip = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = name.starts_with('.') && (entry.file_type().is_dir() || !is_meant_though_hidden(&name));
            let is_output =
                entry.file_type().is_dir() && output.is_some() && fs::canonicalize(entry.path()).ok() == output;
            entry.depth() > 0 && (hidden || is_output)
        };
        let mut walk = WalkDir::new(&self.content).sort_by_file_name().into_iter().filter_entry(|entry| !skip(entry));
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = relative(error.path().unwrap_or(&self.content), &self.content);
                    let shown = format!("{prefix}{path}");
                    self.refuse(&path, unreadable(&shown.into(), error.io_error()));
                    continue;
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            let path = relative(entry.path(), &self.content);
            let shown: Arc<str> = format!("{prefix}{path}").into();
            match self.look_at(&entry, &path, &shown, canonical.as_deref()) {
                EntryUse::File => self.add_file(entry, path.into(), shown, &mut candidates),
                EntryUse::None => {}
                EntryUse::SkippedFolder => walk.skip_current_dir(),
            }
        }
        candidates.sort_by(|a, b| a.path.cmp(&b.path));
        candidates
    }

    /// Determines what to do with an entry, and reports one that cannot be used.
    fn look_at(&mut self, entry: &DirEntry, path: &str, shown: &Arc<str>, content: Option<&Path>) -> EntryUse {
        let kind = entry.file_type();
        if path.contains(breaks_a_line) {
            self.refuse(path, broken_name(shown, kind.is_dir()));
            return if kind.is_dir() { EntryUse::SkippedFolder } else { EntryUse::None };
        }
        if kind.is_dir() && is_finished_site(entry.path()) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::FinishedSite,
                    Location::file(shown),
                    "this folder contains a finished site that Minutebook built; nothing in it is read as a record",
                )
                .hint("put the finished site beside the records, with `--output`, or delete the folder"),
            );
            return EntryUse::SkippedFolder;
        }
        if kind.is_dir() {
            if has_extension(path, "md") {
                self.diagnostics.push(
                    Diagnostic::at(
                        Problem::DirectoryNamedLikeRecord,
                        Location::file(shown),
                        "this is a folder, though its name ends in `.md`",
                    )
                    .hint("rename it; the records in it are read all the same"),
                );
            }
            return EntryUse::None;
        }
        if kind.is_symlink() && !leads_inside(entry.path(), content) {
            self.refuse(
                path,
                Diagnostic::at(
                    Problem::SymlinkSkipped,
                    Location::file(shown),
                    "this symbolic link is not followed: it leads to a folder, out of the content, or nowhere",
                )
                .hint("put the file itself here"),
            );
            return EntryUse::None;
        }
        if entry.path().to_str().is_none() {
            self.diagnostics.push(
                Diagnostic::at(Problem::UnreadableFile, Location::file(shown), "the file's name is not UTF-8")
                    .hint("rename the file"),
            );
            return EntryUse::None;
        }
        EntryUse::File
    }

    /// Adds a file to those to read, to the loose files, or to both.
    fn add_file(&mut self, entry: DirEntry, path: Arc<str>, shown: Arc<str>, candidates: &mut Vec<FoundFile>) {
        let kind = entry.file_type();
        let name = path.rsplit('/').next().unwrap_or(&path);
        let is_beside = is_beside_record(name, entry.path());
        let is_text = is_text_by_name(name) || is_beside;
        // Opening a pipe would wait for a writer.
        let is_file = kind.is_file() || kind.is_symlink();
        match (is_text, is_file) {
            (true, true) => {
                let place = entry.into_path();
                // JSON beside a record may also be one of its papers.
                if is_beside && has_extension(&path, "json") {
                    self.assets.insert(Arc::clone(&path), loose_file(&path, place.clone()));
                }
                candidates.push(FoundFile { path, shown, place });
            }
            (true, false) => self.refuse(
                &path,
                Diagnostic::at(
                    Problem::UnreadableFile,
                    Location::file(&shown),
                    "cannot be read: it is a pipe or a device",
                )
                .hint("put a file here, or take it away"),
            ),
            (false, true) => {
                let file = loose_file(&path, entry.into_path());
                self.assets.insert(path, file);
            }
            (false, false) => {}
        }
    }
}

/// Use of an entry of a folder.
enum EntryUse {
    /// It is a file of the content.
    File,
    /// Nothing; a folder is entered.
    None,
    /// The folder is not entered.
    SkippedFolder,
}

fn read_file(candidate: &FoundFile, reading: FileReading<'_>) -> Result<SourceFile, Diagnostic> {
    let refused = |error: &io::Error| unreadable(&candidate.shown, Some(error));
    let stamp = fs::metadata(&candidate.place).map(|metadata| stamp(&metadata)).map_err(|error| refused(&error))?;
    if let Some(before) = reading.known.get(&candidate.path).filter(|before| stamp.is_at_rest && before.stamp == stamp)
    {
        return Ok(before.found_at(&candidate.place, &candidate.shown));
    }
    if stamp.size > LARGEST {
        let message =
            format!("the file has {} MB, more than a record can have; it is left out", stamp.size / 1_000_000);
        return Err(Diagnostic::at(Problem::FileTooLarge, Location::file(&candidate.shown), message)
            .hint("divide it into several records"));
    }
    let bytes = fs::read(&candidate.place).map_err(|error| refused(&error))?;
    let file = SourceFile::new(Arc::clone(&candidate.path), Arc::clone(&candidate.shown), bytes, stamp);
    Ok((reading.keep)(file, &candidate.place))
}

/// Stamp of a file that was found before.
pub fn stamp_of_file(place: &Path) -> Option<FileStamp> {
    fs::metadata(place).ok().map(|metadata| stamp(&metadata))
}

fn stamp(metadata: &fs::Metadata) -> FileStamp {
    #[cfg(unix)]
    let (inode, changed) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.ino(), (metadata.ctime(), metadata.ctime_nsec()))
    };
    #[cfg(not(unix))]
    let (inode, changed) = (0, (0, 0));
    let modified = metadata.modified().ok();
    let is_at_rest = modified.is_some_and(|moment| moment.elapsed().is_ok_and(|age| age > TICK));
    FileStamp { size: metadata.len(), modified, changed, inode, is_at_rest }
}

/// The bytes of a file that was found before.
pub fn read_again(place: &Path) -> Option<Vec<u8>> {
    fs::read(place).ok()
}

/// Reports whether a folder contains the output of a build or of a publication.
fn is_finished_site(folder: &Path) -> bool {
    [MANIFEST, PUBLISHED].iter().any(|list| folder.join(list).is_file())
}

fn unreadable(shown: &Arc<str>, error: Option<&io::Error>) -> Diagnostic {
    let why = error.map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
    Diagnostic::at(Problem::UnreadableFile, Location::file(shown), format!("cannot be read: {why}"))
        .hint("check the file's permissions, and that it is still there")
}

/// A file of a past state.
#[derive(Debug, Clone)]
pub struct ThenFile {
    path: Arc<str>,
    /// Its content; `None` for links and anything else that is no file.
    bytes: Option<Arc<[u8]>>,
}

impl ThenFile {
    /// A file under a path relative to the content.
    pub fn new(path: &str, bytes: Option<Vec<u8>>) -> Self {
        ThenFile { path: path.nfc().collect::<String>().into(), bytes: bytes.map(Arc::from) }
    }

    /// Its path from the content.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its content, if it is text.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes.as_deref()?).ok()
    }
}

impl Discovered {
    /// The files that would have been found in this past content. `known` are files that were decoded before.
    pub fn then(files: Vec<ThenFile>, known: &KnownFiles) -> Discovered {
        let mut found = Discovered {
            root: PathBuf::new(),
            content: PathBuf::new(),
            is_site: true,
            beside: Vec::new(),
            files: Vec::new(),
            assets: FxHashMap::default(),
            statics: StaticFolder::default(),
            data: Vec::new(),
            refused: Vec::new(),
            diagnostics: Vec::new(),
        };
        for ThenFile { path, bytes } in files {
            let Some(bytes) = bytes else {
                let message = "this was a symbolic link, whose target is not known";
                let why = Diagnostic::at(Problem::SymlinkSkipped, Location::file(&path), message);
                found.refuse(&path, why);
                continue;
            };
            let stamp = FileStamp { size: bytes.len() as u64, ..FileStamp::default() };
            let file = SourceFile::new(Arc::clone(&path), Arc::clone(&path), bytes.to_vec(), stamp);
            let known = known.get(&path).filter(|known| known.fingerprint == file.fingerprint);
            found.files.push(known.cloned().unwrap_or(file));
        }
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }
}

/// Reports whether inputs of a site may have this path relative to the content: no hidden folder, and the name of a
/// text file.
pub fn is_read_by_name(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_hidden =
        folder.split('/').any(|part| part.starts_with('.')) || (name.starts_with('.') && !is_meant_though_hidden(name));
    !is_hidden && (is_text_by_name(name) || is_other_metadata(name))
}

/// Reports whether a hidden file is a table, or was to hold the defaults of its folder.
fn is_meant_though_hidden(name: &str) -> bool {
    is_table(name) || (is_nearly_defaults(name) && !name.starts_with("._"))
}

fn loose_file(path: &str, place: PathBuf) -> LooseFile {
    let bytes = fs::metadata(&place).map_or(0, |metadata| metadata.len());
    LooseFile { head: head(path, &place), table: table(path, &place, bytes), bytes, place }
}

/// Maximum size of a table that is shown on the page of its record, in bytes.
const LARGEST_TABLE: u64 = 32_000;

/// Text of a small table.
fn table(path: &str, place: &Path, bytes: u64) -> Option<Arc<str>> {
    let is_table = has_extension(path, "csv") || has_extension(path, "tsv");
    if !is_table || bytes > LARGEST_TABLE {
        return None;
    }
    Some(String::from_utf8(fs::read(place).ok()?).ok()?.into())
}

/// The first bytes of a text file, in which metadata may stand; `None` for anything else.
fn head(path: &str, place: &Path) -> Option<Arc<str>> {
    use std::io::Read;
    let format = LooseFormat::for_reading(path)?;
    let mut bytes = Vec::new();
    fs::File::open(place).ok()?.take(format.head).read_to_end(&mut bytes).ok()?;
    Some(format.words(&bytes).into())
}

/// Reports whether a TOML or JSON file may be the metadata of the record beside it (`x.toml`, or mistakenly
/// `x.md.toml`), or of its folder.
fn is_beside_record(name: &str, place: &Path) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    is_other_metadata(name)
        && (is_nearly_defaults(name)
            || place.with_extension("md").exists()
            || (stem.contains('.') && place.with_extension("").with_extension("md").exists()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::fingerprint::Fingerprint;

    #[test]
    fn a_file_written_twice_at_one_moment_is_read_twice() {
        let site = tempfile::tempdir().expect("a folder");
        let record = site.path().join("2024-03-11-budget.md");
        let write = |words: &str, moment: std::time::SystemTime| {
            fs::write(&record, words).expect("to write");
            let file = fs::File::options().append(true).open(&record).expect("to open");
            file.set_modified(moment).expect("to set the time");
        };
        let found = |known: &KnownFiles| {
            let found = discover(site.path(), &site.path().join("output"), FileReading::all(known)).expect("a folder");
            let known: KnownFiles = found.files.iter().map(|file| (Arc::clone(&file.path), file.clone())).collect();
            (known["2024-03-11-budget.md"].fingerprint, known)
        };
        let of = |words: &str| Fingerprint::of_bytes(words.as_bytes());
        let now = std::time::SystemTime::now();
        write("Aye.", now);
        let (_, known) = found(&KnownFiles::default());
        write("Nay.", now);
        assert_eq!(found(&known).0, of("Nay."));
        // A file at rest is taken from the cache as long as it looks the same, which shows when the cache says something else.
        let an_hour_ago = now - Duration::from_secs(3600);
        write("Aye.", an_hour_ago);
        let (_, mut known) = found(&KnownFiles::default());
        known.get_mut("2024-03-11-budget.md").expect("the record").fingerprint = of("Known.");
        assert_eq!(found(&known).0, of("Known."));
        write("Never.", an_hour_ago);
        assert_eq!(found(&known).0, of("Never."));
        // Where the system says when a file was last changed, setting its time back hides nothing.
        #[cfg(unix)]
        {
            write("Aye.", an_hour_ago);
            let (_, known) = found(&KnownFiles::default());
            std::thread::sleep(Duration::from_millis(20));
            write("Nay.", an_hour_ago);
            assert_eq!(found(&known).0, of("Nay."));
        }
    }
}
