//! Places of everything in a YAML text: a tree of nodes with the bytes that they take up.
//!
//! The reader's crate keeps no places; `saphyr-parser` does. What it makes of the values is used only to find a key or an
//! entry again. The tree is made when a place is asked for, which most texts are never asked; it takes some twenty bytes for
//! each value.

use rustc_hash::{FxHashMap, FxHashSet};
use saphyr_parser::{Event, Parser, Span};

use super::PathStep;

/// A text and the nodes in it.
#[derive(Debug, Clone)]
pub struct YamlLayout<'t> {
    /// The text.
    pub text: &'t str,
    nodes: Vec<LayoutNode>,
    /// The texts of scalars that are written otherwise than they are read: in quotation marks, in several lines.
    cooked: FxHashMap<u32, Box<str>>,
    /// The node that each anchor of the text stands at, by the parser's number for it.
    anchors: FxHashMap<usize, u32>,
    /// Whether the parser read the text to its end, and it is one document.
    is_whole: bool,
}

/// A node as it is kept.
#[derive(Debug, Clone, Copy)]
struct LayoutNode {
    kind: NodeKind,
    /// Written in brackets.
    flow: bool,
    /// With an anchor or a tag.
    marked: bool,
    /// Read otherwise than it is written; then `cooked` has what it says.
    is_cooked: bool,
    /// The collection that it is in.
    parent: u32,
    start: u32,
    end: u32,
    /// The first child; of an alias, the node that it repeats.
    first: u32,
    /// The next child of the same parent.
    next: u32,
}

/// The kind of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// No value is written.
    Nothing,
    /// A text, a number, a date.
    Scalar,
    /// A list.
    Sequence,
    /// Keys with values, which are its children in turn.
    Mapping,
    /// An alias, or a node with an anchor or a tag: nothing that is safe to write into.
    Other,
}

/// A node in its text.
#[derive(Debug, Clone, Copy)]
pub struct Node<'l> {
    layout: &'l YamlLayout<'l>,
    index: u32,
}

/// Stands for no node.
const NONE: u32 = u32::MAX;

/// Collections within collections deeper than this are not followed; the reader's crate refuses them at half of it.
const DEEPEST: usize = 256;

/// Mappings merged into mappings (`<<: *a`) are followed so often for one key.
const MOST_MERGES: usize = 32;

impl<'t> YamlLayout<'t> {
    /// The nodes of a text as far as it can be read.
    pub fn of(text: &'t str) -> Self {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut builder = Builder {
            layout: YamlLayout {
                text,
                nodes: Vec::new(),
                cooked: FxHashMap::default(),
                anchors: FxHashMap::default(),
                is_whole: false,
            },
            characters: Characters::of(text, mark),
            open: Vec::new(),
            documents: 0,
        };
        for event in Parser::new_from_str(&text[mark..]) {
            let Ok((event, span)) = event else { return builder.layout };
            // The first document is what the reader reads.
            builder.documents += usize::from(matches!(event, Event::DocumentStart(_)));
            if builder.documents > 1 || builder.open.len() > DEEPEST {
                return builder.layout;
            }
            builder.take(event, span);
        }
        builder.layout.is_whole = true;
        builder.layout
    }

    /// Whether the whole text was understood, and is one document.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The outermost node; none when there is nothing but comments.
    pub fn root(&self) -> Option<Node<'_>> {
        let root = self.nodes.first()?;
        (root.kind != NodeKind::Nothing).then_some(Node { layout: self, index: 0 })
    }

    /// Where a value stands, or the nearest thing around it that is found: the byte, and how many it takes up on its line.
    pub(super) fn locate(&self, path: &[PathStep]) -> (usize, usize) {
        let mut found = (self.text.len() - self.text.trim_start().len(), 1);
        let mut here = self.root();
        for step in path {
            let Some(node) = here else { break };
            let place = match step {
                PathStep::Key(key) => node.resolved().merged(key, MOST_MERGES),
                PathStep::Index(index) => node.resolved().below().nth(*index).map(|item| (item, item)),
            };
            let Some((at, inner)) = place else { break };
            found = at.on_its_line();
            here = Some(inner);
        }
        found
    }

    /// The keys of the outermost mapping with their places, in the order of the text.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, (usize, usize))> {
        let children = self.root().into_iter().flat_map(|root| root.resolved().all_pairs());
        children.map(|(key, _)| (key.text(), key.on_its_line()))
    }

    /// Nodes in the order of the text, from one on.
    pub(super) fn nodes_from(&self, index: u32) -> impl Iterator<Item = Node<'_>> {
        (index..self.nodes.len() as u32).map(|index| Node { layout: self, index })
    }

    /// The number of nodes.
    pub(super) fn size(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// The second of two keys of one name in one mapping: of those called `key`, or else of any, the one that comes first.
    pub(super) fn second_key(&self, key: &str) -> Option<(usize, usize)> {
        let mut found: Option<(bool, Node<'_>)> = None;
        let mut keys = FxHashSet::default();
        for index in 0..self.nodes.len() as u32 {
            let mapping = Node { layout: self, index };
            if self.nodes[index as usize].kind != NodeKind::Mapping {
                continue;
            }
            keys.clear();
            for (own, _) in mapping.all_pairs() {
                let is_other = own.text() != key;
                let is_sooner = |found: &(bool, Node<'_>)| (is_other, own.start()) < (found.0, found.1.start());
                if !keys.insert(own.text()) && found.as_ref().is_none_or(is_sooner) {
                    found = Some((is_other, own));
                }
            }
        }
        found.map(|(_, key)| key.on_its_line())
    }
}

impl<'l> Node<'l> {
    fn own(self) -> &'l LayoutNode {
        &self.layout.nodes[self.index as usize]
    }

    /// Its position among all nodes.
    pub(super) fn index(self) -> u32 {
        self.index
    }

    /// The collection that it is in.
    pub(super) fn parent(self) -> Option<Node<'l>> {
        let parent = self.own().parent;
        (parent != NONE).then_some(Node { layout: self.layout, index: parent })
    }

    /// Whether it is a list, with an anchor or without.
    pub(super) fn is_list(self) -> bool {
        self.own().kind == NodeKind::Sequence
    }

    /// The key or value after it in its mapping, or the item after it in its list.
    pub(super) fn sibling(self) -> Option<Node<'l>> {
        let next = self.own().next;
        (next != NONE).then_some(Node { layout: self.layout, index: next })
    }

    /// Where its words begin, behind a quotation mark.
    pub(super) fn words_start(self) -> usize {
        let quoted = self.layout.text[self.start()..].starts_with(['"', '\'']) && self.own().kind == NodeKind::Scalar;
        self.start() + usize::from(quoted)
    }

    /// The kind as an editor of the text needs it: a node with an anchor or a tag is [`NodeKind::Other`].
    pub fn kind(self) -> NodeKind {
        if self.own().marked { NodeKind::Other } else { self.own().kind }
    }

    /// Whether it is written in brackets.
    pub fn is_flow(self) -> bool {
        self.own().flow
    }

    /// The first byte: of a scalar its first character or quotation mark, of a flow collection its bracket.
    pub fn start(self) -> usize {
        self.own().start as usize
    }

    /// One past the last byte, or further, where the parser looked ahead.
    pub fn end(self) -> usize {
        self.own().end as usize
    }

    /// The text of a scalar, as it is read.
    pub fn text(self) -> &'l str {
        let own = self.own();
        match own.kind {
            _ if own.is_cooked => self.layout.cooked.get(&self.index).map_or("", |text| text),
            NodeKind::Scalar => &self.layout.text[self.start()..self.end()],
            _ => "",
        }
    }

    /// The items of a list; of a mapping, keys and values in turn; of what is not safe to write into, nothing.
    pub fn children(self) -> impl Iterator<Item = Node<'l>> {
        (self.kind() != NodeKind::Other).then(|| self.below()).into_iter().flatten()
    }

    /// The pairs of a mapping that is safe to write into.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'l>, Node<'l>)> {
        (self.kind() == NodeKind::Mapping).then(|| self.all_pairs()).into_iter().flatten()
    }

    /// A key of a mapping that is safe to write into, with its value.
    pub fn get(self, key: &str) -> Option<(Node<'l>, Node<'l>)> {
        self.pairs().find(|(own, _)| own.kind() == NodeKind::Scalar && own.text() == key)
    }

    fn below(self) -> impl Iterator<Item = Node<'l>> + use<'l> {
        let is_collection = matches!(self.own().kind, NodeKind::Sequence | NodeKind::Mapping);
        let node = move |index: u32| (index != NONE).then_some(Node { layout: self.layout, index });
        let first = if is_collection { node(self.own().first) } else { None };
        std::iter::successors(first, move |child| node(child.own().next))
    }

    /// The pairs of a mapping, with an anchor or without.
    pub(super) fn all_pairs(self) -> impl Iterator<Item = (Node<'l>, Node<'l>)> + use<'l> {
        let mut children = (self.own().kind == NodeKind::Mapping).then(|| self.below()).into_iter().flatten();
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The node itself, or what an alias repeats.
    fn resolved(self) -> Node<'l> {
        let own = self.own();
        let is_alias = own.kind == NodeKind::Other && own.first != NONE;
        if is_alias { Node { layout: self.layout, index: own.first } } else { self }
    }

    /// A key of a mapping, its own or one merged into it.
    fn merged(self, key: &str, most: usize) -> Option<(Node<'l>, Node<'l>)> {
        let own = self.all_pairs().find(|(own, _)| own.text() == key);
        own.or_else(|| {
            let most = most.checked_sub(1)?;
            let merge = self.all_pairs().find(|(own, _)| own.text() == "<<")?.1.resolved();
            let several = (merge.own().kind == NodeKind::Sequence).then(|| merge.below()).into_iter().flatten();
            merge.merged(key, most).or_else(|| several.take(most).find_map(|one| one.resolved().merged(key, 1)))
        })
    }

    /// Where it begins, and how many bytes of it are on that line.
    fn on_its_line(self) -> (usize, usize) {
        let rest = &self.layout.text[self.start()..self.end().max(self.start())];
        let line = rest.split('\n').next().unwrap_or_default();
        (self.start(), line.trim_end().len().max(1))
    }
}

/// The byte at which each character of a text begins.
struct Characters {
    /// Those of every sixty-fourth; none where every character is a byte.
    known: Vec<u32>,
    first: usize,
}

/// So many characters lie between two that are known.
const STRIDE: usize = 64;

impl Characters {
    fn of(text: &str, first: usize) -> Self {
        let known = if text.is_ascii() {
            Vec::new()
        } else {
            text[first..].char_indices().step_by(STRIDE).map(|(at, _)| (first + at) as u32).collect()
        };
        Characters { known, first }
    }

    fn byte(&self, text: &str, index: usize) -> usize {
        if self.known.is_empty() {
            return (self.first + index).min(text.len());
        }
        let Some(from) = self.known.get(index / STRIDE).map(|from| *from as usize) else { return text.len() };
        text[from..].char_indices().nth(index % STRIDE).map_or(text.len(), |(at, _)| from + at)
    }
}

/// Makes the tree of the parser's events.
struct Builder<'t> {
    layout: YamlLayout<'t>,
    characters: Characters,
    /// Collections that have begun, each with its last child so far.
    open: Vec<(u32, u32)>,
    documents: usize,
}

impl Builder<'_> {
    fn put(&mut self, kind: NodeKind, span: Span, anchor: usize, is_tagged: bool) -> u32 {
        let text = self.layout.text;
        let [start, end] = [span.start, span.end].map(|mark| self.characters.byte(text, mark.index()));
        let index = self.layout.nodes.len() as u32;
        self.layout.nodes.push(LayoutNode {
            kind,
            flow: matches!(kind, NodeKind::Sequence | NodeKind::Mapping) && text[start..].starts_with(['[', '{']),
            marked: anchor != 0 || is_tagged,
            is_cooked: false,
            parent: self.open.last().map_or(NONE, |(parent, _)| *parent),
            start: start as u32,
            end: end as u32,
            first: NONE,
            next: NONE,
        });
        if anchor != 0 {
            self.layout.anchors.insert(anchor, index);
        }
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.layout.nodes[*parent as usize].first = index,
                last => self.layout.nodes[last as usize].next = index,
            }
            *last = index;
        }
        index
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(said, _, anchor, tag) => {
                let kind = if span.is_empty() { NodeKind::Nothing } else { NodeKind::Scalar };
                let index = self.put(kind, span, anchor, tag.is_some());
                let node = &mut self.layout.nodes[index as usize];
                let start = node.start as usize;
                if self.layout.text[start..].starts_with(&*said) {
                    node.end = (start + said.len()) as u32;
                } else {
                    node.is_cooked = true;
                    self.layout.cooked.insert(index, said.into());
                }
            }
            Event::Alias(anchor) => {
                let index = self.put(NodeKind::Other, span, 0, false);
                self.layout.nodes[index as usize].first = self.layout.anchors.get(&anchor).copied().unwrap_or(NONE);
            }
            Event::SequenceStart(anchor, tag) => {
                let index = self.put(NodeKind::Sequence, span, anchor, tag.is_some());
                self.open.push((index, NONE));
            }
            Event::MappingStart(anchor, tag) => {
                let index = self.put(NodeKind::Mapping, span, anchor, tag.is_some());
                self.open.push((index, NONE));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((index, _)) = self.open.pop() {
                    let end = self.characters.byte(self.layout.text, span.end.index());
                    self.layout.nodes[index as usize].end = end as u32;
                }
            }
            _ => {}
        }
    }
}
