//! Separates the files of the search index from all others. They are drawn in an order of their own, because the
//! directory lists the positions of everything in the other files of the index.

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
