//! People in the registry whom nobody hears, and speakers whom the registry nearly knows.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, Problem};
use crate::record::{Archive, Registered};
use crate::source::Sources;

pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    orphans(archive, &mut found);
    nearly_known(archive, sources, &mut found);
    found
}

/// People who never speak, and whom no record names otherwise.
fn orphans(archive: &Archive, found: &mut Vec<Diagnostic>) {
    let spoken: FxHashSet<Registered> = archive.speakers.iter().filter_map(|speaker| speaker.registered).collect();
    let mut named: FxHashSet<&str> = FxHashSet::default();
    let mut keys: FxHashSet<&str> = FxHashSet::default();
    for meeting in &archive.meetings {
        named.extend(meeting.names.iter().map(|name| &*name.name.label.text));
        keys.extend(meeting.names.iter().map(|name| &*name.name.label.key));
        named.extend(meeting.details.speakers.iter().map(|(_, id)| &**id));
    }
    for (index, person) in archive.registry.people.iter().enumerate() {
        let is_named =
            named.contains(&*person.id) || person.labels.iter().any(|claim| keys.contains(&*claim.label.key));
        if !spoken.contains(&Registered::Person(index)) && !is_named {
            found.push(
                Diagnostic::at(Problem::OrphanPerson, person.at.clone(), format!("nobody hears of “{}”", person.id))
                    .hint("add the label under which they speak, or take the entry out"),
            );
        }
    }
}

/// Labels of nobody that are spelt almost like one of the registry.
fn nearly_known(archive: &Archive, sources: &dyn Sources, found: &mut Vec<Diagnostic>) {
    // Only labels that begin alike are compared, so that a large registry costs no more than it must.
    let mut by_first: FxHashMap<char, Vec<(&str, &str)>> = FxHashMap::default();
    for person in &archive.registry.people {
        for claim in &person.labels {
            if let Some(first) = claim.label.key.chars().next() {
                by_first.entry(first).or_default().push((&claim.label.key, &person.id));
            }
        }
    }
    for speaker in archive.speakers.iter().filter(|speaker| speaker.registered.is_none()) {
        let Some(label) = speaker.labels.first() else { continue };
        let key = crate::record::fold_label(label);
        let length = key.chars().count();
        let candidates = key.chars().next().and_then(|first| by_first.get(&first));
        let near = candidates
            .into_iter()
            .flatten()
            .find(|(known, _)| length >= 6 && *known != key && strsim::osa_distance(known, &key) <= 1 + length / 12);
        let Some((known, id)) = near else { continue };
        let Some(appearance) = speaker.appearances.first() else { continue };
        let meeting = &archive.meetings[appearance.meeting];
        let Some((name, _)) = meeting.speaking().find(|(name, _)| *name.name.label.key == *key) else { continue };
        let at = sources.get(meeting.details.source).locate(name.name.first_seen as usize, label.len());
        found.push(
            Diagnostic::at(
                Problem::UnknownSpeaker,
                at,
                format!("nobody in the registry is “{label}”; “{known}” is “{id}”"),
            )
            .hint(format!("correct the heading, or add the label to “{id}” in people.yml")),
        );
    }
}
