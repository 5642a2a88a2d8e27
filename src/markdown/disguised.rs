//! Text that an author meant to hide with markup that does not hide it here: comments whose delimiters a word processor
//! changed, elements that browsers do not show, comments and tracked changes of other programs.

use super::code_fences::fenced;
use super::foreign_comments::foreign_comments;
use super::hidden::masked;

/// Markup that was meant to hide text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disguised {
    /// Position in bytes.
    pub at: usize,
    /// Length of its opening delimiter, in bytes.
    pub length: usize,
    /// Kind of the markup.
    pub kind: DisguiseKind,
}

/// Kind of markup that hides text elsewhere, and not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisguiseKind {
    /// A comment whose delimiters a word processor changed.
    Comment,
    /// An element that browsers do not show.
    Element,
    /// A comment or a change in the notation of another program.
    Foreign,
}

/// Finds the first such markup in a text without its comments.
pub fn disguised(text: &str, body: usize) -> Option<Disguised> {
    let is_suspect = |text: &str| suspects(text).any(|found| found.at >= body);
    if !is_suspect(text) {
        return None;
    }
    // Code is shown as typed.
    let text = masked(text, &fenced(text, body));
    // The places asked for ascend, once for each way of looking.
    let (mut seen, mut is_open) = (0, false);
    let mut in_code = |at: usize| {
        if at < seen {
            (seen, is_open) = (0, false);
        }
        for byte in text[seen..at].bytes() {
            is_open = byte != b'\n' && is_open != (byte == b'`');
        }
        seen = at;
        is_open
    };
    suspects(&text).find(|found| found.at >= body && !in_code(found.at))
}

fn suspects(text: &str) -> impl Iterator<Item = Disguised> {
    let foreign = foreign_comments(text).map(|(at, length)| Disguised { at, length, kind: DisguiseKind::Foreign });
    comments(text).chain(elements(text)).chain(foreign)
}

/// Finds changed delimiters of comments that are closed further down: `‹!––`, `<!—`, `< !--`, `&lt;!--`.
fn comments(text: &str) -> impl Iterator<Item = Disguised> {
    let mut last_close = None;
    memchr::memchr_iter(b'!', text.as_bytes()).filter_map(move |sign| {
        let before = text[..sign].trim_end_matches([' ', '\\']);
        let open = ["<", "‹", "＜", "〈", "&lt;"].iter().find(|open| before.ends_with(**open))?;
        let after = text[sign + 1..].trim_start_matches([' ', '\\']);
        let length = dashes(after)?;
        let at = before.len() - open.len();
        let end = text.len() - after.len() + length;
        let is_closed = *last_close.get_or_insert_with(|| find_last_close(text)) >= end;
        is_closed.then_some(Disguised { at, length: end - at, kind: DisguiseKind::Comment })
    })
}

/// Length in bytes of the dashes at the beginning of a text, if they could stand for two hyphens.
fn dashes(text: &str) -> Option<usize> {
    let is_dash = |c: &char| matches!(c, '-' | '\\' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－');
    let length: usize = text.chars().take_while(is_dash).map(char::len_utf8).sum();
    (text[..length].chars().filter(|c| *c != '\\').count() >= 2 || text.starts_with(['—', '–', '―'])).then_some(length)
}

/// Position of the last delimiter that could end a comment; 0 if there is none.
fn find_last_close(text: &str) -> usize {
    let close = |close: &str| {
        text.rmatch_indices(close).map(|(at, _)| at).find(|at| {
            let before = text[..*at].trim_end_matches([' ', '\\']);
            before.ends_with("--") || before.ends_with(['–', '—', '―', '－'])
        })
    };
    [">", "›", "＞", "〉", "&gt;"].into_iter().filter_map(close).max().unwrap_or(0)
}

/// Finds elements that a browser would not show: `<span hidden>`, `<div style="display:none">`.
fn elements(text: &str) -> impl Iterator<Item = Disguised> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(move |at| {
        let rest = crate::text::head(&text[at..], 512);
        let name = rest[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if name == 0 || !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = rest.find('>')?;
        let attributes = rest[1 + name..end].to_ascii_lowercase();
        let is_hidden = attributes.split([' ', '\t', '\n', '/']).any(|word| {
            matches!(
                word,
                "hidden" | "hidden=\"\"" | "hidden=\"hidden\"" | "hidden=hidden" | "hidden=true" | "hidden=\"true\""
            )
        });
        let style: String = attributes.split_whitespace().collect();
        let is_styled = style.contains("style=")
            && (style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("mso-hide:all"));
        (is_hidden || is_styled).then_some(Disguised { at, length: end + 1, kind: DisguiseKind::Element })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_comments_and_hidden_elements_are_found() {
        for text in [
            "a ‹!–– b ––› c",
            "<!— b —>",
            "< !-- b -->",
            "&lt;!-- b --&gt;",
            "<!-- b —>",
            "\\<!-- b --\\>",
            "<span hidden>b</span>",
            "<div style=\"display: none\">b</div>",
            "<p style='x:y;visibility:hidden'>",
        ] {
            assert!(disguised(text, 0).is_some(), "{text}");
        }
        for text in [
            "a < b! -- c",
            "`<!— b —>`",
            "```\n<!— b —>\n```",
            "<!— b",
            "Wow <3 !",
            "<span class=\"hidden\">",
            "a <!-- b",
            "<hidden>",
            "5 <! — 6",
            "<p style=\"color: red\">",
        ] {
            assert_eq!(disguised(text, 0), None, "{text}");
        }
    }
}
