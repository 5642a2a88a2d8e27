//! Text files of recorders and transcribers: a line with name and time above the words (`Ann Lee  0:05`, `[Ann Lee] 00:00:05`),
//! or both in front of them (`[00:00:05] Ann Lee: Good evening.`).

use rustc_hash::FxHashSet;

use super::documents::begins_with_name;
use super::imported_record::{ImportedPart, ImportedRecord, LeftOut};
use super::join_cues::SpokenTurn;
use super::timestamp::milliseconds;
use super::voices::join;
use crate::markdown::labels::{is_no_speaker, looks_like_name};

/// A line that says who begins to speak, and when.
#[derive(Debug, PartialEq, Eq)]
struct SpeechLine<'t> {
    name: &'t str,
    start: u64,
    /// Words behind it on the same line.
    words: &'t str,
}

/// Number of lines by which a text is judged.
const JUDGED: usize = 60;

/// Reports whether a text has the form of a recorder's: among its first lines two at least say who speaks when, or its
/// first does.
pub(super) fn is_recorder_text(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()).take(JUDGED);
    let found: Vec<bool> = lines.map(|line| speech_line(line).is_some()).collect();
    found.first() == Some(&true) || found.iter().filter(|is_found| **is_found).count() > 1
}

/// Reports whether most lines that say who speaks are in the form of a recorder. Minutes also begin with names, and some have a
/// time here and there: at a name, or where somebody came or the meeting was adjourned.
pub(super) fn is_mostly_recorded(text: &str) -> bool {
    let (mut only_recorders, mut with_words, mut untimed) = (0usize, 0usize, 0usize);
    for line in text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()) {
        match speech_line(line) {
            // Minutes have such lines too, `10:45 Ann Lee: No.`, and can be read as either.
            Some(found) if !found.name.is_empty() && !found.words.is_empty() => with_words += 1,
            Some(_) => only_recorders += 1,
            None => untimed += usize::from(begins_with_name(line)),
        }
    }
    4 * untimed < 4 * only_recorders + with_words
}

/// Reads a text. Lines above the first speaker, and the footer of the program, are left out.
pub(super) fn read(text: &str) -> ImportedRecord {
    let mut record = ImportedRecord::default();
    let mut turns: Vec<SpokenTurn> = Vec::new();
    let mut ends_paragraph = true;
    let mut known: FxHashSet<&str> = FxHashSet::default();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if line.is_empty() {
            ends_paragraph = true;
            continue;
        }
        if let Some(SpeechLine { name, start, words }) = speech_line(line) {
            if !words.is_empty() {
                known.insert(name);
            }
            let goes_on = turns.last().is_some_and(|last| last.speaker == name);
            if !goes_on {
                let paragraphs = Vec::new();
                turns.push(SpokenTurn { speaker: name.to_owned(), start: Some(start), paragraphs });
            }
            ends_paragraph = true;
            if let Some(speech) = turns.last_mut().filter(|_| !words.is_empty()) {
                speech.paragraphs.push(words.to_owned());
                ends_paragraph = false;
            }
            continue;
        }
        // Of some lines the time is missing: `Ann Lee: Good evening.`
        if let Some((name, words)) = untimed(line).filter(|(name, _)| known.contains(name)) {
            turns.push(SpokenTurn { speaker: name.to_owned(), start: None, paragraphs: vec![words.to_owned()] });
            ends_paragraph = false;
            continue;
        }
        match turns.last_mut().filter(|_| !is_footer(line)) {
            Some(speech) => match speech.paragraphs.last_mut().filter(|_| !ends_paragraph) {
                Some(last) => join(last, line),
                None => speech.paragraphs.push(line.to_owned()),
            },
            None => record.left_out.push(LeftOut { line: number, text: line.to_owned() }),
        }
        ends_paragraph = false;
    }
    let spoken = turns.into_iter().filter(|turn| !turn.paragraphs.is_empty());
    record.parts = spoken.map(|turn| ImportedPart::Speech(turn.speech())).collect();
    record
}

/// The speaker and the time of a line, if it gives both or begins with a time in brackets.
fn speech_line(line: &str) -> Option<SpeechLine<'_>> {
    in_front(line).or_else(|| above(line))
}

/// `[00:00:05] Ann Lee: Good evening.`, `00:00:05 Ann Lee: Good evening.`, `[00:01.000 --> 00:04.000]  Good evening.`
fn in_front(line: &str) -> Option<SpeechLine<'_>> {
    let (time, rest) = match line.strip_prefix(['[', '(']) {
        Some(inner) => inner.split_once([']', ')'])?,
        None => line.split_once(char::is_whitespace)?,
    };
    let begin = time.split("-->").next()?.trim();
    let start = milliseconds(begin)?;
    let rest = rest.trim_start_matches([' ', '\t', '-', '–']);
    let named = rest.split_once([':', '：']).map(|(name, words)| (name.trim(), words.trim()));
    match named.filter(|(name, _)| looks_like_name(name)) {
        Some((name, words)) => Some(SpeechLine { name, start, words }),
        // Without a name only a time in brackets tells a line of a recorder from one of an agenda.
        None if line.starts_with('[') => Some(SpeechLine { name: "", start, words: rest }),
        None => None,
    }
}

/// The name and the words of a line that begins with a name.
fn untimed(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.split_once([':', '：']).filter(|_| begins_with_name(line))?;
    Some((name.trim(), words.trim())).filter(|(_, words)| !words.is_empty())
}

/// `Ann Lee  0:05`, `[Ann Lee] 00:00:05`, `Ann Lee (00:05):`; nothing else on the line.
fn above(line: &str) -> Option<SpeechLine<'_>> {
    let line = line.trim_end_matches([':', ' ']);
    let (before, time) = line.rsplit_once([' ', '\t', '(', '['])?;
    let start = milliseconds(time.trim_end_matches([')', ']']))?;
    let name = before.trim().trim_end_matches(['(', '[', '|', '-', '–']).trim();
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).trim();
    // `Adjourned (10:45)` names nobody.
    let may_speak = name.is_empty() || (looks_like_name(name) && !is_no_speaker(name));
    may_speak.then_some(SpeechLine { name, start, words: "" })
}

/// Reports whether a line is the mark of a program: `Transcribed by https://otter.ai`.
fn is_footer(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("transcribed by ") && lower.split_whitespace().count() <= 4
}
