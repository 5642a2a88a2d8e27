//! Records that belong together and do not fit, or do not belong and look alike.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, Location, Problem};
use crate::record::{Archive, Date, MeetingIndex};
use crate::source::Sources;

pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let shown = |index: MeetingIndex| sources.get(archive.meetings[index].details.source).shown;
    let speeches = |index: MeetingIndex| archive.meetings[index].total().speeches;
    for (index, twins) in archive.twins.iter().enumerate() {
        for &twin in twins.iter().filter(|twin| **twin > index) {
            let (here, there) = (speeches(index), speeches(twin));
            if here != there && here > 0 && there > 0 {
                found.push(
                    Diagnostic::at(
                        Problem::MisalignedTwins,
                        Location::file(&shown(index)),
                        format!("{here} speeches here, {there} in its translation {}", shown(twin)),
                    )
                    .hint("compare the headings of the two; readers are led from a speech to the same in the other language"),
                );
            }
        }
    }
    let mut by_day: FxHashMap<Date, Vec<MeetingIndex>> = FxHashMap::default();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        by_day.entry(meeting.details.date).or_default().push(index);
    }
    let mut days: Vec<_> = by_day.into_iter().filter(|(_, meetings)| meetings.len() > 1).collect();
    days.sort();
    for (_, meetings) in days {
        for (position, &later) in meetings.iter().enumerate() {
            if let Some(&earlier) = meetings[..position].iter().find(|earlier| are_one(archive, **earlier, later)) {
                found.push(
                    Diagnostic::at(
                        Problem::DuplicateMeeting,
                        Location::file(&shown(later)),
                        format!("most of what is said here is said in {} too", shown(earlier)),
                    )
                    .hint("keep one of the two, and lead its old address to it with `aliases:`"),
                );
            }
        }
    }
    found
}

/// Whether two records of one day hold mostly the same speeches.
fn are_one(archive: &Archive, one: MeetingIndex, other: MeetingIndex) -> bool {
    let ids = |index: MeetingIndex| archive.meetings[index].speeches().map(|s| s.id).collect::<FxHashSet<_>>();
    let (one, other) = (ids(one), ids(other));
    let fewer = one.len().min(other.len());
    fewer >= 4 && one.intersection(&other).count() * 10 > fewer * 6
}
