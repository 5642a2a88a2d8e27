//! Finds many places in one text, in the order in which they stand there, by going through it once.

use rustc_hash::FxHashMap;

use super::{PathStep, Yaml, key_at, locate};
use crate::report::diagnostic::Location;
use crate::text::head;
use crate::text::source::Locator;

/// Finds the entries of lists again in the text, and what stands in them. Entries are asked for in the order in which they
/// stand there, so the search goes on where the last one ended.
#[derive(Debug, Clone)]
pub struct KeyPlaces<'a> {
    yaml: Yaml<'a>,
    locator: Locator<'a>,
    /// For each list where it begins, and where the search goes on.
    lists: FxHashMap<&'static str, (usize, usize)>,
    /// Where the last entry that was asked for stands.
    entry: usize,
    /// How many entries have not been found.
    missed: usize,
}

/// When so many entries have not been found where they would be, the layout is one that is not understood, and others are
/// not looked for.
const MOST_MISSED: usize = 200;

/// What belongs to an entry is looked for within so many bytes of it.
const WITHIN: usize = 1 << 16;

impl<'a> KeyPlaces<'a> {
    pub(super) fn new(yaml: Yaml<'a>) -> Self {
        KeyPlaces { yaml, locator: Locator::new(yaml.source), lists: FxHashMap::default(), entry: 0, missed: 0 }
    }

    /// Where the entry of a list with `key: value` stands; else the list.
    pub fn of_value(&mut self, list: &'static str, key: &str, value: &str) -> Location {
        let yaml = self.yaml;
        let (begin, from) = *self.lists.entry(list).or_insert_with(|| {
            let (begin, _) = locate(yaml.text(), &[PathStep::Key(list.to_owned())]);
            (begin, begin)
        });
        let search = |from: usize| match key {
            "labels" => find_word(yaml.text(), from, value),
            _ => find_value(yaml.text(), from, key, value),
        };
        let mut found = (self.missed < MOST_MISSED).then(|| search(from)).flatten();
        if found.is_none() && self.missed < MOST_MISSED {
            self.missed += 1;
            found = search(begin);
        }
        let Some(at) = found else {
            self.entry = begin;
            return self.locator.locate(yaml.start + begin, list.len());
        };
        self.lists.insert(list, (begin, at + value.len()));
        self.entry = at;
        self.locator.locate(yaml.start + at, value.len())
    }

    /// Where a text stands next after the entry that was asked for last; else `place`, which is that of the entry.
    pub fn after(&mut self, place: &Location, needle: &str) -> Location {
        let text = self.yaml.text();
        let line = text[..self.entry].rfind('\n').map_or(0, |at| at + 1);
        // In one long line the entry is what counts.
        let from = if self.entry - line < 2_000 { line } else { self.entry };
        match head(&text[from..], WITHIN).find(needle) {
            Some(at) => self.locator.locate(self.yaml.start + from + at, needle.len()),
            None => place.clone(),
        }
    }
}

/// The next `key: value` from an offset on; where the value stands.
fn find_value(text: &str, from: usize, key: &str, value: &str) -> Option<usize> {
    text[from..].match_indices(key).find_map(|(at, _)| {
        let after = key_at(&text[from + at..], key)?;
        let line = after.split('\n').next().unwrap_or_default();
        let bare = line.trim_start_matches([' ', '"', '\'', '[', ',']);
        (bare.starts_with(value) && ends_word(&bare[value.len()..]))
            .then(|| text.len() - after.len() + line.len() - bare.len())
    })
}

/// The next occurrence of a word from an offset on.
fn find_word(text: &str, from: usize, word: &str) -> Option<usize> {
    let near = head(&text[from..], WITHIN);
    near.match_indices(word).map(|(at, _)| at).find(|at| ends_word(&near[at + word.len()..])).map(|at| from + at)
}

/// `ann` is not found in `anna`.
fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
}
