//! Series and topics, which are alike, as lists show them.

use super::dates::date_view;
use super::preferred_records::preferred_of;
use crate::render::inputs::RenderInputs;
use crate::site::view::ListingItem;
use crate::site::{Listing, Locale, LocaleIndex, Plan};

/// One of the two kinds of listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listings {
    Series,
    Topics,
}

impl Listings {
    /// The key of the string that names them, and the kind of their index page.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Listings::Series => "series",
            Listings::Topics => "topics",
        }
    }

    pub(crate) fn of(self, plan: &Plan) -> &[Listing] {
        match self {
            Listings::Series => &plan.series,
            Listings::Topics => &plan.topics,
        }
    }

    pub(crate) fn hrefs(self, locale: &Locale) -> &[Box<str>] {
        match self {
            Listings::Series => &locale.series,
            Listings::Topics => &locale.topics,
        }
    }

    pub(crate) fn index(self, locale: &Locale) -> &str {
        let index = match self {
            Listings::Series => &locale.series_index,
            Listings::Topics => &locale.topic_index,
        };
        index.as_deref().unwrap_or_default()
    }
}

/// All series or all topics.
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
