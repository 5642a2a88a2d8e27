//! Slugs: the readable end of an address, in characters that every host and file system accepts in a path.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::bytes::fingerprint::Fingerprint;
use crate::text::{device_name, head, is_invisible};

/// A slug, and whether it had to be shortened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slug {
    /// Never empty, `.` or `..`; contains no separators.
    pub text: String,
    /// True if the text was cut to fit; file systems allow 255 bytes a name.
    pub shortened: bool,
}

/// Longest address or path that is accepted, in bytes: browsers and file systems take not much more.
pub const LONGEST_PATH: usize = 2_000;

/// Longest slug, in bytes; leaves room for a suffix.
const LONGEST: usize = 230;

/// Makes a slug: NFC, Unicode kept, ASCII in lower case, white space to `-`, and what a path cannot hold dropped or
/// replaced. Nothing is transliterated, because that makes different names equal. What Windows keeps for a device gets a `_`, so that a
/// site can be built and copied there: `con` becomes `con_`.
///
/// ```
/// use minutebook::text::slug::slugify;
/// assert_eq!(slugify("2015-08-23-演講-開放^資料").text, "2015-08-23-演講-開放資料");
/// assert_eq!(slugify("How Can Shrimps Turn Whales Around?").text, "how-can-shrimps-turn-whales-around");
/// ```
pub fn slugify(text: &str) -> Slug {
    let composed: String = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    let mut slug = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            c if c.is_whitespace() => push_hyphen(&mut slug),
            '/' | '\\' | ':' | '|' => push_hyphen(&mut slug),
            '\u{2010}' | '\u{2011}' => slug.push('-'),
            '?' | '#' | '%' | '*' | '"' | '<' | '>' | '^' | '`' | '{' | '}' => {}
            c if c.is_control() || is_invisible(c) => {}
            c => slug.push(c.to_ascii_lowercase()),
        }
    }
    // No leading dot (hidden files), no trailing dot or space (Windows).
    let slug = slug.trim_matches(['.', '-', ' ']);
    if slug.is_empty() {
        return Slug {
            text: format!("x-{}", &Fingerprint::of_bytes(composed.as_bytes()).hex()[..8]),
            shortened: false,
        };
    }
    if let Some(device) = device_name(slug) {
        return Slug { text: format!("{device}_{}", &slug[device.len()..]), shortened: false };
    }
    if slug.len() <= LONGEST {
        return Slug { text: slug.to_owned(), shortened: false };
    }
    let tail = &Fingerprint::of_bytes(slug.as_bytes()).hex()[..8];
    Slug { text: format!("{}-{tail}", head(slug, LONGEST - 9).trim_end_matches(['.', '-'])), shortened: true }
}

fn push_hyphen(slug: &mut String) {
    if !slug.ends_with('-') {
        slug.push('-');
    }
}

/// Folds case and normalisation: two paths with the same result may be one file on some file systems.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // Most names are Han, which folds to itself; runs of those need no tables.
    if path.chars().all(|c| c.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
        return path.chars().map(|c| c.to_ascii_lowercase()).collect();
    }
    path.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

/// Letters and digits only, for matching a record with a slug that another program made.
pub fn loose(slug: &str) -> String {
    slug.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_unicode_and_drops_what_a_path_cannot_hold() {
        let check = |text: &str, slug: &str| assert_eq!(slugify(text).text, slug, "{text:?}");
        check("2018-12-12-Ray-Chen:emoji_1f4c5:", "2018-12-12-ray-chen-emoji_1f4c5");
        check("2019\u{2011}12\u{2011}24-Interview", "2019-12-24-interview");
        check("2026-07-13-WebX-特別對談：唐鳳-×-葛如鈞", "2026-07-13-webx-特別對談：唐鳳-×-葛如鈞");
        check("a  b\tc", "a-b-c");
        check("../../etc/passwd", "etc-passwd");
        check("..", "x-ee7fc388");
        check("Vise\u{301}grad", "viségrad");
        check("a\u{202e}b", "ab");
    }

    #[test]
    fn a_slug_is_no_name_of_a_device() {
        let check = |text: &str, slug: &str| {
            assert_eq!(slugify(text).text, slug, "{text:?}");
            assert_eq!(slugify(slug).text, slug, "a slug stays as it is");
        };
        check("Con", "con_");
        check("AUX.v2", "aux_.v2");
        check("Com1", "com1_");
        check("Console", "console");
        check("Com", "com");
    }

    #[test]
    fn a_slug_is_never_empty_and_never_too_long() {
        assert!(!slugify("???").text.is_empty());
        let long = slugify(&"會".repeat(200));
        assert!(long.shortened && long.text.len() <= 255, "{}", long.text.len());
        assert_ne!(slugify(&"會".repeat(200)).text, slugify(&"會".repeat(201)).text);
    }

    #[test]
    fn folding_finds_slugs_that_are_one_file_to_some() {
        assert_eq!(folded("Ａbc"), folded("abc"));
        // The fast paths give the same result as the slow one.
        for path in ["/Speakers/ABC-z/", "/speakers/唐鳳-Audrey/", "一丁龥鿿"] {
            let long: String = path.nfkc().flat_map(char::to_lowercase).nfc().collect();
            assert_eq!(folded(path), long);
        }
        assert_eq!(loose("2018-01-23-po共識營-day-1"), loose("2018-01-23-po-共識營-day-1"));
    }
}
