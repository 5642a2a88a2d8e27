//! Speakers and bodies as pages name them and link to them.

use super::cited_name::cited_name;
use crate::record::{Language, PersonKind, Registered, Speaker, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::site::view::Link;
use crate::site::{NamedLink, SpeakerIcon, TurnSpeaker};

/// Side in pixels of the portrait beside the words of a speaker.
const BESIDE_WORDS: u32 = 64;

/// A speaker as a page in `lang` shows them: the name as printed, the person behind an office, and the role unless it is told
/// already, by the name or by the office.
pub(crate) fn speaker_view(
    inputs: &RenderInputs<'_>,
    speaker: &Speaker,
    icon: SpeakerIcon,
    lang: &Language,
) -> TurnSpeaker {
    let printed = &speaker.name.label.text;
    let locale = &inputs.plan.locales[inputs.plan.locale_for(lang)];
    let links = speaker.by.iter().map(|&who| NamedLink {
        name: inputs.archive.speakers[who].names.get(lang).into(),
        href: locale.speakers[who].clone(),
    });
    let portrait = match speaker.by.as_slice() {
        [one] => thumbnail(inputs, *one, BESIDE_WORDS),
        _ => None,
    };
    let person = inputs.archive.office_holder(speaker, lang);
    let is_told = |role: &str| person.is_some() && speaker.is_told_by(role);
    TurnSpeaker {
        name: printed.clone(),
        person: person.map(Into::into),
        cited: cited_name(inputs, speaker, lang).map(Into::into),
        links: links.collect(),
        role: speaker.shown_role(lang).filter(|role| !is_told(role)).map(Into::into),
        icon,
        portrait: portrait.map(Into::into),
    }
}

/// The icon that is a speaker's own: that of their id, or of the label if there is none.
pub(crate) fn own_icon(inputs: &RenderInputs<'_>, speaker: &Speaker) -> SpeakerIcon {
    if speaker.by.is_empty() {
        return SpeakerIcon::of(&speaker.name.label.text);
    }
    let ids: Vec<&str> = speaker.by.iter().map(|who| &*inputs.archive.speakers[*who].id).collect();
    SpeakerIcon::of(&ids.join(" "))
}

/// The link to a speaker's picture, if there is one among the files of the content.
pub(crate) fn portrait(inputs: &RenderInputs<'_>, speaker: SpeakerIndex) -> Option<String> {
    let Some(Registered::Person(person)) = inputs.archive.speakers[speaker].registered else { return None };
    let file = crate::text::source::resolve("", inputs.archive.registry.people[person].portrait.as_deref()?)?;
    let published = inputs.plan.attachments.contains_key(file.as_str());
    published.then(|| inputs.plan.base.href(&crate::site::Address::of_file(&file)))
}

/// Link to a copy of a speaker's picture of which both sides have at least `side` pixels; to the picture itself if there are no
/// copies.
pub(crate) fn thumbnail(inputs: &RenderInputs<'_>, speaker: SpeakerIndex, side: u32) -> Option<String> {
    let original = portrait(inputs, speaker)?;
    let picture = inputs.plan.pictures.get(original.as_str());
    Some(picture.and_then(|picture| picture.with_sides(side)).map_or(original, |copy| copy.href.to_string()))
}

/// The page of a speaker, for a reader of `lang`.
pub(crate) fn speaker_href(inputs: &RenderInputs<'_>, speaker: SpeakerIndex, lang: &Language) -> String {
    inputs.plan.locales[inputs.plan.locale_for(lang)].speakers[speaker].to_string()
}

/// The link to a person who attended: under the registry's name if there is one; without an address if they have no page.
pub(crate) fn person_link(renderer: &Renderer<'_>, speaker: &Speaker, lang: &Language) -> Link {
    if let [one] = speaker.by.as_slice() {
        let entry = &renderer.archive.speakers[*one];
        return Link { title: entry.names.get(lang).to_owned(), href: speaker_href(renderer, *one, lang), lang: None };
    }
    Link { title: shown_name(renderer, speaker, lang), href: String::new(), lang: None }
}

/// The name of a person who attended, under that of the registry if it is there. Anonymous people are named as written.
pub(crate) fn shown_name(renderer: &Renderer<'_>, speaker: &Speaker, lang: &Language) -> String {
    let (registry, text) = (&renderer.archive.registry, &speaker.name.label.text);
    let names = match speaker.registered {
        Some(Registered::Person(person)) => Some(&registry.people[person].names),
        Some(Registered::Organisation(organisation)) => Some(&registry.organisations[organisation].names),
        None => renderer.context.ids.name(registry, text),
    };
    names.map_or(&**text, |names| names.get(lang)).to_owned()
}

/// Kind of a speaker, as templates name it.
pub(crate) fn kind(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Person => "person",
        PersonKind::Organisation => "organisation",
        PersonKind::Role => "role",
        PersonKind::Group | PersonKind::Anonymous => "group",
    }
}
