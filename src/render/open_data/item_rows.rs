//! The table of items: a row for each section with a heading and each line of the agenda, in the order of time.

use std::io;

use super::agenda_entries::agenda_entries;
use super::cell::{Cell, Column, RowSink, number, text, unique, words};
use super::table_facts::{free_meetings, part_id, part_url, record_url, time_cell};
use crate::record::Contribution;
use crate::render::context::Renderer;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("Item_ID", "Identifier of the item: that of the record, a full stop, and the anchor on its page"),
    text("Text_ID", "Identifier of the record"),
    text("Date", "Date of the meeting: a day, month or year (ISO 8601)"),
    number("Position", "Position among the items of the record, from 1"),
    text("Heading", "Heading of the item"),
    text("Matters", "Numbers or identifiers of the matters that it deals with, separated by semicolons"),
    text("Topics", "Identifiers of topics, separated by semicolons"),
    text("Time", "Time in the recording, or time of day, at which it begins (HH:MM:SS)"),
    number("Speeches", "Number of speeches"),
    number("Words", "Number of Latin words plus Han, kana and Hangul characters"),
    number("Decisions", "Number of decisions"),
    words("Summary", "Short account of the item"),
    unique("URL", "Permanent address of the item"),
];

/// Gives the rows of the table.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, sink: &mut dyn RowSink) -> io::Result<()> {
    for index in free_meetings(renderer, None) {
        let meeting = &renderer.archive.meetings[index];
        let details = &meeting.details;
        let (url, date) = (record_url(renderer, index), details.date.to_string());
        let entries = agenda_entries(meeting);
        for (entry, position) in entries.iter().filter(|entry| entry.heading.is_some()).zip(1usize..) {
            let speeches = || {
                entry.contributions.iter().filter_map(|contribution| match contribution {
                    Contribution::Speech(speech) => Some(u64::from(speech.words)),
                    _ => None,
                })
            };
            sink.row(&[
                Cell::text(part_id(&details.slug, &entry.anchor)),
                Cell::text(&*details.slug),
                Cell::text(&*date),
                Cell::number(position),
                Cell::perhaps(entry.heading),
                Cell::list(entry.keys.into_iter().flat_map(|keys| &keys.matters)),
                Cell::list(entry.keys.into_iter().flat_map(|keys| &keys.topics)),
                time_cell(entry.time, details),
                Cell::number(speeches().count()),
                Cell::number(speeches().sum::<u64>()),
                Cell::number(entry.contributions.iter().filter_map(Contribution::decision).count()),
                Cell::perhaps(entry.summary.map(|summary| &*summary.text)),
                Cell::text(part_url(&url, &entry.anchor)),
            ])?;
        }
    }
    Ok(())
}
