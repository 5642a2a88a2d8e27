//! Recognises labels that name an office in lower case behind an article, as French, Spanish, Portuguese and Italian records do: `M. le
//! ministre`, `La rapporteure`, `El señor PRESIDENTE`.

use super::name_particles::PARTICLES;

/// Most words of such a label: `M. le ministre délégué auprès du ministre de l'économie et des finances`.
const MOST_WORDS: usize = 14;

/// Reports whether a text consists of an article or title, an office and its complements.
pub(super) fn is_office(text: &str) -> bool {
    // Fast path: few names begin with an article.
    let text = text.trim();
    let elided = text.strip_prefix(['L', 'l']).and_then(|rest| rest.strip_prefix(['\'', '’']));
    let (rest, is_elided) = match elided {
        Some(rest) => (rest, true),
        None => match text.split_once(char::is_whitespace) {
            Some((first, rest)) if FIRST.contains(&first) => (rest, false),
            _ => return false,
        },
    };
    let (mut has_office, mut before) = (false, if is_elided { "l'" } else { "" });
    for (at, written) in rest.split_whitespace().enumerate() {
        let word = written.trim_end_matches(',');
        let is_named = word.starts_with(char::is_uppercase);
        if at >= MOST_WORDS || (word.ends_with('.') && word.chars().count() > 5) {
            return false;
        }
        let (particle, noun) = match word.split_once(['\'', '’']) {
            Some((particle @ ("l" | "d"), noun)) => (particle, noun),
            _ => ("", word),
        };
        let fits = match () {
            () if is_word_of(OFFICES, noun) => {
                has_office = true;
                true
            }
            () if !has_office => BEFORE_OFFICES.contains(&word),
            () if is_named => true,
            () if PARTICLES.contains(&word) || JOINING.contains(&word) => true,
            () => !particle.is_empty() || LEADING.contains(&before) || ADJECTIVES.contains(&word),
        };
        if !fits {
            return false;
        }
        before = word;
    }
    has_office && !PARTICLES.contains(&before) && !JOINING.contains(&before)
}

/// Reports whether a word stands in a table; its parts behind hyphens may differ: `vice-présidente`.
fn is_word_of(words: &[&str], word: &str) -> bool {
    let last = ["vice-", "co-", "ex-"].iter().find_map(|part| word.strip_prefix(part)).unwrap_or(word);
    words.contains(&last)
}

/// Words with which such a label begins.
const FIRST: [&str; 19] = [
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Monsieur", "Madame", "Le", "La", "Les", "El", "Los", "Las", "O", "A", "Os",
    "As", "Il", "I",
];

/// Words that may stand between the beginning and the office.
const BEFORE_OFFICES: [&str; 12] =
    ["le", "la", "les", "l", "Premier", "Première", "premier", "première", "deuxième", "primer", "primera", "Sr."];

/// Offices, and words for whoever speaks, in lower case.
const OFFICES: &[&str] = &[
    "président",
    "présidente",
    "présidents",
    "ministre",
    "ministres",
    "rapporteur",
    "rapporteure",
    "rapporteurs",
    "secrétaire",
    "maire",
    "maires",
    "adjoint",
    "adjointe",
    "député",
    "députée",
    "sénateur",
    "sénatrice",
    "sénateurs",
    "doyen",
    "doyenne",
    "garde",
    "greffier",
    "greffière",
    "commissaire",
    "conseiller",
    "conseillère",
    "préfet",
    "préfète",
    "directeur",
    "directrice",
    "gouverneur",
    "gouverneure",
    "orateur",
    "oratrice",
    "modérateur",
    "modératrice",
    "animateur",
    "animatrice",
    "public",
    "questeur",
    "questeure",
    "procureur",
    "procureure",
    "représentant",
    "représentante",
    "administrateur",
    "administratrice",
    "señor",
    "señora",
    "señores",
    "señoras",
    "senhor",
    "senhora",
    "signor",
    "signora",
    "presidente",
    "presidenta",
    "vicepresidente",
    "vicepresidenta",
    "ministro",
    "ministra",
    "secretario",
    "secretaria",
    "diputado",
    "diputada",
    "senador",
    "senadora",
    "senadores",
    "diputados",
    "alcalde",
    "alcaldesa",
    "concejal",
    "concejala",
    "portavoz",
    "consejero",
    "consejera",
    "relator",
    "relatora",
    "letrado",
    "letrada",
    "interventor",
    "interventora",
    "moderador",
    "moderadora",
    "deputado",
    "deputada",
    "secretário",
    "secretária",
    "vereador",
    "vereadora",
    "prefeito",
    "prefeita",
    "relatore",
    "relatrice",
    "sindaco",
    "assessore",
    "deputato",
    "segretario",
];

/// Words that join the complements of an office.
const JOINING: [&str; 9] = ["aux", "à", "auprès", "chargé", "chargée", "en", "sur", "per", "i"];

/// Words behind which a complement stands, in any spelling: `ministre de agriculture`.
const LEADING: [&str; 23] = [
    "de", "du", "des", "la", "le", "les", "aux", "à", "en", "sur", "et", "y", "e", "del", "los", "las", "el", "do",
    "da", "dos", "das", "di", "della",
];

/// Adjectives of offices and of what they look after.
const ADJECTIVES: [&str; 40] = [
    "général",
    "générale",
    "généraux",
    "délégué",
    "déléguée",
    "suppléant",
    "suppléante",
    "honoraire",
    "spécial",
    "spéciale",
    "sortant",
    "sortante",
    "adjoint",
    "adjointe",
    "permanent",
    "permanente",
    "public",
    "publique",
    "publics",
    "publiques",
    "national",
    "nationale",
    "européen",
    "européenne",
    "européennes",
    "étrangères",
    "social",
    "sociale",
    "sociales",
    "municipal",
    "municipale",
    "départemental",
    "départementale",
    "régional",
    "régionale",
    "segundo",
    "segunda",
    "tercera",
    "primera",
    "primero",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_behind_an_article_is_a_label() {
        for text in [
            "M. le ministre",
            "M. le président",
            "Le président",
            "Mme la présidente",
            "La rapporteure",
            "L'oratrice",
            "L’orateur",
            "M. le Premier ministre",
            "M. le ministre de l'intérieur",
            "Mme la ministre de la culture",
            "Le secrétaire général",
            "Le président de la commission des finances",
            "Mme la vice-présidente",
            "M. le maire de Lyon",
            "M. le garde des sceaux",
            "M. le ministre délégué, chargé des comptes publics",
            "Mme la secrétaire d'État",
            "El señor PRESIDENTE",
            "La señora GARCÍA LÓPEZ",
            "La señora presidenta",
            "El señor ministro de Hacienda",
            "El presidente",
            "O senhor Presidente",
            "La señora vicepresidenta segunda",
            "Los señores senadores",
        ] {
            assert!(is_office(text), "{text}");
        }
        for text in [
            "Le rapport",
            "La proposition de loi",
            "M. le ministre a dit",
            "M. le président répond",
            "Le Rapport du ministre",
            "El señor dijo",
            "La séance",
            "Señor presidente",
            "M. Durand",
            "Le président de",
            "M. le président. Deux points",
            "A",
            "L'",
            "Le",
            "Il est",
            "La señora García dijo",
            "",
        ] {
            assert!(!is_office(text), "{text}");
        }
    }
}
