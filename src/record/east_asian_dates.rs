//! Dates as Chinese, Japanese and Korean write them beyond `2024年3月15日`: `二〇二四年三月五日`, `民國一一三年三月五日`,
//! `令和6年3月5日`, `2024년 3월 5일`, `2024. 3. 5.`.

/// Year, perhaps month and day, and the rest of the text; without a month the rest begins with the character for
/// “year”.
pub(super) type EastAsianDate<'t> = (i16, Option<u32>, Option<u32>, &'t str);

/// Names of eras, and the year before their first.
const ERAS: [(&str, i16); 7] = [
    ("中華民國", 1911),
    ("民國", 1911),
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
];

/// Reads an East Asian date at the beginning of a text.
pub(super) fn east_asian(text: &str) -> Option<EastAsianDate<'_>> {
    signed(text).or_else(|| dotted(text))
}

fn signed(text: &str) -> Option<EastAsianDate<'_>> {
    let (year, after_year) = match ERAS.iter().find_map(|(era, before)| Some((text.strip_prefix(era)?, *before))) {
        Some((rest, before)) => {
            let rest = spaced(rest);
            let (number, rest) = match rest.strip_prefix('元') {
                Some(rest) => (1, rest),
                None => number(rest)?,
            };
            (before + i16::try_from(number).ok().filter(|number| (1..=200).contains(number))?, spaced(rest))
        }
        None => {
            let (number, rest) = number(text)?;
            (i16::try_from(number).ok().filter(|year| (1000..3000).contains(year))?, spaced(rest))
        }
    };
    let behind = after_year.strip_prefix(['年', '년'])?;
    let part = |text: &'_ str, signs: &[char]| -> Option<(u32, usize)> {
        let (number, rest) = number(spaced(text))?;
        let rest = spaced(rest).strip_prefix(signs)?;
        (number < 100).then_some((number, text.len() - rest.len()))
    };
    let Some((month, end)) = part(behind, &['月', '월']) else { return Some((year, None, None, after_year)) };
    let behind = &behind[end..];
    Some(match part(behind, &['日', '號', '号', '일']) {
        Some((day, end)) => (year, Some(month), Some(day), &behind[end..]),
        None => (year, Some(month), None, behind),
    })
}

/// `2024. 3. 5.`
fn dotted(text: &str) -> Option<EastAsianDate<'_>> {
    let part = |text: &'_ str, most: usize| -> Option<(u32, usize)> {
        let length = text.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        let number = text[..length].parse().ok().filter(|_| length <= most)?;
        Some((number, length))
    };
    let (year, length) = part(text, 4).filter(|(_, length)| *length == 4)?;
    let rest = text[length..].strip_prefix(". ")?;
    let (month, length) = part(rest, 2)?;
    let rest = rest[length..].strip_prefix(". ")?;
    let (day, length) = part(rest, 2)?;
    let rest = rest[length..].strip_prefix('.').unwrap_or(&rest[length..]);
    Some((i16::try_from(year).ok()?, Some(month), Some(day), rest))
}

fn spaced(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{3000}'])
}

/// A number in digits, or in Han characters, one by one (`二〇二四`) or with hundreds and tens (`一百十三`).
fn number(text: &str) -> Option<(u32, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    };
    let length: usize = text.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    if length > 0 {
        let digits = text[..length].chars().filter_map(digit);
        let count = text[..length].chars().count();
        return (count <= 4).then(|| (digits.fold(0, |sum, digit| sum * 10 + digit), &text[length..]));
    }
    let end = text.find(|c| !"〇○零一二三四五六七八九十百".contains(c)).unwrap_or(text.len());
    Some((han_number(&text[..end])?, &text[end..]))
}

/// A number of at most four digits in Han characters.
pub fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '〇' | '○' | '零' => Some(0),
        c => "一二三四五六七八九".chars().position(|one| one == c).map(|at| at as u32 + 1),
    };
    if text.is_empty() {
        return None;
    }
    if !text.contains(['十', '百']) {
        let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
        return digits
            .filter(|digits| digits.len() <= 4)
            .map(|digits| digits.iter().fold(0, |sum, digit| sum * 10 + digit));
    }
    let (mut sum, mut open, mut unit) = (0, None, 1000);
    for c in text.chars() {
        let this = match c {
            '十' => 10,
            '百' => 100,
            c => {
                // Two digits in a row are written without `十`.
                if open.is_some_and(|digit| digit > 0) {
                    return None;
                }
                open = Some(digit(c)?);
                continue;
            }
        };
        if this >= unit {
            return None;
        }
        (sum, unit) = (sum + open.take().unwrap_or(1) * this, this);
    }
    Some(sum + open.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_han_numerals_eras_and_hangul() {
        for (text, date) in [
            ("二〇二四年三月五日會議", (2024, Some(3), Some(5), "會議")),
            ("民國一一三年十二月三十一日", (2024, Some(12), Some(31), "")),
            ("民國一百年", (2011, None, None, "年")),
            ("中華民國一百十三年三月五日", (2024, Some(3), Some(5), "")),
            ("民國一百零五年十月", (2016, Some(10), None, "")),
            ("令和6年3月5日 本会議", (2024, Some(3), Some(5), " 本会議")),
            ("令和元年五月一日", (2019, Some(5), Some(1), "")),
            ("平成31年4月", (2019, Some(4), None, "")),
            ("2024년 3월 5일 회의", (2024, Some(3), Some(5), " 회의")),
            ("2024년 회의", (2024, None, None, "년 회의")),
            ("2024. 3. 5. 회의", (2024, Some(3), Some(5), " 회의")),
        ] {
            let expected = Some(date).filter(|(year, ..)| *year > 0);
            assert_eq!(east_asian(text), expected, "{text}");
        }
        for text in ["二十四年", "三月五日", "2024. 3 things", "一二三四五年", "令和", "大正門", "2024"]
        {
            assert_eq!(east_asian(text), None, "{text}");
        }
    }
}
