//! Tests whether a text looks like the name of a person or body.

use super::forms_of_address::is_answer;
use super::name_particles::PARTICLES;
use super::office::is_office;
use crate::text::is_invisible;

/// Delimiters of bold type, the longest first.
pub(super) const BOLD: [(&str, &str); 6] =
    [("***", "***"), ("___", "___"), ("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>")];

/// Reports whether a character is unusual white space at the beginning of a line, or invisible: editors and word
/// processors leave such characters there.
pub fn is_odd_blank(c: char) -> bool {
    is_invisible(c) || (c.is_whitespace() && !c.is_ascii())
}

/// Reports whether a name is one that programs give to a voice: `SPEAKER_01`, `spk_0`.
pub(super) fn is_numbered_voice(name: &str) -> bool {
    const VOICES: [&str; 9] = ["speaker", "spk", "spkr", "voice", "channel", "ch", "participant", "guest", "person"];
    let Some((word, number)) = name.rsplit_once(['_', ' ']) else { return false };
    VOICES.iter().any(|voice| voice.eq_ignore_ascii_case(word))
        && (1..=4).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reports whether a name ends in a verb of speech or another word before a colon: `他說`.
pub(super) fn ends_in_saying(name: &str) -> bool {
    const SAYING: [&str; 14] =
        ["說", "説", "说", "表示", "指出", "認為", "如下", "包括", "例如", "以下", "就是", "因為", "所以", "的是"];
    SAYING.iter().any(|end| name.ends_with(end))
}

/// Reports whether a text could be the name of a person or body.
pub fn looks_like_name(name: &str) -> bool {
    let name = name.trim();
    if is_numbered_voice(name) {
        return true;
    }
    let count = name.chars().count();
    if count == 0 || count > 60 || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    if name.contains(is_never_in_names) {
        return false;
    }
    if name.chars().any(crate::text::is_cjk) {
        return count <= 24 && !ends_in_saying(name);
    }
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    if is_office(bare) {
        return true;
    }
    let mut words = bare.split_whitespace();
    let Some(first) = words.next() else { return false };
    const ROLES: [&str; 16] = [
        "speaker",
        "member",
        "members",
        "public",
        "audience",
        "participant",
        "unidentified",
        "unknown",
        "questioner",
        "interviewer",
        "moderator",
        "host",
        "chair",
        "clerk",
        "officer",
        "voice",
    ];
    let fits = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        word.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric())
            || PARTICLES.contains(&word)
            || ROLES.contains(&word)
            || word.starts_with(['\'', '’'])
    };
    // A full stop within a name ends an initial or a title: `Dr. J. Lee`, `St. Clair`.
    let short = |word: &str| !word.ends_with('.') || (word.chars().count() <= 5 && !is_answer(word));
    first.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        && bare.split_whitespace().count() <= 7
        && words.all(fits)
        && bare.split_whitespace().all(short)
}

/// Reports whether a character is in no name.
fn is_never_in_names(c: char) -> bool {
    matches!(
        c,
        '!' | '?'
            | ';'
            | '"'
            | '<'
            | '>'
            | '|'
            | '='
            | '\\'
            | '*'
            | '_'
            | '`'
            | '#'
            | '@'
            | '$'
            | '%'
            | '{'
            | '}'
            | '。'
            | '！'
            | '？'
            | '，'
            | '；'
            | '“'
            | '”'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '…'
    )
}
