//! Divides the time between two times of a record among the cues of the words.

use super::cue_text::width;

/// Milliseconds for a letter at the usual pace of speech, and at a pace slower than anybody speaks. A Han character counts
/// as two letters.
const USUAL: u64 = 80;
const SLOWEST: u64 = 250;

/// Milliseconds that words may stay after the slowest reading of them.
const REST: u64 = 2_000;

/// End of the words of a stretch: the next time of the record, unless the words would be spoken too slowly, as before a
/// break. Without a next time it follows from the usual pace; `end` is then the end of the recording, if it is known.
pub(super) fn cue_end(texts: &[&str], from: u64, to: Option<u64>, end: Option<u64>) -> u64 {
    let letters: u64 = texts.iter().map(|text| width(text) as u64).sum();
    match to {
        Some(to) => to.min(from.saturating_add(letters * SLOWEST + REST)),
        None => {
            let usual = from.saturating_add(letters * USUAL + REST);
            end.filter(|end| *end > from).map_or(usual, |end| end.min(usual))
        }
    }
}

/// Starts of the cues between two times in proportion to their length, and the end of the last.
pub(super) fn cue_starts(texts: &[&str], from: u64, to: u64) -> Vec<u64> {
    let widths: Vec<u64> = texts.iter().map(|text| width(text) as u64).collect();
    let total = widths.iter().sum::<u64>().max(1);
    let mut before = 0;
    let mut starts = vec![from];
    for width in widths {
        before += width;
        starts.push(from + ((u128::from(to - from) * u128::from(before)) / u128::from(total)) as u64);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_divided_in_proportion_to_the_length_of_the_words() {
        assert_eq!(cue_starts(&["ab", "abcd", "好"], 1_000, 9_000), [1_000, 3_000, 7_000, 9_000]);
        assert_eq!(cue_starts(&[], 5, 5), [5]);
    }

    #[test]
    fn words_do_not_stay_through_a_break() {
        let ten = "ten signs.";
        assert_eq!(cue_end(&[ten], 0, Some(3_000), None), 3_000);
        assert_eq!(cue_end(&[ten], 0, Some(600_000), None), 4_500);
        assert_eq!(cue_end(&[ten], 1_000, None, None), 3_800);
        assert_eq!(cue_end(&[ten], 1_000, None, Some(2_000)), 2_000);
    }
}
