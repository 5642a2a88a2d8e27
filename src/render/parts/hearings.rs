//! A matter, as its own page, lists and feeds show it.

use super::action_lists::mentioned_action;
use super::dates::date_view;
use super::preferred_records::preferred_of;
use super::status_note::summary_view;
use crate::record::{Contribution, Decision, DecisionKind, DecisionOutcome, Language, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::decision_summary::{decision_item, result_in_words};
use crate::render::inputs::RenderInputs;
use crate::site::view::{DecisionItem, HeardItem, HearingView, MatterItem};
use crate::site::{Address, DecisionPlace, Hearing, LocaleIndex, Matter};

/// The meetings that deal with a matter, each once, in the order of time.
pub(crate) fn meetings_of(matter: &Matter) -> Vec<MeetingIndex> {
    let mut meetings: Vec<MeetingIndex> = matter.hearings.iter().map(|hearing| hearing.meeting).collect();
    meetings.dedup();
    meetings
}

/// The meetings that deal with a matter, of records in several languages one in the language of the locale if possible.
pub(crate) fn shown_meetings(inputs: &RenderInputs<'_>, locale: LocaleIndex, matter: &Matter) -> Vec<MeetingIndex> {
    preferred_of(inputs, locale, &meetings_of(matter))
}

/// The decisions of an item.
pub(crate) fn decisions_of<'r>(inputs: &RenderInputs<'r>, hearing: &Hearing) -> impl Iterator<Item = &'r Decision> {
    let section = &inputs.archive.meetings[hearing.meeting].sections[hearing.section];
    section.contributions[hearing.from..hearing.to].iter().filter_map(Contribution::decision)
}

/// The decisions and action items of an item, as lists show them; of an action item what became of it by now.
fn decision_items(renderer: &Renderer<'_>, lang: &Language, hearing: &Hearing) -> Vec<DecisionItem> {
    let meeting = hearing.meeting;
    let item = |decision: &Decision| match decision.kind {
        DecisionKind::Action => {
            let mut places = DecisionPlace::of_meeting(renderer.archive, meeting);
            let place = places.find(|(_, other)| std::ptr::eq(*other, decision)).map(|(place, _)| place);
            place.map(|place| mentioned_action(renderer, lang, place, decision))
        }
        _ => Some(decision_item(renderer, lang, meeting, decision)),
    };
    decisions_of(renderer, hearing).filter_map(item).collect()
}

/// A meeting that deals with a matter: the items, and what was decided.
pub(crate) fn hearing_view(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    matter: &Matter,
    meeting: MeetingIndex,
) -> HearingView {
    let lang = &renderer.plan.locales[locale].lang;
    let from = matter.hearings.partition_point(|hearing| hearing.meeting < meeting);
    let hearings = matter.hearings[from..].iter().take_while(|hearing| hearing.meeting == meeting);
    let (mut items, mut decisions) = (Vec::new(), Vec::new());
    for hearing in hearings {
        items.extend(heard_item(renderer, hearing).filter(|item| items.last() != Some(item)));
        decisions.extend(decision_items(renderer, lang, hearing));
    }
    HearingView { meeting: renderer.item(locale, meeting), items, decisions }
}

/// Title, place and summary of an item.
fn heard_item(inputs: &RenderInputs<'_>, hearing: &Hearing) -> Option<HeardItem> {
    let record = &inputs.archive.meetings[hearing.meeting];
    let section = &record.sections[hearing.section];
    let opening = section.contributions.get(hearing.from).and_then(|contribution| match contribution {
        Contribution::Narrative(narrative) => Some((&*narrative.agenda.as_ref()?.title, narrative.id.to_string())),
        _ => None,
    });
    let heading = || Some((section.heading.as_deref()?, Address::encode(&section.anchor).to_string()));
    let (title, anchor) = opening.clone().or_else(heading)?;
    let address = &inputs.plan.addresses.meetings[hearing.meeting];
    // An item that a narrative opens is a part of its section.
    let summary = if opening.is_none() { section.summary() } else { None };
    Some(HeardItem {
        title: title.to_owned(),
        href: format!("{address}#{anchor}"),
        lang: record.details.lang.as_str().to_owned(),
        summary: summary.map(summary_view),
    })
}

/// A matter in a list.
pub(crate) fn matter_item(inputs: &RenderInputs<'_>, locale: LocaleIndex, matter: &Matter) -> MatterItem {
    let here = &inputs.plan.locales[locale];
    let meetings = shown_meetings(inputs, locale, matter);
    let last = meetings.last().copied();
    let is_last = |hearing: &&Hearing| Some(hearing.meeting) == last;
    let decided = matter.hearings.iter().filter(is_last).flat_map(|hearing| decisions_of(inputs, hearing));
    let decided = decided.filter(|decision| decision.kind != DecisionKind::Action).last();
    MatterItem {
        title: matter.title.get(&here.lang).to_owned(),
        href: matter_href(inputs, locale, matter),
        meetings: meetings.len(),
        latest: last.map(|meeting| date_view(inputs, &here.lang, inputs.archive.meetings[meeting].details.date)),
        outcome: decided.and_then(|decision| decision.result.outcome).map_or("", DecisionOutcome::name),
        result: decided.map(|decision| result_in_words(decision, inputs.strings(&here.lang))).unwrap_or_default(),
    }
}

/// Address of the page of a matter in a locale.
pub(crate) fn matter_href(inputs: &RenderInputs<'_>, locale: LocaleIndex, matter: &Matter) -> String {
    let index = inputs.plan.locales[locale].matters.as_deref().unwrap_or_default();
    format!("{index}{}/", Address::encode(&matter.id))
}
