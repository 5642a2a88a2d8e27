//! Reads a blockquote that records a decision: `> **Decision:** The fare is two marks from May.`, with its result and
//! the names of voters on lines of their own.

mod action_line;
mod decision_words;
mod folded_line;
mod result_line;
mod result_phrases;
mod vote_names;
mod vote_numbers;
mod word_table;

use std::ops::Range;

use self::action_line::{ActionLine, action_line, is_unread_due};
use self::decision_words::{LONGEST_WORD, kind_of, number_of};
use self::folded_line::FoldedLine;
use self::result_line::{contradicts_itself, joined, result_of, result_of_folded};
use self::vote_names::{FoundNames, LONGEST_NAMES, goes_on, names_of, side_of};
use crate::markdown::labels::time_in_front;
use crate::markdown::plain_text;
use crate::record::{
    ActionItem, Ballot, Decision, DecisionKind, DecisionLine, DecisionOutcome, Moment, NameIndex, NamedRole, NamesLine,
    Side, SpeechId, TextRange, VoteResult,
};
use crate::text::head;

pub(super) use self::folded_line::folded as folded_word;
pub(super) use self::vote_names::{KnownNames, NAME_JOINERS};

/// Words of a site that introduce decisions, folded, with their kinds.
pub(super) type AddedWords = [(Box<str>, DecisionKind)];

/// Delimiters of bold type, the longest first.
const BOLD: [(&str, &str); 6] =
    [("***", "***"), ("___", "___"), ("**", "**"), ("__", "__"), ("<strong>", "</strong>"), ("<b>", "</b>")];

/// Reports quickly whether a blockquote may record a decision: its first words are bold.
pub(super) fn may_be_decision(quote: &str) -> bool {
    let bare =
        quote.trim_start_matches([' ', '\t']).strip_prefix('>').unwrap_or_default().trim_start_matches([' ', '\t']);
    bare.starts_with("**") || bare.starts_with("__") || bare.starts_with("<b>") || bare.starts_with("<strong>")
}

/// The decisions that a blockquote records, in order; none if it is another quotation. `known` are the names of the quotations
/// above; `name` gives the index of a name by its text and place. Their ids are those of their words and may be given to several.
pub(super) fn decisions_in(
    text: &str,
    quote: TextRange,
    added: &AddedWords,
    known: &mut KnownNames,
    name: &mut dyn FnMut(&str, usize) -> NameIndex,
) -> Vec<Decision> {
    let mut decisions: Vec<OpenDecision> = Vec::new();
    for line in quoted_lines(text, quote) {
        let written = &text[line.clone()];
        match decisions.last_mut() {
            None => match opening(written, added) {
                Some(opening) => decisions.push(OpenDecision::new(opening, written, line)),
                None => return Vec::new(),
            },
            Some(open) => {
                if open.takes(text, written, &line, known, name) {
                    continue;
                }
                match opening(written, added) {
                    Some(opening) => decisions.push(OpenDecision::new(opening, written, line)),
                    None => open.wording(line),
                }
            }
        }
    }
    let ends: Vec<usize> = decisions.iter().skip(1).map(|next| next.start).chain([quote.end as usize]).collect();
    let begins = std::iter::once(quote.start as usize)
        .chain(decisions.iter().skip(1).map(|decision| decision.start))
        .collect::<Vec<_>>();
    let ranges = begins.into_iter().zip(ends);
    decisions.into_iter().zip(ranges).map(|(decision, (begin, end))| decision.finish(text, begin..end)).collect()
}

/// The lines of a blockquote without their marks. Empty ones are ranges too.
pub(super) fn quoted_lines(text: &str, quote: TextRange) -> impl Iterator<Item = Range<usize>> {
    let mut at = quote.start as usize;
    quote.of(text).split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        let bare = line.trim_start();
        let bare = bare.strip_prefix('>').unwrap_or(bare).trim_start();
        let begin = start + line.len() - bare.len();
        begin..begin + bare.trim_end().len()
    })
}

/// A bold word with a colon at the beginning of a line.
struct Opening {
    kind: DecisionKind,
    word: Box<str>,
    /// Byte offset in the line of what follows the word and the time.
    rest: usize,
    time: Option<Moment>,
}

/// The word of the vocabulary that opens a line: `**Decision:**`, `**Decision**:`, `**決議：**`.
fn opening(line: &str, added: &AddedWords) -> Option<Opening> {
    let (open, close) = BOLD.iter().find(|(open, _)| line.starts_with(open))?;
    let inside = &line[open.len()..];
    let end = inside.find(close)?;
    let word = inside[..end].trim();
    let mut rest = open.len() + end + close.len();
    let bare = word.strip_suffix([':', '：']);
    if bare.is_none() {
        let after = line[rest..].trim_start();
        let colon = after.chars().next().filter(|c| matches!(c, ':' | '：'))?;
        rest = line.len() - after.len() + colon.len_utf8();
    }
    let word = bare.unwrap_or(word).trim_end();
    let kind = kind_of(word, added)?;
    // `**Decision:** [00:41:10] The fare …`
    let (length, time) = time_in_front(&line[rest..]).map_or((0, None), |(length, time)| (length, Some(time)));
    Some(Opening { kind, word: word.into(), rest: rest + length, time })
}

/// Reports whether a line begins as a decision does, but in another form than [`opening`] reads: `Decision: The fare …`,
/// `**DECISION** The fare …`, or the right form outside a quotation. `is_quoted` is true within one.
pub(super) fn resembles_decision(line: &str, is_quoted: bool, added: &AddedWords) -> bool {
    if opening(line, added).is_some() {
        return !is_quoted;
    }
    if let Some((open, close)) = BOLD.iter().find(|(open, _)| line.starts_with(open)) {
        let inside = &line[open.len()..];
        let word = inside.find(close).map(|end| (inside[..end].trim(), inside[end + close.len()..].trim()));
        return word.is_some_and(|(word, rest)| !rest.is_empty() && kind_of(word, added).is_some());
    }
    // Behind a longer beginning no word is known, so the rest of a long line need not be read.
    let Some((word, _)) = head(line, 4 * LONGEST_WORD + '：'.len_utf8()).split_once([':', '：']) else {
        return false;
    };
    let rest = &line[word.len()..];
    let is_word = !word.starts_with(char::is_lowercase) && kind_of(word, added).is_some();
    is_word && rest.chars().skip(1).any(|c| !c.is_whitespace())
}

/// A decision whose lines are being read.
struct OpenDecision {
    start: usize,
    kind: DecisionKind,
    word: Box<str>,
    /// Begin of the words after the introducing word.
    words: usize,
    lines: Vec<DecisionLine>,
    result: VoteResult,
    ballots: Vec<Ballot>,
    time: Option<Box<Moment>>,
    action: Option<Box<ActionItem>>,
    /// Role of the names above, if they go on in the next line.
    names: Option<NamedRole>,
}

impl OpenDecision {
    fn new(opening: Opening, written: &str, line: Range<usize>) -> Self {
        let rest = &written[opening.rest..];
        let action = (opening.kind == DecisionKind::Action).then(|| {
            let mut action = ActionItem { number: number_of(&opening.word).into(), ..ActionItem::default() };
            if let Some(ActionLine::Status(status, since)) = action_line(rest) {
                (action.status, action.since) = (Some(status), since);
            }
            Box::new(action)
        });
        OpenDecision {
            start: line.start,
            kind: opening.kind,
            word: opening.word,
            words: line.start + opening.rest,
            lines: vec![DecisionLine::Wording(line.into())],
            result: if action.is_some() { VoteResult::default() } else { result_of(rest).unwrap_or_default() },
            ballots: Vec::new(),
            time: opening.time.map(Box::new),
            action,
            names: None,
        }
    }

    /// Takes a line that is a result or a list of names; `false` for any other.
    fn takes(
        &mut self,
        text: &str,
        written: &str,
        line: &Range<usize>,
        known: &mut KnownNames,
        name: &mut dyn FnMut(&str, usize) -> NameIndex,
    ) -> bool {
        let before = self.names.take();
        if written.is_empty() || (before.is_none() && self.is_in_sentence(text, written)) {
            return false;
        }
        if self.takes_progress(written, line) {
            return true;
        }
        if written.len() > LONGEST_NAMES {
            return false;
        }
        let folded = FoldedLine::new(written);
        if let Some(result) = result_of_folded(written, &folded).and_then(|result| joined(&self.result, &result)) {
            self.result = result;
            self.lines.push(DecisionLine::Result(line.clone().into()));
            return true;
        }
        let Some(found) = names_of(written, &folded, before, known) else { return false };
        if self.action.is_none() && found.iter().any(|found| found.role == NamedRole::Assignee) {
            return false;
        }
        let Some(result) = with_counts(&self.result, &found) else { return false };
        self.result = result;
        self.names = found.last().map(|found| found.role).filter(|_| goes_on(written));
        for FoundNames { role, range, names, .. } in found {
            let places = names.into_iter().map(|range| line.start + range.start..line.start + range.end);
            let names: Vec<(TextRange, NameIndex)> =
                places.map(|range| (range.clone().into(), name(&text[range.clone()], range.start))).collect();
            self.ballots.extend(
                side_of(role).into_iter().flat_map(|side| names.iter().map(move |(_, by)| Ballot { side, by: *by })),
            );
            let range = line.start + range.start..line.start + range.end;
            self.result.casting_vote |= role == NamedRole::CastingVote;
            self.lines.push(DecisionLine::Names(NamesLine { role, text: range.into(), names }));
        }
        true
    }

    /// Takes a line that gives the day or the progress of an action item; `false` for any other, and for a second one.
    fn takes_progress(&mut self, written: &str, line: &Range<usize>) -> bool {
        let Some(action) = &mut self.action else { return false };
        match action_line(written) {
            Some(ActionLine::Due(date)) if action.due.is_none() => action.due = Some(date),
            Some(ActionLine::Status(status, since)) if action.status.is_none() => {
                (action.status, action.since) = (Some(status), since);
            }
            _ => return false,
        }
        self.lines.push(DecisionLine::Progress(line.clone().into()));
        true
    }

    /// Reports whether a line goes on with the sentence above: it begins in lower case, and the sentence has not ended.
    fn is_in_sentence(&self, text: &str, written: &str) -> bool {
        let Some(DecisionLine::Wording(above)) = self.lines.last() else { return false };
        let has_ended = above
            .of(text)
            .trim_end()
            .ends_with(['.', '!', '?', '。', '！', '？', ':', '：', ';', '…', ')', '”', '"', '*', '_']);
        !has_ended && written.starts_with(char::is_lowercase)
    }

    fn wording(&mut self, line: Range<usize>) {
        match self.lines.last_mut() {
            Some(DecisionLine::Wording(range)) => range.end = (line.end as u32).max(range.end),
            _ if line.is_empty() => {}
            _ => self.lines.push(DecisionLine::Wording(line.into())),
        }
    }

    fn finish(mut self, text: &str, range: Range<usize>) -> Decision {
        if self.result.outcome.is_none() && self.result.agreement.is_some() {
            self.result.outcome = Some(DecisionOutcome::Carried);
        }
        let mut said = String::new();
        for line in &mut self.lines {
            if let DecisionLine::Wording(range) = line {
                range.end = range.start + range.of(text).trim_end_matches(['>', ' ', '\t', '\n']).len() as u32;
                let from = (range.start as usize).max(self.words.min(range.end as usize));
                said.push_str(&text[from..range.end as usize]);
                said.push('\n');
            }
        }
        let start = range.start;
        let length = text[range].trim_end_matches(['>', ' ', '\t', '\n']).len();
        Decision {
            id: SpeechId::new('d', "", &plain_text(said.trim())),
            kind: self.kind,
            word: self.word,
            text: TextRange::from(start..start + length),
            lines: self.lines,
            result: self.result,
            ballots: self.ballots,
            time: self.time,
            action: self.action,
        }
    }
}

/// The counts beside names, `For (7): …`, added to the result; `None` if they contradict it.
fn with_counts(result: &VoteResult, found: &[FoundNames]) -> Option<VoteResult> {
    let mut counts = VoteResult::default();
    for found in found {
        if let (Some(side), Some(count)) = (side_of(found.role), found.count) {
            counts.counts[side as usize] = Some(count);
        }
    }
    joined(result, &counts)
}

/// The first line of an action item that begins as one that gives a day, and gives none that is understood.
pub(super) fn unread_due(decision: &Decision, text: &str) -> Option<TextRange> {
    decision.action.as_ref()?;
    let wordings = decision.lines.iter().filter_map(|line| match line {
        DecisionLine::Wording(range) => Some(*range),
        _ => None,
    });
    let mut lines = wordings.flat_map(|range| quoted_lines(text, range));
    lines.find(|line| is_unread_due(&text[line.clone()])).map(TextRange::from)
}

/// Contradiction within a decision, in words for a message.
pub(super) fn contradiction(decision: &Decision) -> Option<String> {
    for side in Side::ALL {
        let named = decision.ballots.iter().filter(|ballot| ballot.side == side).count() as u32;
        if let Some(count) = decision.result.count(side).filter(|count| named > 0 && *count != named) {
            let names = if named == 1 { "1 name".to_owned() } else { format!("{named} names") };
            return Some(format!("{count} are counted as {}, and {names} listed", side.name()));
        }
    }
    let mut voters: Vec<(NameIndex, Side)> = decision.ballots.iter().map(|ballot| (ballot.by, ballot.side)).collect();
    voters.sort_unstable();
    if let Some(pair) = voters.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let (one, other) = (pair[0].1.name(), pair[1].1.name());
        return Some(match one == other {
            true => format!("somebody is listed twice as {one}"),
            false => format!("somebody is listed as {one} and as {other}"),
        });
    }
    if contradicts_itself(&decision.result) {
        return Some("a unanimous vote has votes against".to_owned());
    }
    let (yes, no) = (decision.votes(Side::For)?, decision.votes(Side::Against)?);
    let is_counted = decision.result.majority.is_none() && !decision.result.casting_vote && !decision.result.tie;
    match decision.result.outcome {
        Some(DecisionOutcome::Carried) if is_counted && yes <= no => {
            Some(format!("it is carried with {yes} for and {no} against"))
        }
        Some(DecisionOutcome::Lost) if is_counted && yes > no => {
            Some(format!("it is lost with {yes} for and {no} against"))
        }
        _ if decision.result.tie && yes != no => Some(format!("it is tied with {yes} for and {no} against")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
