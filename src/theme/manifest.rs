//! `theme.yml`: what a theme says of itself.

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::source::SourceText;
use crate::yaml::Yaml;

/// What a theme says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What it is for, in a sentence or two.
    pub description: Box<str>,
    /// The theme from which it takes what it does not have.
    pub extends: Option<Box<str>>,
    /// It publishes no file of the theme that it extends.
    pub leaves_static: bool,
    /// It has none of the options of the theme that it extends.
    pub leaves_options: bool,
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
    /// What is not taken from the theme that is extended.
    leave: Vec<Left>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Left {
    Static,
    Options,
}

impl Manifest {
    /// Reads a `theme.yml`; what cannot be read is reported and keeps its default.
    pub(super) fn read(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Manifest {
        let yaml = Yaml::file(source);
        let Some(read) = yaml.read::<ManifestFile>().into_value(diagnostics) else { return Manifest::default() };
        let file = read.value;
        Manifest {
            description: file.description.unwrap_or_default().trim().into(),
            extends: file.extends.map(Into::into),
            leaves_static: file.leave.contains(&Left::Static),
            leaves_options: file.leave.contains(&Left::Options),
        }
    }

    /// Puts what a site says of a theme over what the program does.
    pub(super) fn overlay(&mut self, over: Manifest) {
        if !over.description.is_empty() {
            self.description = over.description;
        }
        self.extends = over.extends.or_else(|| self.extends.take());
        self.leaves_static |= over.leaves_static;
        self.leaves_options |= over.leaves_options;
    }
}
