//! `site.yml`: the site's settings, its series and its topics.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::entries::{OneOrMany, Pairs, Scalar, TextEntry};
use super::front_matter::LabelsEntry;
use super::holidays::{HolidayEntry, working_days};
use super::publishing::{PublishEntry, publishing};
use super::schema_parts::Aliases;
use crate::config::{
    Config, FolderTarget, GitTarget, GivenOption, GivenValue, HanOrder, Labels, S3Target, Severities, SeverityRule,
    TargetKind, Targets, UrlPatterns,
};
use crate::markdown::{Finding, LinkKind, SCHEMES_HINT, classify, inspect};
use crate::record::{Language, Series, Topic};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported, Severity};
use crate::text::source::SourceText;
use crate::yaml::{PathStep, Yaml};

/// The site’s settings. Everything is optional.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(transform = Aliases(&[("license", "licence")]))]
pub(super) struct SiteFile {
    /// The archive’s name, perhaps by language.
    title: TextEntry,
    /// One sentence about it, perhaps by language.
    description: TextEntry,
    /// The address the site will have, with `https://`; feeds and the sitemap need it.
    base_url: Option<Scalar>,
    /// Languages of the interface, as in `[en, zh-Hant]`, the default first; else those of the records.
    languages: OneOrMany<Scalar>,
    /// The zone of hours without an offset, as in `Asia/Taipei`; else UTC.
    time_zone: Option<Scalar>,
    /// The licence of the records, as an SPDX id such as `CC-BY-4.0`.
    #[serde(alias = "license")]
    licence: Option<Scalar>,
    /// Whom to name when a record is used, perhaps by language.
    attribution: TextEntry,
    /// The organisation whose meetings these are, where a record names none: its id in organisations.yml.
    body: Option<Scalar>,
    /// Where to write to, with its scheme: `mailto:records@example.org`.
    contact: Option<Scalar>,
    /// The theme’s name, or its name and options; else `civic`.
    theme: ThemeEntry,
    /// Patterns of the addresses, or the name of a preset.
    urls: UrlsEntry,
    /// How the files of the site are made.
    build: BuildEntry,
    /// Where the site goes live.
    publish: TargetsEntry,
    /// What hosts are told besides.
    hosting: HostingEntry,
    /// Feeds.
    feeds: FeedsEntry,
    /// Whether each meeting has a card, a picture that stands beside a link to it; else true.
    cards: Option<bool>,
    /// The index of speakers.
    speakers: SpeakerIndexEntry,
    /// Whether what was said can be searched; else true.
    search: Option<bool>,
    /// How records name their speakers, where neither they nor their folders say so: `headings` (`### Eve:`), `bold`
    /// (`**Eve:** words`) or `line` (`EVE: words`); else `headings`.
    labels: Option<LabelsEntry>,
    /// The front page.
    home: HomeEntry,
    /// Links of the menu besides meetings, speakers, series and topics.
    menu: Vec<MenuEntry>,
    /// Days on which nobody works, which reviews leave out: `2026-01-01`, `2026-02-16..2026-02-20`, `12-25`, or with names.
    holidays: Vec<HolidayEntry>,
    /// Days that are worked though the day of the week is not, in exchange for a holiday.
    workdays: Vec<HolidayEntry>,
    /// Days of the week on which nobody works; else Saturday and Sunday.
    weekend: Option<OneOrMany<Scalar>>,
    /// Committees and other rows of meetings, by id.
    series: Pairs<SeriesEntry>,
    /// Subjects across meetings, by id.
    topics: Pairs<TopicEntry>,
    /// How much each kind of problem matters.
    check: CheckEntry,
}

/// How much each problem matters: everywhere, and below folders.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct CheckEntry {
    /// Codes of problems that are not told.
    allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    deny: OneOrMany<Scalar>,
    /// The same for folders and files of the content, by path.
    paths: Pairs<LevelsEntry>,
}

/// How much each problem matters below a folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct LevelsEntry {
    /// Codes of problems that are not told.
    allow: OneOrMany<Scalar>,
    /// Codes of problems that are warnings.
    warn: OneOrMany<Scalar>,
    /// Codes of problems that are errors.
    deny: OneOrMany<Scalar>,
}

#[derive(Debug, Default)]
enum UrlsEntry {
    #[default]
    Default,
    Preset(String),
    Patterns(UrlPatternsEntry),
}

/// Patterns of the addresses; each that is left out is the preset’s.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct UrlPatternsEntry {
    /// What to start from: `default` or `archive-tw`.
    preset: Option<Scalar>,
    /// A meeting’s page; holds `{slug}`, and perhaps `{year}`.
    meeting: Option<Scalar>,
    /// The list of all meetings.
    meetings: Option<Scalar>,
    /// The list of a year’s meetings; holds `{year}`.
    year: Option<Scalar>,
    /// A speaker’s page; holds `{id}`.
    speaker: Option<Scalar>,
    /// The list of all speakers.
    speakers: Option<Scalar>,
    /// A series; holds `{id}`.
    series: Option<Scalar>,
    /// A topic; holds `{id}`.
    topic: Option<Scalar>,
    /// A page; holds `{slug}`.
    page: Option<Scalar>,
}

impl<'de> Deserialize<'de> for UrlsEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UrlsVisitor;
        impl<'de> serde::de::Visitor<'de> for UrlsVisitor {
            type Value = UrlsEntry;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of a preset, or patterns of addresses")
            }
            fn visit_str<E>(self, preset: &str) -> Result<UrlsEntry, E> {
                Ok(UrlsEntry::Preset(preset.to_owned()))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<UrlsEntry, A::Error> {
                UrlPatternsEntry::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(UrlsEntry::Patterns)
            }
        }
        deserializer.deserialize_any(UrlsVisitor)
    }
}

impl JsonSchema for UrlsEntry {
    fn schema_name() -> Cow<'static, str> {
        "UrlsEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let patterns = generator.subschema_for::<UrlPatternsEntry>();
        json_schema!({ "anyOf": [{ "enum": ["default", "archive-tw"] }, patterns] })
    }
}

/// A theme: its name alone, or with options.
#[derive(Debug, Default)]
struct ThemeEntry {
    name: Option<Scalar>,
    options: Pairs<OptionEntry>,
}

/// A theme with its options.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct ThemeWithOptions {
    /// The theme’s name; else `civic`.
    name: Option<Scalar>,
    /// What `minutebook theme list` shows of the theme.
    options: Pairs<OptionEntry>,
}

/// A value of an option; the theme knows of which kind.
#[derive(Debug, Deserialize)]
struct OptionEntry(GivenValue);

impl<'de> Deserialize<'de> for ThemeEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ThemeVisitor;
        impl<'de> serde::de::Visitor<'de> for ThemeVisitor {
            type Value = ThemeEntry;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of a theme, or its name and options")
            }
            fn visit_unit<E>(self) -> Result<ThemeEntry, E> {
                Ok(ThemeEntry::default())
            }
            fn visit_str<E>(self, name: &str) -> Result<ThemeEntry, E> {
                Ok(ThemeEntry { name: Some(Scalar(name.trim().to_owned())), options: Pairs::default() })
            }
            fn visit_u64<E: serde::de::Error>(self, name: u64) -> Result<ThemeEntry, E> {
                self.visit_str(&name.to_string())
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<ThemeEntry, A::Error> {
                let full = ThemeWithOptions::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(ThemeEntry { name: full.name, options: full.options })
            }
        }
        deserializer.deserialize_any(ThemeVisitor)
    }
}

impl JsonSchema for ThemeEntry {
    fn schema_name() -> Cow<'static, str> {
        "ThemeEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<ThemeWithOptions>();
        json_schema!({ "anyOf": [{ "type": ["string", "number", "null"] }, full] })
    }
}

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
struct BuildEntry {
    /// Publish style sheets and scripts without comments and white space.
    minify: Option<bool>,
    /// Put a `.gz` and a `.br` beside each file of text, for hosts that send them.
    precompress: Option<bool>,
}

/// Where the site goes live. Passwords and keys have no place here: they come from the environment.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TargetsEntry {
    /// Which one, where several are described: `folder`, `s3` or `git`.
    target: Option<Scalar>,
    /// A folder of the site whose files go live as they are, such as `CNAME` or `.well-known/`.
    also: Option<Scalar>,
    /// A folder that a server on the same machine shows.
    folder: FolderEntry,
    /// Object storage that speaks S3.
    s3: S3Entry,
    /// A branch of a git repository, for hosts of pages.
    git: GitEntry,
}

/// A folder in which releases lie beside each other, and a link `current` to the one that is shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct FolderEntry {
    /// The folder, from the site or absolute.
    path: Option<Scalar>,
    /// How many releases stay; else 5.
    keep: Option<usize>,
}

/// Object storage that speaks S3.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct S3Entry {
    /// The name of the bucket.
    bucket: Option<Scalar>,
    /// A folder in it.
    prefix: Option<Scalar>,
    /// The address of the service with `https://`, where it is not Amazon’s.
    endpoint: Option<Scalar>,
    /// Where the bucket is, as in `eu-central-1`.
    region: Option<Scalar>,
    /// How many requests at a time; else 16.
    parallel: Option<usize>,
}

/// A branch of a git repository.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct GitEntry {
    /// A remote of the repository in which the site lies, or an address; else `origin`.
    remote: Option<Scalar>,
    /// The branch; else `gh-pages`.
    branch: Option<Scalar>,
}

/// What hosts are told besides.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct HostingEntry {
    /// For how many days browsers are to come back by HTTPS alone, to any page of the host; else not told.
    hsts_days: Option<u32>,
}

/// Feeds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct FeedsEntry {
    /// How many meetings a feed holds; else 20.
    limit: Option<usize>,
}

/// The index of speakers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "SpeakersEntry")]
struct SpeakerIndexEntry {
    /// By what Chinese names are ordered: `strokes`, `bopomofo` or `pinyin`.
    order: Option<Scalar>,
}

/// The front page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct HomeEntry {
    /// How many meetings it shows; else 10.
    newest: Option<usize>,
    /// What it says first, as Markdown, perhaps by language.
    text: TextEntry,
}

/// A link of the menu.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MenuEntry {
    /// What to call it, perhaps by language.
    title: TextEntry,
    /// Where it leads: `/about/` on this site, or an address with `https://`.
    url: Scalar,
}

/// A series.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct SeriesEntry {
    /// What it is called, perhaps by language.
    title: TextEntry,
    /// One sentence about it, perhaps by language.
    description: TextEntry,
    /// The organisation that meets: its id in organisations.yml.
    body: Option<Scalar>,
    /// How its records are published, where neither they nor their folders say so.
    #[schemars(with = "Option<PublishEntry>")]
    publish: Pairs<Scalar>,
}

/// A topic.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct TopicEntry {
    /// What it is called, perhaps by language.
    title: TextEntry,
    /// One sentence about it, perhaps by language.
    description: TextEntry,
    /// Means nothing; taken because series have it.
    #[serde(rename = "body")]
    _body: Option<Scalar>,
}

/// Reads `site.yml`. What cannot be read keeps its default; whoever runs the build decides whether that may stand.
pub fn parse_site(source: &SourceText) -> Reported<(Config, Vec<Series>, Vec<Topic>)> {
    let yaml = Yaml::file(source);
    let mut diagnostics = Vec::new();
    let Some(read) = yaml.read::<SiteFile>().into_value(&mut diagnostics) else {
        return Reported { value: (Config::default(), Vec::new(), Vec::new()), diagnostics };
    };
    let file = read.value;
    let mut config = Config::default();
    let place = |key: &str| yaml.place(&[PathStep::Key(key.to_owned())]);

    if let Some(Scalar(url)) = file.base_url {
        match normalise_base_url(&url) {
            Some(url) => config.base_url = url,
            None => diagnostics.push(invalid_base_url(&url, Some(place("base_url")))),
        }
    }
    for Scalar(tag) in file.languages.0 {
        match Language::parse(&tag) {
            Some(language) => config.languages.push(language),
            None => diagnostics.push(
                Diagnostic::at(Problem::InvalidLanguage, place("languages"), format!("“{tag}” is not a language tag"))
                    .hint("write it as in `en`, `zh-Hant` or `pt-BR` (BCP 47)"),
            ),
        }
    }
    if let Some(Scalar(zone)) = file.time_zone {
        match jiff::tz::TimeZone::get(&zone) {
            Ok(zone) => config.time_zone = zone,
            Err(_) => diagnostics.push(
                Diagnostic::at(Problem::InvalidTimeZone, place("time_zone"), format!("there is no time zone “{zone}”"))
                    .hint("write it as in `Asia/Taipei` or `Europe/Paris` (IANA)"),
            ),
        }
    }
    config.urls = url_patterns(file.urls, &mut diagnostics, &place);
    config.title = file.title.0;
    config.description = file.description.0;
    config.attribution = file.attribution.0;
    config.licence = file.licence.map(|s| s.0.into());
    config.body = file.body.map(|s| s.0.into());
    config.contact = file.contact.filter(|s| is_safe(&s.0, "contact", &place, &mut diagnostics)).map(|s| s.0.into());
    config.theme = file.theme.name.map_or(config.theme, |s| s.0.into());
    let option = |(name, OptionEntry(value)): (String, OptionEntry)| {
        let path = ["theme", "options", &name].map(|key| PathStep::Key(key.to_owned()));
        GivenOption { at: yaml.place(&path), name: name.into(), value }
    };
    config.theme_options = file.theme.options.0.into_iter().map(option).collect();
    config.minify = file.build.minify.unwrap_or(false);
    config.precompress = file.build.precompress.unwrap_or(false);
    config.hsts_days = file.hosting.hsts_days;
    config.targets = targets(file.publish, &mut diagnostics, &yaml);
    config.feed_limit = file.feeds.limit.unwrap_or(config.feed_limit);
    config.cards = file.cards.unwrap_or(config.cards);
    if let Some(Scalar(order)) = file.speakers.order {
        config.han_order = match order.as_str() {
            "strokes" => Some(HanOrder::Strokes),
            "bopomofo" => Some(HanOrder::Bopomofo),
            "pinyin" => Some(HanOrder::Pinyin),
            _ => {
                let message = format!("“{order}” is no order of Chinese names");
                let at = yaml.place(&[PathStep::Key("speakers".to_owned()), PathStep::Key("order".to_owned())]);
                diagnostics
                    .push(Diagnostic::at(Problem::YamlType, at, message).hint("use `strokes`, `bopomofo` or `pinyin`"));
                None
            }
        };
    }
    config.search = file.search.unwrap_or(config.search);
    config.labels = file.labels.map_or(config.labels, Labels::from);
    config.home_newest = file.home.newest.unwrap_or(config.home_newest);
    config.home_text = file.home.text.0;
    let menu = file.menu.into_iter().filter(|entry| is_safe(&entry.url.0, "menu", &place, &mut diagnostics));
    config.menu = menu.map(|entry| (entry.title.0, entry.url.0.into())).collect();
    let home = place("home");
    for (_, text) in config.home_text.iter() {
        inspect(text, &[], |_, finding| match finding {
            Finding::RelativeLink(target) => config.home_links.push((target.into(), home.clone())),
            Finding::OutsideLink(_) => {}
            Finding::SpacedLink(target) | Finding::SplitLink(target) => {
                let message =
                    format!("“{target}” in the words of the front page is no link, because of the spaces there");
                diagnostics.push(
                    Diagnostic::at(Problem::LostLink, home.clone(), message)
                        .hint(format!("write `[words](<{target}>)`")),
                );
            }
            Finding::DrawnTable => diagnostics.push(
                Diagnostic::at(
                    Problem::DrawnTable,
                    home.clone(),
                    "a table in the words of the front page is drawn with lines; it is shown as words in a row",
                )
                .hint("put `|` between the cells and a row `|---|---|` below the first"),
            ),
            Finding::UnsafeLink(target) => diagnostics.push(unsafe_link(&target, home.clone())),
            Finding::DroppedElement(name) => diagnostics.push(
                Diagnostic::at(
                    Problem::DroppedHtml,
                    home.clone(),
                    format!("the <{name}> in the words of the front page is dropped with all that is in it"),
                )
                .hint("write Markdown instead"),
            ),
            Finding::DroppedTag(name) | Finding::DroppedHandler(name) | Finding::UnclosedTag(name) => {
                let message = format!("<{name}> in the words of the front page is dropped or not closed");
                diagnostics
                    .push(Diagnostic::at(Problem::DroppedHtml, home.clone(), message).hint("write Markdown instead"));
            }
        });
    }

    config.severities = severities(file.check, &yaml, &mut diagnostics);
    let find = |key: &str, text: &str| yaml.place_after(&place(key), text);
    config.working_days = working_days(file.holidays, file.workdays, file.weekend, &find, &mut diagnostics);
    for (id, entry) in file.series.0.iter().filter(|(_, entry)| !entry.publish.0.is_empty()) {
        config.series_publishing.push((id.as_str().into(), publishing(id, &entry.publish, &yaml, &mut diagnostics)));
    }
    let series = subjects(file.series, "series", &yaml, &mut diagnostics)
        .map(|(id, entry)| Series {
            id,
            title: entry.title.0,
            description: entry.description.0,
            body: entry.body.map(|s| s.0.into()),
        })
        .collect();
    let topics = subjects(file.topics, "topics", &yaml, &mut diagnostics)
        .map(|(id, entry)| Topic { id, title: entry.title.0, description: entry.description.0 })
        .collect();
    Reported { value: (config, series, topics), diagnostics }
}

fn targets(entry: TargetsEntry, diagnostics: &mut Vec<Diagnostic>, yaml: &Yaml<'_>) -> Targets {
    let text =
        |scalar: Option<Scalar>| scalar.map(|Scalar(text)| text.into_boxed_str()).filter(|text| !text.is_empty());
    let place = |keys: &[&str]| {
        let path: Vec<PathStep> = keys.iter().map(|key| PathStep::Key((*key).to_owned())).collect();
        yaml.place(&path)
    };
    let mut wrong = |keys: &[&str], message: String, hint: &str| {
        diagnostics.push(Diagnostic::at(Problem::YamlType, place(keys), message).hint(hint));
    };
    let target = entry.target.and_then(|Scalar(name)| {
        let kind = TargetKind::from_name(&name);
        if kind.is_none() {
            wrong(&["publish", "target"], format!("there is no target “{name}”"), "use `folder`, `s3` or `git`");
        }
        kind
    });
    if entry.folder.keep == Some(0) {
        wrong(&["publish", "folder", "keep"], "no release would stay".to_owned(), "keep at least 1");
    }
    if entry.s3.parallel == Some(0) {
        wrong(&["publish", "s3", "parallel"], "nothing would ever be sent".to_owned(), "allow at least 1 request");
    }
    let endpoint = text(entry.s3.endpoint);
    if let Some(given) = endpoint.as_deref().filter(|given| normalise_base_url(given).is_none()) {
        let message = format!("“{given}” is not the address of a service");
        wrong(
            &["publish", "s3", "endpoint"],
            message,
            "write it as in `https://s3.example.org`, without name and password",
        );
    }
    let remote = text(entry.git.remote);
    // The settings lie in a repository that others read.
    if remote.as_deref().and_then(|remote| remote.split_once("://")).is_some_and(|(_, rest)| {
        rest.split('/').next().is_some_and(|host| host.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')))
    }) {
        let message = "the address of the repository holds a password".to_owned();
        wrong(&["publish", "git", "remote"], message, "take it out, and let git find it: `git help credentials`");
    }
    let also = text(entry.also);
    if let Some(given) =
        also.as_deref().filter(|given| given.starts_with('/') || given.split('/').any(|part| part == ".."))
    {
        wrong(&["publish", "also"], format!("“{given}” is no folder of the site"), "name a folder beside `content/`");
    }
    Targets {
        target,
        also,
        folder: FolderTarget { path: text(entry.folder.path), keep: entry.folder.keep },
        s3: S3Target {
            bucket: text(entry.s3.bucket),
            prefix: text(entry.s3.prefix),
            endpoint,
            region: text(entry.s3.region),
            parallel: entry.s3.parallel,
        },
        git: GitTarget { remote, branch: text(entry.git.branch) },
    }
}

/// So many codes that no problem has are told one by one.
const MOST_UNKNOWN: usize = 100;

fn severities(entry: CheckEntry, yaml: &Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Severities {
    let everywhere = LevelsEntry { allow: entry.allow, warn: entry.warn, deny: entry.deny };
    let mut rules = Vec::new();
    let mut unknown = 0;
    for (path, levels) in [(String::new(), everywhere)].into_iter().chain(entry.paths.0) {
        let lists =
            [(levels.allow, None), (levels.warn, Some(Severity::Warning)), (levels.deny, Some(Severity::Error))];
        for (Scalar(code), severity) in lists.into_iter().flat_map(|(list, s)| list.0.into_iter().map(move |c| (c, s)))
        {
            let path = path.trim_matches('/').into();
            match Problem::from_code(&code) {
                Some(problem) => rules.push(SeverityRule { path, problem, severity }),
                // The text is gone through for the place of each.
                None if unknown == MOST_UNKNOWN => {
                    unknown += 1;
                    let message =
                        format!("there are more than {MOST_UNKNOWN} codes that no problem has; these are the first");
                    let at = yaml.place(&[PathStep::Key("check".to_owned())]);
                    diagnostics.push(
                        Diagnostic::at(Problem::UnknownKey, at, message).hint("docs/diagnostics.md lists them all"),
                    );
                }
                None if unknown > MOST_UNKNOWN => {}
                None => {
                    unknown += 1;
                    let at = yaml.place_after(&yaml.place(&[PathStep::Key("check".to_owned())]), &code);
                    let near = crate::yaml::did_you_mean(&code, Problem::ALL.iter().map(|problem| problem.code()));
                    let hint = near.map_or_else(
                        || "docs/diagnostics.md lists them all".to_owned(),
                        |near| format!("did you mean “{near}”?"),
                    );
                    let message = format!("no problem has the code “{code}”");
                    diagnostics.push(Diagnostic::at(Problem::UnknownKey, at, message).hint(hint));
                }
            }
        }
    }
    Severities::new(rules)
}

/// Whether a page may lead to an address; one that it may not is reported and left out.
fn is_safe(url: &str, key: &str, place: &dyn Fn(&str) -> Location, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let safe = classify(url) != LinkKind::Unsafe;
    if !safe {
        diagnostics.push(unsafe_link(url, place(key)));
    }
    safe
}

fn unsafe_link(target: &str, at: Location) -> Diagnostic {
    Diagnostic::at(Problem::UnsafeLink, at, format!("the link to “{target}” is dropped")).hint(SCHEMES_HINT)
}

fn subjects<T>(
    entries: Pairs<T>,
    key: &str,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> impl Iterator<Item = (Box<str>, T)> {
    for (id, _) in &entries.0 {
        if !super::registry_file::is_id(id) {
            let at = yaml.place(&[PathStep::Key(key.to_owned()), PathStep::Key(id.clone())]);
            diagnostics.push(super::registry_file::invalid_id(id, at));
        }
    }
    entries.0.into_iter().filter(|(id, _)| super::registry_file::is_id(id)).map(|(id, entry)| (id.into(), entry))
}

/// An absolute http or https address without a final `/`; `None` for anything else.
pub fn normalise_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = !rest.contains(['?', '#', '"', '<', '>', '\\', ' ', '@']) && !rest.chars().any(char::is_control);
    (plain && !host.is_empty()).then(|| url.trim_end_matches('/').to_owned())
}

/// The diagnostic for a base URL that is none; the command line gives no place.
pub fn invalid_base_url(url: &str, at: Option<Location>) -> Diagnostic {
    let message = format!("“{url}” is not the address of a site");
    let diagnostic = match at {
        Some(at) => Diagnostic::at(Problem::InvalidBaseUrl, at, message),
        None => Diagnostic::anywhere(Problem::InvalidBaseUrl, message),
    };
    diagnostic.hint("write it with its scheme, as in `https://records.example.org/`, without `?` and `#`")
}

fn url_patterns(entry: UrlsEntry, diagnostics: &mut Vec<Diagnostic>, place: &dyn Fn(&str) -> Location) -> UrlPatterns {
    let mut preset = |name: &str| match name {
        "archive-tw" => UrlPatterns::archive_tw(),
        "default" => UrlPatterns::default(),
        _ => {
            diagnostics.push(
                Diagnostic::at(
                    Problem::YamlType,
                    place("urls"),
                    format!("there is no preset of addresses called “{name}”"),
                )
                .hint("use `default`, `archive-tw`, or patterns of your own"),
            );
            UrlPatterns::default()
        }
    };
    let entry = match entry {
        UrlsEntry::Default => return UrlPatterns::default(),
        UrlsEntry::Preset(name) => return preset(&name),
        UrlsEntry::Patterns(entry) => entry,
    };
    let mut patterns = entry.preset.as_ref().map_or_else(UrlPatterns::default, |name| preset(&name.0));
    let mut set = |key: &str, given: Option<Scalar>, needs: Option<&str>, target: &mut Box<str>| {
        let Some(Scalar(pattern)) = given else { return };
        let pattern = format!("/{}/", pattern.trim_matches('/')).replace("//", "/");
        let climbs = pattern.split('/').any(|part| part == ".." || part == ".") || pattern.contains(['?', '#']);
        if climbs || needs.is_some_and(|needs| !pattern.contains(needs)) {
            let needs = needs
                .map_or_else(|| "no `..`, `?` or `#`".to_owned(), |needs| format!("`{needs}` and no `..`, `?` or `#`"));
            diagnostics.push(
                Diagnostic::at(
                    Problem::YamlType,
                    place("urls"),
                    format!("the pattern “{pattern}” cannot be the address of a {key}"),
                )
                .hint(format!("it needs {needs}")),
            );
            return;
        }
        *target = pattern.into();
    };
    set("meeting", entry.meeting, Some("{slug}"), &mut patterns.meeting);
    set("meetings", entry.meetings, None, &mut patterns.meetings);
    set("year", entry.year, Some("{year}"), &mut patterns.year);
    set("speaker", entry.speaker, Some("{id}"), &mut patterns.speaker);
    set("speakers", entry.speakers, None, &mut patterns.speakers);
    set("series", entry.series, Some("{id}"), &mut patterns.series);
    set("topic", entry.topic, Some("{id}"), &mut patterns.topic);
    set("page", entry.page, Some("{slug}"), &mut patterns.page);
    patterns
}
