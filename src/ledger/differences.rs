//! The differences between two texts, word by word; character by character in scripts without spaces.

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

use crate::record::DiffSpan;
use crate::text::{is_cjk, is_letter_or_digit};

/// The spans of two texts, in order: removed text stands before the text that replaced it.
pub(super) fn pieces(before: &str, now: &str) -> Vec<DiffSpan> {
    let (old, new) = (words(before), words(now));
    let mut pieces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                push(&mut pieces, ChangeTag::Equal, &old[old_index..old_index + len]);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                push(&mut pieces, ChangeTag::Delete, &old[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                push(&mut pieces, ChangeTag::Insert, &new[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(&mut pieces, ChangeTag::Delete, &old[old_index..old_index + old_len]);
                push(&mut pieces, ChangeTag::Insert, &new[new_index..new_index + new_len]);
            }
        }
    }
    pieces
}

fn push(pieces: &mut Vec<DiffSpan>, tag: ChangeTag, words: &[&str]) {
    let text: Box<str> = words.concat().into();
    pieces.push(match tag {
        ChangeTag::Equal => DiffSpan::Same(text),
        ChangeTag::Delete => DiffSpan::Before(text),
        ChangeTag::Insert => DiffSpan::Now(text),
    });
}

/// Splits a text into words and the characters between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let kind = |c: char| match c {
        c if is_cjk(c) => 0,
        c if is_letter_or_digit(c) || matches!(c, '\'' | '\u{2019}') => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = kind(c);
        if last.is_some_and(|last| last != kind || matches!(kind, 0 | 3)) {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(kind);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, now: &str) -> String {
        let show = |piece: &DiffSpan| match piece {
            DiffSpan::Same(text) => text.to_string(),
            DiffSpan::Before(text) => format!("[-{text}-]"),
            DiffSpan::Now(text) => format!("[+{text}+]"),
        };
        pieces(before, now).iter().map(show).collect()
    }

    #[test]
    fn words_are_compared_as_readers_see_them() {
        assert_eq!(shown("We bought three boats.", "We bought four boats."), "We bought [-three-][+four+] boats.");
        assert_eq!(shown("It's so", "It is so"), "[-It's-][+It is+] so");
        assert_eq!(shown("我們買了三艘船。", "我們買了四艘船。"), "我們買了[-三-][+四+]艘船。");
        assert_eq!(shown("", "Aye."), "[+Aye.+]");
    }
}
