//! Remembers which addresses were there, and when.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::fs::cache_dir;

/// Address → when it last answered, in seconds since 1970. Dead links are never cached, so that a fixed one is noticed
/// at once.
#[derive(Default)]
pub(super) struct AnswerCache(BTreeMap<String, u64>);

impl AnswerCache {
    /// An empty one when there is none that can be read.
    pub(super) fn read(place: &Path) -> Self {
        let read = cache_dir::read(place).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        AnswerCache(read.unwrap_or_default())
    }

    /// Removes entries that are too old, or, after the clock has been set back, in the future.
    pub(super) fn forget(&mut self, now: Duration, cache_for: Duration) {
        self.0.retain(|_, found| now.as_secs().checked_sub(*found).is_some_and(|age| age < cache_for.as_secs()));
    }

    pub(super) fn holds(&self, url: &str) -> bool {
        self.0.contains_key(url)
    }

    pub(super) fn add(&mut self, url: &str, now: Duration) {
        self.0.insert(url.to_owned(), now.as_secs());
    }

    pub(super) fn write(&self, place: &Path) {
        if let Ok(json) = serde_json::to_vec_pretty(&self.0) {
            cache_dir::write(place, &json);
        }
    }
}
