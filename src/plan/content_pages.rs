//! Plans what the content brings: records, pages, announcements, and the feeds of listings and languages.

use rustc_hash::FxHashSet;

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::config::OpenDataFormat;
use crate::record::{Language, MeetingIndex, Timeline};
use crate::site::well_known::{AKOMA_NTOSO, CARD, PLAIN_RECORD, RECORD_DOCUMENT, captions_of_part, former_version};
use crate::site::{Address, Addresses, FeedScope, HighlightedSpeech, ListedTaxonomy, Listing, OutputKind, TermIndex};

/// Maximum number of recordings of one record that have captions: each is drawn from the whole record.
const MOST_CAPTIONED: usize = 50;

impl Planner<'_> {
    /// Plans the files of the theme.
    pub(super) fn assets(&mut self, addresses: &mut Addresses) {
        for (name, digest) in &self.input.assets {
            let address = urls::asset(name, digest);
            self.add(address.clone(), OutputKind::Asset(name.clone()), &Claimant::Own("a file of the theme"));
            addresses.assets.insert(name.clone(), self.base.href(&address).into());
        }
    }

    /// Plans the feeds of all series and terms.
    pub(super) fn feeds_of_listings(&mut self, series: &[Listing], taxonomies: &[ListedTaxonomy]) {
        let patterns = &self.input.config.urls;
        for (index, listing) in series.iter().enumerate() {
            self.feeds(&urls::with_id(&patterns.series, &listing.id), &FeedScope::Series(index));
        }
        for ((taxonomy, listed), pattern) in taxonomies.iter().enumerate().zip(&patterns.terms) {
            for (term, listing) in listed.terms.iter().enumerate() {
                self.feeds(&urls::with_id(pattern, &listing.id), &FeedScope::Term(TermIndex { taxonomy, term }));
            }
        }
    }

    /// Plans the page of each record, with its plain text, its JSON, its card, its captions and its chosen speeches, which are
    /// returned.
    pub(super) fn meetings(&mut self, addresses: &mut Addresses) -> Vec<HighlightedSpeech> {
        let mut highlights = Vec::new();
        let archive = self.archive;
        let patterns = &self.input.config.urls;
        for (index, meeting) in archive.meetings.iter().enumerate() {
            let address = urls::meeting(patterns, &meeting.details.slug, meeting.details.date.year);
            let before = self.allocator.outputs().len();
            let is_folder = address.path().ends_with('/');
            let plain = is_folder.then(|| address.join(PLAIN_RECORD));
            let open_data = &self.input.config.open_data;
            let beside = |format: OpenDataFormat, name: &str| {
                (is_folder && open_data.has(format) && meeting.details.redistribute).then(|| address.join(name))
            };
            let document = beside(OpenDataFormat::RecordJson, RECORD_DOCUMENT);
            let akoma_ntoso = beside(OpenDataFormat::AkomaNtosoBeside, AKOMA_NTOSO);
            let card = address.join(CARD);
            let below = address.clone();
            addresses.meetings.push(self.page(address, OutputKind::Meeting(index), &Claimant::Record(index)));
            if self.allocator.outputs().len() == before {
                self.conflicting_records.push(index);
                addresses.cards.push(Box::default());
                addresses.documents.push(Box::default());
                addresses.akoma_ntoso.push(Box::default());
                continue;
            }
            if let Some(plain) = plain {
                self.add(plain, OutputKind::PlainRecord(index), &Claimant::Record(index));
            }
            addresses.documents.push(self.document(document, OutputKind::RecordDocument(index), index));
            addresses.akoma_ntoso.push(self.document(akoma_ntoso, OutputKind::AkomaNtoso(index), index));
            let is_drawn =
                self.input.config.cards && self.add(card.clone(), OutputKind::Card(index), &Claimant::Record(index));
            addresses.cards.push(if is_drawn { self.base.absolute(&card).into() } else { Box::default() });
            self.captions(index, &below, addresses);
            if is_folder {
                self.former_versions(index, &below, addresses);
            }
            self.highlights(index, &below, &mut highlights);
        }
        highlights
    }

    /// Plans a document beside a record, and gives its link; empty if there is none.
    fn document(&mut self, address: Option<Address>, kind: OutputKind, index: MeetingIndex) -> Box<str> {
        address.and_then(|address| self.file(address, kind, &Claimant::Record(index))).unwrap_or_default()
    }

    /// Plans the captions of each part of a recorded meeting in which speeches with a time were held.
    fn captions(&mut self, index: MeetingIndex, below: &Address, addresses: &mut Addresses) {
        let meeting = &self.archive.meetings[index];
        let Some(timeline) = Timeline::of(meeting) else { return };
        for part in timeline.spoken_parts(meeting).into_iter().take(MOST_CAPTIONED) {
            let kind = OutputKind::Captions(index, part);
            let href = self.file(below.join(&captions_of_part(part)), kind, &Claimant::Record(index));
            addresses.captions.extend(href.map(|href| (index, part, href)));
        }
    }

    /// Plans the page of each former version of a record.
    fn former_versions(&mut self, index: MeetingIndex, below: &Address, addresses: &mut Addresses) {
        let Some(history) = &self.archive.histories[index] else { return };
        for (position, former) in history.former.iter().enumerate() {
            let kind = OutputKind::FormerVersion(index, position);
            let href = self.file(below.join(&former_version(former.version)), kind, &Claimant::Record(index));
            addresses.former_versions.extend(href.map(|href| (index, former.version, href)));
        }
    }

    /// Plans the pages that are not records.
    pub(super) fn pages(&mut self, addresses: &mut Addresses) {
        let archive = self.archive;
        let patterns = &self.input.config.urls;
        for (index, page) in archive.pages.iter().enumerate() {
            let address = urls::with_slug(&patterns.page, &page.slug);
            addresses.pages.push(self.page(address, OutputKind::Page(index), &Claimant::Page(index)));
        }
    }

    /// Plans the pages of announced meetings.
    pub(super) fn announcements(&mut self, addresses: &mut Addresses) {
        let archive = self.archive;
        let patterns = &self.input.config.urls;
        for (index, meeting) in archive.announced.iter().enumerate() {
            let address = urls::meeting(patterns, &meeting.slug, meeting.date.year);
            let before = self.allocator.outputs().len();
            let href = self.page(address, OutputKind::Announced(index), &Claimant::Announced(index));
            addresses.announced.push(if self.allocator.outputs().len() > before { href } else { Box::default() });
        }
    }

    /// Plans the feeds of languages in which records are written, if there are several. Returns these languages.
    pub(super) fn feeds_of_languages(&mut self) -> Vec<Language> {
        let archive = self.archive;
        let spoken: FxHashSet<&Language> = archive.meetings.iter().map(|meeting| &meeting.details.lang).collect();
        let mut feed_languages: Vec<Language> =
            archive.languages.iter().filter(|lang| spoken.contains(lang)).cloned().collect();
        if feed_languages.len() == 1 {
            feed_languages.clear();
        }
        for language in &feed_languages {
            self.feeds(&urls::of_language(language).join("/"), &FeedScope::Language(language.clone()));
        }
        feed_languages
    }
}
