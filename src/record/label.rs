//! The name of a speaker as printed, and its form for matching.
//!
//! Matching is exact on the folded form and nothing else: no containment and no spelling distance ever merges people
//! (`記者` and `中央社記者` are two speakers until the registry says otherwise).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Maximum length, in characters, of a name that gets a page: a speaker's page repeats the name many times. A longer
/// name is shown without a page.
pub const LONGEST_NAME: usize = 300;

/// Reports whether a name is longer than [`LONGEST_NAME`].
pub fn is_long_name(name: &str) -> bool {
    name.len() > LONGEST_NAME && name.chars().count() > LONGEST_NAME
}

/// A label with its form for matching.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// The label as printed, without the final colon.
    pub text: Box<str>,
    /// The form for matching; see [`fold_label`].
    pub key: Box<str>,
}

impl Label {
    /// A label from the text of a heading or of a registry entry.
    pub fn new(text: &str) -> Self {
        let text = strip_colon(text);
        Label { text: text.into(), key: fold_label(text).into() }
    }

    /// Splits a final group in brackets off the folded form: `石怡佳(司儀)` is `石怡佳` with the role `司儀`.
    pub fn without_role(&self) -> Option<(&str, &str)> {
        let inner = self.key.strip_suffix(')')?;
        let (name, role) = inner.rsplit_once('(')?;
        let (name, role) = (name.trim_end(), role.trim());
        (!name.is_empty() && !role.is_empty()).then_some((name, role))
    }

    /// The role in the final brackets as printed.
    pub fn printed_role(&self) -> Option<&str> {
        let inner = self.text.strip_suffix([')', '）'])?;
        let (_, role) = inner.rsplit_once(['(', '（'])?;
        Some(role.trim())
    }

    /// The parts of `A、B` (folded), when there are at least two.
    pub fn parts(&self) -> Option<Vec<&str>> {
        let parts: Vec<&str> = self.key.split('、').map(str::trim).collect();
        (parts.len() > 1 && parts.iter().all(|part| !part.is_empty())).then_some(parts)
    }
}

/// Removes one final colon, and white space around it; an inner colon stays (`環保署代表：羅振誠`).
pub fn strip_colon(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix([':', '：']).unwrap_or(text).trim_end()
}

/// The form of a label for matching: NFC, white space collapsed, one final colon removed, full-width brackets folded
/// to half-width, apostrophes straight, Latin lower-cased.
///
/// ```
/// use minutebook::record::fold_label;
/// assert_eq!(fold_label("石怡佳 （司儀）："), fold_label("石怡佳(司儀)"));
/// assert_eq!(fold_label("Hal  Seki"), "hal seki");
/// ```
pub fn fold_label(text: &str) -> String {
    let text = strip_colon(text);
    let composed: Cow<'_, str> = if is_nfc(text) { text.into() } else { text.nfc().collect() };
    let mut folded = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            '（' | '［' | '【' => push_bracket(&mut folded, if c == '（' { '(' } else { '[' }),
            '）' => folded.push(')'),
            '］' | '】' => folded.push(']'),
            '(' | '[' => push_bracket(&mut folded, c),
            // Typed straight, and set curly by word processors.
            '’' | '‘' | 'ʼ' | '＇' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with([' ', '(', '[']) {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// White space before a bracket differs between writers and means nothing.
fn push_bracket(folded: &mut String, bracket: char) {
    folded.truncate(folded.trim_end().len());
    folded.push(bracket);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_final_colon_goes() {
        assert_eq!(&*Label::new("環保署代表：羅振誠").text, "環保署代表：羅振誠");
        assert_eq!(&*Label::new("唐鳳 ：").text, "唐鳳");
        assert_eq!(&*Label::new("Ann::").text, "Ann:");
    }

    #[test]
    fn width_of_brackets_spacing_and_latin_case_do_not_matter() {
        assert_eq!(fold_label("石怡佳（司儀）"), fold_label("石怡佳 (司儀)"));
        assert_eq!(fold_label("Hal seki"), fold_label("Hal Seki"));
        assert_eq!(fold_label("Mr. O’Brien"), fold_label("Mr. O'Brien"));
        assert_eq!(fold_label("Vatteble\u{301}"), fold_label("Vatteblé"));
    }

    #[test]
    fn containment_is_no_match() {
        assert_ne!(fold_label("記者"), fold_label("中央社記者"));
        assert_ne!(fold_label("發言十"), fold_label("發言十一"));
    }

    #[test]
    fn a_role_in_brackets_is_split_off() {
        let label = Label::new("石怡佳（司儀）：");
        assert_eq!((label.without_role(), label.printed_role()), (Some(("石怡佳", "司儀")), Some("司儀")));
        assert_eq!(Label::new("（司儀）").without_role(), None);
    }

    #[test]
    fn people_who_speak_together_are_told_apart() {
        assert_eq!(Label::new("丁、戊：").parts(), Some(vec!["丁", "戊"]));
        assert_eq!(Label::new("丁、").parts(), None);
    }
}
