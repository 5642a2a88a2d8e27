//! The pages of matters.

use crate::render::context::Renderer;
use crate::render::parts::head::{add_locale_links, add_locale_links_below, crumb, feed_links, head};
use crate::render::parts::hearings::{hearing_view, matter_href, matter_item, shown_meetings};
use crate::site::view::{MatterIndexView, MatterView};
use crate::site::{Address, LocaleIndex, Output};
use crate::theme::Argument::Text;

/// The page of all matters, the latest first.
pub(crate) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> MatterIndexView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let mut head = head(renderer, output, "matters", &here.lang, strings.get("matters"), strings.get("matters-about"));
    add_locale_links(renderer, &mut head, |locale| locale.matters.as_deref().unwrap_or_default());
    let mut matters: Vec<_> =
        renderer.plan.matters.iter().map(|matter| matter_item(renderer, locale, matter)).collect();
    let day = |latest: &Option<crate::site::view::DateView>| latest.as_ref().map(|date| date.iso.clone());
    matters.sort_by_key(|matter| std::cmp::Reverse(day(&matter.latest)));
    MatterIndexView { head, matters }
}

/// The page of a matter: each meeting that dealt with it, in the order of time.
pub(crate) fn matter(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex, index: usize) -> MatterView {
    let plan = renderer.plan;
    let here = &plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let matter = &plan.matters[index];
    let title = matter.title.get(&here.lang).to_owned();
    let mut head = head(renderer, output, "matter", &here.lang, title.clone(), strings.get("matters-about"));
    let path = format!("{}/", Address::encode(&matter.id));
    add_locale_links_below(renderer, &mut head, |locale| locale.matters.as_deref().unwrap_or_default(), &path);
    head.crumbs.push(crumb(strings.get("matters"), here.matters.as_deref().unwrap_or_default()));
    let feeds = strings.format("feed-listing", &[("name", Text(&title))]);
    head.feeds = feed_links(&renderer.config.feeds.formats, &matter_href(renderer, 0, matter), &feeds);
    let meetings = shown_meetings(renderer, locale, matter);
    let hearings = meetings.into_iter().map(|meeting| hearing_view(renderer, locale, matter, meeting)).collect();
    MatterView { head, hearings }
}
