//! Draws a decision of a record: its own words as written, names that lead to their pages, and a picture of the vote.

use std::fmt::Write;

use super::decision_summary::counts_in_words;
use super::linked_names::push_linked_names;
use crate::markdown::push_attribute;
use crate::record::{Decision, DecisionLine, NamedRole, NamesLine, Side, TextRange};
use crate::site::DecisionLines;
use crate::theme::Strings;

/// Appends the decision without the tags around it. `markdown` draws a part of the record's Markdown; `lang` is the
/// language of the page around it, if it differs from that of the record.
pub(super) fn push_decision(
    out: &mut String,
    view: &DecisionLines<'_>,
    text: &str,
    lang: Option<&str>,
    strings: &Strings,
    mut markdown: impl FnMut(&mut String, TextRange),
) {
    let decision = view.decision;
    let mut hrefs = view.hrefs.iter();
    for line in &decision.lines {
        match line {
            DecisionLine::Wording(range) => markdown(out, *range),
            DecisionLine::Result(range) | DecisionLine::Progress(range) => {
                out.push_str("<div class=\"result\">");
                markdown(out, *range);
                out.push_str("</div>\n");
            }
            DecisionLine::Names(names) => push_names(out, names, text, &mut hrefs),
        }
    }
    push_tally(out, decision, lang, strings);
}

/// A line of names, as written; each name with a page leads there.
fn push_names<'a>(out: &mut String, line: &NamesLine, text: &str, hrefs: &mut impl Iterator<Item = &'a Box<str>>) {
    let _ = write!(out, "<p class=\"ballots {}\">", class_of(line.role));
    push_linked_names(out, line.text, &line.names, text, hrefs);
    out.push_str("</p>\n");
}

/// Class of a line of names.
fn class_of(role: NamedRole) -> &'static str {
    match role {
        NamedRole::Voted(side) => side.name(),
        NamedRole::Mover => "mover",
        NamedRole::Seconder => "seconder",
        NamedRole::CastingVote => "casting-vote",
        NamedRole::Assignee => "assignee",
    }
}

/// Width and height of the picture of a vote, in its own units.
const WIDTH: u32 = 400;
const HEIGHT: u32 = 24;

/// Least width of a part of the picture that has its number in it.
const NUMBERED: u32 = 16;

/// The picture of a vote: a bar with a part for each side. Its description says the same in words.
fn push_tally(out: &mut String, decision: &Decision, lang: Option<&str>, strings: &Strings) {
    let sides = [Side::For, Side::Against, Side::Abstaining];
    let votes: Vec<(Side, u32)> = sides.into_iter().filter_map(|side| Some((side, decision.votes(side)?))).collect();
    let total: u64 = votes.iter().map(|(_, votes)| u64::from(*votes)).sum();
    if total == 0 || votes.len() < 2 {
        return;
    }
    out.push_str("<figure class=\"tally\"");
    if let Some(lang) = lang {
        out.push_str(" lang=\"");
        push_attribute(out, lang);
        out.push('"');
    }
    let _ = write!(out, "><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"");
    push_attribute(out, &counts_in_words(decision, strings));
    out.push_str("\">");
    let mut before = 0u64;
    let place = |votes: u64| (votes * u64::from(WIDTH) / total) as u32;
    for (side, votes) in votes {
        let (from, to) = (place(before), place(before + u64::from(votes)));
        before += u64::from(votes);
        let class = side.name();
        if to > from {
            let width = to - from;
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{from}\" y=\"0\" width=\"{width}\" height=\"{HEIGHT}\"></rect>"
            );
            if width >= NUMBERED {
                let _ = write!(out, "<text class=\"{class}\" x=\"{}\" y=\"17\">{votes}</text>", from + width / 2);
            }
        }
    }
    out.push_str("</svg></figure>\n");
}
