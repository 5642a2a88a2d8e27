//! Positions in a YAML text where a piece can be inserted without changing what is there.

use crate::yaml::{Node, NodeKind, YamlLayout};

/// Position after the last written part of a node; `None` when nothing is written or its end is uncertain.
pub(super) fn end_of(layout: &YamlLayout<'_>, node: Node<'_>) -> Option<usize> {
    match node.kind() {
        NodeKind::Nothing | NodeKind::Other => None,
        NodeKind::Sequence if !node.is_flow() => end_of(layout, node.children().last()?),
        NodeKind::Mapping if !node.is_flow() => {
            let (key, value) = node.pairs().last()?;
            if value.kind() == NodeKind::Nothing { colon_after(layout, key) } else { end_of(layout, value) }
        }
        _ => Some(layout.text[..node.end()].trim_end().len()),
    }
}

/// The part of a line in front of a position.
pub(super) fn before<'t>(layout: &YamlLayout<'t>, at: usize) -> &'t str {
    let start = layout.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    layout.text[start..at].trim_start_matches('\u{feff}')
}

/// End of the line that contains a position: after its comment, before its line break.
pub(super) fn line_end(layout: &YamlLayout<'_>, at: usize) -> usize {
    layout.text[at..].find(['\n', '\r']).map_or(layout.text.len(), |end| at + end)
}

/// White space and hyphen in front of an item of a list in block style.
pub(super) fn item_prefix<'t>(layout: &YamlLayout<'t>, item: Node<'_>) -> Option<&'t str> {
    let prefix = before(layout, item.start());
    let is_plain = prefix.trim_start_matches(' ').starts_with("- ") && prefix.trim() == "-";
    is_plain.then_some(prefix)
}

/// Position after the colon of a key that has no value on its line.
pub(super) fn colon_after(layout: &YamlLayout<'_>, key: Node<'_>) -> Option<usize> {
    let end = end_of(layout, key)?;
    let rest = &layout.text[end..line_end(layout, end)];
    let colon = rest.find(':').filter(|colon| rest[..*colon].trim().is_empty())?;
    let after = rest[colon + 1..].trim_start();
    (after.is_empty() || after.starts_with('#')).then_some(end + colon + 1)
}

/// Line break used in the file.
pub(super) fn line_break(layout: &YamlLayout<'_>) -> &'static str {
    match layout.text.find(['\n', '\r']).map(|at| &layout.text[at..]) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
