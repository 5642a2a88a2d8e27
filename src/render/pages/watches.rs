//! The pages of queries that can be followed.

use crate::config::Watch;
use crate::render::context::Renderer;
use crate::render::parts::head::{add_locale_links, add_locale_links_below, crumb, feed_links, head};
use crate::render::parts::watched_speeches::{search_href, watch_href, watched, watched_meetings};
use crate::render::parts::year_bars::year_bars;
use crate::site::view::{Link, WatchIndexView, WatchItem, WatchView};
use crate::site::{Address, LocaleIndex, Output};
use crate::theme::Argument::Text;

/// The page of all queries.
pub(crate) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> WatchIndexView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let mut head = head(renderer, output, "watches", &here.lang, strings.get("watches"), strings.get("watches-about"));
    add_locale_links(renderer, &mut head, |locale| locale.watches.as_deref().unwrap_or_default());
    let item = |(index, watch): (usize, &Watch)| {
        let matches = watched(renderer, index);
        let latest = matches.and_then(|matches| watched_meetings(renderer, locale, matches.newest.get(..1)?).pop());
        WatchItem {
            title: watch.title.get(&here.lang).to_owned(),
            href: watch_href(renderer, locale, watch),
            query: watch.query.to_string(),
            matches: matches.map_or(0, |matches| matches.total),
            latest: latest.map(|latest| latest.meeting.date),
        }
    };
    WatchIndexView { head, watches: renderer.config.watches.iter().enumerate().map(item).collect() }
}

/// The page of a query: its newest matches, and how many there are in each year.
pub(crate) fn watch(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex, index: usize) -> WatchView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let watch = &renderer.config.watches[index];
    let title = watch.title.get(&here.lang).to_owned();
    let mut head = head(renderer, output, "watch", &here.lang, title.clone(), strings.get("watches-about"));
    let path = format!("{}/", Address::encode(&watch.id));
    add_locale_links_below(renderer, &mut head, |locale| locale.watches.as_deref().unwrap_or_default(), &path);
    head.crumbs.push(crumb(strings.get("watches"), here.watches.as_deref().unwrap_or_default()));
    let feeds = strings.format("feed-watch", &[("name", Text(&title))]);
    head.feeds = feed_links(&renderer.config.feeds.formats, &watch_href(renderer, 0, watch), &feeds);
    let query = Link { title: watch.query.to_string(), href: search_href(renderer, locale, &watch.query), lang: None };
    let Some(matches) = watched(renderer, index) else {
        return WatchView { head, query, matches: 0, shown: 0, years: Vec::new(), meetings: Vec::new() };
    };
    let years = matches.years.iter().map(|(year, count)| {
        (*year, *count as u64, search_href(renderer, locale, &format!("{} year:{year:04}", watch.query)))
    });
    let newest = &matches.newest[..matches.newest.len().min(WatchView::MOST)];
    WatchView {
        head,
        query,
        matches: matches.total,
        shown: newest.len(),
        years: year_bars(years),
        meetings: watched_meetings(renderer, locale, newest),
    }
}
