//! Italian and Portuguese words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    status: &["stato"],
    held: &["bozza", "rascunho"],
    headings: &["metadati", "proprietà", "metadados", "propriedades"],
    not_yet: &["bozza", "rascunho"],
    ..LanguageWords::NONE
};
