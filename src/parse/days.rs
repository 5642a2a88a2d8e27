//! Recognises the day at the beginning of a value, as people write days beside a key: “until 1 March 2026”, `2026/3/1`,
//! 民國115年3月1日.

use jiff::civil::Date;

use crate::record::han_number;

/// Day found at the beginning of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayStatement {
    /// The last day that may be meant: the last day of a month, and 1 February for `1/2/2026`.
    Day(Date),
    /// A day without a year, or a date that does not exist.
    Unclear,
    /// A time of day.
    Clock,
    /// Another number.
    Number,
    /// No number.
    Words,
}

/// Words that may stand before a day.
const BEFORE: &[&str] = &[
    "until",
    "till",
    "to",
    "from",
    "after",
    "before",
    "not",
    "on",
    "at",
    "by",
    "the",
    "of",
    "in",
    "end",
    "ends",
    "ended",
    "lifted",
    "lifts",
    "expired",
    "expires",
    "since",
    "starting",
    "starts",
    "embargoed",
    "embargo",
    "held",
    "publish",
    "published",
    "released",
    "only",
    "yes",
    "mon",
    "monday",
    "tue",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "bis",
    "ab",
    "jusqu",
    "au",
    "le",
    "hasta",
    "am",
    "den",
    "der",
    "dem",
    "vom",
    "zum",
    "à",
    "partir",
    "du",
    "dès",
    "el",
    "desde",
    "del",
    "día",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "至",
    "到",
    "自",
    "於",
    "民國",
    "民国",
    "中華民國",
    "中华民国",
    "西元",
];

/// First letters of the names of months.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// Number of characters of a value that are examined.
const LONGEST: usize = 80;

/// Reads the day at the beginning of a value.
pub(super) fn said(value: &str) -> DayStatement {
    let value: String = value.chars().take(LONGEST).collect::<String>().to_lowercase();
    let value = in_digits(&value).replace('년', "年").replace('월', "月").replace('일', "日");
    let tokens = tokens(&value);
    let is_word_before = |token: &&DayToken<'_>| match token {
        DayToken::Word(word) => BEFORE.contains(word),
        DayToken::Sign(_) => true,
        DayToken::Number(_) => false,
    };
    let begin = tokens.iter().take_while(is_word_before).count();
    let is_roc =
        tokens[..begin].iter().any(|token| matches!(token, DayToken::Word("民國" | "民国" | "中華民國" | "中华民国")));
    let rest = &tokens[begin..];
    let has_number = rest.iter().any(|token| matches!(token, DayToken::Number(_)));
    if !has_number {
        return DayStatement::Words;
    }
    if is_clock(rest) {
        return DayStatement::Clock;
    }
    match day(rest, is_roc) {
        Some(Some(day)) => DayStatement::Day(day),
        Some(None) => DayStatement::Unclear,
        None => DayStatement::Number,
    }
}

/// Replaces numerals in Han characters before `年`, `月` and `日` with digits: `一百十三年三月五日`.
fn in_digits(text: &str) -> String {
    let is_numeral = |c: char| "〇○零一二三四五六七八九十百".contains(c);
    if !text.contains(is_numeral) {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_numeral) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c| !is_numeral(c)).unwrap_or(from.len());
        let (numeral, after) = from.split_at(end);
        kept.push_str(before);
        match han_number(numeral).filter(|_| after.starts_with(['年', '月', '日', '號', '号'])) {
            Some(number) => kept.push_str(&number.to_string()),
            None => kept.push_str(numeral),
        }
        rest = after;
    }
    kept + rest
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DayToken<'t> {
    Number(&'t str),
    Word(&'t str),
    Sign(char),
}

/// Splits a text into numbers, words and signs, without the white space.
fn tokens(text: &str) -> Vec<DayToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| match first {
            _ if first.is_ascii_digit() => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic(),
            _ => false,
        };
        let length = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (token, after) = rest.split_at(length);
        match first {
            _ if first.is_ascii_digit() => tokens.push(DayToken::Number(token)),
            _ if first.is_alphabetic() => tokens.push(DayToken::Word(token)),
            _ if first.is_whitespace() => {}
            sign => tokens.push(DayToken::Sign(sign)),
        }
        rest = after;
    }
    tokens
}

fn is_clock(tokens: &[DayToken<'_>]) -> bool {
    use DayToken::{Number, Sign, Word};
    let is_half =
        |word: &str| matches!(word, "am" | "pm" | "a" | "p" | "h" | "uhr" | "noon" | "時" | "時半" | "點" | "点");
    match tokens {
        [Number(hour), Sign(':'), Number(_), ..] => hour.len() <= 2,
        [Number(hour), Word(half), ..] => hour.len() <= 2 && is_half(half),
        [Number(hour), Sign('.'), Number(minute), Word(half), ..] => {
            hour.len() <= 2 && minute.len() == 2 && is_half(half)
        }
        _ => false,
    }
}

/// The day at the beginning of the tokens: `None` for another number, and `Some(None)` for an uncertain day.
fn day(tokens: &[DayToken<'_>], is_roc: bool) -> Option<Option<Date>> {
    use DayToken::{Number, Sign, Word};
    let is_divider = |sign: &char| matches!(sign, '-' | '/' | '.' | '\u{2010}' | '\u{2011}' | '–');
    let number = |text: &str| text.parse::<i16>().ok();
    let year = |text: &str| {
        let number = number(text)?;
        match text.len() {
            4 => Some(number),
            1..=3 if is_roc => Some(number + 1911),
            _ => None,
        }
    };
    match tokens {
        [Number(all), ..] if all.len() == 8 => Some(date(number(&all[..4])?, number(&all[4..6])?, number(&all[6..])?)),
        [Number(y), Word("年"), rest @ ..] => {
            let y = number(y).map(|number| if y.len() < 4 { number + 1911 } else { number })?;
            Some(match rest {
                [Number(m), Word("月" | "月份"), Number(d), ..] => date(y, number(m)?, number(d)?),
                [Number(m), Word("月" | "月份"), ..] => end_of_month(y, number(m)?),
                _ => end_of_month(y, 12),
            })
        }
        [Number(y), Sign(a), Number(m), Sign(b), Number(d), ..]
            if is_divider(a) && is_divider(b) && year(y).is_some() =>
        {
            Some(date(year(y)?, number(m)?, number(d)?))
        }
        [Number(a), Sign(s), Number(b), Sign(t), Number(y), ..] if is_divider(s) && is_divider(t) && y.len() == 4 => {
            let (a, b, y) = (number(a)?, number(b)?, number(y)?);
            Some(date(y, b, a).max(date(y, a, b)))
        }
        [Number(y), Sign(s), Number(m), ..] if is_divider(s) && y.len() == 4 && m.len() <= 2 => {
            Some(end_of_month(number(y)?, number(m)?))
        }
        [Number(d), rest @ ..] if d.len() <= 2 => {
            let rest = match rest {
                [Word("st" | "nd" | "rd" | "th" | "er" | "º"), rest @ ..] | [Sign('.' | '-' | 'º'), rest @ ..] => {
                    rest
                }
                rest => rest,
            };
            let rest = if let [Word("of" | "de"), rest @ ..] = rest { rest } else { rest };
            let [Word(name), rest @ ..] = rest else { return None };
            let month = month(name)?;
            let year = rest.iter().take(3).find_map(|token| match token {
                Number(y) if y.len() == 4 => number(y),
                _ => None,
            });
            Some(year.and_then(|year| date(year, month, number(d)?)))
        }
        [Word(name), rest @ ..] => {
            let month = month(name)?;
            let numbers = rest.iter().take(5).filter_map(|token| if let Number(n) = token { Some(*n) } else { None });
            let numbers: Vec<&str> = numbers.collect();
            Some(match numbers[..] {
                [y, ..] if y.len() == 4 => end_of_month(number(y)?, month),
                [d, y, ..] if y.len() == 4 => date(number(y)?, month, number(d)?),
                _ => None,
            })
        }
        [Number(y)] if y.len() == 4 && (y.starts_with('1') || y.starts_with('2')) => Some(end_of_month(number(y)?, 12)),
        _ => None,
    }
}

fn month(name: &str) -> Option<i16> {
    // Names of months are short and begin with their first three letters: “March”, but not “Marina”.
    let is = |first: &&str| name.starts_with(*first);
    let found = MONTHS.iter().position(|names| names.iter().any(is))?;
    (name.chars().count() <= 10).then_some(found as i16 + 1)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn end_of_month(year: i16, month: i16) -> Option<Date> {
    date(year, month, 1).map(Date::last_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (value, day) in [
            ("2026-03-01", "2026-03-01"),
            ("2026-03-01T18:00:00+08:00", "2026-03-01"),
            ("2026/3/1 18:00", "2026-03-01"),
            ("20260301", "2026-03-01"),
            ("2026-03", "2026-03-31"),
            ("2026", "2026-12-31"),
            ("1.2.2026", "2026-02-01"),
            ("1/2/2026", "2026-02-01"),
            ("13/2/2026", "2026-02-13"),
            ("until 1 March 2026", "2026-03-01"),
            ("Monday, 2nd of March 2026", "2026-03-02"),
            ("March 1, 2026 at noon", "2026-03-01"),
            ("lifted 2024-01-01", "2024-01-01"),
            ("1. März 2026", "2026-03-01"),
            ("2026年3月1日", "2026-03-01"),
            ("民國115年3月1日", "2026-03-01"),
            ("115年3月", "2026-03-31"),
            ("中華民國一百十五年三月一日", "2026-03-01"),
            ("二〇二六年三月一日", "2026-03-01"),
            ("am 1. März 2026", "2026-03-01"),
            ("à partir du 1er mars 2026", "2026-03-01"),
        ] {
            assert_eq!(said(value), DayStatement::Day(day.parse().expect("a day")), "{value}");
        }
        for (value, said_of) in [
            ("19:00", DayStatement::Clock),
            ("7 pm", DayStatement::Clock),
            ("7.30 pm", DayStatement::Clock),
            ("3 March", DayStatement::Unclear),
            ("2026-13-40", DayStatement::Unclear),
            ("40 people", DayStatement::Number),
            ("10 working days", DayStatement::Number),
            ("the old quay", DayStatement::Words),
            ("", DayStatement::Words),
        ] {
            assert_eq!(said(value), said_of, "{value}");
        }
    }
}
