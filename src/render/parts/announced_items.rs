//! Announced meetings as lists show them.

use super::dates::date_with_weekday;
use crate::record::{Announced, Language};
use crate::render::inputs::RenderInputs;
use crate::site::view::AnnouncedItem;

/// Announced meetings still to come, the next first, for a page in `lang`.
pub(crate) fn coming_meetings(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<AnnouncedItem> {
    items(inputs, lang).filter(|item| !item.over).collect()
}

/// Announced meetings whose day is over and whose record is awaited, the latest first.
pub(crate) fn awaited_records(inputs: &RenderInputs<'_>, lang: &Language) -> Vec<AnnouncedItem> {
    let mut awaited: Vec<AnnouncedItem> = items(inputs, lang).filter(|item| item.over && !item.cancelled).collect();
    awaited.reverse();
    awaited
}

/// All announced meetings that have a page, ordered by date.
fn items<'r>(inputs: &'r RenderInputs<'_>, lang: &'r Language) -> impl Iterator<Item = AnnouncedItem> + 'r {
    let all = inputs.archive.announced.iter().zip(&inputs.plan.addresses.announced);
    all.filter(|(_, href)| !href.is_empty()).map(|(meeting, href)| announced_item(inputs, meeting, href, lang))
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
        date: date_with_weekday(inputs, lang, meeting.date),
        over: meeting.is_over,
        cancelled: meeting.announcement.cancelled.is_some(),
        start: meeting.start.as_deref().map(str::to_owned),
        place: meeting.place.as_deref().map(str::to_owned),
    }
}
