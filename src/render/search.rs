//! Draws what the search page begins with, and the passages that it reads.

use std::collections::BTreeMap;

use super::Renderer;
use crate::record::{LocalText, MeetingIndex};
use crate::search::{Corpus, Root, SegmentFiles, SeriesEntry};

impl Renderer<'_> {
    /// What search takes from the archive.
    fn corpus(&self) -> Corpus<'_> {
        Corpus { archive: self.archive, sources: self.sources, links: &self.plan.addresses.meetings }
    }

    /// Makes the files of a segment of the search index, all of which come from one reading of its records.
    pub fn segment(&self, segment: usize) -> SegmentFiles {
        self.layout.segment(&self.corpus(), segment)
    }
}

/// The root of the index, as JSON in which no tag can begin.
pub(super) fn root(renderer: &Renderer<'_>) -> String {
    let plan = renderer.plan;
    let lang = plan.default_language();
    let series = plan.series.iter().filter(|listing| !listing.meetings.is_empty()).map(|listing| SeriesEntry {
        id: listing.id.to_string(),
        title: by_language(&listing.title),
        meetings: listing.meetings.len() as u32,
    });
    let root = Root {
        site: renderer.config.title.get(lang).to_owned(),
        lang: lang.to_string(),
        url: renderer.config.base_url.clone(),
        base: plan.base.path().to_owned(),
        speaker: plan.speaker_pattern.to_string(),
        series: series.collect(),
        ..Root::new(&renderer.corpus(), renderer.layout)
    };
    root.to_json()
}

fn by_language(text: &LocalText) -> BTreeMap<String, String> {
    let tag = |lang: Option<&crate::record::Language>| lang.map(ToString::to_string).unwrap_or_default();
    text.iter().map(|(lang, text)| (tag(lang), text.to_owned())).collect()
}

/// A passage of a record.
pub(super) fn passage(renderer: &Renderer<'_>, meeting: MeetingIndex, number: u32) -> Vec<u8> {
    renderer.layout.passage(&renderer.corpus(), meeting, number)
}
