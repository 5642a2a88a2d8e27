//! Gathers the organisations of the registry that have a page, with their members and meetings.
//!
//! An organisation or a person whom nothing public names is left out: the registry may have been written for a record
//! that is held back. `listed: true` in the registry overrules this.

use rustc_hash::FxHashSet;

use crate::config::Config;
use crate::record::{Archive, Meeting, MeetingBodies, OrganisationTree, Person, PersonKind, Registered, Speaker};
use crate::site::{Body, BodyIndex, Membership};

/// All bodies, in the order of the registry, and for each meeting the organisation that met.
pub(super) fn bodies(archive: &Archive, config: &Config) -> (Vec<Body>, Vec<Option<usize>>) {
    if archive.registry.organisations.is_empty() {
        return (Vec::new(), vec![None; archive.meetings.len()]);
    }
    let gathering = Gathering::new(archive);
    let named = MeetingBodies::new(&archive.registry, config.body.as_deref());
    let body = |meeting: &Meeting<Speaker>| gathering.tree.by_id.get(named.of(&meeting.details)?).copied();
    let met: Vec<Option<usize>> = archive.meetings.iter().map(body).collect();
    let members = gathering.members();
    let known = gathering.known_organisations(&met, &members, config);
    let mut bodies: Vec<Body> = Vec::new();
    let mut places: Vec<Option<BodyIndex>> = vec![None; archive.registry.organisations.len()];
    for (organisation, members) in members.into_iter().enumerate().filter(|(place, _)| known[*place]) {
        places[organisation] = Some(bodies.len());
        bodies.push(Body {
            organisation,
            parent: None,
            units: Vec::new(),
            members,
            meetings: Vec::new(),
            announced: Vec::new(),
        });
    }
    for (place, parent) in gathering.tree.parents.iter().enumerate() {
        if let (Some(unit), Some(parent)) = (places[place], parent.and_then(|parent| places[parent])) {
            bodies[unit].parent = Some(parent);
            bodies[parent].units.push(unit);
        }
    }
    let met: Vec<Option<usize>> = met.into_iter().map(|met| met.filter(|met| places[*met].is_some())).collect();
    for (meeting, met) in met.iter().enumerate() {
        if let Some(body) = met.and_then(|met| places[met]) {
            bodies[body].meetings.push(meeting);
        }
    }
    for (index, meeting) in archive.announced.iter().enumerate() {
        let place = meeting.body.as_deref().and_then(|id| gathering.tree.by_id.get(id));
        if let Some(body) = place.and_then(|place| places[*place]) {
            bodies[body].announced.push(index);
        }
    }
    (bodies, met)
}

struct Gathering<'a> {
    archive: &'a Archive,
    tree: OrganisationTree<'a>,
    /// Entries of the registry that public records name.
    named: FxHashSet<Registered>,
}

impl<'a> Gathering<'a> {
    fn new(archive: &'a Archive) -> Self {
        let registry = &archive.registry;
        let names = archive.meetings.iter().flat_map(|meeting| &meeting.names);
        let mut named: FxHashSet<Registered> = names.filter_map(|speaker| speaker.registered).collect();
        named.extend(archive.speakers.iter().filter_map(|speaker| speaker.registered));
        Gathering { archive, tree: OrganisationTree::of(registry), named }
    }

    /// The members of each organisation.
    fn members(&self) -> Vec<Vec<Membership>> {
        let mut members: Vec<Vec<Membership>> = vec![Vec::new(); self.archive.registry.organisations.len()];
        for (index, person) in self.archive.registry.people.iter().enumerate() {
            if !self.is_known(index, person) {
                continue;
            }
            for (place, role) in person.roles.iter().enumerate() {
                let Some(body) = role.body.as_deref().and_then(|id| self.tree.by_id.get(id)) else { continue };
                match members[*body].last_mut().filter(|last| last.person == index) {
                    Some(membership) => membership.roles.push(place),
                    None => members[*body].push(Membership { person: index, roles: vec![place] }),
                }
            }
        }
        members
    }

    fn is_known(&self, index: usize, person: &Person) -> bool {
        person.kind != PersonKind::Anonymous && (person.listed || self.named.contains(&Registered::Person(index)))
    }

    /// For each organisation whether something public names it: a meeting, a speech, an office of a known person, a part of
    /// it, or the site.
    fn known_organisations(&self, met: &[Option<usize>], members: &[Vec<Membership>], config: &Config) -> Vec<bool> {
        let organisations = &self.archive.registry.organisations;
        let mut known: Vec<bool> = organisations
            .iter()
            .enumerate()
            .map(|(place, organisation)| {
                organisation.listed
                    || !members[place].is_empty()
                    || self.named.contains(&Registered::Organisation(place))
            })
            .collect();
        let announced = self.archive.announced.iter().filter_map(|meeting| meeting.body.as_deref());
        let named = announced.chain(config.body.as_deref()).filter_map(|id| self.tree.by_id.get(id).copied());
        for place in met.iter().copied().flatten().chain(named) {
            known[place] = true;
        }
        // Two entries with one id: the second is not used.
        for (place, organisation) in organisations.iter().enumerate() {
            known[place] &= self.tree.by_id.get(&*organisation.id) == Some(&place);
        }
        let parents = &self.tree.parents;
        for place in 0..organisations.len() {
            let mut at = place;
            while known[at]
                && let Some(above) = parents[at]
                && !known[above]
            {
                known[above] = true;
                at = above;
            }
        }
        known
    }
}
