//! Turns of a record by person: who spoke after whom, and how much, whatever labels the record gives them.

use rustc_hash::FxHashMap;

use crate::record::{Meeting, NameIndex, Speaker, SpeakerIdentity, SpeechId};

/// Consecutive speeches of one speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SpeakerTurn {
    /// Number of the speaker, see [`RecordSpeakers`].
    pub speaker: usize,
    /// The first speech.
    pub first: SpeechId,
    /// Number of words.
    pub words: u32,
}

/// The speakers of a record, numbered in the order of their first word. All labels of one person have one number.
pub(super) struct RecordSpeakers<'m> {
    meeting: &'m Meeting<Speaker>,
    /// Number of the speaker of each label that speaks.
    numbers: Vec<usize>,
    /// The first label of each speaker.
    first_labels: Vec<&'m Speaker>,
}

impl<'m> RecordSpeakers<'m> {
    pub(super) fn of(meeting: &'m Meeting<Speaker>) -> Self {
        let mut known: FxHashMap<SpeakerIdentity<'m>, usize> = FxHashMap::default();
        let mut first_labels = Vec::new();
        let number = |(speaker, _): (&'m Speaker, _)| {
            let number = *known.entry(speaker.identity()).or_insert(first_labels.len());
            if number == first_labels.len() {
                first_labels.push(speaker);
            }
            number
        };
        let numbers = meeting.speaking().map(number).collect();
        RecordSpeakers { meeting, numbers, first_labels }
    }

    /// The number of the speaker behind a label.
    pub(super) fn number(&self, label: NameIndex) -> usize {
        self.numbers[label as usize]
    }

    /// The first label of each speaker, by number.
    pub(super) fn first_labels(&self) -> &[&'m Speaker] {
        &self.first_labels
    }

    /// The turns in order. What happens between two speeches of one speaker divides no turn.
    pub(super) fn turns(&self) -> Vec<SpeakerTurn> {
        let mut turns: Vec<SpeakerTurn> = Vec::new();
        for speech in self.meeting.speeches() {
            let speaker = self.number(speech.by);
            match turns.last_mut() {
                Some(last) if last.speaker == speaker => last.words = last.words.saturating_add(speech.words),
                _ => turns.push(SpeakerTurn { speaker, first: speech.id, words: speech.words }),
            }
        }
        turns
    }
}
