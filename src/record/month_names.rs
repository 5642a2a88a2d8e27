//! Days whose month is written as a word, or whose year stands last: `5 March 2024`, `March 5, 2024`, `2024 mar 5`,
//! `5. März 2024`, `15 de marzo de 2024`, `25-03-2024`.

/// A day or month at the beginning of a text. A doubtful one has a certain year only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordedDate<'t> {
    pub(super) year: i16,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) doubt: DateDoubt,
    pub(super) rest: &'t str,
}

/// Doubt about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateDoubt {
    /// Nothing.
    None,
    /// More numbers follow than were understood: perhaps another date is meant.
    MoreNumbers,
    /// Which of two numbers is the day and which the month: `05-03-2024`.
    DayOrMonth,
}

/// Names of months, whole and shortened, where no language means another month by them.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jaenner", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "februar", "février", "fevrier", "févr", "fevr", "fév", "febrero"],
    &["march", "mar", "märz", "maerz", "mär", "mrz", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "juil", "julio"],
    &["august", "aug", "août", "aout", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic"],
];

/// Words between the parts: `5th of March`, `5 de marzo de 2024`.
const BETWEEN: [&str; 5] = ["of", "de", "del", "the", "le"];

/// Length of the longest month name, in bytes.
const LONGEST: usize = 16;

/// Reads such a date at the beginning of a text.
pub(super) fn worded(text: &str) -> Option<WordedDate<'_>> {
    day_first(text).or_else(|| month_first(text)).or_else(|| year_first(text)).or_else(|| in_numbers(text))
}

fn certain(year: i16, month: u32, day: Option<u32>, rest: &str) -> WordedDate<'_> {
    WordedDate { year, month: Some(month), day, doubt: DateDoubt::None, rest }
}

/// `5 March 2024`, `5th of March, 2024`, `1er mars 2024`.
fn day_first(text: &str) -> Option<WordedDate<'_>> {
    let (day, rest) = day(text)?;
    let (month, rest) = month(gap(rest))?;
    let (year, rest) = final_year(gap(rest))?;
    Some(certain(year, month, Some(day), rest))
}

/// `March 5, 2024`, `March-5-2024`, `March 2024`.
fn month_first(text: &str) -> Option<WordedDate<'_>> {
    let (month, rest) = month(text)?;
    let rest = gap(rest);
    if let Some((year, rest)) = final_year(rest) {
        return Some(certain(year, month, None, rest));
    }
    let (day, rest) = day(rest)?;
    let (year, rest) = final_year(gap(rest))?;
    Some(certain(year, month, Some(day), rest))
}

/// `2024 mar 5`, `2024-March-05`; `2024 March` only where nothing follows, for `2024 march for water` is a title.
fn year_first(text: &str) -> Option<WordedDate<'_>> {
    let (year, after_year) = year(text)?;
    let (month, rest) = month(gap(after_year))?;
    if rest.trim().is_empty() {
        return Some(certain(year, month, None, rest));
    }
    let next = gap(rest);
    let Some((day, rest)) = day(next) else {
        let more = next.starts_with(|c: char| c.is_ascii_digit()) && final_year(next).is_none();
        let doubtful = WordedDate { year, month: None, day: None, doubt: DateDoubt::MoreNumbers, rest: after_year };
        return more.then_some(doubtful);
    };
    Some(certain(year, month, Some(day), rest))
}

/// `25-03-2024`, `5.3.2024`. With full stops the day stands first everywhere; otherwise only a number above 12 shows
/// which is the day.
fn in_numbers(text: &str) -> Option<WordedDate<'_>> {
    let (first, rest) = short_number(text)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/' | '_' | '\u{2011}'))?;
    let rest = &rest[sign.len_utf8()..];
    let (second, rest) = short_number(if sign == '.' { rest.trim_start_matches(' ') } else { rest })?;
    let rest = rest.strip_prefix(sign)?;
    let (year, rest) = final_year(if sign == '.' { rest.trim_start_matches(' ') } else { rest })?;
    if sign == '.' || first > 12 || first == second {
        return Some(certain(year, second, Some(first), rest));
    }
    if second > 12 {
        return Some(certain(year, first, Some(second), rest));
    }
    Some(WordedDate { year, month: None, day: None, doubt: DateDoubt::DayOrMonth, rest })
}

/// The text after a divider.
fn gap(text: &str) -> &str {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | ',' | '/' | '\u{2010}'..='\u{2013}');
    let trimmed =
        |text: &'_ str| -> usize { text.chars().take(3).take_while(|c| is_sign(*c)).map(char::len_utf8).sum() };
    let rest = &text[trimmed(text)..];
    let word = word(rest);
    let behind = &rest[word.len()..];
    if !word.is_empty() && BETWEEN.contains(&word) && trimmed(behind) > 0 { &behind[trimmed(behind)..] } else { rest }
}

/// The letters at the beginning of a text, unless they are too many for a month.
fn word(text: &str) -> &str {
    let end = text.char_indices().find(|(at, c)| !c.is_alphabetic() || *at > LONGEST).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn month(text: &str) -> Option<(u32, &str)> {
    let word = word(text);
    let lower = word.to_lowercase();
    let index = MONTHS.iter().position(|names| names.contains(&lower.as_str()))?;
    Some((index as u32 + 1, &text[word.len()..]))
}

/// A number of one or two digits, perhaps with an ordinal ending.
fn day(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = short_number(text)?;
    let ordinal = ["st", "nd", "rd", "th", "er", "º", "ª"].iter().find_map(|end| rest.strip_prefix(end));
    let rest = ordinal.filter(|rest| !rest.starts_with(char::is_alphabetic)).unwrap_or(rest);
    Some((number, rest))
}

fn short_number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok().filter(|_| (1..=2).contains(&length))?;
    Some((number, &text[length..]))
}

fn year(text: &str) -> Option<(i16, &str)> {
    let length = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let year = text[..length].parse().ok().filter(|_| length == 4)?;
    Some((year, &text[4..]))
}

/// A year behind which no letter or digit goes on.
fn final_year(text: &str) -> Option<(i16, &str)> {
    year(text)
        .filter(|(year, rest)| (1000..3000).contains(year) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_whatever_its_order_where_only_one_reading_is_possible() {
        for (text, month, day, rest) in [
            ("5 March 2024 x", 3, Some(5), " x"),
            ("5th of March, 2024", 3, Some(5), ""),
            ("March-5-2024-x", 3, Some(5), "-x"),
            ("Mar. 5th, 2024", 3, Some(5), ""),
            ("2024 mar 5 x", 3, Some(5), " x"),
            ("2024-March-05", 3, Some(5), ""),
            ("2024 March", 3, None, ""),
            ("March 2024 minutes", 3, None, " minutes"),
            ("5. März 2024", 3, Some(5), ""),
            ("1er août 2024", 8, Some(1), ""),
            ("15 de septiembre de 2024", 9, Some(15), ""),
            ("25-03-2024", 3, Some(25), ""),
            ("03/25/2024", 3, Some(25), ""),
            ("5.3.2024 x", 3, Some(5), " x"),
            ("05-05-2024", 5, Some(5), ""),
        ] {
            assert_eq!(worded(text), Some(certain(2024, month, day, rest)), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_doubtful_and_what_is_no_date_is_none() {
        assert_eq!(worded("05-03-2024 u").map(|found| found.doubt), Some(DateDoubt::DayOrMonth));
        assert_eq!(worded("2024 mar 500 x").map(|found| found.doubt), Some(DateDoubt::MoreNumbers));
        for text in ["2024 march for water", "5 marches 2024", "March 5", "12-2024", "5-3-24", "May I 2024", "2024", ""]
        {
            assert_eq!(worded(text), None, "{text}");
        }
    }
}
