//! Numbers of votes: digits, number words, and Han numerals.

use super::folded_line::FoldedLine;
use crate::record::han_number;

/// Maximum number of votes that is read.
const MOST_VOTES: u32 = 9_999_999;

/// Number words from one to twenty in English, French, German, Spanish and Dutch. Words for zero are phrases.
const WORDS: [&[&str]; 20] = [
    &["one", "un", "une", "eine", "einer", "uno", "una", "één", "een"],
    &["two", "deux", "zwei", "dos", "twee"],
    &["three", "trois", "drei", "tres", "drie"],
    &["four", "quatre", "vier", "cuatro"],
    &["five", "cinq", "fünf", "cinco", "vijf"],
    &["six", "sechs", "seis", "zes"],
    &["seven", "sept", "sieben", "siete", "zeven"],
    &["eight", "huit", "acht", "ocho"],
    &["nine", "neuf", "neun", "nueve", "negen"],
    &["ten", "dix", "zehn", "diez", "tien"],
    &["eleven", "onze", "elf", "once"],
    &["twelve", "douze", "zwölf", "doce", "twaalf"],
    &["thirteen", "treize", "dreizehn", "trece", "dertien"],
    &["fourteen", "quatorze", "vierzehn", "catorce", "veertien"],
    &["fifteen", "quinze", "fünfzehn", "quince", "vijftien"],
    &["sixteen", "seize", "sechzehn", "dieciséis", "zestien"],
    &["seventeen", "dix-sept", "siebzehn", "diecisiete", "zeventien"],
    &["eighteen", "dix-huit", "achtzehn", "dieciocho", "achttien"],
    &["nineteen", "dix-neuf", "neunzehn", "diecinueve", "negentien"],
    &["twenty", "vingt", "zwanzig", "veinte", "twintig"],
];

/// The number at a place of a line, and the place after it.
pub(super) fn number(line: &FoldedLine, from: usize) -> Option<(u32, usize)> {
    let first = line.at(from)?;
    if first.is_ascii_digit() {
        let mut number = 0u32;
        let mut at = from;
        while let Some(digit) = line.at(at).and_then(|c| c.to_digit(10)) {
            number = number.checked_mul(10)?.checked_add(digit).filter(|number| *number <= MOST_VOTES)?;
            at += 1;
        }
        return Some((number, at));
    }
    const NUMERALS: &str = "〇零一二三四五六七八九十百";
    if NUMERALS.contains(first) {
        let numeral: String = (from..).map_while(|at| line.at(at).filter(|c| NUMERALS.contains(*c))).collect();
        let end = from + numeral.chars().count();
        return Some((han_number(&numeral)?, end));
    }
    let numbers = (1u32..).zip(WORDS.iter());
    let found =
        numbers.flat_map(|(number, words)| words.iter().filter_map(move |word| Some((number, line.has(from, word)?))));
    found.max_by_key(|(_, end)| *end)
}
