//! Arranges a record for a page: consecutive speeches of one speaker become one turn.

use rustc_hash::FxHashMap;

use super::parallel::{self, Parallel};
use super::{Renderer, corrections, people, view};
use crate::record::{Contribution, Language, MeetingIndex, NameIndex, Speaker, SpeakerIndex};
use crate::site::{Counterpart, Line, Mark, Passage, SpeechView, Transcript, Voice};

/// The whole record.
pub(super) fn whole<'r>(renderer: &'r Renderer<'_>, meeting: MeetingIndex, lang: &Language) -> Transcript<'r> {
    let record = &renderer.archive.meetings[meeting];
    let mut voices = Voices {
        renderer,
        lang,
        names: &record.names,
        all: Vec::new(),
        places: FxHashMap::default(),
        known: vec![None; record.tallies.len()],
    };
    let mut lines: Vec<Line<'r>> = Vec::new();
    for section in record.sections.iter() {
        if let Some(heading) = &section.heading {
            lines.push(Line::Section(heading, &section.anchor));
        }
        for contribution in &section.contributions {
            match contribution {
                Contribution::Speech(speech) => {
                    let voice = voices.of(speech.by);
                    let view = SpeechView { id: speech.id, lang: speech.lang.as_ref(), blocks: &speech.blocks };
                    match lines.last_mut() {
                        Some(Line::Turn(last, speeches)) if *last == voice => speeches.push(view),
                        _ => lines.push(Line::Turn(voice, vec![view])),
                    }
                }
                Contribution::Narrative(narrative) => {
                    lines.push(Line::Narrative(
                        narrative.id,
                        narrative.text,
                        narrative.agenda.as_ref().map(|item| &*item.title),
                    ));
                }
                Contribution::Note(note) => lines.push(Line::Note(note.text)),
            }
        }
    }
    let mut transcript = transcript(renderer, meeting, lines, voices.all, "");
    transcript.counterparts = counterparts(renderer, meeting);
    if let Some(past) = &renderer.archive.past[meeting] {
        (transcript.also, transcript.lengths) = (&past.also, &past.lengths);
        for correction in &past.corrections {
            let day = corrections::day(renderer, lang, correction.at);
            transcript.corrected.extend(correction.passages.iter().map(|passage| (day.clone(), passage)));
        }
        transcript.corrected.sort_by(|a, b| a.1.anchor.cmp(&b.1.anchor));
    }
    transcript
}

/// What one speaker said at a meeting, each speech by itself.
pub(super) fn of_speaker<'r>(
    renderer: &'r Renderer<'_>,
    meeting: MeetingIndex,
    speaker: SpeakerIndex,
) -> Transcript<'r> {
    let record = &renderer.archive.meetings[meeting];
    let speeches = record
        .speeches_of(speaker)
        .map(|s| SpeechView { id: s.id, lang: s.lang.as_ref(), blocks: &s.blocks })
        .collect();
    transcript(renderer, meeting, vec![Line::Turn(0, speeches)], Vec::new(), &renderer.plan.addresses.meetings[meeting])
}

fn transcript<'r>(
    renderer: &'r Renderer<'_>,
    meeting: MeetingIndex,
    lines: Vec<Line<'r>>,
    voices: Vec<Voice>,
    at: &str,
) -> Transcript<'r> {
    let details = &renderer.archive.meetings[meeting].details;
    Transcript {
        text: renderer.text(meeting),
        lang: &details.lang,
        lines,
        voices,
        references: &details.references,
        notes: &details.notes,
        heading_notes: &details.heading_notes,
        links: &renderer.plan.meeting_links[meeting],
        counterparts: Vec::new(),
        also: &[],
        lengths: &[],
        corrected: Vec::new(),
        anchors_at: at.into(),
    }
}

/// The twins of a record, in the order of the archive.
fn counterparts(renderer: &Renderer<'_>, meeting: MeetingIndex) -> Vec<Counterpart> {
    let meetings = &renderer.archive.meetings;
    let counterpart = |&twin: &MeetingIndex| {
        let lang = &meetings[twin].details.lang;
        let (speeches, sections) = match parallel::parallel(&meetings[meeting], &meetings[twin]) {
            Parallel::Speeches(pairs) => (pairs, Vec::new()),
            Parallel::Sections(pairs) => (Vec::new(), pairs),
            Parallel::Whole => (Vec::new(), Vec::new()),
        };
        Counterpart {
            lang: lang.as_str().into(),
            name: view::own_name(renderer, lang).into(),
            href: renderer.plan.addresses.meetings[twin].clone(),
            speeches,
            sections,
        }
    };
    renderer.archive.twins[meeting].iter().map(counterpart).collect()
}

/// Those who speak on a page, each once.
struct Voices<'r> {
    renderer: &'r Renderer<'r>,
    lang: &'r Language,
    names: &'r [Speaker],
    all: Vec<Voice>,
    /// Where each of them stands.
    places: FxHashMap<Voice, usize>,
    /// For each name its place in `all`, once it has been met.
    known: Vec<Option<usize>>,
}

impl Voices<'_> {
    fn of(&mut self, name: NameIndex) -> usize {
        if let Some(known) = self.known[name as usize] {
            return known;
        }
        let voice = voice(self.renderer, &self.names[name as usize], self.lang);
        // Two spellings of one label are one voice if they are shown alike.
        let index = *self.places.entry(voice.clone()).or_insert(self.all.len());
        if index == self.all.len() {
            self.all.push(voice);
        }
        self.known[name as usize] = Some(index);
        index
    }
}

/// A speaker as a page in `lang` shows them: the name as printed, the role unless it is printed already.
pub(super) fn voice(renderer: &Renderer<'_>, speaker: &Speaker, lang: &Language) -> Voice {
    let printed = &speaker.name.label.text;
    let locale = &renderer.plan.locales[renderer.plan.locale_for(lang)];
    let links = speaker.by.iter().map(|&who| Passage {
        name: renderer.archive.speakers[who].names.get(lang).into(),
        href: locale.speakers[who].clone(),
    });
    let (identity, portrait) = match speaker.by.as_slice() {
        [] => (printed.to_string(), None),
        [one] => (renderer.archive.speakers[*one].id.to_string(), people::portrait(renderer, *one)),
        several => {
            let ids: Vec<&str> = several.iter().map(|who| &*renderer.archive.speakers[*who].id).collect();
            (ids.join(" "), None)
        }
    };
    Voice {
        name: printed.clone(),
        links: links.collect(),
        role: speaker.shown_role(lang).map(Into::into),
        mark: Mark::of(&identity),
        portrait: portrait.map(Into::into),
    }
}
