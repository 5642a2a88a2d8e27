//! Recognises lines that look like the heading of a speaker but are not one: `###Eve:`, `\\### Eve:`, `＃＃＃ Eve：`, `>
//! ### Eve:`; and headings of a level that does not mark speeches: `#### Eve:`.

use super::heading;
use super::line::{LabelLine, for_lines, with_replaced_lines};
use super::name::is_odd_blank;
use crate::markdown::code_fences::prefix;

/// A line that looks like the heading of a speaker but is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FalseHeading {
    /// Position of its label in the line.
    pub label: usize,
    /// Reason why it names no speaker.
    pub form: HeadingForm,
    /// True if it ends in a colon, as labels do.
    pub has_colon: bool,
}

/// Reason why a line that looks like a heading names no speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingForm {
    /// Not a heading: without a space, indented too far, escaped, or with full-width signs.
    None,
    /// Within a quotation or a list.
    Within,
    /// A heading of another level.
    Level,
}

/// Recognises such a line.
pub fn false_heading(line: &str) -> Option<FalseHeading> {
    let marks = prefix(line);
    let is_within = line[..marks].contains(|c: char| !matches!(c, ' ' | '\t'));
    let bare = line[marks..].trim_start_matches(is_odd_blank);
    let (mut level, mut is_written, mut rest) = (0, true, bare);
    // Editors escape the first sign, or each of them.
    while let Some(behind) = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['#', '＃']).filter(|_| level < 7) {
        is_written &= rest.starts_with('#');
        rest = behind;
        level += 1;
    }
    if !(2..=6).contains(&level) {
        return None;
    }
    let label = rest.trim_start_matches(|c: char| c.is_whitespace() || is_odd_blank(c));
    let is_spaced = rest.starts_with([' ', '\t']) || rest.starts_with(is_odd_blank);
    let indentation = &line[..marks];
    let is_code = !is_within && (indentation.contains('\t') || indentation.len() > 3);
    let form = match () {
        () if is_within => HeadingForm::Within,
        () if is_code || !is_spaced || !is_written || bare.len() < line.len() - marks => HeadingForm::None,
        () if level > 3 => HeadingForm::Level,
        () => return None,
    };
    let has_colon = heading::is_label(label);
    (!label.is_empty()).then_some(FalseHeading { label: line.len() - label.len(), form, has_colon })
}

/// Finds such lines of a text that end like labels and that a heading could replace: none in quotations and lists.
pub(super) fn false_headings(text: &str, start: usize) -> Vec<LabelLine> {
    let mut found = Vec::new();
    for_lines(text, start, |at, line| {
        if let Some(heading) =
            false_heading(line).filter(|heading| heading.has_colon && heading.form != HeadingForm::Within)
        {
            found.push(LabelLine {
                line: at,
                at,
                label: (at + heading.label, at + line.len()),
                words: at + line.len(),
            });
        }
    });
    found
}

/// Turns such lines into headings if they are not headings at all and name somebody who speaks, according to `speaks`.
/// `shown` is the text with hidden parts masked, of the same length.
pub fn with_restored(text: &str, shown: &str, start: usize, speaks: impl Fn(&str) -> bool) -> Option<String> {
    with_replaced_lines(text, shown, start, |at, line| {
        let found = false_heading(line).filter(|found| found.form == HeadingForm::None && found.has_colon)?;
        let label = Some(&line[found.label..]).filter(|label| speaks(label))?;
        // A heading is told from a paragraph above by an empty line.
        let before = &text[..at];
        let space = if before.is_empty() || before.ends_with("\n\n") { "" } else { "\n" };
        Some(format!("{space}### {label}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_heading_is_told_from_one() {
        for (line, form) in [
            ("###Eve:", HeadingForm::None),
            ("    ### Eve:", HeadingForm::None),
            ("\\### Eve:", HeadingForm::None),
            ("\\#\\#\\# Eve:", HeadingForm::None),
            ("＃＃＃ Eve：", HeadingForm::None),
            ("＃＃＃Eve：", HeadingForm::None),
            ("> ### Eve:", HeadingForm::Within),
            ("- ### Eve:", HeadingForm::Within),
            ("1. \\### Eve:", HeadingForm::Within),
            ("#### Eve:", HeadingForm::Level),
        ] {
            let found = false_heading(line).unwrap_or_else(|| panic!("nothing in {line}"));
            assert_eq!(
                (found.form, found.has_colon, line[found.label..].starts_with("Eve")),
                (form, true, true),
                "{line}"
            );
        }
        for line in ["### Eve:", "# Eve:", "Eve:", "> Eve:", "#######Eve:", "###", "\\"] {
            assert_eq!(false_heading(line), None, "{line}");
        }
    }
}
