//! The parts of the site that every page shows: title, menu, feeds and licence.

use super::head::feed_links;
use super::language_names::own_name;
use super::licences::named_licence;
use super::menus::{main_menu, menus};
use super::site_title::site_title;
use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::site::Address;
use crate::site::view::{FeedLink, SiteView};
use crate::site::well_known::CALENDAR;
use crate::theme::Argument::Text;

/// The view of the site that every page in a language gets.
pub(crate) fn site_view(inputs: &RenderInputs<'_>, lang: &Language) -> SiteView {
    let (config, plan, strings) = (inputs.config, inputs.plan, inputs.strings(lang));
    let locale = &plan.locales[plan.locale_for(lang)];
    SiteView {
        title: site_title(inputs, lang),
        description: config.description.get(lang).to_owned(),
        home: locale.home.to_string(),
        meetings: locale.meeting_index.to_string(),
        menu: main_menu(inputs, lang),
        menus: menus(inputs, lang),
        search: locale.search.as_deref().map(str::to_owned),
        indexed: config.indexed,
        url: plan.base.url().to_owned(),
        assets: plan.addresses.assets.iter().map(|(name, href)| (name.to_string(), href.to_string())).collect(),
        feeds: site_feeds(inputs, lang),
        licence: config.licence.as_deref().map(|id| named_licence(id, strings)),
        attribution: config.attribution.get(lang).to_owned(),
        contact: config.contact.as_ref().map(|contact| contact.address.to_string()),
        corrections: locale.corrections.as_deref().unwrap_or_default().to_owned(),
        watches: locale.watches.as_deref().map(str::to_owned),
        data: locale.data.as_deref().map(str::to_owned),
        calendar: plan.base.href(&Address::new(CALENDAR)),
        generator: format!("Minutebook {}", env!("CARGO_PKG_VERSION")),
        extra: config.extra.clone(),
    }
}

/// The feeds of the site: for its other languages, of the records in them, if there are any.
fn site_feeds(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<FeedLink> {
    let (plan, strings, formats) = (inputs.plan, inputs.strings(lang), &inputs.config.feeds.formats);
    let title = site_title(inputs, lang);
    let locale = plan.locale_for(lang);
    let here = &plan.locales[locale];
    if locale > 0 && plan.feed_languages.contains(&here.lang) {
        let language = own_name(inputs, &here.lang);
        let title = strings.format("feed-language", &[("title", Text(&title)), ("language", Text(&language))]);
        return feed_links(formats, &here.home, &title);
    }
    feed_links(formats, &plan.locales[0].home, &strings.format("feed-site", &[("title", Text(&title))]))
}
