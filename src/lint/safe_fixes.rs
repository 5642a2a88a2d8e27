//! Mends what is safe to mend in a record's text: how it is written down, never what it says.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::text::unify_line_ends;

/// The text without a byte order mark, with `\n` at the end of each line, without spaces that show nothing, composed
/// (NFC), and with labels written alike.
pub fn mended(text: &str) -> String {
    let text = as_read(text);
    let text = if is_nfc(&text) { text } else { text.nfc().collect() };
    labels(&trailing_space(&text))
}

/// The text as reading takes it, whatever stands in front of it and at the end of its lines.
pub fn as_read(text: &str) -> String {
    unify_line_ends(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Two spaces at the end of a line are a line break where the paragraph goes on; everywhere else they show nothing.
fn trailing_space(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut fenced = false;
    let mut out = String::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        let bare = line.trim_end_matches([' ', '\t']);
        let goes_on = lines.get(index + 1).is_some_and(|next| !next.trim().is_empty());
        let breaks = line.ends_with("  ") && !bare.is_empty() && goes_on && !bare.starts_with('#');
        out.push_str(if fenced || breaks { line } else { bare });
        if index + 1 < lines.len() {
            out.push('\n');
        }
    }
    out
}

/// Labels without doubled spaces, and with the colon that most labels of the record have.
fn labels(text: &str) -> String {
    let is_label = |line: &&str| line.starts_with("### ") && line.ends_with([':', '：']);
    let (wide, narrow) = text.lines().filter(is_label).fold((0, 0), |(wide, narrow), line| {
        if line.ends_with('：') { (wide + 1, narrow) } else { (wide, narrow + 1) }
    });
    let colon = if wide > narrow { '：' } else { ':' };
    let mut fenced = false;
    let mend = |line: &str| -> String {
        fenced ^= line.trim_start().starts_with("```");
        if fenced || !is_label(&line) {
            return line.to_owned();
        }
        let words: Vec<&str> =
            line[4..].trim_end_matches([':', '：']).split(' ').filter(|word| !word.is_empty()).collect();
        format!("### {}{colon}", words.join(" "))
    };
    let lines: Vec<String> = text.split('\n').map(mend).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_how_it_is_written_changes() {
        let before = "\u{feff}# A \r\n\r\n### Ann  Lee:\r\nAye.  \r\nso\r\n\r\n### Ben：\r\ncafe\u{301}  \r\n\r\n### Cy :\r\n```\r\nx  \r\n```";
        let after = "# A\n\n### Ann Lee:\nAye.  \nso\n\n### Ben:\ncaf\u{e9}\n\n### Cy:\n```\nx  \n```";
        assert_eq!(mended(before), after);
        assert_eq!(mended(after), after, "nothing is left to mend");
    }
}
