//! Imports the versions that an archive published before it had a register.

use jiff::Timestamp;

use super::log::{LogLine, Publication, PublicationKind};
use super::passages::passages;
use super::revise::{describe, sealed, second};
use super::revision_diff::next_version;
use super::{AnchorRedirects, History, LedgerStep, Register, Revised, Revision, addresses, ledger_format};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{Meeting, SpeakerName};

/// An earlier version of a record.
pub struct Earlier {
    /// The record as it was.
    pub meeting: std::sync::Arc<Meeting<std::sync::Arc<SpeakerName>>>,
    /// The text of its file.
    pub text: String,
    /// Time of publication.
    pub at: Timestamp,
    /// Its address at that time.
    pub address: Box<str>,
}

/// The register entries for earlier versions: for each record every version whose text differs, oldest first.
pub fn import(register: &Register, records: &[Vec<Earlier>], now: Timestamp) -> Revision {
    let mut revised = Vec::new();
    let mut lines = Vec::new();
    let mut taken: std::collections::BTreeSet<String> =
        register.histories.iter().map(|history| crate::text::slug::folded(&history.name)).collect();
    for earlier in records {
        let Some(first) = earlier.first() else { continue };
        let slug = &first.meeting.details.slug;
        let name = |number: usize| if number == 1 { slug.to_string() } else { format!("{slug}-{number}") };
        let free = (1..).map(name).find(|name| taken.insert(crate::text::slug::folded(name)));
        let mut history = History {
            name: free.expect("of endlessly many names one is free").into(),
            versions: Vec::new(),
            passages: Vec::new(),
            old_anchors: AnchorRedirects::default(),
        };
        for earlier in earlier {
            revised.extend(next(&mut history, earlier));
        }
        let last = history.last();
        lines.push(LogLine::Record(history.name.clone(), last.number, last.hash));
    }
    let at = second(now).max(register.log.publications.last().map_or(Timestamp::MIN, |last| last.at));
    let publication =
        (!lines.is_empty()).then(|| Publication::after(&register.log, PublicationKind::Import, at, lines));
    Revision {
        records: revised,
        addresses: Vec::new(),
        publication,
        onto: register.fingerprint,
        address_list: addresses::written(&register.known_addresses),
    }
}

/// The next version of a record, if its text differs from the one before.
fn next(history: &mut History, earlier: &Earlier) -> Option<Revised> {
    let fresh = passages(&earlier.meeting, &earlier.text, |name| &name.label);
    let mut version = describe(&earlier.meeting, Fingerprint::of_bytes(earlier.text.as_bytes()));
    version.address.clone_from(&earlier.address);
    version.at = second(earlier.at);
    let (mut speeches, mut moved_from) = (0, None);
    if let Some(last) = history.versions.last() {
        let next = next_version(history, &[], fresh);
        version.moved = next.moved(history);
        let is_same = (&last.title, &last.date, &last.slug, &last.address)
            == (&version.title, &version.date, &version.slug, &version.address);
        if is_same && !next.is_change(history) && version.moved.is_empty() {
            return None;
        }
        version.number = last.number + 1;
        version.before = Some(last.hash);
        version.at = version.at.max(last.at);
        speeches = next.speeches(history);
        moved_from = (last.address != version.address).then(|| last.address.clone());
        version.steps = next.steps;
    } else {
        version.steps = fresh.into_iter().map(LedgerStep::Add).collect();
    }
    let version = sealed(version);
    let (passages, old_anchors) = ledger_format::applied(history, &version)?;
    (history.passages, history.old_anchors) = (passages, old_anchors);
    history.versions.push(version.clone());
    Some(Revised { name: history.name.clone(), version, speeches, moved_from })
}
