//! The whole site before anything is drawn: every output, and the address of everything that can be linked to.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::record::{Language, LocalText, MeetingIndex, Month, SpeakerIndex};
use crate::site::{Address, Base, Locale, LocaleIndex, Output};
use crate::text::source::LooseFile;

/// Every file to be made, and what drawing them needs to know of each other.
#[derive(Debug, Clone)]
pub struct Plan {
    /// By path.
    pub outputs: Vec<Output>,
    /// Where everything is.
    pub addresses: Addresses,
    /// Where the site stands.
    pub base: Base,
    /// The site in each language of its interface, the default first; never empty.
    pub locales: Vec<Locale>,
    /// Series in the order of the registry, then those that only records name.
    pub series: Vec<Listing>,
    /// Topics likewise.
    pub topics: Vec<Listing>,
    /// Years with meetings, the newest first, with the range of [`crate::record::Archive::meetings`] that they cover.
    pub years: Vec<(i16, std::ops::Range<MeetingIndex>)>,
    /// Where the page of a speaker is, with `{id}` for the id.
    pub speaker_pattern: Box<str>,
    /// For years in which somebody said so much that each month has a page of its own, those months, in order.
    pub speaker_months: FxHashMap<(SpeakerIndex, i16), Vec<Month>>,
    /// Languages with a feed of their own.
    pub feed_languages: Vec<Language>,
    /// Old path and the link it leads to, for hosts that read redirects from a file.
    pub redirects: Vec<(Address, Box<str>)>,
    /// Addresses at which something was and has been taken back, for hosts that are told so.
    pub gone: Vec<Address>,
    /// For each meeting, where its relative links lead: target as written, link.
    pub meeting_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// The same for the words of the front page.
    pub home_links: Vec<(Box<str>, Box<str>)>,
    /// The same for the papers of each meeting that is announced.
    pub announced_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// The same for each page.
    pub page_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// Where the content's files lie that are copied.
    pub attachments: FxHashMap<Arc<str>, LooseFile>,
    /// How large those are that are published, in bytes, by the link to them.
    pub file_sizes: FxHashMap<Box<str>, u64>,
    /// Addresses that belong in a sitemap.
    pub listed: Vec<Address>,
}

/// Where everything is that the site has once, as links ready to be put on a page (encoded, with the base's path).
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// The address of each meeting.
    pub meetings: Vec<Box<str>>,
    /// The address of each meeting's card, in full; empty when it has none.
    pub cards: Vec<Box<str>>,
    /// The address of each announced meeting; empty where something else has it.
    pub announced: Vec<Box<str>>,
    /// The address of each page.
    pub pages: Vec<Box<str>>,
    /// The addresses of the theme's files, by name.
    pub assets: FxHashMap<Box<str>, Box<str>>,
}

impl Plan {
    /// The site as a reader of a language is best led through it: in that very tag, else in the same primary language,
    /// else in the default.
    pub fn locale_for(&self, lang: &Language) -> LocaleIndex {
        let exact = self.locales.iter().position(|locale| locale.lang == *lang);
        let near = || self.locales.iter().position(|locale| locale.lang.primary() == lang.primary());
        exact.or_else(near).unwrap_or(0)
    }

    /// The language of the site where nothing says otherwise.
    pub fn default_language(&self) -> &Language {
        &self.locales[0].lang
    }

    /// What a speaker said in a year.
    pub fn speaker_year(&self, speaker: SpeakerIndex, year: i16) -> String {
        format!("{}{year:04}/", self.locales[0].speakers[speaker])
    }

    /// What a speaker said in a month of a year that is divided.
    pub fn speaker_month(&self, speaker: SpeakerIndex, year: i16, month: Month) -> String {
        format!("{}{month:02}/", self.speaker_year(speaker, year))
    }

    /// The months that have pages of their own; none of a year that has one page.
    pub fn months_of(&self, speaker: SpeakerIndex, year: i16) -> &[Month] {
        self.speaker_months.get(&(speaker, year)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Meetings under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The end of the address.
    pub id: Box<str>,
    /// By language.
    pub title: LocalText,
    /// By language; may be empty.
    pub description: LocalText,
    /// In the order of time.
    pub meetings: Vec<MeetingIndex>,
}
