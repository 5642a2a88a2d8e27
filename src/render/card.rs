//! Texts of a meeting's card, in the language of its record.

use super::context::Renderer;
use super::parts::body_links::body_of_meeting;
use super::parts::highlight_items::{highlight_words, speech_of, title_of};
use super::parts::status_note::{description, status_note};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::MeetingIndex;
use crate::render::social_card::Card;
use crate::text::shorten;
use crate::theme::OptionValue;

/// Length of the words of a speech as the title of its card, and below a title, in characters.
const CARD_TITLE: usize = 150;
const CARD_WORDS: usize = 220;

/// No card has room for more names.
const NAMES: usize = 12;

pub(super) fn card(renderer: &Renderer<'_>, index: MeetingIndex) -> Card {
    let (archive, present) = (renderer.archive, &renderer.context.present[index]);
    let details = &archive.meetings[index].details;
    let lang = &details.lang;
    let series = details.series.as_deref().and_then(|id| renderer.context.ids.series(id));
    let body = match series {
        Some(series) => renderer.plan.series[series].title.get(lang).to_owned(),
        None => body_of_meeting(renderer, index, lang).map(|body| body.title).unwrap_or_default(),
    };
    let strings = renderer.strings(&renderer.interface_language(lang));
    let above = [body, status_note(details, strings)];
    let above: Vec<String> = above.into_iter().filter(|part| !part.is_empty()).collect();
    let site = renderer.config.title.get(lang);
    Card {
        lang: lang.as_str().to_owned(),
        title: details.title.to_string(),
        date: strings.date(details.date),
        iso: details.date.to_string(),
        body: above.join(" · "),
        summary: details.summary.as_ref().map(|_| description(renderer, details)).unwrap_or_default(),
        speakers: present.iter().take(NAMES).map(|who| archive.speakers[*who].names.get(lang).to_owned()).collect(),
        speakers_total: archive.meetings[index].people(),
        site: site.to_owned(),
        accent: accent(renderer),
    }
}

/// The card of a chosen speech: its words, or its title, with the speaker below.
pub(super) fn highlight_card(renderer: &Renderer<'_>, place: usize) -> Card {
    let chosen = &renderer.plan.highlights[place];
    let meeting = &renderer.archive.meetings[chosen.meeting];
    let lang = &meeting.details.lang;
    let speaker = meeting.speaker_of(speech_of(renderer, chosen));
    let words = highlight_words(renderer, chosen);
    let is_titled = !chosen.title.get(lang).is_empty();
    Card {
        title: if is_titled { title_of(renderer, chosen) } else { shorten(&words, CARD_TITLE) },
        summary: if is_titled { shorten(&words, CARD_WORDS) } else { String::new() },
        body: meeting.details.title.to_string(),
        speakers: vec![speaker.name.label.text.to_string()],
        speakers_total: 1,
        ..card(renderer, chosen.meeting)
    }
}

/// The accent colour that the site has chosen for its theme, if it is written in hexadecimal digits.
fn accent(renderer: &Renderer<'_>) -> Option<[u8; 3]> {
    let (_, value) = renderer.theme.options.iter().find(|(option, _)| &*option.name == "accent")?;
    match value {
        Some(OptionValue::Colour(Some(light), _)) => hexadecimal(light),
        _ => None,
    }
}

/// The colour `#00543c`, or `#053` for `#005533`.
fn hexadecimal(written: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> =
        written.strip_prefix('#')?.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r, g, b].map(|digit| digit * 17)),
        [a, b, c, d, e, f] => Some([a * 16 + b, c * 16 + d, e * 16 + f]),
        _ => None,
    }
}

/// Equal keys mean equal bytes. Of a theme only its accent colour has a part in it, so that few cards are drawn again for one.
pub(super) fn key(card: &Card) -> Fingerprint {
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), card.fingerprint()))
}
