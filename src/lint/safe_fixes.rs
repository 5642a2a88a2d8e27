//! Corrections of a record's text that are always safe: they change how it is typed, never what it says.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::markdown::masked;
use crate::record::TextRange;
use crate::text::unify_line_ends;

/// Corrects a text that [`as_read`] returned: removes white space that has no effect, composes characters (NFC), and
/// unifies the form of labels. The lines of `kept` ranges (front matter, code, hidden text) stay unchanged.
pub fn mended(text: &str, kept: &[TextRange]) -> String {
    let labels = LabelStyle::of(text, kept);
    let mut next = kept.iter().peekable();
    let mut lines = text.split_inclusive('\n').peekable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(whole) = lines.next() {
        let end = at + whole.len();
        while next.peek().is_some_and(|range| range.end as usize <= at) {
            next.next();
        }
        let is_kept = next.peek().is_some_and(|range| (range.start as usize) < end);
        at = end;
        // An indent of this depth makes code, whose trailing spaces are part of it.
        if is_kept || whole.starts_with("    ") || whole.starts_with('\t') {
            out.push_str(whole);
            continue;
        }
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let goes_on = lines.peek().is_some_and(|next| !next.trim().is_empty());
        let line = without_trailing_space(line, goes_on);
        let composed: String = if is_nfc(line) || line.contains('`') { line.to_owned() } else { line.nfc().collect() };
        match labels.written(&composed) {
            Some(label) => out.push_str(&label),
            None => out.push_str(&composed),
        }
        if whole.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// The text as the parser takes it: without a byte order mark, and with line ends unified.
pub fn as_read(text: &str) -> String {
    unify_line_ends(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Removes trailing spaces that have no effect. Two of them are a line break if the paragraph continues.
fn without_trailing_space(line: &str, goes_on: bool) -> &str {
    let bare = line.trim_end_matches([' ', '\t']);
    let breaks = line.ends_with("  ") && !bare.is_empty() && goes_on && !bare.starts_with('#');
    if breaks { line } else { bare }
}

/// Form of labels: no double spaces, and the colon that most labels of the record have.
struct LabelStyle {
    colon: char,
}

impl LabelStyle {
    fn of(text: &str, kept: &[TextRange]) -> Self {
        let shown = masked(text, kept);
        let labels = shown.lines().filter(|line| is_label(line.trim_end_matches([' ', '\t'])));
        let (wide, narrow) =
            labels.fold(
                (0, 0),
                |(wide, narrow), line| {
                    if line.trim_end().ends_with('：') { (wide + 1, narrow) } else { (wide, narrow + 1) }
                },
            );
        LabelStyle { colon: if wide > narrow { '：' } else { ':' } }
    }

    fn written(&self, line: &str) -> Option<String> {
        let label = line.strip_prefix("### ").filter(|_| is_label(line))?.trim_end_matches([':', '：']);
        let words: Vec<&str> = label.split(' ').filter(|word| !word.is_empty()).collect();
        Some(format!("### {}{}", words.join(" "), self.colon))
    }
}

fn is_label(line: &str) -> bool {
    line.starts_with("### ") && line.ends_with([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, kept: &[&str]) -> String {
        let text = as_read(text);
        let place = |kept: &&str| {
            let at = text.find(kept).expect("a part of the text");
            TextRange::from(at..at + kept.len())
        };
        let kept: Vec<TextRange> = kept.iter().map(place).collect();
        mended(&text, &kept)
    }

    #[test]
    fn only_how_it_is_written_changes() {
        let before = "\u{feff}# A \r\n\r\n### Ann  Lee:\r\nAye.  \r\nso\r\n\r\n### Ben：\r\ncafe\u{301}  \r\n\r\n### Cy :\r\n```\r\nx  \r\n```";
        let after = "# A\n\n### Ann Lee:\nAye.  \nso\n\n### Ben:\ncaf\u{e9}\n\n### Cy:\n```\nx  \n```";
        assert_eq!(fixed(before, &["```\nx  \n```"]), after);
        assert_eq!(fixed(after, &["```\nx  \n```"]), after, "nothing is left to mend");
    }

    #[test]
    fn nothing_changes_in_what_is_kept() {
        let kept =
            ["---\ntitle: cafe\u{301}  \n---\n", "<!-- \n### Eve  Lee：  \ncafe\u{301}\n-->", "```\n### x  y:\n```\n"];
        let text = format!("{}### Ann:\nAye.\n{}\n\n{}    code  \n`cafe\u{301}`\n", kept[0], kept[1], kept[2]);
        assert_eq!(fixed(&text, &kept), text);
    }
}
