//! Positions in a YAML text where a piece can be inserted without changing what is there.

use crate::yaml::{Node, NodeKind, YamlLayout};

/// Position after the last written character of a node, in front of any comment behind it; `None` when nothing is written or its end is
/// uncertain.
pub(super) fn end_of(layout: &YamlLayout<'_>, node: Node<'_>) -> Option<usize> {
    match node.kind() {
        NodeKind::Nothing | NodeKind::Other => None,
        NodeKind::Sequence if !node.is_flow() => end_of(layout, node.children().last()?),
        NodeKind::Mapping if !node.is_flow() => {
            let (key, value) = node.pairs().last()?;
            if value.kind() == NodeKind::Nothing { colon_after(layout, key) } else { end_of(layout, value) }
        }
        NodeKind::Sequence | NodeKind::Mapping => {
            let ends = node.children().filter_map(|child| end_of(layout, child));
            closing_bracket(layout, ends.last().unwrap_or(node.start() + 1))
        }
        // The parser has looked ahead for the end of a value in quotation marks.
        NodeKind::Scalar if layout.text[node.start()..].starts_with(['"', '\'']) => closing_quote(layout, node.start()),
        NodeKind::Scalar => Some(layout.text[..node.end()].trim_end().len()),
    }
}

/// Position after the quotation mark that closes the text whose opening mark stands at a position.
fn closing_quote(layout: &YamlLayout<'_>, start: usize) -> Option<usize> {
    let bytes = layout.text.as_bytes();
    let quote = bytes[start];
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Position after the bracket that closes a list or mapping behind its last value.
fn closing_bracket(layout: &YamlLayout<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &layout.text[at..];
        match rest.chars().next()? {
            ']' | '}' => return Some(at + 1),
            '#' => at = line_end(layout, at),
            sign if sign.is_whitespace() || matches!(sign, ',' | ':') => at += sign.len_utf8(),
            _ => return None,
        }
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
