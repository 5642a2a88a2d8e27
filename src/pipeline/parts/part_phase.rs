//! Steps of a build in parts.

use super::part_number::BuildPart;

/// Step of a build in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartPhase {
    /// One part parses its share of the records.
    Read(BuildPart),
    /// All parts' records are linked.
    Link {
        /// Number of parts.
        parts: u32,
    },
    /// One part draws its share of the files.
    Draw(BuildPart),
    /// All parts' files are put into the output folder.
    Join {
        /// Number of parts.
        parts: u32,
    },
}

impl PartPhase {
    /// Number of parts.
    pub(super) fn count(self) -> u32 {
        match self {
            PartPhase::Read(part) | PartPhase::Draw(part) => part.count,
            PartPhase::Link { parts } | PartPhase::Join { parts } => parts,
        }
    }
}
