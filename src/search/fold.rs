//! A text as search compares it: without differences of width and case, and for terms without accents and vowel marks.
//!
//! It goes by clusters, a character with its marks, so that every place in the result leads back to one in the text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Degree of folding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fold {
    /// Width, form, case, and how much white space there is: for quoted phrases.
    Literal,
    /// Accents of Latin, Greek and Cyrillic and the marks of Hebrew, Arabic and Syriac as well: for terms, words and names.
    Loose,
}

/// Class of a folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A character of a script that is written without spaces, or in which parts of words must be found.
    Cjk,
    /// Part of a word.
    Word,
    /// Anything between.
    Other,
}

/// A folded text, with the way back.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    /// The characters.
    pub(super) chars: Vec<char>,
    /// For each the byte of the text at which its cluster begins, and at the end the length of the text.
    starts: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str, fold: Fold) -> Self {
        let mut folded = Folded { chars: Vec::with_capacity(text.len() / 2), starts: Vec::new() };
        folded.starts.reserve(text.len() / 2);
        each(text, fold, |c, start| {
            folded.chars.push(c);
            folded.starts.push(start as u32);
        });
        folded.starts.push(text.len() as u32);
        folded
    }

    /// The bytes of the text from which some of the characters were folded.
    pub(super) fn range(&self, chars: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.starts[chars.start];
        let last = self.starts[chars.end.saturating_sub(1).max(chars.start)];
        let end = self.starts[chars.end..].iter().find(|next| **next > last).copied().unwrap_or(last);
        start as usize..end as usize
    }
}

/// The folded text by itself.
pub(super) fn fold(text: &str, how: Fold) -> String {
    let mut out = String::with_capacity(text.len());
    each(text, how, |c, _| out.push(c));
    out
}

/// Calls `emit` with every folded character and the byte at which its cluster begins.
pub(super) fn each(text: &str, fold: Fold, mut emit: impl FnMut(char, usize)) {
    let mut after_space = false;
    let mut put = |c: char, start: usize| {
        let is_space = c.is_whitespace();
        if !(is_space && after_space) {
            emit(if is_space { ' ' } else { c }, start);
        }
        after_space = is_space;
    };
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        // Most characters of Chinese and Japanese records.
        if is_han(first) && rest.peek().is_none_or(|(_, next)| is_han(*next)) {
            put(first, start);
            continue;
        }
        if rest.peek().is_none_or(|(_, next)| !extends(*next))
            && let Some(simple) = simple(first)
        {
            put(simple, start);
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| extends(*next)) {
            end = at + next.len_utf8();
        }
        for c in text[start..end].nfkc().flat_map(char::to_lowercase).map(final_sigma) {
            if fold == Fold::Literal || c.is_ascii() {
                put(c, start);
            } else {
                without_accents(c).for_each(|c| put(c, start));
            }
        }
    }
}

/// Reports whether a character is one of the common Han characters: it is its own folded form, and extends none.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// The folded form of a single character, for the characters that make up most records.
fn simple(c: char) -> Option<char> {
    match u32::from(c) {
        0..0x80 => Some(c.to_ascii_lowercase()),
        // Han, kana and Hangul, and the signs most often between them.
        0x3001..=0x3003 | 0x3008..=0x3011 | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC..=0x30FE => Some(c),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => Some(c),
        // Full-width ASCII.
        0xFF01..=0xFF5E => char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// Reports whether a character belongs to the cluster of the one before it.
fn extends(c: char) -> bool {
    match u32::from(c) {
        0..0x300 => false,
        0x1160..=0x11FF | 0xFF9E | 0xFF9F => true,
        0x2010..=0x2027 | 0x3000..=0x3029 | 0x3041..=0x3096 | 0x30A0..=0x312F | 0x3400..=0x9FFF | 0xAC00..=0xD7A3 => {
            false
        }
        _ => is_combining_mark(c),
    }
}

fn final_sigma(c: char) -> char {
    if c == 'ς' { 'σ' } else { c }
}

/// A Latin, Greek or Cyrillic character without its accents; other characters unchanged.
fn without_accents(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ø' => ('o', None),
        'đ' => ('d', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        _ if has_accents(c) => (std::iter::once(c).nfd().next().unwrap_or(c), None),
        '\u{300}'..='\u{36F}' => return None.into_iter().chain(None),
        _ if is_optional_mark(c) => return None.into_iter().chain(None),
        _ => (c, None),
    };
    Some(first).into_iter().chain(second)
}

/// Reports whether a character is a mark that writers of its script may leave out: vowels, signs of chant and dots of
/// Hebrew, Arabic and Syriac, and the stroke that stretches an Arabic word. A letter that is one character with its
/// mark (`أ`) is another letter. Vowel signs of Indic scripts, of Thaana and of Thai are always written: `कि` differs
/// from `की`.
fn is_optional_mark(c: char) -> bool {
    let is_of_script = matches!(u32::from(c), 0x590..=0x77F | 0x860..=0x8FF);
    c == '\u{640}' || (is_of_script && is_combining_mark(c))
}

/// Reports whether a character is of a script whose accents are folded.
fn has_accents(c: char) -> bool {
    matches!(u32::from(c), 0x41..=0x24F | 0x370..=0x52F | 0x1E00..=0x1FFF)
}

/// The class of a folded character.
pub(super) fn class(c: char) -> Class {
    if is_han(c) {
        return Class::Cjk;
    }
    match u32::from(c) {
        0..0x80 if c.is_ascii_alphanumeric() => Class::Word,
        0..0x80 => Class::Other,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => Class::Cjk,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3041..=0x3096 | 0x309D..=0x309F => {
            Class::Cjk
        }
        0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x3105..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF => Class::Cjk,
        0xF900..=0xFAFF | 0x20000..=0x3FFFF => Class::Cjk,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Class::Word,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_white_space_make_no_difference() {
        let check = |text: &str, literal: &str, loose: &str| {
            assert_eq!(fold(text, Fold::Literal), literal, "{text:?}");
            assert_eq!(fold(text, Fold::Loose), loose, "{text:?}");
        };
        check("ＡＩ治理　（笑）", "ai治理 (笑)", "ai治理 (笑)");
        check("Résumé\n\t ÉCOLE", "résumé école", "resume ecole");
        check("ﾊﾞｽ ガ", "バス ガ", "バス ガ");
        check("Straße Łódź Ærø", "straße łódź ærø", "strasse lodz aero");
        check("ΌΔΟΣ όδος", "όδοσ όδοσ", "οδοσ οδοσ");
        check("Ёлка й", "ёлка й", "елка и");
        check("x\u{304}y", "x\u{304}y", "xy");
        check("①②…㎞", "12...km", "12...km");
        check("מֹשֶׁה \u{FB2A}", "מֹשֶׁה ש\u{5C1}", "משה ש");
        check("مُحَمَّد مـحمد أب", "مُحَمَّد مـحمد أب", "محمد محمد أب");
        check("कि की", "कि की", "कि की");
        check("한국 각", "한국 각", "한국 각");
    }

    #[test]
    fn the_short_way_gives_what_the_long_one_gives() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            if let Some(simple) = simple(c) {
                let long: String = std::iter::once(c).nfkc().flat_map(char::to_lowercase).collect();
                assert_eq!(long, simple.to_string(), "{c:?}");
            }
            let marked = is_combining_mark(c) || matches!(u32::from(c), 0x1160..=0x11FF | 0xFF9E | 0xFF9F);
            assert_eq!(extends(c), marked, "{c:?}");
        }
    }

    #[test]
    fn places_lead_back_into_the_text() {
        let text = "é … ＡＢ";
        let folded = Folded::new(text, Fold::Literal);
        let at = |chars: std::ops::Range<usize>| &text[folded.range(chars)];
        assert_eq!((at(0..1), at(2..3), at(2..5), at(6..7), at(6..8)), ("é", "…", "…", "Ａ", "ＡＢ"));
    }
}
