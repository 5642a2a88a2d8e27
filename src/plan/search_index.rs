//! The files of the search index. Their names follow the words, so they are planned again with every edit, separately
//! from the plan of the site.

use crate::bytes::fingerprint::Fingerprint;
use crate::record::{Archive, Language, PageHeading, SpeakerEntry};
use crate::search::{IndexLayout, IndexProfile};
use crate::site::well_known::SEARCH;
use crate::site::{Address, Output, OutputKind, OutputPath, Plan};
use crate::text::source::Sources;

/// Every file of an index but its root and what has its name from what is in it, by path.
pub fn search_index(layout: &IndexLayout) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |path: &str, kind: OutputKind| {
        let address = Address::new(&format!("{SEARCH}{path}"));
        outputs.extend(OutputPath::of(&address).map(|path| Output { path, address, kind }));
    };
    add(&layout.directory_path(), OutputKind::SearchDirectory);
    for segment in 0..layout.segments() {
        if layout.profile() == IndexProfile::Preview {
            add(&layout.preview_path(segment), OutputKind::SearchShards(segment));
        }
        for pack in 0..layout.passage_packs(segment) {
            add(&layout.passage_pack_path(segment, pack), OutputKind::SearchPassages(segment, pack));
        }
    }
    for (locale, path) in layout.name_list_paths().enumerate() {
        add(&path, OutputKind::SearchNames(locale));
    }
    if let Some((name, _)) = layout.page_words() {
        add(&format!("n/{name}.bin"), OutputKind::SearchPages);
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}

/// A layout with a list of names for each locale, and the words of pages.
pub fn with_name_lists(layout: IndexLayout, archive: &Archive, plan: &Plan, sources: &dyn Sources) -> IndexLayout {
    let meetings_of = |speaker: &SpeakerEntry| speaker.appearances.iter().map(|one| one.meeting).collect::<Vec<_>>();
    let listings = || plan.series.iter().chain(plan.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms));
    let speakers: Vec<_> = archive
        .speakers
        .iter()
        .map(|speaker| (&speaker.id, &speaker.names, &speaker.labels, meetings_of(speaker)))
        .collect();
    let listed: Vec<_> = listings().map(|listing| (&listing.id, &listing.title, &listing.meetings)).collect();
    let matters: Vec<_> = plan.matters.iter().map(|matter| (&matter.id, &matter.title, &matter.hearings)).collect();
    let organisations: Vec<_> = archive.registry.organisations.iter().map(|one| (&one.id, &one.names)).collect();
    let addresses: Vec<_> = plan
        .locales
        .iter()
        .map(|locale| (&locale.lang, &locale.speakers, &locale.series, &locale.terms, &locale.bodies, &locale.matters))
        .collect();
    let pages = pages_of(archive);
    let headings: usize = archive.pages.iter().map(|page| 1 + page.headings.len()).sum();
    let names = Fingerprint::of(&(
        (env!("CARGO_PKG_VERSION"), archive.metadata_hash(), &plan.addresses.meetings),
        (speakers, listed, matters, &plan.bodies, organisations, addresses),
        (pages, &plan.addresses.pages),
    ));
    let named =
        archive.speakers.len() + archive.meetings.len() + listings().count() + plan.matters.len() + plan.bodies.len();
    let words: Vec<_> = archive.pages.iter().map(|page| (sources.fingerprint(page.source), page.text)).collect();
    let words = Fingerprint::of(&(env!("CARGO_PKG_VERSION"), words, pages_of(archive), &plan.addresses.pages));
    layout.with_name_lists(names, plan.locales.len(), named + headings).with_page_words(words, headings)
}

/// Title, language, headings and translations of a page.
type PageNames<'a> = (&'a str, &'a Language, &'a [PageHeading], &'a [Box<str>]);

/// Pages, as far as lists of names show them.
fn pages_of(archive: &Archive) -> Vec<PageNames<'_>> {
    archive.pages.iter().map(|page| (&*page.title, &page.lang, &*page.headings, &*page.translations)).collect()
}
