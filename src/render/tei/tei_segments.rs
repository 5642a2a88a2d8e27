//! Segments of an utterance: the words of each paragraph, with reactions and footnotes in their places.

use super::TeiWriter;
use crate::markdown::{TextElement, TextNode, text_tree};
use crate::text::single_spaced;

impl TeiWriter<'_, '_> {
    /// Adds a segment for each paragraph, item and row of a text.
    pub(super) fn segments(&mut self, markdown: &str) {
        for nodes in paragraphs(&self.tree(markdown)) {
            self.segment(&nodes);
        }
    }

    fn segment(&mut self, nodes: &[&TextNode<'_>]) {
        if nodes.iter().all(|node| node.is_blank() || matches!(node, TextNode::Picture(..))) {
            return;
        }
        self.open("seg", &[]);
        let mut words = SegmentWords::default();
        for node in nodes {
            self.node(node, &mut words);
        }
        self.xml.text(words.pending.trim_end());
        self.xml.close("seg");
    }

    fn node(&mut self, node: &TextNode<'_>, segment: &mut SegmentWords) {
        match node {
            TextNode::Words(words) => segment.push(words),
            TextNode::LineBreak | TextNode::Rule => segment.push(" "),
            TextNode::Reaction(words) => {
                self.flush(segment);
                self.happening(words);
            }
            TextNode::NoteMark(number) => {
                self.flush(segment);
                self.footnote(*number);
            }
            // Pictures have no words; a frame is named by its title.
            TextNode::Picture(..) => {}
            TextNode::Frame(_, title) => segment.push(title),
            TextNode::Element(_, nodes) => nodes.iter().for_each(|node| self.node(node, segment)),
        }
    }

    fn flush(&mut self, segment: &mut SegmentWords) {
        self.xml.text(&segment.pending);
        segment.pending.clear();
    }

    /// Adds a footnote at its first mark; further marks refer to it, since one note may be marked as often as a record likes.
    fn footnote(&mut self, number: u32) {
        let meeting = self.meeting;
        let Some(note) = meeting.details.notes.get((number as usize).wrapping_sub(1)) else { return };
        let (n, id) = (number.to_string(), format!("note-{number}"));
        if self.told_notes.insert(number) {
            let words = self.plain_words(&note.text);
            self.open("note", &[("type", "footnote"), ("n", &n), ("xml:id", &id)]);
            self.xml.text(&words);
        } else {
            self.open("note", &[("type", "footnote"), ("n", &n), ("sameAs", &format!("#{id}"))]);
        }
        self.xml.close("note");
    }

    fn tree<'t>(&self, markdown: &'t str) -> Vec<TextNode<'t>> {
        text_tree(markdown, &self.meeting.details.references, &self.inputs.plan.meeting_links[self.index])
    }

    /// The words of a text, without its reactions' and notes' marks.
    pub(super) fn plain_words(&self, markdown: &str) -> String {
        self.plain_paragraphs(markdown).join(" ")
    }

    /// The words of each paragraph, item and row.
    pub(super) fn plain_paragraphs(&self, markdown: &str) -> Vec<String> {
        let words = |nodes: Vec<&TextNode<'_>>| single_spaced(&nodes.into_iter().map(words_of).collect::<String>());
        paragraphs(&self.tree(markdown)).into_iter().map(words).filter(|words| !words.is_empty()).collect()
    }
}

/// Words of a segment that are not written yet.
#[derive(Default)]
struct SegmentWords {
    pending: String,
    /// True if there have been words.
    has_words: bool,
    /// True if the last character is a space.
    is_spaced: bool,
}

impl SegmentWords {
    /// Adds words; white space of any length is one space, and there is none at the beginning.
    fn push(&mut self, words: &str) {
        // Fast path: scripts without spaces.
        if !words.is_empty() && !words.bytes().any(|byte| byte.is_ascii_whitespace()) {
            self.pending.push_str(words);
            (self.has_words, self.is_spaced) = (true, false);
            return;
        }
        for c in words.chars() {
            if !c.is_ascii_whitespace() {
                self.pending.push(c);
                (self.has_words, self.is_spaced) = (true, false);
            } else if self.has_words && !std::mem::replace(&mut self.is_spaced, true) {
                self.pending.push(' ');
            }
        }
    }
}

/// The inline nodes of each paragraph, item and row, in order.
fn paragraphs<'n, 't>(nodes: &'n [TextNode<'t>]) -> Vec<Vec<&'n TextNode<'t>>> {
    let mut found = Vec::new();
    collect(nodes, &mut found);
    found
}

fn collect<'n, 't>(nodes: &'n [TextNode<'t>], found: &mut Vec<Vec<&'n TextNode<'t>>>) {
    for run in nodes.chunk_by(|one, other| one.is_inline() && other.is_inline()) {
        match run {
            [TextNode::Element(TextElement::Row { .. }, cells)] => found.push(row(cells)),
            [TextNode::Element(element, inner)] if element.is_block() => collect(inner, found),
            run => found.push(run.iter().collect()),
        }
    }
}

/// The words of the cells of a row, with spaces between them.
fn row<'n, 't>(cells: &'n [TextNode<'t>]) -> Vec<&'n TextNode<'t>> {
    const SPACE: TextNode<'static> = TextNode::LineBreak;
    cells.iter().flat_map(|cell| [cell, &SPACE]).collect()
}

fn words_of(node: &TextNode<'_>) -> String {
    match node {
        TextNode::Words(words) | TextNode::Reaction(words) => words.to_string(),
        TextNode::LineBreak | TextNode::Rule => " ".to_owned(),
        TextNode::Frame(_, title) => title.to_string(),
        TextNode::NoteMark(_) | TextNode::Picture(..) => String::new(),
        TextNode::Element(_, nodes) => nodes.iter().map(words_of).collect(),
    }
}
