//! The table of votes: a row for each vote by name, in the order of time.

use std::io;

use super::cell::{Cell, Column, RowSink, number, text};
use super::table_facts::{free_meetings, part_id, speaker_ids};
use crate::record::Speaker;
use crate::render::context::Renderer;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    text("Decision_ID", "Identifier of the decision; the table of decisions has it too"),
    text("Text_ID", "Identifier of the record"),
    text("Date", "Date of the meeting: a day, month or year (ISO 8601)"),
    number("Year", "Year of the meeting"),
    text("Speaker_ID", "Identifier of the member; the table of people has it too"),
    text("Speaker_name", "Name of the member as the record prints it"),
    text("Vote", "Vote: for, against, abstaining, recused or absent"),
];

/// Gives the rows of the table; of one year, or all.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, year: Option<i16>, sink: &mut dyn RowSink) -> io::Result<()> {
    for index in free_meetings(renderer, year) {
        let meeting = &renderer.archive.meetings[index];
        let details = &meeting.details;
        let date = details.date.to_string();
        let mut members: Vec<Option<MemberCells>> = Vec::new();
        members.resize_with(meeting.names.len(), || None);
        for decision in meeting.decisions() {
            let id = part_id(&details.slug, decision.id);
            for ballot in &decision.ballots {
                let place = ballot.by as usize;
                let member = members[place].get_or_insert_with(|| MemberCells::of(renderer, &meeting.names[place]));
                sink.row(&[
                    Cell::text(&*id),
                    Cell::text(&*details.slug),
                    Cell::text(&*date),
                    Cell::number(details.date.year),
                    member.ids.borrowed(),
                    member.name.borrowed(),
                    Cell::text(ballot.side.name()),
                ])?;
            }
        }
    }
    Ok(())
}

/// Cells about a member, which are the same for each of their votes in a meeting.
struct MemberCells {
    ids: Cell<'static>,
    name: Cell<'static>,
}

impl MemberCells {
    fn of(renderer: &Renderer<'_>, member: &Speaker) -> Self {
        MemberCells { ids: speaker_ids(renderer, member), name: Cell::name(&member.name.label.text) }
    }
}
