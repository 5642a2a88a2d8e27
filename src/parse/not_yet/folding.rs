//! Normalises keys and values: removes Markdown, quotation marks, case, and the different ways to divide words.

use unicode_normalization::UnicodeNormalization;

use crate::text::{is_cjk, is_invisible};

/// Normalises a key: without Markdown, in lower case, with `_` between words.
pub(super) fn folded(text: &str) -> String {
    let bare = without_marks(text);
    let words = bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // `狀 態` has a space only for its looks.
    if words.contains(is_cjk) && !words.contains(|c: char| c.is_alphanumeric() && !is_cjk(c)) {
        return words.replace([' ', '\u{3000}'], "");
    }
    words.replace([' ', '-', '.'], "_")
}

pub(super) fn without_marks(text: &str) -> String {
    text.nfkc().filter(|c| !is_mark(*c)).collect()
}

/// Reports whether a character is Markdown, a quotation mark or invisible.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '`' | '\\' | '"' | '\'' | '“' | '”' | '‘' | '’') || is_invisible(c)
}

/// Replaces years of Japanese eras by those of the common era: 令和8年 becomes 2026年.
pub(super) fn in_common_era(text: &str) -> String {
    const ERAS: [(&str, u32); 2] = [("令和", 2018), ("平成", 1988)];
    let mut replaced = text.to_owned();
    for (era, before) in ERAS {
        let Some((head, rest)) = replaced.split_once(era) else { continue };
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let year = match rest.strip_prefix("元年") {
            Some(after) => Some((1, "年", after)),
            None => rest[..end].parse::<u32>().ok().filter(|year| *year < 1000).map(|year| (year, "", &rest[end..])),
        };
        let Some((year, sign, after)) = year else { continue };
        replaced = format!("{head}{}{sign}{after}", before + year);
    }
    replaced
}

/// First words of a value, up to punctuation or a comment.
pub(super) fn first_words(value: &str) -> String {
    let bare = without_marks(value);
    let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = bare.find(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\t'))).unwrap_or(bare.len());
    let words = bare[..end].split(" - ").next().unwrap_or_default();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace([' ', '-'], "_")
}
