//! The table of HTML elements: which words in angle brackets are tags, which elements hide their content, and which
//! begin a block.

use super::attributes::{are_attributes, tag_end};

/// Role of an element in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// Its content is not text for readers; browsers do not show it either.
    Hiding,
    /// Begins a block (CommonMark 4.6, kind 6).
    Block,
    /// Any other element.
    Other,
}

/// Elements whose content is not shown: scripts, styles, fallback content, and pictures made of tags. An `<iframe>` is
/// one of them, but its tag becomes a link. Browsers show the text within `<math>`, `<textarea>` and `<object>`, so it
/// is kept.
pub(super) const HIDING: [&str; 10] =
    ["head", "iframe", "noembed", "noframes", "noscript", "script", "style", "svg", "template", "title"];

/// Elements that begin a block, in addition to some of [`HIDING`].
const BLOCKS: [&str; 57] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// All other elements that HTML has or had, and the paragraph mark that word processors leave.
const OTHERS: [&str; 79] = [
    "a",
    "abbr",
    "acronym",
    "applet",
    "area",
    "audio",
    "b",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "br",
    "button",
    "canvas",
    "cite",
    "code",
    "data",
    "datalist",
    "del",
    "dfn",
    "em",
    "embed",
    "font",
    "i",
    "image",
    "img",
    "input",
    "ins",
    "isindex",
    "kbd",
    "keygen",
    "label",
    "listing",
    "map",
    "mark",
    "marquee",
    "math",
    "meta",
    "meter",
    "nobr",
    "o:p",
    "object",
    "output",
    "picture",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "select",
    "slot",
    "small",
    "source",
    "spacer",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "textarea",
    "time",
    "track",
    "tt",
    "u",
    "var",
    "video",
    "wbr",
    "xmp",
    "hgroup",
    "selectedcontent",
    "portal",
    "fencedframe",
];

/// Role of the element with this name; `None` if HTML has no such element.
pub(super) fn element(name: &str) -> Option<ElementKind> {
    let mut lower = [0; 16];
    let bytes = lower.get_mut(..name.len())?;
    bytes.copy_from_slice(name.as_bytes());
    bytes.make_ascii_lowercase();
    let name = std::str::from_utf8(bytes).ok()?;
    if HIDING.contains(&name) {
        Some(ElementKind::Hiding)
    } else if BLOCKS.contains(&name) {
        Some(ElementKind::Block)
    } else {
        OTHERS.contains(&name).then_some(ElementKind::Other)
    }
}

/// Reports whether a line begins a block of raw HTML that continues up to the next empty line (CommonMark 4.6, kinds 6
/// and 7). Within a paragraph only some elements do.
pub(super) fn begins_block(line: &str, in_paragraph: bool) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    let body = rest.strip_prefix('/').unwrap_or(rest);
    let length = body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))).unwrap_or(body.len());
    let after = &body[length..];
    let Some(known) = element(&body[..length]) else { return false };
    let ends_name = after.is_empty() || after.starts_with([' ', '\t', '\n', '>']) || after.starts_with("/>");
    let is_block = known == ElementKind::Block
        || ["head", "iframe", "noframes", "title"].iter().any(|name| name.eq_ignore_ascii_case(&body[..length]));
    if is_block && ends_name {
        return true;
    }
    !in_paragraph
        && tag_end(line).is_some_and(|end| {
            line[end + 1..].trim().is_empty() && are_attributes(line[..end].get(1 + length..).unwrap_or_default())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_angles_are_told_from_tags() {
        for name in ["a", "BR", "Script", "textarea", "o:p", "h1"] {
            assert!(element(name).is_some(), "{name}");
        }
        for name in
            ["inaudible", "name", "applause", "v", "T", "Item", "T::Item", "", "averylongnamethatnotagcanhave", "é"]
        {
            assert_eq!(element(name), None, "{name}");
        }
        assert!(are_attributes(" class=a async data-x onclick") && are_attributes("/") && are_attributes(""));
        assert!(!are_attributes(" withheld") && !are_attributes(" class=a Mary Smith"));
    }

    #[test]
    fn blocks_of_html_are_known_by_their_first_line() {
        assert!(begins_block("<div>", true) && begins_block("</p>", true) && begins_block("<b>", false));
        assert!(!begins_block("<b>", true) && !begins_block("<b>x", false) && !begins_block("<inaudible>", false));
    }
}
