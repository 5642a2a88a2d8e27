//! Counts of what became of the files of an import, and messages about them.

use super::foreign_files::ForeignFile;
use crate::pipeline::ImportedRecord;
use crate::report::run_report::counted;
use crate::report::terminal::print_status;
use crate::text::shorten;

/// Number of lines that are shown if they were left out of a record.
const MOST_LINES: usize = 5;

/// Numbers of records and files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ImportSummary {
    /// New records.
    pub written: usize,
    /// Records with new words.
    pub updated: usize,
    /// Records that are as they were.
    pub unchanged: usize,
    /// Records that would have other words, and were left.
    pub left: usize,
    /// Files from which no record could be made.
    pub failed: usize,
    /// Older versions of other files.
    pub superseded: usize,
    /// Files that only list people and organisations.
    pub lists: usize,
    /// New people in the registry.
    pub people: usize,
    /// New organisations in the registry.
    pub organisations: usize,
}

impl ImportSummary {
    /// Reports whether there was nothing to import.
    pub(super) fn is_nothing(&self) -> bool {
        let ImportSummary { written, updated, unchanged, left, failed, superseded, lists, .. } = *self;
        written + updated + unchanged + left + failed + superseded + lists == 0
    }

    /// The last line of a run.
    pub(super) fn line(&self, is_dry: bool) -> String {
        let verb = |done: &str| if is_dry { format!("would be {done}") } else { done.to_owned() };
        let mut parts = vec![format!("{} {}", counted(self.written, "record"), verb("written"))];
        let mut add = |count: usize, text: String| {
            if count > 0 {
                parts.push(text);
            }
        };
        add(self.updated, format!("{} {}", self.updated, verb("updated")));
        add(self.unchanged, format!("{} unchanged", self.unchanged));
        add(self.left, format!("{} left as they are", self.left));
        add(self.people, format!("{} {} into the registry", people(self.people), verb("written")));
        let organisations = counted(self.organisations, "organisation");
        add(self.organisations, format!("{organisations} {} into the registry", verb("written")));
        add(self.superseded, format!("{} left out as an older version", counted(self.superseded, "file")));
        add(self.failed, format!("{} not imported", counted(self.failed, "file")));
        format!("{}.", parts.join(", "))
    }
}

/// A number of people.
pub(super) fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// Says which lines have no place in a record.
pub(super) fn tell_left_out(file: &ForeignFile, record: &ImportedRecord) {
    let lines = &record.left_out;
    if lines.is_empty() {
        return;
    }
    print_status(&format!("{}: {} left out:", file.path.display(), counted(lines.len(), "line")));
    for left in lines.iter().take(MOST_LINES) {
        let place = if left.line > 0 { format!("{}: ", left.line) } else { String::new() };
        print_status(&format!("  {place}{}", shorten(&left.text, 100)));
    }
    if lines.len() > MOST_LINES {
        print_status(&format!("  and {} more", lines.len() - MOST_LINES));
    }
}
