//! Body of a record in TEI: divisions, utterances and what happened between them.

use super::TeiWriter;
use crate::markdown::labels::without_quote_marks;
use crate::record::{BlockKind, Contribution, Delivery, Moment, Narrative, Section, Speech, TextRange};
use crate::render::divided_speeches::goes_on_above;

impl TeiWriter<'_, '_> {
    /// Adds the body.
    pub(super) fn body(&mut self) {
        let meeting = self.meeting;
        self.xml.open("body", &[]);
        let mut is_empty = true;
        for section in meeting.sections.iter() {
            if section.heading.is_some() || !section.contributions.is_empty() {
                self.division(section);
                is_empty = false;
            }
        }
        if is_empty {
            // A body has at least one division, and that something in it.
            self.open("div", &[("type", "commentSection")]);
            self.note("comment", &meeting.details.title);
            self.xml.close("div");
        }
        self.xml.close("body");
        self.xml.line();
    }

    fn division(&mut self, section: &Section) {
        let has_speech = section.contributions.iter().any(|part| matches!(part, Contribution::Speech(_)));
        let mut attributes = vec![("type", if has_speech { "debateSection" } else { "commentSection" })];
        if !section.anchor.is_empty() {
            attributes.push(("n", &section.anchor));
        }
        self.open("div", &attributes);
        if let Some(heading) = &section.heading {
            self.open("head", &[]);
            self.xml.text(heading);
            self.xml.close("head");
        }
        self.time(section.time.as_deref());
        if let Some(summary) = section.summary() {
            self.note("summary", &summary.text);
        }
        let before = self.xml.length();
        for (at, contribution) in section.contributions.iter().enumerate() {
            match contribution {
                Contribution::Speech(speech) => {
                    self.utterance(speech, goes_on_above(&section.contributions, at, self.text));
                }
                Contribution::Narrative(narrative) => match &narrative.roll_call {
                    Some(call) => self.roll_call(narrative.id, call),
                    None => self.narrative(narrative),
                },
                Contribution::Note(note) => self.comment(note.text),
                Contribution::Decision(decision) => self.decision(decision),
            }
        }
        if self.xml.length() == before && !has_speech {
            self.note("comment", "–");
        }
        self.xml.close("div");
        self.xml.line();
    }

    fn utterance(&mut self, speech: &Speech, goes_on: bool) {
        let meeting = self.meeting;
        let label = &meeting.speaker_of(speech).name.label;
        self.time(speech.time());
        if !goes_on {
            self.note("speaker", &format!("{}:", label.text));
        }
        if speech.delivery == Delivery::Written {
            self.note("delivery", "written");
        }
        let (id, by) = (speech.id.to_string(), self.reference(speech.by));
        let is_chair = meeting.chair.is_some_and(|chair| self.reference(chair) == by);
        let mut attributes =
            vec![("xml:id", &*id), ("who", &*by), ("ana", if is_chair { "#chair" } else { "#regular" })];
        attributes.extend(speech.lang().map(|lang| ("xml:lang", lang.as_str())));
        self.open("u", &attributes);
        let before = self.xml.length();
        for block in &speech.blocks {
            match block.kind {
                BlockKind::Prose | BlockKind::Quotation => self.segments(block.text.of(self.text)),
                BlockKind::Narrative => self.remark(block.text),
            }
        }
        if self.xml.length() == before {
            self.note("comment", "–");
        }
        self.xml.close("u");
        self.xml.line();
    }

    fn narrative(&mut self, narrative: &Narrative) {
        match narrative.agenda {
            Some(_) => {
                let words = self.words_of_remark(narrative.text);
                self.note("agenda", &words);
            }
            None => self.remark(narrative.text),
        }
        self.xml.line();
    }

    /// Adds an event.
    fn remark(&mut self, range: TextRange) {
        let words = self.words_of_remark(range);
        if !words.is_empty() {
            self.happening(&words);
        }
    }

    fn words_of_remark(&self, range: TextRange) -> String {
        self.plain_words(without_quote_marks(range.of(self.text)).trim_end())
    }

    /// Adds words that nobody spoke.
    fn comment(&mut self, range: TextRange) {
        for words in self.plain_paragraphs(range.of(self.text)) {
            self.note("comment", &words);
        }
    }

    /// Adds a note of the transcriber.
    pub(super) fn note(&mut self, kind: &str, words: &str) {
        self.open("note", &[("type", kind)]);
        self.xml.text(words);
        self.xml.close("note");
    }

    /// Adds the time at which something began, if the record gives one.
    pub(super) fn time(&mut self, time: Option<&Moment>) {
        if let Some(time) = time {
            self.note("time", &time.written);
        }
    }
}
