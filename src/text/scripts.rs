//! The script of a letter, and the scripts in which a language sorts names.

/// A script in which names are written; all others are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Chinese characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Korean letters.
    Hangul,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters.
    Arabic,
    /// Hebrew letters.
    Hebrew,
    /// Any other script.
    Other,
}

impl Script {
    /// The script of a letter.
    pub fn of(letter: char) -> Self {
        match u32::from(letter) {
            0..=0x024F | 0x1E00..=0x1EFF => Script::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Script::Greek,
            0x0400..=0x052F => Script::Cyrillic,
            0x0590..=0x05FF => Script::Hebrew,
            0x0600..=0x077F => Script::Arabic,
            0x1100..=0x11FF | 0xAC00..=0xD7AF => Script::Hangul,
            0x3040..=0x30FF => Script::Kana,
            0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Script::Han,
            _ => Script::Other,
        }
    }

    /// Reports whether readers of a language know the order of its letters. They know that of Latin letters
    /// everywhere; Japanese sorts Chinese characters by their readings.
    pub fn is_sorted_in(self, primary_language: &str) -> bool {
        match self {
            Script::Latin => true,
            Script::Han => matches!(primary_language, "zh" | "yue"),
            Script::Kana => primary_language == "ja",
            Script::Hangul => primary_language == "ko",
            Script::Cyrillic => {
                matches!(primary_language, "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "mn")
            }
            Script::Greek => primary_language == "el",
            Script::Arabic => matches!(primary_language, "ar" | "fa" | "ur" | "ps"),
            Script::Hebrew => matches!(primary_language, "he" | "yi"),
            Script::Other => !matches!(primary_language, "zh" | "ja" | "ko" | "en" | "de" | "fr" | "es"),
        }
    }
}
