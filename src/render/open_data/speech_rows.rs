//! The table of speeches: a row for each, in the order of time.

use std::io;

use super::agenda_entries::agenda_entries;
use super::cell::{Cell, Column, RowSink, number, text, unique, words};
use super::table_facts::{
    free_meetings, part_id, part_in_meeting, part_url, record_url, speaker_ids, speaker_type, time_cell,
};
use crate::markdown::push_paragraphs;
use crate::record::{BlockKind, Contribution, Delivery, Meeting, NameIndex, Speaker};
use crate::render::context::Renderer;
use crate::render::parts::body_links::body_of_meeting;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("ID", "Identifier of the speech: that of the record, a full stop, and the anchor on its page"),
    text("Text_ID", "Identifier of the record; the table of meetings has it too"),
    text("Date", "Date of the meeting: a day, month or year (ISO 8601)"),
    number("Year", "Year of the meeting"),
    text("Title", "Title of the meeting"),
    text("Body", "Name of the organisation that met"),
    text("Item_ID", "Identifier of the item under which it was said; the table of items has it too"),
    text("Agenda", "Heading of that item"),
    text("Lang", "Language (BCP 47)"),
    text("Speaker_ID", "Identifier of the speaker, several separated by semicolons; the table of people has it too"),
    text("Speaker_name", "Name of the speaker as the record prints it"),
    text("Speaker_role", "Part in the meeting: Chairperson, Regular or Guest"),
    text("Speaker_office", "Office of the speaker on that day"),
    text("Speaker_type", "Kind of speaker: person, organisation, role or group"),
    text("Delivery", "How it was delivered: spoken, or handed in written"),
    text("Time", "Time in the recording, or time of day, at which it begins (HH:MM:SS)"),
    number("Words", "Number of Latin words plus Han, kana and Hangul characters"),
    unique("URL", "Permanent address of the speech"),
    words("Text", "What was said, as plain text, each paragraph on a line"),
    words("Events", "What happened meanwhile, such as laughter, as plain text, each event on a line"),
];

/// Gives the rows of the table; of one year, or all.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, year: Option<i16>, sink: &mut dyn RowSink) -> io::Result<()> {
    let (mut spoken, mut events) = (String::new(), String::new());
    for index in free_meetings(renderer, year) {
        let meeting = &renderer.archive.meetings[index];
        let details = &meeting.details;
        let (source, url, date) = (renderer.text(index), record_url(renderer, index), details.date.to_string());
        let title = Cell::name(&details.title);
        let body =
            body_of_meeting(renderer, index, &details.lang).map_or(Cell::Missing, |body| Cell::name(&body.title));
        let mut speakers: Vec<Option<SpeakerCells>> = Vec::new();
        speakers.resize_with(meeting.names.len(), || None);
        for entry in agenda_entries(meeting) {
            let item = if entry.anchor.is_empty() { String::new() } else { part_id(&details.slug, &entry.anchor) };
            let heading = entry.heading.map_or(Cell::Missing, Cell::name);
            for contribution in entry.contributions {
                let Contribution::Speech(speech) = contribution else { continue };
                let speaker =
                    speakers[speech.by as usize].get_or_insert_with(|| SpeakerCells::of(renderer, meeting, speech.by));
                spoken.clear();
                events.clear();
                for block in &speech.blocks {
                    let words = if block.kind == BlockKind::Narrative { &mut events } else { &mut spoken };
                    push_paragraphs(words, block.text.of(&source), &details.references);
                }
                sink.row(&[
                    Cell::text(part_id(&details.slug, speech.id)),
                    Cell::text(&*details.slug),
                    Cell::text(&*date),
                    Cell::number(details.date.year),
                    title.borrowed(),
                    body.borrowed(),
                    Cell::text(&*item),
                    heading.borrowed(),
                    Cell::text(speech.lang().unwrap_or(&details.lang).as_str()),
                    speaker.ids.borrowed(),
                    speaker.name.borrowed(),
                    speaker.part.borrowed(),
                    speaker.office.borrowed(),
                    speaker.kind.borrowed(),
                    Cell::text(match speech.delivery {
                        Delivery::Spoken => "spoken",
                        Delivery::Written => "written",
                    }),
                    time_cell(speech.time(), details),
                    Cell::number(speech.words),
                    Cell::text(part_url(&url, speech.id)),
                    Cell::text(spoken.trim_end()),
                    Cell::text(events.trim_end()),
                ])?;
            }
        }
    }
    Ok(())
}

/// Cells about a speaker, which are the same in each of their rows of a meeting.
struct SpeakerCells {
    ids: Cell<'static>,
    name: Cell<'static>,
    part: Cell<'static>,
    office: Cell<'static>,
    kind: Cell<'static>,
}

impl SpeakerCells {
    fn of(renderer: &Renderer<'_>, meeting: &Meeting<Speaker>, by: NameIndex) -> Self {
        let speaker = &meeting.names[by as usize];
        let office = speaker.role.as_ref().map(|role| role.get(&meeting.details.lang));
        SpeakerCells {
            ids: speaker_ids(renderer, speaker),
            name: Cell::name(&speaker.name.label.text),
            part: part_in_meeting(meeting, by),
            office: office.map_or(Cell::Missing, Cell::name),
            kind: speaker_type(renderer, speaker),
        }
    }
}
