//! Serde types of `site.yml`, key by key as written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::entries::{AnyEntry, OneOrMany, Pairs, Scalar, TextEntry};
use super::front_matter::LabelsEntry;
use super::holidays::HolidayEntry;
use super::publishing::PublishEntry;
use super::schema_parts::Aliases;
use super::shorthand::{KeysOrOff, KeysOrText, MainKey, Short, Shorthand, shorthand};
use super::site_feeds::FeedsEntry;
use super::site_notifications::NotificationsEntry;
use super::site_pictures::PicturesEntry;
use super::site_podcast::PodcastEntry;
use crate::config::{GivenValue, HostName, HostPlan};
use crate::record::LocalText;

/// Settings of the site. All keys are optional.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(transform = Aliases(&[("license", "licence")]))]
pub(super) struct SiteFile {
    /// The archive’s name, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// Address of the site, with `https://`; feeds and the sitemap need it.
    pub(super) base_url: Option<Scalar>,
    /// Languages of the interface, as in `[en, zh-Hant]`, the default first; by default those of the records.
    pub(super) languages: OneOrMany<Scalar>,
    /// Time zone of times without an offset, as in `Asia/Taipei`; by default UTC.
    pub(super) time_zone: Option<Scalar>,
    /// The licence of the records, as an SPDX id such as `CC-BY-4.0`.
    #[serde(alias = "license")]
    pub(super) licence: Option<Scalar>,
    /// Name to credit when a record is reused, perhaps by language.
    pub(super) attribution: TextEntry,
    /// Organisation that met, for records that name none: its id in organisations.yml.
    pub(super) body: Option<Scalar>,
    /// Address of the publisher, with its scheme: `mailto:records@example.org`, or an issue tracker’s form. For reports of
    /// mistakes, its query may have places: `{title}`, `{url}`, `{words}`, `{version}`, `{subject}`, `{body}`.
    pub(super) contact: Option<Scalar>,
    /// Address at which a source is edited, with `{path}` for the file’s path within the content.
    pub(super) edit_url: Option<Scalar>,
    /// The theme’s name, or its name and options; by default `civic`.
    pub(super) theme: ThemeEntry,
    /// Patterns of addresses, or the name of a preset.
    pub(super) urls: UrlsEntry,
    /// Settings of the build.
    pub(super) build: BuildEntry,
    /// Target of publication.
    pub(super) publish: TargetsEntry,
    /// Hubs and web hooks that are told when something is published.
    #[serde(rename = "notify")]
    pub(super) notifications: NotificationsEntry,
    /// Host of the site: its limits are checked, and only files that it reads are written for it.
    pub(super) host: HostEntry,
    /// Further settings for hosts.
    pub(super) hosting: HostingEntry,
    /// Feeds.
    pub(super) feeds: FeedsEntry,
    /// Podcasts of the recordings, or `false` for none.
    pub(super) podcast: KeysOrOff<PodcastEntry>,
    /// Formats of the open data: `parquet`, `csv`, `ndjson`, `popolo`, `json`, `akoma-ntoso`, `tei`; or `none`; by
    /// default `all` of these. `akoma-ntoso-beside` adds a document beside each record.
    pub(super) data: Option<OneOrMany<Scalar>>,
    /// True (the default) to make each meeting a card, a picture shown beside links to it.
    pub(super) cards: Option<bool>,
    /// Pictures: `false` to show them as they are, or the widths of the copies that pages show.
    pub(super) pictures: KeysOrOff<PicturesEntry>,
    /// The index of speakers.
    pub(super) speakers: SpeakerIndexEntry,
    /// True (the default) to make the records searchable.
    pub(super) search: Option<bool>,
    /// False to ask search engines not to list any page, as for a site for trials; by default true.
    pub(super) indexed: Option<bool>,
    /// Form in which speakers are marked, for records that do not say so and whose folders do not: `headings` (`###
    /// Eve:`), `bold` (`**Eve:** words`) or `line` (`EVE: words`); by default `headings`.
    pub(super) labels: Option<LabelsEntry>,
    /// Further words that introduce decisions, each with its kind: `decision`, `resolution`, `motion`, `amendment`,
    /// `vote`, `ruling` or `action`.
    pub(super) decisions: Pairs<Scalar>,
    /// Matters that several meetings deal with.
    pub(super) matters: MattersEntry,
    /// The front page.
    pub(super) home: HomeEntry,
    /// Entries of the menu, in addition to meetings, speakers, series and topics, or in place of those that `list:` names.
    pub(super) menu: Vec<MenuEntry>,
    /// Further menus, by name. The one called `footer` stands at the foot of each page.
    pub(super) menus: Pairs<Vec<MenuEntry>>,
    /// Folders of the content whose Markdown files are pages, `.` for all; by default `pages`.
    pub(super) pages: Option<OneOrMany<Scalar>>,
    /// Holidays, which do not count as working days of a review: `2026-01-01`, `2026-02-16..2026-02-20`, `12-25`, or
    /// with names.
    pub(super) holidays: Vec<HolidayEntry>,
    /// Days that are worked in exchange for a holiday, although the day of the week is free.
    pub(super) workdays: Vec<HolidayEntry>,
    /// Days of the week that are not worked; by default Saturday and Sunday.
    pub(super) weekend: Option<OneOrMany<Scalar>>,
    /// Committees and other series of meetings, by id.
    pub(super) series: Pairs<KeysOrText<SeriesEntry>>,
    /// Subjects across meetings, by id.
    pub(super) topics: Pairs<KeysOrText<TermEntry>>,
    /// Keys of records’ metadata by whose values meetings are listed, each with its name: `ward: Wards`.
    pub(super) taxonomies: Pairs<KeysOrText<TaxonomyEntry>>,
    /// Queries of the search whose newest matches have a page and feeds, by id.
    pub(super) watches: Pairs<KeysOrText<WatchEntry>>,
    /// Severity of each kind of problem.
    pub(super) check: CheckEntry,
    /// Values for templates of the site’s own theme, which have them as `site.extra`.
    #[schemars(with = "Option<Pairs<serde_json::Value>>")]
    pub(super) extra: Pairs<AnyEntry>,
}

/// Severity of problems: everywhere, and below folders.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CheckEntry {
    /// Codes of problems that are not reported.
    pub(super) allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    pub(super) warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    pub(super) deny: OneOrMany<Scalar>,
    /// Severity for folders and files of the content, by path.
    pub(super) paths: Pairs<LevelsEntry>,
}

/// Severity of problems below a folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LevelsEntry {
    /// Codes of problems that are not reported.
    pub(super) allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    pub(super) warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    pub(super) deny: OneOrMany<Scalar>,
}

/// Patterns of addresses, or the name of a preset.
#[derive(Debug, Default)]
pub(super) enum UrlsEntry {
    #[default]
    Default,
    Preset(String),
    Patterns(UrlPatternsEntry),
}

/// Patterns of addresses; one that is left out is taken from the preset.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct UrlPatternsEntry {
    /// Preset: `default` or `archive-tw`.
    pub(super) preset: Option<Scalar>,
    /// Address of a meeting; contains `{slug}`, and perhaps `{year}`.
    pub(super) meeting: Option<Scalar>,
    /// Address of the list of all meetings.
    pub(super) meetings: Option<Scalar>,
    /// Address of the list of a year’s meetings; contains `{year}`.
    pub(super) year: Option<Scalar>,
    /// Address of a speaker; contains `{id}`.
    pub(super) speaker: Option<Scalar>,
    /// Address of the list of all speakers.
    pub(super) speakers: Option<Scalar>,
    /// Address of a series; contains `{id}`.
    pub(super) series: Option<Scalar>,
    /// Address of a topic; contains `{id}`.
    pub(super) topic: Option<Scalar>,
    /// Address of a page; contains `{slug}`.
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
    /// The theme’s name; by default `civic`.
    pub(super) name: Option<Scalar>,
    /// Options of the theme, as `minutebook theme list` shows them.
    pub(super) options: Pairs<OptionEntry>,
}

/// Value of an option; the theme defines its type.
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

/// Settings of the build.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct BuildEntry {
    /// True to publish style sheets and scripts without comments and white space.
    pub(super) minify: Option<bool>,
    /// True to add a `.gz` and a `.br` beside each text file, for hosts that send them.
    pub(super) precompress: Option<bool>,
}

/// Target of publication. Passwords and keys do not belong here: they come from the environment.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TargetsEntry {
    /// Kind of target, if several are described: `folder`, `s3` or `git`.
    pub(super) target: Option<Scalar>,
    /// A folder of the site whose files are published unchanged, such as `CNAME` or `.well-known/`.
    pub(super) also: Option<Scalar>,
    /// A folder that a web server on the same machine serves.
    pub(super) folder: KeysOrText<FolderEntry>,
    /// Object storage with the S3 protocol.
    pub(super) s3: S3Entry,
    /// A branch of a git repository, for hosts such as GitHub Pages.
    pub(super) git: GitEntry,
}

/// A folder with a subfolder for each release, and a link `current` to the one that is served.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FolderEntry {
    /// The folder, relative to the site or absolute.
    pub(super) path: Option<Scalar>,
    /// Number of releases to keep; by default 5.
    pub(super) keep: Option<usize>,
}

impl MainKey for FolderEntry {
    const EXPECTED: &'static str = "the path of a folder, or its keys";

    fn from_main(text: &str) -> Self {
        FolderEntry { path: Some(Scalar(text.to_owned())), ..FolderEntry::default() }
    }
}

/// Object storage with the S3 protocol.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct S3Entry {
    /// Name of the bucket.
    pub(super) bucket: Option<Scalar>,
    /// A folder within the bucket.
    pub(super) prefix: Option<Scalar>,
    /// Address of the service with `https://`, if it is not Amazon’s.
    pub(super) endpoint: Option<Scalar>,
    /// Region of the bucket, as in `eu-central-1`.
    pub(super) region: Option<Scalar>,
    /// Number of simultaneous requests; by default 16.
    pub(super) parallel: Option<usize>,
}

/// A branch of a git repository.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct GitEntry {
    /// A remote of the repository that contains the site, or an address; by default `origin`.
    pub(super) remote: Option<Scalar>,
    /// The branch; by default `gh-pages`.
    pub(super) branch: Option<Scalar>,
}

/// A host: its name alone, or with the plan.
#[derive(Debug, Default)]
pub(super) struct HostEntry {
    pub(super) name: Option<Scalar>,
    pub(super) plan: Option<Scalar>,
}

/// A host with its plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HostWithPlan {
    /// The host’s name.
    #[schemars(extend("enum" = names_or_nothing(HostName::ALL.map(HostName::name))))]
    pub(super) name: Option<Scalar>,
    /// `free` or `paid`, where that changes the limits; else `free`.
    #[schemars(extend("enum" = names_or_nothing(HostPlan::ALL.map(HostPlan::name))))]
    pub(super) plan: Option<Scalar>,
}

impl Shorthand for HostEntry {
    type Full = HostWithPlan;
    const EXPECTED: &'static str = "the name of a host, or its name and plan";

    fn short_schema() -> serde_json::Value {
        json!({ "enum": names_or_nothing(HostName::ALL.map(HostName::name)) })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        Some(match short {
            Short::Nothing => HostEntry::default(),
            Short::Text(name) => HostEntry { name: Some(Scalar(name.trim().to_owned())), plan: None },
            _ => return None,
        })
    }

    fn from_full(full: HostWithPlan) -> Self {
        HostEntry { name: full.name, plan: full.plan }
    }
}

shorthand!(HostEntry);

/// Names that a value may be; it may also be left empty.
fn names_or_nothing<const N: usize>(names: [&str; N]) -> Vec<Option<&str>> {
    names.into_iter().map(Some).chain([None]).collect()
}

/// Further settings for hosts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HostingEntry {
    /// Number of days for which browsers must use HTTPS for every page of the host (HSTS); by default no such header is
    /// sent.
    pub(super) hsts_days: Option<u32>,
    /// True (the default) to write the file of settings that the host named by `host:` reads: `firebase.json`,
    /// `staticwebapp.config.json` or `vercel.json`. False if the site has its own.
    pub(super) settings: Option<bool>,
}

/// The index of speakers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "SpeakersEntry")]
pub(super) struct SpeakerIndexEntry {
    /// Order of Chinese names: `strokes`, `bopomofo` or `pinyin`.
    pub(super) order: Option<Scalar>,
}

/// The front page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HomeEntry {
    /// Number of meetings on it; by default 10.
    pub(super) newest: Option<usize>,
    /// Text at its top, as Markdown, perhaps by language.
    pub(super) text: TextEntry,
}

/// Matters that several meetings deal with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MattersEntry {
    /// Examples of the numbers by which headings name matters: `Bill 12`, `24-0113`, `案號`.
    pub(super) numbers: OneOrMany<Scalar>,
    /// Titles of matters by their ids, perhaps by language; by default the heading of the first item.
    pub(super) titles: Pairs<TextEntry>,
}

/// An entry of a menu.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = Aliases(&[("name", "title"), ("href", "url"), ("items", "children")]))]
#[schemars(extend("anyOf" = ["url", "href", "list", "children", "items"].map(|key| json!({ "required": [key] }))))]
pub(super) struct MenuEntry {
    /// Text of the link, perhaps by language.
    #[serde(alias = "name", default)]
    pub(super) title: TextEntry,
    /// Its target: `/about/` on this site, a file of the content, or an address with `https://`.
    #[serde(alias = "href", default)]
    pub(super) url: Option<Scalar>,
    /// A list of the site as its target: `meetings`, `speakers`, `series`, `topics`, `bodies`, `matters`, `decisions`, or a key under
    /// `taxonomies:`. The list then stands here, and under this title if there is one.
    #[serde(default)]
    #[schemars(extend("examples" = crate::config::SiteList::ALL.map(crate::config::SiteList::name)))]
    pub(super) list: Option<Scalar>,
    /// True to leave a list of the site out of the menu.
    #[serde(default)]
    pub(super) hidden: bool,
    /// Entries below this one.
    #[serde(alias = "items", default)]
    pub(super) children: Vec<MenuEntry>,
}

/// A series with all that is known of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SeriesEntry {
    /// Name of the series, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// The organisation that meets: its id in organisations.yml.
    pub(super) body: Option<Scalar>,
    /// Rules for publishing its records, unless they or their folders say otherwise.
    #[schemars(with = "Option<PublishEntry>")]
    pub(super) publish: Pairs<Scalar>,
}

impl MainKey for SeriesEntry {
    const EXPECTED: &'static str = "the name of the series, or its keys";

    fn from_main(text: &str) -> Self {
        SeriesEntry { title: TextEntry(LocalText::plain(text)), ..SeriesEntry::default() }
    }
}

/// A topic or another term with all that is known of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TermEntry {
    /// Name of it, perhaps by language.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// No effect; accepted because series have it.
    #[serde(rename = "body")]
    pub(super) _body: Option<Scalar>,
}

impl MainKey for TermEntry {
    const EXPECTED: &'static str = "its name, or its keys";

    fn from_main(text: &str) -> Self {
        TermEntry { title: TextEntry(LocalText::plain(text)), ..TermEntry::default() }
    }
}

/// A taxonomy with all that is known of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TaxonomyEntry {
    /// Name of the taxonomy, perhaps by language; by default its key.
    pub(super) title: TextEntry,
    /// One sentence about it, perhaps by language.
    pub(super) description: TextEntry,
    /// Address of a term; contains `{id}`. By default the key of the taxonomy and the id: `/ward/{id}/`.
    pub(super) url: Option<Scalar>,
    /// Terms by id. Once any is declared, other terms are reported.
    pub(super) terms: Pairs<KeysOrText<TermEntry>>,
}

impl MainKey for TaxonomyEntry {
    const EXPECTED: &'static str = "the name of the taxonomy, or its keys";

    fn from_main(text: &str) -> Self {
        TaxonomyEntry { title: TextEntry(LocalText::plain(text)), ..TaxonomyEntry::default() }
    }
}

/// A query that can be followed, with its name.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WatchEntry {
    /// Name, perhaps by language; by default the query.
    pub(super) title: TextEntry,
    /// Query of the search: `"sea wall" OR breakwater`.
    pub(super) query: Option<Scalar>,
}

impl MainKey for WatchEntry {
    const EXPECTED: &'static str = "what is searched for, or `title` and `query`";

    fn from_main(text: &str) -> Self {
        WatchEntry { query: Some(Scalar(text.to_owned())), ..WatchEntry::default() }
    }
}
