//! Plans the files of the site and their addresses from the linked archive. Pure.
//!
//! The only stage that decides what is published and at which address. Fixed names come from `site/well_known.rs`.

mod host_rows;
mod link_targets;
mod listing_plan;
mod old_addresses;
mod search_index;
mod speaker_pages;
mod urls;

use old_addresses::{PendingRedirects, Redirects};
pub use search_index::search_index;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Config;
use crate::record::{AnnouncedIndex, Archive, Language, MeetingIndex, PageIndex, Registered, SpeakerIndex};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::site::well_known::{
    CALENDAR, CARD, CORRECTIONS, HEADERS, HOST_SETTINGS, HUMANS, LLMS, NOT_FOUND, PLAIN_RECORD, REDIRECTS, ROBOTS,
    SEARCH, SEARCH_FOLDERS, SEARCH_ROOT, SIGNATURE, SITEMAP, SITEMAP_LIMIT, SUMS, sitemap_part,
};
use crate::site::{
    Address, Addresses, Base, FeedScope, Listing, Locale, LocaleIndex, OldAddress, Output, OutputKind, OutputPath, Plan,
};
use crate::text::slug::folded;
use crate::text::source::{LooseFile, RelativeLinks, Sources};

/// Why a loose file is not to be seen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// The file's own text.
    File,
    /// The defaults of its folder. Announced papers are published all the same.
    Folder,
}

/// Input of the plan besides the archive.
pub struct PlanInput<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// Texts, for the places in diagnostics.
    pub sources: &'a dyn Sources,
    /// Relative links by the file they stand in.
    pub links: &'a FxHashMap<Arc<str>, RelativeLinks>,
    /// Files of the content that records may refer to.
    pub files: &'a FxHashMap<Arc<str>, LooseFile>,
    /// Loose files that are held back.
    pub held_files: &'a FxHashMap<Arc<str>, Hold>,
    /// Names of the theme's assets, with their fingerprints.
    pub assets: Vec<(Box<str>, String)>,
    /// Published addresses with their successors.
    pub old_addresses: &'a [OldAddress],
    /// Languages that the theme's interface speaks.
    pub speaks: &'a dyn Fn(&Language) -> bool,
}

/// Base URL in addresses when none is configured.
const PLACEHOLDER_BASE_URL: &str = "https://example.org";

/// Plans the whole site. Returns also the records whose address is taken: they must be left out of the archive, and the
/// site planned again, or lists would link to the wrong page.
pub fn plan(archive: &Archive, input: &PlanInput<'_>) -> Reported<(Plan, Vec<MeetingIndex>)> {
    let base_url = if input.config.base_url.is_empty() { PLACEHOLDER_BASE_URL } else { &input.config.base_url };
    let mut planner = Planner {
        archive,
        input,
        base: Base::new(base_url),
        outputs: Vec::new(),
        taken: FxHashMap::default(),
        folders: FxHashMap::default(),
        listed: Vec::new(),
        diagnostics: Vec::new(),
        redirects: Redirects::default(),
        conflicting_records: Vec::new(),
        file_sizes: FxHashMap::default(),
        gone: archive
            .gone
            .iter()
            .filter_map(|gone| folded_path(&urls::of_gone(&input.config.urls, gone, &gone.slug)))
            .collect(),
    };
    if input.config.base_url.is_empty() {
        planner.diagnostics.push(
            Diagnostic::anywhere(
                Problem::MissingBaseUrl,
                format!("no base URL is configured; feeds and sitemap use {PLACEHOLDER_BASE_URL}"),
            )
            .hint("write `base_url:` in site.yml, or build with `--base-url https://…`"),
        );
    }
    let plan = planner.plan();
    Reported { value: (plan, planner.conflicting_records), diagnostics: planner.diagnostics }
}

/// The path of the file at an address, folded for comparison.
fn folded_path(address: &Address) -> Option<String> {
    OutputPath::of(address).map(|path| folded(path.as_str()))
}

/// Reports whether an address or link leads to another host: `//a.example/`. Browsers read a backslash as a slash.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') && path[1..].starts_with(['/', '\\'])
}

/// The address that a record with this slug has.
pub fn meeting_address(config: &Config, slug: &str, year: i16) -> Address {
    urls::meeting(&config.urls, slug, year)
}

/// Claimant of an address. Names and places are only made for diagnostics.
#[derive(Debug, Clone)]
enum Claimant {
    /// A file that every site has.
    Own(&'static str),
    Record(MeetingIndex),
    Speaker(SpeakerIndex),
    Page(PageIndex),
    Announced(AnnouncedIndex),
    File(Arc<str>),
    /// A redirect: explicit, with its place, or automatic.
    Redirect(Option<Location>),
}

/// The same plan with the present fingerprints of the theme's files. `assets` must have the names that were planned
/// with.
pub fn with_assets(plan: &Plan, assets: &[(Box<str>, String)]) -> Plan {
    let mut plan = plan.clone();
    for output in &mut plan.outputs {
        let OutputKind::Asset(name) = &output.kind else { continue };
        let Some((_, digest)) = assets.iter().find(|(asset, _)| asset == name) else { continue };
        let address = urls::asset(name, digest);
        if let Some(path) = OutputPath::of(&address) {
            plan.addresses.assets.insert(name.clone(), plan.base.href(&address).into());
            (output.path, output.address) = (path, address);
        }
    }
    plan.outputs.sort_by(|a, b| a.path.cmp(&b.path));
    plan
}

struct Planner<'a> {
    archive: &'a Archive,
    input: &'a PlanInput<'a>,
    base: Base,
    outputs: Vec<Output>,
    /// Folded path → its claimant, to find collisions on any file system.
    taken: FxHashMap<String, Claimant>,
    /// Folded paths of all folders, which no file may take.
    folders: FxHashMap<String, Claimant>,
    listed: Vec<Address>,
    diagnostics: Vec<Diagnostic>,
    redirects: Redirects,
    /// Records whose address is taken.
    conflicting_records: Vec<MeetingIndex>,
    /// Sizes of the files that are published as they are, by link.
    file_sizes: FxHashMap<Box<str>, u64>,
    /// Folded paths of the pages that say that something was taken back.
    gone: FxHashSet<String>,
}

impl Planner<'_> {
    fn plan(&mut self) -> Plan {
        let archive = self.archive;
        let patterns = &self.input.config.urls;
        let series = listing_plan::series(archive);
        let topics = listing_plan::topics(archive);
        let years = listing_plan::years(archive);
        let mut addresses = Addresses::default();

        // Fixed addresses come first; addresses that content chooses give way.
        let languages = self.interface_languages();
        let mut locales: Vec<Locale> = languages
            .into_iter()
            .enumerate()
            .map(|(index, lang)| self.locale(index, lang, &series, &topics, &years))
            .collect();
        for (name, digest) in &self.input.assets {
            let address = urls::asset(name, digest);
            self.add(address.clone(), OutputKind::Asset(name.clone()), &Claimant::Own("a file of the theme"));
            addresses.assets.insert(name.clone(), self.base.href(&address).into());
        }
        self.plain_files();
        if self.input.config.search {
            self.search_index();
        }
        if !self.input.old_addresses.is_empty() {
            self.feeds(&Address::new(CORRECTIONS), &FeedScope::Corrections);
        }
        for (index, listing) in series.iter().enumerate() {
            self.feeds(&urls::with_id(&patterns.series, &listing.id), &FeedScope::Series(index));
        }
        for (index, listing) in topics.iter().enumerate() {
            self.feeds(&urls::with_id(&patterns.topic, &listing.id), &FeedScope::Topic(index));
        }
        for (index, meeting) in archive.meetings.iter().enumerate() {
            let address = urls::meeting(patterns, &meeting.details.slug, meeting.details.date.year);
            let before = self.outputs.len();
            let plain = address.path().ends_with('/').then(|| address.join(PLAIN_RECORD));
            let card = address.join(CARD);
            addresses.meetings.push(self.page(address, OutputKind::Meeting(index), &Claimant::Record(index)));
            if self.outputs.len() == before {
                self.conflicting_records.push(index);
                addresses.cards.push(Box::default());
                continue;
            }
            if let Some(plain) = plain {
                self.add(plain, OutputKind::PlainRecord(index), &Claimant::Record(index));
            }
            let is_drawn =
                self.input.config.cards && self.add(card.clone(), OutputKind::Card(index), &Claimant::Record(index));
            addresses.cards.push(if is_drawn { self.base.absolute(&card).into() } else { Box::default() });
        }
        let speaker_pages = self.speakers(&mut locales);
        for (index, page) in archive.pages.iter().enumerate() {
            let address = urls::with_slug(&patterns.page, &page.slug);
            addresses.pages.push(self.page(address, OutputKind::Page(index), &Claimant::Page(index)));
        }
        for (index, meeting) in archive.announced.iter().enumerate() {
            let address = urls::meeting(patterns, &meeting.slug, meeting.date.year);
            let before = self.outputs.len();
            let href = self.page(address, OutputKind::Announced(index), &Claimant::Announced(index));
            addresses.announced.push(if self.outputs.len() > before { href } else { Box::default() });
        }
        self.feeds(&Address::new("/"), &FeedScope::Site);
        let spoken: FxHashSet<&Language> = archive.meetings.iter().map(|meeting| &meeting.details.lang).collect();
        let mut feed_languages: Vec<Language> =
            archive.languages.iter().filter(|lang| spoken.contains(lang)).cloned().collect();
        if feed_languages.len() == 1 {
            feed_languages.clear();
        }
        for language in &feed_languages {
            self.feeds(&urls::of_language(language).join("/"), &FeedScope::Language(language.clone()));
        }
        self.earlier_addresses(&addresses);
        let (gone, links_to_gone) = self.withdrawn();
        let mut pending =
            PendingRedirects::new(self, &locales, &speaker_pages, &addresses, &links_to_gone, [&series, &topics]);
        self.resolve_redirects(&mut pending);

        let taken = &self.taken;
        let is_output = |address: &Address| folded_path(address).is_some_and(|path| taken.contains_key(&path));
        let mut links =
            link_targets::PlannedLinks::new(archive, &addresses, &links_to_gone, self.input, &self.base, &is_output);
        let (meeting_links, page_links) = links.resolve(&mut self.diagnostics);
        let announced_links = links.announced(&mut self.diagnostics);
        let home_links = links.home(&self.input.config.home_links, &mut self.diagnostics);
        for (address, path) in std::mem::take(&mut links.attachments) {
            if let Some(file) = self.input.files.get(&path) {
                self.file_sizes.insert(self.base.href(&address).into(), file.bytes);
            }
            self.add(address, OutputKind::Attachment(Arc::clone(&path)), &Claimant::File(path));
        }
        pending.add_files(self, [&meeting_links, &page_links], &home_links);
        self.resolve_redirects(&mut pending);
        self.report_unresolved(&pending);
        self.sitemaps();
        let mut outputs = std::mem::take(&mut self.outputs);
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        let plan = Plan {
            outputs,
            addresses,
            base: self.base.clone(),
            locales,
            series,
            topics,
            years,
            speaker_pattern: self.base.href(&Address::new(&patterns.speaker)).replace("%7Bid%7D", "{id}").into(),
            speaker_pages,
            feed_languages,
            redirects: std::mem::take(&mut self.redirects).into_list(),
            gone,
            meeting_links,
            home_links,
            announced_links,
            page_links,
            attachments: self.input.files.clone(),
            file_sizes: std::mem::take(&mut self.file_sizes),
            listed: std::mem::take(&mut self.listed),
        };
        host_rows::report(&plan, self.input.config.host, &mut self.diagnostics);
        plan
    }

    /// Languages of the interface: as configured, else those that the theme speaks and that a tenth of the records
    /// have, else English. A single record in French does not make a site French.
    fn interface_languages(&self) -> Vec<Language> {
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
    fn locale(
        &mut self,
        index: LocaleIndex,
        lang: Language,
        series: &[Listing],
        topics: &[Listing],
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
        let above_topics = at(urls::index_of(&patterns.topic));
        let series_index = (!series.is_empty())
            .then(|| self.page(above_series, OutputKind::SeriesIndex(index), &own("the index of series")));
        let topic_index = (!topics.is_empty())
            .then(|| self.page(above_topics, OutputKind::TopicIndex(index), &own("the index of topics")));
        let of_series = |(number, listing): (usize, &Listing)| {
            let address = at(urls::with_id(&patterns.series, &listing.id));
            self.page(address, OutputKind::Series(index, number), &own("a series"))
        };
        let of_series = series.iter().enumerate().map(of_series).collect();
        let of_topic = |(number, listing): (usize, &Listing)| {
            let address = at(urls::with_id(&patterns.topic, &listing.id));
            self.page(address, OutputKind::Topic(index, number), &own("a topic"))
        };
        let of_topic = topics.iter().enumerate().map(of_topic).collect();
        Locale {
            home,
            meeting_index,
            speaker_index,
            series_index,
            topic_index,
            corrections,
            search,
            years: by_year,
            speakers: Vec::new(),
            series: of_series,
            topics: of_topic,
            lang,
        }
    }

    /// Adds a page that search engines may list, and gives its link.
    fn page(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> Box<str> {
        let href = self.base.href(&address).into();
        if self.add(address.clone(), kind, who) {
            self.listed.push(address);
        }
        href
    }

    /// Adds an output unless its path is taken, also on file systems that ignore case or normalise names.
    fn add(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> bool {
        let Some(path) = OutputPath::of(&address) else {
            let message = format!("{} cannot have the address {}; no file can", self.name(who), address.path());
            self.report(Problem::InvalidAddress, who, message);
            return false;
        };
        let key = folded(path.as_str());
        let above = || key.match_indices('/').map(|(at, _)| &key[..at]);
        let file_above = above().find_map(|folder| self.taken.get(folder));
        if let Some(other) = self.taken.get(&key).or_else(|| self.folders.get(&key)).or(file_above) {
            let (one, other) = (self.name(who), self.name(other));
            let message = format!("{one} and {other} both claim the address {}; the first is left out", address.path());
            self.report(Problem::PathCollision, who, message);
            return false;
        }
        for folder in key.match_indices('/').map(|(at, _)| &key[..at]) {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), who.clone());
            }
        }
        self.taken.insert(key, who.clone());
        self.outputs.push(Output { path, address, kind });
        true
    }

    /// Name of a claimant, for diagnostics.
    fn name(&self, who: &Claimant) -> String {
        let shown = |source| self.input.sources.shown(source);
        match who {
            Claimant::Own(name) => (*name).to_owned(),
            Claimant::Record(index) => {
                format!("the record {}", shown(self.archive.meetings[*index].details.source))
            }
            Claimant::Speaker(index) => format!("the speaker “{}”", self.archive.speakers[*index].id),
            Claimant::Page(index) => format!("the page {}", shown(self.archive.pages[*index].source)),
            Claimant::Announced(index) => format!("the announcement in {}", self.archive.announced[*index].at.path),
            Claimant::File(path) => format!("the file {path}"),
            Claimant::Redirect(_) => "a redirect".to_owned(),
        }
    }

    /// Place where a claimant's address is written.
    fn place(&self, who: &Claimant) -> Option<Location> {
        let shown = |source| self.input.sources.shown(source);
        match who {
            Claimant::Own(_) | Claimant::File(_) => None,
            Claimant::Record(index) => {
                let details = &self.archive.meetings[*index].details;
                Some(details.places.of("slug", &shown(details.source)))
            }
            Claimant::Speaker(index) => self.place_of_speaker(*index),
            Claimant::Page(index) => Some(Location::file(&shown(self.archive.pages[*index].source))),
            Claimant::Announced(index) => Some(self.archive.announced[*index].at.clone()),
            Claimant::Redirect(written) => written.clone(),
        }
    }

    fn report(&mut self, problem: Problem, who: &Claimant, message: String) {
        let diagnostic = match self.place(who) {
            Some(at) => Diagnostic::at(problem, at, message),
            None => Diagnostic::anywhere(problem, message),
        };
        self.diagnostics.push(diagnostic.hint("give it another `slug:` or id, or change `urls:` in site.yml"));
    }

    /// Place of a speaker: the entry in the registry, or the heading of the first speech.
    fn place_of_speaker(&self, index: SpeakerIndex) -> Option<Location> {
        let speaker = &self.archive.speakers[index];
        match speaker.registered {
            Some(Registered::Person(person)) => Some(self.archive.registry.people[person].at.clone()),
            Some(Registered::Organisation(unit)) => Some(self.archive.registry.organisations[unit].at.clone()),
            None => {
                let meeting = &self.archive.meetings[speaker.appearances.first()?.meeting];
                let (speaking, _) = meeting.speaking().find(|(speaker, _)| speaker.by.contains(&index))?;
                let name = &speaking.name;
                let source = self.input.sources.get(meeting.details.source);
                Some(source.locate(name.first_seen as usize, name.label.text.len()))
            }
        }
    }

    fn feeds(&mut self, at: &Address, scope: &FeedScope) {
        let input = self.input;
        for format in &input.config.feeds.formats {
            self.add(at.join(format.file_name()), OutputKind::Feed(scope.clone(), *format), &Claimant::Own("a feed"));
        }
    }

    fn plain_files(&mut self) {
        let files = [
            (NOT_FOUND, OutputKind::NotFound),
            (CALENDAR, OutputKind::Calendar),
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
                self.taken.insert(folded(path.trim_start_matches('/')), who);
            }
        }
        // Files that publishing adds beside the pages, and files that hosts read as settings.
        for name in [SUMS, SIGNATURE] {
            self.taken.insert(folded(name), Claimant::Own("the sums of the site"));
        }
        for name in HOST_SETTINGS {
            self.taken.insert(folded(name), Claimant::Own("a file with settings for hosts"));
        }
    }

    /// Plans the root of the search index, and reserves the folder for its other files, whose names are not known yet.
    fn search_index(&mut self) {
        let who = Claimant::Own("the search index");
        self.add(Address::new(SEARCH_ROOT), OutputKind::SearchRoot, &who);
        for folder in SEARCH_FOLDERS {
            self.taken.insert(folded(folder.trim_start_matches('/')), who.clone());
        }
    }

    /// Reports whether nothing has an address yet.
    fn is_free(&self, address: &Address) -> bool {
        folded_path(address).is_some_and(|path| !self.taken.contains_key(&path) && !self.folders.contains_key(&path))
    }

    fn sitemaps(&mut self) {
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
