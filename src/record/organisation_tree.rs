//! The tree of organisations: each below the one of which it is a part.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::Registry;

/// Organisations by id, and the organisation of which each is a part.
#[derive(Debug)]
pub struct OrganisationTree<'r> {
    /// Positions in [`Registry::organisations`] by id, as far as no earlier entry of the registry has the id.
    pub by_id: FxHashMap<&'r str, usize>,
    /// For each organisation the position of its parent. A circle is opened where it would close.
    pub parents: Vec<Option<usize>>,
    /// Organisations whose parent was left out, because they are a part of themselves.
    pub opened: Vec<usize>,
}

impl<'r> OrganisationTree<'r> {
    /// The tree of a registry.
    pub fn of(registry: &'r Registry) -> Self {
        let organisations = &registry.organisations;
        let people: FxHashSet<&str> = registry.people.iter().map(|person| &*person.id).collect();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for (place, organisation) in organisations.iter().enumerate() {
            if !people.contains(&*organisation.id) {
                by_id.entry(&organisation.id).or_insert(place);
            }
        }
        let parent = |place: usize| by_id.get(organisations[place].parent.as_deref()?).copied();
        let mut parents: Vec<Option<usize>> = (0..organisations.len()).map(parent).collect();
        let mut opened = Vec::new();
        // The walk in which an organisation was passed first.
        let mut passed: Vec<Option<usize>> = vec![None; organisations.len()];
        for walk in 0..organisations.len() {
            let mut at = walk;
            while passed[at].is_none() {
                passed[at] = Some(walk);
                let Some(above) = parents[at] else { break };
                if passed[above] == Some(walk) {
                    parents[at] = None;
                    opened.push(at);
                    break;
                }
                at = above;
            }
        }
        OrganisationTree { by_id, parents, opened }
    }
}
