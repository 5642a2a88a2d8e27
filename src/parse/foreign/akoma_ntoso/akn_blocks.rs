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
}

impl<'x> BlockReader<'x> {
    pub(super) fn new(debate: &'x XmlElement) -> Self {
        let notes =
            debate.child("meta").into_iter().flat_map(XmlElement::all).filter(|element| &*element.name == "note");
        let stated = notes.filter_map(|note| Some((id_of(note)?, note))).collect();
        BlockReader { stated, numbers: FxHashMap::default(), notes: Vec::new() }
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
            "a" | "ref" | "rref" | "mref" | "link" => InlineRole::link(element.filled("href")),
            "br" | "eol" => InlineRole::Break,
            "remark" => InlineRole::Remark,
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
        self.notes.push(InlineMarkdown::plain(&note.text()));
        self.numbers.insert(id.to_owned(), self.notes.len());
        self.notes.len()
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
        let text = inline_nodes(nodes, &mut |element| self.role(element));
        if !text.is_empty() {
            blocks.push(if only_remarks { ImportedBlock::Event(text) } else { ImportedBlock::Paragraph(text) });
        }
    }

    fn block(&mut self, element: &XmlElement, blocks: &mut Vec<ImportedBlock>) {
        match &*element.name {
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
            "ul" | "ol" | "blockList" | "list" => {
                let mut items = Vec::new();
                self.items(element, &mut items);
                let first = (&*element.name == "ol")
                    .then(|| element.filled("start").and_then(|start| start.parse().ok()).unwrap_or(1));
                if !items.is_empty() {
                    blocks.push(ImportedBlock::List(first, items));
                }
            }
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

    /// The items of a list; those of lists within it follow their item.
    fn items(&mut self, list: &XmlElement, items: &mut Vec<InlineMarkdown>) {
        for item in list.elements() {
            let is_list = |element: &XmlElement| matches!(&*element.name, "ul" | "ol" | "blockList");
            if is_list(item) {
                self.items(item, items);
                continue;
            }
            let own = item.nodes.iter().filter(|node| !matches!(node, XmlNode::Element(inner) if is_list(inner)));
            let text = inline_nodes(own, &mut |element| self.role(element));
            if !text.is_empty() {
                items.push(text);
            }
            item.elements().filter(|inner| is_list(inner)).for_each(|inner| self.items(inner, items));
        }
    }
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
