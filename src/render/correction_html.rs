//! Former words of corrected passages, as HTML.

use crate::markdown::{push_attribute, push_escaped};
use crate::record::{ChangeKind, DiffSpan, PassageChange};
use crate::site::view::DateView;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// Appends the former words of a passage.
pub(super) fn push_words(out: &mut String, passage: &PassageChange, strings: &Strings) {
    if let Some(before) = &passage.speaker_before {
        out.push_str("<p class=\"speaker-before\">");
        push_escaped(out, &strings.format("correction-speaker", &[("name", Text(before))]));
        out.push_str("</p>\n");
    }
    let Some(pieces) = &passage.words else {
        out.push_str("<p>");
        push_escaped(out, &strings.get("correction-forgotten"));
        out.push_str("</p>\n");
        return;
    };
    out.push_str("<p>");
    if passage.change == ChangeKind::Removed && !passage.speaker.is_empty() {
        out.push_str("<b>");
        push_escaped(out, &passage.speaker);
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
            push_escaped(out, line);
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
    push_attribute(out, &date.iso);
    out.push_str("\">");
    push_escaped(out, &strings.format(key, &[("date", Text(&date.text))]));
    out.push_str("</time></summary>\n");
    push_words(out, passage, strings);
    out.push_str("</details>\n");
}
