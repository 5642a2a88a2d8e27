//! Numbers the terms of some meetings: met in any order, returned in the order of their bytes.

use rustc_hash::FxHashMap;

use super::term::{NARRATIVE, Token};

/// Numbers terms as they are met.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// CJK characters of the basic plane in speeches: number + 1, or 0. They are nearly half of all terms, and a table
    /// is faster than any hash.
    signs: Vec<u32>,
    /// All other CJK characters, and pairs, by their key.
    pairs: FxHashMap<u64, u32>,
    words: FxHashMap<Box<[u8]>, u32>,
    /// The keys of all characters and pairs, with their numbers.
    keys: Vec<(u64, u32)>,
    length: u32,
}

/// Bit in the key of a term of speeches; terms of narratives come first. Below it are two characters of 21 bits.
const SAID: u64 = 1 << 42;

impl Vocabulary {
    /// Number of terms.
    pub(super) fn len(&self) -> usize {
        self.length as usize
    }

    /// Number of a term of a text.
    pub(super) fn token(&mut self, token: Token<'_>, is_narrative: bool, spare: &mut Vec<u8>) -> u32 {
        let said = if is_narrative { 0 } else { SAID };
        match token {
            Token::Cjk(c) if !is_narrative && u32::from(c) <= 0xFFFF => self.sign(c),
            Token::Cjk(c) => self.key(said | u64::from(c) << 21),
            Token::Pair(a, b) => self.key(said | u64::from(a) << 21 | u64::from(b)),
            Token::Word(word) if is_narrative => {
                spare.clear();
                spare.push(NARRATIVE);
                spare.extend_from_slice(word.as_bytes());
                self.term(spare)
            }
            Token::Word(word) => self.term(word.as_bytes()),
        }
    }

    /// Number of a word, or of a term that is no part of a text.
    pub(super) fn term(&mut self, term: &[u8]) -> u32 {
        if let Some(number) = self.words.get(term) {
            return *number;
        }
        let number = self.next();
        self.words.insert(term.into(), number);
        number
    }

    fn sign(&mut self, c: char) -> u32 {
        if self.signs.is_empty() {
            self.signs.resize(0x1_0000, 0);
        }
        let at = u32::from(c) as usize;
        if self.signs[at] == 0 {
            let number = self.next();
            self.keys.push((SAID | u64::from(c) << 21, number));
            self.signs[at] = number + 1;
        }
        self.signs[at] - 1
    }

    fn key(&mut self, key: u64) -> u32 {
        if let Some(number) = self.pairs.get(&key) {
            return *number;
        }
        let number = self.next();
        self.keys.push((key, number));
        self.pairs.insert(key, number);
        number
    }

    fn next(&mut self) -> u32 {
        self.length += 1;
        self.length - 1
    }

    /// Calls `emit` with every term and its number, in the order of bytes.
    pub(super) fn in_order(mut self, mut emit: impl FnMut(&[u8], u32)) {
        // Characters order as their bytes in UTF-8 do, and one sign comes before its pairs.
        self.keys.sort_unstable();
        let mut words: Vec<(Box<[u8]>, u32)> = self.words.into_iter().collect();
        words.sort_unstable();
        let mut words = words.iter().peekable();
        let mut signs = Vec::with_capacity(9);
        for (key, number) in self.keys {
            spell(key, &mut signs);
            while let Some((word, number)) = words.next_if(|(word, _)| **word < *signs) {
                emit(word, *number);
            }
            emit(&signs, number);
        }
        words.for_each(|(word, number)| emit(word, *number));
    }
}

/// Appends the bytes of a term of CJK characters.
fn spell(key: u64, out: &mut Vec<u8>) {
    out.clear();
    if key & SAID == 0 {
        out.push(NARRATIVE);
    }
    let sign = |bits: u64| char::from_u32((bits & 0x1F_FFFF) as u32).filter(|c| *c != '\0');
    match (sign(key >> 21), sign(key)) {
        (Some(a), Some(b)) => Token::Pair(a, b).push_to(out),
        (a, _) => a.into_iter().for_each(|a| Token::Cjk(a).push_to(out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn terms_come_back_in_order_each_with_its_number(
            met in prop::collection::vec((any::<char>(), any::<char>(), "[a-z唐]{1,3}", 0..3u8, any::<bool>()), 0..60)
        ) {
            let mut vocabulary = Vocabulary::default();
            let mut expected = std::collections::BTreeMap::new();
            for (a, b, word, kind, is_narrative) in &met {
                let token = match kind {
                    0 => Token::Cjk(*a),
                    1 => Token::Pair(*a, *b),
                    _ => Token::Word(word),
                };
                prop_assume!(*a != '\0' && *b != '\0');
                let number = vocabulary.token(token, *is_narrative, &mut Vec::new());
                let mut term = if *is_narrative { vec![NARRATIVE] } else { Vec::new() };
                token.push_to(&mut term);
                // The same bytes may be a single character and a word here; each text has only one of them.
                prop_assume!(*expected.entry(term).or_insert(number) == number);
            }
            prop_assert_eq!(vocabulary.len(), expected.len());
            let mut emitted = Vec::new();
            vocabulary.in_order(|term, number| emitted.push((term.to_vec(), number)));
            prop_assert_eq!(emitted, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
