//! `feeds:` of `site.yml`: the feeds of the site.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::{OneOrMany, Scalar};
use crate::config::{FeedFormat, FeedSettings, FollowedSpeakers};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Feeds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FeedsEntry {
    /// Number of meetings in a feed; by default 20.
    pub(super) limit: Option<usize>,
    /// Formats of the feeds of the site, its languages, series and topics; by default `[rss, atom, json]`.
    pub(super) formats: Option<OneOrMany<Scalar>>,
    /// Speakers that have a feed: `all`, `registered`, `none`, or a number: those in the registry and those who spoke
    /// at that many meetings; by default 3.
    pub(super) speakers: Option<Scalar>,
    /// Formats of the feeds of speakers; by default `rss`.
    pub(super) speaker_formats: Option<OneOrMany<Scalar>>,
}

/// Converts an entry to settings. A value that cannot be understood keeps its default.
pub(super) fn feeds(entry: FeedsEntry, yaml: &Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> FeedSettings {
    let mut settings = FeedSettings::default();
    let mut refuse = |key: &str, message: String, hint: &str| {
        let path = ["feeds", key].map(|key| PathStep::Key(key.to_owned()));
        diagnostics.push(Diagnostic::at(Problem::YamlType, yaml.place(&path), message).hint(hint));
    };
    settings.limit = entry.limit.unwrap_or(settings.limit);
    for (key, given, formats) in [
        ("formats", entry.formats, &mut settings.formats),
        ("speaker_formats", entry.speaker_formats, &mut settings.speaker_formats),
    ] {
        let Some(OneOrMany(given)) = given else { continue };
        let known = |name: &Scalar| FeedFormat::of_name(name.0.trim());
        match given.iter().find(|name| known(name).is_none()) {
            Some(unknown) => {
                refuse(key, format!("“{}” is not a format of feeds", unknown.0), "use `rss`, `atom` or `json`");
            }
            None => *formats = given.iter().filter_map(known).collect(),
        }
    }
    if let Some(Scalar(speakers)) = entry.speakers {
        match followed(speakers.trim()) {
            Some(followed) => settings.speakers = followed,
            None => refuse(
                "speakers",
                format!("“{speakers}” is not a choice of speakers with a feed"),
                "use `all`, `registered`, `none`, or the least number of meetings",
            ),
        }
    }
    settings
}

fn followed(name: &str) -> Option<FollowedSpeakers> {
    Some(match name {
        "all" | "true" => FollowedSpeakers::AtMeetings(0),
        "none" | "false" => FollowedSpeakers::None,
        "registered" => FollowedSpeakers::Registered,
        number => FollowedSpeakers::AtMeetings(number.parse().ok()?),
    })
}
