//! Records that belong together but do not match, and records that look alike but are not related.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{Archive, Date, MeetingIndex, SpeechId};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::Sources;

pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let shown = |index: MeetingIndex| sources.shown(archive.meetings[index].details.source);
    let speeches = |index: MeetingIndex| archive.meetings[index].total().speeches;
    for (index, twins) in archive.translations.iter().enumerate() {
        for &twin in twins.iter().filter(|twin| **twin > index) {
            let (here, there) = (speeches(index), speeches(twin));
            if here != there && here > 0 && there > 0 {
                found.push(
                    Diagnostic::at(
                        Problem::MisalignedTwins,
                        Location::file(&shown(index)),
                        format!("{here} speeches here, {there} in its translation {}", shown(twin)),
                    )
                    .hint("compare the headings of the two; readers go from a speech to its translation"),
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
        for (later, earlier) in same(archive, &meetings) {
            found.push(
                Diagnostic::at(
                    Problem::DuplicateMeeting,
                    Location::file(&shown(later)),
                    format!("most of these speeches are in {} too", shown(earlier)),
                )
                .hint("keep one of the two, and redirect the address of the other to it with `aliases:`"),
            );
        }
    }
    found
}

/// Number of records of one day that are compared for the same speech.
const MOST_WITH_ONE: usize = 50;

/// Records that have mostly the same speeches as an earlier record of the same day, each with the first such record.
fn same(archive: &Archive, meetings: &[MeetingIndex]) -> Vec<(MeetingIndex, MeetingIndex)> {
    let mut found = Vec::new();
    // Records that contain each speech, by their positions; and the number of different speeches of each record.
    let mut with: FxHashMap<SpeechId, Vec<usize>> = FxHashMap::default();
    let mut sizes: Vec<usize> = Vec::new();
    for (position, &later) in meetings.iter().enumerate() {
        let ids: FxHashSet<SpeechId> = archive.meetings[later].speeches().map(|speech| speech.id).collect();
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for id in &ids {
            let with = with.entry(*id).or_default();
            for earlier in &*with {
                crate::report::steps::step();
                *common.entry(*earlier).or_default() += 1;
            }
            if with.len() < MOST_WITH_ONE {
                with.push(position);
            }
        }
        sizes.push(ids.len());
        let is_same = |(earlier, common): &(usize, usize)| {
            let fewer = ids.len().min(sizes[*earlier]);
            fewer >= 4 && common * 10 > fewer * 6
        };
        if let Some((earlier, _)) = common.into_iter().find(is_same) {
            found.push((later, meetings[earlier]));
        }
    }
    found
}
