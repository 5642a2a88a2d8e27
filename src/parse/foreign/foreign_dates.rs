//! Days, times and languages in the forms of other formats.

use crate::record::{Date, Language};

/// The date at the beginning of a text: `2024-03-11`, `2024-03-11T09:00:00+01:00`, `2024-03`, `2024`.
pub(super) fn iso_date(text: &str) -> Option<Date> {
    let day = text.trim().split(['T', ' ']).next()?;
    // A zone may follow a day: `2024-03-11+01:00`, `2024-03-11Z`.
    let day = if day.len() > 10 { day.get(..10)? } else { day };
    Date::parse(day)
}

/// The date of a text in the German form: `11.03.2024`.
pub(super) fn german_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split('.').map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(year.parse().ok()?, Some(month.parse().ok()?), Some(day.parse().ok()?))
}

/// Milliseconds since midnight of a time of day, or of a day with a time: `2024-03-11T09:00:00`, `09:00:00`, `9:00`. Some
/// files have a zero too many in front.
pub(super) fn time_of_day(text: &str) -> Option<u64> {
    let time = text.trim().rsplit(['T', ' ']).next()?;
    let time = time.split(['+', 'Z', '.']).next()?;
    // A zone west of Greenwich.
    let time = time.split('-').next()?;
    let parts: Option<Vec<u64>> = time.split(':').map(|part| part.parse().ok()).collect();
    match parts?.as_slice() {
        [hours @ 0..24, minutes @ 0..60] => Some((hours * 60 + minutes) * 60_000),
        [hours @ 0..24, minutes @ 0..60, seconds @ 0..60] => Some(((hours * 60 + minutes) * 60 + seconds) * 1000),
        _ => None,
    }
}

/// Hours and minutes of a time of day: `09:00`.
pub(super) fn hours_and_minutes(text: &str) -> Option<String> {
    let minutes = time_of_day(text)? / 60_000;
    Some(format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

/// The tag of a language, also for the codes of three letters of ISO 639-2.
pub(super) fn language_tag(text: &str) -> Option<String> {
    const CODES: [(&str, &str); 44] = [
        ("ara", "ar"),
        ("baq", "eu"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("chi", "zh"),
        ("cym", "cy"),
        ("cze", "cs"),
        ("dan", "da"),
        ("deu", "de"),
        ("dut", "nl"),
        ("ell", "el"),
        ("eng", "en"),
        ("est", "et"),
        ("eus", "eu"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("ger", "de"),
        ("gle", "ga"),
        ("glg", "gl"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("isl", "is"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mri", "mi"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("nor", "no"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("spa", "es"),
        ("swa", "sw"),
        ("swe", "sv"),
        ("tur", "tr"),
        ("zho", "zh"),
    ];
    let text = text.trim();
    let short = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(text)).map(|(_, short)| *short);
    let tag = short.unwrap_or(text);
    Language::parse(tag).filter(|_| !tag.eq_ignore_ascii_case("und")).map(|language| language.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_in_the_forms_of_formats() {
        let day = Date::parse("2024-03-11");
        for text in ["2024-03-11", "2024-03-11T09:00:00+01:00", "2024-03-11Z", "2024-03-11+01:00"] {
            assert_eq!(iso_date(text), day, "{text}");
        }
        assert_eq!((iso_date("2024-03"), iso_date("")), (Date::parse("2024-03"), None));
        assert_eq!((german_date("11.03.2024"), german_date("1.3.")), (day, None));
        for (text, expected) in [
            ("2024-03-11T09:00:05", Some(32_405_000)),
            ("2024-03-11T09:00:05.5-05:00", Some(32_405_000)),
            ("018:48:00", Some(67_680_000)),
            ("9:00", Some(32_400_000)),
            ("", None),
            ("25:00", None),
        ] {
            assert_eq!(time_of_day(text), expected, "{text}");
        }
        assert_eq!(hours_and_minutes("9:05:30").as_deref(), Some("09:05"));
        assert_eq!(language_tag("eng").as_deref(), Some("en"));
        assert_eq!(language_tag("zh-Hant").as_deref(), Some("zh-Hant"));
        assert_eq!(language_tag("und"), None);
    }
}
