//! Makes the numbers of lists count as words of a speech, or not, as they did in the record that another archive has: its permalink
//! depends on it.
//!
//! They count unless the speech has a sign of a link, tag or entity; see `TranscriptBuilder::id`.

use super::imported_record::ListNumbers;

/// The words of a speech in Markdown, changed where that is needed so that nobody sees a difference.
pub(super) fn with_numbers(written: String, numbers: ListNumbers) -> String {
    // Marks of footnotes are taken out before.
    let has_signs = written.replace("[^", "").contains(['<', '[', '&']);
    match numbers {
        ListNumbers::Counted if has_signs => written.split_inclusive('\n').map(without_tags).collect(),
        ListNumbers::Uncounted if !has_signs => with_entity(written),
        ListNumbers::Counted | ListNumbers::Uncounted => written,
    }
}

/// A line with the other form of line breaks, which has no sign.
fn without_tags(line: &str) -> String {
    let is_quoted = line.starts_with("> ");
    // A row of a table is one line.
    if line.starts_with('|') {
        return line.to_owned();
    }
    line.replace("<br>", if is_quoted { "\\\n> " } else { "\\\n" })
}

/// The same words with an entity for a space behind the first item of a list.
fn with_entity(mut written: String) -> String {
    let is_item = |end: &usize| {
        let line = written[..*end].rsplit('\n').next().unwrap_or_default();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(". ")
    };
    let end = written.match_indices('\n').map(|(end, _)| end).find(is_item);
    if let Some(end) = end {
        written.insert_str(end, "&#32;");
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_or_not() {
        let check = |written: &str, numbers, expected: &str| {
            assert_eq!(with_numbers(written.to_owned(), numbers), expected);
        };
        check("1. a\n\nb\n", ListNumbers::Uncounted, "1. a&#32;\n\nb\n");
        check("1. a\n\n[b](c)\n", ListNumbers::Uncounted, "1. a\n\n[b](c)\n");
        check("1. a\n\nb<br>c\n", ListNumbers::Counted, "1. a\n\nb\\\nc\n");
        check("1. a[^1]\n", ListNumbers::Uncounted, "1. a[^1]&#32;\n");
        check("> b<br>c\n", ListNumbers::Counted, "> b\\\n> c\n");
    }
}
