//! Draws a roll call of a record: its own lines as written, with names that lead to their pages.

use super::linked_names::{push_linked_names, push_unmarked};
use crate::record::TextRange;
use crate::site::RollCallLines;

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
        let rest = TextRange { start: at, end: line.text.end };
        push_linked_names(out, rest, &line.names, text, &mut hrefs);
        out.push_str("</p>\n");
    }
}
