//! Plans what every site has whatever its content: front pages, indexes, files for machines, the sitemap.

use rustc_hash::FxHashMap;

use super::allocator::Claimant;
use super::planner::Planner;
use super::{host_rows, urls};
use crate::record::{Language, MeetingIndex};
use crate::site::well_known::{
    CORRECTIONS, HEADERS, HOST_SETTINGS, HUMANS, LLMS, NOT_FOUND, REDIRECTS, ROBOTS, SEARCH, SEARCH_FOLDERS,
    SEARCH_ROOT, SIGNATURE, SITEMAP, SITEMAP_LIMIT, SUMS, sitemap_part,
};
use crate::site::{Address, ListedTaxonomy, Listing, Locale, LocaleIndex, OutputKind, TermIndex};

impl Planner<'_> {
    /// Languages of the interface: as configured, else those that the theme speaks and that a tenth of the records
    /// have, else English. A single record in French does not make a site French.
    pub(super) fn interface_languages(&self) -> Vec<Language> {
        if !self.input.config.languages.is_empty() {
            return self.input.config.languages.clone();
        }
        let meetings = &self.archive.meetings;
        let mut spoken: FxHashMap<&Language, usize> = FxHashMap::default();
        for meeting in meetings {
            *spoken.entry(&meeting.details.lang).or_default() += 1;
        }
        let count = |lang: &Language| spoken.get(lang).copied().unwrap_or(0);
        let mut languages: Vec<Language> = self.archive.languages.clone();
        languages.retain(|lang| (self.input.speaks)(lang) && count(lang) * 10 >= meetings.len());
        if languages.is_empty() {
            languages.extend(Language::parse("en"));
        }
        languages
    }

    /// Pages that the site has in each of its languages whatever its content: the default language at the root, the
    /// others below their tags. Speakers come later.
    pub(super) fn locale(
        &mut self,
        index: LocaleIndex,
        lang: Language,
        series: &[Listing],
        taxonomies: &[ListedTaxonomy],
        years: &[(i16, std::ops::Range<MeetingIndex>)],
    ) -> Locale {
        let patterns = &self.input.config.urls;
        let at = |address: Address| urls::in_language(index, &lang, &address);
        let own = Claimant::Own;
        let home = self.page(at(Address::new("/")), OutputKind::FrontPage(index), &own("the front page"));
        let meetings = at(Address::new(&patterns.meetings));
        let meeting_index = self.page(meetings, OutputKind::MeetingIndex(index), &own("the index of meetings"));
        let speakers = at(Address::new(&patterns.speakers));
        let speaker_index = self.page(speakers, OutputKind::SpeakerIndex(index), &own("the index of speakers"));
        let keeps_register = !self.input.old_addresses.is_empty();
        let corrections = keeps_register.then(|| {
            let address = at(Address::new(CORRECTIONS));
            self.page(address, OutputKind::Corrections(index), &own("the list of corrections"))
        });
        let search = self.input.config.search.then(|| {
            let address = at(Address::new(SEARCH));
            let href = self.base.href(&address).into();
            // Search engines have nothing to list there.
            self.add(address, OutputKind::Search(index), &own("the search page"));
            href
        });
        let mut by_year = FxHashMap::default();
        for (year, _) in years {
            let address = at(urls::year(patterns, *year));
            by_year.insert(*year, self.page(address, OutputKind::Year(index, *year), &own("the meetings of a year")));
        }
        let above_series = at(urls::index_of(&patterns.series));
        let series_index = (!series.is_empty())
            .then(|| self.page(above_series, OutputKind::SeriesIndex(index), &own("the index of series")));
        let of_series = |(number, listing): (usize, &Listing)| {
            let address = at(urls::with_id(&patterns.series, &listing.id));
            self.page(address, OutputKind::Series(index, number), &own("a series"))
        };
        let of_series = series.iter().enumerate().map(of_series).collect();
        let (mut indexes, mut of_terms) = (Vec::new(), Vec::new());
        for ((taxonomy, listed), pattern) in taxonomies.iter().enumerate().zip(&patterns.terms) {
            let who = Claimant::Taxonomy(taxonomy);
            let above = at(urls::index_of(pattern));
            indexes.push(
                (!listed.terms.is_empty()).then(|| self.page(above, OutputKind::TaxonomyIndex(index, taxonomy), &who)),
            );
            let of_term = |(term, listing): (usize, &Listing)| {
                let address = at(urls::with_id(pattern, &listing.id));
                self.page(address, OutputKind::Term(index, TermIndex { taxonomy, term }), &who)
            };
            of_terms.push(listed.terms.iter().enumerate().map(of_term).collect());
        }
        Locale {
            home,
            meeting_index,
            speaker_index,
            series_index,
            taxonomies: indexes,
            corrections,
            decisions: None,
            actions: None,
            matters: None,
            watches: None,
            bodies: None,
            data: None,
            search,
            years: by_year,
            speakers: Vec::new(),
            series: of_series,
            terms: of_terms,
            lang,
        }
    }

    pub(super) fn plain_files(&mut self) {
        let files = [
            (NOT_FOUND, OutputKind::NotFound),
            (ROBOTS, OutputKind::Robots),
            (LLMS, OutputKind::Llms),
            (HUMANS, OutputKind::Humans),
        ];
        for (path, kind) in files {
            self.add(Address::new(path), kind, &Claimant::Own("a file that every site has"));
        }
        let (reads_headers, reads_redirects) = host_rows::read_by(self.input.config.host);
        for (path, kind, is_read) in
            [(HEADERS, OutputKind::Headers, reads_headers), (REDIRECTS, OutputKind::Redirects, reads_redirects)]
        {
            let who = Claimant::Own("a file with settings for hosts");
            if is_read {
                self.add(Address::new(path), kind, &who);
            } else {
                // Another host might read it.
                self.allocator.reserve(path.trim_start_matches('/'), who);
            }
        }
        // Files that publishing adds beside the pages, and files that hosts read as settings.
        for name in [SUMS, SIGNATURE] {
            self.allocator.reserve(name, Claimant::Own("the sums of the site"));
        }
        let settings = host_rows::settings(self.input.config);
        if let Some(address) = settings {
            let who = Claimant::Own("a file with settings for hosts");
            self.add(Address::new(address), OutputKind::HostSettings, &who);
        }
        let others =
            HOST_SETTINGS.into_iter().filter(|name| settings.is_none_or(|own| own.trim_start_matches('/') != *name));
        for name in others {
            self.allocator.reserve(name, Claimant::Own("a file with settings for hosts"));
        }
    }

    /// Plans the root of the search index, and reserves the folder for its other files, whose names are not known yet.
    pub(super) fn search_index(&mut self) {
        let who = Claimant::Own("the search index");
        self.add(Address::new(SEARCH_ROOT), OutputKind::SearchRoot, &who);
        for folder in SEARCH_FOLDERS {
            self.allocator.reserve(folder.trim_start_matches('/'), who.clone());
        }
    }

    pub(super) fn sitemaps(&mut self) {
        self.listed.sort();
        let parts = self.listed.len().div_ceil(SITEMAP_LIMIT).max(1);
        if parts == 1 {
            self.add(Address::new(SITEMAP), OutputKind::Sitemap(0), &Claimant::Own("the sitemap"));
            return;
        }
        self.add(Address::new(SITEMAP), OutputKind::SitemapIndex, &Claimant::Own("the sitemap"));
        for part in 0..parts {
            self.add(Address::new(&sitemap_part(part)), OutputKind::Sitemap(part), &Claimant::Own("the sitemap"));
        }
    }
}
