//! Numbers by which records name a matter, in the forms that `site.yml` gives as examples: `案號`, `Bill 12`, `24-0113`.

/// A form of number. Letters and signs stand for themselves. A single run of digits stands for any digits, several runs
/// each for as many; an example without digits is followed by a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MatterNumber {
    parts: Vec<NumberPart>,
}

/// A part of a form of number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum NumberPart {
    /// These letters and signs.
    Text(Box<str>),
    /// Digits: so many, or any number of them if it is the only run.
    Digits(Option<usize>),
    /// Any number with letters, hyphens, dots and strokes.
    Number,
}

/// Maximum length of a form of number, in characters.
const LONGEST_EXAMPLE: usize = 60;

impl MatterNumber {
    /// The form that an example shows; `None` if it is empty or too long.
    pub fn of_example(example: &str) -> Option<Self> {
        let example = example.trim();
        if example.is_empty() || example.chars().count() > LONGEST_EXAMPLE {
            return None;
        }
        let mut parts: Vec<NumberPart> = Vec::new();
        for c in example.chars() {
            match (c.is_ascii_digit(), parts.last_mut()) {
                (true, Some(NumberPart::Digits(Some(count)))) => *count += 1,
                (true, _) => parts.push(NumberPart::Digits(Some(1))),
                (false, Some(NumberPart::Text(text))) => *text = format!("{text}{c}").into(),
                (false, _) => parts.push(NumberPart::Text(c.to_string().into())),
            }
        }
        let mut runs = parts.iter_mut().filter(|part| matches!(part, NumberPart::Digits(_)));
        match (runs.next(), runs.next()) {
            (Some(only), None) => *only = NumberPart::Digits(None),
            (None, _) => parts.push(NumberPart::Number),
            _ => {}
        }
        Some(MatterNumber { parts })
    }

    /// The first number of this form in a text.
    pub fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let is_part = |c: char| c.is_alphanumeric() && !crate::text::is_cjk(c);
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            // A number within a longer one, or a word within a longer word, is another.
            if !(is_part(before) && is_part(c))
                && let Some(end) = self.end(&text[at..])
                && !text[at + end..].starts_with(|next| is_part(next) && text[..at + end].ends_with(is_part))
            {
                return Some(&text[at..at + end]);
            }
            before = c;
        }
        None
    }

    /// Length of a number of this form at the beginning of a text.
    fn end(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for part in &self.parts {
            rest = match part {
                NumberPart::Text(wanted) => {
                    let head = rest.get(..wanted.len()).filter(|head| head.eq_ignore_ascii_case(wanted))?;
                    &rest[head.len()..]
                }
                NumberPart::Digits(count) => {
                    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                    let found = rest.len() - after.len();
                    (found > 0 && count.is_none_or(|count| count == found)).then_some(after)?
                }
                NumberPart::Number => {
                    let bare = rest.trim_start_matches([' ', ':', '：', '#', '第']);
                    let is_number =
                        |c: char| c.is_ascii_alphanumeric() || "-./〇零一二三四五六七八九十百號号".contains(c);
                    let after = bare.trim_start_matches(is_number);
                    let found = bare[..bare.len() - after.len()].trim_end_matches(['.', '-', '/']);
                    found.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).then_some(())?;
                    &bare[found.len()..]
                }
            };
        }
        Some(text.len() - rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_shows_the_form() {
        let found = |example: &str, text: &str| {
            MatterNumber::of_example(example).expect("a form").find(text).unwrap_or_default().to_owned()
        };
        assert_eq!(found("Bill 12", "Second reading of bill 7, as amended"), "bill 7");
        assert_eq!(found("Bill 12", "Billing 7"), "");
        assert_eq!(found("24-0113", "3. Ordinance 24-0115: ferries"), "24-0115");
        assert_eq!(found("24-0113", "2024-04-02 and 2019-2021"), "");
        assert_eq!(found("案號", "案由一（案號：1130402）"), "案號：1130402");
        assert_eq!(found("案號", "案號"), "");
        assert_eq!(MatterNumber::of_example("  "), None);
    }
}
