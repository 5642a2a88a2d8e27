//! Reads the settings, without which nothing else makes sense: a site with wrong settings is not built at all.

use std::sync::Arc;

use super::build_options::{Now, Options};
use super::refusal::refusal;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::fs::static_files::STATIC_FOLDER;
use crate::parse::{self, parse_site};
use crate::record::{Series, Taxonomy};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::failure::Failure;
use crate::text::source::ContentFile;
use crate::theme::{Theme, ThemeRequest};

/// `site.yml`, with the command line's options applied.
pub(super) struct Settings {
    pub(super) config: Config,
    pub(super) series: Vec<Series>,
    pub(super) taxonomies: Vec<Taxonomy>,
    pub(super) now: jiff::Timestamp,
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the settings and the theme.
///
/// # Errors
/// When something in them is wrong, with every mistake.
pub(super) fn settings(found: &Discovered, options: &Options) -> Result<Settings, Failure> {
    let mut diagnostics = Vec::new();
    diagnostics.extend(found.refusals(|path| ContentFile::of(path) == Some(ContentFile::Settings)));
    diagnostics.extend(found.spelt_twice(ContentFile::Settings));
    let file = found.of_kind(ContentFile::Settings).next();
    let source = file.and_then(|(_, file)| parse::decode(&mut file.clone()).clone_value(&mut diagnostics));
    let over = options.over.as_ref().map(|over| over.read(found)).transpose()?;
    let (over, laid_over) = over.unzip();
    let parsed = source.as_ref().or(over.as_ref()).map(|source| parse_site(source, over.as_ref()));
    let none = || (Config::default(), Vec::new(), vec![Taxonomy::topics(Vec::new())]);
    let (mut config, series, taxonomies) = parsed.map_or_else(none, |parsed| parsed.into_value(&mut diagnostics));
    config.laid_over = laid_over;
    if let Some(url) = &options.base_url {
        match parse::normalise_base_url(url) {
            Some(url) => config.base_url = url,
            None => diagnostics.push(parse::invalid_base_url(url, None)),
        }
    }
    // The folder is published anyway.
    config.targets.also.take_if(|also| found.is_site && also.trim_end_matches('/') == STATIC_FOLDER);
    config.minify |= options.minify;
    config.precompress |= options.precompress;
    let request = ThemeRequest {
        name: &config.theme,
        site: &found.root,
        options: &config.theme_options,
        lang: config.languages.first(),
        content: &|path| std::fs::read(&found.assets.get(path)?.place).ok(),
        minify: config.minify,
    };
    let theme = Arc::new(Theme::load(&request)?.into_value(&mut diagnostics));
    let wrong = |d: &&Diagnostic| {
        let theme_is_missing = d.problem == Problem::UnknownTheme;
        d.severity == Severity::Error && (theme_is_missing || d.problem != Problem::TemplateError)
    };
    if diagnostics.iter().any(|d| wrong(&d)) {
        // An unknown key is only a warning, but may be why another is wrong.
        let told = |d: &&Diagnostic| wrong(d) || d.problem == Problem::UnknownKey;
        let wrong: Vec<Diagnostic> = diagnostics.iter().filter(told).cloned().collect();
        return Err(refusal("the site's settings cannot be used, and nothing was built", &wrong));
    }
    let now = match options.now {
        // The one place that reads the clock.
        Now::Clock => jiff::Timestamp::now(),
        Now::Instant(instant) => instant,
        Now::Local(local) => {
            config.time_zone.to_timestamp(local).map_err(|error| Failure::usage(format!("--now: {error}")))?
        }
    };
    Ok(Settings { config, series, taxonomies, now, theme, diagnostics })
}
