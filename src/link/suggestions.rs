//! “Did you mean” suggestions for a bounded number of unknown ids.

use rustc_hash::FxHashMap;

use crate::yaml::did_you_mean;

/// Maximum number of unknown ids that get a suggestion. Each is compared with all known ids.
const MOST: usize = 100;

/// Kind of an unknown id, and the id.
type UnknownId = (Box<str>, Box<str>);

/// Suggestions made so far.
#[derive(Default)]
pub(super) struct Suggestions(FxHashMap<UnknownId, Option<Box<str>>>);

impl Suggestions {
    /// The most similar known id of a kind, if one is similar; `None` beyond the maximum.
    pub(super) fn near<'a, I: Iterator<Item = &'a str>>(
        &mut self,
        kind: &str,
        id: &str,
        known: impl FnOnce() -> I,
    ) -> Option<Box<str>> {
        let key = (Box::from(kind), Box::from(id));
        if let Some(near) = self.0.get(&key) {
            return near.clone();
        }
        if self.0.len() >= MOST {
            return None;
        }
        let near = did_you_mean(id, known()).map(Box::from);
        self.0.insert(key, near.clone());
        near
    }
}
