//! Attendance of a meeting in the document of its record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Attendance of a meeting, from its metadata and from the roll calls of its record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentAttendance {
    /// Members who were there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<DocumentAttendee>,
    /// Others who were there, such as officers and guests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_attendance: Vec<DocumentAttendee>,
    /// People who were excused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apologies: Vec<DocumentAttendee>,
    /// People who were expected and did not come.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<DocumentAttendee>,
    /// Number of members needed for decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<DocumentQuorum>,
}

impl DocumentAttendance {
    /// Reports whether the record says nothing of it.
    pub fn is_empty(&self) -> bool {
        *self == DocumentAttendance::default()
    }
}

/// A person in the attendance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentAttendee {
    /// Position among the people.
    #[schemars(required)]
    pub person: u32,
    /// Times of coming and leaving; none for the whole meeting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<DocumentStay>,
    /// True if no roll call of the record names the person, but its metadata does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub listed: bool,
}

/// Stretch of time in which a person was there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentStay {
    /// Time of day at which the person came, if late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Time of day at which the person left, if early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Number of members that must be there for the meeting to decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentQuorum {
    /// Number of members needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Number of all members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<u32>,
    /// True if enough were there; none if the record does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
}
