//! Groups similar pairs of names into candidates for one person.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::SimilarPair;

/// Owners that may all be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Position of the name to which the others would be merged: the known one, else the one with the greatest weight.
    pub head: usize,
    /// The other names, each with the pair that added it, best first.
    pub members: Vec<(usize, SimilarPair)>,
}

/// Joins pairs, best first, into groups with at most one `known` owner: people who are registered separately are not
/// joined through a third name. `weight` decides between unknown ones.
pub fn groups<W: Ord>(alike: &[SimilarPair], known: impl Fn(usize) -> bool, weight: impl Fn(usize) -> W) -> Vec<Group> {
    let owners = alike.iter().map(|alike| alike.owners.1 + 1).max().unwrap_or(0);
    let mut group_of: Vec<usize> = (0..owners).collect();
    let mut joined: Vec<(Vec<usize>, Vec<SimilarPair>)> = (0..owners).map(|owner| (vec![owner], Vec::new())).collect();
    let mut has_known: Vec<bool> = (0..owners).map(&known).collect();
    for pair in alike {
        let (mut one, mut two) = (group_of[pair.owners.0], group_of[pair.owners.1]);
        if one == two || (has_known[one] && has_known[two]) {
            continue;
        }
        // The smaller moves, so that no owner moves often.
        if joined[one].0.len() < joined[two].0.len() {
            std::mem::swap(&mut one, &mut two);
        }
        let (moved, links) = std::mem::take(&mut joined[two]);
        for owner in &moved {
            crate::report::steps::step();
            group_of[*owner] = one;
        }
        has_known[one] |= has_known[two];
        joined[one].0.extend(moved);
        joined[one].1.extend(links);
        joined[one].1.push(*pair);
    }
    let mut groups: Vec<Group> = joined
        .into_iter()
        .filter(|(members, _)| members.len() > 1)
        .map(|(members, links)| {
            let rank = |owner: &usize| (known(*owner), weight(*owner), usize::MAX - owner);
            let head = members.iter().copied().max_by_key(rank).unwrap_or_default();
            Group { head, members: from_head(head, &links) }
        })
        .collect();
    let surest = |group: &Group| group.members.first().map(|(_, alike)| alike.reason.score());
    groups.sort_by_key(|group| (Reverse(surest(group)), group.head));
    groups
}

/// Each member with the pair that connects it to the head, following the best available pair at every step.
fn from_head(head: usize, links: &[SimilarPair]) -> Vec<(usize, SimilarPair)> {
    let mut links_of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, link) in links.iter().enumerate() {
        links_of.entry(link.owners.0).or_default().push(at);
        links_of.entry(link.owners.1).or_default().push(at);
    }
    let (mut reached, mut members) = (FxHashSet::default(), Vec::new());
    let mut waiting: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut reach = |owner: usize, waiting: &mut BinaryHeap<Reverse<usize>>| {
        let is_new = reached.insert(owner);
        if is_new {
            waiting.extend(links_of.get(&owner).into_iter().flatten().map(|at| Reverse(*at)));
        }
        is_new
    };
    reach(head, &mut waiting);
    while let Some(Reverse(at)) = waiting.pop() {
        crate::report::steps::step();
        let link = links[at];
        for owner in [link.owners.0, link.owners.1] {
            if reach(owner, &mut waiting) {
                members.push((owner, link));
            }
        }
    }
    members.sort_by_key(|(owner, link)| (Reverse(link.reason.score()), *owner));
    members
}

#[cfg(test)]
mod tests {
    use super::super::{Name, similar_pairs};
    use super::*;

    fn found(names: &[&str], known: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let all: Vec<Name<'_>> = names.iter().enumerate().map(|(owner, text)| Name { text, owner }).collect();
        let groups = groups(&similar_pairs(&all), |owner| known.contains(&owner), |owner| owner);
        groups.into_iter().map(|g| (g.head, g.members.into_iter().map(|(owner, _)| owner).collect())).collect()
    }

    #[test]
    fn whoever_is_known_is_the_head_else_the_weightiest() {
        let names = ["林綠紅", "林綠紅委員", "林委員綠紅"];
        assert_eq!(found(&names, &[]), [(2, vec![0, 1])]);
        assert_eq!(found(&names, &[1]), [(1, vec![0, 2])]);
    }

    #[test]
    fn two_who_are_known_stay_apart() {
        let names = ["Ann-Marie Lee", "Ann Marie Lee", "Annmarie Lee"];
        let groups = found(&names, &[0, 1]);
        assert_eq!(groups.len(), 1, "{groups:?}");
        assert_eq!(groups[0].1, [2]);
    }

    #[test]
    fn those_who_are_like_nobody_are_in_no_group() {
        assert_eq!(found(&["Ann", "Ben", "唐鳳"], &[]), []);
    }
}
