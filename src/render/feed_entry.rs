//! One meeting in a feed.

use super::inputs::RenderInputs;
use super::parts::status_note::{description, status_note};
use crate::record::MeetingIndex;
use crate::site::Address;

/// One meeting in a feed.
#[derive(Clone)]
pub(super) struct FeedEntry {
    pub(super) title: String,
    /// The title without the day, for people who see the feed in a browser.
    pub(super) name: String,
    /// Day of the meeting in words.
    pub(super) day: String,
    pub(super) href: String,
    /// Stays the same when the record is edited, or renamed with the old slug among its `aliases`.
    pub(super) id: String,
    pub(super) lang: String,
    /// RFC 3339
    pub(super) published: String,
    /// RFC 2822
    pub(super) published_mail: Option<String>,
    /// Time of the last correction, RFC 3339; empty if it was never corrected.
    pub(super) corrected: String,
    pub(super) summary: String,
    /// HTML; empty where a summary will do.
    pub(super) content: String,
    pub(super) authors: Vec<String>,
    pub(super) categories: Vec<String>,
}

impl FeedEntry {
    /// Time of the last change.
    pub(super) fn updated(&self) -> jiff::Timestamp {
        let moment = |text: &str| text.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        moment(&self.published).max(moment(&self.corrected))
    }
}

/// The entry of a meeting that all feeds share.
pub(super) fn entry(inputs: &RenderInputs<'_>, index: MeetingIndex) -> FeedEntry {
    let archive = inputs.archive;
    let meeting = &archive.meetings[index];
    let details = &meeting.details;
    let opened = details.visibility.opens().filter(|opened| *opened > jiff::Timestamp::MIN);
    let instant = opened.unwrap_or_else(|| {
        let day = details.date.first_day().at(0, 0, 0, 0);
        inputs.config.time_zone.to_timestamp(day).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    });
    let zoned = instant.to_zoned_datetime(inputs.config.time_zone.clone());
    let href = inputs.plan.base.in_full(&inputs.plan.addresses.meetings[index]);
    let host = inputs.plan.base.url().split("://").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    let first_slug = details.aliases.first().filter(|alias| !alias.contains('/')).unwrap_or(&details.slug);
    let slug = Address::new(first_slug).to_string();
    let corrected = archive.histories[index].as_ref().and_then(|history| history.corrected());
    let mut categories: Vec<String> = details.topics.iter().map(ToString::to_string).collect();
    categories.extend(details.terms.iter().flat_map(|(_, terms)| terms).map(ToString::to_string));
    categories.extend(details.series.iter().map(ToString::to_string));
    let strings = inputs.strings(&inputs.interface_language(&details.lang));
    let (note, description) = (status_note(details, strings), description(inputs, details));
    let summary = if note.is_empty() { description } else { format!("[{note}] {description}") };
    FeedEntry {
        title: clean(&format!("{} {}", details.date, details.title)),
        name: clean(&details.title),
        day: strings.date(details.date),
        href,
        id: format!("tag:{host},{:04}:{}", details.date.year, slug.trim_start_matches('/')),
        lang: details.lang.as_str().to_owned(),
        published: instant.to_string(),
        published_mail: jiff::fmt::rfc2822::to_string(&zoned).ok(),
        corrected: corrected.map(|at| at.to_string()).unwrap_or_default(),
        summary: clean(&summary),
        content: String::new(),
        authors: Vec::new(),
        categories,
    }
}

/// Removes the characters that no XML document may contain (XML 1.0, 2.2), however they are escaped.
pub(super) fn clean(text: &str) -> String {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.chars().all(allowed) { text.to_owned() } else { text.chars().filter(|c| allowed(*c)).collect() }
}
