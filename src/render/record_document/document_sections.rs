//! Sections of a record in its document.

use super::document_votes::decision;
use super::document_writer::DocumentWriter;
use super::record_facts::summary;
use crate::record::{Contribution, Delivery, Meeting, Section, Speech};
use crate::render::divided_speeches::goes_on_above;
use crate::site::record_document::{
    BlockWords, DocumentContribution, DocumentNarrative, DocumentRollCall, DocumentSection, DocumentSpeech,
};

/// The sections in order; the first is left out if it is empty and has no heading.
pub(super) fn sections<S>(meeting: &Meeting<S>, writer: &DocumentWriter<'_>) -> Vec<DocumentSection> {
    let has_anything = |section: &&Section| section.heading.is_some() || !section.contributions.is_empty();
    meeting.sections.iter().filter(has_anything).map(|own| section(own, writer)).collect()
}

fn section(section: &Section, writer: &DocumentWriter<'_>) -> DocumentSection {
    let item = section.item.as_deref();
    let texts = |texts: &[Box<str>]| texts.iter().map(|text| text.to_string()).collect();
    DocumentSection {
        id: section.anchor.to_string(),
        heading: section.heading.as_deref().map(str::to_owned),
        heading_notes: section.heading.as_ref().map(|_| writer.notes_at(&section.anchor)).unwrap_or_default(),
        time: writer.time(section.time.as_deref()),
        item: item.and_then(|item| item.id.as_deref()).map(str::to_owned),
        matters: item.map(|item| texts(&item.matters)).unwrap_or_default(),
        topics: item.map(|item| texts(&item.topics)).unwrap_or_default(),
        summary: section.summary().map(summary),
        contributions: contributions(&section.contributions, writer),
    }
}

fn contributions(all: &[Contribution], writer: &DocumentWriter<'_>) -> Vec<DocumentContribution> {
    let each = |(at, contribution): (usize, &Contribution)| match contribution {
        Contribution::Speech(own) => {
            DocumentContribution::Speech(speech(own, goes_on_above(all, at, writer.text), writer))
        }
        Contribution::Narrative(narrative) if narrative.roll_call.is_some() => {
            let lines = writer.unquoted(narrative.text).lines().map(str::to_owned).collect();
            DocumentContribution::RollCall(DocumentRollCall { id: narrative.id.to_string(), lines })
        }
        Contribution::Narrative(narrative) => DocumentContribution::Narrative(DocumentNarrative {
            id: narrative.id.to_string(),
            time: writer.time(narrative.time.as_deref()),
            agenda: narrative.agenda.as_ref().map(|item| item.title.to_string()),
            text: writer.unquoted(narrative.text),
        }),
        Contribution::Decision(own) => DocumentContribution::Decision(Box::new(decision(own, writer))),
        Contribution::Note(note) => DocumentContribution::Note(BlockWords { text: writer.range(note.text) }),
    };
    let says_something = |document: &DocumentContribution| match document {
        DocumentContribution::Note(note) => !note.text.is_empty(),
        _ => true,
    };
    all.iter().enumerate().map(each).filter(says_something).collect()
}

fn speech(speech: &Speech, continued: bool, writer: &DocumentWriter<'_>) -> DocumentSpeech {
    let id = speech.id.to_string();
    DocumentSpeech {
        by: writer.person(speech.by),
        time: writer.time(speech.time()),
        lang: speech.lang().map(|lang| lang.as_str().to_owned()),
        written: speech.delivery == Delivery::Written,
        continued,
        heading_notes: writer.notes_at(&id),
        id,
        blocks: speech
            .blocks
            .iter()
            .map(|block| writer.block(block))
            .filter(|block| !block.text().is_empty())
            .collect(),
    }
}
