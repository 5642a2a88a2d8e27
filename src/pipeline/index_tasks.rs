//! Separates the files of the search index, what it answers, and open data from all others. They are drawn in an order of their own,
//! because some of them list what is in the others.

use super::draw_data::DataTasks;
use crate::site::{Output, OutputKind};

/// Outputs by position: those of the search index, open data, and all others.
#[derive(Default)]
pub(super) struct IndexTasks {
    /// The directory, if there is an index.
    pub(super) directory: Option<usize>,
    pub(super) segments: Vec<SegmentTasks>,
    /// Open data.
    pub(super) data: DataTasks,
    /// Pages and feeds of queries that can be followed, which the index answers.
    pub(super) watches: Vec<usize>,
    pub(super) others: Vec<usize>,
}

/// Outputs of a segment of the index.
#[derive(Default)]
pub(super) struct SegmentTasks {
    /// True if its shards are drawn.
    pub(super) has_shards: bool,
    /// The packs of its passages: their numbers in the segment, and the positions of their outputs.
    pub(super) passages: Vec<(usize, usize)>,
}

impl IndexTasks {
    pub(super) fn new(outputs: &[&Output], segments: usize) -> Self {
        let segment = || SegmentTasks { has_shards: true, ..SegmentTasks::default() };
        let mut tasks = IndexTasks { segments: (0..segments).map(|_| segment()).collect(), ..IndexTasks::default() };
        for (at, output) in outputs.iter().enumerate() {
            match output.kind {
                OutputKind::SearchDirectory => tasks.directory = Some(at),
                OutputKind::SearchPassages(segment, pack) => tasks.segments[segment].passages.push((pack, at)),
                _ if output.kind.shows_matches() => tasks.watches.push(at),
                _ if tasks.data.take(at, output) => {}
                _ => tasks.others.push(at),
            }
        }
        tasks.segments.iter_mut().for_each(|segment| segment.passages.sort_unstable());
        tasks
    }

    /// Positions of all their outputs.
    pub(super) fn positions(&self) -> Vec<usize> {
        let passages = self.segments.iter().flat_map(|segment| segment.passages.iter().map(|(_, at)| *at));
        let data = self.data.files.iter().map(|(at, _)| *at).chain(self.data.lists.iter().copied());
        self.directory
            .into_iter()
            .chain(passages)
            .chain(data)
            .chain(self.watches.iter().chain(&self.others).copied())
            .collect()
    }
}
