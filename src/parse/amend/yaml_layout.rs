//! Where everything stands in a YAML text: a tree of nodes with the bytes they take up.
//!
//! The reader's crate keeps no places; this one does. What it makes of the values is never used, only where they are.

use saphyr_parser::{Event, Parser, Span, SpannedEventReceiver};

/// A text and the nodes in it.
#[derive(Debug)]
pub(super) struct YamlLayout<'t> {
    pub(super) text: &'t str,
    /// `None` when there is nothing but comments.
    pub(super) root: Option<Node>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// The first byte: of a scalar its first character or quotation mark, of a flow collection its bracket.
    pub(super) start: usize,
    /// One past the last byte, or further, where the parser looked ahead.
    end: usize,
    /// Written in brackets.
    pub(super) flow: bool,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum NodeKind {
    /// No value is written.
    Nothing,
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
    /// An anchor, an alias or a tag: nothing that is safe to write into.
    Other,
}

impl Node {
    /// The pairs of a mapping.
    pub(super) fn pairs(&self) -> &[(Node, Node)] {
        if let NodeKind::Mapping(pairs) = &self.kind { pairs } else { &[] }
    }

    /// A key of a mapping and its value.
    pub(super) fn get(&self, key: &str) -> Option<(&Node, &Node)> {
        let is_it = |node: &Node| matches!(&node.kind, NodeKind::Scalar(text) if text == key);
        self.pairs().iter().find(|(own, _)| is_it(own)).map(|(own, value)| (own, value))
    }
}

impl<'t> YamlLayout<'t> {
    /// `None` when the text is no YAML, or more than one document.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut bytes: Vec<usize> = text[mark..].char_indices().map(|(at, _)| mark + at).collect();
        bytes.push(text.len());
        let mut builder = Builder { text, bytes, open: Vec::new(), done: Vec::new() };
        Parser::new_from_str(&text[mark..]).load(&mut builder, true).ok()?;
        let mut documents = builder.done.into_iter();
        let root = documents.next().filter(|root| !matches!(root.kind, NodeKind::Nothing));
        documents.next().is_none().then_some(YamlLayout { text, root })
    }

    /// Where the last thing that is written of a node ends; `None` when nothing is, or when what it is cannot be told.
    pub(super) fn end_of(&self, node: &Node) -> Option<usize> {
        match &node.kind {
            NodeKind::Nothing | NodeKind::Other => None,
            NodeKind::Sequence(items) if !node.flow => self.end_of(items.last()?),
            NodeKind::Mapping(pairs) if !node.flow => {
                let (key, value) = pairs.last()?;
                if matches!(value.kind, NodeKind::Nothing) { self.colon_after(key) } else { self.end_of(value) }
            }
            _ => Some(self.text[..node.end].trim_end().len()),
        }
    }

    /// What stands on a line before a place.
    pub(super) fn before(&self, at: usize) -> &'t str {
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        self.text[start..at].trim_start_matches('\u{feff}')
    }

    /// The end of the line that a place is on, before its line break and behind its comment.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |end| at + end)
    }

    /// The white space and the hyphen before an item of a list in block style.
    pub(super) fn item_prefix(&self, item: &Node) -> Option<&'t str> {
        let prefix = self.before(item.start);
        let is_plain = prefix.trim_start_matches(' ').starts_with("- ") && prefix.trim() == "-";
        is_plain.then_some(prefix)
    }

    /// The place behind the colon of a key that has no value on its line.
    pub(super) fn colon_after(&self, key: &Node) -> Option<usize> {
        let end = self.end_of(key)?;
        let rest = &self.text[end..self.line_end(end)];
        let colon = rest.find(':').filter(|colon| rest[..*colon].trim().is_empty())?;
        let after = rest[colon + 1..].trim_start();
        (after.is_empty() || after.starts_with('#')).then_some(end + colon + 1)
    }

    /// The line break that the file uses.
    pub(super) fn line_break(&self) -> &'static str {
        match self.text.find(['\n', '\r']).map(|at| &self.text[at..]) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

/// Makes the tree of the parser's events.
struct Builder<'t> {
    text: &'t str,
    /// The byte at which each character begins.
    bytes: Vec<usize>,
    /// Collections that have begun, each with its children so far.
    open: Vec<(Node, Vec<Node>)>,
    done: Vec<Node>,
}

impl Builder<'_> {
    fn node(&self, kind: NodeKind, span: Span) -> Node {
        let byte = |index: usize| self.bytes.get(index).copied().unwrap_or(self.text.len());
        let (start, end) = (byte(span.start.index()), byte(span.end.index()));
        Node { kind, start, end, flow: self.text[start..].starts_with(['[', '{']) }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some((_, children)) => children.push(node),
            None => self.done.push(node),
        }
    }

    fn close(&mut self, span: Span, kind: impl FnOnce(Vec<Node>) -> NodeKind) {
        let Some((mut node, children)) = self.open.pop() else { return };
        node.end = self.node(NodeKind::Nothing, span).end;
        if !matches!(node.kind, NodeKind::Other) {
            node.kind = kind(children);
        }
        self.put(node);
    }
}

impl<'input> SpannedEventReceiver<'input> for Builder<'_> {
    fn on_event(&mut self, event: Event<'input>, span: Span) {
        match event {
            Event::Scalar(text, _, 0, None) => {
                let written = !span.is_empty();
                let kind = if written { NodeKind::Scalar(text.into_owned()) } else { NodeKind::Nothing };
                let node = self.node(kind, span);
                self.put(Node { flow: false, ..node });
            }
            Event::Alias(_) | Event::Scalar(..) => {
                let node = self.node(NodeKind::Other, span);
                self.put(node);
            }
            Event::SequenceStart(anchor, tag) => {
                let kind = if anchor == 0 && tag.is_none() { NodeKind::Sequence(Vec::new()) } else { NodeKind::Other };
                self.open.push((self.node(kind, span), Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                let kind = if anchor == 0 && tag.is_none() { NodeKind::Mapping(Vec::new()) } else { NodeKind::Other };
                self.open.push((self.node(kind, span), Vec::new()));
            }
            Event::SequenceEnd => self.close(span, NodeKind::Sequence),
            Event::MappingEnd => self.close(span, |children| {
                let mut children = children.into_iter();
                let mut pairs = Vec::new();
                while let (Some(key), Some(value)) = (children.next(), children.next()) {
                    pairs.push((key, value));
                }
                NodeKind::Mapping(pairs)
            }),
            _ => {}
        }
    }
}
