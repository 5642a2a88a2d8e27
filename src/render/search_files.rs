//! The root of the search index, and its passages and segments.

use std::collections::BTreeMap;

use super::inputs::RenderInputs;
use crate::record::{Language, LocalText, MeetingIndex};
use crate::search::{Corpus, IndexManifest, IndexedSeries, SegmentFiles, write_passage, write_segment};

impl RenderInputs<'_> {
    /// The input of the search index.
    fn corpus(&self) -> Corpus<'_> {
        Corpus { archive: self.archive, sources: self.sources, links: &self.plan.addresses.meetings }
    }

    /// Makes the files of a segment of the search index, all of which come from one reading of its records.
    pub fn segment(&self, segment: usize) -> SegmentFiles {
        write_segment(&self.corpus(), self.layout, segment)
    }
}

/// The root of the index, as JSON in which no tag can begin.
pub(super) fn search_root(inputs: &RenderInputs<'_>) -> String {
    let plan = inputs.plan;
    let lang = plan.default_language();
    let series = plan.series.iter().filter(|listing| !listing.meetings.is_empty()).map(|listing| IndexedSeries {
        id: listing.id.to_string(),
        title: by_language(&listing.title),
        meetings: listing.meetings.len() as u32,
    });
    let root = IndexManifest {
        site: inputs.config.title.get(lang).to_owned(),
        lang: lang.to_string(),
        url: inputs.config.base_url.clone(),
        base: plan.base.path().to_owned(),
        speaker: plan.speaker_pattern.to_string(),
        series: series.collect(),
        ..IndexManifest::new(&inputs.corpus(), inputs.layout)
    };
    root.to_json()
}

fn by_language(text: &LocalText) -> BTreeMap<String, String> {
    let tag = |lang: Option<&Language>| lang.map(ToString::to_string).unwrap_or_default();
    text.iter().map(|(lang, text)| (tag(lang), text.to_owned())).collect()
}

/// A passage of a record.
pub(super) fn search_passage(inputs: &RenderInputs<'_>, meeting: MeetingIndex, number: u32) -> Vec<u8> {
    write_passage(&inputs.corpus(), inputs.layout, meeting, number)
}
