//! Finds for each speech of a corrected record its counterpart in the version before, so that it keeps the anchor under
//! which it was first published.
//!
//! Nearly all speeches of a corrected record are unchanged: they are found first, as a line diff does (patience and
//! Myers). Only the gaps between them are compared by words, in order, by sequence alignment (Needleman and Wunsch
//! 1970). Moved speeches are found by identical words. A speech without a counterpart leaves its anchor to the speech
//! that took up its words, or else to the place where it stood.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{LedgerPassage, PassageKind};
use crate::text::{is_cjk, is_letter_or_digit};

/// Alignment of two versions of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aligned {
    /// For each passage now, its index in the version before.
    pub(super) before: Vec<Option<usize>>,
    /// For each passage of the version before, the index of its counterpart now, or of the passage in its place; `None`
    /// when the record is empty.
    pub(super) now: Vec<Option<usize>>,
}

/// Aligns the passages of the version before with those of today.
pub(super) fn align(old: &[LedgerPassage], new: &[LedgerPassage]) -> Aligned {
    let mut before: Vec<Option<usize>> = vec![None; new.len()];
    let (old_keys, new_keys) = keys(old, new);
    let mut gaps = Vec::new();
    for op in differences(&old_keys, &new_keys) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for step in 0..len {
                    before[new_index + step] = Some(old_index + step);
                }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                gaps.push((old_index..old_index + old_len, new_index..new_index + new_len));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
    let grams = |passages: &[LedgerPassage], range: &std::ops::Range<usize>| -> Vec<Grams> {
        passages[range.clone()].iter().map(Grams::of).collect()
    };
    for (ours, theirs) in &gaps {
        if cells(ours.len(), theirs.len()) > MOST_CELLS {
            continue;
        }
        let (there, here) = (grams(old, ours), grams(new, theirs));
        let longest = |grams: &[Grams]| grams.iter().map(|grams| grams.0.len()).max().unwrap_or(0);
        if cells(ours.len(), theirs.len()).saturating_mul(longest(&there) + longest(&here)) > MOST_LETTERS {
            continue;
        }
        for (one, other) in best(&old[ours.clone()], &there, &new[theirs.clone()], &here) {
            before[theirs.start + other] = Some(ours.start + one);
        }
    }
    let mut now: Vec<Option<usize>> = vec![None; old.len()];
    for (index, one) in before.iter().enumerate().filter_map(|(index, one)| Some((index, (*one)?))) {
        now[one] = Some(index);
    }
    moved(&old_keys, &new_keys, &mut before, &mut now);
    places(old, new, &before, &mut now);
    Aligned { before, now }
}

/// Number of passages above which only the unchanged beginning and end are found by position, because an ordered
/// comparison takes time quadratic in the length. The rest is found by identical words.
const LONGEST: usize = 20_000;

fn differences(old: &[u32], new: &[u32]) -> Vec<DiffOp> {
    if old.len().max(new.len()) <= LONGEST {
        return capture_diff_slices(Algorithm::Patience, old, new);
    }
    let begin = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[begin..], &new[begin..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: begin },
        DiffOp::Equal { old_index: begin + old.len() - end, new_index: begin + new.len() - end, len: end },
    ]
}

/// Passages as numbers; equal numbers mean the same speaker and, apart from punctuation and spaces, the same words.
fn keys(old: &[LedgerPassage], new: &[LedgerPassage]) -> (Vec<u32>, Vec<u32>) {
    let mut numbers: FxHashMap<(PassageKind, String), u32> = FxHashMap::default();
    let mut key = |passage: &LedgerPassage| {
        let words = match passage.kind {
            // Without the number of the occurrence, which depends on other speeches.
            PassageKind::Speech | PassageKind::Remark | PassageKind::Decision => {
                passage.content_anchor.split('-').next().unwrap_or_default().to_owned()
            }
            PassageKind::Section | PassageKind::Note => passage.hash.to_string(),
        };
        let next = numbers.len() as u32;
        *numbers.entry((passage.kind, words)).or_insert(next)
    };
    (old.iter().map(&mut key).collect(), new.iter().map(&mut key).collect())
}

/// Matches passages that moved, by identical words.
fn moved(old: &[u32], new: &[u32], before: &mut [Option<usize>], now: &mut [Option<usize>]) {
    let mut free: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for index in (0..old.len()).rev().filter(|index| now[*index].is_none()) {
        free.entry(old[index]).or_default().push(index);
    }
    for index in 0..new.len() {
        if before[index].is_none()
            && let Some(one) = free.get_mut(&new[index]).and_then(Vec::pop)
        {
            (before[index], now[one]) = (Some(one), Some(index));
        }
    }
}

/// Gives each removed passage a successor: the first passage nearby that holds most of its words, else the one above
/// it, else the one below it.
fn places(old: &[LedgerPassage], new: &[LedgerPassage], before: &[Option<usize>], now: &mut [Option<usize>]) {
    let living: Vec<Option<usize>> = now.to_vec();
    let mut belows = vec![None; old.len()];
    let mut below = None;
    for index in (0..old.len()).rev() {
        belows[index] = below;
        below = living[index].or(below);
    }
    let mut grams_of_new: FxHashMap<usize, Grams> = FxHashMap::default();
    let mut above = None;
    for index in 0..old.len() {
        if living[index].is_some() {
            above = living[index];
            continue;
        }
        let below = belows[index];
        // If the order is unchanged, its words can only be between these two.
        let range = match (above, below) {
            (Some(above), Some(below)) if above < below => above..below + 1,
            (Some(above), _) => above..(above + 3).min(new.len()),
            (None, Some(below)) => below.saturating_sub(2)..below + 1,
            (None, None) => 0..new.len().min(3),
        };
        let grams = Grams::of(&old[index]);
        let mut holds = |place: &usize| {
            crate::report::steps::step();
            let theirs = grams_of_new.entry(*place).or_insert_with(|| Grams::of(&new[*place]));
            new[*place].kind == old[index].kind && grams.held_by(theirs) >= MOSTLY
        };
        let took_up = range.take(NEARBY).find(|place| holds(place));
        now[index] = took_up.or(above).or(below).or((!new.is_empty()).then_some(0));
    }
    debug_assert!(before.len() == new.len());
}

/// Maximum number of passages that are searched for the words of a removed one.
const NEARBY: usize = 64;

/// Share of a removed speech's words that another speech must hold to count as having taken it up.
const MOSTLY: f32 = 0.6;
/// Minimum likeness (0 to 1) of two speeches by the same speaker to be matched.
const ALIKE_OF_ONE: f32 = 0.25;
/// Minimum likeness (0 to 1) of two speeches by different speakers to be matched.
const ALIKE: f32 = 0.6;

/// Letter sequences of a passage (trigrams; pairs where a character is a word), hashed and sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Grams(Vec<u32>);

impl Grams {
    /// Maximum number of letters read of a passage; longer speeches are compared by their beginning.
    const MOST: usize = 4000;

    fn of(passage: &LedgerPassage) -> Self {
        let words = passage.words.as_deref().unwrap_or_default();
        let letters: Vec<u32> = words
            .chars()
            .filter(|c| is_letter_or_digit(*c))
            .flat_map(char::to_lowercase)
            .map(u32::from)
            .take(Self::MOST)
            .collect();
        let wide = |code: &u32| char::from_u32(*code).is_some_and(is_cjk);
        let mut grams: Vec<u32> = letters
            .windows(3)
            .map(|three| {
                let third = if wide(&three[0]) { 0 } else { three[2] };
                three[0].wrapping_mul(0x9E37_79B1)
                    ^ three[1].wrapping_mul(0x85EB_CA77)
                    ^ third.wrapping_mul(0xC2B2_AE3D)
            })
            .collect();
        if grams.is_empty() {
            grams.extend(letters);
        }
        grams.sort_unstable();
        Grams(grams)
    }

    fn common(&self, other: &Grams) -> usize {
        let (mut one, mut two, mut common) = (0, 0, 0);
        while one < self.0.len() && two < other.0.len() {
            match self.0[one].cmp(&other.0[two]) {
                std::cmp::Ordering::Less => one += 1,
                std::cmp::Ordering::Greater => two += 1,
                std::cmp::Ordering::Equal => (one, two, common) = (one + 1, two + 1, common + 1),
            }
        }
        common
    }

    /// Share (0 to 1) of these sequences that occur in the other.
    fn held_by(&self, other: &Grams) -> f32 {
        if self.0.is_empty() { 0.0 } else { self.common(other) as f32 / self.0.len() as f32 }
    }

    /// Likeness of the two (0 to 1). A part counts as like its whole if it is long enough to be recognised.
    fn likeness(&self, other: &Grams) -> f32 {
        let (fewer, more) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if fewer == 0 {
            return if more == 0 { 1.0 } else { 0.0 };
        }
        let common = self.common(other) as f32;
        let part = if fewer >= 12 { 0.9 * common / fewer as f32 } else { 0.0 };
        (2.0 * common / (fewer + more) as f32).max(part)
    }
}

/// Distance from the diagonal of a gap within which pairs are compared.
const BAND: usize = 64;

/// Maximum number of compared pairs for one gap; a larger gap is not aligned by words. 5,000 rewritten speeches take
/// 650,000.
const MOST_CELLS: usize = 2_000_000;
/// Maximum number of compared letters for one gap.
const MOST_LETTERS: usize = 2_000_000_000;

/// Number of pairs of passages that an alignment compares.
fn cells(old: usize, new: usize) -> usize {
    (old + 1).saturating_mul((2 * (BAND + old.abs_diff(new)) + 1).min(new + 1))
}

/// The best-fitting pairs, in order. Of two equally good ones the earlier wins, so that the first part of a divided
/// speech keeps its anchor.
fn best(old: &[LedgerPassage], there: &[Grams], new: &[LedgerPassage], here: &[Grams]) -> Vec<(usize, usize)> {
    let fit = |one: usize, other: usize| -> Option<f32> {
        let (before, after) = (&old[one], &new[other]);
        if before.kind != after.kind {
            return None;
        }
        let same = before.label == after.label;
        let likeness = there[one].likeness(&here[other]);
        let enough = if same { ALIKE_OF_ONE } else { ALIKE };
        (likeness >= enough).then_some(likeness + if same { 0.5 } else { 0.0 })
    };
    let (rows, columns) = (old.len(), new.len());
    let band = BAND + rows.abs_diff(columns);
    let width = (2 * band + 1).min(columns + 1);
    let first = |row: usize| (row * (columns + 1) / (rows + 1)).saturating_sub(band).min(columns + 1 - width);
    // Best score of the rest from each cell on, filled from the end so that the path can be walked from the beginning.
    let mut score = vec![0.0f32; (rows + 1) * width];
    let at = |score: &[f32], row: usize, column: usize| {
        let offset = column.checked_sub(first(row)).filter(|offset| *offset < width);
        offset.map_or(f32::NEG_INFINITY, |offset| score[row * width + offset])
    };
    let pair = |score: &[f32], row: usize, column: usize| {
        if row == rows || column == columns {
            return f32::NEG_INFINITY;
        }
        fit(row, column).map_or(f32::NEG_INFINITY, |fit| fit + at(score, row + 1, column + 1))
    };
    for row in (0..=rows).rev() {
        for offset in (0..width).rev() {
            crate::report::steps::step();
            let column = first(row) + offset;
            if (row, column) == (rows, columns) {
                continue;
            }
            let mut most = pair(&score, row, column);
            if row < rows {
                most = most.max(at(&score, row + 1, column));
            }
            if column < columns {
                most = most.max(at(&score, row, column + 1));
            }
            score[row * width + offset] = most;
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let most = at(&score, row, column);
        if pair(&score, row, column) >= most {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if at(&score, row, column + 1) >= most {
            column += 1;
        } else {
            row += 1;
        }
    }
    alone(old, new, &mut pairs);
    pairs
}

/// A single speech in the place of a single speech by the same speaker is that speech corrected, whatever its words.
fn alone(old: &[LedgerPassage], new: &[LedgerPassage], pairs: &mut Vec<(usize, usize)>) {
    let mut found = Vec::new();
    let (mut row, mut column) = (0, 0);
    for (next_row, next_column) in pairs.iter().copied().chain([(old.len(), new.len())]) {
        if next_row - row == 1 && next_column - column == 1 {
            let (before, after) = (&old[row], &new[column]);
            if (before.kind, &before.label) == (after.kind, &after.label) {
                found.push((row, column));
            }
        }
        (row, column) = (next_row + 1, next_column + 1);
    }
    pairs.extend(found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::sha256::Hash;
    use crate::record::SpeechId;

    fn said(record: &[(&str, &str)]) -> Vec<LedgerPassage> {
        let passage = |(label, words): &(&str, &str)| {
            let content_anchor = SpeechId::new('s', &label.to_lowercase(), words).to_string();
            LedgerPassage {
                kind: PassageKind::Speech,
                id: content_anchor.as_str().into(),
                content_anchor: content_anchor.into(),
                hash: Hash::of_words(words),
                label: (*label).into(),
                words: Some((*words).into()),
            }
        };
        record.iter().map(passage).collect()
    }

    fn check(old: &[(&str, &str)], new: &[(&str, &str)], before: &[Option<usize>], now: &[Option<usize>]) {
        let aligned = align(&said(old), &said(new));
        assert_eq!((aligned.before.as_slice(), aligned.now.as_slice()), (before, now), "{old:?} {new:?}");
    }

    const LONG: &str = "We bought three boats in the spring, and two of them are at sea every day of the week.";
    const MORE: &str = "The third waits for its engine, which the yard has promised for the first of September.";

    #[test]
    fn a_corrected_speech_is_the_one_it_was() {
        check(
            &[("A", "x"), ("B", LONG), ("A", "y")],
            &[("A", "x"), ("B", &LONG.replace("three", "four")), ("A", "y")],
            &[Some(0), Some(1), Some(2)],
            &[Some(0), Some(1), Some(2)],
        );
        // The words match even if they are attributed to another speaker.
        check(&[("Anm", LONG), ("B", MORE)], &[("Ann", LONG), ("B", MORE)], &[Some(0), Some(1)], &[Some(0), Some(1)]);
        // And when it is rewritten altogether.
        check(&[("A", "x"), ("B", "Nay.")], &[("A", "x"), ("B", LONG)], &[Some(0), Some(1)], &[Some(0), Some(1)]);
        check(
            &[("甲", "我們買了三艘船，其中兩艘每天出海。"), ("乙", "好")],
            &[("甲", "我們買了四艘船，其中兩艘每天出海。"), ("乙", "好的好的")],
            &[Some(0), Some(1)],
            &[Some(0), Some(1)],
        );
    }

    #[test]
    fn the_first_part_of_a_divided_speech_keeps_its_anchor() {
        let whole = format!("{LONG} {MORE}");
        check(
            &[("A", "x"), ("B", &whole)],
            &[("A", "x"), ("B", LONG), ("B", MORE)],
            &[Some(0), Some(1), None],
            &[Some(0), Some(1)],
        );
    }

    #[test]
    fn what_is_merged_leads_to_what_took_it_up() {
        let whole = format!("{LONG} {MORE}");
        check(
            &[("A", "x"), ("B", LONG), ("B", MORE), ("A", "y")],
            &[("A", "x"), ("B", &whole), ("A", "y")],
            &[Some(0), Some(1), Some(3)],
            &[Some(0), Some(1), Some(1), Some(2)],
        );
    }

    #[test]
    fn what_is_gone_leads_to_where_it_stood_and_what_moved_is_found() {
        check(
            &[("A", "x"), ("B", LONG), ("A", "y")],
            &[("A", "x"), ("A", "y")],
            &[Some(0), Some(2)],
            &[Some(0), Some(0), Some(1)],
        );
        check(
            &[("A", "x"), ("B", LONG), ("A", "y")],
            &[("B", LONG), ("A", "x"), ("A", "y")],
            &[Some(1), Some(0), Some(2)],
            &[Some(1), Some(0), Some(2)],
        );
        check(&[("A", "x")], &[], &[], &[None]);
    }

    #[test]
    fn a_long_record_that_was_rewritten_is_aligned_within_bounds() {
        let old: Vec<(String, String)> =
            (0..5000).map(|n| (format!("S{}", n % 7), format!("{n} {LONG} {n}"))).collect();
        let new: Vec<(String, String)> =
            (0..5000).map(|n| (format!("S{}", n % 7), format!("{n} {LONG} {n}.5"))).collect();
        fn borrowed(all: &[(String, String)]) -> Vec<(&str, &str)> {
            all.iter().map(|(label, words)| (label.as_str(), words.as_str())).collect()
        }
        let aligned = align(&said(&borrowed(&old)), &said(&borrowed(&new)));
        assert!(aligned.before.iter().enumerate().all(|(index, before)| *before == Some(index)));
    }
}
