//! Finds many places in one text, in the order in which they stand there, by going through it once.

use rustc_hash::FxHashMap;

use super::locate::{Node, YamlLayout};
use super::{PathStep, Yaml};
use crate::report::diagnostic::Location;
use crate::text::source::Locator;

/// Finds the entries of lists again in the text, and what stands in them. Entries are asked for in the order in which they
/// stand there, so the search goes on where the last one ended.
#[derive(Debug, Clone)]
pub struct KeyPlaces<'a> {
    yaml: Yaml<'a>,
    locator: Locator<'a>,
    lists: FxHashMap<&'static str, ListPlace>,
    /// The nodes of the entry that was asked for last: the first, and one past the last.
    entry: (u32, u32),
    /// The node of that entry at which the search for labels goes on.
    next_label: u32,
    /// How many entries have not been found.
    missed: usize,
}

/// A list in which entries are looked for.
#[derive(Debug, Clone, Copy)]
struct ListPlace {
    /// Where it begins.
    at: usize,
    /// Its nodes: the first, and one past the last.
    nodes: (u32, u32),
    /// The node at which the search goes on.
    next: u32,
}

/// The number of entries not found after which no others are looked for: the layout is one that is not understood.
const MOST_MISSED: usize = 200;

/// The number of nodes of an entry among which its keys and labels are looked for.
const MOST_NODES: usize = 4_096;

impl<'a> KeyPlaces<'a> {
    pub(super) fn new(yaml: Yaml<'a>) -> Self {
        let locator = Locator::new(yaml.source);
        KeyPlaces { locator, yaml, lists: FxHashMap::default(), entry: (0, 0), next_label: 0, missed: 0 }
    }

    /// Where the entry of a list with `key: value` stands, or under `labels` the value itself; else the list.
    pub fn of_value(&mut self, list: &'static str, key: &str, value: &str) -> Location {
        let layout = self.yaml.layout();
        let here = *self.lists.entry(list).or_insert_with(|| {
            let (at, _) = layout.locate(&[PathStep::Key(list.to_owned())]);
            let key = layout.root().into_iter().flat_map(Node::all_pairs).find(|(key, _)| key.text() == list);
            let nodes = key.map_or((0, 0), |(_, entries)| (entries.index(), end_of(layout, entries)));
            ListPlace { at, nodes, next: nodes.0 }
        });
        let search = |from: u32| {
            let mut nodes = layout.nodes_from(from).take_while(|node| node.index() < here.nodes.1);
            nodes.find_map(|node| match key {
                "labels" => (node.text() == value).then_some(node),
                _ if node.text() == key => node.sibling().filter(|found| found.text().trim() == value),
                _ => None,
            })
        };
        let mut found = (self.missed < MOST_MISSED).then(|| search(here.next)).flatten();
        if found.is_none() && self.missed < MOST_MISSED {
            self.missed += 1;
            found = search(here.nodes.0);
        }
        let Some(found) = found else {
            (self.entry, self.next_label) = ((0, 0), 0);
            return self.locator.locate(self.yaml.start + here.at, list.len());
        };
        let entry = found.parent().unwrap_or(found);
        self.entry = (entry.index(), end_of(layout, entry));
        self.next_label = entry.index();
        self.lists.insert(list, ListPlace { next: found.index() + 1, ..here });
        self.locator.locate(self.yaml.start + found.words_start(), value.len())
    }

    /// Where a key (`kind:`) or a label stands in the entry that was asked for last; else `place`, which is that of the entry.
    pub fn after(&mut self, place: &Location, needle: &str) -> Location {
        let found = match needle.strip_suffix(':') {
            Some(key) => {
                let entry =
                    self.yaml.layout().nodes_from(self.entry.0).take_while(|node| node.index() < self.entry.1).next();
                let mut pairs = entry.into_iter().flat_map(Node::all_pairs).take(MOST_NODES);
                pairs.find(|(own, _)| own.text() == key).map(|(own, _)| own.words_start())
            }
            None => self.label(needle.trim()),
        };
        match found {
            Some(at) => self.locator.locate(self.yaml.start + at, needle.len()),
            None => place.clone(),
        }
    }

    /// Where a label of the entry begins. It stands alone in its list, or under `label:`; among the names it is none.
    fn label(&mut self, label: &str) -> Option<usize> {
        let layout = self.yaml.layout();
        let search = |from: u32| {
            let mut nodes = layout.nodes_from(from).take_while(|node| node.index() < self.entry.1);
            nodes.find_map(|node| match node.parent() {
                Some(list) if list.is_list() => (node.text().trim() == label).then_some(node),
                _ if node.text() == "label" => node.sibling().filter(|own| own.text().trim() == label),
                _ => None,
            })
        };
        if self.missed >= MOST_MISSED {
            return None;
        }
        let found = search(self.next_label).or_else(|| {
            self.missed += 1;
            search(self.entry.0)
        })?;
        self.next_label = found.index() + 1;
        Some(found.words_start())
    }
}

/// One past the last node within a node.
fn end_of(layout: &YamlLayout<'_>, node: Node<'_>) -> u32 {
    let mut above = Some(node);
    while let Some(node) = above {
        if let Some(next) = node.sibling() {
            return next.index();
        }
        above = node.parent();
    }
    layout.size()
}
