//! Plans the pages of chosen speeches, each with a card, below the pages of their records.

use rustc_hash::FxHashMap;

use super::allocator::Claimant;
use super::planner::Planner;
use crate::record::{Highlight, MeetingIndex, SpeechId};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::site::well_known::{CARD, HIGHLIGHTS};
use crate::site::{Address, HighlightedSpeech, OutputKind};
use crate::yaml::did_you_mean;

impl Planner<'_> {
    /// Plans the page of each chosen speech of a record at an address, and adds it to `all`.
    pub(super) fn highlights(&mut self, index: MeetingIndex, record: &Address, all: &mut Vec<HighlightedSpeech>) {
        let archive = self.archive;
        let meeting = &archive.meetings[index];
        if meeting.details.highlights.is_empty() || !record.path().ends_with('/') {
            return;
        }
        let speeches: FxHashMap<String, SpeechId> =
            meeting.speeches().map(|speech| (speech.id.to_string(), speech.id)).collect();
        let first = all.len();
        for highlight in &meeting.details.highlights {
            let Some(&speech) = speeches.get(&*highlight.anchor) else {
                let missing = self.missing_speech(index, highlight, &speeches);
                self.diagnostics.push(missing);
                continue;
            };
            if all[first..].iter().any(|known| known.speech == speech) {
                continue;
            }
            let address = record.join(&format!("{HIGHLIGHTS}{speech}/"));
            let (place, card) = (all.len(), address.join(CARD));
            let before = self.allocator.outputs().len();
            let href = self.page(address, OutputKind::Highlight(place), &Claimant::Record(index));
            if self.allocator.outputs().len() == before {
                continue;
            }
            let is_drawn = self.input.config.cards
                && self.add(card.clone(), OutputKind::HighlightCard(place), &Claimant::Record(index));
            let card = if is_drawn { self.base.absolute(&card).into() } else { Box::default() };
            all.push(HighlightedSpeech { meeting: index, speech, title: highlight.title.clone(), href, card });
        }
    }

    /// Diagnostic for a chosen speech that the record does not have, with what it was probably meant to be.
    fn missing_speech(
        &self,
        index: MeetingIndex,
        highlight: &Highlight,
        speeches: &FxHashMap<String, SpeechId>,
    ) -> Diagnostic {
        let details = &self.archive.meetings[index].details;
        let anchor = &highlight.anchor;
        let history = self.archive.histories[index].as_ref();
        let moved = history.and_then(|history| history.old_anchors.iter().find(|(_, old)| old == anchor));
        let mut known: Vec<&str> = speeches.keys().map(String::as_str).collect();
        known.sort_unstable();
        let elsewhere = || {
            let has = |index: &MeetingIndex| {
                self.archive.meetings[*index].speeches().any(|speech| speech.id.to_string() == **anchor)
            };
            (0..self.archive.meetings.len()).filter(|other| *other != index).find(has)
        };
        let hint = match moved {
            Some((now, _)) if speeches.contains_key(&**now) => {
                format!("its words are in the speech “{now}” now; write that")
            }
            Some(_) => "its words were taken out; take the highlight out too".to_owned(),
            None => match (did_you_mean(anchor, known.into_iter()), elsewhere()) {
                (_, Some(other)) => {
                    let source = self.input.sources.shown(self.archive.meetings[other].details.source);
                    format!("it is a speech of {source}; write it in the metadata of that record")
                }
                (Some(near), None) => format!("did you mean “{near}”?"),
                (None, None) => "copy the address of the speech from the box that the sign beside it opens".to_owned(),
            },
        };
        let at = details.places.of("highlight", &self.input.sources.shown(details.source));
        let message = format!("the record has no speech “{anchor}”, which `highlight:` names");
        Diagnostic::at(Problem::UnknownHighlight, at, message).hint(hint)
    }
}
