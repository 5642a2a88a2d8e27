//! What a publication adds to the register: new versions, new addresses; and what must not be published, because an
//! address that answered would answer no more.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::log::{LogLine, Publication, PublicationKind};
use super::passages::{one_line, passages};
use super::revision_diff::next_version;
use super::successors::{automatic_successors, gone};
use super::{History, KnownAddress, LedgerStep, Register, ResourceKind, Version, addresses, ledger_format};
use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;
use crate::record::{Archive, Meeting, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::site::{Address, OutputKind, OutputPath, Plan, Successor};
use crate::text::slug::folded;
use crate::text::source::Sources;

/// What is to be published.
pub struct Revising<'a> {
    /// The archive, settled.
    pub archive: &'a Archive,
    /// The plan of the site.
    pub plan: &'a Plan,
    /// The texts.
    pub sources: &'a dyn Sources,
    /// The moment of the publication.
    pub now: Timestamp,
    /// Whether corrections of which the records say nothing are slips of the pen.
    pub minor: bool,
}

/// What a publication adds to the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The records with a new version, by the order of the archive.
    pub records: Vec<Revised>,
    /// Addresses that were never published before.
    pub addresses: Vec<KnownAddress>,
    /// What is written into the log; `None` when there is nothing to write.
    pub publication: Option<Publication>,
    /// Of the register that this goes on from.
    pub(super) onto: Fingerprint,
    /// The whole list of addresses, with the new ones.
    pub(super) address_list: String,
}

impl Revision {
    /// Whether the site is as it was when it was last published.
    pub fn is_empty(&self) -> bool {
        self.publication.is_none()
    }
}

/// A record with a new version.
#[derive(Debug, Clone, PartialEq)]
pub struct Revised {
    /// Under which name the register keeps it.
    pub name: Box<str>,
    /// The new version.
    pub version: Version,
    /// How many speeches it alters, puts in or takes out; for the first version 0.
    pub speeches: usize,
    /// The address before, if it is another now.
    pub moved_from: Option<Box<str>>,
}

/// Tells what a publication adds. An address that would vanish is an error; then nothing must be published.
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
    // What leads on by itself needs no line that says so.
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

    // What an earlier publication wrote and could not log is logged with this one.
    let mut heads: BTreeMap<&str, (u32, Hash)> = register.heads().collect();
    heads.extend(records.iter().map(|record| (&*record.name, (record.version.number, record.version.hash))));
    let logged = register.log.records();
    let mut lines: Vec<LogLine> = heads
        .into_iter()
        .filter(|(name, head)| logged.get(name) != Some(head))
        .map(|(name, (version, hash))| LogLine::Record(name.into(), version, hash))
        .collect();
    // A copy from before a withdrawal can be told by the log alone.
    let withdrawn = register.log.withdrawn();
    for history in &register.histories {
        let (name, is_gone) = (&*history.name, gone(archive, history).is_some());
        let (last, is_told) = (history.last(), withdrawn.contains_key(name));
        let is_listed = lines.iter().any(|line| matches!(line, LogLine::Record(listed, ..) if **listed == *name));
        match (is_gone, is_told) {
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
    /// For each record how many versions it has, and the hash of the last.
    pub(super) fn heads(&self) -> impl Iterator<Item = (&str, (u32, Hash))> {
        self.histories.iter().map(|history| (&*history.name, (history.last().number, history.last().hash)))
    }
}

/// A moment to the second, as the register keeps it.
pub(super) fn second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}

/// The next version of a record; `None` when it is as it was published.
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
        (&last.title, &last.date, &last.slug, &last.address, &last.series, &last.topics)
            == (&version.title, &version.date, &version.slug, &version.address, &version.series, &version.topics)
    };
    if as_before(&version) && !next.is_change(history) && version.moved.is_empty() {
        return None;
    }
    let told = details.corrections.get(last.noted..).unwrap_or_default();
    let notes: Vec<String> = told.iter().filter_map(|told| told.note.as_deref()).map(one_line).collect();
    version.note = (!notes.is_empty()).then(|| notes.join(" ").into());
    version.minor = if told.is_empty() { revising.minor } else { told.iter().all(|told| told.minor) };
    version.number = last.number + 1;
    version.before = Some(last.hash);
    version.at = version.at.max(last.at);
    let speeches = next.speeches(history);
    version.steps = next.steps;
    let moved_from = (last.address != version.address).then(|| last.address.clone());
    Some(Revised { name: history.name.clone(), version: sealed(version), speeches, moved_from })
}

/// A first version of a record, without its address, its time and what it says.
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
        steps: Vec::new(),
        moved: Vec::new(),
        hash: Hash::of(b""),
    }
}

/// A version with its hash.
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

/// Gives each new record a name that no other has; a slug may have been another's once.
fn name_new(register: &Register, records: &mut [Revised]) {
    let mut taken: BTreeSet<String> = register.histories.iter().map(|history| folded(&history.name)).collect();
    for record in records.iter_mut().filter(|record| record.version.number == 1) {
        let slug = record.name.clone();
        let name = |number: usize| if number == 1 { slug.to_string() } else { format!("{slug}-{number}") };
        let free = (1..).map(name).find(|name| taken.insert(folded(name)));
        record.name = free.expect("of endlessly many names one is free").into();
    }
}

/// What was published and would be nowhere any more.
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
        // That the meeting is announced takes no place of its record.
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
                    "put the record back; or name the old address under `aliases:` of the record that has its place; \
                     or take it back in the open, with `withdrawn: {reason: …}`",
                ),
            );
        }
        // What says that a record was taken back gives way to another.
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
    // A file of another kind than a page cannot lead on by itself; only hosts that know redirects can.
    let leads_on: FxHashSet<&str> = plan.redirects.iter().map(|(from, _)| from.path()).collect();
    let mut told: BTreeSet<(ResourceKind, &str)> = BTreeSet::new();
    for known in register.known_addresses.iter().filter(|known| known.kind != ResourceKind::Label) {
        let is_file = matches!(known.kind, ResourceKind::Paper | ResourceKind::File);
        let which = if is_file || known.kind == ResourceKind::Redirect { &known.value } else { &known.key };
        let is_there = at(&known.value).is_some() || (is_file && leads_on.contains(&*known.value));
        // Of a record that is lost one remedy does for its papers too.
        let is_told = known.kind == ResourceKind::Paper && lost.contains(&*known.key);
        if is_there || is_told || !told.insert((known.kind, which)) {
            continue;
        }
        let (message, hint) = if is_file {
            (
                format!("{} was published, and nothing links to that file any more", known.value),
                "link to it again where it was; or write a row into `.redirects`: this address, a tab, and the address of \
                 the file or page that has its place",
            )
        } else {
            (
                format!("{} was published, and nothing would be there any more", known.value),
                "write a row into `.redirects`: this address, a tab, and the address that has its place, such as `/speakers/`",
            )
        };
        diagnostics.push(Diagnostic::anywhere(Problem::VanishedAddress, message).hint(hint));
    }
    diagnostics
}
