//! Finds the links to other records in the words of a record, and whose words they are.

use rustc_hash::FxHashMap;

use super::inputs::RenderInputs;
use crate::markdown::{Finding, inspect};
use crate::record::{Contribution, MeetingIndex, NameIndex, SpeechId};

/// A link from a record to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordCitation {
    /// The cited record.
    pub(super) to: MeetingIndex,
    /// The cited speech, if the link leads to one.
    pub(super) speech: Option<SpeechId>,
    /// Anchor of the words with the link, if they have one.
    pub(super) from: Option<SpeechId>,
    /// The speaker of these words, if they are a speech.
    pub(super) who: Option<NameIndex>,
}

/// Links of a record to others, in order; of several links in one speech to one place the first.
pub(super) fn record_citations(inputs: &RenderInputs<'_>, index: MeetingIndex) -> Vec<RecordCitation> {
    let meeting = &inputs.archive.meetings[index];
    let references = &meeting.details.references;
    let citations = &inputs.plan.citations;
    let is_cited = |to: &MeetingIndex| citations.from(index).binary_search(to).is_ok();
    let targets: FxHashMap<&str, (MeetingIndex, Option<SpeechId>)> = inputs.plan.meeting_links[index]
        .iter()
        .filter_map(|(target, href)| {
            let (to, anchor) = citations.target(href).filter(|(to, _)| is_cited(to))?;
            // A paragraph is that of its speech: `#id.3`.
            Some((&**target, (to, SpeechId::parse(anchor.split('.').next().unwrap_or_default()))))
        })
        .collect();
    let text = inputs.text(index);
    let mut found: Vec<RecordCitation> = Vec::new();
    let mut look = |words: &str, from: Option<SpeechId>, who: Option<NameIndex>| {
        let begin = found.len();
        inspect(words, references, |_, finding| {
            crate::report::steps::step();
            if let Finding::RelativeLink(target) = finding
                && let Some((to, speech)) = targets.get(target.as_str()).copied()
            {
                found.push(RecordCitation { to, speech, from, who });
            }
        });
        let mut seen = rustc_hash::FxHashSet::default();
        let fresh: Vec<RecordCitation> =
            found.drain(begin..).filter(|citation| seen.insert((citation.to, citation.speech))).collect();
        found.extend(fresh);
    };
    for contribution in meeting.contributions() {
        let (from, who) = match contribution {
            Contribution::Speech(speech) => (Some(speech.id), Some(speech.by)),
            Contribution::Narrative(narrative) => (Some(narrative.id), None),
            Contribution::Decision(decision) => (Some(decision.id), None),
            Contribution::Note(_) => (None, None),
        };
        for range in contribution.texts() {
            look(range.of(&text), from, who);
        }
    }
    for note in &meeting.details.notes {
        look(&note.text, None, None);
    }
    found
}
