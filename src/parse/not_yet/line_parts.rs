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
    // “Author: Clerk / Status: draft”
    let is_apart = |at: usize, c: char| {
        matches!(c, '/' | '·' | '•') && line[..at].ends_with(' ') && line[at + c.len_utf8()..].starts_with(' ')
    };
    let signs =
        line.char_indices().filter(|(at, c)| (divides(*c) && !(*c == ',' && is_in_day(*at))) || is_apart(*at, *c));
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

/// Splits a line that begins with a key in lower case, as programs write it, into key and value: `draft: true`.
pub(super) fn program_key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = pair(line).filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))?;
    let is_key = key.trim_end().bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    is_key.then_some((key, value))
}

/// Words of a heading.
pub(super) fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    (words.len() < line.len() && words.starts_with([' ', '\t'])).then(|| words.trim())
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
    let count = signs.chars().filter(|c| *c != ' ').count();
    signs.chars().all(is_sign) && (count > 1 || signs == "—")
}

/// Finds several keys with their values in one line, as formatters leave a block of metadata: `title: Budget status: draft`.
pub(super) fn pairs_in_row(line: &str, is_key: impl Fn(&str) -> bool) -> Vec<(&str, &str)> {
    let mut keys: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices(": ") {
        let word = line[from..at].rfind(' ').map_or(from, |space| from + space + 1);
        if word < at && is_key(&line[word..at]) {
            keys.push((word, at));
        }
        from = at + 2;
    }
    let ends = keys.iter().skip(1).map(|(next, _)| *next).chain([line.len()]);
    let pairs = keys.iter().zip(ends).map(|((word, at), end)| (&line[*word..*at], line[at + 2..end].trim()));
    pairs.collect()
}
