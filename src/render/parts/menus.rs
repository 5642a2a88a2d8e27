//! The menus of a site: the lists that it has by itself, and what its settings add, rename, move or leave out.

use std::collections::BTreeMap;

use super::listing_items::{added_taxonomies, taxonomy_name};
use super::page_translations::translations;
use crate::config::{MenuSetting, MenuTarget, SiteList};
use crate::markdown::{LinkKind, classify};
use crate::record::{Language, PageIndex};
use crate::render::inputs::RenderInputs;
use crate::site::Address;
use crate::site::view::MenuItem;

/// The main menu in a language: the lists of the site that no setting names, then the entries of the settings.
pub(super) fn main_menu(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<MenuItem> {
    let settings = &inputs.config.menu;
    let own = added_taxonomies(inputs.plan).map(SiteList::Terms);
    let unnamed =
        SiteList::ALL.into_iter().chain(own).filter(|list| !settings.iter().any(|setting| setting.names(*list)));
    let mut menu: Vec<MenuItem> = unnamed.filter_map(|list| of_list(inputs, lang, list)).collect();
    menu.extend(settings.iter().filter_map(|setting| item(inputs, lang, setting)));
    menu
}

/// The further menus in a language, by name.
pub(super) fn menus(inputs: &RenderInputs<'_>, lang: &Language) -> BTreeMap<String, Vec<MenuItem>> {
    let menu = |settings: &[MenuSetting]| settings.iter().filter_map(|setting| item(inputs, lang, setting)).collect();
    inputs.config.menus.iter().map(|(name, settings)| (name.to_string(), menu(settings))).collect()
}

/// An entry with those below it; none if it is hidden, or has nothing to show.
fn item(inputs: &RenderInputs<'_>, lang: &Language, setting: &MenuSetting) -> Option<MenuItem> {
    if setting.hidden {
        return None;
    }
    let children: Vec<MenuItem> = setting.children.iter().filter_map(|child| item(inputs, lang, child)).collect();
    let of_target = match &setting.target {
        MenuTarget::None => None,
        MenuTarget::Url(url) => of_url(inputs, lang, url),
        MenuTarget::List(list) => of_list(inputs, lang, *list),
    };
    if of_target.is_none() && children.is_empty() {
        return None;
    }
    let own = of_target.unwrap_or_default();
    let title = setting.title.get(lang);
    let title = if title.is_empty() { own.title.clone() } else { title.to_owned() };
    Some(MenuItem { title, children, ..own })
}

/// A list of the site, if it has one.
fn of_list(inputs: &RenderInputs<'_>, lang: &Language, list: SiteList) -> Option<MenuItem> {
    let plan = inputs.plan;
    let locale = &plan.locales[plan.locale_for(lang)];
    let has_bodies = || plan.bodies.iter().any(|body| !body.meetings.is_empty() || !body.members.is_empty());
    // A site of pages alone, such as a manual, has no lists to look at.
    let (archive, announced) = (inputs.archive, &inputs.archive.announced);
    let is_archive = !(archive.meetings.is_empty() && announced.is_empty()) || archive.pages.is_empty();
    let href = match list {
        SiteList::Meetings => Some(&locale.meeting_index).filter(|_| is_archive),
        SiteList::Speakers => Some(&locale.speaker_index).filter(|_| is_archive),
        SiteList::Series => locale.series_index.as_ref(),
        SiteList::Terms(place) => locale.taxonomies.get(place).and_then(Option::as_ref),
        SiteList::Bodies => locale.bodies.as_ref().filter(|_| has_bodies()),
        SiteList::Matters => locale.matters.as_ref(),
        SiteList::Decisions => locale.decisions.as_ref(),
    };
    let title = match list {
        SiteList::Terms(place) if place < inputs.plan.taxonomies.len() => taxonomy_name(inputs, lang, place),
        list => inputs.strings(lang).get(list.name()),
    };
    href.map(|href| MenuItem { title, href: href.to_string(), ..MenuItem::default() })
}

/// An entry for an address, without a title.
fn of_url(inputs: &RenderInputs<'_>, lang: &Language, url: &str) -> Option<MenuItem> {
    // What is no page here may still be there on the host, but a relative address would lead elsewhere from each page.
    let href = match inputs.plan.settings_links.iter().find(|(target, _)| **target == *url) {
        Some((_, href)) => own_page(inputs, href, lang),
        None if url.starts_with('/') => inputs.plan.base.href(&Address::new(url)),
        None if matches!(classify(url), LinkKind::Relative(_)) => return None,
        None => url.to_owned(),
    };
    let outside = !matches!(classify(url), LinkKind::Relative(_));
    Some(MenuItem { href, outside, ..MenuItem::default() })
}

/// Link of a menu in `lang` to a page of the site: to its translation, if there is one.
fn own_page(inputs: &RenderInputs<'_>, href: &str, lang: &Language) -> String {
    let (pages, addresses) = (&inputs.archive.pages, &inputs.plan.addresses.pages);
    let page = addresses.iter().position(|known| **known == *href);
    let spoken = |page: &PageIndex| pages[*page].lang == *lang;
    let translated = page.and_then(|page| std::iter::once(page).chain(translations(inputs, page)).find(spoken));
    translated.map_or_else(|| href.to_owned(), |page| addresses[page].to_string())
}
