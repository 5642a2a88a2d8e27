//! Reads a blockquote that records the attendance of a meeting: `> **Present:** Ann Lee (Chair), Ben Okri (from 19:20)`.
//!
//! Every line must be understood as a whole, or the quotation stays one.

mod attendance_words;
mod attendee_remarks;
mod quorum_line;

use std::ops::Range;

use self::attendance_words::{AttendanceWord, word_of};
use self::attendee_remarks::{AttendeeRemark, remark_of};
use self::quorum_line::quorum_of;
use crate::markdown::labels::looks_like_name;
use crate::parse::decisions::{may_be_decision, quoted_lines};
use crate::record::{Attendee, NameIndex, Presence, Quorum, RollCall, RollCallLine, TextRange};

/// Maximum length of a quotation that may record attendance, in bytes.
const LONGEST: usize = 100_000;

/// The attendance that a blockquote records; none if it is another quotation. `name` gives the index of a name by its text
/// and place.
pub(super) fn roll_call_in(
    text: &str,
    quote: TextRange,
    name: &mut dyn FnMut(&str, usize) -> NameIndex,
) -> Option<RollCall> {
    let written = quote.of(text);
    if written.len() > LONGEST || !may_be_decision(written) {
        return None;
    }
    let lines = understood(text, quote)?;
    let mut call = RollCall::default();
    for Line { range, word, names, quorum } in lines {
        let mut places = Vec::new();
        for NamedAttendee { range, remark } in names {
            let by = name(&text[range.clone()], range.start);
            places.push((TextRange::from(range), by));
            let presence = match word {
                AttendanceWord::Part(presence) => presence,
                AttendanceWord::Chair | AttendanceWord::Quorum => Presence::Present,
            };
            if word == AttendanceWord::Chair || remark.is_chair {
                call.chair = call.chair.or(Some(by));
            }
            let stays = remark.stay.into_iter().collect();
            call.attendance.attendees.push(Attendee { by, presence, stays });
        }
        call.attendance.quorum = quorum.or(call.attendance.quorum);
        call.lines.push(RollCallLine { text: range.into(), names: places, is_quorum: quorum.is_some() });
    }
    Some(call)
}

/// Reports whether lines of Markdown would record attendance as a blockquote.
pub(super) fn is_roll_call(lines: &[String]) -> bool {
    let text: String = lines.iter().map(|line| format!("> {line}\n")).collect();
    text.len() <= LONGEST && understood(&text, TextRange::from(0..text.len())).is_some()
}

/// Reports whether a line begins with a word of attendance and a colon: `Apologies: Dee Ray`.
pub(super) fn opens_attendance(line: &str) -> bool {
    lead(line, false).is_some()
}

/// A line that is understood.
struct Line {
    range: Range<usize>,
    word: AttendanceWord,
    names: Vec<NamedAttendee>,
    quorum: Option<Quorum>,
}

/// A name with what is said of it in brackets.
struct NamedAttendee {
    range: Range<usize>,
    remark: AttendeeRemark,
}

/// All lines of a quotation, if each is understood and there is anything in them.
fn understood(text: &str, quote: TextRange) -> Option<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    // True if the names of the line above go on.
    let mut goes_on = false;
    for range in quoted_lines(text, quote).map(|line| without_bullet(text, line)) {
        let written = &text[range.clone()];
        if written.is_empty() {
            goes_on = false;
            continue;
        }
        // Links, code and HTML would be lost in names.
        if written.contains(['[', '<', '`', '\\', '&', '|']) || written.contains(char::is_control) {
            return None;
        }
        match lead(written, lines.is_empty()) {
            Some((word, rest)) => {
                let from = range.start + rest;
                let line = match word {
                    AttendanceWord::Quorum => {
                        let quorum = Some(quorum_of(&text[from..range.end])?);
                        Line { range: range.clone(), word, names: Vec::new(), quorum }
                    }
                    _ => {
                        let names = names_in(text, from..range.end, false)?;
                        Line { range: range.clone(), word, names, quorum: None }
                    }
                };
                lines.push(line);
            }
            None if goes_on => {
                let last = lines.last_mut()?;
                let by_semicolons = text[last.range.clone()].contains([';', '；']);
                let names = names_in(text, range.clone(), by_semicolons)?;
                last.names.extend(names);
                last.range.end = range.end;
            }
            None => return None,
        }
        let is_list = lines.last().is_some_and(|line| line.word != AttendanceWord::Quorum);
        goes_on = is_list && written.ends_with([',', ';', '、', '，', '；']);
    }
    // A chair alone is the label of somebody who speaks.
    let says_anything = lines.iter().any(|line| line.word != AttendanceWord::Chair);
    says_anything.then_some(lines)
}

/// A line of a blockquote without the bullet in front of it and the mark of a line break at its end.
fn without_bullet(text: &str, line: Range<usize>) -> Range<usize> {
    let written = &text[line.clone()];
    let bare = written.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
    let bare = bare.map_or(written, str::trim_start);
    let begin = line.end - bare.len();
    begin..begin + bare.trim_end_matches('\\').trim_end().len()
}

/// Maximum length of the word before a colon, in bytes.
const LONGEST_WORD: usize = 80;

/// The word before the names of a line, and the byte offset of what follows: `**Present:**`, `**Present** (9):`, `出席：`. The
/// first word of a quotation must be bold.
fn lead(line: &str, is_first: bool) -> Option<(AttendanceWord, usize)> {
    if is_first && !(line.starts_with("**") || line.starts_with("__")) {
        return None;
    }
    let (colon, sign) = line.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    if colon > LONGEST_WORD {
        return None;
    }
    let word = line[..colon].replace(['*', '_'], "");
    let word = word.trim();
    let bare = word.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    let bare = bare.filter(|(_, count)| count.trim().trim_end_matches(['人', '位', '名']).parse::<u32>().is_ok());
    let found = word_of(bare.map_or(word, |(word, _)| word))?;
    let rest = &line[colon + sign.len_utf8()..];
    let after = rest.trim_start_matches(['*', '_', ' ', '\u{3000}']);
    Some((found, line.len() - after.len()))
}

/// The names in a range, each perhaps with remarks in brackets; `None` if anything else stands there.
fn names_in(text: &str, range: Range<usize>, by_semicolons: bool) -> Option<Vec<NamedAttendee>> {
    let mut names = Vec::new();
    let pieces = pieces(text, range, by_semicolons);
    let count = pieces.len();
    let mut is_none = false;
    for (number, piece) in pieces.into_iter().enumerate() {
        let piece = bare(text, piece);
        is_none |= is_nobody(&text[piece.clone()]);
        if piece.is_empty() || is_nobody(&text[piece.clone()]) {
            continue;
        }
        let is_end = number == 0 || number + 1 == count;
        match joined(text, piece.clone()).filter(|_| is_end) {
            Some(two) => names.extend(two),
            None => names.push(named(text, piece)?),
        }
    }
    (is_none || !names.is_empty()).then_some(names)
}

/// Parts of a list, divided outside brackets by semicolons if there are any or the lines above had some, or else by commas.
fn pieces(text: &str, range: Range<usize>, by_semicolons: bool) -> Vec<Range<usize>> {
    let mut depth = 0usize;
    let mut divided = |signs: &[char]| {
        let mut pieces = Vec::new();
        let mut start = range.start;
        for (at, c) in text[range.clone()].char_indices() {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                c if depth == 0 && signs.contains(&c) => {
                    pieces.push(start..range.start + at);
                    start = range.start + at + c.len_utf8();
                }
                _ => {}
            }
        }
        depth = 0;
        pieces.push(start..range.end);
        pieces
    };
    if by_semicolons || text[range.clone()].contains([';', '；']) {
        return divided(&[';', '；', '、', '。']);
    }
    divided(&[',', '，', ';', '；', '、', '。'])
}

/// Two names that “and” joins at the end of a list.
fn joined(text: &str, range: Range<usize>) -> Option<[NamedAttendee; 2]> {
    const AND: [&str; 8] = [" and ", " und ", " et ", " y ", " en ", " e ", " & ", " og "];
    let written = &text[range.clone()];
    let outside = |at: usize| {
        let before = &written[..at];
        before.matches(['(', '（']).count() == before.matches([')', '）']).count()
    };
    let found = AND.iter().filter_map(|and| Some((written.rfind(and)?, and.len()))).find(|(at, _)| outside(*at));
    let (at, length) = found?;
    let one = named(text, bare(text, range.start..range.start + at))?;
    let other = named(text, bare(text, range.start + at + length..range.end))?;
    Some([one, other])
}

/// A name with the brackets after it, if the whole of a range is one.
fn named(text: &str, range: Range<usize>) -> Option<NamedAttendee> {
    let written = &text[range.clone()];
    let open = written.find(['(', '（']);
    let name = written[..open.unwrap_or(written.len())].trim_end();
    if !looks_like_name(name) || name.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut remark = AttendeeRemark::default();
    let mut rest = &written[open.unwrap_or(written.len())..];
    while !rest.is_empty() {
        let inside = rest.strip_prefix(['(', '（'])?;
        let (within, after) = inside.split_once([')', '）'])?;
        remark = remark.with(remark_of(within)?)?;
        rest = after.trim_start();
    }
    Some(NamedAttendee { range: range.start..range.start + name.len(), remark })
}

/// A range without white space, emphasis, “and” before it, and the full stop of a sentence after it.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    const AND: [&str; 7] = ["and ", "und ", "et ", "y ", "en ", "e ", "& "];
    let is_around = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
    let trimmed = text[range.clone()].trim_start_matches(is_around);
    let trimmed = AND.iter().find_map(|and| trimmed.strip_prefix(and)).unwrap_or(trimmed);
    let begin = range.end - trimmed.len();
    let ended = trimmed.trim_end_matches(is_around);
    let last = ended.strip_suffix('.').and_then(|rest| rest.rsplit([' ', '.']).next());
    // `Ann L.` ends in an initial.
    let length = if last.is_some_and(|last| last.chars().count() > 2) { ended.len() - 1 } else { ended.len() };
    begin..begin + length
}

/// Reports whether a text says that there is nobody.
fn is_nobody(text: &str) -> bool {
    const NOBODY: [&str; 22] = [
        "none", "nobody", "nil", "no one", "無", "无", "なし", "無し", "없음", "aucun", "aucune", "néant", "keine",
        "niemand", "ninguno", "ninguna", "nessuno", "nenhum", "geen", "ingen", "-", "–",
    ];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    text == "—" || NOBODY.contains(&text.as_str())
}

#[cfg(test)]
mod tests;
