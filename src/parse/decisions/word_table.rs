//! Words with their meanings, found by their first two characters. A line of sixty names is compared with all words at
//! each of them.

use rustc_hash::FxHashMap;

use super::folded_line::FoldedLine;

/// First two characters of a word; the second is none in a word of one.
type Beginning = (char, Option<char>);

/// Words, in the form in which lines are folded, by their first two characters.
pub(super) struct WordTable<T> {
    by_beginning: FxHashMap<Beginning, Vec<(T, &'static str)>>,
}

impl<T: Copy> WordTable<T> {
    pub(super) fn new(words: impl Iterator<Item = (T, &'static str)>) -> Self {
        let mut by_beginning: FxHashMap<_, Vec<(T, &'static str)>> = FxHashMap::default();
        for (meaning, word) in words {
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                by_beginning.entry((first, letters.next())).or_default().push((meaning, word));
            }
        }
        WordTable { by_beginning }
    }

    /// The words that stand at a place of a line: the meaning of each, and the place after it.
    pub(super) fn at<'t>(&'t self, line: &'t FoldedLine, from: usize) -> impl Iterator<Item = (T, usize)> + 't {
        let first = line.at(from);
        let second = first.and_then(|_| line.at(from + 1));
        let beginnings = [Some(None), second.map(Some)].into_iter().flatten();
        let words = beginnings.filter_map(move |second| self.by_beginning.get(&(first?, second))).flatten();
        words.filter_map(move |(meaning, word)| Some((*meaning, line.has(from, word)?)))
    }
}
