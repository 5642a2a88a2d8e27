//! Writes a record in the format of this program.

use std::fmt::Write;

use super::imported_record::{
    ImportedBlock, ImportedHeading, ImportedMoment, ImportedPart, ImportedRecord, ImportedSpeech,
};
use super::inline_markdown::{InlineMarkdown, escaped_heading};
use super::list_numbers::with_numbers;
use super::timestamp::{self, milliseconds};
use super::written_decision::decision_lines;
use crate::markdown::labels::is_withheld;
use crate::markdown::{link_target, plain_text};
use crate::parse::transcript::is_narrative;
use crate::record::ItemKeys;
use crate::text::single_spaced;

/// The record below a heading: `title` with its date, `unnamed` for speakers whom the file does not name.
pub fn markdown_record(record: &ImportedRecord, title: &str, unnamed: &str) -> String {
    let title = format!("# {}{}\n", escaped_heading(title), note_marks(&record.title_notes));
    let mut writer = RecordWriter { out: title, has_speech: false };
    for part in &record.parts {
        writer.part(part, unnamed);
    }
    for (number, note) in (1..).zip(&record.notes) {
        writer.block(&format!("[^{number}]: {}", note.as_str()));
    }
    writer.out
}

struct RecordWriter {
    out: String,
    /// True if somebody has spoken in the section, so that other words would be taken for theirs.
    has_speech: bool,
}

impl RecordWriter {
    fn part(&mut self, part: &ImportedPart, unnamed: &str) {
        match part {
            ImportedPart::Heading(heading) => self.heading(heading),
            ImportedPart::Speech(speech) => self.speech(speech, unnamed),
            ImportedPart::Event(event) => self.event(event.as_str()),
            ImportedPart::Note(block @ ImportedBlock::OwnQuotation(_)) => self.text(block),
            ImportedPart::Note(block) if !self.has_speech => self.text(block),
            // Below a speech, words without a speaker would be a part of it.
            ImportedPart::Note(block) => texts(block).for_each(|text| self.event(text)),
            ImportedPart::Decision(decision) => {
                let lines = decision_lines(decision);
                self.block(&quoted(lines.iter().map(|line| with_times(line))));
            }
            ImportedPart::RollCall(lines) => self.block(&quoted(lines.iter().map(InlineMarkdown::as_str))),
        }
    }

    fn heading(&mut self, heading: &ImportedHeading) {
        let time = time_beside(heading.moment.as_ref(), heading.time);
        // A colon at the end would make it a speaker.
        let text = escaped_heading(heading.text.trim_end_matches([':', '：', ' ']));
        let ItemKeys { id, matters, topics, summary } = &heading.keys;
        let item = id.as_ref().map(|item| format!(" {{item={item}}}")).unwrap_or_default();
        self.block(&format!("## {text}{}{time}{item}", note_marks(&heading.notes)));
        // Directly below the heading these are keys of the item.
        let account = summary.as_ref().map(|summary| escaped_heading(&single_spaced(&summary.text)));
        let keys = [
            ("matter", matters.join(", ")),
            ("topics", topics.join(", ")),
            ("summary", account.unwrap_or_default()),
            ("summary_by", summary.as_ref().and_then(|summary| summary.by.name()).unwrap_or_default().to_owned()),
        ];
        for (key, value) in keys {
            let value = single_spaced(&value);
            if !value.is_empty() {
                // Writing to a String cannot fail.
                let _ = writeln!(self.out, "{key}: {value}");
            }
        }
        self.has_speech = false;
    }

    fn speech(&mut self, speech: &ImportedSpeech, unnamed: &str) {
        if !speech.is_continued {
            self.speaker(speech, unnamed);
        }
        self.has_speech = true;
        let begin = self.out.len();
        for (at, block) in speech.blocks.iter().enumerate() {
            let before = self.out.len();
            self.text(block);
            // The first words stand directly below the name.
            let is_below = at == 0 && !speech.is_continued && self.out[before..].starts_with('\n');
            if is_below && !matches!(block, ImportedBlock::Event(_)) {
                self.out.remove(before);
            }
        }
        let written = self.out.split_off(begin);
        self.out.push_str(&match speech.list_numbers {
            Some(numbers) => with_numbers(written, numbers),
            None => written,
        });
    }

    /// Writes the heading that names a speaker.
    fn speaker(&mut self, speech: &ImportedSpeech, unnamed: &str) {
        let name = match &*speech.speaker {
            "" => escaped_heading(unnamed),
            // These are read as nobody only if they stand there as they are.
            name if speech.is_unnamed && is_withheld(name) => name.to_owned(),
            name if speech.is_unnamed && !name.contains(char::is_alphanumeric) => String::new(),
            name => escaped_heading(name),
        };
        // A time in place of a name is the name.
        let is_time = speech.moment.as_ref().is_some_and(|moment| moment.written == speech.speaker);
        let time = if is_time { String::new() } else { time_beside(speech.moment.as_ref(), speech.start) };
        let lang = speech.lang.as_ref().map(|lang| format!("lang={lang}"));
        let delivered = speech.is_written.then(|| "delivered=written".to_owned());
        let keys: Vec<String> = lang.into_iter().chain(delivered).collect();
        let keys = if keys.is_empty() { String::new() } else { format!(" {{{}}}", keys.join(" ")) };
        self.block(&format!("### {name}{}{time}{keys}:", note_marks(&speech.notes)));
    }

    fn text(&mut self, block: &ImportedBlock) {
        match block {
            ImportedBlock::Paragraph(text) => self.block(text.as_str()),
            ImportedBlock::Quotation(texts) => {
                let lines: Vec<String> = texts.iter().map(|text| format!("> {}", text.as_str())).collect();
                self.block(&lines.join("\n>\n"));
            }
            ImportedBlock::Own(text) => self.block(text.as_str()),
            ImportedBlock::OwnQuotation(text) => self.block(&quoted(text.as_str().lines())),
            ImportedBlock::Event(text) => self.event(text.as_str()),
            ImportedBlock::Subheading(text) => self.block(&format!("#### {}", text.as_str())),
            ImportedBlock::List(first, items) => {
                let mark =
                    |at: u32| first.map_or_else(|| "-".to_owned(), |first| format!("{}.", first.saturating_add(at)));
                let lines: Vec<String> =
                    (0..).zip(items).map(|(at, item)| format!("{} {}", mark(at), item.as_str())).collect();
                self.block(&lines.join("\n"));
            }
            ImportedBlock::Table(rows) => self.table(rows),
            ImportedBlock::Rule => self.block("---"),
        }
    }

    fn table(&mut self, rows: &[Vec<InlineMarkdown>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: &[InlineMarkdown]| {
            let cells = (0..width).map(|at| row.get(at).map_or("", InlineMarkdown::as_str));
            cells.fold("|".to_owned(), |line, cell| format!("{line} {cell} |"))
        };
        let rule = format!("|{}", " --- |".repeat(width));
        let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
        lines.insert(lines.len().min(1), rule);
        self.block(&lines.join("\n"));
    }

    /// Something that happened: a quotation whose whole text is in brackets.
    fn event(&mut self, event: &str) {
        let text = with_times(event);
        // A time may stand beside the brackets.
        let is_time = |text: &str| milliseconds(text).is_some();
        let front = text.strip_prefix('[').and_then(|rest| rest.split_once("] ")).filter(|(time, _)| is_time(time));
        let back = text.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")).filter(|(_, time)| is_time(time));
        let line = match (front, back) {
            _ if is_narrative(&text) && !text.starts_with("\\[") => text,
            (Some((time, rest)), _) => format!("[{time}] {}", in_brackets(rest)),
            (None, Some((rest, time))) => format!("{} [{time}]", in_brackets(rest)),
            (None, None) => in_brackets(&text),
        };
        self.block(&format!("> {line}"));
    }

    fn block(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "\n{text}");
    }
}

/// Lines with the mark of a quotation.
fn quoted(lines: impl Iterator<Item = impl AsRef<str>>) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    lines.map(|own| line(own.as_ref())).collect::<Vec<_>>().join("\n")
}

/// Marks of footnotes behind a heading.
fn note_marks(notes: &[u32]) -> String {
    notes.iter().map(|note| format!("[^{note}]")).collect()
}

/// Time behind a name or heading, with a space in front; empty if there is none.
fn time_beside(moment: Option<&ImportedMoment>, start: Option<u64>) -> String {
    match moment {
        Some(ImportedMoment { written, link: Some(link) }) => format!(" [{written}]({})", link_target(link)),
        Some(ImportedMoment { written, link: None }) => format!(" [{written}]"),
        None => start.map(|start| format!(" [{}]", timestamp::written(start))).unwrap_or_default(),
    }
}

/// The texts of a block in Markdown, one for each paragraph, item or row.
pub(super) fn texts(block: &ImportedBlock) -> Box<dyn Iterator<Item = &str> + '_> {
    match block {
        ImportedBlock::Paragraph(text) | ImportedBlock::Event(text) | ImportedBlock::Subheading(text) => {
            Box::new(std::iter::once(text.as_str()))
        }
        ImportedBlock::Quotation(texts) | ImportedBlock::List(_, texts) => {
            Box::new(texts.iter().map(InlineMarkdown::as_str))
        }
        ImportedBlock::Table(rows) => {
            Box::new(rows.iter().flatten().map(InlineMarkdown::as_str).filter(|cell| !cell.is_empty()))
        }
        ImportedBlock::Own(text) | ImportedBlock::OwnQuotation(text) => Box::new(std::iter::once(text.as_str())),
        ImportedBlock::Rule => Box::new(std::iter::empty()),
    }
}

/// Text in which times in square brackets are no words: `[00:12:34]`.
fn with_times(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\[") {
        let inner = &rest[at + 2..];
        let time = inner.split_once("\\]").filter(|(time, _)| time.len() <= 12 && milliseconds(time).is_some());
        out.push_str(&rest[..at]);
        rest = match time {
            Some((time, after)) => {
                out.push_str(&format!("[{time}]"));
                after
            }
            None => {
                out.push_str("\\[");
                inner
            }
        };
    }
    out.push_str(rest);
    out
}

/// The text of an event in one pair of brackets.
fn in_brackets(text: &str) -> String {
    // Square brackets that are escaped would be words of the speaker.
    let square = text.strip_prefix("\\[").and_then(|rest| rest.strip_suffix("\\]"));
    if let Some(inner) = square.filter(|inner| !inner.contains("\\[")) {
        return format!("({inner})");
    }
    if is_narrative(text) {
        text.to_owned()
    } else if text.chars().next().is_some_and(crate::text::is_cjk) {
        format!("（{text}）")
    } else {
        format!("({text})")
    }
}

/// Letters and digits of all words of a record, in order, for comparison with the record as it is read.
pub fn words_of(record: &ImportedRecord) -> String {
    let mut out = String::new();
    let mut push = |text: &str| out.extend(plain_text(text).chars().filter(|c| c.is_alphanumeric()));
    for part in &record.parts {
        match part {
            ImportedPart::Heading(_) => {}
            ImportedPart::Speech(speech) => {
                speech.blocks.iter().flat_map(texts).for_each(&mut push);
            }
            ImportedPart::Event(text) => push(text.as_str()),
            ImportedPart::Note(block) => texts(block).for_each(&mut push),
            ImportedPart::Decision(decision) => decision_lines(decision).iter().for_each(|line| push(line)),
            ImportedPart::RollCall(lines) => lines.iter().for_each(|line| push(line.as_str())),
        }
    }
    out
}
