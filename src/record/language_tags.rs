//! Tags of languages by what people write instead of them: a name, a code of three letters, the code of a country.

/// Names in English and in the language itself, codes of ISO 639-2 and mistaken codes of countries, in lower case, with the tag.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية", "ara"]),
    ("bg", &["bulgarian", "български", "bul"]),
    ("ca", &["catalan", "català", "cat"]),
    ("cs", &["czech", "čeština", "cz", "ces", "cze"]),
    ("cy", &["welsh", "cymraeg", "cym", "wel"]),
    ("da", &["danish", "dansk", "dk", "dan"]),
    ("de", &["german", "deutsch", "deu", "ger"]),
    ("el", &["greek", "ελληνικά", "gr", "ell", "gre"]),
    ("en", &["english", "eng"]),
    ("es", &["spanish", "español", "espanol", "castellano", "spa"]),
    ("et", &["estonian", "eesti", "est"]),
    ("eu", &["basque", "euskara", "eus", "baq"]),
    ("fi", &["finnish", "suomi", "fin"]),
    ("fr", &["french", "français", "francais", "fra", "fre"]),
    ("ga", &["irish", "gaeilge", "gle"]),
    ("he", &["hebrew", "עברית", "heb"]),
    ("hi", &["hindi", "हिन्दी", "hin"]),
    ("hu", &["hungarian", "magyar", "hun"]),
    ("is", &["icelandic", "íslenska", "isl", "ice"]),
    ("it", &["italian", "italiano", "ita"]),
    ("ja", &["japanese", "日本語", "jp", "jpn"]),
    ("ko", &["korean", "한국어", "kor"]),
    ("mi", &["maori", "māori", "mri", "mao"]),
    ("nb", &["norwegian", "norsk", "nob"]),
    ("nl", &["dutch", "nederlands", "nld", "dut"]),
    ("pl", &["polish", "polski", "pol"]),
    ("pt", &["portuguese", "português", "portugues", "por"]),
    ("ro", &["romanian", "română", "ron", "rum"]),
    ("ru", &["russian", "русский", "rus"]),
    ("sv", &["swedish", "svenska", "swe"]),
    ("tr", &["turkish", "türkçe", "tur"]),
    ("uk", &["ukrainian", "українська", "ua", "ukr"]),
    ("vi", &["vietnamese", "tiếng việt", "vie"]),
    ("zh", &["chinese", "mandarin", "中文", "漢語", "汉语", "zho", "chi"]),
    ("zh-Hans", &["simplified chinese", "chinese simplified", "简体中文", "cn"]),
    ("zh-Hant", &["traditional chinese", "chinese traditional", "繁體中文", "正體中文"]),
];

/// The tag that a name or another code means; `None` if it is not known.
pub(super) fn tag_of_name(written: &str) -> Option<&'static str> {
    let folded = written.trim().to_lowercase().replace(['_', '(', ')'], " ");
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    NAMES.iter().find(|(_, names)| names.contains(&&*words)).map(|(tag, _)| *tag)
}
