//! Words of an utterance in TEI: segments, sentences and words, with what happened between them.

use crate::parse::foreign::imported_record::ImportedBlock;
use crate::parse::foreign::inline_markdown::{InlineMarkdown, LetterScript};
use crate::parse::foreign::xml_inline::{InlineRole, inline, inline_nodes};
use crate::parse::foreign::xml_tree::{XmlElement, XmlNode};

/// Reports whether an element says what happened, or that something is missing.
pub(super) fn is_happening(element: &XmlElement) -> bool {
    matches!(&*element.name, "kinesic" | "vocal" | "incident" | "gap" | "pause" | "shift" | "writing" | "desc")
}

/// Reports whether an element is the printed label of a speaker.
pub(super) fn is_label(element: &XmlElement) -> bool {
    &*element.name == "speaker" || (&*element.name == "note" && element.get("type") == Some("speaker"))
}

/// The blocks of an utterance.
pub(super) fn blocks(utterance: &XmlElement) -> Vec<ImportedBlock> {
    let mut blocks = Vec::new();
    let mut loose: Vec<&XmlNode> = Vec::new();
    for node in &utterance.nodes {
        let element = match node {
            XmlNode::Element(element) => element,
            XmlNode::Text(_) => {
                loose.push(node);
                continue;
            }
        };
        let name = &*element.name;
        if is_label(element) || matches!(name, "timeline" | "linkGrp" | "spanGrp") {
            continue;
        }
        let is_event = is_happening(element) || matches!(name, "note" | "stage");
        let is_block = is_event || matches!(name, "seg" | "p" | "ab" | "head" | "quote" | "cit" | "lg" | "list");
        if !is_block {
            loose.push(node);
            continue;
        }
        push(&mut blocks, inline_nodes(std::mem::take(&mut loose), &mut role), ImportedBlock::Paragraph);
        let text = segment(element);
        match name {
            _ if is_event => push(&mut blocks, text, ImportedBlock::Event),
            "head" => push(&mut blocks, text, ImportedBlock::Subheading),
            "quote" | "cit" => push(&mut blocks, text, |text| ImportedBlock::Quotation(vec![text])),
            _ => push(&mut blocks, text, ImportedBlock::Paragraph),
        }
    }
    push(&mut blocks, inline_nodes(loose, &mut role), ImportedBlock::Paragraph);
    blocks
}

fn push(blocks: &mut Vec<ImportedBlock>, text: InlineMarkdown, block: impl Fn(InlineMarkdown) -> ImportedBlock) {
    if !text.is_empty() {
        blocks.push(block(text));
    }
}

/// The words of a segment or of another element; those of an annotated corpus stand one by one.
pub(super) fn segment(element: &XmlElement) -> InlineMarkdown {
    if element.all().any(|inner| &*inner.name == "w") {
        let mut words = String::new();
        push_tokens(element, &mut words);
        return InlineMarkdown::plain(&words);
    }
    inline(element, &mut role)
}

fn push_tokens(element: &XmlElement, out: &mut String) {
    for inner in element.elements() {
        match &*inner.name {
            "w" | "pc" => {
                // Parts of a contraction stand within the word as it was written.
                out.push_str(inner.own_text().trim());
                if !matches!(inner.get("join"), Some("right" | "both")) {
                    out.push(' ');
                }
            }
            "linkGrp" | "spanGrp" => {}
            _ if is_happening(inner) || &*inner.name == "note" => {
                out.push_str(&format!(" ({}) ", inner.text().trim_matches(['(', ')', '[', ']'])));
            }
            _ => push_tokens(inner, out),
        }
    }
}

fn role(element: &XmlElement) -> InlineRole {
    match &*element.name {
        "hi" | "emph" => match element.get("rend") {
            Some(rend) if rend.contains("bold") => InlineRole::Strong,
            Some(rend) if rend.contains("sup") => InlineRole::Script(LetterScript::Raised),
            Some(rend) if rend.contains("sub") => InlineRole::Script(LetterScript::Lowered),
            _ => InlineRole::Emphasis,
        },
        "ref" | "ptr" => InlineRole::link(element.filled("target")),
        "lb" => InlineRole::Words("\n".to_owned()),
        // The reason of a gap without a description.
        "gap" if element.elements().next().is_none() => {
            InlineRole::Words(format!(" ({})", element.get("reason").unwrap_or("inaudible")))
        }
        "note" | "stage" => InlineRole::Remark,
        "desc" => InlineRole::Plain,
        "del" | "orig" => InlineRole::Nothing,
        _ if is_happening(element) => InlineRole::Remark,
        _ => InlineRole::Plain,
    }
}
