//! Cache of shards for the preview: the shards of a segment are made when they are first requested, and again only when
//! their inputs have changed.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::index_layout::SegmentKey;
use super::{IndexLayout, SegmentShards};

/// The shards of the segments of an index.
#[derive(Debug, Default)]
pub struct SegmentCache(FxHashMap<SegmentKey, Arc<OnceLock<SegmentShards>>>);

impl SegmentCache {
    /// A cache for a planned index, with the unchanged segments of an earlier one.
    pub fn new(layout: &IndexLayout, before: Option<&SegmentCache>) -> Self {
        let place = |segment: usize| {
            let key = layout.key(segment);
            let known = before.and_then(|before| before.0.get(&key)).cloned();
            (key, known.unwrap_or_default())
        };
        SegmentCache((0..layout.segments()).map(place).collect())
    }

    /// Reports whether the shards of a segment have been made.
    pub fn has(&self, key: SegmentKey) -> bool {
        self.0.get(&key).is_some_and(|place| place.get().is_some())
    }

    /// Returns the shards of a segment; the first caller makes them.
    pub fn get(&self, key: SegmentKey, make: impl FnOnce() -> SegmentShards) -> Option<&SegmentShards> {
        self.0.get(&key).map(|place| place.get_or_init(make))
    }
}
