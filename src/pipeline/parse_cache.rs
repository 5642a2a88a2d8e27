//! What earlier runs read and understood, so that a record whose files are the same need not be read again.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::build_options::Options;
use super::opened::register_folder;
use super::settings::refusal;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::{Discovered, KnownFiles};
use crate::ledger::{self, Register};
use crate::parse::ParsedRecord;
use crate::pipeline::build_cache::SerializedParse;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::report::failure::Failure;
use crate::text::source::SourceText;

/// What one run leaves to the next: within a process as it is, from process to process packed.
#[derive(Default)]
pub(super) struct ParseCache {
    /// Files with their texts; empty when they come from another process.
    pub(super) files: KnownFiles,
    readings: FxHashMap<Arc<str>, CachedParse>,
    /// The last version of each record that could be read, and its text, for whoever looks on while it is being written.
    /// `None` where a record that cannot be read must be missing.
    pub(super) good: Option<FxHashMap<Arc<str>, LastGood>>,
    /// What had been published, and how its files looked then.
    register: Option<(Fingerprint, Arc<Reported<Arc<Register>>>)>,
    /// Nothing is made of what is read, so that a register which is damaged need not stop it.
    only_looks: bool,
}

impl ParseCache {
    /// What has been published so far, and what of it cannot be trusted.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged, and something is to be made with it: without it every corrected speech would
    /// get another address. Whoever only looks goes on with what is sound.
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
        Ok(reported.share(diagnostics))
    }
}

/// That the system would not let the register be read.
fn unread(failure: &Failure) -> Diagnostic {
    let at = Location::file(&Arc::from("register"));
    let told = failure.to_string();
    let message = format!("the register cannot be read: {}", told.lines().next().unwrap_or_default());
    Diagnostic::at(Problem::RegisterDamaged, at, message)
        .hint("look at who may read the folder `register/`, or put it back from git or a copy; nothing can be built until then")
}

/// A record as it was when it could be read.
#[derive(Clone)]
pub(super) struct LastGood {
    pub(super) parsed: Arc<Reported<ParsedRecord>>,
    pub(super) text: SourceText,
}

/// What a record's files said, and the fingerprint of all that this depends on.
#[derive(Clone)]
pub(super) struct CachedParse {
    pub(super) key: Fingerprint,
    state: ParseState,
}

#[derive(Clone)]
enum ParseState {
    Ready(Arc<Reported<ParsedRecord>>),
    Packed(Arc<[u8]>),
    /// Packed by another process, and opened since.
    Opened(Arc<[u8]>, Arc<Reported<ParsedRecord>>),
}

impl CachedParse {
    pub(super) fn new(key: Fingerprint, parsed: Reported<ParsedRecord>) -> Self {
        CachedParse { key, state: ParseState::Ready(Arc::new(parsed)) }
    }

    /// What was read; `None` when it was packed by somebody else or is damaged.
    pub(super) fn open(&self) -> Option<Arc<Reported<ParsedRecord>>> {
        match &self.state {
            ParseState::Ready(parsed) | ParseState::Opened(_, parsed) => Some(Arc::clone(parsed)),
            ParseState::Packed(bytes) => postcard::from_bytes(bytes).ok().map(Arc::new),
        }
    }

    /// The same with what was found in it, so that it need not be opened again.
    pub(super) fn opened(&self, parsed: &Arc<Reported<ParsedRecord>>) -> Self {
        let state = match &self.state {
            ParseState::Packed(bytes) => ParseState::Opened(Arc::clone(bytes), Arc::clone(parsed)),
            state => state.clone(),
        };
        CachedParse { key: self.key, state }
    }
}

impl ParseCache {
    /// An empty one that remembers how each record last could be read.
    pub(super) fn forgiving() -> Self {
        ParseCache { good: Some(FxHashMap::default()), only_looks: true, ..ParseCache::default() }
    }

    /// An empty one for whoever looks and makes nothing.
    pub(super) fn for_looking() -> Self {
        ParseCache { only_looks: true, ..ParseCache::default() }
    }

    /// Takes over what another process packed.
    pub(super) fn recall(&mut self, readings: &[SerializedParse]) {
        let unpack = |packed: &SerializedParse| {
            let state = ParseState::Packed(packed.bytes.as_slice().into());
            (Arc::from(packed.path.as_str()), CachedParse { key: packed.key, state })
        };
        self.readings = readings.iter().map(unpack).collect();
    }

    /// Whether this process has read anything that it did not take over.
    pub(super) fn has_news(&self) -> bool {
        self.readings.values().any(|reading| matches!(reading.state, ParseState::Ready(_)))
    }

    /// For another process.
    pub(super) fn pack(&self) -> Vec<SerializedParse> {
        use rayon::prelude::*;
        let pack = |(path, reading): (&Arc<str>, &CachedParse)| {
            let bytes = match &reading.state {
                ParseState::Packed(bytes) | ParseState::Opened(bytes, _) => bytes.to_vec(),
                ParseState::Ready(parsed) => postcard::to_stdvec(&**parsed).ok()?,
            };
            Some(SerializedParse { path: path.to_string(), key: reading.key, bytes })
        };
        let mut packed: Vec<SerializedParse> = self.readings.par_iter().filter_map(pack).collect();
        packed.sort_by(|a, b| a.path.cmp(&b.path));
        packed
    }

    /// What was read from a record before, if all it depends on is the same.
    pub(super) fn find(&self, path: &str, key: Fingerprint) -> Option<&CachedParse> {
        self.readings.get(path).filter(|reading| reading.key == key)
    }

    /// Files that were read in this run and are no record, which a mistake in them does not excuse.
    pub(super) fn without_document(&self) -> impl Iterator<Item = &Arc<str>> {
        use crate::record::Document;
        let is_none = |reading: &CachedParse| {
            reading.open().is_some_and(|parsed| matches!(parsed.value.document, Document::Nothing))
        };
        self.readings.iter().filter(move |(_, reading)| is_none(reading)).map(|(path, _)| path)
    }

    /// Keeps what this run has read, and forgets what it has not.
    pub(super) fn keep(&mut self, readings: impl Iterator<Item = (Arc<str>, CachedParse)>) {
        self.readings = readings.collect();
    }
}

/// The fingerprint of everything that reading a record depends on besides its files.
pub(super) fn reader_fingerprint(config: &Config) -> Fingerprint {
    let zone = config.time_zone.iana_name().map_or_else(|| format!("{:?}", config.time_zone), str::to_owned);
    let publishing = (&config.working_days, &config.series_publishing);
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), &config.languages, zone, publishing, config.labels))
}
