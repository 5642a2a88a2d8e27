//! Gathers the matters that several meetings deal with, and plans their pages.

use rustc_hash::FxHashMap;

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::config::Config;
use crate::record::{Archive, Contribution, LocalText, MeetingIndex, Section};
use crate::site::well_known::MATTERS;
use crate::site::{Address, FeedScope, Hearing, Locale, Matter, OutputKind};
use crate::text::slug::slugify;

/// All matters, by id, each with the items in which meetings dealt with it, in the order of time.
pub(super) fn matters(archive: &Archive, config: &Config) -> Vec<Matter> {
    let mut all: Vec<Matter> = Vec::new();
    let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
    let titles: FxHashMap<&str, &LocalText> = config.matter_titles.iter().map(|(id, title)| (&**id, title)).collect();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        for (number, section) in meeting.sections.iter().enumerate() {
            let heading = section.heading.as_deref().unwrap_or_default();
            for (name, hearing) in named(section, config, index, number) {
                let id = slugify(&name).text;
                let place = *places.entry(id.as_str().into()).or_insert_with(|| {
                    let title = titles.get(id.as_str()).filter(|title| !title.is_empty());
                    let title = title.map(|title| (*title).clone()).unwrap_or_else(|| {
                        // An id in small letters is no title for readers.
                        LocalText::plain(if *name == *id && !heading.is_empty() { heading } else { &name })
                    });
                    all.push(Matter { id: id.into(), title, hearings: Vec::new() });
                    all.len() - 1
                });
                let hearings = &mut all[place].hearings;
                if hearings.last() != Some(&hearing) {
                    hearings.push(hearing);
                }
            }
        }
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// The matters that a section names, and where.
fn named(section: &Section, config: &Config, meeting: MeetingIndex, number: usize) -> Vec<(Box<str>, Hearing)> {
    let whole = Hearing { meeting, section: number, from: 0, to: section.contributions.len() };
    let own = section.item.iter().flat_map(|item| &item.matters).map(|name| (name.clone(), whole));
    let mut named: Vec<(Box<str>, Hearing)> = own.collect();
    if config.matter_numbers.is_empty() {
        return named;
    }
    let numbers = |text: &str| -> Vec<Box<str>> {
        config.matter_numbers.iter().filter_map(|number| number.find(text)).map(Box::from).collect()
    };
    let heading = section.heading.as_deref().unwrap_or_default();
    named.extend(numbers(heading).into_iter().map(|name| (name, whole)));
    // An item that a narrative opens goes on until the next one.
    let mut open: Vec<Box<str>> = Vec::new();
    let mut from = 0;
    for (place, contribution) in section.contributions.iter().enumerate() {
        match contribution {
            Contribution::Narrative(narrative) => {
                let Some(item) = &narrative.agenda else { continue };
                named.extend(open.drain(..).map(|name| (name, Hearing { to: place, from, ..whole })));
                (open, from) = (numbers(&item.title), place);
            }
            Contribution::Decision(decision) => {
                let one = Hearing { from: place, to: place + 1, ..whole };
                let names = numbers(&decision.word).into_iter().filter(|name| !open.contains(name));
                named.extend(names.map(|name| (name, one)).collect::<Vec<_>>());
            }
            Contribution::Speech(_) | Contribution::Note(_) => {}
        }
    }
    named.extend(open.into_iter().map(|name| (name, Hearing { from, ..whole })));
    named
}

impl Planner<'_> {
    /// Plans the pages of matters in each language, and enters the address of their index in each locale.
    pub(super) fn matter_pages(&mut self, locales: &mut [Locale], matters: &[Matter]) {
        if matters.is_empty() {
            return;
        }
        let who = Claimant::Own("the page of a matter");
        for (number, locale) in locales.iter_mut().enumerate() {
            let index = urls::in_language(number, &locale.lang, &Address::new(MATTERS));
            locale.matters = Some(self.page(index.clone(), OutputKind::MatterIndex(number), &who));
            for (place, matter) in matters.iter().enumerate() {
                self.page(index.join(&format!("{}/", matter.id)), OutputKind::Matter(number, place), &who);
            }
        }
        for (place, matter) in matters.iter().enumerate() {
            self.feeds(&Address::new(&format!("{MATTERS}{}/", matter.id)), &FeedScope::Matter(place));
        }
    }
}
