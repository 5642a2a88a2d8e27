//! The page on which readers search.

use std::cmp::Reverse;

use crate::markdown::plain_text;
use crate::record::{Appearance, LocalText, PersonKind};
use crate::render::inputs::RenderInputs;
use crate::render::parts::body_links::organisation_of;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::language_names::own_name;
use crate::render::parts::preferred_records::all_preferred;
use crate::render::search_files::search_root;
use crate::search::IndexManifest;
use crate::site::view::{FilterValue, Link, SearchView};
use crate::site::well_known::SEARCH_ROOT;
use crate::site::{Address, Listing, LocaleIndex, Output};

/// The search page. The reader's browser searches.
pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, locale: LocaleIndex) -> SearchView {
    let plan = inputs.plan;
    let lang = &plan.locales[locale].lang;
    let title = inputs.strings(lang).get("search");
    let mut head = head(inputs, output, "search", lang, title, String::new());
    add_locale_links(inputs, &mut head, |locale| locale.search.as_deref().unwrap_or_default());
    head.hidden = true;
    let index = plan.base.href(&Address::new(SEARCH_ROOT));
    let root = search_root(inputs);
    let series = plan.series.iter().filter(|listing| !listing.meetings.is_empty());
    let speaker = busiest_speaker(inputs, locale);
    SearchView {
        head,
        index,
        years: plan.years.iter().map(|(year, _)| *year).collect(),
        series: series.map(|listing| filter_value(&listing.id, listing.title.get(lang))).collect(),
        languages: languages(inputs, &root),
        examples: examples(inputs, locale, speaker.as_deref()),
        speaker: speaker.unwrap_or_default(),
        root: root.to_json(),
    }
}

fn filter_value(value: &str, title: &str) -> FilterValue {
    FilterValue { value: value.to_owned(), title: title.to_owned() }
}

/// The languages of the records, the most frequent first.
fn languages(inputs: &RenderInputs<'_>, root: &IndexManifest) -> Vec<FilterValue> {
    let tags = root.languages.iter().map(|(tag, _)| tag);
    let meetings = &inputs.archive.meetings;
    let lang = |tag: &String| meetings.iter().map(|meeting| &meeting.details.lang).find(|lang| lang.as_str() == tag);
    tags.filter_map(|tag| Some(filter_value(tag, &own_name(inputs, lang(tag)?)))).collect()
}

/// Number of example queries.
const EXAMPLES: usize = 3;

/// Number of characters of the longest example.
const LONGEST: usize = 40;

/// Queries that find something: names of what this archive has most of, in the language of the page if possible.
fn examples(inputs: &RenderInputs<'_>, locale: LocaleIndex, speaker: Option<&str>) -> Vec<Link> {
    let plan = inputs.plan;
    let here = &plan.locales[locale];
    let name = |names: &LocalText| names.get(&here.lang).to_owned();
    let largest = |listings: &[Listing]| {
        let all = listings.iter().enumerate().filter(|(_, listing)| !listing.meetings.is_empty());
        all.max_by_key(|(at, listing)| (listing.meetings.len(), Reverse(*at))).map(|(_, listing)| name(&listing.title))
    };
    let bodies = (0..plan.bodies.len()).filter(|body| !plan.bodies[*body].meetings.is_empty());
    let body = bodies.max_by_key(|body| (plan.bodies[*body].meetings.len(), Reverse(*body)));
    let meeting = all_preferred(inputs, locale)
        .rev()
        .map(|meeting| &inputs.archive.meetings[meeting].details)
        .find(|details| plan.locale_for(&details.lang) == locale && is_example(&plain_text(&details.title)));
    let candidates = [
        largest(&plan.topics),
        speaker.map(str::to_owned),
        body.map(|body| name(&organisation_of(inputs, body).names)),
        meeting.map(|details| plain_text(&details.title)),
        largest(&plan.series),
    ];
    let mut examples: Vec<Link> = Vec::new();
    for title in candidates.into_iter().flatten().filter(|title| is_example(title)) {
        if examples.len() < EXAMPLES && examples.iter().all(|known| known.title != title) {
            let search = here.search.as_deref().unwrap_or_default();
            let href = format!("{search}?q={}", Address::encode(&title));
            examples.push(Link { title, href, lang: None });
        }
    }
    examples
}

/// Reports whether a name can be a query as it is: a short one of words alone.
fn is_example(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',' | '’' | '\'' | '，' | '、' | '·');
    name.chars().next().is_some_and(char::is_alphanumeric)
        && name.chars().count() <= LONGEST
        && name.chars().all(is_plain)
}

/// The name of the person who speaks most in the records in the language of a locale.
fn busiest_speaker(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Option<String> {
    let lang = |appearance: &Appearance| &inputs.archive.meetings[appearance.meeting].details.lang;
    let is_here = |appearance: &&Appearance| inputs.plan.locale_for(lang(appearance)) == locale;
    let speeches = |appearances: &[Appearance]| {
        appearances.iter().filter(is_here).map(|appearance| appearance.speeches).sum::<u32>()
    };
    let name = |names: &LocalText| names.get(&inputs.plan.locales[locale].lang).to_owned();
    let people = inputs.archive.speakers.iter().enumerate().filter(|(_, speaker)| speaker.kind == PersonKind::Person);
    people
        .map(|(at, speaker)| (speeches(&speaker.appearances), Reverse(at), name(&speaker.names)))
        .filter(|(speeches, _, name)| *speeches > 0 && is_example(name))
        .max()
        .map(|(.., name)| name)
}
