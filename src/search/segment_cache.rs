//! Cache of index segments for the preview: each is made on first use, and again only when its inputs have changed.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{IndexLayout, SegmentFiles};

/// The segments of an index.
#[derive(Debug, Default)]
pub struct SegmentCache(FxHashMap<Box<str>, Arc<OnceLock<SegmentFiles>>>);

impl SegmentCache {
    /// A cache for a planned index, with the unchanged segments of an earlier one.
    pub fn new(layout: &IndexLayout, before: Option<&SegmentCache>) -> Self {
        let place = |segment: usize| {
            let folder = layout.folder(segment);
            let known = before.and_then(|before| before.0.get(folder)).cloned();
            (folder.into(), known.unwrap_or_default())
        };
        SegmentCache((0..layout.segments()).map(place).collect())
    }

    /// The files of a segment; the first call makes them.
    pub fn get(&self, folder: &str, make: impl FnOnce() -> SegmentFiles) -> Option<&SegmentFiles> {
        self.0.get(folder).map(|place| place.get_or_init(make))
    }
}
