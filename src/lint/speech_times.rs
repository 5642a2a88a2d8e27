//! Times of speeches that run backwards.

use crate::record::{Archive, Meeting, Moment, Speaker};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// Reports for each record the first speech with an earlier time than the one before it.
pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let of_record = |meeting: &Meeting<Speaker>| {
        let mut last: Option<&Moment> = None;
        for speech in meeting.speeches() {
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
