//! Terms of the index, and the splitting of a text into them.

use super::fold::{Class, Fold, class, each};

/// First byte of terms of narratives; no word begins with it.
pub(super) const NARRATIVE: u8 = 1;
pub(super) const TITLE: u8 = 2;
pub(super) const SPEAKER: u8 = 3;
pub(super) const NAME: u8 = 4;
pub(super) const LATER_NAME: u8 = 5;
pub(super) const SERIES: u8 = 6;
pub(super) const LANGUAGE: u8 = 7;
pub(super) const MEETING: u8 = 8;
/// The term of passages with decisions; nothing follows.
pub(super) const DECISION: u8 = 9;
pub(super) const DAY: u8 = 10;
pub(super) const ROLE: u8 = 11;
pub(super) const BODY: u8 = 12;
/// The field of a taxonomy and the id of a term follow, with a zero between them.
pub(super) const TAXONOMY: u8 = 13;

/// Maximum length of a word, in characters; the rest is ignored.
pub(super) const WORD: usize = 32;

/// A term of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Cjk(char),
    Pair(char, char),
    Word(&'t str),
}

impl Token<'_> {
    /// The term.
    pub(super) fn push_to(self, out: &mut Vec<u8>) {
        let mut push = |c: char| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        match self {
            Token::Cjk(c) => push(c),
            Token::Pair(a, b) => [a, b].into_iter().for_each(push),
            Token::Word(word) => out.extend_from_slice(word.as_bytes()),
        }
    }
}

/// Calls `emit` with each term of a text, once for each occurrence.
pub(super) fn tokens(text: &str, mut emit: impl FnMut(Token<'_>)) {
    let mut before = None;
    let mut word = String::new();
    let mut length = 0;
    each(text, Fold::Loose, |c, _| {
        let class = class(c);
        if class == Class::Word {
            length += 1;
            if length <= WORD {
                word.push(c);
            }
        } else if length > 0 {
            emit(Token::Word(&word));
            word.clear();
            length = 0;
        }
        let sign = (class == Class::Cjk).then_some(c);
        if let Some(sign) = sign {
            emit(Token::Cjk(sign));
            if let Some(before) = before {
                emit(Token::Pair(before, sign));
            }
        }
        before = sign;
    });
    if length > 0 {
        emit(Token::Word(&word));
    }
}

/// Maximum size of a name in the index, in bytes: it is stored whole for each of its words or characters, so its size
/// grows quadratically.
const MOST_OF_A_NAME: usize = 16_000;

/// A folded name from its beginning and from each later word or character on, as long as there is room when each takes
/// `more` additional bytes.
pub(super) fn name_starts(folded: &str, more: usize) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut before = Class::Other;
    let mut room = MOST_OF_A_NAME;
    for (at, c) in folded.char_indices() {
        let class = class(c);
        if class == Class::Cjk || (class == Class::Word && before != Class::Word) {
            let start = &folded[at..];
            let Some(left) = room.checked_sub(start.len() + more) else { break };
            room = left;
            starts.push(start);
        }
        before = class;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_apart_into_words_signs_and_pairs() {
        let mut found = Vec::new();
        tokens("Don't 治理好，AI治 Café2", |token| {
            let mut term = Vec::new();
            token.push_to(&mut term);
            found.push(String::from_utf8(term).expect("text"));
        });
        assert_eq!(found, ["don", "t", "治", "理", "治理", "好", "理好", "ai", "治", "cafe2"]);
    }

    #[test]
    fn a_long_word_is_known_by_its_beginning() {
        let word = "x".repeat(WORD + 5);
        tokens(&word, |token| assert_eq!(token, Token::Word(&word[..WORD])));
    }

    #[test]
    fn names_are_known_from_each_word_on() {
        assert_eq!(name_starts("audrey tang", 20), ["audrey tang", "tang"]);
        assert_eq!(name_starts("唐鳳 (chair)", 20), ["唐鳳 (chair)", "鳳 (chair)", "chair)"]);
    }

    #[test]
    fn a_name_of_many_words_is_known_from_the_first_of_them_on() {
        let starts = |name: &str| name_starts(name, name.len() + 20).len();
        assert_eq!(starts(&"唐".repeat(50)), 50);
        assert_eq!(starts(&"唐".repeat(300)), 8);
        assert_eq!(starts(&"a b ".repeat(2_000)), 0);
    }
}
