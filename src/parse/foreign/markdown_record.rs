//! Writes a record in the format of this program.

use std::fmt::Write;

use super::imported_record::{ImportedBlock, ImportedHeading, ImportedPart, ImportedRecord, ImportedSpeech};
use super::inline_markdown::{InlineMarkdown, escaped_heading};
use super::list_numbers::with_numbers;
use super::timestamp::{milliseconds, written};
use super::written_decision::decision_lines;
use crate::markdown::labels::is_withheld;
use crate::markdown::plain_text;
use crate::parse::transcript::is_narrative;
use crate::record::{ItemKeys, SummaryAuthor};
use crate::text::single_spaced;

/// The record below a heading: `title` with its date, `unnamed` for speakers whom the file does not name.
pub fn markdown_record(record: &ImportedRecord, title: &str, unnamed: &str) -> String {
    let title = format!("# {}{}\n", escaped_heading(title), marks(&record.facts.title_notes));
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
            ImportedPart::Event(event) => self.event(event),
            ImportedPart::Note(block) if !self.has_speech => self.text(block),
            // Below a speech, words without a speaker would be a part of it.
            ImportedPart::Note(block) => texts(block).for_each(|text| self.event(text)),
            ImportedPart::Decision(decision) => {
                let lines = decision_lines(decision);
                let lines: Vec<String> = lines.iter().map(|line| format!("> {}", with_times(line))).collect();
                self.block(&lines.join("\n"));
            }
            ImportedPart::RollCall(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("> {}", line.as_str())).collect();
                self.block(&lines.join("\n"));
            }
        }
    }

    fn heading(&mut self, heading: &ImportedHeading) {
        let time = time_behind(heading.time, heading.written_time.as_deref());
        let item = heading.keys.id.as_ref().map(|item| format!(" {{item={item}}}")).unwrap_or_default();
        // A colon at the end would make it a speaker.
        let text = escaped_heading(heading.text.trim_end_matches([':', '：', ' ']));
        self.block(&format!("## {text}{}{time}{item}", marks(&heading.notes)));
        // Directly below the heading they are keys of the item.
        let ItemKeys { id: _, matters, topics, summary } = &heading.keys;
        let summary_by = summary.as_ref().and_then(|summary| match &summary.by {
            SummaryAuthor::Unknown => None,
            SummaryAuthor::Machine => Some("machine"),
            SummaryAuthor::Named(name) => Some(&**name),
        });
        let summary =
            summary.as_ref().map_or_else(String::new, |summary| escaped_heading(&single_spaced(&summary.text)));
        let keys = [
            ("matter", &*matters.join(", ")),
            ("topics", &*topics.join(", ")),
            ("summary", &*summary),
            ("summary_by", summary_by.unwrap_or_default()),
        ];
        for (key, value) in keys.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(self.out, "{key}: {value}");
        }
        self.has_speech = false;
    }

    fn speech(&mut self, speech: &ImportedSpeech, unnamed: &str) {
        if !speech.goes_on {
            self.speaker(speech, unnamed);
        }
        self.has_speech = true;
        let begin = self.out.len();
        for (at, block) in speech.blocks.iter().enumerate() {
            let before = self.out.len();
            self.text(block);
            // The first words stand directly below the name.
            let is_below = at == 0 && !speech.goes_on && !matches!(block, ImportedBlock::Event(_));
            if is_below && self.out[before..].starts_with('\n') {
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
        let name = if speech.speaker.is_empty() { unnamed } else { &speech.speaker };
        // Angle brackets around the whole say that the name is withheld.
        let name = match speech.is_nameless {
            true if is_withheld(name) => name.to_owned(),
            true if !name.contains(char::is_alphanumeric) => String::new(),
            _ => escaped_heading(name),
        };
        let time = time_behind(speech.start, speech.written_start.as_deref());
        let lang = speech.lang.as_ref().map(|lang| format!("lang={lang}"));
        let delivered = speech.is_written.then(|| "delivered=written".to_owned());
        let keys: Vec<String> = lang.into_iter().chain(delivered).collect();
        let keys = if keys.is_empty() { String::new() } else { format!(" {{{}}}", keys.join(" ")) };
        self.block(&format!("### {name}{}{time}{keys}:", marks(&speech.notes)));
    }

    fn text(&mut self, block: &ImportedBlock) {
        match block {
            ImportedBlock::Paragraph(text) => self.block(text.as_str()),
            ImportedBlock::Quotation(texts) => {
                let lines: Vec<String> = texts.iter().map(|text| format!("> {}", text.as_str())).collect();
                self.block(&lines.join("\n>\n"));
            }
            ImportedBlock::Event(text) => self.event(text),
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
    fn event(&mut self, event: &InlineMarkdown) {
        let text = with_times(event.as_str());
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

/// Marks of footnotes with these numbers.
fn marks(notes: &[usize]) -> String {
    notes.iter().map(|number| format!("[^{number}]")).collect()
}

/// The time behind a name or heading.
fn time_behind(milliseconds: Option<u64>, as_written: Option<&str>) -> String {
    let time = as_written.map(str::to_owned).or_else(|| milliseconds.map(written));
    time.map(|time| format!(" [{time}]")).unwrap_or_default()
}

/// The texts of a block, one for each paragraph, item or row.
pub(super) fn texts(block: &ImportedBlock) -> Box<dyn Iterator<Item = &InlineMarkdown> + '_> {
    match block {
        ImportedBlock::Paragraph(text) | ImportedBlock::Event(text) | ImportedBlock::Subheading(text) => {
            Box::new(std::iter::once(text))
        }
        ImportedBlock::Quotation(texts) | ImportedBlock::List(_, texts) => Box::new(texts.iter()),
        ImportedBlock::Rule => Box::new(std::iter::empty()),
        ImportedBlock::Table(rows) => Box::new(rows.iter().flatten().filter(|cell| !cell.is_empty())),
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
                speech.blocks.iter().flat_map(texts).for_each(|text| push(text.as_str()));
            }
            ImportedPart::Event(text) => push(text.as_str()),
            ImportedPart::Note(block) => texts(block).for_each(|text| push(text.as_str())),
            ImportedPart::Decision(decision) => decision_lines(decision).iter().for_each(|line| push(line)),
            ImportedPart::RollCall(lines) => lines.iter().for_each(|line| push(line.as_str())),
        }
    }
    out
}
