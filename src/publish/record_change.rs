//! Changes of records that are told to others.

use serde::{Deserialize, Serialize};

/// Change of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordChange {
    /// It is new.
    Added,
    /// It was corrected.
    Corrected,
    /// It has another address.
    Moved,
    /// It was withdrawn; a notice stands at its address.
    Withdrawn,
    /// It is no longer part of the site.
    Removed,
    /// The meeting is announced.
    Announced,
    /// Its announcement was changed.
    AnnouncementChanged,
}
