//! The part of the archive that search reads: each meeting as a list of searchable items.

use std::borrow::Cow;

use super::content_defined_cuts::key;
use crate::markdown::push_paragraphs;
use crate::record::{
    Archive, BlockKind, Contribution, Language, Meeting, MeetingIndex, ReferenceDefinition, Speaker, SpeechId,
    TextRange,
};
use crate::text::is_cjk;
use crate::text::source::Sources;

/// An archive, its words, and the addresses of its meetings.
#[derive(Clone, Copy)]
pub struct Corpus<'a> {
    /// The archive; contains only public records.
    pub archive: &'a Archive,
    /// The words.
    pub sources: &'a dyn Sources,
    /// For each meeting its address as pages link to it.
    pub links: &'a [Box<str>],
    /// For each meeting the body that met, as its position in the registry.
    pub bodies: &'a [Option<usize>],
    /// For each meeting its terms: the field of the taxonomy in a query, and the id of the term.
    pub terms: &'a [Vec<(Box<str>, Box<str>)>],
}

impl Corpus<'_> {
    /// Id of the body that met; empty if it is unknown.
    pub(super) fn body(&self, meeting: MeetingIndex) -> &str {
        self.bodies[meeting].map_or("", |body| &self.archive.registry.organisations[body].id)
    }
}

/// A searchable item of a meeting.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    /// The heading of a section, and its anchor.
    Heading(&'a str, &'a str),
    /// A speech, narrative, decision or note.
    Contribution(&'a Contribution),
    /// A footnote, and its number.
    Footnote(u32, &'a str),
}

/// The items of a meeting, in order.
pub(super) fn items(meeting: &Meeting<Speaker>) -> impl Iterator<Item = Item<'_>> {
    let items = meeting.sections.iter().flat_map(|section| {
        let heading = section.heading.as_deref().map(|heading| Item::Heading(heading, &section.anchor));
        heading.into_iter().chain(section.contributions.iter().map(Item::Contribution))
    });
    items.chain((1..).zip(&meeting.details.notes).map(|(number, note)| Item::Footnote(number, &note.text)))
}

impl Item<'_> {
    /// Length in characters of the source text.
    pub(super) fn length(self, text: &str) -> usize {
        match self {
            Item::Heading(words, _) | Item::Footnote(_, words) => count(words),
            Item::Contribution(contribution) => contribution.texts().map(|range| count(range.of(text))).sum(),
        }
    }
}

/// Part of an item that a passage stores: its anchor, its language if it differs, and its words.
#[derive(Debug, Hash)]
pub(super) enum ShownItem<'a> {
    Heading(&'a str, &'a str),
    Speech(SpeechId, Option<&'a Language>, Vec<&'a str>),
    Narrative(SpeechId, Vec<&'a str>),
    Decision(SpeechId, Vec<&'a str>),
    Note(Vec<&'a str>),
    Footnote(u32, &'a str),
}

impl<'a> Item<'a> {
    /// Returns the part of the item that a passage stores.
    pub(super) fn shown(self, text: &'a str) -> ShownItem<'a> {
        let words = |contribution: &'a Contribution| parts(contribution, text).map(|range| range.of(text)).collect();
        match self {
            Item::Heading(heading, anchor) => ShownItem::Heading(heading, anchor),
            Item::Footnote(number, note) => ShownItem::Footnote(number, note),
            Item::Contribution(contribution) => match contribution {
                // A register may give a speech another id than its words do.
                Contribution::Speech(speech) => ShownItem::Speech(speech.id, speech.lang(), words(contribution)),
                Contribution::Narrative(narrative) => ShownItem::Narrative(narrative.id, words(contribution)),
                Contribution::Decision(decision) => ShownItem::Decision(decision.id, words(contribution)),
                Contribution::Note(_) => ShownItem::Note(words(contribution)),
            },
        }
    }

    /// A key by which the row of items is cut into passages.
    pub(super) fn key(self, text: &str) -> u64 {
        match self {
            Item::Heading(_, anchor) => key(anchor.as_bytes()),
            Item::Footnote(number, _) => key(&number.to_be_bytes()),
            Item::Contribution(contribution) => match contribution {
                Contribution::Speech(speech) => key(speech.id.to_string().as_bytes()),
                Contribution::Narrative(narrative) => key(narrative.id.to_string().as_bytes()),
                Contribution::Decision(decision) => key(decision.id.to_string().as_bytes()),
                Contribution::Note(_) => contribution.texts().next().map_or(0, |range| key(range.of(text).as_bytes())),
            },
        }
    }
}

/// Counts characters: bytes that begin one.
fn count(text: &str) -> usize {
    text.bytes().filter(|byte| (*byte as i8) >= -0x40).count()
}

/// Writes the plain words of some texts of a record, each paragraph on a line.
pub(super) fn words(
    text: &str,
    references: &[ReferenceDefinition],
    ranges: impl Iterator<Item = TextRange>,
    out: &mut String,
) {
    out.clear();
    for range in ranges {
        push_paragraphs(out, range.of(text), references);
    }
}

/// The texts of a contribution, each of which has paragraphs of its own; a decision has one for each of its parts.
pub(super) fn parts<'c>(contribution: &'c Contribution, text: &'c str) -> impl Iterator<Item = TextRange> + 'c {
    let (decision, other) = match contribution {
        Contribution::Decision(decision) => (Some(decision.parts(text)), None),
        Contribution::Speech(_) | Contribution::Narrative(_) | Contribution::Note(_) => {
            (None, Some(contribution.texts()))
        }
    };
    decision.into_iter().flatten().chain(other.into_iter().flatten())
}

/// The narratives within a speech.
pub(super) fn narratives(contribution: &Contribution) -> impl Iterator<Item = TextRange> {
    let blocks = match contribution {
        Contribution::Speech(speech) => &*speech.blocks,
        Contribution::Narrative(_) | Contribution::Note(_) | Contribution::Decision(_) => Default::default(),
    };
    blocks.iter().filter(|block| block.kind == BlockKind::Narrative).map(|block| block.text)
}

/// Name of a speaker in results: as printed, or that of the person behind the label of an office, with the label unless
/// the role tells it.
pub(super) fn shown_name<'a>(archive: &'a Archive, speaker: &'a Speaker, lang: &Language) -> Cow<'a, str> {
    let Some(person) = archive.office_holder(speaker, lang) else { return Cow::Borrowed(&speaker.name.label.text) };
    if speaker.is_told_by(role_of(speaker, lang)) {
        return Cow::Borrowed(person);
    }
    let label = speaker.label_without_article();
    let (open, close) = if label.ends_with(is_cjk) { ("（", "）") } else { (" (", ")") };
    Cow::Owned(format!("{person}{open}{label}{close}"))
}

/// The role of a speaker on the day of a record, in its language; may be empty.
pub(super) fn role_of<'m>(speaker: &'m Speaker, lang: &Language) -> &'m str {
    speaker.role.as_ref().map_or("", |role| role.get(lang))
}
