//! The files of the search index.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::context::Renderer;
use super::inputs::RenderInputs;
use crate::record::{Language, LocalText};
use crate::search::{
    Corpus, EarlierSegment, IndexManifest, IndexProfile, IndexedGroup, IndexedTaxonomy, SegmentOutput, SegmentShards,
    WordedPages, shards_in_memory, write_index_directory, write_passages, write_shards,
};
use crate::site::{Listing, Locale, Plan};

impl RenderInputs<'_> {
    /// The input of the search index.
    fn corpus(&self) -> Corpus<'_> {
        Corpus {
            archive: self.archive,
            sources: self.sources,
            links: &self.plan.addresses.meetings,
            bodies: &self.plan.meeting_organisations,
            terms: &self.plan.meeting_terms,
        }
    }

    /// Makes the shards of a segment of the search index in memory, all from one reading of its records.
    pub fn search_shards(&self, segment: usize) -> SegmentShards {
        shards_in_memory(&self.corpus(), self.layout, segment)
    }

    /// Makes the shards of a segment, from those of an earlier build and from the passages that are not in them, and returns their
    /// table for the directory.
    ///
    /// # Errors
    /// As [`write_shards`].
    pub fn write_search_shards(
        &self,
        segment: usize,
        earlier: Option<EarlierSegment<'_>>,
        output: SegmentOutput<'_>,
    ) -> io::Result<Vec<u8>> {
        write_shards(&self.corpus(), self.layout, segment, earlier, output)
    }

    /// Makes a pack of passages, and tells how long each is.
    pub fn search_passages(&self, segment: usize, pack: usize) -> (Vec<u8>, Vec<u32>) {
        write_passages(&self.corpus(), self.layout, segment, pack)
    }

    /// Makes the directory, from the table of the shards of each segment. Of what a preview shows the passages need not be made.
    pub fn search_directory(&self, shards: &[&[u8]]) -> Vec<u8> {
        let lengths = |segment: usize| -> Vec<Vec<u32>> {
            let packs = match self.layout.profile() {
                IndexProfile::Preview => 0,
                IndexProfile::Site => self.layout.passage_packs(segment),
            };
            (0..packs).map(|pack| self.search_passages(segment, pack).1).collect()
        };
        let lengths: Vec<Vec<Vec<u32>>> = (0..shards.len()).map(lengths).collect();
        let parts: Vec<(&[u8], Vec<&[u32]>)> = shards
            .iter()
            .zip(&lengths)
            .map(|(table, lengths)| (*table, lengths.iter().map(Vec::as_slice).collect()))
            .collect();
        write_index_directory(self.layout, &parts)
    }
}

impl Renderer<'_> {
    /// The root of the search index.
    pub fn search_root(&self) -> IndexManifest {
        search_root(self)
    }
}

/// The root of the index.
pub(super) fn search_root(inputs: &RenderInputs<'_>) -> IndexManifest {
    let plan = inputs.plan;
    let lang = plan.default_language();
    let series = plan.series.iter().filter(|listing| !listing.meetings.is_empty()).map(group_of);
    let bodies = plan.bodies.iter().filter(|body| !body.meetings.is_empty()).map(|body| {
        let organisation = &inputs.archive.registry.organisations[body.organisation];
        IndexedGroup {
            id: organisation.id.to_string(),
            title: by_language(&organisation.names),
            meetings: body.meetings.len() as u32,
        }
    });
    let fields = inputs.config.search_fields();
    let taxonomies = plan.taxonomies.iter().zip(fields).filter(|(taxonomy, _)| !taxonomy.terms.is_empty());
    let taxonomies = taxonomies.map(|(taxonomy, field)| IndexedTaxonomy {
        field: field.into_string(),
        title: by_language(&taxonomy.title),
        terms: largest(&taxonomy.terms).into_iter().map(group_of).collect(),
    });
    let names = plan.locales.iter().enumerate().filter_map(|(locale, Locale { lang, .. })| {
        Some((lang.to_string(), (inputs.layout.name_list(locale)?, inputs.layout.name_blocks())))
    });
    IndexManifest {
        site: inputs.config.title.get(lang).to_owned(),
        lang: lang.to_string(),
        url: inputs.config.base_url.clone(),
        base: plan.base.path().to_owned(),
        speaker: plan.speaker_pattern.to_string(),
        speakers: inputs.archive.languages.iter().map(|lang| (lang.to_string(), speaker_pattern(plan, lang))).collect(),
        series: series.collect(),
        bodies: bodies.collect(),
        taxonomies: taxonomies.collect(),
        names: names.collect(),
        pages: page_words(inputs),
        ..IndexManifest::new(&inputs.corpus(), inputs.layout)
    }
}

/// The file with the words of pages, if there are any.
fn page_words(inputs: &RenderInputs<'_>) -> Option<WordedPages> {
    let (name, blocks) = inputs.layout.page_words()?;
    let mut languages: Vec<String> = inputs.archive.pages.iter().map(|page| page.lang.to_string()).collect();
    languages.sort();
    languages.dedup();
    Some(WordedPages { name, blocks, languages })
}

fn group_of(listing: &Listing) -> IndexedGroup {
    IndexedGroup {
        id: listing.id.to_string(),
        title: by_language(&listing.title),
        meetings: listing.meetings.len() as u32,
    }
}

/// Maximum number of terms of a taxonomy that the root lists; it is a part of the search page.
const MOST_TERMS: usize = 200;

/// The terms with most meetings, in the order of the registry.
fn largest(terms: &[Listing]) -> Vec<&Listing> {
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_key(|place| (Reverse(terms[*place].meetings.len()), *place));
    order.truncate(MOST_TERMS);
    order.sort_unstable();
    order.into_iter().map(|place| &terms[place]).collect()
}

/// The address of the pages of those who speak in records in a language, with `{id}`.
fn speaker_pattern(plan: &Plan, lang: &Language) -> String {
    let base = plan.base.path();
    let first = plan.speaker_pattern.strip_prefix(base).unwrap_or(&plan.speaker_pattern);
    match plan.locale_for(lang) {
        0 => format!("{base}{first}"),
        locale => format!("{base}/{}{first}", plan.locales[locale].lang.as_str().to_lowercase()),
    }
}

fn by_language(text: &LocalText) -> BTreeMap<String, String> {
    let tag = |lang: Option<&Language>| lang.map(ToString::to_string).unwrap_or_default();
    text.iter().map(|(lang, text)| (tag(lang), text.to_owned())).collect()
}
