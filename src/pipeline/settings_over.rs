//! Settings laid over those of `site.yml`: of an environment, or of a file named on the command line.

use std::path::{Path, PathBuf};

use super::refusal::refusal;
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::discover::Discovered;
use crate::parse;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::text::source::{FileStamp, SourceFile, SourceText, environment_of, is_environment, stem_of};
use crate::yaml::did_you_mean;

/// Settings that are laid over those of `site.yml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsOver {
    /// Settings of an environment, in `content/site.NAME.yml`.
    Environment(String),
    /// Settings in a file.
    File(PathBuf),
}

/// The environment that is the site itself: it shares the register and the output folder of a site without environments.
const PRODUCTION: &str = "production";

impl SettingsOver {
    /// Name of what is built with these settings; `None` if it is the site itself. Registers and output folders of others have it in
    /// their names, so that nothing of a trial gets into the site.
    pub fn name(&self) -> Option<String> {
        let name = match self {
            SettingsOver::Environment(name) => name.clone(),
            SettingsOver::File(path) => {
                let file = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
                let stem = stem_of(&file);
                let name = stem.strip_prefix("site.").unwrap_or(stem);
                name.chars().map(|c| if is_environment(c.encode_utf8(&mut [0; 4])) { c } else { '-' }).collect()
            }
        };
        (name != PRODUCTION).then_some(name)
    }

    /// Fingerprint of a file outside of the content.
    pub(super) fn stamp(&self) -> Option<Fingerprint> {
        match self {
            SettingsOver::Environment(_) => None,
            SettingsOver::File(path) => std::fs::read(path).ok().map(|bytes| Fingerprint::of_bytes(&bytes)),
        }
    }

    /// Text of the settings, and the fingerprint of the file.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub(super) fn read(&self, found: &Discovered) -> Result<(SourceText, Fingerprint), Failure> {
        let mut file = match self {
            SettingsOver::Environment(name) => of_environment(found, name)?,
            SettingsOver::File(path) => of_file(path)?,
        };
        let fingerprint = Fingerprint::of(&(self.name(), file.fingerprint));
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let text = parse::decode(&mut file).clone_value(&mut diagnostics);
        text.map(|text| (text, fingerprint))
            .ok_or_else(|| refusal("the site's settings cannot be read, and nothing was built", &diagnostics))
    }
}

/// The file of an environment.
fn of_environment(found: &Discovered, name: &str) -> Result<SourceFile, Failure> {
    let environment = |file: &SourceFile| environment_of(&file.path).map(str::to_owned);
    let mut files = found.files.iter().filter(|file| environment(file).as_deref() == Some(name));
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file.clone()),
        (Some(first), Some(second)) => Err(Failure::usage(format!(
            "“{}” and “{}” are both settings of the environment “{name}”\n  hint: put everything into one of them, and delete the other",
            first.shown, second.shown
        ))),
        (None, _) => {
            let known: Vec<String> = found.files.iter().filter_map(environment).collect();
            let hint = match did_you_mean(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean “{near}”?"),
                None if known.is_empty() => format!("write what differs from site.yml into site.{name}.yml beside it"),
                None => format!("there are: {}", known.join(", ")),
            };
            Err(Failure::usage(format!(
                "there are no settings of an environment “{name}”: no site.{name}.yml\n  hint: {hint}"
            )))
        }
    }
}

/// A file of settings outside of the content.
fn of_file(path: &Path) -> Result<SourceFile, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io("the settings cannot be read", path, &error))?;
    let shown = path.display().to_string();
    Ok(SourceFile::new(shown.as_str().into(), shown.as_str().into(), bytes, FileStamp::default()))
}
