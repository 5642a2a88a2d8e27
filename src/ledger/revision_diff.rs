//! How a version of a record goes on from the one that was published last: who keeps which anchor, and in which steps
//! the one becomes the other.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Aligned, align};
use super::{AnchorRedirects, History, LedgerPassage, LedgerStep, PassageKind};
use crate::record::SpeechId;

/// A record as it goes on from what was published.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NextVersion {
    /// What it says, under the anchors that hold from now on.
    pub(super) passages: Vec<LedgerPassage>,
    /// Anchors without a passage of their own, and what has their place.
    pub(super) old_anchors: AnchorRedirects,
    /// From the last version to this one.
    pub(super) steps: Vec<LedgerStep>,
}

impl NextVersion {
    /// Whether it says anything else than before.
    pub(super) fn is_change(&self, history: &History) -> bool {
        self.passages.len() != history.passages.len()
            || self.passages.iter().zip(&history.passages).any(|(now, before)| !now.says_the_same(before))
    }

    /// How many speeches were altered, put in or taken out.
    pub(super) fn speeches(&self, history: &History) -> usize {
        let speech = |passage: &&LedgerPassage| passage.kind == PassageKind::Speech;
        let before: BTreeMap<&str, &LedgerPassage> =
            history.passages.iter().filter(speech).map(|passage| (&*passage.id, passage)).collect();
        let now: BTreeSet<&str> = self.passages.iter().filter(speech).map(|passage| &*passage.id).collect();
        let is_other =
            |passage: &&LedgerPassage| before.get(&*passage.id).is_none_or(|before| !before.says_the_same(passage));
        self.passages.iter().filter(speech).filter(is_other).count()
            + before.keys().filter(|id| !now.contains(*id)).count()
    }

    /// Anchors that have no passage any more, or whose place is another than before.
    pub(super) fn moved(&self, history: &History) -> Vec<(Box<str>, Box<str>)> {
        let news = self.old_anchors.iter().filter(|(old, place)| history.old_anchors.get(*old) != Some(*place));
        news.map(|(old, place)| (old.clone(), place.clone())).collect()
    }
}

/// Lets what a record says now (`fresh`, under the anchors its words alone give) go on from what was published. Anchors of
/// records that were `merged` with it lead to their words too.
pub(super) fn next_version(history: &History, merged: &[&History], fresh: Vec<LedgerPassage>) -> NextVersion {
    let old = &history.passages;
    let aligned = align(old, &fresh);
    let mut passages = fresh;
    let mut taken: BTreeSet<Box<str>> = BTreeSet::new();
    for (passage, before) in passages.iter_mut().zip(&aligned.before) {
        if let Some(before) = before {
            passage.id.clone_from(&old[*before].id);
            taken.insert(passage.id.clone());
        }
    }
    let mut tried: BTreeMap<Box<str>, u16> = BTreeMap::new();
    for (passage, _) in passages.iter_mut().zip(&aligned.before).filter(|(_, before)| before.is_none()) {
        passage.id = free(&passage.content_anchor, &taken, &mut tried);
        taken.insert(passage.id.clone());
    }
    let mut old_anchors = places(history, &aligned, &passages);
    for other in merged {
        for (anchor, place) in places(other, &align(&other.passages, &passages), &passages) {
            old_anchors.entry(anchor).or_insert(place);
        }
    }
    old_anchors.retain(|anchor, _| !taken.contains(anchor));
    let steps = steps(old, &passages, &aligned.before);
    NextVersion { passages, old_anchors, steps }
}

/// For each anchor that a record had the one that has its place among the passages now.
fn places(history: &History, aligned: &Aligned, passages: &[LedgerPassage]) -> AnchorRedirects {
    let old = &history.passages;
    // A note has no anchor: what stands before it has.
    let mut above = None;
    let anchors: Vec<Option<&LedgerPassage>> = passages
        .iter()
        .map(|passage| {
            above = Some(passage).filter(|passage| !passage.id.is_empty()).or(above);
            above
        })
        .collect();
    let id_of = |place: Option<usize>| {
        place.and_then(|place| anchors[place]).map_or_else(Box::default, |passage| passage.id.clone())
    };
    let position: BTreeMap<&str, usize> =
        old.iter().enumerate().map(|(index, passage)| (&*passage.id, index)).collect();
    let mut places = BTreeMap::new();
    for (anchor, place) in &history.old_anchors {
        let place = position.get(&**place).map_or_else(Box::default, |index| id_of(aligned.now[*index]));
        places.insert(anchor.clone(), place);
    }
    for (index, passage) in old.iter().enumerate().filter(|(_, passage)| !passage.id.is_empty()) {
        places.insert(passage.id.clone(), id_of(aligned.now[index]));
    }
    places
}

/// An anchor that nothing else in the record has. `tried` is for each native one the last number that was tried.
fn free(content_anchor: &str, taken: &BTreeSet<Box<str>>, tried: &mut BTreeMap<Box<str>, u16>) -> Box<str> {
    if content_anchor.is_empty() || !taken.contains(content_anchor) {
        return content_anchor.into();
    }
    let next = |number: u16| match SpeechId::parse(content_anchor) {
        Some(id) => id.occurrence(number).to_string(),
        None => format!("{content_anchor}-{number}"),
    };
    // What was taken stays taken.
    let last = tried.entry(content_anchor.into()).or_insert(1);
    for number in last.saturating_add(1)..=u16::MAX {
        *last = number;
        let id = next(number);
        if !taken.contains(id.as_str()) {
            return id.into();
        }
    }
    Box::default()
}

/// The shortest way to tell what a record says from what it said.
fn steps(old: &[LedgerPassage], new: &[LedgerPassage], before: &[Option<usize>]) -> Vec<LedgerStep> {
    let in_order = in_order(before);
    let mut steps = Vec::new();
    let mut keep = 0;
    let flush = |keep: &mut usize, steps: &mut Vec<LedgerStep>| {
        if *keep > 0 {
            steps.push(LedgerStep::Keep(*keep));
        }
        *keep = 0;
    };
    let mut at = 0;
    for (index, passage) in new.iter().enumerate() {
        let Some(one) = before[index].filter(|_| in_order[index]) else {
            flush(&mut keep, &mut steps);
            steps.push(LedgerStep::Add(passage.clone()));
            continue;
        };
        while at < one {
            flush(&mut keep, &mut steps);
            steps.push(LedgerStep::Drop(old[at].id.clone()));
            at += 1;
        }
        if old[one].says_the_same(passage) && old[one].content_anchor == passage.content_anchor {
            keep += 1;
        } else {
            flush(&mut keep, &mut steps);
            steps.push(LedgerStep::Change(passage.clone()));
        }
        at += 1;
    }
    flush(&mut keep, &mut steps);
    steps.extend(old[at..].iter().map(|passage| LedgerStep::Drop(passage.id.clone())));
    steps
}

/// Which passages form the longest row that stands in the order it had before.
fn in_order(before: &[Option<usize>]) -> Vec<bool> {
    // For each length the row that ends earliest (Schensted 1961).
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; before.len()];
    for (index, one) in before.iter().enumerate() {
        if one.is_none() {
            continue;
        }
        let length = ends.partition_point(|end| before[*end] < *one);
        previous[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(index) } else { ends[length] = index }
    }
    let mut is = vec![false; before.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        is[index] = true;
        at = previous[index];
    }
    is
}
