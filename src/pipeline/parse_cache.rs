//! Parsed records of earlier runs, so that a record whose files are unchanged need not be parsed again.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

use super::build_options::Options;
use super::examined_pictures::ExaminedPictures;
use super::opened::register_folder;
use super::refusal::refusal;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::{Discovered, KnownFiles};
use crate::ledger::{self, Register};
use crate::parse::ParsedRecord;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::report::failure::Failure;
use crate::search::KnownPassages;
use crate::text::source::SourceText;

/// Parsed records, register and files that one run leaves to the next: in memory within a process, serialized between
/// processes.
#[derive(Default)]
pub(super) struct ParseCache {
    /// Files with their texts; empty when they come from another process.
    pub(super) files: KnownFiles,
    parses: FxHashMap<Arc<str>, CachedParse>,
    /// Passages of each record in the search index.
    pub(super) passages: KnownPassages,
    /// Pictures that were examined.
    pub(super) pictures: ExaminedPictures,
    /// The last readable version of each record with its text, for the preview. `None` when an unreadable record must
    /// be missing.
    pub(super) last_good: Option<FxHashMap<Arc<str>, LastGood>>,
    /// The register, with the stamp of its files when it was read.
    register: Option<(Fingerprint, Arc<Reported<Arc<Register>>>)>,
    /// True if nothing is written from what is read, so that a damaged register need not stop the run.
    only_looks: bool,
}

impl ParseCache {
    /// Reads the register, and reports what of it is damaged.
    ///
    /// # Errors
    /// When it cannot be read or is damaged and the run writes something: without the register every corrected speech
    /// would get another address. Runs that only look continue with its undamaged part.
    pub(super) fn register(
        &mut self,
        found: &Discovered,
        options: &Options,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Arc<Register>, Failure> {
        let Some(folder) = register_folder(found, options) else { return Ok(Arc::default()) };
        let stamp = ledger::stamp(&folder);
        let known = self.register.as_ref().filter(|(before, _)| *before == stamp);
        let reported = match known {
            Some((_, known)) => Arc::clone(known),
            None => Arc::new(match ledger::read(&folder) {
                Err(failure) if self.only_looks => {
                    Reported { value: Arc::default(), diagnostics: vec![unread(&failure)] }
                }
                read => {
                    let read = read?;
                    Reported { value: Arc::new(read.value), diagnostics: read.diagnostics }
                }
            }),
        };
        if !self.only_looks && !reported.diagnostics.is_empty() {
            return Err(refusal("the register cannot be trusted, and nothing was built", &reported.diagnostics));
        }
        self.register = Some((stamp, Arc::clone(&reported)));
        Ok(reported.clone_value(diagnostics))
    }
}

/// Reports that the operating system did not let the register be read.
fn unread(failure: &Failure) -> Diagnostic {
    let at = Location::file(&Arc::from("register"));
    let reason = failure.to_string();
    let message = format!("the register cannot be read: {}", reason.lines().next().unwrap_or_default());
    Diagnostic::at(Problem::RegisterDamaged, at, message)
        .hint("check the permissions of the folder `register/`, or restore it from git or a copy; nothing can be built until then")
}

/// A record as it was when it could be read.
#[derive(Clone)]
pub(super) struct LastGood {
    pub(super) parsed: Arc<Reported<ParsedRecord>>,
    pub(super) text: SourceText,
}

/// A parsed record, serialized.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SerializedParse {
    /// The record.
    pub path: String,
    /// Fingerprint of its files and of everything else that parsing it depends on.
    pub key: Fingerprint,
    /// The packed reading.
    pub bytes: Vec<u8>,
}

/// A parsed record, with the fingerprint of all its inputs.
#[derive(Clone)]
pub(super) struct CachedParse {
    pub(super) key: Fingerprint,
    state: ParseState,
}

#[derive(Clone)]
enum ParseState {
    Ready(Arc<Reported<ParsedRecord>>),
    Serialized(Arc<[u8]>),
    /// Packed by another process, and opened since.
    Opened(Arc<[u8]>, Arc<Reported<ParsedRecord>>),
}

impl CachedParse {
    pub(super) fn new(key: Fingerprint, parsed: Reported<ParsedRecord>) -> Self {
        CachedParse { key, state: ParseState::Ready(Arc::new(parsed)) }
    }

    /// The parsed record; `None` when its bytes are damaged or come from another version.
    pub(super) fn open(&self) -> Option<Arc<Reported<ParsedRecord>>> {
        match &self.state {
            ParseState::Ready(parsed) | ParseState::Opened(_, parsed) => Some(Arc::clone(parsed)),
            ParseState::Serialized(bytes) => postcard::from_bytes(bytes).ok().map(Arc::new),
        }
    }

    /// The same entry with its opened value, so that it need not be opened again.
    pub(super) fn opened(&self, parsed: &Arc<Reported<ParsedRecord>>) -> Self {
        let state = match &self.state {
            ParseState::Serialized(bytes) => ParseState::Opened(Arc::clone(bytes), Arc::clone(parsed)),
            state => state.clone(),
        };
        CachedParse { key: self.key, state }
    }
}

impl ParseCache {
    /// An empty cache that remembers the last readable version of each record.
    pub(super) fn forgiving() -> Self {
        ParseCache { last_good: Some(FxHashMap::default()), only_looks: true, ..ParseCache::default() }
    }

    /// An empty cache for runs that write nothing.
    pub(super) fn for_looking() -> Self {
        ParseCache { only_looks: true, ..ParseCache::default() }
    }

    /// Loads entries that another process serialized.
    pub(super) fn load(&mut self, parses: impl IntoIterator<Item = SerializedParse>) {
        let unpack = |serialized: SerializedParse| {
            let state = ParseState::Serialized(serialized.bytes.into());
            (Arc::from(serialized.path), CachedParse { key: serialized.key, state })
        };
        self.parses = parses.into_iter().map(unpack).collect();
    }

    /// Reports whether this process has parsed anything itself.
    pub(super) fn has_news(&self) -> bool {
        self.parses.values().any(|parse| matches!(parse.state, ParseState::Ready(_)))
    }

    /// Serializes all entries for another process.
    pub(super) fn serialize(&self) -> Vec<SerializedParse> {
        self.in_order().into_par_iter().filter_map(|entry| serialized(entry).ok()).collect()
    }

    /// The same, some at a time.
    pub(super) fn serialize_parses<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.in_order();
        let mut list = serializer.serialize_seq(Some(all.len()))?;
        for some in all.chunks(AT_ONCE) {
            let some: Result<Vec<SerializedParse>, postcard::Error> =
                some.par_iter().copied().map(serialized).collect();
            some.map_err(S::Error::custom)?.iter().try_for_each(|one| list.serialize_element(one))?;
        }
        list.end()
    }

    /// All entries, ordered by path.
    fn in_order(&self) -> Vec<(&Arc<str>, &CachedParse)> {
        let mut all: Vec<_> = self.parses.iter().collect();
        all.sort_unstable_by_key(|(path, _)| *path);
        all
    }

    /// The cached parse of a record, if its inputs are unchanged.
    pub(super) fn find(&self, path: &str, key: Fingerprint) -> Option<&CachedParse> {
        self.parses.get(path).filter(|parse| parse.key == key)
    }

    /// Files that were read in this run and are no record, which a mistake in them does not excuse.
    pub(super) fn without_document(&self) -> impl Iterator<Item = &Arc<str>> {
        use crate::record::Document;
        let is_none =
            |parse: &CachedParse| parse.open().is_some_and(|parsed| matches!(parsed.value.document, Document::Nothing));
        self.parses.iter().filter(move |(_, parse)| is_none(parse)).map(|(path, _)| path)
    }

    /// Replaces the entries by those of this run.
    pub(super) fn retain(&mut self, parses: impl Iterator<Item = (Arc<str>, CachedParse)>) {
        self.parses = parses.collect();
    }
}

/// Number of records that are serialized beside each other.
const AT_ONCE: usize = 256;

/// An entry for another process.
fn serialized((path, parse): (&Arc<str>, &CachedParse)) -> Result<SerializedParse, postcard::Error> {
    let bytes = match &parse.state {
        ParseState::Serialized(bytes) | ParseState::Opened(bytes, _) => bytes.to_vec(),
        ParseState::Ready(parsed) => postcard::to_stdvec(&**parsed)?,
    };
    Ok(SerializedParse { path: path.to_string(), key: parse.key, bytes })
}

/// Fingerprint of everything that parsing a record depends on besides its files and the program, of which the cache on disk has a
/// fingerprint of its own.
pub(super) fn reader_fingerprint(config: &Config) -> Fingerprint {
    let zone = config.time_zone.iana_name().map_or_else(|| format!("{:?}", config.time_zone), str::to_owned);
    let publishing = (&config.working_days, &config.series_publishing);
    Fingerprint::of(&(
        &config.languages,
        zone,
        publishing,
        config.labels,
        &config.decision_words,
        (&config.page_folders, &config.taxonomies),
    ))
}
