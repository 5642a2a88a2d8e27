//! Joins the cues of one speaker to a speech: a cue is a breath, and no unit of what is said.

use super::cues::Cue;
use super::imported_record::{ImportedBlock, ImportedSpeech};
use super::inline_markdown::InlineMarkdown;
use super::voices::{Voice, join, runs};

/// Pause, in milliseconds, after which a sentence begins a new paragraph.
const PAUSE: u64 = 2_500;

/// Length, in characters, from which on the end of a sentence ends a paragraph.
const LONG_PARAGRAPH: usize = 700;

/// The speeches of all cues.
pub(super) fn joined(cues: &[Cue<'_>]) -> Vec<ImportedSpeech> {
    let mut speeches: Vec<SpokenTurn> = Vec::new();
    let mut last_end = 0;
    for cue in cues {
        for run in runs(&cue.lines) {
            let is_other = match (&run.voice, speeches.last()) {
                (_, None) | (Voice::Other, _) => true,
                (Voice::Same, Some(_)) => false,
                (Voice::Named(name), Some(last)) => *name != last.speaker,
            };
            let speaker = match run.voice {
                Voice::Named(name) => name,
                Voice::Same | Voice::Other => String::new(),
            };
            if is_other {
                speeches.push(SpokenTurn { speaker, start: Some(cue.start), paragraphs: Vec::new() });
            }
            let Some(speech) = speeches.last_mut() else { continue };
            add(&mut speech.paragraphs, &run.words, cue.start.saturating_sub(last_end));
        }
        last_end = last_end.max(cue.end);
    }
    speeches.into_iter().filter(|speech| !speech.paragraphs.is_empty()).map(SpokenTurn::speech).collect()
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
