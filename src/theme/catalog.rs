//! The themes that exist, the files that can be ejected from them, and the review of ejected copies.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::options::Declared;
use super::strings::names_of;
use super::theme_files::{Layers, MANIFEST, ThemeFile, ThemeFiles, names};
use crate::bytes::fingerprint::Fingerprint;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::report::failure::Failure;

/// The templates that pages are drawn with.
pub const PAGES: [&str; 28] = [
    "404.html",
    "actions.html",
    "announced.html",
    "bodies.html",
    "body.html",
    "body-year.html",
    "corrections.html",
    "data.html",
    "decisions.html",
    "former-version.html",
    "front.html",
    "listing.html",
    "listings.html",
    "matter.html",
    "matters.html",
    "meeting.html",
    "meetings.html",
    "page.html",
    "redirect.html",
    "search.html",
    "speaker.html",
    "speaker-year.html",
    "speakers.html",
    "watch.html",
    "watches.html",
    "withdrawn.html",
    "year.html",
    "base.html",
];

/// File that records the originals of ejected files. Hidden, so that it is no file of the theme.
const LEDGER: &str = ".ejected";

/// A theme as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The folder's name.
    pub name: String,
    /// True if the program contains it.
    pub embedded: bool,
    /// True if the site contains it, alone or over the program's.
    pub in_site: bool,
    /// Purpose of the theme.
    pub description: String,
    /// The theme that it extends.
    pub extends: Option<String>,
    /// Options that a site may set.
    pub options: Vec<Declared>,
}

/// All themes of the program and of the site.
///
/// # Errors
/// When files of a theme cannot be read.
pub fn survey(site: &Path) -> Result<Vec<Summary>, Failure> {
    let mut themes = Vec::new();
    for name in names(site) {
        let layers = Layers::of(&name, site, &mut Vec::new())?;
        let own = |embedded: bool| layers.layers.iter().any(|l| *l.theme == *name && l.embedded == embedded);
        let parent = layers.manifests.len().checked_sub(2).and_then(|index| layers.manifests.get(index));
        themes.push(Summary {
            embedded: own(true),
            in_site: own(false),
            description: layers.manifests.last().map(|(_, own)| own.description.to_string()).unwrap_or_default(),
            extends: parent.map(|(theme, _)| theme.to_string()),
            options: layers.options(),
            name,
        });
    }
    Ok(themes)
}

/// The embedded files that a theme is drawn with, by path: those that can be ejected into the site.
///
/// # Errors
/// When files of the theme cannot be read, or when there is no such theme.
pub fn originals(name: &str, site: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut diagnostics = Vec::new();
    let layers = Layers::of(name, site, &mut diagnostics)?;
    if let Some(diagnostic) = diagnostics.iter().find(|d| d.problem == Problem::UnknownTheme) {
        let hint = diagnostic.hint.as_deref().unwrap_or_default();
        return Err(Failure::usage(format!("{}\n  hint: {hint}", diagnostic.message)));
    }
    Ok(embedded_only(&layers).into_iter().map(|(name, file)| (name, file.bytes.to_vec())).collect())
}

/// Records the originals of ejected files, beside those ejected before.
///
/// # Errors
/// When the site cannot be written.
pub fn remember(name: &str, site: &Path, copied: &[(&str, &[u8])]) -> Result<(), Failure> {
    let place = site.join("themes").join(name).join(LEDGER);
    let mut ledger = read_ledger(&place)?;
    for (path, bytes) in copied {
        ledger.insert((*path).to_owned(), Fingerprint::of_bytes(bytes).hex());
    }
    let mut text = String::from(
        "# What files of this theme were copied from; `minutebook theme check` tells when an original has changed.\n",
    );
    for (path, print) in &ledger {
        text.push_str(&format!("{print} {path}\n"));
    }
    fs::write(&place, text).map_err(|error| Failure::io("what was copied cannot be remembered", &place, &error))
}

/// Reads the list of what was copied, which need not be there yet.
fn read_ledger(place: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let text = match fs::read_to_string(place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| Failure::io("the list of copied files cannot be read", place, &error))?,
    };
    let entry = |line: &str| line.split_once(' ').map(|(print, path)| (path.to_owned(), print.to_owned()));
    Ok(text.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect())
}

/// The topmost embedded file for each path.
fn embedded_only(layers: &Layers) -> ThemeFiles {
    let own = Layers {
        layers: layers.layers.iter().filter(|layer| layer.embedded).cloned().collect(),
        manifests: layers.manifests.clone(),
    };
    let mut files = own.merged();
    files.remove(MANIFEST);
    files
}

/// Reviews the site's files of a theme: unused, unneeded, outdated ones. Errors in pages are found by drawing them. `chosen` are
/// the templates that records and pages name.
///
/// # Errors
/// When files of the theme cannot be read.
pub fn review(name: &str, site: &Path, chosen: &FxHashSet<&str>) -> Result<Vec<Diagnostic>, Failure> {
    let layers = Layers::of(name, site, &mut Vec::new())?;
    let (all, originals) = (layers.merged(), embedded_only(&layers));
    let text = |file: &ThemeFile| String::from_utf8_lossy(&file.bytes).into_owned();
    let templates: BTreeMap<&str, String> =
        all.iter().filter_map(|(name, file)| Some((name.strip_prefix("templates/")?, text(file)))).collect();
    let images: FxHashSet<String> =
        layers.options().iter().filter_map(|own| own.default.as_ref()).map(ToString::to_string).collect();
    let mut found = Vec::new();
    for layer in layers.layers.iter().filter(|layer| !layer.embedded) {
        let ledger = read_ledger(&site.join("themes").join(&*layer.theme).join(LEDGER))?;
        for (path, file) in layer.files.iter().filter(|(path, _)| *path != MANIFEST) {
            let mut report = |problem: Problem, message: String, hint: &str| {
                found.push(Diagnostic::at(problem, Location::file(&file.shown), message).hint(hint));
            };
            let original = originals.get(path);
            if original.is_some_and(|original| original.bytes == file.bytes) {
                report(
                    Problem::SameThemeFile,
                    "this file is the same as the one in the program".to_owned(),
                    "delete it, and the program's is used, also when it gets better",
                );
                continue;
            }
            let copied = ledger.get(path);
            if let (Some(print), Some(original)) = (copied, original)
                && *print != Fingerprint::of_bytes(&original.bytes).hex()
            {
                report(
                    Problem::OutdatedThemeFile,
                    "the file of the program from which this was copied has changed since".to_owned(),
                    "compare the two; `minutebook theme eject --force` copies the file anew, and takes your changes away",
                );
            }
            let is_chosen = path.strip_prefix("templates/").is_some_and(|template| chosen.contains(template));
            if !is_chosen && !is_used(path, &templates, &images) {
                report(
                    Problem::UnusedThemeFile,
                    "nothing in the theme asks for this file".to_owned(),
                    "delete it, or name it where it is wanted; docs/themes.md says which files are asked for",
                );
            }
            if let Some(missing) = untranslated(path, file, &layers) {
                report(
                    Problem::UntranslatedString,
                    missing,
                    "translate them in this file; until then they are in English",
                );
            }
        }
    }
    Ok(found)
}

/// Reports whether the program or a template uses a file of a theme. A name that a template composes is not noticed.
fn is_used(path: &str, templates: &BTreeMap<&str, String>, images: &FxHashSet<String>) -> bool {
    let named = |name: &str, but: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        templates.iter().any(|(other, text)| *other != but && quoted.iter().any(|quoted| text.contains(quoted)))
    };
    if let Some(template) = path.strip_prefix("templates/") {
        let own = templates.get(template).map_or("", String::as_str);
        let components = own.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next());
        let used = |component: &str| {
            let component = component.trim();
            let calls = [format!("<{component} "), format!("<{component}/"), format!("<{component}>")];
            templates.values().any(|text| calls.iter().any(|call| text.contains(call)))
        };
        return PAGES.contains(&template) || named(template, template) || components.into_iter().any(used);
    }
    if let Some(asset) = path.strip_prefix("static/") {
        return named(asset, "") || images.contains(asset);
    }
    path.strip_prefix("i18n/").is_some_and(|name| name.ends_with(".ftl"))
}

/// The strings that a file leaves in English, if the program does not speak its language.
fn untranslated(path: &str, file: &ThemeFile, layers: &Layers) -> Option<String> {
    let tag = path.strip_prefix("i18n/")?.strip_suffix(".ftl")?;
    let below: FxHashSet<String> =
        layers.each(path).flat_map(|file| names_of(&String::from_utf8_lossy(&file.bytes))).collect();
    let missing: Vec<String> = layers
        .each("i18n/en.ftl")
        .filter(|english| english.layer <= file.layer || english.embedded)
        .flat_map(|english| names_of(&String::from_utf8_lossy(&english.bytes)))
        .filter(|name| tag != "en" && !below.contains(name))
        .collect();
    let first = missing.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    match missing.len() {
        0 => None,
        1 => Some(format!("the string {first} is not translated")),
        n => Some(format!("{n} strings are not translated: {first}{}", if n > 3 { " …" } else { "" })),
    }
}
