//! Serde types of the keys that say who attended: `participants`, `apologies`, `absent`, `in_attendance`, `quorum`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::entries::Scalar;
use super::shorthand::{Short, Shorthand, shorthand};
use crate::record::{ClockTime, Quorum, Stay};

/// A person who attended: an id of people.yml or a name alone, or with the times of coming and leaving.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct AttendeeEntry {
    pub(super) name: String,
    pub(super) stay: Option<Stay>,
}

/// A person who came late or left early.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttendeeFields {
    /// The person: an id of people.yml, or a name.
    name: Scalar,
    /// The time at which the person came, if late: `"19:20"`.
    #[serde(default)]
    from: Option<ClockEntry>,
    /// The time at which the person left, if early: `"20:45"`.
    #[serde(default)]
    to: Option<ClockEntry>,
}

impl Shorthand for AttendeeEntry {
    type Full = AttendeeFields;
    const EXPECTED: &'static str = "an id or a name, or `name:`, `from:` and `to:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["string", "number"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        Some(AttendeeEntry { name: short.text_or_number()?.trim().to_owned(), stay: None })
    }

    fn from_full(full: AttendeeFields) -> Self {
        let (from, to) = (full.from.map(|ClockEntry(time)| time), full.to.map(|ClockEntry(time)| time));
        let stay = (from.is_some() || to.is_some()).then_some(Stay { from, to });
        AttendeeEntry { name: full.name.0, stay }
    }
}

shorthand!(AttendeeEntry);

/// A time of day.
#[derive(Debug)]
struct ClockEntry(ClockTime);

impl<'de> Deserialize<'de> for ClockEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Scalar(text) = Scalar::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom(format!("“{text}” is not a time of day; write \"19:20\""));
        ClockTime::parse(&text).map(ClockEntry).ok_or_else(unknown)
    }
}

impl JsonSchema for ClockEntry {
    fn schema_name() -> Cow<'static, str> {
        "ClockEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// `quorum:` with the number of members needed, that of all members, and whether it was met.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct QuorumEntry(pub(super) Quorum);

/// The quorum of a meeting.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuorumFields {
    /// Number of members that must be there.
    #[serde(default)]
    needed: Option<u32>,
    /// Number of all members.
    #[serde(default)]
    members: Option<u32>,
    /// `true` if enough were there.
    #[serde(default)]
    met: Option<bool>,
}

impl Shorthand for QuorumEntry {
    type Full = QuorumFields;
    const EXPECTED: &'static str = "a number, or `needed:`, `members:` and `met:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "integer" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let needed = short.text_or_number()?.trim().parse().ok()?;
        Some(QuorumEntry(Quorum { needed: Some(needed), ..Quorum::default() }))
    }

    fn from_full(full: QuorumFields) -> Self {
        QuorumEntry(Quorum { needed: full.needed, members: full.members, met: full.met })
    }
}

shorthand!(QuorumEntry);
