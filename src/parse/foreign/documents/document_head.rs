//! Facts that a document gives above its first speaker: the day of the meeting, and who attended.

use crate::markdown::plain_text;
use crate::parse::attendance::is_roll_call;
use crate::parse::foreign::imported_record::{ImportedBlock, ImportedPart, ImportedRecord};
use crate::parse::foreign::inline_markdown::InlineMarkdown;
use crate::record::{Date, only_day_within};

/// Maximum number of parts above the first speaker that are looked at.
const LONGEST_HEAD: usize = 60;

/// Maximum number of lines of one list of attendance.
const LONGEST_ROLL_CALL: usize = 12;

/// Takes the day of the meeting and the lists of attendance from what stands above the first speaker.
pub(super) fn read_head(record: &mut ImportedRecord) {
    let is_above = |part: &&ImportedPart| !matches!(part, ImportedPart::Speech(_));
    let length = record.parts.iter().take_while(is_above).take(LONGEST_HEAD).count();
    let tail = record.parts.split_off(length);
    if record.facts.date.is_none() {
        record.facts.day_in_words = day_of_head(record);
    }
    record.parts = with_roll_calls(&record.parts);
    record.parts.extend(tail);
}

/// The one whole day in the title or, if there is none, in the paragraphs of the head.
fn day_of_head(record: &ImportedRecord) -> Option<Date> {
    let in_title = record.facts.title.as_deref().and_then(only_day_within);
    let texts: Vec<String> = record.parts.iter().filter_map(paragraph).map(|text| plain_text(text.as_str())).collect();
    in_title.or_else(|| only_day_within(&texts.join("\n")))
}

/// The parts with lists of attendance in place of the paragraphs that are understood as such. The longest run of paragraphs makes one list.
fn with_roll_calls(parts: &[ImportedPart]) -> Vec<ImportedPart> {
    let mut out = Vec::new();
    let mut rest = parts;
    while let Some((first, others)) = rest.split_first() {
        let lines: Vec<String> = rest
            .iter()
            .map_while(paragraph)
            .take(LONGEST_ROLL_CALL)
            .map(|text| with_bold_word(text.as_str()))
            .collect();
        match (1..=lines.len()).rev().find(|count| is_roll_call(&lines[..*count])) {
            Some(count) => {
                let lines = lines[..count].iter().map(|line| InlineMarkdown::own(line)).collect();
                out.push(ImportedPart::RollCall(lines));
                rest = &rest[count..];
            }
            None => {
                out.push(first.clone());
                rest = others;
            }
        }
    }
    out
}

fn paragraph(part: &ImportedPart) -> Option<&InlineMarkdown> {
    match part {
        ImportedPart::Note(ImportedBlock::Paragraph(text)) => Some(text),
        _ => None,
    }
}

/// A line with the word before its first colon in bold, as records have it: `**Present:** Ann Lee`.
fn with_bold_word(line: &str) -> String {
    match line.split_once([':', '：']) {
        Some((word, rest)) if !line.starts_with("**") => format!("**{}:** {}", word.trim(), rest.trim()),
        _ => line.to_owned(),
    }
}
