//! Reads the lines of a record, and recognises which of them are headings, name a speaker, are quoted or are code.

use super::fences::Fences;
use super::heading_counts::HeadingCounts;
use super::heading_lines::{has_subheadings, heading, is_numbered, is_underline};
use super::oddities::OddityKind;
use super::parsed_transcript::{ParsedTranscript, Speakers};
use super::transcript_builder::TranscriptBuilder;
use crate::markdown::labels::{Behind, LabelLine, behind_colon, cue, is_label, is_no_speaker, is_withheld, marks};
use crate::parse::decisions::AddedWords;
use crate::record::Moment;

/// Parses the lines of `text` from byte `start` on. `added` are words of the site that introduce decisions.
pub(in crate::parse) fn read_transcript(
    text: &str,
    start: usize,
    speakers: Speakers,
    added: &AddedWords,
) -> ParsedTranscript {
    let marks = match speakers {
        Speakers::None => Vec::new(),
        Speakers::Labelled(labels) => marks(text, start, labels),
    };
    let by_lines = !marks.is_empty();
    let mut reader = TranscriptReader {
        text,
        subheadings: speakers == Speakers::None || (!by_lines && has_subheadings(&text[start..])),
        nobody_speaks: speakers == Speakers::None,
        marks,
        next_mark: 0,
        count: HeadingCounts::default(),
        fences: None,
        cue: None,
        started: false,
        content: TranscriptBuilder::new(text, by_lines, added),
    };
    reader.read(start);
    let mut transcript = reader.content.finish();
    transcript.odd.extend(reader.count.oddities());
    transcript
}

struct TranscriptReader<'t> {
    text: &'t str,
    /// True if third-level headings divide the text and name no speakers.
    subheadings: bool,
    /// True if the record says that nobody speaks; otherwise headings of the second level may name speakers too.
    nobody_speaks: bool,
    /// Lines that name a speaker and are not headings, and the index of the next one.
    marks: Vec<LabelLine>,
    next_mark: usize,
    count: HeadingCounts,
    /// Possible ends of fences; found when the first fence opens.
    fences: Option<Fences>,
    /// End of the last timing of a caption cue, and the time when the cue begins.
    cue: Option<(usize, Moment)>,
    /// True if a line that is not blank has been read.
    started: bool,
    content: TranscriptBuilder<'t>,
}

impl<'t> TranscriptReader<'t> {
    fn read(&mut self, start: usize) {
        let mut offset = start;
        let mut fence: Option<usize> = None;
        while offset < self.text.len() {
            let end =
                memchr::memchr(b'\n', &self.text.as_bytes()[offset..]).map_or(self.text.len(), |at| offset + at + 1);
            let end = self.cut(offset, end);
            let line = self.text[offset..end].trim_end_matches('\n');
            let at = offset;
            offset = end;
            if let Some(ticks) = fence {
                if line.trim().len() >= ticks && line.trim().bytes().all(|b| b == b'`') {
                    fence = None;
                }
                self.content.prose_line(at, end);
                continue;
            }
            if let Some(mark) = self.mark_at(at) {
                self.labelled_line(mark, at + line.len(), end);
                continue;
            }
            if self.content.transcript.by_lines && self.is_cue_line(line, end) {
                continue;
            }
            let first = line.as_bytes().iter().find(|b| **b != b' ').copied();
            match first {
                Some(b'#') => match heading(line) {
                    Some((level, range)) => self.heading(level, at + range.start..at + range.end, at, end),
                    None => self.text_line(at, end),
                },
                Some(0x80..) if heading(line).is_some() => {
                    if let Some((level, range)) = heading(line) {
                        self.heading(level, at + range.start..at + range.end, at, end);
                    }
                }
                Some(b'>') if line.bytes().take_while(|b| *b == b' ').count() < 2 => {
                    self.started = true;
                    self.content.quote_line(at, end);
                }
                Some(b'`') => {
                    let trimmed = line.trim_start();
                    let ticks = trimmed.bytes().take_while(|b| *b == b'`').count();
                    if ticks >= 3 && !trimmed[ticks..].contains('`') && self.closes(end, ticks) {
                        fence = Some(ticks);
                    }
                    self.text_line(at, end);
                }
                None => self.content.blank_line(end),
                Some(b'=') if is_underline(line) && self.content.could_be_title() => self.content.underlined_title(at),
                Some(b'=' | b'-') => match self.content.underlined_heading(line, at) {
                    Some((level, range)) => self.heading(level, range.clone(), range.start, end),
                    None => self.text_line(at, end),
                },
                Some(_) => self.text_line(at, end),
            }
        }
    }

    fn text_line(&mut self, at: usize, end: usize) {
        self.started = true;
        self.content.text_line(at, end);
    }

    /// The labelled line at `at`, if there is one.
    fn mark_at(&mut self, at: usize) -> Option<LabelLine> {
        while self.marks.get(self.next_mark).is_some_and(|mark| mark.at < at) {
            self.next_mark += 1;
        }
        self.marks.get(self.next_mark).copied().filter(|mark| mark.at == at)
    }

    /// End of the line that begins at `at`: a label after a `<br>` ends it early.
    fn cut(&mut self, at: usize, end: usize) -> usize {
        while self.marks.get(self.next_mark).is_some_and(|mark| mark.at < at) {
            self.next_mark += 1;
        }
        let next = self.marks[self.next_mark..].iter().take(2).find(|mark| mark.at > at);
        next.map_or(end, |mark| end.min(mark.at))
    }

    /// Reports whether a line is the number or timing of a caption cue, and takes it out of the words.
    fn is_cue_line(&mut self, line: &str, end: usize) -> bool {
        if !line.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if let Some(moment) = cue(line) {
            self.cue = Some((end, moment));
        } else {
            let is_number = line.len() <= 6 && line.bytes().all(|byte| byte.is_ascii_digit());
            let next = &self.text[end..];
            let next =
                if is_number { &next[..memchr::memchr(b'\n', next.as_bytes()).unwrap_or(next.len())] } else { "" };
            if cue(next).is_none() {
                return false;
            }
        }
        self.content.close_quote();
        self.content.close_prose();
        true
    }

    /// Handles a line that names a speaker, with or without words after the name.
    fn labelled_line(&mut self, mark: LabelLine, line_end: usize, end: usize) {
        let text = self.text;
        self.content.open_speech(&text[mark.label.0..mark.label.1], mark.label.0);
        // The cue in front of the name gives the time.
        let begun = self.cue.take().filter(|(end, _)| *end == mark.at).map(|(_, moment)| Box::new(moment));
        self.content.set_time(begun);
        if mark.words < line_end {
            self.content.prose_line(mark.words, end);
        }
        self.started = true;
    }

    fn heading(&mut self, level: u8, range: std::ops::Range<usize>, at: usize, end: usize) {
        let text = &self.text[range.clone()];
        let is_label = is_label(text);
        if text.contains('<') && !is_withheld(text.trim_end_matches([':', '：'])) {
            self.content.transcript.marked.push(range.clone().into());
        }
        match level {
            1 if !self.started && self.content.transcript.title.is_none() => {
                self.started = true;
                self.content.title(text, range);
            }
            1 => self.content.section(text),
            2 if !is_label || self.nobody_speaks => {
                self.count.is_below = true;
                self.content.section(text);
            }
            // Speakers marked by lines do not speak below such a heading.
            3.. if self.content.transcript.by_lines && !is_label => self.content.section(text),
            2 | 3 if level == 2 || !self.subheadings => {
                self.count.bare += usize::from(!is_label);
                self.count.colons += usize::from(is_label);
                let may_be_matter = !is_label || self.count.matter.is_none();
                let is_matter = || is_no_speaker(text) || (!is_label && is_numbered(text));
                if may_be_matter && !self.content.speakers.is_known(text) && is_matter() {
                    match is_label {
                        true => self.count.matter = Some(range.clone().into()),
                        false => self.count.bare_matters.push(range.clone().into()),
                    }
                }
                if level == 3 && self.count.is_below {
                    self.count.labels += usize::from(is_label);
                    self.count.others += usize::from(!is_label);
                    self.count.first_label = self.count.first_label.or_else(|| is_label.then(|| range.clone().into()));
                }
                self.speech_heading(text, range, end);
            }
            // A heading within a speech, or within the text before the first.
            _ => {
                self.content.close_quote();
                self.content.prose_line(at, end);
            }
        }
        self.started = true;
    }

    /// Handles a heading that names a speaker, perhaps with words after the name.
    fn speech_heading(&mut self, text: &'t str, range: std::ops::Range<usize>, end: usize) {
        if !self.content.speakers.is_known(text) {
            match behind_colon(text) {
                Behind::Words { label, words } => {
                    self.content.odd(OddityKind::Words, range.clone());
                    self.content.open_speech(&text[label], range.start);
                    self.content.prose_line(range.start + words.start, end);
                    return;
                }
                Behind::Doubt => self.content.odd(OddityKind::Doubt, range.clone()),
                Behind::Name => {}
            }
        }
        self.content.open_speech(text, range.start);
    }

    /// Reports whether a fence of `ticks` backticks that opens above `from` is closed.
    fn closes(&mut self, from: usize, ticks: usize) -> bool {
        let text = self.text;
        self.fences.get_or_insert_with(|| Fences::new(text, from)).close(from, ticks)
    }
}
