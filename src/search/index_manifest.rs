//! Root of an index: its totals, and its segments.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::index_layout::IndexLayout;
use super::{Corpus, VERSION};
use crate::record::{Archive, MeetingIndex};

const FORMAT: &str = "minutebook search";

/// Contents of `search/index.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IndexManifest {
    /// Name of the format.
    pub format: String,
    /// See [`VERSION`].
    pub version: u32,
    /// The title of the site.
    #[serde(default)]
    pub site: String,
    /// The language of the site.
    #[serde(default)]
    pub lang: String,
    /// Full base URL of the site, without a final `/`; empty when none is configured.
    #[serde(default)]
    pub url: String,
    /// The path of the site on its host, without a final `/`.
    #[serde(default)]
    pub base: String,
    /// Address of a speaker's page, with `{id}`.
    #[serde(default)]
    pub speaker: String,
    /// For each language of the records, the same for those who speak in it.
    #[serde(default)]
    pub speakers: BTreeMap<String, String>,
    /// Number of meetings.
    pub meetings: u32,
    /// Number of passages.
    pub passages: u32,
    /// Number of speeches.
    pub speeches: u32,
    /// Number of decisions.
    #[serde(default)]
    pub decisions: u32,
    /// The name of the directory.
    pub directory: String,
    /// The newest first.
    pub segments: Vec<SegmentEntry>,
    /// Languages of the records, with the number of meetings.
    #[serde(default)]
    pub languages: Vec<(String, u32)>,
    /// Series that have meetings.
    #[serde(default)]
    pub series: Vec<IndexedGroup>,
    /// Bodies that met.
    #[serde(default)]
    pub bodies: Vec<IndexedGroup>,
    /// Taxonomies that are conditions of the search.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxonomies: Vec<IndexedTaxonomy>,
    /// For each language of the site, the name of its list of names, and how many blocks that has.
    #[serde(default)]
    pub names: BTreeMap<String, (String, usize)>,
    /// Words of pages that are no records, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<WordedPages>,
}

/// The file with the words of pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WordedPages {
    /// Name of the pack.
    pub name: String,
    /// Number of its blocks of words.
    pub blocks: usize,
    /// Languages of the pages.
    pub languages: Vec<String>,
}

/// A segment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SegmentEntry {
    /// Number of meetings.
    pub meetings: u32,
    /// Number of passages.
    pub passages: u32,
    /// Number of speeches.
    pub speeches: u32,
    /// Each year, and the number of its first passage.
    pub years: Vec<(i16, u32)>,
    /// Meetings with records in several languages, each as the numbers of these records within the segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Vec<u32>>,
}

/// A taxonomy whose terms are conditions of the search.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IndexedTaxonomy {
    /// As it is written in a query.
    pub field: String,
    /// By language; `""` for a title of unknown language.
    pub title: BTreeMap<String, String>,
    /// Terms with most meetings.
    pub terms: Vec<IndexedGroup>,
}

/// A series, body or term.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IndexedGroup {
    /// Id of the series, body or term.
    pub id: String,
    /// By language; `""` for a title of unknown language.
    pub title: BTreeMap<String, String>,
    /// Number of meetings.
    pub meetings: u32,
}

impl IndexManifest {
    /// The root of a planned index, but for what only a site knows: its title, language, place and series' titles.
    pub fn new(corpus: &Corpus<'_>, layout: &IndexLayout) -> Self {
        let mut languages: Vec<(String, u32)> = Vec::new();
        for meeting in &corpus.archive.meetings {
            let tag = meeting.details.lang.as_str();
            match languages.iter_mut().find(|(known, _)| known == tag) {
                Some((_, meetings)) => *meetings += 1,
                None => languages.push((tag.to_owned(), 1)),
            }
        }
        languages.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
        let segments: Vec<SegmentEntry> = layout
            .segments
            .iter()
            .map(|segment| SegmentEntry {
                meetings: segment.meetings.len() as u32,
                passages: segment.passages,
                speeches: segment.speeches,
                years: segment.years.clone(),
                translations: translations(corpus.archive, &segment.meetings),
            })
            .collect();
        IndexManifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            meetings: segments.iter().map(|segment| segment.meetings).sum(),
            passages: segments.iter().map(|segment| segment.passages).sum(),
            speeches: segments.iter().map(|segment| segment.speeches).sum(),
            decisions: corpus.archive.meetings.iter().map(|meeting| meeting.decisions().count() as u32).sum(),
            directory: layout.directory().hex(),
            segments,
            languages,
            ..IndexManifest::default()
        }
    }

    /// JSON without any beginning of an HTML tag.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers can be written as JSON").replace('<', "\\u003c")
    }
}

/// Meetings of a segment with records in several languages, each as the numbers of these within the segment.
fn translations(archive: &Archive, segment: &Range<MeetingIndex>) -> Vec<Vec<u32>> {
    let records = |first: MeetingIndex| {
        let others = archive.translations[first].iter().copied().filter(|other| segment.contains(other));
        let mut all: Vec<MeetingIndex> = others.chain([first]).collect();
        all.sort_unstable();
        (all.len() > 1 && all[0] == first)
            .then(|| all.into_iter().map(|record| (record - segment.start) as u32).collect())
    };
    segment.clone().filter_map(records).collect()
}
