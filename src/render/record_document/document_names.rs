//! People of a record and their attendance in its document.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{Attendee, Contribution, Meeting, MeetingIndex, NameIndex, Presence, Speaker, SpeakerIndex, Stay};
use crate::render::context::Renderer;
use crate::render::parts::speaker_links::{shown_name, speaker_href};
use crate::site::record_document::{
    DocumentAttendance, DocumentAttendee, DocumentPerson, DocumentQuorum, DocumentSpeaker, DocumentStay,
};

/// Everyone whom a record names, each once.
pub(super) struct DocumentPeople {
    /// In the order of their first name.
    pub(super) people: Vec<DocumentPerson>,
    /// Position of each name of the record.
    positions: Vec<u32>,
}

impl DocumentPeople {
    /// The people of a record.
    pub(super) fn of(renderer: &Renderer<'_>, index: MeetingIndex) -> Self {
        let names = &renderer.archive.meetings[index].names;
        let mut all = DocumentPeople { people: Vec::new(), positions: Vec::with_capacity(names.len()) };
        let mut known: FxHashMap<(String, &[SpeakerIndex]), u32> = FxHashMap::default();
        for speaker in names {
            let person = person(renderer, index, speaker);
            // Positions are as few as names, which have 32 bits.
            let next = all.people.len() as u32;
            let position = *known.entry((person.label.clone(), &speaker.by)).or_insert(next);
            if position == next {
                all.people.push(person);
            }
            all.positions.push(position);
        }
        all
    }

    /// Position of a name.
    pub(super) fn position(&self, name: NameIndex) -> u32 {
        self.positions[name as usize]
    }
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
pub(super) fn attendance(meeting: &Meeting<Speaker>, people: &DocumentPeople) -> DocumentAttendance {
    let called = called(meeting);
    let of = |presence: Presence| -> Vec<DocumentAttendee> {
        let attendees = meeting.attendance.of(presence);
        attendees
            .map(|Attendee { by, stays, .. }| DocumentAttendee {
                person: people.position(*by),
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
        Contribution::Narrative(narrative) => narrative.roll_call.as_ref(),
        _ => None,
    });
    calls.flat_map(|call| &call.attendance.attendees).map(|attendee| (attendee.presence, attendee.by)).collect()
}

fn stay(stay: &Stay) -> DocumentStay {
    DocumentStay { from: stay.from.map(|time| time.to_string()), to: stay.to.map(|time| time.to_string()) }
}
