//! Labels that name no speaker: parts of minutes, and words with which sentences begin.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::course::is_course_of_sitting;
use super::forms_of_address::is_address;
use super::heading::understand;
use super::minutes_words::{DOUBTFUL, NUMBERED, WORDS};

/// Reports whether a label is known not to name a speaker: it stands in the table of words, consists of words from the
/// table and words that join them, such as `Motion carried` or `Budget 2025`, numbers a part of a text, such as `Page 3`
/// or `第三條`, tells the course of the sitting, such as `繼續開會` or `Recess`, or addresses or thanks somebody.
pub fn is_no_speaker(label: &str) -> bool {
    let name = understand(label).name;
    if is_word_of_minutes(&name) || is_numbered_part(&name) || is_course_of_sitting(&name) || is_address(&name) {
        return true;
    }
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut said = words.filter(|word| !JOINING.contains(word) && !is_number(word)).peekable();
    said.peek().is_some() && said.all(is_word_of_minutes)
}

/// Reports whether a label may name the words that follow rather than a speaker: `Question:`, `Question 3:`.
pub fn may_be_no_speaker(label: &str) -> bool {
    let name = understand(label).name;
    let folded = crate::record::fold_label(without_number(&name));
    DOUBTFUL.contains(&&*folded)
}

/// The words of all languages. Each heading of a record is looked up here, and each word of it.
static WORDS_OF_MINUTES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| WORDS.iter().flat_map(|words| words.iter().copied()).collect());

fn is_word_of_minutes(name: &str) -> bool {
    WORDS_OF_MINUTES.contains(&*crate::record::fold_label(name))
}

/// Reports whether a name numbers a part of a text: `Page 3`, `Teil II`, `第三條`, `案由一`.
fn is_numbered_part(name: &str) -> bool {
    const PARTS: [char; 18] =
        ['條', '条', '章', '節', '节', '項', '项', '款', '案', '點', '点', '號', '号', '回', '次', '題', '题', '조'];
    if let Some(inner) = name.strip_prefix(['第', '제']).and_then(|rest| rest.strip_suffix(PARTS)) {
        return !inner.trim().is_empty() && inner.trim().chars().all(is_digit);
    }
    let bare = without_number(name);
    if bare.len() == name.len() || bare.is_empty() {
        return false;
    }
    let folded = crate::record::fold_label(bare);
    NUMBERED.contains(&&*folded) || (bare.chars().count() > 1 && is_word_of_minutes(bare))
}

/// Removes a number, letter or Roman numeral from the end of a name.
fn without_number(name: &str) -> &str {
    let name = name.trim();
    if let Some((before, last)) = name.rsplit_once(char::is_whitespace)
        && is_number(last.trim_end_matches(['.', ')']))
    {
        return before.trim_end();
    }
    let bare = name.trim_end_matches(is_digit);
    if bare.chars().next_back().is_some_and(crate::text::is_cjk) { bare.trim_end() } else { name }
}

/// Reports whether a word is a number, a single capital letter, or a Roman numeral.
fn is_number(word: &str) -> bool {
    let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_roman = !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let is_digits = word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || c == '.')
        || (!word.is_empty() && word.chars().all(is_digit));
    is_letter || is_roman || is_digits
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Words that may join words of the table.
const JOINING: [&str; 21] = [
    "a", "an", "and", "by", "das", "de", "der", "des", "die", "du", "for", "in", "la", "le", "of", "on", "the", "to",
    "was", "zum", "zur",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_minutes_are_no_speakers_in_any_language() {
        for label in [
            "Resolved:",
            "Beschluss:",
            "BESCHLÜSSE:",
            "Décision :",
            "Acuerdo:",
            "決議：",
            "의결:",
            "Motion carried:",
            "Budget 2025:",
            "For:",
            "TOP 3:",
            "Chapter 3:",
            "Exhibit A:",
            "Page 3:",
            "第三條：",
            "案由一：",
        ] {
            assert!(is_no_speaker(label), "{label}");
        }
        for label in [
            "Chair:",
            "Ann:",
            "Ferry:",
            "主席：",
            "Budget Officer:",
            "2:",
            "A:",
            "Speaker 1:",
            "Page:",
            "Day:",
            "發言十：",
        ] {
            assert!(!is_no_speaker(label), "{label}");
        }
        for label in ["Question:", "QUESTION 3:", "問題："] {
            assert!(may_be_no_speaker(label) && !is_no_speaker(label), "{label}");
        }
    }
}
