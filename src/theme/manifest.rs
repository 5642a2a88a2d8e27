//! `theme.yml`: the description of a theme.

use serde::Deserialize;

use super::options::{Declared, OptionType};
use crate::config::GivenValue;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::SourceText;
use crate::yaml::scalars::{OneOrMany, Pairs, Scalar};
use crate::yaml::{PathStep, Yaml, did_you_mean};

/// Description of a theme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// Its purpose, in a sentence or two.
    pub description: Box<str>,
    /// The theme that it extends.
    pub extends: Option<Box<str>>,
    /// True if it publishes no file of the theme that it extends.
    pub leaves_static: bool,
    /// True if it has no option of the theme that it extends.
    pub leaves_options: bool,
    /// Options that a site may set.
    pub options: Vec<Declared>,
}

/// A theme. Everything is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ManifestFile {
    /// For people; the folder's name counts.
    #[serde(rename = "name")]
    _name: Option<String>,
    description: Option<String>,
    extends: Option<String>,
    /// Parts that are not taken from the extended theme.
    leave: Vec<Left>,
    options: Pairs<DeclaredEntry>,
}

/// An option as a theme declares it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclaredEntry {
    #[serde(rename = "type")]
    kind: Scalar,
    #[serde(default)]
    description: Scalar,
    /// Custom properties that it sets.
    #[serde(default)]
    property: OneOrMany<Scalar>,
    /// The words to choose from, for a choice or a list.
    #[serde(default)]
    choices: OneOrMany<Scalar>,
    /// The bounds, for a number.
    #[serde(default)]
    units: OneOrMany<Scalar>,
    min: Option<f64>,
    max: Option<f64>,
    default: Option<GivenValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Left {
    Static,
    Options,
}

impl Manifest {
    /// Reads a `theme.yml`; unreadable parts are reported and keep their defaults.
    pub(super) fn read(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Manifest {
        let yaml = Yaml::file(source);
        let Some(read) = yaml.read::<ManifestFile>().into_value(diagnostics) else { return Manifest::default() };
        let file = read.value;
        Manifest {
            description: file.description.unwrap_or_default().trim().into(),
            extends: file.extends.map(Into::into),
            leaves_static: file.leave.contains(&Left::Static),
            leaves_options: file.leave.contains(&Left::Options),
            options: declared(file.options, &yaml, diagnostics),
        }
    }

    /// Lays the site's description of a theme over the program's.
    pub(super) fn overlay(&mut self, over: Manifest) {
        if !over.description.is_empty() {
            self.description = over.description;
        }
        self.extends = over.extends.or_else(|| self.extends.take());
        self.leaves_static |= over.leaves_static;
        self.leaves_options |= over.leaves_options;
        add_options(&mut self.options, over.options);
    }
}

/// Adds options to those of the theme below; one of the same name replaces it.
pub(super) fn add_options(options: &mut Vec<Declared>, more: Vec<Declared>) {
    for option in more {
        match options.iter_mut().find(|own| own.name == option.name) {
            Some(own) => *own = option,
            None => options.push(option),
        }
    }
}

const KINDS: [&str; 8] = ["colour", "text", "image", "font", "choice", "number", "boolean", "list"];

fn declared(entries: Pairs<DeclaredEntry>, yaml: &Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Declared> {
    let mut all = Vec::new();
    for (name, entry) in entries.0 {
        let place = |key: Option<&str>| {
            let path = ["options", &name].into_iter().chain(key).map(|key| PathStep::Key(key.to_owned()));
            yaml.place(&path.collect::<Vec<_>>())
        };
        let mut wrong = |key: Option<&str>, message: String, hint: String| {
            diagnostics.push(Diagnostic::at(Problem::ThemeFile, place(key), message).hint(hint));
        };
        let is_name = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        if !is_name(&name) {
            let message = format!("“{name}” cannot be the name of an option");
            wrong(None, message, "use small letters, digits and `_`, as in `reading_font`".to_owned());
            continue;
        }
        let words =
            |many: OneOrMany<Scalar>| many.0.into_iter().map(|Scalar(word)| word.into()).collect::<Vec<Box<str>>>();
        let choices = words(entry.choices);
        let kind = match entry.kind.0.as_str() {
            "colour" | "color" => OptionType::Colour,
            "text" => OptionType::Text,
            "image" => OptionType::Image,
            "font" => OptionType::Font,
            "number" => OptionType::Number(words(entry.units), entry.min, entry.max),
            "boolean" => OptionType::Boolean,
            "choice" | "list" if choices.is_empty() => {
                let message = format!("the option “{name}” has nothing to choose from");
                wrong(None, message, "list its `choices:`".to_owned());
                continue;
            }
            "choice" => OptionType::Choice(choices),
            "list" => OptionType::List(choices),
            other => {
                let hint = match did_you_mean(other, KINDS.into_iter()) {
                    Some(near) => format!("did you mean “{near}”?"),
                    None => format!("known here: {}", KINDS.join(", ")),
                };
                wrong(Some("type"), format!("there is no type “{other}”"), hint);
                continue;
            }
        };
        let properties = words(entry.property);
        let is_property = |text: &str| {
            text.strip_prefix("--").is_some_and(|rest| {
                !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            })
        };
        let styles =
            matches!(kind, OptionType::Colour | OptionType::Font | OptionType::Number(..) | OptionType::Choice(_));
        if let Some(property) = properties.iter().find(|property| !styles || !is_property(property)) {
            let message = format!("the option “{name}” cannot set “{property}”");
            let hint = "colours, fonts, numbers and choices set custom properties, as in `--link`";
            wrong(Some("property"), message, hint.to_owned());
            continue;
        }
        let default = match entry.default.map(|default| kind.read(&default)) {
            Some(Err((why, remedy))) => {
                wrong(Some("default"), format!("the default of “{name}” cannot have this value: {why}"), remedy);
                continue;
            }
            Some(Ok(setting)) => Some(setting),
            None => None,
        };
        all.push(Declared { name: name.into(), kind, description: entry.description.0.into(), properties, default });
    }
    all
}
