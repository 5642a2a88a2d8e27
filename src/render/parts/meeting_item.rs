//! A meeting as lists show it.

use super::dates::{date_view, day_of};
use super::listing_items::{Listings, taxonomy_name};
use super::preferred_records::other_languages;
use super::status_note::summary_view;
use crate::record::{HoldReason, Language, Meeting, MeetingDetails, MeetingIndex};
use crate::render::inputs::{Ids, RenderInputs};
use crate::site::view::{Link, MeetingItem, TaxonomyLinks};
use crate::site::{LocaleIndex, TOPICS};
use crate::theme::Argument::Text;

/// A meeting in a list on a page in `lang`, with links to pages of a locale.
pub(crate) fn meeting_item(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    index: MeetingIndex,
) -> MeetingItem {
    let meeting = &inputs.archive.meetings[index];
    let details = &meeting.details;
    MeetingItem {
        title: details.title.to_string(),
        lang: details.lang.as_str().to_owned(),
        href: inputs.plan.addresses.meetings[index].to_string(),
        date: date_view(inputs, lang, details.date),
        series: series_link(inputs, ids, locale, lang, meeting),
        speeches: meeting.total().speeches as usize,
        speakers: meeting.people(),
        draft: inputs.archive.pending[index].is_some(),
        public_from: match inputs.archive.pending[index] {
            Some(HoldReason::Until(moment)) => public_from(inputs, lang, moment),
            _ => String::new(),
        },
        also: other_languages(inputs, index),
        summary: details.summary.as_ref().map(summary_view),
        decided: None,
    }
}

/// Says from which day and hour a record is public, in the time zone of the site.
fn public_from(inputs: &RenderInputs<'_>, lang: &Language, moment: jiff::Timestamp) -> String {
    let hour = inputs.config.time_zone.to_datetime(moment).strftime("%H:%M").to_string();
    let day = day_of(inputs, lang, moment).text;
    inputs.strings(lang).format("public-from", &[("day", Text(&day)), ("time", Text(&hour))])
}

fn series_link<S>(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    meeting: &Meeting<S>,
) -> Option<Link> {
    let id = meeting.details.series.as_deref()?;
    let index = ids.series(id)?;
    Some(Link {
        title: inputs.plan.series[index].title.get(lang).to_owned(),
        href: inputs.plan.locales[locale].series[index].to_string(),
        lang: None,
    })
}

/// Links to the topics of a meeting on a page in `lang`.
pub(crate) fn topic_links(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    details: &MeetingDetails,
) -> Vec<Link> {
    term_links(inputs, ids, locale, lang, TOPICS, &details.topics)
}

/// Links to the terms of a meeting, by taxonomy, on a page in `lang`; topics are left out.
pub(crate) fn taxonomy_links(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    details: &MeetingDetails,
) -> Vec<TaxonomyLinks> {
    let links = |(key, terms): &(Box<str>, Vec<Box<str>>)| {
        let place = inputs.plan.taxonomies.iter().position(|taxonomy| taxonomy.key == *key)?;
        Some(TaxonomyLinks {
            key: key.to_string(),
            title: taxonomy_name(inputs, lang, place),
            href: Listings::Terms(place).index(&inputs.plan.locales[locale]).to_owned(),
            terms: term_links(inputs, ids, locale, lang, place, terms),
        })
    };
    details.terms.iter().filter_map(links).collect()
}

fn term_links(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    taxonomy: usize,
    terms: &[Box<str>],
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(terms.len());
    for at in terms.iter().filter_map(|id| ids.term(taxonomy, id)) {
        let link = Link {
            title: inputs.plan.term(at).title.get(lang).to_owned(),
            href: inputs.plan.locales[locale].term(at).to_owned(),
            lang: None,
        };
        // Two spellings may mean one term.
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}
