//! Meetings with their decisions, and votes of members, as lists show them.

use super::preferred_records::is_preferred;
use crate::record::{MeetingIndex, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::decision_summary::decision_item;
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::{DecidedMeetingView, VoteItem};

/// Reports whether lists in a locale show the decisions of this record: of a meeting with several records in several
/// languages, they show those of one, in the language of the locale if possible.
pub(crate) fn is_listed(inputs: &RenderInputs<'_>, locale: LocaleIndex, meeting: MeetingIndex) -> bool {
    is_preferred(inputs, locale, meeting, &inputs.plan.decided.all)
}

/// A meeting with its decisions.
pub(crate) fn decided_meeting(renderer: &Renderer<'_>, locale: LocaleIndex, index: MeetingIndex) -> DecidedMeetingView {
    let lang = &renderer.plan.locales[locale].lang;
    let decided = renderer.archive.meetings[index].decided();
    DecidedMeetingView {
        meeting: renderer.item(locale, index),
        decisions: decided.map(|decision| decision_item(renderer, lang, index, decision)).collect(),
    }
}

/// Maximum number of votes on a speaker's page.
const MOST_VOTES: usize = 200;

/// The newest votes of a speaker, the newest first, and the number of all.
pub(crate) fn newest_votes(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
) -> (Vec<VoteItem>, usize) {
    let (mut items, mut total) = (Vec::new(), 0);
    let votes = renderer.context.votes_of(speaker).iter().rev();
    for vote in votes.filter(|vote| is_listed(renderer, locale, vote.place.meeting)) {
        total += 1;
        if items.len() < MOST_VOTES
            && let Some(decision) = renderer.voted_item(locale, vote.place)
        {
            items.push(VoteItem {
                meeting: renderer.item(locale, vote.place.meeting),
                decision,
                side: vote.side.name(),
            });
        }
    }
    (items, total)
}
