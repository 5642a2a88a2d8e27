//! Draws a roll call of a record: its own lines as written, with names that lead to their pages.

use crate::markdown::{push_attribute, push_escaped};
use crate::record::TextRange;
use crate::site::RollCallLines;
use crate::text::iri;

/// Appends the lines of a roll call, without the tags around them.
pub(super) fn push_roll_call(out: &mut String, view: &RollCallLines<'_>, text: &str) {
    let mut hrefs = view.hrefs.iter();
    for line in &view.roll_call.lines {
        out.push_str("<p>");
        let mut at = line.text.start;
        let word = line.text.of(text).find([':', '：']).map_or(at, |colon| at + colon as u32);
        if word > at {
            out.push_str("<b>");
            push_unmarked(out, TextRange { start: at, end: word }.of(text));
            out.push_str("</b>");
            at = word;
        }
        for (range, _) in &line.names {
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
        push_unmarked(out, TextRange { start: at, end: line.text.end }.of(text));
        out.push_str("</p>\n");
    }
}

/// Text between names, without the signs of emphasis and the marks of a quotation that goes on.
fn push_unmarked(out: &mut String, written: &str) {
    let bare = written.replace(['*', '_'], "").replace("\n>", "\n");
    push_escaped(out, &bare);
}
