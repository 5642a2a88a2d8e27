//! Finds the speakers of a document: in headings, in bold paragraphs, in bold words before others, or in plain lines.

use rustc_hash::FxHashMap;

use super::document_blocks::{DocumentBlock, DocumentBody};
use super::document_paragraph::DocumentParagraph;
use super::document_styles::ParagraphKind;
use crate::markdown::labels::{is_full_name, is_no_speaker, looks_like_name, may_be_no_speaker, understand_speaker};
use crate::parse::foreign::imported_record::{
    ImportedBlock, ImportedHeading, ImportedMoment, ImportedPart, ImportedRecord, ImportedSpeech, LeftOut,
};
use crate::parse::foreign::inline_markdown::InlineMarkdown;
use crate::record::parse_leading_date;
use crate::text::single_spaced;

/// Maximum length of a name in characters.
const LONGEST_LABEL: usize = 80;

/// The record of a document.
pub(super) fn record(body: DocumentBody) -> ImportedRecord {
    let shape = LabelShape::of(&body.blocks);
    let mut record = ImportedRecord { notes: body.notes, ..ImportedRecord::default() };
    if body.comments > 0 {
        let text = format!("comments in the margin ({})", body.comments);
        record.left_out.push(LeftOut { line: 0, text });
    }
    let mut list: Option<OpenList> = None;
    let mut title = None;
    for block in body.blocks {
        let before = list.take_if(|list| !list.goes_on(&block));
        let ended = before.map(|before| {
            let numbered = before.first.is_some();
            record.push_block(ImportedBlock::List(before.first, before.items));
            numbered
        });
        let (kind, paragraph) = match block {
            DocumentBlock::Table(rows) => {
                record.push_block(ImportedBlock::Table(rows));
                continue;
            }
            DocumentBlock::Paragraph(kind, paragraph) => (kind, paragraph),
        };
        if let Some((label, rest)) = shape.label(kind, &paragraph) {
            push_speech(&mut record, &label, rest);
            continue;
        }
        match kind {
            ParagraphKind::Title => title = title.or_else(|| Some(paragraph.text())),
            // The first heading is the title of a document without one.
            ParagraphKind::Heading(1) if title.is_none() && record.parts.is_empty() => title = Some(paragraph.text()),
            ParagraphKind::Heading(_) => {
                let text = paragraph.text();
                record.parts.push(ImportedPart::Heading(ImportedHeading { text, ..ImportedHeading::default() }));
            }
            ParagraphKind::Quotation => record.push_block(ImportedBlock::Quotation(vec![paragraph.markdown()])),
            // Two lists with nothing between them would be one.
            ParagraphKind::Item(Some(number)) if ended == Some(true) => {
                record.push_block(ImportedBlock::Paragraph(paragraph.numbered(&format!("{number}.")).markdown()));
            }
            ParagraphKind::Item(number) => {
                let open = list.get_or_insert_with(|| OpenList { first: number, items: Vec::new() });
                open.items.push(paragraph.markdown());
            }
            ParagraphKind::Text if is_procedure(&paragraph.text()) => {
                record.push_block(ImportedBlock::Event(paragraph.markdown()));
            }
            ParagraphKind::Text => record.push_block(ImportedBlock::Paragraph(paragraph.markdown())),
        }
    }
    if let Some(OpenList { first, items }) = list {
        record.push_block(ImportedBlock::List(first, items));
    }
    if let Some(title) = title {
        let found = parse_leading_date(&title);
        record.facts.date = found.as_ref().and_then(|found| found.date);
        let rest = found.map_or(&*title, |found| found.rest).trim_matches([' ', '-', '–', ':']).to_owned();
        record.facts.title = (!rest.is_empty()).then_some(rest);
    }
    record
}

/// A list to which items may be added.
struct OpenList {
    /// Number of the first item, if it is numbered.
    first: Option<u32>,
    items: Vec<InlineMarkdown>,
}

impl OpenList {
    /// Reports whether a block is the next item.
    fn goes_on(&self, block: &DocumentBlock) -> bool {
        let next = self.first.and_then(|first| first.checked_add(u32::try_from(self.items.len()).ok()?));
        matches!(block, DocumentBlock::Paragraph(ParagraphKind::Item(number), _) if *number == next)
    }
}

fn push_speech(record: &mut ImportedRecord, label: &str, rest: Option<DocumentParagraph>) {
    let heading = understand_speaker(label);
    let speaker = single_spaced(&heading.name);
    let start = heading.time.as_ref().map(|moment| moment.milliseconds);
    // Whether `10:45` is a time of day is for the record to say, so it stays as it is if it can be read so.
    let written = heading.time.map(|moment| String::from(moment.written));
    let written = written.filter(|written| {
        let again = understand_speaker_of(&speaker, written);
        again.is_some_and(|(name, time)| name == speaker && time == *written)
    });
    let moment = written.map(|written| ImportedMoment { written, link: None });
    let words = rest.map(|rest| rest.markdown()).filter(|words| !words.is_empty());
    let blocks = words.into_iter().map(ImportedBlock::Paragraph).collect();
    record.parts.push(ImportedPart::Speech(ImportedSpeech {
        speaker,
        start,
        moment,
        blocks,
        ..ImportedSpeech::default()
    }));
}

/// The name and the time of the heading that a speech gets.
fn understand_speaker_of(speaker: &str, written: &str) -> Option<(String, String)> {
    let text = format!("{speaker} [{written}]:");
    let heading = understand_speaker(&text);
    let time = heading.time?;
    Some((heading.name.into_owned(), String::from(time.written)))
}

/// Reports whether a paragraph is a step of the meeting with its time: `Adjourned (10:45)`.
fn is_procedure(text: &str) -> bool {
    if text.chars().count() > LONGEST_LABEL || !text.ends_with([')', ']', '）', '］']) {
        return false;
    }
    let heading = understand_speaker(text);
    heading.time.is_some() && !heading.has_colon && is_no_speaker(&heading.name)
}

/// Ways in which a document names its speakers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct LabelShape {
    /// Level of headings without a colon that are names.
    named_headings: Option<u8>,
    /// True if bold paragraphs without a colon are names.
    bold_names: bool,
    /// True if plain lines begin with names.
    plain_lines: bool,
}

impl LabelShape {
    fn of(blocks: &[DocumentBlock]) -> Self {
        let paragraphs = || {
            blocks.iter().filter_map(|block| match block {
                DocumentBlock::Paragraph(kind, paragraph) => Some((*kind, paragraph)),
                DocumentBlock::Table(_) => None,
            })
        };
        let headings = |level: u8| {
            paragraphs().filter(move |(kind, _)| *kind == ParagraphKind::Heading(level)).map(|(_, own)| own.text())
        };
        let named_headings = (2..=6).find(|level| are_names(headings(*level)));
        let bold =
            paragraphs().filter(|(kind, own)| *kind == ParagraphKind::Text && own.is_bold()).map(|(_, own)| own.text());
        let mut shape = LabelShape { named_headings, bold_names: are_names(bold), plain_lines: false };
        let is_marked = paragraphs().any(|(kind, own)| shape.label(kind, own).is_some());
        if !is_marked {
            let texts = || paragraphs().filter(|(kind, _)| *kind == ParagraphKind::Text).map(|(_, own)| own.text());
            let labels = || texts().filter_map(|text| plain_name(&text));
            shape.plain_lines = are_names(labels()) || begin_with_full_names(texts());
        }
        shape
    }

    /// The label of the speaker whom a paragraph names, and the words that follow in it.
    fn label(&self, kind: ParagraphKind, paragraph: &DocumentParagraph) -> Option<(String, Option<DocumentParagraph>)> {
        let text = paragraph.text();
        match kind {
            ParagraphKind::Heading(level) => {
                let is_label = level > 1
                    && (ends_as_label(&text) && is_name(&text) || self.named_headings == Some(level) && is_name(&text));
                is_label.then_some((text, None))
            }
            ParagraphKind::Text if paragraph.is_bold() => {
                ((ends_as_label(&text) || self.bold_names) && is_name(&text)).then_some((text, None))
            }
            ParagraphKind::Text => {
                if let Some((beginning, rest)) = paragraph.bold_beginning() {
                    if let Some((party, length)) = bracketed_remark(&rest.text()) {
                        let space = if party.starts_with('(') { " " } else { "" };
                        let label = format!("{beginning}{space}{party}");
                        if is_name(&label) && !is_no_speaker(&beginning) && !may_be_no_speaker(&beginning) {
                            return Some((label, Some(rest.after(length).without_beginning(&[]))));
                        }
                    }
                    let follows = rest.text().starts_with([':', '：']);
                    if (ends_as_label(&beginning) || follows) && is_name(&beginning) {
                        return Some((beginning, Some(rest.without_beginning(&[':', '：']))));
                    }
                }
                let (label, length) = plain_label(&text).filter(|_| self.plain_lines)?;
                Some((label, Some(paragraph.clone().after(length))))
            }
            ParagraphKind::Title | ParagraphKind::Quotation | ParagraphKind::Item(_) => None,
        }
    }
}

/// Reports whether people speak in plain lines of a document.
pub(super) fn speaks_in_lines(blocks: &[DocumentBlock]) -> bool {
    LabelShape::of(blocks).plain_lines
}

/// Reports whether a line begins with a name and a colon.
pub(in crate::parse::foreign) fn begins_with_name(line: &str) -> bool {
    plain_label(line).is_some()
}

/// Reports whether most texts are names, and at least one comes again.
fn are_names(texts: impl Iterator<Item = String>) -> bool {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let (mut all, mut names) = (0usize, 0usize);
    for text in texts {
        all += 1;
        if is_name(&text) {
            names += 1;
            *counts.entry(text).or_default() += 1;
        }
    }
    names * 3 >= all * 2 && counts.values().any(|count| *count > 1)
}

/// Reports whether two different full names stand at the beginning of paragraphs with words behind them, and most paragraphs
/// from the first of them on begin so. Each may speak only once.
fn begin_with_full_names(texts: impl Iterator<Item = String>) -> bool {
    let mut names: Vec<String> = Vec::new();
    let (mut all, mut labelled) = (0usize, 0usize);
    for text in texts {
        let label = plain_name(&text);
        if names.is_empty() && label.as_ref().is_none_or(|label| !is_full_name(label)) {
            continue;
        }
        all += 1;
        labelled += usize::from(label.is_some());
        names.extend(label.filter(|label| is_full_name(label) && names.len() < 2 && !names.contains(label)));
    }
    names.len() == 2 && labelled * 2 >= all
}

fn ends_as_label(text: &str) -> bool {
    text.ends_with([':', '：'])
}

fn is_name(text: &str) -> bool {
    let heading = understand_speaker(text);
    let name = heading.name.trim();
    text.chars().count() <= LONGEST_LABEL && looks_like_name(name) && !is_no_speaker(name) && !may_be_no_speaker(name)
}

/// The remark in brackets with which words behind a name begin, `(Green): two`, and the number of characters up to the words.
fn bracketed_remark(text: &str) -> Option<(&str, usize)> {
    let close = if text.starts_with('(') { ')' } else { '）' };
    let end = text.starts_with(['(', '（']).then(|| text.find(close))?? + close.len_utf8();
    let behind = text[end..].trim_start();
    let length = text.len() - behind.len();
    let is_remark = behind.starts_with([':', '：']) && text[..length].chars().count() <= LONGEST_LABEL;
    is_remark.then(|| (&text[..end], text[..length].chars().count() + 1))
}

/// The name with which a line begins, without a time beside it.
fn plain_name(text: &str) -> Option<String> {
    plain_label(text).map(|(label, _)| understand_speaker(&label).name.trim().to_owned())
}

/// The name before a colon at the beginning of a line, perhaps with a time beside it, and the number of characters up to the words.
fn plain_label(text: &str) -> Option<(String, usize)> {
    let mut before = ' ';
    let (at, colon) = text.char_indices().find(|(at, c)| {
        // A colon between digits is that of a time: `10:45 Ann Lee: No.`
        let in_time = before.is_numeric() && text[at + c.len_utf8()..].starts_with(char::is_numeric);
        before = *c;
        matches!(c, ':' | '：') && !in_time
    })?;
    let name = text[..at].trim();
    let is_apart = colon == '：' || text[at + 1..].starts_with(' ');
    (is_apart && is_name(name)).then(|| (name.to_owned(), text[..at].chars().count() + 1))
}
