//! Finds renamed records by the names that their files had when they were published, so that what names them by these still holds:
//! `.alternates`, `translations:`, `approval:`, and links in the text.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Register;
use crate::record::{Archive, MOST_LANGUAGES, MeetingIndex, NamedRecord, UnresolvedReferences};
use crate::report::diagnostic::Diagnostic;

/// Enters the former files of all records, and resolves what names one of them. `found` holds the history of each record. Reports
/// names that were never published either.
pub(super) fn resolve_former_files(
    register: &Register,
    found: &[Option<usize>],
    archive: &mut Archive,
    diagnostics: &mut Vec<Diagnostic>,
) {
    archive.former_files = former_files(register, found, archive);
    let UnresolvedReferences { translations, approvals } = std::mem::take(&mut archive.unresolved);
    if translations.is_empty() && approvals.is_empty() {
        return;
    }
    let by_path: FxHashMap<&str, MeetingIndex> =
        archive.former_files.iter().map(|(path, meeting)| (&**path, *meeting)).collect();
    // In a site with folders the bare name will do, as with present files.
    let by_name: FxHashMap<&str, MeetingIndex> = archive
        .former_files
        .iter()
        .map(|(path, meeting)| (path.rsplit('/').next().unwrap_or_default(), *meeting))
        .collect();
    let mut pairs = Vec::new();
    for sides in translations {
        let records = sides.map(|side| match side {
            NamedRecord::Present(meeting) => Some(meeting),
            NamedRecord::HeldBack => None,
            NamedRecord::Unknown(file) => {
                let record = by_path.get(&*file.path).or_else(|| by_name.get(&*file.path)).copied();
                if record.is_none() {
                    diagnostics.push(*file.diagnostic);
                }
                record
            }
        });
        if let [Some(one), Some(other)] = records {
            pairs.push((one, other));
        }
    }
    for (meeting, file) in approvals {
        match by_path.get(&*file.path) {
            Some(approving) => archive.approved_at[meeting] = Some(*approving),
            None => diagnostics.push(*file.diagnostic),
        }
    }
    for (one, other) in pairs {
        join(&mut archive.translations, one, other);
    }
}

/// Files under which present records were published earlier, by path. Of two records with one former file, the one that had it last
/// counts; a name that a record has now, public or not, is none.
fn former_files(register: &Register, found: &[Option<usize>], archive: &Archive) -> Vec<(Box<str>, MeetingIndex)> {
    let mut former: FxHashMap<&str, (jiff::Timestamp, MeetingIndex)> = FxHashMap::default();
    for (meeting, history) in found.iter().enumerate() {
        let Some(history) = history.map(|history| &register.histories[history]) else { continue };
        let path = &*archive.meetings[meeting].details.path;
        for version in history.versions.iter().filter(|version| *version.file != *path) {
            let last = former.entry(&version.file).or_insert((version.at, meeting));
            *last = (version.at, meeting).max(*last);
        }
    }
    if former.is_empty() {
        return Vec::new();
    }
    let present = archive.meetings.iter().map(|meeting| &*meeting.details.path);
    for path in present.chain(archive.held.iter().map(|held| &*held.path)) {
        former.remove(path);
    }
    let mut former: Vec<_> = former.into_iter().map(|(path, (_, meeting))| (Box::from(path), meeting)).collect();
    former.sort_unstable();
    former
}

/// Makes two records, with the translations of either, translations of one another.
fn join(translations: &mut [Vec<MeetingIndex>], one: MeetingIndex, other: MeetingIndex) {
    let group: BTreeSet<MeetingIndex> =
        [one, other].into_iter().flat_map(|meeting| translations[meeting].iter().copied().chain([meeting])).collect();
    if group.len() > MOST_LANGUAGES {
        return;
    }
    for meeting in &group {
        translations[*meeting] = group.iter().copied().filter(|twin| twin != meeting).collect();
    }
}
