//! `pictures:` of `site.yml`: the copies of pictures that pages show.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::entries::OneOrMany;
use super::shorthand::{Short, Shorthand, shorthand};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Widths of copies that can be asked for, in pixels.
const POSSIBLE: std::ops::RangeInclusive<u32> = 16..=8000;

/// Largest number of widths.
const MOST_WIDTHS: usize = 8;

/// Pictures: whether copies of them are made, or their widths.
#[derive(Debug, Default)]
pub(super) enum PicturesEntry {
    #[default]
    Default,
    None,
    Full(PictureKeys),
}

/// Copies of pictures.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "PicturesEntry")]
pub(super) struct PictureKeys {
    /// Widths in pixels in which pages show pictures; by default `[480, 960, 1600]`.
    pub(super) widths: Option<OneOrMany<u32>>,
}

impl Shorthand for PicturesEntry {
    type Full = PictureKeys;
    const EXPECTED: &'static str = "`false`, or the widths of pictures";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["boolean", "null"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        match short {
            Short::Nothing | Short::Bool(true) => Some(PicturesEntry::Default),
            Short::Bool(false) | Short::Text("none") => Some(PicturesEntry::None),
            Short::Negative(_) | Short::Number(_) | Short::Text(_) => None,
        }
    }

    fn from_full(full: PictureKeys) -> Self {
        PicturesEntry::Full(full)
    }
}

shorthand!(PicturesEntry);

/// Widths of the copies, in order; `default` unless the entry says otherwise.
pub(super) fn picture_widths(
    entry: PicturesEntry,
    default: Vec<u32>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<u32> {
    let keys = match entry {
        PicturesEntry::Default => return default,
        PicturesEntry::None => return Vec::new(),
        PicturesEntry::Full(keys) => keys,
    };
    let Some(OneOrMany(mut widths)) = keys.widths else { return default };
    widths.sort_unstable();
    widths.dedup();
    if widths.len() > MOST_WIDTHS || widths.iter().any(|width| !POSSIBLE.contains(width)) {
        let at = yaml.place(&["pictures", "widths"].map(|key| PathStep::Key(key.to_owned())));
        let message = "these are not widths that pictures can have";
        let hint = format!("write at most {MOST_WIDTHS} numbers from {} to {}", POSSIBLE.start(), POSSIBLE.end());
        diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint(hint));
        return default;
    }
    widths
}
