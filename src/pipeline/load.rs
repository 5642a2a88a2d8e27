//! Reads, links and plans a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::index_plan::{IndexPlan, index};
use super::overlooked;
use super::parse_cache::ParseCache;
use super::read::{self, LooseHolds, Span};
use super::settings::Settings;
use super::{Options, Stages};
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::ledger::{Register, apply_history, former};
use crate::link::{LinkInput, link};
use crate::plan::{PlanInput, plan, with_assets};
use crate::record::{Archive, Language};
use crate::render::RenderInputs;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::search::IndexProfile;
use crate::site::{Output, Plan};
use crate::text::source::{RelativeLinks, Texts};
use crate::theme::Theme;

/// A site that has been read, linked and planned, but not drawn.
pub struct Loaded {
    /// The linked archive.
    pub archive: Archive,
    /// Every output.
    pub plan: Arc<Plan>,
    /// The site's settings.
    pub config: Config,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The texts.
    pub sources: Texts,
    /// What has been published so far.
    pub register: Arc<Register>,
    /// The moment for which it was read.
    pub now: jiff::Timestamp,
    /// The search index.
    pub index: IndexPlan,
    /// Of everything but what records and pages say: settings, registries, tables, metadata beside records, the theme.
    pub non_record_fingerprint: Fingerprint,
    /// What pages of any kind may depend on, with the fingerprint of each: the program, the theme, settings, registries and
    /// tables. Names no record.
    pub causes: BTreeMap<String, Fingerprint>,
    /// Of everything that planning looks at, and what it reported.
    planned: (Fingerprint, Vec<Diagnostic>),
}

impl Loaded {
    /// What its pages are drawn from.
    pub fn render_inputs(&self) -> RenderInputs<'_> {
        let Loaded { archive, plan, config, theme, sources, index, .. } = self;
        RenderInputs { archive, plan, config, theme, sources, layout: &index.layout }
    }

    /// Every file of the site.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.plan.outputs.iter().chain(&self.index.outputs)
    }
}

/// Reads what is not on the shelf, links everything, and plans anew unless that would give the plan of `before`.
///
/// # Errors
/// When a registry cannot be read.
pub(super) fn load(
    found: &mut Discovered,
    settings: Settings,
    options: &Options,
    shelf: &mut ParseCache,
    grain: IndexProfile,
    before: Option<&Loaded>,
    stages: &mut Stages,
) -> Result<(Loaded, Vec<Diagnostic>, Span), Failure> {
    let Settings { config, series, topics, now, theme, mut diagnostics } = settings;
    let register = shelf.register(found, options, &mut diagnostics)?;
    diagnostics.extend(found.diagnostics.iter().cloned());
    let mut sources = read::decode(&mut found.files, &mut diagnostics);
    let (documents, links) = read::documents(found, &mut sources, &config, shelf, now, &mut diagnostics);
    let mut registry = read::registries(found, &sources, &mut diagnostics)?;
    read::report_strays(found, &mut diagnostics);
    overlooked::report_formats(found, &documents, &links, &registry, &config, &mut diagnostics);
    overlooked::report_nothing(found, &documents, &mut diagnostics);
    registry.series = series;
    registry.topics = topics;
    let (alternates, redirects) = read::tables(&found.files, &sources, &mut diagnostics);
    let loose = read::loose_holds(found, &sources, &config, now, options.drafts);
    let span = read::span_around(&documents, &loose, now);
    stages.mark("parse");

    let input =
        LinkInput { registry, alternates, redirects, config: &config, sources: &sources, now, drafts: options.drafts };
    let mut archive = link(documents, input).into_value(&mut diagnostics);
    apply_history(&register, &mut archive, &sources).into_value(&mut diagnostics);
    stages.mark("link");

    let beside = beside(found, &config);
    let non_record_fingerprint =
        Fingerprint::of(&(env!("CARGO_PKG_VERSION"), beside, theme.fingerprint, options.drafts));
    let lasting = former(&register, &archive);
    // Of the theme planning knows only the files that are published, and the languages.
    let key = Fingerprint::of(&(beside, theme.shape(), archive.face(), places_of(&links), &lasting, held_of(&loose)));
    let (plan, reported) = match before.filter(|before| before.planned.0 == key) {
        Some(before) if before.theme.assets == theme.assets => (Arc::clone(&before.plan), before.planned.1.clone()),
        Some(before) => (Arc::new(with_assets(&before.plan, &theme.digests())), before.planned.1.clone()),
        None => {
            plan_all(&mut archive, found, &config, &theme, &sources, Leads { links: &links, loose: &loose }, &register)
        }
    };
    diagnostics.extend(reported.iter().cloned());
    // Speakers who collide are told where they first speak, which may move without the plan's changing.
    let key = if reported.iter().any(|d| d.problem == Problem::PathCollision) { Fingerprint::of(&key) } else { key };
    let index = index(&config, &archive, &plan, &sources, grain);
    stages.mark("plan");
    let causes = causes(found, &theme);
    let planned = (key, reported);
    let loaded =
        Loaded { archive, plan, config, theme, sources, register, now, index, non_record_fingerprint, causes, planned };
    Ok((loaded, diagnostics, span))
}

/// Where records lead, and to which loose files they may not.
#[derive(Clone, Copy)]
struct Leads<'a> {
    links: &'a FxHashMap<Arc<str>, RelativeLinks>,
    loose: &'a LooseHolds,
}

fn plan_all(
    archive: &mut Archive,
    found: &Discovered,
    config: &Config,
    theme: &Theme,
    sources: &Texts,
    leads: Leads<'_>,
    register: &Register,
) -> (Arc<Plan>, Vec<Diagnostic>) {
    let speaks = |lang: &Language| theme.speaks(lang);
    let plan_with = |archive: &Archive| {
        let former = &former(register, archive);
        let (files, assets, held_files) = (&found.assets, theme.digests(), &leads.loose.held);
        let links = leads.links;
        plan(archive, &PlanInput { config, sources, links, files, held_files, assets, former, speaks: &speaks })
    };
    let mut diagnostics = Vec::new();
    let (planned, conflicting_records) = plan_with(archive).into_value(&mut diagnostics);
    if conflicting_records.is_empty() {
        return (Arc::new(planned), diagnostics);
    }
    archive.leave_out(&conflicting_records);
    let again = plan_with(archive);
    for diagnostic in again.diagnostics {
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
    (Arc::new(again.value.0), diagnostics)
}

/// Files that concern the whole site.
const COMMON: [&str; 10] = [
    "site.yml",
    "site.yaml",
    "people.yml",
    "people.yaml",
    "organisations.yml",
    "organisations.yaml",
    "organizations.yml",
    "organizations.yaml",
    ".alternates",
    ".redirects",
];

fn causes(found: &Discovered, theme: &Theme) -> BTreeMap<String, Fingerprint> {
    let common = found.files.iter().filter(|file| COMMON.contains(&&*file.path));
    let files = common.map(|file| (file.path.to_string(), file.fingerprint));
    let program = ("another version of Minutebook".to_owned(), Fingerprint::of(env!("CARGO_PKG_VERSION")));
    files.chain([program, ("theme".to_owned(), theme.fingerprint)]).collect()
}

/// Of everything in the content but what records and pages say.
fn beside(found: &Discovered, config: &Config) -> Fingerprint {
    let beside = found.files.iter().filter(|file| !read::is_markdown(&file.path));
    let files: Vec<_> = beside.map(|file| (&file.path, file.fingerprint)).collect();
    let assets = found.assets.iter().map(|(path, file)| (path, file.bytes, &file.head));
    let mut assets: Vec<_> = assets.collect();
    assets.sort();
    Fingerprint::of(&(files, assets, &config.base_url))
}

/// Of all relative links and where they stand.
fn places_of(links: &FxHashMap<Arc<str>, RelativeLinks>) -> Fingerprint {
    let mut all: Vec<_> = links.iter().collect();
    all.sort_by_key(|(path, _)| *path);
    Fingerprint::of(&all)
}

/// Of the loose files that are not to be seen.
fn held_of(loose: &LooseHolds) -> Fingerprint {
    let mut all: Vec<_> = loose.held.iter().collect();
    all.sort();
    Fingerprint::of(&all)
}
