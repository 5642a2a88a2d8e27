//! The sign that a link definition has which a link uses, and how labels of definitions are compared.

use std::borrow::Cow;

/// The first bracket of a definition that is used.
pub(super) const USED: char = '\u{7}';

/// A text in which definitions are known to be used.
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

/// A text as it was typed.
pub(super) fn typed(text: &str) -> Cow<'_, str> {
    if text.contains(USED) { Cow::Owned(text.replace(USED, "[")) } else { Cow::Borrowed(text) }
}

/// A label as labels are compared: in small letters, white space as one space.
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
