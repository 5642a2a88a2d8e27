//! Finds the parts of a file that are not published: comments, and elements that do not show their content.
//!
//! They are found in the whole file before it is split at its headings, so that nothing in a comment, such as empty
//! lines or headings of speeches, has any effect. Code in backticks takes precedence: a comment shown there is text.

use rustc_hash::FxHashMap;

use super::attributes::{are_attributes, tag_end};
use super::code_fences::{fence_end, line_end, prefix};
use super::definition_comments::definition_comments;
use super::elements::HIDING;
use crate::record::TextRange;

/// Hidden ranges of a text, and delimiters that would hide something if they were closed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Sorted and disjoint. A range alone on its lines includes those lines.
    pub ranges: Vec<TextRange>,
    /// Elements that are dropped with their content: position and name.
    pub elements: Vec<(usize, &'static str)>,
    /// Position and name of comments and elements that would hide something but are never closed, so that they hide
    /// nothing. Only the first such comment is listed; all after it are unclosed too.
    pub unclosed: Vec<(usize, &'static str)>,
    /// Positions of comments within which another begins: perhaps the first was meant to end before it.
    pub doubled: Vec<usize>,
}

/// Name of a comment in [`Hidden::unclosed`].
pub const COMMENT: &str = "!--";

/// Finds the hidden ranges of a text.
pub fn hidden(text: &str) -> Hidden {
    let mut found = hidden_in_angles(text);
    found.ranges = joined(found.ranges, definition_comments(text));
    found
}

fn hidden_in_angles(text: &str) -> Hidden {
    let bytes = text.as_bytes();
    let first = memchr::memchr_iter(b'<', bytes).find(|at| candidate(&text[*at..]).is_some());
    let Some(first) = first else { return Hidden::default() };
    let mut search = Search { text, found: Hidden::default(), next: FxHashMap::default(), passed: false };
    search.run(first);
    let (mut found, mut passed) = (search.found, search.passed);
    // The heading that kept an element from hiding anything may itself be within a later comment.
    for _ in 0..4 {
        if !passed || found.ranges.is_empty() {
            break;
        }
        let text = masked(text, &found.ranges);
        let mut again = Search { text: &text, found: Hidden::default(), next: FxHashMap::default(), passed: false };
        again.run(first);
        passed = again.passed && !again.found.ranges.is_empty();
        found.ranges = joined(found.ranges, again.found.ranges);
        found.elements.extend(again.found.elements);
        found.unclosed = again.found.unclosed;
    }
    found.elements.sort_unstable();
    found
}

/// Sorts and merges ranges, which may overlap.
pub fn joined(mut ranges: Vec<TextRange>, more: impl IntoIterator<Item = TextRange>) -> Vec<TextRange> {
    ranges.extend(more);
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut all: Vec<TextRange> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// Name of the comment or element that begins here and could hide something.
fn candidate(rest: &str) -> Option<&'static str> {
    if rest.starts_with("<!--") {
        return Some(COMMENT);
    }
    let after = &rest.as_bytes()[1..];
    let length = after.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = matches!(after.get(length), Some(b'>' | b'/' | b' ' | b'\t' | b'\n'));
    let is = |hiding: &&&str| hiding.len() == length && hiding.as_bytes().eq_ignore_ascii_case(&after[..length]);
    ends.then(|| HIDING.iter().find(is)).flatten().copied()
}

struct Search<'t> {
    text: &'t str,
    found: Hidden,
    /// Last position found for each search term; the end of the text if there is none.
    next: FxHashMap<&'static str, usize>,
    /// True if an element hid nothing because of a heading within it.
    passed: bool,
}

impl<'t> Search<'t> {
    /// Reads the lines; nothing is hidden before `first`.
    fn run(&mut self, first: usize) {
        let mut at = 0;
        while at < self.text.len() {
            let end = line_end(self.text, at);
            let line = &self.text[at..end];
            let bare = line[prefix(line)..].trim_end();
            let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
            if ticks >= 3
                && !bare[ticks..].contains('`')
                && let Some(close) = fence_end(self.text, end, ticks)
            {
                at = close;
                continue;
            }
            at = if end <= first { end } else { self.line(at, end) };
        }
    }

    /// Reads a line and returns the position of the next one, which is further down when hidden text spans several
    /// lines.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        let mut runs: Option<FxHashMap<usize, usize>> = None;
        let (mut at, mut end) = (start, end);
        while let Some(step) = memchr::memchr3(b'<', b'`', b'\\', &text.as_bytes()[at..end]) {
            at += step;
            match text.as_bytes()[at] {
                b'\\' => at = (at + 2).min(end),
                b'`' => {
                    let length = run(text, at, end);
                    let last = runs.get_or_insert_with(|| last_runs(text, at, end));
                    at += length;
                    if last.get(&length).is_some_and(|last| *last >= at) {
                        at = code_end(text, at, end, length);
                    }
                }
                _ => match candidate(&text[at..]).and_then(|name| Some((name, self.hide(at, start, name)?))) {
                    Some((_, close)) => {
                        at = close;
                        if at >= end {
                            end = if text.as_bytes().get(at - 1) == Some(&b'\n') { at } else { line_end(text, at) };
                            runs = None;
                        }
                    }
                    None => at += 1,
                },
            }
            // After an escape, `at` may be within a character.
            while !text.is_char_boundary(at) {
                at += 1;
            }
            if at >= end {
                break;
            }
        }
        end
    }

    /// Hides the comment or element at `at`, on the line that begins at `line`. Returns its end, or `None` if it hides
    /// nothing.
    fn hide(&mut self, at: usize, line: usize, name: &'static str) -> Option<usize> {
        let text = self.text;
        if name == COMMENT {
            let end = self.find("-->", at + 4)?.saturating_add(3);
            if end > text.len() {
                if !self.found.unclosed.iter().any(|(_, name)| *name == COMMENT) {
                    self.found.unclosed.push((at, COMMENT));
                }
                return None;
            }
            if text[at + 4..end].contains("<!--") {
                self.found.doubled.push(at);
            }
            return Some(self.cut(at, end));
        }
        let open = at + tag_end(&text[at..])? + 1;
        if !are_attributes(&text[at + 1 + name.len()..open - 1]) {
            return None;
        }
        if text[at..open].ends_with("/>") && name == "svg" {
            return None;
        }
        let close = self.close(name, open);
        if close >= text.len() {
            self.found.unclosed.push((at, name));
            return None;
        }
        // A speaker who mentions a `<title>` within a sentence must not hide the words of others.
        let in_line = !text[line + prefix(&text[line..at]).min(at - line)..at].trim().is_empty();
        if in_line && self.find("\n##", open)? < close {
            self.passed = true;
            return None;
        }
        let end = close + tag_end(&text[close..])? + 1;
        if name != "iframe" {
            self.found.elements.push((at, name));
            return Some(self.cut(at, end));
        }
        if text[open..close].trim().is_empty() && !text[open..close].contains('\n') {
            return Some(end);
        }
        if text[open..close].contains(char::is_alphanumeric) {
            self.found.elements.push((at, name));
        }
        self.found.ranges.push((open..end).into());
        Some(end)
    }

    /// Hides a range, with the lines on which nothing else stands.
    fn cut(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        // Skips white space on the line only, so that a line of many comments is not read again for each of them.
        let line = text[..start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
        let begins_line = line == 0 || text.as_bytes()[line - 1] == b'\n';
        let after_other = self.found.ranges.last().is_some_and(|last| last.end as usize > line);
        let rest = (begins_line && !after_other).then(|| line_end(text, end));
        let (start, end) = match rest.filter(|rest| text[end..*rest].trim().is_empty()) {
            Some(rest) => (line, rest),
            None => (start, end),
        };
        self.found.ranges.push((start..end).into());
        end
    }

    /// Next position of `wanted`, or past the end of the text. Results are remembered, so that no part is searched
    /// twice.
    fn find(&mut self, wanted: &'static str, from: usize) -> Option<usize> {
        let known = self.next.entry(wanted).or_insert(0);
        if *known < from {
            let found = memchr::memmem::find(&self.text.as_bytes()[from..], wanted.as_bytes());
            *known = found.map_or(usize::MAX, |at| from + at);
        }
        Some(*known)
    }

    /// Position of an element's closing tag, or the end of the text.
    fn close(&mut self, name: &'static str, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let known = self.next.entry(name).or_insert(0);
        if *known < from {
            let is_name = |at: &usize| {
                let after = &bytes[at + 2..];
                after.get(..name.len()).is_some_and(|written| written.eq_ignore_ascii_case(name.as_bytes()))
                    && matches!(after.get(name.len()), Some(b'>' | b' ' | b'\t' | b'\n' | b'/'))
            };
            let found = memchr::memmem::find_iter(&bytes[from..], b"</").map(|at| from + at).find(is_name);
            *known = found.unwrap_or(bytes.len());
        }
        *known
    }
}

/// Masks ranges of a text without changing its length or number of lines, so that all positions stay the same.
pub fn masked(text: &str, ranges: &[TextRange]) -> String {
    let mut out = String::with_capacity(text.len());
    for range in ranges {
        let (start, end) = (range.start as usize, range.end as usize);
        out.push_str(&text[out.len()..start]);
        let inside = &text[start..end];
        let starts_line = start == 0 || text.as_bytes()[start - 1] == b'\n';
        let ends_line = end == text.len() || text.as_bytes()[end] == b'\n';
        // At the end of a heading, a comment would look like part of the name.
        let is_heading = || out[out.rfind('\n').map_or(0, |at| at + 1)..].trim_start().starts_with('#');
        let ends_heading = ends_line && !inside.contains('\n') && is_heading();
        if (starts_line && (inside.ends_with('\n') || end == text.len())) || ends_heading {
            blank(&mut out, inside);
        } else {
            comment(&mut out, inside);
        }
    }
    out.push_str(&text[out.len()..]);
    out
}

/// Appends as many line ends as `inside` has.
fn blank(out: &mut String, inside: &str) {
    out.extend(inside.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// Appends a processing instruction in place of a comment (an unclosed comment must not end at it), followed by the
/// line ends of the comment. Later lines begin like the comment's line, so that the text after it stays in the same
/// quotation or list.
fn comment(out: &mut String, inside: &str) {
    let breaks = memchr::memchr_iter(b'\n', inside.as_bytes()).count();
    // Needed only if the comment spans several lines; so a line of many comments is not read again for each of them.
    let line = if breaks == 0 { out.len() } else { out.rfind('\n').map_or(0, |at| at + 1) };
    let marks: String =
        out[line..line + prefix(&out[line..])].chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect();
    let marks = if inside.len() >= 4 + breaks * (1 + marks.len()) { marks } else { String::new() };
    let tail = breaks * (1 + marks.len());
    let Some(dots) = inside.len().checked_sub(4 + tail) else { return blank(out, inside) };
    out.push_str("<?");
    out.extend(std::iter::repeat_n('.', dots));
    out.push_str("?>");
    for _ in 0..breaks {
        out.push('\n');
        out.push_str(&marks);
    }
}

/// Length of the mask at the beginning of a text, if there is one.
pub(super) fn masked_length(text: &str) -> Option<usize> {
    let dots = text.strip_prefix("<?")?.bytes().take_while(|byte| *byte == b'.').count();
    text[2 + dots..].starts_with("?>").then_some(dots + 4)
}

fn run(text: &str, at: usize, end: usize) -> usize {
    text.as_bytes()[at..end].iter().take_while(|byte| **byte == b'`').count()
}

/// Position of the last run of backticks of each length.
pub(super) fn last_runs(text: &str, from: usize, end: usize) -> FxHashMap<usize, usize> {
    let mut last = FxHashMap::default();
    let mut at = from;
    while let Some(step) = memchr::memchr(b'`', &text.as_bytes()[at..end]) {
        at += step;
        let length = run(text, at, end);
        last.insert(length, at);
        at += length;
    }
    last
}

/// End of the code that a run of `length` backticks opened; another such run exists.
pub(super) fn code_end(text: &str, from: usize, end: usize, length: usize) -> usize {
    let mut at = from;
    while let Some(step) = memchr::memchr(b'`', &text.as_bytes()[at..end]) {
        at += step;
        let found = run(text, at, end);
        at += found;
        if found == length {
            return at;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(text: &str) -> String {
        let masked = masked(text, &hidden(text).ranges);
        assert_eq!(masked.len(), text.len(), "{text:?}");
        assert_eq!(masked.matches('\n').count(), text.matches('\n').count(), "{text:?}");
        masked
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text).replace('.', ""), expected, "{text:?}");
    }

    #[test]
    fn comments_leave_nothing() {
        check("a\n<!--\nb\n\n### C:\n-->\nd", "a\n    \n \n\n      \n   \nd");
        check("a <!-- b\n\nc --> d", "a <??>\n\n d");
        check("> a <!-- bbbb\n> c --> d", "> a <??>\n>  d");
        check("- a <!-- bbbb\n\n  c --> d", "- a <??>\n  \n   d");
        check("<!-- a --> b", "<??> b");
        check("<!-->a-->", "         ");
        check("### Ann: <!-- a -->\nb", "### Ann:           \nb");
        check("  <!-- a -->  \n", "              \n");
        check("a <!-- b --> c <!-- d\ne --> f", "a <??> c <??>\n f");
    }

    #[test]
    fn code_is_shown_as_it_is() {
        for text in
            ["```\n<!-- a -->\n```", "`<!-- a -->`", "> ```\n> <!--a-->\n> ```", "\\<!-- a -->", "``<!-- ` -->``"]
        {
            check(text, text);
        }
        // A fence that is never closed is not a fence.
        check("```\n<!--a-->\n", "```\n        \n");
    }

    #[test]
    fn what_is_never_closed_hides_nothing() {
        for text in ["a <!-- b", "<script>\nwords", "<title withheld> x </title>", "x <style>\n### Ann:\n</style>"] {
            check(text, text);
        }
        assert_eq!(hidden("a <!-- b\n<!-- c").unclosed, [(2, COMMENT)]);
        assert_eq!(hidden("<script>\nwords").unclosed, [(0, "script")]);
    }

    #[test]
    fn elements_that_show_nothing_leave_nothing() {
        check("<script\nsrc=x>\n\n### A:\n</SCRIPT >", "       \n      \n\n      \n          ");
        check("a <style>b\n\nc</style> d", "a <??>\n\n d");
        check("<iframe src=x>\n\nfallback\n</iframe>\n", "<iframe src=x><??>\n\n\n\n");
        check("<iframe src=x></iframe>", "<iframe src=x></iframe>");
        assert_eq!(hidden("a <script>x</script>").elements, [(2, "script")]);
    }

    #[test]
    fn hostile_texts_cost_no_more_than_they_are_long() {
        for text in ["<!-- ", "<script>", "x <title>\n## a\n", "` `` ``` ", "<style a='", "`\\<!--", "<iframe>"] {
            let text = text.repeat(40_000);
            let started = std::time::Instant::now();
            mask(&text);
            mask(&(text + "</title>-->"));
            assert!(started.elapsed().as_secs() < 5);
        }
    }
}
