//! Scale on which a record counts its times.

use serde::{Deserialize, Serialize};

/// Scale of the times beside speakers' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimeScale {
    /// Time since the beginning of the recording; two numbers are minutes and seconds.
    Recording,
    /// Time of day; two numbers are hours and minutes.
    Clock,
}
