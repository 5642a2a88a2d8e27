//! The index of all speakers.

use crate::record::{Language, PersonKind, Registered, SpeakerEntry};
use crate::render::collation::is_reading;
use crate::render::inputs::RenderInputs;
use crate::render::name_groups::{NameGroup, name_groups};
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::speaker_items::{most_spoken, speaker_item};
use crate::site::view::{SpeakerGroup, SpeakerIndexView};
use crate::site::{LocaleIndex, Output};
use crate::text::{is_chinese_authority, is_cjk, without_article};
use crate::theme::Argument::Number;

/// Number of the people who said most.
const MOST: usize = 24;

/// All speakers: the people who said most, then all people in the order of the page's language, and offices and groups after them.
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
    let (offices, people): (Vec<_>, Vec<_>) = names.partition(|(_, index)| is_office(&archive.speakers[*index], lang));
    let grouped = |names| name_groups(names, lang, inputs.config.han_order, strings).into_iter();
    let mut groups: Vec<SpeakerGroup> = grouped(people).map(group).collect();
    if !offices.is_empty() {
        groups.push(SpeakerGroup {
            anchor: "offices".to_owned(),
            heading: strings.get("speakers-offices"),
            surname: false,
            speakers: grouped(offices)
                .flat_map(|group| group.speakers)
                .map(|index| speaker_item(inputs, locale, index))
                .collect(),
        });
    }
    let count = strings.format("speaker-count", &[("n", Number(total as i64))]);
    let mut head = head(inputs, output, "speakers", lang, strings.get("speakers"), count);
    add_locale_links(inputs, &mut head, |locale| &locale.speaker_index);
    // Of few speakers all can be seen at once.
    let most = if total > MOST { most_spoken(inputs, locale, MOST) } else { Vec::new() };
    SpeakerIndexView { head, most, groups, total }
}

/// Reports whether a speaker is an office, a body or a group: by the registry, or by a name that is that of an authority.
fn is_office(speaker: &SpeakerEntry, lang: &Language) -> bool {
    let is_unknown = speaker.registered.is_none() && lang.primary() == "zh";
    speaker.kind != PersonKind::Person || (is_unknown && is_chinese_authority(speaker.names.get(lang)))
}
