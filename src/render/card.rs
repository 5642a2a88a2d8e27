//! Texts of a meeting's card, in the language of its record.

use super::context::Renderer;
use super::parts::body_links::body_of_meeting;
use super::parts::status_note::{description, status_note};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::MeetingIndex;
use crate::render::social_card::Card;

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
        speakers_total: present.len(),
        site: site.to_owned(),
    }
}

/// Equal keys mean equal bytes. A theme has no part in it, so that no card is drawn again for one.
pub(super) fn key(card: &Card) -> Fingerprint {
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), card.fingerprint()))
}
