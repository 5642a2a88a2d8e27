//! Names of speakers for citations.

use crate::record::{Language, Speaker, is_part_of_name};
use crate::render::inputs::RenderInputs;
use crate::theme::Argument::Text;

/// Name of a speaker for citations, unless it is the name as printed. A person whom the registry or the record names behind a
/// label such as “The Chair” is cited as `Ines Vargholm (Chair)`, and one behind a part of the name, by the whole name.
pub(crate) fn cited_name(inputs: &RenderInputs<'_>, speaker: &Speaker, lang: &Language) -> Option<String> {
    let (name, label) = inputs.archive.person_and_label(speaker, lang)?;
    if is_part_of_name(label, name) {
        return Some(name.to_owned());
    }
    Some(inputs.strings(lang).format("cited-person", &[("name", Text(name)), ("label", Text(label))]))
}
