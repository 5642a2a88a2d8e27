//! Delivery of a speech: held at the meeting, or handed in.

use serde::{Deserialize, Serialize};

/// Way in which the words of a speech reached the meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delivery {
    /// Spoken at the meeting.
    #[default]
    Spoken,
    /// Handed in in writing, and not spoken.
    Written,
}

impl Delivery {
    /// The delivery with a name, as records write it.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "spoken" => Some(Delivery::Spoken),
            "written" => Some(Delivery::Written),
            _ => None,
        }
    }
}
