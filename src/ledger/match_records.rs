//! Matches records of the archive with histories of the register, whatever their files and addresses are called now,
//! and finds which records were merged into others.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{History, LedgerPassage, PassageKind, Register, ResourceKind};
use crate::record::{Archive, Meeting, MeetingIndex, Speaker};
use crate::text::slug::folded;

/// Histories of the archive's records, by their position in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordMatches {
    /// For each meeting its own history.
    pub(super) own: Vec<Option<usize>>,
    /// For each meeting the histories of deleted records whose addresses lead to it.
    pub(super) merged: Vec<Vec<usize>>,
}

/// Finds the history of each meeting: by its address, by an old address that it claims, by its file, by its words. A
/// record that shares nothing but the address with another is not a later version of it.
pub(super) fn identify(register: &Register, archive: &Archive) -> RecordMatches {
    let mut finding = RecordMatcher {
        register,
        archive,
        found: vec![None; archive.meetings.len()],
        free: (0..register.histories.len()).collect(),
    };
    let by_slug = by_slug(register);
    let by_file =
        register.histories.iter().enumerate().map(|(index, history)| (&*history.last().file, index)).collect();
    let claims = claims(archive, &by_slug);
    let claimers = Claimers::new(register);
    finding.by_address(&by_slug);
    finding.by_claim(&claims, &claimers, &by_file);
    finding.by_file(&by_file);
    finding.by_words();
    let merged = finding.merged(&claims, &claimers);
    RecordMatches { own: finding.found, merged }
}

/// For each meeting the histories whose addresses it claims as its own old ones.
fn claims(archive: &Archive, by_slug: &FxHashMap<String, usize>) -> BTreeMap<MeetingIndex, Vec<usize>> {
    let slug = |slug: &str| by_slug.get(&folded(slug.trim_matches('/'))).copied();
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
    claims
}

/// Histories by their folded slugs. A record's present slug takes precedence over another's former one.
fn by_slug(register: &Register) -> FxHashMap<String, usize> {
    let mut by_slug: FxHashMap<String, usize> = FxHashMap::default();
    for (index, history) in register.histories.iter().enumerate() {
        by_slug.insert(folded(&history.last().slug), index);
    }
    for (index, history) in register.histories.iter().enumerate() {
        for version in &history.versions {
            by_slug.entry(folded(&version.slug)).or_insert(index);
        }
    }
    by_slug
}

struct RecordMatcher<'a> {
    register: &'a Register,
    archive: &'a Archive,
    /// For each meeting its history.
    found: Vec<Option<usize>>,
    /// Histories that no meeting has.
    free: BTreeSet<usize>,
}

impl RecordMatcher<'_> {
    fn take(&mut self, meeting: MeetingIndex, history: usize) {
        if self.found[meeting].is_none() && self.free.remove(&history) {
            self.found[meeting] = Some(history);
        }
    }

    fn by_address(&mut self, by_slug: &FxHashMap<String, usize>) {
        for (index, meeting) in self.archive.meetings.iter().enumerate() {
            let history = by_slug.get(&folded(&meeting.details.slug));
            if let Some(history) = history.filter(|at| goes_on(&self.register.histories[**at], meeting)) {
                self.take(index, *history);
            }
        }
    }

    /// A record may claim the address of a deleted record besides its own old one: its words decide which history is
    /// its own.
    fn by_claim(
        &mut self,
        claims: &BTreeMap<MeetingIndex, Vec<usize>>,
        claimers: &Claimers,
        by_file: &FxHashMap<&str, usize>,
    ) {
        let histories = &self.register.histories;
        for (index, claimed) in claims {
            let meeting = &self.archive.meetings[*index];
            let common = |history: &usize| common(&histories[*history], meeting);
            // A record that claimed an address earlier and is missing now may have been renamed itself.
            let before = claimed.iter().filter_map(|history| claimers.of(*history));
            let mut possible: Vec<usize> = before.filter(|history| common(history) > 0).collect();
            possible.extend(by_file.get(&*meeting.details.path));
            possible.extend(claimed);
            // The first of those with most words in common.
            possible.sort_by_cached_key(|history| std::cmp::Reverse(common(history)));
            for history in possible {
                self.take(*index, history);
            }
        }
    }

    fn by_file(&mut self, by_file: &FxHashMap<&str, usize>) {
        for (index, meeting) in self.archive.meetings.iter().enumerate() {
            if let Some(history) = by_file.get(&*meeting.details.path) {
                self.take(index, *history);
            }
        }
    }

    /// Matches renamed records by their words: at least half of the speeches of the shorter one must be the same.
    fn by_words(&mut self) {
        let histories = &self.register.histories;
        // A record that is held back is not matched under a new name.
        let held: FxHashSet<&str> = self.archive.held.iter().map(|held| &*held.path).collect();
        let is_speech = |passage: &&LedgerPassage| passage.kind == PassageKind::Speech;
        let mut holders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for history in self.free.iter().filter(|history| !held.contains(&*histories[**history].last().file)) {
            for passage in histories[*history].passages.iter().filter(is_speech) {
                holders.entry(&passage.content_anchor).or_default().push(*history);
            }
        }
        if holders.is_empty() {
            return;
        }
        let mut candidates: Vec<(usize, usize, MeetingIndex)> = Vec::new();
        for index in (0..self.found.len()).filter(|index| self.found[*index].is_none()) {
            let mut common: BTreeMap<usize, usize> = BTreeMap::new();
            let mut all = 0;
            for speech in self.archive.meetings[index].speeches() {
                all += 1;
                for history in holders.get(&*speech.id.to_string()).into_iter().flatten() {
                    *common.entry(*history).or_default() += 1;
                }
            }
            candidates.extend(common.into_iter().filter_map(|(history, common)| {
                let before = histories[history].passages.iter().filter(is_speech).count();
                (common * 2 >= all.min(before)).then_some((common, history, index))
            }));
        }
        candidates.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, history, meeting) in candidates {
            self.take(meeting, history);
        }
    }

    /// For each meeting the deleted records whose addresses lead to it, because it claims them, or because it claimed
    /// them when they were last published and no other record does now.
    fn merged(&self, claims: &BTreeMap<MeetingIndex, Vec<usize>>, claimers: &Claimers) -> Vec<Vec<usize>> {
        let histories = self.found.iter().enumerate();
        let now: FxHashMap<usize, MeetingIndex> =
            histories.filter_map(|(index, history)| Some(((*history)?, index))).collect();
        let claimed: FxHashMap<usize, MeetingIndex> =
            claims.iter().flat_map(|(index, claimed)| claimed.iter().map(|history| (*history, *index))).collect();
        let mut merged = vec![Vec::new(); self.found.len()];
        for history in &self.free {
            let claimer = || claimers.of(*history).and_then(|claimer| now.get(&claimer));
            if let Some(index) = claimed.get(history).or_else(claimer) {
                merged[*index].push(*history);
            }
        }
        merged
    }
}

/// Records that had the addresses of others when those were last published.
struct Claimers(FxHashMap<usize, usize>);

impl Claimers {
    fn new(register: &Register) -> Self {
        let rows = register.known_addresses.iter().filter(|known| known.kind == ResourceKind::Redirect);
        // The last line for an address is its latest target.
        let led: FxHashMap<&str, &str> = rows.map(|known| (&*known.value, &*known.key)).collect();
        let histories = || register.histories.iter().enumerate();
        let mut by_address: FxHashMap<&str, usize> = FxHashMap::default();
        for (index, history) in histories().filter(|_| !led.is_empty()) {
            by_address.extend(history.versions.iter().map(|version| (&*version.address, index)));
        }
        let claimer = |history: &History| by_address.get(led.get(&*history.last().address)?).copied();
        let claimers = histories().filter_map(|(index, history)| Some((index, claimer(history)?)));
        Claimers(claimers.filter(|(index, claimer)| index != claimer).collect())
    }

    fn of(&self, history: usize) -> Option<usize> {
        self.0.get(&history).copied()
    }
}

/// Number of speeches that a history and a record have in common, word for word.
fn common(history: &History, meeting: &Meeting<Speaker>) -> usize {
    let speeches = history.passages.iter().filter(|passage| passage.kind == PassageKind::Speech);
    let before: FxHashSet<&str> = speeches.map(|passage| &*passage.content_anchor).collect();
    meeting.speeches().filter(|speech| before.contains(&*speech.id.to_string())).count()
}

/// Reports whether a record at the address of another may be a later version of it.
fn goes_on(history: &History, meeting: &Meeting<Speaker>) -> bool {
    let last = history.last();
    let is_silent = !history.passages.iter().any(|passage| passage.kind == PassageKind::Speech);
    *last.file == *meeting.details.path
        || last.title == super::passages::one_line(&meeting.details.title).into_boxed_str()
        || is_silent
        || meeting.speeches().next().is_none()
        || common(history, meeting) > 0
}
