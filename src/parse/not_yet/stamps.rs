//! Recognises lines that mean “not yet” without a key: a stamp such as “DRAFT” alone, or “embargoed until” with a day.

use super::folding::{folded, without_marks};
use super::vocabulary::{Sense, means, openings_until};
use super::{Says, says};

/// Meaning of a line without a key: a stamp such as “DRAFT” alone, or “embargoed until” with a day.
pub(super) fn stamp(line: &str) -> Option<Says> {
    if let Some(title) = line.strip_prefix("# ") {
        return is_stamped(title).then_some(Says::NotYet);
    }
    // A word in lower case is part of a sentence.
    let is_small = line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if is_small || line.starts_with('#') || line.chars().count() > 80 {
        return None;
    }
    if means(&folded(line), Sense::Stamp) {
        return Some(Says::NotYet);
    }
    let words = without_marks(line).to_lowercase().replace('’', "'");
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    openings_until().find_map(|until| says("embargo_until", words.strip_prefix(until)?))
}

/// Reports whether a title bears a stamp: `[DRAFT] Budget`, `【草稿】預算`, `DRAFT: Budget`, `Budget [draft]`. “Local plan
/// (draft)” is a matter before the meeting.
pub(in crate::parse) fn is_stamped(title: &str) -> bool {
    const BRACKETS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('【', '】'), ('〔', '〕')];
    let bare = without_marks(title);
    let bare = bare.trim();
    let is_stamp = |words: &str| means(&folded(words), Sense::Stamp);
    let is_loud = |words: &str| !words.contains(char::is_lowercase);
    let in_brackets = |(open, close): &(char, char)| {
        let first =
            bare.strip_prefix(*open).and_then(|rest| rest.split_once(*close)).is_some_and(|(words, _)| is_stamp(words));
        let last = bare.strip_suffix(*close).and_then(|rest| rest.rsplit_once(*open)).map(|(_, words)| words);
        first || last.is_some_and(|words| is_stamp(words) && (*open != '(' || is_loud(words)))
    };
    let before_sign = || bare.split([':', '–', '—', '-']).next().is_some_and(|words| is_loud(words) && is_stamp(words));
    BRACKETS.iter().any(in_brackets) || (before_sign() && bare.contains(char::is_whitespace))
}
