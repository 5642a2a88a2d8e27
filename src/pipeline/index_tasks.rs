//! Separates the files of the search index and of open data from all others. They are drawn in an order of their own, because
//! some of them list what is in the others.

use super::draw_data::DataTasks;
use crate::site::{Output, OutputKind};

/// Outputs by position: those of the search index, open data, and all others.
#[derive(Default)]
pub(super) struct IndexTasks {
    /// The directory, if there is an index.
    pub(super) directory: Option<usize>,
    /// The packs of passages, by segment and pack.
    pub(super) passages: Vec<Vec<usize>>,
    /// Open data.
    pub(super) data: DataTasks,
    pub(super) others: Vec<usize>,
}

impl IndexTasks {
    pub(super) fn new(outputs: &[&Output], segments: usize) -> Self {
        let mut tasks = IndexTasks { passages: vec![Vec::new(); segments], ..IndexTasks::default() };
        let mut packs: Vec<Vec<(usize, usize)>> = vec![Vec::new(); segments];
        for (at, output) in outputs.iter().enumerate() {
            match output.kind {
                OutputKind::SearchDirectory => tasks.directory = Some(at),
                OutputKind::SearchPassages(segment, pack) => packs[segment].push((pack, at)),
                _ if tasks.data.take(at, output) => {}
                _ => tasks.others.push(at),
            }
        }
        for (into, mut packs) in tasks.passages.iter_mut().zip(packs) {
            packs.sort_unstable();
            into.extend(packs.into_iter().map(|(_, at)| at));
        }
        tasks
    }
}
