//! Words, times and people of a record as its document gives them.

use super::document_names::DocumentPeople;
use crate::markdown::labels::without_quote_marks;
use crate::markdown::{LinkKind, classify, portable};
use crate::record::{
    Block, BlockKind, MeetingDetails, MeetingIndex, Moment, NameIndex, TextRange, Timeline, notes_of_heading,
};
use crate::render::inputs::RenderInputs;
use crate::render::parts::file_links::resolved_href;
use crate::site::record_document::{DocumentPassage, DocumentTime};

/// Writes parts of a record.
pub(super) struct DocumentWriter<'r> {
    /// The text without what is not published.
    pub(super) text: &'r str,
    details: &'r MeetingDetails,
    links: &'r [(Box<str>, Box<str>)],
    inputs: &'r RenderInputs<'r>,
    timeline: Option<Timeline>,
    people: &'r DocumentPeople,
}

impl<'r> DocumentWriter<'r> {
    /// A writer for a record. `text` is its text, `people` are those whom it names.
    pub(super) fn of(
        inputs: &'r RenderInputs<'r>,
        index: MeetingIndex,
        text: &'r str,
        people: &'r DocumentPeople,
    ) -> Self {
        let meeting = &inputs.archive.meetings[index];
        let links = &inputs.plan.meeting_links[index];
        DocumentWriter { text, details: &meeting.details, links, inputs, timeline: Timeline::of(meeting), people }
    }

    /// Position of a name among the people.
    pub(super) fn person(&self, name: NameIndex) -> u32 {
        self.people.position(name)
    }

    /// Markdown for other programs.
    pub(super) fn markdown(&self, written: &str) -> String {
        let resolve = |target: &str| {
            let href = resolved_href(self.links, target);
            (!href.is_empty()).then(|| self.inputs.plan.base.in_full(href))
        };
        portable(written, &self.details.references, &resolve).into_owned()
    }

    /// Markdown of a part of the text.
    pub(super) fn range(&self, range: TextRange) -> String {
        self.markdown(range.of(self.text))
    }

    /// Markdown of a part of the text without the marks of a quotation.
    pub(super) fn unquoted(&self, range: TextRange) -> String {
        let written = range.of(self.text);
        if written.starts_with('>') {
            self.markdown(without_quote_marks(written).trim_end())
        } else {
            self.markdown(written.trim())
        }
    }

    /// A block of a speech.
    pub(super) fn block(&self, block: &Block) -> DocumentPassage {
        match block.kind {
            BlockKind::Prose => DocumentPassage::Words(self.range(block.text)),
            BlockKind::Narrative => DocumentPassage::Event { event: self.unquoted(block.text) },
            BlockKind::Quotation => DocumentPassage::Quotation { quotation: self.unquoted(block.text) },
        }
    }

    /// Time of a part of the record.
    pub(super) fn time(&self, moment: Option<&Moment>) -> DocumentTime {
        let Some(moment) = moment else { return DocumentTime::default() };
        let place = self.timeline.as_ref().and_then(|timeline| timeline.place(moment));
        let is_web = |link: &&str| {
            matches!(classify(link), LinkKind::Absolute(_)) && (link.starts_with("https:") || link.starts_with("http:"))
        };
        DocumentTime {
            time: Some(moment.written.to_string()),
            seconds: place.map(|place| place.since_first / 1000),
            time_link: moment.link.as_deref().filter(is_web).map(str::to_owned),
        }
    }

    /// Numbers of the notes that the heading with an anchor marks; an empty anchor is the title.
    pub(super) fn notes_at(&self, anchor: &str) -> Vec<u32> {
        notes_of_heading(&self.details.heading_notes, anchor).collect()
    }
}
