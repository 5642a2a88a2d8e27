//! The table of meetings: a row for each, in the order of time.

use std::io;

use super::cell::{Cell, Column, RowSink, number, perhaps_number, text, unique, words};
use super::table_facts::{free_meetings, record_url};
use crate::record::{Approval, LocalText, TranscriptKind};
use crate::render::context::Renderer;
use crate::render::parts::body_links::body_of_meeting;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("Text_ID", "Identifier of the record"),
    text("Title", "Title of the meeting"),
    text("Subtitle", "Second line of the title"),
    text("Date", "Date of the meeting: a day, month or year (ISO 8601)"),
    number("Year", "Year of the meeting"),
    text("Start", "Time at which it began, as the record has it"),
    text("End", "Time at which it ended, as the record has it"),
    text("Lang", "Language of the record (BCP 47)"),
    text("Body_ID", "Identifier of the organisation that met; the table of organisations has it too"),
    text("Body", "Its name"),
    text("Series_ID", "Identifier of the series of meetings"),
    text("Series", "Its title"),
    text("Topics", "Identifiers of topics, separated by semicolons"),
    text("Place", "Place of the meeting"),
    text("Chair", "Name of the person in the chair"),
    text("Approval", "Whether the body has approved the text: pending or approved"),
    text("Transcript", "Kind of the text: verbatim, edited, summary or machine"),
    words("Summary", "Short account of the meeting"),
    text("Summary_by", "Author of the summary; machine for one made by a program"),
    text("Licence", "Licence of the record (SPDX)"),
    text("Attribution", "Name to credit"),
    perhaps_number("Revision", "Number of the record's revision, from 1"),
    text("Hash", "Hash of that revision in the register of the archive, in hexadecimal digits"),
    text("Published", "Time of first publication (ISO 8601, UTC)"),
    text("Corrected", "Time of the latest announced correction (ISO 8601, UTC)"),
    number("Speakers", "Number of speakers"),
    number("Speeches", "Number of speeches"),
    number("Words", "Number of Latin words plus Han, kana and Hangul characters"),
    number("Decisions", "Number of decisions"),
    unique("URL", "Permanent address of the record"),
];

/// Gives the rows of the table.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, sink: &mut dyn RowSink) -> io::Result<()> {
    let config = renderer.config;
    for index in free_meetings(renderer, None) {
        let meeting = &renderer.archive.meetings[index];
        let details = &meeting.details;
        let in_its_language = |text: &LocalText| text.get(&details.lang).to_owned();
        let organisation = renderer.plan.meeting_organisations[index];
        let body = organisation.map(|at| &*renderer.archive.registry.organisations[at].id);
        let body_name = body_of_meeting(renderer, index, &details.lang).map(|body| body.title);
        let series = details.series.as_deref().and_then(|id| renderer.context.ids.series(id));
        let series = series.map(|at| &renderer.plan.series[at]);
        let history = renderer.archive.histories[index].as_deref();
        let total = meeting.total();
        let summary = details.summary.as_ref();
        sink.row(&[
            Cell::text(&*details.slug),
            Cell::text(&*details.title),
            Cell::perhaps(details.subtitle.as_deref()),
            Cell::text(details.date.to_string()),
            Cell::number(details.date.year),
            Cell::perhaps(details.start.as_deref()),
            Cell::perhaps(details.end.as_deref()),
            Cell::text(details.lang.as_str()),
            Cell::perhaps(body),
            Cell::perhaps(body_name),
            Cell::perhaps(series.map(|series| &*series.id)),
            Cell::perhaps(series.map(|series| in_its_language(&series.title))),
            Cell::list(details.topics.iter()),
            Cell::perhaps(details.place.as_deref()),
            Cell::perhaps(meeting.chair.map(|chair| &*meeting.names[chair as usize].name.label.text)),
            Cell::perhaps(details.text_status.approval.as_ref().map(|approval| match approval {
                Approval::Pending => "pending",
                Approval::Approved { .. } => "approved",
            })),
            Cell::perhaps(details.text_status.transcript.map(TranscriptKind::name)),
            Cell::perhaps(summary.map(|summary| &*summary.text)),
            Cell::perhaps(summary.and_then(|summary| summary.by.name())),
            Cell::perhaps(details.licence.as_deref().or(config.licence.as_deref())),
            Cell::text(
                details.attribution.as_deref().map_or_else(|| in_its_language(&config.attribution), str::to_owned),
            ),
            Cell::perhaps_number(history.map(|history| history.version)),
            Cell::perhaps(history.map(|history| &*history.head)),
            Cell::perhaps(history.map(|history| history.published.to_string())),
            Cell::perhaps(history.and_then(|history| history.corrected()).map(|time| time.to_string())),
            Cell::number(meeting.people()),
            Cell::number(total.speeches),
            Cell::number(total.words),
            Cell::number(meeting.decisions().count()),
            Cell::text(record_url(renderer, index)),
        ])?;
    }
    Ok(())
}
