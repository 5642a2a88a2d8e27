//! The table of people: a row for each speaker and everyone else with a page of their own, by identifier.

use std::io;

use super::cell::{Cell, Column, RowSink, flag, number, text, unique};
use super::table_facts::free_speakers;
use crate::record::{Registered, SpeakerEntry};
use crate::render::context::Renderer;
use crate::render::parts::speaker_links::{kind, speaker_href};

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("Speaker_ID", "Identifier of the speaker"),
    text("Speaker_name", "Name in the first language of the site"),
    text("Other_names", "Names in other languages, and labels in records, separated by semicolons"),
    text("Speaker_type", "Kind of speaker: person, organisation, role or group"),
    flag("Registered", "True if the speaker is in the registry of the archive"),
    text("Identifiers", "Identifiers elsewhere, such as wikidata:Q42, separated by semicolons"),
    number("Meetings", "Number of meetings with a speech"),
    number("Speeches", "Number of speeches"),
    number("Words", "Number of Latin words plus Han, kana and Hangul characters"),
    text("First_date", "Date of the first of those meetings"),
    text("Last_date", "Date of the last of those meetings"),
    unique("URL", "Address of the speaker's page"),
];

/// Gives the rows of the table. Counts leave out records that may not be redistributed, and so do the rows.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, sink: &mut dyn RowSink) -> io::Result<()> {
    let (archive, lang) = (renderer.archive, renderer.plan.default_language());
    let details = |index: usize| &archive.meetings[index].details;
    for index in free_speakers(renderer) {
        let speaker = &archive.speakers[index];
        let appearances: Vec<_> =
            speaker.appearances.iter().filter(|appearance| details(appearance.meeting).redistribute).collect();
        let name = speaker.names.get(lang);
        let mut others: Vec<&str> =
            speaker.names.iter().map(|(_, name)| name).chain(speaker.labels.iter().map(|label| &**label)).collect();
        others.retain(|other| *other != name);
        let mut seen = rustc_hash::FxHashSet::default();
        others.retain(|other| seen.insert(*other));
        let date = |appearance: &&crate::record::Appearance| details(appearance.meeting).date.to_string();
        let spoken = |count: fn(&crate::record::Appearance) -> u32| -> u64 {
            appearances.iter().map(|appearance| u64::from(count(appearance))).sum()
        };
        sink.row(&[
            Cell::text(&*speaker.id),
            Cell::text(name),
            Cell::list(others),
            Cell::text(kind(speaker.kind)),
            Cell::Flag(speaker.registered.is_some()),
            Cell::list(identifiers(renderer, speaker)),
            Cell::number(appearances.len()),
            Cell::number(spoken(|appearance| appearance.speeches)),
            Cell::number(spoken(|appearance| appearance.words)),
            Cell::perhaps(appearances.first().map(date)),
            Cell::perhaps(appearances.last().map(date)),
            Cell::text(renderer.plan.base.in_full(&speaker_href(renderer, index, lang))),
        ])?;
    }
    Ok(())
}

fn identifiers(renderer: &Renderer<'_>, speaker: &SpeakerEntry) -> Vec<String> {
    let registry = &renderer.archive.registry;
    let identifiers = match speaker.registered {
        Some(Registered::Person(at)) => registry.people[at].identifiers.as_slice(),
        Some(Registered::Organisation(at)) => registry.organisations[at].identifiers.as_slice(),
        None => &[],
    };
    identifiers.iter().map(|(scheme, value)| format!("{scheme}:{value}")).collect()
}
