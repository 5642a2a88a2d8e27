//! The index of all speakers.

use rustc_hash::FxHashMap;

use crate::record::{Registered, SpeakerEntry, SpeakerIndex};
use crate::render::collation::{Collation, NameHeading, is_reading};
use crate::render::inputs::RenderInputs;
use crate::render::parts::appearances::{speeches, words};
use crate::render::parts::dates::date_view;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::preferred_records::preferred_appearances;
use crate::render::parts::speaker_links::kind;
use crate::site::view::{SpeakerGroup, SpeakerIndexView, SpeakerItem};
use crate::site::{LocaleIndex, Output};
use crate::text::{iri, is_cjk};
use crate::theme::Argument::Number;

/// All speakers, in the order of the page's language.
pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, locale: LocaleIndex) -> SpeakerIndexView {
    let lang = &inputs.plan.locales[locale].lang;
    let archive = inputs.archive;
    let names = Collation::of(lang, inputs.config.han_order);
    let sort_key = |speaker: &SpeakerEntry| match speaker.registered {
        Some(Registered::Person(index)) => archive.registry.people[index].sort.get(lang),
        _ => "",
    };
    let mut order: Vec<(&str, SpeakerIndex)> = archive
        .speakers
        .iter()
        .enumerate()
        .map(|(index, speaker)| {
            let (name, key) = (speaker.names.get(lang), sort_key(speaker));
            // A sort key in one script says nothing about a name in another.
            let is_of_use = !key.is_empty()
                && key.starts_with(is_cjk) == name.starts_with(is_cjk)
                && (lang.primary() == "ja" || !is_reading(key) || is_reading(name));
            (if is_of_use { key } else { name }, index)
        })
        .collect();
    order.sort_by(|a, b| names.compare(a.0, b.0).then_with(|| a.cmp(b)));
    let strings = inputs.strings(lang);
    let mut groups: Vec<SpeakerGroup> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (key, speaker) in &order {
        let other = || NameHeading { text: strings.get("other-speakers"), key: "other".to_owned() };
        let heading = names.heading(key, strings).unwrap_or_else(other);
        let place = *places.entry(heading.key).or_insert_with_key(|key| {
            let anchor = format!("letter-{key}");
            groups.push(SpeakerGroup { heading: heading.text, anchor, speakers: Vec::new() });
            groups.len() - 1
        });
        groups[place].speakers.push(speaker_item(inputs, locale, *speaker));
    }
    let count = strings.format("speaker-count", &[("n", Number(order.len() as i64))]);
    let mut head = head(inputs, output, "speakers", lang, strings.get("speakers"), count);
    add_locale_links(inputs, &mut head, |locale| &locale.speaker_index);
    SpeakerIndexView { head, groups, total: order.len() }
}

fn speaker_item(inputs: &RenderInputs<'_>, locale: LocaleIndex, index: SpeakerIndex) -> SpeakerItem {
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
