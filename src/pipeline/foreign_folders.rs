//! Reports folders and files that other site generators read, and that lie beside the content without any effect.

use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::report::diagnostic::{Diagnostic, Location, Problem};

const TEMPLATES: &str =
    "templates belong into `themes/NAME/templates/`; `minutebook theme eject` copies one there to be changed";
const SETTINGS: &str = "the settings of the site are in `content/site.yml`";
const WORDS: &str =
    "records and pages are plain words, in which nothing is replaced; templates of a theme may have parts";

/// Names that Hugo, Zola, Jekyll and Eleventy read, and where the same belongs here.
const FOREIGN: [(&str, &str); 12] = [
    ("layouts", TEMPLATES),
    ("templates", TEMPLATES),
    ("_layouts", TEMPLATES),
    ("_includes", TEMPLATES),
    ("shortcodes", WORDS),
    ("_data", "data for templates go into `data/`, and single values under `extra:` in content/site.yml"),
    ("i18n", "strings of a theme belong into `themes/NAME/i18n/`"),
    ("config.toml", SETTINGS),
    ("hugo.toml", SETTINGS),
    ("_config.yml", SETTINGS),
    (".eleventy.js", SETTINGS),
    ("eleventy.config.js", SETTINGS),
];

/// Reports what another generator would read. A folder that the settings name is none of these.
pub(super) fn report(found: &Discovered, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let also = config.targets.also.as_deref().map(|also| also.trim_matches('/'));
    for name in found.beside.iter().filter(|name| Some(name.as_str()) != also) {
        let Some((_, hint)) = FOREIGN.iter().find(|(foreign, _)| foreign == name) else { continue };
        let message = format!("“{name}” beside the content is not read");
        let at = Location::file(&name.as_str().into());
        diagnostics.push(Diagnostic::at(Problem::ForeignFolder, at, message).hint(*hint));
    }
}
