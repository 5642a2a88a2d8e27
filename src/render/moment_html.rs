//! Draws links from a record to moments of its recordings.

use std::fmt::Write;

use crate::markdown::{push_attribute, push_escaped};
use crate::site::PlayLink;
use crate::text::iri;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// Appends the link, or only the time if it leads nowhere.
pub(super) fn push_moment(out: &mut String, moment: &PlayLink<'_>, strings: &Strings) {
    if moment.href.is_empty() {
        out.push_str("<span class=\"moment\">");
        push_escaped(out, &moment.written);
        out.push_str("</span>");
        return;
    }
    out.push_str(&opening_tag("moment", moment, strings));
    push_escaped(out, &moment.written);
    out.push_str("</a>");
}

/// Makes the time in words that stand in `out` from a place on a link to its moment. Nothing changes if it is part of a
/// link already, or is written with markup in it.
pub(super) fn link_time(out: &mut String, from: usize, moment: &PlayLink<'_>, strings: &Strings) {
    let Some(at) = in_text(&out[from..], &moment.written).map(|at| from + at) else { return };
    let end = at + moment.written.len();
    out.insert_str(end, "</a>");
    // The words of the record are in it, unlike in the link beside a speech.
    out.insert_str(at, &opening_tag("time", moment, strings));
}

fn opening_tag(class: &str, moment: &PlayLink<'_>, strings: &Strings) -> String {
    let mut tag = format!("<a class=\"{class}\" href=\"");
    push_attribute(&mut tag, &iri(&moment.href));
    if let Some(second) = moment.second {
        let _ = write!(tag, "\" data-t=\"{second}");
    }
    tag.push_str("\" aria-label=\"");
    push_attribute(&mut tag, &strings.format("play-from", &[("time", Text(&moment.written))]));
    tag.push_str("\">");
    tag
}

/// Place of a text in HTML, outside tags and links.
fn in_text(html: &str, wanted: &str) -> Option<usize> {
    let mut at = 0;
    let mut is_in_link = false;
    loop {
        let tag = html[at..].find('<').map_or(html.len(), |tag| at + tag);
        if !is_in_link && let Some(found) = html[at..tag].find(wanted) {
            return Some(at + found);
        }
        let end = tag + html[tag..].find('>')? + 1;
        match &html[tag..end] {
            "</a>" => is_in_link = false,
            opened if opened.starts_with("<a ") => is_in_link = true,
            _ => {}
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_found_outside_tags_and_links() {
        let find = |html: &'static str| in_text(html, "00:10").map(|at| &html[at..]);
        assert_eq!(find("<p>[00:10] (So)</p>"), Some("00:10] (So)</p>"));
        assert_eq!(find("<a href=\"00:10\">00:10</a> 00:10"), Some("00:10"));
        assert_eq!(find("<p title=\"00:10\">So</p>"), None);
        assert_eq!(find("<p"), None);
    }
}
