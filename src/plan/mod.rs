//! Plans the files of the site and their addresses from the linked archive. Pure.
//!
//! The only stage that decides what is published and at which address. Fixed names come from `site/well_known.rs`.

mod action_pages;
mod allocator;
mod body_list;
mod body_pages;
mod citing_links;
mod content_pages;
mod data_files;
mod decision_pages;
mod fixed_pages;
mod highlight_pages;
mod host_rows;
mod link_targets;
mod listing_plan;
mod matter_pages;
mod old_addresses;
mod plan_input;
mod planned_pictures;
mod planner;
mod search_index;
mod speaker_pages;
mod static_outputs;
mod subscriptions;
mod urls;
mod watch_pages;

use std::sync::Arc;

use allocator::Claimant;
use old_addresses::PendingRedirects;
pub use plan_input::{Hold, PlanInput};
use planner::Planner;
pub use search_index::{search_index, with_name_lists};

use crate::config::Config;
use crate::record::{Archive, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::site::well_known::CORRECTIONS;
use crate::site::{Address, Addresses, FeedScope, Locale, OutputKind, OutputPath, Plan};

/// Base URL in addresses when none is configured.
const PLACEHOLDER_BASE_URL: &str = "https://example.org";

/// Plans the whole site. Returns also the records whose address is taken: they must be left out of the archive, and the
/// site planned again, or lists would link to the wrong page.
pub fn plan(archive: &Archive, input: &PlanInput<'_>) -> Reported<(Plan, Vec<MeetingIndex>)> {
    let base_url = if input.config.base_url.is_empty() { PLACEHOLDER_BASE_URL } else { &input.config.base_url };
    let mut planner = Planner::new(archive, input, base_url);
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

/// The address that a record with this slug has.
pub fn meeting_address(config: &Config, slug: &str, year: i16) -> Address {
    urls::meeting(&config.urls, slug, year)
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

impl Planner<'_> {
    fn plan(&mut self) -> Plan {
        let archive = self.archive;
        let patterns = &self.input.config.urls;
        let series = listing_plan::series(archive);
        let taxonomies = listing_plan::taxonomies(archive);
        let years = listing_plan::years(archive);
        let meeting_terms = listing_plan::terms_of_meetings(archive, &taxonomies, &self.input.config.search_fields());
        let mut addresses = Addresses::default();

        // Fixed addresses come first; addresses that content chooses give way.
        let languages = self.interface_languages();
        let mut locales: Vec<Locale> = languages
            .into_iter()
            .enumerate()
            .map(|(index, lang)| self.locale(index, lang, &series, &taxonomies, &years))
            .collect();
        let (bodies, meeting_organisations) = body_list::bodies(archive, self.input.config);
        let decided = decision_pages::decided_meetings(archive, &series, &taxonomies, &bodies);
        self.decision_pages(&mut locales, &decided, &series, &taxonomies, &bodies);
        let actions = action_pages::logged_actions(archive, &decided.all, self.input.config);
        self.action_pages(&mut locales, &actions);
        let matters = matter_pages::matters(archive, self.input.config);
        self.matter_pages(&mut locales, &matters);
        self.watch_pages(&mut locales);
        self.body_pages(&mut locales, &bodies);
        self.data_files(&mut locales, &bodies);
        self.assets(&mut addresses);
        self.plain_files();
        if self.input.config.search {
            self.search_index();
        }
        if !self.input.old_addresses.is_empty() {
            self.feeds(&Address::new(CORRECTIONS), &FeedScope::Corrections);
        }
        self.feeds_of_listings(&series, &taxonomies);
        let announced_calendars = self.calendars(&mut addresses, &series, &bodies);
        let highlights = self.meetings(&mut addresses);
        let recorded = self.podcasts(&mut addresses, &series);
        let speaker_pages = self.speakers(&mut locales);
        self.pages(&mut addresses);
        self.announcements(&mut addresses);
        self.feeds(&Address::new("/"), &FeedScope::Site);
        let feed_languages = self.feeds_of_languages();
        // All pages are known; what follows gives way to the addresses of the site itself.
        self.sitemaps();
        self.earlier_addresses(&addresses);
        let (gone, links_to_gone) = self.withdrawn();
        let mut pending =
            PendingRedirects::new(self, &locales, &speaker_pages, &addresses, &links_to_gone, &series, &taxonomies);
        self.resolve_redirects(&mut pending);

        let allocator = &self.allocator;
        let is_output =
            |address: &Address| allocator.is_file(address) || static_outputs::has(self.input.statics, address);
        let mut links =
            link_targets::PlannedLinks::new(archive, &addresses, &links_to_gone, self.input, &self.base, &is_output);
        let (meeting_links, page_links) = links.resolve(&mut self.diagnostics);
        let citations = citing_links::citations(archive, &addresses, [&meeting_links, &page_links]);
        let announced_links = links.announced(&mut self.diagnostics);
        let settings_links = links.of_settings(&self.input.config.settings_links, &mut self.diagnostics);
        let (attachments, shown) = (std::mem::take(&mut links.attachments), std::mem::take(&mut links.shown));
        for (address, path) in attachments {
            if let Some(file) = self.input.files.get(&path) {
                let href: Box<str> = self.base.href(&address).into();
                self.tables.extend(file.table.iter().map(|table| (href.clone(), Arc::clone(table))));
                self.file_sizes.insert(href, file.bytes);
            }
            self.add(address, OutputKind::Attachment(Arc::clone(&path)), &Claimant::File(path));
        }
        let pictures = self.pictures(shown);
        pending.add_files(self, [&meeting_links, &page_links], &settings_links);
        self.resolve_redirects(&mut pending);
        self.report_unresolved(&pending);
        self.static_files();
        let plan = Plan {
            outputs: std::mem::take(&mut self.allocator).into_outputs(),
            addresses,
            base: self.base.clone(),
            locales,
            series,
            taxonomies,
            recorded,
            decided,
            highlights,
            actions,
            matters,
            bodies,
            meeting_organisations,
            meeting_terms,
            years,
            speaker_pattern: self.base.href(&Address::new(&patterns.speaker)).replace("%7Bid%7D", "{id}").into(),
            speaker_pages,
            feed_languages,
            redirects: std::mem::take(&mut self.redirects).into_list(),
            gone,
            meeting_links,
            settings_links,
            announced_links,
            announced_calendars,
            citations,
            page_links,
            attachments: self.input.files.clone(),
            pictures,
            statics: self.input.statics.clone(),
            file_sizes: std::mem::take(&mut self.file_sizes),
            tables: std::mem::take(&mut self.tables),
            listed: std::mem::take(&mut self.listed),
        };
        host_rows::report(&plan, self.input.config, &mut self.diagnostics);
        plan
    }
}
