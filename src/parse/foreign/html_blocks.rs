//! Blocks of text in the elements of HTML, as XML formats borrow them.

use super::imported_record::ImportedBlock;
use super::inline_markdown::{InlineMarkdown, LetterScript};
use super::xml_inline::{InlineRole, inline, table_rows};
use super::xml_tree::{XmlElement, XmlNode};

/// The blocks of some nodes.
pub(super) fn html_blocks(nodes: &[XmlNode]) -> Vec<ImportedBlock> {
    let mut blocks = Vec::new();
    for node in nodes {
        let element = match node {
            XmlNode::Element(element) => element,
            XmlNode::Text(text) => {
                let text = InlineMarkdown::plain(text);
                if !text.is_empty() {
                    blocks.push(ImportedBlock::Paragraph(text));
                }
                continue;
            }
        };
        match &*element.name {
            "table" => {
                let rows = table_rows(element, &mut role);
                if !rows.is_empty() {
                    blocks.push(ImportedBlock::Table(rows));
                }
            }
            "ul" | "ol" => {
                let items = element.elements().map(|item| inline(item, &mut role)).filter(|item| !item.is_empty());
                blocks.push(ImportedBlock::List((&*element.name == "ol").then_some(1), items.collect()));
            }
            "blockquote" => {
                let inner = element.elements().map(|inner| inline(inner, &mut role)).filter(|text| !text.is_empty());
                let texts: Vec<InlineMarkdown> = inner.collect();
                blocks.push(ImportedBlock::Quotation(if texts.is_empty() {
                    vec![inline(element, &mut role)]
                } else {
                    texts
                }));
            }
            "div" | "section" => blocks.extend(html_blocks(&element.nodes)),
            _ => {
                let text = inline(element, &mut role);
                if !text.is_empty() {
                    // Procedure is printed in italics.
                    let is_procedure =
                        element.get("class").is_some_and(|class| class.split(' ').any(|own| own == "italic"));
                    blocks.push(if is_procedure { ImportedBlock::Event(text) } else { ImportedBlock::Paragraph(text) });
                }
            }
        }
    }
    blocks
}

fn role(element: &XmlElement) -> InlineRole {
    match &*element.name {
        "i" | "em" => InlineRole::Emphasis,
        "b" | "strong" => InlineRole::Strong,
        "sup" => InlineRole::Script(LetterScript::Raised),
        "sub" => InlineRole::Script(LetterScript::Lowered),
        "br" => InlineRole::Break,
        "a" => InlineRole::link(element.filled("href")),
        "phrase" => InlineRole::link(element.filled("url")),
        _ => InlineRole::Plain,
    }
}
