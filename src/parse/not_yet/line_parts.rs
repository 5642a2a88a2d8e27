//! Splits a line into the parts in which metadata may stand: pairs of key and value, cells, tags, attributes, rules.

/// A part of a line between delimiters.
pub(super) struct LinePart<'t> {
    pub(super) text: &'t str,
    /// In angle brackets.
    pub(super) is_tag: bool,
    /// Separated from the part before it as cells are. A comma separates words of a sentence.
    pub(super) is_cell: bool,
}

pub(super) fn pieces(line: &str) -> Vec<LinePart<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, ' ');
    let divides = |c: char| {
        matches!(
            c,
            '|' | ';'
                | '{'
                | '}'
                | '['
                | ']'
                | '('
                | ')'
                | '<'
                | '>'
                | '\t'
                | ','
                | '（'
                | '）'
                | '；'
                | '｜'
                | '，'
                | '【'
                | '】'
        )
    };
    // “March 1, 2026” is one day.
    let is_in_day = |at: usize| {
        let after = line[at + 1..].trim_start();
        line[..at].ends_with(|c: char| c.is_ascii_digit()) && after.bytes().take_while(u8::is_ascii_digit).count() == 4
    };
    let signs = line.char_indices().filter(|(at, c)| divides(*c) && !(*c == ',' && is_in_day(*at)));
    for (at, sign) in signs.chain([(line.len(), ' ')]) {
        let text = line[start..at].trim();
        if text.contains(char::is_alphanumeric) {
            let is_cell = matches!(before, '|' | '｜' | '<' | '>' | '{' | '}' | '\t' | '[' | ']' | '】');
            pieces.push(LinePart { text, is_tag: before == '<' && sign == '>', is_cell });
        }
        start = (at + sign.len_utf8()).min(line.len());
        before = sign;
    }
    pieces
}

/// Splits a text into a key and a value at the sign between them.
pub(super) fn pair(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A list item may be numbered.
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare =
        if bare.len() == unnumbered.len() { bare } else { unnumbered.strip_prefix(". ").unwrap_or(bare).trim_start() };
    // `#let status = "draft"`, as programs declare it.
    let bare = ["let ", "const ", "var ", "set "].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    let signs = [":", "：", "﹕", "∶", "=", "＝", "→", "->", "︰", "?", "？", " – ", " — ", " - "];
    let (at, sign) = signs.iter().filter_map(|sign| bare.find(sign).map(|at| (at, sign))).min()?;
    Some((&bare[..at], &bare[at + sign.len()..]))
}

/// Reads `name="status" content="draft"`, as in a tag.
pub(super) fn attributes(text: &str) -> Option<(&str, &str)> {
    let value = |name: &str| {
        let rest = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        Some(match quote {
            Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        })
    };
    let name = ["name", "property", "itemprop"].iter().find_map(|name| value(name))?;
    Some((name, value("content").or_else(|| value("value"))?))
}

/// Name of an AsciiDoc attribute that is set: `:draft:`.
pub(super) fn attribute(line: &str) -> Option<&str> {
    let name = line.strip_prefix(':')?.strip_suffix(':')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
        .then_some(name)
}

/// Reports whether a line is a rule: `---`, `+++`, `***`, a fence, or what a word processor makes of one.
pub(super) fn is_rule(line: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '+' | '*' | '_' | '=' | '~' | '`' | ';' | '—' | '–' | '\\' | ' ');
    let signs = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !signs.trim().is_empty() && signs.chars().all(is_sign) && (signs.chars().count() > 1 || signs == "—")
}

/// Text of a task such as `- [x] draft`, and whether it is done.
pub(super) fn task(line: &str) -> Option<(&str, bool)> {
    let item = line.strip_prefix(['-', '*', '+'])?.trim_start();
    let item = item.strip_prefix('\\').unwrap_or(item).strip_prefix('[')?;
    let (mark, name) = item.split_once(']')?;
    let is_done = match mark.trim_end_matches('\\').trim() {
        "x" | "X" | "✓" | "✔" => true,
        "" => false,
        _ => return None,
    };
    Some((name.trim(), is_done))
}
