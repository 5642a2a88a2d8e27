//! The sign by which a reader knows a speaker again at a glance.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::bytes::fingerprint::Fingerprint;

/// Number of shapes that a theme defines.
const SHAPES: u8 = 6;
/// Number of hues that a theme defines.
const HUES: u8 = 8;

/// A shape and a hue that depend only on the speaker's id or label, so that they are the same on every page and after
/// every edit. Two speakers of one meeting may share an icon; the name tells them apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SpeakerIcon {
    /// From 1 to 6.
    shape: u8,
    /// From 1 to 8.
    hue: u8,
}

impl SpeakerIcon {
    /// The icon for an id, or for a label without one.
    pub fn of(identity: &str) -> Self {
        let fingerprint = Fingerprint::of_bytes(identity.as_bytes());
        let [one, other, ..] = fingerprint.bytes();
        SpeakerIcon { shape: one % SHAPES + 1, hue: other % HUES + 1 }
    }
}

impl fmt::Display for SpeakerIcon {
    /// CSS classes: `mark shape-2 hue-5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mark shape-{} hue-{}", self.shape, self.hue)
    }
}

impl Serialize for SpeakerIcon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_depend_on_the_speaker_alone_and_use_every_shape_and_hue() {
        assert_eq!(SpeakerIcon::of("audrey-tang"), SpeakerIcon::of("audrey-tang"));
        let many: std::collections::BTreeSet<String> =
            (0..2000).map(|n| SpeakerIcon::of(&n.to_string()).to_string()).collect();
        assert_eq!(many.len(), usize::from(SHAPES * HUES));
        assert!(many.contains("mark shape-1 hue-1") && many.contains("mark shape-6 hue-8"));
    }
}
