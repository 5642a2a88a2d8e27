//! Parses the lines of a record into sections, speeches and the events between them.
//!
//! A transcript is line-based, and its headings take precedence: whatever a speech leaves open (a fence, a quotation, a
//! `<div>`), the next `### label:` begins the next speech. So the structure is read line by line here, and Markdown is
//! parsed only within a block.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::fences::Fences;
use super::heading_lines::{has_subheadings, heading, is_underline, underlined};
use super::oddities::{Oddity, OddityKind};
use super::remarks::{agenda_item, is_narrative, may_be_remark};
use crate::config::Labels;
use crate::markdown::labels::{
    Behind, LabelLine, behind_colon, cue, is_label, is_nameless, is_no_speaker, is_withheld, marks, nobody,
    understand_speaker, without_attributes, without_middle,
};
use crate::markdown::{is_plain, marked, plain_text, without_marks};
use crate::record::{
    Block, BlockKind, Contribution, Label, Language, Moment, NameIndex, Narrative, Note, Section, SpeakerName, Speech,
    SpeechId, Tally, TextRange, fold_label,
};
use crate::text::count_words;

/// Content of a record's lines.
#[derive(Debug, Default)]
pub(super) struct ParsedTranscript {
    /// Text and range of the first H1, if nothing stands before it.
    pub(super) title: Option<(String, TextRange)>,
    /// Headings with raw HTML in them.
    pub(super) marked: Vec<TextRange>,
    /// Labels of speakers, each once, in order.
    pub(super) names: Vec<Arc<SpeakerName>>,
    /// Speeches and words of each.
    pub(super) tallies: Vec<Tally>,
    pub(super) sections: Vec<Section>,
    /// Numbers of notes marked in headings, by the anchor of what stands below.
    pub(super) heading_notes: Vec<(Box<str>, u32)>,
    /// Headings that may have been meant differently.
    pub(super) odd: Vec<Oddity>,
    /// True if speakers were found in lines that are not headings.
    pub(super) by_lines: bool,
}

/// Form in which the speakers of a record are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speakers {
    /// No heading names a speaker, because the record has no speeches.
    None,
    /// With this form of labels.
    Labelled(Labels),
}

/// Parses the lines of `text` from byte `start` on.
pub(super) fn read_transcript(text: &str, start: usize, speakers: Speakers) -> ParsedTranscript {
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
        transcript: ParsedTranscript { by_lines, ..ParsedTranscript::default() },
        names: FxHashMap::default(),
        labels: FxHashMap::default(),
        fences: None,
        cue: None,
        lazy: 0,
        holds_anything: false,
        seen: FxHashMap::default(),
        anchors: FxHashMap::default(),
        speech: None,
        prose: None,
        quote: None,
        started: false,
    };
    reader.transcript.sections.push(Section { heading: None, anchor: "".into(), contributions: Vec::new() });
    reader.read(start);
    reader.transcript.heading_notes.sort_by(|a, b| a.0.cmp(&b.0));
    reader.notice_mixture();
    reader.transcript
}

struct TranscriptReader<'t> {
    text: &'t str,
    subheadings: bool,
    /// True if the record says that nobody speaks; otherwise headings of the second level may name speakers too.
    nobody_speaks: bool,
    /// Lines that name a speaker and are not headings, and the index of the next one.
    marks: Vec<LabelLine>,
    next_mark: usize,
    count: HeadingCounts,
    transcript: ParsedTranscript,
    /// Result of reading each heading.
    names: FxHashMap<&'t str, Named>,
    /// Index of each label among the names.
    labels: FxHashMap<Label, NameIndex>,
    /// Possible ends of fences; found when the first fence opens.
    fences: Option<Fences>,
    /// End of the last timing of a caption cue, and the time when the cue begins.
    cue: Option<(usize, Moment)>,
    /// Number of lines that continue the quotation without its mark.
    lazy: u32,
    /// True if the section already has content.
    holds_anything: bool,
    /// Number of times each id has been given.
    seen: FxHashMap<SpeechId, u16>,
    anchors: FxHashMap<String, u32>,
    speech: Option<OpenSpeech>,
    /// Range of prose lines that are not part of a block yet.
    prose: Option<(usize, usize)>,
    /// Range of quoted lines that are not part of a block yet.
    quote: Option<(usize, usize)>,
    started: bool,
}

struct OpenSpeech {
    named: Named,
    blocks: Vec<Block>,
    /// Numbers of the notes that the heading marks.
    notes: Vec<u32>,
}

/// Speaker named by a heading, and what else it contains.
#[derive(Clone)]
struct Named {
    by: NameIndex,
    lang: Option<Language>,
    time: Option<Box<Moment>>,
}

/// Numbers of third-level headings with and without a final colon.
#[derive(Default)]
struct HeadingCounts {
    /// Number of those without a colon.
    bare: usize,
    /// The first that was read as a person but names a part of minutes.
    matter: Option<TextRange>,
    /// True if a second-level heading stands above; the other fields count the headings below it.
    is_below: bool,
    labels: usize,
    others: usize,
    first_label: Option<TextRange>,
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
                self.prose_line(at, end);
                continue;
            }
            if let Some(mark) = self.mark_at(at) {
                self.labelled_line(mark, at + line.len(), end);
                continue;
            }
            if self.transcript.by_lines && self.is_cue_line(line, end) {
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
                Some(b'>') if line.bytes().take_while(|b| *b == b' ').count() < 2 => self.quote_line(at, end),
                Some(b'`') => {
                    let trimmed = line.trim_start();
                    let ticks = trimmed.bytes().take_while(|b| *b == b'`').count();
                    if ticks >= 3 && !trimmed[ticks..].contains('`') && self.closes(end, ticks) {
                        fence = Some(ticks);
                    }
                    self.text_line(at, end);
                }
                None => self.blank_line(end),
                Some(b'=') if is_underline(line) && self.could_be_title() => self.underlined_title(at),
                Some(b'=' | b'-') => match self.underlined_heading(line, at) {
                    Some((level, range)) => self.heading(level, range.clone(), range.start, end),
                    None => self.text_line(at, end),
                },
                Some(_) => self.text_line(at, end),
            }
        }
        self.close_speech();
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
        self.close_quote();
        self.close_prose();
        true
    }

    /// Takes the heading that a row of `=` or `-` makes of a paragraph of one line out of the prose.
    fn underlined_heading(&mut self, line: &str, at: usize) -> Option<(u8, std::ops::Range<usize>)> {
        let (start, _) = self.prose.filter(|_| self.quote.is_none())?;
        let above = self.text[start..at].strip_suffix('\n')?;
        let begin = above.rfind('\n').map_or(0, |end| end + 1);
        let is_line = start == 0 || self.text.as_bytes()[start - 1] == b'\n';
        let before = above[..begin].strip_suffix('\n').unwrap_or_default();
        let is_alone = before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        let level = underlined(&above[begin..], line).filter(|_| is_alone && (is_line || begin > 0))?;
        let bare = above[begin..].trim();
        let from = start + begin + above[begin..].len() - above[begin..].trim_start().len();
        self.prose = (begin > 0).then_some((start, start + begin));
        Some((level, from..from + bare.len()))
    }

    /// Handles a line that names a speaker, with or without words after the name.
    fn labelled_line(&mut self, mark: LabelLine, line_end: usize, end: usize) {
        let text = self.text;
        self.open_speech(&text[mark.label.0..mark.label.1], mark.label.0);
        // The cue in front of the name gives the time.
        let begun = self.cue.take().filter(|(end, _)| *end == mark.at).map(|(_, moment)| Box::new(moment));
        if let Some(speech) = &mut self.speech {
            speech.named.time = speech.named.time.take().or(begun);
        }
        if mark.words < line_end {
            self.prose_line(mark.words, end);
        }
        self.started = true;
    }

    fn heading(&mut self, level: u8, range: std::ops::Range<usize>, at: usize, end: usize) {
        let text = &self.text[range.clone()];
        let is_label = is_label(text);
        if text.contains('<') && !is_withheld(text.trim_end_matches([':', '：'])) {
            self.transcript.marked.push(range.clone().into());
        }
        match level {
            1 if !self.started && self.transcript.title.is_none() => {
                self.started = true;
                self.close_speech();
                self.transcript.heading_notes.extend(marked(text).into_iter().map(|note| ("".into(), note)));
                self.transcript.title = Some((words(without_attributes(text)), range.into()));
            }
            1 => self.section(text),
            2 if !is_label || self.nobody_speaks => {
                self.count.is_below = true;
                self.section(text);
            }
            // Speakers marked by lines do not speak below such a heading.
            3.. if self.transcript.by_lines && !is_label => self.section(text),
            2 | 3 if level == 2 || !self.subheadings => {
                self.count.bare += usize::from(!is_label);
                if self.count.matter.is_none() && is_label && is_no_speaker(text) {
                    self.count.matter = Some(range.clone().into());
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
                self.close_quote();
                self.prose_line(at, end);
            }
        }
        self.started = true;
    }

    /// Handles a heading that names a speaker, perhaps with words after the name.
    fn speech_heading(&mut self, text: &'t str, range: std::ops::Range<usize>, end: usize) {
        if !self.names.contains_key(text) {
            match behind_colon(text) {
                Behind::Words { label, words } => {
                    self.odd(OddityKind::Words, range.clone());
                    self.open_speech(&text[label], range.start);
                    self.prose_line(range.start + words.start, end);
                    return;
                }
                Behind::Doubt => self.odd(OddityKind::Doubt, range.clone()),
                Behind::Name => {}
            }
        }
        self.open_speech(text, range.start);
    }

    fn odd(&mut self, kind: OddityKind, range: std::ops::Range<usize>) {
        self.transcript.odd.push(Oddity { kind, at: range.into() });
    }

    /// Notes a heading with a colon that turns all others into speakers although most have none; that may not be
    /// intended.
    fn notice_mixture(&mut self) {
        let HeadingCounts { bare, matter, labels, others, first_label, .. } = self.count;
        if let Some(at) = first_label.filter(|_| others > labels) {
            self.transcript.odd.push(Oddity { kind: OddityKind::Mixture { labels, others }, at });
        } else if let Some(at) = matter {
            self.transcript.odd.push(Oddity { kind: OddityKind::Matter { others: bare }, at });
        }
    }

    /// Reports whether only a single paragraph has been read so far.
    fn could_be_title(&self) -> bool {
        self.transcript.title.is_none() && self.speech.is_none() && !self.holds_anything && self.prose.is_some()
    }

    /// Handles `Title` over a line of `=`.
    fn underlined_title(&mut self, at: usize) {
        if let Some((start, _)) = self.prose.take() {
            let range = start..at;
            self.transcript.title = Some((words(self.text[range.clone()].trim()), range.into()));
        }
    }

    fn section(&mut self, text: &str) {
        self.close_speech();
        let heading = words(without_attributes(text));
        let mut anchor = String::with_capacity(heading.len());
        for c in heading.to_lowercase().chars() {
            if c.is_alphanumeric() {
                anchor.push(c);
            } else if !anchor.ends_with('-') {
                anchor.push('-');
            }
        }
        let anchor = anchor.trim_matches('-');
        let anchor = if anchor.is_empty() { "section" } else { anchor };
        let count = self.anchors.entry(anchor.to_owned()).or_insert(0);
        *count += 1;
        // The prefix distinguishes anchors of sections from those of speeches.
        let anchor = if *count == 1 { format!("section-{anchor}") } else { format!("section-{anchor}-{count}") };
        self.transcript.heading_notes.extend(marked(text).into_iter().map(|note| (anchor.as_str().into(), note)));
        self.transcript.sections.push(Section {
            heading: Some(heading.into()),
            anchor: anchor.into(),
            contributions: Vec::new(),
        });
    }

    fn open_speech(&mut self, heading: &'t str, at: usize) {
        self.close_speech();
        let named = match self.names.get(heading) {
            Some(known) => known.clone(),
            None => self.name(heading, at),
        };
        self.speech = Some(OpenSpeech { named, blocks: Vec::new(), notes: marked(heading) });
    }

    /// Reads a heading that is new. Its label may be known from another spelling of the heading.
    fn name(&mut self, heading: &'t str, at: usize) -> Named {
        let understood = understand_speaker(heading);
        let name = words(&understood.name);
        let label = if is_nameless(heading) {
            nobody("")
        } else if is_withheld(understood.name.trim()) {
            nobody(&understood.name)
        } else if understood.name.trim().is_empty() || name.is_empty() {
            nobody(&words(heading))
        } else if understood.is_dressed {
            Label { key: fold_label(&format!("{name}:")).into(), text: name.into() }
        } else {
            Label::new(&words(&split_language(heading).0))
        };
        if label.key.is_empty() {
            self.odd(OddityKind::Nameless, at..at + heading.len());
        }
        let names = &mut self.transcript.names;
        let known = *self.labels.entry(label.clone()).or_insert(names.len() as NameIndex);
        if known as usize == names.len() {
            names.push(Arc::new(SpeakerName { label, first_seen: at as u32 }));
            self.transcript.tallies.push(Tally::default());
        }
        let named = Named { by: known, lang: understood.lang, time: understood.time.map(Box::new) };
        self.names.insert(heading, named.clone());
        named
    }

    fn text_line(&mut self, at: usize, end: usize) {
        self.started = true;
        if let Some((start, quote_end)) = self.quote {
            // A line directly below a quotation belongs to it (lazy continuation in CommonMark), unless the quotation
            // is a complete remark such as `> （笑）`: then the line is speech. A remark does not continue for many lines
            // without its mark.
            if self.lazy <= MOST_LAZY && is_narrative(&self.text[start..quote_end]) {
                self.close_quote();
            } else {
                self.lazy += 1;
                self.quote = Some((start, end));
                return;
            }
        }
        self.prose_line(at, end);
    }

    fn prose_line(&mut self, at: usize, end: usize) {
        let start = self.prose.map_or(at, |(start, _)| start);
        self.prose = Some((start, end));
    }

    fn quote_line(&mut self, at: usize, end: usize) {
        self.started = true;
        if self.quote.is_none() {
            self.close_prose();
            self.lazy = 0;
        }
        let start = self.quote.map_or(at, |(start, _)| start);
        self.quote = Some((start, end));
    }

    fn blank_line(&mut self, end: usize) {
        self.close_quote();
        if let Some((start, _)) = self.prose {
            self.prose = Some((start, end));
        }
    }

    fn close_quote(&mut self) {
        if let Some((start, end)) = self.quote.take() {
            let range = trimmed(self.text, start, end);
            let kind = if is_narrative(range.of(self.text)) { BlockKind::Narrative } else { BlockKind::Quotation };
            self.block(Block { kind, text: range });
        }
    }

    /// Makes blocks of the prose lines, with a separate block for each paragraph that is a remark as a whole: `（點頭）`.
    fn close_prose(&mut self) {
        let Some((start, end)) = self.prose.take() else { return };
        let mut from = start;
        let mut at = start;
        while at < end {
            let paragraph_end =
                memchr::memmem::find(&self.text.as_bytes()[at..end], b"\n\n").map_or(end, |gap| at + gap);
            let next = (paragraph_end + 2).min(end);
            let paragraph = self.text[at..paragraph_end].trim();
            if may_be_remark(paragraph) && !self.text[at..].starts_with("    ") && is_narrative(paragraph) {
                self.push_prose(from, at);
                self.block(Block { kind: BlockKind::Narrative, text: trimmed(self.text, at, paragraph_end) });
                from = next;
            }
            at = next;
        }
        self.push_prose(from, end);
    }

    fn push_prose(&mut self, start: usize, end: usize) {
        if start < end {
            let range = trimmed_lines(self.text, start, end);
            if range.start < range.end {
                self.block(Block { kind: BlockKind::Prose, text: range });
            }
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(speech) = &mut self.speech {
            speech.blocks.push(block);
            return;
        }
        let contribution = match block.kind {
            BlockKind::Narrative => Contribution::Narrative(self.narrative(block.text)),
            BlockKind::Prose | BlockKind::Quotation => Contribution::Note(Note { text: block.text }),
        };
        self.push(contribution);
    }

    fn close_speech(&mut self) {
        self.close_quote();
        self.close_prose();
        let Some(mut speech) = self.speech.take() else { return };
        // Events after the last word are not part of the speech.
        let spoken = speech.blocks.iter().rposition(|block| block.kind != BlockKind::Narrative).map_or(0, |at| at + 1);
        let after = speech.blocks.split_off(spoken);
        let mut said = String::new();
        let only = match speech.blocks.as_slice() {
            [block] => block.text.of(self.text),
            blocks => {
                for block in blocks {
                    said.push_str(block.text.of(self.text));
                    said.push('\n');
                }
                &said
            }
        };
        // The mark of a note does not count as words.
        let unmarked = without_marks(only);
        let only = &*unmarked;
        let words = count_words(only);
        let label = Arc::clone(&self.transcript.names[speech.named.by as usize]);
        let id = self.id('s', &label.label.key, only);
        if !speech.notes.is_empty() {
            let anchor: Box<str> = id.to_string().into();
            let notes = speech.notes.iter().map(|note| (anchor.clone(), *note));
            self.transcript.heading_notes.extend(notes);
        }
        let tally = &mut self.transcript.tallies[speech.named.by as usize];
        *tally = Tally { speeches: tally.speeches + 1, words: tally.words.saturating_add(words) };
        speech.blocks.shrink_to_fit();
        let Named { by, lang, time } = speech.named;
        self.push(Contribution::Speech(Speech { id, by, blocks: speech.blocks, lang, time, words }));
        for block in after {
            let narrative = self.narrative(block.text);
            self.push(Contribution::Narrative(narrative));
        }
    }

    fn push(&mut self, contribution: Contribution) {
        if let Some(section) = self.transcript.sections.last_mut() {
            section.contributions.push(contribution);
            self.holds_anything = true;
        }
    }

    /// Reports whether a fence of `ticks` backticks that opens above `from` is closed.
    fn closes(&mut self, from: usize, ticks: usize) -> bool {
        let text = self.text;
        self.fences.get_or_insert_with(|| Fences::new(text, from)).close(from, ticks)
    }

    fn narrative(&mut self, text: TextRange) -> Narrative {
        let written = text.of(self.text);
        let id = self.id('n', "", &without_marks(written));
        Narrative { id, text, agenda: agenda_item(written) }
    }

    fn id(&mut self, kind: char, label: &str, said: &str) -> SpeechId {
        // Markup may be corrected without changing the words.
        let plain;
        let said = if said.bytes().any(|byte| matches!(byte, b'<' | b'[' | b'&' | b'\x07')) {
            plain = plain_text(said);
            &plain
        } else {
            said
        };
        let id = SpeechId::new(kind, label, said);
        let occurrence = self.seen.entry(id).or_insert(0);
        *occurrence = occurrence.saturating_add(1);
        id.occurrence(*occurrence)
    }
}

/// Words of a heading, without markup.
fn words(text: &str) -> String {
    let text = text.trim();
    if is_plain(text) {
        text.to_owned()
    } else {
        plain_text(&format!("\u{2060}{text}")).trim_start_matches('\u{2060}').trim().to_owned()
    }
}

/// Splits `{lang=fr}` off a label.
fn split_language(heading: &str) -> (std::borrow::Cow<'_, str>, Option<Language>) {
    let found = heading.find("{lang=").and_then(|open| {
        let close = open + heading[open..].find('}')?;
        let lang = Language::parse(heading[open + 6..close].trim_matches(['"', '\'', ' ']))?;
        Some((without_middle(heading, open, close + 1), lang))
    });
    match found {
        Some((label, lang)) => (label.into(), Some(lang)),
        None => (heading.into(), None),
    }
}

/// Number of lines without its mark after which a quotation is not a remark any more.
const MOST_LAZY: u32 = 16;

/// Range without white space at either end.
fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let range = &text[start..end];
    let begin = start + range.len() - range.trim_start().len();
    (begin..(start + range.trim_end().len()).max(begin)).into()
}

/// Range without empty lines at either end. The first line keeps its indentation, which may be significant.
fn trimmed_lines(text: &str, start: usize, end: usize) -> TextRange {
    let range = &text[start..end];
    let first_word = range.len() - range.trim_start().len();
    let begin = range[..first_word].rfind('\n').map_or(start, |at| start + at + 1);
    (begin..(start + range.trim_end().len()).max(begin)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: Speakers = Speakers::Labelled(Labels::Headings);

    /// Lists the contributions of a record, one a line.
    fn outline(text: &str) -> Vec<String> {
        let transcript = read_transcript(text, 0, HEADINGS);
        let mut lines = Vec::new();
        for section in &transcript.sections {
            if let Some(heading) = &section.heading {
                lines.push(format!("## {heading}"));
            }
            for contribution in &section.contributions {
                lines.push(match contribution {
                    Contribution::Speech(speech) => {
                        let blocks: Vec<String> =
                            speech.blocks.iter().map(|b| format!("{:?} {}", b.kind, b.text.of(text))).collect();
                        format!("{}: {}", transcript.names[speech.by as usize].label.text, blocks.join(" | "))
                    }
                    Contribution::Narrative(n) => match &n.agenda {
                        Some(item) => format!("agenda {}", item.title),
                        None => format!("narrative {}", n.text.of(text)),
                    },
                    Contribution::Note(note) => format!("note {}", note.text.of(text)),
                });
            }
        }
        lines
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outline(text), expected, "{text:?}");
    }

    #[test]
    fn headings_are_speeches_sections_and_titles() {
        check("# 2023-07-20 T\n### Ann:\nAye.\n### Ben：\nNay.\n", &["Ann: Prose Aye.", "Ben: Prose Nay."]);
        check("### Ann\nAye.\n", &["Ann: Prose Aye."]);
        check("# T\n## Opening\n### Ann:\nAye.\n# Second\n", &["## Opening", "Ann: Prose Aye.", "## Second"]);
        check("# T\n## 賴致翔：\n好\n", &["賴致翔: Prose 好"]);
        check("# T\n### Ann:\n#1 - We provide\n", &["Ann: Prose #1 - We provide"]);
        check("### 環保署代表：羅振誠\n好\n", &["環保署代表：羅振誠: Prose 好"]);
        check("Title\n=====\n### Ann:\nAye.", &["Ann: Prose Aye."]);
    }

    #[test]
    fn a_document_with_sections_and_no_colon_has_no_speeches() {
        check("# T\n## Proposal\nText.\n### Why?\nBecause.\n", &["## Proposal", "note Text.\n### Why?\nBecause."]);
    }

    #[test]
    fn a_heading_ends_whatever_was_open() {
        check("### Ann:\n```\ncode\n### Ben:\nHi\n", &["Ann: Prose ```\ncode", "Ben: Prose Hi"]);
        check("### Ann:\n> quoted\n### Ben:\nHi\n", &["Ann: Quotation > quoted", "Ben: Prose Hi"]);
        check("### Ann:\ntext\n### Ben:\nHi\n", &["Ann: Prose text", "Ben: Prose Hi"]);
    }

    #[test]
    fn what_happened_is_told_from_what_was_said() {
        check(
            "### Ann:\nAye.\n\n> （與會者皆無意見）\n\n### Ben:\nHi\n",
            &["Ann: Prose Aye.", "narrative > （與會者皆無意見）", "Ben: Prose Hi"],
        );
        check("### Ann:\nOne.\n\n> (💥)\n\nTwo.\n", &["Ann: Prose One. | Narrative > (💥) | Prose Two."]);
        check("### Ann:\nOne.\n\n（點頭）\n\nTwo.\n", &["Ann: Prose One. | Narrative （點頭） | Prose Two."]);
        check("### Ann:\nOne.\n\n> He said so.\n\nTwo.\n", &["Ann: Prose One. | Quotation > He said so. | Prose Two."]);
        for remark in ["*(Rises.)*", "**（散會）**", "\\(Rises.\\)", "_[Rises.]_", "<i>(Rises.)</i>", "***(Rises.)***"]
        {
            let expected = [&format!("Ann: Prose One. | Narrative {remark} | Prose Two.")[..]];
            check(&format!("### Ann:\nOne.\n\n{remark}\n\nTwo.\n"), &expected);
        }
        check("### Ann:\n*(a)* and *(b)*\n", &["Ann: Prose *(a)* and *(b)*"]);
        check("### Ann:\n\\[not English\\]\n", &["Ann: Prose \\[not English\\]"]);
        check("### Ann:\n* (a)\n", &["Ann: Prose * (a)"]);
        check("### Ann:\n(a) and (b)\n", &["Ann: Prose (a) and (b)"]);
        check("### Ann:\nHi（笑）there\n", &["Ann: Prose Hi（笑）there"]);
        check("### Ann:\n> ![](https://a.example/p.png)\n", &["Ann: ", "narrative > ![](https://a.example/p.png)"]);
        check("### Ann:\n> （笑）\nAnd so on.\n", &["Ann: Narrative > （笑） | Prose And so on."]);
        check("> 【開始記錄】\n\n### Ann:\nHi\n", &["narrative > 【開始記錄】", "Ann: Prose Hi"]);
    }

    #[test]
    fn agenda_items_open_at_a_labelled_link() {
        check("### Ann:\nStart.\n\n> [（案由一）](https://a.example/1)\n", &["Ann: Prose Start.", "agenda 案由一"]);
        check("### Ann:\nStart.\n\n>[（報告案三）](https://a.example/1)\n", &["Ann: Prose Start.", "agenda 報告案三"]);
        check("> ([Agenda item 2](https://a.example/1))\n", &["agenda Agenda item 2"]);
        check("> [Agenda item 2: streets](https://a.example/1)\n", &["agenda Agenda item 2: streets"]);
        check("> [the minutes](https://a.example/1)\n", &["note > [the minutes](https://a.example/1)"]);
        check("> (laughter)\n", &["narrative > (laughter)"]);
    }

    #[test]
    fn text_before_any_speech_is_a_note() {
        check("# T\n\n📅 時間\n🏡 地點\n\n### Ann:\nHi", &["note 📅 時間\n🏡 地點", "Ann: Prose Hi"]);
    }

    #[test]
    fn an_empty_speech_is_a_speech() {
        check("### Ann:\n\n### Ben:\nHi\n", &["Ann: ", "Ben: Prose Hi"]);
    }

    #[test]
    fn a_label_may_name_its_language() {
        let transcript = read_transcript("### Élodie {lang=fr}:\nBonjour.\n", 0, HEADINGS);
        let Contribution::Speech(speech) = &transcript.sections[0].contributions[0] else { panic!("no speech") };
        assert_eq!(
            (&*transcript.names[speech.by as usize].label.text, speech.lang.as_ref().map(Language::as_str)),
            ("Élodie", Some("fr"))
        );
    }

    #[test]
    fn ids_do_not_depend_on_markup() {
        let id = |said: &str| {
            let transcript = read_transcript(&format!("### Ann:\n{said}\n"), 0, HEADINGS);
            match &transcript.sections[0].contributions[0] {
                Contribution::Speech(speech) => speech.id.to_string(),
                other => panic!("no speech: {other:?}"),
            }
        };
        let plain = id("So say we all, and more.");
        for marked in [
            "So *say* we all, and more.",
            "So say <b>we</b> all, and more.",
            "So [say](https://a.example/x) we all, and more.",
            "So say we\nall - and more",
        ] {
            assert_eq!(id(marked), plain, "{marked}");
        }
        assert_ne!(id("So say we not, and more."), plain);
    }

    #[test]
    fn ids_do_not_depend_on_what_stands_above() {
        let ids = |text: &str| -> Vec<String> {
            let transcript = read_transcript(text, 0, HEADINGS);
            transcript
                .sections
                .iter()
                .flat_map(|s| &s.contributions)
                .filter_map(|c| match c {
                    Contribution::Speech(speech) => Some(speech.id.to_string()),
                    _ => None,
                })
                .collect()
        };
        let before = ids("### Ann:\nAye.\n### Ben:\nNay.\n### Ann:\nAye.\n");
        let after = ids("### Cy:\nHm.\n### Ann:\nAye.\n### Ben:\nNay.\n### Ann:\nAye.\n");
        assert_eq!(before[..], after[1..]);
        assert_eq!(before[2], format!("{}-2", before[0]));
    }
}
