//! Finds text that was meant as markup but is not: links whose target Markdown does not accept, and tables drawn with
//! lines.

use std::ops::Range;

use super::code_fences::fence_end_of_page;
use super::finding::Finding;

/// Reports text that looks like a link but is not. `read` are the ranges that the parser read as links, code or raw
/// HTML, sorted by position.
pub(super) fn links(text: &str, read: &[Range<usize>], tell: &mut impl FnMut(usize, Finding)) {
    let mut read = read.iter().peekable();
    let mut until = 0;
    for at in memchr::memchr_iter(b']', text.as_bytes()) {
        while let Some(part) = read.next_if(|part| part.start <= at) {
            until = until.max(part.end);
        }
        if at < until || text[..at].ends_with('\\') {
            continue;
        }
        let rest = &text[at + 1..];
        let apart = rest.starts_with(" (");
        let Some(inside) = rest.strip_prefix(if apart { " (" } else { "(" }) else { continue };
        let line = &inside[..inside.find('\n').unwrap_or(inside.len())];
        let Some(target) = line.find(')').map(|end| line[..end].trim()) else { continue };
        let begin = text[..at].rfind(['\n', '[']).filter(|begin| text[*begin..].starts_with('['));
        let Some(begin) = begin.filter(|_| is_place(target)) else { continue };
        // `#![attribute] (…)` and `list[0] (…)` are program code.
        let before = text[..begin].trim_end_matches('!');
        if apart
            && (target.contains(char::is_whitespace) || before.ends_with(|c: char| c == '#' || c.is_alphanumeric()))
        {
            continue;
        }
        tell(begin, if apart { Finding::SplitLink(target.to_owned()) } else { Finding::SpacedLink(target.to_owned()) });
    }
}

/// Reports whether a text looks like an address or a file name.
pub(super) fn is_place(target: &str) -> bool {
    let Some((_, extension)) = target.rsplit_once('.') else { return target.contains("://") };
    let is_extension = (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_version = extension.bytes().all(|b| b.is_ascii_digit());
    target.contains("://") || (is_extension && !is_version)
}

/// Reports tables drawn with lines, as pandoc writes them by default, each at its first line.
pub(super) fn tables(text: &str, tell: &mut impl FnMut(usize, Finding)) {
    if memchr::memmem::find(text.as_bytes(), b"--").is_none() && memchr::memmem::find(text.as_bytes(), b"+=").is_none()
    {
        return;
    }
    let (mut offset, mut code, mut inside) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        let bare = line.trim_start_matches(['>', ' ']).trim_end();
        if at < code {
            continue;
        }
        let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
        if ticks >= 3 && !bare[ticks..].contains('`') {
            code = fence_end_of_page(text, offset, ticks).unwrap_or(text.len());
            continue;
        }
        if bare.is_empty() {
            inside = false;
        } else if !inside && (is_border(bare) || is_columns(bare)) {
            inside = true;
            tell(at + line.find(bare).unwrap_or(0), Finding::DrawnTable);
        }
    }
}

/// Reports whether a line is a border: `+-----+-----+`.
fn is_border(line: &str) -> bool {
    let inner = line.strip_prefix('+').and_then(|line| line.strip_suffix('+'));
    inner.is_some_and(|inner| {
        inner.split('+').all(|c| c.len() >= 3 && c.trim_matches(':').bytes().all(|b| matches!(b, b'-' | b'=')))
    })
}

/// Reports whether a line marks the columns of a simple table: `------- ------ -----`.
fn is_columns(line: &str) -> bool {
    let mut columns = 0;
    line.split_ascii_whitespace().all(|column| {
        columns += 1;
        column.len() >= 2 && column.bytes().all(|b| b == b'-')
    }) && columns >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_tables_are_told_once_each() {
        let count = |text: &str| {
            let mut count = 0;
            tables(text, &mut |_, _| count += 1);
            count
        };
        assert_eq!(count("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+"), 1);
        assert_eq!(count("Ship   Berth\n------ -----\nAlba   Four\n\nTable: Ships"), 1);
        for text in ["| a | b |\n|---|---|", "- - -", "---", "a\n---\nb", "```\n--- ---\n```", "+1 --", "--- a ---"] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
