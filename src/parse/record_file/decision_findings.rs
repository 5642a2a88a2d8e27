//! Reports decisions that contradict themselves.

use super::record_parser::Parser;
use super::text_findings::MOST_FINDINGS;
use crate::parse::decisions::{contradiction, unread_due};
use crate::record::{Contribution, Section};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;

/// Reports whether a record has decisions.
pub(super) fn has_decisions(sections: &[Section]) -> bool {
    let mut contributions = sections.iter().flat_map(|section| &section.contributions);
    contributions.any(|contribution| contribution.decision().is_some())
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
