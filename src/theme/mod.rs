//! A theme as values: templates, strings by language, and assets.
//!
//! `civic` and `gazette` are embedded. A site can replace their files one by one in `themes/civic/`, or have a theme of its
//! own in `themes/NAME/`, which inherits missing files from the theme that it extends.

mod all_strings;
mod builtins;
mod catalog;
mod data_uses;
mod errors;
mod groups;
mod imports;
mod manifest;
mod minify;
mod numbers;
mod options;
mod strings;
mod theme_files;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::{Context, Kwargs, State, Tera, Value};
use walkdir::WalkDir;

use crate::bytes::fingerprint::Fingerprint;
use crate::config::GivenOption;
use crate::record::Language;
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::report::failure::Failure;
use crate::text::source::SourceText;
use crate::yaml::did_you_mean;

pub use catalog::{PAGES, Summary, originals, remember, review, survey};
pub use data_uses::{DATA, DataUses};
pub use manifest::Manifest;
pub use options::{Declared, OptionType, OptionValue};
pub use strings::{Argument, Strings};

use all_strings::AllStrings;
use errors::{MEANT, describe};
use options::{Chosen, choose};
use theme_files::{Layers, ThemeFile, ThemeFiles};

/// A theme, ready to draw with.
pub struct Theme {
    tera: Tera,
    sources: FxHashMap<String, SourceText>,
    /// Uses of the data of `data/` by each template.
    data_uses: FxHashMap<String, DataUses>,
    strings: Arc<AllStrings>,
    /// Files to be published as they are: name and bytes.
    pub assets: Vec<(Box<str>, Arc<[u8]>)>,
    /// Short fingerprint of each file, used in its published name.
    digests: BTreeMap<Box<str>, String>,
    /// Options that a site may set, with their values.
    pub options: Vec<(Declared, Option<OptionValue>)>,
    /// Changes when anything in the theme does.
    pub fingerprint: Fingerprint,
}

/// Which theme is wanted, and how.
pub struct ThemeRequest<'a> {
    /// Its name.
    pub name: &'a str,
    /// The site, which may contain files for the theme.
    pub site: &'a Path,
    /// Options set by the site.
    pub options: &'a [GivenOption],
    /// The first language of the site, whose strings stand in for those of languages that the theme does not speak.
    pub lang: Option<&'a Language>,
    /// Reads a file of the content by its path there.
    pub content: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// True if style sheets and scripts are minified.
    pub minify: bool,
}

impl Theme {
    /// Loads a theme from the embedded files and from `themes/NAME` in the site.
    ///
    /// A template that cannot be read is reported, and the embedded one of that name stands in for it.
    ///
    /// # Errors
    /// When files of the theme cannot be read, or when there is neither an embedded nor another theme of that name.
    pub fn load(request: &ThemeRequest<'_>) -> Result<Reported<Theme>, Failure> {
        let mut diagnostics = Vec::new();
        let layers = Layers::of(request.name, request.site, &mut diagnostics)?;
        let mut files = layers.merged();
        // Compare before another template replaces a broken one, because a broken template counts as a change and must
        // be reported again.
        let given: Vec<_> =
            files.iter().map(|(name, file)| (name.clone(), Fingerprint::of_bytes(&file.bytes))).collect();
        let by_tag = load_strings(&files, &layers, &mut diagnostics);
        let strings = Arc::new(AllStrings::new(by_tag, request.lang));
        let (tera, sources) = load_templates(&mut files, &layers, &strings, &mut diagnostics);
        let mut assets: BTreeMap<Box<str>, Arc<[u8]>> = files
            .iter()
            .filter_map(|(name, file)| Some((name.strip_prefix("static/")?.into(), Arc::clone(&file.bytes))))
            .collect();
        let mut chosen = choose(layers.options(), request.options, request.name, &mut diagnostics);
        publish_pictures(&mut chosen, request, &mut assets, &mut diagnostics);
        if let Some(styles) = chosen.styles() {
            assets.insert(options::STYLES.into(), styles.into_bytes().into());
        }
        if request.minify {
            minify(&mut assets);
        }
        let (assets, digests) = imports::link(&assets);
        let published = assets.iter().map(|(name, bytes)| (&**name, Fingerprint::of_bytes(bytes)));
        let settled = chosen.all.iter().map(|(own, setting)| (&*own.name, setting.as_ref().map(ToString::to_string)));
        let fingerprint =
            Fingerprint::of(&(given, published.collect::<Vec<_>>(), settled.collect::<Vec<_>>(), request.lang));
        let assets = assets.into_iter().collect();
        let data_uses = data_uses::data_uses(&sources);
        Ok(Reported {
            value: Theme { tera, sources, data_uses, strings, assets, digests, options: chosen.all, fingerprint },
            diagnostics,
        })
    }

    /// The strings for a language: its own, else those of the same primary language, else those of the site's first language,
    /// else English.
    pub fn strings(&self, lang: &Language) -> &Strings {
        self.strings.of(lang.as_str())
    }

    /// Reports whether the theme has strings for a language, in any variant.
    pub fn speaks(&self, lang: &Language) -> bool {
        self.strings.near(lang.primary()).is_some()
    }

    /// Fingerprint of what planning depends on: the names of the files, and the languages of the strings.
    pub fn shape(&self) -> Fingerprint {
        let names: Vec<_> = self.assets.iter().map(|(name, _)| name).collect();
        let languages = self.strings.tags();
        Fingerprint::of(&(names, languages))
    }

    /// Templates that use data of `data/`, each with what it uses.
    pub fn data_uses(&self) -> impl Iterator<Item = (&str, &DataUses)> {
        self.data_uses.iter().map(|(name, uses)| (name.as_str(), uses))
    }

    /// Reports whether the theme has a template.
    pub fn has_template(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// The template with nearly a name, if there is one.
    pub fn template_like(&self, name: &str) -> Option<&str> {
        let mut names: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        names.sort_unstable();
        did_you_mean(name, names.into_iter())
    }

    /// The files that are published, with a short fingerprint of each.
    pub fn digests(&self) -> Vec<(Box<str>, String)> {
        self.digests.iter().map(|(name, digest)| (name.clone(), digest.clone())).collect()
    }

    /// Draws a template with the values of a context.
    ///
    /// # Errors
    /// A diagnostic with the template, the line, and what was missing there.
    pub fn draw(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        let mut html = Vec::with_capacity(16 * 1024);
        let drawn = self.tera.render_to(template, context, &mut html);
        drawn.map(|()| html).map_err(|error| describe(&error, template, &self.sources, Some(context)))
    }
}

/// Fingerprint of all files that a site brings for themes, by their sizes and times.
pub fn fingerprint(site: &Path) -> Fingerprint {
    let walk = WalkDir::new(site.join("themes")).sort_by_file_name().into_iter().flatten();
    let look = |entry: &walkdir::DirEntry| {
        let metadata = entry.metadata().ok();
        let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        (entry.path().to_owned(), metadata.map(|metadata| metadata.len()), modified)
    };
    Fingerprint::of(&walk.map(|entry| look(&entry)).collect::<Vec<_>>())
}

/// Reports whether a file can affect a page that links it.
fn is_code(name: &str) -> bool {
    name.ends_with(".css") || name.ends_with(".js") || name.ends_with(".mjs")
}

fn minify(assets: &mut BTreeMap<Box<str>, Arc<[u8]>>) {
    for (name, bytes) in assets.iter_mut().filter(|(name, _)| is_code(name)) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let small = if name.ends_with(".css") { minify::css(text) } else { minify::js(text) };
        *bytes = small.into_bytes().into();
    }
}

/// Publishes the pictures that options name: those missing in the theme come from the content.
fn publish_pictures(
    chosen: &mut Chosen,
    request: &ThemeRequest<'_>,
    assets: &mut BTreeMap<Box<str>, Arc<[u8]>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (own, setting) in &mut chosen.all {
        let Some(OptionValue::Image(path)) = setting else { continue };
        if assets.contains_key(path) {
            continue;
        }
        if let Some(bytes) = (request.content)(path) {
            assets.insert(path.clone(), bytes.into());
            continue;
        }
        let message = format!("the option “{}” names “{path}”, which is not there", own.name);
        let hint = "put it into static/ of the theme, or into the content";
        let given = request.options.iter().rev().find(|given| given.name == own.name);
        diagnostics.push(
            match given {
                Some(given) => Diagnostic::at(Problem::WrongOption, given.at.clone(), message),
                None => Diagnostic::anywhere(Problem::WrongOption, message),
            }
            .hint(hint),
        );
        *setting = None;
    }
}

fn load_strings(files: &ThemeFiles, layers: &Layers, diagnostics: &mut Vec<Diagnostic>) -> FxHashMap<String, Strings> {
    let mut all = FxHashMap::default();
    for (name, file) in files {
        let Some(tag) = name.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".ftl")) else { continue };
        // A theme need only contain the strings that it changes; strings that no layer has in a language stay in
        // English.
        let text_of = |file: &ThemeFile| String::from_utf8_lossy(&file.bytes).into_owned();
        let own = layers.each(name).filter(|below| below.layer < file.layer);
        let english = layers.each("i18n/en.ftl").filter(|_| tag != "en");
        let below: Vec<String> = english.chain(own).map(text_of).collect();
        let below: Vec<&str> = below.iter().map(String::as_str).collect();
        all.insert(tag.to_owned(), Strings::parse(tag, &text_of(file), &below, &file.shown, diagnostics));
    }
    all
}

fn load_templates(
    files: &mut ThemeFiles,
    layers: &Layers,
    strings: &Arc<AllStrings>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Tera, FxHashMap<String, SourceText>) {
    loop {
        let mut sources = FxHashMap::default();
        for (name, file) in files.iter() {
            if let Some(template) = name.strip_prefix("templates/") {
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                sources
                    .insert(template.to_owned(), SourceText { shown: Arc::clone(&file.shown), text: Arc::new(text) });
            }
        }
        let mut tera = Tera::new();
        register(&mut tera, Arc::clone(strings));
        let mut templates: Vec<(&String, &SourceText)> = sources.iter().collect();
        templates.sort_by_key(|(name, _)| *name);
        let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, source)| (name.as_str(), &*source.text)))
        else {
            return (tera, sources);
        };
        let diagnostic = describe(&error, "", &sources, None);
        // The template below stands in for the broken one; without one to blame, for all of them.
        let blamed = diagnostic.at.as_ref().map(|at| Arc::clone(&at.path));
        diagnostics.push(diagnostic);
        let mut replaced = false;
        for (name, file) in files.iter_mut().filter(|(name, file)| name.starts_with("templates/") && !file.embedded) {
            if blamed.as_ref().is_none_or(|path| *path == file.shown || !path.starts_with("themes/")) {
                *file = layers.below(name, file.layer).cloned().unwrap_or_else(|| ThemeFile {
                    shown: name.as_str().into(),
                    bytes: Arc::default(),
                    embedded: true,
                    layer: 0,
                });
                replaced = true;
            }
        }
        if !replaced {
            return (tera, sources);
        }
    }
}

/// Registers the one function that templates have, the theme's own strings with arguments, and a filter that gives the same
/// groups in the same order every time.
fn register(tera: &mut Tera, strings: Arc<AllStrings>) {
    tera.register_filter("group_by", |values: &[Value], arguments: Kwargs, _: &State<'_>| {
        groups::group_by(values, &arguments)
    });
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let lang = arguments.get::<&str>("lang")?.unwrap_or("en");
        let key = arguments.must_get::<&str>("key")?;
        let mut given = Vec::new();
        for (name, value) in arguments.iter() {
            let name = name.as_str().unwrap_or_default();
            if matches!(name, "lang" | "key") {
                continue;
            }
            let argument = match value.as_i64() {
                Some(number) => Argument::Number(number),
                None => Argument::Text(value.as_str().unwrap_or_default()),
            };
            given.push((name, argument));
        }
        let own = strings.of(lang);
        own.try_format(key, &given).map(Value::from).ok_or_else(|| {
            let names = own.names();
            let meant = did_you_mean(key, names.iter().map(String::as_str));
            let meant = meant.map(|near| format!("{MEANT}“{near}”?")).unwrap_or_default();
            tera::Error::message(format!("the theme has no string “{key}” for “{lang}”{meant}"))
        })
    });
}
