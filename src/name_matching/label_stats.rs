//! Counts labels: who speaks under each, how often, when, and which of them may be one person's.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Group, Name, groups, is_bare, similar_pairs};
use crate::record::{Archive, Date, Label, MeetingIndex, Registry};

/// All labels under which somebody speaks.
#[derive(Debug)]
pub struct LabelStats<'a> {
    /// Those with the most speeches first.
    pub rows: Vec<LabelRow<'a>>,
    registered: Vec<RegisteredName<'a>>,
    /// Positions of the rows that are not known everywhere.
    unknown: Vec<usize>,
}

/// One label.
#[derive(Debug)]
pub struct LabelRow<'a> {
    /// As printed most often.
    pub label: &'a str,
    /// As compared: folded.
    pub key: &'a str,
    /// How many, everywhere.
    pub speeches: usize,
    /// In how many records.
    pub records: usize,
    /// The day of the first record.
    pub first: Date,
    /// The day of the last.
    pub last: Date,
    /// Ids of those in the registry whom it means somewhere.
    pub who: BTreeSet<&'a str>,
    /// Somewhere it means nobody in the registry.
    pub unknown: bool,
    /// The first record with it, and the byte of its text where it stands there.
    pub place: (MeetingIndex, u32),
    /// Position of the last record that was counted.
    last_record: Option<usize>,
}

/// A person or organisation of the registry.
#[derive(Debug)]
struct RegisteredName<'a> {
    id: &'a str,
    name: &'a str,
    labels: Vec<&'a str>,
}

/// Somebody of the registry, or a label that means nobody there.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'s> {
    /// Id and main name.
    Registered(&'s str, &'s str),
    /// A label of nobody there.
    Label(&'s LabelRow<'s>),
}

impl<'s> Owner<'s> {
    /// The id in the registry.
    pub fn id(&self) -> Option<&'s str> {
        if let Owner::Registered(id, _) = self { Some(id) } else { None }
    }

    /// What to call them.
    pub fn name(&self) -> &'s str {
        match self {
            Owner::Registered(_, name) => name,
            Owner::Label(row) => row.label,
        }
    }

    /// The label of somebody who is not in the registry.
    pub fn label(&self) -> Option<&'s str> {
        if let Owner::Label(row) = self { Some(row.label) } else { None }
    }
}

impl<'a> LabelStats<'a> {
    /// Counts the labels of an archive.
    pub fn of(archive: &'a Archive) -> Self {
        let mut rows: FxHashMap<&str, (LabelRow<'a>, BTreeMap<&str, usize>)> = FxHashMap::default();
        // Meetings are in the order of time.
        for (index, meeting) in archive.meetings.iter().enumerate() {
            let date = meeting.details.date;
            for (speaker, tally) in meeting.speaking() {
                let Label { text, key } = &speaker.name.label;
                // Headings without a name are nobody's.
                if key.is_empty() {
                    continue;
                }
                let (row, spellings) = rows.entry(key).or_insert_with(|| {
                    (LabelRow::new(text, key, date, (index, speaker.name.first_seen)), BTreeMap::new())
                });
                let speeches = tally.speeches as usize;
                *spellings.entry(text).or_default() += speeches;
                row.speeches += speeches;
                // `Ann` and `ANN` in one record are one label in one record.
                if row.last_record != Some(index) {
                    row.records += 1;
                    row.last_record = Some(index);
                }
                row.last = date;
                for who in &speaker.by {
                    match archive.speakers[*who].registered {
                        Some(_) => {
                            row.who.insert(&archive.speakers[*who].id);
                        }
                        None => row.unknown = true,
                    }
                }
            }
        }
        let named = |(mut row, spellings): (LabelRow<'a>, BTreeMap<&'a str, usize>)| {
            row.label = spellings.into_iter().rev().max_by_key(|(_, count)| *count).map_or(row.label, |(text, _)| text);
            row
        };
        let mut rows: Vec<LabelRow<'a>> = rows.into_values().map(named).collect();
        rows.sort_by(|a, b| (b.speeches, a.key).cmp(&(a.speeches, b.key)));
        let unknown = (0..rows.len()).filter(|at| rows[*at].unknown).collect();
        LabelStats { rows, registered: entries(&archive.registry), unknown }
    }

    /// Those who may be one, each group with somebody who is not known yet.
    pub fn candidates(&self) -> Vec<Group> {
        let known = self.registered.len();
        let mut names: Vec<Name<'_>> = Vec::new();
        for (owner, entry) in self.registered.iter().enumerate() {
            names.extend(entry.labels.iter().map(|text| Name { text, owner }));
        }
        for (at, row) in self.unknown.iter().enumerate() {
            names.push(Name { text: self.rows[*row].label, owner: known + at });
        }
        let pairs: Vec<_> = similar_pairs(&names).into_iter().filter(|alike| alike.owners.1 >= known).collect();
        // A new person is better called 嚴婉玲 than 嚴婉玲共同召集人, though the latter spoke more.
        let weight = |owner| match self.owner(owner) {
            Owner::Registered(..) => (true, 0),
            Owner::Label(row) => (is_bare(row.label), row.speeches),
        };
        groups(&pairs, |owner| owner < known, weight)
    }

    /// The owner at a position in a group of candidates.
    pub fn owner(&self, owner: usize) -> Owner<'_> {
        match self.registered.get(owner) {
            Some(entry) => Owner::Registered(entry.id, entry.name),
            None => Owner::Label(&self.rows[self.unknown[owner - self.registered.len()]]),
        }
    }
}

impl<'a> LabelRow<'a> {
    fn new(label: &'a str, key: &'a str, date: Date, place: (MeetingIndex, u32)) -> Self {
        let (who, last_record) = (BTreeSet::new(), None);
        LabelRow {
            label,
            key,
            speeches: 0,
            records: 0,
            first: date,
            last: date,
            who,
            unknown: false,
            place,
            last_record,
        }
    }
}

fn entries(registry: &Registry) -> Vec<RegisteredName<'_>> {
    let people = registry.people.iter().map(|person| (&person.id, &person.names, &person.labels));
    let organisations = registry.organisations.iter().map(|own| (&own.id, &own.names, &own.labels));
    let mut entries = Vec::new();
    for (id, names, labels) in people.chain(organisations) {
        let name = names.iter().map(|(_, name)| name).find(|name| !name.is_empty()).unwrap_or(id);
        entries.push(RegisteredName { id, name, labels: labels.iter().map(|claim| &*claim.label.text).collect() });
    }
    entries
}
