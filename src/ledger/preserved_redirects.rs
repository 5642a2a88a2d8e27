//! Where addresses led because somebody once wrote so, in `aliases:` or `.redirects`: they still do when nobody says so any
//! more.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Register, Thing};
use crate::site::{Address, OldAddress, OldAddressKind, Successor};

/// Fills in where an address led when somebody wrote it: what only ever led on, and what had a page that was deleted.
pub(super) fn restore_redirects(register: &Register, all: &mut Vec<OldAddress>) {
    let known = register.known.iter().filter(|known| known.thing == Thing::Redirect);
    // The last line for an address is where it led last.
    let leading: FxHashMap<&str, &str> = known.map(|known| (&*known.value, &*known.key)).collect();
    let settled = all.iter().filter(|former| former.now != Successor::Written);
    let settled: FxHashMap<Box<str>, OldAddress> =
        settled.map(|former| (former.address.path().into(), former.clone())).collect();
    // Where it leads in the end, and what is there; else its last place, about which somebody may have written.
    let end = |from: &str| -> Option<(Address, Successor)> {
        // Whatever leads around in a circle has as many steps as there are lines.
        let steps =
            std::iter::successors(leading.get(from).copied(), |at| leading.get(at).copied()).take(leading.len());
        let there = steps.clone().find_map(|at| settled.get(at));
        there
            .map(|former| (former.base.clone(), former.now.clone()))
            .or_else(|| Some((Address::new(steps.last()?), Successor::Written)))
    };
    for former in all.iter_mut().filter(|former| former.now == Successor::Written) {
        if let Some((base, now)) = end(former.address.path()).filter(|(_, now)| *now != Successor::Written) {
            (former.base, former.now) = (base, now);
        }
    }
    let known: FxHashSet<&str> = all.iter().map(|former| former.address.path()).collect();
    let rest = leading.keys().filter(|from| !known.contains(*from)).filter_map(|from| {
        let (base, now) = end(from)?;
        Some(OldAddress { address: Address::new(from), base, kind: OldAddressKind::Redirect, now })
    });
    let mut rest: Vec<OldAddress> = rest.collect();
    rest.sort_by(|a, b| a.address.cmp(&b.address));
    all.extend(rest);
}
