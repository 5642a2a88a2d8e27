//! The page at the address of a record that is held back: which file it is, and why nothing is shown.

use super::PreviewState;
use super::page_lookup::{Lookup, find};
use crate::pipeline::Snapshot;
use crate::record::{HeldBack, HoldReason};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::site::OutputKind;
use crate::text::slug::slugify;
use crate::text::source::stem_of;

/// The record or page that would be at an address if it were not held back from the audience of a snapshot.
pub(super) fn held_at<'s>(state: &PreviewState, snapshot: &'s Snapshot, path: &str) -> Option<&'s HeldBack> {
    let held = &snapshot.loaded.archive.held;
    let seen_by_editors = state.snapshot.as_deref().and_then(|editors| {
        let archive = &editors.loaded.archive;
        let file = match find(editors, path) {
            Lookup::Output(output) => match output.kind {
                OutputKind::Meeting(index) => &archive.meetings[index].details.path,
                OutputKind::Page(index) => &archive.pages[index].path,
                _ => return None,
            },
            _ => return None,
        };
        held.iter().find(|held| held.path == *file)
    });
    // What cannot be read has no address yet; by itself it would be made from the name of the file.
    let end = path.trim_end_matches('/').rsplit('/').next().filter(|end| !end.is_empty());
    let is_unreadable = |held: &&HeldBack| held.reason == HoldReason::Unreadable;
    let unread = || held.iter().filter(is_unreadable).find(|held| Some(&*slugify(stem_of(&held.path)).text) == end);
    seen_by_editors.or_else(unread)
}

/// Why the record is not shown, as a sentence.
pub(super) fn reason(held: &HeldBack) -> String {
    let file = &held.shown;
    match held.reason {
        HoldReason::Unreadable => format!(
            "{file} is the record at this address. Its metadata cannot be read, and may say that it is not public; so nobody sees it until this is mended:"
        ),
        HoldReason::Draft => format!("{file} is a draft. The public finds nothing at this address."),
        HoldReason::Unwritten => format!("{file} has no words yet. The public finds nothing at this address."),
        HoldReason::Review => format!("{file} is in review. The public finds nothing at this address."),
        HoldReason::Until(moment) => {
            format!("{file} is not public before {moment}. The public finds nothing at this address.")
        }
        HoldReason::Withdrawn => format!("{file} is withdrawn."),
    }
}

/// Problems of the file that is held back.
pub(super) fn problems(snapshot: &Snapshot, held: &HeldBack) -> Vec<Diagnostic> {
    let is_of_file = |diagnostic: &&Diagnostic| {
        let at = diagnostic.at.as_ref().map(|at| &*at.path);
        diagnostic.severity >= Severity::Warning && (at == Some(&*held.shown) || at == Some(&*held.at.path))
    };
    match held.reason {
        HoldReason::Unreadable => snapshot.diagnostics.iter().filter(is_of_file).cloned().collect(),
        _ => Vec::new(),
    }
}
