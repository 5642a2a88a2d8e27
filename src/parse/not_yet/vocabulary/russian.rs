//! Words of Russian.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["статус"],
    held: &["черновик"],
    headings: &["метаданные", "свойства", "свойства_документа"],
    not_yet: &["черновик"],
    yes: &["да"],
    no: &["нет"],
    ..Vocabulary::NONE
};
