//! Additions of a publication to the register: new versions and new addresses. Reports published addresses that would
//! stop answering, which forbids the publication.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::former_versions::is_correction;
use super::log::{LogLine, Publication, PublicationKind};
use super::passages::{one_line, passages};
use super::revision_diff::next_version;
use super::successors::{automatic_successors, gone};
use super::{History, KnownAddress, LedgerStep, Register, ResourceKind, Version, addresses, ledger_format};
use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;
use crate::record::{Archive, Meeting, MeetingDetails, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::site::{Address, OutputKind, OutputPath, Plan, Successor};
use crate::text::slug::{folded, loose, slugify};
use crate::text::source::Sources;

/// Input of [`revise`].
pub struct Revising<'a> {
    /// The archive with its history applied.
    pub archive: &'a Archive,
    /// The plan of the site.
    pub plan: &'a Plan,
    /// The texts.
    pub sources: &'a dyn Sources,
    /// The moment of the publication.
    pub now: Timestamp,
    /// True if corrections without a note in the record count as slips of the pen.
    pub minor: bool,
}

/// Additions of a publication to the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The records with a new version, by the order of the archive.
    pub records: Vec<Revised>,
    /// Addresses that were never published before.
    pub addresses: Vec<KnownAddress>,
    /// The new block of the log; `None` when there is nothing to publish.
    pub publication: Option<Publication>,
    /// Fingerprint of the register that this continues.
    pub(super) onto: Fingerprint,
    /// The whole list of addresses, with the new ones.
    pub(super) address_list: String,
}

impl Revision {
    /// Reports whether nothing has changed since the last publication.
    pub fn is_empty(&self) -> bool {
        self.publication.is_none()
    }

    /// Names of the records that it withdraws.
    pub fn withdrawn(&self) -> impl Iterator<Item = &str> {
        let lines = self.publication.iter().flat_map(|publication| &publication.lines);
        lines.filter_map(|line| match line {
            LogLine::Withdrawn(name) => Some(&**name),
            LogLine::Record(..) | LogLine::Addresses(..) | LogLine::Lost(_) => None,
        })
    }
}

/// A record with a new version.
#[derive(Debug, Clone, PartialEq)]
pub struct Revised {
    /// Name of the record in the register.
    pub name: Box<str>,
    /// The new version.
    pub version: Version,
    /// Number of speeches altered, added or removed; 0 for the first version.
    pub speeches: usize,
    /// The address before, if it has changed.
    pub moved_from: Option<Box<str>>,
}

/// Computes what a publication adds. Every published address that would vanish is an error, and then nothing may be
/// published.
pub fn revise(register: &Register, revising: &Revising<'_>) -> Reported<Revision> {
    let Revising { archive, plan, now, .. } = revising;
    let by_name: FxHashMap<&str, &History> =
        register.histories.iter().map(|history| (&*history.name, history)).collect();
    let history_of = |index: MeetingIndex| {
        archive.histories[index].as_ref().and_then(|history| by_name.get(&*history.name).copied())
    };
    let addresses = addresses_of(plan, archive.meetings.len());
    let visible = (0..archive.meetings.len()).into_par_iter().filter(|index| archive.pending[*index].is_none());
    let visible = visible.filter_map(|index| {
        let merged = archive.histories[index].iter().flat_map(|history| &history.merged);
        let merged: Vec<&History> = merged.filter_map(|name| by_name.get(&**name).copied()).collect();
        revised(revising, index, &addresses[index], history_of(index), &merged)
    });
    let mut records: Vec<Revised> = visible.collect();
    name_new(register, &mut records);

    let known: FxHashSet<&KnownAddress> = register.known_addresses.iter().collect();
    let new_names: FxHashMap<&str, &str> = records.iter().map(|new| (&*new.version.file, &*new.name)).collect();
    let name_of = |index: MeetingIndex| {
        let own = history_of(index).map(|history| &*history.name);
        own.or_else(|| new_names.get(&*archive.meetings[index].details.path).copied()).unwrap_or_default().into()
    };
    let all = addresses::of_site(archive, plan, &name_of).into_iter();
    let all = all.map(|(kind, key, _, value)| KnownAddress { kind, key, value });
    // An automatic successor needs no line of its own.
    let successors = automatic_successors(register, archive);
    let led = successors
        .iter()
        .filter(|successors| successors.now != Successor::Explicit)
        .map(|successors| successors.address.path());
    let led: FxHashSet<&str> = led.collect();
    let is_news = |address: &KnownAddress| {
        !known.contains(address) && (address.kind != ResourceKind::Redirect || !led.contains(&*address.value))
    };
    let new: Vec<KnownAddress> = all.filter(is_news).collect();
    let listed: Vec<KnownAddress> = register.known_addresses.iter().chain(&new).cloned().collect();
    let written = addresses::written(&listed);

    // An earlier publication may have been interrupted before it wrote the log; its versions are logged with this one.
    let mut heads: BTreeMap<&str, (u32, Hash)> = register.heads().collect();
    heads.extend(records.iter().map(|record| (&*record.name, (record.version.number, record.version.hash))));
    let logged = register.log.records();
    let mut lines: Vec<LogLine> = heads
        .into_iter()
        .filter(|(name, head)| logged.get(name) != Some(head))
        .map(|(name, (version, hash))| LogLine::Record(name.into(), version, hash))
        .collect();
    // Only the log can reveal that a copy dates from before a withdrawal.
    let withdrawn = register.log.withdrawn();
    for history in &register.histories {
        let (name, is_gone) = (&*history.name, gone(archive, history).is_some());
        let (last, is_logged) = (history.last(), withdrawn.contains_key(name));
        let is_listed = lines.iter().any(|line| matches!(line, LogLine::Record(listed, ..) if **listed == *name));
        match (is_gone, is_logged) {
            (true, false) => lines.push(LogLine::Withdrawn(name.into())),
            (false, true) if !is_listed && archive.histories.iter().flatten().any(|history| *history.name == *name) => {
                lines.push(LogLine::Record(name.into(), last.number, last.hash));
            }
            _ => {}
        }
    }
    let addresses_now = (listed.len(), Hash::of(written.as_bytes()));
    if register.log.addresses() != Some(addresses_now) && !listed.is_empty() {
        lines.push(LogLine::Addresses(addresses_now.0, addresses_now.1));
    }
    let at = second(*now).max(register.log.publications.last().map_or(Timestamp::MIN, |last| last.at));
    let publication =
        (!lines.is_empty()).then(|| Publication::after(&register.log, PublicationKind::Publish, at, lines));
    let diagnostics = vanished(register, revising);
    let value = Revision { records, addresses: new, publication, onto: register.fingerprint, address_list: written };
    Reported { value, diagnostics }
}

impl Register {
    /// Number of versions and hash of the last one, for each record.
    pub(super) fn heads(&self) -> impl Iterator<Item = (&str, (u32, Hash))> {
        self.histories.iter().map(|history| (&*history.name, (history.last().number, history.last().hash)))
    }
}

/// A moment truncated to the second, as the register keeps it.
pub(super) fn second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}

/// The next version of a record; `None` when nothing has changed since the last one.
fn revised(
    revising: &Revising<'_>,
    index: MeetingIndex,
    address: &str,
    history: Option<&History>,
    merged: &[&History],
) -> Option<Revised> {
    let meeting = &revising.archive.meetings[index];
    let details = &meeting.details;
    let text = revising.sources.get(details.source).text;
    let mut fresh = passages(meeting, &text, |speaker| &speaker.name.label);
    if let Some(history) = &revising.archive.histories[index] {
        let content_anchor: FxHashMap<&str, &str> =
            history.preserved_ids.iter().map(|(id, content_anchor)| (&**id, &**content_anchor)).collect();
        for passage in &mut fresh {
            if let Some(content_anchor) = content_anchor.get(&*passage.id) {
                passage.content_anchor = (*content_anchor).into();
            }
        }
    }
    let mut version = describe(meeting, revising.sources.fingerprint(details.source));
    version.address = address.into();
    version.at = second(revising.now);
    let Some(history) = history else {
        version.steps = fresh.into_iter().map(LedgerStep::Add).collect();
        return Some(Revised { name: details.slug.clone(), version: sealed(version), speeches: 0, moved_from: None });
    };
    let last = history.last();
    let next = next_version(history, merged, fresh);
    version.moved = next.moved(history);
    let as_before = |version: &Version| {
        (&last.title, &last.date, &last.slug, &last.address, &last.series, &last.topics, &last.terms)
            == (
                &version.title,
                &version.date,
                &version.slug,
                &version.address,
                &version.series,
                &version.topics,
                &version.terms,
            )
    };
    let new_notes = details.corrections.get(last.noted..).unwrap_or_default();
    let notes: Vec<String> =
        new_notes.iter().filter_map(|correction| correction.note.as_deref()).map(one_line).collect();
    let is_same = as_before(&version) && !next.is_change(history) && version.moved.is_empty();
    // A reason that was written after its correction went live belongs to that one, and not to the next.
    if is_same && (notes.is_empty() || !is_unexplained(history)) {
        return None;
    }
    version.note = (!notes.is_empty()).then(|| notes.join(" ").into());
    version.minor =
        if new_notes.is_empty() { revising.minor } else { new_notes.iter().all(|correction| correction.minor) };
    version.number = last.number + 1;
    version.before = Some(last.hash);
    version.at = version.at.max(last.at);
    let speeches = next.speeches(history);
    version.steps = next.steps;
    let moved_from = (last.address != version.address).then(|| last.address.clone());
    Some(Revised { name: history.name.clone(), version: sealed(version), speeches, moved_from })
}

/// Reports whether the last correction of a record was published without a reason, and none has been given since.
fn is_unexplained(history: &History) -> bool {
    let versions = history.versions.windows(2).rev();
    let unexplained = versions.take_while(|pair| pair[1].note.is_none());
    unexplained.into_iter().any(|pair| is_correction(&pair[0], &pair[1]))
}

/// Terms of a record under taxonomies other than topics, each behind the key of its taxonomy and a space.
fn keyed_terms(details: &MeetingDetails) -> impl Iterator<Item = String> {
    details.terms.iter().flat_map(|(key, terms)| terms.iter().map(move |term| format!("{key} {term}")))
}

/// A first version of a record, without address, time and passages.
pub(super) fn describe<S>(meeting: &Meeting<S>, source: Fingerprint) -> Version {
    let details = &meeting.details;
    Version {
        number: 1,
        at: Timestamp::UNIX_EPOCH,
        before: None,
        minor: false,
        note: None,
        noted: details.corrections.len(),
        file: Box::from(&*details.path),
        source,
        slug: details.slug.clone(),
        address: Box::default(),
        title: one_line(&details.title).into(),
        date: details.date.to_string().into(),
        series: details.series.as_deref().map(|series| one_line(series).into()),
        topics: details.topics.iter().map(|topic| one_line(topic).into()).collect(),
        terms: keyed_terms(details).map(|term| one_line(&term).into()).collect(),
        steps: Vec::new(),
        moved: Vec::new(),
        hash: Hash::of(b""),
    }
}

/// The version with its hash computed.
pub(super) fn sealed(mut version: Version) -> Version {
    version.hash = ledger_format::hash_of(&version);
    version
}

/// The address of each meeting.
fn addresses_of(plan: &Plan, meetings: usize) -> Vec<Box<str>> {
    let mut addresses = vec![Box::default(); meetings];
    for output in &plan.outputs {
        if let OutputKind::Meeting(index) = output.kind {
            addresses[index] = output.address.path().into();
        }
    }
    addresses
}

/// Gives each new record a unique name; its slug may have belonged to another record once.
fn name_new(register: &Register, records: &mut [Revised]) {
    let mut taken: BTreeSet<String> = register.histories.iter().map(|history| folded(&history.name)).collect();
    for record in records.iter_mut().filter(|record| record.version.number == 1) {
        let slug = record.name.clone();
        let name = |number: usize| if number == 1 { slug.to_string() } else { format!("{slug}-{number}") };
        let free = (1..).map(name).find(|name| taken.insert(folded(name)));
        record.name = free.expect("of endlessly many names one is free").into();
    }
}

/// Reports whether the archive knows no people and no organisations, although speakers were published under ids that their labels alone
/// do not give.
fn is_registry_lost(register: &Register, archive: &Archive) -> bool {
    let mut labels = register.known_addresses.iter().filter(|known| known.kind == ResourceKind::Label);
    archive.registry.people.is_empty()
        && archive.registry.organisations.is_empty()
        && labels.any(|known| !loose(&known.key).starts_with(&loose(&slugify(&known.value).text)))
}

/// Reports published addresses that would answer no more.
fn vanished(register: &Register, revising: &Revising<'_>) -> Vec<Diagnostic> {
    let Revising { archive, plan, .. } = revising;
    let there: FxHashMap<String, &OutputKind> =
        plan.outputs.iter().map(|output| (folded(output.path.as_str()), &output.kind)).collect();
    let at = |address: &str| {
        OutputPath::of(&Address::new(address)).and_then(|path| there.get(&folded(path.as_str())).copied())
    };
    let (mut diagnostics, mut lost): (Vec<Diagnostic>, BTreeSet<&str>) = Default::default();
    let held_files: FxHashSet<&str> = archive.held.iter().map(|held| &*held.path).collect();
    for history in &register.histories {
        let (last, gone) = (history.last(), gone(archive, history));
        let addresses: BTreeSet<&str> = history.versions.iter().map(|version| &*version.address).collect();
        // An announcement does not stand in for its record.
        let is_lost = |address: &&&str| matches!(at(address), None | Some(OutputKind::Announced(_)));
        if let Some(address) = addresses.iter().find(is_lost) {
            lost.insert(&*history.name);
            let held = held_files.contains(&*last.file);
            let why = if held { "is held back now" } else { "is not there any more" };
            diagnostics.push(
                Diagnostic::anywhere(
                    Problem::VanishedAddress,
                    format!("{address} was published, and its record ({}) {why}", last.file),
                )
                .hint(
                    "restore the record; or list the old address under `aliases:` of the record that replaces it; or withdraw it openly, with `withdrawn: {reason: …}`",
                ),
            );
        }
        // The notice of a withdrawn record gives way to another record at its address.
        for address in addresses.into_iter().filter(|_| gone.is_none()) {
            let Some(OutputKind::Meeting(index)) = at(address) else { continue };
            if archive.histories[*index].as_ref().is_none_or(|own| own.name != history.name) {
                let now = &archive.meetings[*index].details.path;
                diagnostics.push(
                    Diagnostic::anywhere(
                        Problem::VanishedAddress,
                        format!("{address} was the address of {}, and would be that of {now}", last.file),
                    )
                    .hint(format!(
                        "give {now} another `slug:`; or, if it is the same record, name its address under `aliases:` in it"
                    )),
                );
            }
        }
    }
    // Only hosts that support redirects can redirect a file that is no page.
    let leads_on: FxHashSet<&str> = plan.redirects.iter().map(|(from, _)| from.path()).collect();
    let mut reported: BTreeSet<(ResourceKind, &str)> = BTreeSet::new();
    let registry_is_lost = is_registry_lost(register, archive);
    let mut lost_speakers: Vec<&str> = Vec::new();
    let ids: FxHashSet<&str> = archive.speakers.iter().map(|speaker| &*speaker.id).collect();
    let rows: FxHashSet<&str> = archive.forwards.iter().map(|row| &*row.from).collect();
    let settled = |known: &KnownAddress| ids.contains(&*known.key) || rows.contains(&*known.value);
    for known in register.known_addresses.iter().filter(|known| known.kind != ResourceKind::Label) {
        let is_file = matches!(known.kind, ResourceKind::Paper | ResourceKind::File);
        let which = if is_file || known.kind == ResourceKind::Redirect { &known.value } else { &known.key };
        let redirects = !known.value.ends_with('/') && leads_on.contains(&*known.value);
        let is_there = at(&known.value).is_some() || redirects;
        // The remedy for a lost record covers its papers too.
        let is_covered = known.kind == ResourceKind::Paper && lost.contains(&*known.key);
        if registry_is_lost && known.kind == ResourceKind::Speaker && !settled(known) {
            // Their pages would lead to those of their labels, of which one person may have several.
            if reported.insert((known.kind, which)) {
                lost_speakers.push(&known.value);
            }
            continue;
        }
        if is_there || is_covered || !reported.insert((known.kind, which)) {
            continue;
        }
        let address = &known.value;
        let (message, hint) = match known.kind {
            ResourceKind::Paper | ResourceKind::File => (
                format!("{address} was published, and nothing links to that file any more"),
                "link to it again where it was; or write a row into `.redirects`: this address, a tab, and the address of \
                 the file or page that has its place",
            ),
            ResourceKind::Page => (
                format!("{address} was published, and its page ({}) is not there any more", known.key),
                "restore the page; or take it back openly, with `withdrawn: {reason: …}` in its metadata; or write a row into \
                 `.redirects`: this address, a tab, and the address that has its place",
            ),
            _ => (
                format!("{address} was published, and nothing would be there now"),
                "write a row into `.redirects`: this address, a tab, and the address that has its place, such as `/speakers/`",
            ),
        };
        diagnostics.push(Diagnostic::anywhere(Problem::VanishedAddress, message).hint(hint));
    }
    if let [first, more @ ..] = &lost_speakers[..] {
        let all = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
        let message = format!(
            "people.yml is gone or names nobody, and speakers would have other addresses: {first} was published{all}"
        );
        diagnostics.push(Diagnostic::anywhere(Problem::VanishedAddress, message).hint(
            "restore people.yml from git or a backup; if it is meant to be gone, write a row into `.redirects` for each of these \
             addresses: the address, a tab, and the address that has its place, such as `/speakers/`",
        ));
    }
    diagnostics
}
