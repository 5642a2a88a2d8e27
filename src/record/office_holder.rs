//! The person behind the label of a speaker, such as “The Chair”.

use super::{Archive, Language, PersonKind, Speaker};

impl Archive {
    /// Name of the person whom the registry or the record names behind the label of an office. None for a label that names the
    /// person itself, in any language, if only by a part of the name: “Councillor Vargholm”, 張處長富林.
    pub fn office_holder(&self, speaker: &Speaker, lang: &Language) -> Option<&str> {
        let (name, label) = self.person_and_label(speaker, lang)?;
        let [one] = speaker.by.as_slice() else { return None };
        let mut names = self.speakers[*one].names.iter();
        names.all(|(_, known)| !is_named(label, known)).then_some(name)
    }

    /// Name of the person of the registry whom a label means, and the label without its article, unless the label holds the name.
    pub fn person_and_label<'s>(&self, speaker: &'s Speaker, lang: &Language) -> Option<(&str, &'s str)> {
        let [one] = speaker.by.as_slice() else { return None };
        let entry = &self.speakers[*one];
        if entry.kind != PersonKind::Person || entry.registered.is_none() {
            return None;
        }
        let (name, label) = (entry.names.get(lang), speaker.label_without_article());
        (!name.is_empty() && !folded(label).contains(&folded(name))).then_some((name, label))
    }
}

impl Speaker {
    /// The label as printed, without an English article.
    pub fn label_without_article(&self) -> &str {
        let label = self.name.label.text.trim();
        label.strip_prefix("The ").unwrap_or(label)
    }

    /// Reports whether a role holds the label: “Chair of the Council”, that of “The Chair”.
    pub fn is_told_by(&self, role: &str) -> bool {
        folded(role).contains(&folded(self.label_without_article()))
    }
}

/// Reports whether a label has a word of a name, or all its characters if it is written without spaces.
fn is_named(label: &str, name: &str) -> bool {
    let is_in_name = |word: String| words(name).take(MOST_WORDS).any(|known| known == word);
    let is_in_order = || {
        let (mut signs, name) = (label.chars(), folded(name));
        !name.contains(|c: char| c.is_ascii()) && name.chars().all(|wanted| signs.any(|sign| sign == wanted))
    };
    is_part_of_name(label, name) || words(label).take(MOST_WORDS).any(is_in_name) || is_in_order()
}

/// Maximum number of words of a label that are looked for one by one; each is compared with every word of the name.
const MOST_WORDS: usize = 8;

/// Reports whether a label is a part of a name, perhaps with initials: `H. Quillam` of “Hester Quillam”.
pub fn is_part_of_name(label: &str, name: &str) -> bool {
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
            assert_eq!(is_part_of_name(label, name), is, "{label}");
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
