//! People in the registry who never speak, and speakers whose names resemble another's.

use rustc_hash::FxHashSet;

use crate::name_matching::{LabelStats, Owner};
use crate::record::{Archive, Registered, fold_label};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::{Locator, Sources};

pub(super) fn lint(archive: &Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    orphans(archive, &mut found);
    look_alikes(archive, sources, &mut found);
    found
}

/// Finds people who never speak and whom no record names in another way.
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
                Diagnostic::at(Problem::OrphanPerson, person.at.clone(), format!("no record names “{}”", person.id))
                    .hint("add the label under which they speak, or remove the entry"),
            );
        }
    }
}

/// Lowest similarity, from 0 to 100, that `check` reports; `minutebook people` asks about lower ones.
const SURE_ENOUGH: u8 = 70;

/// Finds labels outside the registry that resemble one of the registry or one another.
fn look_alikes(archive: &Archive, sources: &dyn Sources, found: &mut Vec<Diagnostic>) {
    let survey = LabelStats::of(archive);
    let groups = survey.candidates();
    let mut alike: Vec<_> = groups
        .iter()
        .flat_map(|group| group.members.iter().map(move |(member, alike)| (group.head, *member, alike)))
        .filter(|(_, _, alike)| alike.reason.score() >= SURE_ENOUGH)
        .filter_map(|(head, member, alike)| match survey.owner(member) {
            Owner::Label(row) => Some((row, survey.owner(head), alike)),
            Owner::Registered(..) => None,
        })
        .collect();
    // Sorted by record, so that the text of each is searched once.
    alike.sort_by_key(|(row, ..)| row.place);
    for of_record in alike.chunk_by(|one, next| one.0.place.0 == next.0.place.0) {
        let source = sources.get(archive.meetings[of_record[0].0.place.0].details.source);
        let mut locator = Locator::new(&source);
        for (row, head, alike) in of_record {
            let at = locator.locate(row.place.1 as usize, row.label.len());
            let (name, label, why) = (head.name(), row.label, alike.reason);
            // A name that several people have is told where it is read.
            if fold_label(name) == fold_label(label) {
                continue;
            }
            found.push(match head {
                Owner::Registered(id, _) => Diagnostic::at(
                    Problem::UnknownSpeaker,
                    at,
                    format!("“{label}” is not in the registry, but differs from “{name}” only in {why}"),
                )
                .hint(format!("correct the heading, or add the label to “{id}” in people.yml")),
                Owner::Label(_) => {
                    Diagnostic::at(Problem::LookAlike, at, format!("“{label}” differs from “{name}” only in {why}"))
                        .hint("if they are one person, correct the heading, or merge them with `minutebook people`")
                }
            });
        }
    }
}
