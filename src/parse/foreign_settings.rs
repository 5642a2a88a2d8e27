//! Settings that webmasters look for in `site.yml` because other generators have them, and where the same is found here.

use crate::report::diagnostic::{Diagnostic, Problem};

/// Keys of other generators, in lower case, and what does the same here.
const KEYS: [(&str, &str); 20] = [
    ("logo", "the logo is an option of the theme: `theme: {options: {logo: logo.svg}}`"),
    ("accent", "the colour is an option of the theme: `theme: {options: {accent: \"#00543c\"}}`"),
    ("color", "the colour is an option of the theme: `theme: {options: {accent: \"#00543c\"}}`"),
    ("colour", "the colour is an option of the theme: `theme: {options: {accent: \"#00543c\"}}`"),
    ("favicon", "the icon is the theme's `static/icon.svg`; one in `themes/NAME/static/` of the site replaces it"),
    ("footer", "words at the foot of each page belong into the theme's part `templates/parts/footer-extra.html`"),
    ("params", "values for templates go under `extra:`"),
    ("analytics", "pages ask no other server for anything; the log of the site's own server counts its visits"),
    ("googleanalytics", "pages ask no other server for anything; the log of the site's own server counts its visits"),
    ("taxonomies", "records have `series:` and `topics:`, whose titles `series:` and `topics:` give here"),
    ("paginate", "long lists are divided by years and months without a setting"),
    ("permalinks", "`urls: {meeting: /meetings/{slug}/}` gives the form of addresses"),
    ("languagecode", "`languages: [en]` names the languages, the site's own first"),
    ("default_language", "`languages: [en]` names the languages, the site's own first"),
    ("defaultcontentlanguage", "`languages: [en]` names the languages, the site's own first"),
    ("lang", "`languages: [en]` names the languages, the site's own first"),
    ("minify", "`build: {minify: true}` makes pages smaller"),
    ("minify_html", "`build: {minify: true}` makes pages smaller"),
    ("generate_feeds", "feeds are made without a setting; `feeds:` chooses their formats and for whom"),
    ("build_search_index", "the search is made without a setting; `search: false` leaves it out"),
];

/// Replaces the remedy of keys that are not known here, if another generator has them.
pub(super) fn add_remedies(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.problem == Problem::UnknownKey) {
        let key = diagnostic.message.split(['“', '”']).nth(1).unwrap_or_default().to_ascii_lowercase();
        if let Some((_, remedy)) = KEYS.iter().find(|(foreign, _)| *foreign == key) {
            diagnostic.hint = Some((*remedy).to_owned());
        }
    }
}
