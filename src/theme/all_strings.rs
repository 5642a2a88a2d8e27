//! The strings of a theme in all its languages, and which stand in for those of another language.

use rustc_hash::FxHashMap;

use super::Strings;
use crate::record::Language;

/// The strings of all languages that a theme speaks, by their tags.
pub(super) struct AllStrings {
    by_tag: FxHashMap<String, Strings>,
    /// Tag of the strings that stand in for those of other languages.
    fallback: String,
}

impl AllStrings {
    /// The strings by tag, with those of the site's first language as the fall-back if there are any, else the English ones.
    pub(super) fn new(by_tag: FxHashMap<String, Strings>, first: Option<&Language>) -> Self {
        let mut all = AllStrings { by_tag, fallback: "en".to_owned() };
        let known = first.and_then(|first| all.known(first.as_str())).map(|strings| strings.tag().to_owned());
        all.fallback = known.unwrap_or(all.fallback);
        all
    }

    /// The strings for a language: its own, else those of the same primary language, else the fall-back.
    pub(super) fn of(&self, lang: &str) -> &Strings {
        let found = self.known(lang).or_else(|| self.by_tag.get(&self.fallback));
        found.unwrap_or_else(|| unreachable!("English is embedded and cannot be taken away"))
    }

    fn known(&self, lang: &str) -> Option<&Strings> {
        self.by_tag.get(lang).or_else(|| self.near(lang.split('-').next().unwrap_or(lang)))
    }

    /// Strings of a primary language, in whatever variant; of several, those whose tag is first.
    pub(super) fn near(&self, primary: &str) -> Option<&Strings> {
        let of_language = self.by_tag.iter().filter(|(tag, _)| tag.split('-').next() == Some(primary));
        of_language.min_by_key(|(tag, _)| *tag).map(|(_, strings)| strings)
    }

    /// The tags of all strings, in order.
    pub(super) fn tags(&self) -> Vec<&String> {
        let mut tags: Vec<&String> = self.by_tag.keys().collect();
        tags.sort();
        tags
    }
}
