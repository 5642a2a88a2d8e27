//! Statistics of labels: speeches, decisions, records and dates of each, and candidates for one person.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::joint::joint;
use super::{Group, Name, groups, is_bare, similar_pairs};
use crate::record::{Archive, Date, Label, MeetingIndex, Registry, fold_label};

/// All labels of the archive.
#[derive(Debug)]
pub struct LabelStats<'a> {
    /// Rows, those with the most speeches first, then those in the most decisions.
    pub rows: Vec<LabelRow<'a>>,
    registered: Vec<RegisteredName<'a>>,
    /// Positions of the rows that no entry claims in some record, and that name one person.
    unknown: Vec<usize>,
    /// Positions of the rows that no entry claims and that name several people, with their names.
    joint: Vec<(usize, Vec<String>)>,
}

/// A label that names several people at once.
#[derive(Debug)]
pub struct JointLabel<'s> {
    /// The label.
    pub row: &'s LabelRow<'s>,
    /// Each name, with the id of its entry in the registry if it has one.
    pub names: Vec<(&'s str, Option<&'s str>)>,
}

/// One label.
#[derive(Debug)]
pub struct LabelRow<'a> {
    /// The spelling printed most often.
    pub label: &'a str,
    /// The folded form for comparison.
    pub key: &'a str,
    /// Number of speeches.
    pub speeches: usize,
    /// Number of decisions that name it.
    pub decisions: usize,
    /// Number of records.
    pub records: usize,
    /// Day of the first record.
    pub first: Date,
    /// Day of the last record.
    pub last: Date,
    /// Ids of the registry entries that it means in some record.
    pub who: BTreeSet<&'a str>,
    /// True if it means no registry entry in some record.
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

/// A registry entry, or a label without one.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'s> {
    /// Id and main name.
    Registered(&'s str, &'s str),
    /// A label without an entry.
    Label(&'s LabelRow<'s>),
}

impl<'s> Owner<'s> {
    /// The id in the registry.
    pub fn id(&self) -> Option<&'s str> {
        if let Owner::Registered(id, _) = self { Some(id) } else { None }
    }

    /// The name to show.
    pub fn name(&self) -> &'s str {
        match self {
            Owner::Registered(_, name) => name,
            Owner::Label(row) => row.label,
        }
    }

    /// The label, for an owner without an entry.
    pub fn label(&self) -> Option<&'s str> {
        if let Owner::Label(row) = self { Some(row.label) } else { None }
    }
}

impl<'a> LabelStats<'a> {
    /// Counts the labels of an archive.
    pub fn of(archive: &'a Archive) -> Self {
        let mut rows: FxHashMap<&str, (LabelRow<'a>, BTreeMap<&str, usize>)> = FxHashMap::default();
        let claimed = claimed_labels(&archive.registry);
        // Meetings are ordered by date.
        for (index, meeting) in archive.meetings.iter().enumerate() {
            let date = meeting.details.date;
            let speaking = meeting.speaking().map(|(speaker, tally)| (speaker, tally.speeches as usize, 0));
            let named = meeting.decisions().flat_map(|decision| decision.names());
            for (speaker, speeches, decisions) in
                speaking.chain(named.map(|name| (&meeting.names[name as usize], 0, 1)))
            {
                let Label { text, key } = &speaker.name.label;
                // Headings without a name belong to no speaker.
                if key.is_empty() {
                    continue;
                }
                let (row, spellings) = rows.entry(key).or_insert_with(|| {
                    (LabelRow::new(text, key, date, (index, speaker.name.first_seen)), BTreeMap::new())
                });
                *spellings.entry(text).or_default() += speeches + decisions;
                row.speeches += speeches;
                row.decisions += decisions;
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
                // A name in a decision that belongs to nobody.
                row.unknown |= decisions > 0 && speaker.by.is_empty() && !claimed.contains(&**key);
            }
        }
        let named = |(mut row, spellings): (LabelRow<'a>, BTreeMap<&'a str, usize>)| {
            row.label = spellings.into_iter().rev().max_by_key(|(_, count)| *count).map_or(row.label, |(text, _)| text);
            row
        };
        let mut rows: Vec<LabelRow<'a>> = rows.into_values().map(named).collect();
        rows.sort_by(|a, b| (b.speeches, b.decisions, a.key).cmp(&(a.speeches, a.decisions, b.key)));
        let keys: FxHashSet<&str> = rows.iter().map(|row| row.key).collect();
        let is_known = |name: &str| {
            let key = fold_label(name);
            keys.contains(&*key) || claimed.contains(&*key)
        };
        let (mut unknown, mut together) = (Vec::new(), Vec::new());
        for at in (0..rows.len()).filter(|at| rows[*at].unknown) {
            match joint(rows[at].label, is_known) {
                Some(names) => together.push((at, names)),
                None => unknown.push(at),
            }
        }
        LabelStats { rows, registered: entries(&archive.registry), unknown, joint: together }
    }

    /// Labels that name several people, of whom each is known by a name of their own, and that no entry claims.
    pub fn joint_labels(&self) -> Vec<JointLabel<'_>> {
        let mut ids: FxHashMap<String, &str> = FxHashMap::default();
        for entry in self.registered.iter().filter(|_| !self.joint.is_empty()) {
            ids.extend(entry.labels.iter().map(|label| (fold_label(label), entry.id)));
        }
        let with_id = |name: &'_ String| ids.get(&fold_label(name)).copied();
        self.joint
            .iter()
            .map(|(at, names)| JointLabel {
                row: &self.rows[*at],
                names: names.iter().map(|name| (name.as_str(), with_id(name))).collect(),
            })
            .collect()
    }

    /// Candidates for one person, each group with at least one unknown owner.
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
            decisions: 0,
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

/// The labels that the registry has, also of people who have no page.
fn claimed_labels(registry: &Registry) -> FxHashSet<&str> {
    let people = registry.people.iter().flat_map(|person| &person.labels);
    let organisations = registry.organisations.iter().flat_map(|own| &own.labels);
    people.chain(organisations).map(|claim| &*claim.label.key).collect()
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
