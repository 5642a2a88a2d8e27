//! Series and the terms of taxonomies, which are alike, as lists show them.

use super::dates::date_view;
use super::preferred_records::preferred_of;
use crate::record::{Language, TOPICS_KEY};
use crate::render::inputs::RenderInputs;
use crate::site::view::{ListingItem, TaxonomyItems};
use crate::site::{Listing, Locale, LocaleIndex, Plan, TOPICS};

/// A kind of listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listings {
    Series,
    /// Terms of a taxonomy, by its position; topics are the first.
    Terms(usize),
}

impl Listings {
    /// The kind of their index page, as templates know it.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Listings::Series => "series",
            Listings::Terms(TOPICS) => TOPICS_KEY,
            Listings::Terms(_) => "taxonomy",
        }
    }

    /// Their name in a language.
    pub(crate) fn name(self, inputs: &RenderInputs<'_>, lang: &Language) -> String {
        match self {
            Listings::Series => inputs.strings(lang).get("series"),
            Listings::Terms(place) => taxonomy_name(inputs, lang, place),
        }
    }

    /// One sentence about them in a language; may be empty.
    pub(crate) fn description(self, plan: &Plan, lang: &Language) -> String {
        match self {
            Listings::Series => String::new(),
            Listings::Terms(place) => plan.taxonomies[place].description.get(lang).to_owned(),
        }
    }

    pub(crate) fn of(self, plan: &Plan) -> &[Listing] {
        match self {
            Listings::Series => &plan.series,
            Listings::Terms(place) => &plan.taxonomies[place].terms,
        }
    }

    pub(crate) fn hrefs(self, locale: &Locale) -> &[Box<str>] {
        match self {
            Listings::Series => &locale.series,
            Listings::Terms(place) => &locale.terms[place],
        }
    }

    pub(crate) fn index(self, locale: &Locale) -> &str {
        let index = match self {
            Listings::Series => &locale.series_index,
            Listings::Terms(place) => &locale.taxonomies[place],
        };
        index.as_deref().unwrap_or_default()
    }
}

/// Name of a taxonomy in a language: that of topics is a string of the theme, that of another one is a setting, or else its key.
pub(crate) fn taxonomy_name(inputs: &RenderInputs<'_>, lang: &Language, place: usize) -> String {
    let taxonomy = &inputs.plan.taxonomies[place];
    match taxonomy.title.get(lang) {
        "" if place == TOPICS => inputs.strings(lang).get(TOPICS_KEY),
        "" => taxonomy.key.to_string(),
        title => title.to_owned(),
    }
}

/// Positions of the taxonomies that the site has added to topics and that have terms with meetings.
pub(crate) fn added_taxonomies(plan: &Plan) -> impl Iterator<Item = usize> {
    (TOPICS + 1..plan.taxonomies.len()).filter(|place| !plan.taxonomies[*place].terms.is_empty())
}

/// All series, or all terms of a taxonomy.
pub(crate) fn listing_items(inputs: &RenderInputs<'_>, locale: LocaleIndex, which: Listings) -> Vec<ListingItem> {
    let meetings = |listing: &Listing| preferred_of(inputs, locale, &listing.meetings).len();
    let locale = &inputs.plan.locales[locale];
    let lang = &locale.lang;
    let day = |meeting: &usize| date_view(inputs, lang, inputs.archive.meetings[*meeting].details.date);
    which
        .of(inputs.plan)
        .iter()
        .zip(which.hrefs(locale))
        .map(|(listing, href)| ListingItem {
            title: listing.title.get(lang).to_owned(),
            description: listing.description.get(lang).to_owned(),
            href: href.to_string(),
            meetings: meetings(listing),
            latest: listing.meetings.last().map(day),
        })
        .collect()
}

/// A taxonomy with some of its terms, and the page with all if there are more.
pub(crate) fn taxonomy_items(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    place: usize,
    terms: Vec<ListingItem>,
    all: Option<String>,
) -> TaxonomyItems {
    let here = &inputs.plan.locales[locale];
    TaxonomyItems {
        key: inputs.plan.taxonomies[place].key.to_string(),
        title: taxonomy_name(inputs, &here.lang, place),
        href: Listings::Terms(place).index(here).to_owned(),
        terms,
        all,
    }
}
