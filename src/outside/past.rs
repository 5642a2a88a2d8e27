//! Remembers which addresses were there, and when.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Address → when it was last found, in seconds since 1970. What is not there is never remembered: whoever mends a link
/// wants to know at once.
#[derive(Default)]
pub(super) struct Past(BTreeMap<String, u64>);

impl Past {
    /// An empty one when there is none that can be read.
    pub(super) fn read(place: &Path) -> Self {
        let read = fs::read(place).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Past(read.unwrap_or_default())
    }

    /// Forgets what was found too long ago, or, by a clock that has been set back, in the future.
    pub(super) fn forget(&mut self, now: Duration, trust: Duration) {
        self.0.retain(|_, found| now.as_secs().checked_sub(*found).is_some_and(|age| age < trust.as_secs()));
    }

    pub(super) fn holds(&self, url: &str) -> bool {
        self.0.contains_key(url)
    }

    pub(super) fn add(&mut self, url: &str, now: Duration) {
        self.0.insert(url.to_owned(), now.as_secs());
    }

    /// What cannot be kept costs a request the next time, so nobody is told.
    pub(super) fn keep(&self, place: &Path) {
        let Some(folder) = place.parent() else { return };
        let Ok(json) = serde_json::to_vec_pretty(&self.0) else { return };
        let Ok(mut file) = fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder)) else {
            return;
        };
        if file.write_all(&json).is_ok() {
            let _ = file.persist(place);
        }
    }
}
