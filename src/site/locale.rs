//! The site in one language of its interface.

use rustc_hash::FxHashMap;

use crate::record::Language;
use crate::site::TermIndex;

/// Position in [`super::Plan::locales`].
pub type LocaleIndex = usize;

/// The site in one language of its interface: the addresses of all that is drawn once for each of them. Records and pages are
/// drawn once for all, and speakers in the languages in which something of theirs is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub lang: Language,
    /// The front page.
    pub home: Box<str>,
    /// The index of meetings.
    pub meeting_index: Box<str>,
    /// The index of speakers.
    pub speaker_index: Box<str>,
    /// The index of series, when there are any.
    pub series_index: Option<Box<str>>,
    /// For each taxonomy, the index of its terms, when there are any.
    pub taxonomies: Vec<Option<Box<str>>>,
    /// The page of all corrections, when the site keeps a register.
    pub corrections: Option<Box<str>>,
    /// The newest decisions, when there are any; lists of years, series and terms are below.
    pub decisions: Option<Box<str>>,
    /// The list of action items, when there are any.
    pub actions: Option<Box<str>>,
    /// The index of matters, when there are any; their pages are below.
    pub matters: Option<Box<str>>,
    /// The index of queries that can be followed, when there are any; their pages are below.
    pub watches: Option<Box<str>>,
    /// The index of bodies, when there are any; their pages are below.
    pub bodies: Option<Box<str>>,
    /// The page about the open data, unless there is none.
    pub data: Option<Box<str>>,
    /// The search page, unless the search is turned off.
    pub search: Option<Box<str>>,
    /// The address of each year's meetings.
    pub years: FxHashMap<i16, Box<str>>,
    /// The address of each speaker: in this language, or the first in which the speaker has a page.
    pub speakers: Vec<Box<str>>,
    /// The address of each series.
    pub series: Vec<Box<str>>,
    /// For each taxonomy, the address of each term.
    pub terms: Vec<Vec<Box<str>>>,
}

impl Locale {
    /// The address of a term.
    pub fn term(&self, at: TermIndex) -> &str {
        &self.terms[at.taxonomy][at.term]
    }

    /// Which locale a reader of a language is best led through: one in that very tag, else in the same primary language, else
    /// the default.
    pub fn best_for(locales: &[Locale], lang: &Language) -> LocaleIndex {
        let exact = locales.iter().position(|locale| locale.lang == *lang);
        let near = || locales.iter().position(|locale| locale.lang.primary() == lang.primary());
        exact.or_else(near).unwrap_or(0)
    }
}
