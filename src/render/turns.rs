//! Arranges a record for a page: consecutive speeches of one speaker become one turn.

use rustc_hash::FxHashMap;

use super::alignment::{Alignment, align};
use super::answered_question::answered_question;
use super::inputs::RenderInputs;
use super::parts::dates::day_of;
use super::parts::language_names::{own_name, sign};
use super::parts::recordings::Recordings;
use super::parts::shown_pictures::shown_pictures;
use super::parts::speaker_links::{speaker_href, speaker_view};
use super::record_icons::record_icons;
use super::speaker_turns::RecordSpeakers;
use crate::record::{Contribution, Language, MeetingIndex, NameIndex, Narrative, Speaker, SpeakerIndex, Speech};
use crate::site::{
    DecisionLines, ParallelRecord, RollCallLines, SpeakerIcon, SpeechView, TranscriptItem, TranscriptView, TurnSpeaker,
};
use crate::text::source::Text;

/// A record with all its turns.
pub(super) fn whole_record<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    lang: &Language,
) -> TranscriptView<'r> {
    let record = &inputs.archive.meetings[meeting];
    let people = RecordSpeakers::of(record);
    let icons = record_icons(inputs, &people, &people.turns());
    let mut speakers = TurnSpeakers {
        inputs,
        lang,
        names: &record.names,
        people,
        icons,
        all: Vec::new(),
        places: FxHashMap::default(),
        known: vec![None; record.tallies.len()],
    };
    let recordings = Recordings::of(inputs, meeting);
    let text = inputs.text(meeting);
    let mut lines: Vec<TranscriptItem<'r>> = Vec::new();
    for section in record.sections.iter() {
        if let Some(heading) = &section.heading {
            let moment = section.time.as_deref().map(|time| recordings.moment_or_time(time));
            lines.push(TranscriptItem::Section(heading, &section.anchor, moment));
        }
        lines.extend(section.summary().map(TranscriptItem::Summary));
        for contribution in &section.contributions {
            match contribution {
                Contribution::Speech(speech) => {
                    let speaker_view = speakers.of(speech.by);
                    let moment = recordings.moment(speech.time());
                    let event_moments = recordings.event_moments(speech, &text);
                    let view = SpeechView { moment, event_moments, ..speech_view(speech) };
                    // What was handed in is a turn of its own, whose heading says so.
                    let is_same = |speeches: &[SpeechView<'_>]| {
                        speeches.last().is_none_or(|before| before.delivery == view.delivery)
                    };
                    match lines.last_mut() {
                        Some(TranscriptItem::Turn(last, speeches)) if *last == speaker_view && is_same(speeches) => {
                            speeches.push(view);
                        }
                        _ => lines.push(TranscriptItem::Turn(speaker_view, vec![view])),
                    }
                }
                Contribution::Narrative(narrative) => {
                    let Narrative { id, text, agenda, time, roll_call } = &**narrative;
                    lines.push(match roll_call {
                        Some(roll_call) => {
                            let hrefs = roll_call.names().map(|(_, name)| speakers.href(name)).collect();
                            TranscriptItem::RollCall(RollCallLines { id: *id, text: *text, roll_call, hrefs })
                        }
                        None => TranscriptItem::Narrative(
                            *id,
                            *text,
                            agenda.as_ref().map(|item| &*item.title),
                            recordings.moment(time.as_deref()),
                        ),
                    });
                }
                Contribution::Note(note) => lines.push(TranscriptItem::Note(note.text)),
                Contribution::Decision(decision) => {
                    let hrefs = decision.names().map(|name| speakers.href(name)).collect();
                    let moment = recordings.moment(decision.time.as_deref());
                    lines.push(TranscriptItem::Decision(DecisionLines { decision, hrefs, moment }));
                }
            }
        }
    }
    let mut transcript = transcript(inputs, meeting, text, lines, speakers.all, "");
    transcript.parallel_records = parallel_records(inputs, meeting);
    if let Some(history) = &inputs.archive.histories[meeting] {
        (transcript.old_anchors, transcript.former_paragraph_counts) =
            (&history.old_anchors, &history.former_paragraph_counts);
        for correction in &history.corrections {
            let day = day_of(inputs, lang, correction.at);
            transcript.corrected.extend(correction.passages.iter().map(|passage| (day.clone(), passage)));
        }
        transcript.corrected.sort_by(|a, b| a.1.anchor.cmp(&b.1.anchor));
    }
    transcript
}

/// Speeches of one speaker at a meeting, each with the question that it answers.
pub(super) fn speeches_of<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    speaker: SpeakerIndex,
) -> TranscriptView<'r> {
    let record = &inputs.archive.meetings[meeting];
    let is_theirs = |speech: &Speech| record.speaker_of(speech).by.contains(&speaker);
    let text = inputs.text(meeting);
    let mut speeches = Vec::new();
    for section in record.sections.iter() {
        let mut before: Option<&Speech> = None;
        for contribution in &section.contributions {
            let Contribution::Speech(speech) = contribution else { continue };
            if is_theirs(speech) {
                let other = before.filter(|before| !is_theirs(before));
                let answers = other.and_then(|other| answered_question(inputs, meeting, other));
                speeches.push(SpeechView { answers, ..speech_view(speech) });
            }
            before = Some(speech);
        }
    }
    transcript(
        inputs,
        meeting,
        text,
        vec![TranscriptItem::Turn(0, speeches)],
        Vec::new(),
        &inputs.plan.addresses.meetings[meeting],
    )
}

/// One speech of a record, on a page of its own.
pub(super) fn one_speech<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    speech: &'r Speech,
) -> TranscriptView<'r> {
    let moment = Recordings::of(inputs, meeting).moment(speech.time());
    let view = SpeechView { moment, ..speech_view(speech) };
    let lines = vec![TranscriptItem::Turn(0, vec![view])];
    transcript(inputs, meeting, inputs.text(meeting), lines, Vec::new(), &inputs.plan.addresses.meetings[meeting])
}

/// A speech by itself, without links to recordings.
fn speech_view(speech: &Speech) -> SpeechView<'_> {
    SpeechView {
        id: speech.id,
        lang: speech.lang(),
        blocks: &speech.blocks,
        moment: None,
        event_moments: Vec::new(),
        delivery: speech.delivery,
        answers: None,
    }
}

fn transcript<'r>(
    inputs: &'r RenderInputs<'_>,
    meeting: MeetingIndex,
    text: Text,
    lines: Vec<TranscriptItem<'r>>,
    speakers: Vec<TurnSpeaker>,
    at: &str,
) -> TranscriptView<'r> {
    let details = &inputs.archive.meetings[meeting].details;
    TranscriptView {
        text,
        lang: &details.lang,
        lines,
        speakers,
        references: &details.references,
        notes: &details.notes,
        heading_notes: &details.heading_notes,
        links: &inputs.plan.meeting_links[meeting],
        pictures: shown_pictures(inputs, &inputs.plan.meeting_links[meeting]),
        parallel_records: Vec::new(),
        old_anchors: &[],
        former_paragraph_counts: &[],
        corrected: Vec::new(),
        cited: Vec::new(),
        anchors_at: at.into(),
    }
}

/// The twins of a record, in the order of the archive.
fn parallel_records(inputs: &RenderInputs<'_>, meeting: MeetingIndex) -> Vec<ParallelRecord> {
    let meetings = &inputs.archive.meetings;
    let parallel_record = |&translation: &MeetingIndex| {
        let lang = &meetings[translation].details.lang;
        let (speeches, sections) = match align(&meetings[meeting], &meetings[translation]) {
            Alignment::Speeches(pairs) => (pairs, Vec::new()),
            Alignment::Sections(pairs) => (Vec::new(), pairs),
            Alignment::Whole => (Vec::new(), Vec::new()),
        };
        ParallelRecord {
            lang: lang.as_str().into(),
            name: own_name(inputs, lang).into(),
            sign: sign(inputs, lang).into(),
            href: inputs.plan.addresses.meetings[translation].clone(),
            speeches,
            sections,
        }
    };
    inputs.archive.translations[meeting].iter().map(parallel_record).collect()
}

/// Speakers of a page, each once.
struct TurnSpeakers<'r> {
    inputs: &'r RenderInputs<'r>,
    lang: &'r Language,
    names: &'r [Speaker],
    people: RecordSpeakers<'r>,
    /// Icons of `people`.
    icons: Vec<SpeakerIcon>,
    all: Vec<TurnSpeaker>,
    /// Position of each speaker in the list.
    places: FxHashMap<TurnSpeaker, usize>,
    /// For each name its place in `all`, once it has been met.
    known: Vec<Option<usize>>,
}

impl TurnSpeakers<'_> {
    fn of(&mut self, name: NameIndex) -> usize {
        if let Some(known) = self.known[name as usize] {
            return known;
        }
        let icon = self.icons[self.people.number(name)];
        let speaker_view = speaker_view(self.inputs, &self.names[name as usize], icon, self.lang);
        // Two spellings of one label are one voice if they are shown alike.
        let index = *self.places.entry(speaker_view.clone()).or_insert(self.all.len());
        if index == self.all.len() {
            self.all.push(speaker_view);
        }
        self.known[name as usize] = Some(index);
        index
    }

    /// Address of the page of somebody whom a decision names; empty if there is none.
    fn href(&self, name: NameIndex) -> Box<str> {
        match self.names[name as usize].by.as_slice() {
            [one] => speaker_href(self.inputs, *one, self.lang).into(),
            _ => "".into(),
        }
    }
}
