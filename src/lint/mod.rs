//! Looks at a linked archive for what is well-formed and probably not meant. Pure; a build does without it.

mod files;
mod hours;
mod links;
mod meetings;
mod names;
mod people;
mod text;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::record::{Archive, MeetingIndex};
use crate::site::Plan;
use crate::source::Sources;

pub use hours::lint_hours;
pub use names::lint_names;

/// Everything that is worth a second look, in no order. `sizes` are those of the files that are published as they are, in
/// bytes, by path.
pub fn lint(archive: &Archive, plan: &Plan, sources: &dyn Sources, sizes: &[(Arc<str>, u64)]) -> Vec<Diagnostic> {
    let known = text::known(archive);
    let of_record = |index: MeetingIndex| {
        let meeting = &archive.meetings[index];
        let source = sources.get(meeting.details.source);
        let mut found = text::lint(meeting, &source, &known);
        found.extend(links::pictures(&source));
        found
    };
    let mut found: Vec<Diagnostic> = (0..archive.meetings.len()).into_par_iter().flat_map_iter(of_record).collect();
    found.extend(links::anchors(archive, plan, sources));
    found.extend(meetings::lint(archive, sources));
    found.extend(people::lint(archive, sources));
    found.extend(files::lint(sizes));
    found
}
