//! Dates as people write them into names of files and titles: `2024-03-15`, `2024_3_5`, `2024年3月15日`, `民國113年3月15日`.

use super::Date;
use super::east_asian_dates::east_asian;
use super::month_names::{DateDoubt, WordedDate, worded};

/// A date at the beginning of a name or title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedDate<'t> {
    /// The date; `None` for one that does not exist in the calendar.
    pub date: Option<Date>,
    /// For a date that does not exist: its existing part, such as the month.
    pub nearest: Option<Date>,
    /// Doubt: perhaps another date is meant.
    pub doubt: DateDoubt,
    /// The text behind it, with its separator.
    pub rest: &'t str,
}

/// Splits a date off the beginning of a name or title; `None` when it begins with none.
///
/// A year alone counts before a separator, `年`, `「` or the end.
pub fn parse_leading_date(text: &str) -> Option<NamedDate<'_>> {
    if let Some(WordedDate { year, month, day, doubt, rest }) = worded(text) {
        return Some(NamedDate { doubt, ..of_numbers(year, month, day, rest) });
    }
    if !text.starts_with(|c: char| digit(c).is_some()) || crate::text::head(text, 24).contains(['년', '.']) {
        let found = east_asian(text).filter(|(_, month, ..)| month.is_some() || !text.starts_with(['中', '民']));
        if let Some((year, month, day, rest)) = found {
            let more = digits(rest.trim_start_matches(['年', '년', ' ', '\u{3000}'])).is_some();
            let doubt = if more && day.is_none() { DateDoubt::MoreNumbers } else { DateDoubt::None };
            return Some(NamedDate { doubt, ..of_numbers(year, month, day, rest) });
        }
    }
    let (year, after_year, is_republic) = year(text)?;
    let found = |month, day, rest| of_numbers(year, month, day, rest);
    // `20240315`
    if let Some((both, 4, rest)) = digits(after_year).filter(|_| !is_republic) {
        return Some(found(Some(both / 100), Some(both % 100), rest));
    }
    // `2024年3月15日`
    let spaces = |text: &'_ str| -> usize { text.len() - text.trim_start_matches([' ', '\u{3000}']).len() };
    if let Some(after) = after_year[spaces(after_year)..].strip_prefix('年') {
        let number_before = |text: &'_ str, signs: &[char]| -> Option<(u32, usize)> {
            let start = spaces(text);
            let (number, count, rest) = digits(&text[start..])?;
            let rest = rest[spaces(rest)..].strip_prefix(signs).filter(|_| count <= 2)?;
            Some((number, text.len() - rest.len()))
        };
        let Some((month, end)) = number_before(after, &['月']) else {
            // The sign belongs to the title (`1999年全國司法改革會議`), and so does a number that counts something else.
            let doubt = more_numbers(digits(&after[spaces(after)..]).is_some());
            return Some(NamedDate { doubt, ..found(None, None, after_year) });
        };
        let after_month = &after[end..];
        return Some(match number_before(after_month, &['日', '號', '号']) {
            Some((day, end)) => found(Some(month), Some(day), &after_month[end..]),
            None => {
                let doubt = more_numbers(digits(&after_month[spaces(after_month)..]).is_some());
                NamedDate { doubt, ..found(Some(month), None, after_month) }
            }
        });
    }
    if is_republic || after_year.starts_with(|c| digit(c).is_some()) {
        return None;
    }
    let Some((sign, after_sign)) = separator(after_year) else {
        let ends = after_year.is_empty() || after_year.starts_with(['「', '年']);
        return ends.then(|| found(None, None, after_year));
    };
    // A number after a divider: one or two digits, after a space always two.
    let number = |text: &'_ str| -> Option<(u32, usize)> {
        let (number, count, rest) = digits(text)?;
        // `2024-03-5th` counts sittings.
        let counts =
            count == 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '次' | '屆' | '届'));
        let is_part = if sign == ' ' { count == 2 } else { count <= 2 && !counts };
        is_part.then_some((number, text.len() - rest.len()))
    };
    let day_after = |text: &'_ str| -> Option<(u32, usize)> {
        let (again, after) = separator(text)?;
        let (day, end) = number(after).filter(|_| again == sign)?;
        Some((day, text.len() - after.len() + end))
    };
    let year_alone = || {
        let is_doubtful = is_doubtful(year, sign, after_sign);
        let only_year = NamedDate { doubt: more_numbers(is_doubtful), ..found(None, None, after_year) };
        (matches!(sign, '-' | '_' | ' ') || is_doubtful).then_some(only_year)
    };
    let Some((month, end)) = number(after_sign) else { return year_alone() };
    let after_month = &after_sign[end..];
    if let Some((day, end)) = day_after(after_month) {
        let whole = found(Some(month), Some(day), &after_month[end..]);
        // Only the calendar tells `2024 12 30 minute talks` from a date.
        return if sign == ' ' && whole.date.is_none() { year_alone() } else { Some(whole) };
    }
    // A month alone is written `2024-03`.
    let two = after_sign.chars().take_while(|c| digit(*c).is_some()).count() == 2;
    if sign != '-' || !two {
        return year_alone();
    }
    let goes_on = separator(after_month).is_some_and(|(again, after)| {
        again == sign && after.starts_with(|c| digit(c).is_some()) && is_doubtful(year, sign, after)
    });
    Some(NamedDate { doubt: more_numbers(goes_on), ..found(Some(month), None, after_month) })
}

fn of_numbers(year: i16, month: Option<u32>, day: Option<u32>, rest: &str) -> NamedDate<'_> {
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let date = Date::new(year, month.map(part), day.map(part));
    let nearest = match date {
        Some(_) => None,
        None => Date::new(year, month.map(part), None).or_else(|| Date::new(year, None, None)),
    };
    NamedDate { date, nearest, doubt: DateDoubt::None, rest }
}

/// A whole day anywhere in a text, at the beginning of a word or number.
pub fn day_within(text: &str) -> Option<Date> {
    days_within(text).next()
}

/// The one whole day in a text; `None` if there are several.
pub fn only_day_within(text: &str) -> Option<Date> {
    let mut days = days_within(text);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

fn days_within(text: &str) -> impl Iterator<Item = Date> {
    let (mut before, mut past) = (' ', 0);
    text.char_indices().filter_map(move |(at, c)| {
        let begins =
            c.is_alphanumeric() && (!before.is_alphanumeric() || (crate::text::is_cjk(before) && digit(c).is_some()));
        before = c;
        let found = (begins && at >= past).then(|| parse_leading_date(&text[at..])).flatten()?;
        let date = found.date.filter(|_| found.doubt == DateDoubt::None).filter(|date| date.day().is_some())?;
        past = text.len() - found.rest.len();
        Some(date)
    })
}

/// Splits a whole day off the end of a title, perhaps in brackets: `Budget sitting of 2025-03-22`, `預算會議（2025年3月22日）`.
/// Gives the text before it, with its separator.
pub fn parse_trailing_date(title: &str) -> Option<(Date, &str)> {
    let trimmed = title.trim_end();
    let inner = trimmed.strip_suffix([')', '）', ']', '】']).map_or(trimmed, str::trim_end);
    let begins = inner.char_indices().rev().take(32).filter(|(at, c)| {
        let before = inner[..*at].chars().next_back();
        let is_word = c.is_alphabetic() && !before.is_some_and(|b| b.is_alphanumeric());
        (digit(*c).is_some() && !before.is_some_and(|b| digit(b).is_some() || is_joint(b)))
            || is_word
            || "民中令平昭大明一二".contains(*c)
    });
    let starts: Vec<usize> = begins.map(|(at, _)| at).collect();
    starts.into_iter().rev().find_map(|at| {
        let found =
            parse_leading_date(&inner[at..]).filter(|found| found.rest.is_empty() && found.doubt == DateDoubt::None)?;
        let before = if inner.len() < trimmed.len() {
            inner[..at].trim_end().strip_suffix(['(', '（', '[', '【'])?
        } else {
            &inner[..at]
        };
        let date = found.date.filter(|date| date.day().is_some())?;
        (!before.ends_with(|c: char| c.is_ascii_alphabetic())).then_some((date, before))
    })
}

/// The year at the beginning, what follows, and whether it was counted from the founding of the Republic (`民國113年`).
fn year(text: &str) -> Option<(i16, &str, bool)> {
    let era = text.strip_prefix("中華民國").or_else(|| text.strip_prefix("民國"));
    if let Some(after) = era {
        let after = after.trim_start_matches([' ', '\u{3000}']);
        let (number, count, rest) = digits(after).filter(|(number, ..)| *number > 0)?;
        let is_year = count <= 3 && rest.trim_start_matches([' ', '\u{3000}']).starts_with('年');
        return is_year.then_some((number as i16 + 1911, rest, true));
    }
    let mut number = 0;
    let mut at = 0;
    for c in text.chars().take(4) {
        number = number * 10 + digit(c)? as i16;
        at += c.len_utf8();
    }
    (text.chars().take(4).count() == 4).then_some((number, &text[at..], false))
}

fn more_numbers(follow: bool) -> DateDoubt {
    if follow { DateDoubt::MoreNumbers } else { DateDoubt::None }
}

/// Reports whether the text after a year and a divider resembles a date without being one.
fn is_doubtful(year: i16, sign: char, rest: &str) -> bool {
    let Some((number, count, after)) = digits(rest) else { return false };
    // `2023-2024` are two years; `3rd`, `12個` count something; `2024 100 days` is a title.
    let is_year = count == 4 && (1..=10).contains(&(i64::from(number) - i64::from(year)));
    let counts = after.starts_with(char::is_alphabetic);
    !is_year && !counts && (sign != ' ' || separator(after).is_some_and(|(_, after)| digits(after).is_some()))
}

/// A run of digits, half or full width: its value, how many there are, and what follows.
fn digits(text: &str) -> Option<(u32, usize, &str)> {
    let (mut value, mut count, mut at) = (0u32, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        count += 1;
        at += c.len_utf8();
    }
    (count > 0).then_some((value, count, &text[at..]))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// The sign between the parts of a date, as one of `-`, `_`, `.`, `/` and a space: real records write hyphens in many
/// ways (U+2011 in that of 2019‑12‑24).
fn separator(text: &str) -> Option<(char, &str)> {
    let c = text.chars().next()?;
    let sign = match c {
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '－' => '-',
        '_' | '＿' => '_',
        '.' | '．' => '.',
        '/' | '／' => '/',
        c if c.is_whitespace() => ' ',
        _ => return None,
    };
    Some((sign, &text[c.len_utf8()..]))
}

/// Reports whether a character before a number makes it a part of something longer: `12-2024`, `v1.2024`.
fn is_joint(c: char) -> bool {
    separator(c.encode_utf8(&mut [0; 4])).is_some_and(|(sign, _)| matches!(sign, '-' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, date: &str, rest: &str) {
        let found = parse_leading_date(text).unwrap_or_else(|| panic!("no date in {text:?}"));
        let read = (found.date.map(|d| d.to_string()), found.rest, found.doubt);
        assert_eq!(read, (Some(date.to_owned()), rest, DateDoubt::None), "{text:?}");
    }

    #[test]
    fn dates_are_split_off_names_as_real_records_write_them() {
        check("2023-07-20-第十次會議", "2023-07-20", "-第十次會議");
        check("2019\u{2011}12\u{2011}24-Interview", "2019-12-24", "-Interview");
        check("2024-03-29「2024 總統盃黑客松」", "2024-03-29", "「2024 總統盃黑客松」");
        check("2017-12-13\u{a0}社創中心", "2017-12-13", "\u{a0}社創中心");
        check("20160204 「公共政策", "2016-02-04", " 「公共政策");
        check("1999年全國司法改革會議", "1999", "年全國司法改革會議");
        check("1999-03 Spring", "1999-03", " Spring");
        check("1999", "1999", "");
        check("2024-12th-anniversary", "2024-12", "th-anniversary");
        check("2023-2024 budget", "2023", "-2024 budget");
        check("2024 3rd sitting", "2024", " 3rd sitting");
        check("2024-03-5th-sitting", "2024-03", "-5th-sitting");
        check("2024 100 days", "2024", " 100 days");
    }

    #[test]
    fn a_day_is_a_day_however_its_parts_are_divided() {
        check("2024年3月15日會議", "2024-03-15", "會議");
        check("2024 年 3 月 15 日 會議", "2024-03-15", " 會議");
        check("2024年3月15號會議", "2024-03-15", "會議");
        check("2024年3月會議", "2024-03", "會議");
        check("２０２４年３月１５日會議", "2024-03-15", "會議");
        check("２０２４－０３－１５會議", "2024-03-15", "會議");
        check("民國113年3月15日會議", "2024-03-15", "會議");
        check("中華民國113年3月15日", "2024-03-15", "");
        check("民國 88 年大會", "1999", " 年大會");
        check("2024_03_02_harbour", "2024-03-02", "_harbour");
        check("2024-3-5-harbour", "2024-03-05", "-harbour");
        check("2024.3.5 quay", "2024-03-05", " quay");
        check("2024/03/05 quay", "2024-03-05", " quay");
        check("2024 03 17 quay", "2024-03-17", " quay");
        check("20240315會議", "2024-03-15", "會議");
        check("2024-03-05T18:00", "2024-03-05", "T18:00");
    }

    #[test]
    fn what_may_be_another_date_is_doubtful() {
        for (text, date) in [
            ("2024-3-harbour", "2024"),
            ("2024_1234_x", "2024"),
            ("2024-03-123", "2024-03"),
            ("2024_3", "2024"),
            ("2024.3.1234", "2024"),
            ("2024 3 5 quay", "2024"),
            ("2024年315", "2024"),
        ] {
            let found = parse_leading_date(text).unwrap_or_else(|| panic!("no date in {text:?}"));
            let read = (found.date.map(|d| d.to_string()), found.doubt);
            assert_eq!(read, (Some(date.to_owned()), DateDoubt::MoreNumbers), "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates_are_left_alone() {
        for text in
            ["20231 things", "2023things", "Meeting 2023", "年2023", "民國", "民國0年", "113年3月15日", "202", ""]
        {
            assert_eq!(parse_leading_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_found_anywhere() {
        for text in ["minutes-2024-03-05", "council 5 March 2024 late", "會議2024年3月5日紀錄", "2024 mar 5 x"] {
            assert_eq!(day_within(text).map(|date| date.to_string()).as_deref(), Some("2024-03-05"), "{text}");
        }
        for text in ["minutes 2024", "05-03-2024", "v12024-03-05", "", "2024-03"] {
            assert_eq!(day_within(text), None, "{text}");
        }
    }

    #[test]
    fn an_impossible_date_is_told_from_none() {
        for (text, rest) in [("2023-02-30-x", "-x"), ("2023-13", ""), ("2023年2月30日x", "x"), ("2023_2_30", "")] {
            let found = parse_leading_date(text).unwrap_or_else(|| panic!("no date in {text:?}"));
            assert!(found.date.is_none() && found.nearest.is_some(), "{text}");
            assert_eq!(found.rest, rest, "{text}");
        }
    }

    #[test]
    fn a_day_is_found_at_the_end_of_a_title() {
        for (title, before) in [
            ("Budget sitting of 2025-03-22", "Budget sitting of "),
            ("Budget sitting (2025-03-22)", "Budget sitting "),
            ("預算會議（2025年3月22日）", "預算會議"),
            ("預算會議 2025.3.22", "預算會議 "),
            ("預算會議民國114年3月22日", "預算會議"),
            ("Budget 2025/03/22 ", "Budget "),
            ("Council 22 March 2025", "Council "),
            ("Council, March 22, 2025", "Council, "),
            ("Rat am 22. März 2025", "Rat am "),
            ("本会議（令和7年3月22日）", "本会議"),
        ] {
            let found = parse_trailing_date(title).map(|(date, before)| (date.to_string(), before));
            assert_eq!(found, Some(("2025-03-22".to_owned(), before)), "{title}");
        }
        for title in ["Budget 2025", "Budget 2025-03", "Room 12-2025-03-22", "v2025-03-22", "2025-02-30", "Budget", ""]
        {
            assert_eq!(parse_trailing_date(title), None, "{title}");
        }
    }
}
