//! Gives each record of the archive its past: finds it in the register under whatever name it has now, and lets its
//! speeches keep the ids under which they were first published. Everything after this knows only those.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::differences::pieces;
use super::former::gone;
use super::passages::{anchors, passages};
use super::succession::{Succession, go_on};
use super::{History, Passage, PassageKind, Places, Register, Step, Version};
use crate::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::record::{
    Archive, Change, Contribution, Corrected, Correction, Forward, Meeting, MeetingIndex, Past, Redirection, Section,
    Speaker, SpeechId,
};
use crate::slug::folded;
use crate::source::Sources;

/// Settles what every record was before. A record that says something else than was published is reported.
pub fn settle(register: &Register, archive: &mut Archive, sources: &dyn Sources) -> Reported<()> {
    let mut diagnostics = Vec::new();
    let found = find(register, archive);
    old_names(register, &found, archive, &mut diagnostics);
    if register.histories.is_empty() {
        return Reported { value: (), diagnostics };
    }
    let settled: Vec<Option<Settled>> = archive
        .meetings
        .par_iter()
        .zip(&found)
        .map(|(meeting, history)| Some(one(&register.histories[(*history)?], meeting, sources)))
        .collect();
    for (index, settled) in settled.into_iter().enumerate() {
        let Some(Settled { past, sections, is_change }) = settled else { continue };
        let meeting = &mut archive.meetings[index];
        if is_change {
            let shown = sources.get(meeting.details.source).shown;
            let since = past.corrections.first().map_or(past.published, |correction| correction.at);
            let message = format!("this record says something else than was published at {since}");
            diagnostics.push(Diagnostic::at(Problem::UnpublishedChange, Location::file(&shown), message).hint(
                "`minutebook publish` puts the correction into the register; say why under `corrections:` in the record",
            ));
        }
        if let Some(sections) = sections {
            meeting.sections = sections;
        }
        archive.past[index] = Some(Arc::new(past));
    }
    Reported { value: (), diagnostics }
}

/// Rows that lead to a slug that no record has now lead to the record that had it.
fn old_names(register: &Register, found: &[Option<usize>], archive: &mut Archive, diagnostics: &mut Vec<Diagnostic>) {
    let is_address = |text: &str| text.starts_with('/');
    let rows = std::mem::take(&mut archive.forwards);
    let (forwards, rows): (Vec<Forward>, Vec<Forward>) =
        rows.into_iter().partition(|row| is_address(&row.from) && is_address(&row.to));
    archive.forwards = forwards;
    for row in rows {
        let had = |version: &Version| folded(&version.slug) == folded(row.to.trim_matches('/'));
        let history = register.histories.iter().rposition(|history| history.versions.iter().any(had));
        let now = history.and_then(|history| found.iter().position(|found| *found == Some(history)));
        let gone = || history.and_then(|history| gone(archive, &register.histories[history]));
        match (now, now.is_none().then(gone).flatten()) {
            (Some(to), _) => archive.redirects.push(Redirection { from: row.from, to, at: row.at, is_row: true }),
            (None, Some(gone)) => archive.gone[gone].aliases.push(row.from),
            (None, None) => diagnostics.push(
                Diagnostic::at(Problem::RedirectToNowhere, row.at, format!("no record has the address “{}”", row.to))
                    .hint("write the slug that the record has now, or take the row out"),
            ),
        }
    }
    archive.redirects.sort();
}

struct Settled {
    past: Past,
    /// With the ids that hold, where they are others than the words give.
    sections: Option<Arc<[Section]>>,
    is_change: bool,
}

fn one(history: &History, meeting: &Meeting<Speaker>, sources: &dyn Sources) -> Settled {
    let natives = anchors(meeting);
    let is_same_file = sources.fingerprint(meeting.details.source) == history.last().source;
    let as_published = natives.len() == history.passages.len()
        && natives.iter().zip(&history.passages).all(|(native, passage)| *native == passage.native);
    let is_retitled = history.last().title != super::passages::one_line(&meeting.details.title).into_boxed_str();
    if is_same_file && as_published {
        let ids: Vec<Box<str>> = history.passages.iter().map(|passage| passage.id.clone()).collect();
        let past = past(history, history.also.clone(), &natives, &ids, &history.passages);
        return Settled { past, sections: renamed(meeting, &natives, &ids), is_change: is_retitled };
    }
    let text = sources.get(meeting.details.source).text;
    let fresh = passages(meeting, &text, |speaker| &speaker.name.label);
    let succession = go_on(history, fresh);
    let is_change = is_retitled || succession.is_change(history);
    let Succession { passages, also, .. } = succession;
    let ids: Vec<Box<str>> = passages.iter().map(|passage| passage.id.clone()).collect();
    let past = past(history, also, &natives, &ids, &passages);
    Settled { past, sections: renamed(meeting, &natives, &ids), is_change }
}

/// For each meeting its history: by its address, by an old address that it claims, by its file, by what was said. Who has
/// the address of another record and nothing else of it is no later version of it.
pub(super) fn find(register: &Register, archive: &Archive) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; archive.meetings.len()];
    let mut free: BTreeSet<usize> = (0..register.histories.len()).collect();
    let mut take = |found: &mut Vec<Option<usize>>, meeting: MeetingIndex, history: usize| {
        if found[meeting].is_none() && free.remove(&history) {
            found[meeting] = Some(history);
        }
    };
    let mut by_slug: FxHashMap<String, usize> = FxHashMap::default();
    let mut by_file: FxHashMap<&str, usize> = FxHashMap::default();
    // The slug that a record has now counts more than one that another had before.
    for (index, history) in register.histories.iter().enumerate() {
        by_slug.insert(folded(&history.last().slug), index);
        by_file.insert(&history.last().file, index);
    }
    for (index, history) in register.histories.iter().enumerate() {
        for version in &history.versions {
            by_slug.entry(folded(&version.slug)).or_insert(index);
        }
    }
    let slug = |slug: &str| by_slug.get(&folded(slug.trim_matches('/'))).copied();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        if let Some(history) = slug(&meeting.details.slug).filter(|at| goes_on(&register.histories[*at], meeting)) {
            take(&mut found, index, history);
        }
    }
    // A record may claim the address of one that was deleted beside its own old one: then its words tell which it was.
    let mut claims: BTreeMap<MeetingIndex, Vec<usize>> = BTreeMap::new();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        for history in meeting.details.aliases.iter().filter_map(|alias| slug(alias)) {
            claims.entry(index).or_default().push(history);
        }
    }
    for redirection in &archive.redirects {
        if let Some(history) = slug(&redirection.from) {
            claims.entry(redirection.to).or_default().push(history);
        }
    }
    for (index, mut claimed) in claims {
        let meeting = &archive.meetings[index];
        claimed.extend(by_file.get(&*meeting.details.path));
        // The first of those that have most in common.
        claimed.sort_by_cached_key(|history| std::cmp::Reverse(common(&register.histories[*history], meeting)));
        for history in claimed {
            take(&mut found, index, history);
        }
    }
    for (index, meeting) in archive.meetings.iter().enumerate() {
        if let Some(history) = by_file.get(&*meeting.details.path) {
            take(&mut found, index, *history);
        }
    }
    // A record that is held back is no other record under a new name.
    let held: FxHashSet<&str> = archive.held.iter().map(|held| &*held.path).collect();
    free.retain(|history| !held.contains(&*register.histories[*history].last().file));
    by_words(register, archive, &mut found, &free);
    found
}

/// How many speeches of a record say what they said.
fn common(history: &History, meeting: &Meeting<Speaker>) -> usize {
    let speeches = history.passages.iter().filter(|passage| passage.kind == PassageKind::Speech);
    let before: FxHashSet<&str> = speeches.map(|passage| &*passage.native).collect();
    meeting.speeches().filter(|speech| before.contains(&*speech.id.to_string())).count()
}

/// Whether a record at the address of another may be a later version of it.
fn goes_on(history: &History, meeting: &Meeting<Speaker>) -> bool {
    let last = history.last();
    let is_silent = !history.passages.iter().any(|passage| passage.kind == PassageKind::Speech);
    *last.file == *meeting.details.path
        || last.title == super::passages::one_line(&meeting.details.title).into_boxed_str()
        || is_silent
        || meeting.speeches().next().is_none()
        || common(history, meeting) > 0
}

/// Finds what was renamed, by what was said: most of it the same.
fn by_words(register: &Register, archive: &Archive, found: &mut [Option<usize>], free: &BTreeSet<usize>) {
    let mut holders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for history in free {
        for passage in register.histories[*history].passages.iter().filter(|p| p.kind == PassageKind::Speech) {
            holders.entry(&passage.native).or_default().push(*history);
        }
    }
    if holders.is_empty() {
        return;
    }
    let mut candidates: Vec<(usize, usize, MeetingIndex)> = Vec::new();
    for index in (0..found.len()).filter(|index| found[*index].is_none()) {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        let mut all = 0;
        for speech in archive.meetings[index].speeches() {
            all += 1;
            for history in holders.get(&*speech.id.to_string()).into_iter().flatten() {
                *common.entry(*history).or_default() += 1;
            }
        }
        let is_speech = |passage: &&Passage| passage.kind == PassageKind::Speech;
        candidates.extend(common.into_iter().filter_map(|(history, common)| {
            let before = register.histories[history].passages.iter().filter(is_speech).count();
            (common * 2 >= all.min(before)).then_some((common, history, index))
        }));
    }
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (_, history, meeting) in candidates {
        if found[meeting].is_none() && taken.insert(history) {
            found[meeting] = Some(history);
        }
    }
}

fn past(history: &History, also: Places, natives: &[Box<str>], ids: &[Box<str>], passages: &[Passage]) -> Past {
    let mut also: Vec<(Box<str>, Box<str>)> = also.into_iter().map(|(old, place)| (place, old)).collect();
    also.sort();
    let kept = ids.iter().zip(natives).filter(|(id, native)| id != native);
    let last = history.last();
    let mut corrections = corrections(history);
    // What was corrected and is gone since leads to where it stood.
    let leads: BTreeMap<&str, &str> = also.iter().map(|(place, old)| (&**old, &**place)).collect();
    for passage in corrections.iter_mut().flat_map(|correction| &mut correction.passages) {
        if let Some(place) = leads.get(&*passage.anchor) {
            passage.anchor = (*place).into();
        }
    }
    Past {
        name: history.name.clone(),
        published: history.versions[0].at,
        version: last.number,
        head: last.hash.to_string().into(),
        corrections,
        also,
        kept: kept.map(|(id, native)| (id.clone(), native.clone())).collect(),
        lengths: lengths(history, passages),
    }
}

/// Speeches that had more paragraphs in an earlier version than now, with how many.
fn lengths(history: &History, now: &[Passage]) -> Vec<(Box<str>, u32)> {
    let count = |passage: &Passage| passage.words.as_deref().map_or(0, |words| words.lines().count()) as u32;
    let speech = |passage: &&Passage| passage.kind == PassageKind::Speech;
    let mut most: BTreeMap<Box<str>, u32> = BTreeMap::new();
    for step in history.versions.iter().flat_map(|version| &version.steps) {
        if let Step::Change(passage) | Step::Add(passage) = step
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

/// What each version said otherwise than the one before, the newest first.
fn corrections(history: &History) -> Vec<Correction> {
    let mut corrections = Vec::new();
    let mut so_far =
        History { name: history.name.clone(), versions: Vec::new(), passages: Vec::new(), also: BTreeMap::new() };
    for version in &history.versions {
        let Some((passages, also)) = super::format::applied(&so_far, version) else { break };
        if let Some(last) = so_far.versions.last() {
            let title = (last.title != version.title).then(|| last.title.clone());
            let changed = changed(&so_far.passages, &passages, &version.steps, &also);
            if title.is_some() || !changed.is_empty() {
                corrections.push(Correction {
                    version: version.number,
                    at: version.at,
                    minor: version.minor,
                    note: version.note.clone(),
                    title,
                    passages: changed,
                });
            }
        }
        (so_far.passages, so_far.also) = (passages, also);
        so_far.versions.push(version.clone());
    }
    corrections.reverse();
    corrections
}

fn changed(old: &[Passage], new: &[Passage], steps: &[Step], also: &Places) -> Vec<Corrected> {
    let before: FxHashMap<&str, &Passage> = old.iter().map(|passage| (&*passage.id, passage)).collect();
    let now: FxHashSet<&str> = new.iter().map(|passage| &*passage.id).collect();
    let corrected =
        |passage: &Passage, change: Change, anchor: &str, words: Option<Vec<_>>, before: Option<&Passage>| Corrected {
            anchor: anchor.into(),
            is_speech: passage.kind == PassageKind::Speech,
            speaker: passage.label.clone(),
            speaker_before: before.filter(|before| before.label != passage.label).map(|before| before.label.clone()),
            change,
            words,
        };
    let one_sided = |passage: &Passage, is_now: bool| {
        let words = passage.words.as_deref()?;
        Some(if is_now { pieces("", words) } else { pieces(words, "") })
    };
    let mut all = Vec::new();
    let mut old = old.iter();
    for step in steps {
        let (passage, last) = match step {
            Step::Keep(count) => {
                old.by_ref().take(*count).for_each(drop);
                continue;
            }
            Step::Drop(id) => {
                if let Some(passage) = old.next().filter(|_| id.is_empty() || !now.contains(&**id)) {
                    let place = also.get(id).map_or("", |place| place);
                    all.push(corrected(passage, Change::Removed, place, one_sided(passage, false), None));
                }
                continue;
            }
            Step::Change(passage) => (passage, old.next()),
            // What was moved was there before.
            Step::Add(passage) if passage.id.is_empty() => (passage, None),
            Step::Add(passage) => (passage, before.get(&*passage.id).copied()),
        };
        match last {
            Some(last) if last.says_the_same(passage) => {}
            Some(last) => {
                let words = last.words.as_deref().zip(passage.words.as_deref());
                let words = words.map(|(before, now)| pieces(before, now));
                all.push(corrected(passage, Change::Altered, &passage.id, words, Some(last)));
            }
            None => all.push(corrected(passage, Change::Added, &passage.id, one_sided(passage, true), None)),
        }
    }
    all
}

/// The sections of a meeting under other anchors; `None` when those are the same.
fn renamed(meeting: &Meeting<Speaker>, natives: &[Box<str>], ids: &[Box<str>]) -> Option<Arc<[Section]>> {
    if natives == ids {
        return None;
    }
    let mut sections = meeting.sections.to_vec();
    let mut ids = ids.iter();
    let mut next = || ids.next().map_or("", |id| &**id);
    for section in &mut sections {
        if section.heading.is_some() {
            section.anchor = next().into();
        }
        for contribution in &mut section.contributions {
            let id = next();
            match contribution {
                Contribution::Speech(speech) => speech.id = SpeechId::parse(id).unwrap_or(speech.id),
                Contribution::Narrative(narrative) => narrative.id = SpeechId::parse(id).unwrap_or(narrative.id),
                Contribution::Note(_) => {}
            }
        }
    }
    Some(sections.into())
}
