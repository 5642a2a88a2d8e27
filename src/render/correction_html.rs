//! Former words of corrected passages, as HTML.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use crate::record::{ChangeKind, DiffSpan, PassageChange};
use crate::site::view::DateView;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// Appends the former words of a passage.
pub(super) fn push_words(out: &mut String, passage: &PassageChange, strings: &Strings) {
    // Writing to a String cannot fail.
    if let Some(before) = &passage.speaker_before {
        out.push_str("<p class=\"speaker-before\">");
        let _ = escape_html_body_text(&mut *out, &strings.format("correction-speaker", &[("name", Text(before))]));
        out.push_str("</p>\n");
    }
    let Some(pieces) = &passage.words else {
        out.push_str("<p>");
        let _ = escape_html_body_text(&mut *out, &strings.get("correction-forgotten"));
        out.push_str("</p>\n");
        return;
    };
    out.push_str("<p>");
    if passage.change == ChangeKind::Removed && !passage.speaker.is_empty() {
        out.push_str("<b>");
        let _ = escape_html_body_text(&mut *out, &passage.speaker);
        out.push_str("</b> ");
    }
    let mut follows_change = false;
    for piece in pieces {
        // Text without markup would otherwise join the former word and the present one: “threefour”.
        let is_change = !matches!(piece, DiffSpan::Same(_));
        if is_change && follows_change {
            out.push(' ');
        }
        follows_change = is_change;
        let (open, text, close) = match piece {
            DiffSpan::Same(text) => ("", text, ""),
            DiffSpan::Before(text) => ("<del>", text, "</del>"),
            DiffSpan::Now(text) => ("<ins>", text, "</ins>"),
        };
        out.push_str(open);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                out.push_str("<br>\n");
            }
            let _ = escape_html_body_text(&mut *out, line);
        }
        out.push_str(close);
    }
    out.push_str("</p>\n");
}

/// A passage's correction as it stands on the record.
pub(super) fn push_details(out: &mut String, date: &DateView, passage: &PassageChange, strings: &Strings) {
    let key = match passage.change {
        ChangeKind::Altered => "correction-altered",
        ChangeKind::Added => "correction-added",
        ChangeKind::Removed => "correction-removed",
    };
    out.push_str("<details class=\"correction\"><summary><time datetime=\"");
    let _ = escape_html(&mut *out, &date.iso);
    out.push_str("\">");
    let _ = escape_html_body_text(&mut *out, &strings.format(key, &[("date", Text(&date.text))]));
    out.push_str("</time></summary>\n");
    push_words(out, passage, strings);
    out.push_str("</details>\n");
}
