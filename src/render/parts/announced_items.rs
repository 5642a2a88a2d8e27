//! Announced meetings as lists show them.

use super::dates::date_view;
use crate::record::{Announced, Language};
use crate::render::inputs::RenderInputs;
use crate::site::view::AnnouncedItem;

/// All announced meetings that have a page, for a page in `lang`.
pub(crate) fn announced_items(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<AnnouncedItem> {
    let all = inputs.archive.announced.iter().zip(&inputs.plan.addresses.announced);
    all.filter(|(_, href)| !href.is_empty())
        .map(|(meeting, href)| announced_item(inputs, meeting, href, lang))
        .collect()
}

/// An announced meeting in the words of a language.
pub(crate) fn announced_item(
    inputs: &RenderInputs<'_>,
    meeting: &Announced,
    href: &str,
    lang: &Language,
) -> AnnouncedItem {
    AnnouncedItem {
        title: meeting.title.to_string(),
        lang: meeting.lang.as_str().to_owned(),
        href: href.to_owned(),
        date: date_view(inputs, lang, meeting.date),
        start: meeting.start.as_deref().map(str::to_owned),
        place: meeting.place.as_deref().map(str::to_owned),
    }
}
