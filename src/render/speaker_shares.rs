//! The people who spoke at a meeting, with the amount and the places of their words.

use rustc_hash::FxHashSet;

use super::inputs::RenderInputs;
use super::parts::speaker_links::speaker_view;
use super::record_icons::record_icons;
use super::speaker_turns::RecordSpeakers;
use super::turn_spans::turn_spans;
use crate::record::{Delivery, Language, Meeting, Speaker, Tally};
use crate::site::view::SpeakerShareView;

/// Maximum number of speakers listed with a record.
const MOST_LISTED: usize = 1_000;

/// Speakers of a record, those who said most first.
pub(super) fn speaker_shares(
    inputs: &RenderInputs<'_>,
    meeting: &Meeting<Speaker>,
    lang: &Language,
) -> Vec<SpeakerShareView> {
    let speakers = RecordSpeakers::of(meeting);
    let turns = speakers.turns();
    let icons = record_icons(inputs, &speakers, &turns);
    let mut spans = turn_spans(icons.len(), &turns);
    let mut tallies = vec![Tally::default(); icons.len()];
    let mut labels: Vec<Vec<&str>> = vec![Vec::new(); icons.len()];
    let mut known = FxHashSet::default();
    for (label, (speaker, tally)) in (0..).zip(meeting.speaking()) {
        let (number, printed) = (speakers.number(label), &*speaker.name.label.text);
        if known.insert((number, printed)) {
            labels[number].push(printed);
        }
        let sum = &mut tallies[number];
        sum.speeches += tally.speeches;
        sum.words = sum.words.saturating_add(tally.words);
    }
    let mut written = vec![0u32; icons.len()];
    for speech in meeting.speeches().filter(|speech| speech.delivery == Delivery::Written) {
        written[speakers.number(speech.by)] += 1;
    }
    let mut order: Vec<usize> = (0..icons.len()).collect();
    order.sort_by_key(|&speaker| std::cmp::Reverse(tallies[speaker].words));
    order.truncate(MOST_LISTED);
    let total = u64::from(meeting.total().words);
    let share = |speaker: usize| {
        let first = speakers.first_labels()[speaker];
        let shown = speaker_view(inputs, first, icons[speaker], lang);
        let name = match (first.by.as_slice(), labels[speaker].as_slice()) {
            ([one], [_, _, ..]) => inputs.archive.speakers[*one].names.get(lang),
            _ => shown.person.as_deref().unwrap_or(&shown.name),
        };
        let is_name = |label: &str| label.to_lowercase() == name.to_lowercase();
        let is_told = |label: &str| is_name(label) || shown.role.as_deref().is_some_and(|role| role.contains(label));
        let other_labels = labels[speaker].iter().filter(|label| !is_told(label)).map(|label| (*label).to_owned());
        let Tally { speeches, words } = tallies[speaker];
        SpeakerShareView {
            name: name.to_owned(),
            labels: other_labels.collect(),
            href: if let [one] = shown.links.as_slice() { one.href.to_string() } else { String::new() },
            role: shown.role.map(String::from),
            icon: shown.icon,
            portrait: shown.portrait.map(String::from).unwrap_or_default(),
            speeches,
            written: written[speaker],
            words,
            share: ((u64::from(words) * 200 + total) / (2 * total.max(1))) as u32,
            hue: shown.icon.hue(),
            turns: std::mem::take(&mut spans[speaker]),
        }
    };
    order.into_iter().map(share).collect()
}
