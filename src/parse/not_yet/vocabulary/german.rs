//! Words of German.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["stand", "zustand", "bearbeitungsstand"],
    held: &["entwurf", "vertraulich"],
    open: &["veröffentlicht", "öffentlich", "veröffentlichen"],
    day: &["sperrfrist", "gesperrt_bis", "veröffentlichung", "veröffentlichung_am", "veröffentlichungsdatum"],
    headings: &["metadaten", "eigenschaften", "dokumenteigenschaften"],
    not_yet: &[
        "entwurf",
        "privat",
        "vertraulich",
        "nicht_öffentlich",
        "nichtöffentlich",
        "unveröffentlicht",
        "in_prüfung",
        "in_bearbeitung",
    ],
    business: &["privat"],
    yes: &["ja"],
    no: &["nein"],
    stamps: &["entwurf", "vertraulich", "nicht_öffentlich"],
    until: &["sperrfrist bis ", "gesperrt bis "],
    ..Vocabulary::NONE
};
