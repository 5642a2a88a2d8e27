//! Successors of published addresses: renamed records, merged people and changed address patterns redirect
//! automatically.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses::{FRONT_PAGE, TERMS_OF};
use super::former_versions::addresses_of_versions;
use super::preserved_redirects::restore_redirects;
use super::{History, KnownAddress, LedgerStep, PassageKind, Register, ResourceKind, Version};
use crate::record::{Archive, GoneIndex, MeetingDetails, MeetingIndex, SpeakerIndex, TOPICS_KEY, fold_label};
use crate::site::well_known::former_version;
use crate::site::{Address, OldAddress, OldAddressKind, Successor};
use crate::text::slug::{folded, slugify};

/// Id of the listing of a series or term that a record names: the name itself if it is declared, else the slug made of it.
fn listed_as(written: &str, is_declared: impl Fn(&str) -> bool) -> Box<str> {
    if is_declared(written) { written.into() } else { slugify(written).text.into() }
}

/// Reports whether the listing of a series or term that a record names can have an id.
fn is_listed_as(written: &str, id: &str) -> bool {
    // What is a slug already need not be made one; most ids are.
    let is_slug = written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    written == id || (!is_slug && slugify(written).text == id)
}

/// Every published address with its successor.
pub fn old_addresses(register: &Register, archive: &Archive) -> Vec<OldAddress> {
    let mut all = automatic_successors(register, archive);
    restore_redirects(register, &mut all);
    all
}

/// Every published address of a page, feed or file, with the successor that follows from the register alone.
pub(super) fn automatic_successors(register: &Register, archive: &Archive) -> Vec<OldAddress> {
    let register_of = Records::new(register, archive);
    let mut all = Vec::new();
    for (index, history) in register.histories.iter().enumerate() {
        let now = register_of.of_record(index);
        for version in &history.versions {
            // An explicit redirect for a deleted record names its last address.
            let (address, base) = (Address::new(&version.address), Address::new(&history.last().address));
            all.push(OldAddress { address, base, kind: OldAddressKind::Page, now: now.clone() });
        }
        for (address, number) in addresses_of_versions(history) {
            let (address, base) = (Address::new(address), Address::new(&history.last().address));
            if address.path().ends_with('/') {
                let (address, kind) = (address.join(&former_version(number)), OldAddressKind::FormerVersion(number));
                all.push(OldAddress { address, base, kind, now: now.clone() });
            }
        }
    }
    let own = |known: &&KnownAddress| {
        !matches!(known.kind, ResourceKind::Label | ResourceKind::Paper | ResourceKind::File | ResourceKind::Redirect)
    };
    let mut bases: FxHashMap<(ResourceKind, &str), &str> = FxHashMap::default();
    for known in register.known_addresses.iter().filter(own) {
        bases.entry((known.kind, &known.key)).or_insert(&known.value);
    }
    let mut successors: FxHashMap<(ResourceKind, &str), Option<Successor>> = FxHashMap::default();
    for known in register.known_addresses.iter().filter(own) {
        let key = (known.kind, &*known.key);
        let now = successors.entry(key).or_insert_with(|| register_of.successor(known)).clone();
        let now = now.unwrap_or(Successor::Explicit);
        let (address, base) = (Address::new(&known.value), Address::new(bases[&key]));
        all.push(OldAddress { address, base, kind: OldAddressKind::Page, now });
    }
    all.extend(register_of.files());
    all
}

/// Records of the register, matched with those of the archive.
struct Records<'a> {
    register: &'a Register,
    archive: &'a Archive,
    /// For each history the meeting that continues it.
    now: Vec<Option<MeetingIndex>>,
    /// Former labels by speaker id.
    labels: FxHashMap<&'a str, Vec<&'a str>>,
    speakers: FxHashMap<&'a str, SpeakerIndex>,
}

impl<'a> Records<'a> {
    fn new(register: &'a Register, archive: &'a Archive) -> Self {
        let mut by_name: FxHashMap<&str, MeetingIndex> = FxHashMap::default();
        for (index, history) in archive.histories.iter().enumerate() {
            by_name.extend(history.as_ref().map(|history| (&*history.name, index)));
        }
        let mut labels: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for known in register.known_addresses.iter().filter(|known| known.kind == ResourceKind::Label) {
            labels.entry(&known.key).or_default().push(&known.value);
        }
        Records {
            register,
            archive,
            now: register.histories.iter().map(|history| by_name.get(&*history.name).copied()).collect(),
            labels,
            speakers: archive.speakers.iter().enumerate().map(|(index, speaker)| (&*speaker.id, index)).collect(),
        }
    }

    /// Published files, one entry for each record or page that linked to them.
    fn files(&self) -> Vec<OldAddress> {
        let by_name: FxHashMap<&str, usize> =
            self.register.histories.iter().enumerate().map(|(index, history)| (&*history.name, index)).collect();
        let mut all = Vec::new();
        for known in &self.register.known_addresses {
            let address = Address::new(&known.value);
            let (base, now) = match known.kind {
                ResourceKind::Paper => {
                    let Some(&index) = by_name.get(&*known.key) else { continue };
                    let history = &self.register.histories[index];
                    (Address::new(&history.last().address), self.of_record(index))
                }
                ResourceKind::File if *known.key == *FRONT_PAGE => (address.clone(), Successor::Home),
                ResourceKind::File => (address.clone(), self.page(&known.key).unwrap_or(Successor::Explicit)),
                _ => continue,
            };
            all.push(OldAddress { address, base, kind: OldAddressKind::File, now });
        }
        all
    }

    /// Successor of a record; for a deleted one an explicit redirect.
    fn of_record(&self, index: usize) -> Successor {
        let gone = || gone(self.archive, &self.register.histories[index]).map(Successor::Gone);
        self.now[index].map(Successor::Meeting).or_else(gone).unwrap_or(Successor::Explicit)
    }

    /// Successor of a page, by its file.
    fn page(&self, path: &str) -> Option<Successor> {
        let page = self.archive.pages.iter().position(|page| *page.path == *path);
        let gone = || self.archive.gone.iter().position(|gone| gone.date.is_none() && *gone.path == *path);
        page.map(Successor::Page).or_else(|| gone().map(Successor::Gone))
    }

    fn successor(&self, known: &KnownAddress) -> Option<Successor> {
        let key = &*known.key;
        match known.kind {
            ResourceKind::Site => Some(match key {
                "meetings" => Successor::Meetings,
                "speakers" => Successor::Speakers,
                "bodies" => Successor::Bodies,
                "decisions" => Successor::Decisions,
                "matters" => Successor::Matters,
                "watches" => Successor::Watches,
                "data" => Successor::OpenData,
                "corrections" => Successor::Corrections,
                _ if key.starts_with(TERMS_OF) => Successor::Meetings,
                _ => Successor::Home,
            }),
            ResourceKind::Year => Some(Successor::Meetings),
            ResourceKind::Speaker => self.speaker(key),
            ResourceKind::Series => {
                let is_declared = |id: &str| self.archive.registry.series.iter().any(|series| *series.id == *id);
                self.most(
                    |version| version.series.iter().any(|written| is_listed_as(written, key)),
                    |details| details.series.iter().map(|written| listed_as(written, is_declared)).collect(),
                    key,
                )
                .map(|id| id.map_or(Successor::Meetings, Successor::Series))
            }
            ResourceKind::Topic => {
                self.term(TOPICS_KEY, key, |version| version.topics.iter().map(|id| &**id).collect())
            }
            ResourceKind::Term => {
                let (taxonomy, id) = key.split_once(' ')?;
                self.term(taxonomy, id, |version| {
                    let terms = version.terms.iter().filter_map(|term| term.split_once(' '));
                    terms.filter(|(key, _)| *key == taxonomy).map(|(_, id)| id).collect()
                })
            }
            ResourceKind::Highlight => {
                let index = self.register.histories.iter().position(|history| *history.name == *key)?;
                Some(self.of_record(index))
            }
            ResourceKind::Page => self.page(key),
            ResourceKind::Label | ResourceKind::Paper | ResourceKind::File | ResourceKind::Redirect => None,
        }
    }

    /// Successor of a term, by the key of its taxonomy and its id; `terms` gives those of a version as written.
    fn term(&self, taxonomy: &str, id: &str, terms: impl Fn(&Version) -> Vec<&str>) -> Option<Successor> {
        let known = self.archive.registry.taxonomies.iter().find(|known| *known.key == *taxonomy);
        let is_declared = |id: &str| known.is_some_and(|known| known.terms.iter().any(|term| *term.id == *id));
        let found = self.most(
            |version| terms(version).into_iter().any(|written| is_listed_as(written, id)),
            |details| details.terms_of(taxonomy).iter().map(|written| listed_as(written, is_declared)).collect(),
            id,
        )?;
        Some(found.map_or(Successor::Meetings, |id| Successor::Term(taxonomy.into(), id)))
    }

    /// The id that most of these records have now: `key` itself, if any still has it. `Some(None)` when they have none
    /// now or were withdrawn, which can happen at a scheduled hour with no editor at hand. `None` when no record ever
    /// had it.
    fn most(
        &self,
        had: impl Fn(&Version) -> bool,
        have: impl Fn(&MeetingDetails) -> Vec<Box<str>>,
        key: &str,
    ) -> Option<Option<Box<str>>> {
        let mut counts: BTreeMap<Box<str>, usize> = BTreeMap::new();
        let had_once = |history: &History| history.versions.iter().any(&had);
        let holders = self.register.histories.iter().zip(&self.now).filter(|(history, _)| had_once(history));
        for id in holders.filter_map(|(_, now)| *now).flat_map(|now| have(&self.archive.meetings[now].details)) {
            *counts.entry(id).or_default() += 1;
        }
        if counts.contains_key(key) {
            return Some(Some(key.into()));
        }
        match counts.into_iter().rev().max_by_key(|(_, count)| *count) {
            Some((id, _)) => Some(Some(id)),
            None => self.register.histories.iter().any(had_once).then_some(None),
        }
    }

    /// Successor of a speaker page, in order: the same id; the owner of its labels; the speaker of the same speeches;
    /// the speaker index, when those speeches were removed, withdrawn or deleted with their record.
    ///
    /// For a deleted record the editors are asked only once, and its speakers may lose the last of their pages at any
    /// later time.
    fn speaker(&self, id: &str) -> Option<Successor> {
        if let Some(index) = self.speakers.get(id) {
            return Some(Successor::Speaker(*index));
        }
        let labels: FxHashSet<String> =
            self.labels.get(id).into_iter().flatten().map(|label| fold_label(label)).collect();
        let mut counts: BTreeMap<SpeakerIndex, usize> = BTreeMap::new();
        for (index, speaker) in self.archive.speakers.iter().enumerate() {
            let same = speaker.labels.iter().filter(|label| labels.contains(&fold_label(label))).count();
            if same > 0 {
                counts.insert(index, same);
            }
        }
        let by_label = !counts.is_empty();
        let mut spoke = false;
        for (history, now) in self.register.histories.iter().zip(&self.now).filter(|_| !by_label) {
            let said = history.versions.iter().flat_map(|version| &version.steps).filter_map(|step| match step {
                LedgerStep::Change(passage) | LedgerStep::Add(passage) => Some(passage),
                LedgerStep::Keep(_) | LedgerStep::Drop(_) => None,
            });
            let theirs: FxHashSet<&str> = said
                .filter(|passage| passage.kind == PassageKind::Speech && labels.contains(&fold_label(&passage.label)))
                .map(|passage| &*passage.id)
                .collect();
            spoke |= !theirs.is_empty();
            let Some(now) = now else { continue };
            let meeting = &self.archive.meetings[*now];
            for speech in meeting.speeches().filter(|speech| theirs.contains(&*speech.id.to_string())) {
                for &speaker in &meeting.speaker_of(speech).by {
                    *counts.entry(speaker).or_default() += 1;
                }
            }
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(index, _)| Successor::Speaker(index)).or(spoke.then_some(Successor::Speakers))
    }
}

/// The withdrawal notice of a record, found by its file or by one of its addresses.
pub(super) fn gone(archive: &Archive, history: &History) -> Option<GoneIndex> {
    let records = || archive.gone.iter().enumerate().filter(|(_, gone)| gone.date.is_some());
    let by_file = records().find(|(_, gone)| *gone.path == *history.last().file);
    let had = |slug: &str| history.versions.iter().any(|version| folded(&version.slug) == folded(slug));
    let by_slug = || records().find(|(_, gone)| had(&gone.slug) || gone.aliases.iter().any(|alias| had(alias)));
    by_file.or_else(by_slug).map(|(index, _)| index)
}
