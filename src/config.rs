//! What `site.yml` and the command line settle for the whole site.

use crate::diagnostic::Location;
use crate::record::{Language, LocalText};

/// The site's settings, complete: every key that `site.yml` left out has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The archive's name.
    pub title: LocalText,
    /// One sentence about it.
    pub description: LocalText,
    /// Absolute address without a final `/`; empty when nobody has said it.
    pub base_url: String,
    /// Languages of the interface, the default first; empty means: those of the records.
    pub languages: Vec<Language>,
    /// The zone in which hours without an offset are meant.
    pub time_zone: jiff::tz::TimeZone,
    /// SPDX id under which the records may be used.
    pub licence: Option<Box<str>>,
    /// Whom to name when a record is used.
    pub attribution: LocalText,
    /// The organisation whose archive this is.
    pub body: Option<Box<str>>,
    /// Where to write to: an address with a scheme.
    pub contact: Option<Box<str>>,
    /// The theme's name.
    pub theme: Box<str>,
    /// Patterns of addresses.
    pub urls: UrlPatterns,
    /// How many meetings a feed holds.
    pub feed_limit: usize,
    /// How many meetings the front page shows.
    pub home_newest: usize,
    /// What the front page says first, as Markdown.
    pub home_text: LocalText,
    /// Relative links in these words, and where they stand.
    pub home_links: Vec<(Box<str>, Location)>,
    /// Links of the menu besides meetings and speakers.
    pub menu: Vec<(LocalText, Box<str>)>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: LocalText::default(),
            description: LocalText::default(),
            base_url: String::new(),
            languages: Vec::new(),
            time_zone: jiff::tz::TimeZone::UTC,
            licence: None,
            attribution: LocalText::default(),
            body: None,
            contact: None,
            theme: "civic".into(),
            urls: UrlPatterns::default(),
            feed_limit: 20,
            home_newest: 10,
            home_text: LocalText::default(),
            home_links: Vec::new(),
            menu: Vec::new(),
        }
    }
}

/// Patterns of the addresses, each beginning and ending with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UrlPatterns {
    /// Holds `{slug}`; may hold `{year}`.
    pub meeting: Box<str>,
    /// Index of the meetings.
    pub meetings: Box<str>,
    /// Holds `{year}`.
    pub year: Box<str>,
    /// Holds `{id}`.
    pub speaker: Box<str>,
    /// Index of the speakers.
    pub speakers: Box<str>,
    /// Holds `{id}`.
    pub series: Box<str>,
    /// Holds `{id}`.
    pub topic: Box<str>,
    /// Holds `{slug}`.
    pub page: Box<str>,
}

impl Default for UrlPatterns {
    fn default() -> Self {
        UrlPatterns {
            meeting: "/meetings/{slug}/".into(),
            meetings: "/meetings/".into(),
            year: "/meetings/{year}/".into(),
            speaker: "/speakers/{id}/".into(),
            speakers: "/speakers/".into(),
            series: "/series/{id}/".into(),
            topic: "/topics/{id}/".into(),
            page: "/{slug}/".into(),
        }
    }
}

impl UrlPatterns {
    /// The addresses of archive.tw: records at the root, speakers under `/speaker/`.
    pub fn archive_tw() -> Self {
        UrlPatterns { meeting: "/{slug}/".into(), speaker: "/speaker/{id}/".into(), ..UrlPatterns::default() }
    }
}
