//! The front page.

use super::years::year_items;
use crate::markdown::{Paragraphs, push_html, with_own_definitions};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::announced_items::announced_items;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::listing_items::{Listings, listing_items};
use crate::render::parts::preferred_records::all_preferred;
use crate::render::parts::site_view::site_title;
use crate::site::view::{Figures, FrontView};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::Number;

pub(crate) fn view(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> FrontView {
    let here = &renderer.plan.locales[locale];
    let lang = &here.lang;
    let intro_text = renderer.config.home_text.get(lang);
    let mut intro = String::new();
    push_html(
        &mut intro,
        &with_own_definitions(intro_text),
        &[],
        &renderer.plan.settings_links,
        &mut Paragraphs::of("", 2),
    );
    let newest = all_preferred(renderer, locale).rev().take(renderer.config.home_newest);
    let figures = figures(renderer, locale);
    let mut description = renderer.config.description.get(lang).to_owned();
    if description.is_empty() {
        let count = |key: &str, n: usize| renderer.strings(lang).format(key, &[("n", Number(n as i64))]);
        let counts = [
            ("meeting-count", figures.meetings),
            ("speech-count", figures.speeches),
            ("speaker-count", figures.speakers),
        ];
        description = counts.map(|(key, n)| count(key, n)).join(" · ");
    }
    let mut head = head(renderer, output, "front", lang, site_title(renderer, lang), description);
    add_locale_links(renderer, &mut head, |locale| &locale.home);
    FrontView {
        head,
        intro,
        announced: announced_items(renderer, lang),
        newest: newest.map(|index| renderer.item(locale, index)).collect(),
        series: listing_items(renderer, locale, Listings::Series),
        topics: listing_items(renderer, locale, Listings::Topics),
        years: year_items(renderer, locale),
        figures,
    }
}

/// The archive in figures, each meeting counted once.
fn figures(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Figures {
    let archive = inputs.archive;
    let totals: Vec<_> = all_preferred(inputs, locale).map(|meeting| archive.meetings[meeting].total()).collect();
    Figures {
        meetings: totals.len(),
        speeches: totals.iter().map(|total| total.speeches as usize).sum(),
        speakers: archive.speakers.len(),
        words: totals.iter().map(|total| u64::from(total.words)).sum(),
        from: archive.meetings.first().map(|m| m.details.date.year),
        to: archive.meetings.last().map(|m| m.details.date.year),
    }
}
