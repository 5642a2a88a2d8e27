//! Preserves redirects after their `aliases:` or `.redirects` entry has been deleted.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Register, ResourceKind};
use crate::site::{Address, OldAddress, OldAddressKind, Successor};

/// Restores the redirect that each published address last had, for addresses that only ever redirected and for those of
/// deleted pages.
pub(super) fn restore_redirects(register: &Register, all: &mut Vec<OldAddress>) {
    let known = register.known_addresses.iter().filter(|known| known.kind == ResourceKind::Redirect);
    // The last line for an address is its latest target.
    let leading: FxHashMap<&str, &str> = known.map(|known| (&*known.value, &*known.key)).collect();
    let resolved = all.iter().filter(|old| old.now != Successor::Explicit);
    let resolved: FxHashMap<Box<str>, OldAddress> =
        resolved.map(|old| (old.address.path().into(), old.clone())).collect();
    // Final target of an address and what stands there; else its last known place, for which an explicit redirect may
    // exist.
    let end = |from: &str| -> Option<(Address, Successor)> {
        // A circle of redirects has at most as many steps as there are lines.
        let steps =
            std::iter::successors(leading.get(from).copied(), |at| leading.get(at).copied()).take(leading.len());
        let there = steps.clone().find_map(|at| resolved.get(at));
        there
            .map(|old| (old.base.clone(), old.now.clone()))
            .or_else(|| Some((Address::new(steps.last()?), Successor::Explicit)))
    };
    for old in all.iter_mut().filter(|old| old.now == Successor::Explicit) {
        if let Some((base, now)) = end(old.address.path()).filter(|(_, now)| *now != Successor::Explicit) {
            (old.base, old.now) = (base, now);
            // The number of a version means nothing to another record.
            if matches!(old.kind, OldAddressKind::FormerVersion(_)) {
                old.kind = OldAddressKind::Redirect;
            }
        }
    }
    let known: FxHashSet<&str> = all.iter().map(|old| old.address.path()).collect();
    let rest = leading.keys().filter(|from| !known.contains(*from)).filter_map(|from| {
        let (base, now) = end(from)?;
        Some(OldAddress { address: Address::new(from), base, kind: OldAddressKind::Redirect, now })
    });
    let mut rest: Vec<OldAddress> = rest.collect();
    rest.sort_by(|a, b| a.address.cmp(&b.address));
    all.extend(rest);
}
