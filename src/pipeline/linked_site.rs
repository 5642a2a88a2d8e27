//! A site that has been read and linked, and its next states: with the history of its records, and planned.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::build_options::Options;
use super::examined_pictures::examine;
use super::index_plan::{IndexPlan, index};
use super::loose_holds::LooseHolds;
use super::parse_cache::ParseCache;
use super::rendition_folder::RenditionFolder;
use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::pictures::PictureFacts;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::ledger::{Register, apply_history, old_addresses};
use crate::plan::{PlanInput, plan, with_assets};
use crate::record::{Archive, Language, LinkedArchive};
use crate::render::RenderInputs;
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::report::failure::Failure;
use crate::search::IndexProfile;
use crate::site::{OldAddress, Output, Plan, TemplateData};
use crate::text::source::{RelativeLinks, Texts};
use crate::theme::Theme;

/// A site that has been read and linked, before the register is applied.
#[derive(Clone)]
pub(super) struct LinkedSite {
    pub(super) archive: LinkedArchive,
    pub(super) config: Config,
    pub(super) theme: Arc<Theme>,
    pub(super) data: Arc<TemplateData>,
    pub(super) sources: Texts,
    pub(super) now: jiff::Timestamp,
    /// The relative links of each record and page.
    pub(super) links: FxHashMap<Arc<str>, RelativeLinks>,
    pub(super) loose: LooseHolds,
    /// Fingerprint of everything in the content but the text of records and pages.
    pub(super) content_fingerprint: Fingerprint,
    /// Fingerprint of `content_fingerprint`, the program, the theme and whether drafts are shown.
    pub(super) non_record_fingerprint: Fingerprint,
    pub(super) causes: BTreeMap<String, Fingerprint>,
}

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
    /// Data for its templates.
    pub data: Arc<TemplateData>,
    /// The texts.
    pub sources: Texts,
    /// The register.
    pub register: Arc<Register>,
    /// The moment for which it was read.
    pub now: jiff::Timestamp,
    /// The search index.
    pub index: IndexPlan,
    /// Fingerprint of everything but the text of records and pages: settings, registries, tables, sidecars, theme.
    pub non_record_fingerprint: Fingerprint,
    /// Inputs that any page may depend on, with their fingerprints: program, theme, settings, registries and tables.
    /// Names no record.
    pub causes: BTreeMap<String, Fingerprint>,
    /// Copies of pictures.
    pub renditions: RenditionFolder,
    /// Fingerprint of all inputs of the plan, and the diagnostics of planning.
    planned: (Fingerprint, Vec<Diagnostic>),
}

impl Loaded {
    /// Inputs of the renderer.
    pub fn render_inputs(&self) -> RenderInputs<'_> {
        let Loaded { archive, plan, config, theme, data, sources, index, renditions, .. } = self;
        RenderInputs {
            archive,
            plan,
            config,
            theme,
            data,
            sources,
            layout: &index.layout,
            renditions: renditions.place(),
        }
    }

    /// Every file of the site.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.plan.outputs.iter().chain(&self.index.outputs)
    }
}

impl LinkedSite {
    /// Applies the register to each record, and plans the site again unless the plan would equal that of `before`.
    pub(super) fn with_history(
        self,
        register: Arc<Register>,
        found: &Discovered,
        grain: IndexProfile,
        before: Option<&Loaded>,
        options: &Options,
        cache: &mut ParseCache,
    ) -> Result<Reported<Loaded>, Failure> {
        let mut diagnostics = Vec::new();
        let mut archive = apply_history(&register, self.archive, &self.sources).into_value(&mut diagnostics);
        let LinkedSite { config, theme, data, sources, links, loose, .. } = self;
        let lasting = old_addresses(&register, &archive);
        let pictures = examine(found, &archive, &links, &config, &mut cache.pictures, &mut diagnostics);
        // From the theme, planning uses only its published files and its languages.
        let key = Fingerprint::of(&(
            self.content_fingerprint,
            theme.shape(),
            archive.metadata_hash(),
            places_of(&links),
            &lasting,
            held_of(&loose),
            facts_of(&pictures),
            found.statics.shape(),
        ));
        let (plan, reported) = match before.filter(|before| before.planned.0 == key) {
            Some(before) if before.theme.assets == theme.assets => (Arc::clone(&before.plan), before.planned.1.clone()),
            Some(before) => (Arc::new(with_assets(&before.plan, &theme.digests())), before.planned.1.clone()),
            None => {
                let leads = Leads { links: &links, loose: &loose, pictures: &pictures, published: &lasting };
                plan_all(&mut archive, found, &config, &theme, &sources, leads, &register)
            }
        };
        diagnostics.extend(reported.iter().cloned());
        // Diagnostics about colliding speakers show their first speech, which may move while the plan stays.
        let key =
            if reported.iter().any(|d| d.problem == Problem::PathCollision) { Fingerprint::of(&key) } else { key };
        let known = &cache.passages;
        let index = index(&config, &archive, &plan, &sources, grain, self.non_record_fingerprint, known);
        let renditions = RenditionFolder::new(found, options, &plan)?;
        let planned = (key, reported);
        let loaded = Loaded {
            archive,
            plan,
            config,
            theme,
            data,
            sources,
            register,
            index,
            now: self.now,
            non_record_fingerprint: self.non_record_fingerprint,
            causes: self.causes,
            renditions,
            planned,
        };
        diagnostics.extend(loaded.render_inputs().unknown_templates());
        Ok(Reported { value: loaded, diagnostics })
    }
}

/// Relative links of records, loose files that are held back, and published addresses.
#[derive(Clone, Copy)]
struct Leads<'a> {
    links: &'a FxHashMap<Arc<str>, RelativeLinks>,
    loose: &'a LooseHolds,
    pictures: &'a FxHashMap<Arc<str>, PictureFacts>,
    published: &'a [OldAddress],
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
    let plan_with = |archive: &Archive, old_addresses: &[OldAddress]| {
        let (files, assets, held_files) = (&found.assets, theme.digests(), &leads.loose.held);
        let Leads { links, pictures, .. } = leads;
        let statics = &found.statics;
        let speaks = &speaks;
        let input =
            PlanInput { config, sources, links, files, pictures, held_files, statics, assets, old_addresses, speaks };
        plan(archive, &input)
    };
    let mut diagnostics = Vec::new();
    let (planned, conflicting_records) = plan_with(archive, leads.published).into_value(&mut diagnostics);
    if conflicting_records.is_empty() {
        return (Arc::new(planned), diagnostics);
    }
    archive.leave_out(&conflicting_records);
    // A record left out has no address, and its old addresses lead elsewhere.
    let again = plan_with(archive, &old_addresses(register, archive));
    for diagnostic in again.diagnostics {
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
    (Arc::new(again.value.0), diagnostics)
}

/// Fingerprint of all relative links and their places.
fn places_of(links: &FxHashMap<Arc<str>, RelativeLinks>) -> Fingerprint {
    let mut all: Vec<_> = links.iter().collect();
    all.sort_by_key(|(path, _)| *path);
    Fingerprint::of(&all)
}

/// Fingerprint of the facts about pictures.
fn facts_of(pictures: &FxHashMap<Arc<str>, PictureFacts>) -> Fingerprint {
    let mut all: Vec<_> = pictures.iter().collect();
    all.sort_by_key(|(path, _)| *path);
    Fingerprint::of(&all)
}

/// Fingerprint of the loose files that are held back.
fn held_of(loose: &LooseHolds) -> Fingerprint {
    let mut all: Vec<_> = loose.held.iter().collect();
    all.sort();
    Fingerprint::of(&all)
}
