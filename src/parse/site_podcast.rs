//! `podcast:` of `site.yml`: the podcasts of the recordings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::{Scalar, TextEntry};
use super::shorthand::{Short, Shorthand, shorthand};
use crate::config::{Config, PodcastSettings};
use crate::markdown::{LinkKind, classify, unsafe_link_hint};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::RelativeLink;

/// Podcasts of the recordings, or `false` for none.
#[derive(Debug, Default)]
pub(super) struct PodcastEntry {
    is_left_out: bool,
    keys: PodcastKeys,
}

/// Podcasts of the recordings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "PodcastEntry")]
pub(super) struct PodcastKeys {
    /// The picture of the podcasts, which directories demand: square, 1400 to 3000 pixels, JPEG or PNG; a file of the content, or an address.
    image: Option<Scalar>,
    /// The category in directories of podcasts; by default `Government`.
    category: Option<Scalar>,
    /// Name of who makes them, perhaps by language; by default the title of the site.
    author: TextEntry,
}

impl Shorthand for PodcastEntry {
    type Full = PodcastKeys;
    const EXPECTED: &'static str = "`false`, or `image:`, `category:` and `author:`";

    fn short_schema() -> serde_json::Value {
        serde_json::json!({ "type": "boolean" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Bool(is_made) = short else { return None };
        Some(PodcastEntry { is_left_out: !is_made, keys: PodcastKeys::default() })
    }

    fn from_full(keys: PodcastKeys) -> Self {
        PodcastEntry { is_left_out: false, keys }
    }
}

shorthand!(PodcastEntry);

/// Enters the podcasts into the settings. An unsafe address of a picture is reported.
pub(super) fn podcast(entry: PodcastEntry, at: Location, config: &mut Config, diagnostics: &mut Vec<Diagnostic>) {
    let PodcastKeys { image, category, author } = entry.keys;
    let mut settings = PodcastSettings { is_made: !entry.is_left_out, author: author.0, ..PodcastSettings::default() };
    if let Some(Scalar(category)) = category {
        settings.category = category.trim().into();
    }
    if let Some(Scalar(image)) = image {
        let image = image.trim();
        match classify(image) {
            LinkKind::Unsafe => diagnostics.push(
                Diagnostic::at(Problem::UnsafeLink, at, format!("the link to “{image}” is dropped"))
                    .hint(unsafe_link_hint(image)),
            ),
            LinkKind::Relative(_) => {
                config.settings_links.push(RelativeLink::to(image, at));
                settings.image = Some(image.into());
            }
            LinkKind::Absolute(_) | LinkKind::SchemeRelative(_) => settings.image = Some(image.into()),
        }
    }
    config.podcast = settings;
}
