//! Recognises phrases with which speakers address or thank others, or answer: `Meine Damen und Herren`, `Vielen Dank`, `Ja.`

/// Reports whether a text addresses or thanks somebody: `Meine sehr geehrten Damen und Herren`, `Muchas gracias`, `謝謝主席`.
pub(super) fn is_address(name: &str) -> bool {
    if THANKS.iter().any(|thanks| name.starts_with(thanks)) {
        return true;
    }
    let folded = crate::record::fold_label(name);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let (mut count, mut addressed, mut alone) = (0, false, false);
    while let Some(word) = words.next() {
        let is_alone = ALONE.contains(&word);
        if !is_alone && !ADDRESSED.contains(&word) && !AROUND.contains(&word) {
            return false;
        }
        count += 1;
        addressed |= !AROUND.contains(&word);
        alone |= is_alone && words.peek().is_none();
    }
    addressed && (count > 1 || alone)
}

/// Reports whether a word with a full stop is an answer rather than an abbreviation: `Ja.`, `Yes.`
pub(super) fn is_answer(word: &str) -> bool {
    let Some(bare) = word.strip_suffix('.') else { return false };
    ANSWERS.contains(&&*bare.to_lowercase())
}

/// Beginnings of thanks in languages without blanks between words.
const THANKS: [&str; 7] = ["謝謝", "谢谢", "多謝", "多谢", "ありがとう", "감사합니다", "고맙습니다"];

/// Words of address and thanks that mean the same alone.
const ALONE: [&str; 14] = [
    "thanks",
    "danke",
    "merci",
    "gracias",
    "obrigado",
    "obrigada",
    "grazie",
    "bedankt",
    "ladies",
    "gentlemen",
    "mesdames",
    "messieurs",
    "señorías",
    "colleagues",
];

/// Words of address and thanks that may be names if they stand alone.
const ADDRESSED: [&str; 20] = [
    "thank",
    "dank",
    "damen",
    "herren",
    "kollegen",
    "kolleginnen",
    "collègues",
    "señoras",
    "señores",
    "compañeros",
    "compañeras",
    "diputados",
    "diputadas",
    "friends",
    "freunde",
    "amis",
    "amigos",
    "citizens",
    "signore",
    "signori",
];

/// Words around those.
const AROUND: [&str; 54] = [
    "my",
    "dear",
    "and",
    "you",
    "all",
    "everyone",
    "many",
    "very",
    "much",
    "so",
    "members",
    "meine",
    "sehr",
    "geehrte",
    "geehrten",
    "verehrte",
    "verehrten",
    "liebe",
    "lieben",
    "und",
    "vielen",
    "herzlichen",
    "besten",
    "schönen",
    "schön",
    "bürgerinnen",
    "bürger",
    "ihnen",
    "mes",
    "chers",
    "chères",
    "cher",
    "et",
    "beaucoup",
    "à",
    "tous",
    "toutes",
    "vous",
    "muchas",
    "muchísimas",
    "mil",
    "y",
    "señor",
    "señora",
    "queridos",
    "queridas",
    "estimados",
    "estimadas",
    "a",
    "todos",
    "todas",
    "mille",
    "tante",
    "wel",
];

/// Answers of at most four letters, which a full stop does not make a title. Short forms of names, such as `Jo.`, are left out.
const ANSWERS: [&str; 52] = [
    "yes", "no", "yeah", "yep", "yup", "nope", "aye", "nay", "yea", "well", "ok", "okay", "good", "fine", "true",
    "sure", "here", "oh", "ah", "hm", "hmm", "um", "uh", "so", "then", "now", "wow", "done", "next", "ja", "nein",
    "doch", "gut", "tja", "nun", "na", "klar", "also", "aha", "ach", "oui", "non", "bon", "bien", "si", "sí", "vale",
    "sim", "não", "nee", "sì", "goed",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_and_thanks_are_told_from_names() {
        for text in [
            "Meine Damen und Herren",
            "Meine sehr geehrten Damen und Herren",
            "Liebe Kolleginnen und Kollegen",
            "Vielen Dank",
            "Herzlichen Dank",
            "Danke",
            "Ladies and Gentlemen",
            "Dear Colleagues",
            "Thank You",
            "Mesdames et Messieurs",
            "Mesdames, Messieurs",
            "Merci beaucoup",
            "Señoras y Señores",
            "Muchas Gracias",
            "謝謝主席",
            "谢谢",
            "감사합니다",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in [
            "Dank",
            "Herr Dank",
            "Mr Friends",
            "Frau Liebe",
            "Liebe",
            "Bürger",
            "謝委員",
            "El señor",
            "Señor Mil",
            "Ann",
            "",
            "All Members",
            "La señora",
            "Thanks Giving",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn an_answer_is_no_title() {
        assert!(["Ja.", "Yes.", "Nein.", "Sí.", "Hm."].into_iter().all(is_answer));
        assert!(!["Ja", "Dr.", "St.", "Jr.", "Jo.", "."].into_iter().any(is_answer));
    }
}
