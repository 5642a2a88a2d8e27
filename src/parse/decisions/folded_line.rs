//! A line in the form in which it is compared with the vocabulary, with the way back to the text.

use unicode_normalization::UnicodeNormalization;

/// A folded line: lower case, half-width signs, one kind of dash and apostrophe, single spaces.
#[derive(Debug)]
pub(super) struct FoldedLine {
    /// Each character with the byte offset in the line of the character that it was made from.
    pub(super) signs: Vec<(char, usize)>,
}

impl FoldedLine {
    pub(super) fn new(line: &str) -> Self {
        let mut signs: Vec<(char, usize)> = Vec::with_capacity(line.len());
        for (at, c) in line.char_indices() {
            if c.is_ascii_graphic() {
                signs.push((c.to_ascii_lowercase(), at));
                continue;
            }
            let c = match c {
                '’' | '‘' | 'ʼ' => '\'',
                '‐'..='―' | '−' | '－' => '-',
                '，' => ',',
                '：' => ':',
                '；' => ';',
                '（' => '(',
                '）' => ')',
                '［' | '【' => '[',
                '］' | '】' => ']',
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
                c if c.is_whitespace() => {
                    if signs.last().is_some_and(|(last, _)| *last != ' ') {
                        signs.push((' ', at));
                    }
                    continue;
                }
                c => c,
            };
            signs.extend(c.to_lowercase().map(|c| (c, at)));
        }
        while signs.last().is_some_and(|(last, _)| *last == ' ') {
            signs.pop();
        }
        FoldedLine { signs }
    }

    /// Reports whether the line has this text from a place on, and no longer word.
    pub(super) fn has(&self, from: usize, text: &str) -> Option<usize> {
        let mut at = from;
        let mut last = ' ';
        for wanted in text.chars() {
            if self.signs.get(at)?.0 != wanted {
                return None;
            }
            (last, at) = (wanted, at + 1);
        }
        let ends = |c: char| !(is_of_words(c) && is_of_words(last));
        self.signs.get(at).is_none_or(|(next, _)| ends(*next)).then_some(at)
    }

    /// The character at a place.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.signs.get(place).map(|(c, _)| *c)
    }

    /// Byte offset in the line of the character at a place; that of its end after the last.
    pub(super) fn offset(&self, place: usize, line: &str) -> usize {
        self.signs.get(place).map_or(line.len(), |(_, at)| *at)
    }
}

/// Reports whether a character belongs to words that spaces separate. Han and kana do not.
fn is_of_words(c: char) -> bool {
    c.is_alphanumeric() && !crate::text::is_cjk(c)
}

/// The form of a word for comparison.
pub(in crate::parse) fn folded(word: &str) -> String {
    let word: String = word.trim().nfc().collect();
    FoldedLine::new(&word).signs.into_iter().map(|(c, _)| c).collect()
}
