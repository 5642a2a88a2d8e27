//! Speakers as lists show them, with figures.

use super::appearances::{speeches, words};
use super::dates::date_view;
use super::preferred_records::preferred_appearances;
use super::speaker_links::kind;
use crate::record::{PersonKind, SpeakerIndex};
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::SpeakerItem;
use crate::text::iri;

/// A speaker with the figures of their meetings, each meeting once.
pub(crate) fn speaker_item(inputs: &RenderInputs<'_>, locale: LocaleIndex, index: SpeakerIndex) -> SpeakerItem {
    let speaker = &inputs.archive.speakers[index];
    let appearances = preferred_appearances(inputs, locale, &speaker.appearances);
    let locale = &inputs.plan.locales[locale];
    let lang = &locale.lang;
    let latest = speaker.appearances.last().map(|last| inputs.archive.meetings[last.meeting].details.date);
    SpeakerItem {
        name: speaker.names.get(lang).to_owned(),
        // Of thousands of names each is three times as long in percent signs, and an edit writes this page anew.
        href: iri(&locale.speakers[index]).into_owned(),
        kind: kind(speaker.kind),
        meetings: appearances.len(),
        speeches: speeches(&appearances),
        words: words(&appearances),
        latest: latest.map(|day| date_view(inputs, lang, day)),
    }
}

/// The people who said most, by the number of words. Offices and groups are none, and who never spoke is not among them.
pub(crate) fn most_spoken(inputs: &RenderInputs<'_>, locale: LocaleIndex, most: usize) -> Vec<SpeakerItem> {
    let speakers = &inputs.archive.speakers;
    let said = |index: SpeakerIndex| words(&preferred_appearances(inputs, locale, &speakers[index].appearances));
    let people = (0..speakers.len()).filter(|index| speakers[*index].kind == PersonKind::Person);
    let mut people: Vec<(u64, SpeakerIndex)> = people.map(|index| (said(index), index)).collect();
    people.retain(|(words, _)| *words > 0);
    people.sort_by_key(|(words, index)| (std::cmp::Reverse(*words), *index));
    people.into_iter().take(most).map(|(_, index)| speaker_item(inputs, locale, index)).collect()
}
