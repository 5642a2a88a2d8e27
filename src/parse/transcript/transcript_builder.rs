//! Builds the content of a record from its lines: blocks, speeches, the events between them, and sections.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::heading_keys::{add_line, keys_in_heading};
use super::heading_lines::{underlined, words};
use super::named_people::NamedPeople;
use super::oddities::{Oddity, OddityKind};
use super::parsed_transcript::ParsedTranscript;
use super::remarks::{agenda_item, is_narrative, may_be_remark};
use super::speaker_headings::{Named, SpeakerHeadings};
use crate::markdown::labels::{time_beside, time_of_remark, without_attributes};
use crate::markdown::{marked, plain_text, without_marks};
use crate::parse::attendance::roll_call_in;
use crate::parse::decisions::{AddedWords, KnownNames, decisions_in, may_be_decision};
use crate::record::{
    Block, BlockKind, Contribution, Decision, Moment, Narrative, Note, RollCall, Section, Speech, SpeechDetails,
    SpeechId, Tally, TextRange,
};
use crate::text::count_words;

/// Content of a record as far as it has been read.
pub(super) struct TranscriptBuilder<'t> {
    text: &'t str,
    pub(super) transcript: ParsedTranscript,
    pub(super) speakers: SpeakerHeadings<'t>,
    /// True if the section already has content.
    holds_anything: bool,
    /// True below the heading of a section, where lines may have keys of the item.
    may_have_keys: bool,
    /// Number of times each id has been given.
    seen: FxHashMap<SpeechId, u16>,
    /// Number of times each anchor of a section has been given.
    anchors: FxHashMap<String, u32>,
    speech: Option<OpenSpeech>,
    /// Words of the site that introduce decisions.
    added: &'t AddedWords,
    /// People whom decisions and roll calls name.
    named: NamedPeople,
    /// Names that lists of voters have been read to hold.
    known: KnownNames,
    /// Range of prose lines that are not part of a block yet.
    prose: Option<(usize, usize)>,
    /// Range of quoted lines that are not part of a block yet.
    quote: Option<(usize, usize)>,
    /// Number of lines that continue the quotation without its mark.
    lazy: u32,
}

struct OpenSpeech {
    named: Named,
    blocks: Vec<Block>,
    /// Numbers of the notes that the heading marks.
    notes: Vec<u32>,
    /// Decisions and roll calls recorded among the words, each with the number of blocks above it.
    entries: Vec<(usize, RecordedEntry)>,
}

/// An entry of the record that is no part of the speech around it.
enum RecordedEntry {
    Decision(Decision),
    RollCall(TextRange, RollCall),
}

/// Number of lines without its mark after which a quotation is not a remark any more.
const MOST_LAZY: u32 = 16;

impl<'t> TranscriptBuilder<'t> {
    /// Empty content, in a section without a heading. `by_lines` is true if speakers are named by lines that are not
    /// headings.
    pub(super) fn new(text: &'t str, by_lines: bool, added: &'t AddedWords) -> Self {
        let sections =
            vec![Section { heading: None, anchor: "".into(), item: None, time: None, contributions: Vec::new() }];
        TranscriptBuilder {
            text,
            transcript: ParsedTranscript { by_lines, sections, ..ParsedTranscript::default() },
            speakers: SpeakerHeadings::default(),
            holds_anything: false,
            may_have_keys: false,
            seen: FxHashMap::default(),
            anchors: FxHashMap::default(),
            speech: None,
            added,
            named: NamedPeople::default(),
            known: KnownNames::default(),
            prose: None,
            quote: None,
            lazy: 0,
        }
    }

    /// The whole content, when all lines have been read.
    pub(super) fn finish(mut self) -> ParsedTranscript {
        self.close_speech();
        self.transcript.heading_notes.sort_by(|a, b| a.0.cmp(&b.0));
        // Speeches stay in memory until the site is drawn.
        self.transcript.sections.iter_mut().for_each(|section| section.contributions.shrink_to_fit());
        self.transcript.names = self.speakers.names;
        self.named.list_after_speakers(&mut self.transcript);
        self.transcript
    }

    pub(super) fn odd(&mut self, kind: OddityKind, range: std::ops::Range<usize>) {
        self.transcript.odd.push(Oddity { kind, at: range.into() });
    }

    /// Makes the first-level heading the title of the record.
    pub(super) fn title(&mut self, text: &str, range: std::ops::Range<usize>) {
        self.close_speech();
        self.transcript.heading_notes.extend(marked(text).into_iter().map(|note| ("".into(), note)));
        self.transcript.title = Some((words(without_attributes(text)), range.into()));
    }

    /// Reports whether only a single paragraph has been read so far.
    pub(super) fn could_be_title(&self) -> bool {
        self.transcript.title.is_none() && self.speech.is_none() && !self.holds_anything && self.prose.is_some()
    }

    /// Handles `Title` over a line of `=`.
    pub(super) fn underlined_title(&mut self, at: usize) {
        if let Some((start, _)) = self.prose.take() {
            let range = start..at;
            self.transcript.title = Some((words(self.text[range.clone()].trim()), range.into()));
        }
    }

    /// Takes the heading that a row of `=` or `-` makes of a paragraph of one line out of the prose.
    pub(super) fn underlined_heading(&mut self, line: &str, at: usize) -> Option<(u8, std::ops::Range<usize>)> {
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

    pub(super) fn section(&mut self, text: &str) {
        self.close_speech();
        let in_front = time_beside(text);
        let text = in_front.as_ref().map_or(text, |(rest, _)| *rest);
        let found = keys_in_heading(text);
        let (text, item) = found.map_or((text, None), |(text, keys)| (text, Some(Box::new(keys))));
        // The time may stand before the keys or after them.
        let behind = if in_front.is_none() { time_beside(text) } else { None };
        let text = behind.as_ref().map_or(text, |(rest, _)| *rest);
        let time = in_front.or(behind).map(|(_, time)| Box::new(time));
        let heading = words(without_attributes(text));
        let id = item.as_ref().and_then(|item| item.id.as_deref());
        let mut anchor = String::with_capacity(heading.len());
        for c in id.unwrap_or(&heading).to_lowercase().chars() {
            if c.is_alphanumeric() {
                anchor.push(c);
            } else if !anchor.ends_with('-') {
                anchor.push('-');
            }
        }
        let anchor = anchor.trim_matches('-');
        let anchor = if anchor.is_empty() { "section" } else { anchor };
        // The prefix distinguishes anchors of sections from those of speeches.
        let anchor = format!("{}-{anchor}", if id.is_some() { "item" } else { "section" });
        let count = self.anchors.entry(anchor.clone()).or_insert(0);
        *count += 1;
        let anchor = if *count == 1 { anchor } else { format!("{anchor}-{count}") };
        self.transcript.heading_notes.extend(marked(text).into_iter().map(|note| (anchor.as_str().into(), note)));
        self.transcript.sections.push(Section {
            heading: Some(heading.into()),
            anchor: anchor.into(),
            item,
            time,
            contributions: Vec::new(),
        });
        self.may_have_keys = true;
    }

    /// Takes a line directly below the heading of a section that has a key of the item, such as `matter: ferry-fares`.
    fn takes_key(&mut self, at: usize, end: usize) -> bool {
        if !self.may_have_keys {
            return false;
        }
        let Some(section) = self.transcript.sections.last_mut() else { return false };
        let mut keys = section.item.as_deref().cloned().unwrap_or_default();
        self.may_have_keys = add_line(&mut keys, &self.text[at..end]);
        if self.may_have_keys {
            section.item = Some(Box::new(keys));
        }
        self.may_have_keys
    }

    /// Begins the speech of the speaker whom the heading at `at` names.
    pub(super) fn open_speech(&mut self, heading: &'t str, at: usize) {
        self.close_speech();
        self.may_have_keys = false;
        let named = self.speakers.speaker(heading, at, &mut self.transcript.odd);
        self.transcript.tallies.resize(self.speakers.names.len(), Tally::default());
        self.speech = Some(OpenSpeech { named, blocks: Vec::new(), notes: marked(heading), entries: Vec::new() });
    }

    /// Sets the time of the open speech, unless its heading gives one.
    pub(super) fn set_time(&mut self, time: Option<Box<Moment>>) {
        if let Some(speech) = &mut self.speech {
            speech.named.time = speech.named.time.take().or(time);
        }
    }

    pub(super) fn text_line(&mut self, at: usize, end: usize) {
        if self.takes_key(at, end) {
            return;
        }
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

    pub(super) fn prose_line(&mut self, at: usize, end: usize) {
        let start = self.prose.map_or(at, |(start, _)| start);
        self.prose = Some((start, end));
    }

    pub(super) fn quote_line(&mut self, at: usize, end: usize) {
        self.may_have_keys = false;
        if self.quote.is_none() {
            self.close_prose();
            self.lazy = 0;
        }
        let start = self.quote.map_or(at, |(start, _)| start);
        self.quote = Some((start, end));
    }

    pub(super) fn blank_line(&mut self, end: usize) {
        self.close_quote();
        if let Some((start, _)) = self.prose {
            self.prose = Some((start, end));
        }
    }

    pub(super) fn close_quote(&mut self) {
        if let Some((start, end)) = self.quote.take() {
            let range = trimmed(self.text, start, end);
            if may_be_decision(range.of(self.text)) && (self.decisions(range) || self.roll_call(range)) {
                return;
            }
            let kind = if is_narrative(range.of(self.text)) { BlockKind::Narrative } else { BlockKind::Quotation };
            self.block(Block { kind, text: range });
        }
    }

    /// Makes blocks of the prose lines, with a separate block for each paragraph that is a remark as a whole: `（點頭）`.
    pub(super) fn close_prose(&mut self) {
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
            BlockKind::Narrative => Contribution::Narrative(Box::new(self.narrative(block.text))),
            BlockKind::Prose | BlockKind::Quotation => Contribution::Note(Note { text: block.text }),
        };
        self.push(contribution);
    }

    fn close_speech(&mut self) {
        self.close_quote();
        self.close_prose();
        let Some(OpenSpeech { named, blocks, notes, entries }) = self.speech.take() else { return };
        // The id is that of all words below the heading: a decision that is recorded among them later leaves it alone.
        let said = self.said(&blocks[..spoken_blocks(&blocks)]);
        let label = Arc::clone(&self.speakers.names[named.by as usize]);
        let id = self.id('s', &label.label.key, &said);
        if !notes.is_empty() {
            let anchor: Box<str> = id.to_string().into();
            self.transcript.heading_notes.extend(notes.iter().map(|note| (anchor.clone(), *note)));
        }
        if entries.is_empty() {
            let words = count_words(&said);
            return self.push_speech(named, id, words, blocks);
        }
        drop(said);
        let mut id = Some(id);
        let (mut rest, mut above) = (blocks, 0);
        let mut named = named;
        for (place, entry) in entries {
            let below = rest.split_off(place - above);
            self.push_part(&mut named, &mut id, rest);
            self.push_entry(entry);
            (rest, above) = (below, place);
        }
        self.push_part(&mut named, &mut id, rest);
    }

    /// Words of some blocks. The mark of a note does not count as words.
    fn said(&self, blocks: &[Block]) -> Cow<'t, str> {
        match blocks {
            [block] => without_marks(block.text.of(self.text)),
            blocks => {
                let mut said = String::new();
                for block in blocks {
                    said.push_str(block.text.of(self.text));
                    said.push('\n');
                }
                without_marks(&said).into_owned().into()
            }
        }
    }

    /// Adds the part of a speech above or below a decision: the first under the id of the speech, the others, if they
    /// have words, as speeches of the same speaker.
    fn push_part(&mut self, named: &mut Named, id: &mut Option<SpeechId>, blocks: Vec<Block>) {
        let spoken = spoken_blocks(&blocks);
        let said = self.said(&blocks[..spoken]);
        let words = count_words(&said);
        let id = id.take().or_else(|| {
            (spoken > 0).then(|| {
                let label = Arc::clone(&self.speakers.names[named.by as usize]);
                self.id('s', &label.label.key, &said)
            })
        });
        match id {
            Some(id) => {
                self.push_speech(named.clone(), id, words, blocks);
                named.time = None;
            }
            None => self.push_narratives(blocks),
        }
    }

    fn push_speech(&mut self, named: Named, id: SpeechId, words: u32, mut blocks: Vec<Block>) {
        // Events after the last word are not part of the speech.
        let after = blocks.split_off(spoken_blocks(&blocks));
        let Named { by, lang, time, delivery } = named;
        let tally = &mut self.transcript.tallies[by as usize];
        *tally = Tally { speeches: tally.speeches + 1, words: tally.words.saturating_add(words) };
        self.push(Contribution::Speech(Speech {
            id,
            by,
            blocks: blocks.into(),
            details: SpeechDetails::new(lang, time.map(|time| *time)),
            delivery,
            words,
        }));
        self.push_narratives(after);
    }

    fn push_narratives(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            let narrative = self.narrative(block.text);
            self.push(Contribution::Narrative(Box::new(narrative)));
        }
    }

    /// Reads the decisions that a quotation records; `false` if it records none.
    fn decisions(&mut self, quote: TextRange) -> bool {
        let named = &mut self.named;
        let decisions =
            decisions_in(self.text, quote, self.added, &mut self.known, &mut |name, at| named.index(name, at));
        let has_any = !decisions.is_empty();
        for decision in decisions {
            self.entry(RecordedEntry::Decision(decision));
        }
        has_any
    }

    /// Reads the roll call that a quotation is; `false` if it is none.
    fn roll_call(&mut self, quote: TextRange) -> bool {
        let named = &mut self.named;
        let found = roll_call_in(self.text, quote, &mut |name, at| named.index(name, at));
        let is_any = found.is_some();
        if let Some(call) = found {
            self.entry(RecordedEntry::RollCall(quote, call));
        }
        is_any
    }

    fn entry(&mut self, entry: RecordedEntry) {
        match &mut self.speech {
            Some(speech) => speech.entries.push((speech.blocks.len(), entry)),
            None => self.push_entry(entry),
        }
    }

    fn push_entry(&mut self, entry: RecordedEntry) {
        match entry {
            RecordedEntry::Decision(decision) => self.push_decision(decision),
            RecordedEntry::RollCall(text, call) => {
                let narrative = Narrative { roll_call: Some(Box::new(call)), time: None, ..self.narrative(text) };
                self.push(Contribution::Narrative(Box::new(narrative)));
            }
        }
    }

    fn push_decision(&mut self, mut decision: Decision) {
        decision.id = self.occurrence(decision.id);
        self.push(Contribution::Decision(Box::new(decision)));
    }

    fn push(&mut self, contribution: Contribution) {
        if let Some(section) = self.transcript.sections.last_mut() {
            section.contributions.push(contribution);
            self.holds_anything = true;
        }
    }

    fn narrative(&mut self, text: TextRange) -> Narrative {
        let written = text.of(self.text);
        let time = time_of_remark(written).map(Box::new);
        // A time that is added later changes no address.
        let said = match &time {
            Some(time) => written.replacen(&*time.written, "", 1).into(),
            None => Cow::Borrowed(written),
        };
        let id = self.id('n', "", &without_marks(&said));
        Narrative { id, text, agenda: agenda_item(written), time, roll_call: None }
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
        self.occurrence(SpeechId::new(kind, label, said))
    }

    /// The id with its number among equal ones.
    fn occurrence(&mut self, id: SpeechId) -> SpeechId {
        let occurrence = self.seen.entry(id).or_insert(0);
        *occurrence = occurrence.saturating_add(1);
        id.occurrence(*occurrence)
    }
}

/// Number of blocks up to the last words; only events follow.
fn spoken_blocks(blocks: &[Block]) -> usize {
    blocks.iter().rposition(|block| block.kind != BlockKind::Narrative).map_or(0, |at| at + 1)
}

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
