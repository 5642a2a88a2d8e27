//! The next version of a record: which passages keep which anchors, and the steps from the published version to it.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Aligned, align};
use super::{AnchorRedirects, History, LedgerPassage, LedgerStep, PassageKind};
use crate::record::SpeechId;

/// The next version of a published record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NextVersion {
    /// The passages, under the anchors that hold from now on.
    pub(super) passages: Vec<LedgerPassage>,
    /// Anchors without a passage, each with its successor.
    pub(super) old_anchors: AnchorRedirects,
    /// Steps from the last published version.
    pub(super) steps: Vec<LedgerStep>,
}

impl NextVersion {
    /// Reports whether its passages differ from the published ones.
    pub(super) fn is_change(&self, history: &History) -> bool {
        self.passages.len() != history.passages.len()
            || self.passages.iter().zip(&history.passages).any(|(now, before)| !now.says_the_same(before))
    }

    /// Number of speeches altered, added or removed.
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

    /// Anchors that have lost their passage, or whose successor has changed.
    pub(super) fn moved(&self, history: &History) -> Vec<(Box<str>, Box<str>)> {
        let news = self.old_anchors.iter().filter(|(old, place)| history.old_anchors.get(*old) != Some(*place));
        news.map(|(old, place)| (old.clone(), place.clone())).collect()
    }
}

/// Continues a history with `fresh`, the passages of today under the anchors derived from their words. Anchors of
/// `merged` records lead to their words too.
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

/// For each anchor that a record ever had, the anchor that has its place now.
fn places(history: &History, aligned: &Aligned, passages: &[LedgerPassage]) -> AnchorRedirects {
    let old = &history.passages;
    // A note has no anchor, so the passage above it stands in.
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

/// An unused anchor. `tried` holds the last number tried for each anchor derived from words.
fn free(content_anchor: &str, taken: &BTreeSet<Box<str>>, tried: &mut BTreeMap<Box<str>, u16>) -> Box<str> {
    if content_anchor.is_empty() || !taken.contains(content_anchor) {
        return content_anchor.into();
    }
    let next = |number: u16| match SpeechId::parse(content_anchor) {
        Some(id) => id.occurrence(number).to_string(),
        None => format!("{content_anchor}-{number}"),
    };
    // Anchors are never released, so the search goes on from the last number.
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

/// The shortest list of steps from the old passages to the new ones.
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

/// Marks the longest increasing subsequence: passages in the same order as before.
fn in_order(before: &[Option<usize>]) -> Vec<bool> {
    // For each length the subsequence that ends earliest (Schensted 1961).
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
