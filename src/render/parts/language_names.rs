//! Names of languages in the languages themselves.

use crate::record::Language;
use crate::render::inputs::RenderInputs;

/// A language's own name for itself, from the theme or the names that are known here; else its tag. Where the site has several
/// variants of the language, the name tells which: 繁體中文, and 中文 where there is no other Chinese.
pub(crate) fn own_name(inputs: &RenderInputs<'_>, lang: &Language) -> String {
    let of_theme = inputs.theme.speaks(lang).then(|| inputs.strings(lang).get("language-name"));
    let known = of_theme.or_else(|| known_name(lang.primary()).map(str::to_owned));
    if !has_variants(inputs, lang) {
        return known.unwrap_or_else(|| lang.to_string());
    }
    match (script_of_chinese(lang), known, lang.as_str().split_once('-')) {
        (Some(ChineseScript::Traditional), ..) => "繁體中文".to_owned(),
        (Some(ChineseScript::Simplified), ..) => "简体中文".to_owned(),
        (_, Some(name), Some((_, variant))) => format!("{name} ({variant})"),
        (_, name, _) => name.unwrap_or_else(|| lang.to_string()),
    }
}

/// Names of languages for themselves, by their primary tags, in order: those that the theme need not have strings for.
#[rustfmt::skip]
const NAMES: [(&str, &str); 67] = [
    ("ar", "العربية"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("gl", "galego"),
    ("gsw", "Schwiizerdütsch"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("iu", "ᐃᓄᒃᑎᑐᑦ"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mi", "te reo Māori"),
    ("mk", "македонски"),
    ("mn", "монгол"),
    ("ms", "Melayu"),
    ("mt", "Malti"),
    ("nb", "norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("rm", "rumantsch"),
    ("ro", "română"),
    ("ru", "русский"),
    ("se", "davvisámegiella"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The name of a language for itself, by its primary tag.
fn known_name(primary: &str) -> Option<&'static str> {
    NAMES.binary_search_by_key(&primary, |&(tag, _)| tag).ok().map(|place| NAMES[place].1)
}

/// A sign for a language of one or two characters: 中, EN.
pub(crate) fn sign(inputs: &RenderInputs<'_>, lang: &Language) -> String {
    match script_of_chinese(lang) {
        Some(ChineseScript::Traditional) if has_variants(inputs, lang) => "繁".to_owned(),
        Some(ChineseScript::Simplified) if has_variants(inputs, lang) => "简".to_owned(),
        _ if inputs.theme.speaks(lang) => inputs.strings(lang).get("language-sign"),
        _ => lang.primary().to_uppercase(),
    }
}

/// Reports whether the site has other variants of a language.
fn has_variants(inputs: &RenderInputs<'_>, lang: &Language) -> bool {
    let mut of_site = inputs.plan.locales.iter().map(|locale| &locale.lang).chain(&inputs.archive.languages);
    of_site.any(|other| other.primary() == lang.primary() && other != lang)
}

enum ChineseScript {
    Traditional,
    Simplified,
}

/// The script in which a Chinese language is written, by its tag.
fn script_of_chinese(lang: &Language) -> Option<ChineseScript> {
    let (primary, variant) = lang.as_str().split_once('-')?;
    let begins = |names: &[&str]| primary == "zh" && names.iter().any(|name| variant.starts_with(name));
    if begins(&["Hant", "TW", "HK", "MO"]) {
        Some(ChineseScript::Traditional)
    } else if begins(&["Hans", "CN", "SG"]) {
        Some(ChineseScript::Simplified)
    } else {
        None
    }
}
