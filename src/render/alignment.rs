//! Aligns the speeches of a record with those of its translation.
//!
//! Both records have the same speeches in the same order, except for mistakes: a speech that one of the two divides, omits,
//! or has without a speaker. Names and lengths differ. So speeches are aligned like translated sentences (Gale and Church
//! 1993): in order, by length, and by speaker; the correspondence of labels is learnt from the two records. Where both have as
//! many sections, a speech is paired within its section only. A speech without a clear counterpart is not paired.

use rustc_hash::FxHashMap;

use crate::record::{Contribution, Meeting, NameIndex, Section, Speaker, Speech, SpeechId};

/// Alignment of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Alignment {
    /// Speech by speech: ids here and there, in order.
    Speeches(Vec<(SpeechId, SpeechId)>),
    /// Section by section: anchors here and there, in order.
    Sections(Vec<(Box<str>, Box<str>)>),
    /// No finer than the whole record.
    Whole,
}

/// Minimum share (percent) of the shorter record's speeches that must align; the longer record needs half. Below it the
/// pair is not aligned.
const ENOUGH: usize = 60;

/// Aligns a record with its translation.
pub(super) fn align(here: &Meeting<Speaker>, there: &Meeting<Speaker>) -> Alignment {
    let by_section = here.sections.len() == there.sections.len();
    let (ours, theirs) = (aligned_speeches(here, by_section), aligned_speeches(there, by_section));
    let pairs = if cells(ours.len(), theirs.len()) <= MOST_CELLS {
        align_speeches(here, there, &ours, &theirs)
    } else {
        Vec::new()
    };
    let (fewer, more) = (ours.len().min(theirs.len()), ours.len().max(theirs.len()));
    if fewer > 0 && pairs.len() * 100 >= fewer * ENOUGH && pairs.len() * 2 >= more {
        return Alignment::Speeches(pairs.into_iter().map(|(one, other)| (ours[one].id, theirs[other].id)).collect());
    }
    let headed = |meeting: &Meeting<Speaker>| -> Vec<Box<str>> {
        let headed = |section: &&Section| section.heading.is_some();
        meeting.sections.iter().filter(headed).map(|section| section.anchor.clone()).collect()
    };
    let (ours, theirs) = (headed(here), headed(there));
    if ours.len() == theirs.len() && !ours.is_empty() {
        return Alignment::Sections(ours.into_iter().zip(theirs).collect());
    }
    Alignment::Whole
}

/// A speech as far as aligning looks at it.
struct AlignedSpeech {
    id: SpeechId,
    by: NameIndex,
    words: f32,
    /// Position of its section; 0 for all where the two records have not as many.
    section: usize,
}

fn aligned_speeches(meeting: &Meeting<Speaker>, by_section: bool) -> Vec<AlignedSpeech> {
    let aligned = |section: usize, speech: &Speech| AlignedSpeech {
        id: speech.id,
        by: speech.by,
        words: speech.words as f32,
        section: if by_section { section } else { 0 },
    };
    let mut all = Vec::new();
    for (number, section) in meeting.sections.iter().enumerate() {
        let speeches = section.contributions.iter().filter_map(|contribution| match contribution {
            Contribution::Speech(speech) => Some(aligned(number, speech)),
            _ => None,
        });
        all.extend(speeches);
    }
    all
}

/// Positions of matching speeches, in order.
fn align_speeches(
    here: &Meeting<Speaker>,
    there: &Meeting<Speaker>,
    ours: &[AlignedSpeech],
    theirs: &[AlignedSpeech],
) -> Vec<(usize, usize)> {
    let known = |one: NameIndex, other: NameIndex| {
        let (one, other) = (&here.names[one as usize], &there.names[other as usize]);
        (!one.by.is_empty() && one.by == other.by) || one.name.label == other.name.label
    };
    // Both have as many speeches, and each label here always stands beside the same label there: true of nearly all
    // real translations.
    if ours.len() == theirs.len() {
        let straight: Vec<(usize, usize)> = (0..ours.len()).map(|index| (index, index)).collect();
        let same = Names::learn(ours, theirs, &straight);
        let agree = |one: &AlignedSpeech, other: &AlignedSpeech| same.agree(one, other) && one.section == other.section;
        if straight.iter().all(|(one, other)| agree(&ours[*one], &theirs[*other])) {
            return straight;
        }
    }
    let first = best(ours, theirs, |one, other| if known(one, other) { 1.0 } else { 0.0 });
    let names = Names::learn(ours, theirs, &first);
    let second =
        best(ours, theirs, |one, other| if known(one, other) { 1.0 } else { 2.0 * names.affinity(one, other) - 1.0 });
    let names = Names::learn(ours, theirs, &second);
    let registered = |one: NameIndex, other: NameIndex| {
        (here.names[one as usize].registered, there.names[other as usize].registered)
    };
    let fits = |(one, other): &(usize, usize)| {
        let (one, other) = (&ours[*one], &theirs[*other]);
        match registered(one.by, other.by) {
            (Some(one), Some(other)) => one == other,
            _ => known(one.by, other.by) || names.agree(one, other),
        }
    };
    let agreeing: Vec<(usize, usize)> = second.into_iter().filter(fits).collect();
    // Labels that stand beside each other once agree with each other whether they mean the same person or not.
    let is_sure = |(one, other): (usize, usize)| {
        let (one, other) = (ours[one].by, theirs[other].by);
        known(one, other) || names.together.get(&(one, other)).is_some_and(|times| *times > 1.0)
    };
    without_guesses(&agreeing, [ours.len(), theirs.len()], is_sure)
}

/// Pairs that are sure, and those in an unbroken row between two that are; the first speeches of both records, and the last,
/// bound such a row too.
fn without_guesses(
    pairs: &[(usize, usize)],
    [ours, theirs]: [usize; 2],
    is_sure: impl Fn((usize, usize)) -> bool,
) -> Vec<(usize, usize)> {
    let follows = |one: &(usize, usize), next: &(usize, usize)| *next == (one.0 + 1, one.1 + 1);
    let mut kept = Vec::new();
    for row in pairs.chunk_by(follows) {
        let (begins, ends) = (row[0] == (0, 0), row[row.len() - 1] == (ours - 1, theirs - 1));
        let first = if begins { Some(0) } else { row.iter().position(|pair| is_sure(*pair)) };
        let last = if ends { Some(row.len() - 1) } else { row.iter().rposition(|pair| is_sure(*pair)) };
        if let (Some(first), Some(last)) = (first, last)
            && first <= last
        {
            kept.extend_from_slice(&row[first..=last]);
        }
    }
    kept
}

/// Number of times that each label here stands beside each label there.
struct Names {
    together: FxHashMap<(NameIndex, NameIndex), f32>,
    ours: FxHashMap<NameIndex, f32>,
    theirs: FxHashMap<NameIndex, f32>,
}

impl Names {
    fn learn(ours: &[AlignedSpeech], theirs: &[AlignedSpeech], pairs: &[(usize, usize)]) -> Self {
        let mut names =
            Names { together: FxHashMap::default(), ours: FxHashMap::default(), theirs: FxHashMap::default() };
        for (one, other) in pairs {
            let (one, other) = (ours[*one].by, theirs[*other].by);
            *names.together.entry((one, other)).or_default() += 1.0;
            *names.ours.entry(one).or_default() += 1.0;
            *names.theirs.entry(other).or_default() += 1.0;
        }
        names
    }

    /// Likeness (0 to 1) of two labels' meaning.
    fn affinity(&self, one: NameIndex, other: NameIndex) -> f32 {
        let together = self.together.get(&(one, other)).copied().unwrap_or(0.0);
        let apart = self.ours.get(&one).copied().unwrap_or(0.0) + self.theirs.get(&other).copied().unwrap_or(0.0);
        if apart > 0.0 { 2.0 * together / apart } else { 0.0 }
    }

    fn agree(&self, one: &AlignedSpeech, other: &AlignedSpeech) -> bool {
        self.affinity(one.by, other.by) > 0.5
    }
}

/// Score for leaving a speech without counterpart.
const ALONE: f32 = -0.5;
/// Distance from the diagonal, in speeches, within which pairs are compared.
const BAND: usize = 48;

/// Maximum number of compared pairs; larger records are not aligned speech by speech. Two of 10,000 speeches that
/// differ by 100 take 3,000,000.
const MOST_CELLS: usize = 4_000_000;

/// Number of pairs of speeches that an alignment compares.
fn cells(ours: usize, theirs: usize) -> usize {
    let (rows, columns) = (ours + 1, theirs + 1);
    rows.saturating_mul((2 * (BAND + rows.abs_diff(columns)) + 1).min(columns))
}

/// The alignment in order that fits best (dynamic programming within a band; time and memory are speeches × band).
fn best(
    ours: &[AlignedSpeech],
    theirs: &[AlignedSpeech],
    likeness: impl Fn(NameIndex, NameIndex) -> f32,
) -> Vec<(usize, usize)> {
    let total = |speeches: &[AlignedSpeech]| speeches.iter().map(|aligned| aligned.words).sum::<f32>().max(1.0);
    let ratio = total(theirs) / total(ours);
    let fit = |one: &AlignedSpeech, other: &AlignedSpeech| {
        let difference = ((one.words * ratio + 4.0) / (other.words + 4.0)).ln().abs();
        likeness(one.by, other.by) + (0.8 - difference).max(-1.0)
    };
    let (rows, columns) = (ours.len() + 1, theirs.len() + 1);
    let band = BAND + rows.abs_diff(columns);
    let width = (2 * band + 1).min(columns);
    let first = |row: usize| (row * columns / rows).saturating_sub(band).min(columns - width);
    let mut scores = vec![f32::NEG_INFINITY; rows * width];
    let mut steps = vec![AlignmentStep::None; rows * width];
    for row in 0..rows {
        for offset in 0..width {
            crate::report::steps::step();
            let column = first(row) + offset;
            let at = |row: usize, column: usize| {
                let offset = column.checked_sub(first(row)).filter(|offset| *offset < width);
                offset.map_or(f32::NEG_INFINITY, |offset| scores[row * width + offset])
            };
            let mut score = if (row, column) == (0, 0) { 0.0 } else { f32::NEG_INFINITY };
            let mut step = AlignmentStep::None;
            let mut offer = |from: f32, by: AlignmentStep| {
                if from > score {
                    (score, step) = (from, by);
                }
            };
            if row > 0 && column > 0 && ours[row - 1].section == theirs[column - 1].section {
                offer(at(row - 1, column - 1) + fit(&ours[row - 1], &theirs[column - 1]), AlignmentStep::Both);
            }
            if row > 0 {
                offer(at(row - 1, column) + ALONE, AlignmentStep::Ours);
            }
            if column > 0 {
                offer(at(row, column - 1) + ALONE, AlignmentStep::Theirs);
            }
            scores[row * width + offset] = score;
            steps[row * width + offset] = step;
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (rows - 1, columns - 1);
    loop {
        let step = column.checked_sub(first(row)).map_or(AlignmentStep::None, |offset| steps[row * width + offset]);
        match step {
            AlignmentStep::Both => {
                (row, column) = (row - 1, column - 1);
                pairs.push((row, column));
            }
            AlignmentStep::Ours => row -= 1,
            AlignmentStep::Theirs => column -= 1,
            AlignmentStep::None => break,
        }
    }
    pairs.reverse();
    pairs
}

/// The last step of the best path to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AlignmentStep {
    Both,
    Ours,
    Theirs,
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Speeches as pairs of name and number of words.
    fn aligned_speeches(said: &[(NameIndex, u32)]) -> Vec<AlignedSpeech> {
        let aligned = |(number, (by, words)): (usize, &(NameIndex, u32))| AlignedSpeech {
            id: SpeechId::new('s', &by.to_string(), &number.to_string()),
            by: *by,
            words: *words as f32,
            section: 0,
        };
        said.iter().enumerate().map(aligned).collect()
    }

    /// Best alignment when no pair of labels is known to match, and the pairs it yields.
    fn aligned_pairs(ours: &[(NameIndex, u32)], theirs: &[(NameIndex, u32)]) -> Vec<(usize, usize)> {
        let (ours, theirs) = (aligned_speeches(ours), aligned_speeches(theirs));
        let names = Names::learn(&ours, &theirs, &best(&ours, &theirs, |_, _| 0.0));
        best(&ours, &theirs, |one, other| 2.0 * names.affinity(one, other) - 1.0)
    }

    #[test]
    fn a_speech_that_one_of_the_two_leaves_out_stays_alone() {
        let ours = [(0, 10), (1, 80), (0, 12), (1, 200), (0, 9), (1, 60), (0, 20), (1, 90)];
        let without_the_third = [(5, 20), (6, 160), (6, 400), (5, 18), (6, 120), (5, 40), (6, 180)];
        let pairs = aligned_pairs(&ours, &without_the_third);
        assert_eq!(pairs, [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6)]);
    }

    #[test]
    fn a_guess_stands_between_two_that_are_sure() {
        let pairs = [(1, 0), (2, 1), (3, 2), (5, 4), (6, 5), (7, 6), (8, 7)];
        let of = |sure: &[(usize, usize)]| without_guesses(&pairs, [10, 10], |pair| sure.contains(&pair));
        assert_eq!(of(&[(5, 4), (7, 6)]), [(5, 4), (6, 5), (7, 6)]);
        assert_eq!(of(&[(2, 1)]), [(2, 1)]);
        assert_eq!(without_guesses(&pairs[..3], [4, 3], |_| false), []);
        assert_eq!(without_guesses(&[(0, 0), (1, 1)], [2, 2], |_| false), [(0, 0), (1, 1)]);
    }

    #[test]
    fn nothing_is_found_in_nothing_and_long_records_stay_within_the_band() {
        assert_eq!(aligned_pairs(&[], &[]), []);
        assert_eq!(aligned_pairs(&[(0, 5)], &[]), []);
        let long: Vec<(NameIndex, u32)> = (0..4000).map(|n| (n % 7, 5 + n * 31 % 97)).collect();
        let pairs = aligned_pairs(&long, &long[20..]);
        assert!(pairs.iter().filter(|(one, other)| *one == other + 20).count() > 3900);
    }
}
