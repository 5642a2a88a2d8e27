//! Limit on the number of values in a text, judged by its syntax characters.
//!
//! A parser takes some hundred bytes for each value, however short: one megabyte of `- ` would take several hundred. So
//! the number of values is limited before the text is parsed.

use super::Dialect;

/// Number of syntax characters that any text may have.
const MOST_SIGNS: usize = 100_000;

/// A longer YAML text may have one syntax character for each of this many bytes: registries are large, and the tersest
/// has one for four bytes.
const BYTES_FOR_A_SIGN: usize = 3;

/// Reports whether a text has more syntax characters than the limit.
pub(super) fn too_many(text: &str, dialect: Dialect) -> bool {
    if text.len() <= MOST_SIGNS {
        return false;
    }
    let most = match dialect {
        Dialect::Yaml => MOST_SIGNS.max(text.len() / BYTES_FOR_A_SIGN),
        Dialect::Toml | Dialect::Json => MOST_SIGNS,
    };
    let bytes = text.as_bytes();
    let is_alone = |at: usize| bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    let is_sign = |at: usize| match bytes[at] {
        b'[' | b'{' | b',' => true,
        b'-' | b'?' | b':' if dialect == Dialect::Yaml => is_alone(at),
        b'.' | b'=' => dialect == Dialect::Toml,
        b':' => dialect == Dialect::Json,
        _ => false,
    };
    (0..bytes.len()).filter(|at| is_sign(*at)).count() > most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_signs_is_too_much_and_a_large_registry_is_not() {
        for made_of_signs in ["- ", "? ", "- ? ", "-\n", "[],", "a,"] {
            assert!(too_many(&made_of_signs.repeat(300_000), Dialect::Yaml), "{made_of_signs}");
        }
        for registry in [
            "- id: p\n  names: P\n",
            "- {id: p, names: P, labels: [Q]}\n",
            "- p: a\n",
            "a, b; c: d - e. ",
            "2024-01-02\n",
        ] {
            assert!(!too_many(&registry.repeat(100_000), Dialect::Yaml), "{registry}");
        }
        assert!(too_many(&"[a]\nb.c=1\n".repeat(40_000), Dialect::Toml));
        assert!(too_many(&"1,".repeat(100_001), Dialect::Json) && !too_many(&"1,".repeat(100_000), Dialect::Json));
    }
}
