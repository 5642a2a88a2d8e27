//! Finds lines that begin like a speaker's name although the record does not use such labels. `check` reports their
//! number, and `check --fix` turns them into headings.

use super::false_heading::{false_heading, false_headings};
use super::heading::{self, understand};
use super::line::{LabelLine, is_nameless, label_of, marks};
use super::name::looks_like_name;
use super::no_speaker::is_no_speaker;
use super::obscured::{holds_hidden_label, lines_in_code};
use crate::config::Labels;

/// Lines that begin like a speaker's name, in a record that does not use such labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Form of the lines.
    pub kind: LineKind,
    /// Number of lines.
    pub count: usize,
    /// Range of the first one, in bytes of the text.
    pub first: (usize, usize),
    /// At most three different labels, as written.
    pub examples: Vec<String>,
    /// True if it is safe to turn them into headings.
    pub is_sure: bool,
}

/// Form of a label that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A form that `labels:` could select.
    Labels(Labels),
    /// A heading of another level, indented too far, or without its space: `#### Eve:`, `###Eve:`.
    Heading,
}

/// Looks for lines that begin like a speaker's name. With `headings`, headings of another form count too.
pub fn unread(text: &str, start: usize, headings: bool) -> Option<Unread> {
    most(text, start, headings).map(|(found, _)| found)
}

/// Most frequent form of line, with its lines.
fn most(text: &str, start: usize, headings: bool) -> Option<(Unread, Vec<LabelLine>)> {
    let kinds = [LineKind::Heading, LineKind::Labels(Labels::Bold), LineKind::Labels(Labels::Line)];
    let found = kinds.into_iter().skip(usize::from(!headings)).filter_map(|kind| unread_of(text, start, kind));
    // Of equally frequent forms the first wins.
    found.reduce(|best, next| if next.0.count > best.0.count { next } else { best })
}

/// Like [`unread`], for bold type only, if there are more than `most` lines of it; fast otherwise.
pub fn unread_bold(text: &str, start: usize, most: usize) -> Option<Unread> {
    let lines = memchr::memmem::find_iter(&text.as_bytes()[start..], b"\n**").take(most + 1).count();
    if lines > most { unread_of(text, start, LineKind::Labels(Labels::Bold)).map(|(found, _)| found) } else { None }
}

/// Number of names that are compared for repetition; a list of a hundred different words is not a transcript.
const MANY: usize = 64;

fn unread_of(text: &str, start: usize, kind: LineKind) -> Option<(Unread, Vec<LabelLine>)> {
    let marks = match kind {
        LineKind::Labels(labels) => marks(text, start, labels),
        LineKind::Heading => false_headings(text, start),
    };
    let mut names: Vec<(String, usize)> = Vec::new();
    let mut examples = Vec::new();
    let (mut count, mut first, mut clocks) = (0, None, 0);
    for mark in &marks {
        let label = &text[mark.label.0..mark.label.1];
        let heading = understand(label);
        let bare = heading.name.trim_matches(['*', '_', ' ']);
        if !looks_like_name(bare) || is_no_speaker(bare) {
            continue;
        }
        count += 1;
        clocks += usize::from(heading.time.is_some());
        first.get_or_insert(mark.label);
        if let Some((_, times)) = names.iter_mut().find(|(name, _)| name == bare) {
            *times += 1;
        } else if names.len() < MANY {
            if examples.len() < 3 {
                examples.push(label.trim().to_owned());
            }
            names.push((bare.to_owned(), 1));
        }
    }
    let again = names.iter().any(|(_, times)| *times > 1);
    let paragraphs = text[start..].split("\n\n").filter(|part| !part.trim().is_empty()).count();
    let is_most = count * 2 >= paragraphs.saturating_sub(1);
    let is_sure = count >= 2 && names.len() < MANY && (clocks * 2 > count || (again && count >= 3) || is_most);
    // A few lines with a colon after different words are a list of links or dates.
    let is_reported = (count >= 2 && (again || clocks > 0 || is_sure)) || (count >= 1 && is_most);
    is_reported.then(|| {
        let is_sure = is_sure && !is_obscured(text, start, kind, &marks);
        (Unread { kind, count, first: first.unwrap_or((start, start)), examples, is_sure }, marks)
    })
}

/// Reports whether a label of this form stands in code, or has a hidden part in front of it or within it.
fn is_obscured(text: &str, start: usize, kind: LineKind, marks: &[LabelLine]) -> bool {
    let code = lines_in_code(text, start);
    let is_code = |mark: &LabelLine| code.binary_search_by(|line| line.cmp(&mark.line)).is_ok();
    let find = |line: &str| match kind {
        LineKind::Labels(labels) => label_of(line, labels),
        LineKind::Heading => false_heading(line).filter(|heading| heading.has_colon).map(|_| line.len()),
    };
    marks.iter().any(is_code) || holds_hidden_label(text, start, find)
}

/// Turns lines that begin like a speaker's name into headings; `None` when that is not safe. `shown` is the text with
/// hidden parts masked, of the same length. Hidden parts stay unchanged; if a label has one, nothing is changed.
pub fn with_headings(text: &str, shown: &str, start: usize) -> Option<String> {
    let (found, marks) = most(shown, start, true).filter(|(found, _)| found.is_sure)?;
    // If a label has a hidden part, no heading may be made: words below that label would be given to another speaker.
    let is_whole = |mark: &LabelLine| {
        text.get(mark.at..mark.label.1) == shown.get(mark.at..mark.label.1)
            && (mark.line == 0 || text.as_bytes()[mark.line - 1] == b'\n')
    };
    if !marks.iter().all(is_whole) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + marks.len() * 8);
    let mut done = 0;
    let nexts: Vec<usize> = marks.iter().skip(1).map(|mark| mark.at).chain([text.len()]).collect();
    for (mark, next) in marks.into_iter().zip(nexts) {
        let label = shown[mark.label.0..mark.label.1].trim();
        // Arrows without a name begin a speech without a speaker.
        let bare: String = if is_nameless(label) { String::new() } else { label.replace("**", "").replace("__", "") };
        if found.kind != LineKind::Heading && is_no_speaker(&bare) {
            continue;
        }
        // The next label may stand on the same line, after a `<br>`.
        let end = text[mark.at..next].find('\n').map_or(next, |end| mark.at + end);
        out.push_str(&text[done..mark.at]);
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        out.push_str("### ");
        out.push_str(bare.trim());
        if !heading::is_label(bare.trim()) {
            out.push(if crate::text::is_cjk(bare.trim().chars().next_back().unwrap_or(' ')) { '：' } else { ':' });
        }
        out.push('\n');
        let words = text[mark.words.min(end)..end].trim();
        if !words.is_empty() && words != "\\" {
            out.push_str(words);
            out.push('\n');
        }
        done = if text[end..].starts_with('\n') { end + 1 } else { end };
    }
    out.push_str(&text[done..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_made_of_labels() {
        let check = |before: &str, after: &str| {
            assert_eq!(with_headings(before, before, 0).as_deref(), Some(after), "{before}");
        };
        check(
            "# T\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n",
            "# T\n\n### EVE:\nGood.\n\n### GUS:\nSo.\n\n### EVE:\nHo.\n",
        );
        check(
            "# T\n\n**Eve** [1:19](https://v.example/?t=79): Good.\n\n**Gus:** So.\n",
            "# T\n\n### Eve [1:19](https://v.example/?t=79):\nGood.\n\n### Gus:\nSo.\n",
        );
        check("# T\n\nEve:\n\nGood.\n\nGus:\n\nSo.\n", "# T\n\n### Eve:\n\nGood.\n\n### Gus:\n\nSo.\n");
        check("# T\n\n#### Eve:\nGood.\n\n#### Gus:\nSo.\n", "# T\n\n### Eve:\nGood.\n\n### Gus:\nSo.\n");
        check("# T\n\n**林某：**\\\n好。\n\n**王某**\\\n是。\n", "# T\n\n### 林某：\n好。\n\n### 王某：\n是。\n");
        check(
            "# T\n\n**Ann:** One.<br>**Ben:** Two.\n**Ann:** Three.\n",
            "# T\n\n### Ann:\nOne.\n\n### Ben:\nTwo.\n\n### Ann:\nThree.\n",
        );
        check(
            "# T\n\n>> ANN: One.\n>> Two.\n>> ANN: Three.\n>> ANN: Four.\n",
            "# T\n\n### ANN:\nOne.\n\n### :\nTwo.\n\n### ANN:\nThree.\n\n### ANN:\nFour.\n",
        );
        check("Mary Smith  0:15\nHello.\n\nJo Li  0:20\nHi.", "### Mary Smith  0:15:\nHello.\n\n### Jo Li  0:20:\nHi.");
        for unsure in ["# T\n\nThat is all.\n", "# T\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nEve: Hm\n", ""] {
            assert_eq!(with_headings(unsure, unsure, 0), None, "{unsure}");
        }
    }
}
