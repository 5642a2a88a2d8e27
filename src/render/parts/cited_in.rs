//! The records and pages that link to a record.

use rustc_hash::FxHashMap;

use super::dates::date_view;
use super::speaker_links::person_link;
use crate::record::{Language, MeetingIndex, SpeechId};
use crate::render::context::Renderer;
use crate::site::view::{CitedInItem, CitedInView};

/// Maximum number of places that are listed.
const MOST_PLACES: usize = 100;

/// Places that link to a record, the newest first, for a page in `lang`; `None` if there are none. Pages come last.
pub(crate) fn cited_in(renderer: &Renderer<'_>, index: MeetingIndex, lang: &Language) -> Option<CitedInView> {
    let sources = renderer.plan.citations.of(index)?;
    let mut all = 0;
    let mut items = Vec::new();
    for &from in sources.records.iter().rev() {
        let meeting = &renderer.archive.meetings[from];
        let mut last = None;
        for citation in renderer.citations_of(from).iter().filter(|citation| citation.to == index) {
            // One line for each speech, however many places it links to.
            let place = Some((citation.from, citation.who));
            if last == place {
                continue;
            }
            last = place;
            all += 1;
            if items.len() == MOST_PLACES {
                continue;
            }
            let address = &renderer.plan.addresses.meetings[from];
            items.push(CitedInItem {
                title: meeting.details.title.to_string(),
                href: citation.from.map_or_else(|| address.to_string(), |speech| format!("{address}#{speech}")),
                lang: meeting.details.lang.as_str().to_owned(),
                date: Some(date_view(renderer, lang, meeting.details.date)),
                who: citation.who.map(|name| person_link(renderer, &meeting.names[name as usize], lang).title),
            });
        }
    }
    for &page in &sources.pages {
        all += 1;
        if items.len() < MOST_PLACES {
            let page_source = &renderer.archive.pages[page];
            items.push(CitedInItem {
                title: page_source.title.to_string(),
                href: renderer.plan.addresses.pages[page].to_string(),
                lang: page_source.lang.as_str().to_owned(),
                date: None,
                who: None,
            });
        }
    }
    (!items.is_empty()).then(|| CitedInView { more: all - items.len(), items })
}

/// Speeches of a record that others link to, each with the number of places, in the order of their ids.
pub(crate) fn cited_speeches(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<(SpeechId, usize)> {
    let Some(sources) = renderer.plan.citations.of(index) else { return Vec::new() };
    let mut counts: FxHashMap<SpeechId, usize> = FxHashMap::default();
    for from in &sources.records {
        let here = renderer.citations_of(*from).iter().filter(|citation| citation.to == index);
        here.filter_map(|citation| citation.speech).for_each(|speech| *counts.entry(speech).or_default() += 1);
    }
    let mut counts: Vec<(SpeechId, usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}
