//! The newest meeting, as the front page tells of it.

use super::dates::date_with_weekday;
use super::decided_items::first_decisions;
use super::meeting_item::{taxonomy_links, topic_links};
use crate::record::MeetingIndex;
use crate::render::context::Renderer;
use crate::site::LocaleIndex;
use crate::site::view::{LatestMeeting, MeetingItem};

/// Maximum number of its decisions.
const MOST_DECISIONS: usize = 3;

/// A meeting with its subtitle, topics and first decisions.
pub(crate) fn latest_meeting(renderer: &Renderer<'_>, locale: LocaleIndex, index: MeetingIndex) -> LatestMeeting {
    let lang = &renderer.plan.locales[locale].lang;
    let details = &renderer.archive.meetings[index].details;
    let date = date_with_weekday(renderer, lang, details.date);
    LatestMeeting {
        meeting: MeetingItem { date, ..renderer.item(locale, index) },
        subtitle: details.subtitle.as_deref().map(str::to_owned),
        topics: topic_links(renderer, &renderer.context.ids, locale, lang, details),
        taxonomies: taxonomy_links(renderer, &renderer.context.ids, locale, lang, details),
        decisions: first_decisions(renderer, lang, index, MOST_DECISIONS),
    }
}
