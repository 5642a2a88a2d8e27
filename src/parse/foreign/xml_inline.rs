//! Words of an XML element with the styles, links and marks of notes in them.

use super::inline_markdown::{InlineBuilder, InlineMarkdown, InlineStyle, LetterScript};
use super::xml_tree::{XmlElement, XmlNode};

/// Meaning of an element within a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InlineRole {
    /// Its words, as if they stood without it.
    Plain,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Letters above or below the line.
    Script(LetterScript),
    /// A link to an address.
    Link(String),
    /// The end of a line.
    Break,
    /// Something that happened, in brackets.
    Remark,
    /// The mark of a footnote.
    Note(usize),
    /// A picture, with its address and description.
    Picture(Option<String>, String),
    /// Words that stand in the place of the element.
    Words(String),
    /// No part of the paragraph.
    Nothing,
}

impl InlineRole {
    /// A link to an address, if there is one.
    pub(super) fn link(target: Option<&str>) -> Self {
        target.map_or(InlineRole::Plain, |target| InlineRole::Link(target.to_owned()))
    }
}

/// The words of an element. `role` says what the elements in it mean.
pub(super) fn inline(element: &XmlElement, role: &mut dyn FnMut(&XmlElement) -> InlineRole) -> InlineMarkdown {
    inline_nodes(&element.nodes, role)
}

/// The words of each cell of a table, row by row.
pub(super) fn table_rows(
    table: &XmlElement,
    role: &mut dyn FnMut(&XmlElement) -> InlineRole,
) -> Vec<Vec<InlineMarkdown>> {
    let rows = table.all().filter(|inner| &*inner.name == "tr");
    let is_cell = |element: &&XmlElement| matches!(&*element.name, "td" | "th");
    rows.map(|row| row.elements().filter(is_cell).map(|cell| inline(cell, role)).collect()).collect()
}

/// The words of some nodes.
pub(super) fn inline_nodes<'x>(
    nodes: impl IntoIterator<Item = &'x XmlNode>,
    role: &mut dyn FnMut(&XmlElement) -> InlineRole,
) -> InlineMarkdown {
    let mut builder = InlineBuilder::default();
    for node in nodes {
        push(&mut builder, node, &InlineStyle::default(), role);
    }
    builder.finish()
}

fn push(
    builder: &mut InlineBuilder,
    node: &XmlNode,
    style: &InlineStyle,
    role: &mut dyn FnMut(&XmlElement) -> InlineRole,
) {
    let element = match node {
        XmlNode::Text(text) => return builder.words(text, style),
        XmlNode::Element(element) => element,
    };
    let mut inner = style.clone();
    match role(element) {
        InlineRole::Plain => {}
        InlineRole::Emphasis => inner.em = true,
        InlineRole::Strong => inner.strong = true,
        InlineRole::Script(script) => inner.script = Some(script),
        InlineRole::Link(target) => inner.link = Some(target),
        InlineRole::Break => return builder.line_break(),
        InlineRole::Note(number) => return builder.note(number),
        InlineRole::Picture(address, description) => return builder.picture(address, description),
        InlineRole::Words(words) => return builder.words(&words, style),
        InlineRole::Nothing => return,
        InlineRole::Remark => {
            let text = element.text();
            let is_bracketed = text.starts_with(['(', '[', '（', '［']) && text.ends_with([')', ']', '）', '］']);
            match (text.is_empty(), is_bracketed) {
                (true, _) => {}
                (false, true) if text.starts_with('（') => builder.words(&text, style),
                (false, true) => builder.words(&format!(" {text}"), style),
                (false, false) => builder.words(&format!(" ({text})"), style),
            }
            return;
        }
    }
    for node in &element.nodes {
        push(builder, node, &inner, role);
    }
}
