//! Recognises offices that are the chair of a body by their titles.

use crate::record::LocalText;

/// Words with which the title of a chair begins, in small letters.
const FIRST_WORDS: &[&str] = &[
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "convener",
    "convenor",
    "president",
    "speaker",
    "président",
    "présidente",
    "presidente",
    "presidenta",
    "presidência",
    "vorsitzende",
    "vorsitzender",
    "vorsitz",
    "präsident",
    "präsidentin",
    "voorzitter",
    "ordförande",
    "leder",
    "puheenjohtaja",
    "przewodniczący",
    "przewodnicząca",
];

/// Words with which the title of a chair ends, in scripts without spaces.
const LAST_WORDS: &[&str] = &[
    "主席",
    "議長",
    "议长",
    "委員長",
    "理事長",
    "理事长",
    "主任委員",
    "召集人",
    "召集委員",
    "会長",
    "會長",
    "의장",
    "위원장",
];

/// Beginnings of the last part of a title that make it somebody else's: deputies and acting holders.
const DEPUTY: &[&str] = &["副", "代理", "前", "부", "名譽", "名誉"];

/// Reports whether a title, in any of its languages, is that of a chair: “Chair of the Council”, `市議會主席`.
pub(super) fn is_chair(title: &LocalText) -> bool {
    title.iter().any(|(_, text)| begins(text) || ends(text))
}

/// Reports whether a title begins with the word for a chair. “Deputy Chair” and “Vice-présidente” begin otherwise.
fn begins(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let first = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ':')).next().unwrap_or_default();
    FIRST_WORDS.contains(&first)
}

/// Reports whether a title ends with the word for a chair, and not with that for a deputy.
fn ends(title: &str) -> bool {
    let title = title.trim();
    LAST_WORDS.iter().filter_map(|word| title.strip_suffix(word)).any(|before| {
        // `副主席` and `副召集人`, but not a chair of a body whose name has the character elsewhere.
        !DEPUTY.iter().any(|deputy| before.trim_end().ends_with(deputy))
    })
}

#[cfg(test)]
mod tests {
    use super::is_chair;
    use crate::record::LocalText;

    #[test]
    fn titles_of_chairs_are_recognised_and_those_of_deputies_are_not() {
        for title in ["Chair of the Council", "Présidente du Conseil", "市議會主席", "Vorsitzende", "Chair", "Speaker"]
        {
            assert!(is_chair(&LocalText::plain(title)), "{title}");
        }
        for title in [
            "Deputy Chair of the Council",
            "Vice-présidente",
            "市議會副主席",
            "Chairs and tables officer",
            "代理議長",
            "",
        ] {
            assert!(!is_chair(&LocalText::plain(title)), "{title}");
        }
    }
}
