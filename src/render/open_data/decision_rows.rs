//! The table of decisions: a row for each, in the order of time.

use std::io;

use super::agenda_entries::agenda_entries;
use super::cell::{Cell, Column, RowSink, flag, number, perhaps_number, text, unique, words};
use super::table_facts::{free_meetings, part_id, part_url, record_url};
use crate::record::{ActionStatus, Agreement, Contribution, DecisionOutcome, Majority, Side};
use crate::render::context::Renderer;
use crate::render::decision_summary::wording;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("Decision_ID", "Identifier of the decision: that of the record, a full stop, and the anchor on its page"),
    text("Text_ID", "Identifier of the record"),
    text("Item_ID", "Identifier of the item under which it was taken"),
    text("Date", "Date of the meeting: a day, month or year (ISO 8601)"),
    number("Year", "Year of the meeting"),
    text("Type", "Kind of decision: decision, resolution, motion, amendment, vote, ruling or action"),
    text("Label", "The word that introduces it, with its number, as the record has it"),
    text("Outcome", "Outcome: carried, lost, withdrawn, deferred, referred or amended"),
    flag("Amended", "True if it was carried with changes"),
    text("Agreement", "Agreement without counting votes: unanimous or consensus"),
    text("Majority", "Majority: simple, absolute, two-thirds, three-quarters or qualified"),
    flag("Tie", "True if the votes were equal"),
    flag("Casting_vote", "True if a casting vote decided"),
    perhaps_number("Votes_for", "Number of votes in favour"),
    perhaps_number("Votes_against", "Number of votes against"),
    perhaps_number("Votes_abstaining", "Number of members present who voted neither way"),
    perhaps_number("Votes_recused", "Number of members who kept away because of an interest"),
    perhaps_number("Votes_absent", "Number of members who were not there"),
    text("Until", "Body or time to which it was referred or deferred"),
    text("Due", "Day, month or year by which an action item is to be done"),
    text("Status", "Progress of an action item as this record has it: open, done or dropped"),
    words("Text", "Its wording, as plain text"),
    unique("URL", "Permanent address of the decision"),
];

/// Gives the rows of the table.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, sink: &mut dyn RowSink) -> io::Result<()> {
    for index in free_meetings(renderer, None) {
        let meeting = &renderer.archive.meetings[index];
        if meeting.decisions().next().is_none() {
            continue;
        }
        let details = &meeting.details;
        let (url, date) = (record_url(renderer, index), details.date.to_string());
        for entry in agenda_entries(meeting) {
            let item = if entry.anchor.is_empty() { String::new() } else { part_id(&details.slug, &entry.anchor) };
            for decision in entry.contributions.iter().filter_map(Contribution::decision) {
                let (result, action) = (&decision.result, decision.action.as_deref());
                let votes = |side: Side| Cell::perhaps_number(decision.votes(side));
                sink.row(&[
                    Cell::text(part_id(&details.slug, decision.id)),
                    Cell::text(&*details.slug),
                    Cell::text(&*item),
                    Cell::text(&*date),
                    Cell::number(details.date.year),
                    Cell::text(decision.kind.name()),
                    Cell::text(&*decision.word),
                    Cell::perhaps(result.outcome.map(DecisionOutcome::name)),
                    Cell::Flag(result.amended),
                    Cell::perhaps(result.agreement.map(Agreement::name)),
                    Cell::perhaps(result.majority.map(Majority::name)),
                    Cell::Flag(result.tie),
                    Cell::Flag(result.casting_vote),
                    votes(Side::For),
                    votes(Side::Against),
                    votes(Side::Abstaining),
                    votes(Side::Recused),
                    votes(Side::Absent),
                    Cell::perhaps(result.until.as_deref()),
                    Cell::perhaps(action.and_then(|action| action.due).map(|due| due.to_string())),
                    Cell::perhaps(action.and_then(|action| action.status).map(ActionStatus::name)),
                    Cell::text(wording(renderer, index, decision)),
                    Cell::text(part_url(&url, decision.id)),
                ])?;
            }
        }
    }
    Ok(())
}
