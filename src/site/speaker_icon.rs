//! The sign by which a reader knows a speaker again at a glance.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::bytes::fingerprint::Fingerprint;

/// A shape and a hue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SpeakerIcon {
    /// From 1 to 6.
    shape: u8,
    /// From 1 to 8.
    hue: u8,
}

impl SpeakerIcon {
    /// Number of shapes that a theme defines.
    pub const SHAPES: u8 = 6;
    /// Number of hues that a theme defines. They go round: the last is like the first.
    pub const HUES: u8 = 8;

    /// The icon of an id, or of a label without one. It depends on nothing else, so that most people keep theirs in every
    /// record.
    pub fn of(identity: &str) -> Self {
        let fingerprint = Fingerprint::of_bytes(identity.as_bytes());
        let [one, other, ..] = fingerprint.bytes();
        SpeakerIcon { shape: one % Self::SHAPES + 1, hue: other % Self::HUES + 1 }
    }

    /// The hue, from 1.
    pub fn hue(self) -> u8 {
        self.hue
    }

    /// The same shape in another hue.
    #[must_use]
    pub fn with_hue(self, hue: u8) -> Self {
        SpeakerIcon { hue, ..self }
    }

    /// Another shape in the same hue, some steps on.
    #[must_use]
    pub fn with_next_shape(self, steps: u8) -> Self {
        SpeakerIcon { shape: (self.shape - 1 + steps) % Self::SHAPES + 1, ..self }
    }
}

impl Default for SpeakerIcon {
    fn default() -> Self {
        SpeakerIcon { shape: 1, hue: 1 }
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
    fn icons_depend_on_the_speaker_alone_and_use_every_shape_and_hue() {
        assert_eq!(SpeakerIcon::of("audrey-tang"), SpeakerIcon::of("audrey-tang"));
        let many: std::collections::BTreeSet<String> =
            (0..2000).map(|n| SpeakerIcon::of(&n.to_string()).to_string()).collect();
        assert_eq!(many.len(), usize::from(SpeakerIcon::SHAPES * SpeakerIcon::HUES));
        assert!(many.contains("mark shape-1 hue-1") && many.contains("mark shape-6 hue-8"));
    }
}
