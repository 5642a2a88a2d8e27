//! Minifies style sheets and scripts: removes comments and white space.
//!
//! Nothing else is rewritten, so the meaning cannot change. From the first uncertain place, a file stays as it is.

/// A style sheet without comments, and with white space only where it may matter.
pub(super) fn css(text: &str) -> String {
    strip_css(text).unwrap_or_else(|| text.to_owned())
}

/// `None` for a comment, text or address that does not end.
fn strip_css(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // White space that has been read and not written yet.
    let mut space = false;
    // The last significant character; an escaped or quoted one does not count.
    let mut last: Option<char> = None;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = &comment[comment.find("*/")? + 2..];
            // Between two words it keeps them apart without being a space.
            let joins =
                |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | ';' | ',' | ':'));
            if !space && joins(last) && joins(rest.chars().next()) {
                out.push_str("/**/");
            }
            continue;
        }
        if c.is_ascii_whitespace() {
            space = true;
            rest = &rest[1..];
            continue;
        }
        let ends_value = matches!(c, ';' | '}');
        // `--x: ;` is an empty value; without the space it would be none to some browsers.
        let after_colon = last == Some(':') && !ends_value;
        let before = matches!(c, '{' | '}' | ';' | ',');
        let after = matches!(last, None | Some('{' | '}' | ';' | ','));
        if space && !after && !after_colon && (!before || last == Some(':')) {
            out.push(' ');
        }
        space = false;
        if c == '}' && last == Some(';') {
            out.pop();
        }
        let length = match c {
            '"' | '\'' => end_of_text(rest, c)?,
            '\\' => 1 + rest[1..].chars().next()?.len_utf8(),
            _ if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) => end_of_address(rest)?,
            _ => c.len_utf8(),
        };
        out.push_str(&rest[..length]);
        last = Some(if length == c.len_utf8() { c } else { 'x' });
        rest = &rest[length..];
    }
    Some(out)
}

/// Length of a quoted text.
fn end_of_text(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Length of `url(…)`.
fn end_of_address(rest: &str) -> Option<usize> {
    let inside = rest[4..].trim_start();
    let begins = rest.len() - inside.len();
    match inside.chars().next()? {
        quote @ ('"' | '\'') => {
            let text = end_of_text(inside, quote)?;
            Some(begins + text + inside[text..].find(')')? + 1)
        }
        _ => Some(begins + inside.find(')')? + 1),
    }
}

/// A script without indentation, empty lines, comment lines, and types (`/** @type … */`). From the first line whose
/// state is uncertain, everything stays as it is.
pub(super) fn js(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_comment = false;
    while !rest.is_empty() {
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let mut line = rest[..length].trim();
        if in_comment || (line.starts_with("/*") && !line.starts_with("/*!")) {
            let Some(end) = line.find("*/") else {
                in_comment = true;
                rest = &rest[length..];
                continue;
            };
            in_comment = false;
            line = line[end + 2..].trim();
        }
        if line.starts_with("/*!") || line.ends_with('\\') || !is_whole(line) {
            // Only the comment before the line may have been removed; the rest is unchanged.
            out.push_str(if line.is_empty() { "" } else { &rest[rest.find(line).unwrap_or(0)..] });
            return out;
        }
        if !line.is_empty() && !line.starts_with("//") {
            push_without_types(&mut out, line);
            out.push('\n');
        }
        rest = &rest[length..];
    }
    if in_comment { text.to_owned() } else { out }
}

/// A line that is whole, without the types that stand in it.
fn push_without_types(out: &mut String, line: &str) {
    let mut quote = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match (quote, c) {
            (_, '\\') => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            (None, '"' | '\'' | '`') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '/') if rest.starts_with("//") => length = rest.len(),
            (None, '/') if rest.starts_with("/** @") => {
                if let Some(end) = rest.find("*/") {
                    rest = rest[end + 2..].trim_start();
                    continue;
                }
            }
            _ => {}
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
}

/// Reports whether a line of a script certainly ends outside of strings, templates and comments.
fn is_whole(line: &str) -> bool {
    let mut quote = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (_, '\\') => {
                chars.next();
            }
            (None, '"' | '\'' | '`') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '/') if line[at..].starts_with("//") => return true,
            (None, '/') if line[at..].starts_with("/*") && !line[at..].contains("*/") => return false,
            _ => {}
        }
    }
    quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_says_the_same_in_fewer_bytes() {
        let pairs = [
            ("a  :hover , b{ color : red ; }\n", "a :hover,b{color :red}"),
            ("a { width: calc(1em * var(--x) - 2px); }", "a{width:calc(1em * var(--x) - 2px)}"),
            (
                "@media (min-width: 40rem) and (hover) {\n  a { b: c; }\n}",
                "@media (min-width:40rem) and (hover){a{b:c}}",
            ),
            ("a { content: \" /* {;} */  \\\" \"; }", "a{content:\" /* {;} */  \\\" \"}"),
            ("/* one */ a /* two */ b { c: d }", "a b{c:d}"),
            (".a/**/.b{}", ".a/**/.b{}"),
            (":root { --x: ; --y: a ; }", ":root{--x: ;--y:a}"),
            ("a { b: url( data:x;y, z/*w ) }", "a{b:url( data:x;y, z/*w )}"),
            (".\\{ a > b + c ~ d { e: f!important }", ".\\{ a > b + c ~ d{e:f!important}"),
            ("[lang]:is(:lang(zh), :lang(ja)) {}", "[lang]:is(:lang(zh),:lang(ja)){}"),
        ];
        for (text, expected) in pairs {
            assert_eq!(css(text), expected);
            assert_eq!(css(expected), expected, "what is small stays as it is");
        }
        for broken in ["a { /* b", "a { b: \"c", "a { b: url(c"] {
            assert_eq!(css(broken), broken);
        }
    }

    #[test]
    fn a_script_loses_its_indentation_and_nothing_where_white_space_counts() {
        let pairs = [
            ("// About.\nif (a) {\n  b(\"// c\"); // d\n\n}\n", "if (a) {\nb(\"// c\"); // d\n}\n"),
            ("/**\n * About.\n */\n  a();\n/** @type {b} */ c();\n", "a();\nc();\n"),
            ("a((/** @type {b} */ c) => /** @type {d} */ (c)); // e\n", "a((c) => (c)); // e\n"),
            ("a(\"/** @b */\", '\\'/** @c */', /d/u); /* e */\n", "a(\"/** @b */\", '\\'/** @c */', /d/u); /* e */\n"),
            ("  a(`b ${c} d`);\n", "a(`b ${c} d`);\n"),
            ("  a();\n  b = `\n  // c`;\n  d();\n", "a();\nb = `\n  // c`;\n  d();\n"),
            ("  a = \"b\\\n  c\";\n", "a = \"b\\\n  c\";\n"),
            ("  a(/[`'\"]/u);\n  b();\n", "a(/[`'\"]/u);\n  b();\n"),
            ("/*! kept */\n  a();\n", "/*! kept */\n  a();\n"),
            ("  a();\n/* b", "  a();\n/* b"),
        ];
        for (text, expected) in pairs {
            assert_eq!(js(text), expected, "{text}");
        }
    }
}
