//! Parses `site.yml`: the settings of the site, its series and its taxonomies.

use super::decisions::folded_word;
use super::entries::{OneOrMany, Pairs, Scalar};
use super::foreign_settings::add_remedies;
use super::holidays::working_days;
use super::publishing::publishing;
use super::record_file::language_hint;
use super::shorthand::KeysOrText;
use super::site_addresses::{invalid_base_url, normalise_base_url, url_patterns};
use super::site_contact::{contact, edit_pattern};
use super::site_data::open_data;
use super::site_feeds::feeds;
use super::site_file::{OptionEntry, SiteFile};
use super::site_host::host;
use super::site_menus::MenuReader;
use super::site_notifications::notifications;
use super::site_pictures::picture_widths;
use super::site_podcast::podcast;
use super::site_severities::severities;
use super::site_targets::targets;
use super::site_taxonomies::{subjects, taxonomies};
use super::site_watches::watches;
use crate::config::{Config, GivenOption, HanOrder, Labels, MatterNumber};
use crate::markdown::{Finding, LinkKind, classify, inspect, unsafe_link_hint, with_own_definitions};
use crate::record::{DecisionKind, Language, Series, Taxonomy};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::{RelativeLink, SourceText};
use crate::yaml::{PathStep, Yaml};

/// Parses `site.yml`, with the settings of an environment laid over it. A value that cannot be read keeps its default; the caller
/// decides whether the build may go on.
pub fn parse_site(source: &SourceText, over: Option<&SourceText>) -> Reported<(Config, Vec<Series>, Vec<Taxonomy>)> {
    let yaml = Yaml::file(source);
    let yaml = over.into_iter().fold(yaml, |yaml, over| yaml.under(Yaml::file(over)));
    let mut diagnostics = Vec::new();
    let read = yaml.read::<SiteFile>().into_value(&mut diagnostics);
    add_remedies(&mut diagnostics);
    let Some(read) = read else {
        return Reported { value: (Config::default(), Vec::new(), vec![Taxonomy::topics(Vec::new())]), diagnostics };
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
        match Language::stated(&tag) {
            Ok(language) => config.languages.push(language),
            Err(meant) => diagnostics.push(
                Diagnostic::at(Problem::InvalidLanguage, place("languages"), format!("“{tag}” is not a language tag"))
                    .hint(language_hint(meant)),
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
    let topic_pattern = config.urls.terms.swap_remove(0);
    let (taxonomies, patterns): (Vec<Taxonomy>, Vec<Box<str>>) =
        taxonomies(file.topics, topic_pattern, file.taxonomies, &yaml, &mut diagnostics).into_iter().unzip();
    config.urls.terms = patterns;
    config.taxonomies = taxonomies.iter().skip(1).map(|taxonomy| taxonomy.key.clone()).collect();
    config.title = file.title.0;
    config.description = file.description.0;
    config.attribution = file.attribution.0;
    config.licence = file.licence.map(|s| s.0.into());
    config.body = file.body.map(|s| s.0.into());
    let written = file.contact.filter(|s| is_safe(&s.0, "contact", &place, &mut diagnostics));
    config.contact = written.and_then(|s| contact(&s.0, &place, &mut diagnostics));
    config.edit_pattern = file.edit_url.and_then(|s| edit_pattern(&s.0, &place, &mut diagnostics));
    config.theme = file.theme.name.map_or(config.theme, |s| s.0.into());
    let option = |(name, OptionEntry(value)): (String, OptionEntry)| {
        let path = ["theme", "options", &name].map(|key| PathStep::Key(key.to_owned()));
        GivenOption { at: yaml.place(&path), name: name.into(), value }
    };
    config.theme_options = file.theme.options.0.into_iter().map(option).collect();
    config.minify = file.build.minify.unwrap_or(false);
    config.precompress = file.build.precompress.unwrap_or(false);
    config.hsts_days = file.hosting.hsts_days;
    config.writes_host_settings = file.hosting.settings.unwrap_or(true);
    config.host = host(file.host, &yaml, &mut diagnostics);
    config.targets = targets(file.publish, &mut diagnostics, &yaml);
    config.notifications = notifications(file.notifications, &yaml, &mut diagnostics);
    config.feeds = feeds(file.feeds, &yaml, &mut diagnostics);
    podcast(file.podcast, place("podcast"), &mut config, &mut diagnostics);
    config.open_data = open_data(file.data, &yaml, &mut diagnostics);
    config.cards = file.cards.unwrap_or(config.cards);
    config.picture_widths = picture_widths(file.pictures, config.picture_widths, &yaml, &mut diagnostics);
    let order_place = || yaml.place(&["speakers", "order"].map(|key| PathStep::Key(key.to_owned())));
    config.han_order = file.speakers.order.and_then(|order| han_order(&order.0, order_place, &mut diagnostics));
    config.search = file.search.unwrap_or(config.search);
    config.indexed = file.indexed.unwrap_or(config.indexed);
    config.labels = file.labels.map_or(config.labels, Labels::from);
    config.decision_words = decision_words(file.decisions, &yaml, &mut diagnostics);
    config.matter_numbers = matter_numbers(file.matters.numbers, &yaml, &mut diagnostics);
    config.matter_titles = file.matters.titles.0.into_iter().map(|(id, title)| (id.into(), title.0)).collect();
    config.watches = watches(file.watches, config.search, &yaml, &mut diagnostics);
    config.home_newest = file.home.newest.unwrap_or(config.home_newest);
    config.home_text = file.home.text.0;
    let mut menus = MenuReader::new(&yaml, &config.taxonomies);
    config.menu = menus.menu(file.menu);
    config.menus = menus.menus(file.menus);
    config.settings_links.append(&mut menus.links);
    diagnostics.append(&mut menus.diagnostics);
    if let Some(folders) = file.pages {
        config.page_folders = folders.0.iter().map(|Scalar(folder)| page_folder(folder)).collect();
    }
    config.extra = file.extra.into_json();
    inspect_home(&mut config, &place("home"), &mut diagnostics);
    config.severities = severities(file.check, &yaml, &mut diagnostics);
    let find = |key: &str, text: &str| yaml.place_after(&place(key), text);
    config.working_days = working_days(file.holidays, file.workdays, file.weekend, &find, &mut diagnostics);
    for (id, entry) in file.series.0.iter().filter(|(_, KeysOrText(entry))| !entry.publish.0.is_empty()) {
        let KeysOrText(entry) = entry;
        config.series_publishing.push((id.as_str().into(), publishing(id, &entry.publish, &yaml, &mut diagnostics)));
    }
    let series = subjects(file.series, &["series"], &yaml, &mut diagnostics)
        .map(|(id, KeysOrText(entry))| Series {
            id,
            title: entry.title.0,
            description: entry.description.0,
            body: entry.body.map(|s| s.0.into()),
        })
        .collect();
    Reported { value: (config, series, taxonomies), diagnostics }
}

/// Maximum number of forms of numbers; each is looked for in every heading.
const MOST_NUMBERS: usize = 50;

/// Reads the forms of numbers by which records name matters.
fn matter_numbers(
    examples: OneOrMany<Scalar>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MatterNumber> {
    let mut read = Vec::new();
    for Scalar(example) in examples.0 {
        let number = MatterNumber::of_example(&example).filter(|_| read.len() < MOST_NUMBERS);
        if number.is_none() {
            let at = yaml.place(&["matters", "numbers"].map(|key| PathStep::Key(key.to_owned())));
            let message = format!("“{example}” is not used as the form of a number");
            let hint = format!(
                "give an example such as `Bill 12`, of at most 60 characters, and at most {MOST_NUMBERS} of them"
            );
            diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint(hint));
        }
        read.extend(number);
    }
    read
}

/// A folder within the content, with a final `/`; empty for the content itself.
fn page_folder(written: &str) -> Box<str> {
    let parts = written.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.map(|part| format!("{part}/")).collect::<String>().into()
}

/// Reads words that introduce decisions, with their kinds.
fn decision_words(
    words: Pairs<Scalar>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Box<str>, DecisionKind)> {
    let names = || DecisionKind::ALL.into_iter().map(DecisionKind::name);
    let mut read = |(word, Scalar(kind)): (String, Scalar)| {
        let found = DecisionKind::of_name(kind.trim());
        if found.is_none() {
            let at = yaml.place(&["decisions", &word].map(|key| PathStep::Key(key.to_owned())));
            let message = format!("“{kind}” is not a kind of decision");
            let hint = format!("use one of {}", names().collect::<Vec<_>>().join(", "));
            diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint(hint));
        }
        Some((folded_word(word.trim().trim_end_matches([':', '：'])).into(), found?))
    };
    words.0.into_iter().filter_map(&mut read).collect()
}

/// Reads the order of Chinese names.
fn han_order(order: &str, place: impl Fn() -> Location, diagnostics: &mut Vec<Diagnostic>) -> Option<HanOrder> {
    match order {
        "strokes" => Some(HanOrder::Strokes),
        "bopomofo" => Some(HanOrder::Bopomofo),
        "pinyin" => Some(HanOrder::Pinyin),
        _ => {
            let message = format!("“{order}” is not an order of Chinese names");
            diagnostics.push(
                Diagnostic::at(Problem::YamlType, place(), message).hint("use `strokes`, `bopomofo` or `pinyin`"),
            );
            None
        }
    }
}

/// Inspects the text of the front page: parts that will not be shown as written, and its links.
fn inspect_home(config: &mut Config, home: &Location, diagnostics: &mut Vec<Diagnostic>) {
    for (_, text) in config.home_text.iter() {
        inspect(&with_own_definitions(text), &[], |_, finding| {
            match finding {
            Finding::RelativeLink(target) => config.settings_links.push(RelativeLink::to(&target, home.clone())),
            Finding::OwnPicture(target) => config.settings_links.push(RelativeLink::showing(&target, home.clone())),
            Finding::OutsideLink(_) => {}
            Finding::SpacedLink(target) | Finding::SplitLink(target) => {
                let message =
                    format!("“{target}” in the text of the front page is not a link, because of the spaces there");
                diagnostics.push(
                    Diagnostic::at(Problem::LostLink, home.clone(), message)
                        .hint(format!("write `[words](<{target}>)`")),
                );
            }
            Finding::DrawnTable => diagnostics.push(
                Diagnostic::at(
                    Problem::DrawnTable,
                    home.clone(),
                    "a table in the text of the front page is drawn with lines; it is shown as a paragraph",
                )
                .hint("put `|` between the cells and a row `|---|---|` below the first"),
            ),
            Finding::UnsafeLink(target) => diagnostics.push(unsafe_link(&target, home.clone())),
            Finding::DroppedElement(name) => diagnostics.push(
                Diagnostic::at(
                    Problem::DroppedHtml,
                    home.clone(),
                    format!("the <{name}> in the text of the front page is dropped with its content"),
                )
                .hint("write Markdown instead"),
            ),
            Finding::DroppedFrame => diagnostics.push(
                Diagnostic::at(
                    Problem::DroppedHtml,
                    home.clone(),
                    "an <iframe> in the text of the front page is dropped, because its `src` is not an address on the web",
                )
                .hint("write `src=\"https://…\"` with the address of a film, or a link in Markdown"),
            ),
            Finding::DroppedTag(name) | Finding::DroppedHandler(name) | Finding::UnclosedTag(name) => {
                let message = format!("<{name}> in the text of the front page is dropped or not closed");
                diagnostics
                    .push(Diagnostic::at(Problem::DroppedHtml, home.clone(), message).hint("write Markdown instead"));
            }
        }
        });
    }
}

/// Reports whether a page may link to an address. A forbidden one is reported and left out.
fn is_safe(url: &str, key: &str, place: &dyn Fn(&str) -> Location, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let safe = classify(url) != LinkKind::Unsafe;
    if !safe {
        diagnostics.push(unsafe_link(url, place(key)));
    }
    safe
}

fn unsafe_link(target: &str, at: Location) -> Diagnostic {
    Diagnostic::at(Problem::UnsafeLink, at, format!("the link to “{target}” is dropped")).hint(unsafe_link_hint(target))
}
