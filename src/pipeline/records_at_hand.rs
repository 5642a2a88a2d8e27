//! Records that an editor has at hand in the preview: those that are not public yet, and those that have been changed since it
//! began. Their words are checked as `check` checks all; the others stay unread.

use rustc_hash::FxHashMap;

use super::linked_site::Loaded;
use crate::bytes::fingerprint::Fingerprint;
use crate::lint::lint_records;
use crate::record::MeetingIndex;
use crate::report::diagnostic::Diagnostic;
use crate::text::source::Sources;

/// Checks the words of the records at hand, each once for each of its states.
#[derive(Debug, Default)]
pub(super) struct RecordsAtHand {
    /// Fingerprint of each record when the preview began, by its path; `None` before that.
    at_first: Option<FxHashMap<Box<str>, Fingerprint>>,
    /// Diagnostics of each state of a record, by its fingerprint. A name that becomes known in another record is noticed with
    /// the next change.
    found: FxHashMap<Fingerprint, Vec<Diagnostic>>,
}

impl RecordsAtHand {
    /// Checks the words of the records at hand in a site as editors see it.
    pub(super) fn lint(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        let meetings = &loaded.archive.meetings;
        let state = |index: MeetingIndex| loaded.sources.fingerprint(meetings[index].details.source);
        let path = |index: MeetingIndex| Box::<str>::from(&*meetings[index].details.path);
        let all = 0..meetings.len();
        let at_first =
            self.at_first.get_or_insert_with(|| all.clone().map(|index| (path(index), state(index))).collect());
        let is_at_hand = |index: &MeetingIndex| {
            loaded.archive.pending[*index].is_some()
                || at_first.get(&*meetings[*index].details.path) != Some(&state(*index))
        };
        let before = std::mem::take(&mut self.found);
        for index in all.filter(is_at_hand) {
            let known = before.get(&state(index)).cloned();
            let found = known.unwrap_or_else(|| lint_records(&loaded.archive, &loaded.sources, &[index]));
            self.found.insert(state(index), found);
        }
        self.found.values().flatten().cloned().collect()
    }
}
