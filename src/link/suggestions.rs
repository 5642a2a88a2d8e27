//! “Did you mean”, for so many unknown ids as somebody would look at.

use rustc_hash::FxHashMap;

use crate::yaml::did_you_mean;

/// For so many unknown ids a near one is looked for. Each is compared with everything that is known.
const MOST: usize = 100;

/// What was suggested so far for the ids of a run.
#[derive(Default)]
pub(super) struct Suggestions(FxHashMap<(&'static str, Box<str>), Option<Box<str>>>);

impl Suggestions {
    /// The nearest of the known ids of a kind, if one is near; none when too many have been asked for.
    pub(super) fn near<'a, I: Iterator<Item = &'a str>>(
        &mut self,
        kind: &'static str,
        id: &str,
        known: impl FnOnce() -> I,
    ) -> Option<Box<str>> {
        let key = (kind, Box::from(id));
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
