//! Decisions and roll calls in TEI: notes, for which ParlaMint has no elements of their own.

use super::TeiWriter;
use crate::markdown::without_marks;
use crate::record::{Decision, DecisionLine, RollCall, SpeechId, TextRange};
use crate::text::single_spaced;

impl TeiWriter<'_, '_> {
    /// Adds a decision: a note for its words, its result and each side.
    pub(super) fn decision(&mut self, decision: &Decision) {
        let id = decision.id.to_string();
        for (number, line) in decision.lines.iter().enumerate() {
            let (kind, words) = match line {
                DecisionLine::Wording(range) | DecisionLine::Progress(range) => {
                    (decision.kind.name(), self.line(*range))
                }
                DecisionLine::Result(range) => ("result", self.line(*range)),
                DecisionLine::Names(names) => ("names", names_line(names.text.of(self.text))),
            };
            let mut attributes = vec![("type", kind)];
            if number == 0 {
                attributes.push(("xml:id", &id));
            }
            self.open("note", &attributes);
            self.xml.text(&words);
            self.xml.close("note");
        }
        self.xml.line();
    }

    /// Adds a roll call: a note for each of its lines.
    pub(super) fn roll_call(&mut self, id: SpeechId, call: &RollCall) {
        let id = id.to_string();
        for (number, line) in call.lines.iter().enumerate() {
            let mut attributes = vec![("type", "attendance")];
            if number == 0 {
                attributes.push(("xml:id", &id));
            }
            self.open("note", &attributes);
            self.xml.text(&names_line(line.text.of(self.text)));
            self.xml.close("note");
        }
        self.xml.line();
    }

    /// The words of a part of a quotation.
    fn line(&self, range: TextRange) -> String {
        let bare: Vec<&str> = range.of(self.text).lines().map(|line| line.trim_start_matches(['>', ' '])).collect();
        self.plain_words(&bare.join("\n"))
    }
}

/// The words of a line of names.
fn names_line(written: &str) -> String {
    single_spaced(&without_marks(written).replace(['*', '_'], "").replace("\n>", "\n"))
}
