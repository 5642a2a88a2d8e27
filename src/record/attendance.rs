//! Attendance of a meeting: who was there, who sent apologies, who was absent, who came late, and the quorum.

use serde::{Deserialize, Serialize};

use crate::record::{ClockTime, NameIndex, TextRange};

/// Part of a person in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// There, as a member.
    Present,
    /// There, and no member: an officer, a guest.
    InAttendance,
    /// Not there, and excused.
    Apologies,
    /// Not there.
    Absent,
}

impl Presence {
    /// All, in the order in which they are shown.
    pub const ALL: [Presence; 4] = [Presence::Present, Presence::InAttendance, Presence::Apologies, Presence::Absent];

    /// Its name in templates, in classes of the page and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            Presence::Present => "present",
            Presence::InAttendance => "in-attendance",
            Presence::Apologies => "apologies",
            Presence::Absent => "absent",
        }
    }

    /// Reports whether the person was there.
    pub fn is_there(self) -> bool {
        matches!(self, Presence::Present | Presence::InAttendance)
    }
}

/// Stretch of time in which a person was there; without a time the meeting's own beginning or end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stay {
    /// Time at which the person came, if late.
    pub from: Option<ClockTime>,
    /// Time at which the person left, if early.
    pub to: Option<ClockTime>,
}

/// A person in the attendance of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attendee {
    /// The person.
    pub by: NameIndex,
    /// The part of the person.
    pub presence: Presence,
    /// Stretches of time, in order; none for the whole meeting.
    pub stays: Vec<Stay>,
}

/// Number of members that must be there for the meeting to decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quorum {
    /// Number of members needed.
    pub needed: Option<u32>,
    /// Number of all members.
    pub members: Option<u32>,
    /// True if enough were there; none if the record does not say.
    pub met: Option<bool>,
}

/// Attendance of a meeting, as far as the record gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attendance {
    /// Each person once for each part, in the order of the record.
    pub attendees: Vec<Attendee>,
    /// The quorum.
    pub quorum: Option<Quorum>,
}

impl Attendance {
    /// Reports whether the record says nothing of it.
    pub fn is_empty(&self) -> bool {
        self.attendees.is_empty() && self.quorum.is_none()
    }

    /// Everyone of one part, in order.
    pub fn of(&self, presence: Presence) -> impl Iterator<Item = &Attendee> {
        self.attendees.iter().filter(move |attendee| attendee.presence == presence)
    }
}

/// A blockquote of a record that lists who attended: `> **Present:** Ann Lee, Ben Okri`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    /// The attendance that it gives.
    pub attendance: Attendance,
    /// The person in the chair, if it says so.
    pub chair: Option<NameIndex>,
    /// Its lines, in order.
    pub lines: Vec<RollCallLine>,
}

/// A line of a roll call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCallLine {
    /// The whole line, or several if the names go on.
    pub text: TextRange,
    /// Each name with its place in the text, in order.
    pub names: Vec<(TextRange, NameIndex)>,
    /// True if it gives the quorum.
    pub is_quorum: bool,
}

impl RollCall {
    /// All names in its lines, in order.
    pub fn names(&self) -> impl Iterator<Item = (TextRange, NameIndex)> {
        self.lines.iter().flat_map(|line| line.names.iter().copied())
    }

    /// All names in its lines and attendance, to be changed.
    pub(crate) fn names_mut(&mut self) -> impl Iterator<Item = &mut NameIndex> {
        let lines = self.lines.iter_mut().flat_map(|line| line.names.iter_mut().map(|(_, name)| name));
        let attendees = self.attendance.attendees.iter_mut().map(|attendee| &mut attendee.by);
        lines.chain(attendees).chain(&mut self.chair)
    }
}
