//! Words of Spanish.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["estado"],
    held: &["borrador", "confidencial"],
    open: &["publicado"],
    headings: &["metadatos", "propiedades", "propiedades_del_documento"],
    not_yet: &["borrador", "privado"],
    business: &["privado"],
    yes: &["sí", "si"],
    stamps: &["borrador", "confidencial"],
    ..Vocabulary::NONE
};
