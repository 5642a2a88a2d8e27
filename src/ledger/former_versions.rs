//! Former versions of a record: its words before each correction, from the steps of its history.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{AnchorRedirects, History, LedgerPassage, LedgerStep, Version};
use crate::record::{Correction, FormerPassage, FormerVersion};

/// A version as it stood before a correction.
pub(super) struct CorrectedVersion {
    /// Number of the version.
    pub(super) version: u32,
    /// The title without the date.
    pub(super) title: Box<str>,
    /// Date of the meeting.
    pub(super) date: Box<str>,
    /// Its passages, in order.
    pub(super) passages: Vec<LedgerPassage>,
}

/// The versions of a history that were corrected later, oldest first. `corrections` are those of the history, oldest first, `now`
/// the passages of the present record, `successors` the anchors that have lost their passage.
pub(super) fn former_versions(
    history: &History,
    corrections: &[(Correction, CorrectedVersion)],
    now: &[LedgerPassage],
    successors: &AnchorRedirects,
) -> Vec<FormerVersion> {
    if corrections.is_empty() {
        return Vec::new();
    }
    let present = Present::new(now, successors);
    let since = std::iter::once(history.versions[0].at).chain(corrections.iter().map(|(correction, _)| correction.at));
    let former = |((correction, corrected), since): (&(Correction, CorrectedVersion), _)| FormerVersion {
        version: corrected.version,
        at: since,
        until: correction.at,
        title: corrected.title.clone(),
        date: corrected.date.clone(),
        passages: corrected.passages.iter().map(|passage| present.compared(passage)).collect(),
    };
    corrections.iter().zip(since).map(former).collect()
}

/// Every address that a former version of a record may have had, with its number: below each address of the record those
/// of the versions until then.
pub(super) fn addresses_of_versions(history: &History) -> Vec<(&str, u32)> {
    let mut newest: BTreeMap<&str, u32> = BTreeMap::new();
    let mut is_corrected = false;
    let mut last = &history.versions[0];
    for version in &history.versions {
        is_corrected |= version.number > 1 && is_correction(last, version);
        last = version;
        if is_corrected {
            newest.insert(&version.address, version.number);
        }
    }
    newest.into_iter().flat_map(|(address, newest)| (1..=newest).map(move |number| (address, number))).collect()
}

/// Reports whether a version has another title or other words than the one before it.
pub(super) fn is_correction(before: &Version, version: &Version) -> bool {
    before.title != version.title || version.steps.iter().any(|step| !matches!(step, LedgerStep::Keep(_)))
}

/// Reports whether a version only gives the reason for the last correction.
pub(super) fn is_reason_alone(before: &Version, version: &Version) -> bool {
    version.note.is_some()
        && version.moved.is_empty()
        && !is_correction(before, version)
        && (&before.date, &before.slug, &before.address) == (&version.date, &version.slug, &version.address)
        && (&before.series, &before.topics) == (&version.series, &version.topics)
}

/// The present passages of a record.
struct Present<'a> {
    by_anchor: FxHashMap<&'a str, &'a LedgerPassage>,
    /// Hashes of the words of notes, which have no anchors.
    notes: FxHashSet<String>,
    successors: &'a AnchorRedirects,
}

impl<'a> Present<'a> {
    fn new(now: &'a [LedgerPassage], successors: &'a AnchorRedirects) -> Self {
        let (notes, others): (Vec<_>, Vec<_>) = now.iter().partition(|passage| passage.id.is_empty());
        Present {
            by_anchor: others.into_iter().map(|passage| (&*passage.id, passage)).collect(),
            notes: notes.into_iter().map(|passage| passage.hash.to_string()).collect(),
            successors,
        }
    }

    fn compared(&self, passage: &LedgerPassage) -> FormerPassage {
        let LedgerPassage { kind, id, label, words, hash, .. } = passage;
        let here = self.by_anchor.get(&**id);
        let stands = match here {
            Some(here) => here.says_the_same(passage),
            None => id.is_empty() && self.notes.contains(&hash.to_string()),
        };
        let elsewhere = || self.successors.get(id).cloned().unwrap_or_default();
        FormerPassage {
            kind: *kind,
            anchor: id.clone(),
            label: label.clone(),
            words: words.clone(),
            stands,
            successor: if here.is_some() { id.clone() } else { elsewhere() },
        }
    }
}
