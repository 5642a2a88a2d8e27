//! Recognises times beside a speaker's name, as recorders and clerks write them: `[00:12:30] Eve`, `Eve (10:18)`, `Mary
//! Smith  0:15`, `Eve [1:19](https://…)`.

use crate::record::Moment;

/// Characters between a name and its time.
const BETWEEN: [char; 26] = [
    ',', '，', '、', ';', '；', '-', '‐', '‑', '–', '—', '―', '−', '|', '｜', '@', '·', '‧', '•', '・', '/', '／', '~',
    '～', '=', '→', '…',
];

/// Reports whether a character may separate a name from its time.
fn is_between(c: char) -> bool {
    c.is_whitespace() || BETWEEN.contains(&c)
}

/// Largest distance of a time from its name, which keeps the search short.
const FARTHEST: usize = 48;

/// Splits a time off the end of a label; also returns the text before it.
pub(super) fn trailing(label: &str) -> Option<(&str, Moment)> {
    let label = label.trim_end_matches(is_between);
    let before = |end: usize| {
        let name = label[..end].trim_end_matches(is_between);
        // `Eve at 10:16`
        let preposition = name.rsplit_once(char::is_whitespace).filter(|(_, last)| *last == "at");
        preposition.map_or(name, |(name, _)| name.trim_end_matches(is_between))
    };
    // Transcription services put brackets around the link: `Ann ([00:25](https://…))`.
    if let Some(inner) = label.strip_suffix(')').filter(|inner| inner.ends_with(')'))
        && let Some(open) = inner.rfind("([")
        && let Some((0, moment)) = bracketed_end(&inner[open + 1..])
    {
        return Some((before(open), moment));
    }
    if label.ends_with([')', ']', '）', '］', '】', '〕', '}']) {
        let (start, moment) = bracketed_end(label)?;
        return Some((before(start), moment));
    }
    let may_end = |c: char| digit(c).is_some() || "mM.shr時时點点分시분".contains(c);
    if !label.ends_with(may_end) || !label.contains(|c: char| digit(c).is_some()) {
        return None;
    }
    let from = label.len().saturating_sub(FARTHEST);
    let starts = label.char_indices().filter(|(at, c)| *at >= from && (c.is_whitespace() || BETWEEN.contains(c)));
    let mut starts = starts.map(|(at, c)| at + c.len_utf8()).chain((from == 0).then_some(0)).collect::<Vec<_>>();
    starts.sort_unstable();
    let (start, moment) = starts.into_iter().find_map(|start| Some((start, exact(&label[start..])?)))?;
    Some((before(start), moment))
}

/// Splits a time off the beginning of a label; also returns the text after it.
pub(super) fn leading(label: &str) -> Option<(&str, Moment)> {
    let label = label.trim_start_matches(is_between);
    let (length, moment) = at_start(label)?;
    Some((label[length..].trim_start_matches(is_between), moment))
}

/// Reads a time at the beginning of a text, in brackets, linked or bare; returns its length and the time.
pub(super) fn at_start(text: &str) -> Option<(usize, Moment)> {
    let first = text.chars().next()?;
    if let Some(inner) = text.strip_prefix('(').filter(|inner| inner.starts_with('['))
        && let Some((length, moment)) = at_start(inner)
        && inner[length..].starts_with(')')
    {
        return Some((length + 2, moment));
    }
    if let Some(close) = closing(first) {
        let end = text.char_indices().take(FARTHEST).find(|(_, c)| *c == close)?.0;
        let mut moment = exact(text[first.len_utf8()..end].trim_matches(is_bracket))?;
        let mut length = end + close.len_utf8();
        // `[[1:19]](https://…)`
        while text[length..].starts_with(close) {
            length += close.len_utf8();
        }
        if let Some(rest) = text[length..].strip_prefix('(').filter(|_| first == '[') {
            let target = rest.find(')')?;
            moment.link = link(&rest[..target]);
            length += target + 2;
        }
        return Some((length, moment));
    }
    if digit(first).is_none() && half_in_front(text).is_none() {
        return None;
    }
    let (mut length, moment) = clock(text)?;
    if let Some((more, _)) = until(&text[length..]) {
        length += more;
    }
    let rest = &text[length..];
    // A backslash at the end of a line is a line break.
    let is_break = rest.strip_prefix('\\').is_some_and(|rest| rest.trim().is_empty());
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || BETWEEN.contains(&c) || is_colon(c));
    (ends || is_break).then_some((length, moment))
}

/// Position of the brackets at the end of a label, if they contain only a time.
fn bracketed_end(label: &str) -> Option<(usize, Moment)> {
    if label.ends_with(')')
        && let Some(middle) = label.rfind("](")
        && !label[middle + 2..label.len() - 1].contains(')')
    {
        let open = label[..middle].rfind('[')?;
        let open = if label[..open].ends_with('[') { open - 1 } else { open };
        let mut moment = exact(label[open..=middle].trim_matches(is_bracket))?;
        moment.link = link(&label[middle + 2..label.len() - 1]);
        return Some((open, moment));
    }
    let close = label.chars().next_back()?;
    let open = label.char_indices().rev().take(FARTHEST).find(|(_, c)| closing(*c) == Some(close))?;
    let inner = &label[open.0 + open.1.len_utf8()..label.len() - close.len_utf8()];
    Some((open.0, exact(inner)?))
}

/// Address of a link without its title.
fn link(target: &str) -> Option<Box<str>> {
    let target = target.split_whitespace().next()?.trim_matches(['<', '>']);
    (!target.is_empty()).then(|| target.into())
}

/// Reads a text that consists of a time, or of a range from one time to another.
fn exact(text: &str) -> Option<Moment> {
    let text = text.trim();
    let text = text.strip_prefix("at ").unwrap_or(text);
    let (length, moment) = clock(text)?;
    let rest = &text[length..];
    let is_whole = rest.is_empty() || until(rest).is_some_and(|(more, _)| more == rest.len());
    is_whole.then_some(moment)
}

/// Reads the end of a range: ` - 00:13:10`, ` --> 00:13:10`.
fn until(text: &str) -> Option<(usize, Moment)> {
    let rest = text.trim_start();
    let rest = ["-->", "->", "–", "—", "-", "~", "～", "→", "to "].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let rest = rest.trim_start();
    let (length, moment) = clock(rest)?;
    Some((text.len() - rest.len() + length, moment))
}

/// Reads the timing of a caption cue, `00:00:07.000 --> 00:00:09.000 align:start`; returns its beginning.
pub(super) fn cue(line: &str) -> Option<Moment> {
    let line = line.trim();
    memchr::memmem::find(line.as_bytes(), b"-->")?;
    let (length, moment) = clock(line)?;
    let arrow = line[length..].trim_start().starts_with("-->");
    let (more, _) = until(&line[length..]).filter(|_| arrow)?;
    // Settings may follow: where and how the cue is shown.
    let are_settings = line[length + more..].split_whitespace().all(|setting| setting.contains(':'));
    are_settings.then_some(moment)
}

/// Length of the word for morning or afternoon in front of a time: `上午9時03分`.
fn half_in_front(text: &str) -> Option<usize> {
    const HALVES: [&str; 6] = ["上午", "下午", "午前", "午後", "오전", "오후"];
    let half = HALVES.iter().find(|half| text.starts_with(**half))?;
    Some(text.len() - text[half.len()..].trim_start().len())
}

/// Reads hours, minutes and seconds with units: `2m 3s`, `1h 02m`, `9h03`, `9時03分`, `上午9時`.
fn with_units(text: &str) -> Option<(usize, Moment)> {
    const UNITS: [(u64, &[&str]); 3] = [
        (3_600, &["h", "hr", "時", "时", "點", "点", "시"]),
        (60, &["min", "m", "分", "분"]),
        (1, &["sec", "s", "秒", "초"]),
    ];
    let half = half_in_front(text).unwrap_or(0);
    let (mut at, mut seconds, mut count, mut is_wide) = (half, 0, 0, false);
    let mut smallest = u64::MAX;
    loop {
        let from = at + text[at..].len() - text[at..].trim_start_matches(' ').len();
        let from = if count == 0 { at } else { from };
        let Some((value, digits @ 1..=2, length)) = number(&text[from..]) else { break };
        let rest = &text[from + length..];
        let unit = UNITS.iter().find_map(|(worth, names)| {
            let name = names.iter().find(|name| rest.starts_with(**name) && !continues(&rest[name.len()..]))?;
            Some((*worth, name.len(), !name.is_ascii()))
        });
        match unit {
            Some((worth, named, wide)) if worth < smallest => {
                (at, smallest, is_wide) = (from + length + named, worth, is_wide || wide);
                seconds += value * worth;
                count += 1;
            }
            // `9h03`
            None if smallest == 3_600 && digits == 2 && value < 60 && !is_wide => {
                (at, count) = (from + length, count + 1);
                seconds += value * 60;
                break;
            }
            _ => break,
        }
    }
    let is_moment = count >= 2 || (count == 1 && half > 0);
    (is_moment && !text[at..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        .then(|| (at, Moment { milliseconds: seconds * 1000, written: text[..at].into(), link: None }))
}

/// Reports whether the text continues the unit to another word: `2 members`.
fn continues(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Reads `9.03 a.m.` or `9.03 Uhr`; a full stop divides the numbers of a time only before such a word.
fn with_stop(text: &str) -> Option<(usize, Moment)> {
    let (hours, 1..=2, length) = number(text)? else { return None };
    let rest = text[length..].strip_prefix('.')?;
    let (minutes, 2, more) = number(rest)? else { return None };
    let end = length + 1 + more;
    let half = half_behind(&text[end..]).filter(|_| hours < 24 && minutes < 60)?;
    let milliseconds = (hours * 60 + minutes) * 1000;
    Some((end + half, Moment { milliseconds, written: text[..end + half].into(), link: None }))
}

/// Length of the word for morning, afternoon or hour after a time, with the space before it.
fn half_behind(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(' ');
    let half = ["a.m.", "p.m.", "am", "pm", "Uhr", "hrs"].iter().find(|half| {
        rest.get(..half.len()).is_some_and(|head| head.eq_ignore_ascii_case(half))
            && !rest[half.len()..].starts_with(char::is_alphanumeric)
    })?;
    Some(text.len() - rest.len() + half.len())
}

/// Reads `0:15`, `00:12:30`, `1:02:03.450`, `10:18 am`, `１０：１８` or `2m 3s`; returns its length and the time.
fn clock(text: &str) -> Option<(usize, Moment)> {
    if let Some(found) = with_units(text).or_else(|| with_stop(text)) {
        return Some(found);
    }
    let mut numbers: Vec<u64> = Vec::with_capacity(3);
    let mut at = 0;
    loop {
        let (number, count, length) = number(&text[at..])?;
        let is_part = if numbers.is_empty() { count <= 3 } else { count == 2 && number < 60 };
        if !is_part {
            return None;
        }
        numbers.push(number);
        at += length;
        let Some(colon) = text[at..].chars().next().filter(|c| is_colon(*c)) else { break };
        let goes_on = text[at + colon.len_utf8()..].starts_with(|c| digit(c).is_some());
        if !goes_on || numbers.len() == 3 {
            break;
        }
        at += colon.len_utf8();
    }
    if numbers.len() < 2 {
        return None;
    }
    let mut milliseconds = numbers.iter().fold(0u64, |sum, number| sum * 60 + number) * 1000;
    if numbers.len() == 3
        && let Some(rest) = text[at..].strip_prefix(['.', ','])
        && let Some((number, count @ 1..=3, length)) = number(rest)
    {
        milliseconds += number * [100, 10, 1][count - 1];
        at += 1 + length;
    }
    at += half_behind(&text[at..]).unwrap_or(0);
    if text[at..].starts_with(char::is_alphanumeric) {
        return None;
    }
    Some((at, Moment { milliseconds, written: text[..at].into(), link: None }))
}

fn number(text: &str) -> Option<(u64, usize, usize)> {
    let (mut value, mut count, mut length) = (0, 0, 0);
    for c in text.chars().take(4) {
        let Some(digit) = digit(c) else { break };
        value = value * 10 + digit;
        count += 1;
        length += c.len_utf8();
    }
    (count > 0).then_some((value, count, length))
}

fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(u32::from(c) - u32::from('0'))),
        '０'..='９' => Some(u64::from(u32::from(c) - u32::from('０'))),
        _ => None,
    }
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '[' | ']' | '(' | ')')
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '{' => '}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_split_off_the_end() {
        for (label, name, written, milliseconds) in [
            ("Eve [00:12:30]", "Eve", "00:12:30", 750_000),
            ("Gus, 10:18", "Gus", "10:18", 618_000),
            ("Eve (10:18)", "Eve", "10:18", 618_000),
            ("Eve（１０：１８）", "Eve", "１０：１８", 618_000),
            ("Mary Smith  0:15", "Mary Smith", "0:15", 15_000),
            ("Mary Smith - 1:02:03.450", "Mary Smith", "1:02:03.450", 3_723_450),
            ("Eve 10:18 am", "Eve", "10:18 am", 618_000),
            ("Eve 00:12:30 --> 00:13:00", "Eve", "00:12:30", 750_000),
            ("Speaker 1 (0:05)", "Speaker 1", "0:05", 5_000),
            ("主席【00:01:02】", "主席", "00:01:02", 62_000),
            ("Eve - 10:16 -", "Eve", "10:16", 616_000),
            ("Eve -- 10:16 --", "Eve", "10:16", 616_000),
            ("Eve / 10:16", "Eve", "10:16", 616_000),
            ("Eve ~10:16~", "Eve", "10:16", 616_000),
            ("Eve | 10:16 |", "Eve", "10:16", 616_000),
            ("Eve (10:16) -", "Eve", "10:16", 616_000),
            ("Eve at 10:16", "Eve", "10:16", 616_000),
            ("Eve (at 10:16)", "Eve", "10:16", 616_000),
            ("[00:12:30]", "", "00:12:30", 750_000),
            ("10:15", "", "10:15", 615_000),
            ("Ann Lee 2m 3s", "Ann Lee", "2m 3s", 123_000),
            ("Ann Lee 1h 2m", "Ann Lee", "1h 2m", 3_720_000),
            ("Ann Lee (9.03 a.m.)", "Ann Lee", "9.03 a.m.", 543_000),
            ("Ann Lee 9.03 Uhr", "Ann Lee", "9.03 Uhr", 543_000),
            ("王委員 上午9時03分", "王委員", "上午9時03分", 32_580_000),
        ] {
            let (before, moment) = trailing(label).unwrap_or_else(|| panic!("no moment in {label}"));
            assert_eq!((before, &*moment.written, moment.milliseconds), (name, written, milliseconds), "{label}");
        }
        for label in [
            "Eve",
            "Eve (Chair)",
            "Eve 3s",
            "Ward 9.03",
            "James",
            "Room 2m",
            "Team 9 members",
            "Eve [00:99]",
            "Eve 12345:10",
            "Eve 1:2",
            "Item 10:181",
            "v0:15x",
            "Eve [a](b)",
        ] {
            assert_eq!(trailing(label), None, "{label}");
        }
    }

    #[test]
    fn a_moment_may_be_linked() {
        let (name, moment) = trailing("Eve [1:19](https://video.example/?t=79)").expect("a moment");
        assert_eq!(
            (name, &*moment.written, moment.link.as_deref()),
            ("Eve", "1:19", Some("https://video.example/?t=79"))
        );
        let (name, moment) = trailing("Eve ([00:25](https://video.example/x?ts=25))").expect("a moment");
        assert_eq!((name, moment.link.as_deref()), ("Eve", Some("https://video.example/x?ts=25")));
        let (name, moment) = leading("[1:19](https://video.example/?t=79 \"At 1:19\") Eve").expect("a moment");
        assert_eq!((name, moment.link.as_deref()), ("Eve", Some("https://video.example/?t=79")));
    }

    #[test]
    fn the_timing_of_a_cue_is_told_from_words() {
        for line in
            ["00:00:07.000 --> 00:00:09.000", "0:07 --> 0:09 align:start position:0%", "00:00:07,000 --> 00:00:09,000 "]
        {
            assert!(cue(line).is_some(), "{line}");
        }
        for line in ["00:07 and so --> 00:09", "00:00:07.000 --> 00:00:09.000 Eve", "00:07 - 00:09", "-->", "00:07 -->"]
        {
            assert_eq!(cue(line), None, "{line}");
        }
    }

    #[test]
    fn a_moment_is_split_off_the_beginning() {
        for (label, name) in [
            ("- 10:16 - Eve", "Eve"),
            ("[00:12:30] Eve", "Eve"),
            ("10:15 Eve", "Eve"),
            ("(0:15) - Eve", "Eve"),
            ("00:01–00:02 Eve", "Eve"),
            ("上午9時03分 王委員", "王委員"),
            ("([00:25](https://video.example/x?ts=25)) Eve", "Eve"),
        ] {
            assert_eq!(leading(label).map(|(name, _)| name), Some(name), "{label}");
        }
        for label in ["Eve", "[Eve] 0:15", "10:15th", "10 Eve", ""] {
            assert_eq!(leading(label), None, "{label}");
        }
    }
}
