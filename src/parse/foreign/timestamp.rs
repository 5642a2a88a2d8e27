//! Times of captions and recorders: `01:02:03.456`, `02:03,456`, `0:05`.

use crate::record::hours_minutes_seconds;

/// Milliseconds of a time that a text consists of: hours may be missing or above 99, parts of seconds missing.
pub(super) fn milliseconds(text: &str) -> Option<u64> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(|part| is_number(part, 6)) {
        return None;
    }
    let numbers: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let seconds = match numbers.as_slice() {
        [hours, minutes @ 0..60, seconds @ 0..60] => (hours * 60 + minutes) * 60 + seconds,
        [minutes, seconds @ 0..60] => minutes * 60 + seconds,
        _ => return None,
    };
    if fraction.is_empty() {
        return (!text.ends_with(['.', ','])).then_some(seconds * 1000);
    }
    let fraction = is_number(fraction, 9).then(|| format!("{fraction:0<3}"))?;
    Some(seconds * 1000 + fraction.get(..3)?.parse::<u64>().ok()?)
}

/// A time as records have it beside a name: `00:12:34`.
pub(super) fn written(milliseconds: u64) -> String {
    hours_minutes_seconds(milliseconds / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_forms_of_programs() {
        for (text, expected) in [
            ("00:00:01.500", Some(1_500)),
            ("00:01,5", Some(1_500)),
            ("1:02:03", Some(3_723_000)),
            ("0:05", Some(5_000)),
            ("100:00:00.000", Some(360_000_000)),
            ("90:00", Some(5_400_000)),
            ("00:00:01.", None),
            ("00:60", None),
            ("5", None),
            ("1:2:3:4", None),
            ("a:05", None),
            ("-0:05", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
        assert_eq!(written(3_723_456), "01:02:03");
    }
}
