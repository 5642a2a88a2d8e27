//! Report of a run: diagnostics, a summary line, and JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::mass::SiteMass;

/// Counts of a site's contents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records that are public.
    pub meetings: usize,
    /// Speeches in them.
    pub speeches: usize,
    /// Speakers with a page.
    pub speakers: usize,
    /// Narratives, also those within speeches.
    pub narratives: usize,
    /// HTML pages, without redirects.
    pub pages: usize,
    /// Feeds in every format.
    pub feeds: usize,
    /// Redirects.
    pub redirects: usize,
    /// Number of output files.
    pub files: usize,
    /// Records and pages held back: the five that follow, together.
    pub held: usize,
    /// Being written.
    pub drafts: usize,
    /// Under review.
    pub in_review: usize,
    /// Their hour has not come.
    pub scheduled: usize,
    /// Announced, and not written yet.
    pub unwritten: usize,
    /// Records and pages of unreadable visibility.
    pub unreadable: usize,
    /// Announced meetings whose record is held back.
    pub announced: usize,
    /// Records and pages taken back.
    pub withdrawn: usize,
}

/// Report for editors, which may name held-back content. [`Report::public`] makes the one for everyone.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Counts of the contents.
    pub counts: Counts,
    /// Results of writing the files.
    pub written: WrittenFiles,
    /// Files and bytes by kind.
    pub mass: SiteMass,
    /// Ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Milliseconds by stage.
    pub stages: BTreeMap<&'static str, f64>,
    /// Time of the next scheduled change of the site.
    pub next_change: Option<String>,
    /// Files of the public records and pages, relative to the site and without endings.
    #[serde(skip)]
    pub published: BTreeSet<String>,
    /// The same time in the site's time zone.
    #[serde(skip)]
    pub next_change_there: Option<String>,
}

/// Results of writing the output files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct WrittenFiles {
    /// New files.
    pub new: usize,
    /// Different from before.
    pub changed: usize,
    /// Unchanged files.
    pub unchanged: usize,
    /// Gone.
    pub removed: usize,
}

impl Report {
    /// Adds diagnostics that no cache of a build remembers.
    pub fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        Diagnostic::sort(&mut self.diagnostics);
    }

    /// Number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// Reports whether the content fails the run: by any error, or in a strict run by any warning.
    pub fn fails(&self, strict: bool) -> bool {
        self.count(Severity::Error) > 0 || (strict && self.count(Severity::Warning) > 0)
    }

    /// A line for each code: how often, and how much it matters. The most frequent first.
    pub fn by_code(&self) -> Vec<String> {
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            *counts.entry((diagnostic.severity, diagnostic.problem.code())).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts
            .sort_by_key(|((severity, code), count)| (std::cmp::Reverse(*severity), std::cmp::Reverse(*count), *code));
        let word = |severity| match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        counts.into_iter().map(|((severity, code), count)| format!("{count:>6}  {code} ({})", word(severity))).collect()
    }

    /// Summary in one line.
    pub fn summary(&self) -> String {
        let counts = &self.counts;
        let mut line = format!(
            "{}, {}, {}: {} and {}",
            counted(counts.meetings, "meeting"),
            counted(counts.speeches, "speech"),
            counted(counts.speakers, "speaker"),
            counted(counts.pages, "page"),
            counted(counts.feeds, "feed")
        );
        let written = &self.written;
        if written.new + written.changed + written.removed > 0 {
            let _ = write!(line, " ({} new, {} changed, {} removed)", written.new, written.changed, written.removed);
        } else if written.unchanged > 0 {
            line.push_str(" (nothing changed)");
        }
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if errors + warnings > 0 {
            let _ = write!(line, "; {}, {}", counted(errors, "error"), counted(warnings, "warning"));
        }
        if let Some(total) = self.stages.get("total") {
            let _ = write!(line, "; {:.2} s", total / 1000.0);
        }
        line
    }

    /// One line about held-back content and its next change; `None` when everything is public for good.
    pub fn held_back(&self) -> Option<String> {
        let counts = &self.counts;
        let words = [
            (counts.drafts, if counts.drafts == 1 { "draft" } else { "drafts" }),
            (counts.in_review, "under review"),
            (counts.scheduled, "scheduled"),
            (counts.unwritten, "announced and not written yet"),
            (counts.unreadable, "with metadata that cannot be read"),
        ];
        let reasons: Vec<String> =
            words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let mut parts = Vec::new();
        if counts.held > 0 {
            parts.push(format!("{} held back: {}", counts.held, reasons.join(", ")));
        }
        if counts.withdrawn > 0 {
            parts.push(format!("{} withdrawn", counts.withdrawn));
        }
        if let Some(next) = &self.next_change_there {
            parts.push(format!("the next change comes at {next}"));
        }
        (!parts.is_empty()).then(|| format!("{}. `minutebook schedule` shows more.", parts.join("; ")))
    }
}

/// A count with its noun: `1 page`, `2 speeches`.
pub fn counted(count: usize, thing: &str) -> String {
    let ending = match count {
        1 => "",
        _ if thing.ends_with('s') || thing.ends_with("ch") => "es",
        _ => "s",
    };
    format!("{count} {thing}{ending}")
}

/// Errors and warnings with their counts, as far as there are any: `2 errors and 1 warning`.
pub fn counted_mistakes(errors: usize, warnings: usize) -> String {
    let counts = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, thing)| counted(count, thing)).collect::<Vec<_>>().join(" and ")
}
