//! Russian words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    status: &["статус"],
    held: &["черновик"],
    headings: &["метаданные", "свойства", "свойства_документа"],
    not_yet: &["черновики", "черновик"],
    yes: &["да"],
    no: &["нет"],
    ..LanguageWords::NONE
};
