//! The names of everything that has a page, for the search.

use super::inputs::RenderInputs;
use super::parts::body_links::{body_href, organisation_of};
use super::parts::hearings::{matter_href, shown_meetings as meetings_of_matter};
use super::parts::listing_items::{Listings, added_taxonomies};
use super::parts::page_translations::translations;
use super::parts::preferred_records::{all_preferred, preferred_appearances, preferred_of};
use crate::markdown::plain_text;
use crate::record::{Language, LocalText, MeetingIndex, Page};
use crate::search::{NamedPage, write_name_list};
use crate::site::{LocaleIndex, TOPICS};
use crate::text::iri;

/// The list of names for readers of a locale.
pub(super) fn search_names(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Vec<u8> {
    write_name_list(&named_pages(inputs, locale), inputs.layout.name_blocks())
}

/// Everything that has a page: what is general before what is particular.
fn named_pages(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Vec<NamedPage> {
    let mut pages = Vec::new();
    listings(inputs, locale, Listings::Terms(TOPICS), "topic", &mut pages);
    for place in added_taxonomies(inputs.plan) {
        listings(inputs, locale, Listings::Terms(place), "term", &mut pages);
    }
    listings(inputs, locale, Listings::Series, "series", &mut pages);
    speakers(inputs, locale, &mut pages);
    let RenderInputs { plan, archive, .. } = *inputs;
    let lang = &plan.locales[locale].lang;
    pages.extend((0..plan.bodies.len()).map(|body| NamedPage {
        link: iri(&body_href(inputs, locale, body)).into_owned(),
        meetings: preferred_of(inputs, locale, &plan.bodies[body].meetings).len(),
        ..named("body", &organisation_of(inputs, body).names, lang)
    }));
    pages.extend(plan.matters.iter().map(|matter| NamedPage {
        link: iri(&matter_href(inputs, locale, matter)).into_owned(),
        meetings: meetings_of_matter(inputs, locale, matter).len(),
        ..named("matter", &matter.title, lang)
    }));
    content_pages(inputs, lang, &mut pages);
    let title = |meeting: MeetingIndex| plain_text(&archive.meetings[meeting].details.title);
    // The newest first.
    pages.extend(all_preferred(inputs, locale).rev().map(|meeting| NamedPage {
        names: std::iter::once(&meeting).chain(&archive.translations[meeting]).map(|record| title(*record)).collect(),
        kind: "meeting",
        link: iri(&plan.addresses.meetings[meeting]).into_owned(),
        date: archive.meetings[meeting].details.date.to_string(),
        lang: archive.meetings[meeting].details.lang.to_string(),
        ..NamedPage::default()
    }));
    pages
}

fn listings(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    which: Listings,
    kind: &'static str,
    pages: &mut Vec<NamedPage>,
) {
    let here = &inputs.plan.locales[locale];
    let all = which.of(inputs.plan).iter().zip(which.hrefs(here)).filter(|(listing, _)| !listing.meetings.is_empty());
    pages.extend(all.map(|(listing, href)| NamedPage {
        link: iri(href).into_owned(),
        meetings: preferred_of(inputs, locale, &listing.meetings).len(),
        ..named(kind, &listing.title, &here.lang)
    }));
}

fn speakers(inputs: &RenderInputs<'_>, locale: LocaleIndex, pages: &mut Vec<NamedPage>) {
    let here = &inputs.plan.locales[locale];
    pages.extend(inputs.archive.speakers.iter().zip(&here.speakers).map(|(speaker, href)| {
        let mut page = named("speaker", &speaker.names, &here.lang);
        let labels = speaker.labels.iter().filter(|label| !speaker.names.iter().any(|(_, name)| *name == ***label));
        page.names.extend(labels.map(ToString::to_string));
        NamedPage {
            link: iri(href).into_owned(),
            meetings: preferred_appearances(inputs, locale, &speaker.appearances).len(),
            id: speaker.id.to_string(),
            ..page
        }
    }));
}

/// Pages of the content and their headings, in the language of the list if they are there in it.
fn content_pages(inputs: &RenderInputs<'_>, lang: &Language, all: &mut Vec<NamedPage>) {
    let pages = &inputs.archive.pages;
    for (index, page) in pages.iter().enumerate() {
        let is_own = |page: &Page| page.lang == *lang;
        if !is_own(page) && translations(inputs, index).into_iter().any(|other| is_own(&pages[other])) {
            continue;
        }
        let link = iri(&inputs.plan.addresses.pages[index]).into_owned();
        let lang = if is_own(page) { String::new() } else { page.lang.to_string() };
        let title = plain_text(&page.title);
        let named = |names: Vec<String>, link| NamedPage {
            names,
            kind: "page",
            link,
            lang: lang.clone(),
            ..NamedPage::default()
        };
        all.push(named(vec![title.clone()], link.clone()));
        let headings = page.headings.iter().filter(|heading| !heading.anchor.is_empty());
        all.extend(
            headings.map(|heading| {
                named(vec![format!("{} · {title}", heading.words)], format!("{link}#{}", heading.anchor))
            }),
        );
    }
}

/// A page of a kind by its names.
fn named(kind: &'static str, names: &LocalText, lang: &Language) -> NamedPage {
    let name = names.get(lang);
    let others = names.iter().map(|(_, other)| other).filter(|other| *other != name);
    NamedPage { kind, names: std::iter::once(name).chain(others).map(str::to_owned).collect(), ..NamedPage::default() }
}
