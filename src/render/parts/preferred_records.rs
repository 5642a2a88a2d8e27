//! One record for each meeting: of a meeting recorded in several languages, lists show and count one record.

use super::language_names::own_name;
use crate::record::{Appearance, MeetingIndex};
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::Link;

/// Reports whether lists in a locale show this one of the records of a meeting: the one in the language of the locale if
/// there is one, else the first. `among` are the meetings that a list may show, in order.
pub(crate) fn is_preferred(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    meeting: MeetingIndex,
    among: &[MeetingIndex],
) -> bool {
    preferred(inputs, locale, meeting, |twin| among.binary_search(&twin).is_ok()) == meeting
}

/// The record that lists in a locale show of a meeting; `is_among` tells the records that a list may show.
fn preferred(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    meeting: MeetingIndex,
    is_among: impl Fn(MeetingIndex) -> bool,
) -> MeetingIndex {
    inputs.archive.preferred_record(meeting, is_among, |record| is_foreign(inputs, locale, record))
}

/// Reports whether a record is in the language of another locale.
pub(crate) fn is_foreign(inputs: &RenderInputs<'_>, locale: LocaleIndex, meeting: MeetingIndex) -> bool {
    inputs.plan.locale_for(&inputs.archive.meetings[meeting].details.lang) != locale
}

/// The records of a list that it shows in a locale, in their order; `meetings` are all that it may show, in order.
pub(crate) fn preferred_of(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    meetings: &[MeetingIndex],
) -> Vec<MeetingIndex> {
    meetings.iter().copied().filter(|meeting| is_preferred(inputs, locale, *meeting, meetings)).collect()
}

/// Records of the whole archive that lists in a locale show, in the order of time.
pub(crate) fn all_preferred(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
) -> impl DoubleEndedIterator<Item = MeetingIndex> {
    (0..inputs.archive.meetings.len()).filter(move |meeting| is_preferred_of_all(inputs, locale, *meeting))
}

/// [`is_preferred`] among all records.
pub(crate) fn is_preferred_of_all(inputs: &RenderInputs<'_>, locale: LocaleIndex, meeting: MeetingIndex) -> bool {
    preferred(inputs, locale, meeting, |_| true) == meeting
}

/// A speaker's part in meetings, each meeting once.
pub(crate) fn preferred_appearances(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    appearances: &[Appearance],
) -> Vec<Appearance> {
    inputs.archive.preferred_appearances(appearances, |record| is_foreign(inputs, locale, record))
}

/// The first record of a meeting, where the meeting stands in the order of time.
pub(crate) fn first_record(inputs: &RenderInputs<'_>, meeting: MeetingIndex) -> MeetingIndex {
    inputs.archive.translations[meeting].iter().copied().chain([meeting]).min().unwrap_or(meeting)
}

/// The first other meeting among records that come one after the other: as the record in the language of the locale if there is
/// one. Another record of an earlier meeting is passed over.
pub(crate) fn nearest_meeting(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    mut records: impl Iterator<Item = MeetingIndex>,
) -> Option<MeetingIndex> {
    let found = records.find(|record| first_record(inputs, *record) == *record)?;
    Some(preferred(inputs, locale, found, |_| true))
}

/// Links to the other records of a meeting, each with the name of its language.
pub(crate) fn other_languages(inputs: &RenderInputs<'_>, meeting: MeetingIndex) -> Vec<Link> {
    let link = |twin: &MeetingIndex| {
        let lang = &inputs.archive.meetings[*twin].details.lang;
        Link {
            title: own_name(inputs, lang),
            href: inputs.plan.addresses.meetings[*twin].to_string(),
            lang: Some(lang.as_str().to_owned()),
        }
    };
    inputs.archive.translations[meeting].iter().map(link).collect()
}
