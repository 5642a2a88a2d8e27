//! The front page.

use super::years::year_items;
use crate::markdown::{Paragraphs, push_html, with_own_definitions};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::announced_items::coming_meetings;
use crate::render::parts::decided_items::decided_item;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::highlight_items::newest_highlights;
use crate::render::parts::latest_meeting::latest_meeting;
use crate::render::parts::listing_items::{Listings, added_taxonomies, listing_items, taxonomy_items};
use crate::render::parts::preferred_records::all_preferred;
use crate::render::parts::search_examples::{busiest_speaker, search_examples};
use crate::render::parts::shown_pictures::shown_pictures;
use crate::render::parts::site_title::site_title;
use crate::render::parts::speaker_items::most_spoken;
use crate::render::parts::year_bars::year_bars;
use crate::site::view::{Figures, FrontView};
use crate::site::{LocaleIndex, Output, TOPICS};
use crate::theme::Argument::Number;

/// Number of chosen speeches on the front page.
const HIGHLIGHTS: usize = 3;

/// Number of people on the front page.
const PEOPLE: usize = 8;

pub(crate) fn view(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> FrontView {
    let here = &renderer.plan.locales[locale];
    let lang = &here.lang;
    let intro_text = renderer.config.home_text.get(lang);
    let mut intro = String::new();
    let links = &renderer.plan.settings_links;
    let pictures = shown_pictures(renderer, links);
    let mut paragraphs = Paragraphs::of("", 2).with_pictures(&pictures);
    push_html(&mut intro, &with_own_definitions(intro_text), &[], links, &mut paragraphs);
    let latest = all_preferred(renderer, locale).next_back();
    let newest = all_preferred(renderer, locale).rev().take(renderer.config.home_newest);
    let years = year_items(renderer, locale);
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
    let examples = here.search.as_ref().map(|_| {
        let speaker = busiest_speaker(renderer, locale);
        search_examples(renderer, locale, speaker.as_deref())
    });
    let taxonomies = added_taxonomies(renderer.plan).map(|place| {
        let terms = listing_items(renderer, locale, Listings::Terms(place));
        taxonomy_items(renderer, locale, place, terms, None)
    });
    FrontView {
        head,
        intro,
        examples: examples.unwrap_or_default(),
        announced: coming_meetings(renderer, lang),
        latest: latest.map(|index| latest_meeting(renderer, locale, index)),
        newest: newest.map(|index| decided_item(renderer, locale, index)).collect(),
        highlights: newest_highlights(renderer, lang, HIGHLIGHTS),
        series: listing_items(renderer, locale, Listings::Series),
        topics: listing_items(renderer, locale, Listings::Terms(TOPICS)),
        taxonomies: taxonomies.collect(),
        people: most_spoken(renderer, locale, PEOPLE),
        bars: year_bars(years.iter().map(|year| (year.year, year.meetings as u64, year.href.clone()))),
        years,
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
