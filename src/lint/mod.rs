//! Checks on a linked archive for content that is well-formed but probably not intended. Pure; a build does not run
//! them.

mod action_items;
mod attachments;
mod empty_speeches;
mod hours;
mod lost_headings;
mod meetings;
mod portable_names;
mod record_links;
mod record_text;
mod registry_people;
pub mod safe_fixes;
mod speech_times;
mod template_syntax;

use std::sync::Arc;

use rayon::prelude::*;

use crate::record::{Archive, MeetingIndex};
use crate::report::diagnostic::Diagnostic;
use crate::site::Plan;
use crate::text::source::Sources;

pub use action_items::lint_actions;
pub use hours::lint_hours;
pub use portable_names::lint_names;

/// Checks the words of some records, which need not be all: those at hand, or about to go live. The diagnostics are in no particular order.
pub fn lint_records(archive: &Archive, sources: &dyn Sources, records: &[MeetingIndex]) -> Vec<Diagnostic> {
    if records.is_empty() {
        return Vec::new();
    }
    let known = record_text::known(archive);
    let of_record = |index: &MeetingIndex| {
        let meeting = &archive.meetings[*index];
        let source = sources.get(meeting.details.source);
        let mut found = record_text::lint(meeting, &source, &known);
        found.extend(record_links::pictures(&source));
        template_syntax::lint(&source, &mut found);
        found
    };
    records.par_iter().flat_map_iter(of_record).collect()
}

/// Runs all checks. The diagnostics are in no particular order. `sizes` are the sizes in bytes of the files that are
/// published unchanged, by path.
pub fn lint(archive: &Archive, plan: &Plan, sources: &dyn Sources, sizes: &[(Arc<str>, u64)]) -> Vec<Diagnostic> {
    let all: Vec<MeetingIndex> = (0..archive.meetings.len()).collect();
    let mut found = lint_records(archive, sources, &all);
    archive.pages.iter().for_each(|page| template_syntax::lint(&sources.get(page.source), &mut found));
    found.extend(record_links::anchors(archive, plan, sources));
    found.extend(meetings::lint(archive, sources));
    found.extend(speech_times::lint(archive, sources));
    found.extend(registry_people::lint(archive, sources));
    found.extend(attachments::lint(sizes));
    found
}
