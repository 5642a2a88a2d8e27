//! Ids, labels and addresses that are taken already.

use crate::pipeline::{Loaded, is_id};
use crate::record::{Label, LabelClaim, Registry, Scope};
use crate::report::failure::Failure;
use crate::site::{Output, OutputKind};
use crate::text::slug::folded;

/// Checks that an id is free.
///
/// # Errors
/// When it is taken, with the remedy.
pub(super) fn free_id(registry: &Registry, id: &str) -> Result<(), Failure> {
    if !is_id(id) {
        return Err(Failure::usage(format!(
            "“{id}” cannot be an id\n  hint: use letters, digits and hyphens; it becomes part of an address"
        )));
    }
    if ids(registry).any(|other| other == id) {
        return Err(Failure::usage(format!("the id “{id}” is taken\n  hint: choose another one")));
    }
    Ok(())
}

/// The entry that claims a label everywhere, by label or by name.
pub(super) fn owner_of<'r>(registry: &'r Registry, label: &Label) -> Option<&'r str> {
    let people = registry.people.iter().map(|person| (&*person.id, &person.labels));
    let organisations = registry.organisations.iter().map(|own| (&*own.id, &own.labels));
    let is_it = |claim: &LabelClaim| claim.label.key == label.key && claim.scope == Scope::default();
    people.chain(organisations).find(|(_, claims)| claims.iter().any(is_it)).map(|(id, _)| id)
}

/// The ids of all people and organisations.
pub(super) fn ids(registry: &Registry) -> impl Iterator<Item = &str> {
    registry.people.iter().map(|person| &*person.id).chain(registry.organisations.iter().map(|own| &*own.id))
}

/// Checks that an address, such as `/about/`, is free for a page.
///
/// # Errors
/// When the site already has something at the address, or a redirect begins there.
pub(super) fn free_address(loaded: &Loaded, address: &str) -> Result<(), Failure> {
    let path = folded(&format!("{}/index.html", address.trim_matches('/')));
    // The address of a withdrawn record or page may be used again.
    let stays = |output: &&Output| !matches!(output.kind, OutputKind::Withdrawn(_));
    if loaded.plan.outputs.iter().filter(stays).any(|output| folded(output.path.as_str()) == path) {
        return Err(Failure::usage(format!(
            "the address {address} is taken by a record, page, list or redirect\n  hint: choose another title"
        )));
    }
    Ok(())
}
