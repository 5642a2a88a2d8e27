//! Labels that name several people at once: “Ann Lee and Ben Okri”, “唐鳳與主席”.

/// Words between two names, in languages of records.
const WORDS: [&str; 10] = [" and ", " & ", " + ", " und ", " et ", " y ", " e ", " en ", " og ", " och "];

/// Signs between two names.
const SIGNS: [char; 8] = [',', '，', '、', '與', '和', '及', '跟', 'と'];

/// Names into which a label falls, if it has at least two and each is known by itself: “and” and 和 occur in names too.
pub(super) fn joint(label: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let with_signs = WORDS.iter().fold(label.to_owned(), |label, word| label.replace(word, "、"));
    let parts: Vec<String> = with_signs.split(SIGNS).map(|part| part.trim().to_owned()).collect();
    (parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && is_known(part))).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(label: &str) -> Option<Vec<String>> {
        joint(label, |name| ["Ann", "Ben Okri", "Cy", "唐鳳", "主席", "和碩"].contains(&name))
    }

    #[test]
    fn names_that_are_known_by_themselves_are_several_people() {
        assert_eq!(parts("Ann and Ben Okri").as_deref(), Some(&["Ann".to_owned(), "Ben Okri".to_owned()][..]));
        assert_eq!(parts("Ann, Ben Okri & Cy").map(|parts| parts.len()), Some(3));
        assert_eq!(parts("唐鳳與主席").map(|parts| parts.len()), Some(2));
    }

    #[test]
    fn any_other_label_is_one_name() {
        for label in ["Ann", "Ann and", "Ann and Dee", "Andrea", "和碩", "Trinidad and Tobago"] {
            assert_eq!(parts(label), None, "{label}");
        }
    }
}
