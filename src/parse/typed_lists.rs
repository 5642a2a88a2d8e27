//! Lists that were typed as one text: `topics: Road works, Harbour`, `participants: Ann Lee, Ben Okri and Cid Moss`.

use super::attendance_entries::AttendeeEntry;
use super::entries::{OneOrMany, Scalar};
use crate::markdown::labels::{is_full_name, looks_like_name};

/// Signs between the items of a list.
const SIGNS: [char; 5] = [',', ';', '、', '，', '；'];

/// Words between the last two names of a list.
const AND: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", " e ", " en "];

/// Words for nobody.
const NOBODY: [&str; 16] = [
    "none", "nobody", "no one", "nil", "n/a", "-", "–", "—", "keine", "niemand", "aucun", "personne", "ninguno", "無",
    "无", "なし",
];

/// Divides a text with commas into topics.
pub(super) fn divide_topics(topics: &mut Option<OneOrMany<Scalar>>) {
    let Some(OneOrMany(items)) = topics else { return };
    if let [Scalar(text)] = items.as_slice()
        && text.contains(SIGNS)
    {
        let parts = text.split(SIGNS).map(str::trim).filter(|part| !part.is_empty());
        *items = parts.map(|part| Scalar(part.to_owned())).collect();
    }
}

/// Divides a text with several full names or ids into people, and takes a word for nobody out.
pub(super) fn divide_people(people: &mut Option<OneOrMany<AttendeeEntry>>) {
    let Some(OneOrMany(items)) = people else { return };
    let [AttendeeEntry { name, stay: None }] = items.as_slice() else { return };
    if NOBODY.contains(&&*name.trim().trim_end_matches('.').to_lowercase()) {
        items.clear();
    } else if let Some(names) = names_of(name) {
        *items = names.into_iter().map(|name| AttendeeEntry { name, stay: None }).collect();
    }
}

/// The names of a list, if each is a full name, as “Lee, Ann” is none, or each an id.
fn names_of(text: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut name = String::new();
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && SIGNS.contains(&c) {
            names.push(std::mem::take(&mut name));
        } else {
            name.push(c);
        }
    }
    let last = name.trim();
    let last = AND.iter().find_map(|and| last.strip_prefix(and.trim_start())).unwrap_or(last);
    match AND.iter().find_map(|and| last.split_once(and)).filter(|_| !last.contains(['(', '（'])) {
        Some((one, other)) => names.extend([one.to_owned(), other.to_owned()]),
        None => names.push(last.to_owned()),
    }
    let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let is_full = |name: &String| is_full_name(name) && looks_like_name(name);
    let is_id =
        |name: &String| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (names.len() > 1 && (names.iter().all(is_full) || names.iter().all(is_id))).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::names_of;

    #[test]
    fn names_in_one_text_are_several_people() {
        for (text, names) in [
            ("Ann Lee, Ben Okri and Cid Moss", &["Ann Lee", "Ben Okri", "Cid Moss"][..]),
            ("Ann Lee and Ben Okri", &["Ann Lee", "Ben Okri"]),
            ("Ann Lee, Ben Okri, and Cid Moss", &["Ann Lee", "Ben Okri", "Cid Moss"]),
            ("Ann Lee (Chair, acting); Ben Okri", &["Ann Lee (Chair, acting)", "Ben Okri"]),
            ("ann-lee, ben-okri", &["ann-lee", "ben-okri"]),
            ("林岳美、陳美", &["林岳美", "陳美"]),
        ] {
            assert_eq!(
                names_of(text).as_deref(),
                Some(&*names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
                "{text}"
            );
        }
        for text in ["Lee, Ann", "Ann Lee", "Parks and Recreation Department", "Ann Lee, and others", ""] {
            assert_eq!(names_of(text), None, "{text}");
        }
    }
}
