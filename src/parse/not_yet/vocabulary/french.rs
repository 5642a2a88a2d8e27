//! Words of French.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["statut", "état", "etat"],
    held: &["brouillon", "confidentiel"],
    open: &["publié"],
    day: &["date_de_publication", "publier_le"],
    headings: &["métadonnées", "propriétés", "propriétés_du_document"],
    not_yet: &["brouillon", "privé", "non_publié", "confidentiel", "en_relecture", "à_valider"],
    business: &["privé"],
    yes: &["oui"],
    no: &["non"],
    stamps: &["brouillon", "confidentiel"],
    until: &["sous embargo jusqu'au "],
    ..Vocabulary::NONE
};
