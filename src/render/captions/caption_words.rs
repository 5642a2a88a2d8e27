//! Gathers the words that a recording holds between one time of the record and the next.

use crate::markdown::labels::time_beside;
use crate::markdown::push_paragraphs;
use crate::record::{
    BlockKind, Contribution, Delivery, Language, Meeting, Moment, Speaker, Speech, TextRange, Timeline,
};
use crate::render::decision_summary::unquoted;

/// Words between two times.
#[derive(Debug)]
pub(super) struct Stretch<'m> {
    /// Its beginning, in milliseconds since the recording began.
    pub(super) from: u64,
    /// Beginning of the next stretch of the same recording.
    pub(super) to: Option<u64>,
    /// Words of speakers and events, in order.
    pub(super) words: Vec<CaptionWords<'m>>,
}

/// Words of one speaker, or an event.
#[derive(Debug)]
pub(super) struct CaptionWords<'m> {
    /// Name of the speaker as printed; none for an event.
    pub(super) voice: Option<&'m str>,
    /// Language, if it differs from the record's.
    pub(super) lang: Option<&'m Language>,
    /// Plain text, each paragraph on a line.
    pub(super) text: String,
}

/// Stretches of a part of the meeting, in order. A time before that of the words above is ignored.
pub(super) fn stretches<'m>(
    meeting: &'m Meeting<Speaker>,
    timeline: &Timeline,
    part: usize,
    text: &str,
) -> Vec<Stretch<'m>> {
    let mut gathered = Gathered { timeline, part, stretches: Vec::new(), last: None, text };
    for section in meeting.sections.iter() {
        gathered.begin(section.time.as_deref());
        for contribution in &section.contributions {
            gathered.begin(contribution.time());
            match contribution {
                Contribution::Speech(speech) if speech.delivery == Delivery::Spoken => {
                    gathered.speech(meeting, speech);
                }
                // The agenda is read, not heard.
                Contribution::Narrative(narrative) if narrative.agenda.is_none() => {
                    gathered.event(meeting, narrative.text);
                }
                Contribution::Speech(_)
                | Contribution::Narrative(_)
                | Contribution::Decision(_)
                | Contribution::Note(_) => {}
            }
        }
    }
    gathered.stretches
}

struct Gathered<'g, 'm> {
    timeline: &'g Timeline,
    part: usize,
    stretches: Vec<Stretch<'m>>,
    /// Part and time of the last moment.
    last: Option<(usize, u64)>,
    text: &'g str,
}

impl<'m> Gathered<'_, 'm> {
    /// Begins a stretch, unless the time is that of the present one or runs backwards.
    fn begin(&mut self, time: Option<&Moment>) {
        let Some(place) = time.and_then(|time| self.timeline.place(time)) else { return };
        let now = (place.part, place.since_start);
        if self.last.is_some_and(|last| last >= now) {
            return;
        }
        self.last = Some(now);
        if place.part == self.part {
            if let Some(stretch) = self.stretches.last_mut() {
                stretch.to = Some(place.since_start);
            }
            self.stretches.push(Stretch { from: place.since_start, to: None, words: Vec::new() });
        }
    }

    fn speech(&mut self, meeting: &'m Meeting<Speaker>, speech: &'m Speech) {
        let voice = Some(&*meeting.speaker_of(speech).name.label.text);
        let mut said = String::new();
        for block in &speech.blocks {
            match block.kind {
                BlockKind::Prose => push_paragraphs(&mut said, block.text.of(self.text), &meeting.details.references),
                BlockKind::Quotation => {
                    push_paragraphs(&mut said, &unquoted(block.text.of(self.text)), &meeting.details.references);
                }
                BlockKind::Narrative => {
                    self.push(voice, speech.lang(), std::mem::take(&mut said));
                    self.event(meeting, block.text);
                }
            }
        }
        self.push(voice, speech.lang(), said);
    }

    fn event(&mut self, meeting: &'m Meeting<Speaker>, range: TextRange) {
        let mut text = String::new();
        push_paragraphs(&mut text, &unquoted(range.of(self.text)), &meeting.details.references);
        // A time beside its brackets is no part of the event.
        let words = time_beside(&text).map(|(rest, _)| rest.to_owned()).unwrap_or(text);
        self.push(None, None, words);
    }

    fn push(&mut self, voice: Option<&'m str>, lang: Option<&'m Language>, text: String) {
        let is_here = self.last.is_some_and(|(part, _)| part == self.part);
        if let Some(stretch) = self.stretches.last_mut().filter(|_| is_here && text.contains(char::is_alphanumeric)) {
            stretch.words.push(CaptionWords { voice, lang, text });
        }
    }
}
