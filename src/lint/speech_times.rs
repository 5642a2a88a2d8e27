//! Times of speeches that run backwards.

use crate::record::{Archive, Contribution};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// Reports for each record the first speech with an earlier time than the one before it.
pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let of_record = |meeting: &crate::record::Meeting<crate::record::Speaker>| {
        let mut last: Option<&crate::record::Moment> = None;
        for contribution in meeting.sections.iter().flat_map(|section| &section.contributions) {
            let Contribution::Speech(speech) = contribution else { continue };
            let Some(time) = speech.time.as_deref() else { continue };
            if let Some(before) = last.filter(|before| before.milliseconds > time.milliseconds)
                && let Some(block) = speech.blocks.first()
            {
                let source = sources.get(meeting.details.source);
                let at = source.locate(block.text.start as usize, 1);
                let message =
                    format!("the time of this speech is {}, before the last one, {}", time.written, before.written);
                return Some(
                    Diagnostic::at(Problem::TimeBackwards, at, message)
                        .hint("correct the time; links into the recording follow it"),
                );
            }
            last = Some(time);
        }
        None
    };
    archive.meetings.iter().filter(|meeting| !meeting.details.media.is_empty()).filter_map(of_record).collect()
}
