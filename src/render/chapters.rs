//! Draws the chapters of a recording: the items of the agenda with their times, as JSON (podcast namespace, version 1.2).

use serde_json::json;

use super::inputs::RenderInputs;
use crate::record::{MeetingIndex, Moment, Timeline};
use crate::site::Address;

/// Chapters of a part of a meeting, by its position in [`Timeline::parts`].
pub(super) fn draw(inputs: &RenderInputs<'_>, index: MeetingIndex, part: usize) -> Vec<u8> {
    let meeting = &inputs.archive.meetings[index];
    let page = inputs.plan.base.in_full(&inputs.plan.addresses.meetings[index]);
    let timeline = Timeline::of(meeting);
    let chapter = |(moment, (title, anchor)): (&Moment, (&str, String))| {
        let place = timeline.as_ref()?.place(moment).filter(|place| place.part == part)?;
        let seconds = place.since_start as f64 / 1000.0;
        Some((
            place,
            json!({ "startTime": seconds, "title": title, "url": format!("{page}#{}", Address::encode(&anchor)) }),
        ))
    };
    let mut chapters: Vec<_> = meeting.chapter_moments().filter_map(chapter).collect();
    chapters.sort_by_key(|(place, _)| *place);
    let chapters: Vec<_> = chapters.into_iter().map(|(_, chapter)| chapter).collect();
    let title = &meeting.details.title;
    serde_json::to_vec(&json!({ "version": "1.2.0", "title": title, "chapters": chapters })).expect("a value is JSON")
}
