//! Names of files that hold one record each, within an archive of many.

use crate::bytes::fingerprint::Fingerprint;

/// Name of a record's file in ASCII, which every program that unpacks files can write: its slug, of which letters of other
/// scripts are replaced by eight digits that are unique to it.
pub(super) fn document_name(slug: &str, extension: &str) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if slug.chars().all(is_kept) {
        return format!("{slug}.{extension}");
    }
    let kept: String = slug.chars().map(|c| if is_kept(c) { c } else { '-' }).collect();
    let words: Vec<&str> = kept.split('-').filter(|word| !word.is_empty()).collect();
    let digits = &Fingerprint::of_bytes(slug.as_bytes()).hex()[..8];
    format!("{}-{digits}.{extension}", words.join("-")).trim_start_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::document_name;

    #[test]
    fn names_are_ascii_and_differ() {
        assert_eq!(document_name("2024-03-11-budget", "xml"), "2024-03-11-budget.xml");
        let (one, other) = (document_name("2024-03-11-會議", "xml"), document_name("2024-03-11-演講", "xml"));
        assert!(one.starts_with("2024-03-11-") && one.is_ascii() && one != other, "{one} {other}");
        assert_eq!(document_name("會議", "xml").len(), "01234567.xml".len());
    }
}
