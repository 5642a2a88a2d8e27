//! People of a record and their attendance in its document.

use rustc_hash::FxHashSet;

use crate::record::{Attendee, Contribution, Meeting, MeetingIndex, NameIndex, Narrative, Presence, Speaker, Stay};
use crate::render::context::Renderer;
use crate::render::parts::speaker_links::{shown_name, speaker_href};
use crate::site::record_document::{
    DocumentAttendance, DocumentAttendee, DocumentPerson, DocumentQuorum, DocumentSpeaker, DocumentStay,
};

/// Everyone whom a record names, in the order of its names.
pub(super) fn people(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<DocumentPerson> {
    let meeting = &renderer.archive.meetings[index];
    meeting.names.iter().map(|speaker| person(renderer, index, speaker)).collect()
}

fn person(renderer: &Renderer<'_>, index: MeetingIndex, speaker: &Speaker) -> DocumentPerson {
    let lang = &renderer.archive.meetings[index].details.lang;
    // What the metadata lists may be an id of the registry.
    let label = match speaker.name.first_seen {
        0 => shown_name(renderer, speaker, lang),
        _ => speaker.name.label.text.to_string(),
    };
    let speakers = speaker.by.iter().map(|&who| {
        let entry = &renderer.archive.speakers[who];
        let name = entry.names.get(lang);
        DocumentSpeaker {
            id: entry.id.to_string(),
            name: (name != label).then(|| name.to_owned()),
            address: renderer.plan.base.in_full(&speaker_href(renderer, who, lang)),
        }
    });
    DocumentPerson {
        speakers: speakers.collect(),
        unnamed: speaker.name.label.key.is_empty(),
        role: speaker.shown_role(lang).map(str::to_owned),
        label,
    }
}

/// The attendance of a meeting.
pub(super) fn attendance(meeting: &Meeting<Speaker>) -> DocumentAttendance {
    let called = called(meeting);
    let of = |presence: Presence| -> Vec<DocumentAttendee> {
        let attendees = meeting.attendance.of(presence);
        attendees
            .map(|Attendee { by, stays, .. }| DocumentAttendee {
                person: *by,
                stays: stays.iter().map(stay).collect(),
                listed: !called.contains(&(presence, *by)),
            })
            .collect()
    };
    DocumentAttendance {
        present: of(Presence::Present),
        in_attendance: of(Presence::InAttendance),
        apologies: of(Presence::Apologies),
        absent: of(Presence::Absent),
        quorum: meeting.attendance.quorum.map(|quorum| DocumentQuorum {
            needed: quorum.needed,
            members: quorum.members,
            met: quorum.met,
        }),
    }
}

/// Everyone whom roll calls of the record name, with the part they give.
fn called(meeting: &Meeting<Speaker>) -> FxHashSet<(Presence, NameIndex)> {
    let calls = meeting.contributions().filter_map(|contribution| match contribution {
        Contribution::Narrative(Narrative { roll_call: Some(call), .. }) => Some(call),
        _ => None,
    });
    calls.flat_map(|call| &call.attendance.attendees).map(|attendee| (attendee.presence, attendee.by)).collect()
}

fn stay(stay: &Stay) -> DocumentStay {
    DocumentStay { from: stay.from.map(|time| time.to_string()), to: stay.to.map(|time| time.to_string()) }
}
