//! Draws a record as plain Markdown, for programs and for readers who want the words alone.
//!
//! It has the structure of the record and its words, and nothing that could do harm elsewhere: links, pictures, raw
//! HTML and comments of the source are left out. The address of the record stands once, at the top; each speech has its
//! anchor behind the name, in the attributes of headings that Pandoc and others read (`{#anchor}`).

use std::fmt::Write;

use super::context::Renderer;
use super::decision_summary::unquoted;
use super::parts::attendees::times;
use super::parts::speaker_links::shown_name;
use super::parts::status_note::{description, status_note, summary_text};
use crate::markdown::{is_plain, plain_text_marked};
use crate::record::{
    Attendee, Block, BlockKind, Contribution, Decision, DecisionLine, Delivery, MeetingIndex, Moment, Presence,
    ReferenceDefinition, RollCall, RollCallLine, TextRange,
};
use crate::text::single_spaced;

/// The whole record.
pub(super) fn draw(inputs: &Renderer<'_>, index: MeetingIndex) -> Vec<u8> {
    let meeting = &inputs.archive.meetings[index];
    let details = &meeting.details;
    let text = inputs.text(index);
    let address = inputs.plan.base.in_full(&inputs.plan.addresses.meetings[index]);
    let mut out = String::with_capacity(text.len() + 1024);
    // Writing to a String cannot fail.
    let _ = writeln!(out, "# {} {}\n\n<{address}>", details.date, escaped(&details.title));
    if let Some(licence) = details.licence.as_deref().or(inputs.config.licence.as_deref()) {
        let _ = writeln!(out, "\n{}", escaped(licence));
    }
    let strings = inputs.strings(&inputs.interface_language(&details.lang));
    let note = status_note(details, strings);
    if !note.is_empty() {
        let _ = writeln!(out, "\n{}", escaped(&note));
    }
    if details.summary.is_some() {
        let _ = writeln!(out, "\n{}: {}", strings.get("summary"), escaped(&description(inputs, details)));
    }
    push_attendance(&mut out, inputs, index);
    for section in meeting.sections.iter() {
        if let Some(heading) = &section.heading {
            let _ = writeln!(out, "\n## {}{}", escaped(heading), time_behind(section.time.as_deref()));
        }
        if let Some(summary) = section.summary() {
            let _ = writeln!(out, "\n{}: {}", strings.get("summary"), escaped(&summary_text(strings, summary)));
        }
        for contribution in &section.contributions {
            match contribution {
                Contribution::Speech(speech) => {
                    let name = &meeting.speaker_of(speech).name.label.text;
                    let delivered = if speech.delivery == Delivery::Written { " delivered=written" } else { "" };
                    let _ = writeln!(out, "\n### {} {{#{}{delivered}}}", escaped(name), speech.id);
                    for block in &speech.blocks {
                        push(&mut out, &text, &details.references, *block);
                    }
                }
                Contribution::Narrative(narrative) => match &narrative.roll_call {
                    Some(call) => push_roll_call(&mut out, &text, call),
                    None => push_quoted(&mut out, &text, &details.references, narrative.text),
                },
                Contribution::Note(note) => push_quoted(&mut out, &text, &details.references, note.text),
                Contribution::Decision(decision) => push_decision(&mut out, &text, &details.references, decision),
            }
        }
    }
    for (number, note) in (1..).zip(&details.notes) {
        let words: Vec<String> =
            paragraphs(&note.text, &details.references).map(|paragraph| escaped(&paragraph)).collect();
        let _ = writeln!(out, "\n[^{number}]: {}", words.join("\n\n    "));
    }
    out.into_bytes()
}

fn push(out: &mut String, text: &str, references: &[ReferenceDefinition], block: Block) {
    if block.kind != BlockKind::Prose {
        return push_quoted(out, text, references, block.text);
    }
    let written = block.text.of(text).trim();
    if is_plain(written) {
        let _ = writeln!(out, "\n{written}");
        return;
    }
    for paragraph in paragraphs(written, references) {
        let _ = writeln!(out, "\n{}", escaped(&paragraph));
    }
}

/// Narratives and quotations.
fn push_quoted(out: &mut String, text: &str, references: &[ReferenceDefinition], range: TextRange) {
    let written = unquoted(range.of(text));
    for (number, paragraph) in paragraphs(&written, references).enumerate() {
        let _ = writeln!(out, "{}\n> {}", if number == 0 { "" } else { ">" }, escaped(&paragraph));
    }
}

/// A roll call in the form in which records write it.
fn push_roll_call(out: &mut String, text: &str, call: &RollCall) {
    let line = |line: &RollCallLine| {
        let written = unquoted(line.text.of(text)).replace(['*', '_'], "");
        let words = single_spaced(&written);
        match words.split_once([':', '：']) {
            Some((word, rest)) => format!("**{}:** {}", escaped(word.trim()), escaped(rest.trim())),
            None => escaped(&words),
        }
    };
    let _ = writeln!(out, "\n> {}", call.lines.iter().map(line).collect::<Vec<_>>().join("\n> "));
}

/// People of each part whom only the metadata lists.
fn push_attendance(out: &mut String, inputs: &Renderer<'_>, index: MeetingIndex) {
    let meeting = &inputs.archive.meetings[index];
    let lang = inputs.interface_language(&meeting.details.lang);
    let strings = inputs.strings(&lang);
    let mut lines: Vec<String> = Vec::new();
    for presence in Presence::ALL {
        let listed = meeting.attendance.of(presence);
        let listed = listed.filter(|attendee| meeting.names[attendee.by as usize].name.first_seen == 0);
        let name = |attendee: &Attendee| {
            let name = escaped(&shown_name(inputs, &meeting.names[attendee.by as usize], &lang));
            let times = times(inputs, &lang, &attendee.stays);
            if times.is_empty() { name } else { format!("{name} ({times})") }
        };
        let names: Vec<String> = listed.map(name).collect();
        if !names.is_empty() {
            lines.push(format!("{}: {}", strings.get(presence.name()), names.join(&strings.get("list-comma"))));
        }
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{}", lines.join("  \n"));
    }
}

/// A decision in the form in which records write it, so that a program reads the same from both.
fn push_decision(out: &mut String, text: &str, references: &[ReferenceDefinition], decision: &Decision) {
    let mut lines: Vec<String> = Vec::new();
    for line in &decision.lines {
        let range = match line {
            DecisionLine::Wording(range) | DecisionLine::Result(range) | DecisionLine::Progress(range) => *range,
            DecisionLine::Names(names) => names.text,
        };
        let written = unquoted(range.of(text));
        lines.extend(paragraphs(&written, references).map(|words| escaped(&words)));
    }
    if let Some(first) = lines.first_mut()
        && let Some(rest) = first.strip_prefix(&*escaped(&decision.word))
    {
        let rest = rest.trim_start().trim_start_matches([':', '：']).trim_start();
        let time = time_behind(decision.time.as_deref());
        let rest = match &decision.time {
            Some(written) => rest.strip_prefix(&format!("\\[{}\\]", written.written)).unwrap_or(rest).trim_start(),
            None => rest,
        };
        *first = format!("**{}:**{time} {rest}", escaped(&decision.word));
    }
    let _ = writeln!(out, "\n> {}", lines.join("\n> "));
}

/// The time beside a heading or a word, in the form in which records write it.
fn time_behind(time: Option<&Moment>) -> String {
    time.map(|time| format!(" [{}]", time.written)).unwrap_or_default()
}

/// The words of each paragraph, without markup; those that have none are left out.
fn paragraphs(written: &str, references: &[ReferenceDefinition]) -> impl Iterator<Item = String> {
    let parts = if written.contains('<') { vec![written] } else { written.split("\n\n").collect() };
    let words = |part: &str| single_spaced(&plain_text_marked(part, references));
    parts.into_iter().map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>().into_iter()
}

/// Text in which Markdown sees no markup.
fn escaped(text: &str) -> String {
    let is_special = |byte: u8| {
        byte < b' '
            || byte == 0x7F
            || byte == 0xC2
            || matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'{' | b'<' | b'&')
    };
    // Fast path: most text has no such sign. C1 control characters begin with the byte 0xC2.
    if !text.starts_with(['#', '>', '-', '+', '=', '~']) && !text.bytes().any(is_special) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let opens = at == 0 && matches!(character, '#' | '>' | '-' | '+' | '=' | '~');
        if opens || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '<' | '&') {
            out.push('\\');
        }
        match character {
            '\u{5}' => out.push_str("[^"),
            '\u{6}' => out.push(']'),
            _ => out.push(if character.is_control() { ' ' } else { character }),
        }
    }
    out
}
