//! Positions of the values in a YAML text: a tree of nodes with the bytes that each takes up.
//!
//! The crate that reads YAML keeps no positions; `saphyr-parser` does. Its values are used only to find keys and list
//! items again. The tree is built when a position is first asked for, which for most texts never happens; it takes
//! about twenty bytes a value.

use rustc_hash::{FxHashMap, FxHashSet};
use saphyr_parser::{Event, Parser, Span};

use super::PathStep;

/// A text and its nodes.
#[derive(Debug, Clone)]
pub struct YamlLayout<'t> {
    /// The text.
    pub text: &'t str,
    nodes: Vec<LayoutNode>,
    /// Values of scalars whose value differs from the text as typed, because they are quoted or span several lines.
    cooked: FxHashMap<u32, Box<str>>,
    /// Node of each anchor, by the parser's number for the anchor.
    anchors: FxHashMap<usize, u32>,
    /// True if the parser reached the end of the text and found a single document.
    is_whole: bool,
}

/// A node as stored in the tree.
#[derive(Debug, Clone, Copy)]
struct LayoutNode {
    kind: NodeKind,
    /// Written in brackets (YAML's flow style).
    flow: bool,
    /// Has an anchor or a tag.
    marked: bool,
    /// Its value differs from the text as typed; the value is in `cooked`.
    is_cooked: bool,
    /// The collection that contains it.
    parent: u32,
    start: u32,
    end: u32,
    /// The first child; for an alias, the node that it repeats.
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
    /// An alias, or a node with an anchor or a tag: not safe to edit.
    Other,
}

/// Reference to a node of a layout.
#[derive(Debug, Clone, Copy)]
pub struct Node<'l> {
    layout: &'l YamlLayout<'l>,
    index: u32,
}

/// Index that stands for “no node”.
const NONE: u32 = u32::MAX;

/// Nesting deeper than this is not followed; the crate that reads YAML refuses half of it.
const DEEPEST: usize = 256;

/// Longest chain of merged mappings (`<<: *a`) that is followed for one key.
const MOST_MERGES: usize = 32;

impl<'t> YamlLayout<'t> {
    /// Builds the nodes of a text, as far as it can be parsed.
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
            // Only the first document is used.
            builder.documents += usize::from(matches!(event, Event::DocumentStart(_)));
            if builder.documents > 1 || builder.open.len() > DEEPEST {
                return builder.layout;
            }
            builder.take(event, span);
        }
        builder.layout.is_whole = true;
        builder.layout
    }

    /// Reports whether the whole text was parsed and is a single document.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The outermost node; `None` when the text holds only comments.
    pub fn root(&self) -> Option<Node<'_>> {
        let root = self.nodes.first()?;
        (root.kind != NodeKind::Nothing).then_some(Node { layout: self, index: 0 })
    }

    /// Place of a value, or of its nearest ancestor that is found: the byte at which it starts, and its length on that
    /// line in bytes.
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

    /// Reports whether there is a value at the end of a path.
    pub(super) fn has(&self, path: &[PathStep]) -> bool {
        self.value(path).is_some()
    }

    /// The value at the end of a path as it is typed, with its quotation marks.
    pub(super) fn written(&self, path: &[PathStep]) -> Option<&str> {
        let node = self.value(path)?.resolved();
        self.text.get(node.start()..node.end())
    }

    fn value(&self, path: &[PathStep]) -> Option<Node<'_>> {
        let mut here = self.root();
        for step in path {
            here = here.and_then(|node| match step {
                PathStep::Key(key) => node.resolved().merged(key, MOST_MERGES).map(|(_, inner)| inner),
                PathStep::Index(index) => node.resolved().below().nth(*index),
            });
        }
        here
    }

    /// Keys of the outermost mapping with their places, in the order of the text.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, (usize, usize))> {
        let children = self.root().into_iter().flat_map(|root| root.resolved().all_pairs());
        children.map(|(key, _)| (key.text(), key.on_its_line()))
    }

    /// Nodes from the one with this index on, in the order of the text.
    pub(super) fn nodes_from(&self, index: u32) -> impl Iterator<Item = Node<'_>> {
        (index..self.nodes.len() as u32).map(|index| Node { layout: self, index })
    }

    /// The number of nodes.
    pub(super) fn size(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Finds a key that repeats an earlier key of the same mapping: the first repetition of `key`, or else of any other
    /// key.
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

    /// Position among all nodes.
    pub(super) fn index(self) -> u32 {
        self.index
    }

    /// The collection that contains it.
    pub(super) fn parent(self) -> Option<Node<'l>> {
        let parent = self.own().parent;
        (parent != NONE).then_some(Node { layout: self.layout, index: parent })
    }

    /// Reports whether it is a list, with an anchor or without.
    pub(super) fn is_list(self) -> bool {
        self.own().kind == NodeKind::Sequence
    }

    /// Next key or value of its mapping, or next item of its list.
    pub(super) fn sibling(self) -> Option<Node<'l>> {
        let next = self.own().next;
        (next != NONE).then_some(Node { layout: self.layout, index: next })
    }

    /// Byte at which its text begins, after any quotation mark.
    pub(super) fn words_start(self) -> usize {
        let quoted = self.layout.text[self.start()..].starts_with(['"', '\'']) && self.own().kind == NodeKind::Scalar;
        self.start() + usize::from(quoted)
    }

    /// Kind of the node for an editor of the text: one with an anchor or a tag is [`NodeKind::Other`].
    pub fn kind(self) -> NodeKind {
        if self.own().marked { NodeKind::Other } else { self.own().kind }
    }

    /// Reports whether it is written in brackets.
    pub fn is_flow(self) -> bool {
        self.own().flow
    }

    /// Position of its first byte: for a scalar the first character or quotation mark, for a flow collection the
    /// bracket.
    pub fn start(self) -> usize {
        self.own().start as usize
    }

    /// Position after its last byte; may be later where the parser looked ahead.
    pub fn end(self) -> usize {
        self.own().end as usize
    }

    /// Value of a scalar.
    pub fn text(self) -> &'l str {
        let own = self.own();
        match own.kind {
            _ if own.is_cooked => self.layout.cooked.get(&self.index).map_or("", |text| text),
            NodeKind::Scalar => &self.layout.text[self.start()..self.end()],
            _ => "",
        }
    }

    /// Items of a list, or keys and values of a mapping in turn; empty for a node that is not safe to edit.
    pub fn children(self) -> impl Iterator<Item = Node<'l>> {
        (self.kind() != NodeKind::Other).then(|| self.below()).into_iter().flatten()
    }

    /// Pairs of a mapping that is safe to edit.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'l>, Node<'l>)> {
        (self.kind() == NodeKind::Mapping).then(|| self.all_pairs()).into_iter().flatten()
    }

    /// Finds a key, with its value, in a mapping that is safe to edit.
    pub fn get(self, key: &str) -> Option<(Node<'l>, Node<'l>)> {
        self.pairs().find(|(own, _)| own.kind() == NodeKind::Scalar && own.text() == key)
    }

    fn below(self) -> impl Iterator<Item = Node<'l>> + use<'l> {
        let is_collection = matches!(self.own().kind, NodeKind::Sequence | NodeKind::Mapping);
        let node = move |index: u32| (index != NONE).then_some(Node { layout: self.layout, index });
        let first = if is_collection { node(self.own().first) } else { None };
        std::iter::successors(first, move |child| node(child.own().next))
    }

    /// Pairs of a mapping, with an anchor or without.
    pub(super) fn all_pairs(self) -> impl Iterator<Item = (Node<'l>, Node<'l>)> + use<'l> {
        let mut children = (self.own().kind == NodeKind::Mapping).then(|| self.below()).into_iter().flatten();
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// Follows an alias to the node that it repeats; any other node is returned as it is.
    fn resolved(self) -> Node<'l> {
        let own = self.own();
        let is_alias = own.kind == NodeKind::Other && own.first != NONE;
        if is_alias { Node { layout: self.layout, index: own.first } } else { self }
    }

    /// Finds a key in a mapping or in those merged into it.
    fn merged(self, key: &str, most: usize) -> Option<(Node<'l>, Node<'l>)> {
        let own = self.all_pairs().find(|(own, _)| own.text() == key);
        own.or_else(|| {
            let most = most.checked_sub(1)?;
            let merge = self.all_pairs().find(|(own, _)| own.text() == "<<")?.1.resolved();
            let several = (merge.own().kind == NodeKind::Sequence).then(|| merge.below()).into_iter().flatten();
            merge.merged(key, most).or_else(|| several.take(most).find_map(|one| one.resolved().merged(key, 1)))
        })
    }

    /// Position of its first byte, and the number of its bytes on that line.
    fn on_its_line(self) -> (usize, usize) {
        let rest = &self.layout.text[self.start()..self.end().max(self.start())];
        let line = rest.split('\n').next().unwrap_or_default();
        (self.start(), line.trim_end().len().max(1))
    }
}

/// Table from positions in characters to positions in bytes.
struct Characters {
    /// Byte positions of every [`STRIDE`]th character; empty if every character is one byte.
    known: Vec<u32>,
    first: usize,
}

/// Number of characters between two entries of the table.
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

/// Builds the tree from the parser's events.
struct Builder<'t> {
    layout: YamlLayout<'t>,
    characters: Characters,
    /// Collections that are not closed yet, each with its last child so far.
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
