//! Divides words into cues that can be read in the time that they are shown.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use crate::text::is_cjk;

/// Largest width of a cue: two lines of 42 letters, or of 21 Han characters.
const WIDEST: usize = 84;

/// Width from which on a cue ends with a sentence.
const NARROWEST: usize = 30;

/// Width from which on a cue ends with a sentence if the next one has no room beside it.
const LEAST: usize = 12;

/// Texts of the cues of a paragraph, in order. A cue ends with a sentence or a clause where possible; only a single word
/// can be wider than [`WIDEST`].
pub(super) fn cue_texts(paragraph: &str) -> Vec<&str> {
    let ends = breaks(paragraph);
    let mut texts = Vec::new();
    let mut next = 0;
    let mut begin = 0;
    while next < ends.len() {
        let (mut at, mut from, mut clause) = (next, begin, None);
        let mut room = 0;
        let mut is_sentence = false;
        while at < ends.len() && !is_sentence {
            let piece = &paragraph[from..ends[at]];
            room += width(piece.trim_end());
            if room > WIDEST && at > next {
                break;
            }
            room += width(piece) - width(piece.trim_end());
            (at, from) = (at + 1, ends[at]);
            let ends_sentence = ends_with(piece, &['.', '!', '?', '…', '。', '！', '？']);
            is_sentence = room >= NARROWEST && ends_sentence;
            let ends_clause = ends_with(piece, &[',', ';', ':', '，', '；', '：', '、', '–', '—']);
            if (ends_sentence && room >= LEAST) || (ends_clause && room >= WIDEST / 2) {
                clause = Some(at);
            }
        }
        let end = if at < ends.len() && !is_sentence { clause.unwrap_or(at) } else { at };
        let text = paragraph[begin..ends[end - 1]].trim();
        if !text.is_empty() {
            texts.push(text);
        }
        (begin, next) = (ends[end - 1], end);
    }
    texts
}

/// Width of a text in letters; a Han character is as wide as two.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if is_cjk(c) || ('\u{3000}'..='\u{303f}').contains(&c) || c >= '\u{ff01}' { 2 } else { 1 })
        .sum()
}

/// Reports whether a piece ends with one of some signs, perhaps within quotation marks.
fn ends_with(piece: &str, signs: &[char]) -> bool {
    piece.trim_end().trim_end_matches(['"', '”', '’', '\'', '」', '』', ')', '）', '»']).trim_end().ends_with(signs)
}

/// Possible line breaks (UAX #14), as ascending offsets; the last is the end.
fn breaks(text: &str) -> Vec<usize> {
    const SEGMENTER: icu_segmenter::LineSegmenterBorrowed<'static> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    SEGMENTER.segment_str(text).filter(|end| *end > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_short_and_ends_with_a_sentence_where_it_can() {
        let speech = "It is a fair argument. In the last ten years not one ship has reported steering by the horn, and \
                      most of them no longer have anybody on deck who could hear it from where they stand.";
        let texts = cue_texts(speech);
        assert_eq!(texts.join(" "), speech);
        assert!(texts.len() > 2 && texts.iter().all(|text| width(text) <= WIDEST), "{texts:?}");
        assert!(texts[1].ends_with("by the horn,"), "{texts:?}");
        let speech = "我先生就是救生艇的人。".repeat(20);
        let texts = cue_texts(&speech);
        assert_eq!(texts.concat(), speech);
        assert!(texts.iter().all(|text| width(text) <= WIDEST && text.ends_with('。')), "{texts:?}");
    }

    #[test]
    fn words_wider_than_a_cue_are_not_lost() {
        let long = format!("See {} there.", "x".repeat(300));
        assert_eq!(cue_texts(&long).join(" "), long);
        assert_eq!(cue_texts(""), Vec::<&str>::new());
        assert_eq!(cue_texts("Aye."), ["Aye."]);
    }
}
