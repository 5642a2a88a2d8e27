//! Past states of a site: the text of its records then, and their visibility then.

use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::parse_cache::ParseCache;
use super::read;
use super::stray_metadata::StrayMetadata;
use crate::config::Config;
use crate::fs::discover::{Discovered, ThenFile};
use crate::ledger::Earlier;
use crate::parse::{self, parse_site};
use crate::plan::meeting_address;
use crate::record::{Document, Meeting, SpeakerName, Visibility};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::slug::folded;
use crate::text::source::{ContentFile, SourceFile, Sources};

/// The content of a site at a past moment, read by today's rules with its own defaults, sidecars and settings of that
/// time.
pub struct Then {
    records: FxHashMap<Arc<str>, Record>,
    /// Records by folded slug, in the order of their paths.
    by_slug: FxHashMap<String, Vec<Arc<str>>>,
    config: Config,
}

enum Record {
    Read(Arc<Meeting<Arc<SpeakerName>>>, Arc<String>),
    /// Its visibility cannot be read.
    Doubtful,
    /// A page, or nothing that is published.
    None,
}

/// State of one record at a past moment.
pub enum EarlierState {
    /// It was public at some moment of the period.
    Public(Box<Earlier>),
    /// It was held back, or was no record.
    Held,
    /// Its visibility is unknown.
    Doubtful,
    /// Another record, by path, was public at its address.
    LeftOut(Arc<str>),
}

/// Reads past states of a site one after the other, parsing unchanged records once.
#[derive(Default)]
pub struct EarlierReader {
    parse_cache: ParseCache,
    decoded: FxHashMap<Arc<str>, SourceFile>,
}

impl EarlierReader {
    /// Reads the content of a past state.
    ///
    /// # Errors
    /// With the reason, when its settings cannot be read: they decide who may see which record.
    pub fn read(&mut self, files: Vec<ThenFile>) -> Result<Then, String> {
        // Such a folder makes the folder around it a site, of which only `content/` was published.
        if files.iter().any(|file| file.path().starts_with("content/")) {
            return Err("the records lay in `content/` then, and not in this folder".to_owned());
        }
        let mut found = Discovered::then(files, &self.decoded);
        let is_settings = |path: &str| ContentFile::of(path) == Some(ContentFile::Settings);
        let mut diagnostics: Vec<Diagnostic> = found.refusals(is_settings).collect();
        diagnostics.extend(found.spelt_twice(ContentFile::Settings));
        let mut sources = read::decode(&mut found.files, &mut Vec::new());
        self.decoded = found.files.iter().map(|file| (Arc::clone(&file.path), file.clone())).collect();
        let settings = found.of_kind(ContentFile::Settings).next();
        let source = settings.and_then(|(_, file)| parse::decode(&mut file.clone()).clone_value(&mut diagnostics));
        let (config, ..) =
            source.map(|source| parse_site(&source, None).into_value(&mut diagnostics)).unwrap_or_default();
        if let Some(wrong) = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(wrong.message.clone());
        }
        // Without readable registries no site was built.
        let mut diagnostics = Vec::new();
        read::registries(&found, &sources, &mut diagnostics).map_err(|failure| {
            failure.diagnostics.first().map_or(failure.message.clone(), |wrong| wrong.message.clone())
        })?;
        let stray_metadata = StrayMetadata::find(&found, &sources);
        let (documents, _) = read::documents(
            &found,
            &mut sources,
            &stray_metadata,
            &config,
            &mut self.parse_cache,
            Timestamp::MAX,
            &mut Vec::new(),
        );
        let mut records: FxHashMap<Arc<str>, Record> =
            found.refused.iter().map(|(path, _)| (Arc::from(path.as_str()), Record::Doubtful)).collect();
        // A file without a document was not parsed, because of a file beside it.
        records.extend(found.files.iter().map(|file| (Arc::clone(&file.path), Record::Doubtful)));
        let nothing = self.parse_cache.without_document().map(|path| (Arc::clone(path), Record::None));
        records.extend(nothing.collect::<Vec<_>>());
        for document in documents {
            match document {
                Document::Meeting(meeting) => {
                    let text = sources.get(meeting.details.source).text;
                    records.insert(Arc::clone(&meeting.details.path), Record::Read(meeting, text));
                }
                Document::Page(page) => {
                    records.insert(Arc::clone(&page.path), Record::None);
                }
                Document::Withheld { .. } | Document::Nothing => {}
            }
        }
        let mut by_slug: FxHashMap<String, Vec<Arc<str>>> = FxHashMap::default();
        for (path, record) in &records {
            if let Record::Read(meeting, _) = record {
                by_slug.entry(folded(&meeting.details.slug)).or_default().push(Arc::clone(path));
            }
        }
        by_slug.values_mut().for_each(|paths| paths.sort());
        Ok(Then { records, by_slug, config })
    }
}

/// Period in which a site was in one state; when it is empty, that single moment.
#[derive(Debug, Clone, Copy)]
pub struct Reign {
    /// Time at which the state began.
    pub from: Timestamp,
    /// Time at which the next state began.
    pub until: Timestamp,
}

impl Reign {
    /// The first moment at which a record was to be seen.
    fn first_seen(self, visibility: &Visibility) -> Option<Timestamp> {
        let seen = visibility.opens()?.max(self.from);
        let in_time = seen < self.until || seen == self.from;
        (in_time && visibility.closes().is_none_or(|closes| seen < closes)).then_some(seen)
    }
}

impl Then {
    /// The record that a build at a moment would have published at an address instead: of several public records with
    /// one address the first by path is published.
    fn before(&self, path: &str, slug: &str, at: Timestamp) -> Option<Arc<str>> {
        let is_public = |other: &Arc<str>| match self.records.get(other) {
            Some(Record::Read(meeting, _)) => {
                let visibility = &meeting.details.visibility;
                let is_open = visibility.opens().is_some_and(|opens| opens <= at);
                is_open && visibility.closes().is_none_or(|closes| at < closes)
            }
            _ => false,
        };
        let same = self.by_slug.get(&folded(slug))?;
        same.iter().take_while(|other| ***other < *path).find(|other| is_public(other)).cloned()
    }

    /// State of a record while the site was in this state, by the committer's clock and by the author's: a rebase gives
    /// many commits one time, at which records may be public that were rewritten before their own time came.
    pub fn state(&self, path: &str, reign: Reign, written: Reign) -> EarlierState {
        let (meeting, text) = match self.records.get(path) {
            Some(Record::Read(meeting, text)) => (meeting, text),
            Some(Record::Doubtful) => return EarlierState::Doubtful,
            Some(Record::None) | None => return EarlierState::Held,
        };
        let details = &meeting.details;
        let is_unwritten = details.visibility.announcement.is_some() && meeting.contributions().next().is_none();
        let Some(at) = reign.first_seen(&details.visibility).filter(|_| !is_unwritten) else {
            return EarlierState::Held;
        };
        if written.first_seen(&details.visibility).is_none() {
            return EarlierState::Doubtful;
        }
        if let Some(other) = self.before(path, &details.slug, at) {
            return EarlierState::LeftOut(other);
        }
        let address = meeting_address(&self.config, &details.slug, details.date.year);
        EarlierState::Public(Box::new(Earlier {
            meeting: Arc::clone(meeting),
            text: text.to_string(),
            at,
            address: address.path().into(),
        }))
    }
}
