//! Action items of all meetings, each followed through the records that mention it again.

use crate::record::{ActionStatus, Archive, Date, Decision, MeetingIndex, NameIndex, TextRange};

/// Place of a decision in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecisionPlace {
    /// The meeting.
    pub meeting: MeetingIndex,
    /// Index of the section.
    pub section: u32,
    /// Index among the contributions of the section.
    pub contribution: u32,
}

impl DecisionPlace {
    /// The decision there.
    pub fn decision(self, archive: &Archive) -> Option<&Decision> {
        let section = archive.meetings[self.meeting].sections.get(self.section as usize)?;
        section.contributions.get(self.contribution as usize)?.decision()
    }

    /// The decisions of a meeting with their places, in the order of the record.
    pub fn of_meeting(archive: &Archive, meeting: MeetingIndex) -> impl Iterator<Item = (DecisionPlace, &Decision)> {
        let sections = archive.meetings[meeting].sections.iter().zip(0u32..);
        sections.flat_map(move |(of_section, section)| {
            of_section.contributions.iter().zip(0u32..).filter_map(move |(of_place, contribution)| {
                Some((DecisionPlace { meeting, section, contribution }, of_place.decision()?))
            })
        })
    }
}

/// An action item, with what later records say of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LoggedAction {
    /// Places where it is mentioned, in the order of time; the first one gave the task. Never empty.
    pub places: Vec<DecisionPlace>,
    /// The last day by which it is to be done, as far as one is given.
    pub due: Option<Date>,
    /// The last progress that is told; open if none is.
    pub status: ActionStatus,
    /// Day since which it has that status, if that is told.
    pub since: Option<Date>,
}

impl LoggedAction {
    /// People who are to do it, as the last record that names them has it: the meeting, and each name with its place.
    pub fn assignees<'a>(
        &self,
        archive: &'a Archive,
    ) -> Option<(MeetingIndex, impl Iterator<Item = (TextRange, NameIndex)> + use<'a>)> {
        let named = self.places.iter().rev().filter_map(|place| Some((place.meeting, place.decision(archive)?)));
        let (meeting, decision) = named.into_iter().find(|(_, decision)| decision.assignees().next().is_some())?;
        Some((meeting, decision.assignees()))
    }
}
