//! The person behind the label of a speaker, such as “The Chair”, as turns and citations name them.

use crate::record::{Language, PersonKind, Speaker};
use crate::render::inputs::RenderInputs;
use crate::theme::Argument::Text;

/// Name of the person whom the registry or the record names behind the label of an office. None for a label that names the
/// person itself, in any language, if only by a part of the name: “Councillor Vargholm”, 張處長富林.
pub(crate) fn office_holder<'r>(inputs: &'r RenderInputs<'_>, speaker: &Speaker, lang: &Language) -> Option<&'r str> {
    let (name, label) = person_and_label(inputs, speaker, lang)?;
    let [one] = speaker.by.as_slice() else { return None };
    let mut names = inputs.archive.speakers[*one].names.iter();
    names.all(|(_, known)| !is_named(label, known)).then_some(name)
}

/// Reports whether a label has a word of a name, or all its characters if it is written without spaces.
fn is_named(label: &str, name: &str) -> bool {
    let is_in_name = |word: String| words(name).take(MOST_WORDS).any(|known| known == word);
    let is_in_order = || {
        let (mut signs, name) = (label.chars(), folded(name));
        !name.contains(|c: char| c.is_ascii()) && name.chars().all(|wanted| signs.any(|sign| sign == wanted))
    };
    is_part(label, name) || words(label).take(MOST_WORDS).any(is_in_name) || is_in_order()
}

/// Reports whether a role holds the label of a speaker: “Chair of the Council”, that of “The Chair”.
pub(crate) fn is_within(role: &str, speaker: &Speaker) -> bool {
    folded(role).contains(&folded(without_article(speaker)))
}

/// Name of a speaker for citations, unless it is the name as printed. A person whom the registry or the record names behind a
/// label such as “The Chair” is cited as `Ines Vargholm (Chair)`, and one behind a part of the name, by the whole name.
pub(crate) fn cited_name(inputs: &RenderInputs<'_>, speaker: &Speaker, lang: &Language) -> Option<String> {
    let (name, label) = person_and_label(inputs, speaker, lang)?;
    if is_part(label, name) {
        return Some(name.to_owned());
    }
    Some(inputs.strings(lang).format("cited-person", &[("name", Text(name)), ("label", Text(label))]))
}

/// Name of the person of the registry whom a label means, and the label without its article, unless the label holds the name.
fn person_and_label<'r, 's>(
    inputs: &'r RenderInputs<'_>,
    speaker: &'s Speaker,
    lang: &Language,
) -> Option<(&'r str, &'s str)> {
    let [one] = speaker.by.as_slice() else { return None };
    let entry = &inputs.archive.speakers[*one];
    if entry.kind != PersonKind::Person || entry.registered.is_none() {
        return None;
    }
    let (name, label) = (entry.names.get(lang), without_article(speaker));
    (!name.is_empty() && !folded(label).contains(&folded(name))).then_some((name, label))
}

/// The label as printed, without an English article.
fn without_article(speaker: &Speaker) -> &str {
    let label = speaker.name.label.text.trim();
    label.strip_prefix("The ").unwrap_or(label)
}

/// Maximum number of words of a label that are looked for one by one; each is compared with every word of the name.
const MOST_WORDS: usize = 8;

/// Reports whether a label is a part of a name, perhaps with initials: `H. Quillam` of “Hester Quillam”.
fn is_part(label: &str, name: &str) -> bool {
    let names: Vec<String> = words(name).collect();
    let is_known = |word: String| names.iter().any(|known| known.starts_with(word.as_str()));
    folded(name).contains(&folded(label)) || (words(label).count() <= MOST_WORDS && words(label).all(is_known))
}

/// Words of a text, folded.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(folded)
}

/// A name without the case of its letters, and without what is neither letter nor digit.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_is_told_from_an_office() {
        for (label, name, is) in [
            ("H. Quillam", "Hester Quillam", true),
            ("Tang", "Audrey Tang", true),
            ("小明", "港小明", true),
            ("Chair", "Hester Quillam", false),
            ("Chair Quillam", "Hester Quillam", false),
            ("主席", "港小明", false),
        ] {
            assert_eq!(is_part(label, name), is, "{label}");
        }
    }

    #[test]
    fn a_label_with_a_part_of_a_name_needs_no_other_name() {
        for (label, name, is) in [
            ("Councillor Vargholm", "Ines Vargholm", true),
            ("國發會社發處張處長富林", "張富林", true),
            ("左議員", "左雅意", false),
            ("Chair", "Ines Vargholm", false),
        ] {
            assert_eq!(is_named(label, name), is, "{label}");
        }
    }
}
