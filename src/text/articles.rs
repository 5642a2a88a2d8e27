//! Articles at the beginning of a name, which indexes pass over.

/// Articles that stand before words with a capital letter too, and begin no name in their language.
const ALWAYS: [(&str, &[&str]); 2] = [("en", &["the"]), ("de", &["der", "die", "das"])];

/// Articles before a common noun; before a capital letter they may be part of a name, such as “Le Corbusier”.
const BEFORE_NOUNS: [(&str, &[&str]); 8] = [
    ("en", &["a", "an"]),
    ("de", &["ein", "eine"]),
    ("fr", &["le", "la", "les", "l’", "l'", "un", "une", "des"]),
    ("es", &["el", "la", "los", "las", "un", "una"]),
    ("it", &["il", "lo", "la", "i", "gli", "le", "l’", "l'", "un", "una"]),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
    ("nl", &["de", "het", "een"]),
    ("ca", &["el", "la", "els", "les", "l’", "l'", "un", "una"]),
];

/// A name without its article, as the index of a language sorts it: “gallery” for “The gallery”.
///
/// ```
/// use minutebook::text::without_article;
/// assert_eq!(without_article("The gallery", "en"), "gallery");
/// assert_eq!(without_article("Le Corbusier", "fr"), "Le Corbusier");
/// assert_eq!(without_article("L’assistance", "fr"), "assistance");
/// ```
pub fn without_article<'n>(name: &'n str, primary_language: &str) -> &'n str {
    let of = |table: &[(&str, &'static [&'static str])]| {
        let found = table.iter().find(|(language, _)| *language == primary_language);
        found.map_or(&[][..], |(_, articles)| articles).iter().find_map(|article| after(name, article))
    };
    let before_noun = || of(&BEFORE_NOUNS).filter(|rest| rest.starts_with(char::is_lowercase));
    of(&ALWAYS).or_else(before_noun).unwrap_or(name)
}

/// The words after an article that stands at the beginning.
fn after<'n>(name: &'n str, article: &str) -> Option<&'n str> {
    let head = name.get(..article.len()).filter(|head| head.to_lowercase() == article)?;
    let rest = &name[head.len()..];
    let rest = if article.ends_with(['’', '\'']) { rest } else { rest.strip_prefix(' ')? };
    Some(rest).filter(|rest| !rest.is_empty())
}
