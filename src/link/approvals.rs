//! Finds the records of the meetings at which other records were approved.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{Approval, Meeting, MeetingIndex, UnknownFile};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::Sources;

/// For each meeting the one at which its record was approved, if that is public, and the records of which it is not found. `known` are
/// the paths of all records, because the path of one that is held back is no mistake.
pub(super) fn approvals<S>(
    meetings: &[Meeting<S>],
    known: &[Arc<str>],
    sources: &dyn Sources,
) -> (Vec<Option<MeetingIndex>>, Vec<(MeetingIndex, UnknownFile)>) {
    let named: Vec<Option<&str>> = meetings.iter().map(|meeting| approved_at(&meeting.details.text_status)).collect();
    if named.iter().all(Option::is_none) {
        return (vec![None; meetings.len()], Vec::new());
    }
    let by_path: FxHashMap<&str, MeetingIndex> = (0..).zip(meetings).map(|(at, m)| (&*m.details.path, at)).collect();
    let known: FxHashSet<&str> = known.iter().map(|path| &**path).collect();
    let mut unresolved = Vec::new();
    let find = |(index, (meeting, path)): (MeetingIndex, (&Meeting<S>, Option<&str>))| {
        let path = path?;
        if !known.contains(path) {
            let at = meeting.details.places.of("approval", &sources.shown(meeting.details.source));
            let diagnostic = Diagnostic::at(Problem::UnknownApproval, at, format!("there is no record “{path}”"))
                .hint("write the path of the record of the meeting that approved this one, relative to this file");
            unresolved.push((index, UnknownFile { path: path.into(), diagnostic: Box::new(diagnostic) }));
        }
        by_path.get(path).copied()
    };
    (meetings.iter().zip(named).enumerate().map(find).collect(), unresolved)
}

fn approved_at(status: &crate::record::TextStatus) -> Option<&str> {
    match &status.approval {
        Some(Approval::Approved { meeting, .. }) => meeting.as_deref(),
        Some(Approval::Pending) | None => None,
    }
}
