//! The keys of `site.yml`, as they are written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::entries::{OneOrMany, Pairs, Scalar, TextEntry};
use super::front_matter::LabelsEntry;
use super::holidays::HolidayEntry;
use super::publishing::PublishEntry;
use super::schema_parts::Aliases;
use super::shorthand::{Short, Shorthand, shorthand};
use super::site_feeds::FeedsEntry;
use crate::config::GivenValue;

/// The site’s settings. Everything is optional.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(transform = Aliases(&[("license", "licence")]))]
pub(super) struct SiteFile {
    /// The archive’s name, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// The address the site will have, with `https://`; feeds and the sitemap need it.
    pub(super) base_url: Option<Scalar>,
    /// Languages of the interface, as in `[en, zh-Hant]`, the default first; else those of the records.
    pub(super) languages: OneOrMany<Scalar>,
    /// The zone of hours without an offset, as in `Asia/Taipei`; else UTC.
    pub(super) time_zone: Option<Scalar>,
    /// The licence of the records, as an SPDX id such as `CC-BY-4.0`.
    #[serde(alias = "license")]
    pub(super) licence: Option<Scalar>,
    /// Whom to name when a record is used, perhaps by language.
    pub(super) attribution: TextEntry,
    /// The organisation whose meetings these are, where a record names none: its id in organisations.yml.
    pub(super) body: Option<Scalar>,
    /// Where to write to, with its scheme: `mailto:records@example.org`.
    pub(super) contact: Option<Scalar>,
    /// The theme’s name, or its name and options; else `civic`.
    pub(super) theme: ThemeEntry,
    /// Patterns of the addresses, or the name of a preset.
    pub(super) urls: UrlsEntry,
    /// How the files of the site are made.
    pub(super) build: BuildEntry,
    /// Where the site goes live.
    pub(super) publish: TargetsEntry,
    /// What hosts are told besides.
    pub(super) hosting: HostingEntry,
    /// Feeds.
    pub(super) feeds: FeedsEntry,
    /// Whether each meeting has a card, a picture that stands beside a link to it; else true.
    pub(super) cards: Option<bool>,
    /// The index of speakers.
    pub(super) speakers: SpeakerIndexEntry,
    /// Whether what was said can be searched; else true.
    pub(super) search: Option<bool>,
    /// How records name their speakers, where neither they nor their folders say so: `headings` (`### Eve:`), `bold`
    /// (`**Eve:** words`) or `line` (`EVE: words`); else `headings`.
    pub(super) labels: Option<LabelsEntry>,
    /// The front page.
    pub(super) home: HomeEntry,
    /// Links of the menu besides meetings, speakers, series and topics.
    pub(super) menu: Vec<MenuEntry>,
    /// Days on which nobody works, which reviews leave out: `2026-01-01`, `2026-02-16..2026-02-20`, `12-25`, or with names.
    pub(super) holidays: Vec<HolidayEntry>,
    /// Days that are worked though the day of the week is not, in exchange for a holiday.
    pub(super) workdays: Vec<HolidayEntry>,
    /// Days of the week on which nobody works; else Saturday and Sunday.
    pub(super) weekend: Option<OneOrMany<Scalar>>,
    /// Committees and other rows of meetings, by id.
    pub(super) series: Pairs<SeriesEntry>,
    /// Subjects across meetings, by id.
    pub(super) topics: Pairs<TopicEntry>,
    /// How much each kind of problem matters.
    pub(super) check: CheckEntry,
}

/// How much each problem matters: everywhere, and below folders.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CheckEntry {
    /// Codes of problems that are not told.
    pub(super) allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    pub(super) warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    pub(super) deny: OneOrMany<Scalar>,
    /// The same for folders and files of the content, by path.
    pub(super) paths: Pairs<LevelsEntry>,
}

/// How much each problem matters below a folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LevelsEntry {
    /// Codes of problems that are not told.
    pub(super) allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    pub(super) warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    pub(super) deny: OneOrMany<Scalar>,
}

/// Patterns of the addresses, or the name of a preset.
#[derive(Debug, Default)]
pub(super) enum UrlsEntry {
    #[default]
    Default,
    Preset(String),
    Patterns(UrlPatternsEntry),
}

/// Patterns of the addresses; each that is left out is the preset’s.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct UrlPatternsEntry {
    /// What to start from: `default` or `archive-tw`.
    pub(super) preset: Option<Scalar>,
    /// A meeting’s page; holds `{slug}`, and perhaps `{year}`.
    pub(super) meeting: Option<Scalar>,
    /// The list of all meetings.
    pub(super) meetings: Option<Scalar>,
    /// The list of a year’s meetings; holds `{year}`.
    pub(super) year: Option<Scalar>,
    /// A speaker’s page; holds `{id}`.
    pub(super) speaker: Option<Scalar>,
    /// The list of all speakers.
    pub(super) speakers: Option<Scalar>,
    /// A series; holds `{id}`.
    pub(super) series: Option<Scalar>,
    /// A topic; holds `{id}`.
    pub(super) topic: Option<Scalar>,
    /// A page; holds `{slug}`.
    pub(super) page: Option<Scalar>,
}

impl Shorthand for UrlsEntry {
    type Full = UrlPatternsEntry;
    const EXPECTED: &'static str = "the name of a preset, or patterns of addresses";

    fn short_schema() -> serde_json::Value {
        json!({ "enum": ["default", "archive-tw"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Text(preset) = short else { return None };
        Some(UrlsEntry::Preset(preset.to_owned()))
    }

    fn from_full(full: UrlPatternsEntry) -> Self {
        UrlsEntry::Patterns(full)
    }
}

shorthand!(UrlsEntry);

/// A theme: its name alone, or with options.
#[derive(Debug, Default)]
pub(super) struct ThemeEntry {
    pub(super) name: Option<Scalar>,
    pub(super) options: Pairs<OptionEntry>,
}

/// A theme with its options.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ThemeWithOptions {
    /// The theme’s name; else `civic`.
    pub(super) name: Option<Scalar>,
    /// What `minutebook theme list` shows of the theme.
    pub(super) options: Pairs<OptionEntry>,
}

/// A value of an option; the theme knows of which kind.
#[derive(Debug, Deserialize)]
pub(super) struct OptionEntry(pub(super) GivenValue);

impl Shorthand for ThemeEntry {
    type Full = ThemeWithOptions;
    const EXPECTED: &'static str = "the name of a theme, or its name and options";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["string", "number", "null"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let name = match short {
            Short::Nothing => return Some(ThemeEntry::default()),
            Short::Text(name) => name.trim().to_owned(),
            Short::Number(number) => number.to_string(),
            Short::Bool(_) | Short::Negative(_) => return None,
        };
        Some(ThemeEntry { name: Some(Scalar(name)), options: Pairs::default() })
    }

    fn from_full(full: ThemeWithOptions) -> Self {
        ThemeEntry { name: full.name, options: full.options }
    }
}

shorthand!(ThemeEntry);

impl JsonSchema for OptionEntry {
    fn schema_name() -> Cow<'static, str> {
        "OptionEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let scalar = serde_json::json!({ "type": ["string", "number", "boolean"] });
        json_schema!({ "anyOf": [
            scalar,
            { "type": "array", "items": scalar },
            { "type": "object", "additionalProperties": scalar },
        ] })
    }
}

/// How the files of the site are made.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct BuildEntry {
    /// Publish style sheets and scripts without comments and white space.
    pub(super) minify: Option<bool>,
    /// Put a `.gz` and a `.br` beside each file of text, for hosts that send them.
    pub(super) precompress: Option<bool>,
}

/// Where the site goes live. Passwords and keys have no place here: they come from the environment.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TargetsEntry {
    /// Which one, where several are described: `folder`, `s3` or `git`.
    pub(super) target: Option<Scalar>,
    /// A folder of the site whose files go live as they are, such as `CNAME` or `.well-known/`.
    pub(super) also: Option<Scalar>,
    /// A folder that a server on the same machine shows.
    pub(super) folder: FolderEntry,
    /// Object storage that speaks S3.
    pub(super) s3: S3Entry,
    /// A branch of a git repository, for hosts of pages.
    pub(super) git: GitEntry,
}

/// A folder in which releases lie beside each other, and a link `current` to the one that is shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FolderEntry {
    /// The folder, from the site or absolute.
    pub(super) path: Option<Scalar>,
    /// How many releases stay; else 5.
    pub(super) keep: Option<usize>,
}

/// Object storage that speaks S3.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct S3Entry {
    /// The name of the bucket.
    pub(super) bucket: Option<Scalar>,
    /// A folder in it.
    pub(super) prefix: Option<Scalar>,
    /// The address of the service with `https://`, where it is not Amazon’s.
    pub(super) endpoint: Option<Scalar>,
    /// Where the bucket is, as in `eu-central-1`.
    pub(super) region: Option<Scalar>,
    /// How many requests at a time; else 16.
    pub(super) parallel: Option<usize>,
}

/// A branch of a git repository.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct GitEntry {
    /// A remote of the repository in which the site lies, or an address; else `origin`.
    pub(super) remote: Option<Scalar>,
    /// The branch; else `gh-pages`.
    pub(super) branch: Option<Scalar>,
}

/// What hosts are told besides.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HostingEntry {
    /// For how many days browsers are to come back by HTTPS alone, to any page of the host; else not told.
    pub(super) hsts_days: Option<u32>,
}

/// The index of speakers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "SpeakersEntry")]
pub(super) struct SpeakerIndexEntry {
    /// By what Chinese names are ordered: `strokes`, `bopomofo` or `pinyin`.
    pub(super) order: Option<Scalar>,
}

/// The front page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HomeEntry {
    /// How many meetings it shows; else 10.
    pub(super) newest: Option<usize>,
    /// What it says first, as Markdown, perhaps by language.
    pub(super) text: TextEntry,
}

/// A link of the menu.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MenuEntry {
    /// What to call it, perhaps by language.
    pub(super) title: TextEntry,
    /// Where it leads: `/about/` on this site, or an address with `https://`.
    pub(super) url: Scalar,
}

/// A series.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SeriesEntry {
    /// What it is called, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// The organisation that meets: its id in organisations.yml.
    pub(super) body: Option<Scalar>,
    /// How its records are published, where neither they nor their folders say so.
    #[schemars(with = "Option<PublishEntry>")]
    pub(super) publish: Pairs<Scalar>,
}

/// A topic.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TopicEntry {
    /// What it is called, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// Means nothing; taken because series have it.
    #[serde(rename = "body")]
    pub(super) _body: Option<Scalar>,
}
