//! `podcast:` of `site.yml`: the podcasts of the recordings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::{Scalar, TextEntry};
use super::shorthand::{KeysOrOff, SwitchedKeys};
use crate::config::{Config, PodcastSettings};
use crate::markdown::{LinkKind, classify, unsafe_link_hint};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::RelativeLink;

/// Podcasts of the recordings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PodcastEntry {
    /// The picture of the podcasts, which directories demand: square, 1400 to 3000 pixels, JPEG or PNG; a file of the content, or an address.
    image: Option<Scalar>,
    /// The category in directories of podcasts; by default `Government`.
    category: Option<Scalar>,
    /// Name of who makes them, perhaps by language; by default the title of the site.
    author: TextEntry,
}

impl SwitchedKeys for PodcastEntry {
    const EXPECTED: &'static str = "`false`, or `image:`, `category:` and `author:`";
}

/// Enters the podcasts into the settings. An unsafe address of a picture is reported.
pub(super) fn podcast(
    entry: KeysOrOff<PodcastEntry>,
    at: Location,
    config: &mut Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_made = matches!(entry, KeysOrOff::Keys(_));
    let PodcastEntry { image, category, author } = match entry {
        KeysOrOff::Keys(keys) => keys,
        KeysOrOff::Off => PodcastEntry::default(),
    };
    let mut settings = PodcastSettings { is_made, author: author.0, ..PodcastSettings::default() };
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
