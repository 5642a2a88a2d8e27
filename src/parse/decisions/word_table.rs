//! Words with their meanings, found by their first character. A line of sixty names is compared with all words at each
//! of them.

use rustc_hash::FxHashMap;

use super::folded_line::FoldedLine;

/// Words, in the form in which lines are folded, by their first characters.
pub(super) struct WordTable<T> {
    by_first: FxHashMap<char, Vec<(T, &'static str)>>,
}

impl<T: Copy> WordTable<T> {
    pub(super) fn new(words: impl Iterator<Item = (T, &'static str)>) -> Self {
        let mut by_first: FxHashMap<char, Vec<(T, &'static str)>> = FxHashMap::default();
        for (meaning, word) in words {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((meaning, word));
            }
        }
        WordTable { by_first }
    }

    /// The words that stand at a place of a line: the meaning of each, and the place after it.
    pub(super) fn at<'t>(&'t self, line: &'t FoldedLine, from: usize) -> impl Iterator<Item = (T, usize)> + 't {
        let words = line.at(from).and_then(|first| self.by_first.get(&first)).map_or(&[][..], Vec::as_slice);
        words.iter().filter_map(move |(meaning, word)| Some((*meaning, line.has(from, word)?)))
    }
}
