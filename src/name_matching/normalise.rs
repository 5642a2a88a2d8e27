//! Forms of a name that ignore more and more of its spelling.

use unicode_normalization::UnicodeNormalization;

use super::Reason;
use crate::record::fold_label;

/// A name at every level of folding, each made from the one before.
#[derive(Debug, Clone)]
pub(super) struct FoldedName {
    /// Folded as labels are matched.
    label: String,
    /// Without differences of width and form (NFKC).
    pub(super) compatible: String,
    /// Without accents, but with spaces and punctuation.
    pub(super) plain: String,
}

impl FoldedName {
    pub(super) fn new(text: &str) -> Self {
        let label = fold_label(text);
        let compatible: String = label.nfkc().flat_map(char::to_lowercase).collect();
        let plain = compatible.chars().flat_map(without_accent).collect();
        FoldedName { label, compatible, plain }
    }

    /// Key that names share if only their spelling differs; empty when no letters are left.
    pub(super) fn key(&self) -> String {
        bare(&self.plain).chars().map(variant).collect()
    }

    /// The first level at which two names with the same key are equal; `None` when they are one label already.
    pub(super) fn difference(&self, other: &FoldedName) -> Option<Reason> {
        let spaced = |text: &str| text.split_whitespace().collect::<String>();
        if self.label == other.label {
            None
        } else if self.compatible == other.compatible {
            Some(Reason::Width)
        } else if spaced(&self.compatible) == spaced(&other.compatible) {
            Some(Reason::Spacing)
        } else if bare(&self.compatible) == bare(&other.compatible) {
            Some(Reason::Punctuation)
        } else if bare(&self.plain) == bare(&other.plain) {
            Some(Reason::Accents)
        } else {
            Some(Reason::Variants)
        }
    }

    /// The names of a joint label, if there are several: `ann` and `ben` of `Ann、Ben`.
    pub(super) fn people(&self) -> Option<Vec<String>> {
        const SIGNS: [&str; 10] = ["、", ";", "/", "&", "+", " and ", " et ", " und ", " y ", " 和 "];
        if !SIGNS.iter().any(|sign| self.label.contains(sign)) {
            return None;
        }
        let mut text = self.plain.clone();
        for sign in SIGNS {
            text = text.replace(sign, "\n");
        }
        let people: Vec<String> = text
            .lines()
            .map(|name| bare(name).chars().map(variant).collect())
            .filter(|name: &String| !name.is_empty())
            .collect();
        (people.len() > 1).then_some(people)
    }

    /// The name, if its length suggests a personal name in Han characters.
    pub(super) fn han_name(&self) -> Option<&str> {
        let text = self.compatible.as_str();
        (text.chars().all(is_han) && (2..=4).contains(&text.chars().count())).then_some(text)
    }
}

/// The letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a name in Latin script, without the signs within them; none if it is in another script.
pub(super) fn words(plain: &str) -> Vec<&str> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '‐' | '‑');
    if plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return Vec::new();
    }
    let parts = plain.split(|c: char| !is_latin(c)).map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    parts.filter(|word| !word.is_empty()).collect()
}

/// Reports whether a character is Han.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// A Latin letter without its marks. Other scripts keep theirs: `が` is not `か`.
fn without_accent(c: char) -> impl Iterator<Item = char> {
    let base = match c {
        'ß' => return ['s', 's'].into_iter().take(2),
        'æ' => return ['a', 'e'].into_iter().take(2),
        'œ' => return ['o', 'e'].into_iter().take(2),
        'ø' => 'o',
        'đ' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => std::iter::once(c).nfd().next().unwrap_or(c),
        c => c,
    };
    [base, base].into_iter().take(1)
}

/// Variants of a character within the same name. Only pairs of everyday variants; `志` and `誌` are two names.
fn variant(c: char) -> char {
    match c {
        '臺' => '台',
        '啓' | '启' => '啟',
        '溫' => '温',
        '峯' => '峰',
        '羣' => '群',
        '裏' => '裡',
        '恆' => '恒',
        '說' | '说' => '説',
        '衞' | '卫' => '衛',
        '黄' => '黃',
        '爲' | '为' => '為',
        '敎' => '教',
        '眞' => '真',
        '淸' => '清',
        '靑' => '青',
        '録' | '录' => '錄',
        '吳' | '吴' => '吳',
        '髙' => '高',
        '﨑' => '崎',
        '斎' | '齋' | '斉' | '齊' => '齊',
        '邊' | '邉' | '边' => '辺',
        '澤' | '泽' => '沢',
        '濱' | '滨' => '浜',
        '國' | '囯' => '国',
        '廣' | '广' => '広',
        '會' => '会',
        '學' => '学',
        '陳' => '陈',
        '張' => '张',
        '劉' => '刘',
        '楊' => '杨',
        '趙' => '赵',
        '葉' => '叶',
        '鄭' => '郑',
        '謝' => '谢',
        '許' => '许',
        '蘇' => '苏',
        '盧' => '卢',
        '蔣' => '蒋',
        '賴' => '赖',
        '鳳' => '凤',
        '龍' | '竜' => '龙',
        '華' => '华',
        '偉' => '伟',
        '麗' => '丽',
        '惠' | '恵' => '惠',
        '榮' | '栄' => '荣',
        '寶' | '宝' => '宝',
        '德' | '徳' => '德',
        c => c,
    }
}
