//! The language of a record or of a speech.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::language_tags::tag_of_name;

/// A well-formed BCP 47 tag in its usual case, such as `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Language(Arc<str>);

impl Language {
    /// A tag as a person typed it; `None` when it is not well-formed. `zh_TW` is taken for `zh-TW`.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = oxilangtag::LanguageTag::parse_and_normalize(&tag.trim().replace('_', "-")).ok()?;
        Some(Language(tag.as_str().into()))
    }

    /// Like [`Language::parse`], for a value that says in which language something is.
    ///
    /// # Errors
    /// When it cannot be the tag of a language: `english`, `eng`. With the tag that was probably meant, if it is known.
    pub fn stated(tag: &str) -> Result<Self, Option<&'static str>> {
        let meant = tag_of_name(tag);
        // Tags with a primary language of four letters or more are not in use.
        match Language::parse(tag).filter(|language| meant.is_none() && language.primary().len() <= 3) {
            Some(language) => Ok(language),
            None => Err(meant),
        }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language alone: `zh` of `zh-Hant`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Reports whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"];
        let script =
            self.0.split('-').skip(1).find(|part| part.len() == 4 && !part.starts_with(|c: char| c.is_ascii_digit()));
        match script {
            Some(script) => SCRIPTS.contains(&script),
            None => {
                matches!(self.primary(), "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" | "syr")
            }
        }
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.0)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_languages_are_no_tags() {
        for (written, meant) in [
            ("english", Some("en")),
            ("French", Some("fr")),
            ("Deutsch", Some("de")),
            ("eng", Some("en")),
            ("traditional  Chinese", Some("zh-Hant")),
            ("Chinese (traditional)", Some("zh-Hant")),
            ("中文", Some("zh")),
            ("jp", Some("ja")),
            ("klingon", None),
            ("", None),
        ] {
            assert_eq!(Language::stated(written), Err(meant), "{written}");
        }
        for tag in ["en", "zh-Hant", "pt_BR", "yue", "tet", "en-GB-oxendict", "x-own"] {
            assert_eq!(Language::stated(tag).ok(), Language::parse(tag), "{tag}");
        }
    }

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!(Language::parse("ZH-hant").map(|l| l.to_string()).as_deref(), Some("zh-Hant"));
        assert_eq!(Language::parse("en_GB").map(|l| l.to_string()).as_deref(), Some("en-GB"));
        assert_eq!(Language::parse("Klingon language"), None);
    }

    #[test]
    fn direction_follows_the_script() {
        let rtl = |tag| Language::parse(tag).is_some_and(|l| l.is_right_to_left());
        assert!(rtl("ar") && rtl("uz-Arab") && !rtl("ar-Latn") && !rtl("zh-Hant"));
    }
}
