//! Gives the speakers of a record icons that differ: neighbours in hues far apart, and no two the same icon while there
//! is another.

use rustc_hash::FxHashMap;

use super::inputs::RenderInputs;
use super::parts::speaker_links::own_icon;
use super::speaker_turns::{RecordSpeakers, SpeakerTurn};
use crate::site::SpeakerIcon;

/// Icons of the speakers of a record, by number.
pub(super) fn record_icons(
    inputs: &RenderInputs<'_>,
    speakers: &RecordSpeakers<'_>,
    turns: &[SpeakerTurn],
) -> Vec<SpeakerIcon> {
    let own: Vec<SpeakerIcon> = speakers.first_labels().iter().map(|label| own_icon(inputs, label)).collect();
    different_icons(&own, turns)
}

/// Icons that differ. Whoever says most keeps the one that is their own; the others follow in the order of their words,
/// and keep theirs where it is as good as another.
fn different_icons(own: &[SpeakerIcon], turns: &[SpeakerTurn]) -> Vec<SpeakerIcon> {
    let mut words = vec![0u64; own.len()];
    for turn in turns {
        words[turn.speaker] += u64::from(turn.words);
    }
    let neighbours = neighbours(own.len(), turns);
    let mut order: Vec<usize> = (0..own.len()).collect();
    order.sort_by_key(|&speaker| std::cmp::Reverse(words[speaker]));
    let mut icons: Vec<Option<SpeakerIcon>> = vec![None; own.len()];
    let mut used: FxHashMap<SpeakerIcon, u32> = FxHashMap::default();
    let mut used_hues = [0u32; SpeakerIcon::HUES as usize];
    for speaker in order {
        let near: Vec<(u8, u32)> =
            neighbours[speaker].iter().filter_map(|&(other, times)| Some((icons[other]?.hue(), times))).collect();
        let cost = |hue: u8| {
            let beside: u64 = near.iter().map(|&(other, times)| closeness(hue, other) * u64::from(times)).sum();
            let others = (1..).zip(&used_hues);
            let around: u64 = others.map(|(other, &count)| closeness(hue, other) * u64::from(count)).sum();
            let alike: u32 = near.iter().filter(|(other, _)| *other == hue).map(|(_, times)| times).sum();
            (alike, used_hues[usize::from(hue) - 1], beside, around, hue != own[speaker].hue())
        };
        let hue = (1..=SpeakerIcon::HUES).min_by_key(|&hue| cost(hue)).unwrap_or(1);
        let shapes = (0..SpeakerIcon::SHAPES).map(|step| own[speaker].with_hue(hue).with_next_shape(step));
        let icon = shapes.min_by_key(|icon| used.get(icon).copied().unwrap_or(0)).unwrap_or_default();
        *used.entry(icon).or_default() += 1;
        used_hues[usize::from(hue) - 1] += 1;
        icons[speaker] = Some(icon);
    }
    icons.into_iter().map(Option::unwrap_or_default).collect()
}

/// For each speaker those who spoke just before or after, with the number of times.
fn neighbours(speakers: usize, turns: &[SpeakerTurn]) -> Vec<Vec<(usize, u32)>> {
    let mut times: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for pair in turns.windows(2) {
        let (one, other) = (pair[0].speaker, pair[1].speaker);
        *times.entry((one.min(other), one.max(other))).or_default() += 1;
    }
    let mut neighbours = vec![Vec::new(); speakers];
    for ((one, other), times) in times {
        neighbours[one].push((other, times));
        neighbours[other].push((one, times));
    }
    neighbours
}

/// Likeness of two hues, which go round: 0 for those opposite each other.
fn closeness(one: u8, other: u8) -> u64 {
    let apart = one.abs_diff(other);
    u64::from(SpeakerIcon::HUES / 2 - apart.min(SpeakerIcon::HUES - apart)).pow(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::SpeechId;

    fn turn(speaker: usize, words: u32) -> SpeakerTurn {
        SpeakerTurn { speaker, first: SpeechId::new('s', "", ""), words }
    }

    fn own(speakers: usize) -> Vec<SpeakerIcon> {
        (0..speakers).map(|speaker| SpeakerIcon::of(&format!("speaker {}", speaker % 5))).collect()
    }

    #[test]
    fn whoever_says_most_keeps_their_icon_and_the_other_gets_the_opposite_hue() {
        let own = own(2);
        let icons = different_icons(&own, &[turn(0, 5), turn(1, 90), turn(0, 5)]);
        assert_eq!(icons[1], own[1]);
        assert_eq!(closeness(icons[0].hue(), icons[1].hue()), 0);
    }

    #[test]
    fn no_two_speakers_have_the_same_icon_while_there_is_another() {
        for speakers in [8, 40] {
            let turns: Vec<SpeakerTurn> = (0..speakers).map(|speaker| turn(speaker, 1)).collect();
            let icons = different_icons(&own(speakers), &turns);
            let different: std::collections::BTreeSet<String> = icons.iter().map(ToString::to_string).collect();
            assert_eq!(different.len(), speakers);
            let hues: std::collections::BTreeSet<u8> = icons.iter().map(|icon| icon.hue()).collect();
            assert_eq!(hues.len(), 8);
        }
        assert_eq!(different_icons(&own(60), &[]).len(), 60);
    }

    #[test]
    fn neighbours_have_different_hues() {
        // A chair between twenty speakers, and two of them in a dispute.
        let mut turns: Vec<SpeakerTurn> = (1..=20).flat_map(|speaker| [turn(0, 50), turn(speaker, 10)]).collect();
        turns.extend([turn(3, 1), turn(9, 1), turn(3, 1), turn(9, 1)]);
        let icons = different_icons(&own(21), &turns);
        let alike = turns.windows(2).filter(|pair| icons[pair[0].speaker].hue() == icons[pair[1].speaker].hue());
        assert_eq!(alike.count(), 0, "{icons:?}");
    }
}
