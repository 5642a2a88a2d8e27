//! A record as the register keeps it: each speech, remark, heading and note with its anchor, speaker and words.

use std::sync::Arc;

use super::{LedgerPassage, PassageKind};
use crate::bytes::sha256::Hash;
use crate::markdown::plain_text;
use crate::record::{Contribution, Label, Meeting, TextRange};
use crate::text::single_spaced;

/// The passages of a record, in order. `text` is the text of its file; `label` returns the label of a name.
pub fn passages<S>(meeting: &Meeting<S>, text: &str, label: impl Fn(&S) -> &Label) -> Vec<LedgerPassage> {
    let mut all = Vec::new();
    for section in meeting.sections.iter() {
        if let Some(heading) = &section.heading {
            all.push(passage(PassageKind::Section, &section.anchor, "", one_line(heading)));
        }
        all.extend(section.summary().map(|summary| passage(PassageKind::Note, "", "", one_line(&summary.text))));
        for contribution in &section.contributions {
            all.push(match contribution {
                Contribution::Speech(speech) => {
                    let label = one_line(&label(meeting.speaker_of(speech)).text);
                    let words = words(speech.blocks.iter().map(|block| block.text), text);
                    passage(PassageKind::Speech, &speech.id.to_string(), &label, words)
                }
                Contribution::Narrative(narrative) => {
                    passage(PassageKind::Remark, &narrative.id.to_string(), "", words([narrative.text], text))
                }
                Contribution::Decision(decision) => {
                    passage(PassageKind::Decision, &decision.id.to_string(), "", words([decision.text], text))
                }
                Contribution::Note(note) => passage(PassageKind::Note, "", "", words([note.text], text)),
            });
        }
    }
    // Footnotes belong to no speaker either.
    all.extend(
        meeting.details.notes.iter().map(|note| passage(PassageKind::Note, "", "", one_line(&plain_text(&note.text)))),
    );
    all
}

/// The anchors of a record in the order of [`passages`], computed without the words.
pub(super) fn anchors<S>(meeting: &Meeting<S>) -> Vec<Box<str>> {
    let mut all: Vec<Box<str>> = Vec::new();
    for section in meeting.sections.iter() {
        if section.heading.is_some() {
            all.push(section.anchor.clone());
        }
        all.extend(section.summary().map(|_| Box::from("")));
        all.extend(section.contributions.iter().map(|contribution| match contribution {
            Contribution::Speech(speech) => speech.id.to_string().into(),
            Contribution::Narrative(narrative) => narrative.id.to_string().into(),
            Contribution::Decision(decision) => decision.id.to_string().into(),
            Contribution::Note(_) => "".into(),
        }));
    }
    all.extend(meeting.details.notes.iter().map(|_| Box::from("")));
    all
}

fn passage(kind: PassageKind, id: &str, label: &str, words: String) -> LedgerPassage {
    let hash = Hash::of_words(&words);
    LedgerPassage {
        kind,
        id: id.into(),
        content_anchor: id.into(),
        hash,
        label: label.into(),
        words: Some(Arc::from(words)),
    }
}

/// The words without markup, one paragraph a line. Line wrapping and link targets are left out.
fn words(ranges: impl IntoIterator<Item = TextRange>, text: &str) -> String {
    let mut words = String::new();
    for range in ranges {
        for paragraph in range.of(text).split("\n\n") {
            let paragraph = one_line(&plain_text(paragraph));
            if !paragraph.is_empty() {
                if !words.is_empty() {
                    words.push('\n');
                }
                words.push_str(&paragraph);
            }
        }
    }
    words
}

/// A text made to fit on one line of a file.
pub(super) fn one_line(text: &str) -> String {
    let text = text.trim();
    if !text.contains(char::is_control) && !text.contains("  ") {
        return text.to_owned();
    }
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    single_spaced(&spaced)
}
