//! Sorts names by the rules of a language, under the headings that its readers expect: letters, strokes, Bopomofo,
//! kana.

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use unicode_normalization::UnicodeNormalization;

use crate::config::HanOrder;
use crate::record::Language;
use crate::theme::Argument::Number;
use crate::theme::Strings;

/// Sort order of names in a language.
pub(super) struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
    /// The order of Han characters, for Chinese.
    han: Option<HanOrder>,
    /// The heads of groups of Han characters, in order, as the collation knows them (CLDR puts them behind U+FDD0).
    heads: Vec<(String, char)>,
    has_kana_rows: bool,
}

/// Heading above names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NameHeading {
    pub(super) text: String,
    /// For the anchor.
    pub(super) key: String,
}

impl Collation {
    /// The collation of a language. Chinese goes by what the site has chosen, else by strokes, as Taiwan’s indexes do; in simplified
    /// characters by Pinyin.
    pub(super) fn of(lang: &Language, chosen: Option<HanOrder>) -> Self {
        let is_chinese = lang.primary() == "zh";
        let is_simplified = matches!(lang.as_str(), "zh-Hans" | "zh-CN" | "zh-SG");
        let usual = if is_simplified { HanOrder::Pinyin } else { HanOrder::Strokes };
        let han = is_chinese.then(|| chosen.unwrap_or(usual));
        Collation { has_kana_rows: lang.primary() == "ja", ..Self::in_order(lang.as_str(), han) }
    }

    /// The collation of Chinese names in an index of another language: as the site has chosen, else by strokes.
    pub(super) fn of_han(chosen: Option<HanOrder>) -> Self {
        Self::in_order("zh-Hant", Some(chosen.unwrap_or(HanOrder::Strokes)))
    }

    /// The collation of a language, with Han characters in an order of their own if one is given.
    fn in_order(language: &str, han: Option<HanOrder>) -> Self {
        let (tag, heads) = match han {
            // No character of a name has more strokes.
            Some(HanOrder::Strokes) => ("zh-Hant-u-co-stroke", '\u{2801}'..='\u{2830}'),
            Some(HanOrder::Bopomofo) => ("zh-Hant-u-co-zhuyin", 'ㄅ'..='ㄩ'),
            Some(HanOrder::Pinyin) => ("zh-u-co-pinyin", 'A'..='Z'),
            // An empty range: nothing stands after Z and before A.
            None => (language, 'Z'..='A'),
        };
        let locale = tag.parse::<icu_locale_core::Locale>().ok();
        let collator =
            locale.and_then(|locale| CollatorBorrowed::try_new(locale.into(), CollatorOptions::default()).ok());
        let mut order = Collation { collator, han, heads: Vec::new(), has_kana_rows: false };
        // The last is always there. What the collation does not know (no syllable begins with I) stands after it.
        for head in heads.rev() {
            let text = format!("\u{FDD0}{head}");
            if order.heads.last().is_none_or(|(next, _)| order.compare(&text, next).is_lt()) {
                order.heads.push((text, head));
            }
        }
        order.heads.reverse();
        order
    }

    /// Which name is first.
    pub(super) fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }

    /// Heading of a name: its first letter without accent; for a Han name the strokes or the sound of its first
    /// character where known, else the character itself; for kana its row. `None` for digits and other characters.
    pub(super) fn heading(&self, name: &str, strings: &Strings) -> Option<NameHeading> {
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = name.nfkd().next()?;
        if !first.is_alphabetic() {
            return None;
        }
        if self.has_kana_rows
            && let Some(row) = kana_row(first)
        {
            return Some(NameHeading { text: row.to_string(), key: row.to_string() });
        }
        if let Some(head) = self.head_of(first) {
            // The collation counts strokes in braille.
            let strokes = u32::from(head).wrapping_sub(0x2800);
            return Some(match self.han {
                Some(HanOrder::Strokes) => NameHeading {
                    text: strings.format("strokes", &[("n", Number(strokes.into()))]),
                    key: format!("{strokes}-strokes"),
                },
                _ => NameHeading { text: head.to_string(), key: format!("han-{head}") },
            });
        }
        let letter = first.to_uppercase().next().unwrap_or(first);
        Some(NameHeading { text: letter.to_string(), key: letter.to_string() })
    }

    /// The last head that does not stand after a Han character. Only of the first block, which the collations know whole.
    fn head_of(&self, character: char) -> Option<char> {
        if !('\u{4E00}'..='\u{9FA5}').contains(&character) {
            return None;
        }
        let character = character.to_string();
        let before = self.heads.partition_point(|(head, _)| self.compare(head, &character).is_le());
        before.checked_sub(1).map(|last| self.heads[last].1)
    }
}

/// The row of the table of kana in which one stands, with or without its voicing mark.
fn kana_row(kana: char) -> Option<char> {
    let code = match u32::from(kana) {
        katakana @ 0x30A1..=0x30F6 => katakana - 0x60,
        other => other,
    };
    Some(match code {
        0x3041..=0x304A | 0x3094 => 'あ',
        0x304B..=0x3054 | 0x3095..=0x3096 => 'か',
        0x3055..=0x305E => 'さ',
        0x305F..=0x3069 => 'た',
        0x306A..=0x306E => 'な',
        0x306F..=0x307D => 'は',
        0x307E..=0x3082 => 'ま',
        0x3083..=0x3088 => 'や',
        0x3089..=0x308D => 'ら',
        0x308E..=0x3093 => 'わ',
        _ => return None,
    })
}

/// Reports whether a sort key is a reading in kana, which orders names in Japanese and means nothing in other
/// languages.
pub(super) fn is_reading(key: &str) -> bool {
    key.chars().next().is_some_and(|first| kana_row(first).is_some())
}
