//! Labels that name no speaker: parts of minutes, and words with which sentences begin.

use super::heading::understand;
use super::minutes_words::WORDS;

/// Reports whether a label is known not to name a speaker: it stands in the table of words, or consists of words from
/// the table and words that join them, such as `Motion carried` or `Budget 2025`.
pub fn is_no_speaker(label: &str) -> bool {
    let name = understand(label).name;
    if is_word_of_minutes(&name) {
        return true;
    }
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_joining = |word: &&str| JOINING.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let mut said = words.filter(|word| !is_joining(word)).peekable();
    said.peek().is_some() && said.all(is_word_of_minutes)
}

fn is_word_of_minutes(name: &str) -> bool {
    let folded = crate::record::fold_label(name);
    WORDS.iter().any(|words| words.contains(&&*folded))
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
        ] {
            assert!(is_no_speaker(label), "{label}");
        }
        for label in ["Chair:", "Ann:", "Ferry:", "主席：", "Budget Officer:", "2:", "A:", "Speaker 1:"] {
            assert!(!is_no_speaker(label), "{label}");
        }
    }
}
