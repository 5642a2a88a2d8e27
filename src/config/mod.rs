//! Site-wide settings, from `site.yml` and the command line.

mod contact;
mod edit_pattern;
mod feeds;
mod host;
mod matter_numbers;
mod menu;
mod notifications;
mod open_data;
mod podcast_settings;
mod watched_query;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::bytes::fingerprint::Fingerprint;
use crate::record::{AfterReview, DecisionKind, Language, LocalText, Period, Status, WorkingDays};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::text::source::RelativeLink;
use crate::yaml::scalars::Scalar;

pub use contact::{Contact, ContactError};
pub use edit_pattern::EditPattern;
pub use feeds::{FeedFormat, FeedSettings, FollowedSpeakers};
pub use host::{HostName, HostPlan, SiteHost};
pub use matter_numbers::MatterNumber;
pub use menu::{MenuSetting, MenuTarget, SiteList};
pub use notifications::{Hook, NotificationSettings, WebAddress, WebTarget};
pub use open_data::{OpenData, OpenDataFormat};
pub use podcast_settings::PodcastSettings;
pub use watched_query::Watch;

/// The site's settings, complete: every key that `site.yml` left out has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The archive's name.
    pub title: LocalText,
    /// Description of the site in one sentence.
    pub description: LocalText,
    /// Absolute address without a final `/`; empty when none is configured.
    pub base_url: String,
    /// Languages of the interface, the default first; empty for the languages of the records.
    pub languages: Vec<Language>,
    /// The zone in which hours without an offset are meant.
    pub time_zone: jiff::tz::TimeZone,
    /// SPDX id under which the records may be used.
    pub licence: Option<Box<str>>,
    /// Name to give when a record is used.
    pub attribution: LocalText,
    /// Id of the organisation that owns the archive.
    pub body: Option<Box<str>>,
    /// Contact of the publisher.
    pub contact: Option<Contact>,
    /// Pattern of the addresses at which the sources of public records and pages are edited.
    pub edit_pattern: Option<EditPattern>,
    /// The theme's name.
    pub theme: Box<str>,
    /// Values for the theme's options.
    pub theme_options: Vec<GivenOption>,
    /// True if style sheets and scripts are minified.
    pub minify: bool,
    /// True if precompressed copies are written beside text files.
    pub precompress: bool,
    /// Which days are worked.
    pub working_days: WorkingDays,
    /// Publication defaults of series, by id.
    pub series_publishing: Vec<(Box<str>, SeriesDefaults)>,
    /// Number of days for which browsers must use HTTPS; they apply it to the whole host.
    pub hsts_days: Option<u32>,
    /// True if the site has the file of settings that its host reads (`firebase.json` and others).
    pub writes_host_settings: bool,
    /// The host that `site.yml` names; `None` where it may follow from the target of publication.
    pub host: Option<SiteHost>,
    /// Targets of publication.
    pub targets: Targets,
    /// Hubs and hooks that are told of a publication.
    pub notifications: NotificationSettings,
    /// Patterns of the addresses.
    pub urls: UrlPatterns,
    /// Which feeds there are, and how much each holds.
    pub feeds: FeedSettings,
    /// Podcasts of the recordings.
    pub podcast: PodcastSettings,
    /// Open data beside the pages.
    pub open_data: OpenData,
    /// Number of meetings on the front page.
    pub home_newest: usize,
    /// Introduction of the front page, as Markdown.
    pub home_text: LocalText,
    /// Relative links in these words and in the menu.
    pub settings_links: Vec<RelativeLink>,
    /// True if each meeting has a card: a picture for link previews.
    pub cards: bool,
    /// Widths in pixels of the copies of pictures that pages show, in order; empty if no copies are made.
    pub picture_widths: Vec<u32>,
    /// Order of Chinese names; `None` for the one usual in the script's region.
    pub han_order: Option<HanOrder>,
    /// True if the site has a full-text search.
    pub search: bool,
    /// False if search engines are asked to list no page.
    pub indexed: bool,
    /// Fingerprint of the settings that were laid over those of `site.yml`.
    pub laid_over: Option<Fingerprint>,
    /// Form of speaker labels, where neither the records nor their folders set it.
    pub labels: Labels,
    /// Words that introduce decisions besides those that are known everywhere, folded, with their kinds.
    pub decision_words: Vec<(Box<str>, DecisionKind)>,
    /// Forms of numbers by which records name matters.
    pub matter_numbers: Vec<MatterNumber>,
    /// Titles of matters, by id.
    pub matter_titles: Vec<(Box<str>, LocalText)>,
    /// Keys of the taxonomies that the site adds to topics, in the order of the file.
    pub taxonomies: Vec<Box<str>>,
    /// Queries whose matches can be followed.
    pub watches: Vec<Watch>,
    /// Severities of problems that differ from the defaults.
    pub severities: Severities,
    /// Entries of the main menu: in addition to the lists of the site, or in place of those that they name.
    pub menu: Vec<MenuSetting>,
    /// Further menus, by name.
    pub menus: Vec<(Box<str>, Vec<MenuSetting>)>,
    /// Folders of the content whose Markdown files are pages, each with a final `/`; an empty one is all of the content.
    pub page_folders: Vec<Box<str>>,
    /// Values for templates, as a JSON object.
    pub extra: serde_json::Value,
}

/// Widths of pictures: of the column of text on a telephone, of the same where its pixels are smaller, and of the column of
/// text in a window where they are.
const PICTURE_WIDTHS: [u32; 3] = [480, 960, 1600];

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
            edit_pattern: None,
            theme: "civic".into(),
            theme_options: Vec::new(),
            minify: false,
            precompress: false,
            working_days: WorkingDays::default(),
            series_publishing: Vec::new(),
            hsts_days: None,
            writes_host_settings: true,
            host: None,
            targets: Targets::default(),
            notifications: NotificationSettings::default(),
            urls: UrlPatterns::default(),
            feeds: FeedSettings::default(),
            podcast: PodcastSettings::default(),
            open_data: OpenData::default(),
            home_newest: 10,
            home_text: LocalText::default(),
            settings_links: Vec::new(),
            cards: true,
            picture_widths: PICTURE_WIDTHS.to_vec(),
            han_order: None,
            search: true,
            indexed: true,
            laid_over: None,
            labels: Labels::default(),
            decision_words: Vec::new(),
            matter_numbers: Vec::new(),
            matter_titles: Vec::new(),
            taxonomies: Vec::new(),
            watches: Vec::new(),
            severities: Severities::default(),
            page_folders: vec!["pages/".into()],
            menu: Vec::new(),
            menus: Vec::new(),
            extra: serde_json::Value::Object(serde_json::Map::new()),
        }
    }
}

/// Form of the speaker labels in a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Labels {
    /// `### Eve:` above the words.
    #[default]
    Headings,
    /// `**Eve:** words`, `**Eve** [1:19](…): words`, or `**Eve**` alone above them.
    Bold,
    /// `EVE: words`, or `Eve  0:15` alone above them.
    Line,
}

impl Labels {
    /// Its name in settings and metadata.
    pub fn name(self) -> &'static str {
        match self {
            Labels::Headings => "headings",
            Labels::Bold => "bold",
            Labels::Line => "line",
        }
    }
}

/// Sort order of Chinese names, which also determines their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HanOrder {
    /// By the strokes of the first character.
    Strokes,
    /// By its sound in Taiwan's phonetic symbols, ㄅㄆㄇ.
    Bopomofo,
    /// Its sound in Latin letters.
    Pinyin,
}

/// Field of the search for topics; another taxonomy is called by its key.
const TOPIC_FIELD: &str = "topic";

impl Config {
    /// Reports whether a Markdown file, by its path in the content, is a page rather than a record.
    pub fn is_page(&self, path: &str) -> bool {
        self.page_folders.iter().any(|folder| path.starts_with(&**folder))
    }

    /// Fields of the search that are taxonomies, topics first: by their position among the taxonomies.
    pub fn search_fields(&self) -> Vec<Box<str>> {
        std::iter::once(Box::from(TOPIC_FIELD))
            .chain(self.taxonomies.iter().map(|key| key.to_lowercase().into()))
            .collect()
    }

    /// Publication defaults of a series.
    pub fn publishing(&self, series: &str) -> SeriesDefaults {
        let found = self.series_publishing.iter().find(|(id, _)| **id == *series);
        found.map(|(_, publishing)| publishing.clone()).unwrap_or_default()
    }
}

/// Publication defaults of a series' records. `None` means the general default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SeriesDefaults {
    /// Status of the records.
    pub status: Option<Status>,
    /// Period for corrections by the speakers.
    pub review_for: Option<Period>,
    /// First day of that period.
    pub review_from: Option<ReviewFrom>,
    /// Action at the end of the review.
    pub after_review: Option<AfterReview>,
    /// The hour at which it appears.
    pub hour: Option<jiff::civil::Time>,
}

/// First day of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewFrom {
    /// From the day of the meeting.
    Meeting,
    /// From the day on which the record was sent.
    Day(jiff::civil::Date),
}

/// A value for a theme's option; only the theme knows whether it is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenOption {
    /// The name as written.
    pub name: Box<str>,
    /// The value as written.
    pub value: GivenValue,
    /// Place of the option.
    pub at: Location,
}

/// An unparsed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// A scalar.
    One(Box<str>),
    /// A list of scalars.
    Many(Vec<Box<str>>),
    /// A mapping of scalars.
    Pairs(Vec<(Box<str>, Box<str>)>),
}

impl<'de> Deserialize<'de> for GivenValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GivenVisitor;
        impl<'de> Visitor<'de> for GivenVisitor {
            type Value = GivenValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values, or a mapping of values")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<GivenValue, E> {
                Ok(GivenValue::One(text.trim().into()))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<GivenValue, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<GivenValue, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<GivenValue, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_bool<E: Error>(self, boolean: bool) -> Result<GivenValue, E> {
                self.visit_str(if boolean { "true" } else { "false" })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<GivenValue, A::Error> {
                let mut many = Vec::new();
                while let Some(Scalar(item)) = items.next_element()? {
                    many.push(item.into());
                }
                Ok(GivenValue::Many(many))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GivenValue, A::Error> {
                let mut pairs = Vec::new();
                while let Some((Scalar(key), Scalar(value))) = map.next_entry()? {
                    pairs.push((key.into(), value.into()));
                }
                Ok(GivenValue::Pairs(pairs))
            }
        }
        deserializer.deserialize_any(GivenVisitor)
    }
}

/// Severities of problems that a site overrides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Severities(Vec<SeverityRule>);

/// Severity of one problem, everywhere or below a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct SeverityRule {
    /// Below this folder or in this file, relative to the content; empty for everywhere.
    pub path: Box<str>,
    /// Which problem.
    pub problem: Problem,
    /// `None` to ignore it.
    pub severity: Option<Severity>,
}

impl Severities {
    /// Sorts the rules: the longest path wins; of equal ones the last.
    pub fn new(mut rules: Vec<SeverityRule>) -> Self {
        rules.sort_by_key(|rule| rule.path.len());
        Severities(rules)
    }

    /// Sets the severity of each diagnostic, and removes ignored ones. Whether a record is held back does not depend on
    /// it.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.0.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| match self.rule_for(diagnostic) {
            None => true,
            Some(SeverityRule { severity: None, .. }) => false,
            Some(SeverityRule { severity: Some(severity), .. }) => {
                diagnostic.severity = *severity;
                true
            }
        });
    }

    fn rule_for(&self, diagnostic: &Diagnostic) -> Option<&SeverityRule> {
        let path = diagnostic.at.as_ref().map_or("", |at| at.path.strip_prefix("content/").unwrap_or(&at.path));
        let holds = |rule: &SeverityRule| {
            let rest = path.strip_prefix(&*rule.path);
            rule.path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.0.iter().rev().find(|rule| rule.problem == diagnostic.problem && holds(rule))
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
    /// For each taxonomy, topics first, the pattern of its terms' addresses; each holds `{id}`.
    pub terms: Vec<Box<str>>,
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
            terms: vec!["/topics/{id}/".into()],
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

/// Targets of publication, as far as they are configured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets {
    /// The chosen target, where several are configured.
    pub target: Option<TargetKind>,
    /// A folder of the site whose files are published unchanged beside the built ones.
    pub also: Option<Box<str>>,
    /// A folder.
    pub folder: FolderTarget,
    /// Object storage.
    pub s3: S3Target,
    /// A branch.
    pub git: GitTarget,
}

/// Kinds of targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// A folder that a server on the same machine shows.
    Folder,
    /// Object storage that speaks S3.
    S3,
    /// A branch of a git repository.
    Git,
}

impl TargetKind {
    /// All kinds.
    pub const ALL: [TargetKind; 3] = [TargetKind::Folder, TargetKind::S3, TargetKind::Git];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            TargetKind::Folder => "folder",
            TargetKind::S3 => "s3",
            TargetKind::Git => "git",
        }
    }

    /// The kind with a name.
    pub fn from_name(name: &str) -> Option<TargetKind> {
        TargetKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A folder with releases side by side, and a link to the current one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderTarget {
    /// Path relative to the site, or absolute.
    pub path: Option<Box<str>>,
    /// Number of releases kept.
    pub keep: Option<usize>,
}

/// A bucket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct S3Target {
    /// Its name.
    pub bucket: Option<Box<str>>,
    /// A folder in it.
    pub prefix: Option<Box<str>>,
    /// Address of the service; `None` for Amazon.
    pub endpoint: Option<Box<str>>,
    /// Region of the bucket.
    pub region: Option<Box<str>>,
    /// Number of parallel requests.
    pub parallel: Option<usize>,
}

/// A branch of a git repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GitTarget {
    /// A remote of the repository that contains the site, or an address.
    pub remote: Option<Box<str>>,
    /// Its name.
    pub branch: Option<Box<str>>,
}

impl Targets {
    /// Which targets are described at all.
    pub fn described(&self) -> impl Iterator<Item = TargetKind> {
        let is_described = |kind: &TargetKind| match kind {
            TargetKind::Folder => self.folder.path.is_some(),
            TargetKind::S3 => self.s3.bucket.is_some(),
            TargetKind::Git => self.git != GitTarget::default(),
        };
        TargetKind::ALL.into_iter().filter(is_described)
    }
}
