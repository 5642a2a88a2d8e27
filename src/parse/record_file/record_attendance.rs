//! Gathers the attendance of a meeting from its metadata and from the roll calls in its record.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::parse::attendance_entries::{AttendeeEntry, QuorumEntry};
use crate::parse::entries::OneOrMany;
use crate::record::{
    Attendance, Attendee, Contribution, Label, NameIndex, Presence, Quorum, RollCall, Section, SpeakerName, Stay,
};

/// Keys of the metadata that give the attendance.
pub(super) struct AttendanceKeys {
    /// People of each part, in the order of the parts that are shown.
    pub(super) lists: [(Presence, Option<OneOrMany<AttendeeEntry>>); 4],
    /// The quorum.
    pub(super) quorum: Option<QuorumEntry>,
}

/// The attendance, and the chair that a roll call names.
pub(super) fn attendance_of(
    keys: AttendanceKeys,
    sections: &[Section],
    names: &mut Vec<Arc<SpeakerName>>,
) -> (Attendance, Option<NameIndex>) {
    let mut gathered = GatheredAttendance::default();
    let mut list = Vec::new();
    for (presence, entries) in keys.lists {
        for AttendeeEntry { name, stay } in entries.unwrap_or_default().0 {
            // A listed person gets a name of its own even if the person also speaks: what is listed may be an id of the
            // registry.
            let label = Label::new(&name);
            let key = label.key.clone();
            names.push(Arc::new(SpeakerName { label, first_seen: 0 }));
            list.push((presence, key, names.len() as NameIndex - 1, stay));
        }
    }
    for (presence, key, by, stay) in list {
        gathered.add(presence, key, by, stay);
    }
    gathered.quorum = keys.quorum.map(|QuorumEntry(quorum)| quorum);
    let mut chair = None;
    for call in roll_calls(sections) {
        for Attendee { by, presence, stays } in &call.attendance.attendees {
            let key = names[*by as usize].label.key.clone();
            match stays.as_slice() {
                [] => gathered.add(*presence, key, *by, None),
                stays => stays.iter().for_each(|stay| gathered.add(*presence, key.clone(), *by, Some(*stay))),
            }
        }
        gathered.quorum = gathered.quorum.or(call.attendance.quorum);
        chair = chair.or(call.chair);
    }
    (Attendance { attendees: gathered.attendees, quorum: gathered.quorum }, chair)
}

/// The roll calls of a record, in order.
fn roll_calls(sections: &[Section]) -> impl Iterator<Item = &RollCall> {
    sections.iter().flat_map(|section| &section.contributions).filter_map(|contribution| match contribution {
        Contribution::Narrative(narrative) => narrative.roll_call.as_deref(),
        _ => None,
    })
}

/// Attendees so far.
#[derive(Default)]
struct GatheredAttendance {
    attendees: Vec<Attendee>,
    quorum: Option<Quorum>,
    /// Positions by part and folded name: a person who is listed again stayed at several times.
    places: FxHashMap<(Presence, Box<str>), usize>,
}

impl GatheredAttendance {
    fn add(&mut self, presence: Presence, key: Box<str>, by: NameIndex, stay: Option<Stay>) {
        let next = self.attendees.len();
        let place = *self.places.entry((presence, key)).or_insert(next);
        if place == next {
            self.attendees.push(Attendee { by, presence, stays: Vec::new() });
        }
        let stays = &mut self.attendees[place].stays;
        stays.extend(stay.filter(|stay| !stays.contains(stay)));
    }
}
