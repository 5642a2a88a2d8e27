//! The parts of the site that every page shows: title, menu, feeds and licence.

use super::head::feed_links;
use crate::markdown::{LinkKind, classify};
use crate::record::{Language, PageIndex};
use crate::render::inputs::RenderInputs;
use crate::site::Address;
use crate::site::view::{FeedLink, Licence, Link, SiteView};
use crate::site::well_known::CALENDAR;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// The view of the site that every page in a language gets.
pub(crate) fn site_view(inputs: &RenderInputs<'_>, lang: &Language) -> SiteView {
    let (config, plan, strings) = (inputs.config, inputs.plan, inputs.strings(lang));
    let locale = &plan.locales[plan.locale_for(lang)];
    let menu_link = |title: String, href: &str| Link { title, href: href.to_owned(), lang: None };
    let mut menu = vec![
        menu_link(strings.get("meetings"), &locale.meeting_index),
        menu_link(strings.get("speakers"), &locale.speaker_index),
    ];
    menu.extend(locale.series_index.iter().map(|href| menu_link(strings.get("series"), href)));
    menu.extend(locale.topic_index.iter().map(|href| menu_link(strings.get("topics"), href)));
    let has_bodies = plan.bodies.iter().any(|body| !body.meetings.is_empty() || !body.members.is_empty());
    let bodies = locale.bodies.iter().filter(|_| has_bodies);
    menu.extend(bodies.map(|href| menu_link(strings.get("bodies"), href)));
    menu.extend(locale.matters.iter().map(|href| menu_link(strings.get("matters"), href)));
    menu.extend(locale.decisions.iter().map(|href| menu_link(strings.get("decisions"), href)));
    for (title, url) in &config.menu {
        // What is no page here may still be there on the host, but a relative address would lead elsewhere from each page.
        let href = match plan.settings_links.iter().find(|(target, _)| target == url) {
            Some((_, href)) => own_page(inputs, href, lang),
            None if url.starts_with('/') => plan.base.href(&Address::new(url)),
            None if matches!(classify(url), LinkKind::Relative(_)) => continue,
            None => url.to_string(),
        };
        menu.push(menu_link(title.get(lang).to_owned(), &href));
    }
    SiteView {
        title: site_title(inputs, lang),
        description: config.description.get(lang).to_owned(),
        home: locale.home.to_string(),
        menu,
        search: locale.search.as_deref().map(str::to_owned),
        indexed: config.indexed,
        url: plan.base.url().to_owned(),
        assets: plan.addresses.assets.iter().map(|(name, href)| (name.to_string(), href.to_string())).collect(),
        feeds: site_feeds(inputs, lang),
        licence: config.licence.as_deref().map(|id| named_licence(id, strings)),
        attribution: config.attribution.get(lang).to_owned(),
        contact: config.contact.as_ref().map(|contact| contact.address.to_string()),
        corrections: locale.corrections.as_deref().unwrap_or_default().to_owned(),
        data: locale.data.as_deref().map(str::to_owned),
        calendar: plan.base.href(&Address::new(CALENDAR)),
        generator: format!("Minutebook {}", env!("CARGO_PKG_VERSION")),
        extra: config.extra.clone(),
    }
}

/// Link of a menu in `lang` to a page of the site: to its translation, if there is one.
fn own_page(inputs: &RenderInputs<'_>, href: &str, lang: &Language) -> String {
    let (pages, addresses) = (&inputs.archive.pages, &inputs.plan.addresses.pages);
    let page = addresses.iter().position(|known| **known == *href);
    let spoken = |page: &PageIndex| pages[*page].lang == *lang;
    let translated = page.and_then(|page| std::iter::once(page).chain(translations(inputs, page)).find(spoken));
    translated.map_or_else(|| href.to_owned(), |page| addresses[page].to_string())
}

/// The feeds of the site: for its other languages, of the records in them, if there are any.
fn site_feeds(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<FeedLink> {
    let (plan, strings, formats) = (inputs.plan, inputs.strings(lang), &inputs.config.feeds.formats);
    let title = site_title(inputs, lang);
    let locale = plan.locale_for(lang);
    let here = &plan.locales[locale];
    if locale > 0 && plan.feed_languages.contains(&here.lang) {
        let language = strings.get("language-name");
        let title = strings.format("feed-language", &[("title", Text(&title)), ("language", Text(&language))]);
        return feed_links(formats, &here.home, &title);
    }
    feed_links(formats, &plan.locales[0].home, &strings.format("feed-site", &[("title", Text(&title))]))
}

/// The archive's name, or a plain one for a folder that gives none.
pub(crate) fn site_title(inputs: &RenderInputs<'_>, lang: &Language) -> String {
    let title = inputs.config.title.get(lang);
    if title.is_empty() { inputs.strings(lang).get("untitled-archive") } else { title.to_owned() }
}

/// A licence by its SPDX id, in words where they are known, with the address of its text where the id tells it.
pub(crate) fn named_licence(id: &str, strings: &Strings) -> Licence {
    Licence { name: licence_in_words(id, strings), ..licence(id) }
}

/// The name of a Creative Commons licence in words; the id of any other.
fn licence_in_words(id: &str, strings: &Strings) -> String {
    const KINDS: [&str; 6] = ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"];
    let lower = id.to_lowercase();
    if lower == "cc0-1.0" {
        return strings.get("licence-cc0");
    }
    let known = lower.strip_prefix("cc-").and_then(|rest| rest.rsplit_once('-'));
    match known.filter(|(kind, _)| KINDS.contains(kind)) {
        Some((kind, version)) => strings.format(&format!("licence-{kind}"), &[("version", Text(version))]),
        None => id.to_owned(),
    }
}

/// A licence by its SPDX id alone.
pub(crate) fn licence(id: &str) -> Licence {
    let lower = id.to_lowercase();
    let creative = |rest: &str| {
        let (kind, version) = rest.rsplit_once('-')?;
        Some(format!("https://creativecommons.org/licenses/{kind}/{version}/"))
    };
    let href = match lower.as_str() {
        "cc0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        "" => String::new(),
        lower => lower
            .strip_prefix("cc-")
            .and_then(creative)
            .unwrap_or_else(|| format!("https://spdx.org/licenses/{id}.html")),
    };
    let sound = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    Licence { id: id.to_owned(), name: id.to_owned(), href: if sound { href } else { String::new() } }
}

/// Pages that are translations of a page, whichever of the two says so.
pub(crate) fn translations(inputs: &RenderInputs<'_>, index: PageIndex) -> Vec<PageIndex> {
    let pages = &inputs.archive.pages;
    let page = &pages[index];
    let names = |one: &crate::record::Page, other: &crate::record::Page| {
        one.translations.iter().any(|path| **path == *other.path)
    };
    (0..pages.len()).filter(|other| names(page, &pages[*other]) || names(&pages[*other], page)).collect()
}
