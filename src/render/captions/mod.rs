//! Draws the captions of a recording (WebVTT) from the times of a record: who speaks, and the words.
//!
//! A time of the record begins a stretch of the recording, the next time ends it. The words between the two times are
//! divided into cues of readable length, and the stretch is divided among the cues in proportion to their length, so that
//! within a speech the times are estimates. Speeches without a time share the stretch of the speech above them.

mod caption_words;
mod cue_text;
mod cue_times;

use std::fmt::Write;

use self::caption_words::{CaptionWords, Stretch, stretches};
use self::cue_text::cue_texts;
use self::cue_times::{cue_end, cue_starts};
use super::inputs::RenderInputs;
use super::parts::status_note::status_note;
use crate::record::{MeetingIndex, Timeline, hours_minutes_seconds};
use crate::text::single_spaced;

/// Captions of a part of a meeting, by its position in [`Timeline::parts`].
pub(super) fn draw(inputs: &RenderInputs<'_>, index: MeetingIndex, part: usize) -> Vec<u8> {
    let meeting = &inputs.archive.meetings[index];
    let details = &meeting.details;
    let strings = inputs.strings(&inputs.interface_language(&details.lang));
    let address = inputs.plan.base.in_full(&inputs.plan.addresses.meetings[index]);
    let mut out = String::from("WEBVTT\n\nNOTE\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{} ({})\n{}", comment(&details.title), strings.date(details.date), comment(&address));
    let status = status_note(details, strings);
    if !status.is_empty() {
        let _ = writeln!(out, "{}", comment(&status));
    }
    let _ = writeln!(out, "{}", comment(&strings.get("captions-note")));
    if let Some(timeline) = Timeline::of(meeting) {
        let text = inputs.text(index);
        let end = timeline.parts()[part].length;
        for stretch in stretches(meeting, &timeline, part, &text) {
            push_stretch(&mut out, &stretch, end);
        }
    }
    out.into_bytes()
}

/// Appends the cues of a stretch. `end` is the end of the recording, if it is known.
fn push_stretch(out: &mut String, stretch: &Stretch<'_>, end: Option<u64>) {
    let cues: Vec<(&CaptionWords<'_>, &str)> = stretch
        .words
        .iter()
        .flat_map(|words| words.text.lines().flat_map(cue_texts).map(move |text| (words, text)))
        .collect();
    let texts: Vec<&str> = cues.iter().map(|(_, text)| *text).collect();
    let starts = cue_starts(&texts, stretch.from, cue_end(&texts, stretch.from, stretch.to, end));
    for (number, (words, text)) in cues.iter().enumerate() {
        let _ = write!(out, "\n{} --> {}\n", time(starts[number]), time(starts[number + 1].max(starts[number] + 1)));
        if let Some(voice) = words.voice {
            let _ = write!(out, "<v {}>", escaped(&single_spaced(voice)));
        }
        match words.lang {
            Some(lang) => {
                let _ = writeln!(out, "<lang {}>{}</lang>", lang.as_str(), escaped(text));
            }
            None => {
                let _ = writeln!(out, "{}", escaped(text));
            }
        }
    }
}

/// Time of a cue: `00:12:34.000`.
fn time(milliseconds: u64) -> String {
    format!("{}.{:03}", hours_minutes_seconds(milliseconds / 1000), milliseconds % 1000)
}

/// Text in which a parser sees no tag, no end of a tag and no arrow.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A line of a comment, which an arrow would make a cue.
fn comment(text: &str) -> String {
    let line = single_spaced(text);
    line.replace("-->", "->")
}
