//! Escapes words in which nothing may be taken for Markdown.

/// Appends words to Markdown so that they are read as words; each control character becomes a space. `is_first` is true if
/// they begin a line.
pub fn push_as_words(out: &mut String, text: &str, is_first: bool) {
    let mut before = out.chars().next_back();
    let start = out.len();
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let next = signs.peek().copied();
        let begins = is_first && out.len() == start && matches!(c, '#' | '>' | '-' | '+' | '=' | ':' | '|');
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            // Within a word, as in addresses, it has no meaning.
            '_' if is_letter(before) && is_letter(next) => out.push(c),
            // An escape would not hide the beginning of a comment.
            '<' if next == Some('!') => out.push_str("&lt;"),
            '%' if before == Some('%') || next == Some('%') => out.push_str("\\%"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '<' | '&' | '~' | '|' => {
                out.push('\\');
                out.push(c);
            }
            _ if begins => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(if c.is_control() { ' ' } else { c }),
        }
        before = Some(c);
    }
    // A number and a full stop at the beginning would be a list.
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if is_first && digits > 0 && text[digits..].starts_with(['.', ')']) {
        out.insert(start + digits, '\\');
    }
}

/// Target of a link, written so that nothing in it ends the target or is markup.
pub fn link_target(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '*' => out.push_str("%2A"),
            '`' => out.push_str("%60"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
