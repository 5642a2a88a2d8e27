//! The permanent name of a speech within its record.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::bytes::fingerprint::Fingerprint;
use crate::text::is_letter_or_digit;

/// Depends on the speaker, on the words, and on their occurrence among equal speeches of that speaker, but never on the
/// position: a speech inserted above leaves the ids below unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpeechId {
    /// 40 bits, so that two different speeches of one record do not meet.
    hash: [u8; 5],
    /// 1 for the first speech of this hash in the record; the higher byte first. A number would take a place of its own among the
    /// fields of a speech.
    occurrence: [u8; 2],
}

/// Digits of Crockford's base 32, in lower case.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

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
        let mut hash = [0; 5];
        hash.copy_from_slice(&fingerprint.bytes()[..5]);
        SpeechId { hash, occurrence: [0, 1] }
    }

    /// The eight digits that stand for the hash.
    fn digits(self) -> [u8; 8] {
        let bits = self.hash.iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
        std::array::from_fn(|index| DIGITS[((bits >> (35 - 5 * index)) & 31) as usize])
    }

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (stem, occurrence) = match text.split_once('-') {
            Some((stem, number)) => (stem, number.parse().ok().filter(|number| *number > 1)?),
            None => (text, 1),
        };
        let digits: [u8; 8] = stem.strip_prefix('s')?.as_bytes().try_into().ok()?;
        let bits = digits.iter().try_fold(0u64, |bits, digit| {
            let value = DIGITS.iter().position(|known| known == digit)?;
            Some((bits << 5) | value as u64)
        })?;
        let mut hash = [0; 5];
        hash.copy_from_slice(&bits.to_be_bytes()[3..]);
        let id = SpeechId { hash, occurrence: u16::to_be_bytes(occurrence) };
        (id.to_string() == text).then_some(id)
    }

    /// The id of the next occurrence of the same words in the record.
    #[must_use]
    pub fn occurrence(self, occurrence: u16) -> Self {
        SpeechId { occurrence: occurrence.to_be_bytes(), ..self }
    }
}

impl Hash for SpeechId {
    /// As the digits and the number that readers see.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits().hash(state);
        u16::from_be_bytes(self.occurrence).hash(state);
    }
}

impl fmt::Display for SpeechId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An `s` in front: an id that begins with a digit is awkward in CSS selectors.
        f.write_str("s")?;
        f.write_str(std::str::from_utf8(&self.digits()).map_err(|_| fmt::Error)?)?;
        let occurrence = u16::from_be_bytes(self.occurrence);
        if occurrence > 1 { write!(f, "-{occurrence}") } else { Ok(()) }
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
        let ids: Vec<SpeechId> = (0..200).map(|words| SpeechId::new('s', "ann", &words.to_string())).collect();
        assert!(ids.iter().all(|id| SpeechId::parse(&id.to_string()) == Some(*id)));
        assert!(ids.windows(2).all(|two| (two[0] < two[1]) == (two[0].to_string() < two[1].to_string())));
        for bad in ["", "s", "sabcdefg", "sabcdefgh-1", "sabcdefgh-02", "sabcdefgi", "xabcdefgh", "section-a"] {
            assert_eq!(SpeechId::parse(bad), None, "{bad}");
        }
    }
}
