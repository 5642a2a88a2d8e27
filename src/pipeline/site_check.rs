//! Checks a site: runs every stage but the writing.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::build_options::Options;
use super::host_limits::{WeighedSite, site_host};
use super::linked_site::Loaded;
use super::load::load;
use super::opened::{Opened, cache_place};
use super::parse_cache::ParseCache;
use super::site_estimate::{estimate, length};
use super::site_report::report_on;
use super::stage_times::Stages;
use crate::fs::discover::Discovered;
use crate::hosting::{Occasion, redirect_rows};
use crate::render::{RenderContext, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::mass::SiteMass;
use crate::report::run_report::Report;
use crate::search::IndexProfile;
use crate::site::{Output, OutputKind, Plan};

/// Runs every stage but the writing.
///
/// # Errors
/// As [`super::build`], but for the output.
pub fn check(options: &Options) -> Result<Report, Failure> {
    check_and(options, |_, _| Vec::new())
}

/// Like [`check`], plus the diagnostics of `ask`, which receives a path for its own cache.
///
/// # Errors
/// As [`check`].
pub fn check_and(
    options: &Options,
    ask: impl FnOnce(&Loaded, Option<&Path>) -> Vec<Diagnostic>,
) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let Opened { mut found, output, settings } = Opened::new(options)?;
    stages.mark("discover");
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut ParseCache::for_looking(), IndexProfile::Site, None, &mut stages)?;
    let context = RenderContext::new(&loaded.render_inputs());
    let renderer = Renderer::new(loaded.render_inputs(), &context);
    // Cards and open data can always be drawn.
    let is_sure = |output: &Output| matches!(output.kind, OutputKind::Card(_) | OutputKind::Data(_));
    let outputs = loaded.plan.outputs.par_iter().filter(|output| !is_sure(output));
    let drawn: Vec<Result<(&Output, u64), Diagnostic>> = outputs
        .map(|output| {
            let artifact = renderer.draw(renderer.prepare(output))?;
            Ok((output, length(&loaded, output, &artifact)))
        })
        .collect();
    let mut lengths = Vec::with_capacity(drawn.len());
    for drawn in drawn {
        match drawn {
            Ok(length) => lengths.push(length),
            Err(mistake) => diagnostics.push(mistake),
        }
    }
    stages.mark("draw");
    diagnostics.extend(crate::lint::lint(&loaded.archive, &loaded.plan, &loaded.sources, &sizes(&found, &loaded.plan)));
    diagnostics.extend(crate::lint::lint_names(&names(&found), &loaded.plan.outputs));
    diagnostics.extend(crate::lint::lint_hours(&loaded.archive, loaded.now, &loaded.config, &loaded.sources));
    let today = loaded.config.time_zone.to_datetime(loaded.now).date();
    diagnostics.extend(crate::lint::lint_actions(&loaded.archive, &loaded.plan.actions, today, &loaded.sources));
    stages.mark("lint");
    diagnostics.extend(ask(&loaded, cache_place(&found, &output, "links.json").as_deref()));
    stages.mark("ask");
    loaded.config.severities.apply(&mut diagnostics);
    let (mass, files) = estimate(&loaded, &lengths);
    diagnostics.extend(over_limits(options, &loaded, &mass, files));
    Diagnostic::merge(&mut diagnostics);
    Ok(Report { diagnostics, mass, stages: stages.finish(), ..report_on(&loaded, span) })
}

/// Limits of the host that the site probably exceeds.
fn over_limits(options: &Options, loaded: &Loaded, mass: &SiteMass, files: Vec<(String, u64)>) -> Vec<Diagnostic> {
    let config = &loaded.config;
    let Some(host) = site_host(&options.site, config, &config.targets) else { return Vec::new() };
    // Those that the program writes are within limits where the site names its host.
    let redirects = redirect_rows(&loaded.plan, config.host).text;
    let site = WeighedSite {
        site: &options.site,
        config,
        host,
        mass: mass.clone(),
        files,
        redirects: Some(redirects),
        headers: None,
    };
    site.with_files_beside().over_limits(Occasion::Checked)
}

/// The display names of all files of the content, ordered.
fn names(found: &Discovered) -> Vec<Arc<str>> {
    let prefix = if found.is_site { "content/" } else { "" };
    let others = found.assets.keys().map(|path| format!("{prefix}{path}").into());
    let mut names: Vec<Arc<str>> = found.files.iter().map(|file| Arc::clone(&file.shown)).chain(others).collect();
    names.sort();
    names
}

/// Sizes, in bytes, of the files that are published as they are and that pages or readers load.
fn sizes(found: &Discovered, plan: &Plan) -> Vec<(Arc<str>, u64)> {
    let prefix = if found.is_site { "content/" } else { "" };
    let size = |output: &Output| {
        let OutputKind::Attachment(path) = &output.kind else { return None };
        // Pages show smaller copies of it.
        let href = plan.base.href(&output.address);
        if plan.pictures.get(href.as_str()).is_some_and(|picture| !picture.renditions.is_empty()) {
            return None;
        }
        Some((format!("{prefix}{path}").into(), plan.attachments.get(path)?.bytes))
    };
    plan.outputs.iter().filter_map(size).collect()
}
