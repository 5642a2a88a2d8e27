//! The site in one language of its interface.

use rustc_hash::FxHashMap;

use crate::record::Language;

/// Position in [`super::Plan::locales`].
pub type LocaleIndex = usize;

/// The site in one language of its interface: the addresses of all pages that exist once for each. Records, content
/// pages and speakers' years exist once for all.
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
    /// The index of topics, when there are any.
    pub topic_index: Option<Box<str>>,
    /// The page of all corrections, when the site keeps a register.
    pub corrections: Option<Box<str>>,
    /// The search page, unless the search is turned off.
    pub search: Option<Box<str>>,
    /// The address of each year's meetings.
    pub years: FxHashMap<i16, Box<str>>,
    /// The address of each speaker.
    pub speakers: Vec<Box<str>>,
    /// The address of each series.
    pub series: Vec<Box<str>>,
    /// The address of each topic.
    pub topics: Vec<Box<str>>,
}
