//! Splits a page that this program drew into tags and texts. The page may be forged, so it is read once from beginning
//! to end, and anything unclosed ends with the page.

/// A tag or a text of a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum PagePart<'p> {
    Text(&'p str),
    /// Element name, and its attributes as written.
    Start(&'p str, &'p str),
    End,
}

/// Elements without an end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];

/// Elements whose content is raw text, none of which counts as words of the page.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

impl PagePart<'_> {
    /// Change of nesting depth after this part.
    pub(super) fn depth(&self) -> isize {
        match self {
            PagePart::Text(_) => 0,
            PagePart::Start(name, _) if VOID.contains(name) => 0,
            PagePart::Start(..) => 1,
            PagePart::End => -1,
        }
    }
}

/// Tags and texts of a page, in order, without comments and processing instructions.
pub(super) fn page_parts(page: &str) -> Vec<PagePart<'_>> {
    let mut parts = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            parts.push(PagePart::Text(rest));
            break;
        };
        if at > 0 {
            parts.push(PagePart::Text(&rest[..at]));
        }
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(rest);
        let tag = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if tag.starts_with('/') {
            parts.push(PagePart::End);
        } else if !tag.starts_with(['!', '?']) {
            let (name, more) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag, ""));
            let name = name.trim_end_matches('/');
            parts.push(PagePart::Start(name, more));
            if let Some(raw) = RAW.into_iter().find(|raw| name.eq_ignore_ascii_case(raw)) {
                rest = after_raw(rest, raw);
                parts.push(PagePart::End);
            }
        }
    }
    parts
}

/// The rest of the text after the end of an element whose content is raw text.
fn after_raw<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

/// End of a tag that began before `text`: the first `>` outside quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Attributes of a tag: name, and value without its quotation marks. Where the text does not have the form that this
/// program writes, the whole rest is returned as one attribute.
pub(super) fn attributes(mut more: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        more = more.trim_start().trim_end_matches('/').trim_end();
        if more.is_empty() {
            return None;
        }
        let end = more.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(more.len());
        let (name, after) = more.split_at(end);
        let Some(quoted) = after.strip_prefix('=') else {
            more = after;
            return Some((name, ""));
        };
        match quoted.strip_prefix('"').and_then(|value| value.split_once('"')) {
            Some((value, after)) => {
                more = after;
                Some((name, value))
            }
            None => Some((std::mem::take(&mut more), "")),
        }
    })
}

pub(super) fn attribute<'t>(more: &'t str, name: &str) -> Option<&'t str> {
    attributes(more).find(|(key, _)| *key == name).map(|(_, value)| value)
}

pub(super) fn has_class(more: &str, class: &str) -> bool {
    attribute(more, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}
