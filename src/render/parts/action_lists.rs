//! Action items, as their list and the pages of people show them.

use super::dates::date_view;
use super::decided_meetings::is_listed;
use super::speaker_links::person_link;
use crate::record::{Decision, Language, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::decision_summary::{decision_item, progress_by_now};
use crate::render::inputs::RenderInputs;
use crate::site::view::{ActionMention, ActionView, DecisionItem, Link};
use crate::site::{DecisionPlace, LocaleIndex, LoggedAction};

/// An action item as pages of a locale show it; none if they show it in the record of another language.
pub(crate) fn action_view(renderer: &Renderer<'_>, locale: LocaleIndex, logged: &LoggedAction) -> Option<ActionView> {
    let archive = renderer.archive;
    let lang = &renderer.plan.locales[locale].lang;
    let mut places = logged.places.iter().filter(|place| is_listed(renderer, locale, place.meeting));
    let first = places.next()?;
    let mention = |place: &DecisionPlace| {
        let meeting = renderer.item(locale, place.meeting);
        let id = place.decision(archive)?.id;
        let href = format!("{}#{id}", renderer.plan.addresses.meetings[place.meeting]);
        Some(ActionMention { title: meeting.title, lang: meeting.lang, date: meeting.date, href })
    };
    let assignees: Vec<Link> = match logged.assignees(archive) {
        Some((meeting, names)) => {
            let of_meeting = &archive.meetings[meeting].names;
            names.map(|(_, name)| person_link(renderer, &of_meeting[name as usize], lang)).collect()
        }
        None => Vec::new(),
    };
    Some(ActionView {
        meeting: renderer.item(locale, first.meeting),
        decision: decision_item(renderer, lang, first.meeting, first.decision(archive)?),
        assignees,
        due: logged.due.map(|date| date_view(renderer, lang, date)),
        status: logged.status.name(),
        since: logged.since.map(|date| date_view(renderer, lang, date)),
        mentions: places.filter_map(mention).collect(),
    })
}

/// An action item where a record mentions it, on a page in `lang`: the words of the task, also where the record only tells
/// what became of it; and its progress by now, from whichever record tells of it.
pub(crate) fn mentioned_action(
    renderer: &Renderer<'_>,
    lang: &Language,
    place: DecisionPlace,
    decision: &Decision,
) -> DecisionItem {
    let item = decision_item(renderer, lang, place.meeting, decision);
    let Some(logged) = renderer.logged_action(place) else { return item };
    let language_of = |place: &DecisionPlace| &renderer.archive.meetings[place.meeting].details.lang;
    let in_language = logged.places.iter().find(|given| language_of(given) == language_of(&place));
    let given = in_language.or_else(|| logged.places.first()).copied().unwrap_or(place);
    let task = given.decision(renderer.archive).map(|task| decision_item(renderer, lang, given.meeting, task));
    let (wording, lang_of_task) = task.map_or((item.wording, item.lang), |task| (task.wording, task.lang));
    DecisionItem { wording, lang: lang_of_task, result: progress_by_now(renderer, lang, logged), ..item }
}

/// Reports whether pages of a locale show an action item.
pub(crate) fn is_shown(inputs: &RenderInputs<'_>, locale: LocaleIndex, logged: &LoggedAction) -> bool {
    logged.places.iter().any(|place| is_listed(inputs, locale, place.meeting))
}

/// The open action items of a speaker, by their day.
pub(crate) fn open_actions_of(renderer: &Renderer<'_>, locale: LocaleIndex, speaker: SpeakerIndex) -> Vec<ActionView> {
    renderer.actions_of(speaker).filter_map(|logged| action_view(renderer, locale, logged)).collect()
}
