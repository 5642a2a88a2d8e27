//! Annexes of a debate in Akoma Ntoso: documents that are attached to it, or are components of it.

use super::super::imported_record::{ImportedBlock, ImportedHeading, ImportedPart, LeftOut};
use super::{DebateReader, front_text};
use crate::parse::foreign::xml_tree::{XmlElement, XmlNode};

/// Name of an annex that has none.
const UNNAMED: &str = "Annex";

impl<'x> DebateReader<'x> {
    /// Reads the words of all annexes. Those that stand in another file are left out, and debates are records of their own.
    pub(super) fn annexes(&mut self) {
        let lists = self.debate.elements().filter(|element| matches!(&*element.name, "attachments" | "components"));
        for annex in lists.flat_map(XmlElement::elements) {
            let before = self.record.parts.len();
            let title = title(annex);
            let mut above = title.clone();
            self.annex(annex, &mut above);
            let has_words = self.record.parts.len() > before;
            let is_debate = annex.all().any(|inner| matches!(&*inner.name, "debate" | "debateReport"));
            if has_words || (title.is_some() && !is_debate) {
                let text = title.unwrap_or_else(|| UNNAMED.to_owned());
                let heading = ImportedHeading { text, ..ImportedHeading::default() };
                self.record.parts.insert(before, ImportedPart::Heading(heading));
            }
        }
    }

    /// Reads the words of an element of an annex. Its title, which stands above it already, is read once.
    fn annex(&mut self, element: &'x XmlElement, title: &mut Option<String>) {
        let mut loose: Vec<&XmlNode> = Vec::new();
        for node in &element.nodes {
            let inner = match node {
                XmlNode::Element(inner) if is_container(inner) => inner,
                _ => {
                    loose.push(node);
                    continue;
                }
            };
            self.annex_blocks(&mut loose, title);
            match &*inner.name {
                "meta" | "debate" | "debateReport" => {}
                "documentRef" | "componentRef" => {
                    let named = [inner.filled("showAs"), inner.filled("href").or_else(|| inner.filled("src"))];
                    let named = named.into_iter().flatten().collect::<Vec<_>>().join(" ");
                    self.record.left_out.push(LeftOut { line: 0, text: format!("attached document {named}") });
                }
                "speech" | "question" | "answer" => self.speech(inner),
                "scene" | "narrative" => self.event(inner),
                _ => self.annex(inner, title),
            }
        }
        self.annex_blocks(&mut loose, title);
    }

    fn annex_blocks(&mut self, nodes: &mut Vec<&XmlNode>, title: &mut Option<String>) {
        for block in self.blocks.read(std::mem::take(nodes)) {
            if title.take_if(|title| front_text(&block) == *title).is_none() {
                // A heading within the annex might begin a section of the record.
                self.record.parts.push(match block {
                    ImportedBlock::Subheading(text) => ImportedPart::Note(ImportedBlock::Paragraph(text)),
                    block => ImportedPart::from(block),
                });
            }
        }
    }
}

/// Reports whether an element is read by its parts: it is none of a paragraph, and holds paragraphs.
fn is_container(element: &XmlElement) -> bool {
    const OWN: [&str; 9] =
        ["meta", "debate", "debateReport", "documentRef", "componentRef", "speech", "question", "answer", "scene"];
    const BLOCKS: [&str; 10] =
        ["p", "block", "ul", "ol", "list", "blockList", "table", "blockquote", "embeddedStructure", "quotedStructure"];
    let name = &*element.name;
    OWN.contains(&name)
        || name == "narrative"
        || (!BLOCKS.contains(&name)
            && element.elements().any(|inner| BLOCKS.contains(&&*inner.name) || is_container(inner)))
}

/// The name of an annex: its heading, else its title on the cover, else its first heading.
fn title(annex: &XmlElement) -> Option<String> {
    let heading = annex.child("heading").or_else(|| annex.find("docTitle")).or_else(|| annex.find("heading"));
    heading.map(XmlElement::text).filter(|text| text.contains(char::is_alphanumeric))
}
