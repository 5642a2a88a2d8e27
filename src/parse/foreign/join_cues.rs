//! Joins the cues of one speaker to a speech: a cue is a breath, and no unit of what is said.

use super::cues::Cue;
use super::imported_record::{ImportedBlock, ImportedPart, ImportedSpeech};
use super::inline_markdown::InlineMarkdown;
use super::voices::{Voice, join, runs};

/// Pause, in milliseconds, after which a sentence begins a new paragraph.
const PAUSE: u64 = 2_500;

/// Length, in characters, from which on the end of a sentence ends a paragraph.
const LONG_PARAGRAPH: usize = 700;

/// The speeches of all cues, and what happened before and between them.
pub(super) fn joined(cues: &[Cue<'_>]) -> Vec<ImportedPart> {
    let mut turns: Vec<CueTurn> = Vec::new();
    let mut last_end = 0;
    for cue in cues {
        for run in runs(&cue.lines) {
            let is_other = match (&run.voice, turns.last()) {
                (_, None) | (Voice::Other, _) => true,
                (Voice::Same, Some(_)) => false,
                (Voice::Named(name), Some(last)) => *name != last.speaker,
            };
            let speaker = match run.voice {
                Voice::Named(name) => name,
                Voice::Same | Voice::Other => String::new(),
            };
            if is_other {
                turns.push(CueTurn { speaker, ..CueTurn::default() });
            }
            let Some(turn) = turns.last_mut() else { continue };
            if run.is_remark {
                turn.pieces.push(CuePiece::Remark(run.words));
            } else {
                turn.say(&run.words, cue.start, cue.start.saturating_sub(last_end));
            }
        }
        last_end = last_end.max(cue.end);
    }
    turns.into_iter().flat_map(CueTurn::parts).collect()
}

/// Words and remarks between two changes of the speaker.
#[derive(Debug, Default)]
struct CueTurn {
    /// Name; empty if the file does not say who speaks.
    speaker: String,
    /// Time of the first words in milliseconds.
    start: Option<u64>,
    pieces: Vec<CuePiece>,
}

/// Words, or something that happened.
#[derive(Debug)]
enum CuePiece {
    /// Paragraphs of plain text.
    Words(Vec<String>),
    /// A remark with its brackets.
    Remark(String),
}

impl CueTurn {
    /// Adds words of a cue that begins at a time in milliseconds, after a pause.
    fn say(&mut self, words: &str, start: u64, pause: u64) {
        if words.is_empty() {
            return;
        }
        self.start.get_or_insert(start);
        match self.pieces.last_mut() {
            Some(CuePiece::Words(paragraphs)) => add(paragraphs, words, pause),
            _ => self.pieces.push(CuePiece::Words(vec![words.to_owned()])),
        }
    }

    /// The speech, below the remarks that came before its first words; or remarks alone.
    fn parts(self) -> Vec<ImportedPart> {
        let mut parts: Vec<ImportedPart> = Vec::new();
        let mut speech = ImportedSpeech { speaker: self.speaker, start: self.start, ..ImportedSpeech::default() };
        for piece in self.pieces {
            match piece {
                CuePiece::Words(paragraphs) => {
                    let block = |text: &String| ImportedBlock::Paragraph(InlineMarkdown::plain(text));
                    speech.blocks.extend(paragraphs.iter().map(block));
                }
                CuePiece::Remark(remark) if speech.blocks.is_empty() => {
                    parts.push(ImportedPart::Event(InlineMarkdown::plain(&remark)));
                }
                CuePiece::Remark(remark) => speech.blocks.push(ImportedBlock::Event(InlineMarkdown::plain(&remark))),
            }
        }
        if !speech.blocks.is_empty() {
            parts.push(ImportedPart::Speech(speech));
        }
        parts
    }
}

/// Words of one speaker as plain text.
#[derive(Debug, Default)]
pub(super) struct SpokenTurn {
    /// Name; empty if the file does not say who speaks.
    pub speaker: String,
    /// Milliseconds since the beginning of the recording.
    pub start: Option<u64>,
    /// Plain text.
    pub paragraphs: Vec<String>,
}

impl SpokenTurn {
    /// The speech.
    pub(super) fn speech(self) -> ImportedSpeech {
        let block = |text: &String| ImportedBlock::Paragraph(InlineMarkdown::plain(text));
        let blocks = self.paragraphs.iter().map(block).collect();
        ImportedSpeech { speaker: self.speaker, start: self.start, blocks, ..ImportedSpeech::default() }
    }
}

/// Adds words to the last paragraph, or to a new one after a pause or if the last is long.
pub(super) fn add(paragraphs: &mut Vec<String>, words: &str, pause: u64) {
    if words.is_empty() {
        return;
    }
    match paragraphs.last_mut() {
        Some(last) if !(ends_sentence(last) && (pause >= PAUSE || last.chars().count() >= LONG_PARAGRAPH)) => {
            join(last, words);
        }
        _ => paragraphs.push(words.to_owned()),
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '」', '』', ')', '）']).ends_with(['.', '!', '?', '。', '！', '？', '…'])
}
