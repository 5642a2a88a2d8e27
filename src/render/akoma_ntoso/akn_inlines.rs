//! Words of a record in Akoma Ntoso: paragraphs, lists, tables and styles.

use super::AknWriter;
use crate::markdown::{TextElement, TextNode, text_tree};
use crate::render::full_address::full_address;

impl AknWriter<'_, '_> {
    /// Adds the blocks of a text.
    pub(super) fn markdown(&mut self, markdown: &str) {
        let nodes = self.tree(markdown);
        self.blocks(&nodes);
    }

    /// The tree of a text of the record.
    pub(super) fn tree<'t>(&self, markdown: &'t str) -> Vec<TextNode<'t>> {
        text_tree(markdown, &self.meeting.details.references, &self.inputs.plan.meeting_links[self.index])
    }

    /// Adds blocks; what stands between them is a paragraph.
    pub(super) fn blocks(&mut self, nodes: &[TextNode<'_>]) {
        for run in nodes.chunk_by(|one, other| one.is_inline() && other.is_inline()) {
            match run {
                [TextNode::Element(element, inner)] if element.is_block() => self.block(element, inner),
                [TextNode::Rule] => self.xml.empty("p", &[("class", "rule")]),
                run => self.paragraph(None, run),
            }
        }
    }

    fn block(&mut self, element: &TextElement, nodes: &[TextNode<'_>]) {
        match element {
            TextElement::Heading => self.paragraph(Some("heading"), nodes),
            TextElement::CodeBlock => self.code(nodes),
            TextElement::Quotation if nodes.iter().all(TextNode::is_blank) => {}
            TextElement::Quotation => {
                self.xml.open("blockContainer", &[("class", "quotation")]);
                self.blocks(nodes);
                self.xml.close("blockContainer");
            }
            TextElement::List { is_numbered } => self.list(*is_numbered, nodes),
            TextElement::Table => self.table(nodes),
            _ => self.paragraph(None, nodes),
        }
    }

    fn paragraph(&mut self, class: Option<&str>, nodes: &[TextNode<'_>]) {
        if nodes.iter().all(TextNode::is_blank) {
            return;
        }
        match class {
            Some(class) => self.xml.open("p", &[("class", class)]),
            None => self.xml.open("p", &[]),
        }
        self.inlines(nodes);
        self.xml.close("p");
    }

    /// Adds the lines of a program.
    fn code(&mut self, nodes: &[TextNode<'_>]) {
        let words: String = nodes.iter().map(words_of).collect();
        if words.trim().is_empty() {
            return;
        }
        self.xml.open("p", &[("class", "code")]);
        for (number, line) in words.trim_end().split('\n').enumerate() {
            if number > 0 {
                self.xml.empty("br", &[]);
            }
            self.xml.text(line);
        }
        self.xml.close("p");
    }

    fn list(&mut self, is_numbered: bool, items: &[TextNode<'_>]) {
        let name = if is_numbered { "ol" } else { "ul" };
        if items.is_empty() {
            return;
        }
        self.xml.open(name, &[]);
        let mut expected = 1;
        for item in items {
            let TextNode::Element(TextElement::Item(number), nodes) = item else { continue };
            match number.filter(|number| *number != expected) {
                Some(number) => self.xml.open("li", &[("value", &number.to_string())]),
                None => self.xml.open("li", &[]),
            }
            expected = number.unwrap_or_default().saturating_add(1);
            self.item(nodes);
            self.xml.close("li");
        }
        self.xml.close(name);
    }

    /// Adds the content of an item, which may hold words, paragraphs and lists alone.
    fn item(&mut self, nodes: &[TextNode<'_>]) {
        for run in nodes.chunk_by(|one, other| one.is_inline() && other.is_inline()) {
            match run {
                [TextNode::Element(TextElement::List { is_numbered }, items)] => self.list(*is_numbered, items),
                [TextNode::Element(TextElement::CodeBlock, nodes)] => self.code(nodes),
                [TextNode::Element(TextElement::Paragraph | TextElement::Heading | TextElement::Cell, nodes)]
                    if nodes.iter().all(TextNode::is_inline) =>
                {
                    self.paragraph(None, nodes);
                }
                [TextNode::Element(element, nodes)] if element.is_block() => self.item(nodes),
                run => self.inlines(run),
            }
        }
    }

    fn table(&mut self, rows: &[TextNode<'_>]) {
        let rows = rows.iter().filter_map(|row| match row {
            TextNode::Element(TextElement::Row { is_head }, cells) if !cells.is_empty() => Some((*is_head, cells)),
            _ => None,
        });
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            return;
        }
        self.xml.open("table", &[]);
        for (is_head, cells) in rows {
            let name = if is_head { "th" } else { "td" };
            self.xml.open("tr", &[]);
            for cell in cells {
                let TextNode::Element(TextElement::Cell, nodes) = cell else { continue };
                self.xml.open(name, &[]);
                self.blocks(nodes);
                self.xml.close(name);
            }
            self.xml.close("tr");
        }
        self.xml.close("table");
    }

    /// Adds words where no block may stand; the blocks among them are on lines of their own.
    pub(super) fn flat(&mut self, nodes: &[TextNode<'_>]) {
        let mut is_first = true;
        for run in nodes.chunk_by(|one, other| one.is_inline() && other.is_inline()) {
            if run.iter().all(TextNode::is_blank) {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.xml.empty("br", &[]);
            }
            match run {
                [TextNode::Element(element, nodes)] if element.is_block() => self.flat(nodes),
                run => self.inlines(run),
            }
        }
    }

    /// Adds words and styles.
    pub(super) fn inlines(&mut self, nodes: &[TextNode<'_>]) {
        for node in nodes {
            self.inline(node);
        }
    }

    fn inline(&mut self, node: &TextNode<'_>) {
        match node {
            TextNode::Words(words) => self.xml.text(words),
            TextNode::Reaction(words) => self.xml.element("remark", &[("type", "phenomenon")], words),
            TextNode::NoteMark(number) => self.note_mark(*number),
            TextNode::Rule => {}
            TextNode::LineBreak => self.xml.empty("br", &[]),
            TextNode::Picture(Some(address), description) => {
                let address = full_address(self.inputs, self.index, address);
                self.xml.empty("img", &[("src", &address), ("alt", description)]);
            }
            TextNode::Picture(None, description) => self.xml.element("remark", &[("type", "caption")], description),
            TextNode::Frame(address, title) => {
                let address = full_address(self.inputs, self.index, address);
                let words = if title.is_empty() { &*address } else { title };
                self.xml.element("a", &[("class", "frame"), ("href", &address)], words);
            }
            TextNode::Element(element, nodes) => self.styled(element, nodes),
        }
    }

    fn styled(&mut self, element: &TextElement, nodes: &[TextNode<'_>]) {
        let name = match element {
            TextElement::Emphasis => "i",
            TextElement::Strong => "b",
            TextElement::Raised => "sup",
            TextElement::Lowered => "sub",
            TextElement::Link(_) => "a",
            TextElement::Struck | TextElement::Code => "span",
            _ => return self.flat(nodes),
        };
        match element {
            TextElement::Link(address) => {
                let address = full_address(self.inputs, self.index, address);
                self.xml.open(name, &[("href", &address)]);
            }
            TextElement::Struck => self.xml.open(name, &[("class", "struck")]),
            TextElement::Code => self.xml.open(name, &[("class", "code")]),
            _ => self.xml.open(name, &[]),
        }
        self.inlines(nodes);
        self.xml.close(name);
    }

    /// Adds the mark of a footnote.
    pub(super) fn note_mark(&mut self, number: u32) {
        let number = number.to_string();
        self.xml.empty("noteRef", &[("href", &format!("#note-{number}")), ("marker", &number)]);
    }
}

/// All words of a node.
fn words_of(node: &TextNode<'_>) -> String {
    match node {
        TextNode::Words(words) | TextNode::Reaction(words) => words.to_string(),
        TextNode::Element(_, nodes) => nodes.iter().map(words_of).collect(),
        TextNode::LineBreak => "\n".to_owned(),
        TextNode::NoteMark(_) | TextNode::Picture(..) | TextNode::Frame(..) | TextNode::Rule => String::new(),
    }
}
