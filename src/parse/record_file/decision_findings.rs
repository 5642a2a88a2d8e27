//! Reports decisions that contradict themselves.

use super::record_parser::Parser;
use super::text_findings::MOST_FINDINGS;
use crate::parse::decisions::{contradiction, resembles_decision, unread_due};
use crate::record::{Contribution, Section, TextRange};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;

/// Reports whether a record has decisions.
pub(super) fn has_decisions(sections: &[Section]) -> bool {
    let mut contributions = sections.iter().flat_map(|section| &section.contributions);
    contributions.any(|contribution| contribution.decision().is_some())
}

/// The first line of each paragraph within a range.
fn paragraph_beginnings(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let (mut at, mut is_begin) = (range.start as usize, true);
    range.of(text).split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        let is_blank = bare.trim_matches(['>', ' ']).is_empty();
        let begins = std::mem::replace(&mut is_begin, is_blank) && !is_blank;
        begins.then(|| TextRange::from(start..start + bare.len()))
    })
}

impl Parser<'_> {
    /// Reports decisions whose numbers, names and result do not agree.
    pub(super) fn tell_contradictions(&mut self, sections: &[Section], text: &str) {
        let decisions = sections.iter().flat_map(|section| &section.contributions).filter_map(Contribution::decision);
        let found = decisions.filter_map(|decision| Some((decision.text, contradiction(decision)?)));
        for (range, message) in found.take(MOST_FINDINGS) {
            let first = range.of(text).lines().next().unwrap_or_default();
            let at = self.locator.locate(range.start as usize, first.len());
            let message = format!("the numbers and names of this decision do not agree: {message}");
            let hint = "compare them with the minutes, and correct the one that is wrong";
            self.diagnostics.push(Diagnostic::at(Problem::TallyMismatch, at, message).hint(hint));
        }
    }

    /// Reports passages that begin as decisions do and are not read as such, all at the first.
    pub(super) fn tell_unread_decisions(&mut self, sections: &[Section], text: &str) {
        let added = &self.config.decision_words;
        let beginnings = sections.iter().flat_map(|section| &section.contributions).flat_map(|contribution| {
            let ranges: Vec<TextRange> = match contribution {
                Contribution::Speech(speech) => speech.blocks.iter().map(|block| block.text).collect(),
                Contribution::Note(note) => vec![note.text],
                _ => Vec::new(),
            };
            ranges.into_iter().flat_map(move |range| paragraph_beginnings(text, range))
        });
        let mut found = beginnings.filter(|line| {
            let written = line.of(text);
            let bare = written.trim_start_matches(['>', ' ']);
            resembles_decision(bare, bare.len() < written.len(), added)
        });
        let Some(first) = found.next() else { return };
        let count = found.count() + 1;
        let written = shorten(first.of(text).trim(), 60);
        let message = match count {
            1 => format!("“{written}” looks like a decision, and is read as words"),
            _ => format!("{count} passages look like decisions, and are read as words; the first is “{written}”"),
        };
        let at = self.locator.locate(first.start as usize, (first.end - first.start) as usize);
        let hint = "write `> **Decision:** …`, with `> ` in front of each line and the result on a line of its own: `> Carried, 5 votes to 2`";
        self.diagnostics.push(Diagnostic::at(Problem::UnreadDecision, at, message).hint(hint));
    }

    /// Reports action items with a day that is not understood.
    pub(super) fn tell_unread_days(&mut self, sections: &[Section], text: &str) {
        let decisions = sections.iter().flat_map(|section| &section.contributions).filter_map(Contribution::decision);
        for range in decisions.filter_map(|decision| unread_due(decision, text)).take(MOST_FINDINGS) {
            let line = range.of(text);
            let at = self.locator.locate(range.start as usize, line.len());
            let message = format!("this day cannot be read: “{}”", shorten(line, 60));
            let hint = "write the day with its year, as in `Due: 2026-03-31` or `Due: 31 March 2026`";
            self.diagnostics.push(Diagnostic::at(Problem::UnreadDue, at, message).hint(hint));
        }
    }
}
