//! Finds speeches that go on below a decision or a roll call, without a name of their own in the record.

use crate::record::Contribution;

/// Reports whether the contribution at `at` is the rest of a speech that began above it. `text` is that of the record.
pub(super) fn goes_on_above(contributions: &[Contribution], at: usize, text: &str) -> bool {
    let Contribution::Speech(speech) = &contributions[at] else { return false };
    let above = at.checked_sub(1).map(|above| &contributions[above]);
    let end = match above {
        Some(Contribution::Decision(decision)) => decision.text.end,
        Some(Contribution::Narrative(narrative)) => narrative.text.end,
        Some(Contribution::Speech(_) | Contribution::Note(_)) | None => return false,
    };
    let Some(first) = speech.blocks.first() else { return false };
    // A name would stand between them.
    let between = text.get(end as usize..first.text.start as usize);
    between.is_some_and(|between| between.chars().all(|c| c.is_whitespace() || c == '>'))
}
