//! Comments and tracked changes in the notations of other programs, which hide nothing here: CriticMarkup, Obsidian, Pandoc,
//! templates of other site generators, comments that Google Docs exports.

/// Delimiters between which other programs put comments, or changes that are not accepted yet.
const PAIRS: [(&str, &str); 13] = [
    ("{>>", "<<}"),
    ("{--", "--}"),
    ("{++", "++}"),
    ("{~~", "~~}"),
    ("{% comment", "endcomment"),
    ("{%- comment", "endcomment"),
    ("{{/*", "*/}}"),
    ("{{- /*", "*/ -}}"),
    ("{{</*", "*/>}}"),
    ("{{%/*", "*/%}}"),
    ("{/*", "*/}"),
    ("{::comment", "{:/"),
    ("%%", "%%"),
];

/// Classes of spans and blocks of Pandoc and kramdown that contain comments, changes or hidden text.
const CLASSES: [&str; 6] = [".comment", ".comment-start", ".comment-end", ".deletion", ".insertion", ".hidden"];

/// Length of the longest list of attributes that is read, in bytes.
const LONGEST_ATTRIBUTES: usize = 300;

/// Finds such notations that open and, further down, close: position and length of each opening, in bytes.
pub(super) fn foreign_comments(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut closes: [Option<usize>; PAIRS.len()] = [None; PAIRS.len()];
    let signs = memchr::memchr2_iter(b'{', b'%', text.as_bytes()).filter_map(move |at| {
        let rest = &text[at..];
        let is_pair = |(index, (open, close)): (usize, &(&'static str, &str))| {
            let last = *closes[index].get_or_insert_with(|| text.rfind(close).unwrap_or(0));
            (last >= at + open.len() && (*open != "%%" || stands_apart(text, at, last))).then_some(open.len())
        };
        let mut opened = PAIRS.iter().enumerate().filter(|(_, (open, _))| rest.starts_with(open));
        opened.find_map(is_pair).or_else(|| class(text, at)).map(|length| (at, length))
    });
    let google = memchr::memmem::find(text.as_bytes(), b"](#cmnt").map(|at| (at, "](#cmnt".len()));
    signs.chain(google).chain(comments_at_the_end(text))
}

/// Reports whether a pair of `%%` is a comment of Obsidian: nothing but white space may touch it from outside.
fn stands_apart(text: &str, first: usize, last: usize) -> bool {
    let before = text[..first].chars().next_back();
    let after = text[last + 2..].chars().next();
    before.is_none_or(char::is_whitespace) && after.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation())
}

/// Length in bytes of the attributes at a position, if they give a span or block one of [`CLASSES`].
fn class(text: &str, at: usize) -> Option<usize> {
    let rest = crate::text::head(&text[at..], LONGEST_ATTRIBUTES);
    let before = text[..at].trim_end_matches([' ', '\\']);
    if !rest.starts_with("{.") || !(before.ends_with(']') || before.ends_with(":::")) {
        return None;
    }
    let end = rest.find('}')?;
    rest[1..end].split_whitespace().any(|word| CLASSES.contains(&word)).then_some(end + 1)
}

/// Comments of Google Docs, which its plain text puts at the end: `[a]Is this right?`, with the mark `[a]` in the text.
fn comments_at_the_end(text: &str) -> Option<(usize, usize)> {
    let mut first = None;
    for line in text.trim_end().rsplit('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let Some((mark, words)) = letter_mark(line) else { break };
        let is_definition = words.starts_with([':', '(']);
        if words.is_empty() || is_definition {
            break;
        }
        first = Some((mark, line));
        if mark == "[a]" {
            break;
        }
    }
    let (mark, line) = first.filter(|(mark, _)| *mark == "[a]")?;
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    let is_marked = text[..at].match_indices(mark).any(|(at, _)| !text[..at].ends_with(char::is_whitespace));
    is_marked.then_some((at, line.len()))
}

/// Splits off a mark of one or two lower-case letters in brackets at the beginning of a line.
fn letter_mark(line: &str) -> Option<(&str, &str)> {
    let close = line.find(']').filter(|close| (2..=3).contains(close) && line.starts_with('['))?;
    let is_mark = line[1..close].bytes().all(|byte| byte.is_ascii_lowercase());
    is_mark.then(|| line.split_at(close + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_changes_of_other_programs_are_found() {
        for text in [
            "a {>>b<<} c",
            "a {--b--} c",
            "a %% b %% c",
            "a\n%%\nb\n%%\n",
            "{% comment %}b{% endcomment %}",
            "{{/* b */}}",
            "a {/* b */}",
            "{::comment}b{:/comment}",
            "[b]{.comment-start id=\"0\"}c[]{.comment-end id=\"0\"}",
            "[b]{.hidden}",
            "::: {.comment}\nb\n:::\n",
            "a[\\[a\\]](#cmnt1)",
            "boats[a].\n\nGood.\n\n[a]Legal to check.\n[b]And this.\n",
        ] {
            assert!(foreign_comments(text).next().is_some(), "{text}");
        }
        for text in [
            "50%% of a, and 20%%",
            "a {>> b",
            "a {--",
            "[b]{.smallcaps}",
            "{.hidden}",
            "w[a]s so\n\n[a]: https://a.example/",
            "[a]ny officer",
            "so {a} and {-b-}",
            "[b]ut not",
        ] {
            assert!(foreign_comments(text).next().is_none(), "{text}");
        }
    }
}
