//! Tags that say “not yet”, in the forms in which programs and people write several of them.

use super::folding::folded;
use super::vocabulary::names_unpublished;

/// Keys of lists of tags.
const KEYS: [&str; 16] = [
    "tags",
    "tag",
    "keywords",
    "keyword",
    "topics",
    "categories",
    "category",
    "labels",
    "filetags",
    "hashtags",
    "schlagwörter",
    "mots_clés",
    "etiquetas",
    "標籤",
    "标签",
    "タグ",
];

/// Reports whether a key names a list of tags.
pub(super) fn is_tag_key(key: &str) -> bool {
    KEYS.contains(&&*folded(key))
}

/// Reports whether one of the tags in a list means “not yet”: `minutes, draft`, `#minutes #draft`, `:draft:`, `status/draft`.
pub(in crate::parse) fn has_draft_tag(list: &str) -> bool {
    let signs = [',', ';', '，', '、', '；', '`', '#', ':', '|', '[', ']', '"', '\''];
    list.split(signs).any(|tag| tag.rsplit('/').next().is_some_and(is_draft_tag))
}

/// Reports the same for tags separated by spaces, as Jekyll reads them: `minutes draft`.
pub(in crate::parse) fn has_draft_word(list: &str) -> bool {
    list.split_whitespace().any(is_draft_tag)
}

/// Reports whether a line consists only of tags: `#minutes #draft`.
pub(super) fn is_tag_line(line: &str) -> bool {
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic));
    !line.is_empty() && line.split_whitespace().all(is_tag)
}

fn is_draft_tag(tag: &str) -> bool {
    let tag = folded(tag);
    // “Embargo”, “drafting” and 草案, which is a bill, are subjects of many a meeting.
    names_unpublished(&tag) && !matches!(&*tag, "embargo" | "drafting" | "草案")
}
