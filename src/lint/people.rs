//! People in the registry whom nobody hears, and speakers who look like somebody else.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::likeness::{Owner, Survey};
use crate::record::{Archive, Registered};
use crate::source::Sources;

pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    orphans(archive, &mut found);
    look_alikes(archive, sources, &mut found);
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

/// How sure a likeness must be to be worth an editor's look; the rest is for `minutebook people`, which asks.
const SURE_ENOUGH: u8 = 70;

/// Labels of nobody that look like one of the registry, or like another of nobody.
fn look_alikes(archive: &Archive, sources: &dyn Sources, found: &mut Vec<Diagnostic>) {
    let survey = Survey::of(archive);
    for group in survey.candidates() {
        let head = survey.owner(group.head);
        for (member, alike) in group.members.iter().filter(|(_, alike)| alike.reason.score() >= SURE_ENOUGH) {
            let Owner::Label(row) = survey.owner(*member) else { continue };
            let (meeting, first_seen) = row.place;
            let source = sources.get(archive.meetings[meeting].details.source);
            let at = source.locate(first_seen as usize, row.label.len());
            let (name, label, why) = (head.name(), row.label, alike.reason);
            found.push(match head {
                Owner::Registered(id, _) => Diagnostic::at(
                    Problem::UnknownSpeaker,
                    at,
                    format!("nobody in the registry is “{label}”, which is like “{name}” but for {why}"),
                )
                .hint(format!("correct the heading, or add the label to “{id}” in people.yml")),
                Owner::Label(_) => {
                    Diagnostic::at(Problem::LookAlike, at, format!("“{label}” is like “{name}” but for {why}")).hint(
                        "if they are one person, correct the heading, or let `minutebook people` put them together",
                    )
                }
            });
        }
    }
}
