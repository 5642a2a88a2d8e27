//! Cues of captions in WebVTT and SubRip. Both are blocks between empty lines; a line with an arrow gives the times.

use super::imported_record::LeftOut;
use super::timestamp::milliseconds;

/// A cue: its times in milliseconds, and its lines as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue<'t> {
    /// Beginning.
    pub start: u64,
    /// End.
    pub end: u64,
    /// Lines of the payload.
    pub lines: Vec<&'t str>,
}

/// Reports whether a text is WebVTT: it begins with that word.
pub(super) fn is_webvtt(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Reports whether a text is SubRip: its first block is a number, times, and words.
pub(super) fn is_subrip(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).skip_while(|line| line.is_empty());
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    match lines.next() {
        Some(first) if is_number(first) => lines.next().is_some_and(|line| times(line).is_some()),
        Some(first) => times(first).is_some(),
        None => false,
    }
}

/// All cues in the order of time, and the lines that belong to none.
pub(super) fn cues(text: &str) -> (Vec<Cue<'_>>, Vec<LeftOut>) {
    let (mut cues, mut left_out) = (Vec::new(), Vec::new());
    let mut block: Vec<(usize, &str)> = Vec::new();
    let numbered = (1..).zip(text.lines().map(str::trim_end));
    for (number, line) in numbered.chain([(0, "")]) {
        if !line.trim().is_empty() {
            block.push((number, line));
        } else if !block.is_empty() {
            read_block(&block, &mut cues, &mut left_out);
            block.clear();
        }
    }
    // Cues may be out of order; those of one moment stay as they are.
    cues.sort_by_key(|cue: &Cue<'_>| cue.start);
    (cues, left_out)
}

fn read_block<'t>(block: &[(usize, &'t str)], cues: &mut Vec<Cue<'t>>, left_out: &mut Vec<LeftOut>) {
    // An id may stand above the times. Without times it is a header, a note, a style or a region.
    let place = block.iter().take(2).position(|(_, line)| times(line).is_some());
    let found = place.and_then(|place| Some((place, times(block[place].1)?)));
    let Some((place, (start, end))) = found else {
        let is_known = |line: &str| line.starts_with("WEBVTT") || line == "STYLE" || line == "REGION";
        let rest = block.iter().filter(|(_, line)| !is_known(line));
        left_out.extend(rest.map(|(line, text)| LeftOut { line: *line, text: (*text).to_owned() }));
        return;
    };
    let lines: Vec<&str> = block[place + 1..].iter().map(|(_, line)| *line).collect();
    if !lines.is_empty() {
        cues.push(Cue { start, end, lines });
    }
}

/// The times of a line `00:01.000 --> 00:04.000 align:start`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((milliseconds(start.trim())?, milliseconds(end)?))
}
