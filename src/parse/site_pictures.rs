//! `pictures:` of `site.yml`: the copies of pictures that pages show.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::OneOrMany;
use super::shorthand::{KeysOrOff, SwitchedKeys};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Widths of copies that can be asked for, in pixels.
const POSSIBLE: std::ops::RangeInclusive<u32> = 16..=8000;

/// Largest number of widths.
const MOST_WIDTHS: usize = 8;

/// Copies of pictures.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PicturesEntry {
    /// Widths in pixels in which pages show pictures; by default `[480, 960, 1600]`.
    pub(super) widths: Option<OneOrMany<u32>>,
}

impl SwitchedKeys for PicturesEntry {
    const EXPECTED: &'static str = "`false`, or the widths of pictures";
}

/// Widths of the copies, in order; `default` unless the entry says otherwise.
pub(super) fn picture_widths(
    entry: KeysOrOff<PicturesEntry>,
    default: Vec<u32>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<u32> {
    let KeysOrOff::Keys(keys) = entry else { return Vec::new() };
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
