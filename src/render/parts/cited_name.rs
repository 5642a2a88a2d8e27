//! Names of speakers as citations give them: the person behind an office.

use crate::record::{Language, PersonKind, Speaker};
use crate::render::inputs::RenderInputs;
use crate::theme::Argument::Text;

/// Name of a speaker for citations, unless it is the name as printed. A person whom the registry or the record names behind a
/// label such as “The Chair” is cited as `Ines Vargholm (Chair)`, and one behind a part of the name, by the whole name.
pub(crate) fn cited_name(inputs: &RenderInputs<'_>, speaker: &Speaker, lang: &Language) -> Option<String> {
    let [one] = speaker.by.as_slice() else { return None };
    let entry = &inputs.archive.speakers[*one];
    if entry.kind != PersonKind::Person || entry.registered.is_none() {
        return None;
    }
    let (name, label) = (entry.names.get(lang), speaker.name.label.text.trim());
    let label = label.strip_prefix("The ").unwrap_or(label);
    let printed = folded(label);
    if name.is_empty() || printed.contains(&folded(name)) {
        None
    } else if is_part(label, name) {
        Some(name.to_owned())
    } else {
        Some(inputs.strings(lang).format("cited-person", &[("name", Text(name)), ("label", Text(label))]))
    }
}

/// Maximum number of words of a label that are looked for one by one; each is compared with every word of the name.
const MOST_WORDS: usize = 8;

/// Reports whether a label is a part of a name, perhaps with initials: `H. Quillam` of “Hester Quillam”.
fn is_part(label: &str, name: &str) -> bool {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(folded).collect::<Vec<_>>();
    let names = words(name);
    let is_known = |word: &String| names.iter().any(|known| known.starts_with(word.as_str()));
    let printed = words(label);
    folded(name).contains(&folded(label)) || (printed.len() <= MOST_WORDS && printed.iter().all(is_known))
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
}
