//! Finder of many places in one text, which goes through the text once.

use rustc_hash::FxHashMap;

use super::locate::{Node, YamlLayout};
use super::{PathStep, Yaml};
use crate::report::diagnostic::Location;
use crate::text::source::Locator;

/// Finds the entries of lists in the text, and the values within them. Entries must be asked for in the order of the
/// text: each search continues where the last one ended.
#[derive(Debug, Clone)]
pub struct KeyPlaces<'a> {
    yaml: Yaml<'a>,
    locator: Locator<'a>,
    lists: FxHashMap<&'static str, ListPlace>,
    /// The nodes of the entry that was asked for last: the first, and one past the last.
    entry: (u32, u32),
    /// Node of the current entry at which the search for labels continues.
    next_label: u32,
    /// Number of entries that were not found.
    missed: usize,
}

/// A list whose entries are looked for.
#[derive(Debug, Clone, Copy)]
struct ListPlace {
    /// Byte at which it begins.
    at: usize,
    /// Range of its nodes: the first, and one past the last.
    nodes: (u32, u32),
    /// Node at which the search continues.
    next: u32,
}

/// After this many entries that are not found, the search is given up: the layout of the text is not understood.
const MOST_MISSED: usize = 200;

/// Number of nodes of an entry that are searched for its keys and labels.
const MOST_NODES: usize = 4_096;

impl<'a> KeyPlaces<'a> {
    pub(super) fn new(yaml: Yaml<'a>) -> Self {
        let locator = Locator::new(yaml.source);
        KeyPlaces { locator, yaml, lists: FxHashMap::default(), entry: (0, 0), next_label: 0, missed: 0 }
    }

    /// Location of the list entry with `key: value`; under `labels`, of the value itself. The list's location if it is
    /// not found.
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

    /// Location of a key (`kind:`) or a label in the entry that was found last; otherwise `place`, the location of the
    /// entry.
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

    /// Byte at which a label of the entry begins. A label is an item of its own or stands under `label:`; the same text
    /// among the names is not a label.
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

/// Index after the last node within a node.
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
