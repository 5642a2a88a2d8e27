//! The pages of series and topics, which have the same form.

use crate::render::context::Renderer;
use crate::render::parts::calendar_links::calendar_link;
use crate::render::parts::decided_items::decided_item;
use crate::render::parts::head::{add_locale_links, crumb, feed_links, head};
use crate::render::parts::listing_items::{Listings, listing_items};
use crate::render::parts::podcast_links::podcast_link;
use crate::render::parts::preferred_records::preferred_of;
use crate::render::parts::year_bars::year_bars;
use crate::site::view::{ListingIndexView, ListingView, ListingYear};
use crate::site::{CalendarScope, LocaleIndex, Output, PodcastScope};
use crate::theme::Argument::Text;

/// The page with all series or all topics.
pub(crate) fn index(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    which: Listings,
) -> ListingIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let title = renderer.strings(lang).get(which.key());
    let mut head = head(renderer, output, which.key(), lang, title, String::new());
    add_locale_links(renderer, &mut head, |locale| which.index(locale));
    ListingIndexView { head, listings: listing_items(renderer, locale, which) }
}

/// The page of a series or topic.
pub(crate) fn listing(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    which: Listings,
    number: usize,
) -> ListingView {
    let here = &renderer.plan.locales[locale];
    let lang = &here.lang;
    let strings = renderer.strings(lang);
    let shown = &which.of(renderer.plan)[number];
    let title = shown.title.get(lang).to_owned();
    let description = shown.description.get(lang).to_owned();
    let mut head = head(renderer, output, "listing", lang, title.clone(), description.clone());
    add_locale_links(renderer, &mut head, |locale| &which.hrefs(locale)[number]);
    head.crumbs.push(crumb(strings.get(which.key()), which.index(here)));
    let feeds_at = &which.hrefs(&renderer.plan.locales[0])[number];
    head.feeds = feed_links(
        &renderer.config.feeds.formats,
        feeds_at,
        &strings.format("feed-listing", &[("name", Text(&title))]),
    );
    let mut years: Vec<ListingYear> = Vec::new();
    let meetings = preferred_of(renderer, locale, &shown.meetings);
    for &index in meetings.iter().rev() {
        let year = renderer.archive.meetings[index].details.date.year;
        let mut item = decided_item(renderer, locale, index);
        // A list of a series need not name it in each line.
        item.series = item.series.filter(|_| which != Listings::Series);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.meetings.push(item),
            None => years.push(ListingYear { year, meetings: vec![item] }),
        }
    }
    let counts = years.iter().map(|year| (year.year, year.meetings.len(), format!("#year-{}", year.year)));
    let calendar = match which {
        Listings::Series => calendar_link(renderer, CalendarScope::Series(number), lang),
        Listings::Topics => None,
    };
    let podcast = match which {
        Listings::Series => podcast_link(renderer, PodcastScope::Series(number), lang),
        Listings::Topics => None,
    };
    ListingView { head, description, calendar, podcast, bars: year_bars(counts), years, total: meetings.len() }
}
