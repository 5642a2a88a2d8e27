//! Decisions and roll calls in Akoma Ntoso: line by line as the record has them, with the people whom they name.

use std::borrow::Cow;

use super::AknWriter;
use crate::markdown::without_marks;
use crate::record::{Decision, DecisionLine, NameIndex, NamedRole, NamesLine, RollCall, SpeechId, TextRange};

impl AknWriter<'_, '_> {
    /// Adds a decision.
    pub(super) fn decision(&mut self, decision: &Decision) {
        let id = decision.id.to_string();
        let attributes = [("eId", &*id), ("class", "decision"), ("mb:kind", decision.kind.name())];
        self.xml.open("other", &attributes);
        let outcome = decision.result.outcome.map(|outcome| format!("#outcome-{}", outcome.name()));
        for line in &decision.lines {
            match line {
                DecisionLine::Wording(range) | DecisionLine::Progress(range) => self.wording(*range),
                DecisionLine::Result(range) => self.result(*range, outcome.as_deref()),
                DecisionLine::Names(names) => self.ballots(names),
            }
        }
        self.xml.close("other");
        self.xml.line();
    }

    /// Adds lines of words. Each stays a line, since a reader of records tells lines apart.
    fn wording(&mut self, range: TextRange) {
        for line in range.of(self.text).lines() {
            let nodes = self.tree(without_quotation(line));
            self.blocks(&nodes);
        }
    }

    fn result(&mut self, range: TextRange, outcome: Option<&str>) {
        let Some(outcome) = outcome else { return self.wording(range) };
        let nodes = self.tree(without_quotation(range.of(self.text)));
        self.xml.open("p", &[]);
        self.xml.open("outcome", &[("refersTo", outcome)]);
        self.flat(&nodes);
        self.xml.close("outcome");
        self.xml.close("p");
    }

    fn ballots(&mut self, line: &NamesLine) {
        self.xml.open("p", &[]);
        let choice = match line.role {
            NamedRole::Voted(side) => Some(format!("#votes-{}", side.name())),
            NamedRole::Mover | NamedRole::Seconder | NamedRole::CastingVote | NamedRole::Assignee => None,
        };
        self.names(line.text, &line.names, choice.as_deref());
        self.xml.close("p");
    }

    /// Adds a roll call.
    pub(super) fn roll_call(&mut self, id: SpeechId, call: &RollCall) {
        self.xml.open("rollCall", &[("eId", &id.to_string())]);
        for line in &call.lines {
            let written = line.text.of(self.text);
            let colon = written.find([':', '：']).unwrap_or(0) as u32;
            let after = line.text.start + colon;
            self.xml.open("p", &[]);
            if colon > 0 {
                let word = TextRange { start: line.text.start, end: after };
                self.xml.element("b", &[], &unmarked(word.of(self.text)));
            }
            self.names(TextRange { start: after, end: line.text.end }, &line.names, None);
            self.xml.close("p");
        }
        self.xml.close("rollCall");
        self.xml.line();
    }

    /// Adds a part of a line with the names in it; `choice` is what those whom it names voted.
    fn names(&mut self, line: TextRange, names: &[(TextRange, NameIndex)], choice: Option<&str>) {
        let mut at = line.start;
        for (range, name) in names {
            self.between(at, range.start);
            let (by, words) = (self.reference(*name), range.of(self.text));
            match choice {
                Some(choice) => self.xml.element("vote", &[("by", &by), ("choice", choice)], words),
                None => self.xml.element("person", &[("refersTo", &by)], words),
            }
            at = range.end;
        }
        self.between(at, line.end);
    }

    /// Adds the words between two names.
    fn between(&mut self, start: u32, end: u32) {
        if start < end {
            self.xml.text(&unmarked(TextRange { start, end }.of(self.text)));
        }
    }
}

/// A line of a quotation without its marks.
fn without_quotation(line: &str) -> &str {
    line.trim_start_matches(['>', ' '])
}

/// Text without the signs of emphasis, the marks of notes, and the marks of a quotation that goes on.
fn unmarked(written: &str) -> Cow<'_, str> {
    let words = without_marks(written);
    // Fast path: between two names there is mostly a comma.
    if !words.contains(['*', '_', '\n']) {
        return words;
    }
    Cow::Owned(words.replace(['*', '_'], "").replace("\n>", "\n"))
}
