//! The whole site before anything is drawn: every output, and the address of everything that can be linked to.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bytes::pictures::{Picture, PictureFacts};
use crate::record::{AnnouncedIndex, Language, LocalText, MeetingIndex, Month, SpeakerIndex, SpeechId};
use crate::site::{
    Address, Base, Body, CalendarScope, Citations, Locale, LocaleIndex, LoggedAction, Output, PodcastScope, TOPICS,
    TermIndex,
};
use crate::text::source::{LooseFile, StaticFolder};

/// Every file to be made, and what drawing them needs to know of each other.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Ordered by path.
    pub outputs: Vec<Output>,
    /// Addresses of everything.
    pub addresses: Addresses,
    /// Base URL of the site.
    pub base: Base,
    /// The site in each language of its interface, the default first; never empty.
    pub locales: Vec<Locale>,
    /// Series in the order of the registry, then those that only records name.
    pub series: Vec<Listing>,
    /// Taxonomies with their terms likewise: topics first, then those that the settings add.
    pub taxonomies: Vec<ListedTaxonomy>,
    /// Years with meetings, the newest first, with the range of [`crate::record::Archive::meetings`] that they cover.
    pub years: Vec<(i16, std::ops::Range<MeetingIndex>)>,
    /// Meetings with recordings that are files, if there are podcasts.
    pub recorded: Vec<MeetingIndex>,
    /// Meetings with decisions.
    pub decided: DecidedMeetings,
    /// Chosen speeches, by meeting in the order of the archive.
    pub highlights: Vec<HighlightedSpeech>,
    /// Action items: open ones first, by their day; then the others, the newest first.
    pub actions: Vec<LoggedAction>,
    /// Matters that meetings deal with, by id.
    pub matters: Vec<Matter>,
    /// Organisations that have a page, in the order of the registry.
    pub bodies: Vec<Body>,
    /// For each meeting the body that met, as its position in the registry.
    pub meeting_organisations: Vec<Option<usize>>,
    /// For each meeting its terms as the search knows them: the field of the taxonomy in a query, and the id of the term.
    pub meeting_terms: Vec<Vec<(Box<str>, Box<str>)>>,
    /// Pattern of a speaker's address, with `{id}`.
    pub speaker_pattern: Box<str>,
    /// On which pages each speaker's words stand.
    pub speaker_pages: Vec<SpeakerPages>,
    /// Languages with a feed of their own.
    pub feed_languages: Vec<Language>,
    /// Old path and the link it leads to, for hosts that read redirects from a file.
    pub redirects: Vec<(Address, Box<str>)>,
    /// Addresses of withdrawal notices, for hosts that can answer 410.
    pub gone: Vec<Address>,
    /// For each meeting the targets of its relative links as written, with their links.
    pub meeting_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// Resolved links of the front page's text.
    pub settings_links: Vec<(Box<str>, Box<str>)>,
    /// Resolved links of each announced meeting's papers.
    pub announced_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// Resolved links of each content page.
    pub page_links: Vec<Vec<(Box<str>, Box<str>)>>,
    /// For each announced meeting its calendar: of its series, else of its body, else of the site.
    pub announced_calendars: Vec<CalendarScope>,
    /// Files of the content that are copied.
    pub attachments: FxHashMap<Arc<str>, LooseFile>,
    /// Pictures that pages show, by the links of the originals.
    pub pictures: FxHashMap<Box<str>, Picture>,
    /// Files that are published at the root as they are.
    pub statics: StaticFolder,
    /// Sizes of the published files of the content, in bytes, by their links.
    pub file_sizes: FxHashMap<Box<str>, u64>,
    /// Texts of small tables among them, by their links.
    pub tables: FxHashMap<Box<str>, Arc<str>>,
    /// Links between records.
    pub citations: Citations,
    /// Addresses that belong in a sitemap.
    pub listed: Vec<Address>,
}

/// Addresses that the site has once, as links ready for a page (encoded, with the base's path).
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// The address of each meeting.
    pub meetings: Vec<Box<str>>,
    /// The address of each meeting's card, in full; empty when it has none.
    pub cards: Vec<Box<str>>,
    /// The address of each meeting's record as JSON; empty when the site gives none.
    pub documents: Vec<Box<str>>,
    /// The address of each record as Akoma Ntoso; empty where there is none beside the record.
    pub akoma_ntoso: Vec<Box<str>>,
    /// The address of the captions of each part of a recorded meeting, by meeting and part.
    pub captions: Vec<(MeetingIndex, usize, Box<str>)>,
    /// The address of each former version of a record, by meeting and number of the version.
    pub former_versions: Vec<(MeetingIndex, u32, Box<str>)>,
    /// The address of each announced meeting; empty where something else has it.
    pub announced: Vec<Box<str>>,
    /// The address of each calendar.
    pub calendars: FxHashMap<CalendarScope, Box<str>>,
    /// The address of each podcast.
    pub podcasts: FxHashMap<PodcastScope, Box<str>>,
    /// The address of the chapters of each part of a recorded meeting.
    pub chapters: FxHashMap<(MeetingIndex, usize), Box<str>>,
    /// The address of each page.
    pub pages: Vec<Box<str>>,
    /// The addresses of the theme's files, by name.
    pub assets: FxHashMap<Box<str>, Box<str>>,
}

impl Addresses {
    /// Parts of a recorded meeting that have captions, with the address of these.
    pub fn captions_of(&self, meeting: MeetingIndex) -> &[(MeetingIndex, usize, Box<str>)] {
        let from = self.captions.partition_point(|(known, ..)| *known < meeting);
        let to = from + self.captions[from..].partition_point(|(known, ..)| *known == meeting);
        &self.captions[from..to]
    }

    /// The address of the words of a version, by its number: the page of a former version, or the record itself.
    pub fn version_of(&self, meeting: MeetingIndex, number: u32) -> &str {
        let at = self.former_versions.partition_point(|(known, last, _)| (*known, *last) < (meeting, number));
        let former = self.former_versions.get(at).filter(|(known, ..)| *known == meeting);
        former.map_or(&self.meetings[meeting], |(.., href)| href)
    }
}

impl Plan {
    /// Topics that have meetings.
    pub fn topics(&self) -> &[Listing] {
        &self.taxonomies[TOPICS].terms
    }

    /// The listing of a term.
    pub fn term(&self, at: TermIndex) -> &Listing {
        &self.taxonomies[at.taxonomy].terms[at.term]
    }

    /// Positions of all terms.
    pub fn terms(&self) -> impl Iterator<Item = TermIndex> {
        let of_taxonomy = |(taxonomy, listed): (usize, &ListedTaxonomy)| {
            (0..listed.terms.len()).map(move |term| TermIndex { taxonomy, term })
        };
        self.taxonomies.iter().enumerate().flat_map(of_taxonomy)
    }

    /// The locale of the site for a reader of a language: exact tag, else same primary language, else the default.
    pub fn locale_for(&self, lang: &Language) -> LocaleIndex {
        Locale::best_for(&self.locales, lang)
    }

    /// The language of the site where nothing says otherwise.
    pub fn default_language(&self) -> &Language {
        &self.locales[0].lang
    }

    /// Facts about a picture that pages show, by its path in the content.
    pub fn facts_of(&self, picture: &str) -> Option<&PictureFacts> {
        let href = self.base.href(&Address::of_file(picture));
        self.pictures.get(href.as_str()).map(|picture| &picture.facts)
    }

    /// The address of what a speaker said in a year, as it is recorded in the language of a locale.
    pub fn speaker_year(&self, locale: LocaleIndex, speaker: SpeakerIndex, year: i16) -> String {
        format!("{}{year:04}/", self.locales[locale].speakers[speaker])
    }

    /// The address of what a speaker said in a month of a year that is divided.
    pub fn speaker_month(&self, locale: LocaleIndex, speaker: SpeakerIndex, year: i16, month: Month) -> String {
        format!("{}{month:02}/", self.speaker_year(locale, speaker, year))
    }

    /// The months that have pages of their own; none of a year that has one page.
    pub fn months_of(&self, locale: LocaleIndex, speaker: SpeakerIndex, year: i16) -> &[Month] {
        let years = &self.speaker_pages[speaker].years;
        let found = years.binary_search_by_key(&(locale, year), |known| (known.locale, known.year));
        found.map_or(&[], |at| &years[at].months)
    }
}

/// On which pages a speaker's words stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SpeakerPages {
    /// The locales in which something of theirs is recorded, each of which has a page for them; never empty.
    pub locales: Vec<LocaleIndex>,
    /// Years that have pages of their own, by locale and year; none when the speaker's page holds all their words.
    pub years: Vec<SpokenYear>,
    /// The folder of their feeds, as a link; none for those who have no feed.
    pub feeds: Option<Box<str>>,
}

/// A year in which a speaker spoke, in the language of a locale.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SpokenYear {
    /// The locale of its page.
    pub locale: LocaleIndex,
    /// The year.
    pub year: i16,
    /// The months that have pages of their own, in order; none of a year that goes on one page.
    pub months: Vec<Month>,
}

/// Meetings with decisions, in the order of time; all empty if there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedMeetings {
    /// All of them.
    pub all: Vec<MeetingIndex>,
    /// By year, the newest first.
    pub years: Vec<(i16, Vec<MeetingIndex>)>,
    /// For each series.
    pub series: Vec<Vec<MeetingIndex>>,
    /// For each taxonomy, for each of its terms.
    pub terms: Vec<Vec<Vec<MeetingIndex>>>,
    /// For each body; none for one whose meetings are those of a series.
    pub bodies: Vec<Vec<MeetingIndex>>,
}

/// A matter that meetings deal with, perhaps several of them one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// The end of the address.
    pub id: Box<str>,
    /// By language.
    pub title: LocalText,
    /// Items in which it was dealt with, in the order of time.
    pub hearings: Vec<Hearing>,
}

/// An item of a meeting that deals with a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hearing {
    /// The meeting.
    pub meeting: MeetingIndex,
    /// Index of the section.
    pub section: usize,
    /// Index of the first contribution that belongs to the item.
    pub from: usize,
    /// Index after the last one.
    pub to: usize,
}

/// A taxonomy with the meetings under each of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTaxonomy {
    /// Key in the metadata of records.
    pub key: Box<str>,
    /// By language; empty for topics, whose name is a string of the theme.
    pub title: LocalText,
    /// By language; may be empty.
    pub description: LocalText,
    /// Terms that have meetings: declared ones in the order of the registry, then those that only records name.
    pub terms: Vec<Listing>,
}

/// A chosen speech that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HighlightedSpeech {
    /// The meeting.
    pub meeting: MeetingIndex,
    /// The speech.
    pub speech: SpeechId,
    /// Title by language; empty if its words are the title.
    pub title: LocalText,
    /// Link to its page.
    pub href: Box<str>,
    /// Absolute address of its card; empty if it has none.
    pub card: Box<str>,
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
    /// Meetings of a series that are announced, in the order of time.
    pub announced: Vec<AnnouncedIndex>,
}
