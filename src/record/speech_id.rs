//! The permanent name of a speech within its record.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::text::is_letter_or_digit;

/// Depends on the speaker, on the words, and on their occurrence among equal speeches of that speaker, but never on the
/// position: a speech inserted above leaves the ids below unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SpeechId {
    /// Eight characters of Crockford's base 32, in lower case: 40 bits, so that two different speeches of one record
    /// do not meet.
    hash: [u8; 8],
    /// 1 for the first speech of this hash in the record.
    occurrence: u16,
}

impl SpeechId {
    /// The id of the first speech with these words by the speaker of this (folded) label.
    pub fn new(kind: char, label: &str, words: &str) -> Self {
        // The letters and digits alone: a corrected comma, re-wrapped lines or other markup keep the address.
        let mut spoken = String::with_capacity(label.len() + words.len() + 4);
        spoken.push(kind);
        spoken.push_str(label);
        spoken.push('\n');
        words.split(|c| !is_letter_or_digit(c)).for_each(|run| spoken.push_str(run));
        let fingerprint = Fingerprint::of_bytes(spoken.as_bytes());
        let bits = fingerprint.bytes().iter().take(5).fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let mut hash = [0; 8];
        for (index, character) in hash.iter_mut().enumerate() {
            *character = b"0123456789abcdefghjkmnpqrstvwxyz"[((bits >> (35 - 5 * index)) & 31) as usize];
        }
        SpeechId { hash, occurrence: 1 }
    }

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (stem, occurrence) = match text.split_once('-') {
            Some((stem, number)) => (stem, number.parse().ok().filter(|number| *number > 1)?),
            None => (text, 1),
        };
        let hash: [u8; 8] = stem.strip_prefix('s')?.as_bytes().try_into().ok()?;
        let id = SpeechId { hash, occurrence };
        let is_digit = |byte: &u8| byte.is_ascii_digit() || (byte.is_ascii_lowercase() && !b"ilou".contains(byte));
        (hash.iter().all(is_digit) && id.to_string() == text).then_some(id)
    }

    /// The id of the next occurrence of the same words in the record.
    #[must_use]
    pub fn occurrence(self, occurrence: u16) -> Self {
        SpeechId { occurrence, ..self }
    }
}

impl fmt::Display for SpeechId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An `s` in front: an id that begins with a digit is awkward in CSS selectors.
        f.write_str("s")?;
        f.write_str(std::str::from_utf8(&self.hash).map_err(|_| fmt::Error)?)?;
        if self.occurrence > 1 { write!(f, "-{}", self.occurrence) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_speaker_and_words_alone() {
        let id = SpeechId::new('s', "ann", "Aye.");
        assert_eq!(id, SpeechId::new('s', "ann", "Aye!\n"));
        assert_ne!(id, SpeechId::new('s', "ben", "Aye."));
        assert_ne!(id, SpeechId::new('s', "ann", "Nay."));
        assert_eq!(id.to_string().len(), 9);
        assert_eq!(id.occurrence(2).to_string(), format!("{id}-2"));
    }

    #[test]
    fn an_id_reads_back() {
        let id = SpeechId::new('s', "ann", "Aye.").occurrence(12);
        assert_eq!(SpeechId::parse(&id.to_string()), Some(id));
        for bad in ["", "s", "sabcdefg", "sabcdefgh-1", "sabcdefgh-02", "sabcdefgi", "xabcdefgh", "section-a"] {
            assert_eq!(SpeechId::parse(bad), None, "{bad}");
        }
    }
}
