//! Finds the records of the meetings at which other records were approved.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{Approval, Meeting, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// For each meeting the one at which its record was approved, if that is public. `known` are the paths of all records,
/// because the path of one that is held back is no mistake.
pub(super) fn approvals<S>(
    meetings: &[Meeting<S>],
    known: &[Arc<str>],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<MeetingIndex>> {
    let named: Vec<Option<&str>> = meetings.iter().map(|meeting| approved_at(&meeting.details.text_status)).collect();
    if named.iter().all(Option::is_none) {
        return vec![None; meetings.len()];
    }
    let by_path: FxHashMap<&str, MeetingIndex> = (0..).zip(meetings).map(|(at, m)| (&*m.details.path, at)).collect();
    let known: FxHashSet<&str> = known.iter().map(|path| &**path).collect();
    let find = |(meeting, path): (&Meeting<S>, Option<&str>)| {
        let path = path?;
        if !known.contains(path) {
            let at = meeting.details.places.of("approval", &sources.shown(meeting.details.source));
            diagnostics.push(
                Diagnostic::at(Problem::UnknownApproval, at, format!("there is no record “{path}”"))
                    .hint("write the path of the record of the meeting that approved this one, relative to this file"),
            );
        }
        by_path.get(path).copied()
    };
    meetings.iter().zip(named).map(find).collect()
}

fn approved_at(status: &crate::record::TextStatus) -> Option<&str> {
    match &status.approval {
        Some(Approval::Approved { meeting, .. }) => meeting.as_deref(),
        Some(Approval::Pending) | None => None,
    }
}
