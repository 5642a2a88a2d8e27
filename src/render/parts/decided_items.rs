//! Meetings in lists that tell what was decided.

use crate::record::{Decision, DecisionKind, Language, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::decision_summary::decision_item;
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::{DecisionItem, MeetingItem};
use crate::text::shorten;

/// Length of a decision beside the title of its meeting, in characters.
const LONGEST_WORDING: usize = 140;

/// A meeting as lists in a locale show it, with its first decision.
pub(crate) fn decided_item(renderer: &Renderer<'_>, locale: LocaleIndex, index: MeetingIndex) -> MeetingItem {
    let lang = &renderer.plan.locales[locale].lang;
    let decided = first_decisions(renderer, lang, index, 1).pop();
    MeetingItem { decided, ..renderer.item(locale, index) }
}

/// The first decisions of a meeting, shortened; amendments after what they change.
pub(crate) fn first_decisions(
    inputs: &RenderInputs<'_>,
    lang: &Language,
    index: MeetingIndex,
    most: usize,
) -> Vec<DecisionItem> {
    let decided = by_weight(inputs.archive.meetings[index].decided());
    let item = |decision| {
        let item = decision_item(inputs, lang, index, decision);
        DecisionItem { wording: shorten(&item.wording, LONGEST_WORDING), ..item }
    };
    decided.into_iter().take(most).map(item).collect()
}

/// Decisions with the amendments last, since an amendment stands before what it changes. Otherwise in order.
pub(crate) fn by_weight<'r>(decided: impl Iterator<Item = &'r Decision>) -> Vec<&'r Decision> {
    let mut decided: Vec<&Decision> = decided.collect();
    decided.sort_by_key(|decision| decision.kind == DecisionKind::Amendment);
    decided
}
