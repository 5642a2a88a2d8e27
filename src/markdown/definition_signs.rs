//! Control character that marks a used link definition, and the comparison of definition labels.

use std::borrow::Cow;

/// Stands in place of the first bracket of a used definition.
pub(super) const USED: char = '\u{7}';

/// Marks the used definitions in a text.
pub fn with_used<'t>(text: &'t str, used: &[u32]) -> Cow<'t, str> {
    if used.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for at in used {
        if text[*at as usize..].starts_with('[') {
            out.push_str(&text[out.len()..*at as usize]);
            out.push(USED);
        }
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

/// Restores a text as it was typed.
pub(super) fn typed(text: &str) -> Cow<'_, str> {
    if text.contains(USED) { Cow::Owned(text.replace(USED, "[")) } else { Cow::Borrowed(text) }
}

/// Folds a label for comparison: lower case, each run of white space as one space.
pub(super) fn folded(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.to_lowercase());
    }
    out
}
