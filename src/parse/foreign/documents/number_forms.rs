//! Forms of numbers in front of paragraphs (`ST_NumberFormat` of Office Open XML).

/// Form of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// A bullet or nothing.
    None,
    /// 1, 2, 3; also for forms that are not known.
    Digits,
    /// a, b, c; the letters are doubled after z.
    Letters(LetterCase),
    /// i, ii, iii.
    Roman(LetterCase),
    /// 一、二、三.
    Han,
    /// 甲, 乙, 丙.
    HeavenlyStems,
}

/// Case of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterCase {
    /// Capitals.
    Upper,
    /// Small letters.
    Lower,
}

impl NumberForm {
    /// The form with a name of the standard.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "bullet" | "none" => NumberForm::None,
            "lowerLetter" => NumberForm::Letters(LetterCase::Lower),
            "upperLetter" => NumberForm::Letters(LetterCase::Upper),
            "lowerRoman" => NumberForm::Roman(LetterCase::Lower),
            "upperRoman" => NumberForm::Roman(LetterCase::Upper),
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting"
            | "ideographDigital" => NumberForm::Han,
            "ideographTraditional" => NumberForm::HeavenlyStems,
            _ => NumberForm::Digits,
        }
    }

    /// The number in this form; in digits where the form has no sign for it.
    pub(super) fn written(self, number: u32) -> String {
        let written = match self {
            NumberForm::None => Some(String::new()),
            NumberForm::Digits => None,
            NumberForm::Letters(case) => letters(number).map(|text| case.of(text)),
            NumberForm::Roman(case) => roman(number).map(|text| case.of(text)),
            NumberForm::Han => han(number),
            NumberForm::HeavenlyStems => {
                "甲乙丙丁戊己庚辛壬癸".chars().nth(number.wrapping_sub(1) as usize).map(String::from)
            }
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

impl LetterCase {
    fn of(self, small: String) -> String {
        match self {
            LetterCase::Upper => small.to_uppercase(),
            LetterCase::Lower => small,
        }
    }
}

fn letters(number: u32) -> Option<String> {
    let at = number.checked_sub(1).filter(|at| *at < 26 * 30)?;
    Some(char::from(b'a' + (at % 26) as u8).to_string().repeat(at as usize / 26 + 1))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

fn han(number: u32) -> Option<String> {
    let digit = |digit: u32| "零一二三四五六七八九".chars().nth(digit as usize);
    let (tens, ones) = (number / 10, number % 10);
    let mut out = String::new();
    match tens {
        0 => {}
        1 => out.push('十'),
        2..=9 => out.extend([digit(tens)?, '十']),
        _ => return None,
    }
    if ones > 0 || tens == 0 {
        out.push(digit(ones)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_forms_of_the_standard() {
        for (name, numbers) in [
            ("decimal", [(1, "1"), (21, "21")]),
            ("lowerLetter", [(2, "b"), (28, "bb")]),
            ("upperRoman", [(4, "IV"), (1999, "MCMXCIX")]),
            ("taiwaneseCountingThousand", [(3, "三"), (21, "二十一")]),
            ("chineseCounting", [(10, "十"), (103, "103")]),
            ("ideographTraditional", [(1, "甲"), (11, "11")]),
            ("bullet", [(1, ""), (2, "")]),
            ("upperLetter", [(0, "0"), (26, "Z")]),
        ] {
            for (number, expected) in numbers {
                assert_eq!(NumberForm::of(name).written(number), expected, "{name} {number}");
            }
        }
    }
}
