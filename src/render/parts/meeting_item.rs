//! A meeting as lists show it.

use super::dates::date_view;
use super::preferred_records::other_languages;
use super::status_note::summary_view;
use crate::record::{Language, Meeting, MeetingDetails, MeetingIndex};
use crate::render::inputs::{Ids, RenderInputs};
use crate::site::LocaleIndex;
use crate::site::view::{Link, MeetingItem};

/// A meeting in a list on a page in `lang`, with links to pages of a locale.
pub(crate) fn meeting_item(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    index: MeetingIndex,
) -> MeetingItem {
    let meeting = &inputs.archive.meetings[index];
    let details = &meeting.details;
    MeetingItem {
        title: details.title.to_string(),
        lang: details.lang.as_str().to_owned(),
        href: inputs.plan.addresses.meetings[index].to_string(),
        date: date_view(inputs, lang, details.date),
        series: series_link(inputs, ids, locale, lang, meeting),
        speeches: meeting.total().speeches as usize,
        speakers: meeting.people(),
        draft: inputs.archive.pending[index].is_some(),
        also: other_languages(inputs, index),
        summary: details.summary.as_ref().map(summary_view),
        decided: None,
    }
}

fn series_link<S>(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    meeting: &Meeting<S>,
) -> Option<Link> {
    let id = meeting.details.series.as_deref()?;
    let index = ids.series(id)?;
    Some(Link {
        title: inputs.plan.series[index].title.get(lang).to_owned(),
        href: inputs.plan.locales[locale].series[index].to_string(),
        lang: None,
    })
}

/// Links to the topics of a meeting on a page in `lang`.
pub(crate) fn topic_links(
    inputs: &RenderInputs<'_>,
    ids: &Ids,
    locale: LocaleIndex,
    lang: &Language,
    details: &MeetingDetails,
) -> Vec<Link> {
    let link = |topic: usize| Link {
        title: inputs.plan.topics[topic].title.get(lang).to_owned(),
        href: inputs.plan.locales[locale].topics[topic].to_string(),
        lang: None,
    };
    details.topics.iter().filter_map(|id| ids.topic(id).map(link)).collect()
}
