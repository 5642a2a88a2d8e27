//! Gives each record of the archive its history: finds it in the register, whatever its file and address are called
//! now, and restores the ids under which its speeches were first published. Later stages know only those ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::differences::pieces;
use super::former_files::resolve_former_files;
use super::former_versions::{CorrectedVersion, former_versions, is_reason_alone};
use super::match_records::{RecordMatches, identify};
use super::old_slugs::resolve_old_slugs;
use super::passages::{anchors, passages};
use super::revision_diff::{NextVersion, next_version};
use super::{AnchorRedirects, History, LedgerPassage, LedgerStep, Register};
use crate::record::{
    Archive, ChangeKind, Contribution, Correction, LinkedArchive, Meeting, PassageChange, PassageKind, RecordHistory,
    Section, Speaker, SpeechId,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::Sources;

/// Applies the register to every record. Reports records whose text differs from what was published.
pub fn apply_history(register: &Register, linked: LinkedArchive, sources: &dyn Sources) -> Reported<Archive> {
    let (archive, diagnostics) = linked.give_history(|archive| give_history(register, archive, sources));
    Reported { value: archive, diagnostics }
}

fn give_history(register: &Register, archive: &mut Archive, sources: &dyn Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let RecordMatches { own, merged } = identify(register, archive);
    resolve_old_slugs(register, &own, archive, &mut diagnostics);
    resolve_former_files(register, &own, archive, &mut diagnostics);
    if register.histories.is_empty() {
        return diagnostics;
    }
    let updates: Vec<Option<RecordUpdate>> = archive
        .meetings
        .par_iter()
        .zip(own.par_iter().zip(&merged))
        .map(|(meeting, (history, merged))| {
            let merged: Vec<&History> = merged.iter().map(|history| &register.histories[*history]).collect();
            Some(one(&register.histories[(*history)?], &merged, meeting, sources))
        })
        .collect();
    for (index, update) in updates.into_iter().enumerate() {
        let Some(RecordUpdate { record_history, sections, is_change }) = update else { continue };
        let meeting = &mut archive.meetings[index];
        if is_change {
            let shown = sources.shown(meeting.details.source);
            let since = record_history.corrections.first().map_or(record_history.published, |correction| correction.at);
            let message = format!("this record differs from the version published at {since}");
            diagnostics.push(Diagnostic::at(Problem::UnpublishedChange, Location::file(&shown), message).hint(
                "`minutebook publish` adds the correction to the register; give the reason under `corrections:` in the record",
            ));
        }
        if let Some(sections) = sections {
            if !meeting.details.heading_notes.is_empty() {
                rename_notes(meeting, &sections);
            }
            meeting.sections = sections;
        }
        archive.histories[index] = Some(Arc::new(record_history));
    }
    diagnostics
}

struct RecordUpdate {
    record_history: RecordHistory,
    /// The sections under their preserved ids; `None` when the ids are unchanged.
    sections: Option<Arc<[Section]>>,
    is_change: bool,
}

fn one(history: &History, merged: &[&History], meeting: &Meeting<Speaker>, sources: &dyn Sources) -> RecordUpdate {
    let content_anchors = anchors(meeting);
    let is_same_file = sources.fingerprint(meeting.details.source) == history.last().source;
    let as_published = content_anchors.len() == history.passages.len()
        && content_anchors
            .iter()
            .zip(&history.passages)
            .all(|(content_anchor, passage)| *content_anchor == passage.content_anchor);
    let is_retitled = history.last().title != super::passages::one_line(&meeting.details.title).into_boxed_str();
    if is_same_file && as_published && merged.iter().all(|other| knows(history, other)) {
        let ids: Vec<Box<str>> = history.passages.iter().map(|passage| passage.id.clone()).collect();
        let record_history =
            record_history(history, merged, history.old_anchors.clone(), &content_anchors, &ids, &history.passages);
        return RecordUpdate {
            record_history,
            sections: renamed(meeting, &content_anchors, &ids),
            is_change: is_retitled,
        };
    }
    let text = sources.get(meeting.details.source).text;
    let fresh = passages(meeting, &text, |speaker| &speaker.name.label);
    let next = next_version(history, merged, fresh);
    let is_change = is_retitled || next.is_change(history);
    let NextVersion { passages, old_anchors, .. } = next;
    let ids: Vec<Box<str>> = passages.iter().map(|passage| passage.id.clone()).collect();
    let record_history = record_history(history, merged, old_anchors, &content_anchors, &ids, &passages);
    RecordUpdate { record_history, sections: renamed(meeting, &content_anchors, &ids), is_change }
}

/// Reports whether a record's history has every anchor of a record that was merged into it.
fn knows(history: &History, other: &History) -> bool {
    let own: FxHashSet<&str> = history.passages.iter().map(|passage| &*passage.id).collect();
    let anchors = other.passages.iter().map(|passage| &passage.id).chain(other.old_anchors.keys());
    anchors
        .filter(|anchor| !anchor.is_empty())
        .all(|anchor| own.contains(&**anchor) || history.old_anchors.contains_key(anchor))
}

fn record_history(
    history: &History,
    merged: &[&History],
    old_anchors: AnchorRedirects,
    content_anchors: &[Box<str>],
    ids: &[Box<str>],
    passages: &[LedgerPassage],
) -> RecordHistory {
    let corrected = corrections(history);
    let former = former_versions(history, &corrected, passages, &old_anchors);
    let mut corrections: Vec<Correction> = corrected.into_iter().rev().map(|(correction, _)| correction).collect();
    let mut old_anchors: Vec<(Box<str>, Box<str>)> = old_anchors.into_iter().map(|(old, place)| (place, old)).collect();
    old_anchors.sort();
    let preserved_ids = ids.iter().zip(content_anchors).filter(|(id, content_anchor)| id != content_anchor);
    let last = history.last();
    // A corrected passage that was removed later links to what has its place.
    let leads: BTreeMap<&str, &str> = old_anchors.iter().map(|(place, old)| (&**old, &**place)).collect();
    for passage in corrections.iter_mut().flat_map(|correction| &mut correction.passages) {
        if let Some(place) = leads.get(&*passage.anchor) {
            passage.anchor = (*place).into();
        }
    }
    RecordHistory {
        name: history.name.clone(),
        published: history.versions[0].at,
        version: last.number,
        head: last.hash.to_string().into(),
        corrections,
        former,
        old_anchors,
        preserved_ids: preserved_ids.map(|(id, content_anchor)| (id.clone(), content_anchor.clone())).collect(),
        former_paragraph_counts: former_paragraph_counts(merged.iter().copied().chain([history]), passages),
        merged: merged.iter().map(|history| history.name.clone()).collect(),
    }
}

/// Largest paragraph count ever published for each speech that has fewer paragraphs now.
fn former_paragraph_counts<'a>(
    histories: impl Iterator<Item = &'a History>,
    now: &[LedgerPassage],
) -> Vec<(Box<str>, u32)> {
    let count = |passage: &LedgerPassage| passage.words.as_deref().map_or(0, |words| words.lines().count()) as u32;
    let speech = |passage: &&LedgerPassage| passage.kind == PassageKind::Speech;
    let mut most: BTreeMap<Box<str>, u32> = BTreeMap::new();
    for step in histories.flat_map(|history| &history.versions).flat_map(|version| &version.steps) {
        if let LedgerStep::Change(passage) | LedgerStep::Add(passage) = step
            && speech(&passage)
        {
            let most = most.entry(passage.id.clone()).or_default();
            *most = count(passage).max(*most);
        }
    }
    let now: BTreeMap<&str, u32> = now.iter().filter(speech).map(|passage| (&*passage.id, count(passage))).collect();
    most.retain(|id, most| *most > now.get(&**id).copied().unwrap_or(1));
    most.into_iter().collect()
}

/// The differences between each version and the one before it, oldest first, each with what it corrected.
fn corrections(history: &History) -> Vec<(Correction, CorrectedVersion)> {
    let mut corrections = Vec::new();
    let mut so_far = History {
        name: history.name.clone(),
        versions: Vec::new(),
        passages: Vec::new(),
        old_anchors: BTreeMap::new(),
    };
    for version in &history.versions {
        let Some((passages, old_anchors)) = super::ledger_format::applied(&so_far, version) else { break };
        let mut before = std::mem::replace(&mut so_far.passages, passages);
        if let Some(last) = so_far.versions.last() {
            let title = (last.title != version.title).then(|| last.title.clone());
            let changed = changed(&before, &so_far.passages, &version.steps, &old_anchors);
            if title.is_some() || !changed.is_empty() {
                let corrected = CorrectedVersion {
                    version: last.number,
                    title: last.title.clone(),
                    date: last.date.clone(),
                    passages: std::mem::take(&mut before),
                };
                let correction = Correction {
                    version: version.number,
                    at: version.at,
                    minor: version.minor,
                    note: version.note.clone(),
                    noted: last.noted..version.noted,
                    title,
                    passages: changed,
                };
                corrections.push((correction, corrected));
            } else if is_reason_alone(last, version)
                && let Some((correction, _)) = corrections.last_mut()
            {
                let reasons = correction.note.iter().chain(&version.note).map(|note| &**note);
                correction.note = Some(reasons.collect::<Vec<_>>().join(" ").into());
                correction.noted.end = version.noted;
            }
        }
        so_far.old_anchors = old_anchors;
        so_far.versions.push(version.clone());
    }
    corrections
}

fn changed(
    old: &[LedgerPassage],
    new: &[LedgerPassage],
    steps: &[LedgerStep],
    old_anchors: &AnchorRedirects,
) -> Vec<PassageChange> {
    let before: FxHashMap<&str, &LedgerPassage> = old.iter().map(|passage| (&*passage.id, passage)).collect();
    let now: FxHashSet<&str> = new.iter().map(|passage| &*passage.id).collect();
    let corrected = |passage: &LedgerPassage,
                     change: ChangeKind,
                     anchor: &str,
                     words: Option<Vec<_>>,
                     before: Option<&LedgerPassage>| PassageChange {
        anchor: anchor.into(),
        is_speech: passage.kind == PassageKind::Speech,
        speaker: passage.label.clone(),
        speaker_before: before.filter(|before| before.label != passage.label).map(|before| before.label.clone()),
        change,
        words,
    };
    let one_sided = |passage: &LedgerPassage, is_now: bool| {
        let words = passage.words.as_deref()?;
        Some(if is_now { pieces("", words) } else { pieces(words, "") })
    };
    let mut all = Vec::new();
    let mut old = old.iter();
    for step in steps {
        let (passage, last) = match step {
            LedgerStep::Keep(count) => {
                old.by_ref().take(*count).for_each(drop);
                continue;
            }
            LedgerStep::Drop(id) => {
                if let Some(passage) = old.next().filter(|_| id.is_empty() || !now.contains(&**id)) {
                    let place = old_anchors.get(id).map_or("", |place| place);
                    all.push(corrected(passage, ChangeKind::Removed, place, one_sided(passage, false), None));
                }
                continue;
            }
            LedgerStep::Change(passage) => (passage, old.next()),
            // A moved passage was there before.
            LedgerStep::Add(passage) if passage.id.is_empty() => (passage, None),
            LedgerStep::Add(passage) => (passage, before.get(&*passage.id).copied()),
        };
        match last {
            Some(last) if last.says_the_same(passage) => {}
            Some(last) => {
                let words = last.words.as_deref().zip(passage.words.as_deref());
                let words = words.map(|(before, now)| pieces(before, now));
                all.push(corrected(passage, ChangeKind::Altered, &passage.id, words, Some(last)));
            }
            None => all.push(corrected(passage, ChangeKind::Added, &passage.id, one_sided(passage, true), None)),
        }
    }
    all
}

/// Moves the notes of headings along when their anchors change.
fn rename_notes(meeting: &mut Meeting<Speaker>, renamed: &[Section]) {
    let anchors = |sections: &[Section]| -> Vec<Box<str>> {
        let mut all = Vec::new();
        for section in sections {
            all.push(section.anchor.clone());
            all.extend(section.contributions.iter().filter_map(|contribution| match contribution {
                Contribution::Speech(speech) => Some(Box::from(speech.id.to_string())),
                Contribution::Narrative(_) | Contribution::Note(_) | Contribution::Decision(_) => None,
            }));
        }
        all
    };
    let now: FxHashMap<Box<str>, Box<str>> =
        anchors(&meeting.sections).into_iter().zip(anchors(renamed)).filter(|(before, _)| !before.is_empty()).collect();
    let notes = &mut Arc::make_mut(&mut meeting.details).heading_notes;
    for (anchor, _) in notes.iter_mut() {
        if let Some(now) = now.get(anchor) {
            *anchor = now.clone();
        }
    }
    notes.sort_by(|a, b| a.0.cmp(&b.0));
}

/// The sections of a meeting under other anchors; `None` when the anchors are the same.
fn renamed(meeting: &Meeting<Speaker>, content_anchors: &[Box<str>], ids: &[Box<str>]) -> Option<Arc<[Section]>> {
    if content_anchors == ids {
        return None;
    }
    let mut sections = meeting.sections.to_vec();
    let mut ids = ids.iter();
    let mut next = || ids.next().map_or("", |id| &**id);
    for section in &mut sections {
        if section.heading.is_some() {
            section.anchor = next().into();
        }
        if section.summary().is_some() {
            next();
        }
        for contribution in &mut section.contributions {
            let id = next();
            match contribution {
                Contribution::Speech(speech) => speech.id = SpeechId::parse(id).unwrap_or(speech.id),
                Contribution::Narrative(narrative) => narrative.id = SpeechId::parse(id).unwrap_or(narrative.id),
                Contribution::Decision(decision) => decision.id = SpeechId::parse(id).unwrap_or(decision.id),
                Contribution::Note(_) => {}
            }
        }
    }
    Some(sections.into())
}
