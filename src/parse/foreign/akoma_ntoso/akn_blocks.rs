//! Blocks of text of Akoma Ntoso: paragraphs, lists, tables, quotations, and the notes that they refer to.

use rustc_hash::FxHashMap;

use super::super::imported_record::ImportedBlock;
use super::super::inline_markdown::{InlineMarkdown, LetterScript};
use super::super::markdown_record::texts;
use super::super::xml_inline::{InlineRole, inline, inline_nodes, table_rows};
use super::id_of;
use crate::parse::foreign::xml_tree::{XmlElement, XmlNode};

/// Reads blocks, and collects the footnotes that they refer to.
pub(super) struct BlockReader<'x> {
    /// Notes of the metadata by their ids.
    stated: FxHashMap<&'x str, &'x XmlElement>,
    /// Numbers of notes that have been referred to, by their ids.
    numbers: FxHashMap<String, usize>,
    notes: Vec<InlineMarkdown>,
    /// True if this program made the debate: then it is read as it was written.
    is_own: bool,
}

impl<'x> BlockReader<'x> {
    /// A reader of a debate; `is_own` is true if this program made it.
    pub(super) fn new(debate: &'x XmlElement, is_own: bool) -> Self {
        let notes =
            debate.child("meta").into_iter().flat_map(XmlElement::all).filter(|element| &*element.name == "note");
        let stated: Vec<(&str, &XmlElement)> = notes.filter_map(|note| Some((id_of(note)?, note))).collect();
        let mut reader = BlockReader {
            stated: stated.iter().copied().collect(),
            numbers: FxHashMap::default(),
            notes: Vec::new(),
            is_own,
        };
        if is_own {
            // They stand in the order of their numbers, which the metadata of an own debate keep.
            reader.numbers = (1..).zip(&stated).map(|(number, (id, _))| ((*id).to_owned(), number)).collect();
            reader.notes = stated.iter().map(|(_, note)| reader.note(note)).collect();
        }
        reader
    }

    /// The footnotes so far.
    pub(super) fn take_notes(&mut self) -> Vec<InlineMarkdown> {
        std::mem::take(&mut self.notes)
    }

    /// Meaning of an element within a paragraph.
    pub(super) fn role(&mut self, element: &XmlElement) -> InlineRole {
        match &*element.name {
            "b" => InlineRole::Strong,
            "i" => InlineRole::Emphasis,
            "sup" => InlineRole::Script(LetterScript::Raised),
            "sub" => InlineRole::Script(LetterScript::Lowered),
            "a" if self.is_own && element.get("class") == Some("frame") => {
                InlineRole::Picture(element.filled("href").map(str::to_owned), element.text())
            }
            "a" | "ref" | "rref" | "mref" | "link" => InlineRole::link(element.filled("href")),
            "br" | "eol" => InlineRole::Break,
            "remark" if self.is_own && element.get("type") == Some("caption") => {
                InlineRole::Picture(None, element.text())
            }
            "remark" if self.is_own => InlineRole::Plain,
            "remark" => InlineRole::Remark,
            "img" if self.is_own => InlineRole::Picture(
                element.filled("src").map(str::to_owned),
                element.get("alt").unwrap_or_default().to_owned(),
            ),
            "noteRef" => {
                let id = element.filled("href").map_or("", |href| href.trim_start_matches('#'));
                let note = self.stated.get(id).copied();
                note.map_or(InlineRole::Plain, |note| InlineRole::Note(self.number(id, note)))
            }
            "authorialNote" => {
                let id = id_of(element).map_or_else(|| format!(" {}", self.notes.len()), str::to_owned);
                InlineRole::Note(self.number(&id, element))
            }
            "img" => element.filled("alt").map_or(InlineRole::Nothing, |alt| InlineRole::Words(alt.to_owned())),
            _ => InlineRole::Plain,
        }
    }

    fn number(&mut self, id: &str, note: &XmlElement) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        // Its words alone, since notes of a foreign file may mark each other without end.
        self.notes.push(InlineMarkdown::plain(&note.text()));
        self.numbers.insert(id.to_owned(), self.notes.len());
        self.notes.len()
    }

    /// The words of a note of this program.
    fn note(&mut self, note: &XmlElement) -> InlineMarkdown {
        InlineMarkdown::lines(&self.texts(note))
    }

    /// The blocks of some nodes; words between blocks are paragraphs.
    pub(super) fn read<'n>(&mut self, nodes: impl IntoIterator<Item = &'n XmlNode>) -> Vec<ImportedBlock> {
        let mut blocks = Vec::new();
        let mut loose: Vec<&XmlNode> = Vec::new();
        for node in nodes {
            match node {
                XmlNode::Element(element) if is_block(element) => {
                    self.paragraph(&mut loose, &mut blocks);
                    self.block(element, &mut blocks);
                }
                _ => loose.push(node),
            }
        }
        self.paragraph(&mut loose, &mut blocks);
        blocks
    }

    fn paragraph(&mut self, nodes: &mut Vec<&XmlNode>, blocks: &mut Vec<ImportedBlock>) {
        let nodes = std::mem::take(nodes);
        let is_remark = |node: &&XmlNode| matches!(node, XmlNode::Element(element) if &*element.name == "remark");
        let is_blank = |node: &&XmlNode| matches!(node, XmlNode::Text(text) if text.trim().is_empty());
        let only_remarks = nodes.iter().all(|node| is_remark(node) || is_blank(node)) && nodes.iter().any(is_remark);
        // Within speech, this program tells reactions from events.
        let is_event = |node: &&XmlNode| matches!(node, XmlNode::Element(element) if element.get("type") == Some("sceneDescription"));
        let only_remarks = only_remarks && (!self.is_own || nodes.iter().any(is_event));
        let text = inline_nodes(nodes, &mut |element| self.role(element));
        let text = if self.is_own && only_remarks { text.with_event_brackets() } else { text };
        if !text.is_empty() {
            blocks.push(if only_remarks { ImportedBlock::Event(text) } else { ImportedBlock::Paragraph(text) });
        }
    }

    fn block(&mut self, element: &XmlElement, blocks: &mut Vec<ImportedBlock>) {
        match &*element.name {
            "p" if self.is_own && element.get("class") == Some("rule") => blocks.push(ImportedBlock::Rule),
            "p" if self.is_own && element.get("class") == Some("heading") => {
                blocks.push(ImportedBlock::Subheading(inline(element, &mut |inner| self.role(inner))));
            }
            "p" | "block" => {
                let mut nodes = element.nodes.iter().collect();
                self.paragraph(&mut nodes, blocks);
            }
            "num" | "heading" | "subheading" => {
                let text = inline(element, &mut |inner| self.role(inner));
                if !text.is_empty() {
                    blocks.push(ImportedBlock::Subheading(text));
                }
            }
            "scene" | "narrative" | "summary" => {
                let text = inline(element, &mut |inner| self.role(inner));
                if !text.is_empty() {
                    blocks.push(ImportedBlock::Event(text));
                }
            }
            "ul" | "ol" | "blockList" | "list" => self.list(element, blocks),
            "table" => {
                let rows = table_rows(element, &mut |inner| self.role(inner));
                if !rows.is_empty() {
                    blocks.push(ImportedBlock::Table(rows));
                }
            }
            "blockquote" | "embeddedText" | "embeddedStructure" | "quotedText" | "quotedStructure" => {
                let texts = self.texts(element);
                if !texts.is_empty() {
                    blocks.push(ImportedBlock::Quotation(texts));
                }
            }
            "blockContainer" if element.get("class") == Some("quotation") => {
                blocks.push(ImportedBlock::Quotation(self.texts(element)));
            }
            _ => blocks.extend(self.read(&element.nodes)),
        }
    }

    /// The texts of all blocks of an element, one for each paragraph, item or row.
    pub(super) fn texts(&mut self, element: &XmlElement) -> Vec<InlineMarkdown> {
        self.read(&element.nodes).iter().flat_map(texts).map(InlineMarkdown::own).collect()
    }

    /// The texts of all blocks of an element, each on a line; those of a list keep its marks.
    pub(super) fn lines(&mut self, element: &XmlElement) -> Vec<InlineMarkdown> {
        let mut lines = Vec::new();
        for block in self.read(&element.nodes) {
            match block {
                ImportedBlock::List(first, items) => {
                    let number = |at: u32| first.map(|first| first.saturating_add(at));
                    lines.extend((0..).zip(&items).map(|(at, item)| item.as_item(number(at))));
                }
                block => lines.extend(texts(&block).map(InlineMarkdown::own)),
            }
        }
        lines
    }

    /// Reads a list. Items of lists within it follow their item; what is no list between two items parts them.
    fn list(&mut self, list: &XmlElement, blocks: &mut Vec<ImportedBlock>) {
        let is_numbered = &*list.name == "ol";
        let mut next = list.filled("start").and_then(|start| start.parse().ok()).unwrap_or(1u32);
        for item in list.elements() {
            if is_list(item) {
                self.list(item, blocks);
                continue;
            }
            next = item.filled("value").and_then(|value| value.parse().ok()).unwrap_or(next);
            let number = is_numbered.then_some(next);
            next = next.saturating_add(1);
            let mut inner = self.read(&item.nodes).into_iter();
            // The first words are those of the item.
            match inner.next() {
                Some(ImportedBlock::Paragraph(text)) => push_item(number, text, blocks),
                // A number alone is a word of somebody.
                None if is_numbered => push_item(number, InlineMarkdown::default(), blocks),
                other => blocks.extend(other),
            }
            for block in inner {
                match block {
                    ImportedBlock::List(None, items) => {
                        items.into_iter().for_each(|item| push_item(None, item, blocks));
                    }
                    block => blocks.push(block),
                }
            }
        }
    }
}

/// Adds an item to the list above it, if that has the same kind and the number before; else it begins a list.
fn push_item(number: Option<u32>, text: InlineMarkdown, blocks: &mut Vec<ImportedBlock>) {
    if let Some(ImportedBlock::List(first, items)) = blocks.last_mut() {
        let next = first.map(|first| first.saturating_add(items.len() as u32));
        if next == number {
            return items.push(text);
        }
    }
    blocks.push(ImportedBlock::List(number, vec![text]));
}

/// Reports whether an element is a list.
fn is_list(element: &XmlElement) -> bool {
    matches!(&*element.name, "ul" | "ol" | "blockList" | "list")
}

/// Reports whether an element stands on lines of its own.
fn is_block(element: &XmlElement) -> bool {
    matches!(
        &*element.name,
        "p" | "block"
            | "num"
            | "heading"
            | "subheading"
            | "scene"
            | "narrative"
            | "summary"
            | "ul"
            | "ol"
            | "blockList"
            | "list"
            | "table"
            | "blockquote"
            | "embeddedStructure"
            | "quotedStructure"
            | "other"
            | "container"
            | "blockContainer"
            | "tblock"
            | "longTitle"
            | "formula"
            | "toc"
            | "foreign"
    )
}
