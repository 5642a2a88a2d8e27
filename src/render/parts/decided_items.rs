//! Meetings in lists that tell what was decided.

use crate::record::{DecisionKind, Language, MeetingIndex};
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

/// The first decisions of a meeting, shortened. Tasks are none.
pub(crate) fn first_decisions(
    inputs: &RenderInputs<'_>,
    lang: &Language,
    index: MeetingIndex,
    most: usize,
) -> Vec<DecisionItem> {
    let decisions = inputs.archive.meetings[index].decisions();
    let decided = decisions.filter(|decision| decision.kind != DecisionKind::Action);
    let item = |decision| {
        let item = decision_item(inputs, lang, index, decision);
        DecisionItem { wording: shorten(&item.wording, LONGEST_WORDING), ..item }
    };
    decided.take(most).map(item).collect()
}
