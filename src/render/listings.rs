//! Makes the views of pages about series and topics, which are alike.

use super::Renderer;
use super::view::{crumb, date, feed_links, head, told_in_all};
use crate::site::view::{ListingIndexView, ListingItem, ListingView, ListingYear};
use crate::site::{Listing, Locale, LocaleIndex, Output, Plan};
use crate::theme::Argument::Text;

/// Which listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listings {
    Series,
    Topics,
}

impl Listings {
    /// The string that names them, and the kind of their index.
    fn key(self) -> &'static str {
        match self {
            Listings::Series => "series",
            Listings::Topics => "topics",
        }
    }

    fn of(self, plan: &Plan) -> &[Listing] {
        match self {
            Listings::Series => &plan.series,
            Listings::Topics => &plan.topics,
        }
    }

    fn hrefs(self, locale: &Locale) -> &[Box<str>] {
        match self {
            Listings::Series => &locale.series,
            Listings::Topics => &locale.topics,
        }
    }

    fn index(self, locale: &Locale) -> &str {
        let index = match self {
            Listings::Series => &locale.series_index,
            Listings::Topics => &locale.topic_index,
        };
        index.as_deref().unwrap_or_default()
    }
}

/// All of them as a list.
pub(super) fn items(renderer: &Renderer<'_>, locale: LocaleIndex, which: Listings) -> Vec<ListingItem> {
    let locale = &renderer.plan.locales[locale];
    let lang = &locale.lang;
    let day = |meeting: &usize| date(renderer, lang, renderer.archive.meetings[*meeting].details.date);
    which
        .of(renderer.plan)
        .iter()
        .zip(which.hrefs(locale))
        .map(|(listing, href)| ListingItem {
            title: listing.title.get(lang).to_owned(),
            description: listing.description.get(lang).to_owned(),
            href: href.to_string(),
            meetings: listing.meetings.len(),
            latest: listing.meetings.last().map(day),
        })
        .collect()
}

/// The page with all of them.
pub(super) fn index(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    which: Listings,
) -> ListingIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let title = renderer.strings(lang).get(which.key());
    let mut head = head(renderer, output, which.key(), lang, title, String::new());
    told_in_all(renderer, &mut head, |locale| which.index(locale));
    ListingIndexView { head, listings: items(renderer, locale, which) }
}

/// The page of one of them.
pub(super) fn one(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    which: Listings,
    index: usize,
) -> ListingView {
    let here = &renderer.plan.locales[locale];
    let lang = &here.lang;
    let strings = renderer.strings(lang);
    let listing = &which.of(renderer.plan)[index];
    let title = listing.title.get(lang).to_owned();
    let description = listing.description.get(lang).to_owned();
    let mut head = head(renderer, output, "listing", lang, title.clone(), description.clone());
    told_in_all(renderer, &mut head, |locale| &which.hrefs(locale)[index]);
    head.crumbs.push(crumb(strings.get(which.key()), which.index(here)));
    let feeds_at = &which.hrefs(&renderer.plan.locales[0])[index];
    head.feeds = feed_links(feeds_at, &strings.say("feed-listing", &[("name", Text(&title))]));
    let mut years: Vec<ListingYear> = Vec::new();
    for &index in listing.meetings.iter().rev() {
        let year = renderer.archive.meetings[index].details.date.year;
        let item = renderer.item(locale, index);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.meetings.push(item),
            None => years.push(ListingYear { year, meetings: vec![item] }),
        }
    }
    ListingView { head, description, years, total: listing.meetings.len() }
}
