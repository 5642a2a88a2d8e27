//! Sources of a theme's files: the program, the site, and the themes that it extends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::manifest::{Manifest, add_options};
use super::options::Declared;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::report::failure::Failure;
use crate::text::source::SourceText;
use crate::yaml::{PathStep, Yaml, did_you_mean};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme from which all others descend.
pub(super) const ROOT: &str = "civic";
/// File with the description of a theme.
pub(super) const MANIFEST: &str = "theme.yml";

/// A file of a theme: its displayed place, and its content.
#[derive(Debug, Clone)]
pub(super) struct ThemeFile {
    pub(super) shown: Arc<str>,
    pub(super) bytes: Arc<[u8]>,
    /// In the program rather than in the site.
    pub(super) embedded: bool,
    /// Number of its layer.
    pub(super) layer: usize,
}

/// Files by their path within the theme.
pub(super) type ThemeFiles = BTreeMap<String, ThemeFile>;

/// The files of one theme from one source.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    /// The name of the theme.
    pub(super) theme: Box<str>,
    /// In the program rather than in the site.
    pub(super) embedded: bool,
    pub(super) files: ThemeFiles,
}

/// A theme and all that it extends, each first as the program and then as the site has it, the root first.
#[derive(Debug, Default)]
pub(super) struct Layers {
    pub(super) layers: Vec<Layer>,
    /// Descriptions of the themes, the root first.
    pub(super) manifests: Vec<(Box<str>, Manifest)>,
}

impl Layers {
    /// Follows the chain of extended themes to the root.
    ///
    /// # Errors
    /// When files of a theme cannot be read.
    pub(super) fn of(name: &str, site: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Layers, Failure> {
        let mut chain: Vec<(Box<str>, Manifest, Vec<Layer>)> = Vec::new();
        let mut next = Some((name.to_owned(), None));
        while let Some((name, said_at)) = next.take() {
            if chain.iter().any(|(theme, _, _)| **theme == *name) {
                diagnostics.push(of_theme(
                    said_at,
                    Problem::ThemeFile,
                    format!("the theme “{name}” extends itself"),
                    format!("let the last of them extend `{ROOT}`"),
                ));
                break;
            }
            let layers = layers_of(&name, site)?;
            if layers.is_empty() {
                let message = format!("there is no theme “{name}”");
                let hint = match did_you_mean(&name, names(site).iter().map(String::as_str)) {
                    Some(near) => format!("did you mean “{near}”? a theme of your own is a folder themes/{name}/"),
                    None => format!("put it in themes/{name}/, or write `theme: {ROOT}` in site.yml"),
                };
                diagnostics.push(of_theme(said_at, Problem::UnknownTheme, message, hint));
                break;
            }
            let mut manifest = Manifest::default();
            for file in layers.iter().filter_map(|layer| layer.files.get(MANIFEST)) {
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                let source = SourceText { shown: Arc::clone(&file.shown), text: Arc::new(text) };
                let found_here = Manifest::read(&source, diagnostics);
                if let Some(parent) = &found_here.extends {
                    let at = Yaml::file(&source).place(&[PathStep::Key("extends".to_owned())]);
                    next = Some((parent.to_string(), Some(at)));
                }
                manifest.overlay(found_here);
            }
            if next.is_none() && name != ROOT {
                next = Some((ROOT.to_owned(), None));
            }
            chain.push((name.into(), manifest, layers));
        }
        if chain.iter().all(|(theme, _, _)| **theme != *ROOT) {
            chain.push((ROOT.into(), Manifest::default(), layers_of(ROOT, site)?));
        }
        let mut all = Layers::default();
        for (name, manifest, layers) in chain.into_iter().rev() {
            all.manifests.push((name, manifest));
            all.layers.extend(layers);
        }
        for (number, layer) in all.layers.iter_mut().enumerate() {
            layer.files.values_mut().for_each(|file| file.layer = number);
        }
        Ok(all)
    }

    /// The topmost version of each file.
    pub(super) fn merged(&self) -> ThemeFiles {
        let mut files = ThemeFiles::new();
        let mut last = "";
        for layer in &self.layers {
            let manifest = self.manifests.iter().find(|(theme, _)| *theme == layer.theme);
            if last != &*layer.theme && manifest.is_some_and(|(_, manifest)| manifest.leaves_static) {
                files.retain(|name, _| !name.starts_with("static/"));
            }
            last = &layer.theme;
            // A file with the content of the one below it counts as that one.
            let news = layer
                .files
                .iter()
                .filter(|(name, file)| files.get(*name).is_none_or(|below| below.bytes != file.bytes));
            let news: Vec<_> = news.map(|(name, file)| (name.clone(), file.clone())).collect();
            files.extend(news);
        }
        files
    }

    /// The options of the theme, those of the root first.
    pub(super) fn options(&self) -> Vec<Declared> {
        let mut options = Vec::new();
        for (_, manifest) in &self.manifests {
            if manifest.leaves_options {
                options.clear();
            }
            add_options(&mut options, manifest.options.clone());
        }
        options
    }

    /// The file that a file replaces.
    pub(super) fn below(&self, name: &str, layer: usize) -> Option<&ThemeFile> {
        self.layers[..layer].iter().rev().find_map(|layer| layer.files.get(name))
    }

    /// A file as each layer has it, the root's first.
    pub(super) fn each(&self, name: &str) -> impl Iterator<Item = &ThemeFile> {
        self.layers.iter().filter_map(move |layer| layer.files.get(name))
    }
}

/// The files of one theme from the program and from the site.
fn layers_of(name: &str, site: &Path) -> Result<Vec<Layer>, Failure> {
    let mut layers = Vec::new();
    if let Some(dir) = embedded_dir(name) {
        let mut files = ThemeFiles::new();
        embedded(dir, name, &mut files);
        layers.push(Layer { theme: name.into(), embedded: true, files });
    }
    let folder = site.join("themes").join(name);
    if is_sound(name) && folder.is_dir() {
        layers.push(Layer { theme: name.into(), embedded: false, files: below_folder(&folder, name)? });
    }
    Ok(layers)
}

fn of_theme(at: Option<Location>, problem: Problem, message: String, hint: String) -> Diagnostic {
    match at {
        Some(at) => Diagnostic::at(problem, at, message).hint(hint),
        None => Diagnostic::anywhere(problem, message).hint(hint),
    }
}

/// Reports whether a name stays within the folder.
fn is_sound(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.')
}

fn embedded_dir(name: &str) -> Option<&'static Dir<'static>> {
    EMBEDDED.dirs().find(|dir| dir.path().to_str() == Some(name))
}

/// All themes there are, in the program and in the site.
pub(super) fn names(site: &Path) -> Vec<String> {
    let mut names: Vec<String> = EMBEDDED.dirs().map(|dir| dir.path().to_string_lossy().into_owned()).collect();
    for entry in fs::read_dir(site.join("themes")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_sound(&name) && entry.path().is_dir() {
            names.push(name);
        }
    }
    names.sort();
    names.dedup();
    names
}

fn embedded(dir: &Dir<'_>, theme: &str, files: &mut ThemeFiles) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(theme).unwrap_or(&path).trim_start_matches('/').to_owned();
        files.insert(name, ThemeFile { shown: path.into(), bytes: file.contents().into(), embedded: true, layer: 0 });
    }
    for dir in dir.dirs() {
        embedded(dir, theme, files);
    }
}

fn below_folder(folder: &Path, theme: &str) -> Result<ThemeFiles, Failure> {
    let mut files = ThemeFiles::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Failure::io("the theme cannot be read", &path, &error.into())
        })?;
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let hidden = name.split('/').any(|part| part.starts_with('.'));
        if !entry.file_type().is_file() || hidden {
            continue;
        }
        let bytes =
            fs::read(entry.path()).map_err(|error| Failure::io("the theme cannot be read", entry.path(), &error))?;
        let shown = format!("themes/{theme}/{name}").into();
        files.insert(name, ThemeFile { shown, bytes: bytes.into(), embedded: false, layer: 0 });
    }
    Ok(files)
}
