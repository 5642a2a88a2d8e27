//! Results of the steps of a build in parts, as they lie in the shared folder.
//!
//! `read-2-of-4`, `link-of-4` and `draw-2-of-4` are results; `site-2-of-4/` is the folder into which a part draws. No two parts write
//! the same file, and no name begins with a dot, because stores of artifacts may leave such files out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::part_number::BuildPart;
use super::step_files::{drawn_name, linked_name, read_name, site_name};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::pipeline::build_cache::{IndexCache, PROGRAM, Precompressed};
use crate::pipeline::files_at_rest::FileAtRest;
use crate::pipeline::parse_cache::SerializedParse;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::search::SerializedPassages;
use crate::site::WrittenData;

/// Records that a part has parsed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartRead {
    /// Fingerprint of everything besides the records.
    pub(super) others: Fingerprint,
    /// Path and fingerprint of each record of the share.
    pub(super) records: Vec<(String, Fingerprint)>,
    /// Records that need not be read again where they look the same.
    pub(super) at_rest: Vec<FileAtRest>,
    pub(super) parses: Vec<SerializedParse>,
}

/// Inputs with which all parts draw.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartsLinked {
    /// Fingerprint of all inputs.
    pub(super) inputs: Fingerprint,
    /// The moment for which the site is built, in nanoseconds since 1970.
    pub(super) now: i128,
    /// Passages of each record in the search index, which need not be found again.
    pub(super) passages: SerializedPassages,
}

/// Files that a part has drawn.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartDrawn {
    /// Fingerprint of all inputs.
    pub(super) inputs: Fingerprint,
    /// Path of each file, and what became of its precompressed copies.
    pub(super) files: FxHashMap<String, Precompressed>,
    /// Fingerprint of the bytes of every file, copies included.
    pub(super) bytes: FxHashMap<String, Fingerprint>,
    /// Outputs that could not be drawn, with the reason.
    pub(super) refused: Vec<(String, Diagnostic)>,
    /// Contents of the packs of the search index.
    pub(super) index: IndexCache,
    /// Facts about files of open data.
    pub(super) data: WrittenData,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// First line of a result; another version's is not read.
const FIRST_LINE: &str = "minutebook part 1";

/// Folder that the parts of a build share.
pub(in crate::pipeline) struct WorkFolder {
    pub(super) root: PathBuf,
    pub(super) parts: u32,
}

/// Why a result cannot be used.
enum Unusable {
    Missing,
    OtherVersion(String),
    Damaged,
}

impl WorkFolder {
    /// Opens the folder, making it if need be.
    pub(super) fn open(root: &Path, parts: u32) -> Result<WorkFolder, Failure> {
        BuildPart::new(1, parts).map_err(Failure::usage)?;
        fs::create_dir_all(root)
            .map_err(|error| Failure::io("the folder of the parts cannot be made", root, &error))?;
        Ok(WorkFolder { root: root.to_owned(), parts })
    }

    /// All parts, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = BuildPart> {
        let count = self.parts;
        (1..=count).map(move |index| BuildPart { index, count })
    }

    /// Folder into which a part draws.
    pub(super) fn site(&self, part: BuildPart) -> PathBuf {
        self.root.join(site_name(part))
    }

    fn read_place(&self, part: BuildPart) -> PathBuf {
        self.root.join(read_name(part))
    }

    fn drawn_place(&self, part: BuildPart) -> PathBuf {
        self.root.join(drawn_name(part))
    }

    fn linked_place(&self) -> PathBuf {
        self.root.join(linked_name(self.parts))
    }

    pub(super) fn put_read(&self, part: BuildPart, result: &PartRead) -> Result<(), Failure> {
        put(&self.read_place(part), result)
    }

    pub(super) fn put_linked(&self, result: &PartsLinked) -> Result<(), Failure> {
        put(&self.linked_place(), result)
    }

    pub(super) fn put_drawn(&self, part: BuildPart, result: &PartDrawn) -> Result<(), Failure> {
        put(&self.drawn_place(part), result)
    }

    /// Forgets that a part has drawn, before it draws anew.
    pub(super) fn forget_drawn(&self, part: BuildPart) -> Result<(), Failure> {
        let place = self.drawn_place(part);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Failure::io("an outdated result cannot be removed", &place, &error))
            }
            _ => Ok(()),
        }
    }

    /// The records that each part has parsed.
    ///
    /// # Errors
    /// When parts have not been run to their end; all of them are named.
    pub(super) fn all_read(&self) -> Result<Vec<PartRead>, Failure> {
        self.every(|part| get(&self.read_place(part)), "read")
    }

    /// The files that each part has drawn.
    ///
    /// # Errors
    /// When parts have not been run to their end; all of them are named.
    pub(super) fn all_drawn(&self) -> Result<Vec<PartDrawn>, Failure> {
        self.every(|part| get(&self.drawn_place(part)), "draw")
    }

    /// The inputs with which all parts draw.
    ///
    /// # Errors
    /// When the parts have not been linked.
    pub(super) fn linked(&self) -> Result<PartsLinked, Failure> {
        get(&self.linked_place()).map_err(|why| {
            let step = format!("`--phase link --parts {}`", self.parts);
            Failure::environment(match why {
                Unusable::Missing => format!("{} is missing\n  hint: run {step} first", self.linked_place().display()),
                why => format!("{} {}\n  hint: run {step} again", self.linked_place().display(), why.text()),
            })
        })
    }

    fn every<T>(&self, result: impl Fn(BuildPart) -> Result<T, Unusable>, phase: &str) -> Result<Vec<T>, Failure> {
        let (mut all, mut wrong) = (Vec::new(), Vec::new());
        for part in self.all() {
            match result(part) {
                Ok(value) => all.push(value),
                Err(why) => wrong.push(format!("part {part} {}", why.text())),
            }
        }
        if wrong.is_empty() { Ok(all) } else { Err(run_again(phase, &wrong)) }
    }
}

/// Failure because of parts that are to be run again. `wrong` are sentences that name each part.
pub(super) fn run_again(phase: &str, wrong: &[String]) -> Failure {
    Failure::environment(format!(
        "{}\n  hint: run `--phase {phase}` of {} again; the others can stay as they are",
        wrong.join("\n"),
        if wrong.len() == 1 { "this part" } else { "these parts" },
    ))
}

impl Unusable {
    fn text(&self) -> String {
        match self {
            Unusable::Missing => "has not been run to its end".to_owned(),
            Unusable::OtherVersion(other) => {
                format!("was run by another version of Minutebook ({other}; this is {PROGRAM})")
            }
            Unusable::Damaged => "left a result that is damaged".to_owned(),
        }
    }
}

/// Puts a result into its place, whole or not at all.
fn put<T: Serialize>(place: &Path, result: &T) -> Result<(), Failure> {
    let refused = |error: &io::Error| Failure::io("the result of a part cannot be written", place, error);
    let payload = postcard::to_stdvec(result).map_err(|error| refused(&io::Error::other(error)))?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let name = place.file_name().unwrap_or_default();
        let mut file = tempfile::Builder::new().prefix(name).suffix("-unfinished").tempfile_in(folder)?;
        writeln!(file, "{FIRST_LINE}\n{PROGRAM}")?;
        file.write_all(Fingerprint::of_bytes(&payload).bytes())?;
        failpoint();
        file.write_all(&payload)?;
        failpoint();
        file.persist(place).map_err(|error| error.error)?;
        failpoint();
        Ok(())
    };
    write().map_err(|error| refused(&error))
}

fn get<T: DeserializeOwned>(place: &Path) -> Result<T, Unusable> {
    let bytes = fs::read(place).map_err(|_| Unusable::Missing)?;
    let line = |bytes: &[u8]| {
        memchr::memchr(b'\n', bytes).map(|at| (String::from_utf8_lossy(&bytes[..at]).into_owned(), at + 1))
    };
    let (first, begin) = line(&bytes).ok_or(Unusable::Damaged)?;
    if !first.starts_with("minutebook part ") {
        return Err(Unusable::Damaged);
    }
    let (version, length) = line(&bytes[begin..]).ok_or(Unusable::Damaged)?;
    if first != FIRST_LINE || version != PROGRAM {
        return Err(Unusable::OtherVersion(version));
    }
    let (seal, payload) = bytes[begin + length..].split_at_checked(16).ok_or(Unusable::Damaged)?;
    if seal != Fingerprint::of_bytes(payload).bytes() {
        return Err(Unusable::Damaged);
    }
    postcard::from_bytes(payload).map_err(|_| Unusable::Damaged)
}
