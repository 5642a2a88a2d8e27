//! The sentence that is most typical of what somebody said at a meeting.
//!
//! A sentence is typical if its words come again in what the speaker said, but not everywhere in it: greetings come once, and
//! “because” is in every third sentence. It depends on one speaker and one record alone, so no other record changes it.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::markdown::push_plain_text;
use crate::record::{Appearance, BlockKind, SpeakerIndex, SpeechId};
use crate::render::inputs::RenderInputs;
use crate::text::excerpts::{is_wide, sentences};
use crate::text::{head, is_cjk, is_letter_or_digit, shorten};

/// Length of an excerpt, in characters: about two lines. Half of it in Han and kana, which are twice as wide and say more each.
const LENGTH: usize = 180;

/// The bytes of a speaker's words at a meeting that are looked at.
const SAMPLE: usize = 2_400;

/// Words of a speaker at a meeting.
pub(crate) struct Excerpt {
    /// A sentence, or the first words; empty if nothing was said in words.
    pub(crate) words: String,
    /// The speech that holds it.
    pub(crate) speech: Option<SpeechId>,
    /// Weight beside other meetings; 0 for the first words.
    pub(crate) weight: u64,
}

impl Excerpt {
    /// Reports whether the words may stand below a name as what that person said: a whole sentence of more than a line that
    /// states something.
    pub(crate) fn stands_alone(&self) -> bool {
        let length = self.words.chars().count() * if is_wide(&self.words) { 2 } else { 1 };
        let said = self.words.trim_end_matches(|c: char| "”’»」』）)\"'".contains(c));
        self.weight > 0 && length >= LENGTH / 2 && said.ends_with(['.', '!', '。', '！']) && !said.ends_with("..")
    }
}

/// The most typical sentence of a speaker at a meeting that is neither too short nor too long for a list, or else the first
/// words.
pub(crate) fn typical_words(inputs: &RenderInputs<'_>, speaker: SpeakerIndex, appearance: Appearance) -> Excerpt {
    let said = sample(inputs, speaker, appearance);
    let all: Vec<(SpeechId, &str, Vec<u64>)> = said
        .iter()
        .flat_map(|(speech, words)| sentences(words).map(|sentence| (*speech, sentence, terms(sentence))))
        .collect();
    let count = all.iter().map(|(.., terms)| terms.len()).sum();
    let mut found_in: FxHashMap<u64, u64> = FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
    for term in all.iter().flat_map(|(.., terms)| terms) {
        *found_in.entry(*term).or_default() += 1;
    }
    let sentences = all.len() as u64;
    let weighed = all.iter().filter(|(_, sentence, _)| is_readable(sentence)).map(|(speech, sentence, terms)| {
        let sum: u64 = terms.iter().map(|term| weight(found_in[term], sentences)).sum();
        (sum / (terms.len() as u64 + 8), *speech, *sentence)
    });
    // The first of several.
    let best = weighed.reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((weight, speech, sentence)) = best {
        return Excerpt { words: sentence.to_owned(), speech: Some(speech), weight };
    }
    let first = said.into_iter().next();
    let (speech, words) = first.map_or((None, String::new()), |(speech, words)| (Some(speech), words));
    Excerpt { words: shorten(&words, if is_wide(&words) { LENGTH / 2 } else { LENGTH }), speech, weight: 0 }
}

/// Plain text of the first speeches in words, each with its id.
fn sample(inputs: &RenderInputs<'_>, speaker: SpeakerIndex, appearance: Appearance) -> Vec<(SpeechId, String)> {
    let meeting = &inputs.archive.meetings[appearance.meeting];
    let text = inputs.text(appearance.meeting);
    let mut left = SAMPLE;
    let mut said = Vec::new();
    for speech in meeting.speeches_of(speaker) {
        let mut words = String::new();
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = head(block.text.of(&text), left);
            left -= written.len();
            push_plain_text(&mut words, written, &meeting.details.references, usize::MAX);
        }
        if !words.is_empty() {
            said.push((speech.id, words));
        }
        if left == 0 {
            break;
        }
    }
    said
}

/// Reports whether a sentence has the length of a line or two, and says something by itself.
fn is_readable(sentence: &str) -> bool {
    let length = sentence.chars().count() * if is_wide(sentence) { 2 } else { 1 };
    (LENGTH / 4..=LENGTH).contains(&length) && !sentence.ends_with([':', '：', ',', '，'])
}

/// Weight of a word that stands in so many of all sentences: high if it comes again, low if it is everywhere. In whole numbers,
/// which are the same on every machine.
fn weight(found_in: u64, sentences: u64) -> u64 {
    let rarity = 64 * sentences.min(1 << 20) / found_in;
    (found_in.min(6) - 1) * u64::from(rarity.max(64).pow(2).ilog2() - 12)
}

/// Words of a sentence as numbers, each once: runs of four letters or more, and pairs of Han or kana.
fn terms(sentence: &str) -> Vec<u64> {
    let mut terms = Vec::new();
    for run in sentence.split(|c: char| !is_letter_or_digit(c)) {
        if run.starts_with(is_cjk) {
            terms.extend(run.chars().zip(run.chars().skip(1)).map(number));
        } else if run.len() > 3 && run.is_ascii() {
            // Fast path: no other text need be made.
            let mut hasher = FxHasher::default();
            run.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
            terms.push(hasher.finish());
        } else if run.chars().count() > 3 {
            terms.push(number(run.to_lowercase()));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn number(term: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    term.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_comes_again_weighs_more_than_one_that_is_everywhere() {
        let weight = |found_in| weight(found_in, 60);
        assert_eq!(weight(1), 0);
        assert!(weight(6) > weight(2) && weight(6) > weight(40), "{} {} {}", weight(6), weight(2), weight(40));
        assert_eq!(weight(60), 0);
    }

    #[test]
    fn a_statement_stands_alone_and_no_question_or_fragment() {
        let stands = |words: &str| Excerpt { words: words.to_owned(), speech: None, weight: 1 }.stands_alone();
        let line =
            "The old fog horn of Candle Point is heard as far as the lighthouse and in every house of the harbour";
        assert!(stands(&format!("{line}.")) && stands(&format!("“{line}.”")));
        assert!(!stands(line) && !stands(&format!("{line}?")) && !stands(&format!("{line}…")) && !stands("Aye."));
    }

    #[test]
    fn words_of_every_script_are_counted_once() {
        assert_eq!(terms("The ferry, the Ferry and a pier").len(), 2);
        assert_eq!(terms("渡輪，渡輪碼頭").len(), 3);
    }
}
