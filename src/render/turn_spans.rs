//! Turns as parts of a record's length in words, for a picture of who spoke when.

use rustc_hash::FxHashMap;

use super::speaker_turns::SpeakerTurn;
use crate::site::view::TurnSpan;

/// Length of a record in its own units.
const LENGTH: u64 = 1000;

/// Most parts of a picture. Of a longer record each part shows who said most in it.
const MOST_SPANS: usize = 100;

/// For each speaker, by number, their turns; those too short to be seen are left out.
pub(super) fn turn_spans(speakers: usize, turns: &[SpeakerTurn]) -> Vec<Vec<TurnSpan>> {
    let total: u64 = turns.iter().map(|turn| u64::from(turn.words)).sum();
    let summed = if turns.len() > MOST_SPANS { summed_up(turns, total) } else { Vec::new() };
    let place = |words: u64| ((words * LENGTH + total / 2) / total.max(1)) as u32;
    let mut spans = vec![Vec::new(); speakers];
    let mut before = 0u64;
    for turn in if summed.is_empty() { turns } else { &summed } {
        let start = place(before);
        before += u64::from(turn.words);
        let length = place(before) - start;
        if length > 0 {
            spans[turn.speaker].push(TurnSpan { start, length, href: format!("#{}", turn.first) });
        }
    }
    spans
}

/// The turns of a long record as [`MOST_SPANS`] stretches of equal length, each given to whoever said most in it, from
/// their first turn there.
fn summed_up(turns: &[SpeakerTurn], total: u64) -> Vec<SpeakerTurn> {
    let end_of = |stretch: u64| stretch * total / MOST_SPANS as u64;
    let mut summed: Vec<SpeakerTurn> = Vec::with_capacity(MOST_SPANS);
    let mut here: Vec<SpeakerTurn> = Vec::new();
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    let (mut stretch, mut at) = (1u64, 0u64);
    for turn in turns {
        let mut left = u64::from(turn.words);
        while left > 0 {
            let part = left.min(end_of(stretch) - at);
            let place = *places.entry(turn.speaker).or_insert(here.len());
            if place == here.len() {
                here.push(SpeakerTurn { words: 0, ..*turn });
            }
            here[place].words += part as u32;
            (at, left) = (at + part, left - part);
            if at == end_of(stretch) {
                push_stretch(&mut summed, &here);
                here.clear();
                places.clear();
                stretch += 1;
            }
        }
    }
    summed
}

/// Appends a stretch. Two of one speaker become one.
fn push_stretch(summed: &mut Vec<SpeakerTurn>, here: &[SpeakerTurn]) {
    let words = here.iter().map(|turn| turn.words).sum();
    // Of those who said as much, the first.
    let Some(most) = here.iter().rev().max_by_key(|turn| turn.words) else { return };
    match summed.last_mut() {
        Some(last) if last.speaker == most.speaker => last.words += words,
        _ => summed.push(SpeakerTurn { words, ..*most }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::SpeechId;

    fn turn(speaker: usize, words: u32, said: &str) -> SpeakerTurn {
        SpeakerTurn { speaker, first: SpeechId::new('s', "", said), words }
    }

    #[test]
    fn spans_follow_each_other_and_are_as_long_as_their_words() {
        let spans = turn_spans(2, &[turn(0, 30, "a"), turn(1, 60, "b"), turn(0, 10, "c")]);
        let places = |speaker: usize| spans[speaker].iter().map(|span| (span.start, span.length)).collect::<Vec<_>>();
        assert_eq!((places(0), places(1)), (vec![(0, 300), (900, 100)], vec![(300, 600)]));
        assert_eq!(spans[1][0].href, format!("#{}", turn(1, 0, "b").first));
    }

    #[test]
    fn a_turn_too_short_to_be_seen_is_left_out_and_silence_has_no_span() {
        let spans = turn_spans(3, &[turn(0, 9_999, "a"), turn(1, 1, "b"), turn(2, 10_000, "c")]);
        assert!(spans[1].is_empty() && spans[2][0].start == 500);
        assert!(turn_spans(1, &[turn(0, 0, "a")])[0].is_empty());
    }

    #[test]
    fn a_long_record_has_few_spans_which_fill_it_and_begin_where_their_speaker_begins() {
        let turns: Vec<SpeakerTurn> =
            (0..5_000).map(|n| turn(n % 7, if n % 7 == 3 { 90 } else { 10 }, &n.to_string())).collect();
        let spans = turn_spans(7, &turns);
        let all: Vec<&TurnSpan> = spans.iter().flatten().collect();
        assert_eq!(all.iter().map(|span| span.length).sum::<u32>(), 1000);
        assert!(all.len() <= MOST_SPANS && spans[3].len() == all.len(), "{}", all.len());
        // Two halves: whoever has more words in a stretch has the stretch.
        let halves: Vec<SpeakerTurn> =
            (0..200).map(|n| turn(usize::from(n % 2 == (n < 100) as u32), 1 + 9 * (n % 2), &n.to_string())).collect();
        let spans = turn_spans(2, &halves);
        assert_eq!((spans[0].len(), spans[1].len()), (1, 1));
        assert_eq!(spans[1][0].href, format!("#{}", halves[1].first));
    }
}
