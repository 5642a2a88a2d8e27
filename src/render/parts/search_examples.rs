//! Queries that find something, for readers who do not know what to ask.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::body_links::organisation_of;
use super::preferred_records::all_preferred;
use crate::markdown::plain_text;
use crate::record::{Appearance, LocalText, PersonKind};
use crate::render::inputs::RenderInputs;
use crate::site::view::Link;
use crate::site::{Address, Listing, LocaleIndex};

/// Number of example queries.
const EXAMPLES: usize = 3;

/// Number of characters of the longest example.
const LONGEST: usize = 40;

/// Queries that find something: names of what this archive has most of, in the language of the page if possible.
pub(crate) fn search_examples(inputs: &RenderInputs<'_>, locale: LocaleIndex, speaker: Option<&str>) -> Vec<Link> {
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
        largest(plan.topics()),
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
pub(crate) fn busiest_speaker(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Option<String> {
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

/// The role that speakers have in most records in the language of a locale.
pub(crate) fn frequent_role(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Option<String> {
    let mut records: BTreeMap<&str, usize> = BTreeMap::new();
    for meeting in &inputs.archive.meetings {
        let lang = &meeting.details.lang;
        if inputs.plan.locale_for(lang) == locale {
            let roles = meeting.names.iter().filter_map(|speaker| speaker.role.as_ref()).map(|role| role.get(lang));
            let roles: BTreeSet<&str> = roles.filter(|role| is_example(role)).collect();
            roles.into_iter().for_each(|role| *records.entry(role).or_insert(0) += 1);
        }
    }
    records.into_iter().max_by_key(|(role, records)| (*records, Reverse(*role))).map(|(role, _)| role.to_owned())
}
