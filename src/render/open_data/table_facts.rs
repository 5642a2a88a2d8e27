//! Facts that several tables give in the same form: identifiers, addresses, times and speakers.

use super::cell::{Cell, LONGEST_NAME};
use crate::record::{
    MeetingDetails, MeetingIndex, Moment, Presence, Speaker, SpeakerIndex, TimeScale, hours_minutes_seconds,
};
use crate::render::context::Renderer;
use crate::render::parts::speaker_links::kind;
use crate::text::shorten;

/// Meetings that may be part of files for the whole archive; of one year, or all.
pub(super) fn free_meetings(renderer: &Renderer<'_>, year: Option<i16>) -> impl Iterator<Item = MeetingIndex> {
    let meetings = &renderer.archive.meetings;
    (0..meetings.len()).filter(move |index| {
        let details = &meetings[*index].details;
        details.redistribute && year.is_none_or(|year| details.date.year == year)
    })
}

/// Speakers whom a meeting names that may be part of files for the whole archive.
pub(super) fn free_speakers(renderer: &Renderer<'_>) -> impl Iterator<Item = SpeakerIndex> {
    let archive = renderer.archive;
    let is_free = |meeting: MeetingIndex| archive.meetings[meeting].details.redistribute;
    (0..archive.speakers.len()).filter(move |index| {
        let speaker = &archive.speakers[*index];
        let spoke_at = speaker.appearances.iter().map(|appearance| appearance.meeting);
        spoke_at.chain(speaker.named_at.iter().copied()).any(is_free)
    })
}

/// Identifier of a part of a record in all tables: that of the record, and the anchor.
pub(super) fn part_id(slug: &str, anchor: impl std::fmt::Display) -> String {
    let anchor = anchor.to_string();
    // Every row of an item repeats it, and a heading may be as long as a record likes.
    format!("{slug}.{}", shorten(&anchor, LONGEST_NAME))
}

/// Absolute address of a part of a record.
pub(super) fn part_url(record: &str, anchor: impl std::fmt::Display) -> String {
    format!("{record}#{anchor}")
}

/// Absolute address of a record.
pub(super) fn record_url(renderer: &Renderer<'_>, meeting: MeetingIndex) -> String {
    renderer.plan.base.in_full(&renderer.plan.addresses.meetings[meeting])
}

/// A time of a record as `HH:MM:SS`: since the recording began, unless the record counts by the clock.
pub(super) fn time_cell(time: Option<&Moment>, details: &MeetingDetails) -> Cell<'static> {
    let scale = details.times.unwrap_or(TimeScale::Recording);
    let milliseconds = time.and_then(|time| time.milliseconds_on(scale));
    Cell::perhaps(milliseconds.map(|milliseconds| hours_minutes_seconds(milliseconds / 1000)))
}

/// Identifiers of the people whom a name stands for; none for somebody who stays anonymous or has no page.
pub(super) fn speaker_ids(renderer: &Renderer<'_>, speaker: &Speaker) -> Cell<'static> {
    Cell::list(speaker.by.iter().map(|who| &renderer.archive.speakers[*who].id))
}

/// Kind of the people whom a name stands for.
pub(super) fn speaker_type(renderer: &Renderer<'_>, speaker: &Speaker) -> Cell<'static> {
    Cell::perhaps(match speaker.by.as_slice() {
        [] => None,
        [one] => Some(kind(renderer.archive.speakers[*one].kind)),
        _ => Some("group"),
    })
}

/// Part of somebody in a meeting, in the words of ParlaMint: `Chairperson`, `Regular` or `Guest`.
pub(super) fn part_in_meeting(
    meeting: &crate::record::Meeting<Speaker>,
    by: crate::record::NameIndex,
) -> Cell<'static> {
    let same = |other: crate::record::NameIndex| {
        other == by || meeting.names[other as usize].identity() == meeting.names[by as usize].identity()
    };
    let is_chair = meeting.chair.is_some_and(same);
    let is_guest = || meeting.attendance.of(Presence::InAttendance).any(|attendee| same(attendee.by));
    Cell::text(if is_chair {
        "Chairperson"
    } else if is_guest() {
        "Guest"
    } else {
        "Regular"
    })
}
