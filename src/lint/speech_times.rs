//! Times of a record that run backwards, or lie past the end of the recording.

use crate::record::{Archive, Contribution, Meeting, Moment, Section, Speaker, TimeScale, Timeline};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::Sources;

/// Reports for each record with a recording the first time that is earlier than the one before it, and the first past the
/// end of its recording.
pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let recorded = archive.meetings.iter().filter(|meeting| !meeting.details.media.is_empty());
    recorded.flat_map(|meeting| backwards(meeting, sources).into_iter().chain(past_end(meeting, sources))).collect()
}

fn backwards(meeting: &Meeting<Speaker>, sources: &dyn Sources) -> Option<Diagnostic> {
    let scale = meeting.details.times.unwrap_or(TimeScale::Recording);
    let mut last: Option<&Moment> = None;
    for (time, place) in times(meeting) {
        if let Some(before) = last.filter(|before| before.milliseconds_on(scale) > time.milliseconds_on(scale)) {
            let message = format!("the time here is {}, before the last one, {}", time.written, before.written);
            let at = location(meeting, place, sources);
            let hint = "correct the time; links into the recording follow it";
            return Some(Diagnostic::at(Problem::TimeBackwards, at, message).hint(hint));
        }
        last = Some(time);
    }
    None
}

fn past_end(meeting: &Meeting<Speaker>, sources: &dyn Sources) -> Option<Diagnostic> {
    let timeline = Timeline::of(meeting)?;
    let (time, place, length) = times(meeting).find_map(|(time, place)| {
        let moment = timeline.place(time)?;
        let length = timeline.parts()[moment.part].length.filter(|length| moment.since_start > *length)?;
        Some((time, place, length / 1000))
    })?;
    let (hours, minutes, seconds) = (length / 3600, length / 60 % 60, length % 60);
    let message = format!(
        "the time {} is past the end of the recording, which has {hours}:{minutes:02}:{seconds:02}",
        time.written
    );
    let hint = "correct the time, or `length:` or `starts:` of the recording";
    Some(Diagnostic::at(Problem::TimePastEnd, location(meeting, place, sources), message).hint(hint))
}

/// All times in order, each with the offset of the words that follow it, if there are any.
fn times(meeting: &Meeting<Speaker>) -> impl Iterator<Item = (&Moment, Option<u32>)> {
    let start = |contribution: &Contribution| contribution.texts().next().map(|range| range.start);
    meeting.sections.iter().flat_map(move |section: &Section| {
        let first = section.contributions.first().and_then(start);
        let heading = section.time.as_deref().map(|time| (time, first));
        let below = section.contributions.iter();
        heading.into_iter().chain(below.filter_map(move |one| Some((one.time()?, start(one)))))
    })
}

fn location(meeting: &Meeting<Speaker>, place: Option<u32>, sources: &dyn Sources) -> Location {
    let source = sources.get(meeting.details.source);
    place.map_or_else(|| Location::file(&source.shown), |start| source.locate(start as usize, 1))
}
