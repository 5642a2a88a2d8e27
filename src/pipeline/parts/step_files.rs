//! Names of the files by which the steps of a build in parts depend on each other.

use super::part_number::BuildPart;
use super::part_phase::PartPhase;

/// Names, in the folder that the parts share, of what a step needs and of what it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFiles {
    /// Results that the step needs.
    pub needed: Vec<String>,
    /// Folders whose files the step needs.
    pub needed_folders: Vec<String>,
    /// Result that the step leaves; the last step leaves none.
    pub result: Option<String>,
    /// Folder whose files the step leaves.
    pub folder: Option<String>,
}

impl StepFiles {
    /// Files of a step.
    pub fn of(phase: PartPhase) -> StepFiles {
        let count = phase.count();
        let parts = || (1..=count).map(move |index| BuildPart { index, count });
        let read = || parts().map(read_name);
        let none = StepFiles { needed: Vec::new(), needed_folders: Vec::new(), result: None, folder: None };
        match phase {
            PartPhase::Read(part) => StepFiles { result: Some(read_name(part)), ..none },
            PartPhase::Link { parts } => {
                StepFiles { needed: read().collect(), result: Some(linked_name(parts)), ..none }
            }
            PartPhase::Draw(part) => StepFiles {
                needed: read().chain([linked_name(count)]).collect(),
                result: Some(drawn_name(part)),
                folder: Some(site_name(part)),
                ..none
            },
            PartPhase::Join { .. } => StepFiles {
                needed: read().chain([linked_name(count)]).chain(parts().map(drawn_name)).collect(),
                needed_folders: parts().map(site_name).collect(),
                ..none
            },
        }
    }
}

pub(super) fn read_name(part: BuildPart) -> String {
    format!("read-{}-of-{}", part.index, part.count)
}

pub(super) fn linked_name(parts: u32) -> String {
    format!("link-of-{parts}")
}

pub(super) fn drawn_name(part: BuildPart) -> String {
    format!("draw-{}-of-{}", part.index, part.count)
}

pub(super) fn site_name(part: BuildPart) -> String {
    format!("site-{}-of-{}", part.index, part.count)
}
