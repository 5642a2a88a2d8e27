//! Share of the outputs that a part draws.

use super::part_number::BuildPart;
use crate::pipeline::draw_data::DataTasks;
use crate::pipeline::index_tasks::{IndexTasks, SegmentTasks};

/// Number of outputs in a run, whose order is that of their addresses: near records are read once for several files.
const RUN: usize = 32;

impl IndexTasks {
    /// The outputs that a part draws. What lists others is in the share of no part.
    pub(in crate::pipeline) fn share(self, part: BuildPart) -> IndexTasks {
        let in_run = |at: usize| part.takes((at / RUN) as u64);
        let segment = |(number, segment): (usize, SegmentTasks)| SegmentTasks {
            has_shards: part.takes(number as u64),
            passages: segment.passages.into_iter().filter(|(pack, _)| in_run(*pack)).collect(),
        };
        // Files of one table are drawn together, because their rows are made once.
        let mut files = self.data.files;
        files.sort_by_key(|(at, file)| (file.table().is_none(), file.table(), *at));
        let of_table = files.chunk_by(|(_, one), (_, other)| one.table().is_some() && one.table() == other.table());
        let files =
            of_table.enumerate().filter(|(number, _)| part.takes(*number as u64)).flat_map(|(_, files)| files.to_vec());
        IndexTasks {
            directory: None,
            segments: self.segments.into_iter().enumerate().map(segment).collect(),
            data: DataTasks { files: files.collect(), lists: Vec::new() },
            // The whole index answers them, so they are drawn when the parts are joined.
            watches: Vec::new(),
            others: self.others.into_iter().enumerate().filter(|(at, _)| in_run(*at)).map(|(_, at)| at).collect(),
        }
    }
}
