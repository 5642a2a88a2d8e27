//! People whom decisions and roll calls name: voters, movers, attendees.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::parsed_transcript::ParsedTranscript;
use crate::record::{Contribution, Label, NameIndex, SpeakerName};

/// People whom decisions name, each label once, in order.
#[derive(Default)]
pub(super) struct NamedPeople {
    names: Vec<Arc<SpeakerName>>,
    indices: FxHashMap<Label, NameIndex>,
    /// Indices by the name as written: the same members vote again and again, and few labels need to be made.
    written: FxHashMap<Box<str>, NameIndex>,
}

impl NamedPeople {
    /// Index of a name that stands at a place of the file, among the people whom decisions name.
    pub(super) fn index(&mut self, name: &str, at: usize) -> NameIndex {
        if let Some(index) = self.written.get(name) {
            return *index;
        }
        let label = Label::new(name);
        let next = self.names.len() as NameIndex;
        let index = *self.indices.entry(label.clone()).or_insert(next);
        if index == next {
            self.names.push(Arc::new(SpeakerName { label, first_seen: at as u32 }));
        }
        self.written.insert(name.into(), index);
        index
    }

    /// Lists them after the speakers, and corrects their indices in the decisions.
    pub(super) fn list_after_speakers(mut self, transcript: &mut ParsedTranscript) {
        if self.names.is_empty() {
            return;
        }
        let speakers = transcript.names.len() as NameIndex;
        for contribution in transcript.sections.iter_mut().flat_map(|section| &mut section.contributions) {
            match contribution {
                Contribution::Decision(decision) => decision.names_mut().for_each(|name| *name += speakers),
                Contribution::Narrative(narrative) => {
                    let calls = narrative.roll_call.iter_mut();
                    calls.flat_map(|call| call.names_mut()).for_each(|name| *name += speakers);
                }
                _ => {}
            }
        }
        transcript.names.append(&mut self.names);
    }
}
