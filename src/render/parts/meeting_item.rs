//! A meeting as lists show it.

use super::dates::{date_view, day_of};
use super::preferred_records::other_languages;
use super::status_note::summary_view;
use crate::record::{HoldReason, Language, Meeting, MeetingDetails, MeetingIndex};
use crate::render::inputs::{Ids, RenderInputs};
use crate::site::LocaleIndex;
use crate::site::view::{Link, MeetingItem};
use crate::theme::Argument::Text;

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
        public_from: match inputs.archive.pending[index] {
            Some(HoldReason::Until(moment)) => public_from(inputs, lang, moment),
            _ => String::new(),
        },
        also: other_languages(inputs, index),
        summary: details.summary.as_ref().map(summary_view),
        decided: None,
    }
}

/// Says from which day and hour a record is public, in the time zone of the site.
fn public_from(inputs: &RenderInputs<'_>, lang: &Language, moment: jiff::Timestamp) -> String {
    let hour = inputs.config.time_zone.to_datetime(moment).strftime("%H:%M").to_string();
    let day = day_of(inputs, lang, moment).text;
    inputs.strings(lang).format("public-from", &[("day", Text(&day)), ("time", Text(&hour))])
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
