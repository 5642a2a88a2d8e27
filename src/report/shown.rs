//! Escapes text of the content for terminals and workflow logs. All output passes through here.

use std::borrow::Cow;
use std::fmt::Write;

/// A text that is safe for a terminal: control characters and characters that change the writing direction become
/// `\u{202e}`. In a GitHub workflow no line of it is a command.
pub(super) fn shown(text: &str, in_workflow: bool) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) => no_command(text, in_workflow),
        Cow::Owned(text) => Cow::Owned(no_command(&text, in_workflow).into_owned()),
    }
}

/// A text with every control character written out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_obeyed(c) { write_out(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Reports whether a character is a control other than tab and line feed, or changes the direction of writing.
fn is_obeyed(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

fn write_out(c: char, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// A text without workflow commands. The runner ignores white space before `::`, and finds `##[` anywhere in a line.
pub(super) fn no_command(text: &str, in_workflow: bool) -> Cow<'_, str> {
    if !in_workflow || !(text.contains("::") || text.contains("##[")) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let (mut is_beginning, mut before) = (true, "");
    for (at, c) in text.char_indices() {
        let begins_command = is_beginning && text[at..].starts_with("::");
        if begins_command || (c == '[' && before.ends_with("##")) {
            write_out(c, &mut out);
        } else {
            out.push(c);
        }
        is_beginning = matches!(c, '\n' | '\r') || (is_beginning && (c.is_whitespace() || c == '\u{feff}'));
        before = &text[..at + c.len_utf8()];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        for (text, expected) in [
            ("Ferry\u{9b}2J", "Ferry\\u{9b}2J"),
            ("\u{202e}yrreF\u{202c}", "\\u{202e}yrreF\\u{202c}"),
            ("a\u{1b}[8mb\rc\u{7f}", "a\\u{1b}[8mb\\u{d}c\\u{7f}"),
            ("會議\u{61c}\u{2066}\u{200f}", "會議\\u{61c}\\u{2066}\\u{200f}"),
        ] {
            assert_eq!(shown(text, false), expected);
        }
        for same in ["two\nlines\tand a tab", "عربى, עברית, 會議, café", "a\u{200d}b"] {
            assert!(matches!(shown(same, false), Cow::Borrowed(_)), "{same:?}");
        }
        for c in ('\u{80}'..='\u{9f}').chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            assert!(!shown(&format!("a{c}b"), false).contains(c), "{c:?}");
        }
    }

    #[test]
    fn no_line_is_a_command_in_a_workflow() {
        for (text, expected) in [
            ("::error::all is lost", "\\u{3a}:error::all is lost"),
            ("a\n \u{3000}\t::stop-commands::x", "a\n \u{3000}\t\\u{3a}:stop-commands::x"),
            ("a ##[error]b", "a ##\\u{5b}error]b"),
            ("\u{feff}::debug::a", "\u{feff}\\u{3a}:debug::a"),
            (":::a", "\\u{3a}::a"),
        ] {
            assert_eq!(shown(text, true), expected);
            assert_eq!(shown(text, false), text, "elsewhere it means nothing");
        }
        assert_eq!(shown("Ann::Ben a:\n: b", true), "Ann::Ben a:\n: b");
    }
}
