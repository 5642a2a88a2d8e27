//! Draws the footnotes of a record or page at its end, each with links back to its marks.

use std::fmt::Write;

use crate::markdown::{Marks, Paragraphs, ShownPictures, mark_id, push_attribute, push_escaped, push_html};
use crate::record::{Footnote, ReferenceDefinition};
use crate::theme::Strings;

/// Appends the notes. `marks` has counted the marks in the text above.
pub(super) fn push_notes(
    out: &mut String,
    notes: &[Footnote],
    references: &[ReferenceDefinition],
    links: &[(Box<str>, Box<str>)],
    pictures: ShownPictures<'_>,
    marks: &Marks,
    strings: &Strings,
) {
    // A note may mark another, so all are drawn before the ways back are known.
    let drawn: Vec<String> = notes
        .iter()
        .map(|note| {
            let mut html = String::new();
            let mut paragraphs = Paragraphs::of("", 3).with_marks(marks).with_pictures(pictures);
            push_html(&mut html, &note.text, references, links, &mut paragraphs);
            html
        })
        .collect();
    // Writing to a String cannot fail.
    out.push_str(
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\n<h2 id=\"footnotes\">",
    );
    push_escaped(out, &strings.format("footnotes", &[]));
    out.push_str("</h2>\n<ol>\n");
    let mut back = String::new();
    push_attribute(&mut back, &strings.format("footnote-back", &[]));
    for (number, html) in (1..).zip(drawn) {
        let _ = write!(out, "<li id=\"note-{number}\">\n{html}");
        let used = marks.used(number);
        if used > 0 {
            out.push_str("<p class=\"footnote-back\">");
            for count in 1..=used {
                let space = if count > 1 { " " } else { "" };
                let times = if used > 1 { format!(" {count}") } else { String::new() };
                let _ = write!(
                    out,
                    "{space}<a href=\"#{}\" role=\"doc-backlink\" aria-label=\"{back}{times}\">↩</a>",
                    mark_id(number, count)
                );
            }
            out.push_str("</p>\n");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}
