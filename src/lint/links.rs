//! Links that lead into a page and to nothing there, and pictures that say nothing to who cannot see them.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Location, Problem};
use crate::markdown::{Target, classify};
use crate::record::{Archive, Contribution, Meeting, MeetingIndex, Speaker};
use crate::site::Plan;
use crate::source::SourceText;

pub(super) fn lint(archive: &Archive, plan: &Plan, index: MeetingIndex, source: &SourceText) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (target, href) in &plan.meeting_links[index] {
        let Some((page, fragment)) = href.split_once('#') else { continue };
        let page = if page.is_empty() {
            Some(index)
        } else {
            plan.addresses.meetings.iter().position(|address| **address == *page)
        };
        // What else there is to lead to has anchors that the theme makes.
        let Some(page) = page else { continue };
        let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let former = archive.past[page].iter().flat_map(|past| &past.also).any(|(_, old)| **old == *fragment);
        if !former && !anchors(&archive.meetings[page]).contains(&*fragment) {
            found.push(
                Diagnostic::at(
                    Problem::BrokenAnchor,
                    place_of(source, target),
                    format!("there is no “#{fragment}” in {}", archive.meetings[page].details.path),
                )
                .hint("copy the address from the sign beside the speech"),
            );
        }
    }
    for (at, _) in source.text.match_indices("![](") {
        let target = source.text[at + 4..].split([')', ' ', '\n']).next().unwrap_or_default();
        if matches!(classify(target), Target::Relative(_)) {
            found.push(
                Diagnostic::at(
                    Problem::MissingAltText,
                    source.locate(at, 4 + target.len() + 1),
                    "this picture has no words for those who cannot see it",
                )
                .hint("write them between the square brackets"),
            );
        }
    }
    found
}

/// Everything in a record's page that can be led to.
fn anchors(meeting: &Meeting<Speaker>) -> FxHashSet<String> {
    let mut anchors: FxHashSet<String> = meeting.sections.iter().map(|section| section.anchor.to_string()).collect();
    for contribution in meeting.contributions() {
        match contribution {
            Contribution::Speech(speech) => {
                let id = speech.id.to_string();
                // Paragraphs are numbered when they are drawn; there are no more than blocks and blank lines.
                anchors.extend((2..200).map(|paragraph| format!("{id}.{paragraph}")));
                anchors.insert(id);
            }
            Contribution::Narrative(narrative) => {
                anchors.insert(narrative.id.to_string());
            }
            Contribution::Note(_) => {}
        }
    }
    anchors
}

fn place_of(source: &SourceText, target: &str) -> Location {
    match source.text.find(target) {
        Some(at) => source.locate(at, target.len()),
        None => Location::file(&source.shown),
    }
}
