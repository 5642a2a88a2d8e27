//! The files of the search index. Their names follow the words, so they are planned again with every edit, separately
//! from the plan of the site.

use crate::search::{IndexLayout, IndexProfile};
use crate::site::well_known::SEARCH;
use crate::site::{Address, Output, OutputKind, OutputPath};

/// Every file of an index but its root and what has its name from what is in it, by path.
pub fn search_index(layout: &IndexLayout) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |path: &str, kind: OutputKind| {
        let address = Address::new(&format!("{SEARCH}{path}"));
        outputs.extend(OutputPath::of(&address).map(|path| Output { path, address, kind }));
    };
    add(&layout.directory_path(), OutputKind::SearchDirectory);
    for segment in 0..layout.segments() {
        if layout.profile() == IndexProfile::Preview {
            add(&layout.preview_path(segment), OutputKind::SearchShards(segment));
        }
        for pack in 0..layout.passage_packs(segment) {
            add(&layout.passage_pack_path(segment, pack), OutputKind::SearchPassages(segment, pack));
        }
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}
