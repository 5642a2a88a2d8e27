//! Attendance as pages show it: of a meeting, of a body over a year, and of a person.

use rustc_hash::FxHashMap;

use super::speaker_links::person_link;
use crate::record::{Language, MeetingIndex, Presence, Quorum, SpeakerIdentity, SpeakerIndex, Stay};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::{
    AttendanceCell, AttendanceColumn, AttendanceRow, AttendanceTable, AttendedMeeting, AttendeeView, Link, QuorumView,
};
use crate::theme::Argument::Text;

/// Everyone of one part in a meeting, each once.
pub(crate) fn attendees(
    renderer: &Renderer<'_>,
    meeting: MeetingIndex,
    presence: Presence,
    lang: &Language,
) -> Vec<AttendeeView> {
    let record = &renderer.archive.meetings[meeting];
    let mut views: Vec<AttendeeView> = Vec::new();
    let mut places: FxHashMap<SpeakerIdentity<'_>, usize> = FxHashMap::default();
    for attendee in record.attendance.of(presence) {
        let speaker = &record.names[attendee.by as usize];
        let times = times(renderer, lang, &attendee.stays);
        let place = *places.entry(speaker.identity()).or_insert(views.len());
        match views.get_mut(place) {
            // Of two entries for one person the one with times counts.
            Some(view) if view.times.is_empty() => view.times = times,
            Some(_) => {}
            None => {
                let Link { title, href, lang } = person_link(renderer, speaker, lang);
                views.push(AttendeeView { title, href, lang, times });
            }
        }
    }
    views
}

/// Times of coming and leaving in the words of a language.
pub(crate) fn times(inputs: &RenderInputs<'_>, lang: &Language, stays: &[Stay]) -> String {
    let strings = inputs.strings(lang);
    let stay = |stay: &Stay| match (stay.from, stay.to) {
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => strings.format("attended-from", &[("time", Text(&from.to_string()))]),
        (None, Some(to)) => strings.format("attended-until", &[("time", Text(&to.to_string()))]),
        (None, None) => String::new(),
    };
    stays.iter().map(stay).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(&strings.get("list-comma"))
}

/// The quorum of a meeting.
pub(crate) fn quorum_view(quorum: Quorum) -> QuorumView {
    let met = match quorum.met {
        Some(true) => "met",
        Some(false) => "not-met",
        None => "",
    };
    QuorumView { needed: quorum.needed, members: quorum.members, met }
}

/// Maximum number of cells in a table of attendance.
const MOST_CELLS: usize = 20_000;

/// Reports whether the record of any of these meetings gives its attendance.
pub(crate) fn has_attendance(inputs: &RenderInputs<'_>, meetings: &[MeetingIndex]) -> bool {
    meetings.iter().any(|meeting| !inputs.archive.meetings[*meeting].attendance.attendees.is_empty())
}

/// The attendance of some meetings, as far as their records give it; none if it is more than a table holds.
pub(crate) fn attendance_table(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    meetings: &[MeetingIndex],
) -> Option<AttendanceTable> {
    let lang = &renderer.plan.locales[locale].lang;
    let recorded: Vec<MeetingIndex> = meetings
        .iter()
        .copied()
        .filter(|meeting| !renderer.archive.meetings[*meeting].attendance.attendees.is_empty())
        .collect();
    let mut rows: Vec<AttendanceRow> = Vec::new();
    let mut places: FxHashMap<SpeakerIdentity<'_>, usize> = FxHashMap::default();
    for (column, meeting) in recorded.iter().enumerate() {
        let record = &renderer.archive.meetings[*meeting];
        for attendee in &record.attendance.attendees {
            let speaker = &record.names[attendee.by as usize];
            let place = *places.entry(speaker.identity()).or_insert(rows.len());
            if place == rows.len() {
                if (rows.len() + 1) * recorded.len() > MOST_CELLS {
                    return None;
                }
                let person = person_link(renderer, speaker, lang);
                rows.push(AttendanceRow { person, cells: vec![AttendanceCell::default(); recorded.len()] });
            }
            let cell = &mut rows[place].cells[column];
            if cell.presence.is_empty() {
                *cell = AttendanceCell {
                    presence: attendee.presence.name(),
                    times: times(renderer, lang, &attendee.stays),
                };
            }
        }
    }
    let column = |meeting: &MeetingIndex| {
        let meeting = renderer.item(locale, *meeting);
        let short = meeting.date.iso.split_once('-').map_or(&*meeting.date.iso, |(_, day)| day).to_owned();
        AttendanceColumn { meeting, short }
    };
    let columns = recorded.iter().map(column).collect();
    (!rows.is_empty()).then_some(AttendanceTable { columns, rows })
}

/// Maximum number of meetings in the attendance on a person's page.
const MOST_MEETINGS: usize = 200;

/// The newest meetings in whose attendance a speaker is, the newest first, and the number of all.
pub(crate) fn attended_meetings(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
) -> (Vec<AttendedMeeting>, usize) {
    let lang = &renderer.plan.locales[locale].lang;
    let all = renderer.context.attendance_of(speaker);
    let meetings: Vec<MeetingIndex> = all.iter().map(|attended| attended.meeting).collect();
    let is_shown = |meeting| super::preferred_records::is_preferred(renderer, locale, meeting, &meetings);
    let shown: Vec<_> = all.iter().rev().filter(|attended| is_shown(attended.meeting)).collect();
    let view = |attended: &&crate::render::context::Attended| {
        let attendee = &renderer.archive.meetings[attended.meeting].attendance.attendees[attended.place as usize];
        AttendedMeeting {
            meeting: renderer.item(locale, attended.meeting),
            presence: attendee.presence.name(),
            times: times(renderer, lang, &attendee.stays),
        }
    };
    (shown.iter().take(MOST_MEETINGS).map(view).collect(), shown.len())
}
