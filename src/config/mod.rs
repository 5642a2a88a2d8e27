//! What `site.yml` and the command line settle for the whole site.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::record::{AfterReview, Language, LocalText, Period, Status, WorkingDays};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::yaml::scalars::Scalar;

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
    /// What the site gives to the theme's options.
    pub theme_options: Vec<GivenOption>,
    /// Whether style sheets and scripts are published without comments and white space.
    pub minify: bool,
    /// Whether packed files stand beside those of text.
    pub precompress: bool,
    /// Which days are worked.
    pub working_days: WorkingDays,
    /// How the records of a series are published, by its id.
    pub series_publishing: Vec<(Box<str>, SeriesDefaults)>,
    /// For how many days browsers are told to come back by HTTPS alone; they remember it for the whole host.
    pub hsts_days: Option<u32>,
    /// Where the site goes live.
    pub targets: Targets,
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
    /// Whether each meeting has a card: a picture that stands beside a link to it.
    pub cards: bool,
    /// How Chinese names are ordered; without a choice by what is usual where the script is.
    pub han_order: Option<HanOrder>,
    /// Whether what was said can be searched.
    pub search: bool,
    /// How records name their speakers, where neither they nor their folders say so.
    pub labels: Labels,
    /// How much each problem matters here.
    pub severities: Severities,
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
            theme_options: Vec::new(),
            minify: false,
            precompress: false,
            working_days: WorkingDays::default(),
            series_publishing: Vec::new(),
            hsts_days: None,
            targets: Targets::default(),
            urls: UrlPatterns::default(),
            feed_limit: 20,
            home_newest: 10,
            home_text: LocalText::default(),
            home_links: Vec::new(),
            cards: true,
            han_order: None,
            search: true,
            labels: Labels::default(),
            severities: Severities::default(),
            menu: Vec::new(),
        }
    }
}

/// How a record names those who speak.
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
    /// As it is written in settings and metadata.
    pub fn name(self) -> &'static str {
        match self {
            Labels::Headings => "headings",
            Labels::Bold => "bold",
            Labels::Line => "line",
        }
    }
}

/// By what Chinese names are ordered, and what stands above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HanOrder {
    /// The strokes of the first character.
    Strokes,
    /// Its sound in the phonetic signs of Taiwan, ㄅㄆㄇ.
    Bopomofo,
    /// Its sound in Latin letters.
    Pinyin,
}

impl Config {
    /// How the records of a series are published, where they say nothing themselves.
    pub fn publishing(&self, series: &str) -> SeriesDefaults {
        let found = self.series_publishing.iter().find(|(id, _)| **id == *series);
        found.map(|(_, publishing)| publishing.clone()).unwrap_or_default()
    }
}

/// How the records of a series are published, where they say nothing themselves. Whatever is missing is as with any record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SeriesDefaults {
    /// How far a record has come.
    pub status: Option<Status>,
    /// How long those who spoke may correct it.
    pub review_for: Option<Period>,
    /// From when on that is counted.
    pub review_from: Option<ReviewFrom>,
    /// What becomes of it then.
    pub after_review: Option<AfterReview>,
    /// The hour at which it appears.
    pub hour: Option<jiff::civil::Time>,
}

/// From when on the days of a review are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewFrom {
    /// From the day of the meeting.
    Meeting,
    /// From the day on which the record was sent.
    Day(jiff::civil::Date),
}

/// What a site gives to an option of its theme; only the theme knows whether it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenOption {
    /// As written.
    pub name: Box<str>,
    /// As written.
    pub value: GivenValue,
    /// Where.
    pub at: Location,
}

/// A value as somebody wrote it.
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

/// How much problems matter, where a site sees that otherwise than we do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Severities(Vec<SeverityRule>);

/// What one problem counts as, everywhere or below a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct SeverityRule {
    /// Below this folder or in this file, relative to the content; empty for everywhere.
    pub path: Box<str>,
    /// Which problem.
    pub problem: Problem,
    /// `None` when it is not to be told at all.
    pub severity: Option<Severity>,
}

impl Severities {
    /// The longest path wins; of equal ones the last.
    pub fn new(mut rules: Vec<SeverityRule>) -> Self {
        rules.sort_by_key(|rule| rule.path.len());
        Severities(rules)
    }

    /// Gives each diagnostic the severity it has here, and takes out what is allowed. Whether a record is held back does
    /// not depend on it.
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

/// Where the site goes live, as far as somebody has said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets {
    /// Which of the targets, where several are described.
    pub target: Option<TargetKind>,
    /// A folder of the site whose files go live as they are, beside what is built.
    pub also: Option<Box<str>>,
    /// A folder.
    pub folder: FolderTarget,
    /// Object storage.
    pub s3: S3Target,
    /// A branch.
    pub git: GitTarget,
}

/// The kinds of places where a site goes live.
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
    /// All three.
    pub const ALL: [TargetKind; 3] = [TargetKind::Folder, TargetKind::S3, TargetKind::Git];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            TargetKind::Folder => "folder",
            TargetKind::S3 => "s3",
            TargetKind::Git => "git",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<TargetKind> {
        TargetKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A folder in which releases lie beside each other, and a link to the one that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderTarget {
    /// From the site, or absolute.
    pub path: Option<Box<str>>,
    /// How many releases stay.
    pub keep: Option<usize>,
}

/// A bucket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct S3Target {
    /// Its name.
    pub bucket: Option<Box<str>>,
    /// A folder in it.
    pub prefix: Option<Box<str>>,
    /// The address of the service, where it is not Amazon's.
    pub endpoint: Option<Box<str>>,
    /// Where the bucket is.
    pub region: Option<Box<str>>,
    /// How many requests at a time.
    pub parallel: Option<usize>,
}

/// A branch of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GitTarget {
    /// A remote of the repository in which the site lies, or an address.
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
