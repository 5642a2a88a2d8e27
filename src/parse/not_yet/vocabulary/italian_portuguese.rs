//! Words of Italian and Portuguese.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["stato"],
    held: &["bozza", "rascunho"],
    headings: &["metadati", "proprietà", "metadados", "propriedades"],
    not_yet: &["bozza", "rascunho"],
    ..Vocabulary::NONE
};
