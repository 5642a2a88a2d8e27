//! Italian and Portuguese words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    public: &["pubblicato"],
    yes: &["sim"],
    no: &["não", "nao"],
    open: &["pubblicato", "publicado"],
    beside_stamps: &["verbale", "ata"],
    records: &["seduta", "verbale", "sessão", "ata", "reunião"],
    stamps: &["bozza", "rascunho", "riservato", "confidencial", "riservatissimo"],
    status: &["situação", "situacao", "stato"],
    held: &["bozza", "rascunho"],
    headings: &["metadati", "proprietà", "metadados", "propriedades"],
    not_yet: &["riservato", "non_pubblicato", "não_publicado", "bozze", "rascunhos", "bozza", "rascunho"],
    ..LanguageWords::NONE
};
