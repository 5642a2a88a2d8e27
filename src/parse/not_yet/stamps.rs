//! Lines that say “not yet” without a key: a stamp such as “DRAFT” alone, or “embargoed until” with a day.

use super::folding::{folded, without_marks};
use super::vocabulary::{Sense, means, openings_until};
use super::{Says, says};

/// What a line says that is no pair: a stamp such as “DRAFT” alone, or “embargoed until” with a day.
pub(super) fn stamp(line: &str) -> Option<Says> {
    // A word in small letters is a part of a sentence.
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
