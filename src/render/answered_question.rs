//! The question that a speech answers, asked just before it by somebody else.

use super::inputs::RenderInputs;
use crate::markdown::push_plain_text;
use crate::record::{BlockKind, MeetingIndex, Speech};
use crate::site::AnsweredQuestion;
use crate::text::excerpts::{is_wide, last_question, last_words};
use crate::text::tail;

/// Length of a question, in characters; half of it in Han and kana.
const LENGTH: usize = 90;

/// The question at the end of a speech, which the next one answers.
pub(super) fn answered_question(
    inputs: &RenderInputs<'_>,
    meeting: MeetingIndex,
    before: &Speech,
) -> Option<AnsweredQuestion> {
    let record = &inputs.archive.meetings[meeting];
    let block = before.blocks.iter().rfind(|block| block.kind == BlockKind::Prose)?;
    let text = inputs.text(meeting);
    let written = tail(block.text.of(&text), LENGTH * 8);
    // Most speeches ask nothing. An entity may stand for the sign.
    if !written.contains(['?', '？', '&']) {
        return None;
    }
    let mut end = String::new();
    push_plain_text(&mut end, written, &record.details.references, usize::MAX);
    let question = last_question(&end)?;
    Some(AnsweredQuestion {
        speaker: record.speaker_of(before).name.label.text.clone(),
        words: last_words(question, if is_wide(question) { LENGTH / 2 } else { LENGTH }).into(),
    })
}
