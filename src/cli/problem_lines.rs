//! Lines about problems that appeared or were fixed since the last look, for a terminal beside an editor.

use std::collections::BTreeSet;

use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::run_report::counted;
use crate::report::shown::visible;

/// Number of new problems of which each gets a line.
const MOST_LINES: usize = 10;

/// The problems of the last look, notes aside.
#[derive(Debug, Default)]
pub(super) struct ProblemLines {
    known: BTreeSet<String>,
}

impl ProblemLines {
    /// A line for each new problem, and one with the number of all when it has changed. Nothing if all is as before.
    pub(super) fn changes(&mut self, found: &[Diagnostic]) -> Vec<String> {
        let problems = found.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
        let now: BTreeSet<String> = problems.map(line).collect();
        if now == self.known {
            return Vec::new();
        }
        let new: Vec<&String> = now.difference(&self.known).collect();
        let mut lines: Vec<String> = new.iter().take(MOST_LINES).map(|line| (*line).clone()).collect();
        if new.len() > MOST_LINES {
            lines.push(format!("and {} more; the page shows all", new.len() - MOST_LINES));
        }
        lines.push(match now.len() {
            0 => "No problems are left.".to_owned(),
            number => format!("{} to fix; the page shows the remedies.", counted(number, "problem")),
        });
        self.known = now;
        lines
    }
}

/// One line: file, line, severity and message.
fn line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.at.as_ref().map(|at| match at.line {
        0 => format!("{}: ", at.path),
        line => format!("{}:{line}: ", at.path),
    });
    let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    visible(&format!("{}{severity}: {}", place.unwrap_or_default(), diagnostic.message)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diagnostic::{Location, Problem};

    fn problem(line: u32, message: &str) -> Diagnostic {
        let at = Location { line, ..Location::file(&"content/a.md".into()) };
        Diagnostic::at(Problem::DroppedHtml, at, message)
    }

    #[test]
    fn what_is_new_gets_a_line_and_the_end_is_told() {
        let mut lines = ProblemLines::default();
        assert_eq!(lines.changes(&[]), [""; 0]);
        let one = problem(3, "lost");
        let told = ["content/a.md:3: warning: lost", "1 problem to fix; the page shows the remedies."];
        assert_eq!(lines.changes(std::slice::from_ref(&one)), told);
        assert_eq!(lines.changes(&[one.clone(), problem(9, "a note").as_note()]), [""; 0]);
        let told = ["content/a.md:5: warning: more", "2 problems to fix; the page shows the remedies."];
        assert_eq!(lines.changes(&[one, problem(5, "more")]), told);
        assert_eq!(lines.changes(&[]), ["No problems are left."]);
        let many: Vec<Diagnostic> = (1..=12).map(|line| problem(line, "lost")).collect();
        assert_eq!(lines.changes(&many).len(), MOST_LINES + 2);
    }
}
