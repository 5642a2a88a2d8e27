//! The views of attendance.

use serde::Serialize;

use super::shared_views::{Link, MeetingItem};

/// A person in the attendance of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AttendeeView {
    /// Name, under that of the registry if it is there.
    pub title: String,
    /// Page of the person; empty if there is none.
    pub href: String,
    /// The language of the name, when it differs from the page's.
    pub lang: Option<String>,
    /// Times of coming and leaving, in the page's language; empty for the whole meeting.
    pub times: String,
}

/// The quorum of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct QuorumView {
    /// Number of members needed; none if the record does not say.
    pub needed: Option<u32>,
    /// Number of all members; none if the record does not say.
    pub members: Option<u32>,
    /// `met` or `not-met`; empty if the record does not say.
    pub met: &'static str,
}

/// Attendance of the meetings of a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AttendanceTable {
    /// Meetings that record attendance, in the order of time.
    pub columns: Vec<AttendanceColumn>,
    /// Everyone in the attendance of one of them, in the order of their first one.
    pub rows: Vec<AttendanceRow>,
}

/// A meeting in a table of attendance.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AttendanceColumn {
    /// The meeting.
    pub meeting: MeetingItem,
    /// Month and day, as in `03-11`; the year, if no more is known.
    pub short: String,
}

/// A person in a table of attendance.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AttendanceRow {
    /// The person.
    pub person: Link,
    /// For each meeting of the table the part of the person.
    pub cells: Vec<AttendanceCell>,
}

/// Part of a person in a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AttendanceCell {
    /// `present`, `in-attendance`, `apologies` or `absent`; empty if the record does not name the person.
    pub presence: &'static str,
    /// Times of coming and leaving; empty for the whole meeting.
    pub times: String,
}

/// A meeting in the attendance of a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AttendedMeeting {
    /// The meeting.
    pub meeting: MeetingItem,
    /// Part of the person, as in [`AttendanceCell`].
    pub presence: &'static str,
    /// Times of coming and leaving; empty for the whole meeting.
    pub times: String,
}
