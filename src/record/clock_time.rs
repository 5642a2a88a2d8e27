//! A time of day, as minutes of meetings give it: `19:20`, `7.20 pm`, `19 h 20`, `下午7時20分`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClockTime(u16);

impl ClockTime {
    /// The time at an hour and minute of a day.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(ClockTime((hour * 60 + minute) as u16))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u32 {
        u32::from(self.0)
    }

    /// Reads the whole of a text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (time, end) = ClockTime::at_start(text)?;
        text[end..].trim().is_empty().then_some(time)
    }

    /// Reads a time at the beginning of a text; returns it with the byte offset of its end.
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        const BEFORE: [(&str, bool); 6] =
            [("上午", false), ("午前", false), ("오전", false), ("下午", true), ("午後", true), ("오후", true)];
        let half = BEFORE.iter().find_map(|(word, is_after)| Some((text.strip_prefix(word)?, *is_after)));
        let (rest, half) = half.map_or((text, None), |(rest, is_after)| (rest.trim_start(), Some(is_after)));
        let (hour, rest) = number(rest)?;
        let (minute, rest) = minutes(rest).map_or((None, rest), |(minute, rest)| (Some(minute), rest));
        let (half, rest) = match (half, half_after(rest)) {
            (None, Some((is_after, rest))) => (Some(is_after), rest),
            (half, _) => (half, rest),
        };
        // A number alone is no time.
        if minute.is_none() && half.is_none() {
            return None;
        }
        let hour = match half {
            Some(_) if hour == 0 || hour > 12 => return None,
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        Some((ClockTime::new(hour, minute.unwrap_or(0))?, text.len() - rest.len()))
    }
}

/// One or two digits, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&end).then(|| (text[..end].parse().unwrap_or_default(), &text[end..]))
}

/// Minutes after a separator: `:20`, `.20`, ` h 20`, `時20分`, `時`, `點半`.
fn minutes(text: &str) -> Option<(u32, &str)> {
    for hour in ["時", "时", "點", "点", "시"] {
        let Some(rest) = text.trim_start_matches(' ').strip_prefix(hour) else { continue };
        if let Some(rest) = rest.strip_prefix('半') {
            return Some((30, rest));
        }
        let found = number(rest.trim_start());
        let minute = found.and_then(|(minute, rest)| Some((minute, rest.strip_prefix(['分', '분'])?)));
        return Some(minute.unwrap_or((0, rest)));
    }
    if let Some(rest) = text.trim_start_matches([' ', '\u{a0}']).strip_prefix(['h', 'H']) {
        let spaced = rest.trim_start_matches([' ', '\u{a0}']);
        return match number(spaced).filter(|(_, after)| spaced.len() - after.len() == 2) {
            Some(found) => Some(found),
            None => (!rest.starts_with(char::is_alphanumeric)).then_some((0, rest)),
        };
    }
    let rest = text.strip_prefix([':', '.', '：'])?;
    number(rest).filter(|(_, after)| rest.len() - after.len() == 2)
}

/// The half of the day after a time: true for the second.
fn half_after(text: &str) -> Option<(bool, &str)> {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let first = rest.chars().next()?.to_ascii_lowercase();
    let is_after = match first {
        'a' => false,
        'p' => true,
        _ => return None,
    };
    let rest = &rest[1..];
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches(' ');
    let rest = rest.strip_prefix(['m', 'M'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    (!rest.starts_with(char::is_alphanumeric)).then_some((is_after, rest))
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::ClockTime;

    #[test]
    fn times_are_read_in_the_forms_of_clerks() {
        for (text, expected) in [
            ("19:20", "19:20"),
            ("9.05", "09:05"),
            ("7:20 pm", "19:20"),
            ("7.20 p.m.", "19:20"),
            ("7 PM", "19:00"),
            ("12 a.m.", "00:00"),
            ("19h20", "19:20"),
            ("19 h 20", "19:20"),
            ("19 h", "19:00"),
            ("19時20分", "19:20"),
            ("下午7時20分", "19:20"),
            ("下午 7 點半", "19:30"),
            ("下午7點半", "19:30"),
            ("上午9時", "09:00"),
            ("24:00", "24:00"),
            ("7", ""),
            ("25:00", ""),
            ("7:5", ""),
            ("13 pm", ""),
            ("19:20 o'clock", ""),
            ("7 parts", ""),
        ] {
            let read = ClockTime::parse(text).map(|time| time.to_string()).unwrap_or_default();
            assert_eq!(read, expected, "{text}");
        }
    }
}
