//! Arranges a record for a page: consecutive speeches of one speaker become one turn.

use rustc_hash::FxHashMap;

use super::alignment::{Alignment, align};
use super::inputs::RenderInputs;
use super::parts::dates::day_of;
use super::parts::head::own_name;
use super::parts::speaker_links::voice;
use crate::record::{Contribution, Language, MeetingIndex, NameIndex, Speaker, SpeakerIndex};
use crate::site::{Counterpart, SpeechView, TranscriptItem, TranscriptView, TurnSpeaker};

/// A record with all its turns.
pub(super) fn whole_record<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    lang: &Language,
) -> TranscriptView<'r> {
    let record = &inputs.archive.meetings[meeting];
    let mut voices = Voices {
        inputs,
        lang,
        names: &record.names,
        all: Vec::new(),
        places: FxHashMap::default(),
        known: vec![None; record.tallies.len()],
    };
    let mut lines: Vec<TranscriptItem<'r>> = Vec::new();
    for section in record.sections.iter() {
        if let Some(heading) = &section.heading {
            lines.push(TranscriptItem::Section(heading, &section.anchor));
        }
        for contribution in &section.contributions {
            match contribution {
                Contribution::Speech(speech) => {
                    let voice = voices.of(speech.by);
                    let view = SpeechView { id: speech.id, lang: speech.lang.as_ref(), blocks: &speech.blocks };
                    match lines.last_mut() {
                        Some(TranscriptItem::Turn(last, speeches)) if *last == voice => speeches.push(view),
                        _ => lines.push(TranscriptItem::Turn(voice, vec![view])),
                    }
                }
                Contribution::Narrative(narrative) => {
                    lines.push(TranscriptItem::Narrative(
                        narrative.id,
                        narrative.text,
                        narrative.agenda.as_ref().map(|item| &*item.title),
                    ));
                }
                Contribution::Note(note) => lines.push(TranscriptItem::Note(note.text)),
            }
        }
    }
    let mut transcript = transcript(inputs, meeting, lines, voices.all, "");
    transcript.counterparts = counterparts(inputs, meeting);
    if let Some(past) = &inputs.archive.past[meeting] {
        (transcript.also, transcript.lengths) = (&past.also, &past.lengths);
        for correction in &past.corrections {
            let day = day_of(inputs, lang, correction.at);
            transcript.corrected.extend(correction.passages.iter().map(|passage| (day.clone(), passage)));
        }
        transcript.corrected.sort_by(|a, b| a.1.anchor.cmp(&b.1.anchor));
    }
    transcript
}

/// What one speaker said at a meeting, each speech by itself.
pub(super) fn speeches_of<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    speaker: SpeakerIndex,
) -> TranscriptView<'r> {
    let record = &inputs.archive.meetings[meeting];
    let speeches = record
        .speeches_of(speaker)
        .map(|s| SpeechView { id: s.id, lang: s.lang.as_ref(), blocks: &s.blocks })
        .collect();
    transcript(
        inputs,
        meeting,
        vec![TranscriptItem::Turn(0, speeches)],
        Vec::new(),
        &inputs.plan.addresses.meetings[meeting],
    )
}

fn transcript<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    lines: Vec<TranscriptItem<'r>>,
    voices: Vec<TurnSpeaker>,
    at: &str,
) -> TranscriptView<'r> {
    let details = &inputs.archive.meetings[meeting].details;
    TranscriptView {
        text: inputs.text(meeting),
        lang: &details.lang,
        lines,
        voices,
        references: &details.references,
        notes: &details.notes,
        heading_notes: &details.heading_notes,
        links: &inputs.plan.meeting_links[meeting],
        counterparts: Vec::new(),
        also: &[],
        lengths: &[],
        corrected: Vec::new(),
        anchors_at: at.into(),
    }
}

/// The twins of a record, in the order of the archive.
fn counterparts(inputs: &RenderInputs<'_>, meeting: MeetingIndex) -> Vec<Counterpart> {
    let meetings = &inputs.archive.meetings;
    let counterpart = |&twin: &MeetingIndex| {
        let lang = &meetings[twin].details.lang;
        let (speeches, sections) = match align(&meetings[meeting], &meetings[twin]) {
            Alignment::Speeches(pairs) => (pairs, Vec::new()),
            Alignment::Sections(pairs) => (Vec::new(), pairs),
            Alignment::Whole => (Vec::new(), Vec::new()),
        };
        Counterpart {
            lang: lang.as_str().into(),
            name: own_name(inputs, lang).into(),
            href: inputs.plan.addresses.meetings[twin].clone(),
            speeches,
            sections,
        }
    };
    inputs.archive.translations[meeting].iter().map(counterpart).collect()
}

/// Those who speak on a page, each once.
struct Voices<'r> {
    inputs: &'r RenderInputs<'r>,
    lang: &'r Language,
    names: &'r [Speaker],
    all: Vec<TurnSpeaker>,
    /// Where each of them stands.
    places: FxHashMap<TurnSpeaker, usize>,
    /// For each name its place in `all`, once it has been met.
    known: Vec<Option<usize>>,
}

impl Voices<'_> {
    fn of(&mut self, name: NameIndex) -> usize {
        if let Some(known) = self.known[name as usize] {
            return known;
        }
        let voice = voice(self.inputs, &self.names[name as usize], self.lang);
        // Two spellings of one label are one voice if they are shown alike.
        let index = *self.places.entry(voice.clone()).or_insert(self.all.len());
        if index == self.all.len() {
            self.all.push(voice);
        }
        self.known[name as usize] = Some(index);
        index
    }
}
