//! The index of all speakers.

use crate::record::{Registered, SpeakerEntry};
use crate::render::collation::is_reading;
use crate::render::inputs::RenderInputs;
use crate::render::name_groups::{NameGroup, name_groups};
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::speaker_items::{most_spoken, speaker_item};
use crate::site::view::{SpeakerGroup, SpeakerIndexView};
use crate::site::{LocaleIndex, Output};
use crate::text::{is_cjk, without_article};
use crate::theme::Argument::Number;

/// Number of the people who said most.
const MOST: usize = 24;

/// All speakers: those who said most, then all in the order of the page's language.
pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, locale: LocaleIndex) -> SpeakerIndexView {
    let lang = &inputs.plan.locales[locale].lang;
    let archive = inputs.archive;
    let sort_key = |speaker: &SpeakerEntry| match speaker.registered {
        Some(Registered::Person(index)) => archive.registry.people[index].sort.get(lang),
        _ => "",
    };
    let names = archive.speakers.iter().enumerate().map(|(index, speaker)| {
        let (name, key) = (speaker.names.get(lang), sort_key(speaker));
        // A sort key in one script says nothing about a name in another.
        let is_of_use = !key.is_empty()
            && key.starts_with(is_cjk) == name.starts_with(is_cjk)
            && (lang.primary() == "ja" || !is_reading(key) || is_reading(name));
        (if is_of_use { key } else { without_article(name, lang.primary()) }, index)
    });
    let strings = inputs.strings(lang);
    let total = archive.speakers.len();
    let group = |group: NameGroup| SpeakerGroup {
        anchor: format!("letter-{}", group.heading.key),
        heading: group.heading.text,
        surname: group.is_surname,
        speakers: group.speakers.into_iter().map(|index| speaker_item(inputs, locale, index)).collect(),
    };
    let groups = name_groups(names.collect(), lang, inputs.config.han_order, strings).into_iter().map(group).collect();
    let count = strings.format("speaker-count", &[("n", Number(total as i64))]);
    let mut head = head(inputs, output, "speakers", lang, strings.get("speakers"), count);
    add_locale_links(inputs, &mut head, |locale| &locale.speaker_index);
    // Of few speakers all can be seen at once.
    let most = if total > MOST { most_spoken(inputs, locale, MOST) } else { Vec::new() };
    SpeakerIndexView { head, most, groups, total }
}
