//! Tells the files of the search index from all others: they are drawn in an order of their own, as the directory tells where
//! everything is in the rest.

use crate::site::{Output, OutputKind};

/// Outputs by position: those of the search index, and all others.
#[derive(Default)]
pub(super) struct IndexTasks {
    /// The directory, if there is an index.
    pub(super) directory: Option<usize>,
    /// The packs of passages, by segment and pack.
    pub(super) passages: Vec<Vec<usize>>,
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
