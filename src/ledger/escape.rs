//! Escapes for characters that would break a line of the register: `\u{a}` for a line feed, `\\` for the backslash.

use std::borrow::Cow;
use std::fmt::Write;

/// Reports whether a text cannot stand on one line unescaped.
pub(super) fn is_needed(text: &str) -> bool {
    text.contains(is_breaking)
}

fn is_breaking(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Escapes a text.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !is_needed(text) && !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            // Writing to a String cannot fail.
            c if is_breaking(c) => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Reverses [`escaped`]; `None` when the text is no possible result of it.
pub(super) fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('\\') {
        return Some(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        rest = match after.strip_prefix('\\') {
            Some(after) => {
                out.push('\\');
                after
            }
            None => {
                let (code, after) = after.strip_prefix("u{")?.split_once('}')?;
                let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?;
                out.push(c);
                after
            }
        };
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_that_break_lines_are_written_out() {
        assert_eq!(escaped("a\nb\\c\u{85}"), "a\\u{a}b\\\\c\\u{85}");
        assert_eq!(unescaped("a\\u{a}b\\\\c"), Some("a\nb\\c".into()));
        for wrong in ["\\", "\\n", "\\u{", "\\u{}", "\\u{110000}"] {
            assert_eq!(unescaped(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_escaped_stands_on_one_line_and_comes_back(text in "[a-f0-9u{}\\\\\\x00-\\x1f\u{85}\u{2028}\u{9577}]{0,40}") {
            let written = escaped(&text);
            prop_assert!(!is_needed(&written));
            prop_assert_eq!(unescaped(&written), Some(Cow::Borrowed(&*text)));
        }
    }
}
