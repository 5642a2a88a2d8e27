//! Recognises the time beside a heading, an event or the word of a decision: `3. Ferry fares [00:40:00]`, `00:41:10 The
//! bell rings.`
//!
//! Beside other words than a name a time is doubtful, since it may belong to them (“Lunch 12:30”). So it counts only in
//! square brackets, or with hours, minutes and seconds.

use super::clock;
use crate::record::Moment;

/// Splits a time off the beginning or end of a text; also returns the rest.
pub fn time_beside(text: &str) -> Option<(&str, Moment)> {
    // Most headings and events have no time, and are not looked at closely.
    if !text.contains([':', '：']) || !text.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let text = text.trim();
    let at_end = || clock::trailing(text).filter(|(_, moment)| is_certain(moment, text.ends_with(is_square)));
    let linked = || clock::trailing(text).filter(|(_, moment)| moment.link.is_some() && is_plain_time(moment));
    let at_start = || clock::leading(text).filter(|(_, moment)| is_certain(moment, text.starts_with(is_square)));
    let (rest, moment) = at_end().or_else(linked).or_else(at_start)?;
    let rest = rest.trim();
    rest.contains(char::is_alphabetic).then_some((rest, moment))
}

/// Reads a time in square brackets at the beginning of a text; returns its length and the time.
pub fn time_in_front(text: &str) -> Option<(usize, Moment)> {
    let bare = text.trim_start();
    let (length, moment) = clock::at_start(bare).filter(|_| bare.starts_with(is_square))?;
    is_plain_time(&moment).then(|| (text.len() - bare.len() + length, moment))
}

fn is_certain(moment: &Moment, is_in_square_brackets: bool) -> bool {
    let colons = moment.written.chars().filter(|c| matches!(c, ':' | '：')).count();
    is_plain_time(moment) && (is_in_square_brackets || colons == 2)
}

/// Reports whether a time consists of digits with colons between them: any word in it could be part of the text.
fn is_plain_time(moment: &Moment) -> bool {
    moment.written.contains([':', '：']) && !moment.written.contains(char::is_alphabetic)
}

fn is_square(c: char) -> bool {
    matches!(c, '[' | ']' | '［' | '］' | '【' | '】' | '〔' | '〕')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_split_off_a_heading_or_an_event() {
        for (text, rest, milliseconds) in [
            ("3. Ferry fares [00:40:00]", "3. Ferry fares", 2_400_000),
            ("3. Ferry fares [40:00]", "3. Ferry fares", 2_400_000),
            ("[00:40:00] 3. Ferry fares", "3. Ferry fares", 2_400_000),
            ("00:40:00 Ferry fares", "Ferry fares", 2_400_000),
            ("Ferry fares (00:40:00)", "Ferry fares", 2_400_000),
            ("Ferry fares – 1:02:03", "Ferry fares", 3_723_000),
            ("Ferry fares [40:00](https://video.example/?t=2400)", "Ferry fares", 2_400_000),
            ("三、渡輪票價【00:40:00】", "三、渡輪票價", 2_400_000),
            ("[00:40:00] (The bell rings.)", "(The bell rings.)", 2_400_000),
        ] {
            let found = time_beside(text).map(|(rest, moment)| (rest, moment.milliseconds));
            assert_eq!(found, Some((rest, milliseconds)), "{text}");
        }
        for text in [
            "Ferry fares",
            "Lunch 12:30",
            "12:30 Lunch",
            "Opening (10:15)",
            "John 3:16",
            "[00:40:00]",
            "Bill 12: ferries",
            "The Council rose at 9.30 p.m.",
            "上午9時03分 開會",
        ] {
            assert_eq!(time_beside(text), None, "{text}");
        }
        assert_eq!(time_in_front(" [00:41:10] The fare").map(|(length, _)| length), Some(11));
        assert_eq!(time_in_front("00:41:10 The fare"), None);
    }
}
