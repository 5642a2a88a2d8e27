//! The files of the search index. Their names follow the words, so they are planned again with every edit, separately
//! from the plan of the site.

use crate::search::IndexLayout;
use crate::site::well_known::SEARCH;
use crate::site::{Address, Output, OutputKind, OutputPath};

/// All files of an index but its root, by path.
pub fn search_index(layout: &IndexLayout) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |path: &str, kind: OutputKind| {
        let address = Address::new(&format!("{SEARCH}{path}"));
        outputs.extend(OutputPath::of(&address).map(|path| Output { path, address, kind }));
    };
    for segment in 0..layout.segments() {
        add(&layout.directory_path(segment), OutputKind::SearchDirectory(segment));
        for shard in 0..layout.shards(segment) {
            add(&layout.shard_path(segment, shard), OutputKind::SearchShard(segment, shard));
        }
    }
    for meeting in 0..layout.meetings() {
        for number in 0..layout.passages(meeting) {
            add(&layout.passage_path(meeting, number), OutputKind::SearchPassage(meeting, number));
        }
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}
