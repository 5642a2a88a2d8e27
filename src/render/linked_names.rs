//! Draws a line of names as written; each name with a page leads there.

use crate::markdown::{push_attribute, push_escaped};
use crate::record::{NameIndex, TextRange};
use crate::text::iri;

/// Appends a part of a line with the names in it. `hrefs` are the addresses of the people named, in order; an empty one
/// is no link.
pub(super) fn push_linked_names<'a>(
    out: &mut String,
    line: TextRange,
    names: &[(TextRange, NameIndex)],
    text: &str,
    hrefs: &mut impl Iterator<Item = &'a Box<str>>,
) {
    let mut at = line.start;
    for (range, _) in names {
        push_unmarked(out, TextRange { start: at, end: range.start }.of(text));
        match hrefs.next().filter(|href| !href.is_empty()) {
            Some(href) => {
                out.push_str("<a href=\"");
                push_attribute(out, &iri(href));
                out.push_str("\">");
                push_escaped(out, range.of(text));
                out.push_str("</a>");
            }
            None => push_escaped(out, range.of(text)),
        }
        at = range.end;
    }
    push_unmarked(out, TextRange { start: at, end: line.end }.of(text));
}

/// Text between names, without the signs of emphasis and the marks of a quotation that goes on.
pub(super) fn push_unmarked(out: &mut String, written: &str) {
    if written.contains(['*', '_', '\n']) {
        return push_escaped(out, &written.replace(['*', '_'], "").replace("\n>", "\n"));
    }
    push_escaped(out, written);
}
